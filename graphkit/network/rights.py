"""Rights and reporting lines as the graph has them, and how each is to be read on a day."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal

from msgspec import Struct

from graphkit.graph.records import Record, of_class
from graphkit.graph.store import Store

#: Powers from the strongest to the weakest.
POWERS: Final = ("Decide", "Approve", "Veto", "Own", "Recommend", "Consult", "Perform", "Inform")

#: How a statement is to be read: only what is "held" is a fact of that day.
Status = Literal[
    "held", "ended", "later", "past", "proposed", "hypothetical", "negated", "believed", "unconfirmed", "rejected"
]


class Evidence(Struct, frozen=True):
    """Where a statement stands: IRI of the note, first line from 1, the text as written, and the ISO day."""

    note: str
    line: int
    quote: str
    date: str
    confidence: float = 1.0
    review: str = ""
    also_in: tuple[str, ...] = ()


class Right(Struct, frozen=True):
    """A decision right; agents and topics are IRIs, days ISO or "". `topics` is empty when none resolved."""

    iri: str
    holder: str
    power: str
    topics: tuple[str, ...]
    scope: str
    to: tuple[str, ...]
    standing: str
    negated: bool
    condition: str
    believed_by: tuple[str, ...]
    stated_by: tuple[str, ...]
    held_from: str
    held_until: str
    evidence: Evidence

    def status(self, day: str) -> Status:
        """How the right is to be read on an ISO day."""
        said = _said(self.standing, self.negated, self.believed_by, self.evidence.review)
        if said != "held":
            return said
        if self.held_until and self.held_until <= day:
            return "ended"
        return "later" if self.held_from > day else "held"


class ReportingLine(Struct, frozen=True):
    """That `who` reports to `to` (IRIs)."""

    iri: str
    who: str
    to: str
    standing: str
    negated: bool
    believed_by: tuple[str, ...]
    evidence: Evidence

    def status(self) -> Status:
        """How the line is to be read."""
        return _said(self.standing, self.negated, self.believed_by, self.evidence.review)


def rights(store: Store, day: str) -> Iterator[Right]:
    """The rights stated on or before an ISO day, by IRI, whatever their standing."""
    for item in of_class(store, "gk:DecisionRight"):
        said = evidence(item)
        if said.date <= day and (holder := item.text("gk:holder")):
            yield Right(
                iri=item.iri,
                holder=holder,
                power=item.local("gk:power"),
                topics=item.texts("gk:about"),
                scope=item.text("gk:scope"),
                to=item.texts("gk:to"),
                standing=item.local("gk:standing") or "Current",
                negated=bool(item.value("gk:negated", False)),
                condition=item.text("gk:condition"),
                believed_by=item.texts("gk:believedBy"),
                stated_by=item.texts("gk:statedBy"),
                held_from=item.text("gk:heldFrom"),
                held_until=item.text("gk:heldUntil"),
                evidence=said,
            )


def reporting_lines(store: Store, day: str) -> Iterator[ReportingLine]:
    """The reporting lines stated on or before an ISO day, by IRI."""
    for item in of_class(store, "gk:ReportingLine"):
        said = evidence(item)
        who, to = item.text("gk:from"), item.text("gk:to")
        if said.date <= day and who and to:
            yield ReportingLine(
                iri=item.iri,
                who=who,
                to=to,
                standing=item.local("gk:standing") or "Current",
                negated=bool(item.value("gk:negated", False)),
                believed_by=item.texts("gk:believedBy"),
                evidence=said,
            )


def evidence(item: Record) -> Evidence:
    """The evidence of any statement."""
    return Evidence(
        note=item.text("gk:note"),
        line=int(item.value("gk:line", 0)),
        quote=item.text("gk:quote"),
        date=item.text("dcterms:date"),
        confidence=float(item.value("gk:confidence", 1.0)),
        review=item.local("gk:review"),  # a person's word sorts before the mark of what read it
        also_in=item.texts("gk:alsoIn"),
    )


def _said(standing: str, negated: bool, believed_by: tuple[str, ...], review: str) -> Status:
    if review == "Rejected":
        return "rejected"
    if review == "Unconfirmed":
        return "unconfirmed"
    if believed_by:
        return "believed"
    if negated:
        return "negated"
    others: dict[str, Status] = {"Past": "past", "Proposed": "proposed", "Hypothetical": "hypothetical"}
    return others.get(standing, "held")
