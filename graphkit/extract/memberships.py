"""Where people are or were, and as what: parentheses after names, prose, and the pages of people."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from graphkit.extract.names import bare_name, is_body, is_nobody, is_self
from graphkit.extract.pages import page_name
from graphkit.extract.parentheses import Affiliation, is_role, parse_parentheses
from graphkit.extract.participants import participants
from graphkit.extract.proper import proper_words
from graphkit.extract.sentences import Sentence, sentences
from graphkit.extract.statement import Membership, Mention, Standing
from graphkit.vault.dialect import Dialect
from graphkit.vault.note import Note, Span
from graphkit.vault.values import as_list, text_of

#: How sure a reading is: what parentheses and pages say, and what a sentence says.
_LISTED: Final = 0.95
_PROSE: Final = 0.85

_UPPER: Final = r"[^\W\d_a-z]"
_NAME: Final = rf"{_UPPER}[\w’'-]*(?:\s(?:(?:van|von|de|der|den|del|di|da|du|la|le|bin|al|el)\s){{0,2}}{_UPPER}[\w’'-]*){{0,3}}"
_ORG: Final = rf"(?:the\s)?(?P<org>(?:[a-z]{{1,2}}{_UPPER}|{_UPPER})[\w&.’'-]*(?:\s(?:(?:of|and|&|the)\s)?{_UPPER}[\w&’'-]*){{0,3}})(?<![.’'-])"
_ROLE: Final = r"(?:an?\s|the\s|our\s|their\s)?(?P<role>[\w&/’' -]{2,40}?)"
_FORMER: Final = r"(?P<past>former|formerly|ex-|previously|once)"
_NOW: Final = r"(?P<now>now|currently|today)"

#: Words that every pattern of prose needs.
_CUES: Final = re.compile(
    r"\b(?:now|former|formerly|previously|currently|joined|joins|works|worked|working|left|has been with|has been at|used to|was at|is at|came from|comes from|started at|from)\b|, an? |, the |\("
)
_APPOSITION: Final = re.compile(
    rf"(?P<name>{_NAME}),\s(?:who\sis\s|who\swas\s)?(?:(?:{_NOW}|{_FORMER})\s)?{_ROLE}\s(?:at|of|with|for)\s{_ORG}(?=[,.;)]|\s(?:and|but|who|which)\b|$)"
)
_VERBS: Final[tuple[tuple[re.Pattern[str], Standing], ...]] = (
    (re.compile(rf"(?P<name>{_NAME})\s(?:has\s|had\s)?(?:just\s|recently\s)?(?:joined|came|moved|comes)\s(?:to\s)?(?:us\s|the\scompany\s|the\steam\s|here\s)?(?:over\s)?from\s{_ORG}"), "Past"),
    (re.compile(rf"(?P<name>{_NAME})\s(?:was|worked|had\sbeen|used\sto\s(?:be|work))\s(?:at|for|with)\s{_ORG}(?=\s(?:before|previously|until|earlier|for|from|in\s\d)|[,.;]|$)"), "Past"),
    (re.compile(rf"(?P<name>{_NAME})\s(?:has\s|had\s)?left\s{_ORG}(?=\s(?:for|in|last|to|at|because|after)\b|[,.;]|$)"), "Past"),
    (re.compile(rf"(?P<name>{_NAME})\s(?:works|is\sworking|is\semployed|now\sworks|has\sbeen|still\sworks|is\snow)\s(?:at|for|with)\s{_ORG}"), "Current"),
    (re.compile(rf"(?P<name>{_NAME})\s(?:joined|joins|started\sat|starts\sat|moved\sto|went\sto)\s{_ORG}(?=\s(?:in|as|last|this|two|three|a|from)\b|[,.;]|$)"), "Current"),
    (re.compile(rf"(?P<name>{_NAME})\s(?:is|remains|has\sbecome|became)\s(?:now\s|currently\s)?{_ROLE}\s(?:at|of)\s{_ORG}(?=[,.;]|\s(?:and|but|who|since|in)\b|$)"), "Current"),
    (re.compile(rf"(?P<name>{_NAME})\s(?:was|had\sbeen|used\sto\sbe)\s(?:previously\s|formerly\s)?{_ROLE}\s(?:at|of)\s{_ORG}(?=[,.;]|\s(?:and|but|who|until|before|for|in)\b|$)"), "Past"),
)  # fmt: skip
_OF: Final = re.compile(rf"(?P<name>{_NAME})\s(?:of|from|at)\s{_ORG}(?=,|\s\w+(?:ed|s|d)\b|\s(?:and|said|wrote|gave|told|took|brought|saw|made|was|is|has|will)\b)")
_ASIDE: Final = re.compile(rf"(?P<name>{_NAME})\s\((?P<aside>[^()]{{2,80}})\)")
_OWN: Final[tuple[tuple[re.Pattern[str], Standing], ...]] = (
    (re.compile(rf"^(?:Has\sbeen|Is|Works|Working|Has\sworked|Employed)\s(?:with|at|for)\s{_ORG}"), "Current"),
    (re.compile(rf"^(?:Joined|Came|Comes|Moved)\s(?:us\s|to\sus\s)?from\s{_ORG}"), "Past"),
    (re.compile(rf"^(?:Joined|Started\sat)\s{_ORG}(?=\s(?:in|as|last)\b|[,.;]|$)"), "Current"),
    (re.compile(rf"^(?:Was|Worked|Previously|Formerly|Used\sto\s(?:be|work)|Spent\s\w+\syears?)\s(?:an?\s|the\s)?(?:(?P<role>[\w& -]{{2,30}}?)\s)?(?:at|for|with)\s{_ORG}"), "Past"),
)  # fmt: skip
_CONTACTS: Final = re.compile(r"^(?:key\s)?(?:contacts?|people|stakeholders|sponsors?)\b[^:]{0,20}:\s", re.IGNORECASE)
_TRAILING: Final = re.compile(r"(?:[’']s?|\s(?:in|as|for|since|until|who|which))$")


def memberships(note: Note, dialect: Dialect) -> Iterator[Membership]:
    """Each membership the note states, once, in the order of the note: lists first, then its page's fields, then prose.

    What the dialect's patterns say outright of an entry (its kind, role or organisation) is given by `attendance`.
    """
    seen: set[tuple[str, str, str, Standing]] = set()
    for found in _all(note, dialect):
        key = (found.who.name.casefold(), found.organisation.casefold(), found.role.casefold(), found.standing)
        if key not in seen:
            seen.add(key)
            yield found


def _all(note: Note, dialect: Dialect) -> Iterator[Membership]:
    known = organisations_of(note)
    listed = participants(note, dialect)
    for entry in listed:
        if entry.aside and not _is_nickname(entry.aside, entry.span.quote):
            for affiliation in parse_parentheses(entry.aside, known):
                yield _membership(entry.span, entry.who, affiliation, _LISTED)
    page = page_name(note) if note.place.page and note.place.kind == "person" or _is_person(note) else ""
    if page:
        yield from _page(note, page)
    people = {entry.who.name for entry in listed} | ({page} if page else set())
    people |= {name.split()[0] for name in people}
    for sentence in sentences(note):
        if _CUES.search(sentence.text) or " of " in sentence.text or (page and sentence.text[:1].isupper()):
            yield from _prose(note, sentence, people, page, known)


def _is_nickname(aside: str, quote: str) -> bool:
    """ "Ann (Nan) Lee": one word in the middle of a name."""
    return " " not in aside and re.search(rf"\({re.escape(aside)}\)\s[^\W\d_a-z]", quote) is not None


def organisations_of(note: Note) -> frozenset[str]:
    """The organisations a note belongs to by its folder and fields, case-folded."""
    names = [note.place.name] if note.place.kind == "organisation" else []
    for key in ("account", "customer", "partner", "company", "organisation", "organization", "client"):
        names += as_list(note.front.values.get(key))
    names += [field.value for field in note.fields if field.key.lower() in ("account", "customer", "partner", "company")]
    return frozenset(name for name in (bare_name(name.strip("[] ")).casefold() for name in names) if name)


def _is_person(note: Note) -> bool:
    return text_of(note.front.values.get("type")).lower() in ("person", "contact")


def _membership(span: Span, who: Mention, found: Affiliation, confidence: float) -> Membership:
    return Membership(span, who, found.organisation, found.role, found.standing, confidence)


def _page(note: Note, name: str) -> Iterator[Membership]:
    """What the front matter of a person's page says: role, company, previous roles."""
    values = note.front.values
    who = Mention(name, "person")
    organisation = _text(values, "company", "organisation", "organization", "employer", "account")
    role = _text(values, "role", "title" if "name" in values else "job_title", "job_title", "position")
    if role.casefold() == name.casefold():
        role = ""
    if organisation or role:
        key = next(key for key in ("role", "job_title", "position", "company", "organisation", "organization", "employer", "account", "title") if values.get(key))
        yield Membership(_front_span(note, key), who, organisation, role, "Current", _LISTED)
    for key in ("previous_roles", "former_roles", "past_roles", "previously"):
        previous = values.get(key)
        for item in previous if isinstance(previous, list) else [previous] if previous else []:
            if isinstance(item, dict):
                given = {str(name).lower(): text_of(value) for name, value in item.items()}
                organisation = _text(given, "company", "organisation", "organization", "employer", "org")
                role = _text(given, "role", "title", "position")
                found = [Affiliation(organisation, role, "Past")] if organisation or role else []
            else:
                found = [one._replace(standing="Past") for one in parse_parentheses(text_of(item))]
            for affiliation in found:
                yield _membership(_front_span(note, key, affiliation.organisation or affiliation.role), who, affiliation, _LISTED)


def _text(values: dict[str, Any], *keys: str) -> str:
    return next((text for key in keys if (text := text_of(values.get(key)).strip("[] "))), "")


def _front_span(note: Note, key: str, text: str = "") -> Span:
    """The line of a front-matter key, or the first line below it that holds `text`."""
    line = note.front.lines.get(key, 1)
    if text:
        line = next((at for at in range(line, note.body + 1) if at <= len(note.lines) and text in note.lines[at - 1]), line)
    return Span(line, note.lines[line - 1].strip() if line <= len(note.lines) else "")


def _prose(note: Note, sentence: Sentence, people: set[str], page: str, known: frozenset[str]) -> Iterator[Membership]:
    text = sentence.text
    span = Span(sentence.line, sentence.quote)
    if "(" in text:
        contacts = note.place.name if note.place.kind == "organisation" and note.place.page and _CONTACTS.match(text) else ""
        for match in _ASIDE.finditer(text):
            name = _person(match["name"], people, told=bool(contacts))
            if name:
                for found in parse_parentheses(match["aside"], known):
                    if not found.organisation and contacts and found.standing == "Current":
                        found = found._replace(organisation=contacts)
                    yield _membership(span, Mention(name, "person"), found, _PROSE)
    for match in _APPOSITION.finditer(text) if ", " in text else ():
        name = _person(match["name"], people, told=True)
        role, organisation = match["role"].strip(), _organisation(match["org"])
        if name and organisation and is_role(role):
            standing: Standing = "Past" if match["past"] else "Current"
            yield Membership(span, Mention(name, "person"), organisation, role, standing, _PROSE)
    for pattern, standing in _VERBS:
        for match in pattern.finditer(text):
            role = (match.groupdict().get("role") or "").strip()
            name = _person(match["name"], people, told=bool(role))
            organisation = _organisation(match["org"])
            if name and organisation and (not role or is_role(role)):
                yield Membership(span, Mention(name, "person"), organisation, role, standing, _PROSE)
    for match in _OF.finditer(text) if " of " in text or " from " in text or " at " in text else ():
        name = _person(match["name"], people, told=False)
        organisation = _organisation(match["org"])
        if name and organisation and (" " in match["name"] or organisation.casefold() in known):
            yield Membership(span, Mention(name, "person"), organisation, "", "Current", 0.8)
    if page:
        for pattern, standing in _OWN:
            match = pattern.match(text)
            if match:
                role = (match.groupdict().get("role") or "").strip()
                organisation = _organisation(match["org"])
                if organisation and (not role or is_role(role)):
                    yield Membership(span, Mention(page, "person"), organisation, role, standing, _PROSE)


def _person(written: str, people: set[str], told: bool) -> str:
    """The name when it is a person's: listed in the note, of two words, or (`told`) where only people stand; else ""."""
    names = proper_words().common
    words = re.sub(r"[’']s$", "", written).split()
    while words and words[0] in names and " ".join(words) not in people:
        words.pop(0)
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
