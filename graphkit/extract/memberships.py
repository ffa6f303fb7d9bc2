"""Where people are or were, and as what: parentheses after names, prose, and the pages of people."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, Final, NamedTuple

from graphkit.extract.agents import alternatives, load_lexicon
from graphkit.extract.names import bare_name, is_body, is_nobody, is_self
from graphkit.extract.pages import page_name
from graphkit.extract.parentheses import Affiliation, parse_parentheses
from graphkit.extract.proper import begins_with_month, proper_words
from graphkit.extract.reading import NoteReading
from graphkit.extract.role_words import is_role
from graphkit.extract.sentences import Sentence
from graphkit.extract.statement import Membership, Mention, Standing
from graphkit.vault.note import Note, Span
from graphkit.vault.values import as_list, text_of

#: How sure a reading is: what parentheses and pages say, a sentence, "Ann Lee of Orbis".
_LISTED: Final = 0.95
_PROSE: Final = 0.85
_OF_PLACE: Final = 0.8

_UPPER: Final = r"[^\W\d_a-z]"
_PARTICLE: Final = r"(?:van|von|de|der|den|del|di|da|du|la|le|bin|al|el)"
_SLOTS: Final = {
    "NAME": rf"(?P<name>{_UPPER}[\w’'-]*(?:\s(?:{_PARTICLE}\s){{0,2}}{_UPPER}[\w’'-]*){{0,3}})",
    "ORG": rf"(?:the\s)?(?P<org>(?:[a-z]{{1,2}}{_UPPER}|{_UPPER})[\w&.’'-]*"
    rf"(?:\s(?:(?:of|and|&|the)\s)?{_UPPER}[\w&’'-]*){{0,3}})(?<![.’'-])",
    "ROLE": r"(?:an?\s|the\s|our\s|their\s)?(?P<role>[\w&/’' -]{2,40}?)",
    "UPPER": _UPPER,
}
#: Up to the last preposition or verb before a capital: without one a sentence says of nobody where they are.
_TOWARDS: Final = re.compile(rf".* (?:at|of|for|with|from|to|joined|joins|left) (?:the )?(?:[a-z]{{1,2}})?{_UPPER}")
_ASIDE: Final = re.compile(rf"{_SLOTS['NAME']}\s\((?P<aside>[^()]{{2,80}})\)")
_TRAILING: Final = re.compile(r"(?:[’']s?|\s(?:in|as|for|since|until|who|which))$")
_ORGANISATION_KEYS: Final = ("company", "organisation", "organization", "employer", "account")
_ACCOUNTS: Final = (*_ORGANISATION_KEYS, "customer", "partner", "client")
_ROLE_KEYS: Final = ("role", "job_title", "position")
_PREVIOUS_KEYS: Final = ("previous_roles", "former_roles", "past_roles", "previously")


class _Pattern(NamedTuple):
    """A way to say a membership: one of `after` follows the name, and of `needs`, if any, the sentence holds one."""

    regex: re.Pattern[str]
    standing: Standing = "Current"
    after: frozenset[str] = frozenset()
    needs: tuple[str, ...] = ()

    def matches(self, text: str, after: set[str]) -> Iterator[re.Match[str]]:
        """Where the text, in which `after` follow names, says it."""
        if not after.isdisjoint(self.after) and (not self.needs or any(word in text for word in self.needs)):
            yield from self.regex.finditer(text)


class _Wording(NamedTuple):
    apposition: _Pattern
    of: _Pattern
    verbs: tuple[_Pattern, ...]
    own: tuple[_Pattern, ...]
    contacts: re.Pattern[str]
    after: re.Pattern[str]  # what follows a name in any pattern


@cache
def _wording() -> _Wording:
    """The patterns of lexicon/memberships.toml, compiled once per process."""
    data = load_lexicon("memberships.toml")
    words = "|".join(sorted(map(re.escape, data["contacts"]["words"]), key=len, reverse=True))
    apposition, of, *verbs = map(_pattern, (data["apposition"], data["of"], *data["verb"]))
    after = alternatives(of.after.union(*(verb.after for verb in verbs)))
    return _Wording(
        apposition,
        of,
        tuple(verbs),
        tuple(map(_pattern, data["own"])),
        re.compile(rf"(?:{words})\b[^:]{{0,20}}:\s", re.IGNORECASE),
        re.compile(rf"{_UPPER}[\w’'-]*+ ?(,|(?:{after})(?= ))"),
    )


def _pattern(given: dict[str, Any]) -> _Pattern:
    text: str = given["pattern"]
    for slot, regex in _SLOTS.items():
        text = text.replace(slot, regex)
    return _Pattern(
        re.compile(text),
        given.get("standing", "Current"),
        frozenset(given.get("after", ())),
        tuple(given.get("needs", ())),
    )


def memberships(reading: NoteReading) -> Iterator[Membership]:
    """Each membership the note states, once: of its lists, then of its page's fields, then of its prose.

    What a list says outright of an entry (its kind, role or organisation) `attendance` gives.
    """
    seen: set[tuple[str, ...]] = set()
    for found in _all(reading):
        said = (found.who.name, found.organisation, found.role)
        key = (*(text.casefold() for text in said), found.standing)
        if key not in seen:
            seen.add(key)
            yield found


def _all(reading: NoteReading) -> Iterator[Membership]:
    note = reading.note
    known = organisations_of(note)
    listed = reading.participants
    for entry in listed:
        if entry.aside and not _is_nickname(entry.aside, entry.span.quote):
            for affiliation in parse_parentheses(entry.aside, known):
                yield _membership(entry.span, entry.who, affiliation, _LISTED)
    page = page_name(note) if _is_persons(note) else ""
    if page:
        yield from _page(note, page)
    people = {entry.who.name for entry in listed} | ({page} if page else set())
    people |= {name.split()[0] for name in people}
    for sentence in reading.sentences:
        text = sentence.text
        if "(" in text:
            yield from _asides(note, sentence, people, known)
        yield from _prose(sentence, people, page, known)


def _is_nickname(aside: str, quote: str) -> bool:
    """ "Ann (Nan) Lee": one word in the middle of a name."""
    return " " not in aside and re.search(rf"\({re.escape(aside)}\)\s[^\W\d_a-z]", quote) is not None


def organisations_of(note: Note) -> frozenset[str]:
    """The organisations a note belongs to by its folder and fields, case-folded."""
    names = [note.place.name] if note.place.kind == "organisation" else []
    for key in _ACCOUNTS:
        names += as_list(note.front.values.get(key))
    names += [field.value for field in note.fields if field.key.lower() in _ACCOUNTS]
    return frozenset(name for name in (bare_name(name.strip("[] ")).casefold() for name in names) if name)


def _is_persons(note: Note) -> bool:
    """Whether the note is a person's own page."""
    if note.place.page and note.place.kind == "person":
        return True
    return text_of(note.front.values.get("type")).lower() in ("person", "contact")


def _membership(span: Span, who: Mention, found: Affiliation, confidence: float) -> Membership:
    return Membership(span, who, found.organisation, found.role, found.standing, confidence)


def _page(note: Note, name: str) -> Iterator[Membership]:
    """What the front matter of a person's page says: role, company, previous roles."""
    values = note.front.values
    who = Mention(name, "person")
    keys = (*_ROLE_KEYS, "title") if values.get("name") else _ROLE_KEYS
    organisation, role = _text(values, *_ORGANISATION_KEYS), _text(values, *keys)
    if organisation or role:
        key = next(key for key in (*keys, *_ORGANISATION_KEYS) if values.get(key))
        yield Membership(_front_span(note, key), who, organisation, role, "Current", _LISTED)
    for key in _PREVIOUS_KEYS:
        previous = values.get(key)
        for item in previous if isinstance(previous, list) else [previous] if previous else []:
            for affiliation in _previous(item):
                span = _front_span(note, key, affiliation.organisation or affiliation.role)
                yield _membership(span, who, affiliation, _LISTED)


def _previous(item: object) -> list[Affiliation]:
    """A former role: a mapping, or words as they stand in parentheses."""
    if isinstance(item, dict):
        given = {str(name).lower(): text_of(value) for name, value in item.items()}
        organisation, role = _text(given, *_ORGANISATION_KEYS, "org"), _text(given, *_ROLE_KEYS, "title")
        return [Affiliation(organisation, role, "Past")] if organisation or role else []
    return [one._replace(standing="Past") for one in parse_parentheses(text_of(item))]


def _text(values: dict[str, Any], *keys: str) -> str:
    return next((text for key in keys if (text := text_of(values.get(key)).strip("[] "))), "")


def _front_span(note: Note, key: str, text: str = "") -> Span:
    """The line of a front-matter key, or the first line below it that holds `text`."""
    line = note.front.lines.get(key, 1)
    if text:
        line = next(
            (at for at in range(line, note.body + 1) if at <= len(note.lines) and text in note.lines[at - 1]),
            line,
        )
    return Span(line, note.lines[line - 1].strip() if line <= len(note.lines) else "")


def _asides(note: Note, sentence: Sentence, people: set[str], known: frozenset[str]) -> Iterator[Membership]:
    """ "Ann Lee (head of sales, Orbis)"; a list of contacts on an organisation's page is of its people."""
    contacts = ""
    if note.place.page and note.place.kind == "organisation" and _wording().contacts.match(sentence.text):
        contacts = note.place.name
    for match in _ASIDE.finditer(sentence.text):
        name = _person(match, people, told=bool(contacts))
        if name:
            for found in parse_parentheses(match["aside"], known):
                if not found.organisation and contacts and found.standing == "Current":
                    found = found._replace(organisation=contacts)
                yield _membership(Span(sentence.line, sentence.quote), Mention(name, "person"), found, _PROSE)


def _prose(sentence: Sentence, people: set[str], page: str, known: frozenset[str]) -> Iterator[Membership]:
    wording = _wording()
    text = sentence.text.replace(", who ", " ")
    towards = _TOWARDS.match(text)
    if not towards:
        return
    after = set(wording.after.findall(text, 0, towards.end()))
    span = Span(sentence.line, sentence.quote)
    for match in wording.apposition.matches(text, after):
        standing: Standing = "Past" if match["past"] else "Current"
        yield from _said(match, _person(match, people, told=True), standing, span, needs_role=True)
    for pattern in wording.verbs:
        for match in pattern.matches(text, after):
            name = _person(match, people, told="role" in pattern.regex.groupindex)
            yield from _said(match, name, pattern.standing, span)
    for match in wording.of.matches(text, after):
        if " " in match["name"] or match["org"].casefold() in known:
            name = _person(match, people, told=False)
            yield from _said(match, name, "Current", span, confidence=_OF_PLACE)
    if page:
        for pattern in wording.own:
            own = pattern.regex.match(text)
            if own:
                yield from _said(own, page, pattern.standing, span)


def _said(
    match: re.Match[str],
    name: str,
    standing: Standing,
    span: Span,
    *,
    needs_role: bool = False,
    confidence: float = _PROSE,
) -> Iterator[Membership]:
    """The membership of a match, when its words are a person, an organisation and, if any, a role."""
    organisation = _organisation(match["org"]) if name else ""
    role = (match.groupdict().get("role") or "").strip()
    if organisation and (is_role(role) if role else not needs_role):
        yield Membership(span, Mention(name, "person"), organisation, role, standing, confidence)


def _person(match: re.Match[str], people: set[str], told: bool) -> str:
    """The name of a match, if a person's: listed in the note, of two words, or (`told`) where only people stand."""
    names = proper_words().common
    words = re.sub(r"[’']s$", "", match["name"]).split()
    before = match.string[: match.start("name")].rpartition(" ")[0].rpartition(" ")[2]
    while words and (words[0] in names or begins_with_month(words, before)) and " ".join(words) not in people:
        before = words.pop(0)
    name = " ".join(words)
    if not name or is_nobody(name) or is_self(name) or is_body(name) or is_role(name) or words[-1] in names:
        return ""
    if name in people:
        return name
    return name if (len(words) > 1 and not name.isupper()) or told else ""


def _organisation(written: str) -> str:
    """An organisation's name as a sentence writes it, or "" when it is none."""
    name = _TRAILING.sub("", written.strip(" .,;"))
    found = parse_parentheses(name)
    return found[0].organisation if len(found) == 1 and not found[0].role else ""
