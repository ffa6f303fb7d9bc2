"""What was decided: the items of decision sections, and lines that are labelled as decisions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from msgspec import Struct

from graphkit.extract.agents import load_lexicon
from graphkit.extract.entries import split_names
from graphkit.extract.item import Item
from graphkit.extract.names import mention_of
from graphkit.extract.owners import leading_owners
from graphkit.extract.reading import NoteReading
from graphkit.extract.sentences import split
from graphkit.extract.statement import Decision
from graphkit.extract.utterances import content, told_again
from graphkit.vault.note import Span

#: An item of more characters and sentences than this retells a talk.
_LONG: Final = 350
_SENTENCES: Final = 3
_SHORT: Final = 160
_FIRST_PERSON: Final = re.compile(r"(?<![“\"])\b(?:[Ww]e|I)\b")


class DecisionWords(Struct, frozen=True):
    """The words of lexicon/decisions.toml, compiled."""

    undecided: re.Pattern[str]
    not_yet: re.Pattern[str]
    not_yet_needs: tuple[str, ...]
    proposed: re.Pattern[str]
    settled: re.Pattern[str]
    not_settled: re.Pattern[str]
    revised: re.Pattern[str]


@cache
def decision_words() -> DecisionWords:
    """The words, read once per process."""
    data = load_lexicon("decisions.toml")

    def any_of(patterns: list[str]) -> re.Pattern[str]:
        return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)

    return DecisionWords(
        any_of(data["undecided"]),
        any_of(data["not_yet"]),
        tuple(data["not_yet_needs"]),
        any_of(data["proposed"]),
        re.compile(data["settled"], re.IGNORECASE),
        re.compile(data["not_settled"], re.IGNORECASE),
        re.compile(data["revised"], re.IGNORECASE),
    )


def decisions(reading: NoteReading) -> Iterator[Decision]:
    """The decisions of a note, each once. `decided_by` only from a table's column for it.

    An item that says that something is still open is no decision (see `questions`), and neither is a
    proposal. Of an item of many sentences, which retells a talk, only the sentences count that say what was
    agreed.
    """
    yield from reading.once(listed_decisions)


def listed_decisions(reading: NoteReading) -> tuple[Decision, ...]:
    """The decisions that a note lists, see `decisions`."""
    found: list[Decision] = []
    seen: set[str] = set()
    numbers: dict[str, list[frozenset[str]]] = {}
    items = [
        item
        for item in sorted(reading.items("decisions"), key=lambda item: item.span.line)
        if not is_open(item.text) and not (item.mixed and leading_owners(item.text))
    ]
    lengths = sorted(len(item.text) for item in items)
    retold = len(items) >= _SENTENCES and lengths[len(items) // 2] >= _LONG
    for item in items:
        before = numbers.get(item.number) if item.number else None
        if before and (item.label or told_again(content(item.text), before)):
            continue
        by = tuple(filter(None, map(mention_of, split_names(item.by)))) if item.by else ()
        whole = item.number != "" and reading.note.section_of(reading.note.blocks[item.block]).kind == "decisions"
        for text in _settled(item, retold=retold, whole=whole):
            key = " ".join(text.casefold().split()).rstrip(" .")
            if key not in seen:
                seen.add(key)
                span = Span(item.span.line, text) if text in item.span.quote and item.text != text else item.span
                found.append(Decision(span, text, by, item.number))
        if item.number:
            numbers.setdefault(item.number, []).append(content(item.text))
    return tuple(found)


def is_open(text: str) -> bool:
    """Whether an item of a decision section says that something is still to be decided.

    >>> is_open("Who pays for it?"), is_open("TBD: the date"), is_open("The date is 4 May")
    (True, True, False)
    """
    words = decision_words()
    if text.rstrip(' *_"”').endswith("?") or words.undecided.match(text):
        return True
    if len(text) > _SHORT:
        return False
    low = text.lower()
    return any(map(low.__contains__, words.not_yet_needs)) and words.not_yet.search(text) is not None


def _settled(item: Item, *, retold: bool, whole: bool) -> tuple[str, ...]:
    """What an item decides: all of it, unless it retells a talk, as `retold` ones do; then each sentence that says so.

    Where none does, a numbered item in the words of who spoke ("we will …") is one (`whole`). Of what is struck
    through and revised, the revision; nothing for a proposal.
    """
    words = decision_words()
    if words.proposed.match(item.text):
        return ()
    if "~~" in item.span.quote:
        return (words.revised.sub("", item.text, count=1) if words.revised.match(item.text) else item.text,)
    if item.label or (len(item.text) < _LONG and not retold):
        return (item.text,)
    sentences = [sentence for _, sentence in split(item.text)]
    if len(sentences) <= _SENTENCES and not retold:
        return (item.text,)
    agreed = tuple(s for s in sentences if words.settled.search(s) and not words.not_settled.search(s))
    return agreed or ((item.text,) if whole and _FIRST_PERSON.search(item.text) else ())
