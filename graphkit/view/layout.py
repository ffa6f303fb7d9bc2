"""Positions, computed ahead: the same graph gives the same picture, and nothing moves when the page opens.

Pure Python, in canvas units (about CSS pixels). Nodes are numbers; `sizes` are width and height of each
label's box.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, TypeAlias

import networkx as nx

Size: TypeAlias = tuple[float, float]
Position: TypeAlias = tuple[float, float]
Positions: TypeAlias = dict[int, Position]

_ROW: Final = 12.0
_COLUMN: Final = 150.0
_BLOCK: Final = 50.0
_SWEEPS: Final = 8
#: A connected part with more nodes is cut into communities.
_LARGEST: Final = 60
_WIDE: Final = 1.8


def columns(
    sizes: Mapping[int, Size], edges: Sequence[tuple[int, int]], column: Mapping[int, int]
) -> Positions:
    """Blocks of columns side by side, each column ordered so that few edges cross.

    `column` is the place of each node in its block, from left to right. Connected parts become blocks;
    large ones are cut where few edges are.
    """
    graph = _graph(sizes, edges)
    blocks = [_columns(part, sizes, graph, column) for part in _parts(graph)]
    return _packed(blocks, sizes)


def layers(sizes: Mapping[int, Size], edges: Sequence[tuple[int, int]]) -> Positions:
    """Chains drawn towards the top: whoever brings matters to nobody else stands in the first row."""
    graph = _graph(sizes, edges)
    directed = nx.DiGraph()
    directed.add_nodes_from(sorted(sizes))
    directed.add_edges_from(edges)
    whole = nx.condensation(directed)
    height = dict.fromkeys(whole, -1)
    for node in reversed(list(nx.lexicographical_topological_sort(whole))):
        height[node] = 1 + max((height[above] for above in whole.successors(node)), default=-1)
    row = {member: height[node] for node in whole for member in whole.nodes[node]["members"]}
    blocks = []
    for part in _parts(graph, cut=False):
        ordered = _ordered(part, graph, row)
        found: Positions = {}
        for at, members in sorted(ordered.items()):
            width = sum(sizes[node][0] + 40 for node in members)
            x = -width / 2
            for node in members:
                found[node] = (x + (sizes[node][0] + 40) / 2, at * 120.0)
                x += sizes[node][0] + 40
        blocks.append(found)
    return _packed(blocks, sizes)


def rings(sizes: Mapping[int, Size], edges: Sequence[tuple[int, int]]) -> Positions:
    """Communities as rings side by side, neighbours next to each other."""
    graph = _graph(sizes, edges)
    blocks = []
    for part in _parts(graph):
        middle, *others = sorted(part, key=lambda node: (-graph.degree(node), node))
        if len(others) < 3:
            others, middle = [middle, *others], -1
        around = _walk(others, graph)
        need = sum(max(sizes[node][1] + 26, sizes[node][0] * 0.55) for node in around)
        radius = max(90.0, need / (2 * math.pi))
        found = {
            node: (
                radius * 1.45 * math.cos(2 * math.pi * at / len(around) - math.pi / 2),
                radius * math.sin(2 * math.pi * at / len(around) - math.pi / 2),
            )
            for at, node in enumerate(around)
        }
        if middle >= 0:
            found[middle] = (0.0, 0.0)
        blocks.append(found)
    return _packed(blocks, sizes)


def _graph(nodes: Iterable[int], edges: Iterable[tuple[int, int]]) -> nx.Graph:
    graph = nx.Graph()
    graph.add_nodes_from(sorted(nodes))
    graph.add_edges_from(sorted({(min(edge), max(edge)) for edge in edges if edge[0] != edge[1]}))
    return graph


def _parts(graph: nx.Graph, cut: bool = True) -> list[list[int]]:
    """Connected parts, the largest first; those of more than `_LARGEST` nodes by community."""
    parts: list[list[int]] = []
    for part in nx.connected_components(graph):
        if cut and len(part) > _LARGEST:
            inside = _graph(part, graph.subgraph(part).edges())
            parts += [sorted(found) for found in nx.community.louvain_communities(inside, seed=1)]
        else:
            parts.append(sorted(part))
    return sorted(parts, key=lambda part: (-len(part), part))


def _ordered(part: Sequence[int], graph: nx.Graph, level: Mapping[int, int]) -> dict[int, list[int]]:
    """The nodes of each level in an order in which few edges cross: sweeps of the barycentre rule.

    K. Sugiyama, S. Tagawa and M. Toda, "Methods for visual understanding of hierarchical system structures",
    IEEE Transactions on Systems, Man, and Cybernetics 11, 109 (1981).
    """
    inside = set(part)
    levels: dict[int, list[int]] = {}
    for node in sorted(part, key=lambda node: (-graph.degree(node), node)):
        levels.setdefault(level[node], []).append(node)
    place = {node: at / len(members) for members in levels.values() for at, node in enumerate(members)}
    names = sorted(levels)
    for sweep in range(_SWEEPS):
        for name in names if sweep % 2 else reversed(names):
            means = {}
            for node in levels[name]:
                near = [place[other] for other in graph[node] if other in inside and level[other] != name]
                means[node] = sum(near) / len(near) if near else place[node]
            levels[name].sort(key=lambda node: (means[node], node))
            for at, node in enumerate(levels[name]):
                place[node] = (at + 0.5) / len(levels[name])
    return levels


def _columns(
    part: Sequence[int], sizes: Mapping[int, Size], graph: nx.Graph, column: Mapping[int, int]
) -> Positions:
    found: Positions = {}
    x = 0.0
    for _, members in sorted(_ordered(part, graph, column).items()):
        width = max(sizes[node][0] for node in members)
        y = -sum(sizes[node][1] + _ROW for node in members) / 2
        for node in members:
            height = sizes[node][1] + _ROW
            found[node] = (x + width / 2, y + height / 2)
            y += height
        x += width + _COLUMN
    return found


def _walk(nodes: Sequence[int], graph: nx.Graph) -> list[int]:
    """A tour that goes from neighbour to neighbour where there is one."""
    left = dict.fromkeys(nodes)
    tour: list[int] = []
    while left:
        near = [node for node in (graph[tour[-1]] if tour else ()) if node in left]
        tour.append(min(near or left, key=lambda node: (graph.degree(node), node)))
        del left[tour[-1]]
    return tour


def _packed(blocks: Sequence[Positions], sizes: Mapping[int, Size]) -> Positions:
    """Blocks in rows, the tallest first, the whole about as wide as a screen."""
    boxes = [(_box(block, sizes), block) for block in blocks if block]
    boxes.sort(key=lambda item: (item[0][1] - item[0][3], min(item[1])))
    area = sum((right - left + _BLOCK) * (bottom - top + _BLOCK) for (left, top, right, bottom), _ in boxes)
    widest = max((box[2] - box[0] for box, _ in boxes), default=0.0)
    limit = max(widest, math.sqrt(area * _WIDE))
    found: Positions = {}
    x = y = tallest = 0.0
    for (left, top, right, bottom), block in boxes:
        if x and x + right - left > limit:
            x, y, tallest = 0.0, y + tallest + _BLOCK, 0.0
        for node, (at_x, at_y) in block.items():
            found[node] = (round(x + at_x - left, 1), round(y + at_y - top, 1))
        x += right - left + _BLOCK
        tallest = max(tallest, bottom - top)
    return found


def _box(block: Positions, sizes: Mapping[int, Size]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a block."""
    return (
        min(x - sizes[node][0] / 2 for node, (x, _) in block.items()),
        min(y - sizes[node][1] / 2 for node, (_, y) in block.items()),
        max(x + sizes[node][0] / 2 for node, (x, _) in block.items()),
        max(y + sizes[node][1] / 2 for node, (_, y) in block.items()),
    )
