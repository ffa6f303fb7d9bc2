"""The queries that come with graphkit: what each answers on the fixture, and what all of them keep."""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graphkit.graph import KnowledgeGraph, NamedQuery, Result, Store, derive
from graphkit.graph.named import read_folder, shipped_folder

FIXTURE = Path(__file__).parents[1] / "graph" / "fixture.trig"
CASES = tomllib.loads((Path(__file__).parent / "data" / "fixture.toml").read_text("utf-8"))["case"]
QUERIES = read_folder(shipped_folder())
#: Every query about statements; `contents` only counts.
STATING = [query for name, query in QUERIES.items() if name != "contents"]
WANTED = [
    "who-decides", "decision-rights", "rights-of", "escalation-path", "decisions", "decision-history", "open-questions",
    "actions", "overdue-actions", "undecided-topics", "decisions-without-decider", "conflicting-rights", "bottlenecks",
    "person-profile", "shared-meetings", "organisations-at-the-table", "evidence", "changes-between",
]  # fmt: skip
REJECTED = "urn:graphkit:right:2026-05-11-steering-10-1"
LATER = "2027-01-01"


@pytest.fixture(scope="module")
def kg() -> Iterator[KnowledgeGraph]:
    store = Store.memory()
    store.load(FIXTURE)
    derive(store)
    with KnowledgeGraph(store) as graph:
        yield graph


def rows(kg: KnowledgeGraph, name: str, **parameters: object) -> Result:
    answer = kg.query(name, limit=None, **parameters)
    assert isinstance(answer, Result)
    return answer


def needed(query: NamedQuery) -> dict[str, object]:
    """Values for the parameters that must be given."""
    values = {"topic": "pricing", "agent": "Amara Osei", "iri": "person:amara-osei", "date": LATER}
    found: dict[str, object] = {p.name: values[p.type] for p in query.parameters if p.required}
    return found | ({"since": "2000-01-01"} if "since" in found else {})


def comparable(cell: Any) -> Any:
    """A cell as the golden file has it; the order of a list of names says nothing."""
    if cell is None:
        return ""
    return sorted(cell.split(", ")) if isinstance(cell, str) and ", " in cell else cell


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['query']}: {case['says']}")
def test_a_query_answers_what_the_fixture_says(kg: KnowledgeGraph, case: dict[str, Any]) -> None:
    answer = rows(kg, case["query"], **case.get("parameters", {}))
    got = [[comparable(row[column]) for column in case["columns"]] for row in answer]
    assert got == [[comparable(cell) for cell in row] for row in case["rows"]]


def test_every_query_that_was_asked_for_is_there_and_has_a_case() -> None:
    assert set(WANTED) <= set(QUERIES)
    assert {case["query"] for case in CASES} >= set(WANTED)


@pytest.mark.parametrize("query", STATING, ids=lambda query: query.name)
def test_a_query_describes_itself_its_parameters_and_just_its_columns(kg: KnowledgeGraph, query: NamedQuery) -> None:
    assert query.title != query.name
    assert query.description.endswith(".")
    assert all(parameter.description for parameter in query.parameters)
    assert list(query.columns) == rows(kg, query.name, **needed(query)).columns
    assert all(query.columns.values())


@pytest.mark.parametrize("query", STATING, ids=lambda query: query.name)
def test_a_query_gives_its_evidence(kg: KnowledgeGraph, query: NamedQuery) -> None:
    assert {"path", "line", "quote", "date"} <= set(query.columns)
    # Attendance has no line of its own; a topic without question or decision has no statement; copies keep no line.
    lineless = {"shared-meetings", "in-the-room", "undecided-topics", "evidence"}
    for row in rows(kg, query.name, **needed(query)):
        if query.name not in lineless:
            assert row["path"].endswith(".md")
            assert row["line"] >= 1
        if query.name != "undecided-topics":
            assert row["quote"]
            assert row.get("places", 1) >= 1


@pytest.mark.parametrize("query", STATING, ids=lambda query: query.name)
def test_nothing_was_known_before_the_first_note(kg: KnowledgeGraph, query: NamedQuery) -> None:
    assert query.parameter("as_of") is not None
    assert len(rows(kg, query.name, **needed(query), as_of="2026-01-11")) == 0


@pytest.mark.parametrize("query", [q for q in STATING if q.name != "overdue-actions"], ids=lambda query: query.name)
def test_as_of_the_newest_note_is_the_same_as_now(kg: KnowledgeGraph, query: NamedQuery) -> None:
    now, then = rows(kg, query.name, **needed(query)), rows(kg, query.name, **needed(query), as_of="2026-05-11")

    def known(answer: Result) -> list[list[object]]:
        return sorted(([comparable(cell) for cell in row.values()] for row in answer), key=str)

    assert known(now) == known(then)


@pytest.mark.parametrize("query", STATING, ids=lambda query: query.name)
def test_what_a_person_rejected_stays_out(kg: KnowledgeGraph, query: NamedQuery) -> None:
    for about in ({}, {"topic": "vendor selection"}, {"who": "Björn"}):
        if all(query.parameter(name) for name in about):
            answer = rows(kg, query.name, **(needed(query) | about))
            assert REJECTED not in str(answer.terms)


def test_those_who_decide_are_those_of_the_derived_facts(kg: KnowledgeGraph) -> None:
    facts = kg.sparql("SELECT DISTINCT ?who { ?agent gk:decides ?topic ; rdfs:label ?who }")
    assert isinstance(facts, Result)
    assert set(rows(kg, "who-decides").values("who")) == set(facts.values("who"))


def test_what_is_no_fact_is_never_marked_as_one(kg: KnowledgeGraph) -> None:
    for row in rows(kg, "decision-rights"):
        held = row["standing"] == "current" and not row["negated"] and not row["believed_by"] and not row["review"]
        assert row["fact"] is held, row["quote"]


def test_a_believer_whose_name_is_unknown_still_makes_a_belief(kg: KnowledgeGraph) -> None:
    store = Store.memory()
    store.load(FIXTURE)
    store.inner.update(
        "DELETE WHERE { GRAPH ?g { person:hiro-tanabe rdfs:label ?label } }",
        prefixes=store.names.prefixes,
    )
    derive(store)
    with KnowledgeGraph(store) as nameless:
        greta = [row for row in rows(nameless, "decision-rights", topic="hiring") if row["who"] == "Greta Sundholm"]
        assert [row["fact"] for row in greta] == [False]


def test_a_question_that_is_a_task_has_the_owner_of_the_task() -> None:
    store = Store.memory()
    store.load(FIXTURE)
    store.inner.update(
        """INSERT DATA { GRAPH <urn:graphkit:graph:note/Mail/2026-04-02%20Vendor%20thread.md> {
          action:asked a gk:ActionItem ; rdfs:label "Find out who picks" ; gk:owner person:hiro-tanabe ;
            gk:taskState gk:Open ; gk:note note:2026-04-02-vendor-thread ; gk:line 8 ; gk:quote "q" ;
            dcterms:date "2026-04-02"^^xsd:date } }""",
        prefixes=store.names.prefixes,
    )
    derive(store)
    with KnowledgeGraph(store) as asked:
        owners = {row["question"]: row["owner"] for row in rows(asked, "open-questions")}
        assert owners["Who picks the vendor?"] == "Hiro Tanabe"
        assert [row["question"] for row in rows(asked, "open-questions", who="Hiro")] == ["Who picks the vendor?"]
        assert len(rows(asked, "open-questions", who="Amara")) == 0


def test_overdue_is_counted_from_today_when_no_day_is_given(kg: KnowledgeGraph) -> None:
    today = (datetime.date.today() - datetime.date(2026, 1, 30)).days
    late = {row["action"]: row["days"] for row in rows(kg, "overdue-actions")}
    assert late["Send the new price list to Norvane"] == today


@pytest.fixture(params=["", "gk:Confirmed"], ids=["unconfirmed", "confirmed"])
def proposed(request: pytest.FixtureRequest) -> Iterator[tuple[KnowledgeGraph, bool]]:
    """The fixture with a right that a language model read, and whether a person has confirmed it."""
    store = Store.memory()
    store.load(FIXTURE)
    confirmed = f"right:read gk:review {request.param} ." if request.param else ""
    store.inner.update(
        f"""INSERT DATA {{ GRAPH <urn:graphkit:graph:note/Retention/2026-02-17%20Retention.md> {{
          right:read a gk:DecisionRight ; gk:holder person:amara-osei ; gk:power gk:Decide ; gk:scope "data retention" ;
            gk:about topic:data-retention, topic:hiring ; gk:to person:hiro-tanabe ; gk:standing gk:Current ;
            gk:review gk:Unconfirmed ; gk:extractor "m (prompt 0)" ; gk:confidence 0.5 ;
            gk:note note:2026-02-17-retention ; gk:line 30 ; gk:quote "q" ; dcterms:date "2026-02-17"^^xsd:date }}
          GRAPH <urn:graphkit:graph:curated> {{ {confirmed} }} }}""",
        prefixes=store.names.prefixes,
    )
    derive(store)
    with KnowledgeGraph(store) as graph:
        yield graph, bool(request.param)


FACTS: list[tuple[str, dict[str, object]]] = [
    ("who-decides", {}), ("who-decides", {"as_of": "2026-05-11"}), ("escalation-path", {"who": "Amara Osei"}),
    ("conflicting-rights", {}), ("conflicting-rights", {"as_of": "2026-05-11"}),
    ("changes-between", {"since": "2000-01-01", "until": LATER}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "given"), FACTS, ids=lambda value: str(value))
def test_what_a_language_model_read_is_among_the_facts_only_when_confirmed(
    proposed: tuple[KnowledgeGraph, bool], name: str, given: dict[str, object]
) -> None:
    kg, confirmed = proposed
    assert ("urn:graphkit:right:read" in str(rows(kg, name, **given).terms)) is confirmed


def test_what_a_language_model_read_is_counted_only_when_confirmed(
    kg: KnowledgeGraph, proposed: tuple[KnowledgeGraph, bool]
) -> None:
    graph, confirmed = proposed

    def gates(of: KnowledgeGraph) -> dict[str, int]:
        return {row["who"]: row["topics"] for row in rows(of, "bottlenecks")}

    assert gates(graph)["Amara Osei"] - gates(kg)["Amara Osei"] == (2 if confirmed else 0)
    assert "hiring" in rows(kg, "undecided-topics", meetings=1).values("topic")
    assert ("hiring" in rows(graph, "undecided-topics", meetings=1).values("topic")) is not confirmed


def test_what_a_language_model_read_is_listed_as_such_until_it_is_confirmed(
    proposed: tuple[KnowledgeGraph, bool],
) -> None:
    kg, confirmed = proposed
    for name in ("decision-rights", "rights-of"):
        [row] = [r for r in rows(kg, name, who="Amara Osei") if r["statement"] == "urn:graphkit:right:read"]
        assert (row["fact"], row["review"]) == ((True, "") if confirmed else (False, "unconfirmed"))
    caveats = {r["caveat"] for r in rows(kg, "person-profile", who="Amara Osei") if r["statement"].endswith(":read")}
    assert caveats == {"" if confirmed else "unconfirmed"}
    answer = kg.who("data retention")
    assert ("Amara Osei" in answer.decides) is confirmed
    assert answer.holders("unconfirmed") == ([] if confirmed else ["Amara Osei"])
    assert ("Read by a model that may be wrong, and confirmed by nobody" in answer.to_text()) is not confirmed
    edges = [e for e in kg.network("decision-rights", proposed=True, believed=True).edges if "amara-osei" in e[0]]
    assert any("data-retention" in e[1] for e in edges) is confirmed
