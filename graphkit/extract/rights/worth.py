"""What the words of a sentence call: its frames, the ways it may be meant, and whether it is worth reading at all."""

from __future__ import annotations

from enum import Enum
from functools import cache, lru_cache

from msgspec import Struct

from graphkit.extract.agents import load_lexicon
from graphkit.extract.rights.calls import Callers, CallTable
from graphkit.extract.rights.context import hint_words
from graphkit.extract.rights.frames import Frame, frames


class Says(Enum):
    """What a sentence may say besides a right of a frame."""

    MOVED = "moved"
    LINE = "line"
    ACT = "act"
    LETTER = "letter"


class Called(Struct, frozen=True):
    """What the words of one sentence call; `kinds` are wordings (see `context.hints`)."""

    frames: tuple[Frame, ...] = ()
    kinds: frozenset[str] = frozenset()
    says: frozenset[Says] = frozenset()

    @property
    def worth(self) -> bool:
        """Whether the sentence may say anything about rights, reporting lines or decisions."""
        return bool(self.frames or self.says)

    @property
    def right(self) -> bool:
        """Whether the sentence may state a right."""
        return bool(self.frames) or Says.MOVED in self.says


@cache
def _table() -> CallTable[Frame | Says | str]:
    pairs: list[tuple[str, Frame | Says | str]] = [*frames().pairs, *hint_words()]
    for name, says in (("moved.toml", Says.MOVED), ("reporting.toml", Says.LINE), ("acts.toml", Says.ACT)):
        pairs += [(word, says) for word in load_lexicon(name)["called_by"]]
    pairs += [(word, Says.LETTER) for word in load_lexicon("keys.toml")["letters_called_by"]]
    return CallTable(pairs)


def called(text: str) -> Called:
    """What the words of a sentence call.

    >>> called("The lease is approved by Ann.").worth, called("It rained.").worth
    (True, False)
    """
    return _called(_table().callers(text.lower().replace("'", "’")))


@lru_cache(maxsize=4096)
def _called(callers: Callers) -> Called:
    found = _table().called_by(callers)
    return Called(
        tuple(one for one in found if isinstance(one, Frame)),
        frozenset(one for one in found if isinstance(one, str)),
        frozenset(one for one in found if isinstance(one, Says)),
    )
