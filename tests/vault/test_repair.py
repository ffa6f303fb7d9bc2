"""Repair of damaged text: marks that lost bytes, encodings, and what must stay as it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.vault.repair import MARKS, repair, repair_line

from .cases import cases


@pytest.mark.parametrize(("line", "expected"), cases("repair"))
def test_a_damaged_line_is_repaired(line: str, expected: str) -> None:
    assert repair_line(line) == expected


@pytest.mark.parametrize("page", ["cp1252", "cp1254"])
@pytest.mark.parametrize("mark", MARKS)
def test_every_mark_comes_back_after_its_bytes_were_read_in_a_wrong_code_page(mark: str, page: str) -> None:
    damaged = mark.encode().decode(page, "ignore")
    assert repair_line(f"- [ ] x {damaged} y") == f"- [ ] x {mark} y"


def test_only_changed_lines_are_counted_and_the_list_given_is_not_touched() -> None:
    lines = ["plain", "CafÃ©", "naïve", "- [ ] x â« #task"]
    repaired, changed = repair(lines)
    assert repaired == ["plain", "Café", "naïve", "- [ ] x ⏫ #task"]
    assert changed == [1, 3]
    assert lines[1] == "CafÃ©"


@given(st.lists(st.text(st.characters(exclude_characters="\n\r"))))
def test_repair_keeps_the_number_of_lines(lines: list[str]) -> None:
    repaired, changed = repair(lines)
    assert len(repaired) == len(lines)
    assert not any("\n" in line or "\r" in line for line in repaired)
    assert [at for at, (old, new) in enumerate(zip(lines, repaired, strict=True)) if old != new] == changed


WORDS = [
    "Ann",
    "naïve",
    "Ångström",
    "Müller",
    "“quoted”",
    "it’s",
    "—",
    "🔺",
    "📅 2026-02-10",
    "@Bø",
    "#ünder",
    "Ω",
    "Привет",
    "日本",
    "½",
    "€5",
]


@given(st.lists(st.sampled_from(WORDS)).map(" ".join))
def test_undamaged_text_stays_as_it_is(line: str) -> None:
    assert repair_line(f"- [ ] {line}") == f"- [ ] {line}"
    assert repair_line(line) == line


@given(st.lists(st.sampled_from(WORDS), min_size=1).map(" ".join))
def test_repaired_text_is_not_changed_again(line: str) -> None:
    once = repair_line("- [ ] " + line.encode().decode("latin-1"))
    assert repair_line(once) == once
