"""Whether words are a role ("head of platform", "IT") and nothing else."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from graphkit.extract.agents import load_lexicon, plural


class RoleWords(NamedTuple):
    """Words of roles: `heads` end one, `modifiers` stand inside one, `acronyms` and `departments` are one."""

    acronyms: frozenset[str]
    heads: frozenset[str]
    modifiers: frozenset[str]
    departments: frozenset[str]


@cache
def role_words() -> RoleWords:
    """The words, read once per process."""
    data = load_lexicon("organisations.toml")
    agents = load_lexicon("agents.toml")
    heads = frozenset([*agents["role_heads"], *data["role_ends"], *data["units"]])
    return RoleWords(
        acronyms=frozenset(agents["acronyms"]),
        heads=heads | {plural(head) for head in heads},
        modifiers=frozenset([*agents["modifiers"], *agents["departments"], *data["role_words"]]),
        departments=frozenset(agents["departments"]),
    )


@lru_cache(maxsize=8192)
def is_role(text: str) -> bool:
    """Whether the words are a role or department and nothing else.

    >>> [is_role(text) for text in ("COO", "head of platform", "Logistics Director", "IT", "Orbis CFO")]
    [True, True, True, True, False]
    """
    words = role_words()
    tokens = [token.strip(",.") for token in text.split()]
    if not tokens:
        return False
    lower = [token.lower() for token in tokens]
    if tokens[0] in words.acronyms or lower[0] in (
        "head",
        "vp",
        "svp",
        "evp",
        "chief",
        "director",
        "president",
    ):
        if len(tokens) == 1:
            return True
        rest = lower[2:] if lower[1] in ("of", "for") else lower[1:]
        if all(_is_role_word(word, token, words) for word, token in zip(rest, tokens[-len(rest) :], strict=True)):
            return True
        if lower[1] in ("of", "for") and len(rest) <= 3:
            return True
        return tokens[0] in words.acronyms and all(token[0].islower() for token in tokens[1:])
    if " ".join(lower) in words.departments:
        return True
    ends = _is_role_end(tokens[-1], words)
    if not ends:
        for at, word in enumerate(lower):
            if word in ("of", "for", "in") and at and _is_role_end(tokens[at - 1], words) and at + 1 < len(tokens):
                return is_role(" ".join(tokens[:at])) and (
                    tokens[at + 1][0].islower() or lower[at + 1] in words.modifiers
                )
        return False
    before = tokens[:-1]
    if all(_is_role_word(token.lower(), token, words) for token in before):
        return True
    return all(token[0].islower() for token in before) or (
        len(before) <= 2
        and all(token[0].isupper() and not token.isupper() for token in tokens)
        and not before[0].lower().endswith("'s")
    )


def _is_role_end(token: str, words: RoleWords) -> bool:
    return token in words.acronyms or token.lower() in words.heads


def _is_role_word(lower: str, token: str, words: RoleWords) -> bool:
    return lower in words.modifiers or token in words.acronyms or lower in words.heads
