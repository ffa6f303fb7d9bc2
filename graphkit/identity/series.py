"""Series of meetings: notes of one forum, or files that are numbered or dated and otherwise called the same."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Sequence
from typing import Final, Generic, TypeAlias, TypeVar

from graphkit.extract.statement import Extraction

K = TypeVar("K")
Place: TypeAlias = tuple[tuple[int, ...], str, int]

_NUMBER: Final = re.compile(r"\d+")
#: So many meetings before a meeting, and after it, tell who else may be meant in it.
_NEAR: Final = 4
_OFTEN: Final = 3
_END: Final = (1 << 62,)


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
    """Who attends the meetings of a series.

    `groups` are positions of notes that record one thing; a group is named by its own position. `listed` tells whom a
    group lists.
    """

    def __init__(
        self,
        notes: Sequence[Extraction],
        groups: Sequence[Sequence[int]],
        listed: Callable[[int], Collection[K]],
    ) -> None:
        self._listed = listed
        self._regulars: dict[str, set[K]] = {}
        self._of: list[dict[str, Place]] = []
        places: defaultdict[str, list[Place]] = defaultdict(list)
        for group, members in enumerate(groups):
            own: dict[str, Place] = {}
            for at in members:
                if notes[at].kind != "page" and (series := series_of(notes[at])):
                    own[series] = min(own.get(series, (_END, "", group)), place_in_series(notes[at].path, group))
            self._of.append(own)
            for series, place in own.items():
                places[series].append(place)
        self._places = {series: sorted(found) for series, found in places.items()}

    def next_to(self, group: int) -> set[K]:
        """All whom the meetings next to a group in its series list."""
        found: set[K] = set()
        for series, here in self._of[group].items():
            places = self._places[series]
            at = bisect_left(places, here)
            for place in places[max(0, at - _NEAR) : at + _NEAR + 1]:
                if place[2] != group:
                    found.update(self._listed(place[2]))
        return found

    def regulars(self, group: int) -> set[K]:
        """All whom at least `_OFTEN` meetings of a group's series list."""
        return {person for series in self._of[group] for person in self._often(series)}

    def _often(self, series: str) -> set[K]:
        if series not in self._regulars:
            counts = Counter(person for place in self._places[series] for person in self._listed(place[2]))
            self._regulars[series] = {person for person, count in counts.items() if count >= _OFTEN}
        return self._regulars[series]


def place_in_series(path: str, group: int) -> Place:
    """Where a note stands in its series: by the numbers of its file's name, then its path."""
    return tuple(map(int, _NUMBER.findall(path.rpartition("/")[2]))), path, group
