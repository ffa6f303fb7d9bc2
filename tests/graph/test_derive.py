"""Facts that follow from statements, and those that must not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from graphkit.graph import KnowledgeGraph, Store, StoreError, derive
from tests.graph.conftest import FIXTURE, triples

NOTE = 'note:x a gk:Note ; gk:path "x.md" ; dcterms:date "2026-03-01"^^xsd:date . '
RIGHT = (
    'right:a a gk:DecisionRight ; gk:holder person:ada ; gk:power gk:Decide ; gk:about topic:wind ; gk:scope "wind" ;'
    ' gk:standing gk:Current ; gk:note note:x ; gk:line 3 ; gk:quote "q" ; dcterms:date "2026-02-01"^^xsd:date'
)
DECIDES = "ASK { person:ada gk:decides topic:wind }"

Make = Callable[[str], KnowledgeGraph]


def test_the_fixture_gives_just_the_facts_written_beside_it(store: Store) -> None:
    expected = Store.memory()
    expected.load(FIXTURE)
    derive(store)
    assert triples(store, store.names.derived) == triples(expected, expected.names.derived)


def test_deriving_twice_changes_nothing(store: Store) -> None:
    first = derive(store)
    facts = triples(store, store.names.derived)
    assert derive(store) == first
    assert triples(store, store.names.derived) == facts


def test_a_fact_whose_last_statement_is_gone_is_gone(store: Store) -> None:
    derive(store)
    store.remove_graph(store.names.note_graph("Pricing/2026-02-03 Pricing review.md"))
    derive(store)
    with KnowledgeGraph(store) as kg:
        assert kg.sparql("ASK { person:celeste-moreau gk:decides topic:pricing }") is False
        assert kg.sparql("ASK { ?one gk:conflictsWith ?other }") is False
        assert kg.sparql("ASK { person:amara-osei gk:decides topic:pricing }") is True


def test_a_current_right_is_a_fact(made: Make) -> None:
    assert made(f"{NOTE}{RIGHT} .").sparql(DECIDES) is True


@pytest.mark.parametrize(
    "unless",
    [
        "gk:negated true",
        "gk:believedBy person:bo",
        "gk:review gk:Rejected",
        "gk:review gk:Unconfirmed",
        'gk:heldUntil "2026-02-28"^^xsd:date',
        'gk:heldFrom "2026-03-02"^^xsd:date',
    ],
)
def test_a_right_that_does_not_hold_is_no_fact(made: Make, unless: str) -> None:
    assert made(f"{NOTE}{RIGHT} ; {unless} .").sparql(DECIDES) is False


def test_what_a_program_proposed_is_a_fact_as_soon_as_a_person_confirms_it(made: Make) -> None:
    assert made(f"{NOTE}{RIGHT} ; gk:review gk:Unconfirmed, gk:Confirmed .").sparql(DECIDES) is True


def test_what_a_program_proposed_neither_ends_nor_contradicts_a_right(made: Make) -> None:
    denial = said("b", "2026-02-20", " ; gk:negated true ; gk:review gk:Unconfirmed")
    rival = said("c", "2026-02-20", " ; gk:review gk:Unconfirmed", holder="person:bo")
    from_then = ' ; gk:heldFrom "2026-02-21"^^xsd:date ; gk:review gk:Unconfirmed'
    heir = said("d", "2026-02-20", from_then, holder="person:bo")
    kg = made(f"{NOTE}{RIGHT} . {denial}{rival}{heir}")
    assert kg.sparql(DECIDES) is True
    assert kg.sparql("ASK { ?one gk:conflictsWith ?other }") is False


def test_whom_somebody_reports_to_is_no_fact_until_a_person_confirms_what_a_program_read(made: Make) -> None:
    line = f"{NOTE}line:a a gk:ReportingLine ; gk:from person:ada ; gk:to person:bo ; gk:standing gk:Current"
    line = line.replace("line:a", "<urn:line>")
    reports = "ASK { person:ada orgv:reportsTo person:bo }"
    assert made(f"{line} ; gk:review gk:Unconfirmed .").sparql(reports) is False
    assert made(f"{line} ; gk:review gk:Unconfirmed, gk:Confirmed .").sparql(reports) is True


@pytest.mark.parametrize("standing", ["Past", "Proposed", "Hypothetical"])
def test_what_was_is_proposed_or_would_be_is_no_fact(made: Make, standing: str) -> None:
    assert made(NOTE + RIGHT.replace("gk:Current", f"gk:{standing}") + " .").sparql(DECIDES) is False


def said(name: str, day: str, what: str = "", scope: str = "wind", holder: str = "person:ada") -> str:
    """Another statement about the same power and topic, on another day."""
    text = RIGHT.replace("right:a", f"right:{name}").replace("2026-02-01", day).replace("person:ada", holder)
    return text.replace('gk:scope "wind"', f'gk:scope "{scope}"') + what + " . "


def test_a_later_denial_ends_a_right_and_dates_its_end(made: Make) -> None:
    kg = made(f"{NOTE}{RIGHT} . " + said("b", "2026-02-20", " ; gk:negated true"))
    assert kg.sparql(DECIDES) is False
    assert kg.sparql('ASK { right:a gk:heldUntil "2026-02-20"^^xsd:date }') is True


def test_an_earlier_denial_ends_nothing(made: Make) -> None:
    assert made(f"{NOTE}{RIGHT} . " + said("b", "2026-01-20", " ; gk:negated true")).sparql(DECIDES) is True


def test_a_denial_of_a_part_does_not_end_the_whole(made: Make) -> None:
    kg = made(f"{NOTE}{RIGHT} . " + said("b", "2026-02-20", " ; gk:negated true", scope="wind at night"))
    assert kg.sparql(DECIDES) is True


def test_a_denial_under_a_condition_or_on_hearsay_ends_nothing(made: Make) -> None:
    for only in (' ; gk:condition "above 5"', " ; gk:believedBy person:bo"):
        assert made(f"{NOTE}{RIGHT} . " + said("b", "2026-02-20", f" ; gk:negated true{only}")).sparql(DECIDES) is True


def test_two_who_decide_the_same_are_in_conflict(made: Make) -> None:
    kg = made(f"{NOTE}{RIGHT} . " + said("b", "2026-02-20", holder="person:bo"))
    assert kg.sparql("ASK { right:a gk:conflictsWith right:b . right:b gk:conflictsWith right:a }") is True


def test_conditions_and_scopes_keep_rights_apart(made: Make) -> None:
    for other in (said("b", "2026-02-20", ' ; gk:condition "above 5"', holder="person:bo"),
                  said("b", "2026-02-20", scope="sun", holder="person:bo")):  # fmt: skip
        assert made(f"{NOTE}{RIGHT} . {other}").sparql("ASK { ?one gk:conflictsWith ?other }") is False


def test_somebody_and_the_role_they_hold_are_one_voice(made: Make) -> None:
    role = "membership:m orgv:member person:ada ; orgv:role role:head ; gk:standing gk:Current . "
    kg = made(f"{NOTE}{RIGHT} . {role}" + said("b", "2026-02-20", holder="role:head"))
    assert kg.sparql("ASK { ?one gk:conflictsWith ?other }") is False


def test_a_store_that_is_only_read_derives_nothing(tmp_path: Path) -> None:
    with Store.begin(tmp_path) as begun:
        begun.commit()
    with Store.open(tmp_path) as opened, pytest.raises(StoreError, match="reading only"):
        derive(opened)
