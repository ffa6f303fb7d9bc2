"""The pictures of the page: where everything stands, computed ahead and handed over by pyvis."""

from __future__ import annotations

import json
import textwrap
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, Final

import networkx as nx

from graphkit.network.lenses import LENSES
from graphkit.network.positions import Position, positions
from graphkit.view.contents import Contents
from graphkit.view.layout import Layout, Size, columns, layers, rings
from graphkit.view.lenses import Edge, edges

#: The lenses whose pictures are laid out ahead, the first one opens.
PICTURES: Final = ("decision-rights", "escalation", "co-attendance", "assignments", "organisations")
#: The column of each kind in a block.
_COLUMNS: Final = {"person": 0, "topic": 1, "project": 1, "forum": 1, "scope": 1}
_OTHERS: Final = 2
_LINE, _CHARACTER, _PADDING, _WIDEST, _LINES = 18.0, 7.4, 20.0, 26, 3
_OPTIONS: Final[dict[str, Any]] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"hover": True, "selectConnectedEdges": False, "multiselect": False},
    "edges": {"smooth": False, "selectionWidth": 1},
}


def draw(contents: Contents, lens: str) -> dict[str, Any]:
    """`nodes`, `edges` and `options` of one lens as vis-network takes them, as rows of `columns`.

    A node is a thing of the page with its place, its block (the community it is drawn in) and its measures;
    the most connected come first. An edge lists the statements behind it.
    """
    found = edges(contents, lens)
    degree = Counter(at for one, other, _ in found for at in (one, other))
    ranked = sorted(degree, key=lambda at: (-degree[at], at))
    sizes = {at: size(wrapped(contents.things[at]["label"])) for at in ranked}
    layout = _layout(contents, lens, sizes, found)
    graph = nx.Graph()
    graph.add_nodes_from(ranked)
    graph.add_edges_from((one, other) for one, other, _ in found)
    return _handed_over(contents, lens, ranked, found, layout, positions(graph))


def _layout(contents: Contents, lens: str, sizes: Mapping[int, Size], found: list[Edge]) -> Layout:
    """Where everything stands, worked out in the order of the ids: it does not change with how often something is
    named, and what comes in later leaves the order of the others as it was."""
    ranked = sorted(sizes, key=lambda at: contents.things[at]["id"])
    order = {at: number for number, at in enumerate(ranked)}
    layout = _by_order(
        contents,
        lens,
        {order[at]: sizes[at] for at in ranked},
        [(order[one], order[other], behind) for one, other, behind in found],
        ranked,
    )
    return Layout(
        {at: layout.positions[number] for at, number in order.items()},
        {at: layout.block[number] for at, number in order.items()},
    )


def _by_order(contents: Contents, lens: str, sizes: Mapping[int, Size], found: list[Edge], things: list[int]) -> Layout:
    pairs = sorted((one, other) for one, other, _ in found)
    if lens == "escalation":
        return layers(sizes, pairs)
    if lens == "co-attendance":
        return rings(sizes, pairs)
    # What only some statements believe or propose is placed after what holds, so that it leaves no holes.
    held = [
        (one, other)
        for one, other, behind in sorted(found)
        if not behind or any(contents.statements[at]["base"] == "held" for at in behind)
    ]
    firm = {at for pair in held for at in pair}
    loose = [pair for pair in pairs if not firm.intersection(pair)]
    kinds = {number: contents.things[at]["kind"] for number, at in enumerate(things)}
    return columns(sizes, held + loose, {number: _COLUMNS.get(kinds[number], _OTHERS) for number in sizes})


def _handed_over(
    contents: Contents,
    lens: str,
    ranked: list[int],
    found: list[Edge],
    layout: Layout,
    measured: Mapping[Any, Position],
) -> dict[str, Any]:
    from pyvis.edge import Edge as Line
    from pyvis.network import Network
    from pyvis.node import Node

    network = Network(directed=True)
    # Its own ways to add look through all nodes each time.
    for at in ranked:
        x, y = layout.positions[at]
        measures = {"betweenness": round(measured[at].betweenness, 4), "brokerage": measured[at].brokerage}
        kind = contents.things[at]["kind"]
        network.nodes.append(
            Node(at, "box", "", x=round(x), y=round(y), group=kind, block=layout.block[at], **measures).options
        )
        network.node_ids.append(at)
    for one, other, behind in found:
        network.edges.append(Line(one, other, lens != "co-attendance", statements=behind).options)
    network.set_options(json.dumps(_OPTIONS))
    nodes, lines, _, _, _, options = network.get_network_data()
    return {
        "description": LENSES[lens].description,
        "nodes": _rows(nodes, ("id", "x", "y", "block", "betweenness", "brokerage")),
        "edges": _rows(lines, ("from", "to", "statements")),
        "options": json.loads(options),
    }


def _rows(items: list[dict[str, Any]], names: tuple[str, ...]) -> dict[str, Any]:
    """Dicts of the same keys, each key written once."""
    return {"columns": names, "rows": [[item[name] for name in names] for item in items]}


def wrapped(label: str) -> str:
    """A label in at most three lines.

    >>> wrapped("the order in which customers move to the new platform in spring")
    'the order in which\\ncustomers move to the new\\nplatform in spring'
    """
    lines = textwrap.wrap(" ".join(label.split()), _WIDEST) or ["?"]
    if len(lines) > _LINES:
        lines = [*lines[: _LINES - 1], lines[_LINES - 1][: _WIDEST - 1] + "…"]
    return "\n".join(lines)


def size(label: str) -> Size:
    """About how wide and high the box of a wrapped label is."""
    lines = label.split("\n")
    return max(map(_width, lines)) * _CHARACTER + _PADDING, len(lines) * _LINE + _PADDING


def _width(text: Iterable[str]) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
