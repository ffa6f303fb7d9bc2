"""Patterns for paths, as in .gitignore: `*` within a name, `**` over folders, no `/` means anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterable


def translate(pattern: str) -> str:
    """A regular expression for a glob, to be matched against a whole path with `/` between its parts.

    A pattern without `/` matches a file or folder of that name anywhere; a folder matches all that is in it.
    """
    pattern = pattern.strip().replace("\\", "/")
    anywhere = "/" not in pattern.rstrip("/")
    pattern = pattern.strip("/")
    out: list[str] = ["(?:.*/)?"] if anywhere else []
    at = 0
    while at < len(pattern):
        if pattern.startswith("**/", at):
            out.append("(?:.*/)?")
            at += 3
        elif pattern.startswith("**", at):
            out.append(".*")
            at += 2
        else:
            char = pattern[at]
            out.append("[^/]*" if char == "*" else "[^/]" if char == "?" else re.escape(char))
            at += 1
    return "".join(out) + "(?:/.*)?"


def matcher(patterns: Iterable[str]) -> re.Pattern[str] | None:
    """One expression for all patterns (use `fullmatch`), None when there are none. Case does not matter."""
    given = [translate(pattern) for pattern in patterns if pattern.strip()]
    return re.compile("|".join(given), re.IGNORECASE) if given else None
