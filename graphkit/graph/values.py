"""Python values as RDF terms, and back."""

from __future__ import annotations

import datetime
import math
from decimal import Decimal
from typing import Any, Final, TypeAlias

import pyoxigraph as ox

from graphkit.graph.terms import VOCABULARIES

Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

_XSD: Final = VOCABULARIES["xsd"]
_INTEGERS: Final = frozenset(
    _XSD + name
    for name in (
        "integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger", "negativeInteger",
        "nonPositiveInteger", "unsignedInt", "unsignedLong", "unsignedShort", "unsignedByte",
    )
)  # fmt: skip


def to_term(value: object) -> Term:
    """The term for a Python value: text, numbers, dates, truth values, and terms of pyoxigraph or rdflib.

    Text becomes a string, never an IRI: say `NamedNode(…)` or `kg.iri("person:…")` for one. Raises TypeError for
    anything else.

    >>> to_term(3).value
    '3'
    """
    if isinstance(value, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple):
        return value
    if type(value).__module__.startswith("rdflib."):
        return _from_rdflib(value)
    if isinstance(value, float) and not math.isfinite(value):
        text = "NaN" if math.isnan(value) else "INF" if value > 0 else "-INF"
        return ox.Literal(text, datatype=ox.NamedNode(_XSD + "double"))
    if isinstance(value, str | bool | int | float):
        return ox.Literal(value)
    for kind, name in ((Decimal, "decimal"), (datetime.datetime, "dateTime"), (datetime.date, "date")):
        if isinstance(value, kind):
            text = value.isoformat() if isinstance(value, datetime.date) else f"{value:f}"
            return ox.Literal(text, datatype=ox.NamedNode(_XSD + name))
    raise TypeError(f"{type(value).__name__} is nothing a query can hold")


def _from_rdflib(value: Any) -> Term:
    kind = type(value).__name__
    if kind == "URIRef":
        return ox.NamedNode(str(value))
    if kind == "BNode":
        return ox.BlankNode(str(value))
    if kind == "Literal":
        if value.language:
            return ox.Literal(str(value), language=value.language)
        return ox.Literal(str(value), datatype=ox.NamedNode(str(value.datatype)) if value.datatype else None)
    raise TypeError(f"rdflib's {kind} is nothing a query can hold")


def to_python(term: Term | None) -> Any:
    """The Python value of a term: an IRI as text, a literal by its type (text where its form is wrong).

    >>> to_python(ox.Literal("2026-02-10", datatype=ox.NamedNode(_XSD + "date")))
    datetime.date(2026, 2, 10)
    """
    if term is None:
        return None
    if isinstance(term, ox.BlankNode):
        return f"_:{term.value}"
    if isinstance(term, ox.Triple):
        return str(term)
    if isinstance(term, ox.NamedNode):
        return term.value
    return _literal(term.value, term.datatype.value)


def _literal(text: str, datatype: str) -> Any:
    if not datatype.startswith(_XSD):
        return text
    try:
        if datatype in _INTEGERS:
            return int(text)
        match datatype.removeprefix(_XSD):
            case "decimal" | "double" | "float":
                return float(text)
            case "boolean":
                return {"true": True, "1": True, "false": False, "0": False}[text]
            case "date":
                return datetime.date.fromisoformat(text)
            case "dateTime":
                return datetime.datetime.fromisoformat(text)
    except (ValueError, KeyError):
        pass
    return text
