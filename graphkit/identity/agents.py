"""Every name in the notes of one occasion becomes a person, organisation, role or unit, stays open, or is nobody."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Protocol

from msgspec import Struct, field

from graphkit.extract.statement import Extraction, Membership, Mention
from graphkit.identity.circle import Circle
from graphkit.identity.directory import Person
from graphkit.identity.names import Names
from graphkit.identity.resolution import Ref
from graphkit.identity.roles import Roles
from graphkit.identity.surroundings import Surroundings
from graphkit.identity.uses import Part, Use

_PRONOUNS: Final = frozenset({"me", "i"})
_UNSTATED: Final[frozenset[Part]] = frozenset({"participant", "named"})
_LISTED: Final[frozenset[Part]] = frozenset({"participant"})
_ACTING: Final[frozenset[Part]] = frozenset({"owner", "actor", "target", "speaker"})


class KnownOrganisations(Protocol):
    """What is asked of the organisations of a vault."""

    def of(self, name: str) -> Ref | None:
        """The organisation that is called so, however it is spelt; None for anything else."""


class Meant(Struct, frozen=True):
    """What the names in the notes of a group stand for.

    `open` holds the names that may mean several people, `stated` who stands in a statement, not only in a list or in
    prose, `named` who stands elsewhere than in the list of participants; `organisations` and `roles` are the texts of
    memberships.
    """

    agents: dict[Mention, Ref] = field(default_factory=dict)
    open: dict[Mention, tuple[Person, ...]] = field(default_factory=dict)
    stated: set[Ref] = field(default_factory=set)
    named: set[Ref] = field(default_factory=set)
    organisations: dict[str, Ref] = field(default_factory=dict)
    roles: dict[str, Ref] = field(default_factory=dict)


class Agents:
    """Resolves mentions, and remembers how people were called."""

    def __init__(
        self, surroundings: Surroundings, roles: Roles, organisations: KnownOrganisations, names: Names
    ) -> None:
        self._surroundings = surroundings
        self._roles = roles
        self._organisations = organisations
        self._names = names
        self._no_role = names.lexicon.no_role
        self._refs: dict[Person, Ref] = {}
        self._in_full: dict[Mention, Ref] = {}  # names that mean the same in every note

    def of(self, members: Sequence[int], notes: Sequence[Extraction], uses: Sequence[Sequence[Use]]) -> Meant:
        """What everybody named in the notes of one group is."""
        circle = Circle(self._surroundings, members)
        forum = next((name for note in notes if (name := forum_of(note))), "")
        parts: dict[Mention, set[Part]] = {}
        for used in uses:
            for use in used:
                played = parts.get(use.mention)
                if played is None:
                    parts[use.mention] = {use.part}
                else:
                    played.add(use.part)
        meant = Meant()
        for mention, played in parts.items():
            ref = self._in_full.get(mention) or self._resolve(mention, played, circle, forum, meant)
            if ref:
                meant.agents[mention] = ref
                if not played <= _UNSTATED:
                    meant.stated.add(ref)
                if played != _LISTED:
                    meant.named.add(ref)
        for note in notes:
            for said in note.statements:
                if type(said) is Membership:
                    self._read_membership(said, meant)
        return meant

    def _read_membership(self, said: Membership, meant: Meant) -> None:
        if said.organisation and said.organisation not in meant.organisations:
            organisation = self._organisations.of(said.organisation)
            if organisation:
                meant.organisations[said.organisation] = organisation
        if said.role and said.role not in meant.roles:
            meant.roles[said.role] = self._roles.role(said.role)

    def _resolve(self, mention: Mention, played: set[Part], circle: Circle, forum: str, meant: Meant) -> Ref | None:
        kind = mention.kind
        if kind == "organisation":
            return self._organisations.of(mention.name)
        if kind == "unit":
            return self._unit(mention.name, forum)
        if kind == "role":
            if mention.name.lower() in self._no_role:
                return None
            return self._roles.role(mention.name, forum)
        answer = circle.person(mention)
        if answer.person:
            return self._met(answer.person, mention)
        if kind == "unknown" and (ref := self._organisations.of(mention.name)):
            return ref
        if answer.candidates:
            meant.open[mention] = answer.candidates
            return None
        if played.isdisjoint(_ACTING):
            return None
        if self._roles.is_role(mention.name):
            return self._roles.role(mention.name)
        return self._unit(mention.name, forum) if self._roles.is_unit(mention.name) else None

    def _unit(self, written: str, forum: str) -> Ref:
        """A unit, or the organisation of that name; in "Orbis's board" it is one of Orbis."""
        if known := self._organisations.of(written):
            return known
        whose, possessive, _ = written.replace("’", "'").partition("'s ")
        above = self._organisations.of(whose) if possessive else None
        return self._roles.unit(written, forum, above)

    def _met(self, person: Person, mention: Mention) -> Ref:
        """The person, who is now known to be called so."""
        name = self._names.of(mention.name or mention.handle)
        ref = self._refs.get(person)
        if ref is None:
            ref = self._refs[person] = Ref("person", person.slug)
        if name.key in person.keys:
            if name.shape == "full":
                self._in_full[mention] = ref
        elif name.key not in _PRONOUNS and name.key not in person.handles:
            person.written[name.written] += 1
        return ref


def forum_of(note: Extraction) -> str:
    """The recurring meeting a note belongs to, "" for none."""
    return note.entities.get("forum", "") or (note.place.name if note.place.kind == "forum" else "")


def project_of(note: Extraction) -> str:
    """The project a note belongs to, "" for none."""
    return note.entities.get("project", "") or (note.place.name if note.place.kind == "project" else "")
