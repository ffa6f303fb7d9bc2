"""What the page says, gathered: things, statements with their evidence, notes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

from graphkit.graph.knowledge import KnowledgeGraph
from graphkit.graph.records import Record, labels, of_class
from graphkit.graph.store import Store
from graphkit.network.lenses.organisations import Membership, memberships
from graphkit.network.rights import POWERS, Evidence, ReportingLine, Right, evidence, reporting_lines, rights
from graphkit.network.things import Thing, scope_thing, things, unknown_thing
from graphkit.view.links import file_link, obsidian_link
from graphkit.view.sentences import Parts, Sentences

#: Statements of one kind about things of the page are kept up to so many times the limit of its nodes.
_PER_NODE: Final = 5


class Contents:
    """Everything the page holds as plain lists, that refer to each other by position.

    `things` are those chosen by `choose`; statements name others by their label only. Nothing here is HTML.
    """

    def __init__(self, kg: KnowledgeGraph, page: Path, day: str, limit: int) -> None:
        store = kg.store
        self.kg, self.page, self.day, self.limit = kg, page, day, limit
        self.known = things(store)
        self.rights = [self._topical(right) for right in rights(store, day) if right.power in POWERS]
        self.lines = list(reporting_lines(store, day))
        self.memberships = memberships(store, day)
        for iri in self._named():
            if iri not in self.known:
                self.known[iri] = unknown_thing(store, iri)
        self._note_records = {note.iri: note for note in of_class(store, "gk:Note")}
        self._titles = labels(store)
        self._places: dict[str, int] = {}
        self._note_places: dict[str, int] = {}
        self.things: list[dict[str, Any]] = []
        self.statements: list[dict[str, Any]] = []
        self.notes: list[dict[str, Any]] = []
        self.by_iri: dict[str, int] = {}
        self.sentences = Sentences(self.known, self._places.get)
        self._undone = undone(kg.store, day)

    @property
    def note_count(self) -> int:
        """How many notes the graph has up to its day."""
        return sum(note.text("dcterms:date") <= self.day for note in self._note_records.values())

    def _topical(self, right: Right) -> Right:
        """The right, with its words as the topic where none resolved."""
        if right.topics or not right.scope:
            return right
        scope = scope_thing(right.scope)
        self.known.setdefault(scope.iri, scope)
        fields = {name: getattr(right, name) for name in right.__struct_fields__}
        return Right(**{**fields, "topics": (scope.iri,)})

    def _named(self) -> Iterable[str]:
        for right in self.rights:
            yield from (right.holder, *right.topics, *right.to, *right.believed_by, *right.stated_by)
        for line in self.lines:
            yield from (line.who, line.to, *line.believed_by)
        for membership in self.memberships:
            yield from filter(None, (membership.member, membership.organisation, membership.role))

    def ranked(self) -> list[Right]:
        """The rights, what holds first, then by power and confidence."""
        return sorted(
            self.rights,
            key=lambda right: (
                right.status(self.day) != "held",
                POWERS.index(right.power),
                -right.evidence.confidence,
                right.iri,
            ),
        )

    def describe(self, iri: str, kind: str, label: str) -> None:
        """Know a thing that a projection names and no statement of the page does."""
        self.known.setdefault(iri, Thing(iri, kind, label))

    def choose(self, iris: Iterable[str]) -> None:
        """Make these things part of the page, in this order."""
        for iri in iris:
            if iri not in self._places:
                self._places[iri] = len(self.things)
                self.things.append(self._thing(self.known[iri]))

    def place(self, iri: str) -> int | None:
        """The position of a thing on the page; None when it is not there."""
        return self._places.get(iri)

    def _thing(self, thing: Thing) -> dict[str, Any]:
        broader = [self.known[iri].label for iri in thing.broader if iri in self.known]
        return {
            "kind": thing.kind,
            "label": thing.label,
            "aliases": list(thing.aliases),
            "sub": self._position_of(thing.iri) if thing.kind == "person" else ", ".join(broader),
        }

    def _position_of(self, person: str) -> str:
        """Roles and organisations of a person now, as far as they are said."""
        for found in reversed(self.memberships):
            if found.member == person and found.standing == "Current":
                names = (self.known[iri].label for iri in (found.role, found.organisation) if iri)
                return ", ".join(names)
        return ""

    def add_statements(self) -> None:
        """Turn all that is about chosen things into statements, the newest first."""
        rows = [
            *map(self._right, self.rights),
            *map(self._line, self.lines),
            *map(self._membership, self.memberships),
        ]
        rows = [row for row in rows if row[2]["things"]]
        for curie, kind in (("gk:Decision", "decision"), ("gk:OpenQuestion", "question")):
            said = (self._said(kind, item) for item in of_class(self.kg.store, curie))
            kept = [row for row in said if row[2]["things"] and row[0] <= self.day]
            rows += sorted(kept, key=lambda row: row[:2], reverse=True)[: _PER_NODE * self.limit]
        rows.sort(key=lambda row: row[1])
        rows.sort(key=lambda row: row[0], reverse=True)
        for _, iri, row in rows:
            self.by_iri[iri] = len(self.statements)
            self.statements.append(row)

    def _right(self, right: Right) -> tuple[str, str, dict[str, Any]]:
        involved = (right.holder, *right.topics, *right.to, *right.believed_by, *right.stated_by)
        row = self._row("right", self.sentences.right(right), right.status(self.day), right.evidence, involved)
        row["power"] = right.power
        days = [day for day in (right.held_from, right.held_until) if day]
        if days:
            row["held"] = [right.held_from, right.held_until]
        return right.evidence.date, right.iri, row

    def _line(self, line: ReportingLine) -> tuple[str, str, dict[str, Any]]:
        involved = (line.who, line.to, *line.believed_by)
        row = self._row("reporting", self.sentences.reporting(line), line.status(), line.evidence, involved)
        return line.evidence.date, line.iri, row

    def _membership(self, found: Membership) -> tuple[str, str, dict[str, Any]]:
        parts = self.sentences.membership(found.member, found.role, found.organisation, found.standing)
        status = {"Past": "past", "Proposed": "proposed"}.get(found.standing, "held")
        involved = (found.member, found.role, found.organisation)
        return (
            found.evidence.date,
            found.iri,
            self._row("membership", parts, status, found.evidence, involved),
        )

    def _said(self, kind: str, item: Record) -> tuple[str, str, dict[str, Any]]:
        said = evidence(item)
        by = (*item.texts("gk:decidedBy"), *item.texts("gk:owner"))
        text = item.text("rdfs:label") or said.quote
        parts: Parts = self.sentences.decision(text, by) if kind == "decision" else [text]
        status = "rejected" if said.review == "Rejected" else self._undone.get(item.iri, "held")
        row = self._row(kind, parts, status, said, (*item.texts("gk:about"), *by))
        return said.date, item.iri, row

    def _row(self, kind: str, parts: Parts, status: str, said: Evidence, involved: Sequence[str]) -> dict[str, Any]:
        places = dict.fromkeys(place for iri in involved if (place := self._places.get(iri)) is not None)
        return {
            "kind": kind,
            "parts": parts,
            "status": status,
            "mark": self.sentences.mark(status),
            "things": list(places),
            "date": said.date,
            "confidence": round(said.confidence, 3),
            "review": said.review or self._review(said.note),
            "quote": said.quote,
            "line": said.line,
            "note": self._note(said.note),
            "also": [self._note(note) for note in said.also_in],
        }

    def _review(self, note: str) -> str:
        return self._note_records[note].local("gk:review") if note in self._note_records else ""

    def _note(self, iri: str) -> int | None:
        if iri not in self._note_records:
            return None
        if iri not in self._note_places:
            path = self._note_records[iri].text("gk:path")
            self._note_places[iri] = len(self.notes)
            self.notes.append(
                {
                    "path": path,
                    "title": self._titles.get(iri) or path,
                    "file": file_link(self.kg.vault, self.page, path),
                    "obsidian": obsidian_link(self.kg.vault, path),
                }
            )
        return self._note_places[iri]


def undone(store: Store, day: str) -> dict[str, str]:
    """Decisions that did not stand on a day -> "Reversed" or "Superseded"; one that was repeated stands.

    The graph's `gk:state` says the same as of its newest note.
    """
    ends: dict[str, list[tuple[str, str]]] = {}
    repeated: dict[str, str] = {}
    for item in of_class(store, "gk:Decision"):
        date = item.text("dcterms:date")
        if date > day or item.local("gk:review") == "Rejected":
            continue
        for name, state in (("gk:reverses", "Reversed"), ("gk:supersedes", "Superseded")):
            for earlier in item.texts(name):
                ends.setdefault(earlier, []).append((state, date))
        for earlier in item.texts("gk:reaffirms"):
            repeated[earlier] = max(date, repeated.get(earlier, ""))
    found = {}
    for earlier, those in ends.items():
        lasting = sorted(state for state, date in those if repeated.get(earlier, "") <= date)
        if lasting:
            found[earlier] = lasting[0]
    return found
