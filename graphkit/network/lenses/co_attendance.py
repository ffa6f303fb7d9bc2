"""Who was in the same meetings."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from itertools import combinations
from typing import Any

import networkx as nx

from graphkit.graph.records import of_class
from graphkit.graph.store import Store
from graphkit.network.lenses.drawing import network
from graphkit.network.things import attended_or_listed, day_of, things


def co_attendance(store: Store, *, as_of: str | datetime.date | None = None, participants: bool = False) -> nx.DiGraph:
    """People joined by the meetings they were both in. Presence only: it says nothing about authority.

    Parameters
    ----------
    store : Store
    as_of : str or date, optional
        Meetings after this day are left out.
    participants : bool
        By default only those whom a note makes certain to have attended count. True adds those whom a
        note merely lists as participants; `graph.graph["presence"]` says which it was ("attended" or
        "listed").

    Returns
    -------
    networkx.DiGraph
        Symmetric: each pair has an edge in both directions, with `occasions` and `weight` (how many
        meetings both were in) and `strength`, in which a meeting of n people counts 1/(n - 1), so that
        a large one does not outweigh many small ones [1]_. A node has `occasions`, the number of its
        meetings. Somebody who was only ever alone in a meeting is a node without edges. Mail is no
        meeting.

    References
    ----------
    .. [1] M. E. J. Newman, "Scientific collaboration networks. II", Physical Review E 64, 016132 (2001).

    Examples
    --------
    >>> co_attendance(Store.memory()).graph["presence"]
    'attended'
    """
    day = day_of(store, as_of)
    counts: dict[tuple[str, str], int] = {}
    strengths: dict[tuple[str, str], float] = {}
    meetings: dict[str, int] = {}
    # The pairs are made here: as a self-join in SPARQL they take seconds.
    for people in occasions(store, day, participants):
        for person in people:
            meetings[person] = meetings.get(person, 0) + 1
        for pair in combinations(people, 2):
            counts[pair] = counts.get(pair, 0) + 1
            strengths[pair] = strengths.get(pair, 0.0) + 1 / (len(people) - 1)
    edges: dict[tuple[str, str], dict[str, Any]] = {}
    for (one, other), count in counts.items():
        for pair in ((one, other), (other, one)):
            edges[pair] = {"occasions": count, "strength": round(strengths[one, other], 6), "weight": count}
    graph = network("co-attendance", day, store, things(store), edges, alone=meetings)
    graph.graph.update(presence="listed" if participants else "attended", symmetric=True)
    nx.set_node_attributes(graph, meetings, "occasions")
    return graph


def occasions(store: Store, day: str, listed: bool = False) -> Iterator[list[str]]:
    """The people of each meeting up to an ISO day, sorted IRIs; with `listed` also those only listed."""
    present = attended_or_listed(store, listed)
    for meeting in of_class(store, "gk:Meeting"):
        if meeting.iri in present and meeting.text("dcterms:date") <= day:
            yield sorted(present[meeting.iri])
