"""How a sentence is cut and looked at before the network sees it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.extract.learned.words import ENDINGS, SHAPES, ending, shape, words_of


@given(st.text(max_size=80))
def test_words_stand_where_they_say(text: str) -> None:
    end = 0
    for word, start, stop in words_of(text):
        assert text[start:stop] == word
        assert start >= end
        end = stop


@given(st.text(min_size=1, max_size=12), st.integers(0, 9))
def test_every_word_has_a_shape_and_an_ending(word: str, place: int) -> None:
    assert 0 <= shape(word, place) < SHAPES
    assert 0 <= ending(word) < ENDINGS


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ines’s team", ["Ines", "’s", "team"]),
        ("they don't sign", ["they", "don't", "sign"]),
        ("co-signs (A/B)", ["co", "-", "signs", "(", "A", "/", "B", ")"]),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert [word for word, _, _ in words_of(text)] == words
