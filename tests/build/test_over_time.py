"""Decisions, rights and questions over time: what a vault of four notes says on different days."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import graphkit

HEAD = "---\ndate: {}\nparticipants: [Odile Farr, Tarek Boon, Wim Castell]\n---\n# Harbour council {}\n\n"
NOTES = {
    "2026-01-12": (
        "## Summary\n\nAfter a long talk we agreed to paint the ferry with blue enamel. "
        "Tarek Boon decides on mooring fees.\n\n"
        "## Key Information\n\n- Odile Farr needs to confirm whether the night ferry needs a permit by 6 March.\n"
        "- It is still unclear who decides on berth allocation.\n"
    ),
    "2026-02-09": (
        "## Summary\n\nThe lighthouse lamp was mended. Wim told stories about the storm of last winter.\n\n"
        "## Key Information\n\n- From May, Wim Castell decides on mooring fees.\n"
    ),
    "2026-03-16": (
        "## Summary\n\nWe agreed to paint the ferry with green lacquer instead of blue enamel. "
        "It was agreed that the night ferry runs without a permit.\n"
    ),
    "2026-04-20": (
        "## Summary\n\nThe green lacquer was not liked by anybody. "
        "We agreed to reverse the decision of 16 March to paint the ferry with green lacquer.\n\n"
        "## Key Information\n\n- Odile Farr decides on berth allocation.\n"
    ),
}


@pytest.fixture(scope="module")
def kg(tmp_path_factory: pytest.TempPathFactory) -> Iterator[graphkit.KnowledgeGraph]:
    vault = tmp_path_factory.mktemp("harbour")
    for day, text in NOTES.items():
        (Path(vault) / f"{day} - Harbour council.md").write_text(HEAD.format(day, day) + text, "utf-8")
    with graphkit.build(vault) as built:
        yield built


def rows(kg: graphkit.KnowledgeGraph, name: str, **params: Any) -> list[dict[str, Any]]:
    return list(kg.query(name, **params))


def test_a_decision_in_prose_is_replaced_and_the_replacement_reversed(kg: graphkit.KnowledgeGraph) -> None:
    def states(day: str | None = None) -> list[str]:
        found = [row for row in rows(kg, "decisions", as_of=day) if "ferry with" in row["decision"]]
        return [row["state"] for row in sorted(found, key=lambda row: str(row["date"]))]

    assert states("2026-02-01") == ["standing"]
    assert states("2026-03-20") == ["reversed", "standing"]
    assert states() == ["reversed", "reversed", "standing"]


def test_a_question_is_open_until_a_later_decision_answers_it(kg: graphkit.KnowledgeGraph) -> None:
    def asked(day: str | None = None) -> list[str]:
        return sorted(row["question"] for row in rows(kg, "open-questions", as_of=day))

    permit = "Odile Farr needs to confirm whether the night ferry needs a permit by 6 March."
    berths = "It is still unclear who decides on berth allocation."
    assert asked("2026-03-01") == [berths, permit]
    assert asked("2026-03-16") == [berths]
    assert asked() == []
    (row,) = [row for row in rows(kg, "open-questions", as_of="2026-03-01") if row["question"] == permit]
    assert (row["owner"], str(row["due"]), row["line"]) == ("Odile Farr", "2026-03-06", 13)


def test_a_right_that_moves_ends_for_who_had_it(kg: graphkit.KnowledgeGraph) -> None:
    def who(day: str) -> set[str]:
        return {row["who"] for row in rows(kg, "who-decides", topic="mooring fees", as_of=day)}

    assert who("2026-01-20") == {"Tarek Boon"}
    assert who("2026-04-30") == {"Tarek Boon"}
    assert who("2026-06-01") == {"Wim Castell"}
