"""Capitalised words that are no name: those that begin sentences, days, languages, places, products."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from graphkit.extract.agents import load_lexicon
from graphkit.extract.words import known_words


class ProperWords(NamedTuple):
    """Words in their usual case: `common` are no names, `places` and `products` names of neither kind."""

    common: frozenset[str]
    places: frozenset[str]
    products: frozenset[str]


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
    )
