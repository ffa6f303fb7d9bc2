"""Who takes matters to whom."""

from __future__ import annotations

import datetime
from typing import Final

import networkx as nx

from graphkit.graph.store import Store
from graphkit.network.lenses.drawing import network
from graphkit.network.rights import reporting_lines, rights
from graphkit.network.things import day_of, things

#: Powers whose `gk:to` is somebody a matter is taken to.
_TAKEN: Final = frozenset({"Recommend", "Consult", "Inform", "Perform", "Decide"})


def escalation(store: Store, *, as_of: str | datetime.date | None = None) -> nx.DiGraph:
    """Agents -> whom they take matters to, and whom they report to.

    Parameters
    ----------
    store : Store
    as_of : str or date, optional
        The day it is about; without it the newest note's.

    Returns
    -------
    networkx.DiGraph
        An edge has `escalates` and `reports`, the number of statements that say each, and `kind`:
        `escalates`, `reports` or `both`; `weight` is their sum. Only what holds: no belief, proposal,
        negation or past.

    Examples
    --------
    >>> escalation(Store.memory()).number_of_edges()
    0
    """
    day = day_of(store, as_of)
    counts: dict[tuple[str, str], list[int]] = {}
    for right in rights(store, day):
        if right.power in _TAKEN and right.status(day) == "held":
            for to in right.to:
                if to != right.holder:
                    counts.setdefault((right.holder, to), [0, 0])[0] += 1
    for line in reporting_lines(store, day):
        if line.status() == "held" and line.who != line.to:
            counts.setdefault((line.who, line.to), [0, 0])[1] += 1
    edges = {
        pair: {
            "kind": "both" if escalates and reports else "escalates" if escalates else "reports",
            "escalates": escalates,
            "reports": reports,
            "weight": escalates + reports,
        }
        for pair, (escalates, reports) in counts.items()
    }
    return network("escalation", day, store, things(store), edges)
