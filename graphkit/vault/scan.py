"""The line scanner: headings, list items, tasks, paragraphs, tables, quotes and callouts, each with its line.

One pass, one line at a time, told apart by the first character: a full Markdown parser is forty times slower.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from types import MappingProxyType
from typing import Final

from msgspec import Struct

from graphkit.vault.headings import CALLOUT, Heading, bold_heading, heading_text, sections_of
from graphkit.vault.inline import cells_of, fields_of, links_of, tags_of
from graphkit.vault.lines import visible, without_code_spans
from graphkit.vault.note import Block, BlockKind, Field, Link, Section, SectionKind

_ATX: Final = re.compile(r"(#{1,6})(?:[ \t]+(.*)|$)|(#{2,6})([^#\s].*)")
_BULLETS: Final = "-*+•◦▪‣–"
_ITEM: Final = re.compile(rf"([{_BULLETS}]|\d{{1,9}}[.)])(?:[ \t]+(.*)|$)")
_TASK: Final = re.compile(r"\[(.)\](?:[ \t]+(.*)|$)|\[([ xX]?)\](?![(\[:])(.*)")
_HEADER: Final = re.compile(r"(?:\*\*|__)([^*_:]{1,60}?)[ \t]*(?::(?:\*\*|__)|(?:\*\*|__)[ \t]*:(?!:))[ \t]*(.*)")
_PLAIN_HEADER: Final = re.compile(r"([A-Z][\w/&-]*(?: [\w/&()-]+){0,3}):[ \t]+(\S.*)")
_QUOTE: Final = re.compile(r"(?:>[ \t]?)+")
_TAGS_ONLY: Final = re.compile(r"(?:</?[A-Za-z][^>:]*>\s*)+")
_FOOTER: Final = re.compile(r"[*_].*[*_](?:\s*\^[\w-]+)?$|(?:\*\*)?Source|<su[bp]>|!?\[\[[^\]]*\]\]$")
_STARTS: Final = frozenset("#-*+•◦▪‣–|<=_")
#: What a rule that begins with a character consists of.
_RULED: Final = MappingProxyType({first: f"{first} \t" for first in "-*_"})


class Scan(Struct, frozen=True):
    """What a note's body holds; `queries` counts task and Dataview queries, which are not content."""

    sections: tuple[Section, ...]
    blocks: tuple[Block, ...]
    links: tuple[Link, ...]
    tags: tuple[str, ...]
    fields: tuple[Field, ...]
    queries: int = 0


def scan(lines: list[str], body: int, section_kind: Callable[[str], SectionKind]) -> Scan:
    """Cut `lines[body:]` into sections and blocks. `section_kind` tells what a heading is for."""
    text = "\n".join(lines[body:])
    seen = visible(lines, body, text)
    scanner = _Scanner(seen.lines, body)
    scanner.run()
    links, tags, fields = _within_lines(seen.lines, body, text)
    return Scan(
        sections_of(scanner.headings, section_kind),
        tuple(scanner.blocks),
        links,
        tags,
        (*scanner.fields, *fields),
        seen.queries,
    )


def _within_lines(lines: list[str], body: int, text: str) -> tuple[tuple[Link, ...], tuple[str, ...], list[Field]]:
    """Links, tags and Dataview fields of `lines[body:]`; `text` is that before anything was blanked."""
    links: list[Link] = []
    fields: list[Field] = []
    tags: dict[str, None] = {}
    written = lines[body:]
    if "`" in text:
        written = [without_code_spans(line) if "`" in line else line for line in written]
    for number, line in enumerate(written, body + 1):  # one character is looked for faster than two
        if "[" in line and ("[[" in line or "](" in line):
            links += links_of(line, number)
        if ":" in line and "::" in line:
            fields += fields_of(line, number)
    if "#" in text:
        tags = dict.fromkeys(tags_of("\n".join(written)))
    return tuple(links), tuple(tags), fields


def _item(stripped: str) -> tuple[str, str] | None:
    """The marker and the text of a list item."""
    if stripped[1:2] == " " and stripped[0] in _BULLETS:
        return stripped[0], stripped[2:].lstrip(" \t")
    match = _ITEM.match(stripped)
    return (match.group(1), match.group(2) or "") if match else None


def _task(text: str) -> tuple[str, str] | None:
    """The symbol and the text of a task, without list marker."""
    if text[2:4] == "] ":
        return text[1], text[4:].strip()
    match = _TASK.match(text)
    if not match:
        return None
    return match.group(1) or match.group(3) or " ", (match.group(2) or match.group(4) or "").strip()


class _Scanner:
    """The state of one pass. An open block collects its lines in `parts` until something else begins."""

    def __init__(self, lines: list[str], body: int) -> None:
        self.lines = lines
        self.at = body
        self.headings = [Heading("", 0, body + 1)]
        self.blocks: list[Block] = []
        self.fields: list[Field] = []
        self.section = 0
        self.callout_of = -1  # the section a callout stands in, -1 outside callouts
        self.header = True  # before the first heading that is neither title nor `Key: value`
        self.items: list[int] = []  # columns of the open list items
        self.table = False
        self.quoted = False  # the line before stood in a quote
        self.blank = True  # the line before was empty
        self.field_open = False
        self.parts: list[str] = []
        self.kind: BlockKind = "paragraph"
        self.line = 0
        self.raw = ""
        self.indent = 0
        self.symbol = ""
        self.marker = ""

    def run(self) -> None:
        lines = self.lines
        for at in range(self.at, len(lines)):
            line = lines[at]
            stripped = line.strip()
            if not stripped:
                if self.parts:
                    self.close()
                self.blank = True
                self.table = self.field_open = False
                if self.callout_of >= 0:
                    self.leave_callout()
                continue
            self.at = at
            if stripped[0] == ">":
                self.quote(line, stripped)
            else:
                if self.callout_of >= 0:
                    self.leave_callout()
                if self.quoted:
                    self.quoted = False
                    self.close()
                    self.items.clear()
                self.text(line, stripped, "")
            self.blank = False
        self.close()

    def text(self, line: str, stripped: str, within: str) -> None:
        """One line that is not empty; `within` is "quote" for what stands in a quote."""
        first = stripped[0]
        if first in _STARTS or first.isdigit():
            if first == "#" and not within and self.heading(stripped):
                return
            if first in _RULED and not within and not stripped.strip(_RULED[first]) and self.rule(stripped):
                return
            if first == "=" and not within and self.setext(stripped, 1):
                return
            item = _item(stripped)
            if item:
                self.item(line, *item)
                return
            if first == "|" and len(stripped) > 1:
                self.row(line, stripped)
                return
            if first == "<" and _TAGS_ONLY.fullmatch(stripped):
                return
        if "|" in stripped and (self.table or self.table_follows(stripped)):
            self.row(line, stripped)
            return
        self.table = False
        if self.parts and not (self.symbol and line[:1] not in (" ", "\t") and not within):
            if self.kind == "paragraph" and not within:
                if self.header and ":" in stripped and self.header_line(stripped):
                    self.close()
                    return
                if first in "*_" and self.bold(stripped):
                    return
            elif first in "*_" and not within and line[0] == first and self.bold(stripped):
                return
            self.parts.append(stripped)
            return
        self.paragraph(line, stripped, within)

    def paragraph(self, line: str, stripped: str, within: str) -> None:
        self.close()
        if not within and self.header and self.header_line(stripped):
            return
        if not within and stripped[0] in "*_" and self.bold(stripped):
            return
        indented = line[:1] in (" ", "\t")
        if not indented:
            self.items.clear()
        self.open("quote" if within else "paragraph", line, stripped, len(self.items))

    def open(self, kind: BlockKind, line: str, text: str, indent: int = 0, symbol: str = "", marker: str = "") -> None:
        self.kind, self.line, self.raw = kind, self.at + 1, line.rstrip()
        self.indent, self.symbol, self.marker = indent, symbol, marker
        self.parts = [text]
        self.field_open = False

    def close(self) -> None:
        if self.parts:
            text = "\n".join(self.parts) if len(self.parts) > 1 else self.parts[0]
            self.parts = []
            if text:
                self.blocks.append(
                    Block(
                        self.kind,
                        self.line,
                        text,
                        self.raw,
                        self.section,
                        self.indent,
                        self.symbol,
                        self.marker,
                    )
                )
            self.kind = "paragraph"
            self.symbol = ""

    def heading(self, stripped: str) -> bool:
        match = _ATX.match(stripped)
        if not match:
            return False
        hashes = match.group(1) or match.group(3)
        text = match.group(2) or match.group(4) or ""
        self.begin(heading_text(text), len(hashes), link="](" in text)
        return True

    def begin(self, text: str, level: int, hint: str = "", *, link: bool = False) -> None:
        """Start a section at the present line. A heading that is a `link` does not end the header."""
        self.close()
        self.items.clear()
        self.table = self.field_open = False
        if self.header and level < CALLOUT:
            key, colon, value = text.partition(":")
            if colon and value.strip() and value[:2] != "//" and len(key) <= 30 and len(self.headings) > 1:
                self.fields.append(Field(key.strip(" *_"), value.strip(" *_"), self.at + 1))
            elif not link and (len(self.headings) > 1 or level > 1):
                self.header = False
        self.headings.append(Heading(text, level, self.at + 1, hint))
        self.section = len(self.headings) - 1

    def rule(self, stripped: str) -> bool:
        """`stripped` holds nothing but one of the characters of rules, and blanks."""
        bare = stripped.replace(" ", "").replace("\t", "")
        if len(bare) < 3:
            return False
        if bare[0] == "-" and bare == stripped and self.setext(stripped, 2):
            return True
        self.close()
        self.items.clear()
        self.table = self.field_open = False
        rest = [line.strip() for line in self.lines[self.at + 1 : self.at + 12] if line.strip()]
        if rest and len(rest) <= 4 and len(self.lines) <= self.at + 12 and all(map(_FOOTER.match, rest)):
            self.begin("", 1, "ignored")
        return True

    def setext(self, stripped: str, level: int) -> bool:
        """A line of = or - under one short line makes it a heading; under a sentence, --- is a rule."""
        if len(self.parts) != 1 or self.kind != "paragraph" or self.blank or stripped.strip(stripped[0]):
            return False
        text = self.parts[0]
        if len(text) > 100 or text[-1] in ".,;" or len(stripped) < 3:
            return False
        self.parts = []
        at, self.at = self.at, self.line - 1
        self.begin(heading_text(text), level)
        self.at = at
        return True

    def bold(self, stripped: str) -> bool:
        """`**Decisions**` alone on its line, before a list or an empty line, is a heading."""
        text = bold_heading(stripped)
        if not text:
            return False
        following = self.lines[self.at + 1].strip() if self.at + 1 < len(self.lines) else ""
        if following and not _ITEM.match(following):
            return False
        self.begin(text, 6)
        return True

    def header_line(self, stripped: str) -> bool:
        """`**Key**: value` before the first section is a field and no paragraph; `Key: value` is both."""
        match = _HEADER.match(stripped)
        if match:
            self.fields.append(Field(match.group(1).strip(), match.group(2).strip(), self.at + 1))
            self.field_open = True
            return True
        plain = _PLAIN_HEADER.match(stripped)
        if plain:
            self.fields.append(Field(plain.group(1), plain.group(2).strip(), self.at + 1))
            return False
        if self.field_open and not self.blank:
            last = self.fields[-1]
            self.fields[-1] = Field(last.key, f"{last.value} {stripped}".strip(), last.line)
            return True
        return False

    def item(self, line: str, marker: str, text: str) -> None:
        self.close()
        self.table = False
        depth = 0
        if line.startswith(marker):
            self.items = [0]
        else:
            expanded = line.expandtabs(4) if "\t" in line else line
            column = len(expanded) - len(expanded.lstrip(" >"))
            while self.items and self.items[-1] > column - 2:
                self.items.pop()
            depth = len(self.items)
            self.items.append(column)
        task = _task(text) if text[:1] == "[" else None
        if task:
            symbol, text = task
            self.open("task", line, text, depth, symbol, marker)
            return
        if self.header and text[:2] in ("**", "__"):
            header = _HEADER.match(text)
            if header and header.group(2):
                self.fields.append(Field(header.group(1).strip(), header.group(2).strip(), self.at + 1))
        if text:
            self.open("item", line, text.strip(), depth, "", marker)

    def table_follows(self, stripped: str) -> bool:
        following = self.lines[self.at + 1].strip() if self.at + 1 < len(self.lines) else ""
        return "-" in following and "|" in following and not following.strip("|-: \t")

    def row(self, line: str, stripped: str) -> None:
        self.close()
        self.items.clear()
        self.table = True
        if not stripped.strip("|-: \t") and "-" in stripped:
            return
        cells = cells_of(stripped)
        if any(cells):
            text = stripped.strip("|").strip()
            self.blocks.append(Block("row", self.at + 1, text, line.rstrip(), self.section, cells=cells))

    def quote(self, line: str, stripped: str) -> None:
        if not self.quoted:
            self.quoted = True
            self.close()
            self.items.clear()
        mark = _QUOTE.match(stripped)
        inner = stripped[mark.end() :].strip() if mark else ""
        if not inner:
            self.close()
            return
        if inner.startswith("[!") and self.callout(inner):
            return
        self.text(line, inner, "quote")

    def callout(self, inner: str) -> bool:
        kind, _, title = inner[2:].partition("]")
        if not kind or not kind.split("|")[0].replace("-", "").isalnum():
            return False
        outside = self.callout_of if self.callout_of >= 0 else self.section
        kind = kind.split("|")[0]
        self.begin(heading_text(title.lstrip("+-")) or kind.capitalize(), CALLOUT, kind)
        self.callout_of = outside
        return True

    def leave_callout(self) -> None:
        self.close()
        self.section, self.callout_of = self.callout_of, -1
