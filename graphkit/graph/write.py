"""What identity resolved, as TriG: one named graph for each note, one for the entities.

Text, not quads: Oxigraph loads TriG a third faster than N-Quads (a third of the bytes), and text can be made in
any process. Every graph is a function of what is passed in, so equal inputs give equal bytes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from types import MappingProxyType
from typing import Final

from msgspec import Struct

from graphkit.extract.statement import (
    Action,
    Attendance,
    Decision,
    Extraction,
    Membership,
    Mention,
    Question,
    ReportingLine,
    Right,
)
from graphkit.graph.terms import Names
from graphkit.identity.resolution import Ambiguity, Entity, Occasion, Placed, Ref, Resolution, ResolvedNote

#: The status characters that say no more than the state itself.
_PLAIN_SYMBOLS: Final = MappingProxyType(
    {"Open": " ", "Done": "x", "Cancelled": "-", "InProgress": "/", "Suggested": "?"}
)
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
_TO_ESCAPE: Final = re.compile(r"[\\\"\n\r\t\0]")
_ESCAPES: Final = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\0": "\ufffd"})


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


def note_graph(extraction: Extraction, note: ResolvedNote, resolution: Resolution) -> NoteGraph:
    """What the graph of a note is made of."""
    occasion = resolution.occasions[note.occasion] if note.occasion else None
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


def note_trig(names: Names, graph: NoteGraph) -> str:
    """The named graph of a note, without prefixes."""
    writer = _NoteWriter(graph)
    parts = [f"GRAPH <{names.note_graph(graph.path).value}> {{\n", _note(graph)]
    if graph.own:
        parts.append(_occasion(graph.own))
    parts += map(writer.placed, graph.placed)
    parts += map(writer.ambiguity, graph.ambiguous)
    parts.append("}\n")
    return "".join(parts)


def rules_trig(graph: NoteGraph) -> str:
    """What the rules of `graphkit.graph.derive` read of a note, as triples of no graph, without prefixes."""
    writer = _NoteWriter(graph)
    parts = [_note(graph)]
    parts += [writer.placed(placed) for placed in graph.placed if not isinstance(placed.statement, _NO_RULE)]
    return "".join(parts)


def entities_trig(names: Names, resolution: Resolution) -> str:
    """The graph of entities and of the occasions that several notes record, without prefixes."""
    parts = [f"GRAPH <{names.entities.value}> {{\n"]
    parts += map(_entity, resolution.entities)
    parts += (_occasion(occasion) for occasion in resolution.occasions.values() if len(occasion.notes) > 1)
    parts.append("}\n")
    return "".join(parts)


def _subject(ref: Ref, pairs: Iterable[tuple[str, str]]) -> str:
    return f"{ref.kind}:{ref.slug} " + " ; ".join([f"{name} {value}" for name, value in pairs]) + " .\n"


def _text(value: str) -> str:
    return f'"{value.translate(_ESCAPES) if _TO_ESCAPE.search(value) else value}"'


def _day(value: str) -> str:
    return f'"{value}"^^xsd:date'


def _refs(refs: Iterable[Ref]) -> str:
    return ", ".join([f"{ref.kind}:{ref.slug}" for ref in refs])


def _several(pairs: list[tuple[str, str]], name: str, refs: Iterable[Ref]) -> None:
    joined = _refs(refs)
    if joined:
        pairs.append((name, joined))


def _entity(entity: Entity) -> str:
    pairs = [("a", _TYPES[entity.type]), ("rdfs:label", _text(entity.label))]
    for name, values in (
        ("skos:altLabel", entity.aliases),
        ("foaf:nick", entity.handles),
        ("foaf:mbox", entity.mailboxes),
    ):
        if values:
            pairs.append((name, ", ".join(map(_text, values))))
    if entity.broader:
        pairs.append(("skos:broader", _refs([entity.broader])))
    if entity.unit_of:
        pairs.append(("orgv:unitOf", _refs([entity.unit_of])))
    return _subject(entity.ref, pairs)


def _note(graph: NoteGraph) -> str:
    pairs = [
        ("a", "gk:Note"),
        ("gk:path", _text(graph.path)),
        ("gk:digest", _text(graph.digest)),
        ("gk:review", "gk:Unconfirmed" if graph.generated else "gk:Confirmed"),
        ("dcterms:title", _text(graph.title)),
    ]
    if graph.date:
        pairs.append(("dcterms:date", _day(graph.date)))
    elif graph.modified:
        pairs.append(("dcterms:modified", _day(graph.modified)))
    if graph.source:
        pairs.append(("dcterms:source", _text(graph.source)))
    if graph.source_kind:
        pairs.append(("gk:sourceKind", _text(graph.source_kind)))
    if graph.occasion:
        pairs.append(("gk:records", _refs([graph.occasion])))
    return _subject(graph.ref, pairs)


def _occasion(occasion: Occasion) -> str:
    pairs = [("a", f"gk:{occasion.type}"), ("rdfs:label", _text(occasion.label))]
    if occasion.date:
        pairs.append(("dcterms:date", _day(occasion.date)))
    if occasion.forum:
        pairs.append(("gk:ofForum", _refs([occasion.forum])))
    _several(pairs, "gk:participant", occasion.participants)
    _several(pairs, "gk:attended", occasion.attended)
    _several(pairs, "gk:mentions", occasion.mentions)
    _several(pairs, "gk:about", occasion.about)
    return _subject(occasion.ref, pairs)


class _NoteWriter:
    """Writes the statements of one note; names that nobody resolved are left out."""

    def __init__(self, graph: NoteGraph) -> None:
        self.note = graph
        self.known = dict(graph.agents)
        statements = [placed.statement for placed in graph.placed]
        self.tasks = {said.span.line for said in statements if isinstance(said, Action)}
        day = graph.date or graph.modified
        self.day = _day(day) if day else ""
        self.writers: dict[type, Callable[[Placed], list[tuple[str, str]] | None]] = {
            Membership: self.membership,
            ReportingLine: self.reporting_line,
            Action: self.action,
            Decision: self.decision,
            Question: self.question,
            Right: self.right,
            Attendance: lambda _: None,
        }

    def placed(self, placed: Placed) -> str:
        pairs = self.writers[type(placed.statement)](placed)
        if pairs is None:
            return ""
        statement = placed.statement
        _several(pairs, "gk:about", placed.about)
        for name, ref in placed.links:
            pairs.append((f"gk:{name}", _refs([ref])))
        self.evidence(pairs, statement.span.line, statement.span.quote)
        _several(pairs, "gk:alsoIn", placed.also_in)
        review = getattr(statement, "review", "")
        if review:
            pairs.append(("gk:review", f"gk:{review}"))
        confidence = getattr(statement, "confidence", 1.0)
        if confidence < 1:
            pairs.append(("gk:confidence", f"{confidence:.2f}".rstrip("0")))
        return _subject(placed.ref, pairs)

    def evidence(self, pairs: list[tuple[str, str]], line: int, quote: str) -> None:
        pairs += [("gk:note", _refs([self.note.ref])), ("gk:line", str(line)), ("gk:quote", _text(quote))]
        if self.day:
            pairs.append(("dcterms:date", self.day))

    def agents(self, mentions: Iterable[Mention]) -> list[Ref]:
        """The agents that are known, each once, in their order."""
        known = self.known
        return list(dict.fromkeys(known[mention] for mention in mentions if mention in known))

    def ambiguity(self, ambiguity: Ambiguity) -> str:
        pairs = [("a", "gk:Ambiguous"), ("rdfs:label", _text(ambiguity.name))]
        _several(pairs, "gk:candidate", ambiguity.candidates)
        self.evidence(pairs, ambiguity.line, ambiguity.quote)
        return _subject(ambiguity.ref, pairs)

    def membership(self, placed: Placed) -> list[tuple[str, str]] | None:
        said = placed.statement
        assert isinstance(said, Membership)
        member = self.known.get(said.who)
        organisation = self.note.organisations.get(said.organisation)
        role = self.note.roles.get(said.role)
        if member is None or member.kind != "person" or not (organisation or role):
            return None
        pairs = [("a", "orgv:Membership"), ("orgv:member", _refs([member]))]
        if organisation:
            pairs.append(("orgv:organization", _refs([organisation])))
        if role:
            pairs.append(("orgv:role", _refs([role])))
        pairs.append(("gk:standing", f"gk:{said.standing}"))
        return pairs

    def reporting_line(self, placed: Placed) -> list[tuple[str, str]] | None:
        said = placed.statement
        assert isinstance(said, ReportingLine)
        who, to = self.known.get(said.who), self.known.get(said.to)
        believed = self.agents(said.believed_by)
        if who is None or to is None or (said.believed_by and not believed):
            return None
        pairs = [("a", "gk:ReportingLine"), ("gk:from", _refs([who])), ("gk:to", _refs([to]))]
        pairs.append(("gk:standing", f"gk:{said.standing}"))
        if said.negated:
            pairs.append(("gk:negated", "true"))
        _several(pairs, "gk:believedBy", believed)
        return pairs

    def action(self, placed: Placed) -> list[tuple[str, str]]:
        said = placed.statement
        assert isinstance(said, Action)
        pairs = [("a", "gk:ActionItem"), ("rdfs:label", _text(said.text))]
        _several(pairs, "gk:owner", self.agents(said.owners))
        for name, day in (
            ("gk:due", said.due),
            ("gk:scheduled", said.scheduled),
            ("gk:start", said.start),
            ("gk:done", said.done),
            ("gk:cancelled", said.cancelled),
            ("dcterms:created", said.created),
        ):
            if day:
                pairs.append((name, _day(day)))
        if said.priority:
            pairs.append(("gk:priority", f"gk:{said.priority}"))
        pairs.append(("gk:taskState", f"gk:{said.state}"))
        if said.symbol and said.symbol != _PLAIN_SYMBOLS[said.state]:
            pairs.append(("gk:statusSymbol", _text(said.symbol)))
        if said.recurrence:
            pairs.append(("gk:recurrence", _text(said.recurrence)))
        if said.identifier:
            pairs.append(("dcterms:identifier", _text(said.identifier)))
        if said.tags:
            pairs.append(("gk:tag", ", ".join(map(_text, said.tags))))
        return pairs

    def decision(self, placed: Placed) -> list[tuple[str, str]]:
        said = placed.statement
        assert isinstance(said, Decision)
        pairs = [("a", "gk:Decision"), ("rdfs:label", _text(said.text))]
        _several(pairs, "gk:decidedBy", self.agents(said.decided_by))
        if said.number:
            pairs.append(("dcterms:identifier", _text(said.number)))
        if self.note.occasion:
            pairs.append(("gk:madeIn", _refs([self.note.occasion])))
        return pairs

    def question(self, placed: Placed) -> list[tuple[str, str]]:
        said = placed.statement
        assert isinstance(said, Question)
        pairs = [("a", "gk:OpenQuestion"), ("rdfs:label", _text(said.text))]
        if said.span.line not in self.tasks:  # else the action of this very line has the owner
            _several(pairs, "gk:owner", self.agents(said.owners))
        return pairs

    def right(self, placed: Placed) -> list[tuple[str, str]] | None:
        """A right without a known holder is none; a belief of unknown people must not look like a fact."""
        said = placed.statement
        assert isinstance(said, Right)
        holder = self.known.get(said.holder)
        believed = self.agents(said.believed_by)
        if holder is None or (said.believed_by and not believed):
            return None
        pairs = [
            ("a", "gk:DecisionRight"),
            ("gk:holder", _refs([holder])),
            ("gk:power", f"gk:{said.power}"),
            ("gk:standing", f"gk:{said.standing}"),
        ]
        if said.scope:
            pairs.append(("gk:scope", _text(said.scope)))
        _several(pairs, "gk:to", [agent for agent in self.agents(said.to) if agent != holder])
        if said.negated:
            pairs.append(("gk:negated", "true"))
        if said.condition:
            pairs.append(("gk:condition", _text(said.condition)))
        if said.held_from:
            pairs.append(("gk:heldFrom", _day(said.held_from)))
        if said.held_until:
            pairs.append(("gk:heldUntil", _day(said.held_until)))
        _several(pairs, "gk:believedBy", believed)
        _several(pairs, "gk:statedBy", self.agents(said.stated_by))
        return pairs
