"""The build: scan, extract, ask, resolve, write, derive. It alone knows all rooms.

Nothing that is read is changed: a build works in a generation of its own and is seen whole or not at all.
"""

from __future__ import annotations

import os
import resource
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
from msgspec import Struct

from graphkit.asking import ask_about
from graphkit.extract.statement import Extraction
from graphkit.graph.errors import StoreError
from graphkit.graph.generations import Generations, put
from graphkit.graph.knowledge import KnowledgeGraph
from graphkit.graph.report import BuildReport
from graphkit.graph.store import Store
from graphkit.identity.resolve import resolve
from graphkit.ledger import (
    Ledger,
    entries,
    read_extractions,
    read_ledger,
    read_rules,
    renew_ledger,
    write_side,
)
from graphkit.load import Graphs, load_all, load_changes
from graphkit.scan import Scan, graph_directory
from graphkit.vault.config import Model
from graphkit.vault.files import NoteFile
from graphkit.vault.problem import Problem
from graphkit.work import Workers
from graphkit.worker import FileRead, no_collection

#: Told of each stage as it goes: its name, how much is done, how much there is.
Progress = Callable[[str, int, int], None]


class Changes(Struct, frozen=True):
    """What differs between a vault and its graph: paths new, changed or gone; `setup` for everything else."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]
    setup: bool

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.gone or self.setup)


def build(
    vault: str | Path,
    *,
    graph: str | Path | None = None,
    owner: str | None = None,
    dialect: str | None = None,
    jobs: int | None = None,
    fresh: bool = False,
    progress: Progress | None = None,
) -> KnowledgeGraph:
    """Build the graph of a folder of notes (or of one note) and open it; `.report` says what was done.

    Only what changed since the last build is read again, unless `fresh`. `jobs` is the number of worker
    processes (default: one per core; small builds use none). Raises StoreError when there is no such folder, or
    the graph cannot be written.
    """
    return _Build(lambda: Scan(vault, graph, owner, dialect), jobs, progress or (lambda *_: None)).run(fresh)


def changes(vault: str | Path, *, graph: str | Path | None = None) -> Changes:
    """What a build would have to do. Raises StoreError when there is no such folder or no graph."""
    directory = graph_directory(Path(vault).expanduser(), graph)
    generation = Generations(directory).current()
    before = read_ledger(generation.side) if generation else None
    if before is None:
        raise StoreError(f"There is no graph in {directory}.", "Run: graphkit build VAULT")
    scan = Scan(vault, directory, before.owner, before.dialect)
    paths = {file.path for file in scan.notes}
    return Changes(
        new=tuple(sorted(paths - before.entries.keys())),
        changed=tuple(f.path for f in scan.notes if f.path in before.entries and before.entries[f.path].file != f),
        gone=tuple(sorted(before.entries.keys() - paths)),
        setup=before.setup != scan.setup_digest or before.evidence != scan.evidence_digest,
    )


class _Build:
    """One build, `jobs` of it at once."""

    def __init__(self, scan: Callable[[], Scan], jobs: int | None, progress: Progress) -> None:
        self.begun = time.perf_counter()
        self.begun_ns = time.time_ns()
        self.stages: dict[str, float] = {}
        self.progress = progress
        self.jobs = jobs or os.cpu_count() or 1
        with self.stage("scan"):
            self.scan = scan()
        self.notes = self.scan.notes

    def run(self, fresh: bool) -> KnowledgeGraph:
        """Do the work, or find that there is none."""
        before, side = (None if fresh else self.scan.last()) or (None, None)
        todo = [file for file in self.notes if before is None or not before.unchanged(file)]
        known = before is not None and before.evidence == self.scan.evidence_digest
        if before and known and not todo and len(before.entries) == len(self.notes):
            return self.as_it_was(before, 0)
        with Workers(self.jobs if len(self.notes) > 2 * Workers.BATCH else 0) as workers, no_collection():
            with self.stage("extract"):
                reads = self.read(workers, todo, before, side)
            if model := self.scan.config.model:
                with self.stage("ask"):
                    reads = self.ask(model, reads)
            if before and side and known and self.same(reads, before):
                renew_ledger(side, before, self.begun_ns, self.notes)
                return self.as_it_was(before, len(todo))
            with self.stage("resolve"):
                graphs, problems = self.resolved(reads)
            return self.write(workers, before, side, reads, graphs, problems, len(todo))

    def as_it_was(self, before: Ledger, todo: int) -> KnowledgeGraph:
        """The graph of the last build, and a report that says that there was nothing to write."""
        kg = KnowledgeGraph.open(self.scan.directory, vault=self.scan.root)
        if kg.report is None:
            return kg
        skipped = self.scan.vault.skipped + Counter(one.skipped for one in before.entries.values() if one.skipped)
        return kg.reported(
            msgspec.structs.replace(
                kg.report,
                seen=len(self.notes) + self.scan.vault.skipped.total(),
                skipped=dict(sorted(skipped.items())),
                unchanged=len(self.notes) - todo,
                graphs=0,
                seconds=round(time.perf_counter() - self.begun, 3),
                peak_memory=_peak_memory(),
                stages={name: round(seconds, 3) for name, seconds in self.stages.items()},
            )
        )

    def read(self, workers: Workers, todo: list[NoteFile], before: Ledger | None, side: Path | None) -> list[FileRead]:
        """All files, the changed ones read now; in the order of their paths."""
        read: dict[str, FileRead] = {}
        for one in workers.read(self.scan.setup, todo):
            read[one.file.path] = one
            self.progress("extract", len(read), len(todo))
        kept = [file for file in self.notes if file.path not in read]
        if before and side:
            extractions = read_extractions(side, before, [file.path for file in kept])
            for file in kept:
                entry = before.entries[file.path]
                said = extractions.get(file.path, b"")
                read[file.path] = FileRead(file, entry.digest, entry.skipped, entry.problems, said, b"", entry.asked)
        return [read[file.path] for file in self.notes]

    def ask(self, model: Model, reads: list[FileRead]) -> list[FileRead]:
        """The files with what a language model says of those that were read now."""
        folder = Generations(self.scan.directory).make("answers")
        asked = ask_about(model, folder, reads, lambda done, total: self.progress("ask", done, total))
        self.scan.problems += asked.problems
        return asked.reads

    def same(self, reads: list[FileRead], before: Ledger) -> bool:
        """Whether files were only touched: every digest is what it was, and nothing was waiting for an answer."""
        known = before.entries
        return len(reads) == len(known) and all(
            read.file.path in known
            and read.digest
            and known[read.file.path].digest == read.digest
            and not known[read.file.path].pending
            for read in reads
        )

    def resolved(self, reads: list[FileRead]) -> tuple[Graphs, tuple[Problem, ...]]:
        """The graphs of all notes, and what could not be read or known, each once, sorted by path and line."""
        extractions = _dated(_decoded(reads))
        resolution = resolve(list(extractions.values()), self.scan.evidence, self.scan.config)
        told = {*self.scan.problems, *resolution.problems}
        for read in reads:
            told.update(read.problems)
        graphs = Graphs(extractions, resolution, self.scan.names)
        return graphs, tuple(sorted(told))

    def write(
        self,
        workers: Workers,
        before: Ledger | None,
        side: Path | None,
        reads: list[FileRead],
        graphs: Graphs,
        problems: tuple[Problem, ...],
        todo: int,
    ) -> KnowledgeGraph:
        """Put everything into a new generation and make it the current one."""
        with self.stage("write"):
            changed = graphs.since(before) if before else None
        with Store.begin(self.scan.directory, names=self.scan.names, fresh=changed is None or changed.most) as store:
            with self.stage("load"):
                if before is None or side is None or changed is None or changed.most:
                    loaded = load_all(store, workers, graphs, self.told("load", len(graphs)))
                else:
                    loaded = load_changes(store, workers, graphs, changed, before, read_rules(side))
            with self.stage("commit"):
                assert store.side is not None
                assert store.generation is not None
                ledger = Ledger(
                    setup=self.scan.setup_digest,
                    evidence=self.scan.evidence_digest,
                    begun_ns=self.begun_ns,
                    entries=entries(reads, graphs.prints),
                    entities=graphs.entities_print,
                    facts=loaded.facts,
                    quads=loaded.quads,
                    owner=self.scan.named[0],
                    dialect=self.scan.named[1],
                )
                write_side(store.side, ledger, reads, loaded.rules, problems)
                written = len(graphs) if changed is None else len(changed)
                self.report(store, reads, problems, todo, loaded.quads, written)
                store.commit()
        return KnowledgeGraph.open(self.scan.directory, vault=self.scan.root)

    def report(
        self,
        store: Store,
        reads: list[FileRead],
        problems: tuple[Problem, ...],
        todo: int,
        quads: int,
        graphs: int,
    ) -> None:
        """Put down what was done, for `KnowledgeGraph.report`."""
        assert store.generation is not None
        skipped = self.scan.vault.skipped + Counter(read.skipped for read in reads if read.skipped)
        report = BuildReport(
            seen=len(reads) + self.scan.vault.skipped.total(),
            loaded=sum(1 for read in reads if not read.skipped),
            skipped=dict(sorted(skipped.items())),
            unchanged=len(reads) - todo,
            problems=problems,
            quads=quads,
            graphs=graphs,
            seconds=round(time.perf_counter() - self.begun, 3),
            peak_memory=_peak_memory(),
            generation=store.generation.number,
            stages={name: round(seconds, 3) for name, seconds in self.stages.items()},
        )
        put(store.generation.side / "report.json", msgspec.json.encode(report))

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        start = time.perf_counter()
        try:
            yield
        finally:
            self.stages[name] = self.stages.get(name, 0.0) + time.perf_counter() - start

    def told(self, name: str, total: int) -> Callable[[int], None]:
        """A function that tells how much of a stage is done."""
        return lambda done: self.progress(name, done, total)


def _decoded(reads: list[FileRead]) -> dict[str, Extraction]:
    decode = msgspec.msgpack.Decoder(Extraction).decode
    return {read.file.path: decode(read.extraction) for read in reads if read.extraction}


def _dated(extractions: dict[str, Extraction]) -> dict[str, Extraction]:
    """A note without a day is of its file's last change, but of none after the newest day that a note states.

    Copying or cloning a vault makes all files new; what its pages say is no newer for that.
    """
    newest = max((extraction.date for extraction in extractions.values()), default="")
    return {
        path: extraction
        if extraction.date or not newest or extraction.modified <= newest
        else msgspec.structs.replace(extraction, modified=newest)
        for path, extraction in extractions.items()
    }


def _peak_memory() -> int:
    """Bytes, of this process and its largest worker."""
    unit = 1 if os.uname().sysname == "Darwin" else 1024
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return unit * (own + resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
