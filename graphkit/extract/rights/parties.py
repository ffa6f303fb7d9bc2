"""Who is named where only a holder can stand: in a cell of a matrix, behind a label, on an escalation route."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Final

from msgspec import Struct

from graphkit.extract.agents import find_agents, load_lexicon
from graphkit.extract.rights.keyed import holders_of, key_lexicon
from graphkit.extract.rights.masks import Names
from graphkit.extract.sentences import plain
from graphkit.extract.statement import AgentKind, Mention, Power

_LONGEST: Final = 6
_PARENTHESIS: Final = re.compile(r"\s*\([^()]*\)")
_WORDS: Final = re.compile(r"@?[^\W\d_][\w’'&./-]*(?:\s[\w’'&/.-]+)*")
_ARTICLE: Final = re.compile(r"^(?:the|a|an|our|their|its|all|any|each|every|both)\s", re.IGNORECASE)
_JOINED: Final = re.compile(r"\s*(?:,|;|\s/\s|/|&|\+|\band\b|\bor\b|<br ?/?>|\n)\s*")
#: Words that end in one of a body.
BODY: Final = re.compile(
    r"(?:team|group|board|council|committee|panel|office|department|desk|unit|lab|agency|authority|cent(?:re|er)"
    r"|secretariat|bureau|ministry|union|crew|association|institute|division|service|services|bank|body)s?$",
    re.IGNORECASE,
)


class LabelLexicon(Struct, frozen=True):
    """lexicon/labels.toml, compiled."""

    not_holder: re.Pattern[str]
    clause_words: re.Pattern[str]
    not_by: re.Pattern[str]
    not_topic: re.Pattern[str]
    sure: re.Pattern[str]
    copula: str
    belongs: tuple[tuple[str, Power], ...]
    does: tuple[tuple[str, Power], ...]
    done_by: tuple[tuple[str, Power], ...]
    topics: tuple[tuple[re.Pattern[str], Power], ...]
    holders: tuple[tuple[re.Pattern[str], Power], ...]
    line: dict[str, Any]
    item: dict[str, re.Pattern[str]]
    table: dict[str, re.Pattern[str]]
    columns: dict[str, Power]
    frame: re.Pattern[str]
    route: dict[str, Any]


@cache
def label_lexicon() -> LabelLexicon:
    """The lexicon, read once per process."""
    data: dict[str, Any] = load_lexicon("labels.toml")

    def compiled(name: str) -> tuple[tuple[re.Pattern[str], Power], ...]:
        return tuple((re.compile(regex, re.IGNORECASE), power) for power, regex in data[name].items())

    return LabelLexicon(
        not_holder=re.compile(rf"(?:{data['not_holder']})\b", re.IGNORECASE),
        clause_words=re.compile(data["clause_words"], re.IGNORECASE),
        not_by=re.compile(data["not_by"], re.IGNORECASE),
        not_topic=re.compile(data["not_topic"], re.IGNORECASE),
        sure=re.compile(data["sure"], re.IGNORECASE),
        copula=data["copula"],
        belongs=tuple((regex, power) for power, regex in data["belongs"].items()),
        does=tuple((regex, power) for power, regex in data["does"].items()),
        done_by=tuple((regex, power) for power, regex in data["done_by"].items()),
        topics=compiled("topics"),
        holders=compiled("holders"),
        line=data["line"],
        item={name: re.compile(regex, re.IGNORECASE) for name, regex in data["item"].items()},
        table={name: re.compile(regex, re.IGNORECASE) for name, regex in data["table"].items()},
        columns={word: power for power, words in data["column"].items() for word in words},
        frame=re.compile(data["heading"]["frame"], re.IGNORECASE),
        route=data["route"],
    )


def party(text: str, names: Names) -> Mention | None:
    """The one agent that a few words name, whatever they are: where they stand makes them one. None for a clause.

    >>> [party(text, Names()) for text in ("the claims handler", "see above", "if it rains")]
    [Mention(name='claims handler', kind='role', handle=''), None, None]
    """
    text = _PARENTHESIS.sub("", plain(text)).strip(' .,;:*_-–—"“”')
    if not text or text.count(" ") >= _LONGEST or not _WORDS.fullmatch(text):
        return None
    known = holders_of(text, names)
    if len(known) == 1:
        return known[0]
    bare = _ARTICLE.sub("", text)
    lexicon = label_lexicon()
    if (
        known
        or len(bare) < 2
        or key_lexicon().nobody.search(text)
        or lexicon.not_holder.match(bare)
        or lexicon.clause_words.search(bare)
    ):
        return None
    if bare.startswith("@"):
        return Mention(bare[1:], "unknown", bare)
    kind: AgentKind = "unit" if BODY.search(bare) or bare[0].isupper() else "role"
    return Mention(bare, kind)


def parties(text: str, names: Names) -> tuple[Mention, ...]:
    """The agents of a cell or value in which nothing else may stand; () when one of its parts is something else."""
    text = _PARENTHESIS.sub("", plain(text)).strip(" .,;*_-–—")
    found = holders_of(text, names)
    if found or not text or len(text) > 160 or key_lexicon().nobody.search(text):
        return found
    result: list[Mention] = []
    for part in _JOINED.split(text):
        if part:
            one = party(part, names)
            if one is None:
                return ()
            result.append(one)
    return tuple(dict.fromkeys(result))


def is_agent(text: str, names: Names) -> bool:
    """Whether a few words name agents and nothing else, wherever they stand.

    >>> is_agent("the works council", Names())
    True
    >>> is_agent("night trains", Names())
    False
    """
    for put in (f"by {text}", f"by the {text}"):
        groups = find_agents(put, names.known)
        if len(groups) == 1 and groups[0].end == len(put) and groups[0].start <= 3:
            return True
    return False
