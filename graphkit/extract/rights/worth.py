"""Whether a sentence is worth reading: most hold no word by which a right, a reporting line or a decision could be said."""

from __future__ import annotations

from enum import IntFlag, auto
from functools import cache, reduce
from operator import or_

from graphkit.extract.agents import load_lexicon
from graphkit.extract.rights.calls import CallTable
from graphkit.extract.rights.frames import frames


class Worth(IntFlag):
    """What the words of a sentence could say."""

    NOTHING = 0
    RIGHT = auto()
    LINE = auto()
    ACT = auto()


@cache
def _table() -> CallTable[int]:
    pairs: list[tuple[str, int]] = [(word, int(Worth.RIGHT)) for word, _ in frames().pairs]
    pairs += [(word, int(Worth.RIGHT)) for word in load_lexicon("moved.toml")["called_by"]]
    pairs += [(word, int(Worth.LINE)) for word in load_lexicon("reporting.toml")["called_by"]]
    pairs += [(word, int(Worth.ACT)) for word in load_lexicon("acts.toml")["called_by"]]
    by_word: dict[str, int] = {}
    for word, value in pairs:
        by_word[word] = by_word.get(word, 0) | value
    return CallTable(by_word.items())


def worth(text: str) -> Worth:
    """What a sentence could say, by its words.

    >>> worth("The lease is approved by Ann."), worth("It rained.")
    (<Worth.RIGHT|ACT: 5>, <Worth.NOTHING: 0>)
    """
    return Worth(reduce(or_, _table().calls(text.lower()), 0))
