"""One note as the extractors see it: what several of them look for, worked out once."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any, TypeVar

from graphkit.extract.item import Item
from graphkit.extract.items import Candidates, ListKind, candidates_of, items_of
from graphkit.extract.participants import Participant, participants
from graphkit.extract.sentences import Sentence, sentences
from graphkit.extract.statement import Action
from graphkit.extract.tasks import task_action
from graphkit.vault.dialect import Dialect
from graphkit.vault.note import Block, Note
from graphkit.vault.wording import ItemWords

Found = TypeVar("Found")


class NoteReading:
    """A note, its dialect, and what is found in it when it is first asked for."""

    def __init__(self, note: Note, dialect: Dialect) -> None:
        self.note = note
        self.dialect = dialect
        self._items: dict[ListKind, tuple[Item, ...]] = {}
        self._found: dict[Callable[[NoteReading], Any], Any] = {}

    @cached_property
    def participants(self) -> tuple[Participant, ...]:
        """Everybody the note lists as taking part."""
        return participants(self.note, self.dialect)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of its prose, in the order of the file."""
        return tuple(sentences(self.note))

    @cached_property
    def tasks(self) -> tuple[tuple[Block, Action], ...]:
        """Its task lines with the action of each, without empty ones and placeholders."""
        found = ((block, task_action(block)) for block in self.note.blocks if block.kind == "task")
        return tuple((block, action) for block, action in found if action is not None)

    @cached_property
    def _candidates(self) -> Candidates:
        return candidates_of(self.note)

    def once(self, find: Callable[[NoteReading], Found]) -> Found:
        """What `find` finds, worked out when it is first asked for."""
        if find not in self._found:
            self._found[find] = find(self)
        return self._found[find]  # type: ignore[no-any-return]

    def items(self, kind: ListKind) -> tuple[Item, ...]:
        """The decisions, actions or questions that it lists."""
        if kind not in self._items:
            words: ItemWords = getattr(self.dialect, kind)
            self._items[kind] = tuple(items_of(self.note, self.dialect, kind, words, self._candidates))
        return self._items[kind]
