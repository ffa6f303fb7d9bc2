"""Who is listed as taking part: front matter, header lines, attendance sections, and the two of a title."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from graphkit.extract.entries import Entry, entries_of, split_names
from graphkit.extract.statement import Mention
from graphkit.extract.titles import pair_of
from graphkit.vault.dialect import Dialect
from graphkit.vault.note import Block, Note, Span
from graphkit.vault.values import as_list

Origin = Literal["front", "header", "section", "title"]

_LABEL: Final = re.compile(r"[*_]{0,3}([^\W\d_][\w /&-]{1,28}?)[*_]{0,3}[ ]*:[*_]{0,3}[ ]*(.*)", re.DOTALL)
_WRAPPED: Final = 60
_LISTS: Final = frozenset(["participants", "present"])

#: A paragraph of so many words, most of them in lower case, is no list of names.
_SENTENCE: Final = 8


class Participant(Struct, frozen=True, gc=False):
    """One entry of a list of participants.

    `kind` ("observer"), `organisation` and `role` are what the list says outright; `aside` is the text in
    parentheses or behind a dash that is still to be understood. `certain`: the note makes it certain that
    they were there.
    """

    span: Span
    who: Mention
    origin: Origin
    certain: bool = False
    kind: str = ""
    organisation: str = ""
    role: str = ""
    aside: str = ""


def participants(note: Note, dialect: Dialect) -> tuple[Participant, ...]:
    """Everybody the note lists as taking part, each once, in the order of the note; the title's two are
    certain.

    Placeholders, teams and those listed as absent are left out; "Myself" stays as it is. A name that front
    matter and header both hold stands where it stands first.
    """
    found: dict[str, Participant] = {}
    for entry in _listed(note, dialect):
        key = entry.who.name.casefold()
        found[key] = _merged(found[key], entry) if key in found else entry
    for who, span in pair_of(note, dialect, tuple(entry.who for entry in found.values())):
        key = who.name.casefold()
        known = found.get(key)
        found[key] = replace(known, certain=True) if known else Participant(span, who, "title", certain=True)
    return tuple(found.values())


def _merged(one: Participant, other: Participant) -> Participant:
    """What two places of a note say of one name."""
    return replace(
        one,
        who=one.who if one.who.handle or not other.who.handle else other.who,
        certain=one.certain or other.certain,
        kind=one.kind or other.kind,
        organisation=one.organisation or other.organisation,
        role=one.role or other.role,
        aside=one.aside or other.aside,
    )


def _listed(note: Note, dialect: Dialect) -> Iterator[Participant]:
    seen: set[str] = set()
    for key, value in note.front.values.items():
        meaning = dialect.front.get(key)
        if meaning in _LISTS and value:
            names = as_list(value)
            seen.update(names)
            yield from _front(note, key, names, dialect, certain=meaning == "present")
    for field in note.fields:
        meaning = dialect.fields.get(field.key.lower())
        if meaning in _LISTS and field.value:
            certain = meaning == "present" or dialect.attendance.certain
            for text in split_names(field.value):
                if text in seen and not certain:
                    continue
                span = Span(field.line, text)
                yield from _participants(entries_of(text, dialect), span, "header", certain=certain)
    yield from _sections(note, dialect)


def _participants(
    entries: Iterable[Entry], span: Span, origin: Origin, *, certain: bool, kind: str = ""
) -> Iterator[Participant]:
    for entry in entries:
        yield Participant(
            span, entry.who, origin, certain, entry.kind or kind, entry.organisation, entry.role, entry.aside
        )


def _front(note: Note, key: str, names: list[str], dialect: Dialect, *, certain: bool) -> Iterator[Participant]:
    line = note.front.lines.get(key, 1)
    block = not note.lines[line - 1].partition(":")[2].strip() if line <= len(note.lines) else False
    for text in names:
        if block:  # a list of one item a line
            head = text.split("(", 1)[0].strip()
            line = next((at for at in range(line, note.body) if head in note.lines[at - 1]), line)
        span = Span(line, text)
        for part in split_names(text) if "," in text and "(" not in text else [text]:
            yield from _participants(entries_of(part, dialect), span, "front", certain=certain)


def _sections(note: Note, dialect: Dialect) -> Iterator[Participant]:
    """The lists under attendance headings, up to where those who did not come are announced."""
    words = dialect.attendance
    wanted = {index for index, section in enumerate(note.sections) if section.kind == "attendance"}
    if not wanted:
        return
    wanted -= {
        block.section
        for block in note.blocks
        if block.section in wanted
        and note.sections[block.section].parent in wanted
        and _is_prose(block)
        and not _group(note.sections[block.section].heading, dialect)
    }
    section = -1
    absent, kind = False, ""
    columns: tuple[str, ...] = ()
    groups: dict[int, str] = {}
    for block in note.blocks:
        if block.section not in wanted:
            continue
        if block.section != section:
            section = block.section
            heading = note.sections[section].heading
            absent = bool(words.absent and words.absent.search(heading))
            kind, columns, groups = _group(heading, dialect), (), {}
        if block.kind == "row":
            if not columns:
                columns = _columns(block, dialect)
                if any(columns):
                    continue
            yield from _row(block, columns, dialect, kind)
            continue
        columns = ()
        text = block.text
        if dialect.kind.not_held is not None and dialect.kind.not_held.search(text):
            continue
        if _is_talk(text, dialect):
            absent = True
            continue
        label = _LABEL.fullmatch(text) if ":" in text[:32] else None
        if words.absent and words.absent.search(text.lstrip("*_# ")):
            absent = absent or not (label and label.group(2).strip())
            continue
        if absent and not (label and dialect.fields.get(label.group(1).lower()) in _LISTS):
            continue
        if block.kind in ("item", "task"):
            if block.indent and block.indent - 1 not in groups:
                continue  # a remark on the entry above
            for depth in [depth for depth in groups if depth >= block.indent]:
                del groups[depth]
            group = _group(text, dialect)
            if group or text.endswith(":"):
                groups[block.indent] = group
                continue
            above = groups.get(block.indent - 1, "")
            yield from _item(block, text, dialect, above or kind)
        else:
            absent = False
            if label and dialect.fields.get(label.group(1).lower()) in _LISTS:
                text = label.group(2)
            elif _group(text, dialect):
                kind = _group(text, dialect)
                continue
            yield from _paragraph(block, text, dialect, kind)


def _is_prose(block: Block) -> bool:
    """Whether a block below a heading inside a list is a sentence: minutes that someone put under the list."""
    if block.kind in ("item", "task", "row"):
        return False
    words = block.text.split()
    return len(words) >= _SENTENCE and sum(map(str.islower, words)) * 2 > len(words)


def _is_talk(text: str, dialect: Dialect) -> bool:
    """Whether a block is what somebody says, and no name that is set like a speaker's."""
    if dialect.speech is None or not dialect.speech.match(text):
        return False
    first = text.partition("\n")[0].strip(" *_")
    return ":" in first or len(first) > _WRAPPED


def _group(text: str, dialect: Dialect) -> str:
    """The kind that a heading or entry such as "Guests:" gives to the entries below it."""
    pattern = dialect.attendance.group
    match = pattern.search(text.strip(" *_:").strip()) if pattern else None
    return (match.groupdict().get("kind") or "").lower().rstrip("s") if match else ""


def _item(block: Block, text: str, dialect: Dialect, kind: str) -> Iterator[Participant]:
    label = _LABEL.fullmatch(text) if ":" in text[:32] else None
    if label and label.group(2).strip():
        meaning = dialect.fields.get(label.group(1).lower())
        if meaning and meaning not in _LISTS:
            return
        if meaning or _group(label.group(1), dialect):
            kind = _group(label.group(1), dialect) or kind
            text = label.group(2)
    texts = split_names(text) if _is_line_of_names(text) else [text]
    for part in texts:
        span = Span(block.line, " ".join(part.split()))
        yield from _participants(
            entries_of(" ".join(part.split()), dialect), span, "section", certain=_certain(dialect), kind=kind
        )


def _is_line_of_names(text: str) -> bool:
    """Whether an item holds several names: "Ann Lee, Bo Kim, Cy", but not "Ann Lee, head of sales"."""
    outside = re.sub(r"\([^()]*\)?", "", text)
    if ";" in outside:
        return True
    parts = [part.strip() for part in outside.split(",") if part.strip()]
    if len(parts) < 2 and " and " not in outside:
        return False
    parts = [piece for part in parts for piece in part.removeprefix("and ").split(" and ")]
    return all(0 < len(part.split()) <= 3 and part[:1].isupper() for part in parts) and (
        len(parts) > 2 or all(" " in part for part in parts) or all(" " not in part for part in parts)
    )


def _paragraph(block: Block, text: str, dialect: Dialect, kind: str) -> Iterator[Participant]:
    lines = text.split("\n")
    open_ends = any(not line.rstrip().endswith((",", ";")) for line in lines[:-1])
    if "," in text and open_ends and max(map(len, lines)) > _WRAPPED:
        lines = [" ".join(lines)]
    for at, line in enumerate(lines):
        for part in split_names(line):
            span = Span(block.line + (at if len(lines) > 1 else 0), part)
            yield from _participants(entries_of(part, dialect), span, "section", certain=_certain(dialect), kind=kind)


def _columns(block: Block, dialect: Dialect) -> tuple[str, ...]:
    return tuple(dialect.attendance.columns.get(cell.strip(" *_:").casefold(), "") for cell in block.cells)


def _row(block: Block, columns: tuple[str, ...], dialect: Dialect, kind: str) -> Iterator[Participant]:
    given = {column: cell for column, cell in zip(columns, block.cells, strict=False) if column}
    if "present" in given and given["present"].strip().casefold() not in dialect.attendance.ticks:
        return
    cells = [given["name"]] if "name" in given else [cell for cell in block.cells if cell][:1]
    for cell in cells:
        span = Span(block.line, block.text)
        for found in _participants(entries_of(cell, dialect), span, "section", certain=_certain(dialect), kind=kind):
            handle = given.get("handle", "").strip().lstrip("@")
            yield replace(
                found,
                who=replace(found.who, handle=f"@{handle}") if handle and not found.who.handle else found.who,
                kind=given.get("kind", "").lower() or found.kind,
                organisation=given.get("organisation", "") or found.organisation,
                role=given.get("role", "") or found.role,
            )


def _certain(dialect: Dialect) -> bool:
    return dialect.attendance.certain
