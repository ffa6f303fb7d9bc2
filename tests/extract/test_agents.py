"""Who may act in a sentence: names, roles, bodies."""

from __future__ import annotations

import pytest

from graphkit.extract.agents import find_agents


def names(text: str, known: frozenset[str] = frozenset(), common: str = "") -> list[list[str]]:
    return [[agent.name for agent in group.agents] for group in find_agents(text, known, common)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Then Ana Kos and the CFO sign.", [["Ana Kos", "CFO"]]),
        ("It is decided by Ana, Ben and Legal.", [["Ana", "Ben", "Legal"]]),
        ("The on-call engineer rolls back.", [["on-call engineer"]]),
        ("Product managers prioritise, and architects write.", [["Product managers"], ["architects"]]),
        ("The head of sales asked Jan van der Meer.", [["head of sales"], ["Jan van der Meer"]]),
        ("It needs approval from finance.", [["finance"]]),
        ("The finance report is late.", []),
        ("An architect/engineering-owned plan.", [["architect", "engineering"]]),
        ("Acme's advisory board decides.", [["Acme's advisory board"]]),
        ("The CFO of Acme decides.", [["CFO of Acme"]]),
        ("Our CFO Ana Kos decides.", [["Ana Kos"]]),
        ("Ana is the owner of the plan.", [["Ana"]]),
        ("The design team leads the effort.", [["design team"]]),
        ("Team leads decide.", [["Team leads"]]),
        ("On Monday the weather was fine in May.", []),
    ],
)
def test_agents_are_found_with_those_they_stand_beside(text: str, expected: list[list[str]]) -> None:
    assert names(text) == expected


def test_a_word_that_the_note_writes_in_lower_case_is_no_name_at_the_start_of_a_sentence() -> None:
    assert names("Dredging needs a permit.", common="we spoke of dredging again") == []


def test_a_name_that_the_note_lists_is_one_wherever_it_stands() -> None:
    assert names("May signs.", known=frozenset({"May"})) == [["May"]]


def test_what_may_be_a_thing_is_not_sure() -> None:
    sure = {
        group.agents[0].name: group.sure
        for text in ("The TRB decides.", "The requisitioner decides.", "The CFO decides.")
        for group in find_agents(text)
    }
    assert sure == {"TRB": False, "requisitioner": False, "CFO": True}
