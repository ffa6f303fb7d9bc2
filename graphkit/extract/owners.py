"""Whose an action is when it is said in words: "Ann Lee to send …", "Ann: send …", "send … (Ann)"."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from msgspec import Struct

from graphkit.extract.agents import alternatives, load_lexicon
from graphkit.extract.entries import split_names
from graphkit.extract.names import is_nobody, mention_of
from graphkit.extract.statement import Mention

_SPLIT: Final = re.compile(r"\s*\+\s*")


class OwnerWords(Struct, frozen=True):
    """The words of lexicon/actions.toml about owners, compiled."""

    modal: re.Pattern[str]
    colon: re.Pattern[str]
    bracket: re.Pattern[str]
    tail: re.Pattern[str]
    labels: re.Pattern[str]
    nobody: frozenset[str]


@cache
def owner_words() -> OwnerWords:
    """The words, read once per process."""
    data = load_lexicon("actions.toml")
    capital = r"[A-Z0-9À-Þ][\w.’'/-]*"
    particles, bodies = alternatives(data["particles"]), alternatives(data["bodies"])
    name = rf"{capital}(?:[ ](?:(?:{particles})[ ]){{0,2}}{capital}){{0,3}}(?:[ ](?:{bodies}))?"
    names = rf"{name}(?:(?:\s*,\s*(?:and\s+)?|\s*\+\s*|\s*&\s*|\s+and\s+)(?:the\s+)?{name}){{0,4}}"
    labels = "|".join(f"[{word[0].upper()}{word[0]}]{re.escape(word[1:])}" for word in data["owner_labels"])
    return OwnerWords(
        modal=re.compile(
            rf"(?P<owners>{names})[ ]+(?:to[ ](?!(?:{alternatives(data['not_after_to'])})\b)[a-z]"
            rf"|(?:{alternatives(data['modals'])})[ ](?:\w+ly[ ])?"
            rf"(?!(?:{alternatives(data['not_after_modal'])})\b)[a-z])"
        ),
        colon=re.compile(
            rf"[*_@]{{0,3}}\[?(?P<owners>{names})\]?[*_]{{0,3}}\s*(?::|\s[–—-]\s|→)[*_]{{0,3}}\s*(?P<text>\S.*)",
            re.DOTALL,
        ),
        bracket=re.compile(rf"\[@?(?P<owners>{names})\]\s*(?P<text>\S.*)", re.DOTALL),
        tail=re.compile(
            rf"(?P<text>.*?\S)\s*(?:[(\[](?:(?:{labels})[ ]?:?[ ]*)?@?(?P<a>{names})[)\]]"
            rf"|\s(?:[–—-]+|→|=>)\s*(?:(?:{labels})[ ]?:?[ ]*)?@?(?P<b>{names})"
            rf"|[;,.]?\s*(?:{labels})[ ]?:?\s+@?(?P<c>{names}))\s*\.?",
            re.DOTALL,
        ),
        labels=re.compile(labels),
        nobody=frozenset(data["nobody"]),
    )


def leading_owners(text: str) -> tuple[Mention, ...]:
    """Who is to act in "Ann Lee and Bo to send the plan", "The CFO team will check …"; () when nobody is
    named.

    >>> [owner.name for owner in leading_owners("Ann Lee + PM Team to send the plan")]
    ['Ann Lee', 'PM Team']
    """
    if " " not in text:
        return ()
    match = owner_words().modal.match(text)
    return _mentions(match.group("owners")) if match else ()


def prefixed_owner(text: str, known: frozenset[str]) -> tuple[str, tuple[Mention, ...]]:
    """Split the owner off "Ann: send it", "[Ann] send it" or "send it (Ann)"; only names that are `known`
    (folded).

    >>> prefixed_owner("Send the plan (Bo)", frozenset({"bo"}))[0]
    'Send the plan'
    """
    words = owner_words()
    for pattern in (words.bracket, words.colon):
        match = pattern.match(text)
        if match:
            owners = _mentions(match.group("owners"))
            if owners and _all_known(owners, known):
                return match.group("text").strip(), owners
    if text[-1:] in ")]." or " - " in text or "→" in text or "–" in text or words.labels.search(text):
        match = words.tail.fullmatch(text)
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
    parts = [part for piece in split_names(text) for part in _SPLIT.split(piece)]
    found: list[Mention] = []
    for part in parts:
        part = part.strip().removeprefix("the ").strip()
        if not part or part.split()[0].casefold() in owner_words().nobody or is_nobody(part):
            continue
        who = mention_of(part)
        if who:
            found.append(Mention(who.name, "unit" if who.kind == "unit" else "unknown"))
    return tuple(dict.fromkeys(found))


def _all_known(owners: tuple[Mention, ...], known: frozenset[str]) -> bool:
    return all(owner.name.casefold() in known for owner in owners)
