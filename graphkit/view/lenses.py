"""What each picture shows: which things it joins, and the statements behind each line."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import combinations
from typing import Any, Final, TypeAlias

from graphkit.view.contents import Contents

#: One thing, another, and the statements that join them; all by position. A line that counts meetings lists none.
Edge: TypeAlias = tuple[int, int, list[int]]
#: Powers whose `to` is somebody a matter is taken to.
_TAKEN: Final = frozenset({"Recommend", "Consult", "Inform", "Perform", "Decide"})
#: Of whom somebody meets, so many are drawn, those met most often.
_CLOSEST: Final = 8


def edges(contents: Contents, lens: str) -> list[Edge]:
    """The lines of a picture, over all that was ever said: what holds on a day, the page finds out itself."""
    if lens == "co-attendance":
        return _meetings(contents)
    found: dict[tuple[int, int], list[int]] = {}
    for at, row in enumerate(contents.statements):
        for one, other in _PAIRS[lens](row):
            if one != other:
                found.setdefault((one, other), []).append(at)
    if lens == "organisations":
        for at, thing in enumerate(contents.things):
            if thing["kind"] in ("team", "organisation"):
                for wider in thing.get("broader", ()):
                    found.setdefault((at, wider), [])
    return [(one, other, behind) for (one, other), behind in sorted(found.items())]


def _rights(row: dict[str, Any]) -> Iterable[tuple[int, int]]:
    if row["kind"] == "right":
        for holder in row["who"]:
            yield from ((holder, other) for other in (*row["about"], *row.get("to", ())))


def _escalation(row: dict[str, Any]) -> Iterable[tuple[int, int]]:
    if row["kind"] == "reporting" or (row["kind"] == "right" and row["power"] in _TAKEN):
        for one in row["who"]:
            yield from ((one, other) for other in row.get("to", ()))


def _tasks(row: dict[str, Any]) -> Iterable[tuple[int, int]]:
    if row["kind"] == "action" and row.get("state") != "Cancelled" and row["base"] != "rejected":
        for owner in row["who"]:
            yield from ((owner, topic) for topic in row["about"])


def _organisations(row: dict[str, Any]) -> Iterable[tuple[int, int]]:
    if row["kind"] == "membership":
        for member in row["who"]:
            yield from ((member, place) for place in row.get("place", ()))


_PAIRS: Final[dict[str, Callable[[dict[str, Any]], Iterable[tuple[int, int]]]]] = {
    "decision-rights": _rights,
    "escalation": _escalation,
    "assignments": _tasks,
    "organisations": _organisations,
}


def _meetings(contents: Contents) -> list[Edge]:
    """Who met whom; of everybody only those they met most often, in small meetings rather than large ones."""
    strength: dict[tuple[int, int], float] = {}
    for occasion in contents.occasions:
        people = sorted(occasion["people"])
        if occasion["mail"] or len(people) < 2:
            continue
        for pair in combinations(people, 2):
            strength[pair] = strength.get(pair, 0.0) + 1 / (len(people) - 1)
    near: dict[int, list[tuple[float, int]]] = {}
    for (one, other), weight in strength.items():
        near.setdefault(one, []).append((-weight, other))
        near.setdefault(other, []).append((-weight, one))
    kept = {(min(one, other), max(one, other)) for one, those in near.items() for _, other in sorted(those)[:_CLOSEST]}
    return [(one, other, []) for one, other in sorted(kept)]
