"""Who there is: the people whom notes and evidence name, each once.

Full names make people. Two names are one person only where something says so: the same letters but for accents,
case and punctuation, an alias file, a manifest, a page, graphkit.toml, one handle or one address.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from graphkit.extract.statement import Extraction
from graphkit.identity.curated import Curated
from graphkit.identity.directory import Directory, Person
from graphkit.identity.evidence import Evidence
from graphkit.identity.joined import JoinedNames, most
from graphkit.identity.names import Names
from graphkit.identity.slips import SHORTEST, one_person_names
from graphkit.identity.uses import Use


def build_directory(
    extractions: Sequence[Extraction],
    uses: Sequence[Sequence[Use]],
    groups: Iterable[Sequence[int]],
    evidence: Evidence,
    curated: Curated,
    names: Names,
    is_thing: Callable[[str], bool],
) -> Directory:
    """Everybody whom notes or evidence name, labelled. `groups` are positions of notes that record one thing;
    `is_thing` tells whether a folded name is an organisation's, a project's or a role's."""
    people = _People(names, is_thing)
    people.read_evidence(evidence)
    people.read_answers(curated)
    groups = list(groups)
    for extraction, used in zip(extractions, uses, strict=True):
        people.read_note(extraction, used)
    return people.directory(extractions, uses, groups)


class _People(JoinedNames):
    """Makes people of the names."""

    def directory(
        self, extractions: Sequence[Extraction], uses: Sequence[Sequence[Use]], groups: Sequence[Sequence[int]]
    ) -> Directory:
        directory = Directory()
        for used in self.waiting:
            self.read_actors(used)
        self.drop_what_is_no_person()
        self.read_nicknames(uses, groups)
        directory.cut_short = self.cut_short(uses, groups)
        for key in directory.cut_short:
            self.full.pop(key, None)
            self.single.pop(key, None)
        self.join()
        alone = [key for key, name in self.single.items() if name.shape == "single" and len(key) >= SHORTEST]
        for one, other in one_person_names((*self.full, *alone), extractions, uses, groups, self.names, self.root):
            self.unite(one, other)
            for full, way in ((one, other), (other, one)):
                if full in self.full and way in self.single:
                    self.aliases[full].update(self.written[way])
        self.add_full_names(directory)
        self.add_single_names(directory)
        self.add_handles(directory)
        directory.label_all(self.names)
        return directory

    def cut_short(self, uses: Sequence[Sequence[Use]], groups: Iterable[Sequence[int]]) -> frozenset[str]:
        """Names that only tasks bear and that begin a longer name: owners cut short in the writing."""
        known = {self.names.key(way) for ways in self.aliases.values() for way in ways} | self.elsewhere
        full = sorted(self.full)
        cut = {key for key in self.full if key not in known and _begins(key, full)}
        firsts = {self.names.of(form).given for key in full for form in self.written[key]}
        singles = {key for key, name in self.single.items() if name.shape == "single"} - known - firsts
        for members in groups if singles else ():
            owners = self.keys_in(members, uses, "owner") & singles
            if owners:
                listed = sorted(self.keys_in(members, uses, "participant"))
                cut |= {key for key in owners if _begins(key, listed)}
        return frozenset(cut)

    def add_full_names(self, directory: Directory) -> None:
        members: defaultdict[str, list[str]] = defaultdict(list)
        for key in sorted(self.full):
            members[self.root(key)].append(key)
        handles = self.handles_of()
        mailboxes: defaultdict[str, set[str]] = defaultdict(set)
        for mailbox, named in self.mailboxes.items():
            roots = {self.root(key) for key in named if key in self.full}
            if len(roots) == 1:
                mailboxes[roots.pop()].add(mailbox)
        for root in sorted(members):
            person = Person(members[root], handles=handles[root], mailboxes=mailboxes[root])
            for key in person.keys:
                for form in (*self.written[key], *self.stated[key]):
                    name = self.names.of(form)
                    person.calls.add(name.given)
                    person.surnames.add(name.surname)
                person.never |= self.apart.get(key, set())
                self.tell(person, key)
                directory.by_key[key] = person
            directory.add(person, self.aliases_of(person))

    def handles_of(self) -> defaultdict[str, set[str]]:
        """The handles of people with full names, by the root of their names."""
        handles: defaultdict[str, set[str]] = defaultdict(set)
        for handle, counts in self.handles.items():
            owner = next((key for key, _ in most(counts) if key in self.full), None)
            if owner is not None:
                handles[self.root(owner)].add(handle)
        return handles

    def tell(self, person: Person, key: str) -> None:
        """What is known of a folded name is known of its person."""
        person.written.update(self.written[key])
        person.stated.update(self.stated[key])
        person.organisations |= self.organisations[key]

    def aliases_of(self, person: Person) -> list[str]:
        """Keys of what evidence says a person is also called; its forms are entered as written nowhere."""
        found: set[str] = set()
        for key in person.keys:
            for way in self.aliases.get(key, ()):
                name = self.names.of(way)
                if name.shape != "nobody":
                    person.written[name.written] += 0
                if name.shape not in ("nobody", "self"):
                    found.add(name.key)
        return sorted(found)

    def add_single_names(self, directory: Directory) -> None:
        """People known by a first name alone: one for each name that no full name explains."""
        known: dict[str, list[str]] = {}
        for key in sorted(self.single):
            if not directory.called(self.single[key]) or key in self.unnamed:
                known.setdefault(self.root(key), []).append(key)
        for keys in known.values():
            person = Person(keys, calls=set(keys))
            for key in keys:
                self.tell(person, key)
                person.never |= self.apart.get(key, set())
                if key in self.unnamed:
                    directory.unnamed[key] = person
            directory.add(person, self.aliases_of(person))

    def add_handles(self, directory: Directory) -> None:
        """Those whom lists present by a handle, with a first name or alone."""
        joined = {self.root(person.keys[0]): person for person in directory.people} if self.same else {}
        for handle in sorted(self.handles):
            if handle in directory.by_handle:
                continue
            if same := joined.get(self.root("@" + handle)):
                same.handles.add(handle)
                directory.by_handle[handle] = same
                self.tell(same, "@" + handle)
                continue
            known = [key for key, _ in most(self.handles[handle]) if key in self.single]
            person = Person(["@" + handle], handles={handle})
            person.calls.update(key for key in self.handles[handle] if not key.startswith("@"))
            self.tell(person, "@" + handle)
            for key in known:
                self.tell(person, key)
            if person.written:
                directory.add(person)
                if self.same:
                    joined[self.root("@" + handle)] = person


def _begins(key: str, names: Sequence[str]) -> bool:
    """Whether a longer one of the sorted `names` starts with `key`."""
    at = bisect_right(names, key)
    return at < len(names) and names[at].startswith(key)
