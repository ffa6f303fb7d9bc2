"""Whose vault it is."""

from __future__ import annotations

import pytest

from tests.identity.notes import attends, kinds, label, note, people, person, resolved, task, who


def test_the_owner_is_myself_me_and_initials() -> None:
    found = resolved(
        note("a.md", attends("Myself", "Mats Lund"), task("Buy oak", "Me"), task("Buy pine", "AR", line=21)),
        note("b.md", attends("Ada Roth", "Mats Lund"), date="2026-02-11"),
        owner="Ada Roth",
    )
    assert people(found) == {"Ada Roth", "Mats Lund"}
    assert [who(found, "a.md", name) for name in ("Myself", "Me", "AR")] == ["Ada Roth"] * 3
    assert label(found, found.owner) == "Ada Roth"


def test_initials_that_another_participant_shares_mean_nobody() -> None:
    found = resolved(note("a.md", attends("Myself", "Ann Rowe"), task("Buy pine", "AR")), owner="Ada Roth")
    assert who(found, "a.md", "AR") is None
    assert people(found) == {"Ada Roth", "Ann Rowe"}


@pytest.mark.parametrize(
    "title", ["Ada Roth 1:1 with Mats Lund, wood", "Ada Roth 1-1 with Mats Lund", "Ada Roth 1x1 with Mats Lund: oak"]
)
def test_one_title_names_the_owner_first(title: str) -> None:
    found = resolved(note("a.md", attends("Ada Roth", "Mats Lund"), task("Buy oak", "Myself"), title=title))
    assert who(found, "a.md", "Myself") == "Ada Roth"


def test_who_stands_in_most_titles_is_the_owner() -> None:
    found = resolved(
        note("a.md", attends("Mats Lund", "Ada Roth"), task("Buy oak", "Myself"), title="Mats Lund 1:1 with Ada Roth"),
        note(
            "b.md",
            attends("Ada Roth", "Li Wei"),
            task("Buy oak", "Myself"),
            title="1:1 Li Wei and Ada Roth",
            date="2026-02-11",
        ),
        note("c.md", attends("Ada Roth", "Juno Adeyemi"), title="Ada Roth/Juno Adeyemi 1:1", date="2026-02-12"),
    )
    assert label(found, found.owner) == "Ada Roth"


def test_a_title_without_two_people_names_no_owner() -> None:
    found = resolved(
        note("a.md", attends("Mats Lund", "Ada Roth"), task("Buy oak", "Myself"), title="Weekly 1:1 with Mats Lund")
    )
    assert found.owner is None
    assert who(found, "a.md", "Myself") is None
    assert kinds(found) == ["owner-unknown"]


def test_without_a_word_for_the_owner_nobody_is_missed() -> None:
    found = resolved(note("a.md", attends("Mats Lund", "Ada Roth"), task("Buy oak", "Ada Roth")))
    assert kinds(found) == []


def test_the_owner_named_outright_counts_before_titles() -> None:
    found = resolved(
        note("a.md", attends("Ada Roth", "Mats Lund"), task("Buy oak", "Myself"), title="Ada Roth 1:1 with Mats Lund"),
        owner="Mats Lund",
    )
    assert who(found, "a.md", "Myself") == "Mats Lund"


def test_the_owner_may_be_named_by_first_name() -> None:
    found = resolved(note("a.md", attends("Ada Roth", "Mats Lund"), names=[person("Myself")]), owner="Ada")
    assert label(found, found.owner) == "Ada Roth"
