"""Positions, computed ahead: the same graph gives the same picture, and nothing moves when the page opens.

Pure Python, in canvas units (about CSS pixels). Nodes are numbers; `sizes` are width and height of each
label's box.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Final, TypeAlias

import networkx as nx
from msgspec import Struct

Size: TypeAlias = tuple[float, float]
Position: TypeAlias = tuple[float, float]
Positions: TypeAlias = dict[int, Position]


class Layout(Struct, frozen=True):
    """Where the middle of each node is, and in which block; edges between blocks are the long ones."""

    positions: Positions
    block: dict[int, int]


_ROW: Final = 12.0
_COLUMN: Final = 150.0
_BLOCK: Final = 40.0
_GRID_X, _GRID_Y = 80.0, 60.0
_SWEEPS: Final = 8
#: A connected part with more nodes is cut into communities.
_LARGEST: Final = 60
_WIDE: Final = 1.8
#: From ring to ring, and how much wider than high a ring is.
_RING: Final = 125.0
_OVAL: Final = 1.45
#: A picture becomes wider by such steps, so that a little more in it does not move everything.
_STEP: Final = 1.3
#: A column with more nodes is drawn on both sides of what it is joined to.
_TALL: Final = 14


def columns(sizes: Mapping[int, Size], edges: Sequence[tuple[int, int]], column: Mapping[int, int]) -> Layout:
    """Blocks of columns side by side, each column ordered so that few edges cross.

    `column` is the place of each node in its block, from left to right. Connected parts become blocks;
    large ones are cut where few edges are.
    """
    graph = _graph(sizes, edges)
    blocks = [_columns(part, sizes, graph, column) for part in _parts(graph)]
    return _packed(blocks, sizes)


def layers(sizes: Mapping[int, Size], edges: Sequence[tuple[int, int]]) -> Layout:
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


def rings(sizes: Mapping[int, Size], edges: Sequence[tuple[int, int]]) -> Layout:
    """Communities side by side, in each the best connected in the middle and the others on rings around it."""
    graph = _graph(sizes, edges)
    return _packed([_rings(part, sizes, graph) for part in _parts(graph)], sizes)


def _rings(part: Sequence[int], sizes: Mapping[int, Size], graph: nx.Graph) -> Positions:
    left = sorted(part, key=lambda node: (-graph.degree(node), node))
    found: Positions = {left.pop(0): (0.0, 0.0)} if len(left) > 3 else {}
    need = {node: max(sizes[node][1] + 26, sizes[node][0] * 0.8) for node in left}
    radius = 0.0
    while left:
        radius += _RING
        ring: list[int] = []
        taken = 0.0
        while left and (len(ring) < 3 or taken + need[left[0]] <= 2 * math.pi * radius):
            taken += need[left[0]]
            ring.append(left.pop(0))
        ring.sort(key=lambda node: (_direction(node, graph, found), node))
        # Rings begin at different places, so that lines to the outer ones pass between the names of the inner ones.
        done = 0.5 * need[ring[0]] * (round(radius / _RING) % 2)
        for node in ring:
            angle = 2 * math.pi * (done + 0.5 * need[node]) / taken - math.pi / 2
            done += need[node]
            found[node] = (radius * _OVAL * math.cos(angle), radius * math.sin(angle))
    return found


def _direction(node: int, graph: nx.Graph, placed: Mapping[int, Position]) -> float:
    """Where the placed neighbours of a node are, as an angle from the top."""
    near = [placed[other] for other in graph[node] if other in placed]
    x, y = sum(x for x, _ in near), sum(y for _, y in near)
    return round(math.atan2(x, -y) % (2 * math.pi), 3)


def _graph(nodes: Iterable[int], edges: Iterable[tuple[int, int]]) -> nx.Graph:
    graph = nx.Graph()
    graph.add_nodes_from(sorted(nodes))
    graph.add_edges_from(sorted({(min(edge), max(edge)) for edge in edges if edge[0] != edge[1]}))
    return graph


def _parts(graph: nx.Graph, cut: bool = True) -> list[list[int]]:
    """Connected parts, the largest first; those of more than `_LARGEST` nodes by community."""
    parts = [sorted(part) for part in nx.connected_components(graph)]
    if cut:
        parts = [piece for part in parts for piece in _cut(part, graph)]
    return sorted(parts, key=lambda part: (-len(part), part))


def _cut(part: list[int], graph: nx.Graph) -> list[list[int]]:
    """A part in communities, and these in communities, until they are small or hold together."""
    if len(part) <= _LARGEST:
        return [part]
    inside = _graph(part, graph.subgraph(part).edges())
    communities = [sorted(found) for found in nx.community.louvain_communities(inside, seed=1)]
    if len(communities) < 2:
        return [part]
    return [piece for community in communities for piece in _cut(community, graph)]


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


def _columns(part: Sequence[int], sizes: Mapping[int, Size], graph: nx.Graph, column: Mapping[int, int]) -> Positions:
    ordered = _on_both_sides(_ordered(part, graph, column))
    heights: dict[int, float] = {}
    # The longest column is stacked; the others stand beside what they are joined to.
    for name in sorted(ordered, key=lambda name: (-len(ordered[name]), name)):
        heights |= _beside(ordered[name], sizes, graph, heights)
    found: Positions = {}
    x = 0.0
    for _, members in sorted(ordered.items()):
        width = max(sizes[node][0] for node in members)
        found |= {node: (x + width / 2, heights[node]) for node in members}
        x += width + _COLUMN
    return found


def _on_both_sides(ordered: dict[int, list[int]]) -> dict[int, list[int]]:
    """The columns of a block; of the longest, where it is tall and not alone, every second node stands beyond."""
    tall = max(ordered, key=lambda name: (len(ordered[name]), -name))
    if len(ordered) == 1 or len(ordered[tall]) <= _TALL:
        return ordered
    others = [name for name in ordered if name != tall]
    beyond = min(others) - 1 if tall > min(others) else max(others) + 1
    return {**ordered, tall: ordered[tall][::2], beyond: ordered[tall][1::2]}


def _beside(
    members: Sequence[int], sizes: Mapping[int, Size], graph: nx.Graph, placed: Mapping[int, float]
) -> dict[int, float]:
    """Heights of a column in its order, each near its placed neighbours, none on top of another.

    Pushing down from the top and up from the bottom both keep the distances, and so does their mean.
    """
    wanted = []
    for node in members:
        near = [placed[other] for other in graph[node] if other in placed]
        wanted.append(sum(near) / len(near) if near else 0.0)
    gaps = [(sizes[one][1] + sizes[other][1]) / 2 + _ROW for one, other in pairwise(members)]
    down, up = list(wanted), list(wanted)
    for at, gap in enumerate(gaps):
        down[at + 1] = max(down[at + 1], down[at] + gap)
    for at, gap in reversed(list(enumerate(gaps))):
        up[at] = min(up[at], up[at + 1] - gap)
    return {node: (down[at] + up[at]) / 2 for at, node in enumerate(members)}


def _packed(blocks: Sequence[Positions], sizes: Mapping[int, Size]) -> Layout:
    """Blocks in rows, the tallest first, the whole about as wide as a screen.

    Room is given by a grid, so that a block that grows a little does not move the others.
    """
    boxes = [(_box(block, sizes), block) for block in blocks if block]
    rooms = [
        (_on_grid(right - left + _BLOCK, _GRID_X), _on_grid(bottom - top + _BLOCK, _GRID_Y), left, top, block)
        for (left, top, right, bottom), block in boxes
    ]
    # By classes of height, then by the node in the middle: one more in a block changes no order either.
    rooms.sort(key=lambda room: (-math.ceil(math.log(room[1], _STEP**2)), sorted(room[4])[len(room[4]) // 2]))
    wide = math.sqrt(max(sum(width * height for width, height, *_ in rooms), 1.0) * _WIDE)
    limit = max([_STEP ** math.ceil(math.log(wide, _STEP)), *(width for width, *_ in rooms)])
    found: Positions = {}
    inside: dict[int, int] = {}
    x = y = tallest = 0.0
    for number, (width, height, left, top, block) in enumerate(rooms):
        if x and x + width > limit:
            x, y, tallest = 0.0, y + tallest, 0.0
        for node, (at_x, at_y) in block.items():
            found[node] = (round(x + at_x - left, 1), round(y + at_y - top, 1))
            inside[node] = number
        x += width
        tallest = max(tallest, height)
    return Layout(found, inside)


def _on_grid(length: float, grid: float) -> float:
    return grid * math.ceil(length / grid)


def _box(block: Positions, sizes: Mapping[int, Size]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a block."""
    return (
        min(x - sizes[node][0] / 2 for node, (x, _) in block.items()),
        min(y - sizes[node][1] / 2 for node, (_, y) in block.items()),
        max(x + sizes[node][0] / 2 for node, (x, _) in block.items()),
        max(y + sizes[node][1] / 2 for node, (_, y) in block.items()),
    )
