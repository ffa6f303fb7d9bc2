"""Cases as text: a note and what it says, side by side; and notes read from text."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from graphkit.extract.reading import NoteReading
from graphkit.vault import Dialect, load_dialects, read_note

CASES = Path(__file__).parent / "data"


def cases(name: str) -> list[Any]:
    """The cases of one file, as pytest parameters named by their titles."""
    with (CASES / f"{name}.toml").open("rb") as file:
        found = tomllib.load(file)["case"]
    return [pytest.param(case["input"], case["expected"].strip("\n"), id=case["title"]) for case in found]


@cache
def dialects() -> dict[str, Dialect]:
    """The shipped dialects."""
    return load_dialects()[0]


def read(text: str, path: str = "2026-03-01 - Talk.md") -> NoteReading:
    """A note to extract from, from its text."""
    note = read_note(path, text.encode(), dialects()).note
    assert note is not None
    return NoteReading(note, dialects()[note.dialect])
