"""A note as it lies on disk: front matter, sections and blocks, each with its line. Knows nothing of people
or RDF.
"""

from __future__ import annotations

from typing import Any, Literal

from msgspec import Struct

from graphkit.vault.problem import Problem

BlockKind = Literal["paragraph", "item", "task", "row", "quote"]

#: What a section is for, whatever its heading says. A dialect maps headings to these.
SectionKind = Literal[
    "actions", "decisions", "questions", "information", "summary", "attendance", "absence",
    "topics", "agenda", "discussion", "links", "ignored", "other",
]  # fmt: skip


class Span(Struct, frozen=True, gc=False):
    """Where something is said: `line` (first line, from 1, in the file on disk) and `quote` (the text,
    repaired).
    """

    line: int
    quote: str


class Section(Struct, frozen=True, gc=False):
    """A heading and what stands under it. `level` 0 is the text before the first heading; `parent` is an
    index.
    """

    heading: str
    level: int
    line: int
    kind: SectionKind
    parent: int = -1


class Block(Struct, frozen=True, gc=False):
    """A paragraph, list item, task, table row or quoted line.

    `text` has no list marker, quote mark or task box; a paragraph or item that runs over several lines is
    joined with newlines, so the line of a character is `line + text.count("\\n", 0, at)`. `raw` is the first
    line as written (repaired, right-stripped). `indent` is the item's depth (0 for the outermost). `symbol`
    is the task's status character (" ", "x", "?", ...), empty unless kind is "task". `marker` is the bullet
    or number as written ("-", "*", "12."). `cells` are a table row's cells (header row included; the rule of
    dashes is not a block).
    """

    kind: BlockKind
    line: int
    text: str
    raw: str
    section: int
    indent: int = 0
    symbol: str = ""
    marker: str = ""
    cells: tuple[str, ...] = ()


class Link(Struct, frozen=True, gc=False):
    """`[[target|alias]]` or `[alias](target)`; `embed` for `![[...]]`."""

    target: str
    alias: str
    line: int
    wiki: bool = True
    embed: bool = False


class Field(Struct, frozen=True, gc=False):
    """A Dataview inline field `key:: value`, or a header line `**Key**: value` before the first section."""

    key: str
    value: str
    line: int


class FrontMatter(Struct, frozen=True):
    """The YAML mapping, its values repaired, keys lower-cased; `lines` says where each key stands."""

    values: dict[str, Any]
    lines: dict[str, int]


class Place(Struct, frozen=True, gc=False):
    """What the folder says: `kind` is "person", "organisation", "project", "forum" or "", `name` the entity's
    folder.
    """

    kind: str = ""
    name: str = ""
    area: str = ""
    page: bool = False


class Note(Struct, frozen=True):
    """One file, read. `lines` are all its lines, repaired; `body` is the index in `lines` of the first body
    line.
    """

    path: str
    digest: str
    title: str
    date: str  # ISO 8601 day, "" when unknown
    dialect: str
    front: FrontMatter
    lines: tuple[str, ...]
    body: int
    sections: tuple[Section, ...]
    blocks: tuple[Block, ...]
    links: tuple[Link, ...]
    tags: tuple[str, ...]
    fields: tuple[Field, ...]
    place: Place
    problems: tuple[Problem, ...] = ()

    def section_of(self, block: Block) -> Section:
        """The section a block stands in."""
        return self.sections[block.section]
