"""The answers in words: who decides what, what nobody decides, where two are said to decide."""

from __future__ import annotations

from typing import Any, Final

from msgspec import Struct

from graphkit.graph.records import of_class
from graphkit.graph.terms import term
from graphkit.network.rights import POWERS, Right
from graphkit.view.contents import Contents

#: Powers worth naming beside the decider.
_ALSO: Final = ("Approve", "Veto", "Own", "Recommend")


class Activity(Struct):
    """How often a topic came up."""

    questions: int = 0
    decisions: int = 0
    occasions: int = 0

    @property
    def rank(self) -> int:
        """Open questions weigh more than having been spoken of."""
        return 3 * self.questions + self.decisions + self.occasions


def activities(contents: Contents) -> dict[str, Activity]:
    """IRI of a topic -> how often it came up until the day of the page."""
    found: dict[str, Activity] = {}
    for curie, name in (
        ("gk:OpenQuestion", "questions"),
        ("gk:Decision", "decisions"),
        ("gk:Meeting", "occasions"),
        ("gk:Correspondence", "occasions"),
    ):
        for item in of_class(contents.kg.store, curie):
            if item.text("dcterms:date") <= contents.day and item.local("gk:review") != "Rejected":
                for topic in item.texts("gk:about"):
                    activity = found.setdefault(topic, Activity())
                    setattr(activity, name, getattr(activity, name) + 1)
    return found


def by_topic(contents: Contents) -> dict[str, list[Right]]:
    """IRI of a topic -> its rights, what holds first, then by power."""
    found: dict[str, list[Right]] = {}
    for right in contents.ranked():
        for topic in right.topics:
            found.setdefault(topic, []).append(right)
    return found


def undecided(contents: Contents, active: dict[str, Activity], limit: int) -> list[str]:
    """Topics that came up and that nobody is said to decide, most open questions first."""
    rights = by_topic(contents)
    decided = {topic for topic, found in rights.items() if any(_decides(right, contents) for right in found)}
    spoken_of = {
        topic
        for topic, activity in active.items()
        if activity.questions or activity.decisions or activity.occasions > 1
    }
    ranked = sorted(
        (spoken_of | set(rights)) - decided,
        key=lambda topic: (-active.get(topic, Activity()).rank - 2 * len(rights.get(topic, ())), topic),
    )
    return [topic for topic in ranked if topic in contents.known][:limit]


def decided_rows(contents: Contents, active: dict[str, Activity]) -> list[dict[str, Any]]:
    """One row per topic with a decider: `topic`, `deciders`, `also`, the liveliest topics first."""
    rows = []
    for topic, found in by_topic(contents).items():
        deciders = [right for right in found if _decides(right, contents)]
        place = contents.place(topic)
        if deciders and place is not None:
            rank = active.get(topic, Activity()).rank + len(found)
            rows.append((-rank, contents.known[topic].label.casefold(), _row(contents, topic, place, found)))
    return [row for *_, row in sorted(rows, key=lambda row: row[:2])]


def undecided_rows(contents: Contents, active: dict[str, Activity], topics: list[str]) -> list[dict[str, Any]]:
    """One row per topic: `topic`, `came_up` in words, `also`, and `said`: beliefs and proposals."""
    rights = by_topic(contents)
    rows = []
    for topic in topics:
        place = contents.place(topic)
        if place is None:
            continue
        found = rights.get(topic, [])
        activity = active.get(topic, Activity())
        counts = [
            contents.sentences.count(name, n)
            for name, n in (("question", activity.questions), ("decision", activity.decisions))
            if n
        ]
        if activity.occasions:
            counts.append(contents.sentences.count("occasion", activity.occasions))
        said = [
            contents.by_iri[right.iri]
            for right in found
            if right.power == "Decide" and right.status(contents.day) in ("believed", "proposed", "unconfirmed")
        ]
        rows.append({**_row(contents, topic, place, found), "came_up": ", ".join(counts), "said": said})
    return rows


def conflicts(contents: Contents) -> list[dict[str, Any]]:
    """Topics on which rights contradict each other: `topic` and the `statements`, by position."""
    held = {right.iri: right for right in contents.ranked() if _decides(right, contents)}
    found: dict[str, dict[int, None]] = {}
    for quad in contents.kg.store.inner.quads_for_pattern(None, term("gk:conflictsWith"), None):
        one, other = (held.get(getattr(node, "value", "")) for node in (quad.subject, quad.object))
        if one and other:
            for topic in set(one.topics) & set(other.topics):
                for right in (one, other):
                    found.setdefault(topic, {})[contents.by_iri[right.iri]] = None
    return [
        {"topic": contents.place(topic), "statements": sorted(found[topic])}
        for topic in sorted(found, key=lambda topic: contents.known[topic].label.casefold())
        if contents.place(topic) is not None
    ]


def _decides(right: Right, contents: Contents) -> bool:
    return right.power == "Decide" and right.status(contents.day) == "held"


def _row(contents: Contents, topic: str, place: int, found: list[Right]) -> dict[str, Any]:
    held = [right for right in found if right.status(contents.day) == "held"]
    deciders: dict[tuple[str, str], dict[str, Any]] = {}
    for right in held:
        if right.power == "Decide":
            whole = contents.sentences.is_whole(right.scope, topic)
            limits = ("" if whole else right.scope, right.condition)
            note = ", ".join(contents.sentences.lowered(limit) for limit in limits if limit)
            deciders.setdefault(
                (right.holder, note.casefold()),
                {
                    "who": contents.sentences.name(right.holder),
                    "note": note,
                    "statement": contents.by_iri[right.iri],
                },
            )
    also: dict[tuple[str, str], dict[str, Any]] = {}
    for right in held:
        if right.power in _ALSO:
            who = contents.sentences.name(right.holder)
            also.setdefault((right.power, right.holder), {"who": who, "power": right.power})
    return {
        "topic": place,
        "deciders": _shortened(list(deciders.values())),
        "also": sorted(also.values(), key=lambda item: POWERS.index(item["power"])),
    }


def _shortened(deciders: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Whoever decides the topic itself needs no entry for a part of it."""
    whole = {tuple(decider["who"]) for decider in deciders if not decider["note"]}
    return [decider for decider in deciders if not decider["note"] or tuple(decider["who"]) not in whole]
