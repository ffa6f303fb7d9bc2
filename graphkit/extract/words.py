"""What each word is in a noun phrase, by the lists of lexicon/topics.toml and by its ending."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from graphkit.extract.agents import load_lexicon, plural

# What a word can be in a phrase, in the order of what it says; one character each, so a text is a string.
STOP, DETERMINER, LIGHT, ADJECTIVE, GERUND, VOID, GENERIC, NOUN = "01234567"


class WordLists(NamedTuple):
    """The lists of lexicon/topics.toml; `kinds` has all forms, `same` maps a word to what stands for it."""

    kinds: dict[str, str]
    small: frozenset[str]
    ambiguous: frozenset[str]
    void: frozenset[str]
    void_alone: frozenset[str]
    not_alone: frozenset[str]
    telling: frozenset[str]
    never_acronyms: frozenset[str]
    hyphen_ends: frozenset[str]
    endings: tuple[str, ...]
    not_endings: frozenset[str]
    same: dict[str, str]


class WordKinds(dict[str, str]):
    """What each word is, worked out when it is first met and kept (at most a few ten thousand words)."""

    def __init__(self, lists: WordLists) -> None:
        super().__init__()
        self.lists = lists

    def __missing__(self, word: str) -> str:
        kind = _kind(word, self.lists)
        if len(self) < 50_000:
            self[word] = kind
        return kind


@cache
def word_lists() -> WordLists:
    """The lists, read once per process."""
    data = load_lexicon("topics.toml")
    kinds: dict[str, str] = {}
    generic = data["generic"]
    for kind, listed in (
        (GENERIC, [*generic, *map(plural, generic)]),
        (ADJECTIVE, data["adjectives"]),
        (LIGHT, data["light"]),
        (VOID, data["void"]),
        (STOP, (form for verb in data["verbs"] for form in inflected(verb))),
        (STOP, data["irregular"]),
        (GENERIC, data["ed_nouns"]),
        (DETERMINER, data["determiners"]),
        (DETERMINER, data["quantities"]),
        (STOP, data["function_words"]),
    ):
        kinds.update(dict.fromkeys(listed, kind))
    for word in (*data["ing_nouns"], *data["ly_nouns"]):
        if kinds.get(word, STOP) == STOP:
            kinds[word] = GENERIC if word in generic else NOUN
    ambiguous = frozenset(data["ambiguous"])
    for word in ambiguous:
        if kinds.get(word) == STOP:
            kinds[word] = GENERIC
    return WordLists(
        kinds,
        frozenset([*data["function_words"], *data["determiners"], *data["quantities"]]),
        ambiguous,
        frozenset(data["void"]),
        frozenset([*data["void_alone"], *map(plural, data["void_alone"])]),
        frozenset([*data["not_alone"], *map(plural, data["not_alone"])]),
        frozenset(data["telling_adjectives"]),
        frozenset(data["never_acronyms"]),
        frozenset(data["hyphen_ends"]),
        tuple(data["adjective_endings"]),
        frozenset(data["nouns_with_adjective_endings"]),
        {other: word for word, others in data["same"].items() for other in others},
    )


@cache
def known_words() -> frozenset[str]:
    """All words that the lexicon lists, with their plurals and verb forms, in lower case."""
    lists = word_lists()
    nouns = {*lists.ambiguous, *lists.void, *lists.not_alone}
    return frozenset(lists.kinds) | nouns | {plural(word) for word in nouns}


@cache
def word_kinds() -> WordKinds:
    """What each word is; one for all of a process, because texts share their words."""
    return WordKinds(word_lists())


def inflected(verb: str) -> tuple[str, ...]:
    """The regular forms of a verb.

    >>> inflected("clarify")
    ('clarify', 'clarifies', 'clarified', 'clarifying')
    >>> inflected("plan")
    ('plan', 'plans', 'planned', 'planning')
    """
    if verb.endswith("y") and verb[-2:-1] not in "aeou":
        return verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"
    if verb.endswith("e"):
        return verb, verb + "s", verb + "d", verb[:-1] + "ing"
    third = verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
    stem = verb
    if re.search(r"(?:^|[^aeiou])[aeiou][bdgklmnprt]$", verb) and not verb.endswith(("er", "en", "on", "it", "el")):
        stem = verb + verb[-1]
    return verb, third, stem + "ed", stem + "ing"


def _kind(word: str, lists: WordLists) -> str:
    lower = word.lower().replace("’", "'")
    known = lists.kinds.get(lower)
    if known == STOP and word.isupper() and len(word) in (2, 3) and lower not in lists.never_acronyms:
        return NOUN
    if known is not None:
        return known
    if word.isdigit():
        return DETERMINER
    if len(word) == 1 or not word[0].isalnum():
        return STOP
    if word[0].isdigit():
        return ADJECTIVE if _COUNTED.search(lower) else STOP
    if "'" in lower:
        if not lower.endswith("'s"):
            return STOP
        owner = _kind(word[:-2], lists) if word[0].islower() else DETERMINER
        return owner if owner >= GENERIC else DETERMINER
    if "-" in lower:
        return _hyphenated(lower, lists)
    if lower.endswith("ly"):
        return STOP
    if not word[0].isupper():
        if lower.endswith("ed") and len(lower) > 4:
            return STOP
        if lower.endswith("ing") and len(lower) > 5:
            return GERUND
    if lower.endswith(lists.endings) and len(lower) > 5 and lower not in lists.not_endings:
        return ADJECTIVE
    return NOUN


def _hyphenated(lower: str, lists: WordLists) -> str:
    """ "member-led" and "two-room" are adjectives, "multi-tenancy" is a noun, "re-opened" a verb."""
    head, _, tail = lower.rpartition("-")
    if tail.endswith(("ed", "en")) or tail in lists.hyphen_ends:
        return STOP if head in ("re", "pre") else ADJECTIVE
    if head.partition("-")[0] in lists.small or lists.kinds.get(tail) == ADJECTIVE:
        return ADJECTIVE
    return STOP if tail.endswith("ly") else NOUN


_COUNTED: Final = re.compile(r"-[a-z]{3}")
