"""What the words of a sentence call: its frames, the ways it may be meant, and whether it is worth reading at all.

Most sentences hold a word by which a right could be told, and tell none. What a right, a line or an act needs besides
(an agent, where the word stands, a second word) is asked for here, of the words alone.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import cache, lru_cache, partial
from typing import Final

from msgspec import Struct

from graphkit.extract.agents import load_lexicon, may_be_agents
from graphkit.extract.rights.calls import Callers, CallTable, Kept
from graphkit.extract.rights.chains import ARROWS, FUNNEL_WORDS
from graphkit.extract.rights.context import hint_words
from graphkit.extract.rights.frames import Frame, frames


class Says(Enum):
    """What a sentence may say besides a right of a frame."""

    MOVED = "moved"
    LINE = "line"
    ACT = "act"
    LETTER = "letter"
    CHAIN = "chain"


class Called(Struct, frozen=True):
    """What the words of one sentence call; `kinds` are wordings (see `context.hints`).

    `worth`: whether a word of it calls any frame or way of saying, for which it may miss what it needs besides.
    """

    frames: tuple[Frame, ...] = ()
    kinds: frozenset[str] = frozenset()
    says: frozenset[Says] = frozenset()
    worth: bool = False

    @property
    def may_state(self) -> bool:
        """Whether the sentence may say anything about rights, reporting lines or decisions."""
        return bool(self.frames or self.says)

    @property
    def right(self) -> bool:
        """Whether the sentence may state a right."""
        return bool(self.frames) or Says.MOVED in self.says


@cache
def _table() -> CallTable[Frame | Says | str]:
    pairs: list[tuple[str, Frame | Says | str]] = [*frames().pairs, *hint_words()]
    for name, says in (("moved.toml", Says.MOVED), ("reporting.toml", Says.LINE), ("acts.toml", Says.ACT)):
        pairs += [(word, says) for word in load_lexicon(name)["called_by"]]
    pairs += [(word, Says.LETTER) for word in load_lexicon("keys.toml")["letters_called_by"]]
    return CallTable(pairs)


#: Stands before the words of a chunk in which an agent may begin, as often as there may be agents in it.
_AGENT: Final = "⟨"
_PART: Final = re.compile(r"[a-z]+")
#: "Ann lets Bo sign" is read as "Bo may sign".
_LETTING: Final = frozenset(("lets", "wants", "expects"))


@cache
def _needed() -> frozenset[str]:
    """The words that something needs besides those that call it."""
    needed = {"by", *FUNNEL_WORDS}
    for _, frame in frames().pairs:
        needed.update(*frame.needs)
    return frozenset(needed)


def _marks(chunk: str, *, any_name: bool) -> Callers:
    """What matters of that which stands between two spaces: whether an agent may begin in it, and its words."""
    lower = chunk.lower().replace("'", "’")
    words = _table().words_of(lower)
    needed = _needed().intersection(_PART.findall(lower)).difference(words)
    arrows = [arrow for arrow in ARROWS if arrow in chunk]
    return (*[_AGENT] * may_be_agents(chunk, any_name=any_name), *words, *sorted(needed), *arrows)


@cache
def _chunks(any_name: bool) -> Kept[str]:
    return Kept(partial(_marks, any_name=any_name))


def called(text: str, *, any_name: bool = False) -> Called:
    """What the words of a sentence call; `any_name`: words such as "May" and "Speaker" are names here too.

    >>> called("The lease is approved by Ann.").may_state, called("The lease is approved.").may_state
    (True, False)
    """
    words = [*_chunks(any_name).of(text.split())]
    agents = words.count(_AGENT)
    before = words.index(_AGENT) if agents else len(words)
    marks = (*dict.fromkeys(words[:before]), *dict.fromkeys(words[before:]))
    phrases = tuple(_table().phrases(dict.fromkeys(marks), text.lower().replace("'", "’")))
    return _called(marks, phrases, min(agents, 3)) if marks else NOTHING


NOTHING: Final = Called()


@lru_cache(maxsize=4096)
def _called(marks: Callers, phrases: Callers, agents: int) -> Called:
    """What words and phrases call; what stands in `marks` behind a mark for an agent stands behind one."""
    table = _table()
    found = table.values((*marks, *phrases))
    kinds = frozenset(one for one in found if isinstance(one, str))
    worth = len(kinds) < len(found)
    if not worth or not agents:
        return Called(kinds=kinds, worth=worth)
    words = {*marks, "may"} if kinds & _LETTING else frozenset(marks)
    behind = table.values((*marks[marks.index(_AGENT) :], *phrases))
    places = {id(value) for value in behind}
    says = {one for one in found if isinstance(one, Says)}
    if agents < 2:
        says.discard(Says.LINE)
    if Says.ACT in says and Says.ACT not in behind and "by" not in words:
        says.discard(Says.ACT)
    stages = FUNNEL_WORDS if agents > 2 else ()
    if agents > 1 and not words.isdisjoint((*ARROWS, *stages)):
        says.add(Says.CHAIN)
    return Called(
        tuple(
            one
            for one in found
            if isinstance(one, Frame) and (not one.behind or id(one) in places) and one.may_stand(words)
        ),
        kinds,
        frozenset(says),
        worth,
    )
