"""Who may do what about which topic."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

import networkx as nx

from graphkit.graph.store import Store
from graphkit.network.errors import NetworkError
from graphkit.network.lenses.drawing import network
from graphkit.network.rights import POWERS, Right, rights
from graphkit.network.things import day_of, scope_thing, things


def decision_rights(
    store: Store,
    *,
    as_of: str | datetime.date | None = None,
    powers: Iterable[str] = POWERS,
    proposed: bool = False,
    believed: bool = False,
    minimum_confidence: float = 0.0,
) -> nx.DiGraph:
    """Agents -> topics, an edge where at least one right says so.

    Parameters
    ----------
    store : Store
    as_of : str or date, optional
        The day it is about; without it the newest note's.
    powers : iterable of str
        Which powers count, out of `POWERS`.
    proposed, believed : bool
        Whether what is only proposed, or only somebody's belief, gives an edge too. What is negated, past,
        hypothetical, rejected or read by a language model and not confirmed never does.
    minimum_confidence : float
        0 to 1; rights read with less are left out.

    Returns
    -------
    networkx.DiGraph
        An edge has `power` (the strongest), `powers` (all, strongest first, joined by ", "), `standing`
        (`held` where one right holds, else `believed` or `proposed`), `confidence` (the highest of the
        rights behind it, 0 to 1), `evidence` (their number) and `weight` (the same number). Where a
        right holds, the rest counts only rights that hold. A right that resolved to no topic points at
        a node of kind `scope`, named by its words.

    Examples
    --------
    >>> store = Store.memory()
    >>> store.inner.update('''INSERT DATA { right:r a gk:DecisionRight ; gk:holder person:ada ;
    ...     gk:power gk:Own ; gk:standing gk:Current ; gk:about topic:engines ; gk:line 1 }''',
    ...     prefixes=store.names.prefixes)
    >>> decision_rights(store).edges["urn:graphkit:person:ada", "urn:graphkit:topic:engines"]["power"]
    'Own'
    """
    chosen = set(powers)
    if strange := chosen - set(POWERS):
        raise NetworkError(f"{min(strange)!r} is no power.", f"Known: {', '.join(POWERS)}.")
    day = day_of(store, as_of)
    known = things(store)
    kept = ["held", *["believed"] * believed, *["proposed"] * proposed]
    behind: dict[tuple[str, str], dict[str, list[Right]]] = {}
    for right in rights(store, day):
        status = right.status(day)
        if status not in kept or right.power not in chosen or right.evidence.confidence < minimum_confidence:
            continue
        topics = right.topics
        if not topics and right.scope:
            scope = scope_thing(right.scope)
            known.setdefault(scope.iri, scope)
            topics = (scope.iri,)
        for topic in topics:
            behind.setdefault((right.holder, topic), {}).setdefault(status, []).append(right)
    edges = {pair: _edge(by_status, kept) for pair, by_status in behind.items()}
    return network("decision-rights", day, store, known, edges)


def _edge(by_status: dict[str, list[Right]], order: list[str]) -> dict[str, Any]:
    standing = next(status for status in order if status in by_status)
    found = by_status[standing]
    powers = sorted({right.power for right in found}, key=POWERS.index)
    return {
        "power": powers[0],
        "powers": ", ".join(powers),
        "standing": standing,
        "confidence": max(right.evidence.confidence for right in found),
        "evidence": len(found),
        "weight": len(found),
    }
