"""A frame found in a clause, and whether its holder can hold such a right."""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct

from graphkit.extract.rights.clauses import Clause
from graphkit.extract.rights.frames import Frame
from graphkit.extract.rights.masks import Masked
from graphkit.extract.statement import Mention


class Hit(Struct, frozen=True):
    """What one frame found in one clause: `named` are the match's groups, `before` is the clause before it."""

    frame: Frame
    match: re.Match[str]
    named: dict[str, str | None]
    clause: Clause
    before: Clause | None
    masked: Masked

    def part(self, name: str) -> str:
        """A group of the match, "" when the frame has none of this name or it is empty."""
        return self.named.get(name) or ""

    def agents(self, name: str) -> tuple[Mention, ...]:
        """The agents that a slot names."""
        token = self.named.get(name)
        return self.masked.groups[int(token)] if token else ()

    @property
    def holder(self) -> str:
        """The name of the slot that holds the holder, "" when it is empty."""
        return "holder" if self.named.get("holder") else "holder2" if self.named.get("holder2") else ""


_PROGRESSIVE: Final = re.compile(r"\b(?:is|are|was|were|been|be|started|starts|began|begins|continues?)(?:\s\w+)*$")
_HELPED: Final = re.compile(
    r"\b(?:to|do|does|did|not|can|may|must|will|should|shall|would|could|might|cannot|help|helps)\b|n’t\b|’ll\b|’d\b"
)
_NO_HABIT: Final = re.compile(r"\b(?:will|is|are|going to|would|could)\b")
_IRREGULAR: Final = frozenset(("set", "led", "ran", "drove", "chose", "wrote", "overrode", "overridden"))


def can_hold(hit: Hit, *, people: bool = False) -> bool:
    """Whether the verb agrees with its subject, and a habit is one of those who have habits.

    `people`: the clause tells of standing work, which is that of people too.
    """
    frame, holders = hit.frame, hit.agents(hit.holder)
    if frame.weak and not hit.masked.sure[int(hit.part(hit.holder))]:
        return False
    named_person = any(holder.kind in ("unknown", "person") for holder in holders)
    if frame.roles and (named_person or hit.clause.derived) and not (people and frame.power == "Perform"):
        return False
    if frame.only and not hit.part("only"):
        words = hit.match.group().lower()
        if " alone " not in words and not words.startswith("only "):
            return False
    verb, mod = hit.part("verb").lower(), hit.part("mod").lower()
    if frame.shape != "active" or not verb:
        return True
    if verb.endswith("ing"):
        return not frame.roles and bool(_PROGRESSIVE.search(mod))
    if frame.roles and _NO_HABIT.search(mod):
        return False
    helped = bool(_HELPED.search(mod))
    if helped:
        return not verb.endswith("s") or verb.endswith("ss")
    alone = len(holders) == 1 and named_person and not hit.clause.negated
    return not alone or verb.endswith(("s", "ed")) or verb in _IRREGULAR
