"""Batches of files and graphs, done in worker processes or, when there is little to do, here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor, as_completed
from types import TracebackType
from typing import Final, Self

from graphkit.graph.store import Store
from graphkit.graph.terms import Names
from graphkit.vault.files import NoteFile
from graphkit.worker import (
    FileRead,
    Setup,
    read_batch,
    reading,
    reads,
    rules_batch,
    write_batch,
    writing,
    written,
)

#: Told how many files or graphs are done.
Told = Callable[[int], None]


class Workers:
    """`jobs` processes (0: none, everything is done by the caller); use it in a `with` block.

    loky starts them: unlike multiprocessing it needs no `if __name__ == "__main__"` in the user's script.
    """

    #: Files or graphs that go to a worker at once.
    BATCH: Final = 100
    #: Loads that run at the same time: Oxigraph lets go of the interpreter's lock while it loads.
    LOADS: Final = 2
    #: TriG that is loaded at once: every load makes files of its own, which all queries have to look into.
    LOAD_BYTES: Final = 32_000_000

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs
        self._pool: Executor | None = None

    def __enter__(self) -> Self:
        if self.jobs:
            import loky

            self._pool = loky.ProcessPoolExecutor(self.jobs)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool:
            self._pool.shutdown(wait=True, **({"kill_workers": True} if error else {}))

    def read(self, setup: Setup, files: list[NoteFile], told: Told) -> Iterator[FileRead]:
        """Read and extract files, in any order."""
        batches = [reading(setup, files[at : at + self.BATCH]) for at in range(0, len(files), self.BATCH)]
        done = 0
        for answer in self._answers(read_batch, batches):
            found = reads(answer)
            done += len(found)
            told(done)
            yield from found

    def write(self, names: Names, changed: list[bytes], kept: list[bytes]) -> tuple[list[bytes], list[bytes]]:
        """The graphs of changed notes as TriG, and what the rules read of all, without prefixes."""
        fresh = [written(answer) for answer in self._answers(write_batch, self._written_in(names, changed))]
        rules = [one.rules for one in fresh]
        rules += self._answers(rules_batch, self._written_in(names, kept))
        return [one.text for one in fresh], rules

    def bulk_load(self, store: Store, said: Store, graphs: list[bytes], entities: str, told: Told) -> None:
        """Write all graphs and load them into an empty store, several at a time; what rules read goes to `said`."""
        done, size = 0, 0
        texts: list[bytes] = [entities.encode()]
        rules: list[bytes] = []
        with ThreadPoolExecutor(self.LOADS) as threads:
            loads = []
            for answer in self._answers(write_batch, self._written_in(store.names, graphs)):
                one = written(answer)
                texts.append(one.text)
                rules.append(one.rules)
                size += len(one.text)
                done += self.BATCH
                told(min(done, len(graphs)))
                if size > self.LOAD_BYTES:
                    loads.append(threads.submit(store.bulk_load_trig, texts))
                    texts, size = [], 0
            loads.append(threads.submit(store.bulk_load_trig, texts))
            loads.append(threads.submit(said.load_trig, rules))
            for load in loads:
                load.result()

    def _written_in(self, names: Names, graphs: list[bytes]) -> list[bytes]:
        """The graphs in batches."""
        return [writing(names, graphs[at : at + self.BATCH]) for at in range(0, len(graphs), self.BATCH)]

    def _answers(self, function: Callable[[bytes], bytes], batches: list[bytes]) -> Iterator[bytes]:
        if self._pool is None or len(batches) < 2:
            yield from map(function, batches)
            return
        futures: list[Future[bytes]] = [self._pool.submit(function, batch) for batch in batches]
        for future in as_completed(futures):
            yield future.result()
