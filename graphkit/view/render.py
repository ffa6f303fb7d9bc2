"""The page: who decides what, as one HTML file."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any, Final

from graphkit.graph.errors import GraphError
from graphkit.graph.knowledge import KnowledgeGraph
from graphkit.network.errors import NetworkError
from graphkit.network.lenses import LENSES
from graphkit.network.things import day_of
from graphkit.view import answers
from graphkit.view.bundle import page
from graphkit.view.contents import Contents
from graphkit.view.drawing import draw, picture

#: So many topics that nobody decides are listed.
_UNDECIDED: Final = 60


def render(
    kg: KnowledgeGraph,
    path: str | Path,
    *,
    lens: str = "decision-rights",
    as_of: str | datetime.date | None = None,
    title: str | None = None,
    limit: int = 1000,
    **options: Any,
) -> Path:
    """Write the page to `path`: one self-contained HTML file that asks no network for anything.

    `lens` is what its graph shows (one of `graphkit.network.LENSES`, which takes the `options`),
    `as_of` the day it is about (without it the newest note's), `title` what it is headed by (without it
    the name of the vault), `limit` how many nodes are drawn at most: those with the strongest rights.
    Raises NetworkError for a lens there is none of, GraphError when the file cannot be written.
    """
    target = Path(path).expanduser()
    html = page(page_data(kg, target, lens=lens, as_of=as_of, title=title, limit=limit, **options))
    try:
        target.write_text(html, "utf-8", newline="\n")
    except OSError as error:
        raise GraphError(f"{target} cannot be written: {error}.", "Name another place.") from error
    return target


def page_data(
    kg: KnowledgeGraph,
    path: Path,
    *,
    lens: str = "decision-rights",
    as_of: str | datetime.date | None = None,
    title: str | None = None,
    limit: int = 1000,
    **options: Any,
) -> dict[str, Any]:
    """What the page says, as JSON would hold it: see `assets/model.js` for the fields."""
    if lens not in LENSES:
        raise NetworkError(f"There is no lens {lens!r}.", f"Known: {', '.join(LENSES)}.")
    contents = Contents(kg, path, day_of(kg.store, as_of), max(1, limit))
    active = answers.activities(contents)
    shown = picture(contents, lens, options)
    open_topics = answers.undecided(contents, active, _UNDECIDED)
    contents.choose(shown.nodes)
    if shown.network is not None:
        for right in contents.ranked()[: contents.limit]:
            contents.choose((right.holder, *right.topics))
    contents.choose(open_topics)
    contents.add_statements()
    vault = kg.vault.absolute().name if kg.vault else ""
    return {
        "title": vault if title is None else title,
        "day": contents.day,
        "note_count": contents.note_count,
        "left_out": shown.left_out,
        "description": LENSES[lens].description,
        "things": contents.things,
        "statements": contents.statements,
        "notes": contents.notes,
        "decided": answers.decided_rows(contents, active),
        "undecided": answers.undecided_rows(contents, active, open_topics),
        "conflicts": answers.conflicts(contents),
        "graph": draw(contents, shown),
    }
