"""Short, readable, stable names: the last part of an IRI."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Hashable, Mapping
from hashlib import blake2b
from typing import Final, TypeVar

Key = TypeVar("Key", bound=Hashable)

_LONGEST: Final = 80
_BREAKS: Final = re.compile(r"[^a-z0-9]+")
#: Letters that have no decomposition into a base letter and a mark.
_LETTERS: Final = str.maketrans(
    {
        "ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L",
        "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ı": "i", "ħ": "h", "Ħ": "H", "ŧ": "t", "Ŧ": "T",
    }
)  # fmt: skip


def ascii_fold(text: str) -> str:
    """The text with accents taken off Latin letters; other scripts stay.

    >>> ascii_fold("Łukasz Ørsted-Müller")
    'Lukasz Orsted-Muller'
    """
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def slug(text: str, longest: int = _LONGEST) -> str:
    """`text` in ASCII, lower case, words joined by hyphens, cut at a word within `longest` characters.

    A text that has no ASCII letter or digit gets a digest, so that no two such texts share a name.

    >>> slug("Zoë O’Hara: plan (v2)")
    'zoe-o-hara-plan-v2'
    """
    short = _BREAKS.sub("-", ascii_fold(text).lower()).strip("-")
    if not short:
        return "x" + digest(text)
    if len(short) > longest:
        cut = short[: longest + 1].rpartition("-")[0]
        short = cut if len(cut) > longest // 2 else short[:longest].rstrip("-")
    return short


def digest(text: str) -> str:
    """Six hexadecimal digits that depend on nothing but the text."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=3).hexdigest()


def distinct(wanted: Mapping[Key, tuple[str, str]]) -> dict[Key, str]:
    """A slug for each key from (slug, what makes it different).

    Where several keys want one slug, each of them gets a digest of its difference, so that names depend neither on
    order nor on the machine.

    >>> distinct({1: ("ann-lee", "a"), 2: ("bo", "b"), 3: ("ann-lee", "c")})
    {1: 'ann-lee-c93f52', 2: 'bo', 3: 'ann-lee-3be797'}
    """
    groups: defaultdict[str, list[Key]] = defaultdict(list)
    for key, (base, _) in wanted.items():
        groups[base].append(key)
    names: dict[Key, str] = {}
    for key, (base, difference) in wanted.items():
        names[key] = base if len(groups[base]) == 1 else f"{base}-{digest(difference)}"
    taken: defaultdict[str, list[Key]] = defaultdict(list)
    for key, name in names.items():
        taken[name].append(key)
    for name, keys in taken.items():
        if len(keys) > 1:  # a digest met another slug, or two differences share six digits
            for key in keys:
                base, difference = wanted[key]
                names[key] = f"{name}-{digest(base + chr(0) + difference)}"
    return names
