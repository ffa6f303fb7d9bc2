"""What the words of a sentence call: its frames, the ways it may be meant, and whether it is worth reading at all.

Most sentences hold a word by which a right could be told, and tell none. What a right, a line or an act needs besides
(an agent, where the word stands, a second word) is asked for here, of the words alone.
"""

from __future__ import annotations

import re
from collections.abc import Set
from enum import Enum
from functools import cache, lru_cache, partial
from typing import Final

from msgspec import Struct, structs

from graphkit.extract.agents import load_lexicon, may_be_agents
from graphkit.extract.holders import may_act
from graphkit.extract.rights.calls import Callers, CallTable, Kept
from graphkit.extract.rights.chains import ARROWS, FUNNEL_WORDS
from graphkit.extract.rights.context import hint_words, holds
from graphkit.extract.rights.frames import Frame, frames
from graphkit.extract.rights.moved import may_move


class Says(Enum):
    """What a sentence may say besides a right of a frame."""

    MOVED = "moved"
    LINE = "line"
    ACT = "act"
    AGREED = "agreed"
    LETTER = "letter"
    CHAIN = "chain"


class Called(Struct, frozen=True):
    """What the words of one sentence call; `kinds` are wordings (see `context.hints`).

    `worth`: whether a word of it calls any frame or way of saying, for which it may miss what it needs besides.
    `alone`: there is one agent at most.
    """

    frames: tuple[Frame, ...] = ()
    kinds: frozenset[str] = frozenset()
    says: frozenset[Says] = frozenset()
    worth: bool = False
    alone: bool = False

    def may_state(self, *, decided: bool = False) -> bool:
        """Whether the sentence, which stands among decisions if it is `decided`, may say anything but a question."""
        return bool(self.frames) or (bool(self.says) and (decided or self.says != _ONLY_AGREED))

    @property
    def right(self) -> bool:
        """Whether the sentence may state a right."""
        return bool(self.frames) or Says.MOVED in self.says


_ONLY_AGREED: Final = frozenset((Says.AGREED,))
#: The wording of matters that go up from one to the next, which is read as it stands.
ROUTE: Final = "route"


@cache
def _table() -> CallTable[Frame | Says | str]:
    pairs: list[tuple[str, Frame | Says | str]] = [*frames().pairs, *hint_words()]
    for name, says in (("moved.toml", Says.MOVED), ("reporting.toml", Says.LINE), ("acts.toml", Says.ACT)):
        pairs += [(word, says) for word in load_lexicon(name)["called_by"]]
    pairs += [(word, Says.AGREED) for word in load_lexicon("acts.toml")["agreed_called_by"]]
    pairs += [(word, Says.LETTER) for word in load_lexicon("keys.toml")["letters_called_by"]]
    pairs += [(word, ROUTE) for word in load_lexicon("labels.toml")["route"]["called_by"]]
    return CallTable(pairs)


#: Stands before the words of a chunk in which an agent may begin, as often as there may be agents in it.
_AGENT: Final = "⟨"
_PART: Final = re.compile(r"[a-z]+")
#: "Ann lets Bo sign" is read as "Bo may sign".
_LETTING: Final = ("lets", "wants", "expects", "wish", "idea", "paper")


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

    >>> called("The lease is approved by Ann.").may_state(), called("The lease is approved.").may_state()
    (True, False)
    """
    marks = tuple(_chunks(any_name).of(text.split()))
    if not marks:
        return NOTHING
    if may_act(text):
        marks = (_AGENT, *marks)
    phrases: Callers = ()
    if not _table().begin.isdisjoint(marks):
        phrases = tuple(_table().phrases(dict.fromkeys(marks), text.lower().replace("'", "’")))
    known = _called(marks, phrases)
    return _only(known, [frame for frame in known.frames if frame.meant(text)]) if known.alone else known


def _only(known: Called, kept: list[Frame]) -> Called:
    return known if len(kept) == len(known.frames) else structs.replace(known, frames=tuple(kept))


#: Where a clause may come to hold what does not stand in its sentence in one piece, or in this order.
_LOOSE: Final = ("ot ", "ther than", "nstead of", "pposed to", "(", ", ⟨", "⟩, ", "⟩ who ", "⟩ that ")
#: "…, Bo on rents" has the verb of the clause before.
_GAP: Final = re.compile(r"⟨\d+⟩ (?:on|about|over|for|the|all|every|everything|those|any|anything)\b")


def called_masked(known: Called, masked: str, agents: int) -> Called:
    """What the words of a sentence call, without what cannot be there now that its agents are known."""
    if agents == 1:
        known = _only(known, [frame for frame in known.frames if frame.meant(masked)])
    if holds(masked, _LOOSE) or masked.startswith(("without ", "Without ")):
        return known
    gap = agents > 1 and _GAP.search(masked) is not None
    known = _only(
        known,
        [
            frame
            for frame in known.frames
            if (not frame.must or holds(masked, frame.must)) and (gap or frame.meant(masked))
        ],
    )
    if Says.MOVED in known.says and not may_move(masked):
        known = structs.replace(known, says=known.says - {Says.MOVED})
    return known


NOTHING: Final = Called()


@lru_cache(maxsize=4096)
def _called(marks: Callers, phrases: Callers) -> Called:
    """What words and phrases call; what stands in `marks` behind a mark for an agent stands behind one."""
    table = _table()
    found = table.values((*marks, *phrases))
    kinds = frozenset(one for one in found if isinstance(one, str))
    worth = len(kinds) < len(found)
    agents = marks.count(_AGENT)
    if not worth or not agents:
        return Called(kinds=kinds, worth=worth)
    words = {*marks, "may"} if any(kind.startswith(_LETTING) for kind in kinds) else frozenset(marks)
    behind = {id(one) for one in table.values((*marks[marks.index(_AGENT) :], *phrases))}
    kept = tuple(
        one
        for one in found
        if isinstance(one, Frame) and (not one.behind or id(one) in behind) and one.may_stand(words)
    )
    says = {one for one in found if isinstance(one, Says) and _may_say(one, words, agents, stands=id(one) in behind)}
    if agents > 1 and not words.isdisjoint((*ARROWS, *FUNNEL_WORDS) if agents > 2 else ARROWS):
        says.add(Says.CHAIN)
    return Called(kept, kinds, frozenset(says), worth, agents == 1)


def _may_say(says: Says, words: Set[str], agents: int, *, stands: bool) -> bool:
    """Whether a sentence of these words may say it; `stands`: the word that calls it stands behind an agent."""
    if says is Says.LINE:
        return agents > 1
    if says is Says.ACT:
        return stands or "by" in words
    return True
