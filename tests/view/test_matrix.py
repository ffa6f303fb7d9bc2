"""The matrix: who decides, in words first."""

from __future__ import annotations

import re

import pytest

from graphkit.graph import KnowledgeGraph, Store

pytestmark = pytest.mark.browser


def test_it_opens_and_names_deciders_in_words(open_page, kg):
    page = open_page(kg)
    assert page.page.get_by_role("tab", name="Matrix").get_attribute("aria-selected") == "true"
    assert re.search(r"data retention\s+Farouk Haddad", page.row("data retention").inner_text())
    assert (
        re.search(r"CFO\s+above \$50k", page.row("pricing").locator(".d").inner_text())
        or "+1" in page.row("pricing").inner_text()
    )


def test_what_nobody_decides_and_where_two_do_stands_out(open_page, kg):
    page = open_page(kg)
    assert "nobody" in page.row("hiring").inner_text()
    assert "gap" in page.row("hiring").get_attribute("class")
    assert "disputed" in page.row("pricing").get_attribute("class")
    colours = page.page.evaluate(
        "['data retention', 'hiring'].map((name) => getComputedStyle([...document.querySelectorAll('tbody th.t')]"
        ".find((cell) => cell.textContent === name)).backgroundColor)"
    )
    assert colours[0] != colours[1]


def test_a_cell_says_the_powers_and_opens_what_is_said_of_both(open_page, kg):
    page = open_page(kg)
    cell = page.row("data retention").get_by_role("button", name="Farouk Haddad decides: data retention")
    assert cell.locator(".glyph").get_attribute("data-letter") == "D"
    cell.click()
    assert "Farouk Haddad decides data retention" in page.panel()
    assert page.state()["with"] == "person:farouk-haddad"


def test_proposed_and_denied_powers_have_signs_of_their_own_and_beliefs_wait_for_a_click(open_page, kg):
    page = open_page(kg)
    assert page.row("data retention").locator(".glyph.maybe").count() == 1
    assert page.row("release calendar").locator(".glyph.denied").count() == 1
    assert page.page.locator(".matrix .glyph.believed").count() == 0
    page.page.locator("[data-filter=believed]").click()
    assert page.page.locator(".matrix .glyph.believed").count() > 0
    assert "believed" in page.state()["also"]


def test_a_power_can_be_left_out_by_its_sign(open_page, kg):
    page = open_page(kg)
    before = page.page.locator(".matrix .glyph.Own").count()
    chip = page.page.locator("[data-filter=Own]")
    chip.click()
    assert (before > 0, page.page.locator(".matrix .glyph.Own").count()) == (True, 0)
    assert page.page.locator("[data-filter=Own]").get_attribute("aria-pressed") == "false"


@pytest.mark.parametrize("group", ["topic", "project", "organisation", "none"])
def test_rows_can_be_grouped(group, open_page, kg):
    page = open_page(kg)
    rows = page.page.locator(".matrix tbody tr:not(.group)").count()
    page.page.locator("select[data-filter=group]").select_option(group)
    assert page.page.locator(".matrix tbody tr:not(.group)").count() == rows
    assert (page.page.locator(".matrix tr.group").count() == 0) == (group == "none")


def test_rows_can_be_sorted_and_chosen(open_page, kg):
    page = open_page(kg, at="group=none")
    page.page.get_by_role("button", name="Topic", exact=True).click()
    names = page.page.locator(".matrix tbody th.t").all_inner_texts()
    assert names == sorted(names, key=str.casefold)
    page.page.locator("select[data-filter=rows]").select_option("undecided")
    assert set(page.page.locator(".matrix td.d .none").all_inner_texts()) == {"nobody"}
    assert page.page.locator(".matrix tbody tr").count() == page.page.locator(".matrix td.d .none").count()


def test_header_and_first_columns_stay_in_sight(open_page, kg):
    page = open_page(kg, size=(900, 420)).page
    page.evaluate("document.getElementById('matrix').scrollTo(60, 240)")
    page.wait_for_timeout(50)
    matrix, head = page.locator("#matrix").bounding_box(), page.locator(".matrix thead").bounding_box()
    assert abs(matrix["y"] - head["y"]) < 2
    assert abs(matrix["x"] - page.locator(".matrix tbody th.t").first.bounding_box()["x"]) < 2


def holders(count: int, topics: int) -> str:
    turtle = "note:n a gk:Note ; gk:path 'n.md' ; dcterms:date '2026-01-02'^^xsd:date . "
    for number in range(topics):
        turtle += (
            f"topic:t{number} a skos:Concept ; rdfs:label 'topic {number}' . "
            f"person:p{number % count} a foaf:Person ; rdfs:label 'Person {number % count}' . "
            f"right:r{number} a gk:DecisionRight ; gk:holder person:p{number % count} ; gk:power gk:Decide ;"
            f" gk:about topic:t{number} ; gk:scope 'topic {number}' ; gk:note note:n ; gk:line {number + 1} ;"
            f" gk:quote 'Person {number % count} decides topic {number}.' ; dcterms:date '2026-01-02'^^xsd:date . "
        )
    return turtle


def test_hundreds_of_topics_and_people_stay_usable(open_page, graph_of):
    page = open_page(graph_of(holders(200, 500)))
    shown = page.page.locator(".matrix tbody tr:not(.group)").count()
    assert 100 <= shown < 500
    columns = page.page.locator(".matrix thead th").count()
    page.page.get_by_role("button", name="more", exact=False).filter(has_text="+").click()
    assert page.page.locator(".matrix thead th").count() > columns + 50
    page.page.get_by_role("button", name=re.compile("Show .* more of 500 topics")).click()
    assert page.page.locator(".matrix tbody tr:not(.group)").count() > shown


def test_an_empty_graph_says_that_it_is_empty(open_page):
    page = open_page(KnowledgeGraph(Store.memory()))
    assert "do not say of anybody that they decide" in page.page.locator("#matrix").inner_text()
    for view in ("Graph", "Timeline", "Questions"):
        page.page.get_by_role("tab", name=view).click()
        assert page.page.get_by_text("No", exact=False).first.is_visible()
    assert page.page.locator("#as-of").is_hidden()


def test_a_graph_of_one_right_is_whole_in_every_view(open_page, graph_of):
    page = open_page(
        graph_of(
            "right:r a gk:DecisionRight ; gk:holder person:ada ; gk:power gk:Own ; gk:scope 'doors' ;"
            " gk:note note:n ; gk:line 3 ; gk:quote 'Ada runs doors.' ; dcterms:date '2026-01-02'^^xsd:date ."
            " note:n a gk:Note ; gk:path 'n.md' ; dcterms:date '2026-01-02'^^xsd:date ."
            " person:ada a foaf:Person ; rdfs:label 'Ada' ."
        )
    )
    page.row("doors").get_by_role("button", name="doors", exact=True).click()
    assert "Ada is accountable for doors" in page.panel()
    assert "n.md, line 3" in page.panel()
    for view in ("Graph", "Timeline", "Questions"):
        page.page.get_by_role("tab", name=view).click()
        assert page.page.locator("#panel h2").inner_text() == "doors"
