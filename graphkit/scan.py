"""A folder of notes before any is opened: its configuration, its files, and what a build depends on beside them."""

from __future__ import annotations

from pathlib import Path

import msgspec

from graphkit.extract.parsed.load import why_missing
from graphkit.graph.errors import StoreError
from graphkit.graph.generations import Generations
from graphkit.graph.terms import Names
from graphkit.identity.evidence import gather
from graphkit.ledger import Ledger, evidence_digest, read_ledger, setup_digest
from graphkit.vault.config import NAME, Config, load_config
from graphkit.vault.files import Vault
from graphkit.vault.problem import Problem, problem
from graphkit.worker import Setup, dialects_of


class Scan:
    """What is fixed once the folder has been walked.

    `notes` are the files that may become notes, `directory` is where the graph is. Raises StoreError when there is no
    such folder or dialect.
    """

    def __init__(self, vault: str | Path, graph: str | Path | None, owner: str | None, dialect: str | None) -> None:
        self.named = (owner or "", dialect or "")
        self.root = Path(vault).expanduser()
        if not self.root.exists():
            raise StoreError(f"There is no folder {self.root}.", "Name the folder that holds the notes.")
        self.directory = graph_directory(self.root, graph)
        config, problems = load_config(self.root)
        if owner:
            config = msgspec.structs.replace(config, owner=owner)
        self.config = config
        self.names = Names(config.base) if config.base else Names()
        self.setup = Setup(str(self.root.resolve()), config, dialect or "")
        dialects, wrong = dialects_of(self.setup)
        if dialect and dialect not in dialects:
            known = ", ".join(sorted(dialects))
            raise StoreError(f"There is no dialect {dialect!r}.", f"Known are {known}.")
        self.vault = Vault(self.root, config)
        files = self.vault.files()
        self.notes = [file for file in files if file.kind != "aliases"]
        self.evidence = gather(self.vault, [file for file in files if file.kind != "note"], config)
        self.problems = [*problems, *_parser_missing(config), *wrong, *self.vault.problems, *self.evidence.problems]
        self.setup_digest = setup_digest(self.setup)
        self.evidence_digest = evidence_digest(self.evidence)

    def last(self) -> tuple[Ledger, Path] | None:
        """The ledger and side folder of the last build, if one can go on from it."""
        generation = Generations(self.directory).current()
        ledger = read_ledger(generation.side) if generation else None
        if generation is None or ledger is None or ledger.setup != self.setup_digest:
            return None
        return ledger, generation.side


def _parser_missing(config: Config) -> list[Problem]:
    """What is told when the parser that the configuration names is not there: the notes are read without one."""
    why = why_missing(config.parser) if config.parser else ""
    if not why:
        return []
    hint = (
        "run `pip install 'decision-graphkit[nlp]'`, or remove `[extract.nlp]`; until then the notes are read without"
    )
    return [problem(NAME, 0, "configuration", f"no parser reads the notes: {why}", hint)]


def graph_directory(root: Path, graph: str | Path | None) -> Path:
    """Where the graph of a folder (or a note) is, unless `graph` says where."""
    if graph is not None:
        return Path(graph).expanduser()
    return (root if root.is_dir() else root.parent) / ".graphkit"
