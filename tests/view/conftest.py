"""Graphs to show, and a browser that tells of everything it asks for."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from graphkit.graph import KnowledgeGraph, Store

FIXTURE = Path(__file__).parents[1] / "graph" / "fixture.trig"
CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run",
]  # fmt: skip


@pytest.fixture
def kg() -> Iterator[KnowledgeGraph]:
    """The hand-written graph of eight notes."""
    with KnowledgeGraph.open(FIXTURE) as graph:
        yield graph


@pytest.fixture
def graph_of() -> Callable[..., KnowledgeGraph]:
    """A graph of the given triples, in Turtle with all known prefixes."""

    def make(turtle: str, vault: Path | None = None) -> KnowledgeGraph:
        store = Store.memory()
        store.inner.update(f"INSERT DATA {{ GRAPH <urn:g> {{ {turtle} }} }}", prefixes=store.names.prefixes)
        return KnowledgeGraph(store, vault=vault)

    return make


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """One browser for all tests of a process."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


class Opened:
    """A page in the browser with what went wrong: errors of scripts and every request but the file's own."""

    def __init__(self, page: Any, file: Path, at: str = "") -> None:
        self.page = page
        self.errors: list[str] = []
        self.requests: list[str] = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda message: message.type == "error" and self.errors.append(message.text))
        page.on("dialog", lambda dialog: (self.errors.append(f"dialog {dialog.message}"), dialog.dismiss()))
        page.on("request", lambda request: self.requests.append(request.url.partition("#")[0]))
        self.own = file.as_uri()
        self.go(at)

    def go(self, at: str) -> None:
        """Open the page at an address."""
        again = self.page.url.partition("#")[0] == self.own
        self.page.goto(f"{self.own}#{at}")
        if again:
            self.page.reload()
        self.page.wait_for_selector("body[data-ready]")

    def until(self, expression: str, seconds: float = 15) -> None:
        """Wait until a JavaScript expression is true; Playwright's own waiting is forbidden by the page's policy."""
        end = time.monotonic() + seconds
        while not self.page.evaluate(expression):
            assert time.monotonic() < end, f"still not {expression}"
            self.page.wait_for_timeout(30)

    def thing(self, name: str) -> Any:
        """The first button of that name."""
        return self.page.get_by_role("button", name=name, exact=True).first

    def panel(self) -> str:
        """The words of the side panel."""
        return str(self.page.locator("#panel").inner_text())

    def row(self, topic: str) -> Any:
        """The row of a topic in the matrix."""
        header = self.page.get_by_role("rowheader", name=topic, exact=True)
        return self.page.locator(".matrix tbody tr:not(.group)").filter(has=header)

    def state(self) -> dict[str, str]:
        """What the address says."""
        return dict(parse_qsl(urlsplit(self.page.url).fragment))

    def expect_quiet(self) -> None:
        """Nothing ran that should not, and nothing was asked of any network."""
        assert self.errors == []
        assert {one for one in self.requests if not one.startswith("data:image/svg+xml")} == {self.own}


@pytest.fixture
def open_page(chromium: Any, tmp_path: Path) -> Iterator[Callable[..., Opened]]:
    """Render a graph and open the file from disk; closed, and found quiet, at the end of the test."""
    opened: list[Opened] = []

    def show(
        kg: KnowledgeGraph, *, at: str = "", scheme: str = "light", size: tuple[int, int] = (1440, 900), **options: Any
    ):
        file = kg.view(tmp_path / f"page{len(opened)}.html", **options)
        context = chromium.new_context(
            color_scheme=scheme, viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce"
        )
        opened.append(Opened(context.new_page(), file, at))
        return opened[-1]

    yield show
    for one in opened:
        one.page.context.close()
        one.expect_quiet()
