"""The short lists of words of lexicon/parsed.toml."""

from __future__ import annotations

from functools import cache

from graphkit.extract.agents import load_lexicon


@cache
def listed(name: str) -> frozenset[str]:
    """A list by its name."""
    return frozenset(words_of(load_lexicon("parsed.toml")["lists"][name]))


def words_of(text: str) -> list[str]:
    """The words and phrases that commas part."""
    return [word.strip() for word in text.split(",") if word.strip()]
