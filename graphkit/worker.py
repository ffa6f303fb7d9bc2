"""What a worker process does: read and extract a batch of files, or write a batch of graphs.

Batches go in and out as bytes (msgpack, TriG), so that nothing but bytes crosses between processes.
"""

from __future__ import annotations

import gc
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from graphkit.extract.extraction import extract_note
from graphkit.extract.manifest import extract_manifest
from graphkit.extract.model.passages import passages_of
from graphkit.extract.parsed.load import parser
from graphkit.extract.statement import Extraction
from graphkit.graph.terms import Names
from graphkit.graph.write import NoteGraph, NoteWriter
from graphkit.vault.config import Config
from graphkit.vault.dialect import Dialect, load_dialects
from graphkit.vault.files import NoteFile, Vault
from graphkit.vault.globs import matcher
from graphkit.vault.problem import Problem, problem
from graphkit.vault.read import digest_of, read_note

_DAY_NS: Final = 86_400_000_000_000
_EPOCH: Final = date(1970, 1, 1).toordinal()


class Setup(Struct, frozen=True):
    """What reading a note depends on beside its bytes. `dialect` is for every note, "" to choose for each."""

    root: str
    config: Config
    dialect: str = ""


class FileRead(Struct, frozen=True):
    """A file, read: `skipped` says why there is no note ("" when there is one), `extraction` is msgpack.

    Where a language model is to be asked about it, `passages` are what it is shown, as msgpack, then b"" as soon as it
    was; `asked` are the keys of the questions, and `pending` says that one of them has no answer yet.
    """

    file: NoteFile
    digest: str = ""
    skipped: str = ""
    problems: tuple[Problem, ...] = ()
    extraction: bytes = b""
    passages: bytes = b""
    asked: tuple[str, ...] = ()
    pending: bool = False


class _Reading(Struct, frozen=True):
    setup: Setup
    files: tuple[NoteFile, ...]


class Written(Struct, frozen=True):
    """Graphs of notes as TriG, and what the rules read of each note by its path, all without prefixes."""

    text: bytes
    rules: dict[str, bytes]


class _Writing(Struct, frozen=True):
    base: str
    graphs: tuple[bytes, ...]


def reading(setup: Setup, files: list[NoteFile]) -> bytes:
    """A batch for `read_batch`."""
    return msgspec.msgpack.encode(_Reading(setup, tuple(files)))


def read_batch(batch: bytes) -> bytes:
    """Read and extract files; a msgpack list of `FileRead`, in their order."""
    work = msgspec.msgpack.decode(batch, type=_Reading)
    reader = _reader(msgspec.msgpack.encode(work.setup))
    return msgspec.msgpack.encode([reader.read(file) for file in work.files])


def reads(answer: bytes) -> list[FileRead]:
    """The answer of `read_batch`."""
    return msgspec.msgpack.decode(answer, type=list[FileRead])


def writing(names: Names, graphs: list[bytes]) -> bytes:
    """A batch for `write_batch`: each graph is a `NoteGraph` as msgpack."""
    return msgspec.msgpack.encode(_Writing(names.base, tuple(graphs)))


def write_batch(batch: bytes) -> bytes:
    """Write the graphs of a batch; a `Written` as msgpack."""
    work = msgspec.msgpack.decode(batch, type=_Writing)
    writer = NoteWriter(Names(work.base))
    decode = msgspec.msgpack.Decoder(NoteGraph).decode
    graphs: list[str] = []
    rules: dict[str, bytes] = {}
    with no_collection():
        for packed in work.graphs:
            graph = decode(packed)
            text = writer.text(graph)
            graphs.append(text.graph)
            rules[graph.path] = text.rules.encode()
    return msgspec.msgpack.encode(Written("".join(graphs).encode(), rules))


def written(answer: bytes) -> Written:
    """The answer of `write_batch`."""
    return msgspec.msgpack.decode(answer, type=Written)


@contextmanager
def no_collection() -> Iterator[None]:
    """Many small objects are made that all stay: looking for garbage among them takes a quarter of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


class _Reader:
    """Reads notes of one vault; made once per process and setup."""

    def __init__(self, setup: Setup) -> None:
        self.setup = setup
        self.vault = Vault(Path(setup.root), setup.config)
        self.dialects, _ = dialects_of(setup)
        self.rules = [(matcher((glob,)), name) for glob, name in setup.config.dialects]
        self.parser = parser(setup.config.parser) if setup.config.parser else None
        self.encode = msgspec.msgpack.Encoder().encode

    def read(self, file: NoteFile) -> FileRead:
        """Read and extract one file. An extractor that fails (they may be anybody's) costs this note only."""
        data = self.vault.read(file)
        if isinstance(data, Problem):
            return FileRead(file, "", "unreadable", (data,))
        digest = digest_of(data)
        try:
            return self.extracted(file, data, digest)
        except Exception as error:
            return FileRead(file, digest, "not-understood", (_failed(file.path, error),))

    def extracted(self, file: NoteFile, data: bytes, digest: str) -> FileRead:
        if file.kind == "manifest":
            return self.manifest(file, data, digest)
        dialect = self.setup.dialect or self.dialect_of(file.path)
        read = read_note(file.path, data, self.dialects, dialect, digest)
        if read.note is None:
            return FileRead(file, digest, read.skipped, read.problems)
        extraction: Extraction = extract_note(
            read.note,
            self.dialects[read.note.dialect],
            private=self.vault.is_private(file.path),
            modified=_day(file.mtime_ns),
            parser=self.parser,
        )
        if extraction.private:
            return FileRead(file, digest, "private")
        said = self.encode(extraction)
        if not self.setup.config.model:
            return FileRead(file, digest, "", read.problems, said)
        shown = passages_of(read.note, self.dialects[read.note.dialect], self.setup.config.model.characters)
        return FileRead(file, digest, "", read.problems, said, self.encode(shown))

    def manifest(self, file: NoteFile, data: bytes, digest: str) -> FileRead:
        """A manifest as a page; its problems are told where it is read as evidence."""
        private = self.vault.is_private(file.path)
        said = extract_manifest(file.path, data, private=private, modified=_day(file.mtime_ns))
        if private or not said.statements:
            return FileRead(file, digest, "private" if private else "manifest")
        return FileRead(file, digest, "", (), self.encode(said))

    def dialect_of(self, path: str) -> str | None:
        """The dialect that graphkit.toml names for a path."""
        return next((name for glob, name in self.rules if glob is not None and glob.fullmatch(path)), None)


def dialects_of(setup: Setup) -> tuple[dict[str, Dialect], list[Problem]]:
    """The dialects of a vault: graphkit's own and those of its folder."""
    folder = setup.config.dialect_folder
    return load_dialects(Path(setup.root) / folder if folder else None)


@lru_cache(maxsize=1)
def _reader(setup: bytes) -> _Reader:
    return _Reader(msgspec.msgpack.decode(setup, type=Setup))


def _failed(path: str, error: Exception) -> Problem:
    place = traceback.extract_tb(error.__traceback__)[-1]
    return problem(
        path,
        0,
        "not-understood",
        f"{type(error).__name__}: {error} ({Path(place.filename).name}, line {place.lineno})"[:300],
        "report it with a note that shows it; the other notes are not affected",
    )


def _day(mtime_ns: int) -> str:
    """The UTC day of a time in nanoseconds."""
    return date.fromordinal(_EPOCH + mtime_ns // _DAY_NS).isoformat()
