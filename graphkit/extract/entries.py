"""One entry of a list of people: its name, and what stands beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from msgspec import Struct

from graphkit.extract.names import bare_name, is_body, is_nobody, mention_of, placeholders
from graphkit.extract.sentences import plain
from graphkit.extract.statement import Mention
from graphkit.vault.dialect import Dialect
from graphkit.vault.values import split_list

_ASIDE: Final = re.compile(r"\s*[(（]([^()（）]{0,300}(?:\([^()]{0,100}\)[^()]{0,100}){0,4})(?:[)）]|$)")
_LINK: Final = re.compile(r"!?\[((?:[^\[\]]|\[[^\[\]]{0,80}\]){1,200})\]\(([^()\s]{0,500})[^()]{0,200}\)")
_ACCOUNT: Final = re.compile(r"https?://(?:www\.)?git(?:hub|lab)\.com/([\w-]+)/?$")
_HANDLE: Final = re.compile(r"(?<![\w.<])@([A-Za-z0-9][\w-]{0,38})(?![\w.-]*@|[\w-]*\.\w)")
_BAR: Final = re.compile(r"\s*\|\s*|\s+(?:–|—|-)+\s+|\s+@\s+|\t+|\s+(?:from|at)\s+(?=[A-Z])")
_AND: Final = re.compile(r"\s+(?:and|&|und|et|sowie|plus)\s+")
_AND_OUTSIDE: Final = re.compile(r"\s+(?:and|&|und|et|sowie|plus)\s+(?![^()]{0,200}\))")
_CAPITAL: Final = re.compile(r"[^\W\d_a-zß-ÿ]")


class Entry(Struct, frozen=True, gc=False):
    """A name in a list, with what the dialect's pattern or the list's shape says outright; `aside` is still
    raw.
    """

    who: Mention
    kind: str = ""
    organisation: str = ""
    role: str = ""
    aside: str = ""


def entries_of(text: str, dialect: Dialect) -> Iterator[Entry]:
    """The people one entry names: usually one, none for a placeholder or team, several for a list in
    parentheses.

    >>> [entry.who.name for entry in entries_of("mailing list (Ann Lee, Bo)", Dialect("d"))]
    ['Ann Lee', 'Bo']
    """
    text, account = _without_links(text)
    for pattern in dialect.attendance.entries:
        match = pattern.fullmatch(text)
        if match:
            entry = _of_match(match, account, lower=dialect.attendance.certain)
            if entry:
                yield entry
            return
    yield from _of_text(text, account, lower=dialect.attendance.certain)


def _without_links(text: str) -> tuple[str, str]:
    """The text as a reader sees it, and the account that a link of it leads to."""
    account = ""
    if "](" in text:
        link = _LINK.search(text)
        if link:
            found = _ACCOUNT.match(link.group(2))
            account = found.group(1) if found else ""
            text = _LINK.sub(r"\1", text)
    if "~~" in text or "[[" in text or "*" in text or "`" in text:
        text = plain(text)
    return text.strip(" \t;,"), account


def _of_match(match: re.Match[str], account: str, *, lower: bool) -> Entry | None:
    given = {name: (value or "").strip(" ,;") for name, value in match.groupdict().items()}
    handle = given.get("handle") or account
    who = mention_of(given["name"], f"@{handle.lstrip('@')}" if handle else "", lower=lower)
    if who is None or who.kind == "unit":
        return None
    return Entry(who, given.get("kind", "").lower(), given.get("organisation", ""), given.get("role", ""))


@lru_cache(maxsize=8192)
def _of_text(text: str, account: str, *, lower: bool) -> tuple[Entry, ...]:
    """The entries of a text that no pattern of the dialect takes apart."""
    asides = [aside.strip() for aside in _ASIDE.findall(text) if aside.strip()] if "(" in text or "（" in text else []
    head = _ASIDE.sub(" ", text).strip() if asides else text
    if asides:
        members = _members(head, asides[0])
        if members:
            return members
    handle = account
    if "@" in text:
        found = _HANDLE.search(text)
        if found:
            handle = found.group(1)
            head = _HANDLE.sub(" ", head)
            asides = [rest for rest in (_HANDLE.sub("", aside).strip(" ,") for aside in asides) if rest]
    parts = _BAR.split(head.strip(), maxsplit=1)
    name, beside = parts[0], parts[1].strip() if len(parts) > 1 else ""
    if "," in name:
        name, _, rest = name.partition(",")
        beside = f"{rest.strip()}, {beside}".strip(", ")
    if name.strip() and is_nobody(bare_name(name)):
        return ()
    who = mention_of(name, f"@{handle}" if handle else "", lower=lower)
    if who is None and handle and not name.strip():
        who = Mention(handle, "person", f"@{handle}")
    if who is None or who.kind == "unit":
        return ()
    void = placeholders().void_asides
    aside = "; ".join(aside for aside in (*asides, beside) if aside and aside.casefold() not in void)
    return (Entry(who, aside=aside),)


def _members(head: str, aside: str) -> tuple[Entry, ...]:
    """The people of "distribution list (Ann, Bo)"; nothing when the parentheses hold no list of names."""
    if not (placeholders().lists.search(head) or is_body(head)):
        return ()
    names = [name for part in split_list(aside) for name in _AND.split(part)]
    found = [mention_of(name) for name in names]
    people = [who for who in found if who and who.kind != "unit" and _CAPITAL.match(who.name)]
    if len(people) < len(names) or (len(people) < 2 and " " not in people[0].name):
        return ()
    return tuple(Entry(who) for who in people)


def split_names(text: str) -> list[str]:
    """A line of names as entries, cut at semicolons or commas outside parentheses and at "and".

    >>> split_names("Ann Lee (PM, Acme), Bo and Cy")
    ['Ann Lee (PM, Acme)', 'Bo', 'Cy']
    """
    parts = split_list(text)
    result: list[str] = []
    for part in parts:
        pieces = _AND_OUTSIDE.split(part) if "(" in part else _AND.split(part)
        result += [piece.removeprefix("and ").strip() for piece in pieces if piece.strip()]
    return result
