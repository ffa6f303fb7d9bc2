"""Decisions and tasks that a note tells in prose and discussion, outside its lists of them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

from graphkit.extract.deadlines import due_in
from graphkit.extract.decisions import listed_decisions
from graphkit.extract.items import ListKind
from graphkit.extract.reading import NoteReading
from graphkit.extract.rights.calls import CallTable
from graphkit.extract.settled import Settles, settles
from graphkit.extract.settled import wordings as settled_wordings
from graphkit.extract.statement import Action, Decision
from graphkit.extract.undertaken import Undertakes, may_order, undertakes
from graphkit.extract.undertaken import wordings as undertaken_wordings
from graphkit.extract.utterances import (
    Utterance,
    content,
    known_people,
    told_again,
    topic_of,
    utterances,
)
from graphkit.vault.note import Span

_LISTS: Final[tuple[ListKind, ...]] = ("actions", "decisions")
#: A text of so few words does not say what it is about.
_BARE: Final = 3
#: An item of more characters retells a talk, and what else it tells is told nowhere else.
_RETOLD: Final = 350


@cache
def _table() -> CallTable[Settles | Undertakes]:
    pairs: list[tuple[str, Settles | Undertakes]] = [*settled_wordings(), *undertaken_wordings()]
    return CallTable((word, wording) for word, wording in pairs if word)


@cache
def _always() -> tuple[Undertakes, ...]:
    return tuple(wording for word, wording in undertaken_wordings() if not word)


def told(reading: NoteReading) -> Iterator[Decision | Action]:
    """What a note tells in sentences to have been decided or to be somebody's task, each once.

    What its lists of decisions and tasks hold is left out.
    """
    table = _table()
    known = known_people(reading)

    def called(text: str) -> tuple[Settles | Undertakes, ...] | None:
        found = table.calls(text.lower().replace("'", "’"))
        if may_order(text, known):
            found += _always()
        return found or None

    decided: list[frozenset[str]] | None = None
    tasks: list[frozenset[str]] | None = None
    for utterance, wordings in utterances(reading, called, known):
        confidence = settles(utterance, (one for one in wordings if isinstance(one, Settles)))
        if confidence:
            if decided is None:
                decided = _decided(reading)
            decision = _decision(reading, utterance, confidence)
            words = content(decision.text)
            if not told_again(words, decided):
                decided.append(words)
                yield decision
        owners = undertakes(utterance, (one for one in wordings if isinstance(one, Undertakes)), known)
        if owners is None:
            continue
        if tasks is None:
            tasks = _tasks(reading)
        words = content(utterance.text)
        if not told_again(words, tasks):
            tasks.append(words)
            due = due_in(utterance.text, reading.note.date)
            span = Span(utterance.line, utterance.quote)
            yield Action(span, utterance.text, owners=owners, due=due, confidence=0.8)


def _decision(reading: NoteReading, utterance: Utterance, confidence: float) -> Decision:
    text = utterance.text
    if len(text.split()) <= _BARE:
        topic = topic_of(reading, utterance.block)
        text = f"{topic}: {text}" if topic else text
    return Decision(Span(utterance.line, utterance.quote), text, confidence=confidence)


def _decided(reading: NoteReading) -> list[frozenset[str]]:
    """The words of each item that the note lists as a decision."""
    note = reading.note
    blocks = (
        block.text
        for block in note.blocks
        if note.sections[block.section].kind == "decisions" and block.kind in ("item", "paragraph", "row")
    )
    listed = [content(decision.text) for decision in reading.once(listed_decisions)]
    return listed + [content(text) for text in (*_listed(reading, "decisions"), *blocks) if len(text) < _RETOLD]


def _tasks(reading: NoteReading) -> list[frozenset[str]]:
    """The words of each task that the note lists."""
    listed = [content(action.text) for _, action in reading.tasks]
    return listed + [content(text) for kind in _LISTS for text in _listed(reading, kind) if len(text) < _RETOLD]


def _listed(reading: NoteReading, kind: ListKind) -> Iterator[str]:
    return (item.text for item in reading.items(kind))
