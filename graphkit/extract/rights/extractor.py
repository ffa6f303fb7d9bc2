"""All that a note says about who decides: fields, tables, then its prose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from graphkit.extract.reporting import field_lines
from graphkit.extract.rights.fields import field_rights
from graphkit.extract.rights.learned import learned
from graphkit.extract.rights.masks import Names
from graphkit.extract.rights.passages import Stated, prose_statements
from graphkit.extract.rights.tables import table_rights
from graphkit.extract.sentences import Sentence
from graphkit.extract.statement import Right
from graphkit.vault.note import Note
from graphkit.vault.values import as_list

#: Fields that name people.
_LISTED: Final = (
    "participants", "attendees", "with", "present", "people", "person", "invitees", "members", "author", "owner",
)  # fmt: skip
_PARENTHESES: Final = re.compile(r"\s*\([^()]*\)")
_LONGEST: Final = 60


def statements(note: Note, prose: Iterable[Sentence]) -> Iterator[Stated]:
    """All that a note, whose sentences are `prose`, says about who decides: see `graphkit.extract.rights.rights`."""
    names = names_of(note)
    outright = list(field_rights(note, names))
    yield from outright
    yield from field_lines(note, names)
    if any(block.kind == "row" for block in note.blocks):
        yield from table_rights(note, names)
    sentences = list(prose)
    told = list(prose_statements(note, names, sentences))
    told += learned(note, names, sentences, told)
    deciders = _deciders(outright)
    yield from (one for one in told if not _against(one, deciders)) if deciders else told


def _deciders(outright: list[Right]) -> dict[str, set[str]]:
    """Who decides on what, by the note's fields."""
    found: dict[str, set[str]] = {}
    for right in outright:
        if right.power == "Decide" and right.standing == "Current":
            found.setdefault(right.scope.lower(), set()).add(right.holder.name)
    return found


def _against(stated: Stated, deciders: dict[str, set[str]]) -> bool:
    """Whether a sentence says of somebody else what a field of the same note says outright: the field is right."""
    if not isinstance(stated, Right) or stated.power != "Decide" or stated.standing != "Current":
        return False
    if stated.negated or stated.believed_by or stated.condition:
        return False
    named = deciders.get(stated.scope.lower())
    return bool(named) and not any(
        name == stated.holder.name or name.startswith(f"{stated.holder.name} ") for name in named or ()
    )


def names_of(note: Note) -> Names:
    """The names that a note lists, whole and in parts."""
    values: list[str] = []
    for key in _LISTED:
        if note.front.values.get(key):
            values += as_list(note.front.values[key])
    for field in note.fields:
        if field.key.lower() in _LISTED:
            values += as_list(field.value)
    if note.place.kind == "person":
        values.append(note.place.name)
    known: set[str] = set()
    for value in values:
        name = (_PARENTHESES.sub("", value) if "(" in value else value).strip('[]@*" ')
        if 1 < len(name) < _LONGEST and name[0].isupper():
            known.add(name)
            known.update(part for part in name.split() if len(part) > 2 and part[0].isupper())
    forum = note.place.name if note.place.kind == "forum" else ""
    if " " in forum:
        known.add(forum)
    known.discard("The")
    return Names(frozenset(known), forum=forum)
