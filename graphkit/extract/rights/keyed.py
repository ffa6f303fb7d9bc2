"""Rights in lists: "Approval is needed from:" and its items, "Who decides what:", "Approver for travel: Ann"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any, Final

from msgspec import Struct

from graphkit.extract.agents import find_agents, load_lexicon
from graphkit.extract.rights.masks import Names
from graphkit.extract.sentences import plain
from graphkit.extract.statement import Mention, Power, Right, Standing
from graphkit.vault.note import Span

#: A longer text before a colon is a sentence, no label.
_LONGEST_KEY: Final = 90


class KeyLexicon(Struct, frozen=True):
    """lexicon/keys.toml, compiled."""

    label: tuple[tuple[re.Pattern[str], Power], ...]
    table: tuple[tuple[re.Pattern[str], Power], ...]
    people: re.Pattern[str]
    draft: re.Pattern[str]
    nobody: re.Pattern[str]
    behind: dict[str, Power]
    fields: dict[str, Power]
    schemes: dict[str, dict[str, Power]]
    manager: frozenset[str]
    reports: frozenset[str]


@cache
def key_lexicon() -> KeyLexicon:
    """The lexicon, read once per process."""
    data: dict[str, Any] = load_lexicon("keys.toml")

    def table(name: str) -> tuple[tuple[re.Pattern[str], Power], ...]:
        return tuple((re.compile(entry["regex"], re.IGNORECASE), entry["power"]) for entry in data[name])

    return KeyLexicon(
        label=table("label"),
        table=table("table"),
        people=re.compile(data["people"], re.IGNORECASE),
        draft=re.compile(data["draft"], re.IGNORECASE),
        nobody=re.compile(data["nobody"], re.IGNORECASE),
        behind={word: power for power, words in data["behind"].items() for word in words},
        fields={key: power for power, keys in data["field"].items() for key in keys},
        schemes=data["scheme"],
        manager=frozenset(data["manager"]),
        reports=frozenset(data["reports"]),
    )


def holders_of(text: str, names: Names) -> tuple[Mention, ...]:
    """The agents that a cell or value names, when it names nothing else; () for "TBD", "?" and prose.

    >>> [mention.name for mention in holders_of("Ann Berg and the CFO (from May)", Names())]
    ['Ann Berg', 'CFO']
    """
    lexicon = key_lexicon()
    text = re.sub(r"\s*\([^()]*\)", "", plain(text)).strip(" .,;*_-–—")
    if not text or lexicon.nobody.search(text) or len(text) > 120:
        return ()
    found: list[Mention] = []
    for part in re.split(r"\s*(?:,|;|/|&|\+|\band\b|\bor\b|<br ?/?>|\n)\s*", text):
        if not part:
            continue
        groups = find_agents(f"by {part}", names.known)
        if len(groups) == 1 and groups[0].end == len(part) + 3 and groups[0].start <= 3:
            found += groups[0].agents
        elif re.fullmatch(r"[A-Z][A-Z&]{1,5}s?", part):
            found.append(Mention(part, "role"))
        elif part.startswith("@") and re.fullmatch(r"@[\w-]+", part):
            found.append(Mention(part[1:], "unknown", part))
        else:
            return ()
    return tuple(dict.fromkeys(found))


def labelled(text: str, names: Names, span: Span, topic: str, standing: Standing) -> Iterator[Right]:
    """ "Approver for travel: Ann": a line that is a label, perhaps with its scope, and agents."""
    key, colon, value = text.partition(":")
    if not colon or len(key) > _LONGEST_KEY or not value.strip():
        return
    key = plain(key).strip(" *_")
    for regex, power in key_lexicon().label:
        match = regex.fullmatch(key)
        if match:
            scope = (match["scope"] or "").strip(" .,") or topic
            if scope:
                for holder in holders_of(value, names):
                    yield Right(span, holder, power, scope, standing=standing)
            return


_BEHIND: Final = re.compile(r"(?P<who>[^()]{2,60}?)\s\((?P<what>[^()]{2,30})\)")


def powers_behind(text: str, names: Names, span: Span, standing: Standing) -> Iterator[Right]:
    """ "Moorings: Ann (decides), Bo (informed)": agents with a power behind each, none when one has another word."""
    key, colon, value = plain(text).partition(":")
    scope = key.strip(" *_")
    if not colon or "(" not in value or not 0 < len(scope) <= _LONGEST_KEY:
        return
    found: list[tuple[tuple[Mention, ...], Power]] = []
    for part in re.split(r"[,;]\s(?=[^()]*\()|\sand\s(?=[^()]*\()", value.strip(" .")):
        match = _BEHIND.fullmatch(part.strip())
        power = key_lexicon().behind.get(match["what"].lower()) if match else None
        holders = holders_of(match["who"], names) if match else ()
        if power is None or not holders:
            return
        found.append((holders, power))
    for holders, power in found:
        for holder in holders:
            yield Right(span, holder, power, scope, standing=standing)


_CLAUSE: Final = re.compile(
    r"\b(?:is|are|was|were|be|has|have|had|will|can|may|must|should|whatever|whoever)\b", re.IGNORECASE
)


def topic_and_holder(text: str, power: Power, names: Names, span: Span, standing: Standing) -> Iterator[Right]:
    """ "Prices: Ann" below "Who decides what:"; the side that names agents and nothing else is the holder."""
    parts = re.split(r":\s|\s[–—-]\s|\s(?:→|->|=>|=)\s", plain(text), maxsplit=1)
    if len(parts) != 2:
        return
    left, right = (part.strip(" .*_") for part in parts)
    if key_lexicon().nobody.search(right):
        return
    after, before = holders_of(right, names), holders_of(left, names)
    if after and not (before and left in names.known):
        scope, holders = left, after
    elif before and not after and not _CLAUSE.search(right):
        scope, holders = right, before
    else:
        return
    if not scope or len(scope) > 100 or scope.endswith("?"):
        return
    for holder in holders:
        yield Right(span, holder, power, scope, standing=standing)


#: "the following people sign off on X": what the items stand for.
FOLLOWING: Final = re.compile(
    r"(?:the )?following (?:people|persons|roles|teams|groups|colleagues|bodies|functions|members|departments)",
    re.IGNORECASE,
)
#: A lead-in that ends where its agents should stand.
OPEN_END: Final = re.compile(r"\b(?:from|by|of|with|to|are|is)(?: the following(?: \w+)?)?$", re.IGNORECASE)


_ONE: Final = {"are": "is", "have": "has", "need": "needs", "must": "must", "can": "can", "may": "may", "will": "will"}


@lru_cache(maxsize=1024)
def lead_power(text: str) -> Power | None:
    """The power that a heading or lead-in gives to items "topic: holder", None when it is none of this kind."""
    for regex, power in key_lexicon().table:
        if regex.search(text):
            return power
    return None


def filled(lead: str, item: str) -> str:
    """A lead-in with one of its items put in: "Approval is needed from" + "Ann"; "" when it has no place for it."""
    lead = lead.rstrip(" :")
    item = re.sub(r"\s*\([^()]*\)", "", plain(item)).strip(" .,;")
    if FOLLOWING.search(lead):
        if OPEN_END.search(lead):
            return f"{OPEN_END.sub(lambda m: m.group().split()[0], lead)} {item}"
        rest = FOLLOWING.sub("", lead, count=1).strip()
        return f"{item} {_ONE.get(rest.split(' ', 1)[0], 'may ' + rest.split(' ', 1)[0])} {rest.partition(' ')[2]}"
    if OPEN_END.search(lead):
        return f"{lead} {item}"
    return ""
