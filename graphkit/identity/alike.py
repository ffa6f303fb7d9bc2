"""How two names can be ways to write one: turned, mistyped, shortened, transliterated, a nickname, a handle."""

from __future__ import annotations

from functools import cache
from typing import Final, Literal

from nicknames import NickNamer
from rapidfuzz.distance import DamerauLevenshtein
from rapidfuzz.fuzz import ratio

#: See lexicon/likeness.toml.
Alike = Literal[
    "turned",
    "joined",
    "accents",
    "slip",
    "near",
    "part",
    "nickname",
    "initial",
    "sound",
    "surname",
    "handle",
    "first",
    "heard",
]

#: Letters that transliterations write in several ways, by the one they are compared as; the longest first.
_SOUNDS: Final = (
    ("sch", "s"), ("tch", "c"), ("kh", "h"), ("zh", "z"), ("sh", "s"), ("ch", "c"), ("ts", "c"), ("tz", "c"),
    ("cz", "c"), ("sz", "s"), ("ph", "f"), ("th", "t"), ("ck", "k"), ("ou", "u"), ("ae", "a"), ("oe", "o"), ("ue", "u"),
    ("yu", "u"), ("ya", "a"), ("ie", "i"), ("iy", "i"), ("ij", "i"), ("ey", "ei"), ("y", "i"), ("j", "i"), ("w", "v"),
    ("c", "k"), ("x", "ks"), ("q", "k"), ("z", "s"),
)  # fmt: skip

#: So long is a first name that alone tells who is meant, however it is transliterated.
_TELLING: Final = 6


def alike(one: str, other: str) -> Alike | None:
    """How two folded names are alike, None for two that are not.

    >>> alike("tim brauer", "tim bruaer"), alike("bob ray", "robert ray"), alike("ann lee", "ann berg")
    ('slip', 'nickname', 'surname')
    """
    first, second = one.split(), other.split()
    if len(first) == 1 or len(second) == 1:
        return _single(first, second)
    if sorted(first) == sorted(second):
        return "turned"
    if "".join(first) == "".join(second):
        return "joined"
    if sounds(one) == sounds(other):
        return "accents"
    distance = DamerauLevenshtein.distance(one, other, score_cutoff=2)
    given = DamerauLevenshtein.distance(first[0], second[0], score_cutoff=1)
    same_surname = first[-1] == second[-1]
    if distance == 1 and len(one) > 6 and _is_slip(first, second) and not are_two_names(first[0], second[0]):
        return "slip"
    if first[0] == second[0] and len(first) != len(second) and (set(first) <= set(second) or set(second) <= set(first)):
        return "part"
    if first[0] == second[0] and len(first) == len(second) and _is_cut(first[-1], second[-1]):
        return "part"
    if same_surname and (are_nicknames(first[0], second[0]) or _begins(first[0], second[0])):
        return "nickname"
    if same_surname and _initial(first[0], second[0]):
        return "initial"
    if distance <= 2 and len(one) > 6 and (same_surname or first[0] == second[0] or given <= 1):
        return "near"
    if first[0] == second[0]:
        return "sound" if ratio(first[-1], second[-1]) >= 75 else "surname"
    return None


def _is_slip(first: list[str], second: list[str]) -> bool:
    """Whether the letter that differs is in a long word and not its first, or only in another place.

    In a short word another letter makes another name.
    """
    if len(first) != len(second):
        return True
    words = zip(first, second, strict=True)
    return all(
        one == other or (one[0] == other[0] and (max(len(one), len(other)) > 4 or sorted(one) == sorted(other)))
        for one, other in words
    )


def are_two_names(one: str, other: str) -> bool:
    """Whether first names that differ are both usual, or end in different vowels: Paul and Paula, Maria and Mario."""
    if one == other or are_nicknames(one, other):
        return False
    short, long = sorted((one, other), key=len)
    ends = long[:-1] in (short, short[:-1]) and long[-1] in "aeio"
    return ends or (one in _nicknames() and other in _nicknames())


def _single(first: list[str], second: list[str]) -> Alike | None:
    """A first name alone against another one, or against a full name."""
    if len(first) > len(second):
        first, second = second, first
    [name] = first
    if len(second) > 1:
        if name == "".join(second):
            return "joined"
        if name in second:
            return None  # that is told by who is called so
    given = second[0]
    if sounds(name) == sounds(given) and len(name) >= _TELLING and name not in _nicknames():
        return "heard"
    if are_nicknames(name, given) or sounds(name) == sounds(given):
        return "first"
    if _begins(name, given) and len(name) < len(given):
        return "first"
    if min(len(name), len(given)) > 3 and name[0] == given[0] and DamerauLevenshtein.distance(name, given) == 1:
        return "first"
    return None


def is_handle_of(handle: str, name: str) -> bool:
    """Whether a handle, without @, is made of a folded full name.

    >>> is_handle_of("ann-lee", "ann lee"), is_handle_of("alee", "ann lee"), is_handle_of("annie", "ann lee")
    (True, True, False)
    """
    letters = "".join(filter(str.isalnum, handle.casefold()))
    return letters.rstrip("0123456789") in handles_made_of(name)


def handles_made_of(name: str) -> set[str]:
    """The handles that are usual for a folded full name, without marks and numbers."""
    words = name.split()
    if len(words) < 2 or len(words[0] + words[-1]) < 5:
        return set()
    given, surname = words[0], words[-1]
    return {given + surname, surname + given, given[0] + surname, given + surname[0], surname + given[0]}


@cache
def _nicknames() -> dict[str, frozenset[str]]:
    """For each first name its nicknames, and those it is a nickname of."""
    namer = NickNamer()
    found: dict[str, set[str]] = {name: set(others) for name, others in namer.nickname_lookup.items()}
    for name, others in namer.canonical_lookup.items():
        found.setdefault(name, set()).update(others)
    return {name: frozenset(others) for name, others in found.items()}


def are_nicknames(one: str, other: str) -> bool:
    """Whether one first name is a nickname of the other, by the table of the library `nicknames`.

    >>> are_nicknames("bob", "robert"), are_nicknames("bob", "bill")
    (True, False)
    """
    return other in nicknames_of(one)


def nicknames_of(name: str) -> frozenset[str]:
    """The nicknames of a first name, and the names it is a nickname of; nobody knows them of most names."""
    return _nicknames().get(name, frozenset())


def _begins(one: str, other: str) -> bool:
    """Whether a first name of four letters or more is the beginning of the other, and no usual name of its own."""
    short, long = sorted((one, other), key=len)
    return 4 <= len(short) < len(long) and long.startswith(short) and not are_two_names(one, other)


def _is_cut(one: str, other: str) -> bool:
    """Whether a surname of five letters or more is the beginning of the other, which is longer by more than a slip."""
    short, long = sorted((one, other), key=len)
    return 5 <= len(short) < len(long) - 1 and long.startswith(short)


def _initial(one: str, other: str) -> bool:
    """Whether the shorter first name is the other's initial."""
    short, long = sorted((one, other), key=len)
    return len(short) == 1 and len(long) > 1 and long.startswith(short)


@cache
def sounds(name: str) -> str:
    """A folded name as it is compared across transliterations: digraphs as one letter, no doubled letter.

    >>> sounds("mikhail"), sounds("mihail"), sounds("sergey") == sounds("sergei")
    ('mihail', 'mihail', True)
    """
    for letters, as_one in _SOUNDS:
        name = name.replace(letters, as_one)
    return "".join(letter for at, letter in enumerate(name) if not at or letter != name[at - 1])
