"""The store read as records: a thing and all that is said of it, over all graphs but the ontology."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import pyoxigraph as ox
from msgspec import Struct

from graphkit.graph.store import Store
from graphkit.graph.terms import GK, VOCABULARIES, term
from graphkit.graph.values import Term, to_python

RDF_TYPE: Final = term("rdf:type")
#: The classes of statements, each with the word that people use for it.
STATEMENTS: Final = {
    "gk:DecisionRight": "right",
    "gk:Decision": "decision",
    "gk:OpenQuestion": "question",
    "gk:ActionItem": "action",
    "gk:ReportingLine": "reporting",
    "orgv:Membership": "membership",
}


class Record(Struct, frozen=True):
    """A thing: its IRI, and the objects of each property, by CURIE, sorted and without repetition.

    >>> Record("urn:x", {"gk:line": (ox.Literal(3),)}).value("gk:line")
    3
    """

    iri: str
    properties: dict[str, tuple[Term, ...]]

    def values(self, name: str) -> tuple[Any, ...]:
        """All Python values of a property; IRIs in full."""
        return tuple(to_python(value) for value in self.properties.get(name, ()))

    def value(self, name: str, default: Any = None) -> Any:
        """The first value of a property."""
        found = self.properties.get(name)
        return to_python(found[0]) if found else default

    def texts(self, name: str) -> tuple[str, ...]:
        """All values of a property as plain text, dates as ISO days."""
        return tuple(str(value) for value in self.values(name))

    def text(self, name: str) -> str:
        """The first value as plain text; "" when there is none."""
        value = self.value(name)
        return "" if value is None else str(value)

    def local(self, name: str) -> str:
        """The first value of a closed list by its last part: `Decide` for `gk:Decide`."""
        return self.text(name).removeprefix(GK)


def of_class(store: Store, curie: str) -> Iterator[Record]:
    """Every instance of a class outside the ontology, sorted by IRI."""
    names: dict[str, str] = {}
    for subject in _subjects(store, RDF_TYPE, term(curie)):
        yield _record(store, subject, names)


def _record(store: Store, subject: ox.NamedNode, names: dict[str, str]) -> Record:
    """`names` keeps the CURIEs of predicates met before: there are few of them and many records."""
    found: dict[str, list[Term]] = {}
    for quad in store.inner.quads_for_pattern(subject, None, None):
        predicate = quad.predicate.value
        if predicate not in names:
            names[predicate] = shorten(predicate)
        found.setdefault(names[predicate], []).append(quad.object)
    properties = {
        name: tuple(values) if len(values) == 1 else tuple(sorted(set(values), key=str))
        for name, values in found.items()
    }
    return Record(subject.value, properties)


def labels(store: Store) -> dict[str, str]:
    """The label of everything that has one (the title of a note), by IRI; of several the first."""
    found: dict[str, str] = {}
    for predicate in (term("rdfs:label"), term("dcterms:title")):
        named: dict[str, str] = {}
        for quad in store.inner.quads_for_pattern(None, predicate, None):
            if (
                isinstance(quad.subject, ox.NamedNode)
                and isinstance(quad.object, ox.Literal)
                and quad.graph_name != store.names.ontology
            ):
                iri, text = quad.subject.value, quad.object.value
                named[iri] = min(named.get(iri, text), text)
        found = {**named, **found}
    return found


def shorten(iri: str) -> str:
    """The CURIE of a vocabulary's term; the IRI itself when no known vocabulary has it."""
    for prefix, space in VOCABULARIES.items():
        if iri.startswith(space):
            return f"{prefix}:{iri[len(space) :]}"
    return iri


def _subjects(store: Store, predicate: ox.NamedNode, value: ox.NamedNode) -> list[ox.NamedNode]:
    ontology = store.names.ontology
    return sorted(
        {
            quad.subject
            for quad in store.inner.quads_for_pattern(None, predicate, value)
            if isinstance(quad.subject, ox.NamedNode) and quad.graph_name != ontology
        },
        key=lambda subject: subject.value,
    )
