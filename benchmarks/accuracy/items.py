"""Decisions and actions: found ones against labelled ones, by how they stand in the note."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct

from benchmarks.accuracy.gold import Item
from graphkit.extract.statement import Action, Decision, Extraction


class Counts(Struct):
    """Labelled, found and both; `repeated` are labelled repetitions of what is found, and in none of the others."""

    labelled: int = 0
    repeated: int = 0
    found: int = 0
    both: int = 0

    @property
    def precision(self) -> float:
        return self.both / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.both / self.labelled if self.labelled else 1.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


class Slip(Struct, frozen=True):
    """An item that is missed or invented."""

    path: str
    line: int
    what: str
    text: str


def score(
    labels: Mapping[str, Sequence[Item]], notes: Mapping[str, Extraction]
) -> tuple[dict[str, Counts], list[Slip]]:
    """Counts for "listed" and "prose". What is found but not labelled counts as listed when it is a list item.

    A note may tell one thing twice, in its list and in the talk: what repeats an item that is found is no miss.
    """
    counts = {"listed": Counts(), "prose": Counts()}
    slips: list[Slip] = []
    for path, items in labels.items():
        note = notes.get(path)
        said = [one for one in note.statements if isinstance(one, (Action, Decision))] if note else []
        open_items = list(items)
        paired: list[Item] = []
        for one in said:
            kind = "action" if isinstance(one, Action) else "decision"
            same = _match(one, kind, open_items)
            if same:
                open_items.remove(same)
                paired.append(same)
                counts[same.form].labelled += 1
                counts[same.form].found += 1
                counts[same.form].both += 1
                continue
            form = "listed" if _LISTED.match(one.span.quote) else "prose"
            counts[form].found += 1
            slips.append(Slip(path, one.span.line, f"invented {kind} ({form})", one.text))
        for item in open_items:
            if any(_repeats(item, other) for other in paired):
                counts[item.form].repeated += 1
                continue
            counts[item.form].labelled += 1
            slips.append(Slip(path, item.line, f"missed {item.kind} ({item.form})", item.text))
    return counts, slips


_LISTED = re.compile(r"\s*(?:[-*+]|\d+[.)]|\d+\.\d+|\|)")
_WORD = re.compile(r"\w+")
_LONG_WORD = re.compile(r"\w{4,}")
_NUMBER = re.compile(r"\d{2,}")
#: Longer words that two tellings of one thing share at least, and their share of the shorter one's.
_LEAST, _MOST = 3, 0.7


def _match(one: Action | Decision, kind: str, items: Sequence[Item]) -> Item | None:
    """The item of that kind on that line; of several, the one that shares most words."""
    words = set(_WORD.findall(one.text.casefold()))
    near = [item for item in items if item.kind == kind and abs(item.line - one.span.line) <= 1]
    near = [item for item in near if item.line == one.span.line or _shared(words, item) > 0.5]
    return max(near, key=lambda item: _shared(words, item), default=None)


def _repeats(item: Item, other: Item) -> bool:
    """Whether two labelled items of a note tell the same: most longer words of the shorter one are the other's, and
    all of its numbers."""
    words, others = (frozenset(_LONG_WORD.findall(one.text.casefold())) for one in (item, other))
    numbers, other_numbers = (frozenset(_NUMBER.findall(one.text)) for one in (item, other))
    if numbers and other_numbers and not (numbers <= other_numbers or other_numbers <= numbers):
        return False
    fewer = min(len(words), len(others))
    same = words == others or len(words & others) >= max(_LEAST, _MOST * fewer)
    return item.kind == other.kind and same


def _shared(words: set[str], item: Item) -> float:
    other = set(_WORD.findall(item.text.casefold()))
    return len(words & other) / (len(words | other) or 1)
