"""What the page says, gathered: things, statements with their evidence, occasions, notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from graphkit.graph.knowledge import KnowledgeGraph
from graphkit.graph.records import labels, of_class
from graphkit.network.things import attended_or_listed, scope_thing, things, unknown_thing
from graphkit.view.links import file_link, obsidian_link
from graphkit.view.sentences import Sentences
from graphkit.view.statements import KINDS, Said, read


class Contents:
    """Everything the page holds as plain lists, that refer to each other by position.

    What is said up to `day` is on the page with all its dates, so that the page itself can answer as of any
    earlier day. Nothing here is HTML.
    """

    def __init__(self, kg: KnowledgeGraph, page: Path, day: str) -> None:
        self.kg, self.page, self.day = kg, page, day
        self.known = things(kg.store)
        self.said = [self._topical(said) for said in read(kg.store, day)]
        self._notes = {note.iri: note for note in of_class(kg.store, "gk:Note") if note.text("dcterms:date") <= day}
        self._occasions = [
            item
            for curie in ("gk:Meeting", "gk:Correspondence")
            for item in of_class(kg.store, curie)
            if item.text("dcterms:date") <= day
        ]
        self._attended = attended_or_listed(kg.store, listed=False)
        self._listed = attended_or_listed(kg.store, listed=True)
        self.places = {iri: at for at, iri in enumerate(self._ranked())}
        self.iris = list(self.places)
        self.sentences = Sentences(self.known, self.places.get)
        self.things = [self._thing(iri) for iri in self.iris]
        self._titles = labels(kg.store)
        self.occasions, occasion_places = self._dated()
        self._note_places: dict[str, int] = {}
        self.notes: list[dict[str, Any]] = []
        for iri in self._notes:
            self._note_places[iri] = len(self.notes)
            self.notes.append(self._note(iri, occasion_places))
        self.by_iri: dict[str, int] = {}
        self.statements = self._rows()

    def _topical(self, said: Said) -> Said:
        """A right with its words as the topic where none resolved."""
        if said.kind != "right" or said.about or not said.scope:
            return said
        scope = scope_thing(said.scope)
        self.known.setdefault(scope.iri, scope)
        return said.about_only(scope.iri)

    def _ranked(self) -> list[str]:
        """The things that anything is said about, those with most statements first."""
        counts = Counter(iri for said in self.said for iri in said.involved())
        for item in self._occasions:
            counts.update(dict.fromkeys(item.texts("gk:about"), 1))
            counts.update(dict.fromkeys(self._listed.get(item.iri, ()), 1))
        for iri in list(counts):
            if iri not in self.known:
                self.known[iri] = unknown_thing(self.kg.store, iri)
            for wider in self.known[iri].broader:
                if wider in self.known:
                    counts.setdefault(wider, 0)
        return sorted(counts, key=lambda iri: (-counts[iri], iri))

    def _thing(self, iri: str) -> dict[str, Any]:
        thing = self.known[iri]
        wider = [self.places[broader] for broader in thing.broader if broader in self.places]
        found: dict[str, Any] = {"id": self.kg.store.names.shorten(iri), "kind": thing.kind, "label": thing.label}
        aliases = [alias for alias in thing.aliases if alias.casefold() != thing.label.casefold()]
        return found | ({"aliases": aliases} if aliases else {}) | ({"broader": wider} if wider else {})

    def _dated(self) -> tuple[list[dict[str, Any]], dict[str, int]]:
        """The occasions in the order of their dates, and where each IRI is."""
        ordered = sorted(self._occasions, key=lambda item: (item.text("dcterms:date"), item.iri))
        mail = {item.iri for item in of_class(self.kg.store, "gk:Correspondence")}
        rows = []
        for item in ordered:
            present = self._attended.get(item.iri, set())
            rows.append(
                {
                    "date": item.text("dcterms:date"),
                    "title": self._titles.get(item.iri, ""),
                    "mail": item.iri in mail,
                    "about": self._positions(item.texts("gk:about")),
                    "people": self._positions(sorted(present)),
                    "listed": self._positions(sorted(self._listed.get(item.iri, set()) - present)),
                }
            )
        return rows, {item.iri: at for at, item in enumerate(ordered)}

    def _note(self, iri: str, occasions: dict[str, int]) -> dict[str, Any]:
        note = self._notes[iri]
        path = note.text("gk:path")
        records = [occasions[of] for of in note.texts("gk:records") if of in occasions]
        return {
            "path": path,
            "title": self._titles.get(iri) or path,
            "date": note.text("dcterms:date"),
            "file": file_link(self.kg.vault, self.page, path),
            "obsidian": obsidian_link(self.kg.vault, path),
            **({"records": records[0]} if records else {}),
        }

    def _rows(self) -> list[dict[str, Any]]:
        """Statements, the newest first; links between decisions by position."""
        ordered = sorted(self.said, key=lambda said: said.iri)
        ordered.sort(key=lambda said: said.evidence.date, reverse=True)
        self.by_iri = {said.iri: at for at, said in enumerate(ordered)}
        return [self._row(said) for said in ordered]

    def _row(self, said: Said) -> dict[str, Any]:
        found = said.evidence
        note = self._note_places.get(found.note)
        review = found.review or (self._notes[found.note].local("gk:review") if note is not None else "")
        row: dict[str, Any] = {
            "id": self.kg.store.names.shorten(said.iri),
            "kind": said.kind,
            "parts": KINDS[said.kind](self.sentences, said),
            "base": said.base,
            "who": self._positions(said.who),
            "about": self._positions(said.about),
            "date": found.date,
            "quote": found.quote,
            "line": found.line,
            "note": note,
        }
        optional = {
            "to": self._positions(said.to),
            "source": self._positions((*said.believed_by, *said.stated_by)),
            "place": self._positions(said.place),
            "power": said.power,
            "limit": self._limit(said),
            "scope": said.scope if said.power == "Decide" else "",
            "condition": said.condition if said.power == "Decide" else "",
            "from": said.starts,
            "until": said.ends,
            "due": said.due,
            "state": said.state,
            "confidence": round(found.confidence, 3) if found.confidence < 1 else "",
            "review": review,
            "times": said.times if said.times > 1 else 0,
            "also": [self._note_places[copy] for copy in found.also_in if copy in self._note_places],
            **{
                name: [self.by_iri[iri] for iri in iris if iri in self.by_iri]
                for name, iris in (
                    ("supersedes", said.supersedes),
                    ("reverses", said.reverses),
                    ("reaffirms", said.reaffirms),
                )
            },
        }
        return row | {name: value for name, value in optional.items() if value not in ("", 0, [])}

    def _limit(self, said: Said) -> str:
        """What keeps a right from being about its topic as a whole: its own words, its condition."""
        if said.kind != "right":
            return ""
        whole = any(self.sentences.is_whole(said.scope, topic) for topic in said.about)
        limits = ("" if whole else said.scope, said.condition)
        return ", ".join(self.sentences.lowered(limit) for limit in limits if limit)

    def _positions(self, iris: Iterable[str]) -> list[int]:
        return list(dict.fromkeys(self.places[iri] for iri in iris if iri in self.places))
