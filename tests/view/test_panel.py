"""The panel: everything about the selection, with its evidence."""

from __future__ import annotations

import re

import pytest

pytestmark = pytest.mark.browser


def test_a_topic_comes_with_each_right_its_quote_date_and_place(open_page, kg):
    page = open_page(kg)
    page.thing("data retention").click()
    panel = page.panel()
    assert "Farouk Haddad decides." in panel
    assert "Until January Elif Kaya decided data retention; Farouk decides it now." in panel
    assert "17 Feb 2026 · unconfirmed · confidence 0.90" in panel
    assert "Retention, line 9" in panel


def test_what_is_no_fact_is_marked_as_such(open_page, kg):
    page = open_page(kg)
    page.thing("data retention").click()
    kinds = {
        one.locator(".say").first.inner_text(): one.get_attribute("class")
        for one in page.page.locator("#panel .statement").all()
    }
    said = "\n".join(kinds)
    assert re.search(r"It is proposed that Greta Sundholm decides data retention\s*only proposed", said)
    assert re.search(r"Elif Demir can veto data retention\s*ended", said)
    assert "unsure" in next(kind for text, kind in kinds.items() if "proposed" in text)
    page.go("sel=topic:vendor-selection")
    assert re.search(r"REJECTED BY A PERSON\s.*Björn Lindqvist decides vendor selection", page.panel(), re.DOTALL)


def test_two_deciders_are_named_as_contradicting_each_other(open_page, kg):
    page = open_page(kg, at="sel=topic:pricing")
    panel = page.panel()
    summary = "Celeste Moreau (pricing for the sensor line), CFO (above $50k) and Amara Osei are said to decide."
    assert summary in panel
    warned = page.page.locator("#panel .warned").all_inner_texts()
    assert [text.partition(" are both")[0] for text in warned] == ["⚠ Celeste Moreau and Amara Osei"], "not the CFO"


def test_before_anything_is_chosen_the_answers_stand_there_as_a_whole(open_page, kg):
    page = open_page(kg)
    lines = page.page.locator("#panel .glance button")
    assert lines.all_inner_texts() == [
        "3 topics decided by somebody",
        "4 topics decided by nobody",
        "One topic where two are said to decide",
        "2 questions still open",
    ]
    lines.nth(1).click()
    assert page.state() == {"rows": "undecided"}
    assert set(page.page.locator(".matrix td.d .none").all_inner_texts()) == {"nobody"}
    assert page.page.locator(".matrix td.d").count() == 4
    lines.nth(3).click()
    assert page.page.locator("#questions").get_by_text("Who picks the vendor?").is_visible()
    page.page.locator("#panel .most").get_by_role("button", name="CFO").click()
    assert page.page.locator("#panel h2").inner_text() == "CFO"


def test_a_task_names_who_was_there_and_does_not_say_who_gave_it(open_page, kg):
    page = open_page(kg, at="view=questions")
    page.page.locator("section[aria-labelledby=q-overdue] .rows button").first.click()
    panel = page.panel()
    assert "TO BE DONE BY" in panel.upper()
    assert re.search(r"IN THE ROOM WHEN IT WAS NOTED; WHO GAVE IT IS NOT SAID\s+\w", panel, re.IGNORECASE)


def test_names_lead_on_and_escape_closes(open_page, kg):
    page = open_page(kg, at="sel=topic:data-retention")
    page.page.locator("#panel").get_by_role("button", name="Farouk Haddad").first.click()
    assert page.page.locator("#panel h2").inner_text() == "Farouk Haddad"
    page.page.keyboard.press("Escape")
    assert "AT A GLANCE" in page.panel().upper()


CHAIN = (
    "note:n a gk:Note ; gk:path 'n.md' ; dcterms:date '2026-01-02'^^xsd:date ."
    " topic:doors a skos:Concept ; rdfs:label 'doors' ."
    " person:ada a foaf:Person ; rdfs:label 'Ada' . person:ben a foaf:Person ; rdfs:label 'Ben' ."
    " person:cyd a foaf:Person ; rdfs:label 'Cyd' . "
)


def right(name: str, holder: str, power: str, more: str = "", day: str = "2026-01-02") -> str:
    return (
        f"right:{name} a gk:DecisionRight ; gk:holder person:{holder} ; gk:power gk:{power} ; gk:about topic:doors ;"
        f" gk:scope 'doors' ; gk:note note:n ; gk:line 1 ; gk:quote '{name}' {more} ; dcterms:date '{day}'^^xsd:date . "
    )


def test_whom_to_talk_to_comes_in_order(open_page, graph_of):
    rights = (
        right("a", "ada", "Decide") + right("b", "ben", "Recommend", "; gk:to person:ada") + right("c", "cyd", "Veto")
    )
    page = open_page(graph_of(CHAIN + rights), at="sel=topic:doors")
    way = [" ".join(text.split()) for text in page.page.locator("#panel .way li").all_inner_texts()]
    assert way == ["Ben has a say", "Cyd has to agree", "Ada decides"]


def test_whom_to_talk_to_tells_the_limit_under_which_somebody_has_to_agree(open_page, graph_of):
    rights = (
        right("a", "ada", "Decide", "; gk:condition 'up to 20 doors'")
        + right("b", "ben", "Approve", "; gk:condition 'above 20 doors'")
        + right("c", "cyd", "Approve")
    )
    page = open_page(graph_of(CHAIN + rights), at="sel=topic:doors")
    way = [" ".join(text.split()) for text in page.page.locator("#panel .way li").all_inner_texts()]
    assert way == ["Cyd has to agree", "Ben has to agree above 20 doors", "Ada decides up to 20 doors"]


def test_where_nobody_decides_it_goes_to_whoever_is_nearest_and_upwards(open_page, graph_of):
    line = (
        "right:l a gk:ReportingLine ; gk:from person:ben ; gk:to person:ada ; gk:standing gk:Current ; gk:note note:n ;"
        " gk:line 2 ; gk:quote 'Ben reports to Ada.' ; dcterms:date '2026-01-02'^^xsd:date . "
    )
    page = open_page(graph_of(CHAIN + right("b", "ben", "Own") + line), at="sel=topic:doors")
    assert "Nobody is said to decide this." in page.panel()
    way = [" ".join(text.split()) for text in page.page.locator("#panel .way li").all_inner_texts()]
    assert way == ["Ben is accountable", "Ada is told next"]


def test_open_questions_and_overdue_tasks_are_told_with_their_age(open_page, graph_of):
    more = (
        "question:q a gk:OpenQuestion ; rdfs:label 'Which hinges?' ; gk:about topic:doors ; gk:note note:n ;"
        " gk:line 3 ;"
        " gk:quote 'Which hinges?' ; dcterms:date '2026-01-02'^^xsd:date ."
        " action:t a gk:ActionItem ; rdfs:label 'Buy paint' ; gk:owner person:ada ; gk:about topic:doors ; gk:due"
        " '2026-01-05'^^xsd:date ; gk:taskState gk:Open ; gk:note note:n ; gk:line 4 ; gk:quote 'Buy paint' ;"
        " dcterms:date '2026-01-02'^^xsd:date ."
        " note:m a gk:Note ; gk:path 'm.md' ; dcterms:date '2026-02-01'^^xsd:date ."
    )
    panel = open_page(graph_of(CHAIN + more), at="sel=topic:doors").panel()
    assert re.search(r"Which hinges\?\s*open for 30 days", panel)
    assert re.search(r"5 Jan 2026\s+Buy paint\s* — Ada\s*overdue", panel)


def test_a_decision_says_who_made_it_or_that_nobody_is_named(open_page, kg):
    page = open_page(kg, at="view=questions")
    page.page.locator("section[aria-labelledby=q-unsigned] .rows button").first.click()
    assert "Nobody is named as who decided it." in page.panel()


def test_two_things_show_how_they_hang_together(open_page, kg):
    page = open_page(kg, at="sel=person:amara-osei&with=person:farouk-haddad")
    assert "No statement names both." in page.panel()
    way = [text.split("\n")[0] for text in page.page.locator("#panel .way li").all_inner_texts()]
    assert way == ["Amara Osei", "Björn Lindqvist", "Greta Sundholm", "data retention", "Farouk Haddad"]
    page.go("sel=person:amara-osei&with=topic:pricing")
    assert "Together in one meeting, last on 12 Jan 2026." in page.panel()
    assert "Amara decides pricing; Björn makes the recommendation to her." in page.panel()


def test_links_lead_to_the_note_beside_the_page(open_page, graph_of, tmp_path):
    vault = tmp_path / "Notes"
    (vault / ".obsidian").mkdir(parents=True)
    (vault / "People").mkdir()
    (vault / "People" / "1 on 1.md").write_text("Ada decides doors.", "utf-8")
    page = open_page(
        graph_of(
            "right:r a gk:DecisionRight ; gk:holder person:ada ; gk:power gk:Decide ; gk:scope 'doors' ;"
            " gk:note note:n ; gk:line 1 ; gk:quote 'Ada decides doors.' ;"
            " dcterms:date '2026-01-02'^^xsd:date ."
            " note:n a gk:Note ; gk:path 'People/1 on 1.md' ; dcterms:date '2026-01-02'^^xsd:date .",
            vault=vault,
        )
    )
    page.thing("doors").click()
    links = [link.get_attribute("href") for link in page.page.locator("#panel a").all()]
    assert links == [
        "./Notes/People/1%20on%201.md",
        "obsidian://open?vault=Notes&file=People%2F1%20on%201.md",
    ]
