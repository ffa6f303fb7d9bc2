"""Who is who and which notes record what: the answer of `resolve()`, which `graph/` writes without a look at a note."""

from __future__ import annotations

from typing import Literal, NamedTuple

from msgspec import Struct

from graphkit.extract.statement import Mention, Statement
from graphkit.vault.problem import Problem

EntityType = Literal["Person", "Organization", "OrganizationalUnit", "Role", "Concept", "Project", "Forum"]
OccasionType = Literal["Meeting", "Correspondence"]
LinkName = Literal["reverses", "supersedes", "reaffirms", "dependsOn", "answers"]


class Ref(NamedTuple):
    """The name of a thing: `kind` is one of `graphkit.graph.terms.KINDS`, `slug` is ASCII, lower case."""

    kind: str
    slug: str


class Entity(Struct, frozen=True, gc=False):
    """A person, organisation, unit, role, topic, project or forum: what all notes together say it is called.

    `aliases` are the other ways in which notes write the name, without handles. Units have the kind "org".
    """

    ref: Ref
    type: EntityType
    label: str
    aliases: tuple[str, ...] = ()
    handles: tuple[str, ...] = ()  # without @
    mailboxes: tuple[str, ...] = ()
    broader: Ref | None = None  # of a topic
    unit_of: Ref | None = None  # of a unit


class Occasion(Struct, frozen=True, gc=False):
    """A meeting or an exchange of mail; `notes` are the paths that record it, by date then path.

    `attended` is a subset of `participants`; both are empty for correspondence, whose people are `mentions`.
    """

    ref: Ref
    type: OccasionType
    label: str
    date: str
    notes: tuple[str, ...]
    participants: tuple[Ref, ...] = ()
    attended: tuple[Ref, ...] = ()
    mentions: tuple[Ref, ...] = ()
    about: tuple[Ref, ...] = ()
    forum: Ref | None = None


class Placed(Struct, frozen=True, gc=False):
    """A statement where it stands first (by date, then path); `also_in` are the other notes that repeat it.

    `verdict` is "Confirmed" or "Rejected" where somebody has said so.
    """

    ref: Ref
    statement: Statement
    about: tuple[Ref, ...] = ()
    also_in: tuple[Ref, ...] = ()
    links: tuple[tuple[LinkName, Ref], ...] = ()
    verdict: str = ""


class Ambiguity(Struct, frozen=True, gc=False):
    """A name in a note that may mean any of `candidates`; nothing is linked."""

    ref: Ref
    name: str
    line: int
    quote: str
    candidates: tuple[Ref, ...]


class ResolvedNote(Struct, frozen=True, gc=False):
    """One note with its names resolved. A mention that is missing in `agents` is nobody, or not known who.

    `organisations` and `roles` resolve the texts of memberships. `placed` are the statements that stand here.
    """

    ref: Ref
    path: str
    occasion: Ref | None
    agents: dict[Mention, Ref]
    organisations: dict[str, Ref]
    roles: dict[str, Ref]
    placed: tuple[Placed, ...]
    ambiguous: tuple[Ambiguity, ...] = ()


class Resolution(Struct, frozen=True, gc=False):
    """All of a vault, resolved. `notes` is by path; `owner` is whose vault it is, None when nobody says so."""

    owner: Ref | None
    entities: tuple[Entity, ...]
    occasions: dict[Ref, Occasion]
    notes: dict[str, ResolvedNote]
    problems: tuple[Problem, ...] = ()
