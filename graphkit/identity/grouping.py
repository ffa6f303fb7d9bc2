"""One occasion, many notes: which notes record the same meeting or the same exchange of mail.

Titles alone never join two notes. Notes are compared only where they share a digest, a source or a statement, so
that the cost grows with the statements of a vault and not with the pairs of its notes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations, pairwise
from typing import Final, Literal

from msgspec import Struct

from graphkit.extract.statement import Extraction
from graphkit.identity.names import Names
from graphkit.identity.outline import DAY, Outline, alike, fold_text, nearly_the_same, outline_of, same_people, shared

GroupKind = Literal["meeting", "correspondence", "note", "page"]

_RECENT: Final = 12
#: Of two notes that record one occasion so many of all statements are nearly the same.
_NEAR: Final = 0.75
_THREAD_DAYS: Final = 7


class NoteGroup(Struct, frozen=True):
    """Notes that record one thing: positions in the list of extractions, by date, then path, pages last."""

    kind: GroupKind
    members: tuple[int, ...]


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
        outline_of(extraction, "page" if joined.root(at) in pages else extraction.kind, texts[at], names, numbers)
        for at, extraction in enumerate(extractions)
    ]
    _join_by_source(outlines, joined)
    _join_by_statements(outlines, joined)
    _join_near_copies(outlines, texts, joined)
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


def _join_equal_files(extractions: Sequence[Extraction], joined: _Joined) -> None:
    """Files that are equal byte by byte, unless their names say that they are of different days."""
    equal: defaultdict[str, list[int]] = defaultdict(list)
    for index, extraction in enumerate(extractions):
        if extraction.digest:
            equal[extraction.digest].append(index)
    for indices in equal.values():
        if len(indices) > 1:
            _join_by_day(indices, extractions, joined)


def _join_by_day(indices: list[int], notes: Sequence[Extraction] | Sequence[Outline], joined: _Joined) -> None:
    """Join what is of one day; what has no day joins the others where these have one day between them."""
    days: defaultdict[str, list[int]] = defaultdict(list)
    for index in indices:
        days[notes[index].date].append(index)
    if len(days) == 2 and "" in days:
        days = defaultdict(list, {"": indices})
    for same in days.values():
        for index in same[1:]:
            joined.join(same[0], index)


def _join_by_source(outlines: Sequence[Outline], joined: _Joined) -> None:
    sources: defaultdict[str, list[int]] = defaultdict(list)
    for index, outline in enumerate(outlines):
        if outline.source and outline.kind != "page":
            sources[outline.source].append(index)
    for source, indices in sources.items():
        if len(indices) < 2:
            continue
        if DAY.search(source):  # a source of one day is one occasion, whenever it was written up
            for index in indices[1:]:
                joined.join(indices[0], index)
            continue
        _join_by_day(indices, outlines, joined)
        indices.sort(key=lambda at: (outlines[at].date, at))
        for earlier, later in pairwise(indices):
            one, other = outlines[earlier], outlines[later]
            mail = one.kind == other.kind == "correspondence" and abs(one.day - other.day) <= _THREAD_DAYS
            if mail or shared(one.texts, other.texts) >= 0.5:
                joined.join(earlier, later)


def _join_by_statements(outlines: Sequence[Outline], joined: _Joined) -> None:
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


def _join_near_copies(outlines: Sequence[Outline], texts: Sequence[Sequence[str]], joined: _Joined) -> None:
    """Notes of one day and exactly the same people whose statements are nearly the same, but for a word or a letter."""
    same: defaultdict[tuple[str, frozenset[str]], list[int]] = defaultdict(list)
    for index, outline in enumerate(outlines):
        if outline.date and outline.people and outline.texts and outline.kind != "page":
            same[outline.date, outline.people].append(index)
    for indices in same.values():
        for one, other in combinations(indices[:_RECENT], 2):
            if joined.root(one) != joined.root(other) and nearly_the_same(texts[one], texts[other], _NEAR) >= _NEAR:
                joined.join(one, other)


def _join_by_phrases(extractions: Sequence[Extraction], outlines: Sequence[Outline], joined: _Joined) -> None:
    """Notes of one day and the same people that state nothing, when their words are the same."""
    silent: defaultdict[tuple[str, frozenset[str], str], list[int]] = defaultdict(list)
    for index, outline in enumerate(outlines):
        if not outline.texts and outline.date and outline.people and outline.kind != "page":
            title = fold_text(extractions[index].title)
            silent[outline.date, outline.people, title].append(index)
    for indices in silent.values():
        for earlier, later in pairwise(indices):
            one, other = extractions[earlier].phrases, extractions[later].phrases
            if one and alike(one.keys(), other.keys()) >= 0.7:
                joined.join(earlier, later)


def _one_occasion(one: Outline, other: Outline) -> bool:
    """Whether two notes that share a statement record one occasion."""
    both = shared(one.texts, other.texts)
    if one.kind == other.kind == "correspondence" and one.day and other.day:
        days = abs(one.day - other.day)
        if days <= _THREAD_DAYS and one.subject and one.subject == other.subject:
            return both >= 0.3
        return days <= _THREAD_DAYS // 2 and both >= 0.6 and same_people(one, other)
    if one.date != other.date:
        return False
    jaccard = alike(one.texts, other.texts)
    if one.date and one.people and other.people:
        return jaccard >= 0.5 and same_people(one, other)
    return jaccard >= 0.8 and len(one.texts & other.texts) > 1 and same_people(one, other)


def _kind(notes: list[Extraction]) -> GroupKind:
    """What a group is: a page copied elsewhere stays a page; else what most of its notes are."""
    kinds = [note.kind for note in notes]
    if "page" in kinds:
        return "page"
    meetings, mails = kinds.count("meeting"), kinds.count("correspondence")
    if not meetings and not mails:
        return "note"
    return "correspondence" if mails > meetings else "meeting"
