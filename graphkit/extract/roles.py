"""Where a sentence names a role or a body: "product managers", "the harbour master", "head of sales", "CFO".

Words are looked up, not matched: a regular expression of all heads takes twenty times as long.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import accumulate
from typing import Any, Final, TypeAlias

from msgspec import Struct

#: What may be joined to an agent by a hyphen and leaves it one: "PM-led".
COMPOUND: Final = frozenset(("led", "owned", "run", "managed", "approved"))

#: Cuts a text into gaps and words, in turn.
_WORD: Final = re.compile(r"([^\W_]+(?:[&-][^\W_]+)*)")
_OFFICES: Final = frozenset(("head", "director", "chief", "chair", "minister", "secretary", "vp", "svp", "evp"))
_OF: Final = re.compile(r"\sof\s(?:the\s)?(?:[\w-]+\s(?:and|&)\s)?[\w-]+")
_OF_AREA: Final = re.compile(
    r"\sof\s(?:the\s)?(?:directors|engineering|product|sales|finance|staff|marketing|operations|governors|trustees|\w+ing)\b"
)
_TEAM: Final = frozenset(("team", "teams", "group", "lead", "leads", "manager", "managers"))


class RoleWords(Struct, frozen=True):
    """The words of lexicon/agents.toml that roles are made of, in lower case but for the acronyms."""

    singular: frozenset[str]
    several: frozenset[str]
    pairs: dict[str, frozenset[str]]
    acronyms: frozenset[str]
    not_acronyms: frozenset[str]
    departments: dict[str, frozenset[str]]
    modifiers: frozenset[str]
    determiners: frozenset[str]
    stop: frozenset[str]
    not_names: frozenset[str]
    not_agentive: frozenset[str]
    agentive: re.Pattern[str]
    need_modifier: frozenset[str]


class Place(Struct, frozen=True):
    """Where a role stands; `head` is where its head begins.

    `form` is "the" (with an article), "bare" (a plural), "one" (a singular without article), "department",
    "letters" (that may name a body) or "guess" (an unknown noun that sounds like somebody who acts).
    """

    start: int
    end: int
    form: str
    head: int


@cache
def role_words() -> RoleWords:
    """The words, read once per process."""
    from graphkit.extract.agents import load_lexicon, plural

    data: dict[str, Any] = load_lexicon("agents.toml")
    singular = [*data["role_heads"], *data["body_heads"]]
    several = [*map(plural, singular), *data["role_plurals"]]
    pairs: dict[str, set[str]] = {}
    for head in (*singular, *several):
        first, _, second = head.partition(" ")
        if second:
            pairs.setdefault(first, set()).add(second)
    departments: dict[str, set[str]] = {}
    for name in data["departments"]:
        first, _, second = name.partition(" ")
        departments.setdefault(first, set()).add(second)
    return RoleWords(
        need_modifier=frozenset(data["need_modifier"]),
        singular=frozenset(singular),
        several=frozenset(several),
        pairs={first: frozenset(seconds) for first, seconds in pairs.items()},
        acronyms=frozenset(data["acronyms"]),
        not_acronyms=frozenset(data["not_acronyms"]),
        departments={first: frozenset(seconds) for first, seconds in departments.items()},
        modifiers=frozenset(data["modifiers"]),
        determiners=frozenset(word for word in data["determiners"] if " " not in word),
        stop=frozenset(data["not_modifiers"]),
        not_names=frozenset(data["words"]["not_names"]),
        not_agentive=frozenset(data["not_agentive"]),
        agentive=re.compile(rf"[a-z][a-z-]{{2,}}{data['agentive']}s?$"),
    )


#: A word, in lower case, with its place.
_Token: TypeAlias = tuple[str, str, int, int]
#: What a word can be in a role.
_NOTHING, _HEAD, _ACRONYM, _GUESS, _DEPARTMENT, _LETTERS = range(6)


class _Kinds(dict[str, int]):
    """What each word is, worked out when it is first met."""

    def __missing__(self, word: str) -> int:
        words = role_words()
        lower = word.lower()
        kind = _NOTHING
        if lower in words.singular or lower in words.several or lower in words.pairs or lower in _OFFICES:
            kind = _HEAD
        elif word in words.acronyms:
            kind = _ACRONYM
        elif lower in words.departments and not word.isupper():
            kind = _DEPARTMENT
        elif len(word) > 1 and word.isupper() and word.isalpha() and len(word) < 7 and word not in words.not_acronyms:
            kind = _LETTERS
        elif word[0].islower() and words.agentive.match(lower) and not _thing(lower, words):
            kind = _GUESS
        if len(self) < 50_000:
            self[word] = kind
        return kind


def _thing(lower: str, words: RoleWords) -> bool:
    return lower in words.not_agentive or lower.removesuffix("s") in words.not_agentive


@cache
def _kinds() -> _Kinds:
    return _Kinds()


def is_role_word(word: str) -> bool:
    """Whether a role can stand where a word does: every role has such a word.

    >>> is_role_word("managers"), is_role_word("PM-led"), is_role_word("table")
    (True, True, False)
    """
    word = _without_compound(word)
    lower = word.lower()
    first, second = _halves()
    kind = _kinds()[word]
    return lower in second or (kind != _NOTHING and not (lower in first and kind in (_HEAD, _DEPARTMENT)))


@cache
def _halves() -> tuple[frozenset[str], frozenset[str]]:
    """The words that are a role only before another ("public" of "public affairs"), and those others."""
    words = role_words()
    pairs = {**words.pairs, **words.departments}
    alone = words.singular | words.several | _OFFICES
    first = [word for word in pairs if word not in alone and "" not in words.departments.get(word, ())]
    return frozenset(first), frozenset(second for word in first for second in words.pairs.get(word, pairs[word]))


def find_roles(text: str) -> Iterator[Place]:
    """The roles and bodies of a text whose apostrophes are ’, in order; those that overlap too."""
    parts = _WORD.split(text)
    written = parts[1::2]
    if "-" in text:
        written = [_without_compound(word) for word in written]
    kinds = list(map(_kinds().__getitem__, written))
    if not any(kinds):
        return
    words = role_words()
    starts = list(accumulate(map(len, parts)))[::2]
    tokens: list[_Token] = [
        (word, word.lower(), start, start + len(word)) for word, start in zip(written, starts, strict=False)
    ]
    done = -1
    for at, kind in enumerate(kinds):
        if not kind or at <= done:
            continue
        if kind == _HEAD:
            size = _head(tokens, at, text, words)
            if size:
                done = at + size - 1
                place = _place(tokens, at, done, text, words)
                if place is not None:
                    while done + 1 < len(tokens) and tokens[done + 1][3] <= place.end:
                        done += 1
                    yield place
        elif kind == _DEPARTMENT:
            found = _department(tokens, at, text, words)
            if found is not None:
                done, place = found
                yield place
        elif kind == _ACRONYM:
            yield _letters(tokens, at, text, words, "the")
        elif kind == _LETTERS:
            yield _letters(tokens, at, text, words, "letters")
        else:
            article, _ = _left(tokens, at, text, words)
            if article is not None:
                yield Place(article, tokens[at][3], "guess", tokens[at][2])


def _without_compound(word: str) -> str:
    """The agent of "PM-led", and any other word as it is."""
    before, hyphen, last = word.rpartition("-")
    return before if hyphen and last in COMPOUND else word


def _next(tokens: list[_Token], at: int, text: str) -> _Token | None:
    """The token after `at`, when only a space stands between."""
    if at + 1 < len(tokens) and text[tokens[at][3] : tokens[at + 1][2]] == " ":
        return tokens[at + 1]
    return None


def _head(tokens: list[_Token], at: int, text: str, words: RoleWords) -> int:
    """How many tokens a head has that begins at `at`, with the heads right after it; 0 for none."""
    size = 0
    while at + size < len(tokens):
        if size and _next(tokens, at + size - 1, text) is None:
            break
        lower = tokens[at + size][1]
        seconds = words.pairs.get(lower)
        if seconds:
            after = _next(tokens, at + size, text)
            if after is not None and after[1] in seconds:
                size += 2
                continue
        if lower in words.singular or lower in words.several:
            size += 1
        elif lower in _OFFICES and not size and text.startswith(" of ", tokens[at][3]):
            return 1
        else:
            break
        if size >= 3:
            break
    return size


def _place(tokens: list[_Token], first: int, last: int, text: str, words: RoleWords) -> Place | None:
    """A role with its modifiers and article on the left, and its area on the right."""
    head = tokens[first]
    end = tokens[last][3]
    office = head[1] in _OFFICES and first == last
    area = _OF.match(text, end) if office else _OF_AREA.match(text, end)
    if area:
        end = area.end()
    elif office and head[1] not in words.singular:
        return None
    article, listed = _left(tokens, first, text, words)
    if (
        first == last
        and not area
        and head[1] in words.need_modifier
        and (listed == head[2])
        and (article is None or first == 0 or tokens[first - 1][1] in words.determiners)
    ):
        return None
    if article is not None:
        return Place(article, end, "the", head[2])
    if office and area:
        return Place(listed, end, "the", head[2])
    form = "bare" if tokens[last][1] in words.several else "one"
    return Place(listed, end, form, head[2])


def _left(tokens: list[_Token], first: int, text: str, words: RoleWords) -> tuple[int | None, int]:
    """The start of a role with its article (None without), and with its listed modifiers only."""
    listed = tokens[first][2]
    known = True
    for back in range(1, 5):
        index = first - back
        if index < 0 or text[tokens[index][3] : tokens[index + 1][2]] not in (" ", "’ "):
            break
        word, lower, start, _ = tokens[index]
        if lower == "s" and index and text[start - 1] == "’":
            owner = tokens[index - 1]
            article = tokens[index - 2] if index > 1 else None
            if owner[0][0].islower() and article is not None and article[1] in words.determiners:
                return article[2], listed
            return (tokens[index + 1][2], listed) if owner[0][0].isupper() else (None, listed)
        if lower in words.determiners:
            return start, listed
        if back == 4 or lower in words.stop:
            break
        capital = word[0].isupper() and word not in words.not_names and not word.isupper()
        if known and (lower in words.modifiers or capital):
            listed = start
        else:
            known = False
    return None, listed


def _department(tokens: list[_Token], at: int, text: str, words: RoleWords) -> tuple[int, Place] | None:
    """The longest department that begins at a word, with its last token; None for one that is only a beginning."""
    last = at
    seconds = words.departments[tokens[at][1]]
    following = _next(tokens, at, text)
    if following is not None and following[1] in seconds:
        last = at + 1
    elif "" not in seconds:
        return None
    start = tokens[at][2]
    if at and tokens[at - 1][1] == "the" and text[tokens[at - 1][3] : start] == " ":
        start = tokens[at - 1][2]
    return last, Place(start, tokens[last][3], "department", tokens[at][2])


def _letters(tokens: list[_Token], at: int, text: str, words: RoleWords, form: str) -> Place:
    end = tokens[at][3]
    after = _next(tokens, at, text)
    if after is not None and (after[1] in _TEAM or after[1] in words.singular or after[1] in words.several):
        end = after[3]
    article, listed = _left(tokens, at, text, words)
    return Place(article if article is not None else listed, end, form, tokens[at][2])
