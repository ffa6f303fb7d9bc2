"""What a note says, before anybody knows who is who: frozen statements, each with its place.

Names are still text (`Mention`); `identity/` resolves them, `graph/` writes them. Terms are those of the ontology.
"""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

from msgspec import Struct

from graphkit.vault.note import Place, Span
from graphkit.vault.problem import Problem

AgentKind = Literal["person", "organisation", "unit", "role", "unknown"]
Standing = Literal["Current", "Past", "Proposed", "Hypothetical"]
Power = Literal["Decide", "Approve", "Veto", "Own", "Recommend", "Consult", "Perform", "Inform"]
TaskState = Literal["Open", "Done", "Cancelled", "InProgress", "Suggested"]
#: What `Right.extractor` is where the trained reader of the package saw a right that no rule reads.
LEARNED: Final = "graphkit, learned"
Priority = Literal["", "Highest", "High", "Medium", "Low", "Lowest"]


class Mention(Struct, frozen=True, gc=False):
    """A name as the note writes it, without parentheses, marks and possessive; `kind` is what the context says."""

    name: str
    kind: AgentKind = "unknown"
    handle: str = ""  # with its @


class Attendance(Struct, frozen=True, gc=False, tag=True):
    """`who` is listed as a participant; `certain` when the note makes it certain that they were there."""

    span: Span
    who: Mention
    certain: bool = False


class Membership(Struct, frozen=True, gc=False, tag=True):
    """`who` has `role` in `organisation` (either may be missing), now or formerly."""

    span: Span
    who: Mention
    organisation: str = ""
    role: str = ""
    standing: Standing = "Current"
    confidence: float = 0.95


class ReportingLine(Struct, frozen=True, gc=False, tag=True):
    """`who` reports to `to`."""

    span: Span
    who: Mention
    to: Mention
    standing: Standing = "Current"
    negated: bool = False
    believed_by: tuple[Mention, ...] = ()
    confidence: float = 0.9


class Action(Struct, frozen=True, gc=False, tag=True):
    """A task. Dates are ISO days or "". `text` has no marks, owner or number."""

    span: Span
    text: str
    owners: tuple[Mention, ...] = ()
    state: TaskState = "Open"
    symbol: str = ""
    priority: Priority = ""
    due: str = ""
    scheduled: str = ""
    start: str = ""
    done: str = ""
    cancelled: str = ""
    created: str = ""
    recurrence: str = ""
    identifier: str = ""
    depends_on: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    review: str = ""
    confidence: float = 1.0


class Decision(Struct, frozen=True, gc=False, tag=True):
    """Something that was decided; `decided_by` only where the note says so. `number` as in "101.1"."""

    span: Span
    text: str
    decided_by: tuple[Mention, ...] = ()
    number: str = ""
    phrases: tuple[str, ...] = ()
    review: str = ""
    confidence: float = 1.0


class Question(Struct, frozen=True, gc=False, tag=True):
    """Something that somebody still has to decide, by `due` (an ISO day or "")."""

    span: Span
    text: str
    owners: tuple[Mention, ...] = ()
    due: str = ""
    phrases: tuple[str, ...] = ()
    review: str = ""
    confidence: float = 0.9


class Right(Struct, frozen=True, gc=False, tag=True):
    """Who may do what about which scope, with its standing, negation, condition and source.

    `extractor` is what read it, "" for the rules of graphkit.
    """

    span: Span
    holder: Mention
    power: Power
    scope: str = ""
    to: tuple[Mention, ...] = ()
    standing: Standing = "Current"
    negated: bool = False
    condition: str = ""
    believed_by: tuple[Mention, ...] = ()
    stated_by: tuple[Mention, ...] = ()
    held_from: str = ""
    held_until: str = ""
    phrases: tuple[str, ...] = ()
    review: str = ""
    confidence: float = 0.9
    extractor: str = ""


Statement: TypeAlias = Attendance | Membership | ReportingLine | Action | Decision | Question | Right


class Extraction(Struct, frozen=True, gc=False):
    """All that one note says: what a worker returns, what the cache keeps, what `identity/` reads.

    `kind` is "meeting", "correspondence", "page" (an entity page) or "note"; `date` is the ISO day the note states or
    "", `modified` the day the file was last changed (statements of a note without a date are dated by it).
    `entities` are the note's front-matter or header fields `person`, `account`, `project`, `partner`, `forum` ->
    name, links and brackets removed; `topics` are names of topics the note states outright (tags, front matter,
    headings, links), `phrases` its candidate noun phrases with how often each occurs; `names` are the people and
    organisations mentioned anywhere outside the attendance list, with the line of the first mention; `aliases`
    are pairs (canonical name, other way to write it) that a person's or organisation's page states.
    """

    path: str
    digest: str
    title: str
    date: str
    kind: str
    dialect: str
    generated: bool
    private: bool
    source: str
    source_kind: str
    place: Place
    entities: dict[str, str]
    statements: tuple[Statement, ...]
    names: tuple[tuple[Mention, int], ...]
    topics: tuple[str, ...]
    phrases: dict[str, int]
    aliases: tuple[tuple[str, str], ...] = ()
    problems: tuple[Problem, ...] = ()
    modified: str = ""
    mailboxes: tuple[tuple[str, str], ...] = ()  # (name, e-mail address), from pages
