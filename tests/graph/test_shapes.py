"""SHACL: the fixture keeps the model's rules, and each way of breaking one is found."""

from __future__ import annotations

import pytest

from graphkit.graph import KnowledgeGraph
from graphkit.graph.shapes import shacl

pytest.importorskip("pyshacl")
RIGHT = "right:2026-01-12-steering-20-1"
QUESTION = "question:2026-04-02-vendor-thread-8"


def test_the_fixture_conforms(kg: KnowledgeGraph) -> None:
    report = shacl(kg.store)
    assert report.violations == ()
    assert report.conforms


@pytest.mark.parametrize(
    ("update", "path"),
    [
        (f"DELETE WHERE {{ GRAPH ?g {{ {RIGHT} gk:quote ?x }} }}", "quote"),
        (f"DELETE WHERE {{ GRAPH ?g {{ {RIGHT} gk:line ?x }} }}", "line"),
        (f"DELETE WHERE {{ GRAPH ?g {{ {RIGHT} gk:holder ?x }} }}", "holder"),
        (f"DELETE WHERE {{ GRAPH ?g {{ {QUESTION} rdfs:label ?x }} }}", "label"),
        (f"DELETE WHERE {{ GRAPH ?g {{ {QUESTION} dcterms:date ?x }} }}", "date"),
        (f"INSERT DATA {{ {RIGHT} gk:line 0 }}", "line"),
        (f"INSERT DATA {{ {RIGHT} gk:holder topic:pricing }}", "holder"),
        (f"INSERT DATA {{ {RIGHT} gk:power gk:Decides }}", "power"),
        (f"INSERT DATA {{ {RIGHT} gk:standing gk:Open }}", "standing"),
        (f"INSERT DATA {{ {RIGHT} gk:confidence 1.5 }}", "confidence"),
        (f"INSERT DATA {{ {RIGHT} gk:negated false }}", "negated"),
        (f"INSERT DATA {{ {RIGHT} gk:believedBy topic:pricing }}", "believedBy"),
        (
            f'INSERT DATA {{ {RIGHT} gk:heldFrom "2026-05-01"^^xsd:date ; gk:heldUntil "2026-04-01"^^xsd:date }}',
            "heldFrom",
        ),
        ("INSERT DATA { meeting:2026-04-02-vendor-thread gk:attended person:amara-osei }", "attended"),
        ("INSERT DATA { action:2026-04-02-vendor-thread-9 gk:taskState gk:Forgotten }", "taskState"),
        ("INSERT DATA { person:amara-osei rdfs:label 'Somebody Else' }", "label"),
        ("INSERT DATA { decision:2026-03-19-release-planning-5 gk:decidedBy note:2026-05-11-steering }", "decidedBy"),
        ("INSERT DATA { membership:x a orgv:Membership ; gk:note note:2026-05-11-steering }", ""),
        ("INSERT DATA { note:y a gk:Note ; gk:path 'y.md' ; gk:digest 'b2:y' }", "review"),
    ],
)
def test_a_broken_rule_is_found(kg: KnowledgeGraph, update: str, path: str) -> None:
    kg.update(update)
    report = shacl(kg.store)
    assert not report.conforms
    assert any(violation.path.endswith(path) for violation in report.violations), report.text
