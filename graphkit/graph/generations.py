"""Generations of a graph on disk: a build makes a new folder, readers keep the one they opened.

<graph>/current              one line: the number of the generation to read, replaced by rename
<graph>/build.lock           held by the one build there may be
<graph>/generations/7/       a store that nobody writes any more; `side/` has the files that belong to it
<graph>/generations/7.lock   held, shared, by everybody who reads it
"""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

from msgspec import Struct

from graphkit.graph.errors import StoreError
from graphkit.graph.lock import FileLock


def put(path: Path, data: bytes) -> None:
    """Write a side file, whole or not at all. Never write one in place: other generations may share the file."""
    draft = path.with_name(f"{path.name}.new")
    draft.write_bytes(data)
    draft.replace(path)


def share(source: str, target: str) -> None:
    """Make a file part of another generation too: by a hard link, where the file system has them."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


class Generation(Struct, frozen=True):
    """One state of a graph: its number, its folder, and the folder of its side files."""

    number: int
    path: Path

    @property
    def side(self) -> Path:
        """Where files that belong to this state live: text index, caches."""
        return self.path / "side"


class Generations:
    """The folder of a graph. Knows files and locks, nothing of RDF."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.folder = directory / "generations"

    def current(self) -> Generation | None:
        """The generation to read; None when nothing has been built."""
        try:
            number = int((self.directory / "current").read_text("ascii").strip())
        except (OSError, ValueError):
            return None
        return self._generation(number)

    def hold(self) -> tuple[Generation, FileLock]:
        """The current generation, and the shared lock that keeps it from being removed.

        Raises StoreError when there is none.
        """
        for _ in range(100):
            generation = self.current()
            if generation is None:
                break
            lock = FileLock(self._lock_path(generation.number))
            # A build may have moved on and removed this very generation since `current` was read.
            if lock.acquire(shared=True) and lock.in_place() and generation.path.is_dir():
                return generation, lock
            lock.release()
            time.sleep(0.01)
        raise StoreError(f"There is no graph in {self.directory}.", "Run: graphkit build VAULT")

    def prepare(self) -> tuple[Generation, FileLock]:
        """A free number for a new generation, its folder not yet made, and the lock of the build.

        Raises StoreError when another build is running or the folder cannot be written.
        """
        self.make("generations")
        lock = FileLock(self.directory / "build.lock")
        if not lock.acquire():
            raise StoreError(f"Another build is writing {self.directory}.", "Wait for it, or name another --graph DIR.")
        current = self.current()
        self.sweep(leftovers=True)
        number = max([*self._numbers(), current.number if current else 0], default=0) + 1
        return self._generation(number), lock

    def make(self, name: str) -> Path:
        """A folder in that of the graph, which keeps itself out of git. Raises StoreError when it cannot be written."""
        folder = self.directory / name
        try:
            folder.mkdir(parents=True, exist_ok=True)
            ignore = self.directory / ".gitignore"
            if not ignore.exists():
                ignore.write_text("*\n", "ascii")
        except OSError as error:
            raise StoreError(
                f"{self.directory} cannot be written: {error}.", "Name another place with --graph DIR."
            ) from error
        return folder

    def publish(self, generation: Generation) -> None:
        """Make this the generation to read, at once and durably."""
        # Readers who may not write the folder can still lock a file that is there.
        self._lock_path(generation.number).touch()
        draft = self.directory / "current.new"
        with draft.open("w", encoding="ascii") as file:
            file.write(f"{generation.number}\n")
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self.directory / "current")

    def sweep(self, *, leftovers: bool = False) -> None:
        """Remove generations older than the current one that nobody reads.

        `leftovers` removes newer ones too: the folders of builds that were killed. Only a build may ask for that.
        """
        current = self.current()
        newest = current.number if current else 0
        for number in self._numbers():
            if number < newest or (leftovers and number > newest):
                self._remove(number)

    def discard(self, generation: Generation) -> None:
        """Remove the folder of a build that came to nothing."""
        self._remove(generation.number)

    def _remove(self, number: int) -> None:
        lock = FileLock(self._lock_path(number))
        if lock.acquire():
            shutil.rmtree(self.folder / str(number), ignore_errors=True)
            if not (self.folder / str(number)).exists():
                self._lock_path(number).unlink(missing_ok=True)
        lock.release()

    def _numbers(self) -> list[int]:
        try:
            return sorted(int(path.name) for path in self.folder.iterdir() if path.name.isdecimal())
        except OSError:
            return []

    def _generation(self, number: int) -> Generation:
        return Generation(number, self.folder / str(number))

    def _lock_path(self, number: int) -> Path:
        return self.folder / f"{number}.lock"
