"""Who matters: rights, tasks and meetings of each agent, and where they stand between the others."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import Any, Final

import networkx as nx

from graphkit.graph.knowledge import KnowledgeGraph
from graphkit.graph.result import Result
from graphkit.graph.store import Store
from graphkit.graph.terms import Names
from graphkit.network.lenses import assignments, co_attendance, decision_rights, escalation
from graphkit.network.positions import positions
from graphkit.network.table import table

_POSITION: Final = ("degree", "betweenness", "brokerage")
_POWERS: Final = {"decides": "Decide", "approves": "Approve", "owns": "Own"}
_COUNTS: Final = (*_POWERS, "actions", "meetings")


def stakeholders(
    source: KnowledgeGraph | nx.Graph,
    *,
    as_of: str | datetime.date | None = None,
    participants: bool = False,
    without: Iterable[str] = (),
) -> Result:
    """Everybody who holds a right, owns a task, meets or escalates, the most deciding first.

    Parameters
    ----------
    source : KnowledgeGraph or networkx.Graph
        A graph, or a projection of one: then only the positions in it are given.
    as_of : str or date, optional
        The day it is about; without it the newest note's.
    participants : bool
        Whether people whom a note only lists count as met. By default only those who certainly attended do.
    without : iterable of str
        IRIs or names to leave out before measuring. The keeper of the notes is in nearly every meeting:
        what the others look like is often seen only without them.

    Returns
    -------
    Result
        Rows of `who` (name), `kind`, `decides`, `approves`, `owns` (on how many topics the agent has
        that power), `actions` (tasks owned, cancelled ones left out), `meetings` (attended), `degree`,
        `betweenness`, `brokerage` and `iri`. The last three measures are those of `positions` in the
        network of who meets, who takes matters to whom and who reports to whom; rights play no part in
        them, and they say nothing about authority. `.to_pandas()` gives a DataFrame.

    Examples
    --------
    >>> from graphkit.graph import KnowledgeGraph, Store
    >>> stakeholders(KnowledgeGraph(Store.memory())).columns[:4]
    ['who', 'kind', 'decides', 'approves']
    """
    gone = frozenset(without)
    if isinstance(source, nx.Graph):
        return _positions_only(_left_out(source, gone))
    store = source.store
    ties = contacts(store, as_of=as_of, participants=participants)
    counts = _counts(store, ties, as_of)
    return _everybody(_left_out(ties, gone), counts, store.names)


def contacts(store: Store, *, as_of: str | datetime.date | None = None, participants: bool = False) -> nx.Graph:
    """Agents joined where they met, take matters to one another, or report to one another."""
    meetings = co_attendance(store, as_of=as_of, participants=participants)
    graph = nx.Graph()
    for part in (escalation(store, as_of=as_of), meetings):
        graph.add_nodes_from(part.nodes(data=True))
        graph.add_edges_from(part.edges())
    return graph


def brokers(source: KnowledgeGraph | nx.Graph, *, limit: int = 10, **options: Any) -> Result:
    """The agents that most pairs of others, not linked themselves, are linked through.

    Parameters
    ----------
    source : KnowledgeGraph or networkx.Graph
        As for `stakeholders`, which also takes the `options`.
    limit : int
        At most so many rows.

    Returns
    -------
    Result
        Rows of `who`, `kind`, `brokerage` (pairs), `betweenness`, `degree` and `iri`, most pairs first;
        nobody without a pair.

    References
    ----------
    .. R. S. Burt, "Structural Holes", Harvard University Press (1992).

    Examples
    --------
    >>> graph = nx.relabel_nodes(nx.star_graph(3), {0: "Ada", 1: "Ben", 2: "Cem", 3: "Dot"})
    >>> [(row["who"], row["brokerage"]) for row in brokers(graph)]
    [('Ada', 3)]
    """
    everybody = stakeholders(source, **options)
    ranked = sorted(everybody, key=lambda row: (-row["brokerage"], -row["betweenness"], row["who"], row["iri"]))
    columns = ("who", "kind", "brokerage", "betweenness", "degree", "iri")
    rows = [[row[name] for name in columns] for row in ranked if row["brokerage"]]
    return table(columns, rows[:limit], everybody.names)


def _left_out(graph: nx.Graph, gone: frozenset[str]) -> nx.Graph:
    left = graph.copy()
    left.remove_nodes_from([node for node, data in graph.nodes(data=True) if node in gone or data.get("label") in gone])
    return left


def _counts(store: Store, ties: nx.Graph, as_of: str | datetime.date | None) -> dict[str, dict[str, int]]:
    """IRI -> `_COUNTS`; agents who have a right or a task and no tie are added to `ties`."""
    found: dict[str, dict[str, int]] = {}
    rights = decision_rights(store, as_of=as_of)
    for agent, _, data in rights.edges(data=True):
        ties.add_node(agent, **rights.nodes[agent])
        own = found.setdefault(agent, dict.fromkeys(_COUNTS, 0))
        for name, power in _POWERS.items():
            own[name] += power in data["powers"].split(", ")
    for agent, data in assignments(store, as_of=as_of).nodes(data=True):
        if "actions" in data:
            ties.add_node(agent, kind=data["kind"], label=data["label"])
            found.setdefault(agent, dict.fromkeys(_COUNTS, 0))["actions"] = data["actions"]
    for agent, data in ties.nodes(data=True):
        found.setdefault(agent, dict.fromkeys(_COUNTS, 0))["meetings"] = data.get("occasions", 0)
    return found


def _everybody(ties: nx.Graph, counts: dict[str, dict[str, int]], names: Names) -> Result:
    rows = [
        (data["label"], data["kind"], *counts[node].values(), *place, node)
        for (node, data), place in zip(ties.nodes(data=True), _places(ties), strict=True)
    ]
    columns = ("who", "kind", *_COUNTS, *_POSITION, "iri")
    decides, approves, betweenness = (columns.index(name) for name in ("decides", "approves", "betweenness"))
    rows.sort(key=lambda row: (-row[decides], -row[approves], -row[betweenness], row[0], row[-1]))
    return table(columns, rows, names)


def _positions_only(graph: nx.Graph) -> Result:
    rows = [
        (data.get("label", str(node)), data.get("kind", ""), *place, str(node))
        for (node, data), place in zip(graph.nodes(data=True), _places(graph), strict=True)
    ]
    rows.sort(key=lambda row: (-row[3], -row[2], row[0], row[-1]))
    return table(("who", "kind", *_POSITION, "iri"), rows, Names())


def _places(graph: nx.Graph) -> Iterator[tuple[int, float, int]]:
    return ((at.degree, at.betweenness, at.brokerage) for at in positions(graph).values())
