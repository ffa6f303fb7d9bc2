"""Where nodes stand in a network: degree, betweenness, brokerage."""

from __future__ import annotations

from typing import Final

import networkx as nx
from msgspec import Struct

#: Nodes times edges up to which betweenness is exact: about two seconds in pure Python.
EXACT: Final = 2_000_000
_SEED: Final = 1


class Position(Struct, frozen=True):
    """Degree (0 to n - 1), betweenness (0 to 1) and brokerage (pairs, from 0) of one node."""

    degree: int
    betweenness: float
    brokerage: int


def positions(graph: nx.Graph) -> dict[str, Position]:
    r"""Degree, betweenness and brokerage of every node.

    Directions and weights are left out of account: what counts is who is linked with whom.

    Parameters
    ----------
    graph : networkx.Graph or networkx.DiGraph
        Of n nodes.

    Returns
    -------
    dict
        Node -> `Position`:

        - **degree**, the number of nodes it is linked with; 0 to n - 1.
        - **betweenness** [1]_, the share of shortest paths between two others that pass through it,
          :math:`\sum_{s \ne v \ne t} \sigma_{st}(v) / \sigma_{st}` over the (n - 1)(n - 2)/2 pairs; 0
          to 1. In networks of more than `EXACT` nodes times edges it is estimated from paths out of a
          fixed sample of nodes [2]_.
        - **brokerage**, the number of pairs of its neighbours that are not linked with each other: k(k - 1)/2
          minus the links among its k neighbours, the open triads of [3]_; 0 to (n - 1)(n - 2)/2. Where
          only unlike nodes are linked, people with topics for example, no two neighbours are, and it is
          k(k - 1)/2.

    References
    ----------
    .. [1] L. C. Freeman, "A set of measures of centrality based on betweenness", Sociometry 40, 35 (1977).
    .. [2] U. Brandes and C. Pich, "Centrality estimation in large networks", International Journal of
           Bifurcation and Chaos 17, 2303 (2007).
    .. [3] R. S. Burt, "Structural Holes", Harvard University Press (1992).

    Examples
    --------
    >>> positions(nx.path_graph(3))[1]
    Position(degree=2, betweenness=1.0, brokerage=1)
    """
    plain = nx.Graph()
    plain.add_nodes_from(graph)
    plain.add_edges_from((one, other) for one, other in graph.edges() if one != other)
    edges = plain.number_of_edges()
    exact = len(plain) * edges <= EXACT
    sample = None if exact else min(len(plain), max(50, EXACT // edges))
    between = nx.betweenness_centrality(plain, k=sample, seed=_SEED)
    closed = nx.triangles(plain) if len(plain) else {}
    return {
        node: Position(degree, round(between[node], 6), degree * (degree - 1) // 2 - closed[node])
        for node, degree in plain.degree()
    }
