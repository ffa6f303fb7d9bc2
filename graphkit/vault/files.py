"""The files of a vault: which are notes, which are left out and why."""

from __future__ import annotations

import os
import re
import stat
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final, Literal

from msgspec import Struct

from graphkit.vault.config import Config
from graphkit.vault.decode import LIMIT, too_large
from graphkit.vault.globs import matcher
from graphkit.vault.problem import Problem, problem

FileKind = Literal["note", "aliases", "manifest"]

_NOTES: Final = (".md", ".markdown")
_NEVER: Final = frozenset({".git", ".graphkit", "node_modules"})
_RAW: Final = re.compile(r"transcript|e-?mails?\b|\bmails?\b|recording|\.(?:eml|msg|vtt|srt|mbox)$", re.IGNORECASE)
_ALIASES: Final = re.compile(r"alias|canonical|misspell|\bnames\b|\bpeople\b", re.IGNORECASE)


class NoteFile(Struct, frozen=True, order=True):
    """A file to read: `path` relative to the vault with `/` between its parts, size in bytes, time in
    nanoseconds.
    """

    path: str
    size: int
    mtime_ns: int
    kind: FileKind = "note"


class Vault:
    """A folder of notes, or one file.

    `files()` lists what is to be read. After it, `skipped` counts what was left out by reason ("archive",
    "hidden", "templates", "sources", "graphkit", "node_modules", "excluded", "linked-twice"; files, but
    folders for hidden ones and node_modules, which are not opened), and `problems` holds what could not be
    listed.
    """

    def __init__(self, root: Path, config: Config | None = None, limit: int = LIMIT) -> None:
        self.root = root
        self.config = config or Config()
        self.limit = limit
        self.skipped: Counter[str] = Counter()
        self.problems: list[Problem] = []
        self._include = matcher(self.config.include)
        self._exclude = matcher(self.config.exclude)
        self._private = matcher(self.config.private)

    def files(self) -> list[NoteFile]:
        """All notes, alias files and manifests, sorted by path. Problems and counts start anew."""
        self.skipped.clear()
        self.problems.clear()
        if self.root.is_file():
            return self._single()
        return sorted(self._walk())

    def read(self, file: NoteFile) -> bytes | Problem:
        """The bytes of a file; a problem when it is too large (it is not opened) or cannot be read."""
        if file.size > self.limit:
            return too_large(file.path, file.size, self.limit)
        try:
            with open(self.path_of(file), "rb", buffering=0) as opened:
                return opened.read()
        except OSError as error:
            return _unreadable(file.path, error)

    def path_of(self, file: NoteFile) -> str:
        """Where a file is on disk."""
        alone = file.path == self.root.name and self.root.is_file()
        return str(self.root) if alone else f"{self.root}/{file.path}"

    def is_private(self, path: str) -> bool:
        """Whether a path is among the globs of [vault] private."""
        return self._private is not None and self._private.fullmatch(path) is not None

    def _single(self) -> list[NoteFile]:
        try:
            status = self.root.stat()
        except OSError as error:
            self.problems.append(_unreadable(self.root.name, error))
            return []
        return [NoteFile(self.root.name, status.st_size, status.st_mtime_ns, "note")]

    def _walk(self) -> Iterator[NoteFile]:
        try:
            status = self.root.stat()
        except OSError as error:
            self.problems.append(_unreadable(".", error))
            return
        root = (status.st_dev, status.st_ino)
        seen = {root}
        linked: list[tuple[str, str, tuple[tuple[int, int], ...]]] = []
        # Folders come before links to folders, so that a note has its own path and not that of a link to it.
        pending: list[tuple[str, str, tuple[tuple[int, int], ...]]] = [("", "", (root,))]
        while pending or linked:
            if not pending:
                linked.sort(reverse=True)
                folder, reason, above = linked.pop()
                identity = self._identity(folder)
                if identity is None:
                    continue
                if identity in above:
                    self.problems.append(_loop(folder))
                    continue
                if identity in seen:
                    self.skipped["linked-twice"] += 1
                    continue
                seen.add(identity)
                pending.append((folder, reason, (*above, identity)))
            folder, reason, above = pending.pop()
            for entry in self._entries(folder):
                path = f"{folder}/{entry.name}" if folder else entry.name
                if not _sayable(path):
                    self.problems.append(_unreadable(path.encode("utf-8", "replace").decode(), "its name is no text"))
                    continue
                try:
                    is_folder, is_link = entry.is_dir(), entry.is_symlink()
                except OSError as error:
                    self.problems.append(_unreadable(path, error))
                    continue
                if not is_folder:
                    yield from self._file(entry, path, reason)
                elif inner := self._enter(entry, path, reason):
                    if is_link:
                        linked.append((path, inner[0], above))
                    elif (identity := self._identity(path)) is not None:
                        seen.add(identity)
                        pending.append((path, inner[0], (*above, identity)))

    def _entries(self, folder: str) -> list[os.DirEntry[str]]:
        try:
            with os.scandir(self.root / folder) as entries:
                return sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            self.problems.append(_unreadable(folder or ".", error))
            return []

    def _identity(self, folder: str) -> tuple[int, int] | None:
        try:
            status = os.stat(self.root / folder)
        except OSError as error:
            self.problems.append(_unreadable(folder, error))
            return None
        return status.st_dev, status.st_ino

    def _enter(self, entry: os.DirEntry[str], path: str, reason: str) -> tuple[str] | None:
        """Why the files of a folder are left out ("" when they are not), or None: it is not opened."""
        name = entry.name
        if name in _NEVER or (name.startswith(".") and not self._include):
            self.skipped["node_modules" if name == "node_modules" else "hidden"] += 1
            return None
        return (reason or self._reason(name, path),)

    def _reason(self, name: str, path: str) -> str:
        lower = name.lower()
        if lower == "_archive":
            return "archive"
        if lower == "templates":
            return "templates"
        if lower == "_graphkit":
            return "graphkit"
        if name.startswith("."):
            return "hidden"
        if lower == "sources" and any(_RAW.search(entry.name) for entry in self._entries(path)):
            return "sources"
        return ""

    def _file(self, entry: os.DirEntry[str], path: str, reason: str) -> Iterator[NoteFile]:
        kind = _kind_of(entry.name)
        if kind is None:
            return
        if self._include is None or not self._include.fullmatch(path):
            if not reason and self._exclude is not None and self._exclude.fullmatch(path):
                reason = "excluded"
            if reason:
                self.skipped[reason] += 1
                return
        try:
            status = entry.stat()
        except OSError as error:
            self.problems.append(_unreadable(path, error))
            return
        if stat.S_ISREG(status.st_mode):
            yield NoteFile(path, status.st_size, status.st_mtime_ns, kind)
        else:
            self.problems.append(_unreadable(path, "it is not a regular file"))


def _kind_of(name: str) -> FileKind | None:
    stem, _, ending = name.rpartition(".")
    ending = "." + ending.lower()
    if ending in _NOTES:
        return "manifest" if stem.lower() == "_manifest" else "note"
    if ending in (".yaml", ".yml") and _ALIASES.search(stem.replace("_", " ")):
        return "aliases"
    return None


def _sayable(path: str) -> bool:
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True


def _loop(path: str) -> Problem:
    return problem(
        path,
        0,
        "link-loop",
        "this link leads back to a folder above it; it is not followed",
        "delete the link",
    )


def _unreadable(path: str, why: OSError | str) -> Problem:
    reason = why if isinstance(why, str) else (why.strerror or type(why).__name__)
    return problem(
        path,
        0,
        "unreadable",
        f"cannot be read: {reason}",
        "check the permissions, or leave it out with [vault] exclude",
    )
