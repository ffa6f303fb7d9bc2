"""One occasion, many notes: which notes record the same meeting or the same exchange of mail.

Titles alone never join two notes. Notes are compared only where they share a digest, a source or a statement, so
that the cost grows with the statements of a vault and not with the pairs of its notes.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from typing import Final, Literal

from msgspec import Struct

from graphkit.extract.statement import Action, Attendance, Decision, Extraction, Question, Right, Statement
from graphkit.identity.names import Names

GroupKind = Literal["meeting", "correspondence", "note", "page"]

_DAY: Final = re.compile(r"(?:19|20)\d\d[-_. ]?[01]\d[-_. ]?[0-3]\d")
_ENDING: Final = re.compile(r"\.\w{1,5}$")
_REPLY: Final = re.compile(r"^(?:(?:re|fw|fwd|aw|wg|antw|sv)\b[\s:.]*)+")
_THREAD: Final = re.compile(
    r"\b(?:e-?mails?|mail|message|chat|slack)?\s*(?:thread|exchange|conversation|correspondence)\b|\be-?mail\b"
)
_NO_WORD: Final = re.compile(r"[\W_]+")
_AROUND: Final = " .;:,-*•!"
_RECENT: Final = 12
_THREAD_DAYS: Final = 7


class NoteGroup(Struct, frozen=True):
    """Notes that record one thing: positions in the list of extractions, by date, then path, pages last."""

    kind: GroupKind
    members: tuple[int, ...]


class _Outline(Struct, frozen=True):
    """What of a note is compared."""

    kind: str
    date: str
    day: int
    people: frozenset[str]
    texts: frozenset[int]
    subject: str
    source: str


def group_notes(
    extractions: Sequence[Extraction],
    texts: Sequence[Sequence[str]],
    names: Names,
    same: Iterable[tuple[int, int]] = (),
    apart: Iterable[tuple[int, int]] = (),
) -> list[NoteGroup]:
    """Every note in exactly one group, the groups by the date and path of their first note.

    `texts` are what the statements of each note say (`said_text`), `same` and `apart` positions of notes that
    somebody said record one occasion, or do not.
    """
    numbers: dict[str, int] = {}
    joined = _Joined(len(extractions), tuple(apart))
    for one, other in same:
        joined.join(one, other)
    _join_equal_files(extractions, joined)
    pages = {joined.root(at) for at, extraction in enumerate(extractions) if extraction.kind == "page"}
    outlines = [
        _outline(extraction, "page" if joined.root(at) in pages else extraction.kind, texts[at], names, numbers)
        for at, extraction in enumerate(extractions)
    ]
    _join_by_source(outlines, joined)
    _join_by_statements(outlines, joined)
    _join_by_phrases(extractions, outlines, joined)
    members: defaultdict[int, list[int]] = defaultdict(list)
    for index in range(len(extractions)):
        members[joined.root(index)].append(index)
    groups = []
    for indices in members.values():
        indices.sort(key=lambda at: (extractions[at].kind == "page", *placing(extractions[at])))
        groups.append(NoteGroup(_kind([extractions[at] for at in indices]), tuple(indices)))
    groups.sort(key=lambda group: placing(extractions[group.members[0]]))
    return groups


def placing(extraction: Extraction) -> tuple[bool, str, str]:
    """Orders notes by date, those without one last, then by path."""
    return (not extraction.date, extraction.date, extraction.path)


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
    dated = bool(_DAY.search(stem)) and any(map(str.isalpha, stem))
    return stem if dated or len(stem.split()) > 2 else ""


class _Joined:
    """Sets of notes that grow together, but for those that are kept apart."""

    def __init__(self, size: int, apart: tuple[tuple[int, int], ...] = ()) -> None:
        self._above = list(range(size))
        self._apart = apart

    def root(self, at: int) -> int:
        above = self._above
        while above[at] != at:
            above[at] = above[above[at]]
            at = above[at]
        return at

    def join(self, one: int, other: int) -> None:
        one, other = sorted((self.root(one), self.root(other)))
        if not any({self.root(left), self.root(right)} == {one, other} for left, right in self._apart):
            self._above[other] = one


def _outline(
    extraction: Extraction, kind: str, texts: Sequence[str], names: Names, numbers: dict[str, int]
) -> _Outline:
    people: set[str] = set()
    for statement in extraction.statements:
        if type(statement) is Attendance:
            name = names.of(statement.who.name or statement.who.handle)
            if name.shape == "self":
                people.add("\0self")
            elif name.shape not in ("nobody", "group"):
                people.add(name.key)
    return _Outline(
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


def _join_equal_files(extractions: Sequence[Extraction], joined: _Joined) -> None:
    """Files that are equal byte by byte, unless their names say that they are of different days."""
    equal: defaultdict[str, list[int]] = defaultdict(list)
    for index, extraction in enumerate(extractions):
        if extraction.digest:
            equal[extraction.digest].append(index)
    for indices in equal.values():
        if len(indices) > 1:
            _join_by_day(indices, extractions, joined)


def _join_by_day(indices: list[int], notes: Sequence[Extraction] | Sequence[_Outline], joined: _Joined) -> None:
    """Join what is of one day; what has no day joins the others where these have one day between them."""
    days: defaultdict[str, list[int]] = defaultdict(list)
    for index in indices:
        days[notes[index].date].append(index)
    if len(days) == 2 and "" in days:
        days = defaultdict(list, {"": indices})
    for same in days.values():
        for index in same[1:]:
            joined.join(same[0], index)


def _join_by_source(outlines: Sequence[_Outline], joined: _Joined) -> None:
    sources: defaultdict[str, list[int]] = defaultdict(list)
    for index, outline in enumerate(outlines):
        if outline.source and outline.kind != "page":
            sources[outline.source].append(index)
    for source, indices in sources.items():
        if len(indices) < 2:
            continue
        if _DAY.search(source):  # a source of one day is one occasion, whenever it was written up
            for index in indices[1:]:
                joined.join(indices[0], index)
            continue
        _join_by_day(indices, outlines, joined)
        indices.sort(key=lambda at: (outlines[at].date, at))
        for earlier, later in pairwise(indices):
            one, other = outlines[earlier], outlines[later]
            mail = one.kind == other.kind == "correspondence" and abs(one.day - other.day) <= _THREAD_DAYS
            if mail or _shared(one.texts, other.texts) >= 0.5:
                joined.join(earlier, later)


def _join_by_statements(outlines: Sequence[_Outline], joined: _Joined) -> None:
    """Notes that say the same, compared in the order of their dates with the last few that share a statement."""
    order = [at for at, outline in enumerate(outlines) if outline.texts and outline.kind != "page"]
    order.sort(key=lambda at: (outlines[at].date, sorted(outlines[at].texts), at))
    recent: defaultdict[int, list[int]] = defaultdict(list)
    for index in order:
        outline = outlines[index]
        near: set[int] = set()
        for text in outline.texts:
            same = recent[text]
            near.update(same)
            same.append(index)
            if len(same) > _RECENT:
                del same[0]
        for other in near:
            if joined.root(other) != joined.root(index) and _one_occasion(outlines[other], outline):
                joined.join(other, index)


def _join_by_phrases(extractions: Sequence[Extraction], outlines: Sequence[_Outline], joined: _Joined) -> None:
    """Notes of one day and the same people that state nothing, when their words are the same."""
    silent: defaultdict[tuple[str, frozenset[str], str], list[int]] = defaultdict(list)
    for index, outline in enumerate(outlines):
        if not outline.texts and outline.date and outline.people and outline.kind != "page":
            title = fold_text(extractions[index].title)
            silent[outline.date, outline.people, title].append(index)
    for indices in silent.values():
        for earlier, later in pairwise(indices):
            one, other = extractions[earlier].phrases, extractions[later].phrases
            if one and _alike(one.keys(), other.keys()) >= 0.7:
                joined.join(earlier, later)


def _one_occasion(one: _Outline, other: _Outline) -> bool:
    """Whether two notes that share a statement record one occasion."""
    shared = _shared(one.texts, other.texts)
    if one.kind == other.kind == "correspondence" and one.day and other.day:
        days = abs(one.day - other.day)
        if days <= _THREAD_DAYS and one.subject and one.subject == other.subject:
            return shared >= 0.3
        return days <= _THREAD_DAYS // 2 and shared >= 0.6 and _same_people(one, other)
    if one.date != other.date:
        return False
    alike = _alike(one.texts, other.texts)
    if one.date and one.people and other.people:
        return alike >= 0.5 and _same_people(one, other)
    return alike >= 0.8 and len(one.texts & other.texts) > 1 and _same_people(one, other)


def _same_people(one: _Outline, other: _Outline) -> bool:
    if not one.people or not other.people:
        return True
    return _shared(one.people, other.people) >= 0.5


def _shared(one: frozenset[int] | frozenset[str], other: frozenset[int] | frozenset[str]) -> float:
    """The part of the smaller set that the other has too."""
    return len(one & other) / (min(len(one), len(other)) or 1)


def _alike(one: Iterable[object], other: Iterable[object]) -> float:
    """The Jaccard index: what two sets share, over all that is in either."""
    one, other = set(one), set(other)
    return len(one & other) / (len(one | other) or 1)


def _kind(notes: list[Extraction]) -> GroupKind:
    """What a group is: a page copied elsewhere stays a page; else what most of its notes are."""
    kinds = [note.kind for note in notes]
    if "page" in kinds:
        return "page"
    meetings, mails = kinds.count("meeting"), kinds.count("correspondence")
    if not meetings and not mails:
        return "note"
    return "correspondence" if mails > meetings else "meeting"
