"""Which decision reverses, supersedes or reaffirms which earlier one, and which task waits for which.

A link needs a word that says so, an earlier decision that shares what the later one is about (words weigh by how
rare they are among the vault's decisions), and no second candidate that comes near.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from math import log
from typing import Final, Literal, NamedTuple, get_args

from msgspec import Struct

from graphkit.identity.names import load_words
from graphkit.identity.slugs import ascii_fold

Change = Literal["reverses", "supersedes", "reaffirms"]

_WORD: Final = re.compile(r"[^\W_]+(?:[.,]\d+)*")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_ISO: Final = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")
#: How much of the earlier decision the later has to repeat: when it names its date, by a strong word, by a weak one.
_DATED, _STRONG, _WEAK = 0.15, 0.3, 0.55
_MARGIN: Final = 1.4
_COMMON: Final = 200


class Decided(NamedTuple):
    """A decision: when ("" when nobody says), and in which words."""

    date: str
    text: str


class _Lexicon(Struct, frozen=True):
    cues: tuple[tuple[Change, bool, re.Pattern[str]], ...]  # (change, strong, pattern), the surest first
    any_cue: re.Pattern[str]
    empty: frozenset[str]
    months: tuple[str, ...]
    day: re.Pattern[str]
    month: re.Pattern[str]
    negation: re.Pattern[str]


@cache
def _lexicon() -> _Lexicon:
    data = load_words("changes.toml")
    cues = [
        (change, strength == "strong", _at_word(data[change][strength]))
        for strength in ("strong", "weak")
        for change in get_args(Change)
        if data[change][strength]
    ]
    months = "|".join(data["words"]["months"])
    return _Lexicon(
        cues=tuple(cues),
        any_cue=_at_word([cue for change in get_args(Change) for found in data[change].values() for cue in found]),
        empty=frozenset(data["words"]["empty"]),
        months=tuple(data["words"]["months"]),
        day=re.compile(
            rf"\b(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\.?\s+(?P<m1>{months})|(?P<m2>{months})\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?)\b",
            re.IGNORECASE,
        ),
        month=re.compile(rf"(?<!\d )(?<!\d\. )\b({months})\b(?!\s+\d{{1,2}}\b)", re.IGNORECASE),
        negation=re.compile(data["words"]["negations"]),
    )


def _at_word(patterns: Sequence[str]) -> re.Pattern[str]:
    """Any of the patterns, where a word begins; for texts in lower case, which is much faster than to ignore case."""
    return re.compile(rf"\b(?:{'|'.join(patterns)})")


def changes(decisions: Sequence[Decided]) -> list[tuple[int, Change, int]]:
    """(position of the later decision, what it does, position of the earlier one) for every change that is sure.

    >>> changes([Decided("2026-01-05", "Meals are paid up to 20 euros"),
    ...          Decided("2026-02-05", "Meals are paid up to 25 euros, which supersedes the 20 euros of January")])
    [(1, 'supersedes', 0)]
    """
    calling = [(at, cue) for at, decided in enumerate(decisions) if decided.date and (cue := _cue(decided.text))]
    if not calling:
        return []
    index = _Index(decisions)
    found = []
    for at, (change, strong) in calling:
        earlier = index.earlier(at, strong=strong)
        if earlier is not None:
            found.append((at, change, earlier))
    return found


def _cue(text: str) -> tuple[Change, bool] | None:
    """What a decision says it does to an earlier one, and whether it says so outright."""
    lexicon = _lexicon()
    text = text.lower()
    if not lexicon.any_cue.search(text):
        return None
    for change, strong, pattern in lexicon.cues:
        match = pattern.search(text)
        if match and not lexicon.negation.search(text, 0, match.start()):
            return change, strong
    return None


class _Index:
    """The words of all decisions, to find which earlier one a later one is about."""

    def __init__(self, decisions: Sequence[Decided]) -> None:
        self.decisions = decisions
        stems: dict[str, str] = {}
        self.words = [content(decided.text, stems) for decided in decisions]
        self.holders: defaultdict[str, list[int]] = defaultdict(list)
        for at, words in enumerate(self.words):
            for word in words:
                self.holders[word].append(at)

    def weight(self, word: str) -> float:
        return log(1 + len(self.decisions) / len(self.holders[word]))

    def earlier(self, at: int, *, strong: bool) -> int | None:
        """The one earlier decision that the decision at `at` is about, or None."""
        later = self.decisions[at]
        shared: Counter[int] = Counter()
        weights: defaultdict[int, float] = defaultdict(float)
        for word in sorted(self.words[at]):
            if len(self.holders[word]) <= _COMMON:
                for other in self.holders[word]:
                    if "" < self.decisions[other].date < later.date:
                        shared[other] += 1
                        weights[other] += self.weight(word)
        days, months = _dates(later.text)
        ranked: list[tuple[float, int]] = []
        for other, weight in weights.items():
            dated = _is_meant(self.decisions[other].date, later.date, days, months)
            needed = _DATED if dated and strong else _STRONG if strong else _WEAK
            coverage = weight / sum(map(self.weight, self.words[other]))
            if coverage >= needed and (shared[other] > 1 or dated):
                ranked.append((coverage * (2 if dated else 1), other))
        ranked.sort(key=lambda item: (-item[0], item[1]))
        if not ranked or (len(ranked) > 1 and ranked[0][0] < _MARGIN * ranked[1][0]):
            return None
        return ranked[0][1]


def content(text: str, stems: dict[str, str]) -> frozenset[str]:
    """What a statement is about: the stems of its words, and its days as "01-19"; `stems` keeps those found."""
    days, _ = _dates(text)
    found = {f"{month:02}-{day:02}" for month, day in days}
    if found:
        text = _lexicon().day.sub(" ", _ISO.sub(" ", text))
    for word in _WORD.findall(ascii_fold(text).casefold()):
        stem = stems.get(word)
        if stem is None:
            stem = stems[word] = _stem(word)
        if stem:
            found.add(stem)
    return frozenset(found)


def _dates(text: str) -> tuple[set[tuple[int, int]], set[int]]:
    """The days (month, day) and the bare months that a text names."""
    lexicon = _lexicon()
    days = {(int(match[2]), int(match[3])) for match in _ISO.finditer(text)} if "-" in text else set()
    folded = text.casefold()
    if not any(month in folded for month in lexicon.months):
        return days, set()
    for match in lexicon.day.finditer(text):
        name, day = match["m1"] or match["m2"], match["d1"] or match["d2"]
        days.add((lexicon.months.index(name.lower()) + 1, int(day)))
    months = {
        lexicon.months.index(match[1].lower()) + 1 for match in lexicon.month.finditer(text) if match[1][0].isupper()
    }
    return days, months


def _is_meant(day: str, later: str, days: set[tuple[int, int]], months: set[int]) -> bool:
    """Whether a decision of `day` is one whose date the later decision names."""
    try:
        made, now = date.fromisoformat(day), date.fromisoformat(later)
    except ValueError:
        return False
    return (now - made).days < 366 and ((made.month, made.day) in days or made.month in months)


def _stem(word: str) -> str:
    """A word without its ending; "" for words that say nothing about what was decided, months and years."""
    lexicon = _lexicon()
    if len(word) < 2 or word in lexicon.empty or word in lexicon.months or _YEAR.fullmatch(word):
        return ""
    for ending in ("ing", "ed", "es", "s", "e"):
        if len(word) > len(ending) + 3 and word.endswith(ending) and not word.endswith("ss"):
            return word[: -len(ending)]
    return word


def waits_for(identifiers: Mapping[str, Sequence[int]], wanted: Sequence[str], near: frozenset[int]) -> list[int]:
    """The tasks that a task waits for: `identifiers` holds who bears an identifier; of several, one that is `near`."""
    found = []
    for identifier in wanted:
        bearers = identifiers.get(identifier, ())
        close = [bearer for bearer in bearers if bearer in near]
        if len(close) == 1 or (not close and len(bearers) == 1):
            found.append((close or list(bearers))[0])
    return found
