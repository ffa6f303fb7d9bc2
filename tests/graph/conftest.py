"""The hand-written graph of eight notes, in memory, with what follows from it made anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from graphkit.graph import KnowledgeGraph, Store, derive

FIXTURE = Path(__file__).with_name("fixture.trig")

Triples = set[tuple[object, object, object]]


def triples(store: Store, graph: ox.NamedNode) -> Triples:
    """What one named graph says."""
    return {(q.subject, q.predicate, q.object) for q in store.inner.quads_for_pattern(None, None, None, graph)}


@pytest.fixture
def store() -> Store:
    """The fixture as notes make it: without derived facts."""
    filled = Store.memory()
    filled.load(FIXTURE)
    filled.remove_graph(filled.names.derived)
    return filled


@pytest.fixture
def kg(store: Store) -> Iterator[KnowledgeGraph]:
    """The fixture with its derived facts."""
    derive(store)
    with KnowledgeGraph(store) as graph:
        yield graph


@pytest.fixture
def made() -> Callable[[str], KnowledgeGraph]:
    """A graph from Turtle: the known prefixes need not be declared, and the facts are derived."""

    def make(turtle: str) -> KnowledgeGraph:
        filled = Store.memory()
        graph = filled.names.note_graph("x.md")
        filled.inner.update(f"INSERT DATA {{ GRAPH {graph} {{ {turtle} }} }}", prefixes=filled.names.prefixes)
        derive(filled)
        return KnowledgeGraph(filled)

    return make
