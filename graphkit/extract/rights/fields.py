"""Rights in fields: `approvers: [Ann, Bo]`, `decider:: [[Ann]]`, and the words of DACI, RACI and RAPID."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from graphkit.extract.rights.keyed import holders_of, key_lexicon
from graphkit.extract.rights.masks import Names
from graphkit.extract.statement import Power, Right, Standing
from graphkit.vault.note import Note, Span
from graphkit.vault.values import as_list, text_of

#: Fields that name the owner of a file or meeting as often as that of a thing: they count on an entity's page only.
_ON_PAGES: Final[frozenset[str]] = frozenset({"Own", "Perform", "Consult", "Inform", "Recommend"})
_THINGS: Final = ("project", "forum", "organisation")
_STATUS: Final = ("status", "state", "stage")


def field_rights(note: Note, names: Names) -> Iterator[Right]:
    """The rights that a note's fields state; their scope is the page's entity, or the heading they stand under."""
    front = [(key, value, note.front.lines.get(key, 1)) for key, value in note.front.values.items()]
    inline = [(field.key.lower(), field.value, field.line) for field in note.fields]
    if not front and not inline:
        return
    yield from _rights(note, front, names, inline=False)
    yield from _rights(note, inline, names, inline=True)


def _rights(note: Note, given: list[tuple[str, Any, int]], names: Names, *, inline: bool) -> Iterator[Right]:
    lexicon = key_lexicon()
    keys = {key for key, _, _ in given}
    scheme = next(
        (
            words
            for words in lexicon.schemes.values()
            if len({key for key in keys if len(key) > 1 and key in words}) >= 3
        ),
        {},
    )
    page = note.place.page and note.place.kind in _THINGS
    for key, value, line in given:
        power: Power | None = scheme.get(key) or lexicon.fields.get(key) or lexicon.fields.get(key.replace("_", " "))
        if power is None or value in (None, "", []):
            continue
        scope, specific = _scope(note, line if inline else 0)
        if not scope or (power in _ON_PAGES and not (page or specific or key in scheme)):
            continue
        if note.place.page and note.place.kind == "person" and not specific:
            continue
        quote = note.lines[line - 1].strip() if 0 < line <= len(note.lines) else f"{key}: {text_of(value)}"
        for item in as_list(value):
            for holder in holders_of(item, names):
                yield Right(Span(line, quote), holder, power, scope, standing=_standing(note, scope), confidence=1.0)


def _scope(note: Note, line: int) -> tuple[str, bool]:
    """What a field is about, and whether a heading of its own says so. `line` 0 is front matter."""
    section = None
    for candidate in note.sections:
        if candidate.line > line:
            break
        section = candidate
    if line and section is not None and section.level > 1 and section.kind in ("other", "information", "topics"):
        heading = section.heading
        if heading and not _GENERAL.match(heading):
            return heading, True
    if note.place.page and note.place.name:
        return note.place.name, False
    for key in ("topic", "project", "decision", "subject", "proposal"):
        named = re.sub(r"[\[\]]", "", text_of(note.front.values.get(key))).strip()
        if named:
            return named, False
    return note.title, False


_GENERAL: Final = re.compile(
    r"^(?:key (?:facts|information)|information|facts|overview|summary|about|details|notes|background"
    r"|context|meta|metadata|info|people|contacts|roles?|team|general)\b",
    re.IGNORECASE,
)


def _standing(note: Note, scope: str) -> Standing:
    status = " ".join(text_of(note.front.values.get(key)) for key in _STATUS)
    return "Proposed" if key_lexicon().draft.search(status) or key_lexicon().draft.match(scope) else "Current"
