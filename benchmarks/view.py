"""How fast the page is, beside what pyvis writes by itself.

    python -m benchmarks.view [--alone] [--patience SECONDS] [nodes ...]

Random rights are put into a graph in memory, the page is made of it and opened in headless Chromium without a
graphics card. Columns: seconds to make the page, its size; seconds from opening a file until the first picture of
what can be used is on the screen, the median of three: for a file with one word in it (what the machine itself takes),
for the matrix, for the graph; marks drawn, frames a second while the graph is dragged, seconds until somebody found by
search is shown with neighbours; and for pyvis' own page of the same network, in the same run, the seconds until its
bar is full and it shows its picture, as far as one waits for that.
"""

from __future__ import annotations

import argparse
import random
import shutil
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox
from playwright.sync_api import Browser, Page, Playwright, TimeoutError, sync_playwright
from pyvis.network import Network

from graphkit.graph import KnowledgeGraph, Store

SIZES: Final = (300, 1_000, 5_000, 20_000)
#: So many seconds one waits for pyvis' page to show its picture, and for ours to be there.
PATIENCE: Final = 120
OPENED: Final = 3
BARE: Final = "<!doctype html><meta charset=utf-8><title>Bare</title><body data-ready data-drawn>Bare</body>"
#: Notes when the first frame is over that shows the page as ready, in milliseconds after it was asked for.
_WATCH: Final = """(() => {
  const wanted = location.hash.includes("view=graph") ? "data-drawn" : "data-ready";
  const look = () => {
    if (!document.body?.hasAttribute(wanted)) return;
    watcher.disconnect();
    requestAnimationFrame(() => setTimeout(() => { window.usableAfter = performance.now(); }));
  };
  const watcher = new MutationObserver(look);
  watcher.observe(document, { subtree: true, childList: true, attributes: true });
})()"""
ARGUMENTS: Final = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
POWERS: Final = ("Decide", "Own", "Own", "Own", "Approve", "Recommend", "Consult")
_COUNT: Final = """() => new Promise((done) => {
  let frames = 0;
  const from = performance.now();
  const tick = (now) => {
    frames += 1;
    if (now - from < 3000) requestAnimationFrame(tick);
    else done(frames / (now - from) * 1000);
  };
  requestAnimationFrame(tick);
})"""


def rights(nodes: int) -> list[tuple[int, int, str]]:
    """About two rights for each node, most of them within circles of thirty."""
    dice = random.Random(1)
    people, found = nodes // 2, []
    for number in range(2 * nodes):
        holder = number % people
        near = holder // 15 * 15 + dice.randrange(15)
        topic = min(near, people - 1) if dice.random() < 0.9 else dice.randrange(people)
        found.append((holder, topic, dice.choice(POWERS)))
    return found


def graph(pairs: list[tuple[int, int, str]]) -> KnowledgeGraph:
    """A graph in memory with these rights."""
    store = Store.memory()
    prefixes = store.names.prefixes

    def iri(curie: str) -> ox.NamedNode:
        prefix, _, local = curie.partition(":")
        return ox.NamedNode(prefixes[prefix] + local)

    names = {
        name: iri(name)
        for name in (
            "rdf:type",
            "rdfs:label",
            "gk:holder",
            "gk:power",
            "gk:about",
            "gk:scope",
            "gk:note",
            "gk:line",
            "gk:quote",
            "gk:standing",
            "dcterms:date",
            "gk:path",
            "gk:Current",
            "gk:DecisionRight",
            "foaf:Person",
            "skos:Concept",
            "gk:Note",
        )
    }
    graph_name, quads = ox.NamedNode("urn:g"), []

    def say(subject: ox.NamedNode, **values: Any) -> None:
        for name, value in values.items():
            node = (
                value
                if isinstance(value, ox.NamedNode)
                else value
                if isinstance(value, ox.Literal)
                else ox.Literal(value)
            )
            quads.append(ox.Quad(subject, names[name.replace("_", ":")], node, graph_name))

    notes = [iri(f"note:n{month:02}") for month in range(1, 13)]
    days = [ox.Literal(f"2025-{month:02}-15", datatype=iri("xsd:date")) for month in range(1, 13)]
    for note, day in zip(notes, days, strict=True):
        say(note, rdf_type=names["gk:Note"], gk_path=f"{note.value[-3:]}.md", dcterms_date=day)
    for holder in sorted({holder for holder, _, _ in pairs}):
        say(iri(f"person:p{holder}"), rdf_type=names["foaf:Person"], rdfs_label=f"Person {holder}")
    for topic in sorted({topic for _, topic, _ in pairs}):
        say(iri(f"topic:t{topic}"), rdf_type=names["skos:Concept"], rdfs_label=f"topic {topic}")
    for number, (holder, topic, power) in enumerate(pairs):
        say(
            iri(f"right:r{number}"), rdf_type=names["gk:DecisionRight"], gk_holder=iri(f"person:p{holder}"),
            gk_power=iri(f"gk:{power}"), gk_about=iri(f"topic:t{topic}"), gk_scope=f"topic {topic}",
            gk_standing=names["gk:Current"], gk_note=notes[number % 12], gk_line=number % 200 + 1,
            gk_quote=f"Person {holder} and topic {topic}, as the note words it.", dcterms_date=days[number % 12],
        )  # fmt: skip
    store.inner.bulk_extend(quads)
    return KnowledgeGraph(store)


def opened(browser: Browser, address: str) -> float:
    """Seconds from asking for an address until the first frame in which the page can be used; the median of some."""
    taken = []
    for _ in range(OPENED):
        page = new_page(browser)
        page.add_init_script(_WATCH)
        page.goto(address, timeout=PATIENCE * 1000)
        until(page, "window.usableAfter")
        taken.append(page.evaluate("window.usableAfter") / 1000)
        page.close()
    return statistics.median(taken)


def until(page: Page, expression: str) -> None:
    """Wait until an expression is true; Playwright's own waiting is forbidden by the page's policy."""
    end = time.perf_counter() + PATIENCE
    while not page.evaluate(expression):
        if time.perf_counter() > end:
            raise TimeoutError(f"{expression} is not true after {PATIENCE} seconds.")
        page.wait_for_timeout(5)


def new_page(browser: Browser) -> Page:
    """A tab as large as a small screen."""
    return browser.new_page(viewport={"width": 1440, "height": 900})


def measured(browser: Browser, file: Path) -> dict[str, float]:
    """What is measured of a page of ours."""
    bare = file.with_name("bare.html")
    bare.write_text(BARE, "utf-8")
    graph = f"{file.as_uri()}#view=graph"
    found = {
        "bare": opened(browser, bare.as_uri()),
        "matrix": opened(browser, file.as_uri()),
        "graph": opened(browser, graph),
    }
    page = new_page(browser)
    page.goto(graph)
    page.wait_for_selector("body[data-drawn]", timeout=PATIENCE * 1000)
    marks = int(page.locator("body").get_attribute("data-drawn") or 0)
    frames = dragged(page)
    page.wait_for_timeout(300)
    begin = time.perf_counter()
    page.locator("#search").fill("person 17")
    page.keyboard.press("Enter")
    until(page, "document.querySelector('#panel h2').textContent === 'Person 17'")
    find = time.perf_counter() - begin
    page.close()
    return found | {"marks": marks, "fps": frames, "find": find}


def dragged(page: Page) -> float:
    """Frames a second while the picture is dragged about for three seconds."""
    page.wait_for_timeout(500)
    box = page.locator("#graph canvas").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] - 8
    page.mouse.move(x, y)
    page.mouse.down()
    page.evaluate(f"() => {{ window.counted = ({_COUNT})(); }}")
    until = time.perf_counter() + 3
    step = 0
    while time.perf_counter() < until:
        step += 1
        page.mouse.move(x + 120 * ((step // 20) % 2) + step % 20 * 3, y - step % 40 * 2)
    frames = page.evaluate("() => window.counted")
    page.mouse.up()
    return float(frames)


def settled(playwright: Playwright, pairs: list[tuple[int, int, str]], folder: Path, patience: int) -> str:
    """Seconds until pyvis' own page of the same network shows it, in a browser of its own; or that it did not."""
    network = Network(directed=True, cdn_resources="in_line")
    network.add_nodes(
        [f"p{holder}" for holder in sorted({holder for holder, _, _ in pairs})],
        label=[f"Person {holder}" for holder in sorted({holder for holder, _, _ in pairs})],
    )
    network.add_nodes(
        [f"t{topic}" for topic in sorted({topic for _, topic, _ in pairs})],
        label=[f"topic {topic}" for topic in sorted({topic for _, topic, _ in pairs})],
    )
    for holder, topic, power in pairs:
        network.add_edge(f"p{holder}", f"t{topic}", title=power)
    file = folder / "pyvis.html"
    file.write_text(network.generate_html(), "utf-8")
    # While it settles the page answers nothing, not even that it is to be closed.
    browser = launch(playwright)
    begin = time.perf_counter()
    try:
        page = new_page(browser)
        page.set_default_timeout(patience * 1000)
        page.goto(file.as_uri(), wait_until="commit")
        # It works out a thousand steps of its physics before.
        page.wait_for_function("() => window.network && network.physics && network.physics.ready")
        return f"{time.perf_counter() - begin:.0f}"
    except TimeoutError:
        return f"not within {patience}"
    finally:
        browser.close()


def launch(playwright: Playwright) -> Browser:
    """Chromium of the system."""
    return playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)


def main() -> None:
    """Print one line for each size."""
    parser = argparse.ArgumentParser(description="How fast the page is.")
    parser.add_argument("nodes", nargs="*", type=int, default=SIZES)
    parser.add_argument("--alone", action="store_true", help="without pyvis' own page")
    parser.add_argument("--patience", type=int, default=PATIENCE, help="seconds one waits for pyvis' page")
    wanted = parser.parse_args()
    print("nodes   make s   MB    bare s  matrix s  graph s  marks  frames/s  find s  pyvis shows s")
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        browser = launch(playwright)
        for nodes in wanted.nodes:
            pairs, file = rights(nodes), Path(temporary) / "page.html"
            kg = graph(pairs)
            begin = time.perf_counter()
            kg.view(file, title="Benchmark")
            made = time.perf_counter() - begin
            found = measured(browser, file)
            theirs = "not tried" if wanted.alone else settled(playwright, pairs, Path(temporary), wanted.patience)
            size = file.stat().st_size / 1e6
            print(
                f"{nodes:>6,}  {made:>6.1f}  {size:>5.1f}  {found['bare']:>6.2f}  {found['matrix']:>8.2f}"
                f"  {found['graph']:>7.2f}  {found['marks']:>5}  {found['fps']:>8.0f}  {found['find']:>6.2f}  {theirs}",
                flush=True,
            )
        browser.close()


if __name__ == "__main__":
    main()
