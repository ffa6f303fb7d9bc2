"""Rights that passed from one to another: who has it now, who had it, and from which day on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

from msgspec import Struct

from graphkit.extract.agents import load_lexicon
from graphkit.extract.rights import dates
from graphkit.extract.rights import scope as scopes
from graphkit.extract.rights.calls import CallTable
from graphkit.extract.rights.clauses import Clause
from graphkit.extract.rights.context import context_lexicon
from graphkit.extract.rights.frames import MOD
from graphkit.extract.rights.masks import Masked
from graphkit.extract.rights.modality import people
from graphkit.extract.sentences import Sentence
from graphkit.extract.statement import Mention, Power, Right, Standing
from graphkit.vault.note import Span

_ROLES: Final[dict[str, Power]] = {
    "approver": "Approve",
    "decider": "Decide",
    "decision maker": "Decide",
    "decision-maker": "Decide",
}


class _Lexicon(Struct, frozen=True):
    patterns: tuple[tuple[re.Pattern[str], re.Pattern[str] | None], ...]
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

    def compiled(pattern: dict[str, Any]) -> tuple[re.Pattern[str], re.Pattern[str] | None]:
        regex = pattern["regex"]
        for slot, text in slots.items():
            regex = regex.replace(slot, text)
        never = pattern.get("never")
        end = "" if regex.endswith("$") else "$"
        return re.compile(regex + end, re.IGNORECASE), re.compile(never, re.IGNORECASE) if never else None

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


@cache
def _words() -> CallTable[bool]:
    return CallTable((word, True) for word in load_lexicon("moved.toml")["called_by"])


def moves(lower: str) -> bool:
    """Whether a text in lower case holds a word by which a right could pass on."""
    return _words().any(lower)



def moved_rights(
    clause: Clause, masked: Masked, sentence: Sentence, said: str, stated: list[Right]
) -> Iterator[Right]:
    """The rights that a clause says passed on; `stated` are those said before it in its sentence."""
    lower = clause.text.lower()
    if stated:
        former = list(_former(clause, masked, sentence, said, stated))
        if former:
            yield from former
            return
    if not moves(lower):
        return
    lexicon = _lexicon()
    for regex, never in lexicon.patterns:
        match = regex.match(clause.text)
        if match and not (never and never.search(match["scope"] or "")):
            yield from _passed(match, clause, masked, sentence, said)
            return


def _passed(
    match: re.Match[str], clause: Clause, masked: Masked, sentence: Sentence, said: str
) -> Iterator[Right]:
    words = context_lexicon().words
    named = match.groupdict()
    mod = named.get("mod") or ""
    if words["negation"].search(mod):
        return
    scope = scopes.clip(named.get("scope") or "", masked)
    text = scope.text
    if scopes.is_pronoun(text):
        text = scopes.leads(clause, masked)[0]
    if not text or scopes.is_pronoun(text):
        return
    power: Power = "Own"
    if named.get("noun"):
        power = next((power for regex, power in _lexicon().powers if regex.fullmatch(named["noun"])), "Own")
    elif named.get("role"):
        power = _ROLES.get(named["role"].lower(), "Own")
    elif re.match(
        r"(?:the )?(?:final )?decisions? (?:on|about|over)\b", named.get("scope") or "", re.IGNORECASE
    ):
        power = "Decide"
    around = f"{' '.join(clause.leads)} {named.get('tail') or ''} {named.get('scope') or ''}"
    start = dates.since(around, said, moved=True)
    coming = bool(words["future"].search(mod)) or bool(start and said and start > said)
    planned = clause.context.proposed or bool(words["should"].search(mod)) or bool(words["maybe"].search(mod))
    now: Standing = "Proposed" if planned else "Current"
    then: Standing = "Current" if coming or planned else "Past"
    sources = {
        "believed_by": tuple(m for source in clause.context.believed for m in people(source, masked)),
        "stated_by": tuple(m for source in clause.context.stated for m in people(source, masked)),
    }

    def made(holder: Mention, standing: Standing, held_from: str = "", held_until: str = "") -> Right:
        return Right(
            span=Span(sentence.line, sentence.quote),
            holder=holder,
            power=power,
            scope=text,
            standing=standing,
            condition=scope.condition,
            held_from=held_from,
            held_until=held_until,
            confidence=0.8,
            **sources,
        )

    if named.get("now"):
        for holder in masked.groups[int(named["now"])]:
            yield made(holder, now, held_from=start)
    if named.get("former") and not planned:
        for holder in masked.groups[int(named["former"])]:
            yield made(holder, then, held_until=dates.day_before(start))


def _former(
    clause: Clause, masked: Masked, sentence: Sentence, said: str, stated: list[Right]
) -> Iterator[Right]:
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
