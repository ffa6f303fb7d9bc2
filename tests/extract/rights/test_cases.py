"""Sentences and what a careful reader learns of decision rights from them: the TOML files beside this one."""

from __future__ import annotations

import pytest

from tests.extract.rights.cases import Case, load, matches, read, score

DEV = load("cases_dev.toml")


@pytest.mark.parametrize("case", DEV, ids=[case.text[:60] for case in DEV])
def test_a_sentence_says_what_a_careful_reader_learns_and_nothing_else(case: Case) -> None:
    answer = read(case.text)
    left = list(answer.rights)
    for expected in case.rights:
        hit = next((found for found in left if matches(expected, found)), None)
        assert hit is not None, f"{expected!r} is not among {answer.rights}"
        left.remove(hit)
    assert not left
    assert sorted(answer.lines) == sorted(case.lines)
    assert sorted(answer.decided) == sorted(case.decided)
    assert answer.question == case.question


def test_sentences_that_were_never_tuned_on_are_read_with_few_errors() -> None:
    total, wrong = score(load("cases_heldout.toml"))
    assert total.precision >= 0.95, "\n".join(wrong)
    assert total.recall >= 0.88, "\n".join(wrong)


def test_no_sentence_without_a_right_gives_a_positive_one() -> None:
    invented = [
        (case.text, found)
        for case in (*DEV, *load("cases_heldout.toml"))
        if not case.rights
        for found in read(case.text).rights
    ]
    assert len(invented) <= 1, invented
