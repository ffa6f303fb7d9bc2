"""The entities that a vault's statements and occasions use."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graphkit.identity.agents import Meant
from graphkit.identity.directory import Directory, Person
from graphkit.identity.resolution import Entity, Occasion, Ref, ResolvedNote


def people(directory: Directory) -> list[Entity]:
    """Everybody, with the other ways in which notes and evidence write the name."""
    return [
        Entity(
            ref=Ref("person", person.slug),
            type="Person",
            label=person.label,
            aliases=_aliases(person),
            handles=tuple(sorted(person.handles)),
            mailboxes=tuple(sorted(person.mailboxes)),
        )
        for person in directory.people
    ]


def _aliases(person: Person) -> tuple[str, ...]:
    """Each other form once, of forms that differ in case alone the one written most."""
    forms: dict[str, str] = {}
    for form in sorted(person.written, key=lambda form: (-person.written[form], form)):
        forms.setdefault(form.casefold(), form)
    forms.pop(person.label.casefold(), None)
    return tuple(sorted(form for form in forms.values() if form))


def used(
    entities: Sequence[Entity],
    owner: Ref | None,
    occasions: Iterable[Occasion],
    meant: Iterable[Meant],
    notes: Iterable[ResolvedNote],
) -> tuple[Entity, ...]:
    """The entities that something refers to, with what they stand under, in the order of their names."""
    by_ref = {entity.ref: entity for entity in entities}
    wanted: set[Ref] = {owner} if owner else set()
    for occasion in occasions:
        wanted.update(occasion.participants, occasion.mentions, occasion.about)
        if occasion.forum:
            wanted.add(occasion.forum)
    for names in meant:
        wanted.update(names.stated, names.organisations.values(), names.roles.values())
    for note in notes:
        for placed in note.placed:
            if placed.about:
                wanted.update(placed.about)
        for ambiguity in note.ambiguous:
            wanted.update(ambiguity.candidates)
    above = list(wanted)
    while above:
        entity = by_ref.get(above.pop())
        for ref in (entity.broader, entity.unit_of) if entity else ():
            if ref and ref not in wanted:
                wanted.add(ref)
                above.append(ref)
    return tuple(by_ref[ref] for ref in sorted(wanted & by_ref.keys()))
