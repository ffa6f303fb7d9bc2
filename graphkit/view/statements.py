"""What is read out of the graph for the page: every kind of statement in one shape."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from msgspec import Struct, structs

from graphkit.graph.records import of_class
from graphkit.graph.store import Store
from graphkit.network.lenses.organisations import memberships
from graphkit.network.rights import POWERS, Evidence, ReportingLine, Right, evidence, reporting_lines, rights
from graphkit.view.sentences import Parts, Sentences


class Said(Struct, frozen=True):
    """A statement as the page needs it. Agents, topics and decisions are IRIs, days ISO or "".

    `base` is how it is to be read whatever the day: "held", "past", "proposed", "hypothetical", "negated",
    "believed", "unconfirmed" or "rejected". `who` holds, decided, owns, belongs or reports; `place` is the
    organisation and the role of a membership; `times` says how many notes repeat a membership.
    """

    iri: str
    kind: str
    base: str
    who: tuple[str, ...]
    evidence: Evidence
    about: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    believed_by: tuple[str, ...] = ()
    stated_by: tuple[str, ...] = ()
    power: str = ""
    standing: str = "Current"
    right: Right | None = None
    line: ReportingLine | None = None
    scope: str = ""
    condition: str = ""
    text: str = ""
    organisation: str = ""
    role: str = ""
    starts: str = ""
    ends: str = ""
    due: str = ""
    state: str = ""
    times: int = 1
    supersedes: tuple[str, ...] = ()
    reverses: tuple[str, ...] = ()
    reaffirms: tuple[str, ...] = ()

    def involved(self) -> dict[str, None]:
        """Everything with a name that it is about, once."""
        named = (*self.who, *self.about, *self.to, *self.place, *self.believed_by, *self.stated_by)
        return dict.fromkeys(named)

    def about_only(self, topic: str) -> Said:
        """The same about another topic."""
        right = structs.replace(self.right, topics=(topic,)) if self.right else None
        return structs.replace(self, about=(topic,), right=right)


def read(store: Store, day: str) -> list[Said]:
    """All statements up to an ISO day, by kind and IRI."""
    return [*_rights(store, day), *_lines(store, day), *_memberships(store, day), *_others(store, day)]


def _rights(store: Store, day: str) -> Iterator[Said]:
    for right in rights(store, day):
        if right.power in POWERS:
            yield Said(
                iri=right.iri,
                kind="right",
                # With neither beginning nor end it is read as on any day.
                base=structs.replace(right, held_from="", held_until="").status(day),
                who=(right.holder,),
                evidence=right.evidence,
                about=right.topics,
                to=right.to,
                believed_by=right.believed_by,
                stated_by=right.stated_by,
                power=right.power,
                right=right,
                scope=right.scope,
                condition=right.condition,
                starts=right.held_from,
                ends=right.held_until,
            )


def _lines(store: Store, day: str) -> Iterator[Said]:
    for line in reporting_lines(store, day):
        yield Said(
            iri=line.iri,
            kind="reporting",
            base=line.status(),
            who=(line.who,),
            evidence=line.evidence,
            to=(line.to,),
            believed_by=line.believed_by,
            line=line,
        )


def _memberships(store: Store, day: str) -> Iterator[Said]:
    """Memberships; one that many notes repeat is told by its first note and its newest."""
    same: dict[tuple[str, str, str, str], list[Said]] = {}
    for found in memberships(store, day):
        said = Said(
            iri=found.iri,
            kind="membership",
            base={"Past": "past", "Proposed": "proposed", "Hypothetical": "hypothetical"}.get(found.standing, "held"),
            who=(found.member,),
            evidence=found.evidence,
            place=tuple(filter(None, (found.organisation, found.role))),
            standing=found.standing,
            organisation=found.organisation,
            role=found.role,
        )
        same.setdefault((found.member, found.organisation, found.role, found.standing), []).append(said)
    for those in same.values():
        those.sort(key=lambda said: (said.evidence.date, said.iri))
        yield structs.replace(those[0], times=len(those))
        if len(those) > 1:
            yield structs.replace(those[-1], times=len(those))


def _others(store: Store, day: str) -> Iterator[Said]:
    """Decisions, open questions and tasks."""
    for curie, kind in (("gk:Decision", "decision"), ("gk:OpenQuestion", "question"), ("gk:ActionItem", "action")):
        for item in of_class(store, curie):
            found = evidence(item)
            if found.date > day:
                continue
            yield Said(
                iri=item.iri,
                kind=kind,
                base="rejected" if found.review == "Rejected" else "held",
                who=(*item.texts("gk:decidedBy"), *item.texts("gk:owner")),
                evidence=found,
                about=item.texts("gk:about"),
                text=item.text("rdfs:label") or found.quote,
                starts=item.text("gk:start"),
                ends=item.text("gk:done") or item.text("gk:cancelled"),
                due=item.text("gk:due"),
                state=(item.local("gk:taskState") or "Open") if kind == "action" else "",
                supersedes=item.texts("gk:supersedes"),
                reverses=item.texts("gk:reverses"),
                reaffirms=item.texts("gk:reaffirms"),
            )


#: The sentence of each kind.
KINDS: Final[dict[str, Callable[[Sentences, Said], Parts]]] = {
    "right": lambda sentences, said: sentences.right(said.right) if said.right else [],
    "reporting": lambda sentences, said: sentences.reporting(said.line) if said.line else [],
    "membership": lambda sentences, said: sentences.membership(
        said.who[0], said.role, said.organisation, said.standing
    ),
    "decision": lambda sentences, said: sentences.decision(said.text, said.who),
    "question": lambda sentences, said: [said.text],
    "action": lambda sentences, said: [said.text],
}
