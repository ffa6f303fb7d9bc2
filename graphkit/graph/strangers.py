"""Names that nobody knows to be names: capitalised words that are nowhere a word."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from graphkit.extract.agents import load_lexicon
from graphkit.extract.proper import proper_words
from graphkit.graph.unnaming import folded

_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_BEFORE_CAPITAL: Final = re.compile(r"(?:Mc|Mac|De|Di|La|Le|Van|Von|Fitz)(?=[A-Z])")
_POSSESSIVE: Final = re.compile(r"(?:[ \-][A-Z]\w+)*[’']s?\b")
#: What reads as a place to reach somebody at says nothing of how words are written.
_ADDRESSES: Final = re.compile(r"\bhttps?://\S+|\S*@\S+")


class Strangers:
    """Takes out of texts what may be the name of somebody whom the graph does not know.

    That is every capitalised word that is in no list of words, in none of the `names` of what is no person, and
    nowhere in `texts` written small: too much is better than a name. `instead` stands for it.

    >>> texts = Strangers(["The lamps are lit."], names=["Halden works"], instead="[…]")
    >>> texts.text("Ask Ottokar Brenn to bring Halden the Lamps; Ottokar's call.")
    "Ask […] to bring Halden the Lamps; […]'s call."
    >>> texts.text("Quellmar lamps, Ottokar's lamps", owners_only=True)
    "Quellmar lamps, […]'s lamps"
    """

    def __init__(self, texts: Iterable[str], *, names: Iterable[str], instead: str) -> None:
        proper = proper_words()
        known = {word for kind in (proper.common, proper.places, proper.products, proper.months) for word in kind}
        known.update(load_lexicon("agents.toml")["words"]["not_names"])
        self._known = {part for word in known for part in folded(word)}
        for text in texts:
            for found in _WORD.finditer(_ADDRESSES.sub(" ", text)):
                if found[0].islower():
                    self._known.update(folded(found[0]))
        for name in names:
            self._known.update(folded(name))
        self._instead = instead
        self._several = re.compile(rf"{re.escape(instead)}(?:[ \-]{re.escape(instead)})+")

    def text(self, text: str, *, owners_only: bool = False) -> str:
        """The text without such words; with `owners_only` only those that something is said to be of."""

        def without(found: re.Match[str]) -> str:
            word = found[0]
            if not _is_capitalised(word) or all(part in self._known for part in folded(word)):
                return word
            return word if owners_only and not _POSSESSIVE.match(text, found.end()) else self._instead

        return self._several.sub(self._instead, _WORD.sub(without, text))


def _is_capitalised(word: str) -> bool:
    """Whether a word begins with its only capital, or is written as "McKay" is."""
    rest = _BEFORE_CAPITAL.sub("", word)
    return rest[0].isupper() and rest[1:].islower()
