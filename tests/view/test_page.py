"""The page in a browser: opened from disk, without a network."""

from __future__ import annotations

import re

import pytest

from graphkit.graph import KnowledgeGraph, Store

pytestmark = pytest.mark.browser


def test_the_answers_stand_in_words_before_the_graph(open_page, kg):
    page = open_page(kg).page
    decided = page.locator("#decided").inner_text()
    assert re.search(r"data retention\s+Farouk Haddad", decided)
    assert re.search(r"CFO above \$50k", decided)
    undecided = page.locator("#undecided").inner_text()
    assert "vendor selection" in undecided
    assert re.search(r"According to Hiro Tanabe, Greta Sundholm decides hiring\s*belief or hearsay", undecided)
    assert "Amara Osei decides pricing" in page.locator("#conflicts").inner_text()


def test_a_click_on_a_topic_shows_each_right_with_its_quote_date_and_place(open_page, kg):
    page = open_page(kg)
    page.thing("data retention").click()
    panel = page.panel()
    assert "Farouk Haddad is said to decide." in panel
    assert "Until January Elif Kaya decided data retention; Farouk decides it now." in panel
    assert "17 Feb 2026 · unconfirmed · confidence 0.90" in panel
    assert "Retention, line 9" in panel


def test_what_is_no_fact_is_marked_as_such(open_page, kg):
    page = open_page(kg)
    page.thing("data retention").click()
    marks = {
        statement.locator(".say").first.inner_text(): statement.get_attribute("class")
        for statement in page.page.locator("#panel .statement").all()
    }
    said = "\n".join(marks)
    assert re.search(r"It is proposed that Greta Sundholm decides data retention\s*only proposed", said)
    assert re.search(r"Elif Demir can veto data retention\s*ended", said)
    proposed = next(kind for text, kind in marks.items() if "proposed" in text)
    assert "unsure" in proposed
    page.page.locator("#search").fill("product man")
    page.page.keyboard.press("Enter")
    assert re.search(r"Product managers do not approve releases\s*denied", page.panel(), re.IGNORECASE)
    page.thing("vendor selection").click()
    assert re.search(r"REJECTED BY A PERSON\s.*Björn Lindqvist decides vendor selection", page.panel(), re.DOTALL)


def test_names_in_the_panel_lead_on_and_escape_closes(open_page, kg):
    page = open_page(kg)
    page.thing("data retention").click()
    page.page.locator("#panel").get_by_role("button", name="Farouk Haddad").first.click()
    assert page.page.locator("#panel h2").inner_text() == "Farouk Haddad"
    page.page.keyboard.press("Escape")
    assert "How to read this".upper() in page.panel().upper()


def test_search_finds_by_any_way_to_write_the_name_without_a_mouse(open_page, kg):
    page = open_page(kg)
    page.page.keyboard.press("/")
    page.page.keyboard.type("bjorn")
    assert page.page.locator("#found [aria-selected=true]").inner_text().startswith("Björn Lindqvist")
    page.page.keyboard.press("Enter")
    assert page.page.locator("#panel h2").inner_text() == "Björn Lindqvist"
    page.page.keyboard.press("/")
    page.page.keyboard.type("no such name")
    assert "Nothing of that name" in page.page.locator("#found").inner_text()
    page.page.keyboard.press("Escape")
    assert page.page.locator("#found").is_hidden()


def test_arrows_choose_among_what_was_found(open_page, kg):
    page = open_page(kg)
    page.page.locator("#search").fill("elif")
    names = page.page.locator("#found li").all_inner_texts()
    assert len(names) == 2
    page.page.keyboard.press("ArrowDown")
    page.page.keyboard.press("Enter")
    assert page.page.locator("#panel h2").inner_text() in names[1]


def test_a_click_in_the_graph_selects_what_is_there(open_page, kg):
    page = open_page(kg)
    box = page.page.locator("#graph canvas").bounding_box()
    at = None
    for x in range(40, int(box["width"]), 24):
        for y in range(20, int(box["height"]), 12):
            page.page.mouse.click(box["x"] + x, box["y"] + y)
            if page.page.locator("#panel .close").count():
                at = (x, y)
                break
        if at:
            break
    assert at, "no node or line of the graph could be hit"
    assert page.page.locator("#panel .statement").count()


def test_filters_say_what_they_show_and_beliefs_are_off_at_first(open_page, kg):
    page = open_page(kg).page
    assert page.locator("[data-filter=Decide]").get_attribute("aria-pressed") == "true"
    believed = page.locator("[data-filter=believed]")
    assert believed.get_attribute("aria-pressed") == "false"
    before = page.locator("#graph canvas").screenshot()
    believed.click()
    assert believed.get_attribute("aria-pressed") == "true"
    page.wait_for_timeout(200)
    assert page.locator("#graph canvas").screenshot() != before


def test_nothing_moves_after_the_page_has_opened(open_page, kg):
    page = open_page(kg).page
    page.wait_for_timeout(200)
    first = page.screenshot()
    page.wait_for_timeout(600)
    assert page.screenshot() == first


def test_the_dark_theme_is_dark(open_page, kg):
    def brightness(scheme: str) -> int:
        page = open_page(kg, scheme=scheme).page
        colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
        return sum(map(int, re.findall(r"\d+", colour)[:3]))

    assert brightness("dark") < 150 < 600 < brightness("light")


def test_an_empty_graph_says_that_it_is_empty(open_page):
    page = open_page(KnowledgeGraph(Store.memory())).page
    assert "do not say of anybody that they decide" in page.locator("#decided").inner_text()
    assert page.locator("#nothing").is_visible()
    assert page.locator(".zoom").is_hidden()


def test_a_graph_of_one_right_is_whole(open_page, graph_of):
    page = open_page(
        graph_of(
            "right:r a gk:DecisionRight ; gk:holder person:ada ; gk:power gk:Own ; gk:scope 'doors' ;"
            " gk:note note:n ; gk:line 3 ; gk:quote 'Ada runs doors.' ; dcterms:date '2026-01-02'^^xsd:date ."
            " note:n a gk:Note ; gk:path 'n.md' ; dcterms:date '2026-01-02'^^xsd:date ."
            " person:ada a foaf:Person ; rdfs:label 'Ada' ."
        )
    )
    page.thing("doors").click()
    assert "Ada is accountable for doors" in page.panel()
    assert "n.md, line 3" in page.panel()


@pytest.mark.parametrize("lens", ["escalation", "co-attendance", "assignments", "organisations"])
def test_every_lens_can_be_the_picture(lens, open_page, kg):
    page = open_page(kg, lens=lens).page
    assert page.locator("#graph canvas").is_visible()
    assert page.locator("#nothing").is_hidden()


def test_the_page_is_usable_on_a_phone(open_page, kg):
    page = open_page(kg, size=(390, 800)).page
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator("#search").fill("amara")
    page.keyboard.press("Enter")
    assert page.locator("#panel h2").inner_text() == "Amara Osei"


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
