"""A statement that several notes of one occasion repeat is one statement with several places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from typing import Final

from msgspec import Struct

from graphkit.extract.statement import (
    Action,
    Decision,
    Extraction,
    Membership,
    Question,
    ReportingLine,
    Right,
    Statement,
)
from graphkit.identity.agents import Meant
from graphkit.identity.grouping import fold_text
from graphkit.identity.resolution import Ref
from graphkit.identity.slugs import distinct

_KINDS: Final = {
    Action: "action", Decision: "decision", Question: "question", Right: "right", Membership: "membership",
    ReportingLine: "reporting",
}  # fmt: skip


class Standing(Struct, eq=False, gc=False):
    """A statement at its first place: note `at`, the `ordinal`-th of its kind on its line (0: the only one)."""

    at: int
    statement: Statement
    ordinal: int
    meant: Meant
    also: tuple[int, ...] = ()


class Copies:
    """Takes statements group by group, those with a date before pages, and keeps each where it first stands.

    `texts` are what the statements of each note say, folded (`grouping.said_text`).
    """

    def __init__(self, extractions: Sequence[Extraction], texts: Sequence[Sequence[str]], *, pages: bool) -> None:
        self.standing: list[list[Standing]] = [[] for _ in extractions]
        self.repeats: Counter[int] = Counter()
        self._extractions = extractions
        self._texts = texts
        self._everywhere: dict[Hashable, list[Standing]] | None = {} if pages else None

    def take(self, members: Sequence[int], meant: Meant, *, page: bool) -> None:
        """Place the statements of the notes at `members`, which are in order."""
        known: dict[Hashable, list[Standing]] = {}
        for at in members:
            statements = self._extractions[at].statements
            for statement, text, ordinal in zip(statements, self._texts[at], _ordinals(statements), strict=True):
                key = _key(statement, text, meant)
                if key is None:
                    continue
                same = known.get(key)
                first = _find(same, at, statement, meant) if same else None
                if first is None and page and self._everywhere is not None:
                    first = _find(self._everywhere.get(key, ()), at, statement, meant)
                if first is None:
                    first = Standing(at, statement, ordinal, meant)
                    self.standing[at].append(first)
                    known.setdefault(key, []).append(first)
                    if self._everywhere is not None and text:
                        self._everywhere.setdefault(key, []).append(first)
                elif at != first.at and at not in first.also:
                    first.also += (at,)
                    self.repeats[at] += 1


def _find(standing: Sequence[Standing], at: int, statement: Statement, meant: Meant) -> Standing | None:
    """The same statement: of two tasks in one wording, the one with the same owners, or where one note names none."""
    owners = _owners(statement, meant)
    for first in standing:
        others = _owners(first.statement, first.meant)
        if others == owners or (at != first.at and not (others and owners)):
            return first
    return None


def _owners(statement: Statement, meant: Meant) -> frozenset[Ref | str]:
    if not isinstance(statement, Action) or not statement.owners:
        return frozenset()
    return frozenset(meant.agents.get(owner) or owner.name for owner in statement.owners)


def _ordinals(statements: Sequence[Statement]) -> list[int]:
    """Each statement's number on its line: rights always have one, others only beside another of their kind, else 0."""
    places = [(type(said), said.span.line) for said in statements]
    counts = Counter(places) if len(set(places)) < len(places) else {}
    seen: dict[tuple[type, int], int] = {}
    ordinals = []
    for place in places:
        if place[0] is Right or counts.get(place, 0) > 1:
            number = seen[place] = seen.get(place, 0) + 1
            ordinals.append(number)
        else:
            ordinals.append(0)
    return ordinals


def _key(statement: Statement, text: str, meant: Meant) -> Hashable | None:
    """What makes two statements of one occasion the same one; None for what nothing can be said about."""
    agents = meant.agents
    if type(statement) is Right:
        return (
            text, agents.get(statement.holder) or statement.holder.name, statement.power, statement.standing,
            statement.negated, statement.scope.casefold(),
        )  # fmt: skip
    if text:
        return text
    if type(statement) is Membership:
        who = agents.get(statement.who)
        organisation = meant.organisations.get(statement.organisation)
        role = meant.roles.get(statement.role)
        if who is None or who.kind != "person" or not (organisation or role):
            return None
        return who, organisation, role, statement.standing
    if type(statement) is ReportingLine:
        who, to = agents.get(statement.who), agents.get(statement.to)
        if who is None or to is None:
            return None
        return "reports to", who, to, statement.standing, statement.negated, fold_text(statement.span.quote)
    return None


def statement_refs(standing: Sequence[Standing], notes: Sequence[Ref], meant: Sequence[Meant]) -> dict[int, Ref]:
    """A name for each statement, by its position; `notes` and `names` are by the position of its note."""
    refs: dict[int, Ref] = {}
    wanted: dict[int, tuple[str, str]] = {}
    for position, placed in enumerate(standing):
        said, note = placed.statement, notes[placed.at].slug
        kind = _KINDS[type(said)]
        if type(said) is Membership:
            known = meant[placed.at]
            where = known.organisations.get(said.organisation) or known.roles[said.role]
            base = f"{known.agents[said.who].slug}-{where.slug}-{said.span.line}"
            wanted[position] = (f"{kind}:{base}", f"{note} {said.role} {said.standing}")
        elif type(said) is ReportingLine:
            agents = meant[placed.at].agents
            base = f"{agents[said.who].slug}-{agents[said.to].slug}-{said.span.line}"
            wanted[position] = (f"{kind}:{base}", f"{note} {placed.ordinal}")
        else:
            number = f"{said.span.line}-{placed.ordinal}" if placed.ordinal else f"{said.span.line}"
            refs[position] = Ref(kind, f"{note}-{number}")
    for position, name in distinct(wanted).items():
        kind, _, short = name.partition(":")
        refs[position] = Ref(kind, short)
    if len(set(refs.values())) < len(refs):  # "plan-2026" at line 1 and "plan" at line 2026
        ways = {at: (ref.slug, notes[standing[at].at].slug) for at, ref in refs.items()}
        taken = Counter(refs.values())
        names_again = distinct({at: way for at, way in ways.items() if taken[refs[at]] > 1})
        refs.update({at: Ref(refs[at].kind, name) for at, name in names_again.items()})
    return refs
