"""Where in the vault people appear, and with whom: what tells who may be meant in notes that do not list them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from graphkit.extract.statement import Extraction, Mention
from graphkit.identity.curated import Curated
from graphkit.identity.directory import Directory, Person
from graphkit.identity.gathered import bare_handle
from graphkit.identity.names import Names
from graphkit.identity.seasons import Seasons, day_of
from graphkit.identity.series import Neighbours
from graphkit.identity.uses import Use

#: The words of a title without numbers.
_WORD: Final = re.compile(r"[^\W\d_]{2,}")


class Surroundings:
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
        self.extractions = extractions
        self.uses = uses
        self._groups = groups
        self._seen: dict[Person, set[object]] | None = None
        self._neighbours: Neighbours[Person] | None = None
        self._group_of: dict[int, int] = {}
        self._listed: dict[int, frozenset[Person]] = {}
        self._seasons: Seasons | None = None

    def seen(self, person: Person) -> set[object]:
        """Where somebody appears by full name: folders, projects, accounts, and with whom."""
        if self._seen is None:
            self._seen = self._look_around()
        return self._seen.get(person, set())

    def series(self, members: Sequence[int]) -> tuple[set[Person], set[Person]]:
        """Who is listed by full name or handle in the meetings next to that of a group of notes in its series, and who
        often is in the series."""
        if self._neighbours is None:
            self._neighbours = Neighbours(self.extractions, self._groups, self._listed_in)
            self._group_of = {group[0]: at for at, group in enumerate(self._groups)}
        group = self._group_of[members[0]]
        return self._neighbours.next_to(group), self._neighbours.regulars(group)

    def was_about(self, person: Person, key: str, members: Sequence[int]) -> bool:
        """Whether somebody whom a first name may mean was about when the notes were written, as far as dates tell."""
        if self._seasons is None:
            self._seasons = Seasons(self.extractions, self.uses, self.in_full, self.names)
        days = [day for at in members if (day := day_of(self.extractions[at])) is not None]
        return not days or any(self._seasons.reach(person, key, day) for day in days)

    def _listed_in(self, group: int) -> frozenset[Person]:
        if group not in self._listed:
            uses = (use for member in self._groups[group] for use in self.uses[member])
            listed = (self.in_full(use.mention) for use in uses if use.part == "participant")
            self._listed[group] = frozenset(person for person in listed if person)
        return self._listed[group]

    def _look_around(self) -> dict[Person, set[object]]:
        seen: defaultdict[Person, set[object]] = defaultdict(set)
        for members in self._groups:
            around: set[object] = set(shared_by([self.extractions[at] for at in members], self.names))
            present: set[Person] = set()
            for at in members:
                for use in self.uses[at]:
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


def shared_by(notes: Iterable[Extraction], names: Names) -> Iterator[str]:
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
