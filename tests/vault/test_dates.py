"""Days as notes write them."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.vault.dates import find_date, parse_date

from .cases import cases


@pytest.mark.parametrize(("text", "expected"), cases("dates"))
def test_a_day_is_found(text: str, expected: str) -> None:
    assert find_date(text) == expected


FORMS = [
    "%Y-%m-%d",
    "%Y/%m/%d",
    "%d %B %Y",
    "%B %d, %Y",
    "%d %b %Y",
    "%Y%m%d",
    "%A %d %B %Y",
    "%a, %b %d, %Y",
]


@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)), st.sampled_from(FORMS))
def test_every_day_is_found_in_every_form(day: date, form: str) -> None:
    assert find_date(f"on {day.strftime(form)} at 14:00") == day.isoformat()


@given(st.text())
def test_what_is_found_is_a_day(text: str) -> None:
    found = find_date(text)
    assert not found or date.fromisoformat(found).isoformat() == found


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2026-02-30", ("", False)),
        ("next Tuesday", ("", False)),
        ("", ("", True)),
        ("  ", ("", True)),
        (None, ("", True)),
        ([], ("", True)),
        (["2026-02-10"], ("2026-02-10", True)),
        (20260210, ("2026-02-10", True)),
        (date(2026, 2, 10), ("2026-02-10", True)),
        (datetime(2026, 2, 10, 14), ("2026-02-10", True)),
        ({"DATE": None}, ("", False)),
    ],
)
def test_a_date_field_is_good_when_it_is_empty_or_holds_a_day(value: object, expected: tuple[str, bool]) -> None:
    assert parse_date(value) == expected
