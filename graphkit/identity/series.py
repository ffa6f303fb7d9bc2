"""Series of meetings: notes of one forum, or files that are numbered or dated and otherwise called the same."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Final, Generic, TypeVar

from graphkit.extract.statement import Extraction

K = TypeVar("K")

_NUMBER: Final = re.compile(r"\d+")
#: So many meetings before a meeting, and after it, tell who else may be meant in it.
_NEAR: Final = 4
_OFTEN: Final = 3


def series_of(note: Extraction) -> str:
    """The series a note belongs to, "" for none: its forum, else its path with numbers left out.

    `Calls/call_096.md` is of the series `Calls/call_#`, and so is `Calls/call_097.md`.
    """
    forum = note.entities.get("forum", "") or (note.place.name if note.place.kind == "forum" else "")
    if forum:
        return forum
    stem = note.path.rpartition(".")[0] or note.path
    folder, slash, name = stem.rpartition("/")
    pattern, count = _NUMBER.subn("#", name)
    return f"{folder}{slash}{pattern}" if count else ""


def series_called(note: Extraction) -> str:
    """The series of a note in words: without its numbers and what stands around them."""
    folder, _, name = series_of(note).rpartition("/")
    return name.replace("#", " ").strip(" -_.,") or folder.rpartition("/")[2]


class Neighbours(Generic[K]):
    """Who attends the meetings next to a meeting in its series."""

    def __init__(self, notes: Sequence[Extraction], groups: Iterable[Sequence[int]]) -> None:
        self._notes = notes
        self._places: dict[str, list[tuple[tuple[int, ...], str, int]]] = {}
        self._regulars: dict[str, set[K]] = {}
        found: defaultdict[str, list[tuple[tuple[int, ...], str, int]]] = defaultdict(list)
        for members in groups:
            for at in members[:1]:
                if notes[at].kind != "page" and (series := series_of(notes[at])):
                    found[series].append(self._place(at))
        for series, places in found.items():
            self._places[series] = sorted(places)

    def of(self, at: int, listed: Callable[[int], Collection[K]]) -> set[K]:
        """All whom the meetings next to the note at a position list; `listed` tells whom a note lists."""
        places = self._places.get(series_of(self._notes[at]), [])
        here = self._place(at)
        position = bisect_left(places, here)
        near = places[max(0, position - _NEAR) : position + _NEAR + 1]
        return {person for place in near if place[2] != at for person in listed(place[2])}

    def regulars(self, at: int, listed: Callable[[int], Collection[K]]) -> set[K]:
        """All whom at least `_OFTEN` meetings of the series of the note at a position list."""
        series = series_of(self._notes[at])
        if series not in self._regulars:
            counts = Counter(person for place in self._places.get(series, ()) for person in listed(place[2]))
            self._regulars[series] = {person for person, count in counts.items() if count >= _OFTEN}
        return self._regulars[series]

    def _place(self, at: int) -> tuple[tuple[int, ...], str, int]:
        path = self._notes[at].path
        return tuple(map(int, _NUMBER.findall(path.rpartition("/")[2]))), path, at
