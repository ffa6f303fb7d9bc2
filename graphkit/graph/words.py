"""Words of topics and scopes, made comparable: without case, accents, endings and words that carry no topic."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from importlib import resources
from typing import Final

from msgspec import Struct

_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_ENDINGS: Final = ("ings", "ing", "ies", "ied", "ed", "es", "s", "e")


class Phrase(Struct, frozen=True):
    """The stems of a phrase in order, and the stem of its head ("" for a clause or when nothing is left)."""

    stems: tuple[str, ...]
    head: str

    @property
    def set(self) -> frozenset[str]:
        """The stems, each once."""
        return frozenset(self.stems)


class _Lists(Struct, frozen=True):
    stop: frozenset[str]
    joints: frozenset[str]
    clauses: frozenset[str]


@cache
def _lists() -> _Lists:
    text = (resources.files("graphkit.graph") / "words.toml").read_text("utf-8")
    return _Lists(**{name: frozenset(words) for name, words in tomllib.loads(text).items()})


def fold(words: str) -> str:
    """Words for comparison: without accents, case, a leading "@" and doubled spaces.

    >>> fold(" @Björn  LINDQVIST ")
    'bjorn lindqvist'
    """
    apart = unicodedata.normalize("NFKD", words.strip().removeprefix("@"))
    return " ".join("".join(c for c in apart if not unicodedata.combining(c)).casefold().split())


def stem(word: str) -> str:
    """A word without the endings by which its forms differ. Light: it never joins words of different roots on purpose.

    >>> stem("pricing"), stem("prices"), stem("policies"), stem("class")
    ('pric', 'pric', 'polic', 'class')
    """
    if word.endswith(("'s", "’s")):
        word = word[:-2]
    if word.endswith(("ss", "us", "is")):
        return word
    for ending in _ENDINGS:
        left = word.removesuffix(ending)
        if left != word and len(left) >= 3 and re.search("[aeiouy]", left):
            word = left
            break
    if len(word) > 3 and word.endswith("y"):
        return word[:-1]
    doubled = len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz"
    return word[:-1] if doubled else word


def phrase(words: str) -> Phrase:
    """The stems and the head of some words.

    >>> phrase("the extension of the contract") == phrase("extensions of contracts")
    True
    >>> phrase("discounts above 20 %").head, phrase("which customers get a discount").head
    ('discount', '')
    """
    lists = _lists()
    found = _WORD.findall(fold(words))
    stems: list[str] = []
    head = ""
    closed = bool(found) and found[0] in lists.clauses
    for word in found:
        if word in lists.joints:
            closed = closed or bool(head)
            continue
        if word in lists.stop:
            continue
        stems.append(stem(word))
        if not closed:
            head = stems[-1]
    return Phrase(tuple(stems), head)
