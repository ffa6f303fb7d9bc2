"""What stands within lines, their code blanked: links, tags, Dataview fields, table cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from graphkit.vault.note import Field, Link

_WIKI: Final = re.compile(r"(!?)\[\[([^\[\]]{1,500})\]\]")
_URL: Final = re.compile(
    r"(!?)\[((?:[^\[\]]|\[[^\[\]]{0,100}\]){0,300})\]\("
    r"[ \t]*<?([^()<>\s]+(?:\([^()\s]*\)[^()<>\s]*)*)>?(?:[ \t]+[\"'][^\"']*[\"'])?[ \t]*\)"
)
_TAG: Final = re.compile(r"#(?<![^\s(,;]#)(?<!\]\(#)([\w/\-]*[^\W\d_][\w/\-]*)")
_BRACKETED: Final = re.compile(r"[\[(]([A-Za-z][\w /-]{0,39}?)::[ \t]*((?:\[\[[^\[\]]*\]\]|[^\[\]()])*)[\])]")
_WHOLE: Final = re.compile(
    r"[ \t>]*(?:[-*+][ \t]+(?:\[.\][ \t]+)?)?(?:\*\*|__)?"
    r"([A-Za-z][\w /-]{0,39}?)(?:\*\*|__)?::(?:[ \t]+(.*)|$)"
)
_PIPE: Final = re.compile(r"\\\||\[\[[^\[\]]*\]\]|`[^`]*`|\|")


def links_of(line: str, number: int) -> list[Link]:
    """`[[target#heading|alias]]` and `[alias](target)` of a line, embeds included, in their order."""
    found: list[tuple[int, Link]] = []
    if "[[" in line:
        for match in _WIKI.finditer(line):
            target, _, alias = match.group(2).replace("\\|", "|").partition("|")
            link = Link(target.strip(), alias.strip(), number, True, match.group(1) == "!")
            found.append((match.start(), link))
    if "](" in line:
        for match in _URL.finditer(line):
            link = Link(match.group(3), match.group(2).strip(), number, False, match.group(1) == "!")
            found.append((match.start(), link))
        found.sort(key=lambda pair: pair[0])
    return [link for _, link in found]


def tags_of(text: str) -> Iterator[str]:
    """`#nested/tag` of lines, without #. Heading marks, issue numbers and addresses are no tags."""
    return (tag.rstrip("/") for tag in dict.fromkeys(_TAG.findall(text)))


def fields_of(line: str, number: int) -> list[Field]:
    """Dataview fields: `key:: value` as the whole line or item, `[key:: value]`, `(key:: value)`."""
    whole = _WHOLE.match(line)
    if whole:
        return [Field(whole.group(1).strip(), (whole.group(2) or "").strip(), number)]
    return [Field(m.group(1).strip(), m.group(2).strip(), number) for m in _BRACKETED.finditer(line)]


def cells_of(row: str) -> tuple[str, ...]:
    """The cells of a table row, which is given without blanks around it.

    >>> cells_of("| Ann \\\\| Bo | [[Ann Lee|Ann]] |")
    ('Ann | Bo', '[[Ann Lee|Ann]]')
    """
    row = row[1:] if row.startswith("|") else row
    row = row[:-1] if row.endswith("|") and not row.endswith("\\|") else row
    if "\\" not in row and "[[" not in row and "`" not in row:
        return tuple(map(str.strip, row.split("|")))
    cells: list[str] = []
    start = 0
    for match in _PIPE.finditer(row):
        if match.group() == "|":
            cells.append(row[start : match.start()])
            start = match.end()
    cells.append(row[start:])
    return tuple(cell.replace("\\|", "|").strip() for cell in cells)
