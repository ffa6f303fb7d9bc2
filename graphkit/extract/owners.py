"""Whose an action is when it is said in words: "Ann Lee to send …", "Ann: send …", "send … (Ann)"."""

from __future__ import annotations

import re
from typing import Final

from graphkit.extract.entries import split_names
from graphkit.extract.names import is_nobody, mention_of
from graphkit.extract.statement import Mention

_NAME: Final = r"[A-Z0-9À-Þ][\w.’'/-]*(?:[ ](?:(?:van|von|de|der|den|del|di|da|du|la|le|al|bin|ten)[ ]){0,2}[A-Z0-9À-Þ][\w.’'/-]*){0,3}(?:[ ]team)?"
_NAMES: Final = rf"{_NAME}(?:(?:\s*,\s*(?:and\s+)?|\s*\+\s*|\s*&\s*|\s+and\s+)(?:the\s+)?{_NAME}){{0,4}}"
_MODAL: Final = re.compile(
    rf"(?P<owners>{_NAMES})[ ]+(?:to[ ](?!the\b|a\b|an\b|our\b|be\b|this\b|that\b)[a-z]|(?:will|should|shall|must|needs?[ ]to|has[ ]to|is[ ]to|are[ ]to|agreed[ ]to|volunteered[ ]to|is[ ]going[ ]to)[ ](?:\w+ly[ ])?(?!be\b|have\b|not\b)[a-z])"
)
_COLON: Final = re.compile(
    rf"[*_@]{{0,3}}\[?(?P<owners>{_NAMES})\]?[*_]{{0,3}}\s*(?::|\s[–—-]\s|→)[*_]{{0,3}}\s*(?P<text>\S.*)",
    re.DOTALL,
)
_BRACKET: Final = re.compile(rf"\[@?(?P<owners>{_NAMES})\]\s*(?P<text>\S.*)", re.DOTALL)
_TAIL: Final = re.compile(
    rf"(?P<text>.*?\S)\s*(?:[(\[](?:owners?[ ]?:?[ ]*|assigned to[ ]*)?@?(?P<a>{_NAMES})[)\]]|\s(?:[–—-]+|→|=>)\s*(?:owners?[ ]?:?[ ]*)?@?(?P<b>{_NAMES})|[;,.]?\s*(?:[Oo]wners?|[Aa]ssigned to|[Rr]esponsible)[ ]?:?\s+@?(?P<c>{_NAMES}))\s*\.?",
    re.DOTALL,
)
_PRONOUN: Final = frozenset(
    [
        "we",
        "it",
        "they",
        "this",
        "that",
        "there",
        "everyone",
        "everybody",
        "all",
        "someone",
        "nobody",
        "he",
        "she",
        "you",
        "these",
        "those",
        "team",
        "the",
        "a",
        "an",
        "if",
        "when",
        "then",
        "next",
        "need",
        "try",
        "plan",
        "start",
        "continue",
        "want",
        "how",
        "what",
        "where",
        "and",
        "or",
        "but",
        "no",
        "not",
    ]
)


def leading_owners(text: str) -> tuple[Mention, ...]:
    """Who is to act in "Ann Lee and Bo to send the plan", "The CFO team will check …"; () when nobody is named.

    >>> [owner.name for owner in leading_owners("Ann Lee + PM Team to send the plan")]
    ['Ann Lee', 'PM Team']
    """
    if " " not in text:
        return ()
    match = _MODAL.match(text)
    return _mentions(match.group("owners")) if match else ()


def prefixed_owner(text: str, known: frozenset[str]) -> tuple[str, tuple[Mention, ...]]:
    """Split the owner off "Ann: send it", "[Ann] send it" or "send it (Ann)"; only names that are `known` (folded).

    >>> prefixed_owner("Send the plan (Bo)", frozenset({"bo"}))[0]
    'Send the plan'
    """
    for pattern in (_BRACKET, _COLON):
        match = pattern.match(text)
        if match:
            owners = _mentions(match.group("owners"))
            if owners and _all_known(owners, known):
                return match.group("text").strip(), owners
    if (
        text[-1:] in ")]."
        or " - " in text
        or "→" in text
        or "–" in text
        or "wner" in text
        or "ssigned" in text
        or "esponsible" in text
    ):
        match = _TAIL.fullmatch(text)
        if match:
            owners = _mentions(match.group("a") or match.group("b") or match.group("c"))
            if owners and (match.group("c") or _all_known(owners, known)):
                return match.group("text").rstrip(" ,;–—-").strip(), owners
    return text, ()


def owners_in(text: str) -> tuple[Mention, ...]:
    """The owners that a cell or field names; placeholders are nobody.

    >>> owners_in("TBD"), [owner.name for owner in owners_in("@Ann Lee, Bo")]
    ((), ['Ann Lee', 'Bo'])
    """
    return _mentions(text.replace("@", " "))


def _mentions(text: str) -> tuple[Mention, ...]:
    parts = [part for piece in split_names(text) for part in piece.split("+")]
    found: list[Mention] = []
    for part in parts:
        part = part.strip().removeprefix("the ").strip()
        if not part or part.split()[0].casefold() in _PRONOUN or is_nobody(part):
            continue
        who = mention_of(part)
        if who:
            found.append(Mention(who.name, "unit" if who.kind == "unit" else "unknown"))
    return tuple(dict.fromkeys(found))


def _all_known(owners: tuple[Mention, ...], known: frozenset[str]) -> bool:
    return all(owner.name.casefold() in known for owner in owners)
