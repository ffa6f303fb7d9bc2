"""One state for all views, kept in the address; search, filters, the day."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser


def test_a_link_opens_the_same_state(open_page, kg):
    page = open_page(kg, at="view=timeline&sel=topic%3Apricing&day=2026-02-28&also=believed")
    assert page.page.get_by_role("tab", name="Timeline").get_attribute("aria-selected") == "true"
    assert page.page.locator("#panel h2").inner_text() == "pricing"
    assert page.page.locator("#day").inner_text() == "28 Feb 2026"
    assert page.page.locator("[data-filter=believed]").get_attribute("aria-pressed") == "true"


def test_what_an_address_says_wrongly_is_left_out(open_page, kg):
    page = open_page(kg, at="view=pie&sel=person:nobody&day=2026-99-99&lens=no&constructor=1&__proto__=2")
    assert page.page.get_by_role("tab", name="Matrix").get_attribute("aria-selected") == "true"
    assert "AT A GLANCE" in page.panel().upper()


def test_back_and_forward_go_through_what_was_looked_at(open_page, kg):
    page = open_page(kg)
    page.page.get_by_role("tab", name="Questions").click()
    page.thing("vendor selection").click()
    assert page.state() == {"view": "questions", "sel": "topic:vendor-selection"}
    page.page.go_back()
    assert page.state() == {"view": "questions"}
    page.page.go_back()
    assert page.page.get_by_role("tab", name="Matrix").get_attribute("aria-selected") == "true"
    page.page.go_forward()
    page.page.go_forward()
    assert page.page.locator("#panel h2").inner_text() == "vendor selection"


def test_tabs_are_reached_by_arrows(open_page, kg):
    page = open_page(kg)
    page.page.get_by_role("tab", name="Matrix").focus()
    page.page.keyboard.press("ArrowRight")
    assert page.state()["view"] == "graph"
    page.page.keyboard.press("ArrowLeft")
    page.page.keyboard.press("ArrowLeft")
    assert page.state()["view"] == "questions"


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
    assert page.page.locator("#panel h2").inner_text() == "Björn Lindqvist"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("lindqivst", "Björn Lindqvist"), ("retenton", "data retention"), ("sundholm greta", "Greta Sundholm")],
)
def test_search_forgives_slips(typed, meant, open_page, kg):
    page = open_page(kg)
    page.page.locator("#search").fill(typed)
    assert page.page.locator("#found [aria-selected=true] span").inner_text() == meant


def test_search_finds_decisions_by_their_words(open_page, kg):
    page = open_page(kg)
    page.page.locator("#search").fill("logs are kept")
    page.page.keyboard.press("Enter")
    assert page.page.locator("#panel .kind").inner_text().lower() == "decision"


def test_arrows_choose_among_what_was_found(open_page, kg):
    page = open_page(kg)
    page.page.locator("#search").fill("elif")
    names = page.page.locator("#found li span").all_inner_texts()
    assert len(names) >= 2
    page.page.keyboard.press("ArrowDown")
    page.page.keyboard.press("Enter")
    assert page.page.locator("#panel h2").inner_text() == names[1]


def test_the_day_sets_every_view(open_page, kg):
    page = open_page(kg, at="sel=topic:data-retention")
    assert "Farouk Haddad decides." in page.panel()
    slider = page.page.locator("#slider")
    slider.focus()
    page.page.keyboard.press("Home")
    assert page.page.locator("#day").inner_text() != "11 May 2026"
    assert "Farouk Haddad decides." not in page.panel()
    assert page.row("data retention").count() == 0 or "Farouk" not in page.row("data retention").inner_text()
    assert page.state()["day"]
    page.page.get_by_role("button", name="Latest").click()
    assert "Farouk Haddad decides." in page.panel()


@pytest.mark.parametrize(
    ("view", "count"),
    [
        ("matrix", "document.querySelectorAll('.matrix .cell').length"),
        ("graph", "Number(document.body.dataset.drawn)"),
        ("timeline", "document.querySelectorAll('svg.timeline .dot, svg.timeline .bar').length"),
        ("questions", "Number(document.querySelector('.jump button:nth-child(2) b').textContent)"),
    ],
)
def test_on_an_earlier_day_every_view_has_less_and_on_the_last_the_same_again(view, count, open_page, kg):
    page = open_page(kg, at=f"view={view}")
    page.until(f"{count} > 0")
    now = page.page.evaluate(count)
    slider = page.page.locator("#slider")
    slider.focus()
    page.page.keyboard.press("Home")
    for _ in range(3):
        page.page.keyboard.press("ArrowRight")
    early = page.page.evaluate(count)
    assert early < now
    slider.focus()
    page.page.keyboard.press("End")
    assert page.page.evaluate(count) == now
    assert "day" not in page.state()


def test_dragging_the_day_leaves_no_trail_in_the_history(open_page, kg):
    page = open_page(kg)
    before = page.page.evaluate("history.length")
    page.page.locator("#slider").focus()
    for _ in range(5):
        page.page.keyboard.press("ArrowLeft")
    assert page.page.evaluate("history.length") == before


def test_a_decision_stands_until_the_day_it_was_undone(open_page, kg):
    marks = "[...document.querySelectorAll('#panel .mark')].map((one) => one.textContent)"
    page = open_page(kg)
    page.page.locator("#search").fill("discounts above ten")
    page.page.keyboard.press("Enter")
    assert page.page.evaluate(marks) == ["reversed"]
    chosen = page.state()["sel"]
    page.go(f"sel={chosen}&day=2026-02-28")
    assert page.page.evaluate(marks) == []


@pytest.mark.parametrize(
    ("name", "value", "left"),
    [
        ("sure", "0.95", {"Amara Osei", "Dmitri Anand", "Björn Lindqvist", "Hiro Tanabe"}),
        ("review", "Unconfirmed", {"Farouk Haddad", "Hiro Tanabe", "Celeste Moreau", "Björn Lindqvist",
                                   "Greta Sundholm", "product managers"}),
        ("kind", "roles", {"CFO", "product managers"}),
    ],
)  # fmt: skip
def test_filters_leave_less(name, value, left, open_page, kg):
    page = open_page(kg)
    signs = page.page.locator(".matrix .cell").count()
    page.page.locator(".more-filters summary").click()
    page.page.locator(f"select[data-filter={name}]").select_option(value)
    names = page.page.locator(".matrix thead th:not(.t):not(.d) button").evaluate_all(
        "those => those.map((one) => one.firstChild.textContent)"
    )
    assert set(names) == left
    assert page.page.locator(".matrix .cell").count() < signs
    assert page.state()[name] == value
    page.page.get_by_role("button", name="Clear filters").click()
    assert page.page.locator(".matrix .cell").count() == signs


def test_filters_by_organisation_and_date(open_page, kg):
    page = open_page(kg)
    signs = page.page.locator(".matrix .cell").count()
    options = page.page.locator("select[data-filter=org] option")
    page.page.locator("select[data-filter=org]").select_option(options.nth(1).get_attribute("value"))
    assert page.page.locator(".matrix .cell").count() < signs
    page.go("since=2026-04-01")
    assert page.page.locator(".matrix .cell").count() < signs
