"""Which organisations a vault knows, and how each of them is written."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from graphkit.extract.agents import load_lexicon
from graphkit.extract.statement import Action, Attendance, Extraction, Membership, Mention, Question
from graphkit.identity.evidence import Evidence
from graphkit.identity.resolution import Entity, Ref
from graphkit.identity.slugs import ascii_fold, distinct, slug

_MARKS: Final = re.compile(r"[^\w&/+]+")
_ARTICLE: Final = re.compile(r"^the\s+(?=\S)", re.IGNORECASE)
#: What a form counts for in choosing the label, by who writes it.
_STATED: Final = 3
#: Who is listed as present so many times as often as somebody is said to be of them is no organisation.
_ATTENDING: Final = 3
_ACCOUNTS: Final = ("account", "partner")


class Organisations:
    """The organisations of a vault. Built by `resolve_organisations`."""

    def __init__(self, entities: tuple[Entity, ...], refs: dict[str, Ref], keys: _Keys) -> None:
        self.entities = entities
        self._refs = refs
        self._keys = keys

    def of(self, name: str) -> Ref | None:
        """The organisation that is called so, however it is spelt; None for anything else."""
        return self._refs.get(self._keys[name])


class _Keys(dict[str, str]):
    """What a name is compared by: case, accents, marks, an article and a company's suffix do not matter."""

    def __init__(self, suffixes: frozenset[str]) -> None:
        super().__init__()
        self.suffixes = suffixes

    def __missing__(self, name: str) -> str:
        text = _ARTICLE.sub("", ascii_fold(name).casefold()).removesuffix("'s").removesuffix("’s")
        words = _MARKS.sub(" ", text.replace(".", "")).split()
        while len(words) > 1 and words[-1] in self.suffixes:
            words.pop()
        key = self[name] = " ".join(words)
        return key


class _Names:
    """The names found so far: the forms of each key, and which keys notes state to be organisations."""

    def __init__(self, keys: _Keys) -> None:
        self.keys = keys
        self.forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self.stated: set[str] = set()
        self.canonical: set[str] = set()

    def add(self, name: str, *, stated: bool = False, canonical: bool = False, times: int = 1) -> None:
        name = _ARTICLE.sub("", " ".join(name.split())).strip(" .,;:'\"")
        if name.endswith(("'s", "’s")):
            name = name[:-2]
        key = self.keys[name]
        if not key or len(key) > 80:
            return
        self.forms[key][name] += _STATED * times if stated else times
        if stated:
            self.stated.add(key)
        if canonical:
            self.canonical.add(name)


def resolve_organisations(extractions: Sequence[Extraction], evidence: Evidence) -> Organisations:
    """The organisations of all notes together; the order of the notes does not matter.

    A short form is one with the longer name that it begins when there is one such name only ("Orbis" and
    "Orbis Marine"); so are the pairs of pages, alias files and manifests. A name that notes use for a
    person or project is no organisation unless they state so.
    """
    keys = _Keys(frozenset(load_lexicon("organisations.toml")["suffixes"]))
    names = _Names(keys)
    _collect(names, extractions)
    for listed in evidence.listed:
        if listed.kind == "organisation":
            names.add(listed.name, stated=True, canonical=True)
            for alias in listed.aliases:
                names.add(alias)
        if listed.organisation:
            names.add(listed.organisation, stated=True)
    for person in evidence.people:
        if person.organisation:
            names.add(person.organisation, stated=True)
    others = _others(extractions, evidence, keys)
    for key in [key for key in names.forms if key in others and key not in names.stated]:
        del names.forms[key]
    groups = _Groups(names.forms)
    _join_aliases(names, groups, extractions, evidence, others)
    _join_prefixes(groups, sorted(names.forms), others)
    return _organisations(names, groups)


def _collect(names: _Names, extractions: Iterable[Extraction]) -> None:
    mentioned: defaultdict[str, int] = defaultdict(int)
    stated: defaultdict[str, int] = defaultdict(int)
    belonged: Counter[str] = Counter()
    attended: Counter[str] = Counter()
    for extraction in extractions:
        for mention, _ in extraction.names:
            if mention.kind == "organisation":
                mentioned[mention.name] += 1
        for said in extraction.statements:
            if type(said) is Membership and said.organisation:
                belonged[said.organisation] += 1
            elif type(said) is Attendance:
                attended[said.who.name] += 1
        for field in _ACCOUNTS:
            if name := extraction.entities.get(field):
                stated[name] += 1
        if extraction.place.kind == "organisation":
            stated[extraction.place.name] += 1
    for name, times in mentioned.items():
        names.add(name, times=times)
    for name, times in stated.items():
        names.add(name, stated=True, times=times)
    for name, times in belonged.items():
        # Somebody who attends so often is a person, as in "Geth (Ann Lee)".
        names.add(name, stated=attended[name] < _ATTENDING * times, times=times)


def _others(extractions: Sequence[Extraction], evidence: Evidence, keys: _Keys) -> frozenset[str]:
    """Keys of people, given names and projects."""
    people: set[str] = set()
    projects: set[str] = set()
    owners: set[tuple[Mention, ...]] = set()
    for extraction in extractions:
        for said in extraction.statements:
            if type(said) is Attendance:
                people.add(said.who.name)
            elif type(said) is Action or type(said) is Question:
                owners.add(said.owners)
        for mention, _ in extraction.names:
            if mention.kind == "person":
                people.add(mention.name)
        if extraction.place.kind == "person":
            people.add(extraction.place.name)
        if name := extraction.entities.get("person"):
            people.add(name)
        if name := extraction.entities.get("project"):
            projects.add(name)
        if extraction.place.kind in ("project", "forum"):
            projects.add(extraction.place.name)
    people.update(owner.name for named in owners for owner in named if owner.kind in ("person", "unknown"))
    people.update(person.name for person in evidence.people)
    people.update(listed.name for listed in evidence.listed if listed.kind == "person")
    found = {keys[name] for name in people}
    return frozenset(found | {key.split()[0] for key in found if key} | {keys[name] for name in projects})


class _Groups:
    """Keys that are one organisation."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._first = {key: key for key in keys}

    def of(self, key: str) -> str:
        while self._first[key] != key:
            key = self._first[key]
        return key

    def join(self, one: str, other: str) -> None:
        """Make two keys one; a key that is new is added."""
        a, b = (self.of(self._first.setdefault(key, key)) for key in (one, other))
        if a != b:
            self._first[max(a, b)] = min(a, b)

    def __contains__(self, key: str) -> bool:
        return key in self._first

    def all(self) -> dict[str, list[str]]:
        """The keys of each group, by its first."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for key in sorted(self._first):
            found[self.of(key)].append(key)
        return dict(found)


def _join_aliases(
    names: _Names,
    groups: _Groups,
    extractions: Sequence[Extraction],
    evidence: Evidence,
    others: frozenset[str],
) -> None:
    """Join what pages, alias files and manifests say is one."""
    pairs = {pair for extraction in extractions for pair in extraction.aliases} | set(evidence.aliases)
    pairs |= {(row.name, alias) for row in evidence.listed if row.kind == "organisation" for alias in row.aliases}
    for canonical, other in sorted(pairs):
        one, two = names.keys[canonical], names.keys[other]
        if not one or not two or (one in others and one not in names.stated):
            continue
        if one in groups or (two in groups and two in names.stated):
            if one not in groups:
                names.add(canonical, stated=True)
            names.canonical.add(canonical)
            names.forms[one][canonical] += 1
            names.forms[two][other] += 1
            groups.join(one, two)


def _join_prefixes(groups: _Groups, keys: list[str], others: frozenset[str]) -> None:
    """Join a key with the longer ones that it begins, when these are one organisation."""
    longer: defaultdict[str, set[str]] = defaultdict(set)
    known = set(keys)
    for key in keys:
        words = key.split()
        for end in range(1, len(words)):
            start = " ".join(words[:end])
            if start in known:
                longer[start].add(key)
    for start in sorted(longer, key=lambda key: (-len(key), key)):
        if start not in others and len({groups.of(key) for key in longer[start]}) == 1:
            groups.join(start, min(longer[start]))


def _organisations(names: _Names, groups: _Groups) -> Organisations:
    labels: dict[str, str] = {}
    forms: dict[str, Counter[str]] = {}
    members = groups.all()
    for first, keys in members.items():
        forms[first] = sum((names.forms[key] for key in keys), Counter())
        labels[first] = _label(forms[first], names)
    slugs = distinct({first: (slug(label), first) for first, label in labels.items()})
    refs = {key: Ref("org", slugs[first]) for first, keys in members.items() for key in keys}
    entities = []
    for first, label in sorted(labels.items(), key=lambda item: slugs[item[0]]):
        aliases = {
            form.casefold(): form for form in sorted(forms[first], key=lambda f: (-forms[first][f], f), reverse=True)
        }
        aliases.pop(label.casefold(), None)
        entities.append(Entity(refs[first], "Organization", label, tuple(sorted(aliases.values()))))
    return Organisations(tuple(entities), refs, names.keys)


def _label(forms: Counter[str], names: _Names) -> str:
    """What to call an organisation: as a manifest does, else the longest form, without a company's suffix."""

    def rank(form: str) -> tuple[bool, int, bool, bool, int, str]:
        key = names.keys[form]
        bare = len(_MARKS.sub(" ", form.replace(".", "")).split()) == len(key.split())
        return (form not in names.canonical, -len(key.split()), not bare, form.islower(), -forms[form], form)

    return min(forms, key=rank)
