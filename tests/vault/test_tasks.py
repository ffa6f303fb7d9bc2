"""Task lines of the Tasks plugin and of Dataview."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.vault.tasks import Task, parse_task

from .cases import cases

NAMES = {"owners": "owner", "tags": "tag", "bad_dates": "bad_date"}


def shown(task: Task) -> str:
    """The fields that hold something, in their order."""
    parts = [f"text: {task.text}"]
    for name, value in msgspec.structs.asdict(task).items():
        values = value if isinstance(value, tuple) else [value] if value else []
        if name not in ("text", "symbol"):
            parts += [f"{NAMES.get(name, name)}: {item}" for item in values]
    return "; ".join(parts)


@pytest.mark.parametrize(("text", "expected"), cases("tasks"))
def test_a_task_is_taken_apart(text: str, expected: str) -> None:
    assert shown(parse_task("?", text)) == expected


MARKS = ["🔺", "⏫", "📅 2026-02-13", "✅ 2026-02-14", "@Ann Lee", "#task", "🆔 a1", "[start:: 2026-02-01]"]


@given(st.lists(st.sampled_from(MARKS), unique=True), st.randoms())
def test_the_order_of_marks_owner_and_tags_does_not_matter(marks: list[str], random: object) -> None:
    def read(order: list[str]) -> Task:
        return parse_task(" ", " ".join(["Do it.", *order]))

    shuffled = list(marks)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    if {"🔺", "⏫"} <= set(marks):
        return
    assert read(marks) == read(shuffled)


ALPHABET = st.sampled_from(
    [*"ab @#:[](){}.,/&\n\t", *"🔺⏫📅⏳🔁🆔⛔🏁\ufe0f", "2026-02-30", "due::", "@Ann", "[[", "]]"]
)


@given(st.lists(ALPHABET, max_size=60).map("".join) | st.text())
def test_any_text_is_read_without_an_exception_and_without_inventing_words(text: str) -> None:
    task = parse_task(" ", text)
    assert set(task.text.split()) <= set(text.replace("\0", " ").split()) or len(task.text) <= len(text)


@pytest.mark.timeout(5)
@pytest.mark.parametrize("part", ["@a ", "@A B, ", "📅", "📅 x", "#a ", "[due:: ", "🔁 ", "@", "@(", "and @a", "a, "])
def test_a_very_long_task_is_read_in_time_that_grows_with_its_length(part: str) -> None:
    parse_task(" ", part * 20_000)
