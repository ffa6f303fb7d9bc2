"""A sentence as the network sees it: words with places, and for each a row of the table, a shape and an ending."""

from __future__ import annotations

import re
from typing import Final, TypeAlias

#: A word as written, where it begins and ends.
Word: TypeAlias = tuple[str, int, int]

_WORD: Final = re.compile(r"[^\W_]+(?:[’'](?!s\b)[^\W_]+)*|['’]s\b|[^\w\s]|_")
_MARKS: Final = {
    ",": 8, ".": 9, ":": 10, ";": 11, "?": 12, "@": 13, "(": 14, ")": 14,
    "-": 15, "–": 15, "—": 15, '"': 16, "“": 16, "”": 16,
}  # fmt: skip
_OTHER: Final = 17
#: How many shapes and endings there are.
SHAPES: Final = 20
ENDINGS: Final = 512


def words_of(text: str) -> list[Word]:
    """The words and marks of a sentence.

    >>> [word for word, _, _ in words_of("Ann's team signs, isn't it?")]
    ['Ann', "'s", 'team', 'signs', ',', "isn't", 'it', '?']
    """
    return [(match.group(), match.start(), match.end()) for match in _WORD.finditer(text)]


def entry(word: str) -> str:
    """How a word stands in the table."""
    return word.lower().replace("’", "'")


def shape(word: str, place: int) -> int:
    """What a word looks like: lower case 1, upper 2, capitalised 3 (4 where it begins the sentence), mixed 5 …

    >>> shape("Ann", 0), shape("CFO", 2), shape("40", 3), shape(",", 4)
    (4, 2, 6, 8)
    """
    if word.isalpha():
        if word.islower():
            return 1
        if word.isupper() and len(word) > 1:
            return 2
        if word[0].isupper():
            return 3 if place else 4
        return 5
    if word[0].isdigit():
        return 6
    if word[0].isalpha():
        return 7
    return _MARKS.get(word, _OTHER)


def ending(word: str) -> int:
    """A number for the last three letters of a word; different endings may share one."""
    number = 0
    for letter in word.lower()[-3:]:
        number = (number * 31 + ord(letter)) % 509
    return number
