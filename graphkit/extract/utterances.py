"""Who says what in a note's prose and discussion: sentences without the name of their speaker before them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from itertools import groupby
from operator import attrgetter
from typing import Final, TypeVar

from msgspec import Struct

from graphkit.extract.agents import load_lexicon
from graphkit.extract.reading import NoteReading
from graphkit.extract.sentences import Sentence, block_sentences, plain
from graphkit.vault.note import Block, Note, SectionKind

T = TypeVar("T")

_NAME: Final = r"(?:@[\w-]+|[A-ZÀ-Þ][\w.’'-]*(?: (?:(?:van|von|de|der|den|del|di|la) )?[A-ZÀ-Þ(][\w.’')-]*){0,3})"
_NAMES: Final = rf"{_NAME}(?:\s*(?:,|/|&|\band\b)\s*(?:{_NAME}|all|everyone))*"
#: "**Ann**: …", "**Ann** - …", "Ann: …", "Ann/Bo: …", "Ann -> …".
_SPEAKER: Final = re.compile(
    rf"[*_]{{2,3}}(?P<bold>[^*_\n]{{2,60}}?)(?:[ ]*\([\d:]+\))?[ ]*[:–-]?[*_]{{2,3}}[ \t]*"
    rf"(?:\(?\[?\d[\d:.]*\]?\)?(?:\(\S*\))?[ \t]*)?(?::|\s[–—-]+\s|$|\n|(?<=[:–-]\*\*)\s|(?<=[:–-]__)\s)\s*"
    rf"|[*_]?@?(?P<name>{_NAMES})[*_]?\s*(?:\([^()]{{1,40}}\)\s*)?(?::|->|→)(?:\s+|$)",
)
#: "Ann, …", "Ann - …": only where the note knows that name.
_AFTER_NAME: Final = re.compile(rf"(?P<name>{_NAME})(?:,\s|\s[–—-]+\s)")
_SMALL: Final = re.compile(r"(?P<name>[a-z]+(?: [a-z]+)?):\s+")
_PERSON: Final = re.compile(rf"{_NAMES}(?:\s*\([^()]*\))?$", re.IGNORECASE)
_FILLER: Final = re.compile(
    r"\b(?:yeah|yep|okay|ok so|thank you|thanks|i think|you know|i guess|kind of|sort of|i mean|gonna|um|uh|like,)\b",
    re.IGNORECASE,
)
#: So many fillers among a thousand words are talk taken down word for word.
_VERBATIM: Final = 6
_LONGEST: Final = 600
_TALK: Final = frozenset(["discussion", "agenda"])
#: Two texts that tell the same share so many words.
_SHARED: Final = 3
#: What stands between a speaker and what is said, and how far into a text it is looked for.
_SEPARATED: Final = re.compile(r"[:,>–—*]|\s-")
_FIRST: Final = 70
#: "… in one. this will be …", and no abbreviation.
_SMALL_END: Final = re.compile(r"(?<=[\w)]{3})\.\s+(?=[a-z]{2})")
_HEADED: Final = re.compile(r"[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w.’'-]*){0,2}")
_OFTEN: Final = 3
_OFTEN_SPOKEN: Final = 2
_BOLD: Final = re.compile(r"[*_]{2}([A-ZÀ-Þ][\w.’-]*(?: [\w.’-]+){0,3})[*_:\s]{2,4}")
_PROBE: Final = 16
_MOST_LINES: Final = 12
#: Where a speaker's name ends at the latest.
_NAME_END: Final = 30
#: A cell of fewer words tells nothing.
_ROW_WORDS: Final = 5


class Utterance(Struct, frozen=True):
    """One sentence, `text` without its speaker; `spoken` when the note takes talk down word for word."""

    text: str
    quote: str
    line: int
    block: int
    section: SectionKind
    speaker: str = ""
    spoken: bool = False


def utterances(
    reading: NoteReading, called: Callable[[str], T | None], known: frozenset[str]
) -> Iterator[tuple[Utterance, T]]:
    """The sentences of a note, told and discussed, with what their words call; those that call nothing are left out.

    `known` are names (folded).
    """
    note = reading.note
    for block, group in groupby(reading.sentences, key=attrgetter("block")):
        kind = note.sections[note.blocks[block].section].kind
        if kind in ("decisions", "questions"):
            continue
        head, at, _ = _speaker(note.blocks[block].text, known)
        for number, sentence in enumerate(group):
            found = called(sentence.text)
            if found is None:
                continue
            if (number or not at) and ". " not in sentence.text and len(sentence.text) <= _LONGEST:
                text = sentence.text
                yield Utterance(text, sentence.quote, sentence.line, block, sentence.section, head), found
            else:
                prefix = "" if number else note.blocks[block].text[:at]
                yield from _of_sentence(note, sentence, prefix, head, called)
    if any(section.kind in _TALK or section.kind == "summary" for section in note.sections):
        yield from _discussed(reading, called, known)


def _discussed(
    reading: NoteReading, called: Callable[[str], T | None], known: frozenset[str]
) -> Iterator[tuple[Utterance, T]]:
    """What is said in a note's discussion, and the rows of its summary."""
    note = reading.note
    spoken: bool | None = None
    headed: dict[str, str] = {}
    speaker, section = "", -1
    for index, block in enumerate(note.blocks):
        kind = note.sections[block.section].kind
        if block.section != section:
            section, speaker = block.section, ""
        if kind not in _TALK and not (kind == "summary" and block.kind == "row" and len(block.cells) > 1):
            continue
        if block.kind not in ("paragraph", "item", "quote", "row"):
            continue
        text = block.text if block.kind != "row" else max(block.cells, key=len)
        if block.kind == "row" and text.count(" ") + 1 < _ROW_WORDS:
            continue
        head, at, alone = _speaker(text, known)
        if alone:
            speaker = head
            continue
        if called(text) is None:
            continue
        if spoken is None:
            spoken = is_verbatim(reading)
            headed = _heading_speakers(note, known) if spoken else {}
        head = "" if block.kind == "row" else head or speaker or headed.get(note.sections[block.section].heading, "")
        whole = block if text is block.text else Block("paragraph", block.line, text, block.raw, block.section)
        for number, sentence in enumerate(block_sentences(whole, index, kind)):
            prefix = "" if number else text[:at]
            if number and ("**" in sentence.quote or ":" in sentence.quote[:_NAME_END]):
                other, length, _ = _speaker(sentence.quote, known)
                if other and ("**" in sentence.quote[:length] or other.casefold() in known):
                    head, prefix = other, sentence.quote[:length]
            yield from _of_sentence(note, sentence, prefix, head, called, spoken and block.kind != "row")


def _of_sentence(
    note: Note,
    sentence: Sentence,
    prefix: str,
    speaker: str,
    called: Callable[[str], T | None],
    spoken: bool = False,
) -> Iterator[tuple[Utterance, T]]:
    """A sentence without the speaker before it, in the parts that stand as one."""
    for text, quote in _parts(sentence, prefix):
        found = called(text) if text and len(text) <= _LONGEST else None
        if found is not None:
            line = sentence.line if quote is sentence.quote else _line_of(note, sentence.line, quote)
            yield Utterance(text, quote, line, sentence.block, sentence.section, speaker, spoken), found


def _parts(sentence: Sentence, prefix: str) -> Iterator[tuple[str, str]]:
    """A sentence, and what stands as one only because its writer begins sentences with small letters."""
    if not prefix and ". " not in sentence.quote:
        yield sentence.text, sentence.quote
        return
    start = 0
    for end in _SMALL_END.finditer(sentence.quote):
        quote = sentence.quote[start : end.start() + 1]
        yield _said(quote, prefix if start == 0 else ""), quote
        start = end.end()
    quote = sentence.quote[start:] if start else sentence.quote
    yield _said(quote, prefix if start == 0 else ""), quote


def _said(quote: str, prefix: str) -> str:
    text = quote[len(prefix.strip()) :] if quote.startswith(prefix.strip()) else quote
    return plain(text).lstrip(" :,–—>→")


def _line_of(note: Note, line: int, quote: str) -> int:
    """The line on which a part of a sentence begins, looked for from the sentence's on."""
    start = quote[:_PROBE]
    for at in range(line, min(line + _MOST_LINES, len(note.lines) + 1)):
        if start in note.lines[at - 1]:
            return at
    return line


def _heading_speakers(note: Note, known: frozenset[str]) -> dict[str, str]:
    """The speakers whom headings over what is said name: known people, or names that head many sections."""
    counts = Counter(section.heading for section in note.sections)
    names = {heading: heading.strip(" *_:#") for heading in counts}
    return {
        heading: name
        for heading, name in names.items()
        if _HEADED.fullmatch(name) and (name.casefold() in known or counts[heading] >= _OFTEN)
    }


def _speaker(text: str, known: frozenset[str]) -> tuple[str, int, bool]:
    """The speaker before a block's text, where what is said begins, and whether the name stands alone."""
    if not _SEPARATED.search(text, 0, _FIRST):
        return "", 0, False
    match = _SPEAKER.match(text)
    if match:
        name = (match["bold"] or match["name"]).strip(" :*_")
        if not _PERSON.match(name) or len(name.split()) > 8 or name.casefold() in _labels():
            return "", 0, False
        return name, match.end(), match.end() == len(text)
    match = _AFTER_NAME.match(text) or _SMALL.match(text)
    if match and match["name"].casefold() in known:
        return match["name"], match.end(), False
    return "", 0, False


def is_verbatim(reading: NoteReading) -> bool:
    """Whether the discussion of a note is talk taken down word for word."""
    note = reading.note
    texts = [
        block.text for block in note.blocks if note.sections[block.section].kind in ("discussion", "agenda", "other")
    ]
    words = sum(text.count(" ") + 1 for text in texts)
    fillers = sum(len(_FILLER.findall(text)) for text in texts)
    return fillers * 1000 > _VERBATIM * words


def known_people(reading: NoteReading) -> frozenset[str]:
    """The names of those who take part, folded: whole, their parts, and handles with and without their @."""
    names: set[str] = set()
    for entry in reading.participants:
        name = entry.who.name.casefold()
        names.add(name)
        names |= {part for part in name.split() if len(part) > 1}
        if entry.who.handle:
            handle = entry.who.handle.casefold()
            names |= {handle, handle.lstrip("@")}
    place = reading.note.place
    if place.kind == "person" and place.name:
        names |= {place.name.casefold(), *place.name.casefold().split()}
    names.update(_bold_speakers(reading.note))
    return frozenset(names)


def _bold_speakers(note: Note) -> Iterator[str]:
    """The names in bold before what is said, folded, of those who speak more than once."""
    texts = (block.text for block in note.blocks)
    bold = Counter(
        match[1].casefold() for text in texts if text.startswith(("**", "__")) and (match := _BOLD.match(text))
    )
    for name, count in bold.items():
        if count >= _OFTEN_SPOKEN and name not in _no_speakers():
            yield name
            yield from (part for part in name.split() if len(part) > 1)


_WORD: Final = re.compile(r"[a-z0-9_]{4,}")


@cache
def _labels() -> frozenset[str]:
    """What stands before a colon and is no speaker: "Outcome: …"."""
    return frozenset(load_lexicon("settled.toml")["labels"])


@cache
def _no_speakers() -> frozenset[str]:
    return _labels() | frozenset(load_lexicon("settled.toml")["not_speakers"])


@cache
def _common() -> frozenset[str]:
    """Words that many tellings share."""
    return frozenset(load_lexicon("settled.toml")["common"])


def content(text: str) -> frozenset[str]:
    """The longer words of a text, by which two tellings of one thing are recognised."""
    return frozenset(_WORD.findall(text.lower())) - _common()


def told_again(words: frozenset[str], others: list[frozenset[str]]) -> bool:
    """Whether most of the words, or of another text's, are those of the other, and no number tells the two apart."""
    return any(
        (len(words & other) >= max(_SHARED, 0.6 * min(len(words), len(other))) or words == other)
        and not _told_apart(words, other)
        for other in others
    )


def _told_apart(words: frozenset[str], other: frozenset[str]) -> bool:
    """Whether each of two texts has a number of several figures that the other has not."""
    more, less = words - other, other - words
    return any(map(str.isdecimal, more)) and any(map(str.isdecimal, less))


def topic_of(reading: NoteReading, block: int) -> str:
    """What a block answers: the item above it, else its heading."""
    blocks = reading.note.blocks
    indent = blocks[block].indent if blocks[block].kind == "item" else 0
    for at in range(block - 1, -1, -1):
        if blocks[at].section != blocks[block].section:
            break
        if indent and blocks[at].kind == "item" and blocks[at].indent < indent:
            return plain(blocks[at].text).strip(" :*_")
    section = reading.note.section_of(blocks[block])
    return plain(section.heading).strip(" :*_#") if section.level > 1 else ""
