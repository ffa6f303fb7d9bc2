"""Capitalised words that are no name: those that begin sentences, days, languages, places, products."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from graphkit.extract.agents import load_lexicon
from graphkit.extract.words import known_words


class ProperWords(NamedTuple):
    """Words in their usual case: `common` are no names, `places` and `products` names of neither kind.

    `months` are first names that are times of the year too; `dating` stand before a time, `dating_alone` before
    nothing but a time or a thing.
    """

    common: frozenset[str]
    places: frozenset[str]
    products: frozenset[str]
    months: frozenset[str]
    dating: frozenset[str]
    dating_alone: frozenset[str]


@cache
def proper_words() -> ProperWords:
    """The words, read once per process."""
    data = load_lexicon("organisations.toml")
    common = {word.capitalize() for word in known_words()}
    common.update(load_lexicon("agents.toml")["words"]["not_names"])
    return ProperWords(
        frozenset(common) - frozenset(data["people"]["words"]),
        frozenset(data["places"]),
        frozenset(data["products"]),
        frozenset(data["dates"]["months"]),
        frozenset(data["dates"]["before"]),
        frozenset(data["dates"]["before_one"]),
    )


def begins_with_month(words: Sequence[str], before: str) -> bool:
    """Whether the first of the capitalised `words`, which follow the word `before`, is a month and no first name.

    >>> begins_with_month(["April", "Ann", "Lee"], "1"), begins_with_month(["April", "Lee"], "by")
    (True, False)
    """
    proper = proper_words()
    if len(words) < 2 or words[0] not in proper.months or not before:
        return False
    if before[0].isdigit():
        return True
    return before.lower() in (proper.dating if len(words) > 2 else proper.dating_alone)
