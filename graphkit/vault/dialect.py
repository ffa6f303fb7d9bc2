"""Which dialect a note is written in, chosen by evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from graphkit.vault.dialect_files import load_dialects
from graphkit.vault.place import place_of
from graphkit.vault.values import text_of
from graphkit.vault.wording import Dialect, Signs

__all__ = ["FALLBACK", "Dialect", "choose", "load_dialects"]

#: How many lines of a note are looked at to choose its dialect.
_FIRST_LINES: Final = 120

#: The dialect of a note that shows no evidence of any other.
FALLBACK: Final = "generic"


class _Candidate(NamedTuple):
    """A dialect that can still have enough evidence, and what it can have at most."""

    minus: int  # the score without the text, negative, so that the best stands first
    name: str
    high: int
    signs: Signs


def choose(dialects: Mapping[str, Dialect], path: str, front: Mapping[str, Any], lines: Sequence[str]) -> Dialect:
    """The dialect with the most evidence; "generic" when none has enough. Of two equals the first by name.

    `front` are the front matter's values, `lines` all lines of the file. Raises KeyError without dialects.
    """
    place = place_of(path)
    shown = {
        "path": path,
        "place": f"{place.kind} {'page' if place.page else 'note'}" if place.kind else "",
    }
    promising: list[_Candidate] = []
    for name, dialect in dialects.items():
        signs = dialect.evidence
        score = 0
        for sign in signs.quick:
            if sign.is_in(_front(sign.key, front, shown) if sign.part == "front" else shown[sign.part]):
                score += sign.weight
        if score + signs.high >= dialect.least:
            promising.append(_Candidate(-score, name, score + signs.high, signs))
    promising.sort(key=lambda candidate: candidate[:2])
    best, most = "", 0
    text = "\n".join(lines[:_FIRST_LINES]) if promising else ""
    for at, (minus, name, _, signs) in enumerate(promising):
        least = max(dialects[name].least, most if name < best else most + 1)
        enough = max([least, *(other.high + 1 for other in promising[at + 1 :])])
        total = _total(-minus, signs, least, enough, text)
        if total >= least:
            best, most = name, total
        if total >= enough:
            break
    if best:
        return dialects[best]
    return dialects[FALLBACK] if FALLBACK in dialects else dialects[min(dialects)]


def _front(key: str, front: Mapping[str, Any], shown: dict[str, str]) -> str:
    """The text of a front-matter value, kept in `shown`: several dialects look at the same ones."""
    name = f"front {key}"
    if name not in shown:
        shown[name] = text_of(front.get(key))
    return shown[name]


def _total(score: int, signs: Signs, least: int, enough: int, text: str) -> int:
    """A score with the signs that are searched for in the text, as long as they can still decide.

    They cannot when it will not become `least`, or is `enough` whatever the others show.
    """
    low, high = score + signs.low, score + signs.high
    for sign in signs.text:
        if high < least or low >= enough:
            break
        if sign.is_in(text) == (sign.weight > 0):
            low += abs(sign.weight)
        else:
            high -= abs(sign.weight)
    return low
