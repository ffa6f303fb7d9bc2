"""When people and names stand in the notes of a vault: whether somebody was about when a first name was written."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Final

from graphkit.extract.statement import Extraction, Mention
from graphkit.identity.directory import Person
from graphkit.identity.names import Names
from graphkit.identity.uses import Use

#: Half a year: so many days without somebody, and the bearer of a first name may be another one.
_AWAY: Final = 183


class Seasons:
    """The days on which people are named in full, and on which a first name alone stands in a list.

    `in_full` tells whom a full name or a handle means.
    """

    def __init__(
        self,
        notes: Sequence[Extraction],
        uses: Sequence[Sequence[Use]],
        in_full: Callable[[Mention], Person | None],
        names: Names,
    ) -> None:
        named: defaultdict[Person, set[int]] = defaultdict(set)
        alone: defaultdict[str, set[int]] = defaultdict(set)
        for note, used in zip(notes, uses, strict=True):
            if (day := day_of(note)) is None:
                continue
            for use in used:
                if person := in_full(use.mention):
                    named[person].add(day)
                elif use.part == "participant":
                    alone[names.key(use.mention.name or use.mention.handle)].add(day)
        self._named = {person: sorted(days) for person, days in named.items()}
        self._alone = {key: sorted(days) for key, days in alone.items()}

    def reach(self, person: Person, key: str, day: int) -> bool:
        """Whether somebody is named in full near a day, or the first name alone stands between without a long break.

        Somebody who is named on no day may always be meant.
        """
        named = self._named.get(person)
        if not named:
            return True
        alone = self._alone.get(key, [])
        return any(_reaches(day, _from(named, day, step), _from(alone, day, step)) for step in (1, -1))


def day_of(note: Extraction) -> int | None:
    """The day of a note as a number, None where it has none."""
    try:
        return date.fromisoformat(note.date[:10]).toordinal() if note.date else None
    except ValueError:
        return None


def _from(days: list[int], day: int, step: int) -> Iterator[int]:
    """The days from a day on, forwards or backwards."""
    at = bisect_left(days, day)
    if step < 0:
        at -= 0 if at < len(days) and days[at] == day else 1
    while 0 <= at < len(days):
        yield days[at]
        at += step


def _reaches(day: int, named: Iterator[int], alone: Iterator[int]) -> bool:
    """Whether the first of `named` is reached from a day over the days of `alone`, without a break."""
    goal = next(named, None)
    if goal is None:
        return False
    for stop in alone:
        if abs(stop - day) > _AWAY or abs(goal - day) <= _AWAY:
            break
        day = stop
    return abs(goal - day) <= _AWAY
