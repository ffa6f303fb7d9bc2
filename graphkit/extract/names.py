"""Whether what stands in the place of a name is one: people, bodies, placeholders, the note keeper's "me"."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from msgspec import Struct

from graphkit.extract.agents import alternatives, load_lexicon
from graphkit.extract.statement import AgentKind, Mention

_ASIDE: Final = re.compile(r"\s*[(\[（]([^()\[\]（）]*)[)\]）]?")
_MAIL: Final = re.compile(r"@?<?(?:mailto:)?\b[\w.+-]+@[\w-]+\.[\w.-]+>?")
_EDGE: Final = " \t\n,;:*_–—-•♦|\"“”'`~…✓✔☑"
_WORD_OF_NAME: Final = re.compile(r"[^\W\d_]")
_MOST_WORDS: Final = 6


class Placeholders(Struct, frozen=True):
    """The words of lexicon/placeholders.toml, compiled."""

    nobody: frozenset[str]
    everybody: frozenset[str]
    own: frozenset[str]
    patterns: re.Pattern[str]
    lists: re.Pattern[str]
    bodies: frozenset[str]
    honorifics: frozenset[str]
    void_asides: frozenset[str]
    particles: frozenset[str]


@cache
def placeholders() -> Placeholders:
    """The words for nobody, read once per process."""
    data = load_lexicon("placeholders.toml")
    return Placeholders(
        nobody=frozenset(data["nobody"]),
        everybody=frozenset(data["everybody"]),
        own=frozenset(data["self"]),
        patterns=re.compile("|".join(f"(?:{pattern})" for pattern in data["patterns"]), re.IGNORECASE),
        lists=re.compile(rf"\b(?:{alternatives(data['lists'])})[\s:]*$", re.IGNORECASE),
        bodies=frozenset(data["bodies"]),
        honorifics=frozenset(data["honorifics"]),
        void_asides=frozenset(data["void_asides"]),
        particles=frozenset(data["particles"]),
    )


def is_self(name: str) -> bool:
    """Whether `name` is the note keeper's own word for himself or herself ("Myself", "me")."""
    return name.casefold() in placeholders().own


@lru_cache(maxsize=8192)
def is_nobody(name: str) -> bool:
    """Whether `name` is a placeholder, a date, a number, or everybody.

    >>> is_nobody("Speaker 1"), is_nobody("TBD"), is_nobody("2026-02-10"), is_nobody("Ann Lee")
    (True, True, True, False)
    """
    words = placeholders()
    folded = name.strip(_EDGE + ".").casefold()
    if not folded or folded in words.nobody or folded in words.everybody:
        return True
    return words.patterns.fullmatch(folded) is not None


def is_body(name: str) -> bool:
    """Whether `name` ends like the name of a team, council or company.

    >>> is_body("Platform team"), is_body("Ann Lee")
    (True, False)
    """
    return name.rsplit(None, 1)[-1].casefold() in placeholders().bodies if name.strip() else False


@lru_cache(maxsize=8192)
def bare_name(text: str) -> str:
    """A name without parentheses, addresses, honorifics and marks around it.

    >>> bare_name("Dr. Ann (the boss) Lee <ann@example.org>,")
    'Ann Lee'
    """
    if "@" in text:
        text = _MAIL.sub(" ", text)
    if "(" in text or "[" in text or "（" in text:
        text = _ASIDE.sub(" ", text)
    text = " ".join(text.split()).strip(_EDGE)
    if text[-1:] == "." and not (len(text) > 2 and text[-3:-2] in " ." and text[-2].isupper()):
        text = text[:-1].rstrip()
    first, _, rest = text.partition(" ")
    if " " in rest and first.casefold() in placeholders().honorifics:
        text = rest.strip()
    return text


def _leading_name(words: list[str]) -> list[str]:
    """The name before a remark: "Ann Lee joined late" is Ann Lee; all words when no full name leads."""
    particles = placeholders().particles
    end = next((at for at, word in enumerate(words) if word.islower() and word not in particles), len(words))
    while end and words[end - 1] in particles:
        end -= 1
    return words[:end] if end >= 2 and words[0][:1].isupper() else words


def mention_of(text: str, handle: str = "", *, lower: bool = False) -> Mention | None:
    """The agent that `text` names where a person is expected, or None when it names nobody.

    A body is a mention of kind "unit"; what is too long or too lower-case to be a name is
    nobody; `lower` allows two words in lower case, as in a list that holds nothing but names.
    """
    name = bare_name(text)
    if not name or ":" in name or is_nobody(name) or not _WORD_OF_NAME.search(name):
        return None
    words = name.split()
    if len(words) > 2:
        words = _leading_name(words)
        name = " ".join(words)
    small = [word for word in words if word.islower() and word not in placeholders().particles]
    if len(words) > _MOST_WORDS or (len(words) > 2 and small) or (len(words) == len(small) == 2 and not lower):
        return None
    kind: AgentKind = "unknown" if is_self(name) else "unit" if is_body(name) else "person"
    return Mention(name, kind, handle)
