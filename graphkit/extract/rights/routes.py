"""Escalation: who takes a matter to whom, step by step ("desk to shift lead, shift lead to the plant manager")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Final

from graphkit.extract.rights.masks import Names
from graphkit.extract.rights.parties import label_lexicon, party
from graphkit.extract.sentences import Sentence
from graphkit.extract.statement import Mention, Right, Standing
from graphkit.vault.note import Span

_ARROW: Final = re.compile(r"\s*(?:→|⇒|➜|->|=>|\s>\s)\s*")
_LISTED: Final = re.compile(
    r"\s*(?:,|;)\s*(?:(?:and\s)?(?:then|after that|finally|last(?:ly)?|in the end)\s)?(?:and\s)?(?:to\s)?"
)
_THEN: Final = re.compile(
    r",?\s(?:and\s)?then\s(?:on\s)?(?:to\s)?|,?\s(?:and\s)?(?:finally|lastly|last|in the end)\s(?:to\s)?"
)
_FIRST: Final = re.compile(
    r"^(?:first(?:ly)?\s|from\s|starts?\s(?:with|at)\s)?(?:to\s|with\s|through\s)?", re.IGNORECASE
)
_TALK: Final = re.compile(
    r"\b(?:should|could|would|might|propos\w+|suggest\w+|idea|draft|plan(?:ned)?|future|new|ideally|to be)\b",
    re.IGNORECASE,
)
_PAST: Final = re.compile(r"\b(?:used to|was|were|went|old|former|formerly|previous|until)\b", re.IGNORECASE)
_WHOEVER: Final = re.compile(r"(?:whoever|the one who|the person who)\s[^,;:.]{3,60}", re.IGNORECASE)
_LABEL: Final = 60
_MOST: Final = 8


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    route = label_lexicon().route
    named = {key: re.compile(route[key], re.IGNORECASE) for key in ("lead", "scope_before", "scope_behind", "first_to")}
    named["link"] = re.compile(rf"^(?P<who>[^,;:]+?)\s(?:{route['takes']}|to)\s(?P<to>[^,;:]+)$", re.IGNORECASE)
    named["takes"] = re.compile(rf"\s{route['takes']}\s", re.IGNORECASE)
    named["no_scope"] = re.compile(rf".*\b{route['no_scope']}\b", re.IGNORECASE)
    return named


def route_rights(sentence: Sentence, names: Names) -> list[Right]:
    """The rights of a sentence or line that tells how matters go up from one to the next; [] for any other."""
    text = sentence.text
    if text.endswith("?"):
        return []
    head, colon, tail = text.partition(": ")
    if colon and len(head) <= _LABEL:
        stages = _stages(tail, names, leading=_patterns()["lead"].search(head) is not None)
        return list(_made(stages, _scope(head), head, sentence)) if len(stages) > 1 else []
    first = _patterns()["first_to"].match(text.rstrip("."))
    if first:
        listed = _THEN.split(first["rest"] or first["rest2"])
        stages = _parties([re.sub(r"\sfirst$", "", part) for part in listed], names)
        scope = first["scope"] or first["scope2"]
        if len(stages) > 1 and len(stages) == len(listed):
            return list(_made(stages, _tidy(scope), "", sentence))
    return []


def _stages(text: str, names: Names, *, leading: bool) -> list[Mention]:
    """The stages behind a label, the lowest first; [] when they are none.

    `leading` tells that the label speaks of escalation; otherwise the first link has to say it.
    """
    text = text.strip(" .")
    if leading and _ARROW.search(text):
        parts = _ARROW.split(text)
        stages = _parties(parts, names)
        return stages if len(stages) == len(parts) else []
    links = [_patterns()["link"].match(part.strip()) for part in re.split(r"[,;]\s(?:and\s|then\s|and then\s)?", text)]
    chain = [link for link in links[: _first_gap(links)] if link]
    if len(chain) > 1 and (leading or _patterns()["takes"].search(chain[0].group())):
        ends = [(_bare(link["who"]), _bare(link["to"])) for link in chain]
        if all(one[1].lower() == other[0].lower() for one, other in pairwise(ends)):
            stages = _parties([chain[0]["who"], *(link["to"] for link in chain)], names)
            return stages if len(stages) == len(chain) + 1 else []
    if not leading:
        return []
    listed = _LISTED.split(_FIRST.sub("", text))
    if len(listed) < 2:
        listed = _THEN.split(_FIRST.sub("", text))
    if len(listed) < 2:
        listed = re.split(r"\s(?:on\s)?to\s|\svia\s", _FIRST.sub("", text))
    if len(listed) < 2 or len(listed) > _MOST:
        return []
    stages = _parties(listed, names)
    return stages if len(stages) == len(listed) else []


def _first_gap(links: list[re.Match[str] | None]) -> int:
    return next((at for at, link in enumerate(links) if link is None), len(links))


def _bare(text: str) -> str:
    return re.sub(r"^(?:the|a|an|our)\s", "", text.strip(), flags=re.IGNORECASE)


def _parties(parts: list[str], names: Names) -> list[Mention]:
    found: list[Mention] = []
    for part in parts:
        part = re.sub(r"^(?:then|and|finally|first|last)\s", "", part.strip(" ."))
        if _WHOEVER.fullmatch(part):
            found.append(Mention(part, "role"))
            continue
        one = party(part, names)
        if one is not None:
            found.append(one)
    return found


def _scope(head: str) -> str:
    """What a label says goes up: "Complaints go up in three steps", "Escalation of refunds", "Refunds"."""
    patterns = _patterns()
    for name in ("scope_before", "scope_behind"):
        found = patterns[name].search(head)
        if found:
            return _tidy(found["scope"])
    if patterns["lead"].search(head) or patterns["no_scope"].match(head):
        return ""
    return _tidy(head)


def _tidy(scope: str) -> str:
    return re.sub(r"^(?:the|all|any|an?|our)\s", "", scope.strip(" *_-"), flags=re.IGNORECASE)


def _made(stages: list[Mention], scope: str, head: str, sentence: Sentence) -> Iterator[Right]:
    words = head or sentence.text
    standing: Standing = "Proposed" if _TALK.search(words) else "Past" if _PAST.search(words) else "Current"
    for who, to in pairwise(stages):
        if who != to:
            yield Right(
                Span(sentence.line, sentence.quote), who, "Recommend", scope, (to,), standing=standing, confidence=0.8
            )
