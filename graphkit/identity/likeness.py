"""Whether two people may be one: the evidence for and against, in words and as a probability."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from functools import cache
from math import exp, log
from typing import Final, Generic, TypeVar

from msgspec import Struct, field

from graphkit.identity.alike import Alike, alike, is_handle_of
from graphkit.identity.names import load_words

K = TypeVar("K", bound=Hashable)

#: Somebody who stands in so many notes, and in more than one of this many of the other's, is no slip of the pen.
_COMMON: Final = 4
_SHARE: Final = 10
_NAMED: Final = 3
#: Meetings before and after one that tell how likely somebody is to be listed in it, and how sure that can be at most.
_BESIDE: Final = 4
_SUREST: Final = 0.8
#: From this weight on it counts that two are listed in turns, and not that both stand in many notes; and at most this.
TURNS: Final = 1.0
_MOST_TURNS: Final = 3.0


class Profile(Struct, Generic[K]):
    """What the notes say around somebody.

    `keys` are their folded names, `noted` the occasions that name them, `listed` those that list them as present (with
    who else is listed), `series` what their occasions belong to. Occasions and organisations are what they are called.
    `rows` are the numbers of the meetings that list them, by series, where the order of the meetings is known.
    """

    keys: list[str]
    handles: set[str] = field(default_factory=set)
    mailboxes: set[str] = field(default_factory=set)
    noted: set[str] = field(default_factory=set)
    listed: set[str] = field(default_factory=set)
    company: set[K] = field(default_factory=set)
    series: set[str] = field(default_factory=set)
    organisations: set[str] = field(default_factory=set)
    rows: dict[str, set[int]] = field(default_factory=dict)


class Likeness(Struct, frozen=True):
    """`score` is the probability, in 0..1, that two are one; the sentences say why, the weightiest first."""

    score: float
    speaks_for: tuple[str, ...]
    speaks_against: tuple[str, ...]


class _Weight(Struct, frozen=True):
    weight: float
    words: str
    speaks_for: bool


@cache
def _weights() -> dict[str, _Weight]:
    words = load_words("likeness.toml")
    return {
        name: _Weight(entry["weight"], entry.get("for") or entry["against"], "for" in entry)
        for table in ("names", "evidence")
        for name, entry in words[table].items()
    }


def likeness(
    one: Profile[K], other: Profile[K], called: Mapping[K, str], rivals: Iterable[str] = ()
) -> Likeness | None:
    """How likely two are one, None when their names are not alike.

    `called` gives the names of those in their company, `rivals` are names of others who are as like one of the two.
    """
    way = _way(one, other)
    if way is None:
        return None
    found: list[tuple[str, str]] = [(way, "")]
    found += _around(one, other, called)
    if rivals := sorted(rivals):
        found.append(("others", _some(rivals)))
    weights = _weights()
    found.sort(key=lambda one: -abs(weights[one[0]].weight))
    total = sum(weights[name].weight for name, _ in found)
    total += in_turns(one, other) - weights["turns"].weight if ("turns", "") in found else 0
    return Likeness(
        score=round(1 / (1 + exp(-total)), 3),
        speaks_for=tuple(weights[name].words.format(what) for name, what in found if weights[name].speaks_for),
        speaks_against=tuple(weights[name].words.format(what) for name, what in found if not weights[name].speaks_for),
    )


def _way(one: Profile[K], other: Profile[K]) -> Alike | None:
    """How the most alike of their names are alike."""
    weights = _weights()
    ways = [way for left in one.keys for right in other.keys if (way := _names(left, right))]
    ways += [
        "handle" for a, b in ((one, other), (other, one)) for handle in a.handles for key in b.keys
        if not b.handles and is_handle_of(handle, key)
    ]  # fmt: skip
    if not ways and (one.handles & other.handles or one.mailboxes & other.mailboxes):
        return "surname"
    return max(ways, key=lambda way: weights[way].weight, default=None)


def _names(one: str, other: str) -> Alike | None:
    if one.startswith("@") or other.startswith("@"):
        return None
    return alike(one, other)


def _around(one: Profile[K], other: Profile[K], called: Mapping[K, str]) -> list[tuple[str, str]]:
    """What the notes around two say of them."""
    found: list[tuple[str, str]] = []
    if one.handles & other.handles or one.mailboxes & other.mailboxes:
        found.append(("address", ""))
    elif (one.handles and other.handles) or (one.mailboxes and other.mailboxes):
        found.append(("addresses", ""))
    if shared := one.organisations & other.organisations:
        found.append(("organisation", _some(shared)))
    elif one.organisations and other.organisations:
        found.append(("organisations", _some(one.organisations | other.organisations)))
    if beside := one.listed & other.listed:
        return [*found, ("beside", _some(beside))]
    if shared := one.series & other.series:
        found.append(("series", _some(shared)))
    if shared_company := one.company & other.company:
        found.append(("company", _some(called.get(met, str(met)) for met in shared_company)))
    elif one.company and other.company:
        found.append(("strangers", ""))
    fewer, more = sorted((len(one.noted), len(other.noted)))
    if in_turns(one, other) >= TURNS:
        found.append(("turns", ""))
    elif fewer == 1:
        found.append(("rare", ""))
    elif fewer >= _COMMON and fewer * _SHARE > more:
        found.append(("common", ""))
    return found


def in_turns(one: Profile[K], other: Profile[K]) -> float:
    """What it weighs, in log-odds, that two are never listed together in the series where both are: one person never
    is, and two would have been as often as the more frequent one is listed around the meetings of the other."""
    weight = 0.0
    for series, rows in one.rows.items():
        others = other.rows.get(series)
        if not others or rows & others:
            continue
        few, many = sorted((rows, others), key=len)
        for row in few:
            around = sum(at in many for at in range(row - _BESIDE, row + _BESIDE + 1)) / (2 * _BESIDE)
            weight -= log(1 - min(around, _SUREST))
    return min(weight, _MOST_TURNS)


def _some(names: Iterable[str]) -> str:
    """The first few names, and how many more there are."""
    ordered = sorted(names)
    more = len(ordered) - _NAMED
    listed = ", ".join(ordered[:_NAMED])
    return f"{listed} and {more} more" if more > 0 else listed
