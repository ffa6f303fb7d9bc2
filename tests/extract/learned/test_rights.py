"""What the trained reader makes of sentences: wordings that no rule reads, and what only looks alike."""

from __future__ import annotations

from graphkit.extract.rights import rights
from graphkit.extract.statement import LEARNED, Right
from tests.extract.rights.cases import load, note_of


def learned(text: str) -> list[Right]:
    return [one for one in rights(note_of(text)) if isinstance(one, Right) and one.extractor == LEARNED]


def test_what_it_says_is_labelled_and_less_sure_than_a_rule() -> None:
    told = [one for case in load("cases_dev.toml") for one in learned(case.text)]
    assert told
    for right in told:
        assert 0 < right.confidence <= 0.85
        assert right.review in ("", "Unconfirmed")
        assert right.span.quote


def test_it_says_nothing_where_a_rule_reads_a_right() -> None:
    text = "Pavel now signs off on rota changes."
    assert any(isinstance(one, Right) for one in rights(note_of(text)))
    assert not learned(text)


def test_a_list_of_decisions_is_left_alone() -> None:
    text = "Text.\n\n## Decisions\n\n- Whoever cuts the release gets to pick the commits."
    assert not learned(text)


def test_no_sentence_that_states_no_right_gives_a_fact() -> None:
    told = [
        (case.text, one.holder.name, one.power, one.scope)
        for case in load("cases_heldout.toml")
        if not case.rights
        for one in learned(case.text)
        if one.standing == "Current" and not one.negated and not one.believed_by and not one.review
    ]
    assert not told
