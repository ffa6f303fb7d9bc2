"""Headers of named queries, and the values of their parameters."""

from __future__ import annotations

import datetime
from pathlib import Path

import pyoxigraph as ox
import pytest

from graphkit.graph import KnowledgeGraph, NamedQuery, Parameter, ParameterError, QueryError, Result, Store
from graphkit.graph.named import Follow, read_folder

HEADER = """\
# title: Ships
# description: Ships and
#   their captains.
# param captain: agent? -- whose
# param from_day: date
# param most: integer = 3 -- how many
# param words: text = "big ships"
# column ship: what it is called
# a remark
SELECT ?ship { ?ship ?p ?param_captain }
# param late: text -- is no header any more
"""


def test_a_header_describes_the_query_and_types_its_parameters() -> None:
    query = NamedQuery.parse("ships", HEADER)
    assert (query.name, query.title, query.description) == ("ships", "Ships", "Ships and their captains.")
    assert query.parameters == (
        Parameter("captain", "agent", optional=True, description="whose"),
        Parameter("from_day", "date"),
        Parameter("most", "integer", default="3", description="how many"),
        Parameter("words", "text", default="big ships"),
    )
    assert query.columns == {"ship": "what it is called"}
    assert [p.name for p in query.parameters if p.required] == ["from_day"]


def test_a_query_without_a_header_is_called_by_its_name() -> None:
    assert NamedQuery.parse("bare", "ASK { ?s ?p ?o }").title == "bare"


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("# param Who: text", "describes no parameter"),
        ("# param who: number", "'number' is no type of parameter"),
        ("# param who", "describes no parameter"),
        ("# column : x", "describes no column"),
        ("# follow: a b", "says nothing to follow"),
        ("# param a: text\n# param a: date", "declared twice"),
    ],
)
def test_a_header_that_cannot_be_read_is_told_with_its_line(line: str, wrong: str) -> None:
    with pytest.raises(QueryError, match=wrong):
        NamedQuery.parse("x", f"{line}\nASK {{ ?s ?p ?o }}")


def test_the_file_of_a_bad_query_is_named(tmp_path: Path) -> None:
    (tmp_path / "good.rq").write_text("ASK { ?s ?p ?o }", "utf-8")
    assert list(read_folder(tmp_path)) == ["good"]
    (tmp_path / "bad.rq").write_text("# param x: colour\nASK { ?s ?p ?o }", "utf-8")
    with pytest.raises(QueryError, match=r"bad\.rq: line 1"):
        read_folder(tmp_path)


def test_links_can_be_followed() -> None:
    query = NamedQuery.parse("x", "# follow: one -> other as step -- why\nSELECT * { ?one ?p ?other }")
    assert query.follow == Follow("one", "other", "step")


@pytest.fixture
def asked(tmp_path: Path, store: Store) -> KnowledgeGraph:
    """The fixture with queries of one's own."""
    (tmp_path / "day.rq").write_text("# param day: date\nSELECT (?param_day AS ?is) {}", "utf-8")
    (tmp_path / "most.rq").write_text(
        "# param most: integer = 2\nSELECT ?s { ?s a gk:Note } ORDER BY ?s LIMIT ?param_most", "utf-8"
    )
    (tmp_path / "iri.rq").write_text("# param it: iri\nASK { ?param_it a gk:Note }", "utf-8")
    (tmp_path / "who.rq").write_text(
        "# param who: agent?\nSELECT ?label { ?param_who a foaf:Person ; rdfs:label ?label }", "utf-8"
    )
    (tmp_path / "chain.rq").write_text(
        "# param begin: agent\n# follow: one -> other as step\n"
        "SELECT ?one ?other { VALUES (?one ?other) { (person:hiro-tanabe person:amara-osei)"
        " (person:amara-osei person:elif-kaya) (person:elif-kaya person:hiro-tanabe) (role:cfo org:norvane) } }",
        "utf-8",
    )
    return KnowledgeGraph(store, queries=tmp_path)


@pytest.mark.parametrize("day", ["2026-03-01", datetime.date(2026, 3, 1), datetime.datetime(2026, 3, 1, 12)])
def test_a_day_may_be_text_or_a_date(asked: KnowledgeGraph, day: object) -> None:
    answer = asked.query("day", day=day)
    assert isinstance(answer, Result)
    assert answer[0] == {"is": datetime.date(2026, 3, 1)}


@pytest.mark.parametrize(
    ("name", "parameters", "wrong"),
    [
        ("day", {}, "day needs day"),
        ("day", {"day": "yesterday"}, "not a date such as"),
        ("day", {"day": "2026-02-30"}, "not a date such as"),
        ("day", {"day": "2026-03-01", "date": "x"}, "has no parameter 'date'. It has: day"),
        ("most", {"most": "two"}, "not a whole number"),
        ("iri", {"it": "no iri"}, "not an IRI"),
        ("who", {"who": "Nobody Atall"}, "No agent"),
    ],
)
def test_a_parameter_that_is_wrong_says_what_was_expected(
    asked: KnowledgeGraph, name: str, parameters: dict[str, str], wrong: str
) -> None:
    with pytest.raises(ParameterError, match=wrong):
        asked.query(name, **parameters)  # type: ignore[arg-type]


def test_defaults_and_limits_hold(asked: KnowledgeGraph) -> None:
    assert len(asked.query("most")) == 2  # type: ignore[arg-type]
    assert len(asked.query("most", most=5)) == 5  # type: ignore[arg-type]
    assert len(asked.query("most", most="5", limit=1)) == 1  # type: ignore[arg-type]


def test_an_optional_parameter_left_out_leaves_its_variable_free(asked: KnowledgeGraph) -> None:
    assert len(asked.query("who")) == 9  # type: ignore[arg-type]
    assert len(asked.query("who", who=None)) == 9  # type: ignore[arg-type]
    assert asked.query("who", who="Greta")[0] == {"label": "Greta Sundholm"}  # type: ignore[index]


def test_things_are_given_by_curie_iri_or_term(asked: KnowledgeGraph) -> None:
    note = "note:2026-02-17-retention"
    assert asked.query("iri", it=note) is True
    assert asked.query("iri", it=asked.iri(note)) is True
    assert asked.query("iri", it="urn:graphkit:note:2026-02-17-retention") is True
    assert asked.query("iri", it=ox.NamedNode("urn:x")) is False


def test_following_counts_steps_ends_in_circles_and_leaves_out_what_is_not_reached(asked: KnowledgeGraph) -> None:
    answer = asked.query("chain", begin="Hiro")
    assert isinstance(answer, Result)
    assert list(answer.cells()) == [
        ["1", "person:hiro-tanabe", "person:amara-osei"],
        ["2", "person:amara-osei", "person:elif-kaya"],
        ["3", "person:elif-kaya", "person:hiro-tanabe"],
    ]


def test_a_misspelt_query_is_answered_with_the_closest(asked: KnowledgeGraph) -> None:
    with pytest.raises(QueryError, match=r"no query 'mots'.*most"):
        asked.query("mots")


def test_a_misspelt_graph_is_told_and_not_answered_with_nothing(kg: KnowledgeGraph) -> None:
    with pytest.raises(QueryError, match="no graph <urn:graphkit:graph:derivd>"):
        kg.sparql("SELECT * FROM <urn:graphkit:graph:derivd> { ?s ?p ?o }")
    only = kg.sparql("SELECT * FROM <urn:graphkit:graph:curated> { ?s ?p ?o }")
    assert len(only) == 2  # type: ignore[arg-type]


def test_a_value_for_no_variable_is_told(kg: KnowledgeGraph) -> None:
    with pytest.raises(ParameterError, match="no variable"):
        kg.sparql("ASK { ?s ?p ?o }", who="x")


def test_a_malformed_query_is_told_with_its_line(kg: KnowledgeGraph) -> None:
    with pytest.raises(QueryError, match="line 2") as told:
        kg.sparql("SELECT * {\n ?s ?p }")
    assert told.value.line == 2
