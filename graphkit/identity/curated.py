"""What people answered, as the rules ask for it: which names are one, which apart, and what is true."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
from graphkit.identity.names import Names
from graphkit.identity.outline import fold_text
from graphkit.identity.uses import Use
from graphkit.vault.curation import NAME, Curation, Meaning, Pair, Verdict, wrong
from graphkit.vault.problem import Problem, problem

#: How the file calls the kinds of statements.
KINDS: Final[Mapping[type[Statement], str]] = {
    Action: "action", Decision: "decision", Question: "question", Right: "right", Membership: "membership",
    ReportingLine: "reporting",
}  # fmt: skip


class CuratedPair(Struct, frozen=True):
    """Two names as they are compared, handles with their @, and as they were written, the one to be called by first."""

    one: str
    other: str
    written: tuple[str, str]


class Curated:
    """The answers of a curation, by what they are about; `used` are the lines of verdicts that met a statement."""

    def __init__(self, curation: Curation, names: Names) -> None:
        self.curation = curation
        self.used: set[int] = set()
        self._names = names
        self._meant: defaultdict[str, list[Meaning]] = defaultdict(list)
        self._verdicts: defaultdict[str, list[Verdict]] = defaultdict(list)
        for meaning in curation.meant:
            self._meant[meaning.note].append(meaning)
        for verdict in curation.verdicts:
            self._verdicts[fold_text(verdict.quote)].append(verdict)

    def one_person(self) -> Iterator[CuratedPair]:
        """Names that are one person's."""
        return self._pairs(self.curation.one_person)

    def two_people(self) -> Iterator[CuratedPair]:
        """Names that are two people's."""
        return self._pairs(self.curation.two_people)

    def _pairs(self, pairs: Iterable[Pair]) -> Iterator[CuratedPair]:
        for pair in pairs:
            one, other = node_of(pair.one, self._names), node_of(pair.other, self._names)
            if one and other and one != other:
                yield CuratedPair(one, other, (pair.one, pair.other))

    def people(self) -> Iterator[str]:
        """Everybody whom an answer names outright."""
        for pair in (*self.curation.one_person, *self.curation.two_people):
            yield from (pair.one, pair.other)
        yield from (meaning.person for meaning in self.curation.meant if meaning.person)

    def meanings(self, paths: Iterable[str]) -> list[Meaning]:
        """What names mean in the notes at these paths."""
        if not self._meant:
            return []
        return [meaning for path in paths for meaning in self._meant.get(path, ())]

    def occasions(self, paths: Sequence[str]) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
        """Positions of notes that record one occasion, and of those that do not."""
        if not self.curation.one_occasion and not self.curation.two_occasions:
            return [], []
        places = {path: at for at, path in enumerate(paths)}

        def known(pairs: Iterable[Pair]) -> list[tuple[int, int]]:
            return [
                (places[pair.one], places[pair.other]) for pair in pairs if pair.one in places and pair.other in places
            ]

        return known(self.curation.one_occasion), known(self.curation.two_occasions)

    def verdict(self, statement: Statement, paths: Iterable[str]) -> str:
        """ "Confirmed", "Rejected" or "" for a statement that stands in the notes at these paths."""
        if not self._verdicts:
            return ""
        found = ""
        for verdict in self._verdicts.get(fold_text(statement.span.quote), ()):
            if verdict.note in paths and _is_about(verdict, statement):
                self.used.add(verdict.line)
                found = verdict.review
        return found

    def problems(self, notes: Sequence[Extraction], uses: Sequence[Sequence[Use]]) -> Iterator[Problem]:
        """Answers that contradict others, and those about nothing in the notes."""
        paths = {note.path: at for at, note in enumerate(notes)}
        called = [{node for use in used for node in self._nodes(use)} for used in uses]
        nodes = set().union(*called)
        curation = self.curation
        for same, apart, what in (
            (curation.one_person, curation.two_people, "one person"),
            (curation.one_occasion, curation.two_occasions, "one occasion"),
        ):
            kept = {frozenset((self._folded(p.one, what), self._folded(p.other, what))): p.line for p in apart}
            for pair in same:
                line = kept.get(frozenset((self._folded(pair.one, what), self._folded(pair.other, what))))
                if line:
                    yield wrong(pair.line, f"this says {what}, line {line} says two", "delete one of the lines")
        for pair in (*curation.one_person, *curation.two_people):
            one, other = node_of(pair.one, self._names), node_of(pair.other, self._names)
            if one == other:
                yield wrong(
                    pair.line, f"`{pair.one}` and `{pair.other}` are one name: accents, case and titles do not count",
                    "delete the line",
                )  # fmt: skip
            elif other not in nodes:
                yield _unused(pair.line, f"nobody in the notes is called `{pair.other}`")
            elif one not in nodes and pair in curation.two_people:
                yield _unused(pair.line, f"nobody in the notes is called `{pair.one}`")
        for pair in (*curation.one_occasion, *curation.two_occasions):
            if missing := [path for path in (pair.one, pair.other) if path not in paths]:
                yield _unused(pair.line, f"there is no note `{missing[0]}`")
        for meaning in curation.meant:
            if meaning.note not in paths:
                yield _unused(meaning.line, f"there is no note `{meaning.note}`")
            elif self._names.of(meaning.name).shape == "full":
                yield wrong(
                    meaning.line, f"`{meaning.name}` is a full name, which means the same in every note",
                    "write `one_person` or `two_people` of it",
                )  # fmt: skip
            elif self._names.key(meaning.name) not in called[paths[meaning.note]]:
                yield _unused(meaning.line, f"`{meaning.name}` stands nowhere in `{meaning.note}`")
        for verdict in curation.verdicts:
            if verdict.note not in paths:
                yield _unused(verdict.line, f"there is no note `{verdict.note}`")
            elif verdict.line not in self.used:
                yield _unused(verdict.line, f"graphkit reads no such statement in `{verdict.note}`")

    def _nodes(self, use: Use) -> Iterator[str]:
        """Every way in which an answer may write a name."""
        yield self._names.key(use.mention.name or use.mention.handle)
        if use.mention.handle:
            yield node_of(use.mention.handle, self._names)
        elif use.mention.name.startswith("@"):
            yield node_of(use.mention.name, self._names)

    def _folded(self, written: str, what: str) -> str:
        return node_of(written, self._names) if what == "one person" else written


def node_of(written: str, names: Names) -> str:
    """What a name is compared by; a handle keeps its @."""
    written = written.strip()
    return "@" + written[1:].casefold() if written.startswith("@") else names.key(written)


def _is_about(verdict: Verdict, statement: Statement) -> bool:
    if verdict.kind and verdict.kind != KINDS.get(type(statement)):
        return False
    if verdict.power and not (type(statement) is Right and statement.power == verdict.power):
        return False
    if not verdict.who:
        return True
    if type(statement) is Right:
        whose = statement.holder
    elif type(statement) is ReportingLine or type(statement) is Membership:
        whose = statement.who
    else:
        return False
    return verdict.who.casefold() == (whose.name or whose.handle).casefold()


def _unused(line: int, message: str) -> Problem:
    return problem(
        NAME, line, "curation-unused", message + "; the answer does nothing",
        "delete the line, or correct what it names",
    )  # fmt: skip
