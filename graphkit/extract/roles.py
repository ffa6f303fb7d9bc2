"""Where a sentence names a role or a body: "product managers", "the harbour master", "head of sales", "CFO".

Words are looked up, not matched: a regular expression of all heads takes twenty times as long.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import accumulate
from operator import add
from typing import Any, Final, NamedTuple

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


class _Tokens(NamedTuple):
    """The words of a text, as written and in lower case, with the places where they start and end."""

    text: str
    written: list[str]
    lower: list[str]
    starts: list[int]
    ends: list[int]

    def between(self, at: int) -> str:
        """What stands between a word and the next."""
        return self.text[self.ends[at] : self.starts[at + 1]]

    def next_to(self, at: int) -> int:
        """The word after `at`, when only a space stands between; else -1."""
        return at + 1 if at + 1 < len(self.written) and self.between(at) == " " else -1


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
    starts = list(accumulate(map(len, parts)))[: 2 * len(written) : 2]
    ends = list(map(add, starts, map(len, written)))
    tokens = _Tokens(text, written, list(map(str.lower, written)), starts, ends)
    done = -1
    for at, kind in enumerate(kinds):
        if not kind or at <= done:
            continue
        if kind == _HEAD:
            size = _head(tokens, at, words)
            if size:
                done = at + size - 1
                place = _place(tokens, at, done, words)
                if place is not None:
                    while done + 1 < len(ends) and ends[done + 1] <= place.end:
                        done += 1
                    yield place
        elif kind == _DEPARTMENT:
            found = _department(tokens, at, words)
            if found is not None:
                done, place = found
                yield place
        elif kind == _ACRONYM:
            yield _letters(tokens, at, words, "the")
        elif kind == _LETTERS:
            yield _letters(tokens, at, words, "letters")
        else:
            article, _ = _left(tokens, at, words)
            if article is not None:
                yield Place(article, ends[at], "guess", starts[at])


def _without_compound(word: str) -> str:
    """The agent of "PM-led", and any other word as it is."""
    before, hyphen, last = word.rpartition("-")
    return before if hyphen and last in COMPOUND else word


def _head(tokens: _Tokens, at: int, words: RoleWords) -> int:
    """How many tokens a head has that begins at `at`, with the heads right after it; 0 for none."""
    size = 0
    while at + size < len(tokens.lower):
        if size and tokens.next_to(at + size - 1) < 0:
            break
        lower = tokens.lower[at + size]
        seconds = words.pairs.get(lower)
        if seconds:
            after = tokens.next_to(at + size)
            if after >= 0 and tokens.lower[after] in seconds:
                size += 2
                continue
        if lower in words.singular or lower in words.several:
            size += 1
        elif lower in _OFFICES and not size and tokens.text.startswith(" of ", tokens.ends[at]):
            return 1
        else:
            break
        if size >= 3:
            break
    return size


def _place(tokens: _Tokens, first: int, last: int, words: RoleWords) -> Place | None:
    """A role with its modifiers and article on the left, and its area on the right."""
    head, start = tokens.lower[first], tokens.starts[first]
    end = tokens.ends[last]
    office = head in _OFFICES and first == last
    area = _OF.match(tokens.text, end) if office else _OF_AREA.match(tokens.text, end)
    if area:
        end = area.end()
    elif office and head not in words.singular:
        return None
    article, listed = _left(tokens, first, words)
    if (
        first == last
        and not area
        and head in words.need_modifier
        and (listed == start)
        and (article is None or first == 0 or tokens.lower[first - 1] in words.determiners)
    ):
        return None
    if article is not None:
        return Place(article, end, "the", start)
    if office and area:
        return Place(listed, end, "the", start)
    form = "bare" if tokens.lower[last] in words.several else "one"
    return Place(listed, end, form, start)


def _left(tokens: _Tokens, first: int, words: RoleWords) -> tuple[int | None, int]:
    """The start of a role with its article (None without), and with its listed modifiers only."""
    listed = tokens.starts[first]
    known = True
    for index in range(first - 1, first - 5, -1):
        if index < 0 or tokens.between(index) not in (" ", "’ "):
            break
        word, lower, start = tokens.written[index], tokens.lower[index], tokens.starts[index]
        if lower == "s" and index and tokens.text[start - 1] == "’":
            owner = tokens.written[index - 1]
            if owner[0].islower() and index > 1 and tokens.lower[index - 2] in words.determiners:
                return tokens.starts[index - 2], listed
            return (tokens.starts[index + 1], listed) if owner[0].isupper() else (None, listed)
        if lower in words.determiners:
            return start, listed
        if index == first - 4 or lower in words.stop:
            break
        capital = word[0].isupper() and word not in words.not_names and not word.isupper()
        if known and (lower in words.modifiers or capital):
            listed = start
        else:
            known = False
    return None, listed


def _department(tokens: _Tokens, at: int, words: RoleWords) -> tuple[int, Place] | None:
    """The longest department that begins at a word, with its last token; None for one that is only a beginning."""
    last = at
    seconds = words.departments[tokens.lower[at]]
    following = tokens.next_to(at)
    if following >= 0 and tokens.lower[following] in seconds:
        last = at + 1
    elif "" not in seconds:
        return None
    start = head = tokens.starts[at]
    if at and tokens.lower[at - 1] == "the" and tokens.between(at - 1) == " ":
        start = tokens.starts[at - 1]
    return last, Place(start, tokens.ends[last], "department", head)


def _letters(tokens: _Tokens, at: int, words: RoleWords, form: str) -> Place:
    end = tokens.ends[at]
    after = tokens.next_to(at)
    if after >= 0:
        following = tokens.lower[after]
        if following in _TEAM or following in words.singular or following in words.several:
            end = tokens.ends[after]
    article, listed = _left(tokens, at, words)
    return Place(article if article is not None else listed, end, form, tokens.starts[at])
