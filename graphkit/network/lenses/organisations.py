"""Who belongs to which organisation."""

from __future__ import annotations

import datetime
from typing import Any

import networkx as nx
from msgspec import Struct

from graphkit.graph.records import of_class
from graphkit.graph.store import Store
from graphkit.network.lenses.drawing import network
from graphkit.network.rights import Evidence, evidence
from graphkit.network.things import day_of, things


class Membership(Struct, frozen=True):
    """A person, an organisation and a role (IRIs, either of the two may be ""), now or formerly."""

    iri: str
    member: str
    organisation: str
    role: str
    standing: str
    evidence: Evidence


def organisations(store: Store, *, as_of: str | datetime.date | None = None, past: bool = False) -> nx.DiGraph:
    """People -> organisations they belong to, and teams -> organisations they are part of.

    Parameters
    ----------
    store : Store
    as_of : str or date, optional
        Memberships noted after this day are left out.
    past : bool
        Whether former memberships give an edge too.

    Returns
    -------
    networkx.DiGraph
        An edge has `role` (names, joined by ", ", "" when none is said), `standing` (`Current`, `Past`,
        or `part of` for a team), `evidence` and `weight` (how many statements say so). Where somebody
        left and came back, what is current counts.

    Examples
    --------
    >>> organisations(Store.memory()).graph["lens"]
    'organisations'
    """
    day = day_of(store, as_of)
    known = things(store)
    found: dict[tuple[str, str], dict[str, list[Membership]]] = {}
    for membership in memberships(store, day):
        if membership.organisation and membership.standing in ("Current", *["Past"] * past):
            by_standing = found.setdefault((membership.member, membership.organisation), {})
            by_standing.setdefault(membership.standing, []).append(membership)
    edges: dict[tuple[str, str], dict[str, Any]] = {}
    for pair, by_standing in found.items():
        standing = min(by_standing)
        said = by_standing[standing]
        roles = sorted({known[m.role].label if m.role in known else m.role for m in said if m.role})
        edges[pair] = {
            "role": ", ".join(roles),
            "standing": standing,
            "evidence": len(said),
            "weight": len(said),
        }
    for thing in known.values():
        for parent in thing.broader if thing.kind in ("team", "organisation") else ():
            edges[thing.iri, parent] = {"role": "", "standing": "part of", "evidence": 0, "weight": 1}
    return network("organisations", day, store, known, edges)


def memberships(store: Store, day: str) -> list[Membership]:
    """The memberships stated on or before an ISO day, by IRI; not those that a person rejected."""
    found = []
    for item in of_class(store, "orgv:Membership"):
        said = evidence(item)
        member = item.text("orgv:member")
        if member and said.date <= day and said.review != "Rejected":
            found.append(
                Membership(
                    item.iri,
                    member,
                    item.text("orgv:organization"),
                    item.text("orgv:role"),
                    item.local("gk:standing") or "Current",
                    said,
                )
            )
    return found
