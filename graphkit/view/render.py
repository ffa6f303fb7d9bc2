"""The page: who decides what, as one HTML file."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

from graphkit.graph.errors import GraphError
from graphkit.graph.knowledge import KnowledgeGraph
from graphkit.graph.resolve import entities, resolve
from graphkit.network.errors import NetworkError
from graphkit.network.lenses import LENSES
from graphkit.network.things import day_of
from graphkit.view.bundle import page
from graphkit.view.contents import Contents
from graphkit.view.drawing import PICTURES, draw
from graphkit.view.notebook import PageFile
from graphkit.view.sentences import wording


def render(
    kg: KnowledgeGraph,
    path: str | Path,
    *,
    lens: str = "decision-rights",
    around: str | None = None,
    as_of: str | datetime.date | None = None,
    title: str | None = None,
    pseudonymise: bool = False,
) -> Path:
    """Write the page to `path`: one self-contained HTML file that asks no network for anything.

    What it gives is the path; a notebook shows it as the page.

    `lens` is what its graph shows first (one of `graphkit.network.LENSES`), `around` the name of what it
    opens with selected, `as_of` the last day it knows of (without it the newest note's), `title` what it is
    headed by (without it the name of the vault). With `pseudonymise` people have invented names, and
    the words of notes and the ways to them are left out. Raises NetworkError for a lens there is none of,
    ParameterError for a name that is nobody's, GraphError when the file cannot be written.
    """
    target = Path(path).expanduser()
    shown = kg.pseudonymised() if pseudonymise else kg
    html = page(page_data(shown, target, lens=lens, around=around, as_of=as_of, title=title))
    try:
        target.write_text(html, "utf-8", newline="\n")
    except OSError as error:
        raise GraphError(f"{target} cannot be written: {error}.", "Name another place.") from error
    return PageFile(target)


def page_data(
    kg: KnowledgeGraph,
    path: Path,
    *,
    lens: str = "decision-rights",
    around: str | None = None,
    as_of: str | datetime.date | None = None,
    title: str | None = None,
) -> dict[str, Any]:
    """What the page says, as JSON would hold it: see `assets/data.js` for the fields."""
    if lens not in LENSES:
        raise NetworkError(f"There is no lens {lens!r}.", f"Known: {', '.join(LENSES)}.")
    contents = Contents(kg, path, day_of(kg.store, as_of))
    vault = kg.vault.absolute().name if kg.vault else ""
    return {
        "title": vault if title is None else title,
        "day": contents.day,
        "lens": lens,
        "around": _around(contents, around),
        "marks": wording()["mark"],
        "things": contents.things,
        "statements": contents.statements,
        "occasions": contents.occasions,
        "notes": contents.notes,
        "pictures": {name: draw(contents, name) for name in PICTURES},
    }


def _around(contents: Contents, name: str | None) -> str:
    """The id of the thing of this name, "" without one."""
    if name is None:
        return ""
    store = contents.kg.store
    known = [*entities(store, "agent"), *entities(store, "topic")]
    return store.names.shorten(resolve(name, known, store, "person, role, organisation or topic").value)
