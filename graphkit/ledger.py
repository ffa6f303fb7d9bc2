"""What the last build saw and read, so that the next one reads only what changed.

It lies in the side folder of its generation.
"""

from __future__ import annotations

from hashlib import blake2b
from importlib import resources
from importlib.metadata import version
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from graphkit.extract.parsed.load import versions
from graphkit.graph.generations import put
from graphkit.identity.evidence import Evidence
from graphkit.vault.files import NoteFile
from graphkit.vault.problem import Problem
from graphkit.worker import FileRead, Setup

_LEDGER: Final = "ledger.msgpack"
_EXTRACTIONS: Final = "extractions.msgpack"
_RULES: Final = "rules.msgpack"
_PROBLEMS: Final = "problems.json"
#: What is written within this time of a build's start may be written again without its time changing.
_RACY_NS: Final = 50_000_000
_CODE: Final = (".py", ".toml", ".rq", ".ttl")


class Entry(Struct, frozen=True):
    """One file: what was read of it, where its extraction lies, and the fingerprint of the graph it gave.

    `asked` are the keys of what a language model was asked about it; `pending`: it has not answered all of it.
    """

    file: NoteFile
    digest: str
    skipped: str
    problems: tuple[Problem, ...]
    start: int = 0
    length: int = 0
    graph: bytes = b""
    asked: tuple[str, ...] = ()
    pending: bool = False


class Ledger(Struct, frozen=True):
    """All files of a build by path.

    `setup` stands for everything else that reading depended on, `evidence` for what else is known of who is who,
    `entities` for its graph of entities, `facts` for all that its rules read; `quads` is how many the generation holds.
    """

    setup: bytes
    begun_ns: int
    entries: dict[str, Entry]
    evidence: bytes = b""
    entities: bytes = b""
    facts: bytes = b""
    quads: int = 0
    owner: str = ""  # as it was named to the build
    dialect: str = ""

    def unchanged(self, file: NoteFile) -> bool:
        """Whether a file is surely what it was, and all about it was answered. One changed just when the build began is
        read again.
        """
        entry = self.entries.get(file.path)
        if entry is None or entry.pending:
            return False
        return entry.file == file and file.mtime_ns < self.begun_ns - _RACY_NS


def setup_digest(setup: Setup) -> bytes:
    """A digest of what reading depends on beside the notes: graphkit itself, configuration, the user's dialects."""
    digest = blake2b(version("decision-graphkit").encode(), digest_size=16)
    digest.update(msgspec.msgpack.encode(setup))
    digest.update(versions(setup.config.parser).encode() if setup.config.parser else b"")
    for path in _code_files():
        digest.update(path.read_bytes())
    if setup.config.dialect_folder:
        for path in sorted((Path(setup.root) / setup.config.dialect_folder).glob("*.toml")):
            digest.update(path.read_bytes())
    return digest.digest()


def evidence_digest(evidence: Evidence) -> bytes:
    """A digest of what is known of people beside the notes, and of what they answered."""
    return blake2b(msgspec.msgpack.encode(evidence), digest_size=16).digest()


def _code_files() -> list[Path]:
    package = Path(str(resources.files("graphkit")))
    rooms = ("vault", "dialects", "extract", "identity", "graph", "ontology")
    return sorted(path for room in rooms for path in (package / room).rglob("*") if path.suffix in _CODE)


def read_ledger(side: Path) -> Ledger | None:
    """The ledger of a generation; None when there is none that can be read."""
    try:
        return msgspec.msgpack.decode((side / _LEDGER).read_bytes(), type=Ledger)
    except (OSError, msgspec.DecodeError):
        return None


def read_extractions(side: Path, ledger: Ledger, paths: list[str]) -> dict[str, bytes]:
    """The extractions of these paths as msgpack. Raises OSError."""
    data = (side / _EXTRACTIONS).read_bytes()
    found = {}
    for path in paths:
        entry = ledger.entries[path]
        if entry.length:
            found[path] = data[entry.start : entry.start + entry.length]
    return found


def read_rules(side: Path) -> dict[str, bytes]:
    """What the rules read of each note, by its path. Raises OSError."""
    return msgspec.msgpack.decode((side / _RULES).read_bytes(), type=dict[str, bytes])


def renew_ledger(side: Path, before: Ledger, begun_ns: int, files: list[NoteFile]) -> None:
    """Put down that files were looked at and are what they were, though their times have changed."""
    entries = {file.path: msgspec.structs.replace(before.entries[file.path], file=file) for file in files}
    put(side / _LEDGER, msgspec.msgpack.encode(msgspec.structs.replace(before, begun_ns=begun_ns, entries=entries)))


def entries(reads: list[FileRead], graphs: dict[str, bytes]) -> dict[str, Entry]:
    """An entry for each file, by its path; so are the fingerprints in `graphs`."""
    found = {}
    at = 0
    for read in reads:
        path, size = read.file.path, len(read.extraction)
        graph = graphs.get(path, b"")
        found[path] = Entry(
            read.file, read.digest, read.skipped, read.problems, at, size, graph, read.asked, read.pending
        )
        at += size
    return found


def write_side(
    side: Path, ledger: Ledger, reads: list[FileRead], rules: dict[str, bytes], problems: tuple[Problem, ...]
) -> None:
    """Put down what a build saw; `rules` is what the rules read of each note, by its path."""
    put(side / _EXTRACTIONS, b"".join([read.extraction for read in reads]))
    put(side / _RULES, msgspec.msgpack.encode(rules))
    put(side / _PROBLEMS, msgspec.json.encode(problems))
    put(side / _LEDGER, msgspec.msgpack.encode(ledger))
