"""Which later decision or right answers which open question.

An answer needs most of what the question is about, told by the words that both share (they weigh by how rare they are
among the vault's questions and answers), and to be of a later day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from math import log
from typing import Final

from graphkit.identity.changes import Decided, content
from graphkit.identity.names import load_words

#: How much of what the question is about an answer has to hold, and in how many words.
_COVERED: Final = 0.6
_WORDS: Final = 2
_COMMON: Final = 200


@cache
def _asking() -> frozenset[str]:
    """Words by which questions ask, which say nothing about their matter."""
    stems: dict[str, str] = {}
    words = " ".join(load_words("changes.toml")["words"]["asking"])
    return content(words, stems)


def answers(questions: Sequence[Decided], replies: Sequence[Decided]) -> list[tuple[int, int]]:
    """(position of the question, position of the first reply that answers it), for every question that has one.

    >>> answers([Decided("2026-01-05", "Confirm whether the night ferry needs a permit")],
    ...         [Decided("2026-02-05", "The night ferry runs without a permit")])
    [(0, 0)]
    """
    if not questions or not replies:
        return []
    stems: dict[str, str] = {}
    asked = [content(one.text, stems) - _asking() for one in questions]
    told = [content(one.text, stems) for one in replies]
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for at, words in enumerate(told):
        for word in words:
            holders[word].append(at)

    def weight(word: str) -> float:
        return log(2 + (len(replies) + len(questions)) / (1 + len(holders.get(word, ()))))

    found = []
    for at, words in enumerate(asked):
        day, whole = questions[at].date, sum(map(weight, words))
        shared: defaultdict[int, list[str]] = defaultdict(list)
        for word in sorted(words):
            if len(holders.get(word, ())) <= _COMMON:
                for reply in holders.get(word, ()):
                    if day and replies[reply].date > day:
                        shared[reply].append(word)
        good = [
            (replies[reply].date, reply)
            for reply, both in shared.items()
            if len(both) >= _WORDS and sum(map(weight, both)) >= _COVERED * whole
        ]
        if good:
            found.append((at, min(good)[1]))
    return found
