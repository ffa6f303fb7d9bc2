"""Runs of capitalised words in a note's facts, with what stands around them: all that can be names."""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import compress
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
    stripped: str  # all of it, without marks that close it
    month: bool  # the first of several words is one


class _Words(NamedTuple):
    inside: frozenset[str]  # small words inside a name
    of_what: frozenset[str]  # words of names after which "of" goes on
    tails: frozenset[str]  # common words that end a name all the same


class _Begins(dict[str, bool]):
    """Whether a token can begin a name: a capital first, after marks that open, or as in "eBay"; "" marks a line.

    Worked out when a token is first met and kept (at most a few ten thousand).
    """

    def __missing__(self, token: str) -> bool:
        first = token[:1]
        begins = first.isupper() or (
            token[1:2].isupper()
            if first in _OPENING and len(token) > 1
            else first.isalpha() and token[1:3] != token[1:3].lower() and not token.isupper()
        )
        if len(self) < 50_000:
            self[token] = begins
        return begins


@cache
def _begins() -> _Begins:
    return _Begins({"": True})


@cache
def _words() -> _Words:
    data = load_lexicon("organisations.toml")
    return _Words(
        frozenset([*load_lexicon("agents.toml")["words"]["particles"], "&"]),
        frozenset(data["of"]),
        frozenset(data["tails"]),
    )


def runs_of(note: Note, listed: set[str]) -> list[Run]:
    """The runs of capitalised words in a note's facts that can be names, without those of participants."""
    common = proper_words().common
    begins = _begins()
    tokens, lines = _tokens(note)
    line = iter(lines)
    at = end = 0
    runs: list[Run] = []
    for start in compress(range(len(tokens)), map(begins.__getitem__, tokens)):
        token = tokens[start]
        if not token:
            at = next(line)
        elif start >= end:
            end = _end(tokens, start, begins)
            if end > start + 1 or token not in common:
                run = _run(tokens, start, end, at, listed)
                if run:
                    runs.append(run)
    return runs


def _tokens(note: Note) -> tuple[list[str], list[int]]:
    """The words of a note's facts, "" before those of each line and after the last, and the numbers of the lines."""
    wanted = [section.kind in _FACTS for section in note.sections]
    tokens: list[str] = []
    lines: list[int] = []
    for block in note.blocks:
        if not wanted[block.section] or block.kind == "row":
            continue
        text = block.text
        if ("[" in text and ("[[" in text or "](" in text)) or ("*" in text and "**" in text):
            text = plain(text)
        for number, line in enumerate(text.split("\n") if "\n" in text else (text,), block.line):
            tokens.append("")
            tokens += line.split()
            lines.append(number)
    tokens.append("")
    lines.append(0)
    return tokens, lines


def _end(tokens: list[str], start: int, begins: _Begins) -> int:
    """Where the run of words that begins at `start` ends."""
    words = _words()
    at = start + 1
    while tokens[at - 1][-1].isalnum():
        token = tokens[at]
        if token.islower():
            joins = token in words.inside or (token == "of" and tokens[at - 1] in words.of_what)
            if not (joins and tokens[at + 1] and begins[tokens[at + 1]]):
                break
            at += 2
        elif begins[token] and token[:1].isalpha():
            at += 1
        else:
            break
    return at


def _run(tokens: list[str], start: int, end: int, line: int, listed: set[str]) -> Run | None:
    written = tokens[start] if end - start == 1 else " ".join(tokens[start:end])
    core = _core(written)
    if core is None or core.name in listed or core.stripped in listed:
        return None
    name, lead, dropped, possessive, opened, closed, _, month = core
    previous = tokens[start - 1]
    begins = opened or previous[-1:] in ".!?:;•*-"
    before = "" if opened else previous.rstrip('“"(')
    second = tokens[start - 2].strip(_CLOSING + _OPENING) if previous else ""
    for word in lead:
        second, before, begins = before, word, False
    if month and begins_with_month(name.split(), before):
        second, (before, _, name) = before, name.partition(" ")
        if name in listed:
            return None
    after = dropped or ("" if closed else tokens[end])
    numbered = not dropped and after[:1].isdigit()
    return Run(name, line, before, second, after.strip(_CLOSING), possessive, begins, numbered)


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
    return _Core(
        name,
        tuple(lead),
        dropped,
        possessive,
        opened=tokens[0][0] in _OPENING,
        closed=len(stripped) < len(last),
        stripped=written.rstrip(_CLOSING),
        month=len(parts) > 1 and parts[0] in words.months,
    )
