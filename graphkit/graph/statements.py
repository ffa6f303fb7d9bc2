"""What the graph of a note says of each statement, as pairs of a property and its objects in Turtle."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from types import MappingProxyType
from typing import Final

from graphkit.extract.statement import (
    Action,
    Attendance,
    Decision,
    Membership,
    Mention,
    Question,
    ReportingLine,
    Right,
)
from graphkit.graph.turtle import day, text, texts, thing, things
from graphkit.identity.resolution import Ambiguity, Placed, Ref

#: The status characters that say no more than the state itself.
_PLAIN_SYMBOLS: Final = MappingProxyType(
    {"Open": " ", "Done": "x", "Cancelled": "-", "InProgress": "/", "Suggested": "?"}
)

Pairs = list[str]


class NoteStatements:
    """Writes the statements of one note; names that nobody resolved are left out.

    `agents`, `organisations` and `roles` say what names mean here, `dated` is the day of the statements, "" for none,
    `occasion` what the note records, `tasks` the lines that state actions.
    """

    def __init__(
        self,
        note: Ref,
        dated: str,
        occasion: Ref | None,
        agents: dict[Mention, Ref],
        organisations: dict[str, Ref],
        roles: dict[str, Ref],
        tasks: set[int],
    ) -> None:
        self._note = f"gk:note {thing(note)}"
        self._dated = f"dcterms:date {day(dated)}" if dated else ""
        self._occasion = occasion
        self._known = agents
        self._organisations = organisations
        self._roles = roles
        self._tasks = tasks
        self._writers: dict[type, Callable[[Placed], Pairs | None]] = {
            Membership: self._membership,
            ReportingLine: self._reporting_line,
            Action: self._action,
            Decision: self._decision,
            Question: self._question,
            Right: self._right,
            Attendance: lambda _: None,
        }

    def placed(self, placed: Placed) -> Pairs | None:
        """What is said of a statement; None where a name that it cannot do without is not known."""
        statement = placed.statement
        pairs = self._writers[type(statement)](placed)
        if pairs is None:
            return None
        if placed.about:
            pairs.append(f"gk:about {things(placed.about)}")
        for name, ref in placed.links:
            pairs.append(f"gk:{name} {thing(ref)}")
        self._evidence(pairs, statement.span.line, statement.span.quote)
        if placed.also_in:
            pairs.append(f"gk:alsoIn {things(placed.also_in)}")
        review = getattr(statement, "review", "")
        if review and not placed.verdict:  # what a person says of it is in the curated graph
            pairs.append(f"gk:review gk:{review}")
        extractor = getattr(statement, "extractor", "")
        if extractor:
            pairs.append(f"gk:extractor {text(extractor)}")
        confidence = getattr(statement, "confidence", 1.0)
        if confidence < 1:
            pairs.append(f"gk:confidence {confidence:.2f}".rstrip("0"))
        return pairs

    def ambiguity(self, ambiguity: Ambiguity) -> Pairs:
        """What is said of a name that stays open."""
        pairs = ["a gk:Ambiguous", f"rdfs:label {text(ambiguity.name)}"]
        if ambiguity.candidates:
            pairs.append(f"gk:candidate {things(ambiguity.candidates)}")
        self._evidence(pairs, ambiguity.line, ambiguity.quote)
        return pairs

    def _evidence(self, pairs: Pairs, line: int, quote: str) -> None:
        pairs += (self._note, f"gk:line {line}", f"gk:quote {text(quote)}")
        if self._dated:
            pairs.append(self._dated)

    def _agents(self, pairs: Pairs, name: str, mentions: Iterable[Mention]) -> None:
        """The agents that are known, each once, in their order."""
        known = self._known
        refs = dict.fromkeys([known[mention] for mention in mentions if mention in known])
        if refs:
            pairs.append(f"{name} {things(refs)}")

    def _membership(self, placed: Placed) -> Pairs | None:
        said = placed.statement
        assert isinstance(said, Membership)
        member = self._known.get(said.who)
        organisation = self._organisations.get(said.organisation)
        role = self._roles.get(said.role)
        if member is None or member.kind != "person" or not (organisation or role):
            return None
        pairs = ["a orgv:Membership", f"orgv:member {thing(member)}"]
        if organisation:
            pairs.append(f"orgv:organization {thing(organisation)}")
        if role:
            pairs.append(f"orgv:role {thing(role)}")
        pairs.append(f"gk:standing gk:{said.standing}")
        return pairs

    def _reporting_line(self, placed: Placed) -> Pairs | None:
        said = placed.statement
        assert isinstance(said, ReportingLine)
        who, to = self._known.get(said.who), self._known.get(said.to)
        if who is None or to is None or self._believed_by_nobody(said.believed_by):
            return None
        pairs = ["a gk:ReportingLine", f"gk:from {thing(who)}", f"gk:to {thing(to)}", f"gk:standing gk:{said.standing}"]
        if said.negated:
            pairs.append("gk:negated true")
        self._agents(pairs, "gk:believedBy", said.believed_by)
        return pairs

    def _believed_by_nobody(self, mentions: Iterable[Mention]) -> bool:
        """Whether those who believe something are all unknown: their belief must not look like a fact."""
        return bool(mentions) and not any(mention in self._known for mention in mentions)

    def _action(self, placed: Placed) -> Pairs:
        said = placed.statement
        assert isinstance(said, Action)
        pairs = ["a gk:ActionItem", f"rdfs:label {text(said.text)}"]
        self._agents(pairs, "gk:owner", said.owners)
        if said.due:
            pairs.append(f"gk:due {day(said.due)}")
        if said.scheduled:
            pairs.append(f"gk:scheduled {day(said.scheduled)}")
        if said.start:
            pairs.append(f"gk:start {day(said.start)}")
        if said.done:
            pairs.append(f"gk:done {day(said.done)}")
        if said.cancelled:
            pairs.append(f"gk:cancelled {day(said.cancelled)}")
        if said.created:
            pairs.append(f"dcterms:created {day(said.created)}")
        if said.priority:
            pairs.append(f"gk:priority gk:{said.priority}")
        pairs.append(f"gk:taskState gk:{said.state}")
        if said.symbol and said.symbol != _PLAIN_SYMBOLS[said.state]:
            pairs.append(f"gk:statusSymbol {text(said.symbol)}")
        if said.recurrence:
            pairs.append(f"gk:recurrence {text(said.recurrence)}")
        if said.identifier:
            pairs.append(f"dcterms:identifier {text(said.identifier)}")
        if said.tags:
            pairs.append(f"gk:tag {texts(said.tags)}")
        return pairs

    def _decision(self, placed: Placed) -> Pairs:
        said = placed.statement
        assert isinstance(said, Decision)
        pairs = ["a gk:Decision", f"rdfs:label {text(said.text)}"]
        self._agents(pairs, "gk:decidedBy", said.decided_by)
        if said.number:
            pairs.append(f"dcterms:identifier {text(said.number)}")
        if self._occasion:
            pairs.append(f"gk:madeIn {thing(self._occasion)}")
        return pairs

    def _question(self, placed: Placed) -> Pairs:
        said = placed.statement
        assert isinstance(said, Question)
        pairs = ["a gk:OpenQuestion", f"rdfs:label {text(said.text)}"]
        if said.span.line not in self._tasks:  # else the action of this very line has the owner
            self._agents(pairs, "gk:owner", said.owners)
            if said.due:
                pairs.append(f"gk:due {day(said.due)}")
        return pairs

    def _right(self, placed: Placed) -> Pairs | None:
        """A right without a known holder is none."""
        said = placed.statement
        assert isinstance(said, Right)
        holder = self._known.get(said.holder)
        if holder is None or self._believed_by_nobody(said.believed_by):
            return None
        pairs = [
            "a gk:DecisionRight",
            f"gk:holder {thing(holder)}",
            f"gk:power gk:{said.power}",
            f"gk:standing gk:{said.standing}",
        ]
        if said.scope:
            pairs.append(f"gk:scope {text(said.scope)}")
        self._agents(pairs, "gk:to", [mention for mention in said.to if self._known.get(mention) != holder])
        if said.negated:
            pairs.append("gk:negated true")
        if said.condition:
            pairs.append(f"gk:condition {text(said.condition)}")
        if said.held_from:
            pairs.append(f"gk:heldFrom {day(said.held_from)}")
        if said.held_until:
            pairs.append(f"gk:heldUntil {day(said.held_until)}")
        self._agents(pairs, "gk:believedBy", said.believed_by)
        self._agents(pairs, "gk:statedBy", said.stated_by)
        return pairs
