"""For everybody: screen readers, keyboards, dark rooms, paper, phones; and files to take along."""

from __future__ import annotations

import base64
import csv
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

pytestmark = pytest.mark.browser

VIEWS = ("matrix", "graph", "timeline", "questions")
AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text("utf-8")
RUN = """async () => {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const { violations } = await axe.run({ runOnly: tags });
  return violations.map(({ id, nodes }) => [id, nodes.length, nodes[0].html, nodes[0].failureSummary].join(" "));
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_nothing(view, scheme, open_page, kg):
    page = open_page(kg, at=f"view={view}", scheme=scheme).page
    page.wait_for_timeout(200)
    page.evaluate(AXE)
    assert page.evaluate(RUN) == []
    page.evaluate("location.hash += '&sel=topic:data-retention&also=proposed,denied,believed,past'")
    page.wait_for_timeout(200)
    assert page.evaluate(RUN) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_what_opens_over_the_page_and_on_a_phone(scheme, open_page, kg):
    page = open_page(kg, at="sel=topic:pricing", scheme=scheme).page
    page.evaluate(AXE)
    page.locator(".more-filters summary").click()
    page.locator("#save summary").click()
    assert page.evaluate(RUN) == []
    page.locator("#save summary").click()
    page.locator("#search").fill("a")
    assert page.locator("#found").is_visible()
    assert page.evaluate(RUN) == []
    page.keyboard.press("Escape")
    page.set_viewport_size({"width": 390, "height": 800})
    page.wait_for_timeout(100)
    assert page.evaluate(RUN) == []


@pytest.mark.parametrize("view", VIEWS)
def test_the_dark_theme_is_dark_in_every_view(view, open_page, kg):
    def brightness(scheme: str) -> int:
        page = open_page(kg, at=f"view={view}", scheme=scheme).page
        colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
        return sum(map(int, re.findall(r"\d+", colour)[:3]))

    assert brightness("dark") < 150 < 600 < brightness("light")


def test_powers_differ_by_shape_and_letter_and_not_by_colour_alone(open_page, kg):
    page = open_page(kg).page
    looks = page.evaluate(
        "[...document.querySelectorAll('.legend .glyph')].map((one) => { const style = getComputedStyle(one);"
        " return [one.dataset.letter, style.clipPath, style.borderRadius, style.borderStyle,"
        " getComputedStyle(one, '::after').content, getComputedStyle(one, '::before').textDecorationLine].join(); })"
    )
    assert len(looks) > 5
    assert len(set(looks)) == len(looks)


@pytest.mark.parametrize("view", VIEWS)
def test_the_page_is_usable_on_a_phone(view, open_page, kg):
    page = open_page(kg, at=f"view={view}", size=(390, 800)).page
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.locator(f"#view-{view}").bounding_box()["y"] < 320, "its switches leave more than half for the view"
    page.locator("#search").fill("amara")
    page.keyboard.press("Enter")
    assert page.locator("#panel h2").inner_text() == "Amara Osei"
    assert page.locator("#panel h2").is_visible()


@pytest.mark.parametrize("view", VIEWS)
def test_on_paper_there_is_the_view_without_its_switches(view, open_page, kg):
    page = open_page(kg, at=f"view={view}").page
    page.emulate_media(media="print")
    assert page.locator("#search").is_hidden()
    assert page.locator("#save").is_hidden()
    assert page.locator(f"#view-{view}").is_visible()
    assert page.locator("#day").is_visible()
    height = page.evaluate("document.documentElement.scrollHeight")
    assert height >= page.locator(f"#view-{view}").bounding_box()["height"]
    assert page.pdf()[:5] == b"%PDF-"


def saved(page, kind: str) -> bytes:
    page.page.locator("#save summary").click()
    with page.page.expect_download() as waiting:
        page.page.locator(f"#save-{kind}").click()
    assert waiting.value.suggested_filename.endswith(f".{kind}")
    return Path(waiting.value.path()).read_bytes()


def colours_in(page, picture: bytes) -> int:
    """How many colours a PNG has."""
    count: int = page.evaluate(
        """async (source) => {
          const image = new Image();
          image.src = source;
          await image.decode();
          const canvas = document.createElement("canvas");
          [canvas.width, canvas.height] = [image.width, image.height];
          const context = canvas.getContext("2d");
          context.drawImage(image, 0, 0);
          return new Set(new Uint32Array(context.getImageData(0, 0, image.width, image.height).data.buffer)).size;
        }""",
        f"data:image/png;base64,{base64.b64encode(picture).decode('ascii')}",
    )
    return count


WORDS = {
    "matrix": "data retention",
    "graph": "Farouk Haddad",
    "timeline": "data retention",
    "questions": "vendor selection",
}


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_is_saved_as_picture_drawing_and_table(view, open_page, kg):
    page = open_page(kg, at=f"view={view}")
    page.page.wait_for_timeout(200)
    picture = saved(page, "png")
    assert picture.startswith(b"\x89PNG")
    assert colours_in(page.page, picture) > 20, "there is something on it"
    drawing = ElementTree.fromstring(saved(page, "svg"))
    assert drawing.tag == "{http://www.w3.org/2000/svg}svg"
    assert WORDS[view].replace(" ", "") in re.sub(r"\s+", "", "".join(drawing.itertext()))
    assert not [one for one in drawing.iter() if one.tag.endswith(("script", "foreignObject", "image"))]
    rows = list(csv.reader(saved(page, "csv").decode("utf-8-sig").splitlines()))
    assert len({len(row) for row in rows}) == 1
    assert any(WORDS[view] in cell for row in rows for cell in row)


def test_a_table_has_no_cell_that_a_spreadsheet_would_run(open_page, graph_of):
    page = open_page(
        graph_of(
            "right:r a gk:DecisionRight ; gk:holder person:ada ; gk:power gk:Decide ; gk:scope '=1+1' ;"
            " gk:note note:n ;"
            " gk:line 1 ; gk:quote 'x' ; dcterms:date '2026-01-02'^^xsd:date ."
            " person:ada a foaf:Person ; rdfs:label '@ada' ."
            " note:n a gk:Note ; gk:path 'n.md' ; dcterms:date '2026-01-02'^^xsd:date ."
        )
    )
    rows = list(csv.reader(saved(page, "csv").decode("utf-8-sig").splitlines()))
    assert rows[1][:2] == ["'=1+1", "'@ada"]


def test_a_notebook_shows_the_page_in_a_frame_that_reaches_nothing_else(chromium, kg, tmp_path):
    cell = kg.view(tmp_path / "page.html")._repr_html_()
    notebook = tmp_path / "notebook.html"
    notebook.write_text(f"<!doctype html><title>n</title>{cell}", "utf-8")
    page = chromium.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(notebook.as_uri())
    frame = page.frame_locator("iframe")
    frame.get_by_role("tab", name="Questions").click()
    assert frame.locator("#questions").get_by_text("vendor selection").first.is_visible()
    assert "allow-same-origin" not in cell.partition("srcdoc")[0]
    assert errors == []
    page.close()
