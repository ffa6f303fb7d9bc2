"""Decisions that change earlier ones, and tasks that wait."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from graphkit.extract.statement import Action, Decision
from graphkit.identity.changes import Decided, changes
from tests.identity.notes import attends, decided, note, placed, resolved, task


def _cases() -> list[Any]:
    cases = tomllib.loads((Path(__file__).parent / "data" / "changes.toml").read_text(encoding="utf-8"))["case"]
    return [pytest.param(case["input"], case["expected"], id=case["title"]) for case in cases]


@pytest.mark.parametrize(("given", "expected"), _cases())
def test_what_a_decision_does_to_an_earlier_one(given: str, expected: str) -> None:
    decisions = [Decided(*line.split(" ", 1)) for line in given.strip("\n").splitlines()]
    found = [f"{later + 1} {change} {earlier + 1}" for later, change, earlier in changes(decisions)]
    assert "\n".join(found) == expected


def test_the_links_are_on_the_later_decision() -> None:
    found = resolved(
        note("a.md", attends("Ada Roth"), decided("Keys are lent for 14 days")),
        note("b.md", attends("Ada Roth"), decided("Keys are lent for 7 days instead of 14 days"), date="2026-03-01"),
    )
    earlier, later = placed(found, Decision)
    assert later.links == (("supersedes", earlier.ref),)
    assert earlier.links == ()


def test_a_task_waits_for_the_task_of_its_note() -> None:
    found = resolved(
        note("a.md", task("Cut oak", identifier="cut"), task("Turn the wheel", line=21, depends_on=("cut", "gone"))),
        note("b.md", task("Cut pine", identifier="cut"), date="2026-03-01"),
        note("c.md", task("Sell it", depends_on=("cut",)), date="2026-03-02"),
    )
    by_text = {one.statement.text: one for one in placed(found, Action) if isinstance(one.statement, Action)}
    assert by_text["Turn the wheel"].links == (("dependsOn", by_text["Cut oak"].ref),)
    assert by_text["Sell it"].links == ()
