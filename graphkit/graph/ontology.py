"""The vocabulary, from its file into the graph."""

from __future__ import annotations

from importlib import resources

import pyoxigraph as ox

from graphkit.graph.store import Store


def ontology_text() -> str:
    """graphkit.ttl."""
    return (resources.files("graphkit.ontology") / "graphkit.ttl").read_text("utf-8")


def load_ontology(store: Store) -> int:
    """Put the ontology into its graph, in place of what is there; the number of triples.

    Raises StoreError when the store is open for reading only.
    """
    graph = store.names.ontology
    triples = ox.parse(ontology_text(), format=ox.RdfFormat.TURTLE)
    quads = [ox.Quad(t.subject, t.predicate, t.object, graph) for t in triples]
    store.replace_graph(graph, quads)
    return len(quads)
