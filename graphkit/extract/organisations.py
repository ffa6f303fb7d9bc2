"""Organisations and people that a note names in its prose, told apart by what stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final, NamedTuple

from graphkit.extract.agents import load_lexicon
from graphkit.extract.names import is_body, is_nobody, is_self
from graphkit.extract.proper import proper_words
from graphkit.extract.reading import NoteReading
from graphkit.extract.role_words import is_role
from graphkit.extract.runs import Run, runs_of
from graphkit.extract.sentences import plain
from graphkit.extract.statement import Mention
from graphkit.vault.note import Note
from graphkit.vault.place import place_of
from graphkit.vault.values import as_list

_UPPER: Final = r"[^\W\d_a-zß-ÿ]"
_NAME: Final = re.compile(r"[\w&-][\w&’' .-]*")
_ACCOUNTS: Final = ("account", "customer", "client", "partner", "company", "organisation", "organization")


class _Words(NamedTuple):
    """The words of lexicon/organisations.toml.

    Of `leading` one stands before every single word that is a person's name and does not speak, of `framing` and
    `framed` one before or after every single word that is an organisation's.
    """

    say: frozenset[str]
    act: frozenset[str]
    by: frozenset[str]
    named: frozenset[str]
    nouns: frozenset[str]
    personal: frozenset[str]
    before: frozenset[str]
    after: frozenset[str]
    owned: frozenset[str]
    things: frozenset[str]
    tails: frozenset[str]
    suffixes: frozenset[str]
    occasions: frozenset[str]
    modifiers: frozenset[str]
    first_names: frozenset[str]
    leading: frozenset[str]
    framing: frozenset[str]
    framed: frozenset[str]


@cache
def _words() -> _Words:
    data = load_lexicon("organisations.toml")
    people = data["people"]
    agents = load_lexicon("agents.toml")
    before = frozenset([*data["before"], *(word.capitalize() for word in data["before"])])
    return _Words(
        say=frozenset(people["say"]),
        act=frozenset(people["act"]),
        by=frozenset(people["by"]),
        named=frozenset(people["named"]),
        nouns=frozenset(people["nouns"]),
        personal=frozenset(people["owned"]),
        before=before,
        after=frozenset(data["after"]),
        owned=frozenset(data["owned"]),
        things=frozenset(data["things"]),
        tails=frozenset(data["tails"]),
        suffixes=frozenset(data["suffixes"]),
        occasions=frozenset(data["occasions"]),
        modifiers=frozenset(
            [*agents["modifiers"], *agents["departments"], *agents["acronyms"], *agents["not_acronyms"]]
        ),
        first_names=frozenset(people["words"]),
        leading=frozenset(["by", "and", "or", "&", *people["named"]]),
        framing=before | {"at", "At", "@", "the", "The"},
        framed=frozenset([*data["after"], *data["owned"]]),
    )


def names_in(reading: NoteReading) -> tuple[tuple[Mention, int], ...]:
    """People and organisations the note names outside its lists, each with the line of its first mention.

    A name is left out when nothing around it says what it is, and so are participants.
    """
    note = reading.note
    found: dict[str, tuple[Mention, int]] = {}
    for name, line in (*_accounts(note), *_linked(note)):
        found.setdefault(name, (Mention(name, "organisation"), line))
    listed = {entry.who.name for entry in reading.participants}
    listed |= {name.split()[0] for name in listed}
    runs = runs_of(note, listed)
    projects = _projects(note, runs)
    for run in runs:
        if run.name not in found and run.name not in projects and _is_organisation(run):
            found[run.name] = (Mention(run.name, "organisation"), run.line)
    beginnings = {name[:at] for name in found for at, mark in enumerate(name) if mark == " "}
    people: dict[str, tuple[Mention, int]] = {}
    previous = ""
    for run in runs:
        if run.name in found:
            continue
        if run.name in beginnings:
            if run.name not in projects and not run.numbered and run.after not in _words().things:
                found[run.name] = (Mention(run.name, "organisation"), run.line)
            continue
        if (
            run.name not in people
            and run.name not in projects
            and _is_person(run, previous in people or previous in listed)
        ):
            people[run.name] = (Mention(run.name, "person"), run.line)
        previous = run.name
    return tuple(sorted((*found.values(), *people.values()), key=lambda item: (item[1], item[0].name)))


def _accounts(note: Note) -> Iterator[tuple[str, int]]:
    """The organisations a note belongs to by its fields or folder."""
    for key in _ACCOUNTS:
        for text in as_list(note.front.values.get(key)):
            name = plain(text).strip("[]\"' ")
            if name:
                yield name, note.front.lines.get(key, 1)
    for field in note.fields:
        if field.key.lower() in _ACCOUNTS:
            name = plain(field.value).strip("[]\"' ")
            if name:
                yield name, field.line
    if note.place.kind == "organisation" and note.place.name:
        yield note.place.name, 1


def _linked(note: Note) -> Iterator[tuple[str, int]]:
    """The organisations whose folders the note links to."""
    for link in note.links:
        if link.wiki and "/" in link.target:
            place = place_of(link.target if "." in link.target.rsplit("/", 1)[-1] else link.target + ".md")
            if place.kind == "organisation" and place.name:
                yield place.name, link.line


def _projects(note: Note, runs: list[Run]) -> frozenset[str]:
    """Names that the note uses for things: its own project, "the Heron migration", "Project Heron"."""
    words = _words()
    names = {run.name for run in runs if run.after in words.things or run.before in ("Project", "project")}
    if note.place.kind in ("project", "forum"):
        names |= {note.place.name, *note.place.name.split()}
    for key in ("project", "forum", "rob_forum"):
        for text in as_list(note.front.values.get(key)):
            name = plain(text).strip("[]\"' ")
            if name:
                names |= {name, *name.split()}
    return frozenset(names)


class _Company(NamedTuple):
    """What a name that may be an organisation's says by itself: `told`, that it is one, whatever stands around it;
    `tailed`, that its last word ends one; `whole`, that with such an end it needs no more; `noun`, that it may be a
    word that ends like a noun."""

    words: int
    told: bool
    tailed: bool
    whole: bool
    noun: bool


@lru_cache(maxsize=8192)
def _company(name: str) -> _Company | None:
    """What a name says by itself; None when it is no organisation's."""
    words = _words()
    if not _NAME.fullmatch(name) or is_nobody(name):
        return None
    *parts, last = name.split()
    tailed = last in words.tails
    noun = _NO_NAME.search(name) is not None
    if parts and last.lower().rstrip(".") in words.suffixes and len(last) > 2:
        return _Company(len(parts) + 1, True, tailed, False, noun)
    if last in words.occasions or is_role(name) or is_body(name):
        return None
    if not parts and (
        tailed
        or last in words.first_names
        or not words.modifiers.isdisjoint((last, last.lower()))
        or any(map(str.isdigit, last))
    ):
        return None
    whole = (
        len(parts) > 0
        and tailed
        and parts[0] not in proper_words().common
        and words.modifiers.isdisjoint(part.lower() for part in parts)
    )
    return _Company(len(parts) + 1, False, tailed, whole, noun)


def _is_organisation(run: Run) -> bool:
    """Whether what stands around a name says that it is an organisation's."""
    words = _words()
    if not (run.before in words.framing or run.after in words.framed or " " in run.name):
        return False
    company = _company(run.name)
    if company is None or company.told or run.numbered:
        return company is not None and company.told
    if run.before in words.before and run.after not in words.say:
        return True
    if run.before in ("at", "At", "@") and not run.possessive:
        return True
    if run.before in ("the", "The") and run.after in words.after and not run.possessive and company.words <= 3:
        return company.words > 1 or not company.noun
    if run.possessive and run.after in words.owned and (company.words == 1 or company.tailed):
        return True
    return company.whole and not run.begins


@lru_cache(maxsize=8192)
def _can_be_person(name: str) -> bool:
    """Whether a name by itself can be a person's."""
    words = _words()
    parts = name.split()
    if (
        len(parts) > 4
        or parts[-1] in words.tails
        or parts[-1] in words.occasions
        or not all(map(_WORD.fullmatch, parts))
    ):
        return False
    if len(parts) == 1 and (name.isupper() or name.lower() in words.modifiers):
        return False
    return not (is_nobody(name) or is_self(name) or is_role(name) or is_body(name))


def _is_person(run: Run, beside: bool) -> bool:
    """Whether what stands around a name says that it is a person's; `beside`: the name before it is."""
    words = _words()
    several = " " in run.name
    if not (several or run.after in words.say or run.before in words.leading) or not _can_be_person(run.name):
        return False
    if run.after in words.say and (several or not run.begins or not _NO_NAME.search(run.name)):
        return True
    if several and (run.after in words.act or run.after == "who") and not run.possessive:
        return words.modifiers.isdisjoint(run.name.lower().split())
    if run.before == "by" and run.second in words.by:
        return True
    if run.before in ("and", "or", "&") and beside:
        return _coordinated(run)
    if run.before in words.named and run.second.lower() in words.nouns:
        return True
    return several and run.possessive and run.after in words.personal


_WORD: Final = re.compile(
    rf"{_UPPER}[a-zß-ÿ]+(?:[’'-]?{_UPPER}?[a-zß-ÿ]+)*|{_UPPER}\.|van|von|de|der|den|del|di|da|bin|al|el"
)
_NO_NAME: Final = re.compile(r"(?:ing|tion|ment|ness|ity|als?|ies|ons|ers|ance|ence|ship)$")


def _coordinated(run: Run) -> bool:
    """ "raised by Ann and Bo": Bo is what Ann is, unless something follows that Bo alone begins."""
    return run.after == "" or run.after.islower()
