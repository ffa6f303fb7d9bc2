"""rdflib over the same store: nothing is copied, and the engine is Oxigraph's."""

from __future__ import annotations

import rdflib
from rdflib.namespace import RDFS

from graphkit.graph import KnowledgeGraph

GK = rdflib.Namespace("https://w3id.org/graphkit#")
AMARA = rdflib.URIRef("urn:graphkit:person:amara-osei")
PRICING = rdflib.URIRef("urn:graphkit:topic:pricing")


def test_the_union_of_all_graphs_is_the_default(kg: KnowledgeGraph) -> None:
    assert (AMARA, GK.decides, PRICING) in kg.dataset
    assert str(kg.dataset.value(AMARA, RDFS.label)) == "Amara Osei"
    assert len(kg.dataset) == len({(q.subject, q.predicate, q.object) for q in kg.store.inner})


def test_each_graph_is_there_by_name(kg: KnowledgeGraph) -> None:
    names = {str(graph.identifier) for graph in kg.dataset.graphs()}
    assert "urn:graphkit:graph:note/Retention/2026-02-17%20Retention.md" in names
    derived = kg.dataset.graph(rdflib.URIRef(kg.store.names.derived.value))
    assert (AMARA, GK.decides, PRICING) in derived


def test_queries_know_the_prefixes_and_rdflib_terms_are_values(kg: KnowledgeGraph) -> None:
    rows = list(kg.dataset.query("SELECT ?who { ?who gk:decides topic:pricing } ORDER BY ?who"))
    assert [str(row.who).rpartition(":")[2] for row in rows] == ["amara-osei", "celeste-moreau", "cfo"]  # type: ignore[union-attr]
    assert kg.sparql("ASK { ?who gk:decides ?topic }", who=AMARA, topic=PRICING) is True


def test_what_is_written_on_one_side_is_read_on_the_other(kg: KnowledgeGraph) -> None:
    kg.update("INSERT DATA { GRAPH <urn:g> { person:new gk:decides topic:new } }")
    new = (rdflib.URIRef("urn:graphkit:person:new"), GK.decides, rdflib.URIRef("urn:graphkit:topic:new"))
    assert new in kg.dataset
    kg.dataset.graph(rdflib.URIRef("urn:g")).remove(new)
    assert kg.sparql("ASK { person:new ?p ?o }") is False
