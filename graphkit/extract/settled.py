"""Decisions told in prose: "we agreed to wait", "the consensus was to …", "deferred until May"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from msgspec import Struct

from graphkit.extract.agents import load_lexicon
from graphkit.extract.reading import NoteReading
from graphkit.extract.rights.calls import CallTable
from graphkit.extract.statement import Decision
from graphkit.extract.utterances import Utterance, content, known_people, told_again, topic_of, utterances
from graphkit.vault.note import Span

#: Where a clause begins, after what stands before it.
_CLAUSES: Final = re.compile(r"(?:[,;:–—]|\s-|\.)\s+|\s(?=(?:and|so|but|then|therefore)\s)", re.IGNORECASE)
_CONDITION: Final = re.compile(r"\b(?:if|once|when|unless|whether)\b", re.IGNORECASE)
_BARE: Final = 3
#: How many characters after a wording a word of doubt still belongs to it.
_NEAR: Final = 24


class _Pattern(Struct, frozen=True):
    regex: re.Pattern[str]
    strong: bool
    spoken: bool  # also where talk is taken down word for word
    own: bool  # without a subject: only what no single speaker says
    anyone: bool  # … unless it is a matter of procedure
    begins: bool  # only at the beginning of a sentence


class _Lexicon(Struct, frozen=True):
    patterns: tuple[_Pattern, ...]
    speakers: re.Pattern[str]
    answer: re.Pattern[str]
    begins: re.Pattern[str]
    open: re.Pattern[str]
    doubt: re.Pattern[str]
    before: re.Pattern[str]


@cache
def _lexicon() -> _Lexicon:
    data = load_lexicon("settled.toml")
    slots = {
        "{to}": data["to"].replace("{opinion}", data["opinion"]),
        "{O}": f"(?:{data['group']}|{data['others']})",
        "{G}": data["group"],
        "{others}": data["others"],
        "{a}": data["adverbs"],
    }

    def compiled(pattern: str) -> re.Pattern[str]:
        for slot, text in slots.items():
            pattern = pattern.replace(slot, text)
        return re.compile(data["lead"] + "(?:" + pattern + ")", re.IGNORECASE)

    def any_of(pattern: str) -> re.Pattern[str]:
        return re.compile(pattern, re.IGNORECASE)

    return _Lexicon(
        tuple(
            _Pattern(
                compiled(one["regex"]),
                one.get("strong", False),
                one.get("spoken", False),
                one.get("own", False),
                one.get("anyone", False),
                one.get("begins", False),
            )
            for one in data["pattern"]
        ),
        re.compile(data["answers"]["speakers"] + r"\W*$", re.IGNORECASE),
        any_of(data["answers"]["regex"]),
        any_of(data["never"]["begins"]),
        any_of(data["never"]["open"]),
        any_of(data["never"]["doubt"]),
        any_of(data["never"]["before"]),
    )


@cache
def _called() -> CallTable[str]:
    return CallTable((word, word) for word in load_lexicon("settled.toml")["called_by"])


def settled(reading: NoteReading) -> Iterator[Decision]:
    """The decisions that a note tells outside its lists of decisions, each once.

    A proposal, wish, question, condition or report of what was decided before is none, and neither is what the
    note's list of decisions holds.
    """
    told: list[frozenset[str]] | None = None
    for utterance in utterances(reading, _called(), known_people(reading)):
        confidence = settles(utterance)
        if not confidence:
            continue
        if told is None:
            told = _listed(reading)
        text = utterance.text
        if len(text.split()) <= _BARE:
            topic = topic_of(reading, utterance.block)
            text = f"{topic}: {text}" if topic else text
        words = content(text)
        if told_again(words, told):
            continue
        told.append(words)
        yield Decision(Span(utterance.line, utterance.quote), text, confidence=confidence)


def settles(utterance: Utterance) -> float:
    """How sure it is that a sentence tells a decision; 0 when it tells none.

    >>> settles(Utterance("We agreed to close the shop.", "", 1, 0, "summary"))
    0.85
    >>> settles(Utterance("I think we agreed to close the shop.", "", 1, 0, "summary"))
    0
    """
    lexicon, text = _lexicon(), utterance.text
    if not _called().callers(text.lower()) or lexicon.open.search(text) or lexicon.begins.match(text):
        return 0
    together = bool(utterance.speaker) and lexicon.speakers.match(utterance.speaker) is not None
    if together and lexicon.answer.match(text):
        return 0.8
    if lexicon.before.search(text):
        return 0
    alone = bool(utterance.speaker) and not together
    starts = [0, *(match.end() for match in _CLAUSES.finditer(text))]
    for pattern in lexicon.patterns:
        if utterance.spoken and not pattern.spoken and utterance.section == "discussion":
            continue
        if pattern.own and alone and not pattern.anyone:
            continue
        for start in starts[:1] if pattern.begins else starts:
            match = pattern.regex.match(text, start)
            if match and not _CONDITION.search(text, 0, start) and not lexicon.doubt.search(text, start, match.end() + _NEAR):
                return 0.85 if pattern.strong else 0.75
    return 0


def _listed(reading: NoteReading) -> list[frozenset[str]]:
    """The words of each item that the note lists as a decision."""
    note = reading.note
    if not any(section.kind == "decisions" for section in note.sections):
        return [content(item.text) for item in reading.items("decisions")]
    return [
        content(block.text)
        for block in note.blocks
        if note.sections[block.section].kind == "decisions" and block.kind in ("item", "paragraph", "row")
    ] + [content(item.text) for item in reading.items("decisions")]
