"""Which vault and which graph a command means."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from graphkit.cli.errors import CommandError

if TYPE_CHECKING:
    from graphkit.graph.knowledge import KnowledgeGraph

_MARKS: Final = ("graphkit.toml", ".graphkit")


def vault_of(given: Path | None) -> Path:
    """The vault: as given, else the nearest folder upwards that is marked as one, else the current folder.

    Raises CommandError when what is given is not there.
    """
    if given is None:
        here = Path.cwd()
        return next((folder for folder in (here, *here.parents) if _is_marked(folder)), here)
    vault = given.expanduser()
    if not vault.exists():
        raise CommandError(f"There is no folder or note {vault}.", "Name the folder that holds your notes.")
    return vault


def open_graph(vault: Path | None, graph: Path | None) -> KnowledgeGraph:
    """The graph to ask: `graph`, a folder or RDF file, else that of the vault.

    Raises CommandError or StoreError when there is none.
    """
    from graphkit.graph.knowledge import KnowledgeGraph

    if graph is None:
        return KnowledgeGraph.open(vault_of(vault))
    place = graph.expanduser()
    if place.is_dir() and not any((place / inner / "current").is_file() for inner in (".", ".graphkit")):
        raise CommandError(f"There is no graph in {place}.", f"Run: graphkit build VAULT --graph {place}")
    if not place.exists():
        raise CommandError(f"There is no graph {place}.", f"Run: graphkit build VAULT --graph {place}")
    return KnowledgeGraph.open(place, vault=None if vault is None else vault_of(vault))


def _is_marked(folder: Path) -> bool:
    return any((folder / mark).exists() for mark in _MARKS)
