"""What the page says, before it is drawn."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphkit.graph import GraphError
from graphkit.network import NetworkError
from graphkit.view import page_data
from graphkit.view.bundle import MODULES, asset, script


@pytest.fixture
def data(kg, tmp_path):
    return page_data(kg, tmp_path / "page.html")


def text(data, parts) -> str:
    return "".join(part if isinstance(part, str) else data["things"][part]["label"] for part in parts)


def row(data, table: str, topic: str):
    return next((row for row in data[table] if data["things"][row["topic"]]["label"] == topic), None)


def test_every_position_points_at_something(data):
    for statement in data["statements"]:
        assert all(data["things"][at] for at in statement["things"])
        assert all(data["things"][part] for part in statement["parts"] if isinstance(part, int))
        assert statement["note"] is None or data["notes"][statement["note"]]["path"]
    for edge in data["graph"]["edges"]:
        assert all(data["statements"][at] for at in edge["statements"])
        assert {edge["from"], edge["to"]} <= {node["id"] for node in data["graph"]["nodes"]}


def test_a_decider_is_named_with_what_limits_the_right(data):
    deciders = {text(data, one["who"]): one["note"] for one in row(data, "decided", "pricing")["deciders"]}
    assert deciders == {
        "Amara Osei": "",
        "Celeste Moreau": "pricing for the sensor line",
        "CFO": "above $50k",
    }


def test_only_what_holds_makes_a_decider(data):
    assert row(data, "decided", "hiring") is None
    assert row(data, "decided", "vendor selection") is None
    retention = row(data, "decided", "data retention")
    assert [text(data, one["who"]) for one in retention["deciders"]] == ["Farouk Haddad"]


def test_a_topic_nobody_decides_says_how_often_it_came_up_and_who_is_only_believed_to(data):
    hiring = row(data, "undecided", "hiring")
    assert [text(data, data["statements"][at]["parts"]) for at in hiring["said"]] == [
        "According to Hiro Tanabe, Greta Sundholm decides hiring"
    ]
    vendors = row(data, "undecided", "vendor selection")
    assert vendors["came_up"] == "one open question, raised on 2 occasions"
    assert row(data, "undecided", "pricing") is None


def test_a_decision_that_was_undone_is_marked_and_one_reaffirmed_is_not(data):
    marks = {text(data, s["parts"]): s["mark"] for s in data["statements"] if s["kind"] == "decision"}
    assert marks["Logs are kept for thirty days."] == "superseded"
    assert marks["Amara Osei decided: Discounts above ten percent stop."] == "reversed"
    assert marks["Björn Lindqvist decided: Releases ship on the first Tuesday."] == ""


def test_the_page_can_be_about_an_earlier_day(kg, tmp_path):
    data = page_data(kg, tmp_path / "page.html", as_of="2026-02-28")
    assert data["day"] == "2026-02-28"
    assert data["note_count"] == 4
    assert max(s["date"] for s in data["statements"]) <= "2026-02-28"
    marks = {text(data, s["parts"]): s["mark"] for s in data["statements"] if s["kind"] == "decision"}
    assert marks["Amara Osei decided: Discounts above ten percent stop."] == ""


def test_conflicts_name_both_statements(data):
    (conflict,) = data["conflicts"]
    assert {text(data, data["statements"][at]["parts"]) for at in conflict["statements"]} == {
        "Amara Osei decides pricing",
        "Dmitri Anand said that Celeste Moreau decides pricing for the sensor line",
    }


def test_a_limit_keeps_what_holds_with_the_strongest_powers_and_says_what_is_missing(kg, tmp_path):
    data = page_data(kg, tmp_path / "page.html", limit=4)
    assert len(data["graph"]["nodes"]) <= 4
    assert data["left_out"] > 0
    drawn = {at for edge in data["graph"]["edges"] for at in edge["statements"]}
    assert {data["statements"][at]["power"] for at in drawn} == {"Decide"}


def test_the_same_graph_gives_the_same_file(kg, tmp_path):
    one, other = kg.view(tmp_path / "a.html"), kg.view(tmp_path / "b.html")
    assert one.read_bytes() == other.read_bytes()


def test_a_lens_takes_its_options(kg, tmp_path):
    data = page_data(kg, tmp_path / "p.html", lens="ego", around="Hiro Tanabe")
    assert "Hiro Tanabe" in {node["label"] for node in data["graph"]["nodes"]}
    edge = next(edge for edge in data["graph"]["edges"] if edge["statements"])
    assert data["statements"][edge["statements"][0]]["quote"]


def test_tasks_around_somebody_are_drawn_and_said_too(kg, tmp_path):
    data = page_data(kg, tmp_path / "p.html", lens="ego", around="pricing")
    said = {text(data, edge["say"]) for edge in data["graph"]["edges"] if edge["say"]}
    assert said == set(), "whoever has a task about pricing has a right there too"
    without = page_data(kg, tmp_path / "p.html", lens="ego", around="Celeste Moreau", as_of="2026-01-20")
    assert [text(without, edge["say"]) for edge in without["graph"]["edges"] if edge["say"]] == [
        "Celeste Moreau and pricing: assignments"
    ]


def test_deciders_are_links_whatever_the_picture_shows(kg, tmp_path):
    data = page_data(kg, tmp_path / "p.html", lens="escalation")
    assert all(isinstance(part, int) for row in data["decided"] for one in row["deciders"] for part in one["who"])


def test_counted_edges_say_what_they_count(kg, tmp_path):
    data = page_data(kg, tmp_path / "p.html", lens="co-attendance")
    said = {text(data, edge["say"]) for edge in data["graph"]["edges"]}
    assert "Amara Osei and Björn Lindqvist were in 2 meetings together" in said


def test_what_cannot_be_drawn_or_written_is_told(kg, tmp_path):
    with pytest.raises(NetworkError, match="no lens 'pie'"):
        kg.view(tmp_path / "p.html", lens="pie")
    with pytest.raises(GraphError, match="cannot be written"):
        kg.view(tmp_path / "missing" / "p.html")


def test_every_module_of_the_page_is_bundled_and_none_imports_anything_any_more():
    assets = Path(__file__).parents[2] / "graphkit" / "view" / "assets"
    assert {path.stem for path in assets.glob("*.js")} == set(MODULES)
    assert all("import " in asset(f"{name}.js") or name == "dom" for name in MODULES)
    lines = script().splitlines()
    assert not [line for line in lines if line.startswith(("import ", "export "))]
