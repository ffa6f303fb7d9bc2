"""Prose cut into sentences, with lines and without marks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graphkit.extract.sentences import plain, split


def test_links_and_emphasis_become_what_a_reader_sees() -> None:
    assert plain("**[[People/Ana Kos|Ana]]** signs [the lease](x.pdf) with `care`, not _haste_") == (
        "Ana signs the lease with care, not haste"
    )


def test_a_point_after_an_abbreviation_or_initial_ends_no_sentence() -> None:
    text = "Dr. Kos met J. Ode, e.g. On Friday. Then it rained."
    assert [sentence for _, sentence in split(text)] == ["Dr. Kos met J. Ode, e.g. On Friday.", "Then it rained."]


def test_snake_case_and_lone_asterisks_stay() -> None:
    assert plain("set max_retry_count to 2 * 3") == "set max_retry_count to 2 * 3"


@given(st.text(alphabet=st.sampled_from("Ab .!?'\")\n*_[]"), max_size=80))
def test_no_text_is_lost_between_sentences(text: str) -> None:
    parts = list(split(text))
    kept = "".join("".join(sentence.split()) for _, sentence in parts)
    assert all(text.startswith(sentence.split("\n")[0], offset) for offset, sentence in parts)
    dropped = "".join(text.split()).replace(kept, "", 1) if kept in "".join(text.split()) else ""
    assert dropped.strip("\"')].!?*_[") == ""
