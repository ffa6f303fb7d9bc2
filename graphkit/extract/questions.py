"""What is still to be decided: items of question sections, "Confirm whether …", "Who signs off on …?"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from msgspec import Struct

from graphkit.extract.actions import item_actions
from graphkit.extract.agents import alternatives, load_lexicon
from graphkit.extract.deadlines import due_in
from graphkit.extract.decisions import is_open
from graphkit.extract.owners import owners_in
from graphkit.extract.reading import NoteReading
from graphkit.extract.rights.calls import CallTable
from graphkit.extract.sentences import Sentence
from graphkit.extract.statement import Mention, Question
from graphkit.vault.note import SectionKind, Span

_NAME: Final = r"@?[A-Z0-9À-Þ][\w.’-]*(?: (?:(?:van|von|de|der|den|del|di|la) )?[A-ZÀ-Þ][\w’-]*){0,3}"
_NAMES: Final = rf"(?:[Tt]he )?{_NAME}(?:(?:,? and | & ){_NAME})?"
_PROSE: Final[frozenset[SectionKind]] = frozenset({"information", "summary", "other", "decisions", "topics"})


class QuestionWords(Struct, frozen=True):
    """The words of lexicon/questions.toml, compiled."""

    opening: re.Pattern[str]
    rights: re.Pattern[str]
    within: re.Pattern[str]
    within_needs: re.Pattern[str]
    unsettled: tuple[re.Pattern[str], ...]
    unsettled_calls: CallTable[bool]
    owner: re.Pattern[str]
    owner_after: re.Pattern[str]
    owned: re.Pattern[str]
    asked: re.Pattern[str]

    def asks(self, text: str) -> bool:
        """Whether a task is to find out or settle something."""
        if self.opening.match(text):
            return True
        return self.within_needs.search(text.lower()) is not None and self.within.search(text) is not None


@cache
def question_words() -> QuestionWords:
    """The words, read once per process."""
    data = load_lexicon("questions.toml")
    unsettled = data["unsettled"]
    opening = "|".join(f"(?:{pattern})" for pattern in data["opening"])
    return QuestionWords(
        re.compile(opening, re.IGNORECASE),
        re.compile(data["rights"], re.IGNORECASE),
        re.compile(data["within"], re.IGNORECASE),
        re.compile(rf" (?:{alternatives(data['within_needs'])}) "),
        tuple(re.compile(regex, re.IGNORECASE) for regex in unsettled["regex"]),
        CallTable((word, True) for word in unsettled["called_by"]),
        re.compile(unsettled["owner"].replace("{names}", _NAMES)),
        re.compile(unsettled["owner_after"].replace("{names}", _NAMES)),
        re.compile(unsettled["owned"], re.IGNORECASE),
        re.compile(unsettled["asked"], re.IGNORECASE),
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
            due = action.due or due_in(action.text, reading.note.date)
            yield Question(action.span, action.text, action.owners, due, review=action.review)


def _of_sections(reading: NoteReading) -> Iterator[Question]:
    for item in reading.items("questions"):
        owners, due = settled_by(item.text), due_in(item.text, reading.note.date)
        yield Question(item.span, item.text, owners, due, confidence=1.0)
    if any(section.kind == "decisions" for section in reading.note.sections):
        for item in reading.items("decisions"):
            if is_open(item.text):
                owners, due = settled_by(item.text), due_in(item.text, reading.note.date)
                yield Question(item.span, item.text, owners, due)


def _of_prose(reading: NoteReading) -> Iterator[Question]:
    """Sentences that ask who may do what, say what is to be confirmed, or that something is not settled yet."""
    words, said = question_words(), reading.note.date
    sentences = reading.sentences
    for at, sentence in enumerate(sentences):
        text = sentence.text
        if sentence.section not in _PROSE:
            continue
        open_now = bool(words.opening.match(text) or (text.endswith("?") and words.rights.search(text)))
        confidence = 0.9 if open_now else 0.75
        if not open_now and text.endswith("?"):
            following = sentences[at + 1] if at + 1 < len(sentences) else None
            open_now = words.asked.match(text) is not None and not _is_answered(reading, sentence, following)
            confidence = 0.6
        owners: tuple[Mention, ...] = ()
        if not open_now and words.unsettled_calls.any(text.lower()):
            owners = settled_by(text)
            open_now = bool(owners) or any(regex.match(text) for regex in words.unsettled)
        elif open_now:
            owners = settled_by(text)
        if open_now:
            due = due_in(text, said)
            yield Question(Span(sentence.line, sentence.quote), text, owners, due, confidence=confidence)


def _is_answered(reading: NoteReading, sentence: Sentence, following: Sentence | None) -> bool:
    """Whether something stands after a question, in its paragraph or below its item, that may be its answer."""
    if following is None:
        return False
    if following.block == sentence.block:
        return not following.text.endswith("?")
    blocks = reading.note.blocks
    below, block = blocks[following.block], blocks[sentence.block]
    return below.section == block.section and (
        below.indent > block.indent or (below.kind != block.kind and block.kind == "paragraph")
    )


def settled_by(text: str) -> tuple[Mention, ...]:
    """Who is to settle what a sentence leaves open; () where it does not say.

    >>> [who.name for who in settled_by("Ann Lee needs to confirm whether the tent fits.")]
    ['Ann Lee']
    >>> settled_by("We need to confirm whether the tent fits.")
    ()
    """
    words = question_words()
    match = words.owner.match(text)
    if match and not words.owned.search(text, match.end(), match.end() + 48):
        match = None
    match = match or words.owner_after.search(text)
    return owners_in(match["who"]) if match else ()
