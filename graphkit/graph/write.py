"""What identity resolved, as TriG: one named graph for each note, one for the entities.

Text, not quads: Oxigraph loads TriG a third faster than N-Quads (a third of the bytes), and text can be made in
any process. Every graph is a function of what is passed in, so equal inputs give equal bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from msgspec import Struct

from graphkit.extract.statement import Action, Attendance, Extraction, Mention, Question
from graphkit.graph.derive import terms_of_rules
from graphkit.graph.statements import NoteStatements
from graphkit.graph.terms import Names
from graphkit.graph.turtle import day, described, text, texts, thing, things
from graphkit.identity.resolution import Ambiguity, Entity, Occasion, Placed, Ref, Resolution, ResolvedNote

_TYPES: Final = MappingProxyType(
    {
        "Person": "foaf:Person",
        "Organization": "orgv:Organization",
        "OrganizationalUnit": "orgv:OrganizationalUnit",
        "Role": "orgv:Role",
        "Concept": "skos:Concept",
        "Project": "schema:Project",
        "Forum": "gk:Forum",
    }
)
#: No rule reads these.
_NO_RULE: Final = (Action, Attendance, Question)


class NoteGraph(Struct, frozen=True):
    """All that the graph of one note is made of, and nothing else: equal values are equal graphs.

    `own` is the occasion when no other note records it.
    """

    ref: Ref
    path: str
    digest: str
    title: str
    date: str
    modified: str
    generated: bool
    source: str
    source_kind: str
    occasion: Ref | None
    own: Occasion | None
    agents: tuple[tuple[Mention, Ref], ...]
    organisations: dict[str, Ref]
    roles: dict[str, Ref]
    placed: tuple[Placed, ...]
    ambiguous: tuple[Ambiguity, ...]


class NoteText(Struct, frozen=True):
    """Texts without prefixes: the named graph of a note, and what the rules of `derive` read of it, in no graph."""

    graph: str
    rules: str


def note_graph(extraction: Extraction, note: ResolvedNote, occasions: Mapping[Ref, Occasion]) -> NoteGraph:
    """What the graph of a note is made of."""
    occasion = occasions[note.occasion] if note.occasion else None
    return NoteGraph(
        ref=note.ref,
        path=note.path,
        digest=extraction.digest,
        title=extraction.title,
        date=extraction.date,
        modified="" if extraction.date else extraction.modified,
        generated=extraction.generated,
        source=extraction.source,
        source_kind=extraction.source_kind,
        occasion=note.occasion,
        own=occasion if occasion and len(occasion.notes) == 1 else None,
        agents=tuple(note.agents.items()),
        organisations=note.organisations,
        roles=note.roles,
        placed=note.placed,
        ambiguous=note.ambiguous,
    )


class NoteWriter:
    """Writes the graphs of notes, and for the rules those pairs whose property some rule names."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._ruled = terms_of_rules()

    def text(self, graph: NoteGraph) -> NoteText:
        """The graph of a note as text."""
        statements = NoteStatements(
            graph.ref,
            graph.date or graph.modified,
            graph.occasion,
            dict(graph.agents),
            graph.organisations,
            graph.roles,
            {placed.statement.span.line for placed in graph.placed if type(placed.statement) is Action},
        )
        note = _note(graph)
        parts = [f"GRAPH <{self._names.note_graph(graph.path).value}> {{\n", described(graph.ref, note)]
        rules = [self._for_rules(graph.ref, note)]
        if graph.own:
            parts.append(_occasion(graph.own))
        for placed in graph.placed:
            pairs = statements.placed(placed)
            if pairs is not None:
                parts.append(described(placed.ref, pairs))
                if not isinstance(placed.statement, _NO_RULE):
                    rules.append(self._for_rules(placed.ref, pairs))
        parts += [described(ambiguity.ref, statements.ambiguity(ambiguity)) for ambiguity in graph.ambiguous]
        parts.append("}\n")
        return NoteText("".join(parts), "".join(rules))

    def _for_rules(self, ref: Ref, pairs: list[str]) -> str:
        ruled = self._ruled
        return described(ref, [pair for pair in pairs if pair[: pair.index(" ")] in ruled])


def entities_trig(names: Names, resolution: Resolution) -> str:
    """The graph of entities and of the occasions that several notes record, without prefixes."""
    parts = [f"GRAPH <{names.entities.value}> {{\n"]
    parts += map(_entity, resolution.entities)
    parts += (_occasion(occasion) for occasion in resolution.occasions.values() if len(occasion.notes) > 1)
    parts.append("}\n")
    return "".join(parts)


def _entity(entity: Entity) -> str:
    pairs = [f"a {_TYPES[entity.type]}", f"rdfs:label {text(entity.label)}"]
    if entity.aliases:
        pairs.append(f"skos:altLabel {texts(entity.aliases)}")
    if entity.handles:
        pairs.append(f"foaf:nick {texts(entity.handles)}")
    if entity.mailboxes:
        pairs.append(f"foaf:mbox {texts(entity.mailboxes)}")
    if entity.broader:
        pairs.append(f"skos:broader {thing(entity.broader)}")
    if entity.unit_of:
        pairs.append(f"orgv:unitOf {thing(entity.unit_of)}")
    return described(entity.ref, pairs)


def _note(graph: NoteGraph) -> list[str]:
    pairs = [
        "a gk:Note",
        f"gk:path {text(graph.path)}",
        f"gk:digest {text(graph.digest)}",
        "gk:review gk:Unconfirmed" if graph.generated else "gk:review gk:Confirmed",
        f"dcterms:title {text(graph.title)}",
    ]
    if graph.date:
        pairs.append(f"dcterms:date {day(graph.date)}")
    elif graph.modified:
        pairs.append(f"dcterms:modified {day(graph.modified)}")
    if graph.source:
        pairs.append(f"dcterms:source {text(graph.source)}")
    if graph.source_kind:
        pairs.append(f"gk:sourceKind {text(graph.source_kind)}")
    if graph.occasion:
        pairs.append(f"gk:records {thing(graph.occasion)}")
    return pairs


def _occasion(occasion: Occasion) -> str:
    pairs = [f"a gk:{occasion.type}", f"rdfs:label {text(occasion.label)}"]
    if occasion.date:
        pairs.append(f"dcterms:date {day(occasion.date)}")
    if occasion.forum:
        pairs.append(f"gk:ofForum {thing(occasion.forum)}")
    for name, refs in (
        ("gk:participant", occasion.participants),
        ("gk:attended", occasion.attended),
        ("gk:mentions", occasion.mentions),
        ("gk:about", occasion.about),
    ):
        if refs:
            pairs.append(f"{name} {things(refs)}")
    return described(occasion.ref, pairs)
