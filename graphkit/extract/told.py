"""Decisions and tasks that a note tells in prose and discussion, outside its lists of them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

from msgspec.structs import replace

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
#: So few longer words can be told of several topics ("moved to the next meeting").
_TELLING: Final = 7
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

    decided: _Told | None = None
    tasks: _Told | None = None
    for utterance, wordings in utterances(reading, called, known):
        confidence = settles(utterance, (one for one in wordings if isinstance(one, Settles)))
        if confidence:
            if decided is None:
                decided = _Told(reading, _decided(reading))
            decision = _decision(reading, utterance, confidence)
            text = decided.anew(utterance, decision.text)
            if text:
                yield decision if text is decision.text else replace(decision, text=text)
        owners = undertakes(utterance, (one for one in wordings if isinstance(one, Undertakes)), known)
        if owners is None:
            continue
        if tasks is None:
            tasks = _Told(reading, _tasks(reading))
        text = tasks.anew(utterance, utterance.text)
        if text:
            due = due_in(utterance.text, reading.note.date)
            span = Span(utterance.line, utterance.quote)
            yield Action(span, text, owners=owners, due=due, confidence=0.8)


class _Told:
    """What a note has told so far: `listed` are the words of what its lists hold."""

    def __init__(self, reading: NoteReading, listed: list[frozenset[str]]) -> None:
        self._reading = reading
        self._anywhere = listed
        self._short: dict[frozenset[str], set[str]] = {}

    def anew(self, utterance: Utterance, text: str) -> str:
        """What is told, "" for what was told before; the same few words under another topic get that topic."""
        words = content(text)
        if len(words) < _TELLING and words in self._short:
            topic = topic_of(self._reading, utterance.block)
            topics = self._short[words]
            if topic in topics:
                return ""
            topics.add(topic)
            return f"{topic}: {text}" if topic else ""
        if told_again(words, self._anywhere):
            return ""
        self._anywhere.append(words)
        if len(words) < _TELLING:
            self._short[words] = {topic_of(self._reading, utterance.block)}
        return text


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
