"""Whom a name means in the notes of one occasion: its participants first, the rest of the vault last."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from graphkit.extract.statement import Extraction, Mention
from graphkit.identity.alike import Alike, alike, are_nicknames
from graphkit.identity.curated import Curated
from graphkit.identity.directory import Directory, Person
from graphkit.identity.names import Name, Names
from graphkit.identity.people import bare_handle, is_unnamed
from graphkit.identity.series import Neighbours
from graphkit.identity.uses import Use

#: The words of a title without numbers.
_WORD: Final = re.compile(r"[^\W\d_]{2,}")


class Answer(NamedTuple):
    """Who is meant; when that cannot be told, everybody who may be."""

    person: Person | None
    candidates: tuple[Person, ...] = ()


_NOBODY = Answer(None)
#: In these ways a slip of the pen is like the name that was meant.
_SLIPS: Final[frozenset[Alike | None]] = frozenset({"turned", "joined", "accents", "slip"})
_BEGINNING: Final = 4
_NO_ONE: Final[frozenset[Person]] = frozenset()


class Circles:
    """Makes the `Circle` of each group of notes, and knows where in the vault people appear.

    `in_full` tells whom a full name or a handle means, wherever it stands.
    """

    def __init__(
        self,
        directory: Directory,
        names: Names,
        owner: Person | None,
        extractions: Sequence[Extraction],
        uses: Sequence[Sequence[Use]],
        groups: Sequence[Sequence[int]],
        curated: Curated,
    ) -> None:
        self.directory = directory
        self.curated = curated
        self.names = names
        self.in_full: Callable[[Mention], Person | None] = _InFull(directory, names).__getitem__
        self.owner = owner
        self.initials = "".join(part[0] for part in names.key(owner.label).split()) if owner else ""
        self._extractions = extractions
        self._uses = uses
        self._groups = groups
        self._seen: dict[Person, set[object]] | None = None
        self._neighbours: Neighbours[Person] | None = None
        self._listed: dict[int, frozenset[Person]] = {}

    def of(self, members: Sequence[int]) -> Circle:
        """The circle of the notes at `members`."""
        return Circle(self, members, [self._extractions[at] for at in members], [self._uses[at] for at in members])

    def seen(self, person: Person) -> set[object]:
        """Where somebody appears by full name: folders, projects, accounts, and with whom."""
        if self._seen is None:
            self._seen = self._look_around()
        return self._seen.get(person, set())

    def series(self, member: int) -> tuple[set[Person], set[Person]]:
        """Who is listed by full name or handle in the meetings next to that of a note in its series, and who often is
        in the series."""
        if self._neighbours is None:
            self._neighbours = Neighbours(self._extractions, self._groups)
        return self._neighbours.of(member, self._listed_in), self._neighbours.regulars(member, self._listed_in)

    def _listed_in(self, member: int) -> frozenset[Person]:
        if member not in self._listed:
            listed = (self.in_full(use.mention) for use in self._uses[member] if use.part == "participant")
            self._listed[member] = frozenset(person for person in listed if person)
        return self._listed[member]

    def _look_around(self) -> dict[Person, set[object]]:
        seen: defaultdict[Person, set[object]] = defaultdict(set)
        for members in self._groups:
            around: set[object] = set(_around([self._extractions[at] for at in members], self.names))
            present: set[Person] = set()
            for at in members:
                for use in self._uses[at]:
                    person = self.in_full(use.mention)
                    if person:
                        present.add(person)
                        if use.part == "participant":
                            around.add(person)
            for person in present:
                seen[person] |= around
        for person in self.directory.people:
            seen[person] |= person.organisations
            seen[person].discard(person)
        return seen


class _InFull(dict[Mention, Person | None]):
    """Whom each mention asked for means by a full name or a handle, wherever it stands."""

    def __init__(self, directory: Directory, names: Names) -> None:
        super().__init__()
        self._directory = directory
        self._names = names

    def __missing__(self, mention: Mention) -> Person | None:
        person = self[mention] = self._find(mention)
        return person

    def _find(self, mention: Mention) -> Person | None:
        if mention.kind not in ("person", "unknown"):
            return None
        name = self._names.of(mention.name or mention.handle)
        if name.shape == "full" and (known := self._directory.by_key.get(name.key)):
            return known
        handle = mention.handle or (mention.name if mention.name.startswith("@") else "")
        return self._directory.by_handle.get(bare_handle(handle)) if handle else None


class Circle:
    """The people around one group of notes.

    `listed` are its participants with full names or handles, `own` all participants, `near` whose notes these are,
    `named` who else is named in full.
    """

    def __init__(
        self, circles: Circles, members: Sequence[int], notes: list[Extraction], uses: list[Sequence[Use]]
    ) -> None:
        self._circles = circles
        self._members = members
        self._regulars: tuple[set[Person], set[Person]] | None = None
        self._names = circles.names
        self._directory = circles.directory
        self._answers: dict[str, Answer] = {}
        self._disputed: dict[str, tuple[Person, ...]] = {}
        self._told: dict[str, Answer] = {}
        self._barred: dict[str, set[Person]] = {}
        self._read_answers(notes)
        self._notes = notes
        self._around: set[object] | None = None
        self.listed: dict[Person, None] = {}
        self.named: dict[Person, None] = {}
        first_names: list[tuple[Name, Use]] = []
        for used in uses:
            self._read(used, first_names)
        self.near: dict[Person, None] = dict.fromkeys(self._keepers(notes))
        if circles.owner:
            self.near[circles.owner] = None
        self.own = dict(self.listed)
        self._answers.update(self._told)
        self._supposed = self._only_bearers(name for name, _ in first_names)
        for name, use in first_names:
            unnamed = self._directory.unnamed.get(name.key)
            if self._told and name.key in self._told:
                continue
            answer = Answer(unnamed) if unnamed and is_unnamed(use.quote) else self._find(name)
            self._answers[name.key] = answer
        self.own.update((answer.person, None) for answer in self._answers.values() if answer.person)

    def person(self, mention: Mention) -> Answer:
        """Whom a mention means."""
        known = self._circles.in_full(mention) if mention.handle or mention.name.startswith("@") else None
        return Answer(known) if known else self.called(self._names.of(mention.name or mention.handle))

    def called(self, name: Name) -> Answer:
        """Whom a name means."""
        if name.shape == "self":
            return Answer(self._circles.owner)
        if name.shape == "full":
            known = self._directory.by_key.get(name.key)
            return Answer(known) if known else self._slip(name)
        if name.shape not in ("single", "short"):
            return _NOBODY
        answer = self._answers.get(name.key)
        if answer is None:
            answer = self._answers[name.key] = self._find(name)
        return answer

    def _read_answers(self, notes: list[Extraction]) -> None:
        """Enter what somebody said that names mean here."""
        curated = self._circles.curated
        for meaning in curated.meanings(note.path for note in notes):
            name = self._names.of(meaning.name)
            if name.shape not in ("single", "short"):
                continue
            person = self._directory.find(self._names.of(meaning.person), meaning.person) if meaning.person else None
            if not meaning.denied:
                self._told[name.key] = Answer(person)
            elif person:
                self._barred.setdefault(name.key, set()).add(person)

    def _read(self, used: Sequence[Use], first_names: list[tuple[Name, Use]]) -> None:
        """Enter who is named in full; what else the list of participants holds waits in `first_names`."""
        lines: dict[int, list[Person]] = {}
        waiting = len(first_names)
        in_full = self._circles.in_full
        for use in used:
            mention = use.mention
            if mention.kind not in ("person", "unknown"):
                continue
            known = in_full(mention)
            if use.part != "participant":
                if known:
                    self.named[known] = None
            elif known:
                self.listed[known] = None
                lines.setdefault(use.line, []).append(known)
            else:
                name = self._names.of(mention.name or mention.handle)
                if name.shape in ("single", "short"):
                    first_names.append((name, use))
        for name, use in first_names[waiting:]:
            beside = [person for person in lines.get(use.line, ()) if person.is_called(name)]
            if beside and not any(person in beside for person in self._directory.aliased(name)):
                # One list holds a full name and its first name: two people, or one twice.
                self._disputed[name.key] = tuple(beside)

    def _keepers(self, notes: list[Extraction]) -> Iterator[Person]:
        """Whose folder or page this is."""
        for note in notes:
            for written in (
                note.place.name if note.place.kind == "person" else "",
                note.entities.get("person"),
            ):
                known = self._directory.by_key.get(self._names.key(written)) if written else None
                if known:
                    yield known

    def _only_bearers(self, listed: Iterable[Name]) -> frozenset[Person]:
        """Those who alone in the vault bear a first name of the list: who they are is to be seen."""
        found = (self._directory.called(name) for name in listed)
        return frozenset(people[0] for people in found if len(people) == 1 and people[0].surnames)

    def _find(self, name: Name) -> Answer:
        if name.key in self._directory.cut_short:
            return _NOBODY
        barred = self._barred.get(name.key, _NO_ONE)
        if name.key in self._disputed:
            return Answer(None, _sorted({*self._disputed[name.key], *self._directory.called(name)} - barred))
        aliased = self._directory.aliased(name)
        tiers = (self.own, self.near, {**self.named, **dict.fromkeys(aliased)})
        for tier in tiers:
            found = [person for person in tier if person.is_called(name) and person not in barred]
            if found:
                return _only(found)
        if self._is_owner(name):
            return Answer(self._circles.owner)
        if name.shape == "single":
            for tier in tiers:
                found = [person for person in tier if name.key in person.surnames and person not in barred]
                if found:
                    return _only(found)
        everybody = [person for person in self._directory.called(name) if person not in barred]
        if len(everybody) > 1 or (everybody and everybody[0].surnames):
            for regulars in self._series():
                found = [person for person in everybody if person in regulars]
                if found:
                    return _only(found)
        if len(everybody) == 1 and (name.key in everybody[0].keys or not everybody[0].surnames):
            return Answer(everybody[0])
        if len(everybody) == 1 and self._is_near(everybody[0]):
            return Answer(everybody[0])
        if not everybody and (known := self._directory.by_handle.get(name.key)):
            return Answer(known)
        if not everybody and name.shape == "single" and (short := self._shortened(name)).person:
            return short
        return Answer(None, _sorted(everybody))

    def _slip(self, name: Name) -> Answer:
        """Whose name a full name that nobody bears is a slip of: one participant's, and no other's."""
        answer = self._answers.get(name.key)
        if answer is None:
            close = [one for one in self.own if any(alike(name.key, key) in _SLIPS for key in one.keys)]
            answer = self._answers[name.key] = Answer(close[0]) if len(close) == 1 else _NOBODY
        return answer

    def _shortened(self, name: Name) -> Answer:
        """Which one participant a first name that nobody bears is short for: the beginning of the name or a nickname."""
        found = [person for person in self.own if any(_is_short_for(name.key, call) for call in person.calls)]
        return Answer(found[0]) if len(found) == 1 else _NOBODY

    def _series(self) -> tuple[set[Person], set[Person]]:
        """Who attends the meetings next to this one in its series, and who often attends the series."""
        if self._regulars is None:
            found = [self._circles.series(member) for member in self._members]
            self._regulars = set().union(*(near for near, _ in found)), set().union(*(often for _, often in found))
        return self._regulars

    def _is_owner(self, name: Name) -> bool:
        """Whether a name is the initials of the vault's owner, and of no other participant."""
        initials = self._circles.initials
        if len(initials) < 2 or name.key != initials or not name.written.isupper():
            return False
        owner = self._circles.owner
        return not any(
            "".join(part[0] for part in key.split()) == initials
            for person in self.listed if person is not owner
            for key in person.keys
        )  # fmt: skip

    def _is_near(self, person: Person) -> bool:
        """Whether the vault's only bearer of a first name has to do with these notes: their folder, project, account
        or series knows the full name, or a participant met them elsewhere, or two whom the list means as loosely."""
        if self._around is None:
            met = {other for other in self.listed if other is not self._circles.owner}
            self._around = set(_around(self._notes, self._names)) | met
        seen = self._circles.seen(person)
        return not self._around.isdisjoint(seen) or len((self._supposed - {person}) & seen) > 1


def _around(notes: Iterable[Extraction], names: Names) -> Iterator[str]:
    """What notes share with others: folded names of folder, project, account and the series of their title."""
    for note in notes:
        if note.place.name and note.place.kind != "person":
            yield names.key(note.place.name)
        for field, value in note.entities.items():
            if value and field != "person":
                yield names.key(value)
        words = [word for word in _WORD.findall(note.title.casefold()) if word not in names.lexicon.title_words]
        if len(words) > 1:
            yield "series: " + " ".join(words)


def _is_short_for(short: str, given: str) -> bool:
    """Whether a first name is another's beginning, in four letters at least, or its nickname."""
    if are_nicknames(short, given):
        return True
    return len(short) >= _BEGINNING and len(given) > len(short) and given.startswith(short) and " " not in given


def _only(found: list[Person]) -> Answer:
    return Answer(found[0]) if len(found) == 1 else Answer(None, _sorted(found))


def _sorted(people: Iterable[Person]) -> tuple[Person, ...]:
    return tuple(sorted(people, key=lambda person: person.keys))
