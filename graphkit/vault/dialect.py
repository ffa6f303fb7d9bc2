"""Which dialect a note is written in, chosen by evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from graphkit.vault.dialect_files import load_dialects
from graphkit.vault.place import place_of
from graphkit.vault.wording import Dialect

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
    best: Dialect | None = None
    most = 0
    for name in sorted(dialects):
        dialect = dialects[name]
        if not dialect.evidence:
            continue
        score = dialect.score(parts, front)
        if score >= dialect.least and score > most:
            best, most = dialect, score
    if best is not None:
        return best
    return dialects[FALLBACK] if FALLBACK in dialects else dialects[min(dialects)]
