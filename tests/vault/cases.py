"""Cases as text: each file in `data/` holds title, input and expected output side by side."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from graphkit.vault.note import SectionKind

CASES = Path(__file__).parent / "data"
KINDS: dict[str, SectionKind] = {
    "decision": "decisions", "action": "actions", "minutes": "discussion", "key information": "information",
    "summary": "summary", "agenda": "agenda",
}  # fmt: skip


def cases(name: str) -> list[Any]:
    """The cases of one file, as pytest parameters named by their titles."""
    with (CASES / f"{name}.toml").open("rb") as file:
        found = tomllib.load(file)["case"]
    return [pytest.param(case["input"], case["expected"].strip("\n"), id=case["title"]) for case in found]


def section_kind(heading: str) -> SectionKind:
    """A dialect small enough to see through."""
    return next((kind for word, kind in KINDS.items() if word in heading.lower()), "other")
