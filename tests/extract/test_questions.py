"""What somebody still has to decide."""

from __future__ import annotations

import pytest

from graphkit.extract.questions import questions

from .cases import cases, read


def shown(text: str) -> str:
    lines = []
    for question in questions(read(text)):
        owners = ", ".join(who.name for who in question.owners)
        lines.append(" ".join(filter(None, [str(question.span.line), owners])) + f" | {question.text}")
    return "\n".join(lines)


@pytest.mark.parametrize(("text", "expected"), cases("questions"))
def test_open_questions_are_found_with_those_who_are_to_answer(text: str, expected: str) -> None:
    assert shown(text) == expected
