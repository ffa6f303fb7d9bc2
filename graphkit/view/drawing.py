"""The picture of a lens: nodes with their places and edges with the statements behind them, through pyvis."""

from __future__ import annotations

import json
import textwrap
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any, Final

import networkx as nx
from msgspec import Struct

from graphkit.network.lenses import project
from graphkit.view.contents import Contents
from graphkit.view.layout import Layout, Size, columns, layers, rings
from graphkit.view.sentences import Parts

#: The column of each kind in a block.
_COLUMNS: Final = {"person": 0, "topic": 1, "project": 1, "forum": 1, "scope": 1}
_OTHERS: Final = 2
#: Lenses whose edges count things that no sentence of a note says.
_COUNTED: Final = ("co-attendance", "assignments")
_LINE, _CHARACTER, _PADDING, _WIDEST, _LINES = 18.0, 7.4, 20.0, 26, 3
_OPTIONS: Final[dict[str, Any]] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"hover": True, "selectConnectedEdges": False, "multiselect": False},
    "edges": {"smooth": False, "selectionWidth": 1},
}


class Picture(Struct, frozen=True):
    """Which things a lens shows, by IRI, and which pairs it joins; pairs that hold come first in a layout."""

    lens: str
    nodes: tuple[str, ...]
    held: frozenset[tuple[str, str]]
    joined: frozenset[tuple[str, str]]
    left_out: int = 0
    network: nx.DiGraph | None = None


def picture(contents: Contents, lens: str, options: Mapping[str, Any]) -> Picture:
    """What to draw, at most the limit of the page: rights as the page has them, or any other lens."""
    if lens == "decision-rights" and not options:
        return _of_rights(contents)
    network = project(contents.kg, lens, as_of=contents.day, **options)
    ranked = sorted(network, key=lambda node: (-network.degree(node), node))[: contents.limit]
    shown = set(ranked)
    pairs = {edge for edge in network.edges() if shown.issuperset(edge) and edge[0] != edge[1]}
    if network.graph.get("symmetric"):
        pairs = {pair for pair in pairs if pair[0] < pair[1]}
    for node in ranked:
        contents.describe(node, network.nodes[node]["kind"], network.nodes[node]["label"])
    return Picture(lens, tuple(ranked), frozenset(pairs), frozenset(pairs), len(network) - len(ranked), network)


def _of_rights(contents: Contents) -> Picture:
    nodes: dict[str, None] = {}
    held: set[tuple[str, str]] = set()
    joined: set[tuple[str, str]] = set()
    left_out: set[str] = set()
    for right in contents.ranked():
        pairs = {(right.holder, other) for other in (*right.topics, *right.to) if other != right.holder}
        new = {iri for pair in pairs for iri in pair} - nodes.keys()
        if len(nodes) + len(new) > contents.limit:
            left_out |= new
            continue
        nodes.update(dict.fromkeys(sorted(new)))
        joined |= pairs
        if right.status(contents.day) == "held":
            held |= pairs
    missing = len(left_out - nodes.keys())
    return Picture("decision-rights", tuple(nodes), frozenset(held), frozenset(joined), missing)


def draw(contents: Contents, picture: Picture) -> dict[str, Any]:
    """`nodes`, `edges` and `options` as vis-network takes them; an edge lists its `statements`."""
    from pyvis.network import Network

    place = {iri: at for iri in picture.nodes if (at := contents.place(iri)) is not None}
    labels = {at: wrapped(contents.known[iri].label) for iri, at in place.items()}
    sizes = {at: size(label) for at, label in labels.items()}
    numbered = {
        name: [(place[one], place[other]) for one, other in sorted(pairs)]
        for name, pairs in (("held", picture.held), ("joined", picture.joined))
    }
    layout = _layout(contents, picture.lens, place, sizes, numbered)
    positions = layout.positions
    network = Network(directed=True)
    for iri, at in place.items():
        x, y = positions[at]
        kind = contents.known[iri].kind
        network.add_node(at, label=labels[at], shape="box", group=kind, x=x, y=y, physics=False)
    behind = {} if picture.lens in _COUNTED else _behind(contents)
    bent = picture.lens not in ("co-attendance", "escalation")
    for number, pair in enumerate(sorted(picture.joined)):
        one, other = (place[iri] for iri in pair)
        network.add_edge(
            one,
            other,
            id=number,
            statements=sorted(set(behind.get(pair, ()))),
            weight=picture.network.edges[pair]["weight"] if picture.network is not None else 1,
            far=layout.block[one] != layout.block[other],
            say=_say(contents, picture, pair),
            arrows="" if picture.lens == "co-attendance" else "to",
            **(_bend(positions[one], positions[other], sizes[one], sizes[other]) if bent else {}),
        )
    network.set_options(json.dumps(_OPTIONS))
    nodes, edges, _, _, _, options = network.get_network_data()
    return {"lens": picture.lens, "nodes": nodes, "edges": edges, "options": json.loads(options)}


def _layout(
    contents: Contents,
    lens: str,
    place: Mapping[str, int],
    sizes: Mapping[int, Size],
    numbered: Mapping[str, list[tuple[int, int]]],
) -> Layout:
    if lens == "escalation":
        return layers(sizes, numbered["joined"])
    if lens == "co-attendance":
        return rings(sizes, numbered["joined"])
    column = {at: _COLUMNS.get(contents.known[iri].kind, _OTHERS) for iri, at in place.items()}
    # What only some statements believe or propose is placed after what holds, so that it leaves no holes.
    firm = {at for pair in numbered["held"] for at in pair}
    loose = [pair for pair in numbered["joined"] if not firm.intersection(pair)]
    return columns(sizes, numbered["held"] + loose, column)


def _behind(contents: Contents) -> dict[tuple[str, str], list[int]]:
    """The statements behind each pair of IRIs, by position: rights, reporting lines and memberships."""
    found: dict[tuple[str, str], list[int]] = {}
    pairs = [
        *((right.iri, right.holder, (*right.topics, *right.to)) for right in contents.rights),
        *((line.iri, line.who, (line.to,)) for line in contents.lines),
        *((one.iri, one.member, (one.organisation,)) for one in contents.memberships),
    ]
    for iri, one, others in pairs:
        if iri in contents.by_iri:
            for other in others:
                found.setdefault((one, other), []).append(contents.by_iri[iri])
    return found


def _say(contents: Contents, picture: Picture, pair: tuple[str, str]) -> Parts:
    """The sentence of an edge that counts; nothing where statements speak for themselves."""
    if picture.network is None:
        return []
    data, sentences = picture.network.edges[pair], contents.sentences
    if picture.lens == "co-attendance":
        return sentences.edge(picture.lens, *pair, [sentences.count("meeting", data["occasions"])])
    if picture.lens == "assignments":
        return sentences.edge(picture.lens, *pair, [sentences.count("task", data["actions"])])
    if picture.lens == "ego" and data["relations"] in _COUNTED:
        return sentences.edge("ego", *pair, [data["relations"]])
    if data.get("standing") == "part of":
        return sentences.edge("part_of", *pair, [])
    return sentences.edge(picture.lens, *pair, []) if picture.lens == "organisations" else []


def _bend(one: tuple[float, float], other: tuple[float, float], size: Size, size2: Size) -> dict[str, Any]:
    """A curve for two nodes of one column, where a straight line would run through those between."""
    if abs(one[0] - other[0]) > (size[0] + size2[0]) / 2 or one[1] == other[1]:
        return {}
    return {
        "smooth": {
            "enabled": True,
            "type": "curvedCW" if one[1] > other[1] else "curvedCCW",
            "roundness": 0.35,
        }
    }


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
