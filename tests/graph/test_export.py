"""The graph as a file: formats, order, and what each holds."""

from __future__ import annotations

import csv
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest

from graphkit.graph import GraphError, KnowledgeGraph, Store
from graphkit.graph.export import FORMATS, FormatError, export, to_networkx
from graphkit.graph.tables import COLUMNS, statements

FIXTURE = Path(__file__).with_name("fixture.trig")
PERSON = "urn:graphkit:person:"


@pytest.fixture
def kg():
    with KnowledgeGraph.open(FIXTURE) as graph:
        yield graph


def store_with(turtle: str) -> Store:
    store = Store.memory()
    store.inner.update(f"INSERT DATA {{ GRAPH <urn:g> {{ {turtle} }} }}", prefixes=store.names.prefixes)
    return store


@pytest.mark.parametrize("format", FORMATS)
def test_two_exports_of_equal_graphs_are_equal_to_the_byte(format, kg, tmp_path):
    one = kg.export(tmp_path / f"one.{format}")
    shuffled = Store.memory()
    shuffled.inner.extend(sorted(kg.store.inner, key=str, reverse=True))
    other = export(shuffled, tmp_path / f"other.{format}")
    assert one.read_bytes() == other.read_bytes()


@pytest.mark.parametrize("format", ["trig", "nq", "jsonld"])
def test_formats_with_graphs_read_back_as_the_same_graph(format, kg, tmp_path):
    path = kg.export(tmp_path / f"graph.{format}")
    again = ox.Store()
    again.load(path=str(path))
    assert set(again) == set(kg.store.inner)


def test_turtle_holds_every_triple_once(kg, tmp_path):
    triples = list(ox.parse(path=str(kg.export(tmp_path / "graph.ttl"))))
    assert {quad.triple for quad in triples} == {quad.triple for quad in kg.store.inner}
    assert len(triples) == len({quad.triple for quad in triples})


@pytest.mark.parametrize(("format", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
def test_network_files_read_back_with_nodes_edges_and_labels(format, read, kg, tmp_path):
    graph = read(kg.export(tmp_path / f"graph.{format}"))
    whole = kg.to_networkx()
    assert set(graph) == set(whole)
    assert graph.number_of_edges() == whole.number_of_edges()
    assert graph.nodes[PERSON + "bjorn-lindqvist"]["label"] == "Björn Lindqvist"
    assert {data["predicate"] for _, _, data in graph.edges(data=True)} >= {"gk:holder", "gk:decides"}


def test_the_format_follows_the_ending_in_any_case_unless_it_is_named(kg, tmp_path):
    assert kg.export(tmp_path / "A.TTL").read_text("utf-8").startswith("@prefix")
    assert kg.export(tmp_path / "graph.txt", "csv").read_text("utf-8").startswith("kind,date,who")


@pytest.mark.parametrize("name", ["graph.docx", "graph", "graph.tar.gz"])
def test_an_ending_that_names_no_format_is_refused_with_the_known_ones(name, kg, tmp_path):
    with pytest.raises(FormatError, match=r"names no format.*trig.*parquet"):
        kg.export(tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_named_format_that_is_none_is_refused(kg, tmp_path):
    with pytest.raises(FormatError, match="'xlsx' is no format"):
        kg.export(tmp_path / "graph.csv", "xlsx")


def test_a_place_that_cannot_be_written_is_told(kg, tmp_path):
    with pytest.raises(GraphError, match="cannot be written"):
        kg.export(tmp_path / "missing" / "graph.ttl")


def test_an_export_that_fails_leaves_the_old_file_and_no_other(kg, tmp_path, monkeypatch):
    old = tmp_path / "graph.parquet"
    old.write_bytes(b"old")
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(GraphError, match=r"needs pyarrow.*analysis"):
        kg.export(old)
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"old"]


def test_the_table_has_one_row_per_statement_by_date_with_its_evidence(kg, tmp_path):
    with kg.export(tmp_path / "graph.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == list(COLUMNS)
    assert [row["date"] for row in rows] == sorted(row["date"] for row in rows)
    assert len(rows) == len({row["iri"] for row in rows}) == len(kg.sparql("SELECT DISTINCT ?s { ?s gk:note ?n }"))
    assert all(row["note"].endswith(".md") and row["quote"] and int(row["line"]) > 0 for row in rows)


def test_a_row_says_who_may_do_what_and_that_it_is_only_believed(kg):
    rows = {row["iri"].rpartition(":")[2]: row for row in statements(kg.store)}
    belief = rows["2026-03-05-hiro-1-1-10-1"]
    assert (belief["who"], belief["power"], belief["topics"]) == ("Greta Sundholm", "Decide", "hiring")
    assert belief["believed_by"] == "Hiro Tanabe"
    negated = rows["2026-02-17-retention-11-1"]
    assert (negated["who"], negated["negated"]) == ("product managers", True)
    copied = rows["2026-01-12-steering-20-1"]
    assert copied["also_in"] == "Archive/2026-01-12 Steering copy.md"
    assert copied["review"] == "Confirmed"
    assert rows["2026-05-11-steering-10-1"]["review"] == "Rejected"
    assert rows["2026-02-17-retention-6"]["state"] == "Superseded"
    assert rows["dmitri-anand-brackwater-4"]["what"] == "CFO | Brackwater"


def test_parquet_has_the_same_rows_with_types(kg, tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")
    rows = parquet.read_table(kg.export(tmp_path / "graph.parquet")).to_pylist()
    assert rows == list(statements(kg.store))


def test_the_whole_network_leaves_the_ontology_out_and_keeps_closed_lists_as_attributes(kg):
    from graphkit.graph.ontology import load_ontology

    kg.store.writable = True
    load_ontology(kg.store)
    graph = kg.to_networkx()
    assert not [node for node in graph if "w3id.org" in node]
    right = graph.nodes["urn:graphkit:right:2026-02-03-pricing-review-9-1"]
    assert right["power"] == "Decide"
    assert right["condition"] == "above $50k"
    assert right["kind"] == "right"


def test_an_edge_says_whether_it_only_follows_from_others(kg):
    graph = to_networkx(kg.store)
    topic = "urn:graphkit:topic:pricing"
    assert graph.edges[PERSON + "amara-osei", topic, "gk:decides"]["derived"] is True
    right = "urn:graphkit:right:2026-01-12-steering-20-1"
    assert graph.edges[right, PERSON + "amara-osei", "gk:holder"]["derived"] is False


def test_several_values_are_joined_and_reserved_names_keep_their_prefix():
    store = store_with('action:a gk:tag "b", "a" ; gk:start "2026-01-02"^^xsd:date ; gk:line 7 ; rdfs:label "Later"')
    node = to_networkx(store).nodes["urn:graphkit:action:a"]
    assert node == {"kind": "action", "label": "Later", "gk:start": "2026-01-02", "line": 7, "tag": "a | b"}


@pytest.mark.parametrize("format", ["graphml", "gexf"])
def test_characters_that_xml_cannot_hold_do_not_break_the_file(format, tmp_path):
    store = store_with(r'note:n a gk:Note ; dcterms:title "bell \u0007 & <b>\uFFFF" ; gk:path "x.md"')
    path = export(store, tmp_path / f"g.{format}")
    graph = nx.read_graphml(path) if format == "graphml" else nx.read_gexf(path)
    assert graph.nodes["urn:graphkit:note:n"]["title"] == "bell \ufffd & <b>\ufffd"


@pytest.mark.parametrize("format", FORMATS)
def test_an_empty_graph_gives_a_file(format, tmp_path):
    assert export(Store.memory(), tmp_path / f"empty.{format}").is_file()
