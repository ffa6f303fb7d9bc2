"""What was decided, and what only looks like it."""

from __future__ import annotations

import pytest

from graphkit.extract.decisions import decisions

from .cases import cases, read


def shown(text: str) -> str:
    lines = []
    for decision in decisions(read(text)):
        by = ", ".join(who.name for who in decision.decided_by)
        head = " ".join(filter(None, [str(decision.span.line), decision.number, by]))
        lines.append(f"{head} | {decision.text}")
    return "\n".join(lines)


@pytest.mark.parametrize(("text", "expected"), cases("decisions"))
def test_decisions_are_what_the_note_says_was_decided(text: str, expected: str) -> None:
    assert shown(text) == expected


def test_of_long_retellings_only_what_was_agreed_is_a_decision() -> None:
    talk = (
        "Omar described the halls one after the other and everybody had a question about each of them. " * 4
    )
    rows = [
        f"| {n} | **Halls** {talk}{end} |" for n, end in enumerate(["", "They agreed on Lyon.", "", ""], 1)
    ]
    text = "\n".join(["## Decisions", "| # | Description |", "|---|---|", *rows])
    assert [(d.number, d.text) for d in decisions(read(text))] == [("2", "They agreed on Lyon.")]


def test_nobody_is_made_a_decider_by_being_named() -> None:
    (decision,) = decisions(read("## Decisions\n- Ilse Brandt gets a new desk.\n"))
    assert decision.decided_by == ()
