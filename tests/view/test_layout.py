"""Positions: stable, and without boxes on top of each other."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.view.layout import columns, layers, rings

SIZE = (120.0, 38.0)


def overlapping(positions, sizes) -> list[tuple[int, int]]:
    return [
        (one, other)
        for one, other in combinations(positions, 2)
        if abs(positions[one][0] - positions[other][0]) < (sizes[one][0] + sizes[other][0]) / 2
        and abs(positions[one][1] - positions[other][1]) < (sizes[one][1] + sizes[other][1]) / 2
    ]


@st.composite
def networks(draw):
    count = draw(st.integers(0, 40))
    nodes = st.integers(0, max(count - 1, 0))
    edges = draw(st.lists(st.tuples(nodes, nodes), max_size=60)) if count else []
    sizes = {n: (float(draw(st.integers(40, 240))), float(draw(st.integers(30, 80)))) for n in range(count)}
    return sizes, [edge for edge in edges if edge[0] != edge[1]]


@settings(max_examples=40, deadline=None)
@given(networks())
def test_no_two_boxes_of_columns_or_layers_overlap(network):
    sizes, edges = network
    column = {node: node % 3 for node in sizes}
    for layout in (columns(sizes, edges, column), layers(sizes, edges)):
        positions = layout.positions
        assert set(positions) == set(sizes)
        assert overlapping(positions, sizes) == []


@settings(max_examples=20, deadline=None)
@given(networks())
def test_rings_place_every_node(network):
    sizes, edges = network
    assert set(rings(sizes, edges).positions) == set(sizes)


@pytest.mark.parametrize(
    "layout", [layers, rings, lambda sizes, edges: columns(sizes, edges, {n: n % 2 for n in sizes})]
)
def test_the_same_graph_in_another_order_gives_the_same_picture(layout):
    edges = [(n, (n * 7 + 3) % 90) for n in range(90)] + [(n, (n * 11 + 5) % 90) for n in range(0, 90, 3)]
    sizes = dict.fromkeys(range(90), SIZE)
    backwards = dict(reversed(sizes.items()))
    assert layout(sizes, edges) == layout(backwards, edges[::-1])


def test_neighbours_stand_on_the_same_height_where_they_can():
    positions = columns(
        dict.fromkeys(range(6), SIZE), [(0, 3), (1, 4), (2, 5)], {n: n // 3 for n in range(6)}
    ).positions
    assert all(positions[n][1] == positions[n + 3][1] for n in range(3))


def test_whoever_brings_matters_to_nobody_stands_above_those_who_bring_them():
    positions = layers(dict.fromkeys(range(4), SIZE), [(0, 1), (1, 2), (3, 2)]).positions
    assert positions[2][1] < positions[1][1] < positions[0][1]
    assert positions[3][1] == positions[1][1]


def test_a_circle_of_escalation_is_drawn_too():
    assert len(layers(dict.fromkeys(range(3), SIZE), [(0, 1), (1, 0), (1, 2)]).positions) == 3


def test_a_large_graph_is_about_as_wide_as_a_screen():
    sizes = dict.fromkeys(range(400), SIZE)
    edges = [(n, 200 + n // 4) for n in range(200)]
    positions = columns(sizes, edges, {n: int(n >= 200) for n in sizes}).positions
    width = max(x for x, _ in positions.values())
    height = max(y for _, y in positions.values())
    assert 0.7 < width / height < 4
