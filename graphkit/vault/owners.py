"""`@Full Name` in a task: where it starts, where it ends, and when an @ is something else."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_AT: Final = re.compile(r"(?<![\w.+@\-])(?:\*\*|__|\[\[)?@(?=[^\W_]|\[\[)")
_LINK: Final = re.compile(r"\[\[@?([^\[\]|#]+)[^\[\]]*\]\]")
_AND: Final = re.compile(r"\s*(?:,\s*(?:and\s+|&\s*)?|/|;|&|\+|\band\b|\bund\b|\bet\b)\s*", re.IGNORECASE)
_AND_BEFORE: Final = re.compile(r"\s*(?:[,/;&+]|\b(?:and|und|et))$", re.IGNORECASE)
_WORD: Final = re.compile(r"[^\s,;/&+()@]+")
_LEADING: Final = re.compile(r"\s*(?:\*\*)?@([^@:\n]{1,60}?)(?:\*\*)?\s*(?::(?:\*\*)?|\s[-–—]\s)\s*")
_LEADING_BARE: Final = re.compile(r"\s*@([^\W_][\w.'’-]*(?:[ \t]+[^\W\d_a-z][\w.'’-]*){0,3})[ \t]+(?=[a-z])")
_PARENTHESES: Final = re.compile(r"\([^()]*\)$")

#: Small words that stand inside names and titles.
_INSIDE: Final = frozenset(
    [
        "van",
        "von",
        "de",
        "der",
        "den",
        "del",
        "della",
        "di",
        "da",
        "du",
        "la",
        "le",
        "bin",
        "ibn",
        "al",
        "el",
        "of",
        "for",
        "the",
        "and",
    ]
)
#: Common nouns that end the name of a group.
_GROUPS: Final = frozenset(["team", "group", "leads", "lead", "owner", "owners", "office", "board", "org", "staff"])
#: No word of a name: a sentence goes on here.
_SENTENCE: Final = frozenset(
    [
        "to",
        "for",
        "about",
        "on",
        "in",
        "at",
        "with",
        "will",
        "should",
        "can",
        "may",
        "must",
        "from",
        "by",
        "if",
        "when",
        "whether",
        "that",
        "this",
        "is",
        "are",
        "was",
        "has",
        "have",
        "had",
        "again",
        "before",
        "after",
        "next",
        "and",
        "or",
        "but",
        "as",
        "into",
        "over",
        "via",
        "until",
        "re",
        "the",
        "a",
        "an",
    ]
)
_MAX_WORDS: Final = 6
#: So many @ are looked at, from the end.
_MOST_SIGNS: Final = 20
#: How many characters can join an @ to a name before.
_LONGEST_AND: Final = 6
_ENDS_OF_AND: Final = frozenset(",/;&+dDtT")


def trailing_owners(text: str, *, before_mark: bool) -> tuple[str, list[str]]:
    """Split owners off the end: the text before them, and their names. `before_mark`: a mark or tag follows.

    >>> trailing_owners("Ask @bo about it. @Ann Lee and @Cy", before_mark=False)
    ('Ask @bo about it.', ['Ann Lee', 'Cy'])
    """
    owners: list[str] = []
    end = at = len(text)
    for _ in range(_MOST_SIGNS):
        at = text.rfind("@", 0, at)
        if at < 0:
            break
        sign = _sign(text, at)
        if sign is None:
            continue
        names = _names(text[at + 1 : end], before_mark=before_mark or bool(owners))
        if not names:
            break
        owners[:0] = names
        rest = text[: sign.start()].rstrip()
        may_join = rest[-1:] in _ENDS_OF_AND
        joined = _AND_BEFORE.search(rest, max(0, len(rest) - _LONGEST_AND)) if may_join else None
        end = joined.start() if joined else len(rest)
    return text[:end], owners


def _sign(text: str, at: int) -> re.Match[str] | None:
    """The @ at `at` with what opens before it, None when no owner begins there."""
    opened = _AT.match(text, at - 2) if at > 1 and text[at - 1] in "*_[" else None
    return opened or _AT.match(text, at)


def leading_owner(text: str) -> tuple[str, list[str]]:
    """Split `@Ann Lee: ` or `@ann ` off the beginning; nothing when the whole text is owners.

    >>> leading_owner("@Ann Lee: send the plan"), leading_owner("@ann send the plan")
    (('send the plan', ['Ann Lee']), ('send the plan', ['ann']))
    """
    if text.lstrip()[:1] not in ("@", "*"):
        return text, []
    match = _LEADING.match(text) or _LEADING_BARE.match(text)
    if not match or not text[match.end() :].strip():
        return text, []
    if match.re is _LEADING_BARE and len(text[match.end() :].split()) < 2:
        return text, []  # "@ann lee" is a name
    names = _names(match.group(1), before_mark=True)
    following = _WORD.match(text, match.end())
    if not names or (match.re is _LEADING_BARE and following and following.group().lower() in _INSIDE | _GROUPS):
        return text, []
    return text[match.end() :], list(names)


@lru_cache(maxsize=4096)
def _names(text: str, *, before_mark: bool) -> tuple[str, ...]:
    """The names in what follows an @, or () when it is no name: `Ann Lee`, `Ann Lee, Bo Kim`,
    `[[People/Ann|Ann]]`.
    """
    text = text.strip()
    link = _LINK.match(text)
    if link:
        rest = text[link.end() :].strip(" .,;:*_])")
        return (link.group(1).rsplit("/", 1)[-1].strip(),) if not rest else ()
    aside = _PARENTHESES.search(text)
    core = text[: aside.start()] if aside else text
    core = core.strip().rstrip(" .,;:!*_])–—-")
    parts = [part for part in _AND.split(core) if part]
    if not parts:
        return ()
    if not all(_is_name(part, before_mark=before_mark, first=index == 0) for index, part in enumerate(parts)):
        whole = _is_name(core, before_mark=before_mark, first=True)
        parts = [core] if whole else []
    if parts and aside:
        parts[-1] = f"{parts[-1]} {aside.group()}"
    return tuple(parts)


def _is_name(text: str, *, before_mark: bool, first: bool) -> bool:
    words = text.split()
    if not words or len(words) > _MAX_WORDS or not all(_WORD.fullmatch(word) for word in words):
        return False
    if len(words) == 1:
        return first or not words[0][0].islower()
    capitals = [not word[0].islower() for word in words]
    if capitals[0] and capitals[-1]:
        return all(big or word in _INSIDE for big, word in zip(capitals, words, strict=True))
    small = [word for word, big in zip(words, capitals, strict=True) if not big]
    if len(small) == 1 and small[0] == words[-1] and small[0] in _GROUPS:
        return True
    return before_mark and len(words) <= 4 and not any(word.lower() in _SENTENCE for word in words[1:])
