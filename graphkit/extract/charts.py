"""Who reports to whom in an organisation chart: a nested list of names under a heading that says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from graphkit.extract.agents import load_lexicon
from graphkit.extract.reading import NoteReading
from graphkit.extract.role_words import is_role
from graphkit.extract.statement import Mention, ReportingLine
from graphkit.vault.note import Note, Span

_PIECES: Final = re.compile(r"\s*[,:;()\[\]|]+\s*|\s+[–—-]+\s+")
_MARKS: Final = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]]*)\]\]|[*_`]+")
_NAME: Final = re.compile(r"[^\W\d_a-z][\w’'.-]*(?:\s+(?:[a-z]{1,3}\s+)?[^\W\d_a-z][\w’'.-]*){0,3}")


@cache
def _chart_heading() -> re.Pattern[str]:
    words = "|".join(map(re.escape, load_lexicon("reporting.toml")["chart_headings"]))
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


def charts(reading: NoteReading) -> Iterator[ReportingLine]:
    """A line from everybody with a full name to whom they stand under.

    A role or department hands its place on; of those under a single word, which may be anything, nothing is said.
    """
    note = reading.note
    sections = _chart_sections(note)
    if not sections:
        return
    section, above = -1, list[tuple[int, Mention | None]]()
    for block in note.blocks:
        if block.section not in sections or block.kind != "item":
            continue
        if block.section != section:
            section, above = block.section, []
        while above and above[-1][0] >= block.indent:
            above.pop()
        name = _name_of(block.text)
        to = above[-1][1] if above else None
        if name and to and name != to:
            yield ReportingLine(Span(block.line, block.raw.strip()), name, to)
        above.append((block.indent, to if name is None and is_role(block.text.strip()) else name))


def _chart_sections(note: Note) -> set[int]:
    """Positions of the sections that hold a chart."""
    heading = _chart_heading()
    return {at for at, section in enumerate(note.sections) if heading.search(section.heading)}


def _name_of(text: str) -> Mention | None:
    """Whom an item names in full, beside a role: "Ann Lee (CFO)", "CFO: Ann Lee"."""
    plain = _MARKS.sub(r"\1", text)
    pieces = [piece.strip() for piece in _PIECES.split(plain) if piece.strip()]
    names = [piece for piece in pieces if _NAME.fullmatch(piece) and not is_role(piece)]
    full = [name for name in names if " " in name]
    return Mention(full[0], "person") if len(full) == 1 else None
