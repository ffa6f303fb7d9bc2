"""People, roles, organisations and topics: what the nodes of every network are."""

from __future__ import annotations

import datetime
from typing import Final

import pyoxigraph as ox
from msgspec import Struct

from graphkit.graph.records import of_class
from graphkit.graph.store import Store
from graphkit.graph.terms import term
from graphkit.network.errors import NetworkError

#: The kind of a thing by its class, agents first.
KINDS: Final = {
    "foaf:Person": "person",
    "orgv:Role": "role",
    "orgv:Organization": "organisation",
    "orgv:OrganizationalUnit": "team",
    "skos:Concept": "topic",
    "schema:Project": "project",
    "gk:Forum": "forum",
}


class Thing(Struct, frozen=True):
    """Something that has a name; `kind` is of `KINDS`, or "scope" for words that resolved to no topic."""

    iri: str
    kind: str
    label: str
    aliases: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()


def things(store: Store) -> dict[str, Thing]:
    """Everything that can be a node of a network, by IRI, sorted."""
    found: dict[str, Thing] = {}
    for curie, kind in KINDS.items():
        for item in of_class(store, curie):
            label = item.text("rdfs:label") or local_name(store, item.iri)
            aliases = item.texts("skos:altLabel")
            broader = (*item.texts("skos:broader"), *item.texts("orgv:unitOf"))
            found.setdefault(item.iri, Thing(item.iri, kind, label, aliases, broader))
    return dict(sorted(found.items()))


def unknown_thing(store: Store, iri: str) -> Thing:
    """A thing that statements name and that nothing describes: its kind and label are read from its IRI."""
    kinds = {
        "person": "person",
        "role": "role",
        "org": "organisation",
        "project": "project",
        "forum": "forum",
    }
    prefix = store.names.shorten(iri).partition(":")[0]
    return Thing(iri, kinds.get(prefix, "topic"), local_name(store, iri))


def scope_thing(scope: str) -> Thing:
    """The words of a right that resolved to no topic, as a thing; case and spaces make no difference.

    >>> scope_thing("The  Bill").iri
    'scope:the bill'
    """
    words = " ".join(scope.split())
    return Thing(f"scope:{words.casefold()}", "scope", words)


def local_name(store: Store, iri: str) -> str:
    """The readable last part of an IRI."""
    return store.names.shorten(iri).rpartition(":")[2] or iri


def day_of(store: Store, as_of: str | datetime.date | None) -> str:
    """The ISO day that a network is about: `as_of`, else the day of the newest note.

    Raises NetworkError for a text that is no day.

    >>> day_of(Store.memory(), "2026-03-01")
    '2026-03-01'
    """
    if isinstance(as_of, datetime.datetime):
        as_of = as_of.date()
    if as_of is not None:
        try:
            return datetime.date.fromisoformat(str(as_of)).isoformat()
        except ValueError as error:
            raise NetworkError(f"{as_of!r} is no date.", "Write it as 2026-03-01.") from error
    dates = (item.text("dcterms:date") for item in of_class(store, "gk:Note"))
    return max(filter(None, dates), default="9999-12-31")


def attended_or_listed(store: Store, listed: bool) -> dict[str, set[str]]:
    """IRI of a meeting -> those of the people who attended it; with `listed` also whom a note lists."""
    present: dict[str, set[str]] = {}
    for name in ("gk:attended", "gk:participant") if listed else ("gk:attended",):
        for quad in store.inner.quads_for_pattern(None, term(name), None):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode):
                present.setdefault(quad.subject.value, set()).add(quad.object.value)
    return present
