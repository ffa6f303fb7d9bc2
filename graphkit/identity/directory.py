"""The people of a vault, and who may be meant by a first name, an alias or a handle."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from msgspec import Struct, field

from graphkit.identity.names import Name, Names
from graphkit.identity.slugs import distinct, slug


class Person(Struct, eq=False):
    """One person.

    `keys` are the folded full names (of who is known by a first name or handle alone: that), `calls` what else the
    person is called: first names and aliases, `never` what they are not although it looks so. `written` counts every
    form in which the notes write the name; `stated` ranks the forms that evidence gives, 0 the weightiest.
    """

    keys: list[str]
    calls: set[str] = field(default_factory=set)
    never: set[str] = field(default_factory=set)
    surnames: set[str] = field(default_factory=set)
    written: Counter[str] = field(default_factory=Counter)
    stated: dict[str, int] = field(default_factory=dict)
    handles: set[str] = field(default_factory=set)
    mailboxes: set[str] = field(default_factory=set)
    organisations: set[str] = field(default_factory=set)
    label: str = ""
    slug: str = ""

    def is_called(self, name: Name) -> bool:
        """Whether a first name, an alias or a shortened name may mean this person."""
        if name.key in self.calls:
            return True
        return name.key not in self.never and name.shape == "short" and any(_shortens(name, key) for key in self.keys)


class Directory:
    """Everybody of a vault. `by_key` holds full names, `by_handle` handles without @, `unnamed` those of whom a list
    says that the last name is not known, `cut_short` names of owners that end in the middle."""

    def __init__(self) -> None:
        self.people: list[Person] = []
        self.by_key: dict[str, Person] = {}
        self.by_handle: dict[str, Person] = {}
        self.unnamed: dict[str, Person] = {}
        self.cut_short: frozenset[str] = frozenset()
        self._by_call: defaultdict[str, list[Person]] = defaultdict(list)
        self._by_surname: defaultdict[str, list[Person]] = defaultdict(list)
        self._by_alias: defaultdict[str, list[Person]] = defaultdict(list)

    def add(self, person: Person, aliases: Iterable[str] = ()) -> None:
        """Enter somebody; `aliases` are keys of names that evidence says they are called by."""
        self.people.append(person)
        for alias in aliases:
            person.calls.add(alias)
            self._by_alias[alias].append(person)
        person.calls -= person.never
        person.surnames -= person.never
        for call in sorted(person.calls):
            self._by_call[call].append(person)
        for surname in sorted(person.surnames):
            self._by_surname[surname].append(person)
        for handle in person.handles:
            self.by_handle[handle] = person

    def called(self, name: Name) -> list[Person]:
        """Everybody in the vault whom a first name, an alias, a shortened name or else a surname may mean.

        Somebody whose last name one list does not know is meant elsewhere only where nobody else is called so.
        """
        found = self._by_call.get(name.key)
        if not found and name.shape == "short":
            near = self._by_surname if len(name.given) == 1 else self._by_call
            word = name.surname if len(name.given) == 1 else name.given
            found = [person for person in near.get(word, ()) if person.is_called(name)]
        if found and len(found) > 1 and (unnamed := self.unnamed.get(name.key)):
            found = [person for person in found if person is not unnamed]
        return found or self._by_surname.get(name.key, [])

    def aliased(self, name: Name) -> list[Person]:
        """Everybody of whom evidence says outright that they are called so."""
        return self._by_alias.get(name.key, [])

    def find(self, name: Name, written: str) -> Person | None:
        """Whom a full name, a handle with its @, or a first name means that only one bears."""
        if written.startswith("@"):
            return self.by_handle.get(written[1:].casefold())
        if known := self.by_key.get(name.key):
            return known
        found = [person for person in self._by_call.get(name.key, ()) if name.key in person.keys]
        found = found or self.called(name)
        return found[0] if len(found) == 1 else None

    def label_all(self, names: Names) -> None:
        """Give everybody the best attested form of their name, and a slug of their own."""
        self.people.sort(key=lambda person: person.keys)
        for person in self.people:
            person.label = _best_form(person, names)
        slugs = distinct({at: (slug(person.label), person.keys[0]) for at, person in enumerate(self.people)})
        for at, person in enumerate(self.people):
            person.slug = slugs[at]


def _best_form(person: Person, names: Names) -> str:
    """The form evidence gives, else the one written most often without title or inversion; accents break a tie."""
    if person.keys[0].startswith("@"):
        return min(person.written, key=lambda form: (-person.written[form], form))
    keys = set(person.keys)
    forms = [form for form in {**person.written, **person.stated} if names.key(form) in keys]
    return min(
        forms or keys,
        key=lambda form: (
            person.stated.get(form, 9), not names.of(form).plain, -person.written[form], form.isascii(), form
        ),
    )  # fmt: skip


def _shortens(name: Name, key: str) -> bool:
    """Whether a name with an initial shortens a full one: "Ann B." and "A. Berg" for Ann Berg."""
    words = key.split()
    if len(words) < 2:
        return False
    return _fits(name.given, words[0]) and _fits(name.surname, words[-1])


def _fits(part: str, word: str) -> bool:
    return part == word or (len(part) == 1 and word.startswith(part))
