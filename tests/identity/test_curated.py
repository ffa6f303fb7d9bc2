"""What people answered decides: who is one, who is not, who is meant, what records one occasion, what is true."""

from __future__ import annotations

from typing import Any

from graphkit.identity.evidence import Evidence
from graphkit.vault.curation import Curation, Meaning, Pair, Verdict
from tests.identity.notes import attends, kinds, note, people, placed, resolved, right, task, who
from tests.identity.notes import decided as decision


def answers(**given: Any) -> Evidence:
    return Evidence(curation=Curation(**given))


def test_two_names_that_are_one_person_are_joined_under_the_first() -> None:
    notes = note("a.md", attends("Tim Bruaer", "Ann Lee")), note("b.md", attends("Tim Bruaer"), date="2026-02-11")
    found = resolved(*notes, evidence=answers(one_person=(Pair("Tim Brauer", "Tim Bruaer", 3),)))
    assert people(found) == {"Tim Brauer", "Ann Lee"}
    assert "curation-unused" not in kinds(found)


def test_a_first_name_and_a_handle_can_be_a_full_name() -> None:
    said = (Pair("Ann Lee", "Annie", 3), Pair("Ann Lee", "@alee", 4))
    found = resolved(
        note("a.md", attends("Ann Lee")),
        note("b.md", attends("Annie", "Bo Kim"), task("Call", "@alee"), date="2026-02-11"),
        evidence=answers(one_person=said),
    )
    assert who(found, "b.md", "Annie") == "Ann Lee"
    assert people(found) == {"Ann Lee", "Bo Kim"}


def test_two_first_names_can_be_one_person() -> None:
    found = resolved(
        note("a.md", attends("Jon")),
        note("b.md", attends("John"), date="2026-02-11"),
        evidence=answers(one_person=(Pair("Jon", "John", 2),)),
    )
    assert people(found) == {"Jon"}


def test_two_people_stay_two_against_all_evidence() -> None:
    given = Evidence(
        aliases=(("Ann Lee", "Anna Lee"),), curation=Curation(two_people=(Pair("Ann Lee", "Anna Lee", 2),))
    )
    found = resolved(
        note("a.md", attends("Ann Lee")), note("b.md", attends("Anna Lee"), date="2026-02-11"), evidence=given
    )
    assert people(found) == {"Ann Lee", "Anna Lee"}


def test_a_first_name_can_be_somebody_else_than_who_bears_it_in_full() -> None:
    found = resolved(
        note("a.md", attends("Ann Lee", "Bo Kim")),
        note("b.md", attends("Ann", "Bo Kim"), date="2026-02-11"),
        evidence=answers(two_people=(Pair("Ann", "Ann Lee", 2),)),
    )
    assert who(found, "b.md", "Ann") == "Ann"
    assert people(found) == {"Ann", "Ann Lee", "Bo Kim"}


def test_a_name_means_in_a_note_who_was_said_to_be_meant() -> None:
    notes = (
        note("a.md", attends("Ann Lee", "Ann Berg"), task("Call", "Ann")),
        note("b.md", attends("Ann Lee", "Ann Berg"), task("Write", "Ann"), date="2026-02-11"),
        note("c.md", attends("Ann Lee", "Ann Berg"), task("Pay", "Ann"), date="2026-02-12"),
    )
    told = (
        Meaning("Ann", "a.md", "Ann Berg", False, 2),
        Meaning("Ann", "b.md", "Ann Berg", True, 3),
        Meaning("Ann", "c.md", "", False, 4),
    )
    found = resolved(*notes, evidence=answers(meant=told))
    assert [who(found, path, "Ann") for path in ("a.md", "b.md", "c.md")] == ["Ann Berg", "Ann Lee", None]
    assert not any(one.ambiguous for one in found.notes.values())


def test_notes_are_of_one_occasion_or_of_two_as_was_said() -> None:
    same = decision("We sell on Monday."), decision("We close the shop.", line=31)
    notes = (
        note("a.md", attends("Ann Lee"), *same),
        note("b.md", attends("Ann Lee"), *same),
        note("c.md", attends("Bo Kim"), decision("Prices stay.")),
    )
    assert len(resolved(*notes).occasions) == 2
    said = answers(two_occasions=(Pair("a.md", "b.md", 2),), one_occasion=(Pair("b.md", "c.md", 5),))
    found = resolved(*notes, evidence=said)
    assert sorted(one.notes for one in found.occasions.values()) == [("a.md",), ("b.md", "c.md")]


def test_a_verdict_meets_its_statement_wherever_its_line_has_moved() -> None:
    held = right("Ann decides on prices.", "Ann Lee", line=77)
    found = resolved(
        note("a.md", attends("Ann Lee"), held, decision("We sell.")),
        evidence=answers(
            verdicts=(
                Verdict("Rejected", "a.md", "Ann  decides on prices", "right", "Ann Lee", "Decide", 2),
                Verdict("Confirmed", "a.md", "We sell.", "", "", "", 3),
            )
        ),
    )
    assert {one.ref.kind: one.verdict for one in found.notes["a.md"].placed} == {
        "right": "Rejected",
        "decision": "Confirmed",
    }
    assert placed(found, type(held))[0].verdict == "Rejected"
    assert "curation-unused" not in kinds(found)


def test_an_answer_about_nothing_in_the_notes_is_told_with_its_line() -> None:
    found = resolved(
        note("a.md", attends("Ann Lee")),
        evidence=answers(
            one_person=(Pair("Ann Lee", "Nobody Here", 2),),
            meant=(Meaning("Bo", "a.md", "Ann Lee", False, 4), Meaning("Ann", "gone.md", "Ann Lee", False, 5)),
            verdicts=(Verdict("Rejected", "a.md", "Never said.", "", "", "", 6),),
        ),
    )
    told = [(problem.line, problem.kind) for problem in found.problems if problem.path == "graphkit.curation.toml"]
    assert told == [(line, "curation-unused") for line in (2, 4, 5, 6)]


def test_answers_that_contradict_each_other_are_told() -> None:
    found = resolved(
        note("a.md", attends("Ann Lee", "Annie Lee")),
        evidence=answers(one_person=(Pair("Ann Lee", "Annie Lee", 2),), two_people=(Pair("annie lee", "Ann Lee", 5),)),
    )
    assert [(problem.line, problem.kind) for problem in found.problems if problem.kind == "curation"] == [
        (2, "curation")
    ]
    assert people(found) == {"Ann Lee", "Annie Lee"}
