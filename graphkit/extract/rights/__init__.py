"""Decision rights, reporting lines and acts of deciding: who may do what about which scope, as a note says it."""

from __future__ import annotations

from collections.abc import Iterable

from graphkit.extract.sentences import Sentence, sentences
from graphkit.extract.statement import Decision, Question, ReportingLine, Right
from graphkit.vault.dialect import Dialect
from graphkit.vault.note import Note

__all__ = ["rights"]


def rights(
    note: Note, dialect: Dialect | None = None, prose: Iterable[Sentence] | None = None
) -> Iterable[Right | ReportingLine | Decision | Question]:
    """The decision rights, reporting lines, single acts and open questions about rights that a note states.

    Discussion, agenda, attendance, tasks and code say none; `dialect` is not needed. A single act of deciding
    ("the lease was approved by Ann") is a `Decision` with its decider and no right. `prose` are the note's sentences
    where they are known (`NoteReading.sentences`).
    """
    from graphkit.extract.rights.extractor import statements

    del dialect
    return statements(note, sentences(note) if prose is None else prose)
