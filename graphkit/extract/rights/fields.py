"""Rights in fields: `approvers: [Ann, Bo]`, `decider:: [[Ann]]`, and the words of DACI, RACI and RAPID."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final

from graphkit.extract.rights.keyed import holders_of, key_lexicon
from graphkit.extract.rights.masks import Names
from graphkit.extract.statement import Power, Right, Standing
from graphkit.vault.note import Note, Span
from graphkit.vault.values import as_list, text_of

#: Fields that name the owner of a file or meeting as often as that of a thing: they count on an entity's page only.
_ON_PAGES: Final[frozenset[str]] = frozenset({"Own", "Perform", "Consult", "Inform", "Recommend"})
#: Of these, the powers that a field states beside one that names a decider or approver.
_BESIDE: Final[frozenset[str]] = frozenset({"Consult", "Inform", "Recommend", "Perform"})
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
    keys = {key for key, _, _ in given if len(key) > 1}
    best = max(lexicon.schemes.values(), key=lambda words: len(keys & words.keys()))
    scheme = best if len(keys & best.keys()) >= 3 else {}
    page = note.place.page and note.place.kind in _THINGS
    for key, value, line in given:
        if value in (None, "", []):
            continue
        power: Power | None = scheme.get(key) or lexicon.fields.get(key) or lexicon.fields.get(key.replace("_", " "))
        named = ""
        if power is None:
            power, named = _of_area(key)
        if power is None:
            continue
        scope, specific = (named, True) if named else _scope(note, line if inline else 0)
        if not scope or (
            power in _ON_PAGES and not (page or specific or key in scheme or (power in _BESIDE and _sided(keys)))
        ):
            continue
        if note.place.page and note.place.kind == "person" and not specific:
            continue
        quote = note.lines[line - 1].strip() if 0 < line <= len(note.lines) else f"{key}: {text_of(value)}"
        for item in as_list(value):
            for holder in holders_of(item, names):
                yield Right(Span(line, quote), holder, power, scope, standing=_standing(note, scope), confidence=1.0)


#: "budget_approver", "owner of pricing", "decider for hiring": the area, and the word for the power.
_WORD: Final = r"approvers?|deciders?|decision[ _-]makers?|sign[ _-]?off|signator(?:y|ies)|owners?|veto|recommenders?"
_AREA: Final = re.compile(
    rf"(?P<area>[a-z][\w /&-]{{1,40}}?)[ _-](?P<word>{_WORD})"
    rf"|(?P<word2>{_WORD})[ _-](?:for|of|on)[ _-](?P<area2>[a-z][\w /&-]{{1,40}})"
)
_WORDS: Final[tuple[tuple[str, Power], ...]] = (
    ("approver", "Approve"),
    ("sign", "Approve"),
    ("deci", "Decide"),
    ("owner", "Own"),
    ("veto", "Veto"),
    ("recomm", "Recommend"),
)
#: What is owned or signed and is no area: a file, a task, this note.
_NO_AREA: Final = re.compile(
    r"(?:file|note|page|doc|document|task|action|item|issue|ticket|meeting|vault|repo|repository|folder|record|template"
    r"|project|product|process|business|area|org|data|co|main|final|second|first|backup|previous|former|next|new|old"
    r"|deal|account|code|topic|content|job|event|post|slide|deck)s?$"
)


def _sided(keys: set[str]) -> bool:
    """Whether a field names a decider or approver."""
    fields = key_lexicon().fields
    return any(fields.get(key.replace("_", " "), "Own") not in _ON_PAGES for key in keys)


@lru_cache(maxsize=1024)
def _of_area(key: str) -> tuple[Power | None, str]:
    """The power and the area of a field such as "budget_approver"; (None, "") for other fields.

    >>> _of_area("travel_approver"), _of_area("owner of pricing"), _of_area("file owner")
    (('Approve', 'travel'), ('Own', 'pricing'), (None, ''))
    """
    match = _AREA.fullmatch(key)
    if match is None:
        return None, ""
    area = (match["area"] or match["area2"]).replace("_", " ").strip(" -")
    word = match["word"] or match["word2"]
    if _NO_AREA.match(area):
        return None, ""
    return next(power for start, power in _WORDS if word.startswith(start)), area


def _scope(note: Note, line: int) -> tuple[str, bool]:
    """What a field is about, and whether a heading of its own says so. `line` 0 is front matter."""
    section = None
    for candidate in note.sections:
        if candidate.line > line:
            break
        section = candidate
    if line and section is not None and section.level > 1 and section.kind in ("other", "information", "topics"):
        heading = section.heading
        if heading and not GENERAL.match(heading):
            return heading, True
    if note.place.page and note.place.name:
        return note.place.name, False
    for key in ("topic", "project", "decision", "subject", "proposal"):
        given = note.front.values.get(key) or next(
            (field.value for field in note.fields if field.key.lower() == key), ""
        )
        named = re.sub(r"[\[\]]", "", text_of(given)).strip()
        if named:
            return named, False
    return note.title, False


#: Headings that say only what kind of section follows.
GENERAL: Final = re.compile(
    r"^(?:key (?:facts|information)|information|facts|overview|summary|about|details|notes|background"
    r"|context|meta|metadata|info|people|contacts|roles?|team|general)\b",
    re.IGNORECASE,
)


def _standing(note: Note, scope: str) -> Standing:
    status = " ".join(text_of(note.front.values.get(key)) for key in _STATUS)
    return "Proposed" if key_lexicon().draft.search(status) or key_lexicon().draft.match(scope) else "Current"
