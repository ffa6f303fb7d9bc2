"""The lenses: ways to look at the graph as a network, one per file."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

import networkx as nx
from msgspec import Struct

from graphkit.graph.knowledge import KnowledgeGraph
from graphkit.network.errors import NetworkError
from graphkit.network.lenses.assignments import assignments
from graphkit.network.lenses.co_attendance import co_attendance
from graphkit.network.lenses.decision_rights import decision_rights
from graphkit.network.lenses.ego import ego
from graphkit.network.lenses.escalation import escalation
from graphkit.network.lenses.organisations import organisations

__all__ = [
    "LENSES",
    "Lens",
    "assignments",
    "co_attendance",
    "decision_rights",
    "ego",
    "escalation",
    "organisations",
    "project",
]


class Lens(Struct, frozen=True):
    """A way to look: `project` makes the network, `options` are the names it takes."""

    name: str
    description: str
    project: Callable[..., nx.DiGraph]

    @property
    def options(self) -> tuple[str, ...]:
        """The names of what can be chosen."""
        return tuple(name for name in inspect.signature(self.project).parameters if name != "store")


#: The lenses, by name.
LENSES: Final[Mapping[str, Lens]] = MappingProxyType(
    {
        lens.name: lens
        for lens in (
            Lens("decision-rights", "who may decide, approve, veto, own … which topic", decision_rights),
            Lens("escalation", "who takes matters to whom, and who reports to whom", escalation),
            Lens("co-attendance", "who was in the same meetings: presence, not authority", co_attendance),
            Lens("assignments", "who has taken on tasks about which topic", assignments),
            Lens("organisations", "who belongs to which organisation", organisations),
            Lens("ego", "everything around one person, role, organisation or topic", ego),
        )
    }
)


def project(kg: KnowledgeGraph, lens: str = "decision-rights", **options: Any) -> nx.DiGraph:
    """The graph seen through a lens.

    Parameters
    ----------
    kg : KnowledgeGraph
    lens : str
        One of `LENSES`.
    **options
        What the lens takes: see its function in `graphkit.network.lenses`. Every lens takes `as_of`, an
        ISO day or date; without it the newest note's.

    Returns
    -------
    networkx.DiGraph
        Nodes are IRIs with `kind` and `label`; nodes and edges are sorted. `graph.graph` has `lens` and
        `as_of`.

    Raises
    ------
    NetworkError
        For a lens or an option there is none of.

    Examples
    --------
    >>> from graphkit.graph import KnowledgeGraph, Store
    >>> project(KnowledgeGraph(Store.memory()), "escalation").graph["lens"]
    'escalation'
    """
    if lens not in LENSES:
        raise NetworkError(f"There is no lens {lens!r}.", f"Known: {', '.join(LENSES)}.")
    chosen = LENSES[lens]
    for option in options:
        if option not in chosen.options:
            raise NetworkError(f"{lens} has no option {option!r}.", f"It has: {', '.join(chosen.options)}.")
    if lens == "ego" and "around" not in options:
        raise NetworkError("ego needs to know around whom.", "Say around=NAME: a person, role or topic.")
    return chosen.project(kg.store, **options)
