"""The whole graph as networkx has it."""

from __future__ import annotations

import re
from typing import Any, Final

import networkx as nx
import pyoxigraph as ox

from graphkit.graph.records import RDF_TYPE, labels, shorten
from graphkit.graph.store import Store
from graphkit.graph.terms import GK
from graphkit.graph.values import Term, to_python

#: Attributes that readers of GraphML and GEXF take for their own; a property of that name keeps its prefix.
_RESERVED: Final = frozenset(
    {"id", "pid", "kind", "type", "label", "start", "end", "weight", "viz", "slices", "spells"}
)
#: Characters that XML 1.0 cannot hold.
_NO_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SEPARATOR: Final = " | "


def to_networkx(store: Store) -> nx.MultiDiGraph:
    """Everything but the ontology as a networkx graph.

    Parameters
    ----------
    store : Store

    Returns
    -------
    networkx.MultiDiGraph
        Nodes are IRIs with `kind` (person, topic, right, note, …; "" for an IRI of somebody else's),
        `label`, `type` (`foaf:Person`) and each literal as an attribute by its local name: `quote`, `line`,
        `date` (ISO text). Several values are joined by " | ". Values of closed lists are attributes too
        (`power="Decide"`), so that `gk:Decide` does not become the hub of the network. Every other triple is
        an edge whose key is the predicate (`gk:holder`); `derived` says whether it only follows from others.
        All attributes are text, numbers or truth values, as GraphML and GEXF want them.

    Examples
    --------
    >>> store = Store.memory()
    >>> store.inner.update(
    ...     "INSERT DATA { person:ada a foaf:Person ; rdfs:label 'Ada' ; gk:decides topic:engines }",
    ...     prefixes=store.names.prefixes,
    ... )
    >>> graph = to_networkx(store)
    >>> graph.nodes["urn:graphkit:person:ada"]
    {'kind': 'person', 'label': 'Ada', 'type': 'foaf:Person'}
    >>> list(graph.edges(keys=True))
    [('urn:graphkit:person:ada', 'urn:graphkit:topic:engines', 'gk:decides')]
    """
    names = labels(store)
    ontology, derived = store.names.ontology, store.names.derived
    attributes: dict[str, dict[str, set[Term]]] = {}
    links: dict[tuple[str, str, str], bool] = {}
    for quad in store.inner:
        if quad.graph_name == ontology or quad.subject == derived or not isinstance(quad.subject, ox.NamedNode):
            continue
        subject, value = quad.subject.value, quad.object
        own = attributes.setdefault(subject, {})
        if quad.predicate == RDF_TYPE or _is_attribute(value):
            own.setdefault(quad.predicate.value, set()).add(value)
        elif isinstance(value, ox.NamedNode):
            attributes.setdefault(value.value, {})
            edge = (subject, value.value, shorten(quad.predicate.value))
            links[edge] = links.get(edge, True) and quad.graph_name == derived
    graph = nx.MultiDiGraph()
    keys = _attribute_names({name for own in attributes.values() for name in own})
    for iri in sorted(attributes):
        graph.add_node(iri, **_node(iri, attributes[iri], names, keys, store))
    for source, target, key in sorted(links):
        graph.add_edge(source, target, key=key, derived=links[source, target, key])
    return graph


def xml_safe(graph: nx.MultiDiGraph) -> nx.MultiDiGraph:
    """The same graph, its texts without the characters that XML cannot hold; edges name their predicate."""
    clean = nx.MultiDiGraph()
    for node, data in graph.nodes(data=True):
        clean.add_node(_clean(node), **{name: _clean(value) for name, value in data.items()})
    for source, target, key, data in graph.edges(keys=True, data=True):
        clean.add_edge(_clean(source), _clean(target), key=key, predicate=_clean(key), **data)
    return clean


def _clean(value: Any) -> Any:
    return _NO_XML.sub("\ufffd", value) if isinstance(value, str) else value


def _is_attribute(value: Term) -> bool:
    return isinstance(value, ox.Literal) or (isinstance(value, ox.NamedNode) and value.value.startswith(GK))


def _attribute_names(predicates: set[str]) -> dict[str, str]:
    """Local names; where two share one, or a file format wants it, the later keeps its prefix."""
    chosen: dict[str, str] = {}
    taken = set(_RESERVED)
    for predicate in sorted(predicates):
        curie = shorten(predicate)
        local = curie.partition(":")[2] if curie != predicate else curie
        chosen[predicate] = curie if local in taken else local
        taken.add(chosen[predicate])
    return chosen


def _node(
    iri: str, own: dict[str, set[Term]], names: dict[str, str], keys: dict[str, str], store: Store
) -> dict[str, Any]:
    prefix, colon, local = store.names.shorten(iri).partition(":")
    data: dict[str, Any] = {"kind": prefix if colon and f"{prefix}:{local}" != iri else ""}
    data["label"] = names.get(iri, local if data["kind"] else iri)
    for predicate in sorted(own, key=keys.__getitem__):
        values = sorted(own[predicate], key=str)
        if predicate == RDF_TYPE.value:
            data["type"] = _SEPARATOR.join(shorten(str(to_python(value))) for value in values)
        elif shorten(predicate) != "rdfs:label":
            data[keys[predicate]] = _attribute(values)
    return data


def _attribute(values: list[Term]) -> str | int | float | bool:
    found = [_scalar(value) for value in values]
    return found[0] if len(found) == 1 else _SEPARATOR.join(map(str, found))


def _scalar(value: Term) -> str | int | float | bool:
    if isinstance(value, ox.NamedNode):
        return value.value.removeprefix(GK)
    plain = to_python(value)
    return plain if isinstance(plain, str | int | float | bool) else str(plain)
