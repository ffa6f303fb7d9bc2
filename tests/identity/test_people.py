"""Who there is, and who is meant."""

from __future__ import annotations

import pytest

from graphkit.extract.manifest import Listed
from graphkit.extract.statement import Attendance, Membership
from graphkit.identity.evidence import Evidence
from graphkit.vault.config import Person
from tests.identity.notes import (
    attends,
    entities,
    kinds,
    label,
    member,
    note,
    people,
    person,
    placed,
    resolved,
    right,
    task,
    unknown,
    who,
)


def test_a_name_is_one_person_in_every_accent_case_and_order() -> None:
    found = resolved(
        note("a.md", attends("Zoë Brandt", "Karim Saïd")),
        note("b.md", attends("ZOE BRANDT", "Said, Karim"), date="2026-02-11"),
        note(
            "c.md",
            attends("Dr. Zoë Brandt", "Karim Said"),
            task("Call the vet", "Zoe Brandt’s"),
            date="2026-02-12",
        ),
    )
    assert people(found) == {"Zoë Brandt", "Karim Saïd"}
    assert entities(found, "Person")["Zoë Brandt"].aliases == ("Dr. Zoë Brandt", "ZOE BRANDT")


def test_the_label_is_the_form_the_notes_write_most_often() -> None:
    found = resolved(
        *(
            note(f"{at}.md", attends(name), date=f"2026-02-1{at}")
            for at, name in enumerate(["Joao Prado", "João Prado", "João Prado"])
        )
    )
    assert people(found) == {"João Prado"}


def test_a_doubled_surname_is_written_once() -> None:
    both = resolved(note("a.md", attends("Lena Holm Holm")), note("b.md", attends("Lena Holm"), date="2026-02-11"))
    assert people(both) == {"Lena Holm"}


@pytest.mark.parametrize(
    "written",
    [
        "TBD",
        "Unknown",
        "Speaker 1",
        "Remote",
        "localhost",
        "Platform team",
        "release-news list",
        "{{name}}",
        "",
        "12",
        "N/A",
    ],
)
def test_what_is_no_person_is_not_made_one(written: str) -> None:
    found = resolved(note("a.md", attends("Lena Holm", written), task("Water the plants", written)))
    assert people(found) == {"Lena Holm"}


def test_near_spellings_stay_two_until_something_says_otherwise() -> None:
    notes = [note("a.md", attends("Katrin Moser")), note("b.md", attends("Kathrin Moser"), date="2026-02-11")]
    assert people(resolved(*notes)) == {"Katrin Moser", "Kathrin Moser"}
    known = Evidence(aliases=(("Katrin Moser", "Kathrin Moser"),))
    found = resolved(*notes, evidence=known)
    assert entities(found, "Person")["Katrin Moser"].aliases == ("Kathrin Moser",)
    assert people(found) == {"Katrin Moser"}


def test_a_first_name_means_the_participant_of_that_name() -> None:
    found = resolved(
        note("a.md", attends("Lena Holm", "Mats Lund"), task("Pay the invoice", "Lena"), names=[person("Mats")]),
        note("b.md", attends("Lena Okafor"), date="2026-02-11"),
    )
    assert who(found, "a.md", "Lena") == "Lena Holm"
    assert who(found, "a.md", "Mats") == "Mats Lund"
    assert entities(found, "Person")["Lena Holm"].aliases == ("Lena",)


def test_two_participants_of_one_first_name_leave_it_open() -> None:
    found = resolved(
        note(
            "a.md",
            attends("Lena Holm", "Lena Okafor"),
            task("Pay the invoice", "Lena"),
            right("Lena decides", "Lena"),
        )
    )
    assert who(found, "a.md", "Lena") is None
    assert who(found, "a.md", unknown("Lena")) is None
    told = found.notes["a.md"].ambiguous
    assert [(open_name.name, open_name.line) for open_name in told] == [("Lena", 20), ("Lena", 40)]
    assert all([ref.slug for ref in open_name.candidates] == ["lena-holm", "lena-okafor"] for open_name in told)
    problems = [problem for problem in found.problems if problem.kind == "ambiguous-name"]
    assert [problem.line for problem in problems] == [20, 40]
    assert "Lena Holm or Lena Okafor" in problems[0].message


def test_the_folder_says_whose_note_it_is_when_no_list_does() -> None:
    found = resolved(
        note("People/Lena Holm/2026-02-10 - Budget.md", right("Lena decides on the budget", "Lena")),
        note("b.md", attends("Lena Okafor"), date="2026-02-11"),
    )
    assert who(found, "People/Lena Holm/2026-02-10 - Budget.md", unknown("Lena")) == "Lena Holm"


def test_a_full_name_in_the_note_explains_its_first_name() -> None:
    found = resolved(
        note(
            "a.md",
            attends("Mats Lund"),
            task("Order paint", "Lena Holm"),
            task("Order brushes", "Lena", line=21),
        ),
        note("b.md", attends("Lena Okafor"), date="2026-02-11"),
    )
    assert who(found, "a.md", "Lena") == "Lena Holm"


def test_the_only_bearer_of_a_first_name_is_meant_where_they_have_to_do_with_the_note() -> None:
    first = note("Projects/Bridge/2026-02-10.md", attends("Lena Holm", "Mats Lund"))
    near = note("Projects/Bridge/2026-02-20.md", attends("Ada Roth", "Lena"), date="2026-02-20")
    far = note("Projects/Harvest/2026-02-20.md", attends("Ada Roth", "Lena"), date="2026-02-20")
    assert who(resolved(first, near), near.path, "Lena") == "Lena Holm"
    apart = resolved(first, far)
    assert who(apart, far.path, "Lena") is None
    assert [c.slug for c in apart.notes[far.path].ambiguous[0].candidates] == ["lena-holm"]


def test_who_met_the_others_before_is_meant_by_a_first_name() -> None:
    found = resolved(
        note("a.md", attends("Lena Holm", "Mats Lund")),
        note("b.md", attends("Mats Lund", "Lena"), date="2026-02-20"),
    )
    assert who(found, "b.md", "Lena") == "Lena Holm"


def test_having_met_the_owner_alone_explains_nobody() -> None:
    found = resolved(
        note("a.md", attends("Myself", "Lena Holm")),
        note("b.md", attends("Myself", "Lena"), date="2026-02-20"),
        owner="Ada Roth",
    )
    assert who(found, "b.md", "Lena") is None


def test_somebody_known_by_first_name_alone_is_one_person() -> None:
    found = resolved(
        note("a.md", attends("Mats Lund", "Juno (last name unknown)")),
        note("b.md", attends("Mats Lund"), right("Juno decides on paint", person("Juno")), date="2026-02-20"),
    )
    assert people(found) == {"Mats Lund", "Juno"}
    assert who(found, "b.md", "Juno") == "Juno"


def test_a_last_name_that_is_not_known_is_not_taken_from_somebody_else() -> None:
    found = resolved(
        note("a.md", attends("Mats Lund", "Juno (last name unknown)")),
        note("b.md", attends("Mats Lund", "Juno Adeyemi"), date="2026-02-20"),
    )
    assert people(found) == {"Mats Lund", "Juno", "Juno Adeyemi"}
    assert who(found, "a.md", "Juno") == "Juno"


def test_somebody_whose_last_name_one_list_does_not_know_is_no_candidate_in_other_notes() -> None:
    found = resolved(
        note("a.md", attends("Mats Lund", "Juno (last name unknown)")),
        note("b.md", attends("Mats Lund", "Juno Adeyemi"), date="2026-02-20"),
        note("c.md", attends("Mats Lund"), task("Sand the hull", "Juno"), date="2026-02-21"),
        note("d.md", attends("Mats Lund", "Juno (last name unknown)"), task("Oil it", "Juno"), date="2026-02-22"),
    )
    assert who(found, "c.md", "Juno") == "Juno Adeyemi"
    assert who(found, "d.md", "Juno") == "Juno"


def test_two_who_bear_a_first_name_stay_two_candidates_beside_one_whose_last_name_is_not_known() -> None:
    found = resolved(
        note("a.md", attends("Mats Lund", "Juno (last name unknown)")),
        note("b.md", attends("Mats Lund", "Juno Adeyemi"), date="2026-02-20"),
        note("c.md", attends("Mats Lund", "Juno Thorsen"), date="2026-02-21"),
        note("d.md", attends("Mats Lund"), task("Sand the hull", "Juno"), date="2026-02-22"),
    )
    (open_name,) = found.notes["d.md"].ambiguous
    assert [label(found, ref) for ref in open_name.candidates] == ["Juno Adeyemi", "Juno Thorsen"]


def test_an_alias_names_its_person_everywhere() -> None:
    known = Evidence(
        people=(Person("Wilhelmina Stark", ("Billie", "WS")),),
        listed=(Listed("Tarek Aziz", "person", aliases=("Taz",), mailbox="tarek@mill.example"),),
    )
    found = resolved(
        note(
            "a.md",
            attends("Mats Lund"),
            task("Order paint", "Billie"),
            task("Order brushes", "WS", "Taz", line=21),
        ),
        evidence=known,
    )
    assert who(found, "a.md", "Billie") == who(found, "a.md", "WS") == "Wilhelmina Stark"
    assert entities(found, "Person")["Tarek Aziz"].mailboxes == ("tarek@mill.example",)


def test_an_alias_of_two_people_is_nobodys() -> None:
    known = Evidence(people=(Person("Wilhelmina Stark", ("Billie",)), Person("Belinda Cho", ("Billie",))))
    found = resolved(note("a.md", attends("Mats Lund"), task("Order paint", "Billie")), evidence=known)
    assert who(found, "a.md", "Billie") is None


def test_a_page_states_aliases() -> None:
    page = note("People/Tarek Aziz/README.md", kind="page", date="", aliases=(("Tarek Aziz", "Taz"),))
    found = resolved(page, note("a.md", attends("Mats Lund"), task("Order paint", "Taz")))
    assert who(found, "a.md", "Taz") == "Tarek Aziz"


def test_an_initial_shortens_the_name_of_a_participant() -> None:
    found = resolved(
        note(
            "a.md",
            attends("Lena Holm", "Lena Okafor"),
            task("Order paint", "Lena H."),
            task("Pay", "L. Okafor", line=21),
        )
    )
    assert who(found, "a.md", "Lena H.") == "Lena Holm"
    assert who(found, "a.md", "L. Okafor") == "Lena Okafor"


def test_a_handle_is_whoever_is_listed_with_it() -> None:
    listed = (
        *attends("Mats Lund"),
        *(type(a)(a.span, person("Lena Holm", "@lh")) for a in attends("Lena Holm (@lh)")),
    )
    found = resolved(
        note("a.md", listed),
        note("b.md", task("Order paint", "lh"), names=[unknown("@lh")], date="2026-02-11"),
    )
    assert who(found, "b.md", unknown("@lh")) == "Lena Holm"
    assert who(found, "b.md", "lh") == "Lena Holm"
    assert entities(found, "Person")["Lena Holm"].handles == ("lh",)


def test_one_handle_joins_like_names_and_no_others() -> None:
    def listed(name: str) -> tuple[Attendance, ...]:
        return tuple(type(a)(a.span, person(name, "@lh")) for a in attends(name))

    found = resolved(
        *(note(f"{at}.md", listed(name), date=f"2026-02-1{at}")
          for at, name in enumerate(["Lena Holm", "Lena Holm", "Lenna Holm", "Mats Lund"]))
    )  # fmt: skip
    assert people(found) == {"Lena Holm", "Mats Lund"}


def test_who_is_listed_by_handle_alone_is_called_by_it() -> None:
    listed = tuple(type(a)(a.span, person("", "@quietone")) for a in attends("@quietone"))
    assert people(resolved(note("a.md", listed))) == {"quietone"}


def test_an_owner_cut_short_is_told_and_not_linked() -> None:
    found = resolved(
        note(
            "a.md",
            attends("Lena Holmqvist", "Mats Lund"),
            task("Order paint", "Lena Holmq"),
            task("Pay", "Mat", line=21),
        )
    )
    assert people(found) == {"Lena Holmqvist", "Mats Lund"}
    told = [problem for problem in found.problems if problem.kind == "unknown-owner"]
    assert [problem.line for problem in told] == [20, 21]
    assert all("cut short" in problem.message for problem in told)


def test_a_task_of_nobody_is_no_problem() -> None:
    assert "unknown-owner" not in kinds(resolved(note("a.md", attends("Mats Lund"), task("Order paint", "TBD"))))


def test_a_task_may_belong_to_a_team() -> None:
    found = resolved(note("a.md", attends("Mats Lund"), task("Order paint", "Harbour team")))
    assert who(found, "a.md", "Harbour team") == "Harbour team"
    assert set(entities(found, "OrganizationalUnit")) == {"Harbour team"}


def test_an_unknown_word_that_holds_a_right_is_a_person_only_beside_people() -> None:
    alone = resolved(note("a.md", attends("Mats Lund"), right("Ledgerly approves invoices", "Ledgerly")))
    assert people(alone) == {"Mats Lund"}
    beside = resolved(
        note(
            "a.md",
            attends("Mats Lund"),
            right("Mats Lund and Juno decide", "Mats Lund"),
            right("Mats Lund and Juno decide", "Juno"),
        )
    )
    assert people(beside) == {"Mats Lund", "Juno"}


def test_a_project_or_customer_that_holds_a_right_is_no_person() -> None:
    found = resolved(
        note(
            "Customers/Blue Heron/2026-02-10.md",
            attends("Mats Lund"),
            right("Blue Heron decides", "Blue Heron"),
            right("Silver Birch decides", "Silver Birch", line=41),
        ),
        note("Projects/Silver Birch/2026-02-11.md", attends("Mats Lund"), date="2026-02-11"),
    )
    assert people(found) == {"Mats Lund"}


def test_a_person_known_only_from_evidence_is_not_in_the_graph() -> None:
    assert people(resolved(note("a.md", attends("Mats Lund")), evidence=Evidence(people=(Person("Ada Roth"),)))) == {
        "Mats Lund"
    }


def test_two_people_whose_names_fold_alike_in_another_script_keep_names_of_their_own() -> None:
    found = resolved(note("a.md", attends("李雷", "韩梅梅")))
    assert people(found) == {"李雷", "韩梅梅"}
    assert len({entity.ref for entity in found.entities}) == 2


def test_the_same_membership_is_said_once_in_a_note() -> None:
    found = resolved(
        note(
            "a.md",
            attends("Lena Holm"),
            member("Lena Holm", "Orbis", "COO"),
            member("Lena Holm", "Orbis", "COO", line=9),
        )
    )
    (only,) = placed(found, Membership)
    assert only.ref.slug == "lena-holm-orbis-5"


def test_a_list_of_first_names_means_those_who_met_each_other_under_full_names() -> None:
    found = resolved(
        note("a.md", attends("Lena Holm", "Mats Lund", "Juno Adeyemi", "Li Wei")),
        note("b.md", attends("Lena", "Mats", "Juno"), date="2026-02-20"),
    )
    assert [who(found, "b.md", name) for name in ("Lena", "Mats", "Juno")] == ["Lena Holm", "Mats Lund", "Juno Adeyemi"]


def test_a_series_of_meetings_knows_its_people_by_first_name() -> None:
    found = resolved(
        note("a.md", attends("Lena Holm", "Mats Lund"), title="Harbour Committee, 10 February 2026"),
        note("b.md", attends("Lena", "Ada Roth"), title="Harbour Committee, 17 February 2026", date="2026-02-17"),
        note("c.md", attends("Lena", "Ada Roth"), title="Weekly meeting notes", date="2026-02-18"),
    )
    assert who(found, "b.md", "Lena") == "Lena Holm"


def test_an_inner_initial_makes_nobody_new_unless_it_tells_two_apart() -> None:
    one = resolved(note("a.md", attends("Lena B. Holm")), note("b.md", attends("Lena Holm"), date="2026-02-11"))
    assert len(people(one)) == 1
    two = resolved(note("a.md", attends("Lena B. Holm", "Lena C. Holm", "Lena Holm")))
    assert people(two) == {"Lena B. Holm", "Lena C. Holm", "Lena Holm"}


def test_a_slip_in_a_full_name_is_known_by_the_series_and_the_company() -> None:
    found = resolved(
        note("Staff 1.md", attends("Katrin Moserling", "Lena Holm"), date="2026-02-01"),
        note("Staff 2.md", attends("Katrin Moserling", "Lena Holm"), date="2026-02-08"),
        note("Staff 3.md", attends("Katrin Moserlign", "Lena Holm"), date="2026-02-15"),
    )
    assert people(found) == {"Katrin Moserling", "Lena Holm"}


@pytest.mark.parametrize(
    ("one", "other"),
    [("Paul Moserling", "Paula Moserling"), ("Mario Moserling", "Maria Moserling"), ("Dan Moser", "Don Moser")],
)
def test_a_letter_that_makes_another_name_makes_another_person(one: str, other: str) -> None:
    found = resolved(
        note("Staff 1.md", attends(one, "Lena Holm"), date="2026-02-01"),
        note("Staff 2.md", attends(other, "Lena Holm"), date="2026-02-08"),
    )
    assert people(found) == {one, other, "Lena Holm"}


def test_close_names_at_one_meeting_are_two_people_everywhere() -> None:
    found = resolved(
        note("Staff 1.md", attends("Katrin Moserling", "Katrin Moserlign", "Lena Holm"), date="2026-02-01"),
        note("Staff 2.md", attends("Katrin Moserlign", "Lena Holm"), date="2026-02-08"),
    )
    assert people(found) == {"Katrin Moserling", "Katrin Moserlign", "Lena Holm"}


def test_a_slip_that_fits_two_people_is_joined_to_neither() -> None:
    found = resolved(
        note("Staff 1.md", attends("Katrin Moserling", "Katrin Mosterling", "Lena Holm"), date="2026-02-01"),
        note("Staff 2.md", attends("Katrin Mosserling", "Lena Holm"), date="2026-02-08"),
    )
    assert len(people(found)) == 4


def test_a_first_name_means_who_attends_the_meetings_next_to_it_in_the_series() -> None:
    found = resolved(
        note("Calls/call 1.md", attends("Lena Holm", "Mats Lund"), date="2026-02-01"),
        note("Calls/call 2.md", right("Lena decides on prices.", "Lena"), date="2026-02-08"),
        note("Other/talk.md", attends("Lena Okafor"), date="2026-02-09"),
    )
    assert who(found, "Calls/call 2.md", unknown("Lena")) == "Lena Holm"


def test_a_first_name_that_two_regulars_bear_stays_open() -> None:
    found = resolved(
        note("Calls/call 1.md", attends("Lena Holm", "Lena Okafor"), date="2026-02-01"),
        note("Calls/call 2.md", right("Lena decides on prices.", "Lena"), date="2026-02-08"),
    )
    assert who(found, "Calls/call 2.md", unknown("Lena")) is None
    assert found.notes["Calls/call 2.md"].ambiguous


def test_a_name_behind_a_full_name_is_another_name_of_that_person() -> None:
    found = resolved(
        note("a.md", attends("Lena Holm (stargazer)"), member("Lena Holm", "stargazer")),
        *(note(f"{day}.md", attends("stargazer", "Mats Lund"), date=f"2026-03-0{day}") for day in range(1, 5)),
    )
    assert people(found) == {"Lena Holm", "Mats Lund"}
    assert who(found, "1.md", "stargazer") == "Lena Holm"


def test_a_name_behind_a_full_name_that_a_list_holds_beside_it_is_somebody_else() -> None:
    found = resolved(
        note("a.md", attends("Lena Holm (stargazer)"), member("Lena Holm", "stargazer")),
        *(note(f"{day}.md", attends("stargazer", "Lena Holm"), date=f"2026-03-0{day}") for day in range(1, 5)),
    )
    assert people(found) == {"Lena Holm", "stargazer"}


def test_a_full_name_in_the_text_that_is_a_slip_means_the_participant() -> None:
    found = resolved(note("a.md", attends("Katrin Moserling", "Lena Holm"), names=[unknown("Katrin Moserlign")]))
    assert who(found, "a.md", unknown("Katrin Moserlign")) == "Katrin Moserling"
    assert people(found) == {"Katrin Moserling", "Lena Holm"}


def test_a_full_name_written_together_is_the_full_name() -> None:
    found = resolved(
        note("Staff 1.md", attends("Katrin Moserling", "Lena Holm"), date="2026-02-01"),
        note("Staff 2.md", attends("Katrinmoserling", "Lena Holm"), date="2026-02-08"),
    )
    assert people(found) == {"Katrin Moserling", "Lena Holm"}


@pytest.mark.parametrize(("short", "meant"), [("Kath", "Katharina Moser"), ("Bob", "Robert Berg"), ("Ka", None)])
def test_a_short_form_that_nobody_bears_means_the_one_participant_it_fits(short: str, meant: str | None) -> None:
    found = resolved(note("a.md", attends("Katharina Moser", "Robert Berg"), names=[unknown(short)]))
    assert who(found, "a.md", unknown(short)) == meant
