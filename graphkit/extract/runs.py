"""Runs of capitalised words in a note's facts, with what stands around them: all that can be names."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final, NamedTuple

from graphkit.extract.agents import load_lexicon
from graphkit.extract.proper import begins_with_month, proper_words
from graphkit.extract.sentences import plain
from graphkit.vault.note import Note, SectionKind

_FACTS: Final[frozenset[SectionKind]] = frozenset(
    {"summary", "information", "actions", "decisions", "questions", "topics", "other", "agenda"}
)
_OPENING: Final = "(“\"‘'*_["
_CLOSING: Final = ".,;:!?)”\"’'*_]…"


class Run(NamedTuple):
    """A run of capitalised words: the word before it, the word after it, and what else decides."""

    name: str
    line: int
    before: str
    second: str  # the word before that
    after: str
    possessive: bool
    begins: bool
    numbered: bool


class _Core(NamedTuple):
    """What a run of words says by itself: `lead` are the words before the name that belong to none, `dropped` the last
    of those behind it."""

    name: str
    lead: tuple[str, ...]
    dropped: str
    possessive: bool
    opened: bool
    closed: bool


class _Words(NamedTuple):
    inside: frozenset[str]  # small words inside a name
    of_what: frozenset[str]  # words of names after which "of" goes on
    tails: frozenset[str]  # common words that end a name all the same


@cache
def _words() -> _Words:
    data = load_lexicon("organisations.toml")
    return _Words(
        frozenset([*load_lexicon("agents.toml")["words"]["particles"], "&"]),
        frozenset(data["of"]),
        frozenset(data["tails"]),
    )


def runs_of(note: Note, listed: set[str]) -> Iterator[Run]:
    """The runs of capitalised words in a note's facts that can be names, without those of participants."""
    wanted = [section.kind in _FACTS for section in note.sections]
    for block in note.blocks:
        if not wanted[block.section] or block.kind == "row":
            continue
        text = block.text
        if "[[" in text or "](" in text or "**" in text:
            text = plain(text)
        if "\n" in text:
            for number, line in enumerate(text.split("\n")):
                yield from _runs_of(line, block.line + number, listed)
        else:
            yield from _runs_of(text, block.line, listed)


def _runs_of(text: str, line: int, listed: set[str]) -> Iterator[Run]:
    words = _words()
    tokens = text.split()
    count = len(tokens)
    at = 0
    for start in [position for position, small in enumerate(map(str.islower, tokens)) if not small]:
        if start < at or not _begins_name(tokens[start]):
            continue
        at = start + 1
        while at < count and tokens[at - 1][-1].isalnum():
            token = tokens[at]
            if token.islower():
                joins = token in words.inside or (token == "of" and tokens[at - 1] in words.of_what)
                if not (joins and at + 1 < count and _begins_name(tokens[at + 1])):
                    break
                at += 2
            elif token[0].isalpha() and _begins_name(token):
                at += 1
            else:
                break
        run = _run(tokens, start, at, line, listed)
        if run:
            yield run


def _run(tokens: list[str], start: int, end: int, line: int, listed: set[str]) -> Run | None:
    written = tokens[start] if end - start == 1 else " ".join(tokens[start:end])
    core = _core(written)
    if core is None or core.name in listed or written.rstrip(_CLOSING) in listed:
        return None
    begins = start == 0 or core.opened or tokens[start - 1][-1] in ".!?:;•*-"
    before = "" if start == 0 or core.opened else tokens[start - 1].rstrip('“"(')
    second = tokens[start - 2].strip(_CLOSING + _OPENING) if start > 1 else ""
    name = core.name
    for word in core.lead:
        second, before, begins = before, word, False
    if " " in name and begins_with_month(name.split(), before):
        second, (before, _, name) = before, name.partition(" ")
        if name in listed:
            return None
    after = core.dropped or ("" if core.closed or end >= len(tokens) else tokens[end])
    return Run(
        name,
        line,
        before,
        second,
        after.strip(_CLOSING),
        core.possessive,
        begins,
        bool(after[:1].isdigit() and not core.dropped),
    )


@lru_cache(maxsize=16_384)
def _core(written: str) -> _Core | None:
    """A run of words without those at its ends that are no part of a name; None when nothing is left."""
    words = proper_words()
    if written in words.common:
        return None
    tails = _words().tails
    tokens = written.split(" ")
    last = tokens[-1]
    stripped = last.rstrip(_CLOSING)
    possessive = stripped.endswith(("’s", "'s")) or last.endswith(("s’", "s'"))
    parts = [*tokens[:-1], stripped.removesuffix("’s").removesuffix("'s")]
    parts[0] = parts[0].lstrip(_OPENING)
    lead: list[str] = []
    while parts and parts[0] in words.common:
        lead.append(parts.pop(0))
    dropped = ""
    while parts and parts[-1] in words.common and not (len(parts) > 1 and parts[-1] in tails):
        dropped, possessive = parts.pop(), False
    if not parts or len(parts) > 5 or not parts[0] or not parts[-1]:
        return None
    name = " ".join(parts)
    if len(name) < 2 or name in words.places or name in words.products:
        return None
    return _Core(name, tuple(lead), dropped, possessive, tokens[0][0] in _OPENING, len(stripped) < len(last))


def _begins_name(token: str) -> bool:
    """Whether a token can be a word of a name: a capital first, after marks that open, or as in "eBay"."""
    first = token[0]
    if first.isupper():
        return True
    if first in _OPENING and len(token) > 1:
        return token[1].isupper()
    return first.isalpha() and token[1:3] != token[1:3].lower() and not token.isupper()
