"""Who decides a topic, in sentences with sources: the answer of `graphkit who`."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

import pyoxigraph as ox

from graphkit.graph.matching import Match, match
from graphkit.graph.result import Result
from graphkit.graph.sentences import right_sentence, sentence, wording
from graphkit.graph.terms import gk
from graphkit.graph.told import GROUPS, Item, Said, Source, WhoAnswer
from graphkit.graph.words import phrase

if TYPE_CHECKING:
    from graphkit.graph.knowledge import KnowledgeGraph

__all__ = ["GROUPS", "Item", "Said", "Source", "WhoAnswer", "who"]

#: Of one right, the notes that repeat a statement are looked up for so many statements.
_WITH_COPIES: Final = 5
#: A topic with so many statements is not read whole for a few of its rights.
_COMMON: Final = 1000
_BY_POWER: Final = {"decide": "decides", "approve": "approves", "veto": "approves", "own": "owns"}


def who(
    kg: KnowledgeGraph, topic: str, *, as_of: str | datetime.date | None = None, limit: int | None = None
) -> WhoAnswer:
    """Who decides a topic, who has to agree, who is only believed to, and what was decided and asked so far.

    `as_of` is a day: what had been stated by then and held. `limit` is the most of each kind that is told. Raises
    ParameterError for a day that is none.
    """
    asking = _Asking(kg, as_of)
    found = match(topic, kg.known("topic"), kg.scopes())
    rights = asking.rights(found)
    decides = [right for right in rights if right.group == "decides"]
    return WhoAnswer(
        topic=topic.strip(),
        as_of=asking.day,
        topics=tuple(entity.label for entity in found.topics),
        taken=found.taken,
        perhaps=found.perhaps,
        rights=tuple(right for group in GROUPS for right in [r for r in rights if r.group == group][:limit]),
        conflicts=asking.conflicts(found, decides) if len(decides) > 1 else (),
        decisions=tuple(asking.decisions(found)[:limit]),
        questions=tuple(asking.questions(found)[:limit]),
        unresolved=tuple(asking.unresolved(found)[:limit]),
        room=() if decides else tuple(asking.room(found)[:limit]),
    )


class _Asking:
    """The named queries behind one answer."""

    def __init__(self, kg: KnowledgeGraph, as_of: str | datetime.date | None) -> None:
        self.kg = kg
        self.as_of = as_of
        self.day = datetime.date.fromisoformat(as_of) if isinstance(as_of, str) and _is_day(as_of) else None
        if isinstance(as_of, datetime.date):
            self.day = as_of

    def rows(self, name: str, **parameters: object) -> list[dict[str, Any]]:
        answer = self.kg.query(name, limit=None, as_of=self.as_of, **parameters)
        assert isinstance(answer, Result)
        return list(answer)

    def rights(self, found: Match) -> list[Said]:
        rows: dict[str, dict[str, Any]] = {}
        meant = self._of_scopes(found.scopes)
        near = self._of_scopes(found.near_scopes)
        for entity in found.topics:
            names = found.words.set.union(*(phrase(name).set for name in entity.folded))
            for row in self.rows("decision-rights", topic=ox.NamedNode(entity.iri)):
                rows[row["statement"]] = row
                (meant if _is_about(row["scope"], names) else near).add(row["statement"])
        self._complete(rows, meant)
        told = self._merged(row for iri, row in rows.items() if iri in meant)
        if any(right.group == "decides" for right in told):
            return told
        # What is near is told only where nobody decides the thing itself.
        for entity in found.near_topics:
            about = self.rows("decision-rights", topic=ox.NamedNode(entity.iri))
            near.update(row["statement"] for row in about)
            rows |= {row["statement"]: row for row in about}
        self._complete(rows, near)
        return told + self._merged(
            (
                row
                for iri, row in rows.items()
                if iri in near and iri not in meant and row["fact"] and row["power"] in _BY_POWER
            ),
            "related",
        )

    def _of_scopes(self, scopes: Iterable[str]) -> set[str]:
        """The rights whose scope is worded so."""
        quads = self.kg.store.inner.quads_for_pattern
        return {
            quad.subject.value
            for scope in scopes
            for quad in quads(None, gk("scope"), ox.Literal(scope))
            if isinstance(quad.subject, ox.NamedNode)
        }

    def _complete(self, rows: dict[str, dict[str, Any]], wanted: set[str]) -> None:
        """Read the rights that are wanted and not there yet: by topic, or by scope where the topic is very common."""
        quads = self.kg.store.inner.quads_for_pattern
        missing = wanted - rows.keys()
        tried: set[str] = set()
        while missing:
            right = min(missing)
            node = ox.NamedNode(right)
            topic = next((quad.object for quad in quads(node, gk("about"), None)), None)
            scope = next((quad.object for quad in quads(node, gk("scope"), None)), None)
            common = topic is None or str(topic) in tried or any(islice(quads(None, gk("about"), topic), _COMMON, None))
            tried.add(str(topic))
            found = self.rows("decision-rights", **({"scope": scope} if common else {"topic": topic}))
            rows |= {row["statement"]: row for row in found if row["statement"] in wanted}
            # A right that is rejected, or not of the day, is in no answer.
            missing -= {right, *(row["statement"] for row in found)}

    def _merged(self, rows: Iterable[dict[str, Any]], group: str = "") -> list[Said]:
        """Statements of the same right as one, the newest first. What is stated outright is worded so."""
        same: dict[tuple[object, ...], list[dict[str, Any]]] = {}
        for row in sorted(rows, key=lambda row: (str(row["date"]), row["statement"]), reverse=True):
            key = (
                row["agent"], row["power"], phrase(row["scope"] or "").set, (row["condition"] or "").casefold(),
                row["to"], row["standing"], row["negated"], row["believed_by"], row["review"],
            )  # fmt: skip
            same.setdefault(key, []).append(row)
        return [self._said(found, group or _group(found[0])) for found in same.values()]

    def _said(self, rows: list[dict[str, Any]], group: str) -> Said:
        row = max(rows, key=lambda row: (not row["stated_by"], str(row["date"])))
        return Said(
            holder=row["who"] or "",
            power=row["power"],
            scope=row["scope"] or "",
            condition=row["condition"] or "",
            sentence=right_sentence(row),
            group=group,
            fact=row["fact"],
            standing=row["standing"],
            negated=row["negated"],
            believed_by=row["believed_by"] or "",
            stated_by=row["stated_by"] or "",
            topics=row["topics"] or "",
            confidence=max(float(r["confidence"]) for r in rows),
            agent=row["agent"],
            statements=tuple(r["statement"] for r in rows),
            sources=tuple(_source(r, self._copies(r) if at < _WITH_COPIES else ()) for at, r in enumerate(rows)),
        )

    def _copies(self, row: dict[str, Any]) -> tuple[str, ...]:
        """The other notes that repeat a statement."""
        if row["places"] < 2:
            return ()
        places = self.rows("evidence", of=ox.NamedNode(row["statement"]))
        return tuple(place["path"] for place in places if place["place"] == "copy")

    def conflicts(self, found: Match, decides: list[Said]) -> tuple[tuple[str, ...], ...]:
        """Those who contradict each other, of the rights that are told."""
        told = {iri: right.holder for right in decides for iri in right.statements}
        labels = {label for right in decides for label in right.topics.split(", ") if label}
        topics = {e.iri for e in self.kg.known("topic") if e in found.topics or e.label in labels}
        groups: list[set[str]] = []
        for topic in sorted(topics):
            for row in self.rows("conflicting-rights", topic=ox.NamedNode(topic)):
                pair = {told.get(row["statement"], ""), told.get(row["other_statement"], "")}
                if "" in pair or len(pair) < 2:
                    continue
                joined = [group for group in groups if group & pair]
                groups = [group for group in groups if not group & pair] + [pair.union(*joined)]
        return tuple(sorted(tuple(sorted(group)) for group in groups))

    def decisions(self, found: Match) -> list[Item]:
        return [Item(_decision(row), _source(row)) for row in self._about(found, "decisions", "decision")]

    def questions(self, found: Match) -> list[Item]:
        return [
            Item(sentence(row["question"]), _source(row)) for row in self._about(found, "open-questions", "question")
        ]

    def _about(self, found: Match, query: str, text: str) -> list[dict[str, Any]]:
        """Rows about the topics that are meant; when there is none, of those near it what speaks of it itself."""
        rows = {
            row["statement"]: row for entity in found.topics for row in self.rows(query, topic=ox.NamedNode(entity.iri))
        }
        for entity in () if found.topics else found.near_topics:
            for row in self.rows(query, topic=ox.NamedNode(entity.iri)):
                if found.words.set <= phrase(row[text] or "").set:
                    rows.setdefault(row["statement"], row)
        return sorted(rows.values(), key=lambda row: str(row["date"]), reverse=True)

    def unresolved(self, found: Match) -> list[Item]:
        if not found.words.stems:
            return []
        return [
            Item(f"{row['name']} may mean {row['candidates'] or 'several people'}.", _source(row))
            for row in self.rows("ambiguous-names")
            if found.words.set <= phrase(row["quote"] or "").set and not (row["quote"] or "").startswith(("- [", "* ["))
        ]

    def room(self, found: Match) -> list[Item]:
        items = {}
        for entity in found.topics:
            for row in self.rows("in-the-room", topic=ox.NamedNode(entity.iri)):
                if row["attended"] or row["listed"]:
                    items[row["statement"]] = (str(row["date"]), Item(_presence(row), _source(row)))
        return [item for _, item in sorted(items.values(), key=lambda pair: pair[0], reverse=True)]


def _is_day(text: str) -> bool:
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _is_about(scope: str | None, names: frozenset[str]) -> bool:
    """Whether a right about a topic is worded as being about it, and not about something beside it."""
    worded = phrase(scope or "").set
    return not worded or bool(worded & names)


def _group(row: dict[str, Any]) -> str:
    if row["review"]:
        return "unconfirmed"
    if row["believed_by"] or (row["standing"] == "current" and not row["negated"] and not row["fact"]):
        return "hearsay"
    if row["negated"]:
        return "denied"
    if row["standing"] == "past":
        return "past"
    if not row["fact"]:
        return "proposed"
    return _BY_POWER.get(row["power"], "involved")


def _source(row: dict[str, Any], copies: tuple[str, ...] = ()) -> Source:
    return Source(row["path"] or "", row["line"], row["date"], row["quote"] or "", row.get("places") or 1, copies)


def _decision(row: dict[str, Any]) -> str:
    words = wording()["decision"]
    said = words["named"].format(who=row["decided_by"], what=row["decision"]) if row["decided_by"] else row["decision"]
    return sentence(said) if row["state"] == "standing" else f"{sentence(said)} {words[row['state']]}"


def _presence(row: dict[str, Any]) -> str:
    words = wording()["room"]
    listed = [name for name in (row["listed"] or "").split(", ") if name not in (row["attended"] or "").split(", ")]
    parts = [words["attended"].format(names=row["attended"])] if row["attended"] else []
    parts += [words["listed"].format(names=", ".join(listed))] if any(listed) else []
    return sentence(words["joint"].join([f"{row['occasion']}: {parts[0]}", *parts[1:]]))
