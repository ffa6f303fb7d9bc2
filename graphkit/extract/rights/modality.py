"""How a right is said: its standing, negation, sources, and since or until when it is held."""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct

from graphkit.extract.rights import dates
from graphkit.extract.rights.context import context_lexicon, named_in
from graphkit.extract.rights.hit import Hit
from graphkit.extract.rights.masks import Masked
from graphkit.extract.statement import Mention, Standing

#: Who believes what nobody in particular is said to believe.
UNNAMED: Final = Mention("unnamed sources", "role")
_COUNT: Final = re.compile(
    r"^(?:some|several|many|multiple|various|a few|two|three|four|most|other|different|a number of|the|of"
    r"|his|her|their|our)\s(?:(?:of )?(?:our|their|the|his|her|its)\s)?",
    re.IGNORECASE,
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
    token = named_in(source)
    if token:
        return masked.groups[int(token)]
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
    if re.match(r"[A-Z][\w’-]+\s[A-Z]", name):
        return (Mention(name),)
    return (Mention(name[0].lower() + name[1:], "role"),)


def judge(hit: Hit, said: str, *, binding: bool = False) -> Modality | None:
    """The modality of a hit; None when a single act is told, or that all do it together.

    `said` is the ISO day of the note or ""; in a `binding` one (a charter) what shall be is a rule.
    """
    clause, masked, context = hit.clause, hit.masked, hit.clause.context
    inner = _inner(hit)
    mod = f"{hit.part('mod')} {hit.part('verb')}"
    leads = " ".join(clause.leads)
    around = f"{leads} {_behind(hit)}"

    believed = tuple(mention for source in context.believed for mention in people(source, masked))
    if hit.part("hearsay"):
        believed = believed or (people(hit.part("source"), masked) if hit.part("source") else (UNNAMED,))
    if not believed and (context.rumour or clause.says("hearsay", inner) or clause.says("hearsay", leads)):
        believed = (UNNAMED,)
    stated = tuple(mention for source in context.stated for mention in people(source, masked))

    negated = (clause.negated != (hit.frame.shape == "rather-than" or _denied(hit, inner))) != context.denied
    if negated and clause.says("alone", around + inner):
        return None
    held_until = dates.until(around, said)
    past = context.past or _past(hit, inner, mod, around, held_until, said)
    if past is None:
        return None
    standing: Standing = "Past" if past else "Current"
    factor = 1.0
    if past and clause.says("should", mod):
        past, standing = False, "Proposed"
    if clause.says("ended", mod):
        standing, negated = "Past", False
        if context.proposed:
            standing, negated = "Proposed", True
    elif not past:
        wished = clause.says("should", mod) or clause.says("longed", inner)
        if context.proposed or hit.part("proposed") or hit.part("shift") or wished:
            standing = "Proposed"
            negated = negated or "no longer" in mod
        elif context.hypothetical or clause.says("maybe", mod) or clause.says("maybe", leads[:20]):
            could = believed and ((hit.frame.power == "Veto" and "could" in mod) or "would" in mod)
            if not could or context.hypothetical or _supposed(hit, around):
                standing = "Hypothetical"
        elif clause.says("future", mod):
            factor = 0.85
            standing = "Current" if binding or _SHALL.search(mod) else _foreseen(hit, leads, around, said)
    held_from = dates.since(around, said)
    if standing == "Current":
        held_until = dates.ahead(held_until, around, said)
    if standing == "Current" and held_until and said and held_until < said:
        standing = "Past"
    if held_from and held_until and held_from > held_until:
        held_from = ""
    return Modality(standing, negated, believed, stated, held_from, held_until, factor)


def _foreseen(hit: Hit, leads: str, around: str, said: str) -> Standing:
    """The standing of "she will own it": a plan, unless it has a day, a case in which it applies, or is a belief."""
    words = context_lexicon().words
    context = hit.clause.context
    if context.believed or context.rumour:
        return "Proposed" if words["upcoming"].search(around) else "Current"
    if words["event"].search(f"{leads} {around}"):
        return "Hypothetical"
    if dates.since(around, said) or words["case"].search(around):
        return "Current"
    return "Proposed"


def _past(hit: Hit, inner: str, mod: str, around: str, end: str, said: str) -> bool | None:
    """Whether a right is past; None when a single act in the past is told ("she approved the request")."""
    frame, clause = hit.frame, hit.clause
    verb = hit.part("verb").lower()
    if frame.lasting:
        return False
    if clause.says("used", mod):
        return True
    later = bool(end and said and end > said)
    habit = (
        clause.says("habit", around.replace("until", "", 1) if later else around)
        or clause.says("habit", mod)
        or bool(end and not later)
        or _is_over(hit)
    )
    former = clause.says("former", around)
    if _ABLE.search(inner) and (former or clause.says("past", around) or (end and not later)):
        return True
    if _REQUIRED.search(mod):
        return False
    perfect = _PERFECT.search(mod)
    if perfect and frame.shape in ("active", "passive"):
        lasting = dates.since(around, "2000-01-01") or _LASTING.search(around)
        return False if lasting and (frame.state or frame.shape == "passive") else None
    if " had" in mod and not _ABLE.search(mod) and frame.shape in ("active", "passive"):
        return None
    simple = verb in _PASTS or (frame.shape == "active" and verb.endswith("ed"))
    holders = hit.agents(hit.holder)
    if simple and verb == "set" and (len(holders) > 1 or holders[0].name.endswith("s")):
        return bool(clause.says("past", around) or end)
    be = (_WERE if frame.shape == "made-by" else _WAS).search(_IS_MADE.sub(" ", inner))
    if simple or be:
        if frame.state and frame.shape != "gives":
            return True
        return True if habit or (former and frame.shape != "gives") else None
    return bool(end and not later and clause.says("past", around))


_CASE: Final = re.compile(r"\b(?:if|were|should|had|unless|in case|in the event|without)\b", re.IGNORECASE)
_EACH: Final = re.compile(r"(?:(?:on|to)\s)?(?:every|each|all|any|both|whatever|even)\b", re.IGNORECASE)


def _supposed(hit: Hit, around: str) -> bool:
    """Whether it is said of a case that may come: "if …", "were that so, …"."""
    before = hit.before.text.lower() if hit.before else ""
    return before.startswith(("were ", "should ", "had ", "if ")) or _CASE.search(around) is not None


def _is_over(hit: Hit) -> bool:
    """Whether what is told was so until something: an area, or whatever came up."""
    clause = hit.clause
    if not clause.leads or not clause.says("former_lead", clause.leads[-1]):
        return False
    return hit.frame.power == "Own" or _EACH.match(hit.part("scope").strip()) is not None


_WAS: Final = re.compile(
    r"\b(?:was|were|had|got|gave|took|made|kept|held|did|became|came|stayed|remained|rested|lay)\b"
)
_IS_MADE: Final = re.compile(r"\b(?:is|are|be)(?:\s(?:\w+ly|always|still|now))*\s(?:made|taken|kept|held)\b")
_WERE: Final = re.compile(r"\b(?:was|were|been|had)\b")
#: "shall" is the word of rules.
_SHALL: Final = re.compile(r"\bshall\b(?! we\b)")
_PERFECT: Final = re.compile(r"\b(?:has|have)\b(?! to\b)")
_LASTING: Final = re.compile(r"\b(?:ever since|since|for (?:\w+ )?(?:years|months|ages))\b")
#: What could be done, or had to be: over only where the sentence says so.
_ABLE: Final = re.compile(r"\b(?:could|had to|had the (?:right|power) to)\b")
_REQUIRED: Final = re.compile(r"\b(?:must|has to|have to|needs? to) have\b")
_PASTS: Final = frozenset(("led", "ran", "drove", "wrote", "chose", "overrode", "set"))


def _denied(hit: Hit, inner: str) -> bool:
    """Whether the words of a hit deny the right."""
    if hit.part("nothing") or hit.part("gate") or hit.part("neg"):
        return False
    if hit.part("lacks"):
        return True
    if hit.frame.gate:
        return False
    return hit.clause.says("negation", inner) or bool(hit.part("no")) or inner[:8].lower() == "neither "


_SCOPES: Final = ("scope", "scope2", "scope3", "tail", "np")


def _inner(hit: Hit) -> str:
    """The words of a hit that are not its scope or tail: only they say whether it is denied, past or proposed."""
    match = hit.match
    text, at = match.group(), match.start()
    cut = sorted(match.span(name) for name in _SCOPES if hit.part(name))
    parts = []
    place = at
    for start, end in cut:
        if start > place:
            parts.append(text[place - at : start - at])
        place = max(place, end)
    parts.append(text[place - at :])
    return " ".join(parts)


def _behind(hit: Hit) -> str:
    """What stands in or behind the scope: "since May" is looked for there."""
    return " ".join(filter(None, map(hit.part, _SCOPES)))
