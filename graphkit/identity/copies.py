"""A statement that several notes of one occasion repeat is one statement with several places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from typing import Final

from msgspec import Struct

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
from graphkit.identity.outline import fold_text
from graphkit.identity.resolution import Ref
from graphkit.identity.slugs import distinct

_KINDS: Final = {
    Action: "action", Decision: "decision", Question: "question", Right: "right", Membership: "membership",
    ReportingLine: "reporting",
}  # fmt: skip

_NOTHING: Final[frozenset[Ref | str]] = frozenset()


class Standing(Struct, eq=False, gc=False):
    """A statement at its first place: note `at`, the `ordinal`-th of its kind on its line (0: the only one)."""

    at: int
    statement: Statement
    ordinal: int
    meant: Meant
    about: tuple[Ref, ...] = ()
    also: tuple[int, ...] = ()


class Copies:
    """Takes statements group by group, those with a date before pages, and keeps each where it first stands.

    `texts` are what the statements of each note say, folded (`grouping.said_text`), `about` their topics.
    """

    def __init__(
        self,
        extractions: Sequence[Extraction],
        texts: Sequence[Sequence[str]],
        about: Sequence[Sequence[tuple[Ref, ...]]],
        *,
        pages: bool,
    ) -> None:
        self.standing: list[list[Standing]] = [[] for _ in extractions]
        self.repeats: Counter[int] = Counter()
        self._extractions = extractions
        self._texts = texts
        self._about = about
        self._everywhere: dict[Hashable, list[Standing]] | None = {} if pages else None

    def take(self, members: Sequence[int], meant: Meant, *, page: bool) -> None:
        """Place the statements of the notes at `members`, which are in order."""
        known: dict[Hashable, list[Standing]] = {}
        for at in members:
            statements = self._extractions[at].statements
            standing = self.standing[at]
            said = zip(statements, self._texts[at], self._about[at], _ordinals(statements), strict=True)
            for statement, text, about, ordinal in said:
                key = _key(statement, text, meant)
                if key is None:
                    continue
                new = Standing(at, statement, ordinal, meant, about)
                same = known.get(key)
                first = _find(same, new) if same else None
                if first is None and page and self._everywhere is not None:
                    first = _find(self._everywhere.get(key, ()), new)
                if first is None:
                    standing.append(new)
                    if same is None:
                        known[key] = [new]
                    else:
                        same.append(new)
                    if self._everywhere is not None and text:
                        self._everywhere.setdefault(key, []).append(new)
                else:
                    self._repeat(first, new)

    def _repeat(self, first: Standing, new: Standing) -> None:
        """Of two that say the same the first stands, unless the other says more."""
        places = {*first.also, first.at, new.at}
        if _details(first) < _details(new):
            self.standing[first.at].remove(first)
            first.at, first.statement, first.ordinal, first.meant = new.at, new.statement, new.ordinal, new.meant
            first.about = new.about
            self.standing[first.at].append(first)
        elif new.at not in first.also and new.at != first.at:
            self.repeats[new.at] += 1
        first.also = tuple(sorted(places - {first.at}))


def _find(standing: Iterable[Standing], new: Standing) -> Standing | None:
    """What says the same: of two tasks in one wording, the one with the same owners, or where one of two notes names
    none; of two memberships, the one with the same organisation and role, or where one leaves one of them out."""
    details = _details(new)
    others = [(first, _details(first)) for first in standing]
    for first, its in others:
        if its == details:
            return first
    for first, its in others:
        if isinstance(new.statement, Membership) and (details < its or its < details):
            return first
        if isinstance(new.statement, Action) and new.at != first.at and not (details and its):
            return first
    return None


def _details(standing: Standing) -> frozenset[Ref | str]:
    """Owners of a task, organisation and role of a membership: what a copy may leave out."""
    statement, meant = standing.statement, standing.meant
    if type(statement) is Action:
        known = (meant.agents.get(owner) or (owner.name if owner in meant.open else "") for owner in statement.owners)
        return frozenset(owner for owner in known if owner)
    if type(statement) is Membership:
        where = meant.organisations.get(statement.organisation)
        role = meant.roles.get(statement.role)
        return frozenset(ref for ref in (where, role) if ref)
    return _NOTHING


def _ordinals(statements: Sequence[Statement]) -> list[int]:
    """Each statement's number on its line: rights always have one, others only beside another of their kind, else 0;
    attendance, which is placed nowhere, has none."""
    ordinals = [0] * len(statements)
    first: dict[tuple[type, int], int] = {}
    seen: dict[tuple[type, int], int] = {}
    for at, said in enumerate(statements):
        kind = type(said)
        if kind is Attendance:
            continue
        place = (kind, said.span.line)
        before = first.setdefault(place, at)
        if before != at:
            ordinals[before] = 1
            ordinals[at] = seen[place] = seen.get(place, 1) + 1
        elif kind is Right:
            ordinals[at] = 1
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
    if type(statement) is Attendance:
        return None
    if type(statement) is Membership:
        who = agents.get(statement.who)
        known = statement.organisation in meant.organisations or statement.role in meant.roles
        if who is None or who.kind != "person" or not known:
            return None
        return who, statement.standing
    if type(statement) is ReportingLine:
        who, to = agents.get(statement.who), agents.get(statement.to)
        if who is None or to is None:
            return None
        return "reports to", who, to, statement.standing, statement.negated, fold_text(statement.span.quote)
    return None


def statement_refs(standing: Sequence[Standing], notes: Sequence[Ref], meant: Sequence[Meant]) -> list[Ref]:
    """A name for each statement; `notes` and `meant` are by the position of its note."""
    refs: list[Ref] = []
    wanted: dict[int, tuple[str, str]] = {}
    slugs = [note.slug for note in notes]
    for position, placed in enumerate(standing):
        said, note = placed.statement, slugs[placed.at]
        kind = _KINDS[type(said)]
        base = f"{note}-{said.span.line}-{placed.ordinal}" if placed.ordinal else f"{note}-{said.span.line}"
        if type(said) is Membership:
            known = meant[placed.at]
            where = known.organisations.get(said.organisation) or known.roles[said.role]
            base = f"{known.agents[said.who].slug}-{where.slug}-{said.span.line}"
            wanted[position] = (f"{kind}:{base}", f"{note} {said.role} {said.standing}")
        elif type(said) is ReportingLine:
            agents = meant[placed.at].agents
            base = f"{agents[said.who].slug}-{agents[said.to].slug}-{said.span.line}"
            wanted[position] = (f"{kind}:{base}", f"{note} {placed.ordinal}")
        refs.append(Ref(kind, base))
    for position, name in distinct(wanted).items():
        refs[position] = Ref(refs[position].kind, name.partition(":")[2])
    taken = Counter(refs)
    if len(taken) < len(refs):  # "plan-2026" at line 1 and "plan" at line 2026
        ways = {at: (ref.slug, slugs[standing[at].at]) for at, ref in enumerate(refs) if taken[ref] > 1}
        for at, name in distinct(ways).items():
            refs[at] = Ref(refs[at].kind, name)
    return refs
