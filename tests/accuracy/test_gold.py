"""The labelled notes are labelled as GUIDE.md says, and the score counts what it says it counts."""

from __future__ import annotations

from typing import get_args

import pytest

from benchmarks.accuracy import gold, items, mentions, rights
from benchmarks.accuracy.gold import Half, Right, Sentence
from graphkit.extract.statement import Decision, Power
from graphkit.vault.note import Span
from tests.identity.notes import note

HALVES: tuple[Half, ...] = get_args(Half)
KINDS = gold.NO_FACT | {"right", "act", "reporting", "other", "none"}


@pytest.mark.parametrize("second", [False, True])
@pytest.mark.parametrize("half", HALVES)
def test_every_labelled_sentence_stands_on_its_line(half: Half, second: bool) -> None:
    sentences = gold.fictional(half, second=second)
    assert len(sentences) > 100
    for sentence in sentences:
        lines = gold.lines_of(gold.HERE / "rights" / sentence.path)
        assert sentence.text in lines[sentence.line - 1], f"{sentence.path}:{sentence.line}"


@pytest.mark.parametrize("half", HALVES)
def test_labels_use_the_terms_of_the_model(half: Half) -> None:
    for sentence in gold.fictional(half) + gold.of_corpora(half):
        assert sentence.kind in KINDS, f"{sentence.path}:{sentence.line}"
        for right in sentence.rights:
            assert right.power in get_args(Power), f"{sentence.path}:{sentence.line}"
            assert right.standing in ("Current", "Past", "Proposed", "Hypothetical")


@pytest.mark.parametrize("half", HALVES)
def test_a_question_states_no_right(half: Half) -> None:
    assert not [one for one in gold.fictional(half) if one.kind == "question" and one.rights]


@pytest.mark.parametrize("half", HALVES)
def test_two_readers_agree(half: Half) -> None:
    second = gold.fictional(half, second=True)
    read = {sentence.path for sentence in second}
    both, kappa, _ = rights.agreement([one for one in gold.fictional(half) if one.path in read], second)
    assert both.f1 > 0.9
    assert kappa > 0.9


def sentence(*rights_of_it: Right, kind: str = "right") -> Sentence:
    return Sentence("note.md", 3, "Ada and Bo approve leases.", kind, rights_of_it)


def scored(label: Sentence, found: Sentence) -> rights.Score:
    return rights.agreement([label], [found])[0]


def test_each_holder_counts_as_one_right() -> None:
    score = scored(sentence(Right(("Ada", "Bo"), "Approve", "leases")), sentence(Right(("Ada",), "Approve", "leases")))
    assert (score.labelled, score.found, score.paired, score.whole) == (2, 1, 1, 1)
    assert score.precision == 1
    assert score.recall == 0.5


def test_another_power_is_found_but_not_whole() -> None:
    score = scored(sentence(Right(("Ada",), "Approve", "leases")), sentence(Right(("Ada",), "Own", "leases")))
    assert (score.paired, score.whole) == (1, 0)


def test_another_holder_and_another_power_is_not_found() -> None:
    score = scored(sentence(Right(("Ada",), "Approve", "leases")), sentence(Right(("Cem",), "Own", "leases")))
    assert (score.paired, score.found, score.labelled) == (0, 1, 1)


def test_a_proposal_told_as_a_fact_is_a_false_fact() -> None:
    wished = Right(("Ada",), "Approve", "leases", standing="Proposed")
    told = Right(("Ada",), "Approve", "leases")
    assert scored(sentence(wished, kind="proposal"), sentence(told)).false_facts == 1
    assert scored(sentence(wished, kind="proposal"), sentence(wished)).false_facts == 0


def test_a_merge_of_two_people_is_told_and_lowers_precision() -> None:
    precision, recall = mentions._b_cubed(["a", "a", "b"], ["x", "x", "x"])
    assert recall == 1
    assert precision == pytest.approx((2 / 3 * 2 + 1 / 3) / 3)
    merges, _ = mentions._merges(["a", "a", "b"], ["x", "x", "x"], ["1", "2", "3"])
    assert merges == (("a", "b"),)


def test_an_item_is_matched_by_kind_line_and_words() -> None:
    counts, slips = items.score({"note.md": [gold.Item(4, "Bo orders lamps", "action", "listed")]}, {})
    assert counts["listed"].labelled == 1
    assert counts["listed"].both == 0
    assert [slip.what for slip in slips] == ["missed action (listed)"]


def test_what_repeats_a_found_item_is_no_miss_and_what_has_another_number_is() -> None:
    told = Decision(Span(4, "The quay of 1890 is closed for the winter"), "The quay of 1890 is closed for the winter")
    labels = [
        gold.Item(4, "The quay of 1890 is closed for the winter", "decision", "listed"),
        gold.Item(20, "So the quay of 1890 will be closed this winter", "decision", "prose"),
        gold.Item(30, "The quay of 1911 is closed for the winter", "decision", "prose"),
    ]
    counts, slips = items.score({"note.md": labels}, {"note.md": note("note.md", told)})
    assert (counts["listed"].both, counts["prose"].repeated, counts["prose"].labelled) == (1, 1, 1)
    assert [slip.line for slip in slips] == [30]
