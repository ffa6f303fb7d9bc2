"""Prose cut into sentences, each with the line it starts on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from msgspec import Struct

from graphkit.vault.note import Block, Note, SectionKind

# The mark that ends a sentence comes first, so that a search can jump to it.
_END = re.compile(r"[.!?][\"'”’)\]]*\s+(?=[\"'“‘(\[*_]*[A-Z0-9À-Þ])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|cf|approx|resp|incl|Dr|Mr|Mrs|Ms|Prof|Fr|Rev|Hon|Capt|Lt|Col|Sgt|Cllr|St|No|Nr|Inc|Ltd|Co|Jr|Sr|Sen|Gen|al)|\b[A-Z])\.$"
)
_LONGEST_ABBREVIATION = 8
_WIKI_LINK = r"\[\[(?:[^\]|]{0,300}\|)?([^\]|]{0,300})\]\]"
_LINK = r"\[([^\]]{0,300})\]\([^)]{0,500}\)"
_BESIDE_WORD = r"(?:(?<![\w*].)(?=\S)|(?<=\S.)(?![\w*]))"
# Every alternative begins with its own character, so that a search can jump to the next mark.
_MARKUP = re.compile(rf"{_WIKI_LINK}|{_LINK}|!{_WIKI_LINK}|!{_LINK}|\*\*|__|==|~~|`|\*{_BESIDE_WORD}|_{_BESIDE_WORD}")

#: Sections whose prose is somebody's account of the matter (a transcript's discussion is not).
PROSE_SECTIONS: frozenset[SectionKind] = frozenset(
    {"information", "summary", "decisions", "questions", "other", "topics"}
)


class Sentence(Struct, frozen=True):
    """`text` is plain (links and emphasis resolved), `quote` as written, both in one line; `block` is an index."""

    text: str
    quote: str
    line: int
    block: int
    section: SectionKind


def plain(text: str) -> str:
    """Markdown inline marks removed: links become what a reader sees.

    >>> plain("**[[People/Ann Berg|Ann]]** decides on `prices`")
    'Ann decides on prices'
    """
    return without_marks(" ".join(text.split()))


def without_marks(text: str) -> str:
    """A text of one line, its words one space apart, without Markdown inline marks."""
    if "[" in text or "*" in text or "_" in text or "`" in text or "=" in text or "~" in text:
        return " ".join(_MARKUP.sub(lambda mark: mark[mark.lastindex] if mark.lastindex else "", text).split())
    return text


def split(text: str) -> Iterator[tuple[int, str]]:
    """(offset, sentence) for each sentence of `text`, markup kept."""
    start = 0
    for end in _END.finditer(text):
        mark = end.start()
        if text[mark] == "." and _ABBREVIATION.search(text, max(start, mark - _LONGEST_ABBREVIATION), mark + 1):
            continue
        yield start, text[start : mark + len(end.group().rstrip())]
        start = end.end()
    if text[start:].strip():
        yield start, text[start:].rstrip()


def sentences(note: Note, kinds: frozenset[SectionKind] = PROSE_SECTIONS) -> Iterator[Sentence]:
    """The sentences of a note's paragraphs, items and callouts in sections of these kinds, in the order of the file."""
    for index, block in enumerate(note.blocks):
        kind = note.sections[block.section].kind
        if kind in kinds and block.kind in ("paragraph", "item", "quote"):
            yield from block_sentences(block, index, kind)


#: How far a line may end before the widest one and still be wrapped there.
_SLACK = 8
_GOES_ON = re.compile(
    r"(?:[,;:–—(-]|\b(?:and|or|but|the|a|an|of|to|for|in|on|at|by|with|from|that|which|who|is|are|as|than|if|when|not|our|their))$"
)
_CARRIES_ON = re.compile(
    r"(?:and|or|but|which|who|that|than|because|so|to|of|for|by|with|while|if|when|unless|until)\s"
)


def lines_of(text: str) -> Iterator[tuple[int, str]]:
    """(offset, line) of a paragraph whose lines are entries of their own; else the whole text at once.

    Lines that are wrapped end where the next word would not have gone in. Where most break sooner and none ends as a
    sentence does, somebody typed one thing a line.
    """
    lines = text.split("\n")
    widest = max(map(len, lines))
    ended = sum(line.rstrip()[-1:] in ".!?" for line in lines)
    slack = _SLACK if ended else 0
    sooner = sum(
        len(line) + 1 + len(following.split(" ", 1)[0]) <= widest - slack for line, following in pairwise(lines)
    )
    if 2 * sooner < len(lines) - 1 or 3 * ended > len(lines):
        yield 0, text
        return
    start = at = 0
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        at += len(line) + 1
        if not following or not (_GOES_ON.search(line.rstrip()) or _CARRIES_ON.match(following)):
            yield start, text[start : at - 1]
            start = at


def _pieces(block: Block) -> Iterator[tuple[int, str]]:
    if block.kind != "paragraph":
        yield from split(block.text)
        return
    for start, text in lines_of(block.text):
        for offset, written in split(text):
            yield start + offset, written


def block_sentences(block: Block, index: int, kind: SectionKind) -> Iterator[Sentence]:
    """The sentences of one block."""
    line, counted = block.line, 0
    for offset, written in _pieces(block) if "\n" in block.text else split(block.text):
        line, counted = line + block.text.count("\n", counted, offset), offset
        quote = " ".join(written.split())
        text = without_marks(quote)
        if text:
            yield Sentence(text, quote, line, index, kind)
