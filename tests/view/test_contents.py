"""What the page holds, before it is drawn."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest

from graphkit.graph import GraphError
from graphkit.network import NetworkError
from graphkit.view import page_data
from graphkit.view.bundle import MODULES, asset, script

VIEW = Path(__file__).parents[2] / "graphkit" / "view"


@pytest.fixture
def data(kg, tmp_path):
    return page_data(kg, tmp_path / "page.html")


def text(data, parts) -> str:
    return "".join(part if isinstance(part, str) else data["things"][part]["label"] for part in parts)


def find(data, kind: str, words: str):
    [found] = [s for s in data["statements"] if s["kind"] == kind and text(data, s["parts"]) == words]
    return found


def place(data, lens: str) -> dict[str, tuple[int, int]]:
    return {data["things"][row[0]]["id"]: (row[1], row[2]) for row in data["pictures"][lens]["nodes"]["rows"]}


def test_every_position_points_at_something(data):
    things = range(len(data["things"]))
    for statement in data["statements"]:
        named = [*statement["who"], *statement["about"], *statement.get("to", ()), *statement.get("place", ())]
        assert all(at in things for at in [*named, *(p for p in statement["parts"] if isinstance(p, int))])
        assert statement["note"] is None or data["notes"][statement["note"]]["path"]
        for link in ("supersedes", "reverses", "reaffirms"):
            assert all(data["statements"][at]["kind"] == "decision" for at in statement.get(link, ()))
    for note in data["notes"]:
        assert data["occasions"][note.get("records", 0)]["date"]
    for picture in data["pictures"].values():
        known = {row[0] for row in picture["nodes"]["rows"]}
        for one, other, behind in picture["edges"]["rows"]:
            assert {one, other} <= known
            assert all(data["statements"][at] for at in behind)


def test_ids_are_those_of_the_graph_and_occur_once(data):
    ids = [one["id"] for one in (*data["things"], *data["statements"])]
    assert len(set(ids)) == len(ids)
    assert "person:amara-osei" in ids


def test_a_right_keeps_what_limits_it_and_when_it_holds(data):
    assert find(data, "right", "CFO decides pricing, above $50k")["limit"] == "above $50k"
    ended = [s for s in data["statements"] if s.get("until")]
    assert ended
    assert all(s["base"] in ("held", "past", "believed", "proposed", "negated", "rejected") for s in ended)


def test_a_belief_a_proposal_and_a_denial_are_no_facts(data):
    bases = {text(data, s["parts"]): s["base"] for s in data["statements"] if s["kind"] == "right"}
    assert bases["According to Hiro Tanabe, Greta Sundholm decides hiring"] == "believed"
    assert bases["It is proposed that Greta Sundholm decides data retention"] == "proposed"
    assert bases["product managers do not approve releases"] == "negated"
    assert bases["Björn Lindqvist decides vendor selection"] == "rejected"


def test_nothing_that_was_said_later_is_on_a_page_about_an_earlier_day(kg, tmp_path):
    data = page_data(kg, tmp_path / "page.html", as_of="2026-02-28")
    assert data["day"] == "2026-02-28"
    for rows in (data["statements"], data["occasions"], data["notes"]):
        assert max(one["date"] for one in rows) <= "2026-02-28"


def test_repeated_memberships_are_told_by_the_first_note_and_the_newest(graph_of, tmp_path):
    said = "".join(
        f"org:m{day} a orgv:Membership ; orgv:member person:ada ; orgv:organization org:halden ; gk:line 1 ;"
        f" gk:standing gk:Current ; gk:note note:n{day} ; gk:quote 'Ada (Halden)' ;"
        f" dcterms:date '2026-01-0{day}'^^xsd:date . note:n{day} a gk:Note ; gk:path 'n{day}.md' ;"
        f" dcterms:date '2026-01-0{day}'^^xsd:date . "
        for day in range(1, 6)
    )
    data = page_data(graph_of(said), tmp_path / "p.html")
    assert [(s["date"], s["times"]) for s in data["statements"]] == [("2026-01-05", 5), ("2026-01-01", 5)]


def test_the_same_graph_gives_the_same_file(kg, tmp_path):
    one, other = kg.view(tmp_path / "a.html"), kg.view(tmp_path / "b.html")
    assert one.read_bytes() == other.read_bytes()


def rights(pairs: list[tuple[str, str]], more: str = "") -> str:
    """Who owns what, in Turtle."""
    return (
        "note:n a gk:Note ; gk:path 'n.md' ; dcterms:date '2026-01-02'^^xsd:date . "
        + "".join(
            f"person:{who} a foaf:Person ; rdfs:label '{who}' . topic:{what} a skos:Concept ; rdfs:label '{what}' . "
            f"right:{who}-{what} a gk:DecisionRight ; gk:holder person:{who} ; gk:power gk:Own ;"
            f" gk:about topic:{what} ; gk:scope '{what}' ; gk:note note:n ; gk:line 1 ; gk:quote '{who} {what}' ;"
            " dcterms:date '2026-01-02'^^xsd:date . "
            for who, what in pairs
        )
        + more
    )


#: Circles of five people and eight topics, and twenty people with a topic each.
CIRCLES = [
    *((f"p{circle}{who}", f"t{circle}{who + on}") for circle in "abcdefgh" for who in range(5) for on in (0, 1, 3)),
    *((f"single{number:02}", f"shelf{number:02}") for number in range(20)),
]


@pytest.mark.parametrize(
    ("new", "near"),
    [
        (("aaa", "shelf-new"), ()),
        (("zed", "zebra"), ()),
        (("pa0", "t-new"), ("pa", "ta")),
        (("mo", "th2"), ("ph", "th")),
    ],
)
def test_positions_stay_when_something_else_comes_in(new, near, graph_of, tmp_path):
    then, now = (
        place(page_data(graph_of(rights([*CIRCLES, *more])), tmp_path / "p.html"), "decision-rights")
        for more in ((), (new,))
    )
    moved = {name.partition(":")[2] for name, spot in then.items() if now[name] != spot}
    # What it is joined to makes room for it, and small blocks behind it move on as a whole.
    assert {name for name in moved if not name.startswith(("single", "shelf", *near))} == set()
    assert len(now) > len(then)
    for number in range(20):
        who, what = f"person:single{number:02}", f"topic:shelf{number:02}"
        assert now[what][0] - now[who][0] == then[what][0] - then[who][0]


def test_positions_do_not_change_with_how_often_something_is_named(graph_of, tmp_path):
    again = "".join(
        f"decision:d{number} a gk:Decision ; rdfs:label 'x' ; gk:about topic:shelf19 ; gk:decidedBy person:single19 ;"
        f" gk:note note:n ; gk:line {number} ; gk:quote 'x' ; dcterms:date '2026-01-02'^^xsd:date . "
        for number in range(1, 9)
    )
    plain, named = (
        place(page_data(graph_of(rights(CIRCLES, more)), tmp_path / "p.html"), "decision-rights")
        for more in ("", again)
    )
    assert plain == named


def test_co_attendance_joins_those_who_met(data):
    edges = data["pictures"]["co-attendance"]["edges"]["rows"]
    pairs = {frozenset(data["things"][at]["label"] for at in (one, other)) for one, other, _ in edges}
    assert frozenset(("Amara Osei", "Björn Lindqvist")) in pairs


def test_the_page_can_open_around_something(kg, tmp_path):
    data = page_data(kg, tmp_path / "p.html", lens="ego", around="Hiro Tanabe")
    assert (data["lens"], data["around"]) == ("ego", "person:hiro-tanabe")


def test_what_cannot_be_drawn_or_written_is_told(kg, tmp_path):
    with pytest.raises(NetworkError, match="no lens 'pie'"):
        kg.view(tmp_path / "p.html", lens="pie")
    with pytest.raises(GraphError, match="cannot be written"):
        kg.view(tmp_path / "missing" / "p.html")


def test_every_module_of_the_page_is_bundled_and_none_imports_anything_any_more():
    assert {path.stem for path in (VIEW / "assets").glob("*.js")} == set(MODULES)
    lines = script().splitlines()
    assert not [line for line in lines if line.startswith(("import ", "export "))]
    for name in MODULES:
        needs = {
            line.split('"./')[1].removesuffix('.js";')
            for line in asset(f"{name}.js").splitlines()
            if line.startswith("import ")
        }
        assert needs <= set(MODULES[: MODULES.index(name)]), f"{name} needs what comes after it"


def test_no_module_makes_elements_out_of_text():
    ways = re.compile(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|createContextual|\beval\b|new Function"
    )
    assert not [name for name in MODULES if ways.search(asset(f"{name}.js"))]


@pytest.mark.parametrize("folder", [VIEW / "vendor", Path(__file__).parent / "vendor"], ids=["page", "tests"])
def test_what_is_carried_of_others_is_what_is_written_down_with_its_licence(folder):
    known = json.loads((folder / "versions.json").read_text("utf-8"))
    assert hashlib.sha256((folder / known["file"]).read_bytes()).hexdigest() == known["sha256"]
    wanted = json.loads((VIEW.parents[1] / "package.json").read_text("utf-8"))["devDependencies"]
    assert wanted[known["name"]] == known["version"]
    assert [path for path in folder.iterdir() if "LICENSE" in path.name]
