"""What is still to be decided: items of question sections, "Confirm whether …", "Who signs off on …?"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from msgspec import Struct

from graphkit.extract.actions import item_actions
from graphkit.extract.agents import alternatives, load_lexicon
from graphkit.extract.decisions import is_open
from graphkit.extract.reading import NoteReading
from graphkit.extract.statement import Question
from graphkit.vault.note import SectionKind, Span

_PROSE: Final[frozenset[SectionKind]] = frozenset({"information", "summary", "other", "decisions", "topics"})


class QuestionWords(Struct, frozen=True):
    """The words of lexicon/questions.toml, compiled."""

    opening: re.Pattern[str]
    rights: re.Pattern[str]
    within: re.Pattern[str]
    within_needs: re.Pattern[str]

    def asks(self, text: str) -> bool:
        """Whether a task is to find out or settle something."""
        if self.opening.match(text):
            return True
        return self.within_needs.search(text.lower()) is not None and self.within.search(text) is not None


@cache
def question_words() -> QuestionWords:
    """The words, read once per process."""
    data = load_lexicon("questions.toml")
    opening = "|".join(f"(?:{pattern})" for pattern in data["opening"])
    return QuestionWords(
        re.compile(opening, re.IGNORECASE),
        re.compile(data["rights"], re.IGNORECASE),
        re.compile(data["within"], re.IGNORECASE),
        re.compile(rf" (?:{alternatives(data['within_needs'])}) "),
    )


def questions(reading: NoteReading) -> Iterator[Question]:
    """The open questions of a note, each once, in the order of their lines.

    An action that is to find out or settle something is a question too, with the action's owners.
    """
    seen: set[str] = set()
    found = [*_of_actions(reading), *_of_sections(reading), *_of_prose(reading)]
    for question in sorted(found, key=lambda question: question.span.line):
        key = question.text.casefold().rstrip(" .?")
        if key not in seen:
            seen.add(key)
            yield question


def _of_actions(reading: NoteReading) -> Iterator[Question]:
    words = question_words()
    tasks = [action for block, action in reading.tasks if words.asks(action.text) and words.asks(block.text)]
    items = [action for action in item_actions(reading, ()) if words.asks(action.text)]
    for action in (*tasks, *items):
        if action.state not in ("Done", "Cancelled"):
            yield Question(action.span, action.text, action.owners, review=action.review)


def _of_sections(reading: NoteReading) -> Iterator[Question]:
    for item in reading.items("questions"):
        yield Question(item.span, item.text, confidence=1.0)
    if any(section.kind == "decisions" for section in reading.note.sections):
        for item in reading.items("decisions"):
            if is_open(item.text):
                yield Question(item.span, item.text)


def _of_prose(reading: NoteReading) -> Iterator[Question]:
    """Sentences that ask who may do what, or say what is to be confirmed."""
    words = question_words()
    for sentence in reading.sentences:
        text = sentence.text
        if sentence.section not in _PROSE:
            continue
        if words.opening.match(text) or (text.endswith("?") and words.rights.search(text)):
            yield Question(Span(sentence.line, sentence.quote), text)
