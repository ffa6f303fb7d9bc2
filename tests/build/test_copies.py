"""Copies do not count: a vault with every note doubled says the same, in more places."""

from __future__ import annotations

import shutil
from hashlib import blake2b
from pathlib import Path

import graphkit

COUNTED = {
    "people": "?x a foaf:Person",
    "organisations": "?x a orgv:Organization",
    "meetings": "?x a gk:Meeting",
    "correspondence": "?x a gk:Correspondence",
    "decisions": "?x a gk:Decision",
    "actions": "?x a gk:ActionItem",
    "rights": "?x a gk:DecisionRight",
    "questions": "?x a gk:OpenQuestion",
    "memberships": "?x a orgv:Membership",
    "reporting lines": "?x a gk:ReportingLine",
    "who decides what": "?x gk:decides ?y",
    "conflicts": "?x gk:conflictsWith ?y",
}
SAID = """SELECT ?type ?quote ?holder ?power ?standing ?label {
  ?x a ?type ; gk:note ?n ; gk:quote ?quote .
  OPTIONAL { ?x gk:holder/rdfs:label ?holder ; gk:power ?power ; gk:standing ?standing }
  OPTIONAL { ?x rdfs:label ?label }
}"""


def counts(kg: graphkit.KnowledgeGraph) -> dict[str, int]:
    return {name: kg.sparql(f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}")[0]["n"] for name, pattern in COUNTED.items()}


def said(kg: graphkit.KnowledgeGraph) -> set[tuple[object, ...]]:
    return {tuple(row.values()) for row in kg.sparql(SAID)}


def test_the_demo_vault_doubled_says_the_same_in_more_places(
    demo_vault: Path, demo_graph: Path, tmp_path: Path
) -> None:
    doubled = tmp_path / "doubled"
    shutil.copytree(demo_vault, doubled)
    for path in sorted(demo_vault.rglob("*.md")):
        relative = path.relative_to(demo_vault)
        if relative.parts[0] in ("Work", "Community") and path.name != "_MANIFEST.md":
            digest = blake2b(str(relative).encode(), digest_size=4).hexdigest()
            copy = doubled / "Second shelf" / digest[0] / f"{digest} copy of a note.md"
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, copy)
    with graphkit.open(demo_graph) as once, graphkit.build(doubled, graph=tmp_path / "graph") as twice:
        assert counts(twice) == counts(once)
        assert said(twice) == said(once)
        places = "SELECT (COUNT(*) AS ?n) { ?x gk:alsoIn ?y }"
        assert twice.sparql(places)[0]["n"] > once.sparql(places)[0]["n"]
