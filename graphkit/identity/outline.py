"""What of a note is compared with other notes to see whether they record one occasion."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from msgspec import Struct
from rapidfuzz.fuzz import ratio
from rapidfuzz.process import extractOne

from graphkit.extract.statement import Action, Attendance, Decision, Extraction, Question, Right, Statement
from graphkit.identity.names import Names

DAY: Final = re.compile(r"(?:19|20)\d\d[-_. ]?[01]\d[-_. ]?[0-3]\d")
_ENDING: Final = re.compile(r"\.\w{1,5}$")
_REPLY: Final = re.compile(r"^(?:(?:re|fw|fwd|aw|wg|antw|sv)\b[\s:.]*)+")
_THREAD: Final = re.compile(
    r"\b(?:e-?mails?|mail|message|chat|slack)?\s*(?:thread|exchange|conversation|correspondence)\b|\be-?mail\b"
)
#: Two statements that are alike to this percentage are nearly the same.
_NEARLY: Final = 85
_NO_WORD: Final = re.compile(r"[\W_]+")
_AROUND: Final = " .;:,-*•!"


class Outline(Struct, frozen=True):
    """What of a note is compared: `day` counts days (0: none), `texts` are numbers of what its statements say."""

    kind: str
    date: str
    day: int
    people: frozenset[str]
    texts: frozenset[int]
    subject: str
    source: str


def outline_of(
    extraction: Extraction, kind: str, texts: Sequence[str], names: Names, numbers: dict[str, int]
) -> Outline:
    """The outline of a note of this kind whose statements say `texts`; `numbers` are those of all texts so far."""
    people: set[str] = set()
    for statement in extraction.statements:
        if type(statement) is Attendance:
            name = names.of(statement.who.name or statement.who.handle)
            if name.shape == "self":
                people.add("\0self")
            elif name.shape not in ("nobody", "group"):
                people.add(name.key)
    return Outline(
        kind=kind,
        date=extraction.date,
        day=_ordinal(extraction.date),
        people=frozenset(people),
        texts=frozenset([numbers.setdefault(text, len(numbers)) for text in texts if text]),
        subject=_subject(extraction.title) if kind == "correspondence" else "",
        source=source_key(extraction.source) if extraction.source else "",
    )


def _subject(title: str) -> str:
    """A mail's subject: the title without Re:, "e-mail thread" and punctuation."""
    folded = _THREAD.sub(" ", _REPLY.sub("", title.casefold().strip()))
    return _NO_WORD.sub(" ", folded).strip()


def _ordinal(day: str) -> int:
    try:
        return date.fromisoformat(day).toordinal() if day else 0
    except ValueError:
        return 0


def source_key(source: str) -> str:
    """What two notes of one source have in common: the file's stem, or the address; "" when it names no one source.

    >>> source_key("/home/ann/Sources/2026-02-10 - Release talk.md") == source_key("[[2026-02-10 - Release talk]]")
    True
    >>> source_key("transcript")
    ''
    """
    source = source.strip().strip("[]<>\"'").split("|")[0].strip()
    if "://" in source:
        return source.split("#")[0].rstrip("/").casefold()
    stem = re.split(r"[/\\]", source)[-1]
    stem = " ".join(_ENDING.sub("", stem).casefold().split())
    dated = bool(DAY.search(stem)) and any(map(str.isalpha, stem))
    return stem if dated or len(stem.split()) > 2 else ""


def said_text(statement: Statement) -> str:
    """The text by which a statement is recognised in a copy, folded; "" for attendance and memberships.

    >>> from graphkit.vault.note import Span
    >>> said_text(Decision(Span(3, "- We  start on Monday."), "We  start on Monday."))
    'd we start on monday'
    """
    if type(statement) is Action:
        return "a " + fold_text(statement.text)
    if type(statement) is Right:
        return "r " + fold_text(statement.span.quote)
    if type(statement) is Decision:
        return "d " + fold_text(statement.text)
    if type(statement) is Question:
        return "q " + fold_text(statement.text)
    return ""


def fold_text(text: str) -> str:
    """The text without case, repeated blanks and what stands around the words."""
    if text.isascii() and "  " not in text and text.isprintable():  # most texts are, and it takes half the time
        return text.lower().strip(_AROUND)
    return " ".join(text.casefold().split()).strip(_AROUND)


def same_people(one: Outline, other: Outline) -> bool:
    """Whether half of the people of the note with fewer are in the other, or one names none."""
    if not one.people or not other.people:
        return True
    return shared(one.people, other.people) >= 0.5


def nearly_the_same(one: Iterable[str], other: Iterable[str], least: float = 0.0) -> float:
    """How many of all that two notes state both state, but for a word or a letter: 0..1, 0 for one statement alone and
    where it cannot be `least`.
    """
    left, right = {text for text in one if text}, {text for text in other if text}
    same = left & right
    rest = right - same
    found = len(same)
    missing = len(left) - least * (len(left) + len(right)) / (1 + least)
    for text in sorted(left - same):
        match = extractOne(text, rest, scorer=ratio, score_cutoff=_NEARLY)
        if match:
            rest.discard(match[0])
            found += 1
        elif (missing := missing - 1) < 0:
            return 0.0
    return found / (len(left) + len(right) - found) if found > 1 else 0.0


def shared(one: frozenset[int] | frozenset[str], other: frozenset[int] | frozenset[str]) -> float:
    """The part of the smaller set that the other has too."""
    return len(one & other) / (min(len(one), len(other)) or 1)


def alike(one: Iterable[object], other: Iterable[object]) -> float:
    """The Jaccard index: what two sets share, over all that is in either."""
    one, other = set(one), set(other)
    return len(one & other) / (len(one | other) or 1)
