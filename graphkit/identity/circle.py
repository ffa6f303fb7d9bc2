"""Whom a name means in the notes of one occasion: its participants first, the rest of the vault last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from graphkit.extract.statement import Extraction, Mention
from graphkit.identity.alike import Alike, alike, are_nicknames
from graphkit.identity.directory import Person
from graphkit.identity.gathered import is_unnamed
from graphkit.identity.names import Name
from graphkit.identity.surroundings import Surroundings, shared_by
from graphkit.identity.uses import Use


class Answer(NamedTuple):
    """Who is meant; when that cannot be told, everybody who may be."""

    person: Person | None
    candidates: tuple[Person, ...] = ()


_NOBODY = Answer(None)
#: In these ways a slip of the pen is like the name that was meant.
_SLIPS: Final[frozenset[Alike | None]] = frozenset({"turned", "joined", "accents", "slip"})
_BEGINNING: Final = 4
_NO_ONE: Final[frozenset[Person]] = frozenset()


class Circle:
    """The people around one group of notes.

    `listed` are its participants with full names or handles, `own` all participants, `near` whose notes these are,
    `named` who else is named in full.
    """

    def __init__(self, surroundings: Surroundings, members: Sequence[int]) -> None:
        notes = [surroundings.extractions[at] for at in members]
        uses = [surroundings.uses[at] for at in members]
        self._surroundings = surroundings
        self._members = members
        self._regulars: tuple[set[Person], set[Person]] | None = None
        self._names = surroundings.names
        self._directory = surroundings.directory
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
        if surroundings.owner:
            self.near[surroundings.owner] = None
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
        known = self._surroundings.in_full(mention) if mention.handle or mention.name.startswith("@") else None
        return Answer(known) if known else self.called(self._names.of(mention.name or mention.handle))

    def called(self, name: Name) -> Answer:
        """Whom a name means."""
        if name.shape == "self":
            return Answer(self._surroundings.owner)
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
        curated = self._surroundings.curated
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
        in_full = self._surroundings.in_full
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
            return Answer(self._surroundings.owner)
        if name.shape == "single":
            for tier in tiers:
                found = [person for person in tier if name.key in person.surnames and person not in barred]
                if found:
                    return _only(found)
        everybody = [person for person in self._directory.called(name) if person not in barred]
        if len(everybody) > 1 or (everybody and everybody[0].surnames):
            next_to, regulars = self._series()
            found = [person for person in everybody if person in next_to]
            about = [person for person in everybody if self._was_about(person, name)]
            if found:
                often = [person for person in about if person in regulars and person not in found]
                return _only([*found, *often])
            if any(person in regulars for person in about):
                return _only(about)
        if len(everybody) == 1 and (name.key in everybody[0].keys or not everybody[0].surnames):
            return Answer(everybody[0])
        if len(everybody) == 1 and self._is_near(everybody[0]) and self._was_about(everybody[0], name):
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
        """Which one participant a first name that nobody bears is short for: its beginning or a nickname."""
        found = [person for person in self.own if any(_is_short_for(name.key, call) for call in person.calls)]
        return Answer(found[0]) if len(found) == 1 else _NOBODY

    def _series(self) -> tuple[set[Person], set[Person]]:
        """Who attends the meetings next to this one in its series, and who often attends the series."""
        if self._regulars is None:
            self._regulars = self._surroundings.series(self._members)
        return self._regulars

    def _is_owner(self, name: Name) -> bool:
        """Whether a name is the initials of the vault's owner, and of no other participant."""
        initials = self._surroundings.initials
        if len(initials) < 2 or name.key != initials or not name.written.isupper():
            return False
        owner = self._surroundings.owner
        return not any(
            "".join(part[0] for part in key.split()) == initials
            for person in self.listed if person is not owner
            for key in person.keys
        )  # fmt: skip

    def _was_about(self, person: Person, name: Name) -> bool:
        """Whether somebody was about, under this name or in full, when these notes were written."""
        return self._surroundings.was_about(person, name.key, self._members)

    def _is_near(self, person: Person) -> bool:
        """Whether the vault's only bearer of a first name has to do with these notes: their folder, project, account
        or series knows the full name, or a participant met them elsewhere, or two whom the list means as loosely."""
        if self._around is None:
            met = {other for other in self.listed if other is not self._surroundings.owner}
            self._around = set(shared_by(self._notes, self._names)) | met
        seen = self._surroundings.seen(person)
        return not self._around.isdisjoint(seen) or len((self._supposed - {person}) & seen) > 1


def _is_short_for(short: str, given: str) -> bool:
    """Whether a first name is another's beginning, in four letters at least, or its nickname."""
    if are_nicknames(short, given):
        return True
    return len(short) >= _BEGINNING and len(given) > len(short) and given.startswith(short) and " " not in given


def _only(found: list[Person]) -> Answer:
    return Answer(found[0]) if len(found) == 1 else Answer(None, _sorted(found))


def _sorted(people: Iterable[Person]) -> tuple[Person, ...]:
    return tuple(sorted(people, key=lambda person: person.keys))
