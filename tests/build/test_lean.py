"""What loading costs is quads, so what is the same everywhere is written once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import graphkit
from benchmarks.notes import write_notes

NOTES = 20


@pytest.fixture(scope="module")
def kg(tmp_path_factory: pytest.TempPathFactory) -> Iterator[graphkit.KnowledgeGraph]:
    """Notes of the seed's size: ten actions, a decision, eleven paragraphs, three of which state rights."""
    folder = tmp_path_factory.mktemp("lean")
    write_notes(folder, NOTES, rights=3)
    with graphkit.build(folder) as built:
        yield built


def test_a_seed_sized_note_costs_at_most_280_quads(kg: graphkit.KnowledgeGraph) -> None:
    names = kg.store.names
    counts = {
        graph.value: sum(1 for _ in kg.store.inner.quads_for_pattern(None, None, None, graph))
        for graph in kg.store.graphs()
        if names.note_path(graph)
    }
    assert len(counts) == NOTES
    assert max(counts.values()) <= 280


def test_nothing_has_a_superclass_as_its_type(kg: graphkit.KnowledgeGraph) -> None:
    assert kg.sparql("ASK { ?x a gk:Statement }") is False
    assert kg.sparql("ASK { ?x a gk:Occasion }") is False


def test_confidence_and_review_are_written_only_where_they_say_something(kg: graphkit.KnowledgeGraph) -> None:
    assert kg.sparql("ASK { ?x gk:confidence 1.0 }") is False
    assert kg.sparql("ASK { ?x gk:review gk:Unconfirmed FILTER NOT EXISTS { ?x a gk:Note } }") is False
    assert kg.sparql("ASK { ?x gk:extractor ?y }") is False


def test_the_tags_that_every_task_has_are_not_kept(kg: graphkit.KnowledgeGraph) -> None:
    assert kg.sparql("ASK { ?x a gk:ActionItem ; gk:tag ?tag }") is False


def test_a_graph_that_is_written_keeps_the_rules_of_the_model(kg: graphkit.KnowledgeGraph) -> None:
    from graphkit.graph.shapes import shacl

    report = shacl(kg.store)
    assert report.conforms, report.text
