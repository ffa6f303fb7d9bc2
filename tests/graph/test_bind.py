"""Values stand where variables stood, and are never anything but values."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.graph import KnowledgeGraph, QueryError, Store
from graphkit.graph.bind import bind
from graphkit.graph.tokens import tokenize
from graphkit.graph.values import Term

ADA = ox.NamedNode("urn:graphkit:person:ada")
ONE = ox.Literal(1)


def bound(text: str, **values: Term) -> str:
    """The query after binding, with single spaces."""
    return " ".join(bind(text, tokenize(text), values).split())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ASK { ?a ?b ?c }", "ASK { <urn:graphkit:person:ada> ?b ?c }"),
        ("SELECT ?a { ?a ?b ?c }", "SELECT (<urn:graphkit:person:ada> AS ?a) { <urn:graphkit:person:ada> ?b ?c }"),
        ("ASK { FILTER(!BOUND(?a)) }", "ASK { FILTER(! true ) }"),
        ("ASK { { SELECT * { ?x ?y ?a } } }", "ASK { { SELECT * { ?x ?y <urn:graphkit:person:ada> } } }"),
        ("ASK { ?x ?y '?a' } # ?a", "ASK { ?x ?y '?a' } # ?a"),
        ("ASK { ?x ?y ?ab }", "ASK { ?x ?y ?ab }"),
        ("ASK { ?x ?y $a }", "ASK { ?x ?y <urn:graphkit:person:ada> }"),
        ("SELECT (COUNT(?a) AS ?n) { ?a ?b ?c }", "SELECT (COUNT( <urn:graphkit:person:ada> ) AS ?n)"
         " { <urn:graphkit:person:ada> ?b ?c }"),
    ],
)  # fmt: skip
def test_a_value_stands_wherever_its_variable_did(text: str, expected: str) -> None:
    assert bound(text, a=ADA) == expected


def test_a_limit_takes_a_number_and_is_dropped_without_one() -> None:
    assert bound("SELECT * { ?s ?p ?o } LIMIT ?param_n", param_n=ONE) == "SELECT * { ?s ?p ?o } LIMIT 1"
    assert bound("SELECT * { ?s ?p ?o } LIMIT ?param_n") == "SELECT * { ?s ?p ?o }"
    with pytest.raises(QueryError, match="whole number"):
        bound("SELECT * { ?s ?p ?o } LIMIT ?param_n", param_n=ox.Literal("1 } DROP ALL"))


@pytest.mark.parametrize(
    "text",
    [
        "SELECT (1 AS ?a) { ?s ?p ?o }",
        "SELECT * { ?s ?p ?a } GROUP BY ?a",
        "SELECT * { ?s ?p ?a } ORDER BY ?a",
        "SELECT * { VALUES ?a { 1 } }",
        "SELECT * { VALUES (?a ?b) { (1 2) } }",
    ],
)
def test_where_no_value_can_stand_the_query_is_refused(text: str) -> None:
    with pytest.raises(QueryError, match=r"\?a"):
        bound(text, a=ADA)


def test_a_blank_node_is_no_value() -> None:
    with pytest.raises(QueryError, match="blank node"):
        bound("ASK { ?a ?b ?c }", a=ox.BlankNode())


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40) | st.sampled_from(
    ['" } DROP ALL #', "' }", '"""', "\\", '\\"', "\n} SERVICE <http://a/> {", "?b", "@en", "<urn:x>", "\r\n#", "\x00"]
)


@given(TEXTS)
def test_no_text_changes_the_shape_of_a_query(value: str) -> None:
    text = "SELECT ?x { ?x ?y ?a FILTER(?x != ?a) { SELECT * { ?q ?r ?a } } } # ?a"
    before = [token.kind if token.text == "?a" else token.text for token in tokenize(text)]
    after = tokenize(bind(text, tokenize(text), {"a": ox.Literal(value)}))
    assert ["variable" if token.kind == "string" else token.text for token in after] == before


@given(TEXTS)
def test_a_text_is_found_as_it_is(value: str) -> None:
    store = Store.memory()
    store.inner.add(ox.Quad(ADA, ADA, ox.Literal(value), ADA))
    with KnowledgeGraph(store) as kg:
        assert kg.sparql("ASK { ?s ?p ?value }", value=value) is True
        assert kg.sparql("SELECT ?value { ?s ?p ?value }", value=value)[0] == {"value": value}  # type: ignore[index]
        assert kg.sparql("ASK { ?s ?p ?value }", value=value + "x") is False
