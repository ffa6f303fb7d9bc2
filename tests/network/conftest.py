"""Small graphs to look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graphkit.graph import KnowledgeGraph, Store

FIXTURE = Path(__file__).parents[1] / "graph" / "fixture.trig"


@pytest.fixture
def kg() -> Iterator[KnowledgeGraph]:
    """The hand-written graph of eight notes."""
    with KnowledgeGraph.open(FIXTURE) as graph:
        yield graph


@pytest.fixture
def graph_of() -> Callable[[str], KnowledgeGraph]:
    """A graph of the given triples, in Turtle with all known prefixes."""

    def make(turtle: str) -> KnowledgeGraph:
        store = Store.memory()
        store.inner.update(f"INSERT DATA {{ GRAPH <urn:g> {{ {turtle} }} }}", prefixes=store.names.prefixes)
        return KnowledgeGraph(store)

    return make
