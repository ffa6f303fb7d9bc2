"""People and organisations named in prose."""

from __future__ import annotations

import pytest

from graphkit.extract.organisations import names_in

from .cases import read
from .test_memberships import placed_cases


@pytest.mark.parametrize(("text", "path", "expected"), placed_cases("names"))
def test_names_are_told_apart_by_what_stands_around_them(text: str, path: str, expected: str) -> None:
    reading = read(text, path or "2026-03-01 - Talk.md")
    shown = "\n".join(f"{line} {mention.kind} {mention.name}" for mention, line in names_in(reading))
    assert shown == expected
