"""One occasion, many notes; a statement that copies repeat."""

from __future__ import annotations

import pytest

from graphkit.extract.statement import Action, Decision, Membership, Right
from graphkit.identity.outline import source_key
from tests.identity.notes import (
    attends,
    decided,
    kinds,
    label,
    member,
    note,
    participants,
    person,
    placed,
    resolved,
    right,
    task,
    unknown,
)

SOURCE = "/home/ada/Sources/2026-02-10 - Talk about the mill.md"
TALK = (
    attends("Ada Roth", "Mats Lund"),
    task("Measure the wheel", "Mats Lund"),
    decided("The mill gets a new wheel."),
    right("Mats decides on the wheel's size.", "Mats"),
)


def test_notes_of_one_source_record_one_occasion() -> None:
    found = resolved(
        note("People/Mats Lund/2026-02-10 - Mill.md", *TALK, source=SOURCE),
        note(
            "Projects/Mill/2026-02-11 - Wheel.md",
            decided("Oak is bought."),
            source=f"[[{SOURCE[18:-3]}]]",
            date="2026-02-11",
        ),
    )
    (occasion,) = found.occasions.values()
    assert occasion.date == "2026-02-10"
    assert len(occasion.notes) == 2


@pytest.mark.parametrize("source", ["transcript", "email", "Recording", "2026-02-10.md", ""])
def test_a_source_that_names_no_one_source_joins_nothing(source: str) -> None:
    assert source_key(source) == ""
    found = resolved(
        note("a.md", attends("Ada Roth"), decided("Oak is bought."), source=source),
        note("b.md", attends("Mats Lund"), decided("Pine is sold."), source=source),
    )
    assert len(found.occasions) == 2


def test_running_minutes_are_not_one_meeting() -> None:
    found = resolved(
        *(
            note(
                f"{day}.md",
                attends("Ada Roth"),
                decided(f"Plan {day} is adopted."),
                date=day,
                source="https://docs.example/minutes",
            )
            for day in ("2026-02-03", "2026-02-10")
        )
    )
    assert len(found.occasions) == 2


def test_the_same_day_people_and_statements_are_one_occasion() -> None:
    found = resolved(
        note("a.md", *TALK, title="Wheel of the mill"),
        note("b.md", *TALK, decided("Oak is bought.", line=31), title="Mats and Ada"),
    )
    (occasion,) = found.occasions.values()
    assert occasion.notes == ("a.md", "b.md")
    assert participants(found, occasion) == {"Ada Roth", "Mats Lund"}


def test_the_same_day_and_people_alone_are_two() -> None:
    found = resolved(note("a.md", *TALK), note("b.md", attends("Ada Roth", "Mats Lund"), decided("Oak is bought.")))
    assert len(found.occasions) == 2


def test_the_same_statements_among_other_people_are_two() -> None:
    found = resolved(note("a.md", *TALK), note("b.md", attends("Juno Adeyemi", "Li Wei"), *TALK[1:]))
    assert len(found.occasions) == 2


def test_one_title_on_two_days_is_two_occasions_and_is_told() -> None:
    found = resolved(
        note("a.md", *TALK, title="Weekly"), note("b.md", *TALK, title="Weekly", date="2026-02-17"),
        note("c.md", *TALK, title="Weekly", date="2026-02-24"),
    )  # fmt: skip
    assert len(found.occasions) == 3
    assert kinds(found) == ["duplicate-title"]
    assert found.problems[0].path == "b.md"
    assert "1 more" in found.problems[0].message


def test_occasions_of_one_name_and_day_are_told_apart_by_a_digest() -> None:
    found = resolved(
        note("a.md", attends("Ada Roth"), decided("Oak is bought."), title="Weekly, oak"),
        note("b.md", attends("Mats Lund"), decided("Pine is sold."), title="Weekly, pine"),
        note("c.md", attends("Mats Lund"), title="Monthly, pine"),
    )
    names = sorted(ref.slug for ref in found.occasions)
    assert names[0] == "2026-02-10-monthly"
    assert all(name.startswith("2026-02-10-weekly-") and len(name) == 24 for name in names[1:])


def test_a_thread_with_changing_subjects_is_one_correspondence_nobody_attended() -> None:
    words = (attends("Ada Roth", "Mats Lund"), decided("Oak is bought from Lund."), task("Send the bill", "Mats Lund"))
    found = resolved(
        note("a.md", *words, title="Oak for the wheel", kind="correspondence", names=[person("Li Wei")]),
        note("b.md", *words, title="Re: Oak for the wheel (e-mail thread)", kind="correspondence", date="2026-02-13"),
        note("c.md", *words, title="Wood and money", kind="correspondence", date="2026-02-12"),
    )
    (thread,) = found.occasions.values()
    assert thread.type == "Correspondence"
    assert thread.participants == thread.attended == ()
    assert {label(found, ref) for ref in thread.mentions} == {"Ada Roth", "Mats Lund", "Li Wei"}


def test_mails_of_one_subject_that_say_different_things_are_two() -> None:
    found = resolved(
        note("a.md", attends("Ada Roth"), decided("Oak is bought."), title="Wood", kind="correspondence"),
        note(
            "b.md",
            attends("Ada Roth"),
            decided("Pine is sold."),
            title="Re: Wood",
            kind="correspondence",
            date="2026-02-11",
        ),
    )
    assert len(found.occasions) == 2


def test_pages_and_plain_notes_record_nothing() -> None:
    found = resolved(
        note("Projects/Mill/README.md", decided("The mill gets a new wheel."), kind="page"),
        note("Ideas.md", decided("Buy a boat."), kind="note", title="Ideas"),
    )
    assert found.occasions == {}
    assert len(placed(found, Decision)) == 2


def test_people_named_in_prose_are_mentioned_and_did_not_take_part() -> None:
    found = resolved(
        note(
            "a.md", attends("Ada Roth"), task("Ask for oak", "Mats Lund"),
            names=[person("Li Wei"), person("Ada Roth"), unknown("Orbis", "organisation")],
        )
    )  # fmt: skip
    (occasion,) = found.occasions.values()
    assert participants(found, occasion) == {"Ada Roth"}
    assert {label(found, ref) for ref in occasion.mentions} == {"Mats Lund", "Li Wei", "Orbis"}


def test_only_certain_attendance_is_attendance() -> None:
    found = resolved(note("a.md", attends("Ada Roth", certain=True), attends("Mats Lund")))
    (occasion,) = found.occasions.values()
    assert [label(found, ref) for ref in occasion.attended] == ["Ada Roth"]
    assert len(occasion.participants) == 2


def test_a_meeting_belongs_to_its_folders_forum_and_is_about_its_project() -> None:
    found = resolved(
        note("ROB/Mill Council/2026-02-10.md", attends("Ada Roth")),
        note("b.md", attends("Ada Roth"), entities={"project": "Mill", "forum": "mill council"}, date="2026-02-11"),
    )
    first, second = found.occasions.values()
    assert first.forum == second.forum
    assert label(found, first.forum) == "Mill Council"
    assert [ref.slug for ref in second.about if ref.kind == "project"] == ["mill"]


def test_a_statement_in_three_copies_is_one_with_three_places() -> None:
    found = resolved(
        note("Projects/Mill/w.md", *TALK),
        note("People/Mats Lund/w.md", *TALK),
        note("b.md", attends("Ada Roth", "Mats Lund"), task("Measure the wheel.", line=7), *TALK[2:], title="w"),
    )
    for kind in (Action, Decision, Right):
        (only,) = placed(found, kind)
        assert len(only.also_in) == 2
    assert [pl.statement for pl in found.notes["People/Mats Lund/w.md"].placed] == list(TALK[1:])
    assert found.notes["b.md"].placed == ()
    assert kinds(found) == ["copy", "copy"]


def test_two_tasks_of_one_wording_and_two_owners_are_two() -> None:
    found = resolved(
        note(
            "a.md", attends("Ada Roth"), task("Read the plan", "Ada Roth"), task("Read the plan", "Mats Lund", line=21)
        )
    )
    assert len(placed(found, Action)) == 2


def test_a_right_said_again_on_another_day_is_a_second_statement() -> None:
    found = resolved(note("a.md", *TALK), note("b.md", *TALK, date="2026-03-10"))
    assert len(placed(found, Right)) == 2
    assert len(placed(found, Decision)) == 2


def test_what_a_page_repeats_word_for_word_stands_where_it_was_said() -> None:
    found = resolved(
        note(
            "Projects/Mill/README.md",
            decided("The mill gets a new wheel"),
            decided("Oak is bought.", line=31),
            kind="page",
        ),
        note("z.md", *TALK),
    )
    first, second = sorted(placed(found, Decision), key=lambda one: one.ref)
    assert (first.ref.slug, second.ref.slug) == ("mill-31", "z-30")
    assert [ref.slug for ref in second.also_in] == ["mill"]


def test_equal_files_are_copies_wherever_they_lie() -> None:
    page = note("Projects/Mill/README.md", decided("Oak is bought."), kind="page", date="")
    copy = note("Old/README copy.md", decided("Oak is bought."), kind="note", date="", digest=page.digest)
    found = resolved(page, copy)
    (only,) = placed(found, Decision)
    assert len(only.also_in) == 1


def test_equal_files_of_two_days_are_two_occasions() -> None:
    found = resolved(
        *(
            note(f"{day}.md", attends("Ada Roth"), task("Water the plants"), date=day, digest="same")
            for day in ("2026-02-10", "2026-02-11")
        )
    )
    assert len(found.occasions) == 2
    assert len(placed(found, Action)) == 2


def test_two_rights_of_one_sentence_have_names_of_their_own() -> None:
    sentence = "Mats decides on the wheel, and Ada approves the price."
    found = resolved(note("mill.md", *TALK[:1], right(sentence, "Mats"), right(sentence, "Ada", "Approve")))
    assert sorted(one.ref.slug for one in placed(found, Right)) == ["mill-40-1", "mill-40-2"]


def test_notes_of_one_file_name_are_told_apart() -> None:
    found = resolved(note("a/Plan.md", *TALK), note("b/Plan.md", *TALK, date="2026-02-11"), note("c/Other.md"))
    names = sorted(one.ref.slug for one in found.notes.values())
    assert names[0] == "other"
    assert all(name.startswith("plan-") and len(name) == 11 for name in names[1:])


def test_memberships_of_one_name_and_line_in_two_notes_are_told_apart() -> None:
    found = resolved(
        note("a.md", attends("Ada Roth"), member("Ada Roth", "Orbis")),
        note("b.md", attends("Ada Roth"), member("Ada Roth", "Orbis"), date="2026-02-11"),
    )
    one, other = (ref.ref.slug for ref in placed(found, Membership))
    assert one != other
    assert one.startswith("ada-roth-orbis-5-")


def test_of_two_copies_the_one_that_says_more_stands() -> None:
    talk = (attends("Ada Roth", "Mats Lund"), decided("The mill gets a new wheel."))
    found = resolved(
        note("a.md", *talk, task("Measure the wheel"), member("Ada Roth", role="COO")),
        note("b.md", *talk, task("Measure the wheel", "Mats Lund"), member("Ada Roth", "Orbis", "COO")),
        note("c.md", *talk, task("Measure the wheel", "TBD"), member("Ada Roth", "Orbis")),
    )
    (action,) = placed(found, Action)
    (membership,) = placed(found, Membership)
    assert [one.statement for one in found.notes["b.md"].placed] == [action.statement, membership.statement]
    assert [ref.slug for ref in action.also_in] == [ref.slug for ref in membership.also_in] == ["a", "c"]


def test_an_organisation_and_a_role_said_apart_are_two_memberships() -> None:
    found = resolved(
        note("a.md", attends("Ada Roth"), member("Ada Roth", "Orbis"), member("Ada Roth", role="COO", line=9))
    )
    assert len(placed(found, Membership)) == 2


def test_a_copy_whose_statements_were_mended_records_the_same_occasion() -> None:
    first = decided("We sell the old barn on Monday."), decided("The mill closes in May.", line=31)
    mended = decided("We sell the old barn on Monday!", line=30), decided("The mill closes in may", line=31)
    found = resolved(
        note("a.md", attends("Lena Holm", "Mats Lund"), *first, task("Call the bank"), title="Barn"),
        note("b.md", attends("Lena Holm", "Mats Lund"), *mended, task("Call the banks"), title="The barn and the mill"),
    )
    assert [one.notes for one in found.occasions.values()] == [("a.md", "b.md")]


def test_two_talks_of_one_day_and_the_same_people_stay_two() -> None:
    found = resolved(
        note("a.md", attends("Lena Holm", "Mats Lund"), decided("We sell the barn."), decided("May.", line=31)),
        note("b.md", attends("Lena Holm", "Mats Lund"), decided("We buy a boat."), decided("June.", line=31)),
    )
    assert len(found.occasions) == 2


def test_a_near_copy_may_leave_a_statement_out() -> None:
    said = [f"The {thing} is painted on Monday." for thing in ("barn", "mill", "bridge", "tower", "harbour")]
    found = resolved(
        note("a.md", attends("Lena Holm", "Mats Lund"), *(decided(one, line=30 + at) for at, one in enumerate(said))),
        note("b.md", attends("Lena Holm", "Mats Lund"), *(decided(one + "!?", line=30) for one in said[1:]), title="B"),
    )
    assert len(found.occasions) == 1
