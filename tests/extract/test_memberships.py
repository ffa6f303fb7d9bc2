"""Where people are or were, and as what."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from graphkit.extract.entries import entries_of
from graphkit.extract.memberships import memberships
from graphkit.extract.parentheses import parse_parentheses
from graphkit.vault.dialect import Dialect

from .cases import CASES, cases, read


def placed_cases(name: str) -> list[Any]:
    """Cases that may say where their note lies."""
    with (CASES / f"{name}.toml").open("rb") as file:
        found = tomllib.load(file)["case"]
    return [
        pytest.param(case["input"].lstrip("\n"), case.get("path", ""), case["expected"].strip("\n"), id=case["title"])
        for case in found
    ]


@pytest.mark.parametrize(("text", "expected"), cases("parentheses"))
def test_parentheses_say_where_somebody_is(text: str, expected: str) -> None:
    shown = (f"{found.organisation} | {found.role} | {found.standing}" for found in parse_parentheses(text))
    assert "\n".join(" ".join(line.split()) for line in shown) == expected


@pytest.mark.parametrize(("text", "path", "expected"), placed_cases("memberships"))
def test_a_note_states_memberships(text: str, path: str, expected: str) -> None:
    reading = read(text, path or "2026-03-01 - Talk.md")
    shown = (
        f"{found.span.line} {found.who.name} | {found.organisation} | {found.role} | {found.standing}"
        for found in memberships(reading)
    )
    assert "\n".join(" ".join(line.split()) for line in shown) == expected


def test_the_quote_is_the_participant_as_written() -> None:
    reading = read('---\nsource: transcript\nparticipants: ["Odile", "Rurik (ex-Tarvos)"]\n---\ntext\n')
    (found,) = memberships(reading)
    assert (found.span.line, found.span.quote) == (3, "Rurik (ex-Tarvos)")


def test_the_organisation_a_note_belongs_to_is_told_from_a_role() -> None:
    assert parse_parentheses("Grey Lead") == [("", "Grey Lead", "Current")]
    assert parse_parentheses("Grey Lead", frozenset({"grey lead"})) == [("Grey Lead", "", "Current")]


@pytest.mark.parametrize(
    ("entry", "name", "aside"),
    [
        ("Odile Fenn", "Odile Fenn", ""),
        ("Odile Fenn (COO)", "Odile Fenn", "COO"),
        ("Odile (ex-Tarvos, now COO at Morrowick", "Odile", "ex-Tarvos, now COO at Morrowick"),
        ("Odile (Odi) Fenn (COO)", "Odile Fenn", "Odi; COO"),
        ("Odile Fenn ((COO))", "Odile Fenn", "(COO)"),
    ],
)
def test_names_and_parentheses_come_apart(entry: str, name: str, aside: str) -> None:
    assert [(one.who.name, one.aside) for one in entries_of(entry, Dialect("any"))] == [(name, aside)]


def test_what_is_as_long_as_a_paragraph_is_no_aside() -> None:
    assert parse_parentheses("ex-Tarvos and " * 5_000) == []
