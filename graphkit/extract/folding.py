"""The key under which the spellings of one phrase meet."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from graphkit.extract.words import word_lists

_PARTICLE: Final = re.compile(r"(?<=[a-z])-(out|up|off|in|on|over|back|down)(?![\w-])")
_INVERTED: Final = re.compile(
    r"(.+?) (?:of|to|for|in|within) "
    r"(?:(?:the|a|an|our|your|their|its|his|her|this|all|any|each|every|both|new) )*(.+)"
)
_MARKS: Final = str.maketrans(
    {"’": "'", "‐": "-", "‑": "-", "–": "-", "ß": "ss", "ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "đ": "d"}
)
_MULTI: Final = re.compile(r"\bmulti(?!pl|tud|med)(?=[a-z]{4})")


def singular(word: str) -> str:
    """The regular singular of a lower-case word; a word that is none may change, which does no harm in a key.

    >>> [singular(word) for word in ("policies", "wishes", "tiers", "bus", "access", "databases", "analysis")]
    ['policy', 'wish', 'tier', 'bus', 'access', 'database', 'analysis']
    """
    if not word.endswith("s") or len(word) < 4 or word.endswith(("ss", "us", "is", "js", "news")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y" if len(word) > 4 and word not in ("series", "species") else word
    if word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    return word[:-1]


def fold(phrase: str) -> str:
    """The key of a phrase: plural, hyphens, case and accents do not matter, and "X of the Y" is "Y X".

    >>> fold("Multi-Tenancy") == fold("multi tenancy") == fold("multitenancy")
    True
    >>> fold("extensions of the contract"), fold("Price Books"), fold("roll-out")
    ('contract extension', 'price book', 'rollout')
    """
    text = phrase.casefold().strip()
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(_MARKS))
        text = "".join(c for c in text if not unicodedata.combining(c))
    text = text.replace("'s ", " ").replace("'", "")
    if "-" in text:
        text = _PARTICLE.sub(r"\1", text).replace("-", " ")
    if len(text.split(" ", 3)) > 2:
        turned = _INVERTED.fullmatch(text)
        if turned:
            text = f"{turned[2]} {turned[1]}"
    if "multi" in text:
        text = _MULTI.sub("multi ", text)
    same = word_lists().same
    if "e mail" in text:
        text = text.replace("e mail", "email")
    return " ".join([same.get(word, word) for word in map(singular, text.split())])
