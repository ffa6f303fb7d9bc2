"""From what each note says to what all of them say together."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from graphkit.extract.statement import Extraction
from graphkit.identity import entities, noticed
from graphkit.identity.agents import Agents
from graphkit.identity.curated import Curated
from graphkit.identity.evidence import Evidence
from graphkit.identity.grouping import group_notes
from graphkit.identity.names import Names
from graphkit.identity.occasions import occasions_of
from graphkit.identity.organisations import resolve_organisations
from graphkit.identity.outline import said_text
from graphkit.identity.owner import find_owner
from graphkit.identity.people import build_directory
from graphkit.identity.placing import note_refs, placed_statements
from graphkit.identity.resolution import Ref, Resolution, ResolvedNote
from graphkit.identity.roles import Roles
from graphkit.identity.surroundings import Surroundings
from graphkit.identity.things import Things
from graphkit.identity.topics import resolve_topics
from graphkit.identity.uses import uses_of
from graphkit.vault.config import Config
from graphkit.vault.curation import Curation


def resolve(extractions: Sequence[Extraction], evidence: Evidence, config: Config) -> Resolution:
    """Who is who, which notes record one occasion, and where each statement stands first.

    The order of `extractions` does not matter; `config.owner` counts where `evidence` names no owner.
    """
    notes = sorted(extractions, key=lambda extraction: extraction.path)
    names = Names()
    uses = [uses_of(note) for note in notes]
    texts = [[said_text(said) for said in note.statements] for note in notes]
    curated = Curated(evidence.curation, names)
    same, apart = curated.occasions([note.path for note in notes])
    groups = group_notes(notes, texts, names, same, apart)
    members = [group.members for group in groups]

    things = Things(notes, names)
    organisations = resolve_organisations(notes, evidence)
    roles = Roles(things.forum_names, {entity.ref.slug for entity in organisations.entities})

    def is_thing(key: str) -> bool:
        return things.is_one(key) or roles.is_role(key) or organisations.of(key) is not None

    directory = build_directory(notes, uses, members, evidence, curated, names, is_thing)
    owner = find_owner(evidence.owner or config.owner, directory, notes, uses, names)
    agents = Agents(Surroundings(directory, names, owner, notes, uses, members, curated), roles, organisations, names)
    meant = [agents.of(at, [notes[i] for i in at], [uses[i] for i in at]) for at in members]

    once = [_said_once([notes[at] for at in group]) for group in members]
    no_topics = [entity.label for entity in (*entities.people(directory), *organisations.entities)]
    topics = resolve_topics(once, no_topics)  # copies say nothing anew
    about = [topics.of_statements(note) for note in notes]
    noted = [topics.of_note(note, there) for note, there in zip(notes, about, strict=True)]
    occasions = occasions_of(groups, notes, uses, meant, noted, things)
    refs = note_refs(notes)
    placed, copies = placed_statements(notes, texts, about, refs, groups, meant, curated)
    resolved: dict[str, ResolvedNote] = {}
    for position, group in enumerate(groups):
        occasion, found = occasions.get(position), meant[position]
        for at in group.members:
            resolved[notes[at].path] = ResolvedNote(
                ref=refs[at],
                path=notes[at].path,
                occasion=occasion.ref if occasion else None,
                agents=found.agents,
                organisations=found.organisations,
                roles=found.roles,
                placed=placed[at],
                ambiguous=noticed.ambiguities_of(refs[at], uses[at], found),
            )
    known = [
        *entities.people(directory),
        *organisations.entities,
        *roles.entities(),
        *things.entities(),
        *topics.entities,
    ]
    owner_ref = Ref("person", owner.slug) if owner else None
    recorded = {occasion.ref: occasion for occasion in occasions.values()}
    told = noticed.problems(notes, uses, groups, meant, directory, names, resolved, copies.repeats, owner)
    if curated.curation != Curation():
        told = tuple(sorted({*told, *curated.problems(notes, uses)}))
    return Resolution(
        owner=owner_ref,
        entities=entities.used(known, owner_ref, recorded.values(), meant, resolved.values()),
        occasions=recorded,
        notes=dict(sorted(resolved.items())),
        problems=told,
    )


def _said_once(notes: Sequence[Extraction]) -> Extraction:
    """Of the notes that record one thing the one that is filed best, with the topics that any of them states."""
    best = min(notes, key=lambda note: not note.place.kind)
    stated = tuple(dict.fromkeys(topic for note in (best, *notes) for topic in note.topics))
    return best if stated == best.topics else replace(best, topics=stated)
