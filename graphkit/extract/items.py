"""Items of decision and action sections, whatever their shape: bullets, numbers, paragraphs, table rows,
labelled lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, Literal, NamedTuple, TypeAlias

from msgspec.structs import replace

from graphkit.extract.item import Item, read_item
from graphkit.extract.item_rows import columns_of, row_item
from graphkit.vault.dialect import Dialect
from graphkit.vault.lines import one_spaced
from graphkit.vault.note import Block, Note, SectionKind
from graphkit.vault.wording import ItemWords

_NUMBERED: Final = re.compile(r"[\s#]*\d+(?:\.\d+)*[\s.:*]*$")
_PARTS: Final = re.compile(r"\s*(?:/|&|\+|\||,|\band\b)\s*")
_EARLIER: Final = re.compile(
    r"\b(?:previous|prior|past|earlier|last (?:meeting|call|time|week)(?:[’']?s)?)\b"
    r".*\b(?:decisions?|actions?|minutes)\b",
    re.IGNORECASE,
)
_LEAD_IN: Final = 12
_LEAD_IN_CHARACTERS: Final = 48
#: Lines from one item to the next of the same list.
_GAP: Final = 2
_LISTS: Final = frozenset(["decisions", "actions"])

#: What a section or table can list item by item.
ListKind: TypeAlias = Literal["decisions", "actions", "questions"]


class Candidates(NamedTuple):
    """What of a note can be an item outside the sections made for it, each with its block: sorted out once.

    `lines` are those in which a label can stand, stripped, with their number; `leads` are short and end with a colon.
    """

    rows: list[tuple[int, Block]]
    lines: list[tuple[int, Block, int, str]]
    leads: list[tuple[int, Block]]


def candidates_of(note: Note) -> Candidates:
    """The table rows of a note, and its lines outside tables and tasks that may be labelled."""
    rows: list[tuple[int, Block]] = []
    lines: list[tuple[int, Block, int, str]] = []
    leads: list[tuple[int, Block]] = []
    for index, block in enumerate(note.blocks):
        text = block.text
        if block.kind == "row":
            rows.append((index, block))
        elif block.kind != "task" and (":" in text or "." in text[:24] or text[1:9] == "ext step"):
            if len(text) <= _LEAD_IN_CHARACTERS and text.rstrip(" *_").endswith(":"):
                leads.append((index, block))
            written = text.split("\n") if "\n" in text else (text,)
            lines += [(index, block, block.line + at, line.strip()) for at, line in enumerate(written)]
    return Candidates(rows, lines, leads)


def items_of(
    note: Note, dialect: Dialect, kind: SectionKind, words: ItemWords, candidates: Candidates
) -> Iterator[Item]:
    """The items of all sections of `kind`, then labelled lines elsewhere. Those that say there is none are
    left out.

    A sub-item is a remark on the item above it, unless that one only introduces it ("We agreed:"). Tasks are
    not items. In a section, what a speaker says ends the list. A table is what its first column's heading
    says, wherever it stands.
    """
    earlier = _earlier(note)
    wanted = {index for index, section in enumerate(note.sections) if section.kind == kind} - earlier
    if wanted:
        yield from _in_sections(note, dialect, wanted, words)
    for index, block in candidates.leads:
        if block.section not in wanted and dialect.section_kind(block.text.strip(" *_:")) == kind:
            yield from _introduced(note, index, words)
    if candidates.rows:
        yield from _in_tables(note, dialect, kind, wanted, words, candidates.rows)
    if words.labels:
        yield from _labelled(note, kind, words, candidates.lines, earlier if wanted else set())


def _earlier(note: Note) -> set[int]:
    """The sections that go through what an earlier meeting decided, and those below them."""
    found: set[int] = set()
    for index, section in enumerate(note.sections):
        if section.parent in found or _EARLIER.search(section.heading):
            found.add(index)
    return found


def _in_sections(note: Note, dialect: Dialect, wanted: set[int], words: ItemWords) -> Iterator[Item]:
    section, ended = -1, False
    mixed: bool | None = None
    introduced: set[int] = set()
    for index, block in enumerate(note.blocks):
        if block.section not in wanted:
            continue
        if block.section != section:
            section, ended, introduced, mixed = block.section, False, set(), None
        if block.kind == "row":
            continue
        ended = ended or _is_talk(block, dialect)
        if ended:
            continue
        if introduced:
            introduced = {depth for depth in introduced if depth < block.indent}
        if block.kind == "task" or (block.kind == "item" and block.indent and block.indent - 1 not in introduced):
            continue
        if _introduces(note, index, block):
            introduced.add(block.indent)
            continue
        for found in _of_block(block, words):
            if mixed is None:
                mixed = is_mixed(note, block, dialect)
            yield replace(found, mixed=mixed, block=index)


def _introduced(note: Note, at: int, words: ItemWords) -> Iterator[Item]:
    """The items under a line with a colon at its end, the block `at` ("Things to do:")."""
    lead = note.blocks[at]
    last = lead.line + lead.text.count("\n")
    for index in range(at + 1, len(note.blocks)):
        block = note.blocks[index]
        if block.section != lead.section or block.kind not in ("item", "task") or block.line - last > _GAP:
            return
        if lead.kind == "item" and block.indent <= lead.indent:
            return
        last = block.line + block.text.count("\n")
        if block.kind == "item" and not _introduces(note, index, block):
            for found in _of_block(block, words):
                yield replace(found, block=index)


def _is_talk(block: Block, dialect: Dialect) -> bool:
    """Whether a block is what somebody says, and no labelled item or heading that is set like a speaker's
    name.
    """
    if dialect.speech is None or not dialect.speech.match(block.text):
        return False
    text = " ".join(block.text.split())
    if any(pattern.match(text) for pattern in (*dialect.decisions.labels, *dialect.actions.labels)):
        return False
    return dialect.section_kind(text.strip(" *_:")) == "other"


def _in_tables(
    note: Note,
    dialect: Dialect,
    kind: SectionKind,
    wanted: set[int],
    words: ItemWords,
    rows: list[tuple[int, Block]],
) -> Iterator[Item]:
    """Rows, table by table: the kind of a table is its section's unless its first column's heading says
    another.
    """
    last, right = -2, False
    columns: tuple[str, ...] = ()
    for index, block in rows:
        if index != last + 1 or block.section != note.blocks[last].section:
            columns = columns_of(block, words)
            said = dialect.section_kind(block.cells[0].strip(" *_#"))
            right = said == kind or (block.section in wanted and said not in _LISTS)
            last = index
            if columns or said in _LISTS:
                continue
        last = index
        said = dialect.section_kind(_NUMBERED.sub("", block.cells[0].strip(" *_#")))
        if said == kind or (right and said not in _LISTS):
            found = row_item(block, columns, words)
            if found:
                yield replace(found, mixed=is_mixed(note, block, dialect), block=index)


def is_mixed(note: Note, block: Block, dialect: Dialect) -> bool:
    """Whether the section of a block holds decisions and actions together, by its heading."""
    heading = note.section_of(block).heading
    if heading.isalpha():
        return False
    kinds = {dialect.section_kind(part) for part in _PARTS.split(heading) if part}
    return {"decisions", "actions"} <= kinds


def _introduces(note: Note, index: int, block: Block) -> bool:
    """Whether a block only announces what follows: it ends with a colon and something follows."""
    if not block.text.rstrip(" *_").endswith(":"):
        return False
    following = note.blocks[index + 1] if index + 1 < len(note.blocks) else None
    if following is None or following.section != block.section:
        return block.kind != "item" or len(block.text.split()) <= _LEAD_IN
    return following.kind in ("item", "task", "row") and (following.indent > block.indent or block.kind != "item")


def _of_block(block: Block, words: ItemWords) -> Iterator[Item]:
    """A block is one item, or several when each of its lines is labelled or numbered."""
    if "\n" not in block.text:
        item = read_item(one_spaced(block.text), block.line, words)
        if item:
            yield item
        return
    lines = block.text.split("\n")
    starts = [at for at, line in enumerate(lines) if at == 0 or _begins(line, words)]
    for at, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        written = " ".join("\n".join(lines[at:end]).split())
        item = read_item(written, block.line + at, words)
        if item:
            yield item


def _begins(line: str, words: ItemWords) -> bool:
    return any(pattern.match(line) for pattern in (*words.labels, *words.items))


def _labelled(
    note: Note, kind: SectionKind, words: ItemWords, lines: list[tuple[int, Block, int, str]], without: set[int]
) -> Iterator[Item]:
    alone = ItemWords(labels=words.labels, nothing=words.nothing)
    elsewhere = [
        section.kind not in (kind, "ignored") and index not in without for index, section in enumerate(note.sections)
    ]
    for index, block, number, line in lines:
        if not elsewhere[block.section] or not any(pattern.match(line) for pattern in words.labels):
            continue
        item = read_item(line, number, alone)
        if item and item.label:
            yield replace(item, block=index)
