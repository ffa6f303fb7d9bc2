"""How names are alike, and what speaks for and against two being one person's."""

from __future__ import annotations

import pytest

from graphkit.identity.alike import alike, is_handle_of
from graphkit.identity.likeness import Profile, likeness


@pytest.mark.parametrize(
    ("one", "other", "way"),
    [
        ("karim said", "said karim", "turned"),
        ("ann lee", "annlee", "joined"),
        ("yuri petrov", "yury petrov", "accents"),
        ("dana whitfield", "dana whitfeild", "slip"),
        ("martin holm", "martin holm berg", "part"),
        ("bob whitfield", "robert whitfield", "nickname"),
        ("d whitfield", "dana whitfield", "initial"),
        ("paul whitfield", "paula whitfield", "near"),
        ("dana whitfield", "dana castor", "surname"),
        ("dana whitfield", "bruno castor", None),
    ],
)
def test_two_names_are_alike_in_one_way(one: str, other: str, way: str | None) -> None:
    assert alike(one, other) == alike(other, one) == way


def test_a_handle_is_made_of_a_name_or_not() -> None:
    made = [is_handle_of(handle, "dana whitfield") for handle in ("dwhitfield", "dana-w", "dana", "danawhitfield7")]
    assert made == [True, True, False, True]


def test_what_the_notes_say_around_two_counts_and_is_told() -> None:
    one = Profile[str](["dana whitfield"], noted={"a"}, listed={"a"}, company={"bo"}, organisations={"Orbis"})
    other = Profile[str](["dana whitfeild"], noted={"b"}, listed={"b"}, company={"bo"}, organisations={"Orbis"})
    apart = Profile[str](["dana whitfeild"], noted={"a"}, listed={"a"}, organisations={"Castor"})
    near = likeness(one, other, {"bo": "Bo Kim"})
    far = likeness(one, apart, {})
    assert near is not None
    assert far is not None
    assert near.score > 0.8 > 0.1 > far.score
    assert "both are of Orbis" in near.speaks_for
    assert "they meet the same people: Bo Kim" in near.speaks_for
    assert far.speaks_against[0] == "both are listed in a"


def test_names_that_are_not_alike_have_no_likeness() -> None:
    assert likeness(Profile[str](["dana whitfield"]), Profile[str](["bruno castor"]), {}) is None
