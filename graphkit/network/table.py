"""Rows of Python values as the `Result` that queries give, so that they print and convert the same way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pyoxigraph as ox

from graphkit.graph.result import Result
from graphkit.graph.terms import Names
from graphkit.graph.values import Term, to_term


def table(columns: Sequence[str], rows: Iterable[Sequence[Any]], names: Names) -> Result:
    """Rows of text, numbers and truth values; None is unbound, and `iri` holds IRIs.

    >>> table(["who", "n"], [("Ada", 2)], Names())[0]
    {'who': 'Ada', 'n': 2}
    """
    return Result(columns, [tuple(map(_term, columns, row)) for row in rows], names)


def _term(column: str, value: Any) -> Term | None:
    if value is None:
        return None
    if column == "iri":
        try:
            return ox.NamedNode(value)
        except ValueError:
            # Nodes of a network that somebody made by hand, and scopes, have names that are no IRIs.
            return ox.Literal(value)
    return to_term(value)
