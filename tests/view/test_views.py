"""Questions, timeline, graph."""

from __future__ import annotations

import re

import pytest

pytestmark = pytest.mark.browser


def section(page, name: str) -> str:
    return page.page.locator(f"section[aria-labelledby=q-{name}]").inner_text()


def test_questions_tell_what_is_open_and_contradictory(open_page, kg):
    page = open_page(kg, at="view=questions")
    assert "Amara Osei decides pricing" in section(page, "disputed")
    assert "vendor selection" in section(page, "undecided")
    assert re.search(r"open for \d+ days", section(page, "asked"))
    assert "Logs are kept" not in section(page, "unsigned"), "it was superseded"


def test_what_changed_since_a_day(open_page, kg):
    page = open_page(kg, at="view=questions&changed=2026-04-30")
    late = section(page, "changed")
    page.page.locator("#changed-since").fill("2026-01-01")
    page.page.locator("#changed-since").dispatch_event("change")
    assert len(section(page, "changed")) > len(late)
    assert page.state()["changed"] == "2026-01-01"


def test_the_timeline_draws_decisions_what_undid_them_and_rights(open_page, kg):
    page = open_page(kg, at="view=timeline")
    drawing = page.page.locator("svg.timeline")
    assert drawing.locator(".dot").count() >= 4
    assert drawing.locator(".arc.supersedes").count() >= 1
    assert drawing.locator(".arc.reverses").count() >= 1
    assert drawing.locator(".bar.Decide").count() >= 3
    assert drawing.locator(".bar.ended").count() >= 1


def test_decisions_of_one_day_stand_on_that_day_one_below_the_other(open_page, graph_of):
    days = ["2026-01-05"] * 3 + ["2026-01-06", "2026-06-01", "2026-12-28"]
    page = open_page(
        graph_of(
            "note:n a gk:Note ; gk:path 'n.md' ; dcterms:date '2026-12-28'^^xsd:date ."
            " topic:doors a skos:Concept ; rdfs:label 'doors' . "
            + "".join(
                f"decision:d{number} a gk:Decision ; rdfs:label 'Doors {number}' ; gk:about topic:doors ;"
                f" gk:note note:n ; gk:line {number + 1} ; gk:quote 'x' ; dcterms:date '{day}'^^xsd:date . "
                for number, day in enumerate(days)
            )
        ),
        at="view=timeline",
    )
    dots = page.page.locator("svg.timeline .dot").evaluate_all(
        "those => those.map((one) => [Number(one.getAttribute('cx')), Number(one.getAttribute('cy'))])"
    )
    assert len({tuple(dot) for dot in dots}) == 6, "none hides another"
    columns = sorted({x for x, _ in dots})
    assert len(columns) == 4
    assert sum(x == columns[0] for x, _ in dots) == 3
    first, second, summer, last = columns
    assert (summer - first) / (last - first) == pytest.approx(147 / 357, abs=0.01), "each where its day is"
    assert second - first < 5


def test_a_right_from_before_all_notes_begins_at_the_edge_and_says_since_when(open_page, graph_of):
    page = open_page(
        graph_of(
            "note:n a gk:Note ; gk:path 'n.md' ; dcterms:date '2026-05-02'^^xsd:date ."
            " note:m a gk:Note ; gk:path 'm.md' ; dcterms:date '2026-01-02'^^xsd:date ."
            " person:ada a foaf:Person ; rdfs:label 'Ada' . person:ben a foaf:Person ; rdfs:label 'Ben' ."
            " right:a a gk:DecisionRight ; gk:holder person:ada ; gk:power gk:Decide ; gk:scope 'doors' ;"
            " gk:note note:n ; gk:heldFrom '2019-03-01'^^xsd:date ; gk:line 1 ; gk:quote 'a' ;"
            " dcterms:date '2026-05-02'^^xsd:date ."
            " right:b a gk:DecisionRight ; gk:holder person:ben ; gk:power gk:Own ; gk:scope 'doors' ;"
            " gk:note note:m ; gk:line 1 ; gk:quote 'b' ; dcterms:date '2026-01-02'^^xsd:date ."
        ),
        at="view=timeline",
    )
    bars = page.page.locator("svg.timeline .chooser:has(.bar)")
    assert sorted(bars.locator("text").all_text_contents()) == ["D Ada ‹ Mar 2019", "O Ben"]
    left = page.page.locator("svg.timeline .month").first.get_attribute("x1")
    assert page.page.locator("svg.timeline .bar.Decide").get_attribute("x") == left


def test_the_timeline_is_chosen_from_by_keyboard(open_page, kg):
    page = open_page(kg, at="view=timeline")
    page.page.locator("svg.timeline [role=button][data-at^=s]").first.focus()
    page.page.keyboard.press("Enter")
    assert page.state()["sel"]
    assert page.page.evaluate("document.activeElement.getAttribute('data-at')")


def test_an_arc_is_there_only_once_the_later_decision_was_made(open_page, kg):
    page = open_page(kg, at="view=timeline&day=2026-02-28")
    assert page.page.locator("svg.timeline .arc.reverses").count() == 0


def drawn(page) -> int:
    page.page.wait_for_selector("body[data-drawn]")
    return int(page.page.locator("body").get_attribute("data-drawn"))


@pytest.mark.parametrize("lens", ["decision-rights", "escalation", "co-attendance", "assignments", "organisations"])
def test_every_lens_is_drawn(lens, open_page, kg):
    page = open_page(kg, at=f"view=graph&lens={lens}")
    assert drawn(page) > 0
    assert page.page.locator("#graph canvas").is_visible()
    assert page.page.locator("#nothing").is_hidden()


def test_a_link_to_something_in_the_graph_opens_with_all_it_is_joined_to_in_sight(open_page, graph_of):
    page = open_page(large(graph_of, 360), at="view=graph&sel=person:p301")
    drawn(page)
    page.page.wait_for_timeout(200)
    lit = pixels(page, INK)
    assert lit
    box = page.page.locator("#graph canvas").bounding_box()
    assert all(5 < x < box["width"] - 5 and 5 < y < box["height"] - 5 for x, y in lit), "no name is cut"
    # Its own box and two topics: names in full ink at three places.
    assert len({(x // 120, y // 40) for x, y in lit}) >= 3


def test_the_graph_can_be_around_one_thing(open_page, kg):
    page = open_page(kg, at="view=graph&lens=ego")
    assert "Choose somebody or something" in page.page.locator("#nothing").inner_text()
    page.page.locator("#search").fill("amara")
    page.page.keyboard.press("Enter")
    assert drawn(page) > 3
    assert page.page.locator("#nothing").is_hidden()


def test_a_page_made_around_something_opens_there(open_page, kg):
    page = open_page(kg, lens="ego", around="Hiro Tanabe")
    assert page.page.locator("#panel h2").inner_text() == "Hiro Tanabe"
    assert page.page.get_by_role("tab", name="Graph").get_attribute("aria-selected") == "true"


def test_a_click_in_the_graph_selects_what_is_there(open_page, kg):
    page = open_page(kg, at="view=graph")
    drawn(page)
    box = page.page.locator("#graph canvas").bounding_box()
    for x in range(40, int(box["width"]), 24):
        for y in range(20, int(box["height"]), 12):
            page.page.mouse.click(box["x"] + x, box["y"] + y)
            if page.page.locator("#panel .close").count():
                assert page.page.locator("#panel h2").inner_text()
                return
    pytest.fail("no node or line of the graph could be hit")


def pixels(page, colour: tuple[int, int, int]) -> list[list[int]]:
    """Where the picture of the graph has exactly this colour."""
    found: list[list[int]] = page.page.evaluate(
        """([r, g, b]) => {
          const canvas = document.querySelector("#graph canvas");
          const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
          const found = [];
          for (let at = 0; at < data.length; at += 4) {
            if (data[at] === r && data[at + 1] === g && data[at + 2] === b) {
              found.push([at / 4 % canvas.width, Math.floor(at / 4 / canvas.width)]);
            }
          }
          return found;
        }""",
        list(colour),
    )
    return found


PERSON, INK, GROUP = (255, 255, 255), (29, 31, 35), (194, 196, 200)


def test_pointing_at_a_node_lights_up_what_it_is_joined_to_and_fades_the_rest(open_page, kg):
    page = open_page(kg, at="view=graph")
    drawn(page)
    page.page.wait_for_timeout(100)
    box = page.page.locator("#graph canvas").bounding_box()
    before, ink = pixels(page, PERSON), len(pixels(page, INK))
    x, y = before[len(before) // 2]
    page.page.mouse.move(box["x"] + x, box["y"] + y)
    page.page.wait_for_timeout(200)
    lit = len(pixels(page, INK))
    assert 0 < lit < 0.7 * ink, "names of what has nothing to do with it fade, those of its neighbours do not"
    page.page.mouse.move(box["x"] + 2, box["y"] + 2)
    page.page.wait_for_timeout(200)
    assert len(pixels(page, INK)) == ink


@pytest.mark.parametrize(
    ("lens", "words"),
    [
        ("assignments", "Who gave it the notes do not say"),
        ("co-attendance", "Being there is not deciding"),
        ("escalation", "whoever takes them no further stands on top"),
    ],
)
def test_a_lens_says_what_it_shows(lens, words, open_page, kg):
    page = open_page(kg, at=f"view=graph&lens={lens}")
    assert words in page.page.locator("#filters").inner_text()
    page.page.get_by_role("tab", name="Matrix").click()
    assert words not in page.page.locator("#filters").inner_text()


def test_the_way_between_two_things_is_found_by_search(open_page, kg):
    page = open_page(kg, at="view=graph&sel=person:amara-osei")
    page.page.get_by_role("button", name="Find the way to").click()
    page.page.locator("#search").fill("farouk")
    page.page.keyboard.press("Enter")
    assert page.state()["with"] == "person:farouk-haddad"
    way = [text.split("\n")[0] for text in page.page.locator("#panel .way li").all_inner_texts()]
    assert (way[0], way[-1]) == ("Amara Osei", "Farouk Haddad")
    page.page.locator("#whole").click()
    page.page.wait_for_timeout(200)
    lit = len(pixels(page, INK))
    page.page.keyboard.press("Escape")
    page.page.keyboard.press("Escape")
    page.page.locator("#whole").click()
    page.page.wait_for_timeout(200)
    assert 0 < lit < len(pixels(page, INK)), "the way stands out, the rest fades"


def test_names_grow_with_a_measure(open_page, kg):
    page = open_page(kg, at="view=graph")
    drawn(page)
    page.page.wait_for_timeout(200)
    before = page.page.locator("#graph canvas").screenshot()
    page.page.locator("select[data-filter=size]").select_option("betweenness")
    page.page.wait_for_timeout(200)
    assert page.page.locator("#graph canvas").screenshot() != before


def test_nothing_moves_after_the_page_has_opened(open_page, kg):
    for view in ("matrix", "graph", "timeline", "questions"):
        page = open_page(kg, at=f"view={view}").page
        page.wait_for_timeout(300)
        first = page.screenshot()
        page.wait_for_timeout(500)
        assert page.screenshot() == first, view
        shifts = page.evaluate(
            "new Promise((done) => { new PerformanceObserver((list) => done(list.getEntries().map((one) => one.value)))"
            ".observe({ type: 'layout-shift', buffered: true }); setTimeout(() => done([]), 200); })"
        )
        assert sum(shifts) < 0.01, view


def large(graph_of, people: int):
    turtle = ["note:n a gk:Note ; gk:path 'n.md' ; dcterms:date '2026-01-02'^^xsd:date . "]
    for number in range(people):
        turtle.append(f"person:p{number} a foaf:Person ; rdfs:label 'Person {number}' . ")
        turtle += [
            f"right:r{number}-{topic} a gk:DecisionRight ; gk:holder person:p{number} ; gk:power gk:Own ;"
            f" gk:about topic:t{topic // 3} ; gk:scope 'topic {topic // 3}' ; gk:note note:n ; gk:line 1 ;"
            f" gk:quote 'x' ; dcterms:date '2026-01-02'^^xsd:date . "
            for topic in (number, number // 30 * 30 + number * 7 % 30)
        ]
    return graph_of("".join(turtle))


def test_a_large_graph_draws_few_marks_and_any_node_is_found_with_its_neighbours(open_page, graph_of):
    page = open_page(large(graph_of, 3750), at="view=graph")
    assert 0 < drawn(page) <= 3000
    shown = page.page.locator("#drawn")
    assert re.match(r"[\d,]+ in \d+ groups: come closer or click one", shown.inner_text())
    page.page.wait_for_timeout(200)
    box = page.page.locator("#graph canvas").bounding_box()
    spots = pixels(page, GROUP)
    x, y = spots[len(spots) // 2]
    page.page.mouse.click(box["x"] + x, box["y"] + y)
    page.page.wait_for_timeout(400)
    assert "shown one by one" in shown.inner_text(), "a click opens a group"
    page.page.locator("#whole").click()
    page.page.wait_for_timeout(300)
    assert "shown one by one" not in shown.inner_text()
    page.page.mouse.move(box["x"] + x, box["y"] + y)
    for _ in range(40):
        page.page.mouse.wheel(0, -400)
    page.page.wait_for_timeout(600)
    assert "shown one by one" in shown.inner_text(), "coming closer opens groups"
    assert drawn(page) <= 3000
    page.page.locator("#search").fill("person 3001")
    page.page.keyboard.press("Enter")
    page.page.wait_for_timeout(300)
    assert drawn(page) <= 3000
    assert page.page.locator("#panel h2").inner_text() == "Person 3001"
