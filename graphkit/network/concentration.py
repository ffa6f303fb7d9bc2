"""How evenly a power is spread over those who hold it."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from graphkit.graph.knowledge import KnowledgeGraph
from graphkit.graph.result import Result
from graphkit.graph.terms import Names
from graphkit.network.errors import NetworkError
from graphkit.network.lenses import decision_rights
from graphkit.network.rights import POWERS
from graphkit.network.table import table
from graphkit.network.things import things


class Share(Struct, frozen=True):
    """On how many topics an agent has the power, and what part that is of all such pairs (0 to 1)."""

    iri: str
    who: str
    kind: str
    topics: int
    share: float


class Concentration(Struct, frozen=True):
    """`shares`, the largest first, and what they come to. With nobody in it, `hhi` and `gini` are None."""

    power: str
    as_of: str
    shares: tuple[Share, ...]
    hhi: float | None
    gini: float | None
    names: Names

    @property
    def effective_holders(self) -> float | None:
        """1 / HHI: how many agents with equal shares would be as concentrated; 1 to n."""
        return 1 / self.hhi if self.hhi else None

    def to_result(self) -> Result:
        """The shares as rows of `who`, `kind`, `topics`, `share`, `iri`."""
        rows = [(s.who, s.kind, s.topics, round(s.share, 6), s.iri) for s in self.shares]
        return table(("who", "kind", "topics", "share", "iri"), rows, self.names)


def concentration(
    kg: KnowledgeGraph,
    *,
    power: str = "Decide",
    among: Literal["holders", "people"] = "holders",
    as_of: str | datetime.date | None = None,
) -> Concentration:
    r"""How much of a power lies in few hands.

    Parameters
    ----------
    kg : KnowledgeGraph
    power : str
        One of `POWERS`.
    among : {"holders", "people"}
        Whom to spread it over: those who have it on at least one topic, or also every person in the
        graph (those without it count 0; agents that are no persons count where they hold it).
    as_of : str or date, optional
        The day it is about; without it the newest note's.

    Returns
    -------
    Concentration
        With :math:`x_i` the topics on which agent i of n has the power and :math:`s_i = x_i / \sum_j x_j`:

        - **hhi**, the Herfindahl-Hirschman index [1]_ :math:`\sum_i s_i^2`; 1/n (even) to 1 (one holder).
        - **gini**, the Gini coefficient [2]_ :math:`2 \sum_i i x_i / (n \sum_i x_i) - (n + 1)/n` with x in
          ascending order; 0 (even) to (n - 1)/n.

        A topic with two holders counts once for each. Topics are those the notes speak of, all counted
        the same: a large share means many topics, not large ones. Both are None when nobody holds the
        power.

    Raises
    ------
    NetworkError
        For a power there is none of.

    References
    ----------
    .. [1] A. O. Hirschman, "The paternity of an index", American Economic Review 54, 761 (1964).
    .. [2] C. Gini, "Variabilità e mutabilità", Cuppini, Bologna (1912).

    Examples
    --------
    >>> from graphkit.graph import KnowledgeGraph, Store
    >>> concentration(KnowledgeGraph(Store.memory())).shares
    ()
    """
    if power not in POWERS:
        raise NetworkError(f"{power!r} is no power.", f"Known: {', '.join(POWERS)}.")
    graph = decision_rights(kg.store, powers=[power], as_of=as_of)
    counts = {node: degree for node, degree in graph.out_degree() if degree}
    known = {node: (data["label"], data["kind"]) for node, data in graph.nodes(data=True)}
    if among == "people":
        for thing in things(kg.store).values():
            if thing.kind == "person":
                counts.setdefault(thing.iri, 0)
                known[thing.iri] = (thing.label, thing.kind)
    total = sum(counts.values())
    shares = sorted(
        (Share(iri, *known[iri], count, count / total if total else 0.0) for iri, count in counts.items()),
        key=lambda share: (-share.topics, share.who, share.iri),
    )
    held = [share.topics for share in shares]
    return Concentration(power, graph.graph["as_of"], tuple(shares), _hhi(held), gini(held), kg.store.names)


def gini(values: Sequence[float]) -> float | None:
    """The Gini coefficient of non-negative values; None when they sum to nothing.

    >>> gini([1, 1, 1]), gini([0, 0, 3])
    (0.0, 0.6666666666666667)
    """
    total, n = sum(values), len(values)
    if not total:
        return None
    ranked = sum(rank * value for rank, value in enumerate(sorted(values), 1))
    return 2 * ranked / (n * total) - (n + 1) / n


def _hhi(values: Sequence[float]) -> float | None:
    total = sum(values)
    return sum((value / total) ** 2 for value in values) if total else None
