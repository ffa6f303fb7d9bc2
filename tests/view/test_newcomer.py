"""Somebody opens the page for the first time: four answers within a minute.

How long people take is reckoned by the keystroke-level model (S. Card, T. Moran and A. Newell, "The keystroke-level
model for user performance time with interactive systems", Communications of the ACM 23, 396 (1980)): 0.28 seconds for a
key, 1.1 for pointing and 0.2 for a click, 1.35 for making up one's mind before each; reading at 200 words a minute.
"""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

import graphkit

pytestmark = pytest.mark.browser

DEMO = Path(__file__).parents[2] / "data" / "demo" / "vault"
KEY, POINT, CLICK, MIND, WORD = 0.28, 1.1, 0.2, 1.35, 60 / 200


class Newcomer:
    """Does what somebody would do who sees the page for the first time, and counts the seconds it would take them."""

    def __init__(self, opened) -> None:
        self.opened, self.page = opened, opened.page
        self.seconds = 0.0
        self.began = time.monotonic()

    def read(self, found) -> str:
        """Read something, which has to be in sight."""
        box = found.bounding_box()
        size = self.page.viewport_size
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= size["height"], "one would have to scroll"
        assert box["x"] + box["width"] <= size["width"]
        text = str(found.inner_text())
        self.seconds += len(text.split()) * WORD
        return " ".join(text.split())

    def click(self, found) -> None:
        """Make up one's mind, point and click."""
        self.seconds += MIND + POINT + CLICK
        found.click()

    def type(self, text: str, *keys: str) -> None:
        """Make up one's mind, then keys one after the other."""
        self.seconds += MIND + KEY * (len(text) + len(keys))
        self.page.keyboard.type(text)
        for key in keys:
            self.page.keyboard.press(key)

    def took(self) -> float:
        """Seconds: theirs, and those the page made them wait."""
        return self.seconds + time.monotonic() - self.began


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    with graphkit.build(DEMO, graph=tmp_path_factory.mktemp("demo") / "graph") as kg:
        yield kg


def test_the_page_of_the_demo_is_no_larger_than_a_picture(demo, tmp_path):
    assert demo.view(tmp_path / "page.html").stat().st_size <= 1_500_000


@pytest.mark.parametrize("size", [(1440, 900), (1280, 720)], ids=["desk", "laptop"])
def test_a_newcomer_finds_the_four_answers_within_a_minute(size, open_page, demo):
    user = Newcomer(open_page(demo, size=size))
    page = user.page
    # What one looks at first, and how to ask.
    user.read(page.locator("#panel h2"))
    user.read(page.locator("#panel .glance"))
    user.read(page.locator("#panel .hints li").first)
    # Who has the final say on a topic?
    user.type("/discounts", "Enter")
    assert user.read(page.locator("#panel .summary")) == "Bram Verhoeven (up to 20 %) decides."
    # Whom to convince first?
    way = page.locator("#panel .way")
    said = user.read(way)
    assert re.fullmatch(r"Osei Danquah.* ha(s|ve) to agree above 20 % Bram Verhoeven decides up to 20 %", said)
    # Why do we believe that?
    statement = page.locator("#panel .statement").filter(has_text="Bram Verhoeven decides").first
    said = user.read(statement)
    quote, source = (
        statement.locator("blockquote").inner_text(),
        statement.locator("footer a").first.get_attribute("href"),
    )
    assert "20" in quote
    assert re.search(r"\d+ \w+ 20\d\d", said), "a day"
    assert source.endswith(".md")
    # What is decided by nobody?
    user.type("", "Escape")
    user.click(page.locator("#panel .glance button").nth(1))
    first = page.locator(".matrix tbody tr:not(.group)")
    assert "nobody" in user.read(first.nth(0))
    assert "nobody" in user.read(first.nth(1))
    assert user.opened.state() == {"rows": "undecided"}, "and can pass on the address"
    assert user.took() < 60, f"it takes {user.took():.0f} seconds"


def test_by_mouse_alone_it_takes_no_longer(open_page, demo):
    user = Newcomer(open_page(demo))
    page = user.page
    user.read(page.locator("#panel .glance"))
    user.read(page.locator("#panel .hints li").first)
    user.click(user.opened.row("discounts").get_by_role("button", name="discounts", exact=True))
    assert "decides" in user.read(page.locator("#panel .summary"))
    user.read(page.locator("#panel .way"))
    user.read(page.locator("#panel .statement").first)
    user.click(page.locator("#panel .close"))
    user.click(page.locator("#panel .glance button").nth(1))
    assert set(page.locator(".matrix td.d .none").all_inner_texts()) == {"nobody"}
    assert user.took() < 60, f"it takes {user.took():.0f} seconds"
