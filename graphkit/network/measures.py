"""The measures of a lens as one table: what `graphkit network` prints."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

import networkx as nx

from graphkit.graph.knowledge import KnowledgeGraph
from graphkit.graph.result import Result
from graphkit.network.lenses import project
from graphkit.network.positions import positions
from graphkit.network.stakeholders import stakeholders
from graphkit.network.table import table

_HOLDS: Final = {"decides": "Decide", "approves": "Approve", "vetoes": "Veto", "owns": "Own"}


def measures(kg: KnowledgeGraph, lens: str | None = None, **options: Any) -> Result:
    """Measures of every node seen through a lens, or of every stakeholder without one.

    Parameters
    ----------
    kg : KnowledgeGraph
    lens : str, optional
        One of `LENSES`; without it the table is that of `stakeholders`.
    **options
        What the lens, or `stakeholders`, takes.

    Returns
    -------
    Result
        Rows of `who` (the name), `kind`, what the lens counts, `degree`, `betweenness`, `brokerage` (see
        `positions`) and `iri`, the node with the highest count first. What is counted:

        - decision-rights: `decides`, `approves`, `vetoes`, `owns` (topics of an agent, agents of a topic) and
          `statements` behind them;
        - escalation: `brought_to` and `brings_to` (agents directly), `reached_by` (agents whose matters
        can get
          there in any number of steps), `final` (others bring to it, and it brings to nobody);
        - co-attendance: `meetings`, `strength` (0 to `meetings`; see the lens);
        - assignments: `actions`, `open`, `overdue`;
        - organisations: `people` (who belong to it) and `belongs_to`;
        - ego: `distance` from the middle, `statements`.

    Examples
    --------
    >>> from graphkit.graph import KnowledgeGraph, Store
    >>> measures(KnowledgeGraph(Store.memory()), "co-attendance").columns
    ['who', 'kind', 'meetings', 'strength', 'degree', 'betweenness', 'brokerage', 'iri']
    """
    if lens is None:
        return stakeholders(kg, **options)
    graph = project(kg, lens, **options)
    names, count = _COUNTED[lens]
    where = positions(graph)
    rows = []
    for node, data in graph.nodes(data=True):
        counted = count(graph, node)
        at = where[node]
        position = (at.degree, at.betweenness, at.brokerage)
        rows.append((data["label"], data["kind"], *(counted[name] for name in names), *position, node))
    # Around one node the nearest come first, everywhere else the largest.
    sign = 1 if lens == "ego" else -1
    counts = slice(2, len(names) + 2)
    rows.sort(key=lambda row: (*(sign * count for count in row[counts]), row[0], row[-1]))
    columns = ("who", "kind", *names, "degree", "betweenness", "brokerage", "iri")
    return table(columns, rows, kg.store.names)


def _rights(graph: nx.DiGraph, node: str) -> dict[str, int]:
    around = [data for *_, data in (*graph.out_edges(node, data=True), *graph.in_edges(node, data=True))]
    counts = {name: sum(power in data["powers"].split(", ") for data in around) for name, power in _HOLDS.items()}
    return {**counts, "statements": sum(data["evidence"] for data in around)}


def _escalation(graph: nx.DiGraph, node: str) -> dict[str, int]:
    brought, brings = graph.in_degree(node), graph.out_degree(node)
    return {
        "brought_to": brought,
        "reached_by": len(nx.ancestors(graph, node)),
        "brings_to": brings,
        "final": bool(brought and not brings),
    }


def _meetings(graph: nx.DiGraph, node: str) -> dict[str, float]:
    strength = sum(data["strength"] for *_, data in graph.out_edges(node, data=True))
    return {"meetings": graph.nodes[node].get("occasions", 0), "strength": round(strength, 3)}


def _tasks(graph: nx.DiGraph, node: str) -> dict[str, int]:
    around = [data for *_, data in (*graph.out_edges(node, data=True), *graph.in_edges(node, data=True))]
    counts = {name: sum(data[name] for data in around) for name in ("actions", "open", "overdue")}
    return {**counts, "actions": graph.nodes[node].get("actions", counts["actions"])}


def _organisations(graph: nx.DiGraph, node: str) -> dict[str, int]:
    people = sum(graph.nodes[member]["kind"] == "person" for member in graph.predecessors(node))
    return {"people": people, "belongs_to": graph.out_degree(node)}


def _ego(graph: nx.DiGraph, node: str) -> dict[str, int]:
    around = (*graph.out_edges(node, data=True), *graph.in_edges(node, data=True))
    return {"distance": graph.nodes[node]["distance"], "statements": sum(d["weight"] for *_, d in around)}


_COUNTED: Final[Mapping[str, tuple[tuple[str, ...], Callable[[nx.DiGraph, str], Mapping[str, float]]]]] = {
    "decision-rights": ((*_HOLDS, "statements"), _rights),
    "escalation": (("brought_to", "reached_by", "brings_to", "final"), _escalation),
    "co-attendance": (("meetings", "strength"), _meetings),
    "assignments": (("actions", "open", "overdue"), _tasks),
    "organisations": (("people", "belongs_to"), _organisations),
    "ego": (("distance", "statements"), _ego),
}
