"""Roles and units."""

from __future__ import annotations

import pytest

from graphkit.extract.statement import Decision, Mention
from graphkit.identity.roles import Roles
from tests.identity.notes import (
    attends,
    decided,
    entities,
    label,
    member,
    note,
    people,
    placed,
    resolved,
    right,
    unknown,
)


@pytest.mark.parametrize(
    ("one", "other", "slug"),
    [
        ("Squads", "the squad", "squad"),
        ("PMs", "product managers", "product-manager"),
        ("the CFO", "chief financial officer", "cfo"),
        ("Heads of Sales", "head of sales", "head-of-sales"),
        ("on-call engineers", "an on-call engineer", "on-call-engineer"),
        ("finance", "the finance team", "finance"),
    ],
)
def test_a_role_is_one_in_every_number_and_form(one: str, other: str, slug: str) -> None:
    roles = Roles()
    assert roles.role(one) == roles.role(other)
    assert roles.role(one).slug == slug


def test_a_role_is_called_as_the_notes_call_it() -> None:
    found = resolved(
        note(
            "a.md",
            attends("Ada Roth"),
            right("Squads approve", unknown("Squads", "role")),
            right("PMs prioritise", unknown("PMs", "role"), line=41),
        )
    )
    roles = entities(found, "Role")
    assert set(roles) == {"squads", "product manager"}
    assert roles["product manager"].aliases == ("PMs",)


def test_a_forum_that_decides_is_the_unit_of_its_name() -> None:
    found = resolved(
        note(
            "ROB/Mill Council/2026-02-10.md",
            attends("Ada Roth"),
            right("The council decides", unknown("council", "role")),
            decided("Oak.", "Mill council"),
        ),
        note(
            "b.md",
            attends("Ada Roth"),
            right("the mill council approves", unknown("the mill council", "unit")),
            date="2026-02-11",
        ),
    )
    (unit,) = entities(found, "OrganizationalUnit").values()
    assert (unit.ref.kind, unit.label) == ("org", "Mill Council")
    (decision,) = placed(found, Decision)
    agents = found.notes["ROB/Mill Council/2026-02-10.md"].agents
    assert agents[Mention("council", "role")] == agents[Mention("Mill council")] == unit.ref
    assert decision.statement.span.quote == "Oak."


def test_a_unit_of_an_organisation_says_whose_it_is() -> None:
    found = resolved(
        note(
            "Customers/Orbis/a.md",
            attends("Ada Roth"),
            right("Orbis's ethics board decides", unknown("Orbis’s ethics board", "unit")),
        )
    )
    (unit,) = entities(found, "OrganizationalUnit").values()
    assert label(found, unit.unit_of) == "Orbis"


def test_a_role_listed_as_participant_is_no_person() -> None:
    assert people(resolved(note("a.md", attends("Ada Roth", "CFO")))) == {"Ada Roth"}


def test_nobody_in_particular_is_no_role() -> None:
    found = resolved(note("a.md", attends("Ada Roth"), right("Nobody decides", unknown("Nobody", "role"))))
    assert entities(found, "Role") == {}


def test_the_role_of_a_membership_is_an_entity() -> None:
    found = resolved(note("a.md", attends("Ada Roth"), member("Ada Roth", "Halden", "COO")))
    assert set(entities(found, "Role")) == {"COO"}
    assert set(entities(found, "Organization")) == {"Halden"}
