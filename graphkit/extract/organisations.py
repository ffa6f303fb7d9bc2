"""Organisations and people that a note names outside its lists of participants, told apart by what stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from graphkit.extract.agents import load_lexicon
from graphkit.extract.names import is_body, is_nobody, is_self
from graphkit.extract.parentheses import is_role
from graphkit.extract.participants import participants
from graphkit.extract.proper import proper_words
from graphkit.extract.sentences import plain
from graphkit.extract.statement import Mention
from graphkit.vault.dialect import Dialect
from graphkit.vault.note import Note, SectionKind
from graphkit.vault.place import place_of
from graphkit.vault.values import as_list

_UPPER: Final = r"[^\W\d_a-zß-ÿ]"
_RUN: Final = re.compile(
    rf"(?<![\w@/#.’'-])(?:(?:Bank|University|Ministry|Institute|House|City|Port|Museum|Council|College)\sof\s(?:the\s)?)?"
    rf"(?:[a-z]{{1,2}}(?={_UPPER}))?{_UPPER}[\w&-]*(?:\s(?:(?:van|von|de|der|den|del|di|da|bin|al|el|&)\s){{0,2}}(?:[a-z]{{1,2}}(?={_UPPER}))?{_UPPER}[\w&-]*)*"
)
_POSSESSIVE: Final = re.compile(r"[’']s?\b")
_BEGINS: Final = re.compile(r"(?:^|[.!?:;(\"“]\s?|\n)[\s*_>•-]*$")
_NUMBER: Final = re.compile(r"\s\d")
_FACTS: Final[frozenset[SectionKind]] = frozenset(
    {"summary", "information", "actions", "decisions", "questions", "topics", "other", "agenda"}
)
_ACCOUNTS: Final = ("account", "customer", "client", "partner", "company", "organisation", "organization")


class _Words(NamedTuple):
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


class _Run(NamedTuple):
    """A run of capitalised words: the word before it, the word after it, and what else decides."""

    name: str
    line: int
    before: str
    second: str  # the word before that
    after: str
    possessive: bool
    begins: bool
    numbered: bool


@cache
def _words() -> _Words:
    data = load_lexicon("organisations.toml")
    people = data["people"]
    agents = load_lexicon("agents.toml")
    before = data["before"]
    return _Words(
        say=frozenset(people["say"]),
        act=frozenset(people["act"]),
        by=frozenset(people["by"]),
        named=frozenset(people["named"]),
        nouns=frozenset(people["nouns"]),
        personal=frozenset(people["owned"]),
        before=frozenset([*before, *(word.capitalize() for word in before)]),
        after=frozenset(data["after"]),
        owned=frozenset(data["owned"]),
        things=frozenset(data["things"]),
        tails=frozenset(data["tails"]),
        suffixes=frozenset(data["suffixes"]),
        occasions=frozenset(data["occasions"]),
        modifiers=frozenset([*agents["modifiers"], *agents["departments"], *agents["acronyms"], *agents["not_acronyms"]]),
    )


def names_in(note: Note, dialect: Dialect) -> tuple[tuple[Mention, int], ...]:
    """People and organisations the note names outside its lists, each with the line of its first mention.

    A name is left out when nothing around it says what it is, and so are participants.
    """
    found: dict[str, tuple[Mention, int]] = {}
    for name, line in (*_accounts(note), *_linked(note)):
        found.setdefault(name, (Mention(name, "organisation"), line))
    listed = {entry.who.name for entry in participants(note, dialect)}
    listed |= {name.split()[0] for name in listed}
    runs = [run for run in _runs(note) if run.name not in listed and not is_self(run.name)]
    projects = _projects(note, runs)
    for run in runs:
        if run.name not in found and run.name not in projects and _is_organisation(run):
            found[run.name] = (Mention(run.name, "organisation"), run.line)
    organisations = [mention.name for mention, _ in found.values()]
    people: dict[str, tuple[Mention, int]] = {}
    previous = ""
    for run in runs:
        if run.name in found:
            continue
        if any(name.startswith(run.name + " ") for name in organisations):
            if run.name not in projects and not run.numbered and run.after not in _words().things:
                found[run.name] = (Mention(run.name, "organisation"), run.line)
            continue
        if run.name not in people and run.name not in projects and _is_person(run, previous in people or previous in listed):
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


def _runs(note: Note) -> Iterator[_Run]:
    """The runs of capitalised words in a note's facts that can be names."""
    words = proper_words()
    tails = _words().tails
    for block in note.blocks:
        if note.sections[block.section].kind not in _FACTS or block.kind == "row":
            continue
        text = block.text
        if "[[" in text or "](" in text or "**" in text:
            text = plain(text)
        for match in _RUN.finditer(text):
            start, end = match.span()
            parts = match.group().split()
            begins = bool(_BEGINS.search(text, max(0, start - 12), start)) if parts[0] in words.common or len(parts) == 1 else False
            before = ""
            while parts and parts[0] in words.common:
                before = parts[0]
                start += len(parts[0]) + 1
                parts.pop(0)
            while parts and parts[-1] in words.common and not (len(parts) > 1 and parts[-1] in tails):
                end -= len(parts[-1]) + 1
                parts.pop()
            if not parts or parts[0] in ("of", "&") or len(parts) > 5:
                continue
            name = text[start:end].strip()
            if len(name) < 2 or name in words.places or name in words.products or is_nobody(name):
                continue
            head = text[max(0, start - 40) : start].split()
            possessive = _POSSESSIVE.match(text, end)
            tail = text[possessive.end() if possessive else end :][:40].split(None, 1)
            yield _Run(
                name,
                block.line + text.count("\n", 0, start),
                before or (head[-1] if head else ""),
                head[-2].strip(".,;:()") if len(head) > 1 else "",
                tail[0].strip(".,;:()!?") if tail and not text[end : end + 1] in (".", ",", ";", ")") else "",
                bool(possessive),
                begins and not before,
                bool(_NUMBER.match(text, end)),
            )


def _projects(note: Note, runs: list[_Run]) -> frozenset[str]:
    """Names that the note uses for projects and things: its own project, "the Heron migration", "Project Heron"."""
    words = _words()
    names = {run.name for run in runs if run.after in words.things or run.before in ("Project", "project")}
    if note.place.kind in ("project", "forum"):
        names |= {note.place.name, note.place.name.split()[0]}
    for key in ("project", "forum", "rob_forum"):
        for text in as_list(note.front.values.get(key)):
            name = plain(text).strip("[]\"' ")
            if name:
                names |= {name, name.split()[0]}
    return frozenset(names)


def _is_organisation(run: _Run) -> bool:
    """Whether what stands around a name says that it is an organisation's."""
    words = _words()
    parts = run.name.split()
    last = parts[-1]
    if last.lower().rstrip(".") in words.suffixes and len(parts) > 1 and last.lower() not in ("as", "se", "sa", "co", "company", "ab", "ag", "sl"):
        return True
    if len(parts) == 1 and (run.name.lower() in words.modifiers or run.name in words.modifiers) or last in words.occasions or is_role(run.name) or is_body(run.name):
        return False
    if run.numbered or (len(parts) == 1 and (last in words.tails or any(map(str.isdigit, last)))):
        return False
    if run.before in words.before and run.after not in words.say:
        return True
    if run.before in ("at", "At", "@") and not run.possessive:
        return True
    if run.before in ("the", "The") and run.after in words.after and not run.possessive and len(parts) <= 3:
        return len(parts) > 1 or not _NO_NAME.search(run.name)
    if run.possessive and run.after in words.owned and (len(parts) == 1 or last in words.tails):
        return True
    return len(parts) > 1 and last in words.tails and not run.begins and not any(
        part.lower() in words.modifiers for part in parts[:-1]
    ) and not _begins_common(parts[0])


def _begins_common(word: str) -> bool:
    return word in proper_words().common or word.lower() in _words().modifiers


def _is_person(run: _Run, beside: bool) -> bool:
    """Whether what stands around a name says that it is a person's; `beside`: the name before it in the text is one's."""
    words = _words()
    parts = run.name.split()
    if len(parts) > 4 or parts[-1] in words.tails or parts[-1] in words.occasions or any(not _WORD.fullmatch(part) for part in parts):
        return False
    if len(parts) == 1 and (run.name.isupper() or run.name.lower() in words.modifiers):
        return False
    if is_role(run.name) or is_body(run.name):
        return False
    several = len(parts) > 1
    if run.after in words.say and (several or not run.begins or not _NO_NAME.search(run.name)):
        return True
    if several and (run.after in words.act or run.after == "who") and not run.possessive:
        return not any(part.lower() in words.modifiers for part in parts)
    if run.before == "by" and run.second in words.by:
        return True
    if run.before in ("and", "or", "&") and beside:
        return _coordinated(run)
    if run.before in words.named and run.second.lower() in words.nouns:
        return True
    return several and run.possessive and run.after in words.personal


_WORD: Final = re.compile(rf"{_UPPER}[a-zß-ÿ]+(?:[’'-]?{_UPPER}?[a-zß-ÿ]+)*|{_UPPER}\.|van|von|de|der|den|del|di|da|bin|al|el")
_NO_NAME: Final = re.compile(r"(?:ing|tion|ment|ness|ity|als?|ies|ons|ers|ance|ence|ship)$")


def _coordinated(run: _Run) -> bool:
    """ "raised by Ann and Bo": Bo is what Ann is, unless something follows that Bo alone begins."""
    return run.after == "" or run.after.islower()
