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
    said = page.row("pricing").locator(".d").inner_text()
    assert re.fullmatch(r"⚠ Celeste Moreau pricing for the sensor line · CFO above \$50k\s*\+1", said)


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
    page.until("document.querySelectorAll('.matrix tbody tr:not(.group)').length === 150")
    shown = page.page.locator(".matrix tbody tr:not(.group)").count()
    columns = page.page.locator(".matrix thead th").count()
    page.page.get_by_role("button", name="more", exact=False).filter(has_text="+").click()
    assert page.page.locator(".matrix thead th").count() > columns + 50
    page.page.get_by_role("button", name=re.compile("Show .* more of 500 topics")).click()
    assert page.page.locator(".matrix tbody tr:not(.group)").count() > shown


def test_an_empty_graph_says_that_it_is_empty(open_page):
    page = open_page(KnowledgeGraph(Store.memory()))
    assert "do not say of anybody that they decide" in page.page.locator("#matrix").inner_text()
    for view, words in (
        ("Graph", "Nothing that this picture could show is left"),
        ("Timeline", "No decision and no right is left"),
        ("Questions", "No question is open."),
    ):
        page.page.get_by_role("tab", name=view).click()
        assert page.page.locator(f"#view-{view.lower()}").get_by_text(words).is_visible()
    assert page.page.locator("#as-of").is_hidden()
    assert page.page.locator("#panel .glance").count() == 0


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
        assert page.page.locator(f"#view-{view.lower()} .empty:not([hidden])").count() == 0
    assert page.page.locator("body").get_attribute("data-drawn") == "3", "two nodes and a line"


@pytest.mark.parametrize("width", [1440, 1280, 1100])
@pytest.mark.parametrize("at", ["", "sel=topic:t7", "sel=person:p63&with=topic:t63"])
def test_the_way_to_more_columns_is_in_sight(width, at, open_page, graph_of):
    page = open_page(graph_of(holders(60, 90)), size=(width, 800), at=at).page
    matrix, more = page.locator("#matrix").bounding_box(), page.locator(".columns").bounding_box()
    assert more["x"] + more["width"] <= matrix["x"] + matrix["width"]
    assert page.evaluate(
        "(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth)(document.querySelector('#matrix'))"
    )
    words = "(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth)(document.querySelector('.columns'))"
    assert page.evaluate(words), "its words are cut"


def test_columns_are_of_those_who_have_a_say_in_what_is_in_sight(open_page, graph_of):
    page = open_page(graph_of(holders(200, 300)), at="group=none&sort=name")
    rows = page.page.locator(".matrix tbody tr")
    first = [rows.nth(number).locator(".d .thing").inner_text() for number in range(8)]
    columns = page.page.locator(".matrix thead th:not(.t):not(.d) button").all_inner_texts()
    shown = [name.rpartition(" ")[0] if not name[-1].isdigit() else name for name in columns]
    assert set(first) <= {name.strip() for name in shown}
    page.page.locator("#search").fill("topic 250")
    page.page.keyboard.press("Enter")
    assert any(name.startswith("Person 50") for name in page.page.locator(".matrix thead th button").all_inner_texts())
    row, matrix = page.row("topic 250").bounding_box(), page.page.locator("#matrix").bounding_box()
    assert matrix["y"] < row["y"] < matrix["y"] + matrix["height"] - row["height"], "the row itself is in sight"


def test_only_what_is_in_sight_is_drawn_before_the_page_can_be_used(open_page, graph_of):
    page = open_page(graph_of(holders(20, 120)))
    page.page.add_init_script(
        "new MutationObserver((_, watcher) => { if (!document.body?.hasAttribute('data-ready')) return;"
        " watcher.disconnect(); window.then = [document.querySelectorAll('.matrix tbody tr').length, typeof vis]; })"
        ".observe(document, { subtree: true, childList: true, attributes: true });"
    )
    page.page.reload()
    page.until("window.then !== undefined")
    rows, library = page.page.evaluate("window.then")
    assert 30 < rows < 60
    assert library == "undefined", "the code that draws graphs is read later"
    page.until("typeof vis === 'object'")
    page.until("document.querySelectorAll('.matrix tbody tr:not(.group)').length === 120")


def test_rows_out_of_sight_come_by_themselves_and_are_there_on_paper(open_page, graph_of):
    page = open_page(graph_of(holders(20, 120)))
    count = "document.querySelectorAll('.matrix tbody tr:not(.group)').length"
    page.until(f"{count} === 120")
    page.page.get_by_role("button", name="Topic", exact=True).blur()
    now, printed = page.page.evaluate(
        f"(() => {{ document.querySelector('select[data-filter=group]').value = 'none';"
        "document.querySelector('select[data-filter=group]').dispatchEvent(new Event('change'));"
        f"const now = {count}; dispatchEvent(new Event('beforeprint')); return [now, {count}]; }})()"
    )
    assert now < 120 == printed
    page.page.emulate_media(media="print")
    page.page.wait_for_timeout(300)
    assert page.page.evaluate(count) == 120
    assert page.page.locator(".more-filters").is_hidden()
