"""Text damaged by a wrong encoding, repaired line by line: the number of lines and all undamaged text stay.

Two steps, because ftfy cannot know the first and would spoil it: marks of the Tasks plugin that lost bytes on
the way (⏫ is E2 8F AB; where 8F has no character, `â«` is left) are put back where a mark is expected; then
ftfy's repair of encodings, and nothing else of ftfy, sees the line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

import ftfy

#: Longer lines are no notes; they stay as they are.
MAX_LINE: Final = 50_000
#: The marks of Obsidian Tasks.
MARKS: Final = "🔺⏫🔼🔽⏬📅📆🗓⏳⌛🛫✅❌➕🔁🆔⛔🏁"

# UTF-8 read in a single-byte code page leaves a run of its upper half, a no-break space, or a control.
# All characters that ftfy's code pages have for bytes from 0x80 lie in these ranges.
_HIGH: Final = "\x80-\u04ff\u2010-\u25ff\ufb01\ufb02\uf8ff\ufffd"
_RUN: Final = re.compile(f"[{_HIGH}][{_HIGH}\ufe0f]+")
_SUSPECT: Final = re.compile(f"[{_HIGH}](?:[{_HIGH}]|(?<=[\x80-\x9f])|(?<=[ÂÃâ]) )")
_TASK: Final = re.compile(r"[\s>]*(?:[-*+]|\d{1,9}[.)])\s+\[.?\]")
_CODE_PAGES: Final = ("cp1252", "cp1254", "latin-1", "cp1250")
_BEFORE_MARK: Final = re.compile(r"(?:^|\s)@\S[^#@]*$|#[\w/-]+\s*$|\d{4}-\d\d-\d\d\s*$")


def repair(lines: list[str]) -> tuple[list[str], list[int]]:
    """The lines, repaired, and the indexes of those that changed."""
    changed: list[int] = []
    result = lines
    for at, line in enumerate(lines):
        if line.isascii() or not _SUSPECT.search(line):
            continue
        better = repair_line(line)
        if better != line:
            if result is lines:
                result = list(lines)
            result[at] = better
            changed.append(at)
    return result, changed


def repair_line(line: str) -> str:
    """One line, repaired.

    >>> repair_line("- [ ] Call Bo @Ann â« #task"), repair_line("naÃ¯ve â€” and fine")
    ('- [ ] Call Bo @Ann ⏫ #task', 'naïve — and fine')
    """
    if len(line) > MAX_LINE:
        return line
    line = _restore_marks(line)
    if line.isascii() or not _SUSPECT.search(line):
        return line
    fixed = ftfy.fix_encoding(line)
    if len(fixed.split()) != len(line.split()):  # a space was taken for a lost no-break space
        fixed = ftfy.fix_encoding(line, restore_byte_a0=False)
    return line if "\n" in fixed or "\r" in fixed else fixed


def _restore_marks(line: str) -> str:
    marks, selectors = _damaged_marks()
    is_task = _TASK.match(line) is not None
    done = 0
    parts: list[str] = []
    for run in _RUN.finditer(line):
        start, end = run.span()
        if (start and not line[start - 1].isspace()) or not (
            end == len(line) or line[end].isspace() or line[end].isdigit()
        ):
            continue
        form = run.group()
        mark = marks.get(form) or marks.get(selectors.sub("", form))
        if mark and (is_task or _BEFORE_MARK.search(line, 0, start)):
            parts += (line[done:start], mark)
            done = end
    return "".join((*parts, line[done:])) if parts else line


@cache
def _damaged_marks() -> tuple[dict[str, str], re.Pattern[str]]:
    """What each mark looks like after its UTF-8 bytes were read in a wrong code page, once or twice.

    A form that two marks share is left out, and so is a single character. The pattern finds, at the end of a
    form, the variation selector U+FE0F, damaged in the same way.
    """
    owners: dict[str, set[str]] = {}
    for mark in MARKS:
        for form in _misread_twice(mark):
            if len(form) > 1:
                owners.setdefault(form, set()).add(mark)
    forms = {form: next(iter(marks)) for form, marks in owners.items() if len(marks) == 1}
    selectors = sorted({"\ufe0f", *_misread_twice("\ufe0f")}, key=lambda form: (-len(form), form))
    return forms, re.compile(f"(?:{'|'.join(map(re.escape, selectors))})$")


def _misread_twice(text: str) -> set[str]:
    once = set(_misread(text))
    return once | {twice for form in once for twice in _misread(form)}


def _misread(text: str) -> Iterator[str]:
    """`text` as UTF-8 read in each code page, bytes without a character there dropped, kept as controls or
    lost as �.
    """
    for page in _CODE_PAGES:
        for without in ("drop", "keep", "\ufffd"):
            out: list[str] = []
            for byte in text.encode():
                try:
                    char = bytes([byte]).decode(page)
                except UnicodeDecodeError:
                    char = chr(byte)
                if "\x80" <= char <= "\x9f":
                    char = char if without == "keep" else "" if without == "drop" else without
                out.append(char)
            yield "".join(out)
