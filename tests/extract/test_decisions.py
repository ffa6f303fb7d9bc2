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
    talk = "Omar described the halls one after the other and everybody had a question about each of them. " * 4
    rows = [f"| {n} | **Halls** {talk}{end} |" for n, end in enumerate(["", "They agreed on Lyon.", "", ""], 1)]
    text = "\n".join(["## Decisions", "| # | Description |", "|---|---|", *rows])
    assert [(d.number, d.text) for d in decisions(read(text))] == [("2", "They agreed on Lyon.")]


def test_nobody_is_made_a_decider_by_being_named() -> None:
    (decision,) = decisions(read("## Decisions\n- Ilse Brandt gets a new desk.\n"))
    assert decision.decided_by == ()


@pytest.mark.parametrize(
    ("heads", "row", "text"),
    [
        ("Topic | Decision", "Mooring fee | 9,069", "Mooring fee: 9,069"),
        ("Topic | Decision", "Mooring fee | It rises by a tenth from May on", "It rises by a tenth from May on"),
        ("Proposal | Status", "Blue sails | Accepted", "Blue sails: Accepted"),
    ],
)
def test_a_row_says_what_it_is_about(heads: str, row: str, text: str) -> None:
    (decision,) = decisions(read(f"## Decisions\n\n| {heads} |\n|---|---|\n| {row} |\n"))
    assert decision.text == text


def test_what_an_earlier_meeting_decided_is_not_decided_again() -> None:
    text = "## Decisions\n- Sell the barge\n\n# Review of previous decisions\n\n## Decisions\n- Buy the barge\n"
    assert [one.text for one in decisions(read(text))] == ["Sell the barge"]


def test_a_number_in_bold_is_no_speaker() -> None:
    text = "---\ndialect: x\n---\n# All Core Devs Meeting Notes\n### Meeting Date/Time: May\n## Decisions Made\n\n"
    note = read(text + "- **104.1**: Sell the barge\n- **104.2**—Keep the bell\n\n**Odile**: Hello.\n")
    assert [(one.number, one.text) for one in decisions(note)] == [
        ("104.1", "Sell the barge"),
        ("104.2", "Keep the bell"),
    ]


def test_a_decision_listed_twice_is_given_where_it_comes_first() -> None:
    text = "## Decisions\n- 7.1: Sell the barge\n\n# Talk\n\n## Decisions\n- 7.1: Sell the barge now\n"
    assert [(one.span.line, one.text) for one in decisions(read(text))] == [(2, "Sell the barge")]
