"""The words of lexicon/parsed.toml, looked up by lemma."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Final

from msgspec import Struct

from graphkit.extract.agents import load_lexicon
from graphkit.extract.parsed.lists import words_of
from graphkit.extract.parsed.tree import Token
from graphkit.extract.statement import Power

POWERS: Final[tuple[Power, ...]] = (
    "Decide", "Approve", "Veto", "Own", "Recommend", "Consult", "Perform", "Inform",
)  # fmt: skip


class VerbSense(Struct, frozen=True):
    """A verb, with the words that must stand behind it and the prepositions of its matter; "" is no preposition."""

    power: Power
    lemma: str
    rest: tuple[str, ...]
    preps: frozenset[str]
    strong: bool


class Words(Struct, frozen=True):
    """lexicon/parsed.toml."""

    verbs: dict[str, tuple[VerbSense, ...]]
    objects: dict[str, tuple[VerbSense, ...]]
    toward: dict[str, tuple[VerbSense, ...]]
    offices: dict[str, Power]
    rights: dict[str, Power]
    belongs: dict[str, Power]
    matters: dict[str, Power]
    light: dict[str, frozenset[str]]
    phrasal: frozenset[str]
    granted: dict[str, frozenset[str]]
    meant: dict[str, frozenset[str]]
    once: re.Pattern[str]
    many: re.Pattern[str]
    starts: re.Pattern[str]
    former: re.Pattern[str]
    viewed: re.Pattern[str]
    wished: re.Pattern[str]
    people: dict[str, frozenset[str]]
    common: frozenset[str]
    filter: dict[str, frozenset[str]]
    phrases: re.Pattern[str]
    joined: tuple[str, ...]


def _sense(power: Power, entry: str, strong: bool) -> VerbSense:
    written, _, preps = entry.partition(" >")
    lemma, *rest = written.split()
    return VerbSense(power, lemma, tuple(rest), frozenset(preps.split("|")) if preps else frozenset(), strong)


def _table(pairs: list[tuple[Power, str, bool]]) -> dict[str, tuple[VerbSense, ...]]:
    found: dict[str, list[VerbSense]] = {}
    for power, text, strong in pairs:
        for entry in words_of(text):
            sense = _sense(power, entry, strong)
            found.setdefault(sense.lemma, []).append(sense)
    return {lemma: tuple(sorted(senses, key=lambda s: -len(s.rest))) for lemma, senses in found.items()}


@cache
def words() -> Words:
    """The lexicon, read once per process."""
    data: dict[str, Any] = load_lexicon("parsed.toml")
    verbs = [
        (power, data["verb"][power][kind], kind == "strong")
        for power in POWERS
        for kind in ("strong", "weak")
        if power in data["verb"]
    ]
    matters: dict[str, Power] = {}
    kinds: tuple[tuple[str, Power], ...] = (
        ("matters", "Decide"), ("approvals", "Approve"), ("vetoes", "Veto"), ("charges", "Own"),
        ("works", "Perform"), ("advice", "Recommend"),
    )  # fmt: skip
    for name, power in kinds:
        matters |= dict.fromkeys(words_of(data["toward"][name]), power)

    def by_power(table: str) -> dict[str, Power]:
        return {
            word: power for power in reversed(POWERS) if power in data[table] for word in words_of(data[table][power])
        }

    light = {name: frozenset(words_of(text)) for name, text in data["light"].items()}
    return Words(
        verbs=_table(verbs),
        objects=_table([(power, data["object"][power]["verbs"], True) for power in POWERS if power in data["object"]]),
        toward=_table(
            [(power, data["toward"][power], True) for power in POWERS if power in data["toward"]]
            + [("Inform", data["toward"]["moved"], True)]
        ),
        offices=by_power("office"),
        rights=by_power("right"),
        belongs=by_power("belongs"),
        matters=matters,
        light=light,
        phrasal=frozenset(
            word for table in light.values() for entry in table for word in entry.split() if " " in entry
        ),
        granted={name: frozenset(words_of(text)) for name, text in data["grant"].items()},
        meant={
            name: frozenset(words_of(text))
            for name, text in data["meant"].items()
            if name not in ("once", "many", "from", "viewed", "wished", "former")
        },
        people={name: frozenset(words_of(text)) for name, text in data["people"].items()},
        once=re.compile(data["meant"]["once"], re.IGNORECASE),
        former=re.compile(data["meant"]["former"], re.IGNORECASE),
        viewed=re.compile(data["meant"]["viewed"], re.IGNORECASE),
        wished=re.compile(data["meant"]["wished"], re.IGNORECASE),
        starts=re.compile(data["meant"]["from"], re.IGNORECASE),
        many=re.compile(data["meant"]["many"], re.IGNORECASE),
        common=frozenset(words_of(data["filter"]["common"])),
        filter={name: frozenset(words_of(text)) for name, text in data["filter"].items() if name != "phrases"},
        phrases=re.compile(data["filter"]["phrases"]),
        joined=tuple(data["joined"]["words"].split()),
    )


#: How a word that belongs to a verb hangs on it.
_WITH: Final = frozenset(
    ("prt", "advmod", "prep", "dobj", "oprd", "acomp", "attr", "xcomp", "npadvmod", "intj", "dative")
)


def behind(verb: Token, rest: tuple[str, ...]) -> bool:
    """Whether the words that belong to a verb stand behind it."""
    if not rest:
        return True
    if len(rest) == 1:
        word = rest[0]
        return any(
            one.i > verb.i and one.dep_ in _WITH and (one.lower_ == word or one.lemma_ == word) for one in verb.children
        )
    following = [token.lower_ for token in verb.subtree if token.i > verb.i]
    lemmas = [token.lemma_ for token in verb.subtree if token.i > verb.i]
    for at in range(len(following) - len(rest) + 1):
        if all(word in (following[at + k], lemmas[at + k]) for k, word in enumerate(rest)):
            return True
    return False


def noun_keys(noun: Token) -> list[str]:
    """What a noun is looked up by, the most telling first: "final say", "say"."""
    plain = noun.lemma_.lower()
    before = [one for one in noun.children if one.dep_ in ("amod", "compound", "nummod", "poss") and one.i < noun.i]
    keys = [f"{form} {plain}" for one in reversed(before) for form in (one.lemma_.lower(), one.lower_)]
    if any(one.lower_ == "for" and one.dep_ == "prep" for one in noun.children):
        keys.append(f"{plain} for")
    behind_it = [f"{plain} of {p.lemma_.lower()}" for of in noun.children if of.lower_ == "of" for p in of.children]
    return [*behind_it, *keys, plain]


def power_of(noun: Token, table: dict[str, Power]) -> tuple[Power, str] | None:
    """The power that a noun stands for, and the words that say so."""
    for key in noun_keys(noun):
        if key in table:
            return table[key], key
    return None
