"""Noun phrases of texts and scopes, and the key under which their spellings meet."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.extract.folding import fold
from graphkit.extract.phrases import LONGEST, MOST_OF_NOTE, MOST_OF_TEXT, phrase_counts, phrases_of
from graphkit.extract.scopes import topics_of_scope

from .cases import cases, read


@pytest.mark.parametrize(("text", "expected"), cases("phrases"))
def test_phrases_are_cut_out_of_a_text(text: str, expected: str) -> None:
    assert ", ".join(phrases_of(text)) == expected


@pytest.mark.parametrize(("scope", "expected"), cases("scopes"))
def test_a_scope_is_about_its_matter(scope: str, expected: str) -> None:
    assert ", ".join(topics_of_scope(scope)) == expected


def test_a_name_that_is_everywhere_narrows_no_scope() -> None:
    everywhere = frozenset({"tidehook"})
    assert topics_of_scope("berth dates for Tidehook", everywhere) == ("berth dates",)
    assert topics_of_scope("the Tidehook timetable", everywhere) == ("timetable",)
    assert topics_of_scope("berth dates for Tidehook") == ("berth dates for Tidehook",)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("berth fees", "Berth fee"),
        ("co-ordination rules", "co ordination rule"),
        ("multi-mooring", "multimooring"),
        ("roll-out", "rollout"),
        ("Café tables", "cafe table"),
        ("tiers for partners", "partner tiers"),
        ("extension of the lease", "lease extensions"),
        ("winter programme", "winter program"),
        ("crew planning", "crew plan"),
        ("skipper’s roster", "skipper roster"),
    ],
)
def test_spellings_of_one_phrase_have_one_key(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("pricing", "price"), ("berth fees", "fees"), ("multiple", "multi ple"), ("access", "acces")]
)
def test_different_phrases_have_different_keys(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text(max_size=200))
def test_any_text_has_few_short_phrases_whose_keys_stay(text: str) -> None:
    found = phrases_of(text)
    assert len(found) <= MOST_OF_TEXT
    assert len(set(found)) == len(found)
    for phrase in found:
        assert 1 <= len(phrase.split()) <= LONGEST
        assert fold(phrase) == fold(phrase.upper()) or not phrase.isascii()
    assert len(topics_of_scope(text)) <= 3


def test_a_note_counts_its_phrases_in_prose_and_tasks() -> None:
    reading = read(
        "# Talk\n## Summary\nBerth fees rise.\n## Decisions\n- Berth fees stay.\n"
        "## Action Items\n- [ ] Print the berth fees\n"
    )
    assert phrase_counts(reading.note)["berth fees"] == 3


def test_a_note_keeps_the_phrases_that_say_most() -> None:
    lines = "\n".join(f"- The mooring{n} lamp{n} flickers." for n in range(200))
    reading = read(f"# Talk\n## Key Information\n{lines}\n- Berth fees and berth fees.\n")
    counts = phrase_counts(reading.note)
    assert len(counts) == MOST_OF_NOTE
    assert counts["berth fees"] == 2
