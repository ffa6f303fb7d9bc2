"""What a note states outright to be about."""

from __future__ import annotations

import pytest

from graphkit.extract.topics import topics_of

from .cases import cases, read


@pytest.mark.parametrize(("text", "expected"), cases("topics"))
def test_a_note_states_its_topics(text: str, expected: str) -> None:
    reading = read(text.lstrip("\n"))
    assert "\n".join(topics_of(reading.note)) == expected


def test_a_page_states_its_project_and_not_its_own_headings() -> None:
    reading = read("# Grey Heron\n## Wave two\ntext\n", "Work/Projects/Grey Heron/README.md")
    assert topics_of(reading.note) == ("Grey Heron",)
