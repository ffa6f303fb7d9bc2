"""Which dialect a note is written in, chosen by evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from graphkit.vault.dialect_files import load_dialects
from graphkit.vault.place import place_of
from graphkit.vault.wording import Dialect, Evidence

__all__ = ["FALLBACK", "Dialect", "choose", "load_dialects"]

#: How many lines of a note are looked at to choose its dialect.
_FIRST_LINES: Final = 120

#: The dialect of a note that shows no evidence of any other.
FALLBACK: Final = "generic"


def choose(
    dialects: Mapping[str, Dialect], path: str, front: Mapping[str, Any], lines: Sequence[str]
) -> Dialect:
    """The dialect with the most evidence; "generic" when none has enough. Of two equals the first by name.

    `front` are the front matter's values, `lines` all lines of the file. Raises KeyError without dialects.
    """
    place = place_of(path)
    parts = {
        "path": path,
        "place": f"{place.kind} {'page' if place.page else 'note'}" if place.kind else "",
        "text": "\n".join(lines[:_FIRST_LINES]),
    }
    promising: list[tuple[int, str, list[Evidence]]] = []
    for name, dialect in dialects.items():
        score = sum(sign.weight for sign in dialect.evidence if sign.part != "text" and sign.is_in(parts, front))
        promising.append((-score, name, [sign for sign in dialect.evidence if sign.part == "text"]))
    best, most = "", 0
    for score, name, searched in sorted(promising):  # a search through the text takes longer than all others
        least = max(dialects[name].least, most if name < best else most + 1)
        total = _total(-score, searched, least, parts, front)
        if total >= least:
            best, most = name, total
    if best:
        return dialects[best]
    return dialects[FALLBACK] if FALLBACK in dialects else dialects[min(dialects)]


def _total(
    score: int, searched: list[Evidence], least: int, parts: Mapping[str, str], front: Mapping[str, Any]
) -> int:
    """A score with the signs that are searched for in the text, as long as it can still become `least`."""
    possible = score + sum(sign.weight for sign in searched if sign.weight > 0)
    for sign in searched:
        if possible < least:
            break
        if sign.is_in(parts, front):
            score += sign.weight
        elif sign.weight > 0:
            possible -= sign.weight
    return score
