"""How a right is said: its standing, negation, sources, and since or until when it is held."""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct

from graphkit.extract.rights import dates
from graphkit.extract.rights.clauses import Clause
from graphkit.extract.rights.frames import Frame
from graphkit.extract.rights.masks import Masked
from graphkit.extract.statement import Mention, Standing

#: Who believes what nobody in particular is said to believe.
UNNAMED: Final = Mention("unnamed sources", "role")
_COUNT: Final = re.compile(
    r"^(?:some|several|many|multiple|various|a few|two|three|four|most|other|different|a number of|the|his|her|their|our)\s(?:of (?:our|their|the)\s)?", re.IGNORECASE
)


class Modality(Struct, frozen=True):
    """`factor` lowers the confidence of what is only foreseen."""

    standing: Standing
    negated: bool = False
    believed_by: tuple[Mention, ...] = ()
    stated_by: tuple[Mention, ...] = ()
    held_from: str = ""
    held_until: str = ""
    factor: float = 1.0


def people(source: str, masked: Masked) -> tuple[Mention, ...]:
    """Whom a source names: a token's agents, or people without a name as one agent ("contacts at Acme")."""
    source = source.strip()
    if re.fullmatch(r"⟨\d+⟩", source):
        return masked.groups[int(source[1:-1])]
    name = _COUNT.sub("", masked.unmask(source)).strip()
    if not name or name.lower() in (
        "people",
        "others",
        "somebody",
        "someone",
        "sources",
        "everybody",
        "everyone",
        "persons",
        "folks",
    ):
        return (UNNAMED,)
    return (Mention(name[0].lower() + name[1:], "role"),)


def judge(frame: Frame, match: re.Match[str], clause: Clause, masked: Masked, said: str) -> Modality | None:
    """The modality of a frame found in a clause; None when what is said is a question, a task or a single act."""
    context = clause.context
    if context.question or context.void:
        return None
    named = match.groupdict()
    inner = _inner(match)
    mod = f"{named.get('mod') or ''} {named.get('verb') or ''}"
    leads = " ".join(clause.leads)
    around = f"{leads} {_behind(match)}"

    believed = tuple(mention for source in context.believed for mention in people(source, masked))
    if named.get("hearsay"):
        believed = believed or (people(named["source"], masked) if named.get("source") else (UNNAMED,))
    if not believed and (context.rumour or clause.says("hearsay", inner) or clause.says("hearsay", leads)):
        believed = (UNNAMED,)
    stated = tuple(mention for source in context.stated for mention in people(source, masked))

    negated = clause.negated != (frame.shape == "rather-than" or _denied(frame, match, clause, inner))
    if negated and clause.says("alone", around + inner):
        return None
    holders = masked.groups[int(named.get("holder") or named.get("holder2") or 0)]
    single = len(holders) == 1 and not holders[0].name.endswith("s")
    held_until = dates.until(around, said)
    past = _past(frame, match, clause, mod, around, held_until, said, single)
    if past is None:
        return None
    standing: Standing = "Past" if past else "Current"
    factor = 1.0
    if clause.says("ended", mod):
        standing, negated = "Past", False
        if context.proposed:
            standing, negated = "Proposed", True
    elif not past:
        if context.proposed or named.get("proposed") or named.get("shift") or clause.says("should", mod):
            standing = "Proposed"
            negated = negated or "no longer" in mod
        elif clause.says("maybe", mod) or clause.says("maybe", leads[:20]):
            standing = "Hypothetical"
        elif clause.says("future", mod):
            factor = 0.85
    held_from = dates.since(around, said)
    if standing == "Current" and held_until and said and held_until < said:
        standing = "Past"
    if held_from and held_until and held_from > held_until:
        held_from = ""
    return Modality(standing, negated, believed, stated, held_from, held_until, factor)


def _past(
    frame: Frame, match: re.Match[str], clause: Clause, mod: str, around: str, end: str, said: str, single: bool
) -> bool | None:
    """Whether a right is past; None when a single act in the past is told ("she approved the request")."""
    named = match.groupdict()
    verb = (named.get("verb") or "").lower()
    if clause.says("used", mod):
        return True
    later = bool(end and said and end > said)
    habit = (
        clause.says("habit", around.replace("until", "", 1) if later else around)
        or clause.says("habit", mod)
        or bool(end and not later)
    )
    perfect = re.search(r"\b(?:has|have)\b", mod) and not re.search(r"\b(?:has|have) to\b", mod)
    if perfect and frame.shape in ("active", "passive"):
        lasting = dates.since(around, "2000-01-01") or re.search(
            r"\b(?:ever since|since|for (?:\w+ )?(?:years|months|ages))\b", around
        )
        return False if lasting and (frame.state or frame.shape == "passive") else None
    if re.search(r"\bhad\b", mod) and frame.shape in ("active", "passive"):
        return None
    simple = verb in _PASTS or (frame.shape == "active" and verb.endswith("ed"))
    if simple and verb == "set" and not single:
        return bool(clause.says("past", around) or end)
    be = _WAS.search(_inner(match))
    if simple or be:
        if frame.state and frame.shape != "gives":
            return True
        return True if habit else None
    return bool(end and not later and clause.says("past", around))


_WAS: Final = re.compile(
    r"\b(?:was|were|had|got|gave|took|made|kept|held|did|became|came|stayed|remained|rested|lay)\b"
)
_PASTS: Final = frozenset(("led", "ran", "drove", "wrote", "chose", "overrode", "set"))


def _denied(frame: Frame, match: re.Match[str], clause: Clause, inner: str) -> bool:
    """Whether the words of a match deny the right."""
    named = match.groupdict()
    if named.get("nothing") or named.get("gate") or named.get("neg"):
        return False
    if named.get("lacks"):
        return True
    if frame.gate:
        return False
    return (
        bool(clause.says("negation", inner))
        or bool(named.get("no"))
        or match.group().lower().startswith("neither ")
    )


def _inner(match: re.Match[str]) -> str:
    """The words of a match that are not its scope or tail: only they say whether it is denied, past or proposed."""
    text = match.group()
    at = match.start()
    cut = sorted(
        span
        for name in ("scope", "scope2", "scope3", "tail", "np")
        if name in match.re.groupindex and (span := match.span(name)) != (-1, -1) and span[1] > span[0]
    )
    parts = []
    place = at
    for start, end in cut:
        if start > place:
            parts.append(text[place - at : start - at])
        place = max(place, end)
    parts.append(text[place - at :])
    return " ".join(parts)


def _behind(match: re.Match[str]) -> str:
    """What stands in or behind the scope: "since May" is looked for there."""
    named = match.groupdict()
    return " ".join(named[name] for name in ("scope", "scope2", "scope3", "tail", "np") if named.get(name))
