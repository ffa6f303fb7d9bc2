"""Which topics and scopes some words mean."""

from __future__ import annotations

import pytest

from graphkit.graph.matching import Match, match
from graphkit.graph.resolve import Entity
from graphkit.graph.words import fold, phrase

LABELS = ("bridges", "bridge tolls", "paint", "night work", "steel supplier", "extension of the lease")
TOPICS = [Entity(f"urn:t:{n}", label, (fold(label),)) for n, label in enumerate(LABELS)]
SCOPES = [
    "tolls on both bridges", "bridges above 50 tonnes", "rounding of tolls", "which crews work at night",
    "the steel supplier for the north bank", "lease extension", "paint",
]  # fmt: skip


def meant(words: str) -> Match:
    return match(words, TOPICS, SCOPES)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("bridges", "the bridge"),
        ("extension of the lease", "lease extensions"),
        ("suppliers of steel", "steel supplier"),
        ("running", "runs"),
        ("Müllers' Büro", "mullers buro"),
        ("policies", "policy"),
    ],
)
def test_the_same_words_in_other_forms_are_the_same(one: str, other: str) -> None:
    assert phrase(one).set == phrase(other).set


@pytest.mark.parametrize(("one", "other"), [("class", "clash"), ("data", "date"), ("bus", "business")])
def test_other_words_stay_other(one: str, other: str) -> None:
    assert phrase(one).set != phrase(other).set


@pytest.mark.parametrize(
    ("words", "head"),
    [
        ("discounts above 20 %", "discount"),
        ("the final price of each boat", "pric"),
        ("which boats are sold", ""),
        ("in the north", "north"),
        ("", ""),
    ],
)
def test_the_head_of_a_phrase_stands_before_what_says_more_about_it(words: str, head: str) -> None:
    assert phrase(words).head == head


def test_a_topic_is_meant_by_its_name_in_any_form() -> None:
    assert [topic.label for topic in meant("Bridge").topics] == ["bridges"]
    assert [topic.label for topic in meant("lease extension").topics] == ["extension of the lease"]


def test_a_scope_that_says_more_of_the_same_is_meant() -> None:
    assert meant("bridges").scopes == ("bridges above 50 tonnes",)
    assert meant("steel supplier").scopes == ("the steel supplier for the north bank",)


def test_a_scope_about_something_beside_it_is_only_near() -> None:
    found = meant("tolls")
    assert found.scopes == ("tolls on both bridges",)
    assert set(found.near_scopes) == {"rounding of tolls"}
    assert "tolls on both bridges" in meant("bridges").near_scopes


def test_a_topic_of_which_the_words_are_a_part_is_only_near() -> None:
    found = meant("tolls")
    assert found.topics == ()
    assert [topic.label for topic in found.near_topics] == ["bridge tolls"]


def test_a_misspelt_name_is_taken_and_said_to_be() -> None:
    found = meant("stel suplier")
    assert found.taken == ("steel supplier",)
    assert [topic.label for topic in found.topics] == ["steel supplier"]


def test_a_name_that_is_far_off_is_only_asked_about() -> None:
    found = meant("steal suppliance")
    assert not found
    assert found.taken == ()
    assert found.perhaps[0] == "steel supplier"


@pytest.mark.parametrize("words", ["", "   ", "the of which", "??", "qqqqqq"])
def test_words_that_mean_nothing_match_nothing(words: str) -> None:
    found = meant(words)
    assert not found
    assert (found.near_topics, found.near_scopes) == ((), ())
