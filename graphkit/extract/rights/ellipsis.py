"""Clauses that leave out what the one before says: their subject ("…, and signs") or their verb ("…, Bo on rents")."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from graphkit.extract.agents import load_lexicon
from graphkit.extract.rights.verbs import ADVERB, finite, finite_verb

_SUBJECT: Final = re.compile(r"^((?:both\s|neither\s|only\s)?⟨\d+⟩)(?=[\s,]|$)")
_THING: Final = re.compile(
    r"^((?:[^,;]{2,70}?))\s(is|are|was|were|used to|must|has to|have to|needs to|need to|should|can|may|will)\s"
)
_BE: Final = ("are", "was", "were")
_AUXILIARY: Final = re.compile(r"(?:is|are|was|were|must|has|have|needs?|should|can|may|will)\b")
_OFFICE: Final = re.compile(
    r"⟨\d+⟩\s((?:is|are|was|were|remains?)\s(?:responsible|accountable|in charge|(?:the|a"
    r"|our)\s[\w\s-]{2,40}?))\s(?:for|of|on|over)\s"
)
_OF: Final = re.compile(r"⟨\d+⟩\s(?:for|of|on|over)\s")
_PASSIVE: Final = re.compile(
    r"\s((?:is|are|must be|has to be|have to be)\s(?:\w+ly\s)?[\w-]+(?:\s(?:on|off|off on))?)\sby\s"
)
_LINK: Final = re.compile(r"(?:on|about|over|for)\b")
_PARTICIPLE: Final = re.compile(
    r"(?:\w+ly\s)?(?:\w+ed|led|run|driven|chosen|set|written|overridden|ran|drove|chose|wrote)\b"
)
_PAST_BEFORE: Final = re.compile(
    r"⟨\d+⟩(?:\s\w+ly|\salso|\sthen|\shas|\shave)*\s(?:\w+ed|led|ran|chose|set|wrote|drove|gave|made|took|had|was|were)\b"
)
_DONE_BY: Final = re.compile(r"(?:\w+ly\s)?[\w-]+(?:\s(?:on|off|off on))?\sby\s")
_BY_NEXT: Final = re.compile(r"(?:\w+ly\s)?[\w-]+(?:\s(?:on|off|off on))?\sby\s(?:the\s)?⟨")
#: A verb that still waits for its object: "may negotiate" of "may negotiate and sign leases".
_OPEN: Final = re.compile(r"(?:\b(?:to|can|may|must|will|should|shall|not)|⟨\d+⟩)(?:\s\w+ly)?\s[\w-]+$")
#: A clause that has lost its subject: "… but do not decide on it".
BARE: Final = re.compile(
    r"(?:is|are|has|have|must|can|may|will|should|do|does|did|was|were|cannot|don’t|doesn’t|only|never)\b(?!\s⟨)"
)


@cache
def _label() -> re.Pattern[str]:
    words = load_lexicon("nominal.toml")["words"]
    theirs = rf"⟨\d+⟩’s?\s{words['own']}(?:{words['yours']}|{words['patch']}){words['stop']}"
    given = r"(?:up to|left to|down to|a matter for|at the discretion of|in the hands of|only with|never without)\s"
    return re.compile(
        rf"^(?P<what>(?:(?!\s(?:{finite()})\s)[^:;.!?]){{2,60}}):\s(?=(?:{ADVERB}\s)?(?:{theirs}|{given}))",
        re.IGNORECASE,
    )


def labelled(text: str) -> str:
    """A label and what is said of it as one clause.

    >>> labelled("Animals: ⟨0⟩’s responsibility, as ever"), labelled("Ann: we meet at noon")
    ('Animals is ⟨0⟩’s responsibility, as ever', 'Ann: we meet at noon')
    """
    return _label().sub(r"\g<what> is ", text, count=1)


def goes_on(before: str, after: str) -> bool:
    """Whether "and signs off" goes on with the subject before it; "tentative and accepted proposals" does not."""
    if _OPEN.search(before):
        return False
    if not _PARTICIPLE.match(after):
        return True
    return bool(_PAST_BEFORE.match(before)) or bool(_BY_NEXT.match(after))


def with_subject(piece: str, previous: str) -> str:
    """A clause with the subject of the one before.

    >>> with_subject("signs off", "⟨0⟩ reviews it"), with_subject("paid by ⟨1⟩", "Rents are set by ⟨0⟩")
    ('⟨0⟩ signs off', 'Rents are paid by ⟨1⟩')
    """
    subject = _SUBJECT.match(previous)
    if subject:
        return f"{subject[1]} {piece}"
    thing = _THING.match(previous)
    if not thing:
        return piece
    if " by " in piece and not _AUXILIARY.match(piece):
        return f"{thing[1]} {thing[2] if thing[2] in _BE else 'is'} {piece}"
    return f"{thing[1]} {piece}"


def with_verb(piece: str, previous: str) -> str:
    """A clause with the verb of the one before.

    >>> with_verb("⟨1⟩ on rents", "⟨0⟩ decides on prices")
    '⟨1⟩ decides on rents'
    """
    if _PARTICIPLE.match(piece) and _DONE_BY.match(piece):
        return with_subject(piece, previous)
    passive = _PASSIVE.search(previous)
    if passive and " by " in piece and not piece.startswith("⟨"):
        return piece.replace(" by ", f" {passive[1]} by ", 1)
    head, _, rest = piece.partition(" ")
    office = _OFFICE.match(previous)
    if office and _OF.match(piece):
        return f"{head} {office[1]} {rest}"
    verb = _verb().match(previous)
    if not verb or finite_verb().search(piece):
        return piece
    link = f" {verb[2]}" if verb[2] else ""
    if link and _LINK.match(rest):
        link = " off" if verb[2] == "off on" else ""
    return f"{head} {verb[1]}{link} {rest}"


@cache
def _verb() -> re.Pattern[str]:
    return re.compile(rf"^⟨\d+⟩\s((?:(?:{ADVERB})\s)*(?:{finite()}))(?:\s(on|about|over|for|off on))?\s")
