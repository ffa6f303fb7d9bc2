"""What a manifest says of people is in the graph with its line, as what a page says."""

from __future__ import annotations

from pathlib import Path

import graphkit

ROWS = "| Name | Role | Company |\n| --- | --- | --- |\n| Lena Holm | Harbour Master | Orbis |\n"
NOTE = "---\nparticipants: [Lena Holm, Mats Lund]\n---\n# Berths\n\n- Lena Holm decides on berth fees.\n"
MEMBERSHIPS = """SELECT ?who ?company ?path ?line ?quote {
  ?m a orgv:Membership ; orgv:member/rdfs:label ?who ; orgv:organization/rdfs:label ?company ;
     gk:note/gk:path ?path ; gk:line ?line ; gk:quote ?quote .
}"""
PEOPLE = "SELECT (COUNT(DISTINCT ?x) AS ?n) { ?x a foaf:Person }"


def test_a_row_is_a_membership_with_its_place_and_its_person_is_there_once(tmp_path: Path) -> None:
    vault = tmp_path / "vault"
    vault.mkdir()
    (vault / "_MANIFEST.md").write_text(ROWS)
    (vault / "2026-02-10 - Berths.md").write_text(NOTE)
    with graphkit.build(vault, graph=tmp_path / "graph") as kg:
        (row,) = kg.sparql(MEMBERSHIPS)
        assert row == {
            "who": "Lena Holm",
            "company": "Orbis",
            "path": "_MANIFEST.md",
            "line": 3,
            "quote": "| Lena Holm | Harbour Master | Orbis |",
        }
        assert kg.sparql(PEOPLE)[0]["n"] == 2


def test_a_changed_manifest_changes_the_graph(tmp_path: Path) -> None:
    vault = tmp_path / "vault"
    vault.mkdir()
    (vault / "_MANIFEST.md").write_text(ROWS)
    (vault / "2026-02-10 - Berths.md").write_text(NOTE)
    graphkit.build(vault, graph=tmp_path / "graph").close()
    (vault / "_MANIFEST.md").write_text(ROWS.replace("Orbis", "Tarvos"))
    with graphkit.build(vault, graph=tmp_path / "graph") as kg:
        assert [row["company"] for row in kg.sparql(MEMBERSHIPS)] == ["Tarvos"]
