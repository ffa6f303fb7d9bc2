"""Names and the days on which they stand: who was about, and who is listed only where another is not."""

from __future__ import annotations

import pytest

from graphkit.extract.statement import Extraction
from graphkit.identity.alike import alike
from tests.identity.notes import attends, note, people, resolved, right, unknown, who


def _series(*lists: tuple[str, ...]) -> list[Extraction]:
    """Weekly meetings of one series with these lists."""
    return [
        note(f"Staff {at}.md", attends(*names, "Lena Holm"), date=f"2026-{1 + at // 28:02}-{1 + at % 28:02}")
        for at, names in enumerate(lists, 1)
    ]


_OTHER = "Mats Lund"


@pytest.mark.parametrize(
    ("often", "seldom"),
    [
        ("Trenton Moser", "Trent Moser"),
        ("Martin Holst Moser", "Martin Holst"),
        ("Georgia Konstantinou", "Georgia Konsta"),
        ("Parivosh Moser", "Pari"),
        ("Parivosh Moser", "Parivozh"),
    ],
)
def test_who_is_listed_only_where_a_like_name_is_not_is_that_one(often: str, seldom: str) -> None:
    lists = [(often, _OTHER)] * 4 + [(seldom, _OTHER)] + [(often, _OTHER)] * 4 + [(seldom,)] + [(often,)] * 4
    assert people(resolved(*_series(*lists))) == {often, "Mats Lund", "Lena Holm"}


def test_a_like_name_in_another_season_stays_somebody_else() -> None:
    lists = [("Trenton Moser", _OTHER)] * 6 + [(_OTHER,)] * 6 + [("Trent Moser", _OTHER)] * 3
    assert people(resolved(*_series(*lists))) >= {"Trenton Moser", "Trent Moser"}


def test_usual_first_names_of_one_surname_are_two_people_even_in_turns() -> None:
    lists = [("Paul Moser", _OTHER)] * 4 + [("Paula Moser", _OTHER)] + [("Paul Moser", _OTHER)] * 4
    assert people(resolved(*_series(*lists))) >= {"Paul Moser", "Paula Moser"}


def test_a_first_name_that_somebody_else_bears_is_short_for_nobody() -> None:
    lists = [("Parivosh Moser", "Pari Dahl")] * 4 + [("Pari", _OTHER)] + [("Parivosh Moser", _OTHER)] * 4
    found = resolved(*_series(*lists))
    assert people(found) >= {"Parivosh Moser", "Pari Dahl"}
    assert who(found, "Staff 5.md", "Pari") == "Pari Dahl"


def test_a_first_name_is_nobody_s_who_was_not_about_for_half_a_year() -> None:
    asked = note("Calls/call 20.md", attends("Mats Lund"), right("Sean decides.", "Sean"), date="2026-02-08")
    calls = [note(f"Calls/call {at}.md", attends("Mats Lund"), date=f"2026-03-{at - 10}") for at in range(21, 30)]
    later = [note(f"Calls/call {at}.md", attends("Sean Ode"), date=f"2027-01-{at - 20}") for at in range(31, 36)]
    found = resolved(asked, *calls, *later)
    assert who(found, "Calls/call 20.md", unknown("Sean")) is None
    assert found.notes["Calls/call 20.md"].ambiguous
    near = [note(f"Calls/call {at}.md", attends("Sean Ode"), date=f"2026-04-{at - 20}") for at in range(31, 36)]
    assert who(resolved(asked, *calls, *near), "Calls/call 20.md", unknown("Sean")) == "Sean Ode"


def test_two_regulars_of_one_first_name_who_were_about_leave_it_open() -> None:
    lists = [["Sean Ode"]] * 4 + [["Mats Lund"]] * 5 + [["Sean Farr"]] * 4
    calls = [
        note(f"Calls/call {at}.md", attends(*there), date=f"2026-02-{at:02}") for at, there in enumerate(lists, 10)
    ]
    asked = note("Calls/call 20.md", attends("Mats Lund"), right("Sean decides.", "Sean"), date="2026-02-20")
    calls[10] = asked
    assert who(resolved(*calls), "Calls/call 20.md", unknown("Sean")) is None
    alone = [call for at, call in enumerate(calls) if at > 3]
    assert who(resolved(*alone), "Calls/call 20.md", unknown("Sean")) == "Sean Farr"


def test_a_first_name_alone_in_the_lists_between_carries_over_a_long_time() -> None:
    asked = note("Calls/call 10.md", attends("Mats Lund"), right("Sean decides.", "Sean"), date="2026-02-08")
    between = [
        note(f"Calls/call {at}.md", attends("Mats Lund", "Sean"), date=f"2026-{month:02}-01")
        for at, month in ((11, 3), (12, 5), (13, 7), (14, 9), (15, 11))
    ]
    later = [note(f"Calls/call {at}.md", attends("Sean Ode"), date=f"2027-01-{at - 15}") for at in range(16, 20)]
    assert who(resolved(asked, *between, *later), "Calls/call 10.md", unknown("Sean")) == "Sean Ode"


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("georgios konstantop", "georgios konstantopoulos", "part"),
        ("anna berg", "anna bergen", "near"),
        ("fabio di", "fabio di fabio", "part"),
        ("paritosh", "parithosh jayanthi", "heard"),
        ("pari", "parithosh jayanthi", "first"),
        ("mikhail", "mihail berg", "heard"),
    ],
)
def test_how_names_are_alike(one: str, other: str, how: str) -> None:
    assert alike(one, other) == how == alike(other, one)
