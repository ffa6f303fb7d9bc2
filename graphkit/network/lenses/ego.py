"""Everything around one node."""

from __future__ import annotations

import datetime

import networkx as nx

from graphkit.graph.resolve import entities, resolve
from graphkit.graph.store import Store
from graphkit.network.errors import NetworkError
from graphkit.network.lenses.assignments import assignments
from graphkit.network.lenses.decision_rights import decision_rights
from graphkit.network.lenses.escalation import escalation
from graphkit.network.lenses.organisations import organisations


def ego(store: Store, *, around: str, radius: int = 1, as_of: str | datetime.date | None = None) -> nx.DiGraph:
    """One person, role, organisation or topic with all that is at most `radius` steps away.

    Parameters
    ----------
    store : Store
    around : str
        A name, or an IRI.
    radius : int
        Steps, in either direction.
    as_of : str or date, optional
        The day it is about; without it the newest note's.

    Returns
    -------
    networkx.DiGraph
        The nodes and all edges between them out of the lenses decision-rights, escalation,
        organisations and assignments. `relations` of an edge names the lenses it is from, joined by ",
        "; `weight` is the number of statements behind it. A node has `distance` from the one in the
        middle, `graph.graph["ego"]`.

    Raises
    ------
    NetworkError
        When nothing is said of that node.
    ParameterError
        When the name is nobody's or several's.

    Examples
    --------
    >>> ego(Store.memory(), around="Ada")
    Traceback (most recent call last):
    graphkit.graph.errors.ParameterError: No person, role, organisation or topic is called 'Ada'. ...
    """
    known = [*entities(store, "agent"), *entities(store, "topic")]
    middle = resolve(around, known, store, "person, role, organisation or topic").value
    whole = nx.DiGraph()
    for graph in (
        decision_rights(store, as_of=as_of),
        escalation(store, as_of=as_of),
        organisations(store, as_of=as_of),
        assignments(store, as_of=as_of),
    ):
        whole.graph.update(graph.graph)
        whole.add_nodes_from(graph.nodes(data=True))
        for source, target, data in graph.edges(data=True):
            if not whole.has_edge(source, target):
                whole.add_edge(source, target, relations="", weight=0)
            edge = whole.edges[source, target]
            edge["relations"] = ", ".join(filter(None, (edge["relations"], graph.graph["lens"])))
            edge["weight"] += data["weight"]
    if middle not in whole:
        raise NetworkError(f"Nothing is said of {around}.", "It has no right, task, membership or escalation.")
    distances = nx.single_source_shortest_path_length(whole.to_undirected(as_view=True), middle, cutoff=radius)
    graph = nx.DiGraph(lens="ego", as_of=whole.graph["as_of"], ego=middle)
    for node in sorted(distances):
        graph.add_node(node, **whole.nodes[node], distance=distances[node])
    graph.add_edges_from(
        (source, target, data)
        for source, target, data in sorted(whole.edges(data=True), key=lambda edge: edge[:2])
        if source in distances and target in distances
    )
    return graph
