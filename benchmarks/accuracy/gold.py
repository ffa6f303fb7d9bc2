"""The labelled sentences, items and mentions, as GUIDE.md defines them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, Literal

from msgspec import Struct, convert

HERE: Final = Path(__file__).parent
CORPORA: Final = HERE.parents[1].parent / "shared" / "corpora"
DEMO: Final = HERE.parents[1] / "data" / "demo" / "vault"

Half = Literal["dev", "test"]
Span = tuple[int, int]

#: Kinds of sentences that carry a right which is no present fact, or none although they sound like it.
NO_FACT: Final = frozenset({"proposal", "belief", "question", "hypothetical", "past", "negated"})


class Right(Struct, frozen=True):
    """A right as it was labelled. `scope`, `condition` and names are words of the note."""

    holders: tuple[str, ...]
    power: str
    scope: str = ""
    condition: str = ""
    standing: str = "Current"
    negated: bool = False
    to: tuple[str, ...] = ()
    believed_by: tuple[str, ...] = ()
    stated_by: tuple[str, ...] = ()


class Sentence(Struct, frozen=True):
    """A sentence at a line of a note (from 1), what kind it is, and the rights that it states."""

    path: str
    line: int
    text: str
    kind: str
    rights: tuple[Right, ...] = ()
    reports: tuple[str, ...] = ()


class Item(Struct, frozen=True):
    """A decision or an action at a line; `form` is "listed" or "prose"."""

    line: int
    text: str
    kind: str
    form: str


class Marked(Struct, frozen=True):
    """A name at a line, and who it means: "?" where a reader cannot know."""

    line: int
    text: str
    person: str


def half_of(path: str) -> Half:
    """Which half a note of a corpus or of the demo belongs to."""
    return "test" if sum(path.encode()) % 2 else "dev"


def fictional(half: Half, *, second: bool = False) -> list[Sentence]:
    """The labelled sentences of the notes in rights/: GUIDE.md says which are of which half."""
    found: list[Sentence] = []
    for note in sorted((HERE / "rights").glob("*.md")):
        if _half_of_note(int(note.name.split("-")[0])) != half:
            continue
        labels = note.with_suffix(".second.toml" if second else ".toml")
        if labels.exists():
            found += _sentences(note.name, labels)
    return found


def _half_of_note(number: int) -> Half:
    """Notes from 100 on were written later, to tune on."""
    return "test" if number < 100 and number % 2 else "dev"


def _sentences(path: str, labels: Path) -> Iterator[Sentence]:
    for one in tomllib.loads(labels.read_text("utf-8")).get("sentence", ()):
        yield Sentence(
            path,
            one["line"],
            one["text"],
            one["kind"],
            tuple(convert(right, Right) for right in one.get("right", ())),
            tuple(one.get("reports", ())),
        )


def of_corpora(half: Half, *, second: bool = False) -> list[Sentence]:
    """The labelled sentences of the corpora; empty where they are absent."""
    if not CORPORA.exists():
        return []
    found = []
    for labels in sorted(_folder(second).glob("*-rights.toml")):
        sentences = tomllib.loads(labels.read_text("utf-8"))["sentence"]
        found += [_from_spans(one) for one in sentences if half_of(one["path"]) == half]
    return found


def _folder(second: bool) -> Path:
    return HERE / "corpora" / "second" if second else HERE / "corpora"


def _from_spans(one: dict[str, Any]) -> Sentence:
    lines = lines_of(CORPORA / one["path"])

    def text(span: list[int]) -> str:
        """A span: start, end, and, where they are others, its line and its last line."""
        first = span[2] if len(span) > 2 else one["line"]
        last = span[3] if len(span) > 3 else first
        return _cut(lines, first, span[0], last, span[1])

    def texts(spans: Any) -> Any:
        if not isinstance(spans, list):
            return spans
        return text(spans) if spans and isinstance(spans[0], int) else [texts(span) for span in spans]

    rights = []
    for right in one.get("right", ()):
        plain = {key: texts(value) for key, value in right.items()}
        for key in ("scope", "condition"):
            if isinstance(plain.get(key), list):
                plain[key] = " ".join(plain[key])
        rights.append(convert(plain, Right))
    start, end = one["span"]
    last, end = one.get("until", (one["line"], end))
    return Sentence(one["path"], one["line"], _cut(lines, one["line"], start, last, end), one["kind"], tuple(rights))


def _cut(lines: list[str], first: int, start: int, last: int, end: int) -> str:
    """The text from an offset in one line to an offset in another, lines joined by a space."""
    if first == last:
        return lines[first - 1][start:end]
    middle = [line.strip() for line in lines[first : last - 1]]
    return " ".join([lines[first - 1][start:].strip(), *middle, lines[last - 1][:end].strip()])


def items(corpus: str, *, second: bool = False) -> dict[str, list[Item]]:
    """The labelled decisions and actions of a corpus, by path."""
    found: dict[str, list[Item]] = {}
    for note in _labels(_folder(second) / f"{corpus}-items.toml"):
        lines = lines_of(CORPORA / note["path"])
        found[note["path"]] = [
            Item(one["line"], _item_text(lines, one), one["kind"], one["form"]) for one in note.get("item", ())
        ]
    return found


def _item_text(lines: list[str], one: dict[str, Any]) -> str:
    start, end = one["span"]
    last, end = one.get("until", (one["line"], end))
    return _cut(lines, one["line"], start, last, end)


def mentions(corpus: str) -> dict[str, list[Marked]]:
    """The labelled names of a corpus, or of "demo", by path."""
    root = DEMO if corpus == "demo" else CORPORA
    labels = HERE / "demo" / "mentions.toml" if corpus == "demo" else HERE / "corpora" / f"{corpus}-mentions.toml"
    found: dict[str, list[Marked]] = {}
    for note in _labels(labels):
        lines = lines_of(root / note["path"])
        rows = note["mentions"] if "mentions" in note else note["mention"]
        found[note["path"]] = [Marked(row[0], lines[row[0] - 1][row[1] : row[2]], str(row[3])) for row in rows]
    return found


def _labels(path: Path) -> list[dict[str, Any]]:
    notes: list[dict[str, Any]] = tomllib.loads(path.read_text("utf-8"))["note"]
    return notes


def lines_of(path: Path) -> list[str]:
    """The lines of a file as the labels count them."""
    return path.read_text("utf-8").split("\n")
