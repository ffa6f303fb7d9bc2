"""Contrasts: "Ann, not Bo, decides" says that Ann does and that Bo does not."""

from __future__ import annotations

import re
from typing import Final

_TOKEN: Final = re.compile(r"⟨\d+⟩")
_NOT_ONLY: Final = re.compile(r"\b[Nn]ot only\s(⟨\d+⟩),?\sbut(?:\salso)?\s(⟨\d+⟩)")
_NOT_BUT: Final = re.compile(r"\b[Nn]ot\s(⟨\d+⟩)\sbut\s(?:rather\s)?(⟨\d+⟩)")
_CLEFT: Final = re.compile(r"^[Ii]t\s(?:is|was)\snot\s(⟨\d+⟩)\s(?:who|that)\s")
_NOT_BY: Final = re.compile(r"\snot\s([^,;⟨⟩]{0,30}?)by\s(⟨\d+⟩),?\sbut\s(?:rather\s)?by\s(⟨\d+⟩)")
_FIRST: Final = re.compile(
    r"^(?:[Rr]ather than|[Ii]nstead of|[Nn]ot)\s(⟨\d+⟩),\s(?:it is\s)?(⟨\d+⟩)\s(?:who\s|that\s)?"
)
_NOT: Final = re.compile(
    r",?\s(?:and\s)?(?:not|rather than|instead of|as opposed to)\s(?:(?P<prep>by|with|to|from)\s)?"
    r"(?P<who>⟨\d+⟩)(?!’s?\s(?:to|own|call|decision|choice)\s)(?P<poss>’s?)?,?(?=\s|$)"
)


#: "Rather than ⟨1⟩" says less of ⟨1⟩ than "not ⟨1⟩" does: with a belief or a wish, nothing.
_MILD: Final = ("ather than ", "nstead of ", "pposed to ")


def is_mild(text: str) -> bool:
    """Whether somebody is only passed over."""
    return any(word in text for word in _MILD)


def contrasted(text: str) -> tuple[str, list[str]]:
    """What is said, and what is denied, each as a sentence.

    >>> contrasted("⟨0⟩, not ⟨1⟩, decides"), contrasted("it is set by ⟨0⟩, not by ⟨1⟩")
    (('⟨0⟩ decides', ['⟨1⟩ decides']), ('it is set by ⟨0⟩', ['it is set by ⟨1⟩']))
    """
    if "ot " in text:
        cleft = _CLEFT.match(text)
        if cleft:
            return "", [cleft[1] + " " + text[cleft.end() :]]
        by = _NOT_BY.search(text)
        if by:
            head, rest = text[: by.start()], text[by.end() :]
            return f"{head} {by[1]}by {by[3]}{rest}", [f"{head} {by[1]}by {by[2]}{rest}"]
        text = _NOT_ONLY.sub(r"\1 and \2", text)
        swapped = _NOT_BUT.search(text)
        if swapped:
            start, end = swapped.span()
            return text[:start] + swapped[2] + text[end:], [text[:start] + swapped[1] + text[end:]]
    elif "ther than" not in text and "nstead of" not in text and "pposed to" not in text:
        return text, []
    first = _FIRST.match(text)
    if first:
        return f"{first[2]} {text[first.end() :]}", [f"{first[1]} {text[first.end() :]}"]
    match = _NOT.search(text)
    if not match or not match.start():
        return text, []
    before, after = text[: match.start()], text[match.end() :]
    tokens = list(_TOKEN.finditer(before))
    if not tokens:
        return text, []
    place = _place(match, before, after, tokens)
    if place is None:
        return before + after, []
    return before + after, [before[: place.start()] + match["who"] + before[place.end() :] + after]


def _place(match: re.Match[str], before: str, after: str, tokens: list[re.Match[str]]) -> re.Match[str] | None:
    """The agent that the denied one is set against."""
    if match["prep"]:
        ends = (match["prep"], match["prep"] + " the")
        return next((t for t in reversed(tokens) if before[: t.start()].rstrip().endswith(ends)), None)
    if match["poss"] or before.endswith(("⟩’s", "⟩’")) or not after:
        return tokens[-1] if match["poss"] or (before.endswith("⟩") and len(tokens) == 1) else tokens[0]
    return tokens[-1]
