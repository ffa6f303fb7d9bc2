"""The two people of a title: "Ann Lee 1:1 with Bo Kim, plans", "Ann and Bo on prices"."""

from __future__ import annotations

from typing import Final

from graphkit.extract.names import bare_name, is_self, mention_of
from graphkit.extract.statement import Mention
from graphkit.vault.dialect import Dialect
from graphkit.vault.note import Note, Span

_CUES: Final = ("1", "one", "One", " and ", "&", "<>", "/", "↔", "⇄", " met", " meet", " walks", " with ")


def pair_of(note: Note, dialect: Dialect, listed: tuple[Mention, ...]) -> list[tuple[Mention, Span]]:
    """The people that the title says were there, each with the title's place; usually two or none.

    A wording that only people stand in ("1:1 with") may name somebody who is not `listed`; in any other both
    must be listed, in full or by a first name that one of them alone has.
    """
    title = note.title
    if not any(cue in title for cue in _CUES):
        return []
    for pattern in dialect.titles:
        match = pattern.search(title)
        if not match:
            continue
        given = match.groupdict()
        names = [given[side].strip() for side in ("one", "other") if given.get(side)]
        sure = bool(given.get("sure"))
        people = [_listed(name, listed) or (_person(name, note) if sure else None) for name in names]
        found = [person for person in people if person]
        if len(found) < len(names) and not (sure and found):
            continue
        if not given.get("one"):
            found += [who for who in listed if is_self(who.name)]
        span = _span(note)
        return [(who, span) for who in found]
    return []


def _listed(name: str, listed: tuple[Mention, ...]) -> Mention | None:
    folded = bare_name(name).casefold()
    exact = [who for who in listed if who.name.casefold() == folded]
    if exact or " " in folded:
        return exact[0] if len(exact) == 1 else None
    first = [who for who in listed if who.name.casefold().split(" ", 1)[0] == folded]
    return first[0] if len(first) == 1 else None


def _person(name: str, note: Note) -> Mention | None:
    """A name that is not listed but plainly a person's: of two words, or that of the folder's person."""
    who = mention_of(name)
    if who is None or who.kind != "person" or not all(word[:1].isupper() for word in who.name.split()[:1]):
        return None
    words = who.name.split()
    if 2 <= len(words) <= 4 and words[-1][:1].isupper():
        return who
    place = note.place.name.split()
    return who if note.place.kind == "person" and place and words == place[:1] else None


def _span(note: Note) -> Span:
    line = note.front.lines.get("title", 0)
    if not line:
        line = next((section.line for section in note.sections if section.heading == note.title), 1)
    return Span(line, note.title)
