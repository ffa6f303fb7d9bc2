"""Headings, the sections they open, and what the sections are for."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from msgspec import Struct

from graphkit.vault.note import Section, SectionKind

#: The level of a callout's title: below every heading.
CALLOUT: Final = 7

_CLOSING: Final = re.compile(r"(?:[ \t]#+)?[ \t]*(?:\{#[^{}]*\}|\^[\w-]+)?[ \t]*$")
_LINKS: Final = re.compile(r"!?\[\[(?:[^\[\]|]*\|)?([^\[\]|]+)\]\]|!?\[([^\[\]]*)\] ?\([^()]*\)")
_BOLD: Final = re.compile(r"(\*\*|__)((?:(?!\1).){1,60})\1[ \t]*:?")


class Heading(Struct, frozen=True, gc=False):
    """A heading found: `hint` is a callout's type, or "ignored" for what is no content."""

    text: str
    level: int
    line: int
    hint: str = ""


def heading_text(text: str) -> str:
    """The words of a heading: without closing #s, emphasis around it, links and the colon at its end.

    >>> heading_text("**[[Summary]]:** ##")
    'Summary'
    """
    text = text.strip()
    if text[-1:] in "#}" or "^" in text:
        text = _CLOSING.sub("", text, count=1)
    if "](" in text or "[[" in text:
        text = _LINKS.sub(lambda match: match.group(1) or match.group(2) or "", text)
    if "**" in text or "__" in text:
        text = text.replace("**", "").replace("__", "")
    if text[:1] in "*_" and text[:1] == text[-1:]:
        text = text.strip("*_")
    return text.strip().rstrip(":").rstrip()


def bold_heading(line: str) -> str:
    """The words of a line that is bold as a whole, short and no sentence; else ""."""
    if line[:2] not in ("**", "__"):
        return ""
    match = _BOLD.fullmatch(line)
    text = heading_text(match.group(2)) if match else ""
    return "" if text[-1:] in ".!?," else text


def sections_of(headings: list[Heading], section_kind: Callable[[str], SectionKind]) -> tuple[Section, ...]:
    """Sections with their parents and kinds. The first of `headings` is the text before all others (level 0).

    A heading that says nothing has its parent's kind; the title of the note says nothing about its sections.
    """
    top = [index for index, heading in enumerate(headings) if heading.level == 1 and heading.hint == ""]
    title = top[0] if len(top) == 1 and len(headings) > 2 else -1
    if title > 1:
        title = -1
    sections: list[Section] = []
    open_sections: list[int] = []
    for index, heading in enumerate(headings):
        while open_sections and sections[open_sections[-1]].level >= heading.level:
            open_sections.pop()
        parent = open_sections[-1] if open_sections else -1
        kind: SectionKind = "other"
        if heading.hint == "ignored":
            kind = "ignored"
        elif heading.hint:
            kind = section_kind(heading.hint)
            if kind == "other":
                kind = section_kind(heading.text)
        elif index and index != title and heading.text:
            kind = section_kind(heading.text)
        if kind == "other" and parent >= 0 and heading.level:
            kind = sections[parent].kind
        sections.append(Section(heading.text, heading.level, heading.line, kind, parent))
        open_sections.append(index)
    return tuple(sections)
