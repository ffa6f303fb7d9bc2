"""All that one note says: the extractors run in order, statements and the note's own facts collected."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from importlib.metadata import entry_points
from typing import Any, Final, TypeAlias

from msgspec.structs import replace

from graphkit.extract.actions import actions
from graphkit.extract.attendance import attendance
from graphkit.extract.charts import charts
from graphkit.extract.decisions import decisions
from graphkit.extract.kinds import (
    entities_of,
    is_generated,
    is_private,
    kind_of,
    source_kind_of,
    source_of,
)
from graphkit.extract.memberships import memberships
from graphkit.extract.organisations import names_in
from graphkit.extract.pages import aliases_of, mailboxes_of
from graphkit.extract.parsed.notes import more_rights
from graphkit.extract.phrases import phrase_counts, phrases_of
from graphkit.extract.questions import questions
from graphkit.extract.reading import NoteReading
from graphkit.extract.rights import rights
from graphkit.extract.statement import (
    LEARNED,
    Action,
    Attendance,
    Decision,
    Extraction,
    Question,
    ReportingLine,
    Right,
    Statement,
)
from graphkit.extract.told import told
from graphkit.extract.topics import topics_of
from graphkit.vault.dialect import Dialect
from graphkit.vault.note import Note

#: A pure function of one note; it may run in any process.
Extractor: TypeAlias = Callable[[Note, Dialect], Iterable[Statement]]

#: The built-in extractors, in the order in which their statements stand; they share what a reading finds.
EXTRACTORS: Final[tuple[Callable[[NoteReading], Iterable[Statement]], ...]] = (
    attendance,
    memberships,
    actions,
    decisions,
    questions,
    told,
    charts,
)

#: The entry-point group in which other packages offer extractors.
GROUP: Final = "graphkit.extractors"


@cache
def extractors() -> tuple[Extractor, ...]:
    """Those that installed packages offer, by name."""
    offered = sorted(entry_points(group=GROUP), key=lambda point: point.name)
    return tuple(point.load() for point in offered)


def extract_note(
    note: Note, dialect: Dialect, *, private: bool = False, modified: str = "", parser: Any = None
) -> Extraction:
    """Everything `note` says, as the extractors find it.

    `private` marks it so whatever its front matter says; `modified` is the day its file was last changed. `parser` is
    a spaCy pipeline that finds more rights, None for none.
    What two extractors find of one sentence is one statement. Raises what an installed extractor raises.
    """
    generated = is_generated(note)
    statements: list[Statement] = []
    reading = NoteReading(note, dialect)
    for built_in in EXTRACTORS:
        statements += built_in(reading)
    statements += rights(note, dialect, reading.sentences)
    if parser is not None:
        statements += more_rights(parser, note, reading.sentences, statements)
    for extractor in extractors():
        statements += extractor(note, dialect)
    kind = kind_of(note, dialect, listed=any(isinstance(statement, Attendance) for statement in statements))
    page = kind == "page"
    return Extraction(
        path=note.path,
        digest=note.digest,
        title=note.title,
        date=note.date,
        kind=kind,
        dialect=note.dialect,
        generated=generated,
        private=private or is_private(note),
        source=source_of(note, dialect),
        source_kind=source_kind_of(note, dialect),
        place=note.place,
        entities=entities_of(note, dialect),
        statements=tuple(_finished(statement, generated) for statement in _once(statements)),
        names=names_in(reading),
        topics=topics_of(note),
        phrases=phrase_counts(note),
        aliases=aliases_of(note) if page else (),
        problems=note.problems,
        modified=modified,
        mailboxes=mailboxes_of(note) if page else (),
    )


def extended(extraction: Extraction, rights: Iterable[Right]) -> Extraction:
    """An extraction with the rights that a language model found besides.

    A sentence that graphkit has read itself stays as it read it, unless only the trained reader did and was not sure.
    """
    read = {
        _words(said.span.quote)
        for said in extraction.statements
        if isinstance(said, (Right, ReportingLine)) and not _open(said)
    }
    more = []
    for right in rights:
        quote = _words(right.span.quote)
        if not any(quote in known or known in quote for known in read if known):
            more.append(_finished(right, extraction.generated))
    quotes = [_words(right.span.quote) for right in more if isinstance(right, Right)]
    kept = (
        said
        for said in extraction.statements
        if not (_open(said) and isinstance(said, Right) and any(_words(said.span.quote) in one for one in quotes))
    )
    return replace(extraction, statements=(*kept, *more)) if more else extraction


def _open(said: Statement) -> bool:
    """Whether the trained reader saw a right there and is not sure of it."""
    return isinstance(said, Right) and said.extractor == LEARNED and said.review == "Unconfirmed"


def _once(statements: list[Statement]) -> list[Statement]:
    """Decisions and questions that two extractors found of one sentence become one, with the deciders of
    both.
    """
    result: list[Statement] = []
    at: dict[tuple[type, int], list[int]] = {}
    for statement in statements:
        if not isinstance(statement, (Decision, Question)):
            result.append(statement)
            continue
        places = at.setdefault((type(statement), statement.span.line), [])
        same = next((i for i in places if _same(result[i], statement)), -1)
        if same < 0:
            places.append(len(result))
            result.append(statement)
        else:
            result[same] = _joined(result[same], statement)
    return result


def _same(one: Statement, other: Statement) -> bool:
    """Whether the text of one holds that of the other: both are of one kind and line."""
    if not isinstance(one, (Decision, Question)) or not isinstance(other, (Decision, Question)):
        return False
    a, b = _words(one.text), _words(other.text)
    return a in b or b in a or _words(other.text) in _words(one.span.quote)


def _words(text: str) -> str:
    return " ".join(text.casefold().split()).strip(" .?!*_")


def _joined(one: Statement, other: Statement) -> Statement:
    if isinstance(one, Decision) and isinstance(other, Decision):
        by = tuple(dict.fromkeys((*one.decided_by, *other.decided_by)))
        return replace(one, decided_by=by, number=one.number or other.number)
    if isinstance(one, Question) and isinstance(other, Question):
        return replace(one, owners=tuple(dict.fromkeys((*one.owners, *other.owners))))
    return one


def _finished(statement: Statement, generated: bool) -> Statement:
    """The statement with its candidate topics, unless its extractor has given them.

    Where the whole note is unconfirmed, a statement does not say so again.
    """
    if isinstance(statement, (Action, Decision, Question)):
        phrases = statement.phrases or phrases_of(statement.text)
        review = "" if generated and statement.review == "Unconfirmed" else statement.review
        return replace(statement, phrases=phrases, review=review)
    if isinstance(statement, Right) and not statement.phrases and statement.scope:
        return replace(statement, phrases=phrases_of(statement.scope))
    return statement
