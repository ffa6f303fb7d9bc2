"""A statement that several notes of one occasion repeat is one statement with several places."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from typing import Final

from msgspec import Struct, field

from graphkit.extract.statement import (
    Action,
    Attendance,
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


class Standing(Struct, eq=False):
    """A statement at its first place: note `at`, the `ordinal`-th of its kind on its line (0: the only one)."""

    at: int
    statement: Statement
    ordinal: int
    owners: frozenset[Ref | str] = frozenset()
    also: list[int] = field(default_factory=list)


class Copies:
    """Takes statements group by group, those with a date before pages, and keeps each where it first stands."""

    def __init__(self, extractions: Sequence[Extraction], *, pages: bool) -> None:
        self.standing: list[list[Standing]] = [[] for _ in extractions]
        self.repeats: Counter[int] = Counter()
        self._extractions = extractions
        self._everywhere: defaultdict[Hashable, list[Standing]] | None = defaultdict(list) if pages else None

    def take(self, members: Sequence[int], meant: Meant, *, page: bool) -> None:
        """Place the statements of the notes at `members`, which are in order."""
        known: defaultdict[Hashable, list[Standing]] = defaultdict(list)
        for at in members:
            for statement, ordinal in _numbered(self._extractions[at].statements):
                key = _key(statement, meant)
                if key is None:
                    continue
                owners = _owners(statement, meant)
                first = _find(known.get(key, ()), at, owners)
                if first is None and page and self._everywhere is not None:
                    first = _find(self._everywhere.get(key, ()), at, owners)
                if first is None:
                    first = Standing(at, statement, ordinal, owners)
                    self.standing[at].append(first)
                    known[key].append(first)
                    if self._everywhere is not None and not isinstance(statement, Membership | ReportingLine):
                        self._everywhere[key].append(first)
                elif at != first.at and at not in first.also:
                    first.also.append(at)
                    self.repeats[at] += 1


def _find(standing: Sequence[Standing], at: int, owners: frozenset[Ref | str]) -> Standing | None:
    """The same statement: of two tasks in one wording, the one with the same owners, or where one note names none."""
    for first in standing:
        if first.owners == owners or (at != first.at and not (first.owners and owners)):
            return first
    return None


def _owners(statement: Statement, meant: Meant) -> frozenset[Ref | str]:
    if not isinstance(statement, Action) or not statement.owners:
        return frozenset()
    return frozenset(meant.agents.get(owner) or owner.name for owner in statement.owners)


def _numbered(statements: Sequence[Statement]) -> list[tuple[Statement, int]]:
    """Statements with their number on their line: rights always have one, others only beside another of their kind."""
    lines = Counter((type(said), said.span.line) for said in statements)
    seen: Counter[tuple[type, int]] = Counter()
    numbered = []
    for said in statements:
        if type(said) is Attendance:
            continue
        place = (type(said), said.span.line)
        seen[place] += 1
        numbered.append((said, seen[place] if lines[place] > 1 or type(said) is Right else 0))
    return numbered


def _key(statement: Statement, meant: Meant) -> Hashable | None:
    """What makes two statements of one occasion the same one; None for what nothing can be said about."""
    if isinstance(statement, Action):
        return "action", fold_text(statement.text)
    if isinstance(statement, Decision):
        return "decision", fold_text(statement.text)
    if isinstance(statement, Question):
        return "question", fold_text(statement.text)
    agents = meant.agents
    if isinstance(statement, Right):
        return (
            "right", fold_text(statement.span.quote), agents.get(statement.holder) or statement.holder.name,
            statement.power, statement.standing, statement.negated, fold_text(statement.scope),
        )  # fmt: skip
    if isinstance(statement, Membership):
        who = agents.get(statement.who)
        organisation = meant.organisations.get(statement.organisation)
        role = meant.roles.get(statement.role)
        if who is None or who.kind != "person" or not (organisation or role):
            return None
        return "membership", who, organisation, role, statement.standing
    if isinstance(statement, ReportingLine):
        who, to = agents.get(statement.who), agents.get(statement.to)
        if who is None or to is None:
            return None
        return "reporting", who, to, statement.standing, statement.negated, fold_text(statement.span.quote)
    return None


def statement_refs(
    standing: Sequence[Standing], notes: Sequence[Ref], meant: Sequence[Meant]
) -> dict[int, Ref]:
    """A name for each statement, by its position; `notes` and `names` are by the position of its note."""
    refs: dict[int, Ref] = {}
    wanted: dict[int, tuple[str, str]] = {}
    for position, placed in enumerate(standing):
        said, note = placed.statement, notes[placed.at].slug
        kind = _KINDS[type(said)]
        number = f"-{placed.ordinal}" if placed.ordinal else ""
        if isinstance(said, Membership):
            known = meant[placed.at]
            where = known.organisations.get(said.organisation) or known.roles[said.role]
            base = f"{known.agents[said.who].slug}-{where.slug}-{said.span.line}"
            wanted[position] = (f"{kind}:{base}", f"{note} {said.role} {said.standing}")
        elif isinstance(said, ReportingLine):
            agents = meant[placed.at].agents
            base = f"{agents[said.who].slug}-{agents[said.to].slug}-{said.span.line}"
            wanted[position] = (f"{kind}:{base}", f"{note} {placed.ordinal}")
        else:
            refs[position] = Ref(kind, f"{note}-{said.span.line}{number}")
    for position, name in distinct(wanted).items():
        kind, _, short = name.partition(":")
        refs[position] = Ref(kind, short)
    if len(set(refs.values())) < len(refs):  # "plan-2026" at line 1 and "plan" at line 2026
        ways = {at: (ref.slug, notes[standing[at].at].slug) for at, ref in refs.items()}
        taken = Counter(refs.values())
        names_again = distinct({at: way for at, way in ways.items() if taken[refs[at]] > 1})
        refs.update({at: Ref(refs[at].kind, name) for at, name in names_again.items()})
    return refs
