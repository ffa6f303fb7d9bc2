"""Names that people type, and the one thing that they mean."""

from __future__ import annotations

import pytest

from graphkit.graph import KnowledgeGraph, ParameterError
from graphkit.graph.resolve import Entity, resolve


def meant(kg: KnowledgeGraph, kind: str, words: str) -> str:
    return kg.store.names.shorten(resolve(words, kg.known(kind), kg.store, kind).value)


@pytest.mark.parametrize(
    ("kind", "words", "iri"),
    [
        ("agent", "Björn Lindqvist", "person:bjorn-lindqvist"),
        ("agent", "bjorn", "person:bjorn-lindqvist"),
        ("agent", "@blindqvist", "person:bjorn-lindqvist"),
        ("agent", "  AMARA   osei ", "person:amara-osei"),
        ("agent", "Amara Ose", "person:amara-osei"),
        ("agent", "Tanabe", "person:hiro-tanabe"),
        ("agent", "PMs", "role:product-manager"),
        ("agent", "Brackwater Instruments", "org:brackwater"),
        ("agent", "person:hiro-tanabe", "person:hiro-tanabe"),
        ("agent", "urn:graphkit:person:hiro-tanabe", "person:hiro-tanabe"),
        ("topic", "prices", "topic:pricing"),
        ("topic", "the discount", "topic:discounts"),
        ("topic", "data retentions", "topic:data-retention"),
        ("topic", "tidewater", "project:tidewater"),
    ],
)
def test_a_name_is_found_as_written_or_nearly_so(kg: KnowledgeGraph, kind: str, words: str, iri: str) -> None:
    assert meant(kg, kind, words) == iri


def test_two_of_a_name_are_never_guessed_between(kg: KnowledgeGraph) -> None:
    # "Elif" is written for one of the two Elifs, so it means her; the other needs her surname.
    assert meant(kg, "agent", "Elif") == "person:elif-kaya"
    kg.update('INSERT DATA { person:elif-demir skos:altLabel "Elif" }')
    with pytest.raises(ParameterError, match=r"may mean 2 of them: Elif Demir \(person:elif-demir\), Elif Kaya"):
        meant(kg, "agent", "Elif")


def test_a_name_of_nobody_tells_the_closest(kg: KnowledgeGraph) -> None:
    with pytest.raises(ParameterError, match="No agent is called 'Zzyzx'"):
        meant(kg, "agent", "Zzyzx")
    with pytest.raises(ParameterError, match=r"Closest: .*Hiro Tanabe"):
        meant(kg, "agent", "Hirosh Tanaka")


def test_an_iri_must_be_in_the_graph(kg: KnowledgeGraph) -> None:
    with pytest.raises(ParameterError, match="Nothing in the graph has the IRI"):
        meant(kg, "agent", "person:nobody")


def test_a_person_is_no_topic(kg: KnowledgeGraph) -> None:
    with pytest.raises(ParameterError, match="No topic"):
        meant(kg, "topic", "Amara Osei")


def test_endings_join_topics_and_never_people(kg: KnowledgeGraph) -> None:
    known = [Entity("urn:graphkit:person:a", "Peters", ("peters",)), Entity("urn:graphkit:person:b", "Pet", ("pet",))]
    with pytest.raises(ParameterError):
        resolve("peting", known, kg.store, "agent")
    assert resolve("peting", known, kg.store, "topic").value.endswith("b")


def test_a_topic_that_is_a_project_too_is_the_topic(kg: KnowledgeGraph) -> None:
    kg.update('INSERT DATA { project:pricing a schema:Project ; rdfs:label "Pricing" }')
    kg.update('DELETE DATA { GRAPH <urn:graphkit:graph:entities> { topic:pricing rdfs:label "pricing" } }')
    kg.update('INSERT DATA { topic:pricing rdfs:label "Pricing" }')
    assert meant(kg, "topic", "pricing") == "topic:pricing"
