"""Items of decision and action sections, whatever their shape: bullets, numbers, paragraphs, table rows,
labelled lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, Literal, NamedTuple, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from graphkit.extract.sentences import plain
from graphkit.vault.dialect import Dialect
from graphkit.vault.lines import one_spaced
from graphkit.vault.note import Block, Note, SectionKind, Span
from graphkit.vault.wording import ItemWords

_STRUCK: Final = re.compile(r"~~.*?~~")
_NUMBER: Final = re.compile(r"[*_#\s]*\d+(?:\.\d+)*[*_.:)\s]*")
_NUMBERED: Final = re.compile(r"[\s#]*\d+(?:\.\d+)*[\s.:*]*$")
_PARTS: Final = re.compile(r"\s*(?:/|&|\+|\||,|\band\b)\s*")
_DIGITS: Final = re.compile(r"\d+(?:\.\d+)*")
_LETTER: Final = re.compile(r"[^\W_]")
_LEAD_IN: Final = 12
_LEAD_IN_CHARACTERS: Final = 48
#: Lines from one item to the next of the same list.
_GAP: Final = 2
_LONGEST_NUMBER: Final = 24
_LISTS: Final = frozenset(["decisions", "actions"])

#: What a section or table can list item by item.
ListKind: TypeAlias = Literal["decisions", "actions", "questions"]


class Item(Struct, frozen=True, gc=False):
    """One decision or action as the note states it. `text` is plain; `owner`, `by`, `due` and `state` are as
    written.

    `label` is true for a line that says itself what it is ("Decision: …"), `mixed` for an item of a section
    that holds both decisions and actions.
    """

    span: Span
    text: str
    number: str = ""
    owner: str = ""
    by: str = ""
    due: str = ""
    state: str = ""
    label: bool = False
    mixed: bool = False
    block: int = -1


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
    wanted = {index for index, section in enumerate(note.sections) if section.kind == kind}
    if wanted:
        yield from _in_sections(note, dialect, wanted, words)
    for index, block in candidates.leads:
        if block.section not in wanted and dialect.section_kind(block.text.strip(" *_:")) == kind:
            yield from _introduced(note, index, words)
    if candidates.rows:
        yield from _in_tables(note, dialect, kind, wanted, words, candidates.rows)
    if words.labels:
        yield from _labelled(note, kind, words, candidates.lines)


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
            found = _row(block, columns, words)
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


def read_item(written: str, line: int, words: ItemWords) -> Item | None:
    """An item from its text; None when it says there is none. What is struck through is left out."""
    quote = written
    text = _STRUCK.sub("", written) if "~~" in written else written
    given: dict[str, str] = {}
    label = False
    for patterns in (words.items, words.labels):
        match = next((found for found in (p.match(text) for p in patterns) if found), None)
        if match:
            given = {name: (value or "").strip() for name, value in match.groupdict().items()}
            label = patterns is words.labels
            text = given["text"]
            break
    text = plain(text).strip().strip("|").rstrip()
    if not _LETTER.search(text) or (words.nothing is not None and words.nothing.match(text)):
        return None
    return Item(
        Span(line, quote), text, given.get("number", ""), given.get("owner", ""), given.get("by", ""),
        given.get("due", ""), given.get("state", ""), label=label,
    )  # fmt: skip


def columns_of(block: Block, words: ItemWords) -> tuple[str, ...]:
    """What each column of a table holds, by its first row; () when that row heads nothing known."""
    names = [words.columns.get(cell.strip(" *_:").casefold(), "") for cell in block.cells]
    return tuple(names) if names.count("") < len(names) and ("text" in names or len(names) > 1) else ()


def _row(block: Block, columns: tuple[str, ...], words: ItemWords) -> Item | None:
    cells = block.cells
    given: dict[str, str] = {}
    for column, cell in zip(columns, cells, strict=False):
        if column and cell and column not in given:
            given[column] = plain(cell)
    if columns and "text" not in given:
        return None
    if not columns:
        rest = list(filter(None, cells))
        if rest and _NUMBER.fullmatch(rest[0]) and len(rest) > 1:
            given["number"] = plain(rest.pop(0))
        if not rest:
            return None
        given["text"] = rest[0]
    text = given["text"] if columns else plain(given["text"])
    item = read_item(text, block.line, words)
    if item is None:
        return None
    number = given.get("number", "")
    if not number and columns and not columns[0]:
        number = plain(cells[0])
    digits = _DIGITS.search(number)
    number = digits.group() if digits and len(number) <= _LONGEST_NUMBER else ""
    return Item(
        Span(block.line, " ".join(block.text.split())), item.text, item.number or number,
        given.get("owner", "") or item.owner, given.get("by", ""), given.get("due", "") or item.due,
        given.get("state", "") or item.state,
    )  # fmt: skip


def _labelled(
    note: Note, kind: SectionKind, words: ItemWords, lines: list[tuple[int, Block, int, str]]
) -> Iterator[Item]:
    alone = ItemWords(labels=words.labels, nothing=words.nothing)
    elsewhere = [section.kind not in (kind, "ignored") for section in note.sections]
    for index, block, number, line in lines:
        if not elsewhere[block.section] or not any(pattern.match(line) for pattern in words.labels):
            continue
        item = read_item(line, number, alone)
        if item and item.label:
            yield replace(item, block=index)
