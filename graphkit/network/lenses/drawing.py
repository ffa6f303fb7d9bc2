"""Nodes and edges put into a network in an order that stays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import networkx as nx

from graphkit.graph.store import Store
from graphkit.network.things import Thing, unknown_thing


def network(
    lens: str,
    day: str,
    store: Store,
    known: Mapping[str, Thing],
    edges: Mapping[tuple[str, str], dict[str, Any]],
    alone: Iterable[str] = (),
) -> nx.DiGraph:
    """The network of `edges`, its nodes with `kind` and `label`; `alone` are nodes that need no edge."""
    graph = nx.DiGraph(lens=lens, as_of=day)
    for iri in sorted({iri for edge in edges for iri in edge} | set(alone)):
        thing = known.get(iri) or unknown_thing(store, iri)
        graph.add_node(iri, kind=thing.kind, label=thing.label)
    for source, target in sorted(edges):
        graph.add_edge(source, target, **edges[source, target])
    return graph
