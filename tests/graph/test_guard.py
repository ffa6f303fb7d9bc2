"""Nothing that is run may change the graph or reach out of it."""

from __future__ import annotations

import pytest

from graphkit.graph import KnowledgeGraph, QueryError
from graphkit.graph.guard import check_query, check_update
from graphkit.graph.tokens import tokenize

PREFIXES = ("ex", "gk", "serviceA")


@pytest.mark.parametrize(
    "text",
    [
        "ASK { SERVICE <http://a/> { ?s ?p ?o } }",
        "ASK { service silent <http://a/> { ?s ?p ?o } }",
        "SELECT * { { SELECT * { SERVICE ?x { ?s ?p ?o } } } }",
        "ASK { FILTER(true)SERVICE<http://a/>{ ?s ?p ?o } }",
        "ASK { ?s ?p 1 .SERVICE ex:a { ?s ?p ?o } }",
        "ASK { ?s ?p trueSERVICE ?x { ?s ?p ?o } }",
        "ASK { SERVICEex:a { ?s ?p ?o } }",
        "ASK { # a comment that ends here\r SERVICE <http://a/> { ?s ?p ?o } }",
        "ASK { ?s ?p 'it''s' . SERVICE <http://a/> { } }",
        'ASK { ?s ?p """a " quote""" . SERVICE <http://a/> { } }',
        "ASK { FILTER EXISTS { SERVICE <http://a/> { ?s ?p ?o } } }",
        "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <http://a/> { ?s ?p ?o } }",
    ],
)
def test_no_query_asks_another_server(text: str) -> None:
    with pytest.raises(QueryError, match="SERVICE"):
        check_query(text, PREFIXES)


@pytest.mark.parametrize(
    "text",
    [
        "ASK { ?s ?p 'SERVICE <http://a/> {}' }",
        "ASK { ?s ?p ?o } # SERVICE <http://a/> {}",
        "ASK { ?service gk:about ?o }",
        "ASK { ?s <http://a/SERVICE> ?o }",
        "ASK { ?s ex:SERVICE ?o }",
        "ASK { GRAPH serviceA:g { ?s ?p ?o } }",
        'ASK { ?s ?p "\\" SERVICE" }',
    ],
)
def test_the_word_service_is_harmless_in_texts_comments_and_names(text: str) -> None:
    assert check_query(text, PREFIXES)


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { ex:a ex:b ex:c }",
        "PREFIX a: <http://a/> DELETE WHERE { ?s ?p ?o }",
        "BASE <http://a/> LOAD <file:///etc/passwd>",
        "clear all",
        "WITH <urn:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "# only a comment\nDROP ALL",
        "",
        "   # nothing",
    ],
)
def test_an_update_or_nothing_is_no_query(text: str) -> None:
    with pytest.raises(QueryError):
        check_query(text, PREFIXES)


@pytest.mark.parametrize(
    "text",
    [
        "LOAD <file:///etc/passwd>",
        "load silent <http://a/> into graph <urn:g>",
        "INSERT DATA { ex:a ex:b ex:c } ; LOAD <http://a/>",
        "INSERT { ?s ?p ?o } WHERE { SERVICE <http://a/> { ?s ?p ?o } }",
    ],
)
def test_no_update_reads_files_or_the_network(text: str) -> None:
    with pytest.raises(QueryError):
        check_update(text, PREFIXES)


def test_an_update_that_only_writes_is_allowed() -> None:
    assert check_update("INSERT DATA { ex:a ex:b 'LOAD <http://a/>' }", PREFIXES)


@pytest.mark.parametrize("text", ["ASK { ?s ?p 'open }", 'ASK { ?s ?p """open }', "ASK { ?s ?p ?o § }"])
def test_what_is_no_sparql_is_refused_with_its_line(text: str) -> None:
    with pytest.raises(QueryError, match="line 2"):
        tokenize(f"# one\n{text}", PREFIXES)


def test_a_less_than_sign_that_could_hide_a_comment_is_refused() -> None:
    with pytest.raises(QueryError, match="less-than"):
        check_query("SELECT * { ?s ?p ?a FILTER(?a <gk:x#>?b) }", PREFIXES)
    assert check_query("SELECT * { ?s ?p ?a , ?b FILTER(?a < ?b && ?b > ?a) }", PREFIXES)
    assert check_query("SELECT * { ?s ?p ?a , ?b FILTER(?a<?b&&?b>?a) }", PREFIXES)


def test_every_way_in_is_guarded(kg: KnowledgeGraph) -> None:
    for ask in (kg.sparql, kg.update):
        with pytest.raises(QueryError):
            ask("SELECT * { SERVICE <http://a/> { ?s ?p ?o } }" if ask == kg.sparql else "LOAD <http://a/>")


def test_a_graph_open_for_reading_takes_no_update(kg: KnowledgeGraph) -> None:
    kg.store.writable = False
    with pytest.raises(Exception, match="reading only"):
        kg.update("INSERT DATA { person:a gk:decides topic:b }")
