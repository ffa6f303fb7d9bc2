"""What of a note a language model is shown, and against which its answer is checked: plain sentences with their lines.

A pure function of the note, so that it runs where notes are read; the model is asked elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from msgspec import Struct

from graphkit.extract.participants import participants
from graphkit.extract.rights.extractor import names_of
from graphkit.extract.sentences import PROSE_SECTIONS, Sentence, plain, sentences
from graphkit.vault.dialect import Dialect
from graphkit.vault.note import Note, SectionKind

_SECTIONS: Final[frozenset[SectionKind]] = PROSE_SECTIONS | {"discussion"}


class Part(Struct, frozen=True):
    """As much of a note as is sent at once: under each heading its blocks, each a list of sentences."""

    text: str
    blocks: tuple[tuple[Sentence, ...], ...]


class Passages(Struct, frozen=True):
    """A note for a language model. `path` is the note's, `plain` all its text in one line without marks, `known` the
    names that the note lists."""

    path: str
    plain: str
    known: tuple[str, ...]
    parts: tuple[Part, ...]


def passages_of(note: Note, dialect: Dialect, characters: int) -> Passages:
    """The prose of a note in parts of at most `characters`; a sentence that would fill half of one is left out."""
    listed = ", ".join(dict.fromkeys(one.who.name for one in participants(note, dialect)))
    head = "\n".join(filter(None, (f"Title: {note.title}", f"Participants: {listed}" if listed else "")))[
        : characters // 4
    ]
    return Passages(
        path=note.path,
        plain=plain("\n".join((note.title, *note.lines))),
        known=tuple(sorted(names_of(note).known)),
        parts=tuple(_parts(note, head, characters)),
    )


def _parts(note: Note, head: str, characters: int) -> Iterator[Part]:
    texts, blocks, size, under = [head], list[tuple[Sentence, ...]](), len(head), -1
    for block in _blocks(note, characters - len(head)):
        section = note.blocks[block[0].block].section
        heading = plain(note.sections[section].heading)[: characters // 8]
        text = " ".join(sentence.text for sentence in block)
        if blocks and size + len(text) + len(heading) + 7 > characters:
            yield Part("\n\n".join(texts), tuple(blocks))
            texts, blocks, size, under = [head], [], len(head), -1
        if section != under and heading:
            texts.append(f"## {heading}")
            size += len(heading) + 5
        texts.append(text)
        blocks.append(block)
        size, under = size + len(text) + 2, section
    if blocks:
        yield Part("\n\n".join(texts), tuple(blocks))


def _blocks(note: Note, characters: int) -> Iterator[tuple[Sentence, ...]]:
    """The sentences of each block; a long block is several, so that each fits."""
    longest = characters // 2
    for _, found in groupby(sentences(note, _SECTIONS), key=lambda sentence: sentence.block):
        taken: list[Sentence] = []
        size = 0
        for sentence in found:
            if len(sentence.text) > longest:
                continue
            if taken and size + len(sentence.text) > longest:
                yield tuple(taken)
                taken, size = [], 0
            taken.append(sentence)
            size += len(sentence.text) + 1
        if taken:
            yield tuple(taken)
