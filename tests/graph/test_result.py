"""The forms in which answers are printed."""

from __future__ import annotations

import csv
import datetime
import io
import json
from decimal import Decimal

import pyoxigraph as ox
import pytest

from graphkit.graph import KnowledgeGraph, Result, Triples, render
from graphkit.graph.values import to_python, to_term

XSD = "http://www.w3.org/2001/XMLSchema#"
TEXT = """SELECT ?iri ?plain ?worded ?day ?number ?truth ?nothing WHERE {
  VALUES (?iri ?plain ?worded ?day ?number ?truth ?nothing) {
    (person:ada "a|b, \\"c\\"\\td\\n" "hei"@nb "2026-02-10"^^xsd:date 7 true UNDEF)
  }
}"""


@pytest.fixture
def rows(kg: KnowledgeGraph) -> Result:
    answer = kg.sparql(TEXT)
    assert isinstance(answer, Result)
    return answer


def test_rows_are_python_values(rows: Result) -> None:
    assert rows[0] == {
        "iri": "urn:graphkit:person:ada", "plain": 'a|b, "c"\td\n', "worded": "hei", "day": datetime.date(2026, 2, 10),
        "number": 7, "truth": True, "nothing": None,
    }  # fmt: skip
    assert list(rows) == [rows[0]]
    assert rows.values("number") == [7]
    with pytest.raises(ValueError, match="none"):
        rows.values("none")


def test_json_is_that_of_sparql(rows: Result) -> None:
    document = json.loads(rows.to_json())
    assert document["head"] == {"vars": ["iri", "plain", "worded", "day", "number", "truth", "nothing"]}
    assert document["results"]["bindings"] == [
        {
            "iri": {"type": "uri", "value": "urn:graphkit:person:ada"},
            "plain": {"type": "literal", "value": 'a|b, "c"\td\n'},
            "worded": {"type": "literal", "value": "hei", "xml:lang": "nb"},
            "day": {"type": "literal", "value": "2026-02-10", "datatype": f"{XSD}date"},
            "number": {"type": "literal", "value": "7", "datatype": f"{XSD}integer"},
            "truth": {"type": "literal", "value": "true", "datatype": f"{XSD}boolean"},
        }
    ]


def test_the_engine_reads_the_json_as_its_own(rows: Result) -> None:
    again = ox.parse_query_results(rows.to_json(), ox.QueryResultsFormat.JSON)
    assert Result.of(again).terms == rows.terms


def test_csv_reads_back(rows: Result) -> None:
    back = list(csv.DictReader(io.StringIO(rows.to_csv())))
    assert back[0]["plain"] == 'a|b, "c"\td\n'
    assert back[0]["iri"] == "urn:graphkit:person:ada"
    assert back[0]["nothing"] == ""


def test_tsv_keeps_a_row_on_its_line(rows: Result) -> None:
    lines = rows.to_tsv().splitlines()
    assert lines[0].split("\t") == rows.columns
    assert lines[1].split("\t")[:2] == ["person:ada", 'a|b, "c"\\td\\n']
    assert len(lines) == 2


def test_md_is_a_table_whatever_a_cell_holds(rows: Result) -> None:
    lines = rows.to_md().splitlines()
    assert lines[1] == "| --- | --- | --- | --- | --- | --- | --- |"
    assert lines[2].startswith('| person:ada | a\\|b, "c" d | hei |')


def test_pandas_has_the_columns_even_without_rows(kg: KnowledgeGraph, rows: Result) -> None:
    frame = rows.to_pandas()
    assert list(frame.columns) == rows.columns
    assert frame.loc[0, "number"] == 7
    empty = kg.sparql("SELECT ?a ?b { ?a gk:nothing ?b }")
    assert list(empty.to_pandas().columns) == ["a", "b"]  # type: ignore[union-attr]


def test_a_truth_value_and_triples_are_printed_too(kg: KnowledgeGraph) -> None:
    assert json.loads(render(True, "json")) == {"head": {}, "boolean": True}
    assert render(False, "tsv") == "false\n"
    built = kg.sparql("CONSTRUCT { topic:a gk:about topic:b } { ?s a gk:Note }")
    assert isinstance(built, Triples)
    assert len(built) == 1
    assert render(built, "tsv", kg.store.names) == "subject\tpredicate\tobject\ntopic:a\tgk:about\ttopic:b\n"
    assert "gk:about topic:b" in built.to_turtle()
    with pytest.raises(ValueError, match="'xml' is none of"):
        render(True, "xml")


def test_a_limit_is_kept(kg: KnowledgeGraph) -> None:
    assert len(kg.sparql("SELECT * { ?s ?p ?o }", limit=3)) == 3  # type: ignore[arg-type]
    assert len(kg.sparql("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", limit=3)) == 3  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "value", ["text", 3, -2.5, True, datetime.date(2026, 1, 2), datetime.datetime(2026, 1, 2, 3, 4), Decimal("1.5")]
)
def test_values_come_back_as_they_went(value: object) -> None:
    assert to_python(to_term(value)) == value


@pytest.mark.parametrize("text", ["2026-02-30", "soon"])
def test_a_literal_that_is_not_what_it_says_stays_text(text: str) -> None:
    assert to_python(ox.Literal(text, datatype=ox.NamedNode(f"{XSD}date"))) == text


def test_what_no_query_can_hold_is_refused(kg: KnowledgeGraph) -> None:
    with pytest.raises(Exception, match="nothing a query can hold"):
        kg.sparql("ASK { ?s ?p ?o }", s=object())
