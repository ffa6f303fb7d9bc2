"""One file lock, shared or exclusive, that a dying process lets go of by itself."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


class FileLock:
    """A lock on `path`, never waiting.

    On Windows a shared lock is not taken (an open store keeps its files from being removed there anyway).
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: int | None = None

    def acquire(self, *, shared: bool = False) -> bool:
        """True when the lock is ours now. A lock file that may not be written is locked all the same."""
        if self._file is None:
            self._file = self._open()
        if self._file is None:
            return shared
        try:
            self._lock(self._file, shared)
        except OSError:
            self.release()
            return False
        return True

    def _open(self) -> int | None:
        for flags in (os.O_RDWR | os.O_CREAT, os.O_RDONLY):
            with contextlib.suppress(OSError):
                return os.open(self.path, flags | getattr(os, "O_CLOEXEC", 0), 0o644)
        return None

    @staticmethod
    def _lock(file: int, shared: bool) -> None:
        if sys.platform == "win32":
            if not shared:
                msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)

    def in_place(self) -> bool:
        """False when the file was removed or replaced between our opening and locking it."""
        if self._file is None:
            return True
        try:
            return os.path.samestat(os.fstat(self._file), os.stat(self.path))
        except OSError:
            return False

    def release(self) -> None:
        """Let go. May be called again."""
        if self._file is not None:
            os.close(self._file)
            self._file = None
