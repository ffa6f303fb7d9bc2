"""Rights in front matter, fields, tables and lists, on pages, and where none are read."""

from __future__ import annotations

from msgspec import structs

from graphkit.extract.rights import rights
from graphkit.extract.statement import Decision, ReportingLine, Right
from graphkit.vault.note import FrontMatter, Note, Place, SectionKind
from graphkit.vault.scan import scan
from tests.extract.rights.cases import line_written, written

PROJECT = Place(kind="project", name="Pier North", area="Work", page=True)
PERSON = Place(kind="person", name="Olu Bankole", area="Work", page=True)


def note(
    text: str, front: dict[str, object] | None = None, place: Place | None = None, kind: SectionKind = "information"
) -> Note:
    lines = text.strip("\n").split("\n")
    found = scan(
        lines,
        0,
        lambda heading: kind if heading.startswith("Key") else "decisions" if heading == "Decisions" else "other",
    )
    return Note(
        path="note.md",
        digest="",
        title="Ferry plan",
        date="2026-03-10",
        dialect="generic",
        front=FrontMatter(front or {}, {}),
        lines=tuple(lines),
        body=0,
        sections=found.sections,
        blocks=found.blocks,
        links=found.links,
        tags=found.tags,
        fields=found.fields,
        place=place or Place(),
    )


def said(given: Note) -> list[str]:
    return [written(s) for s in rights(given) if isinstance(s, Right)]


def test_a_page_s_decider_decides_on_what_the_page_is_about() -> None:
    (right,) = (
        s for s in rights(note("# Pier North\n\ndecider:: [[Ilse Brandt]]", place=PROJECT)) if isinstance(s, Right)
    )
    assert written(right) == "Ilse Brandt | Decide | Pier North"
    assert right.confidence == 1.0
    assert (right.span.line, right.span.quote) == (3, "decider:: [[Ilse Brandt]]")


def test_approvers_in_front_matter_approve_what_the_note_is_about() -> None:
    given = note("# Ferry plan\n\nText.", {"approvers": ["[[Ilse Brandt]]", "the CFO"]})
    assert said(given) == ["Ilse Brandt | Approve | Ferry plan", "CFO | Approve | Ferry plan"]


def test_an_owner_is_one_on_a_project_s_page_only() -> None:
    front = {"owner": "Jory Quist"}
    assert said(note("# Pier North", front, PROJECT)) == ["Jory Quist | Own | Pier North"]
    assert said(note("# Ferry plan", front)) == []


def test_a_field_below_a_heading_of_its_own_is_about_that_heading() -> None:
    text = "# Plan\n\n## Fares\n\napprover:: Mireille Okafor\n\n## Routes\n\ndecider:: TBD"
    assert said(note(text)) == ["Mireille Okafor | Approve | Fares"]


def test_the_words_of_daci_are_read_together() -> None:
    front = {
        "driver": "Jory Quist",
        "approver": "Ilse Brandt",
        "contributors": "Olu Bankole, Pavel Horak",
        "informed": "the crew",
    }
    assert said(note("# Ferry plan", front)) == [
        "Jory Quist | Own | Ferry plan",
        "Ilse Brandt | Decide | Ferry plan",
        "Olu Bankole | Consult | Ferry plan",
        "Pavel Horak | Consult | Ferry plan",
        "crew | Inform | Ferry plan",
    ]


RACI = """
# Roles

## {heading}

| Task | Ilse Brandt | Jory Quist | Finance |
| --- | --- | --- | --- |
| Fares | A | R | C |
| Routes | I | A/R | |
"""


def test_a_raci_table_gives_a_right_for_each_letter() -> None:
    assert said(note(RACI.format(heading="RACI"))) == [
        "Ilse Brandt | Own | Fares",
        "Jory Quist | Perform | Fares",
        "Finance | Consult | Fares",
        "Ilse Brandt | Inform | Routes",
        "Jory Quist | Own | Routes",
        "Jory Quist | Perform | Routes",
    ]


def test_a_table_that_is_a_draft_proposes() -> None:
    assert all(right.endswith("proposed") for right in said(note(RACI.format(heading="RACI (draft)"))))


def test_a_rapid_table_is_told_by_its_letters_and_may_lie_on_its_side() -> None:
    text = """
## RAPID

| Who | Fares | Routes |
| --- | --- | --- |
| Ilse Brandt | D | A |
| Pavel Horak | R | D |
"""
    assert said(note(text)) == [
        "Ilse Brandt | Decide | Fares",
        "Ilse Brandt | Approve | Routes",
        "Pavel Horak | Recommend | Fares",
        "Pavel Horak | Decide | Routes",
    ]


def test_a_column_says_who_decides_and_who_approves() -> None:
    text = """
## Who does what

| Topic | Decides | Approved by |
| --- | --- | --- |
| Fares | Ilse Brandt | the city council |
| Music | ? | |
"""
    assert said(note(text)) == ["Ilse Brandt | Decide | Fares", "city council | Approve | Fares"]


def test_a_table_of_tasks_holds_no_rights() -> None:
    text = """
## Plan

| Task | Owner | Due |
| --- | --- | --- |
| Paint the hull | Jory Quist | May |
"""
    assert said(note(text)) == []


def test_a_person_s_page_may_leave_the_subject_out() -> None:
    text = "# Olu Bankole\n\n## Key Facts\n\n- Leads the pier extension\n- Has the final say on music\n- Born in Lagos"
    assert said(note(text, place=PERSON)) == ["Olu Bankole | Own | pier extension", "Olu Bankole | Decide | music"]


def test_a_project_s_page_may_leave_the_project_out() -> None:
    assert said(note("# Pier North\n\n## Key Facts\n\n- Led by [[Jory Quist]] since 2024", place=PROJECT)) == [
        "Jory Quist | Own | Pier North | from=2024-01-01"
    ]


def test_the_fields_of_a_person_s_page_say_who_reports_to_whom() -> None:
    given = note("# Olu Bankole\n\nreports to:: [[Ilse Brandt]]", {"direct_reports": ["Ana Kos", "Ben Ode"]}, PERSON)
    assert [line_written(s) for s in rights(given) if isinstance(s, ReportingLine)] == [
        "Ana Kos > Olu Bankole",
        "Ben Ode > Olu Bankole",
        "Olu Bankole > Ilse Brandt",
    ]


def test_discussion_tasks_and_code_state_no_rights() -> None:
    text = (
        "## Key points\n\nIlse Brandt decides on fares.\n\n- [ ] Jory Quist approves the draft\n\n"
        + "```\nOlu owns the archive.\n```"
    )
    assert said(note(text, kind="discussion")) == []
    assert said(note(text)) == ["Ilse Brandt | Decide | fares"]


def test_what_a_section_proposes_is_proposed() -> None:
    assert said(note("# Roles\n\n## Proposal\n\n- Jory Quist approves berth changes.")) == [
        "Jory Quist | Approve | berth changes | proposed"
    ]


def test_a_list_below_who_decides_names_topics_and_holders() -> None:
    text = "# Ferry\n\n## Decision rights\n\n- Fares: Ilse Brandt\n- Music – Olu Bankole\n- Paint: TBD"
    assert said(note(text)) == ["Ilse Brandt | Decide | Fares", "Olu Bankole | Decide | Music"]


def test_an_act_that_the_list_of_decisions_holds_is_not_told_twice() -> None:
    text = (
        "# Ferry\n\n## Key points\n\nThe trustees approved the new winter timetable.\n\n"
        + "## Decisions\n\n- The new winter timetable is approved."
    )
    assert [s for s in rights(note(text)) if isinstance(s, Decision)] == []
    alone = text.split("## Decisions")[0]
    (decision,) = (s for s in rights(note(alone)) if isinstance(s, Decision))
    assert [mention.name for mention in decision.decided_by] == ["trustees"]


def test_a_forum_s_notes_mean_it_by_the_council() -> None:
    given = structs.replace(
        note("## Key points\n\nThe council approves fares."), place=Place("forum", "Fare Council", "Work")
    )
    assert said(given) == ["Fare Council | Approve | fares"]


def test_a_forum_s_notes_know_it_by_its_name() -> None:
    given = structs.replace(
        note("## Key points\n\nThe Berth Round decides which ferries are repaired."),
        place=Place("forum", "Berth Round", "Work"),
    )
    assert said(given) == ["Berth Round | Decide | which ferries are repaired"]


def test_the_team_is_the_one_named_before_or_nobody() -> None:
    assert said(note("## Key points\n\nThe pier team met. The team decides on berths.")) == [
        "pier team | Decide | berths"
    ]
    assert said(note("## Key points\n\nThe team decides on berths.")) == []


def test_lines_are_those_of_the_file() -> None:
    given = note("# A\n\n## Key points\n\nNothing here.\nIlse Brandt decides on\nfares for groups. Rain.")
    (right,) = (s for s in rights(given) if isinstance(s, Right))
    assert (right.span.line, right.span.quote) == (6, "Ilse Brandt decides on fares for groups.")


def test_a_stretch_without_an_end_is_no_sentence() -> None:
    assert said(note("## Key points\n\n" + "Ilse Brandt decides on fares and " * 3000)) == []


def test_who_speaks_again_and_again_is_no_topic() -> None:
    talk = ("Olaf: Petra's call.", "Petra: well", "Olaf: the porter's call.", "Petra: yes", "Olaf: Rita's call.")
    assert said(note("## Key\n\n" + "\n\n".join(talk))) == []
    assert said(note("## Key\n\nDetours: Petra's call.")) == ["Petra | Decide | Detours"]
