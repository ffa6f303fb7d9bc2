"""Notes that may record one occasion, where neither the rules nor a person has said so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations
from math import exp
from typing import Final

from msgspec import Struct
from rapidfuzz.fuzz import token_sort_ratio

from graphkit.extract.statement import Extraction
from graphkit.identity.names import Names
from graphkit.identity.outline import Outline, alike, nearly_the_same, outline_of, said_text, shared

#: So many notes of one day are compared with each other.
_MOST: Final = 60
_LEAST: Final = 0.3


class NearNotes(Struct, frozen=True):
    """Positions of two notes, how likely they record one occasion, and why."""

    one: int
    other: int
    score: float
    speaks_for: tuple[str, ...]
    speaks_against: tuple[str, ...]


def near_groups(notes: Sequence[Extraction], groups: Sequence[Sequence[int]], names: Names) -> list[NearNotes]:
    """The first notes of groups of one day that say much the same or have much the same people, likeliest first."""
    numbers: dict[str, int] = {}
    days: defaultdict[str, list[int]] = defaultdict(list)
    for group in groups:
        if notes[group[0]].date and notes[group[0]].kind != "page":
            days[notes[group[0]].date].append(group[0])
    found = []
    for same in days.values():
        outlines = [outline_of(notes[at], notes[at].kind, _said(notes[at]), names, numbers) for at in same[:_MOST]]
        for one, other in combinations(range(len(outlines)), 2):
            near = _near(same[one], same[other], outlines[one], outlines[other], notes)
            if near:
                found.append(near)
    return sorted(found, key=lambda near: (-near.score, notes[near.one].path, notes[near.other].path))


def _near(one: int, other: int, left: Outline, right: Outline, notes: Sequence[Extraction]) -> NearNotes | None:
    """Two notes of one day compared; the weights are log-odds that add up."""
    total, speaks_for, speaks_against = -2.0, ["the same day"], []
    titles = token_sort_ratio(notes[one].title.casefold(), notes[other].title.casefold())
    if same := left.texts & right.texts:
        total += 1.0 + 2.5 * alike(left.texts, right.texts)
        speaks_for.append(f"{len(same)} of {min(len(left.texts), len(right.texts))} statements are the same")
    elif nearly := nearly_the_same(_said(notes[one]), _said(notes[other])):
        total += 1.0 + 2.5 * nearly
        speaks_for.append(f"{nearly:.0%} of their statements are nearly the same")
    phrases = alike(notes[one].phrases.keys(), notes[other].phrases.keys())
    if phrases > 0.3:
        total += 2.5 * phrases
        speaks_for.append(f"{phrases:.0%} of their words are the same")
    if left.people and right.people:
        people = shared(left.people, right.people)
        if people >= 0.5 and len(left.people & right.people) > 1:
            total += 1.0
            speaks_for.append("mostly the same people")
        elif people < 0.5:
            total -= 2.5
            speaks_against.append("mostly other people")
    if titles >= 85:
        total += 0.8
        speaks_for.append("titles alike")
    elif titles < 50:
        total -= 0.8
        speaks_against.append("other titles")
    if left.source and right.source and left.source != right.source:
        total -= 1.5
        speaks_against.append("made from different sources")
    score = round(1 / (1 + exp(-total)), 3)
    if score < _LEAST:
        return None
    return NearNotes(one, other, score, tuple(speaks_for), tuple(speaks_against))


def _said(note: Extraction) -> list[str]:
    """What the statements of a note say."""
    return [said_text(said) for said in note.statements]
