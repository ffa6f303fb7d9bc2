"""What is worded like a right and is none: possessions, contests, causes, games (lexicon/lookalikes.toml)."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from msgspec import Struct

from graphkit.extract.agents import load_lexicon
from graphkit.extract.rights.hit import Hit

#: "My vote is for Ann" gives her none.
_VOTE: Final = re.compile(r"\bvotes?\s(?:is|was|goes|went)\s(?:for|to)\s")
_DONE: Final = ("led", "ran", "chaired", "headed", "oversaw", "managed", "co-led")
_LEADING: Final = ("lead", "leads", "led", "leading")


class _Lexicon(Struct, frozen=True):
    owned: re.Pattern[str]
    counted: re.Pattern[str]
    work: re.Pattern[str]
    task: re.Pattern[str]
    leisure: re.Pattern[str]
    contest: re.Pattern[str]
    caused: re.Pattern[str]
    fiction: re.Pattern[str]
    players: re.Pattern[str]
    day: re.Pattern[str]
    once: re.Pattern[str]
    idiom: re.Pattern[str]


@cache
def _lexicon() -> _Lexicon:
    data = load_lexicon("lookalikes.toml")
    return _Lexicon(**{name: re.compile(pattern, re.IGNORECASE) for name, pattern in data.items()})


def is_told(masked: str) -> bool:
    """Whether a sentence tells a story or the rules of a game.

    >>> is_told("In the film the captain decides who drowns"), is_told("In the film team, ⟨0⟩ decides")
    (True, False)
    """
    return bool(_lexicon().fiction.match(masked))


def is_possessed(scope: str) -> bool:
    """Whether what somebody owns is a thing or one task, and no area.

    >>> is_possessed("three cranes"), is_possessed("the car"), is_possessed("a budget"), is_possessed("the car fleet")
    (True, True, False, False)
    """
    lexicon = _lexicon()
    if lexicon.counted.match(scope) and not lexicon.work.search(scope):
        return True
    return bool(lexicon.owned.match(scope) or lexicon.task.match(scope))


def is_other_sense(scope: str) -> bool:
    """Whether what somebody leads or runs is a contest, a pastime or what something leads to, and no area.

    >>> is_other_sense("the league"), is_other_sense("the pricing team")
    (True, False)
    """
    lexicon = _lexicon()
    return bool(lexicon.leisure.match(scope) or lexicon.contest.match(scope) or lexicon.caused.match(scope))


def looks_alike(hit: Hit) -> bool:
    """Whether a hit only looks like a right: its scope is none of this power, or its holder decides in games only."""
    lexicon = _lexicon()
    frame = hit.frame
    if hit.part("tail").startswith("’") or (frame.shape == "lies-with" and _VOTE.search(hit.match.group())):
        return True
    if any(lexicon.players.match(holder.name) for holder in hit.agents(hit.holder)):
        return True
    scope = hit.masked.unmask(hit.part("scope")).strip()
    if lexicon.idiom.match(scope):
        return True
    if frame.power != "Own":
        return frame.shape == "active" and bool(lexicon.day.match(scope))
    if frame.owner and is_possessed(scope):
        return True
    if hit.part("verb").lower() in _DONE and lexicon.once.search(scope):
        return True
    if hit.part("verb").lower() in _LEADING and lexicon.caused.match(scope):
        return True
    return bool(lexicon.leisure.match(scope) or lexicon.contest.match(scope))
