"""Relative clauses taken out of a masked sentence: "Ann, who owns it", "the lease, which …", "led by Ann"."""

from __future__ import annotations

import re
from typing import Final

from graphkit.extract.rights.verbs import finite_verb, third_form

_WHO: Final = re.compile(r"(⟨\d+⟩)(,?)\s(who|that|which)\s((?:[\w’]+\s)?[^,;]+?)(?=,|;|$),?")
#: In "clerks who check invoices are trained" the relative clause ends where the main verb begins.
_MAIN_VERB: Final = re.compile(
    r"\s(?:is|are|was|were|will|would|must|should|can|could|has|have|had|do|does|did|may|might)\b"
)
_WHICH: Final = re.compile(r",\s(?:both of |all of )?which\s([^,;]+)(?=,|;|$),?")
_LED: Final = re.compile(
    r",?\s(?:now\s|currently\s|formerly\s|jointly\s|which is\s|once\s)?"
    r"(?P<verb>led|owned|run|headed|managed|overseen|chaired|approved|decided|signed off|prioriti[sz]ed)\sby\s"
    r"(?P<who>⟨\d+⟩)(?=\s|,|;|$)"
)
_BE_BEFORE: Final = re.compile(
    r"(?:\b(?:is|are|was|were|be|been|being|get|gets|got|now|also|then|still|always|jointly|and|or|not|usually|\w+ly)|’s)\s*$"
)
_FROM_ARTICLE: Final = re.compile(
    r"(?:^|\s|,\s)((?:the|a|an|our|their|its|each|every|all|any|this|that|his|her|⟨\d+⟩’s)\s(?:(?!\sthe\s|\sa\s|\san\s)[^,;]){2,90})$",
    re.IGNORECASE,
)
#: A longer stretch holds more than one noun phrase.
_FURTHEST: Final = 100


def relatives(text: str) -> tuple[str, list[str]]:
    """The sentence without its relative clauses, and each of them as a clause with its subject.

    >>> relatives("⟨0⟩, who owns the lease, left")
    ('⟨0⟩ left', ['⟨0⟩ owns the lease'])
    """
    inner: list[str] = []
    if "⟩ who " in text or "⟩, who " in text or "⟩ that " in text or "⟩, which " in text:
        text = _without_who(text, inner)
    if ", which " in text or " of which " in text:
        text = _without(_WHICH, text, inner)
    if " by ⟨" in text:
        text = _without(_LED, text, inner)
    return text, inner


_DESCRIBED: Final = re.compile(
    r"(⟨\d+⟩),\s(?:(formerly|previously|once|until \w+|now|currently|also|still)\s)?(in charge of"
    r"|responsible for|accountable for|owner of|lead for|lead of"
    r"|point person for)\s([^,;]+?)(?:,(?=\s)|$)",
    re.IGNORECASE,
)


def described(text: str) -> tuple[str, list[str]]:
    """The sentence without what describes somebody by an office, and each description as a clause.

    >>> described("⟨0⟩, formerly in charge of catering, left")
    ('⟨0⟩ left', ['⟨0⟩ was in charge of catering'])
    """
    inner: list[str] = []
    if ", " not in text:
        return text, inner

    def taken(match: re.Match[str]) -> str:
        past = match[2] and match[2].lower() not in ("now", "currently", "also", "still")
        article = "the " if match[3].lower().startswith(("owner", "lead", "point")) else ""
        inner.append(f"{match[1]} {'was' if past else 'is'} {article}{match[3]} {match[4]}")
        return match[1]

    return _DESCRIBED.sub(taken, text), inner


def _without_who(text: str, inner: list[str]) -> str:
    def taken(match: re.Match[str]) -> str:
        if match[3] == "that" and not third_form().match(match[4]):
            return match.group()
        if not match[2] and _MAIN_VERB.search(match[4]):
            return match.group()
        inner.append(f"{match[1]} {match[4]}")
        return match[1]

    return _WHO.sub(taken, text)


def _without(pattern: re.Pattern[str], text: str, inner: list[str]) -> str:
    """The text without what a pattern finds after a noun phrase."""
    kept: list[str] = []
    place = 0
    for match in pattern.finditer(text):
        before = re.split(r"[,;]\s", text[place : match.start()])[-1][-_FURTHEST:]
        if pattern is _LED and _BE_BEFORE.search(before):
            continue
        noun = noun_phrase(before)
        if pattern is _LED:
            if not noun:
                continue
            inner.append(f"{noun} is {match['verb']} by {match['who']}")
        elif noun:
            inner.append(f"{noun} {match[1]}")
        kept.append(text[place : match.start()])
        place = match.end()
    return "".join([*kept, text[place:]])


def noun_phrase(text: str) -> str:
    """The noun phrase that ends a text: from its last article, or all of a short text without a verb."""
    match = _FROM_ARTICLE.search(text)
    if match:
        return match[1].strip()
    if finite_verb().search(text) or text.count(" ") > 6:
        return ""
    return text.strip()
