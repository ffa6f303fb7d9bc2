"""Batches of files and graphs, done in worker processes or, when there is little to do, here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from itertools import chain, islice
from types import TracebackType
from typing import Final, Self, TypeVar

from graphkit.graph.terms import Names
from graphkit.vault.files import NoteFile
from graphkit.worker import FileRead, Setup, Written, read_batch, reading, reads, write_batch, writing, written

_Thing = TypeVar("_Thing")


class Workers:
    """`jobs` processes (0: none, everything is done by the caller); use it in a `with` block.

    loky starts them: unlike multiprocessing it needs no `if __name__ == "__main__"` in the user's script.
    """

    #: Files or graphs that go to a worker at once.
    BATCH: Final = 100
    #: Batches for each worker that are made ahead of it.
    _AHEAD: Final = 2

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

    def read(self, setup: Setup, files: Iterable[NoteFile]) -> Iterator[FileRead]:
        """Read and extract files, in any order."""
        batches = (reading(setup, batch) for batch in _batches(files, self.BATCH))
        for answer in self._answers(read_batch, batches):
            yield from reads(answer)

    def write(self, names: Names, graphs: Iterable[bytes]) -> Iterator[Written]:
        """Write the graphs of notes (`NoteGraph` as msgpack, taken as the workers need them), in any order."""
        batches = (writing(names, batch) for batch in _batches(graphs, self.BATCH))
        return map(written, self._answers(write_batch, batches))

    def _answers(self, function: Callable[[bytes], bytes], batches: Iterator[bytes]) -> Iterator[bytes]:
        first = list(islice(batches, 2))
        batches = chain(first, batches)
        if self._pool is None or len(first) < 2:
            yield from map(function, batches)
            return
        running: set[Future[bytes]] = set()
        for batch in batches:
            running.add(self._pool.submit(function, batch))
            if len(running) > self._AHEAD * self.jobs:
                done, running = wait(running, return_when=FIRST_COMPLETED)
                yield from (future.result() for future in done)
        while running:
            done, running = wait(running, return_when=FIRST_COMPLETED)
            yield from (future.result() for future in done)


def _batches(things: Iterable[_Thing], size: int) -> Iterator[list[_Thing]]:
    rest = iter(things)
    while batch := list(islice(rest, size)):
        yield batch
