"""Rights that passed from one to another: who has it now, who had it, and from which day on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, Final, NamedTuple

from msgspec import Struct, structs

from graphkit.extract.agents import load_lexicon
from graphkit.extract.rights import dates
from graphkit.extract.rights import scope as scopes
from graphkit.extract.rights.clauses import Clause
from graphkit.extract.rights.context import holds
from graphkit.extract.rights.lookalikes import is_possessed
from graphkit.extract.rights.masks import Masked
from graphkit.extract.rights.modality import UNNAMED, people
from graphkit.extract.rights.verbs import MOD
from graphkit.extract.sentences import Sentence
from graphkit.extract.statement import Power, Right, Standing
from graphkit.vault.note import Span

_ROLES: Final[dict[str, Power]] = {
    "approver": "Approve",
    "decider": "Decide",
    "decision maker": "Decide",
    "decision-maker": "Decide",
}


class _Pattern(NamedTuple):
    """One way to say that a right passed on; one of `must` stands in every clause that it matches."""

    regex: re.Pattern[str]
    never: re.Pattern[str] | None
    from_agent: bool
    must: tuple[str, ...]


class _Lexicon(Struct, frozen=True):
    patterns: tuple[_Pattern, ...]
    powers: tuple[tuple[re.Pattern[str], Power], ...]
    lead: re.Pattern[str]
    former: re.Pattern[str]


@cache
def _lexicon() -> _Lexicon:
    data = load_lexicon("moved.toml")
    noun = "(?:" + "|".join(entry["words"] for entry in data["noun"]) + ")"
    slots = {
        "{noun}": f"(?:the |all |full )?{noun}",
        "{H}": r"⟨(?P<now>\d+)⟩",
        "{F}": r"⟨(?P<former>\d+)⟩",
        "{S}": r"(?P<scope>.+?)",
        "{m}": MOD,
    }

    def compiled(pattern: dict[str, Any]) -> _Pattern:
        regex = pattern["regex"]
        for slot, text in slots.items():
            regex = regex.replace(slot, text)
        never = pattern.get("never")
        end = "" if regex.endswith("$") else "$"
        return _Pattern(
            re.compile(regex + end, re.IGNORECASE),
            re.compile(never, re.IGNORECASE) if never else None,
            regex.startswith("⟨"),
            tuple(pattern["must"].split("|")),
        )

    before = data["before"][0]
    return _Lexicon(
        patterns=tuple(compiled(pattern) for pattern in data["pattern"]),
        powers=tuple(
            (re.compile(f"(?:the |all |full )?(?:{entry['words']})", re.IGNORECASE), entry["power"])
            for entry in data["noun"]
        ),
        lead=re.compile(before["lead"], re.IGNORECASE),
        former=re.compile(before["regex"], re.IGNORECASE),
    )


def moved_rights(
    clause: Clause, masked: Masked, sentence: Sentence, said: str, stated: list[Right], *, called: bool
) -> list[Right]:
    """The rights that a clause says passed on; `stated` are those said before it in its sentence.

    With `called`, the sentence holds a word by which a right could pass on.
    """
    if stated:
        echoed = [*_former(clause, masked, sentence, said, stated), *_echoed(clause, masked, sentence, stated)]
        if echoed:
            return echoed
    if called:
        agent_first = clause.text.startswith("⟨")
        lower = clause.text.lower()
        for pattern in _lexicon().patterns:
            if (pattern.from_agent and not agent_first) or not holds(lower, pattern.must):
                continue
            match = pattern.regex.match(clause.text)
            if match and not (pattern.never and pattern.never.search(match["scope"] or "")):
                return list(_passed(match, clause, masked, sentence, said))
    return []


def may_move(masked: str) -> bool:
    """Whether a clause of a masked sentence, which holds what stands in the sentence in one piece, may match."""
    lower = masked.lower()
    return any(holds(lower, pattern.must) for pattern in _lexicon().patterns)


def _passed(match: re.Match[str], clause: Clause, masked: Masked, sentence: Sentence, said: str) -> Iterator[Right]:
    named = match.groupdict()
    mod = named.get("mod") or ""
    scope = scopes.clip(named.get("scope") or "", masked)
    text = scope.text
    if scopes.is_pronoun(text):
        text = scopes.leads(clause, masked)[0]
    context = clause.context
    if is_possessed((named.get("scope") or "").strip()):
        return
    if not text or scopes.is_pronoun(text) or clause.says("negation", mod) or context.denied or context.past:
        return
    believed = tuple(m for source in context.believed for m in people(source, masked))
    if not believed and (context.rumour or clause.says("hearsay", mod)):
        believed = (UNNAMED,)
    around = f"{' '.join(clause.leads)} {named.get('tail') or ''} {named.get('scope') or ''}"
    start = dates.since(around, said, moved=True)
    coming = clause.says("future", mod) or bool(start and said and start > said)
    planned = context.proposed or context.hypothetical or clause.says("should", mod) or clause.says("maybe", mod)
    case = context.hypothetical or (clause.says("maybe", mod) and _CASE.search(" ".join(clause.leads)))
    now: Standing = "Hypothetical" if case else "Proposed" if planned else "Current"
    then: Standing = "Current" if coming or planned else "Past"
    made = Right(
        span=Span(sentence.line, sentence.quote),
        holder=masked.groups[0][0],
        power=_power(named),
        scope=text,
        condition=scope.condition,
        believed_by=believed,
        stated_by=tuple(m for source in context.stated for m in people(source, masked)),
        confidence=0.8,
    )
    if named.get("now"):
        for holder in masked.groups[int(named["now"])]:
            yield structs.replace(made, holder=holder, standing=now, held_from=start)
    if named.get("former") and not planned:
        for holder in masked.groups[int(named["former"])]:
            yield structs.replace(made, holder=holder, standing=then, held_until=dates.day_before(start))


_CASE: Final = re.compile(r"\b(?:if|should|were|in case|in the event|unless|had|without|when)\b", re.IGNORECASE)
_DECISION: Final = re.compile(r"(?:the )?(?:final )?decisions? (?:on|about|over)\b", re.IGNORECASE)


def _power(named: dict[str, Any]) -> Power:
    """The power that the words for what passes on name: an approval, a decision; else ownership."""
    if named.get("noun"):
        return next((power for regex, power in _lexicon().powers if regex.fullmatch(named["noun"])), "Own")
    if named.get("role"):
        return _ROLES.get(named["role"].lower(), "Own")
    return "Decide" if _DECISION.match(named.get("scope") or "") else "Own"


def _former(clause: Clause, masked: Masked, sentence: Sentence, said: str, stated: list[Right]) -> Iterator[Right]:
    """ "…; until then Ann did": what was said just before, held by another until then."""
    lexicon = _lexicon()
    leads = " ".join(clause.leads)
    head = lexicon.lead.match(clause.text)
    text = clause.text[head.end() :].lstrip(" ,") if head else clause.text
    if not (head or lexicon.lead.match(leads)):
        return
    match = lexicon.former.match(text)
    if not match:
        return
    last = stated[-1]
    end = dates.until(leads, said) or (dates.day_before(last.held_from) if last.held_from else "")
    for holder in masked.groups[int(match["former"])]:
        if holder == last.holder and not last.negated:
            return
        yield Right(
            span=Span(sentence.line, sentence.quote),
            holder=holder,
            power=last.power,
            scope=last.scope,
            standing="Past",
            condition=last.condition,
            held_until=end,
            confidence=0.8,
        )


_ECHO: Final = re.compile(
    r"⟨(\d+)⟩(?:\s(?:now|also|still))?\s(?:does|do|is|are|has|have)(?P<no>\snot|n’t)?(?:\s(?:so|it|that"
    r"|this|now|too|as well|instead))*$"
)


def _echoed(clause: Clause, masked: Masked, sentence: Sentence, stated: list[Right]) -> Iterator[Right]:
    """Said of another, in short: "squads do not approve releases; Ann does", "until last year Bo did; now Ann does"."""
    match = _ECHO.match(clause.text)
    if not match or clause.context.proposed or clause.context.rumour:
        return
    last = stated[-1]
    begun = dates.day_after(last.held_until) if last.standing == "Past" else ""
    for holder in masked.groups[int(match[1])]:
        if holder == last.holder:
            return
        yield Right(
            span=Span(sentence.line, sentence.quote),
            holder=holder,
            power=last.power,
            scope=last.scope,
            to=last.to,
            condition=last.condition,
            negated=bool(match["no"]),
            believed_by=tuple(m for source in clause.context.believed for m in people(source, masked))
            or last.believed_by,
            stated_by=tuple(m for source in clause.context.stated for m in people(source, masked)) or last.stated_by,
            held_from=begun,
            confidence=0.85,
        )
