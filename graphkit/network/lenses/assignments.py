"""Who has taken on tasks about what."""

from __future__ import annotations

import datetime

import networkx as nx

from graphkit.graph.records import of_class
from graphkit.graph.store import Store
from graphkit.network.lenses.drawing import network
from graphkit.network.things import day_of, things


def assignments(store: Store, *, as_of: str | datetime.date | None = None, suggested: bool = True) -> nx.DiGraph:
    """Owners of action items -> the topics these are about. Owning a task is not owning the decision.

    Parameters
    ----------
    store : Store
    as_of : str or date, optional
        Tasks noted after this day are left out. Their states are those of the newest note, whatever the day.
    suggested : bool
        Whether tasks count that a note only suggests (`[?]`).

    Returns
    -------
    networkx.DiGraph
        An edge has `actions` and `weight` (how many tasks), `open` (neither done nor cancelled),
        `done`, and `overdue` (open, and due before the day). A node that owns tasks has `actions`,
        counting also those about no known topic. Cancelled and rejected tasks count nowhere.

    Examples
    --------
    >>> assignments(Store.memory()).number_of_nodes()
    0
    """
    day = day_of(store, as_of)
    edges: dict[tuple[str, str], dict[str, int]] = {}
    owned: dict[str, int] = {}
    for item in of_class(store, "gk:ActionItem"):
        state = item.local("gk:taskState") or "Open"
        left_out = state == "Cancelled" or (state == "Suggested" and not suggested)
        if left_out or item.text("dcterms:date") > day or item.local("gk:review") == "Rejected":
            continue
        is_open = state != "Done"
        overdue = is_open and "" < item.text("gk:due") < day
        for owner in item.texts("gk:owner"):
            owned[owner] = owned.get(owner, 0) + 1
            for topic in item.texts("gk:about"):
                edge = edges.setdefault((owner, topic), dict.fromkeys(("actions", "open", "done", "overdue"), 0))
                edge["actions"] += 1
                edge["open"] += is_open
                edge["done"] += not is_open
                edge["overdue"] += overdue
    weighted = {pair: {**edge, "weight": edge["actions"]} for pair, edge in edges.items()}
    graph = network("assignments", day, store, things(store), weighted, alone=owned)
    nx.set_node_attributes(graph, owned, "actions")
    return graph
