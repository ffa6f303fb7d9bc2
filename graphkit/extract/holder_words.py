"""The words by which holders are recognised that are neither names nor known roles: lexicon/holders.toml."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Final

from msgspec import Struct

#: Endings of nouns for people, in the plural.
_MANY: Final = ("ers", "ors", "ists", "ants", "ians", "ees", "men", "wives")


class HolderWords(Struct, frozen=True):
    """The words of lexicon/holders.toml, compiled."""

    strong: re.Pattern[str]
    helped: re.Pattern[str]
    begin_acts: frozenset[str]
    surely: frozenset[str]
    begin_nouns: frozenset[str]
    nouns: tuple[str, ...]
    weak: frozenset[str]
    gerunds: frozenset[str]
    mods: frozenset[str]
    modals: frozenset[str]
    rights: frozenset[str]
    quantified: frozenset[str]
    having: frozenset[str]
    done: re.Pattern[str]
    by: re.Pattern[str]
    stop: frozenset[str]
    joins: frozenset[str]
    inside: frozenset[str]
    determiners: frozenset[str]
    things: frozenset[str]
    ending: re.Pattern[str]
    agents: frozenset[str]
    nobody: frozenset[str]
    begins: frozenset[str]
    people: frozenset[str]

    def are_people(self, word: str) -> bool:
        """Whether a word names people or a body of them ("police", "handlers")."""
        return word in self.people or word.endswith(_MANY)


@cache
def holder_words() -> HolderWords:
    """The words, read once per process."""
    from graphkit.extract.agents import load_lexicon, plural
    from graphkit.extract.rights.verbs import right_verbs

    data: dict[str, Any] = load_lexicon("holders.toml")
    things = data["things"].split()

    def words(name: str) -> frozenset[str]:
        return frozenset(data[name].split())

    return HolderWords(
        strong=re.compile(rf"(?:{data['strong']})(?![\w’-])", re.IGNORECASE),
        helped=re.compile(data["helped"], re.IGNORECASE),
        begin_acts=words("begin_acts"),
        surely=words("surely"),
        begin_nouns=words("begin_acts") | words("begin_nouns"),
        nouns=tuple(data["nouns"].split("|")),
        weak=frozenset(form for verb in right_verbs() for form in verb["forms"].split()[:3]) - {"own"},
        gerunds=frozenset(verb["forms"].split()[4] for verb in right_verbs()),
        mods=words("mods"),
        modals=words("modals"),
        rights=words("rights"),
        quantified=words("quantified"),
        having=words("having"),
        done=re.compile(rf"{data['done']}\sby\s", re.IGNORECASE),
        by=re.compile(rf"\bby\s(?!{data['not_by']})(?:both\s|either\s)?", re.IGNORECASE),
        stop=words("stop"),
        joins=frozenset(("and", "but", "or", "while", "whereas", "if", "when")),
        inside=words("inside"),
        determiners=words("determiners"),
        things=frozenset([*things, *map(plural, things)]),
        ending=re.compile(data["thing_endings"]),
        agents=words("agents_all_the_same"),
        nobody=words("nobody"),
        begins=words("begins"),
        people=words("people"),
    )
