"""Who there is: the people whom notes and evidence name, each once.

Full names make people. Two names are one person only where something says so: the same letters but for accents,
case and punctuation, an alias file, a manifest, a page, graphkit.toml, one handle or one address.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from rapidfuzz.fuzz import ratio

from graphkit.extract.statement import Extraction, Membership
from graphkit.identity.curated import Curated, CuratedPair
from graphkit.identity.directory import Directory, Person
from graphkit.identity.evidence import Evidence
from graphkit.identity.names import Name, Names
from graphkit.identity.slips import one_person_names
from graphkit.identity.uses import Part, Use

#: Parts that only people play, whatever else is known of a name.
_PERSONAL: Final[frozenset[Part]] = frozenset({"participant", "owner", "member", "speaker"})
_UNNAMED: Final = re.compile(
    r"\b(?:last|family|sur)[ -]?name\b[^()]*(?:unknown|unclear|missing|not known|\?)", re.IGNORECASE
)
_ALIKE: Final = 80
#: Names of one word are as long as this when they may be a full name written together.
_WHOLE: Final = 8
_OUTRIGHT: Final = 1_000_000


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


def is_unnamed(quote: str) -> bool:
    """Whether a list says of somebody that the last name is not known.

    >>> is_unnamed("Jo (last name unknown)")
    True
    """
    return "name" in quote and _UNNAMED.search(quote) is not None


def bare_handle(handle: str) -> str:
    """A handle as it is compared: without @ and case."""
    return handle.strip().lstrip("@").casefold()


class _People:
    """Gathers forms of names from evidence and notes, then makes people of them."""

    def __init__(self, names: Names, is_thing: Callable[[str], bool]) -> None:
        self.names = names
        self.is_thing = is_thing
        self.full: dict[str, bool] = {}  # folded full name -> whether it is surely a person's
        self.single: dict[str, Name] = {}  # folded first or shortened name that a person bears
        self.claimed: set[str] = set()  # names that evidence says are people's
        self.elsewhere: set[str] = set()  # names that are more than owners of tasks
        self.unnamed: set[str] = set()
        self.waiting: list[Sequence[Use]] = []  # what notes use names for in which a word acts that may be no name
        self.written: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self.stated: defaultdict[str, dict[str, int]] = defaultdict(dict)
        self.aliases: defaultdict[str, set[str]] = defaultdict(set)  # folded canonical name -> other ways
        self.handles: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self.mailboxes: defaultdict[str, set[str]] = defaultdict(set)
        self.organisations: defaultdict[str, set[str]] = defaultdict(set)
        self.above: dict[str, str] = {}
        self.behind: defaultdict[str, set[str]] = defaultdict(set)  # what stands in parentheses -> behind which names
        self.same: list[CuratedPair] = []  # names and handles that somebody said are one person's
        self.apart: defaultdict[str, set[str]] = defaultdict(set)

    def read_evidence(self, evidence: Evidence) -> None:
        key_of = self.names.key
        if evidence.owner:
            self.claim(evidence.owner, 0)
        for person in evidence.people:
            self.claim(person.name, 0)
            self.aliases[key_of(person.name)].update(person.aliases)
            for handle in person.handles:
                self.handles[bare_handle(handle)][key_of(person.name)] += _OUTRIGHT
            if person.organisation:
                self.organisations[key_of(person.name)].add(key_of(person.organisation))
        for listed in evidence.listed:
            if listed.kind == "person":
                self.claim(listed.name, 1)
                self.aliases[key_of(listed.name)].update(listed.aliases)
                if listed.mailbox:
                    self.mailboxes[listed.mailbox.lower()].add(key_of(listed.name))
                if listed.organisation:
                    self.organisations[key_of(listed.name)].add(key_of(listed.organisation))
        for canonical, other in evidence.aliases:
            self.alias(canonical, other)

    def read_answers(self, curated: Curated) -> None:
        """Enter who is one and who is not; a name that stands for another one is an alias of a full name."""
        for written in curated.people():
            if not written.startswith("@"):
                self.claim(written, 9)
        for pair in curated.one_person():
            self.same.append(pair)
            if not pair.one.startswith("@"):
                self.state(self.names.of(pair.written[0]), 0)
        for pair in curated.two_people():
            self.apart[pair.one].add(pair.other)
            self.apart[pair.other].add(pair.one)

    def claim(self, written: str, rank: int) -> None:
        """Evidence says that somebody is called so."""
        name = self.names.of(written)
        if name.shape == "full":
            self.full[name.key] = True
        elif name.shape in ("single", "short"):
            self.single[name.key] = name
        else:
            return
        self.claimed.add(name.key)
        self.elsewhere.add(name.key)
        self.state(name, rank)

    def state(self, name: Name, rank: int) -> None:
        ranks = self.stated[name.key]
        ranks[name.written] = min(rank, ranks.get(name.written, rank))

    def alias(self, canonical: str, other: str) -> None:
        name = self.names.of(canonical)
        self.aliases[name.key].add(other)
        self.state(name, 1)

    def read_note(self, extraction: Extraction, used: Sequence[Use]) -> None:
        for written in (
            extraction.place.name if extraction.place.kind == "person" else "",
            extraction.entities.get("person"),
        ):
            if written and not self.is_thing(self.names.key(written)):
                self.claim(written, 2)
        for canonical, other in extraction.aliases:
            self.alias(canonical, other)
        for written, mailbox in extraction.mailboxes:
            self.mailboxes[mailbox.lower()].add(self.names.key(written))
        for said in extraction.statements:
            if type(said) is Membership and said.organisation:
                self.behind[self.names.key(said.organisation)].add(self.names.key(said.who.name))
        waits = False
        for use in used:
            mention = use.mention
            if mention.kind not in ("person", "unknown"):
                continue
            name = self.names.of(mention.name or mention.handle)
            if mention.handle and use.part == "participant" and self.read_handle(mention.handle, name):
                continue
            personal = mention.kind == "person" or use.part in _PERSONAL
            if name.shape == "full":
                if not personal and use.part not in ("actor", "target"):
                    continue
                self.full[name.key] = personal or self.full.get(name.key, False)
            elif name.shape in ("single", "short"):
                if not personal:
                    waits = waits or use.part == "actor"
                    continue
                self.single[name.key] = name
                if use.part == "participant" and is_unnamed(use.quote):
                    self.unnamed.add(name.key)
            else:
                continue
            self.written[name.key][name.written] += 1
            if use.part != "owner":
                self.elsewhere.add(name.key)
        if waits:
            self.waiting.append(used)

    def read_handle(self, handle: str, name: Name) -> bool:
        """Enter a listed handle; whether the handle alone says who is meant."""
        handle = bare_handle(handle)
        if name.shape == "full":
            self.handles[handle][name.key] += 1
            return False
        if name.shape in ("single", "short") and name.key != self.names.key(handle):
            self.handles[handle][name.key] += 1
        else:
            self.handles[handle]["@" + handle] += 1
        self.written["@" + handle][name.written] += 1
        return True

    def read_actors(self, used: Sequence[Use]) -> None:
        """Of a word that acts nothing is known; beside a full name or a participant that acts it is a person's."""
        acting = [use for use in used if use.part == "actor" and use.mention.kind in ("person", "unknown")]
        present = {self.names.key(use.mention.name) for use in used if use.part == "participant"}
        beside = {
            (use.line, use.quote)
            for use in acting
            if (key := self.names.key(use.mention.name)) in present or self.full.get(key)
        }
        for use in acting:
            name = self.names.of(use.mention.name)
            if use.mention.kind == "unknown" and name.shape in ("single", "short") and (use.line, use.quote) in beside:
                self.single[name.key] = name
                self.written[name.key][name.written] += 1
                self.elsewhere.add(name.key)

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
        alone = [key for key in self.single if len(key) >= _WHOLE]
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

    def drop_what_is_no_person(self) -> None:
        """Names that are something else's; and full names of which only a right is known and that look like no name."""
        no_names = self.names.lexicon.no_names
        for key, sure in list(self.full.items()):
            plausible = sure or (key.count(" ") < 4 and no_names.isdisjoint(key.split()))
            if key not in self.claimed and (not plausible or self.is_thing(key)):
                del self.full[key]
        for key in list(self.single):
            if key not in self.claimed and (self.is_thing(key) or self.is_initials(key) or key in self.handles):
                del self.single[key]

    def read_nicknames(self, uses: Sequence[Sequence[Use]], groups: Sequence[Sequence[int]]) -> None:
        """In "Ann Lee (stargazer)" a person's name behind one full name is another name of that one, unless a list holds
        both."""
        found = {}
        for nickname in self.behind.keys() & self.single.keys():
            bearers = [key for key in self.behind[nickname] if key in self.full]
            if len(bearers) == 1:
                found[nickname] = bearers[0]
        for members in groups if found else ():
            listed = self.keys_in(members, uses, "participant")
            for nickname in listed & found.keys():
                if found[nickname] in listed:
                    del found[nickname]
        for nickname, key in found.items():
            self.unite(key, nickname)
            self.aliases[key].update(self.written[nickname])

    def is_initials(self, key: str) -> bool:
        """Whether a name is initials, which mean nobody until something says whom."""
        return len(key) <= 3 and all(form.isupper() for form in self.written[key])

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

    def keys_in(self, members: Sequence[int], uses: Sequence[Sequence[Use]], part: Part) -> set[str]:
        return {self.names.key(use.mention.name) for at in members for use in uses[at] if use.part == part}

    def join(self) -> None:
        """Join full names that evidence calls one person's."""
        for key, ways in sorted(self.aliases.items()):
            joined = sorted(other for way in ways if (other := self.names.key(way)) in self.full)
            if key not in self.full and joined and self.names.of(next(iter(self.stated[key]), key)).shape == "full":
                self.full[key] = True
            if key in self.full:
                for other in joined:
                    self.unite(key, other)
        for pair in self.same:
            self.join_same(pair)
        self.join_initials()
        for counts in self.handles.values():
            self.unite_alike([key for key, _ in _most(counts) if key in self.full])
        for keys in self.mailboxes.values():
            self.unite_alike(sorted(keys & self.full.keys()))

    def join_same(self, pair: CuratedPair) -> None:
        """Join what somebody said is one person: full names, first names, handles."""
        self.unite(pair.one, pair.other)
        ways = zip((pair.one, pair.other), (pair.other, pair.one), reversed(pair.written), strict=True)
        for full, way, written in ways:
            if full not in self.full or way in self.full:
                continue
            if way.startswith("@"):
                self.handles[way[1:]][full] += 2 * _OUTRIGHT
            else:
                self.aliases[full].add(written)

    def join_initials(self) -> None:
        """ "Ann B. Lee" is Ann Lee, unless there is an Ann C. Lee too."""
        inner: defaultdict[str, list[str]] = defaultdict(list)
        for key in self.full:
            words = key.split()
            if len(words) > 2 and all(len(word) == 1 for word in words[1:-1]):
                inner[f"{words[0]} {words[-1]}"].append(key)
        for short, keys in inner.items():
            if len(keys) == 1 and short in self.full:
                self.unite(short, keys[0])

    def unite_alike(self, keys: list[str]) -> None:
        """One handle or address, several names: one person, when the names have something in common."""
        for key in keys[1:]:
            if set(key.split()) & set(keys[0].split()) or ratio(key, keys[0]) >= _ALIKE:
                self.unite(keys[0], key)

    def unite(self, one: str, other: str) -> None:
        one, other = sorted((self.root(one), self.root(other)))
        if self.apart and self.kept_apart(one, other):
            return
        self.above[other] = one

    def kept_apart(self, one: str, other: str) -> bool:
        """Whether somebody said of names below these two roots that they are not one person's."""
        return any(
            {self.root(key), self.root(kept)} == {one, other} for key, others in self.apart.items() for kept in others
        )

    def root(self, key: str) -> str:
        above = self.above
        while (parent := above.setdefault(key, key)) != key:
            above[key] = above[parent]
            key = above[key]
        return key

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
            owner = next((key for key, _ in _most(counts) if key in self.full), None)
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
            known = [key for key, _ in _most(self.handles[handle]) if key in self.single]
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


def _most(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))
