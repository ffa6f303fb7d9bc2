"""Who took part, as the note lists them; certain only where the note makes it certain."""

from __future__ import annotations

from collections.abc import Iterator

from graphkit.extract.entries import entries_of, split_names
from graphkit.extract.reading import NoteReading
from graphkit.extract.statement import Attendance, Membership
from graphkit.vault.dialect import Dialect
from graphkit.vault.note import Note, Span
from graphkit.vault.values import text_of


def attendance(reading: NoteReading) -> Iterator[Attendance | Membership]:
    """An Attendance for each participant; a Membership where the list itself says kind, role or organisation.

    What stands in parentheses and is not taken apart by the dialect's patterns is left to `memberships`.
    """
    names: set[str] = set()
    for entry in reading.participants:
        names.add(entry.who.name)
        yield Attendance(entry.span, entry.who, entry.certain)
        if entry.kind:
            yield Membership(entry.span, entry.who, role=entry.kind)
        if entry.role or entry.organisation:
            yield Membership(entry.span, entry.who, entry.organisation, entry.role)
    for statement in _moderators(reading.note, reading.dialect):
        if not isinstance(statement, Attendance) or statement.who.name not in names:
            yield statement


def _moderators(note: Note, dialect: Dialect) -> Iterator[Attendance | Membership]:
    """Who led the meeting, by its header or front matter: they were there."""
    given = [
        (text_of(value), note.front.lines.get(key, 1))
        for key, value in note.front.values.items()
        if dialect.front.get(key) == "moderator"
    ]
    given += [
        (field.value, field.line) for field in note.fields if dialect.fields.get(field.key.lower()) == "moderator"
    ]
    for text, line in given:
        for name in split_names(text):
            for entry in entries_of(name, dialect):
                span = Span(line, name)
                yield Attendance(span, entry.who, certain=True)
                yield Membership(span, entry.who, entry.organisation, "moderator")
