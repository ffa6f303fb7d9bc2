"""Which lines of a note count: comments blanked, code and queries left out, front matter skipped."""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct

_FENCE: Final = re.compile(r"[\s>]*(`{3,}|~{3,})[ \t]*\{?\.?([\w-]*)([^\n]*)$")
_QUERIES: Final = frozenset({"tasks", "dataview", "dataviewjs", "base", "query"})
_COMMENT: Final = re.compile(r"<!--|%%")
_CODE_SPAN: Final = re.compile(r"(`+)[^`]+\1")


class Visible(Struct, frozen=True):
    """Lines with code blocks and comments blanked, and how many of the blocks were queries (dashboards)."""

    lines: list[str]
    queries: int = 0


def visible(lines: list[str], body: int, text: str) -> Visible:
    """Blank what a reader of the rendered note does not see as text. The number of lines stays; `text` is
    `lines[body:]` joined.
    """
    queries = 0  # one character is looked for first, because it is found many times faster than several
    if ("`" in text and "```" in text) or ("~" in text and "~~~" in text):
        lines, queries = _without_fences(lines, body)
    if ("<" in text and "<!--" in text) or ("%" in text and "%%" in text):
        lines = _without_comments(lines, body)
    return Visible(lines, queries)


def _without_fences(lines: list[str], body: int) -> tuple[list[str], int]:
    result = list(lines)
    queries = 0
    unclosed: set[str] = set()
    at = body
    while at < len(lines):
        match = _FENCE.match(lines[at])
        if not match or (match.group(1)[0] == "`" and "`" in match.group(3)):
            at += 1
            continue
        fence = match.group(1)
        result[at] = ""
        end = -1 if fence in unclosed else _closing(lines, at + 1, fence)
        if end < 0:  # a fence that never closes hides nothing but itself
            unclosed.add(fence)
            at += 1
            continue
        queries += match.group(2).lower() in _QUERIES
        result[at : end + 1] = [">" if line.lstrip().startswith(">") else "" for line in lines[at : end + 1]]
        at = end + 1
    return result, queries


def _closing(lines: list[str], at: int, fence: str) -> int:
    for index in range(at, len(lines)):
        line = lines[index].strip(" \t>")
        if line.startswith(fence) and not line.strip(fence[0]):
            return index
    return -1


def _without_comments(lines: list[str], body: int) -> list[str]:
    result = list(lines)
    closing = ""
    opened = (0, "")
    for at in range(body, len(lines)):
        line = result[at]
        if not closing and "<!--" not in line and "%%" not in line:
            continue
        kept: list[str] = []
        position = 0
        while position <= len(line):
            if closing:
                end = line.find(closing, position)
                if end < 0:
                    break
                position = end + len(closing)
                closing = ""
                continue
            match = _COMMENT.search(line, position)
            while match and _in_code(line, match.start()):
                match = _COMMENT.search(line, match.end())
            if not match:
                kept.append(line[position:])
                break
            kept.append(line[position : match.start()])
            closing = "-->" if match.group() == "<!--" else "%%"
            opened = (at, line)
            position = match.end()
        result[at] = "".join(kept)
    if closing:  # never closed: hides nothing, so nothing of the note is lost
        result[opened[0] :] = lines[opened[0] :]
    return result


def _in_code(line: str, at: int) -> bool:
    return "`" in line and any(span.start() < at < span.end() for span in _CODE_SPAN.finditer(line))


def without_code_spans(line: str) -> str:
    """The line with the inside of `code` replaced by spaces of the same width."""
    return _CODE_SPAN.sub(lambda match: " " * len(match.group()), line)


def one_spaced(text: str) -> str:
    """The text in one line, its words one space apart: `" ".join(text.split())`, faster where it is so already.

    >>> one_spaced(" Ann\\n met  Bo")
    'Ann met Bo'
    """
    text = text.strip()
    if "  " in text or not text.isprintable():  # all blanks but the space, and line ends, are unprintable
        return " ".join(text.split())
    return text
