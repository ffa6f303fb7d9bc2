"""The pictures of the page in docs/images, taken of the demo vault: `python docs/screenshots.py`."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

import graphkit

ROOT = Path(__file__).parents[1]
#: Chromium without the calls home that it makes by default.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


#: What is taken: the name of the picture, and the address that opens it.
PICTURES = {
    "matrix": "sel=topic:release-date",
    "graph": "view=graph&sel=person:henrike-solberg",
    "timeline": "view=timeline",
    "questions": "view=questions",
}


def main() -> None:
    """Build the demo and take each view, light and dark."""
    images = ROOT / "docs" / "images"
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        page = Path(temporary) / "graph.html"
        with graphkit.build(ROOT / "data" / "demo" / "vault", graph=Path(temporary) / "graph") as kg:
            kg.view(page, title="Tarnbeck")
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        for scheme in ("light", "dark"):
            for name, address in PICTURES.items():
                tab = browser.new_page(viewport={"width": 1440, "height": 900}, color_scheme=scheme)
                tab.goto(f"{page.as_uri()}#{address}")
                tab.wait_for_timeout(800)
                tab.screenshot(path=images / f"page-{name}-{scheme}.png")
                tab.close()
        browser.close()


if __name__ == "__main__":
    main()
