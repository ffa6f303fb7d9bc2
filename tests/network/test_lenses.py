"""What each lens shows, and what it keeps out."""

from __future__ import annotations

from itertools import combinations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.graph import KnowledgeGraph, ParameterError, Store
from graphkit.network import LENSES, NetworkError, project

PERSON, TOPIC, ORG = "urn:graphkit:person:", "urn:graphkit:topic:", "urn:graphkit:org:"


def pairs(graph: nx.DiGraph) -> set[tuple[str, str]]:
    return {(source.rpartition(":")[2], target.rpartition(":")[2]) for source, target in graph.edges()}


# Every lens


@pytest.mark.parametrize("lens", sorted(set(LENSES) - {"ego"}))
def test_a_lens_gives_a_directed_graph_with_names_kinds_and_its_day(lens, kg):
    graph = kg.network(lens)
    assert type(graph) is nx.DiGraph
    assert graph.graph["lens"] == lens
    assert graph.graph["as_of"] == "2026-05-11"
    assert all(data["label"] and data["kind"] for _, data in graph.nodes(data=True))
    assert list(graph) == sorted(graph)


@pytest.mark.parametrize("lens", sorted(set(LENSES) - {"ego"}))
def test_an_empty_graph_gives_an_empty_network(lens):
    assert len(project(KnowledgeGraph(Store.memory()), lens)) == 0


@pytest.mark.parametrize("lens", sorted(set(LENSES) - {"ego"}))
def test_a_lens_can_be_written_as_graphml(lens, kg, tmp_path):
    nx.write_graphml_xml(kg.network(lens), tmp_path / "lens.graphml")


def test_a_lens_there_is_none_of_is_refused_with_the_known_ones(kg):
    with pytest.raises(NetworkError, match=r"no lens 'friends'.*decision-rights.*co-attendance"):
        kg.network("friends")


def test_an_option_a_lens_does_not_take_is_refused_with_those_it_has(kg):
    with pytest.raises(NetworkError, match=r"escalation has no option 'radius'. It has: as_of"):
        kg.network("escalation", radius=2)


def test_a_day_that_is_none_is_refused(kg):
    with pytest.raises(NetworkError, match="'next week' is no date"):
        kg.network("escalation", as_of="next week")


# Decision rights


def test_what_the_lens_shows_is_what_the_graph_derives(kg):
    shown = set()
    for source, target, data in kg.network("decision-rights").edges(data=True):
        shown |= {(source, power, target) for power in data["powers"].split(", ")}
    derived = set()
    for row in kg.sparql(
        """SELECT ?who ?power ?topic {
            ?who ?property ?topic
            VALUES (?power ?property) {
                ("Decide" gk:decides) ("Approve" gk:approves) ("Veto" gk:vetoes) ("Own" gk:owns)
                ("Recommend" gk:advises) ("Consult" gk:isConsultedOn) ("Perform" gk:performs)
            } }"""
    ):
        derived.add((row["who"], row["power"], row["topic"]))
    assert {found for found in shown if found[1] != "Inform"} == derived


def test_beliefs_and_proposals_show_only_when_asked_for_and_say_what_they_are(kg):
    greta, hiring, retention = PERSON + "greta-sundholm", TOPIC + "hiring", TOPIC + "data-retention"
    facts = kg.network("decision-rights")
    assert not facts.has_edge(greta, hiring)
    assert not facts.has_edge(greta, retention)
    more = kg.network("decision-rights", believed=True, proposed=True)
    assert more.edges[greta, hiring]["standing"] == "believed"
    assert more.edges[greta, retention]["standing"] == "proposed"
    assert {data["standing"] for *_, data in facts.edges(data=True)} == {"held"}


def test_what_is_negated_past_hypothetical_or_rejected_never_shows(kg):
    graph = kg.network("decision-rights", believed=True, proposed=True)
    assert "urn:graphkit:role:product-manager" not in graph
    assert not graph.has_edge(PERSON + "elif-kaya", TOPIC + "data-retention")
    assert not graph.has_edge(PERSON + "celeste-moreau", TOPIC + "hiring")
    assert not graph.has_edge(PERSON + "bjorn-lindqvist", TOPIC + "vendor-selection")


def test_a_proposal_beside_a_right_that_holds_adds_nothing_to_it(graph_of):
    kg = graph_of(
        """right:a gk:holder person:ada ; gk:power gk:Own ; gk:standing gk:Current ; gk:about topic:engines .
        right:b gk:holder person:ada ; gk:power gk:Decide ; gk:standing gk:Proposed ; gk:about topic:engines .
        right:a a gk:DecisionRight . right:b a gk:DecisionRight ."""
    )
    edge = kg.network("decision-rights", proposed=True).edges[PERSON + "ada", TOPIC + "engines"]
    assert (edge["powers"], edge["standing"], edge["evidence"]) == ("Own", "held", 1)


def test_rights_are_those_of_the_day_asked_for(kg):
    veto = (PERSON + "elif-demir", TOPIC + "data-retention")
    assert kg.network("decision-rights", as_of="2026-04-29").has_edge(*veto)
    assert not kg.network("decision-rights", as_of="2026-04-30").has_edge(*veto)
    small = (PERSON + "celeste-moreau", TOPIC + "discounts")
    assert not kg.network("decision-rights").has_edge(*small)
    assert kg.network("decision-rights", as_of="2026-07-01").has_edge(*small)
    assert len(kg.network("decision-rights", as_of="2026-01-01")) == 0


def test_powers_and_confidence_can_be_chosen(kg):
    approvals = kg.network("decision-rights", powers=["Approve"])
    assert pairs(approvals) == {("bjorn-lindqvist", "release-calendar")}
    assert not kg.network("decision-rights", minimum_confidence=0.99).edges
    with pytest.raises(NetworkError, match="'Rule' is no power"):
        kg.network("decision-rights", powers=["Rule"])


def test_an_edge_counts_the_statements_behind_it_and_keeps_the_highest_confidence(graph_of):
    rights = "".join(
        f"right:r{n} a gk:DecisionRight ; gk:holder person:ada ; gk:power gk:{power} ;"
        f" gk:about topic:engines ; gk:standing gk:Current ; gk:confidence {confidence} ."
        for n, (power, confidence) in enumerate([("Inform", 0.5), ("Decide", 0.8), ("Decide", 0.7)])
    )
    edge = graph_of(rights).network().edges[PERSON + "ada", TOPIC + "engines"]
    assert edge == {
        "power": "Decide",
        "powers": "Decide, Inform",
        "standing": "held",
        "confidence": 0.8,
        "evidence": 3,
        "weight": 3,
    }


def test_a_right_that_resolved_to_no_topic_shows_by_its_words(graph_of):
    kg = graph_of(
        """right:a a gk:DecisionRight ; gk:holder person:ada ; gk:power gk:Decide ; gk:scope "The colour" .
        right:b a gk:DecisionRight ; gk:holder person:ben ; gk:power gk:Own ; gk:scope "the  colour" ."""
    )
    graph = kg.network()
    assert set(graph.predecessors("scope:the colour")) == {PERSON + "ada", PERSON + "ben"}
    assert graph.nodes["scope:the colour"] == {"kind": "scope", "label": "The colour"}


def test_an_agent_that_nothing_describes_still_has_a_name(graph_of):
    kg = graph_of("right:a a gk:DecisionRight ; gk:holder role:pilot ; gk:power gk:Own ; gk:about topic:engines .")
    assert kg.network().nodes["urn:graphkit:role:pilot"] == {"kind": "role", "label": "pilot"}


# Escalation


def test_escalation_and_reporting_are_told_apart(kg):
    graph = kg.network("escalation")
    hiro, greta, bjorn = (PERSON + name for name in ("hiro-tanabe", "greta-sundholm", "bjorn-lindqvist"))
    assert graph.edges[hiro, greta] == {"kind": "both", "escalates": 1, "reports": 1, "weight": 2}
    assert graph.edges[greta, bjorn]["kind"] == "escalates"
    assert nx.has_path(graph, hiro, PERSON + "amara-osei")


def test_nobody_escalates_to_themselves_and_no_belief_makes_a_line(graph_of):
    kg = graph_of(
        """right:a a gk:DecisionRight ; gk:holder person:ada ; gk:power gk:Inform ; gk:to person:ada .
        reporting:b a gk:ReportingLine ; gk:from person:ada ; gk:to person:ben ; gk:believedBy person:cem .
        reporting:c a gk:ReportingLine ; gk:from person:ada ; gk:to person:dot ; gk:negated true .
        reporting:d a gk:ReportingLine ; gk:from person:ada ; gk:to person:eve ; gk:standing gk:Past ."""
    )
    assert len(kg.network("escalation")) == 0


# Co-attendance


def test_only_certain_attendance_counts_unless_participants_are_asked_for(kg):
    amara, celeste = PERSON + "amara-osei", PERSON + "celeste-moreau"
    certain = kg.network("co-attendance")
    assert certain.graph["presence"] == "attended"
    assert certain.edges[amara, celeste]["occasions"] == 1
    listed = kg.network("co-attendance", participants=True)
    assert listed.graph["presence"] == "listed"
    assert listed.edges[amara, celeste]["occasions"] == 2


def test_nobody_meets_by_mail(graph_of):
    kg = graph_of("meeting:m a gk:Correspondence ; gk:attended person:ada, person:ben .")
    assert len(kg.network("co-attendance")) == 0


@given(st.lists(st.sets(st.integers(0, 7), max_size=6), max_size=8))
def test_each_pair_counts_the_meetings_both_were_in(meetings):
    store = Store.memory()
    triples = "".join(
        f"meeting:m{n} a gk:Meeting ; dcterms:date '2026-01-01'^^xsd:date ."
        + "".join(f"meeting:m{n} gk:attended person:p{who} ." for who in people)
        for n, people in enumerate(meetings)
    )
    store.inner.update(f"INSERT DATA {{ {triples} }}", prefixes=store.names.prefixes)
    graph = project(KnowledgeGraph(store), "co-attendance")
    for one, other in combinations(range(8), 2):
        both = [people for people in meetings if {one, other} <= people]
        edge = (f"{PERSON}p{one}", f"{PERSON}p{other}")
        if both:
            assert graph.edges[edge] == graph.edges[edge[::-1]]
            assert graph.edges[edge]["occasions"] == len(both)
            assert graph.edges[edge]["strength"] == pytest.approx(sum(1 / (len(p) - 1) for p in both), abs=1e-5)
        else:
            assert not graph.has_edge(*edge)


# Assignments


def test_tasks_count_by_topic_and_state_and_cancelled_ones_not_at_all(graph_of):
    task = "action:{} a gk:ActionItem ; gk:owner person:ada ; gk:about topic:engines ; gk:taskState gk:{} {} ."
    kg = graph_of(
        task.format("a", "Open", '; gk:due "2026-01-05"^^xsd:date')
        + task.format("b", "Done", '; gk:due "2026-01-05"^^xsd:date')
        + task.format("c", "Cancelled", "")
        + task.format("d", "Suggested", "")
        + "action:e a gk:ActionItem ; gk:owner person:ben ; gk:taskState gk:Open ."
    )
    graph = kg.network("assignments", as_of="2026-02-01")
    edge = graph.edges[PERSON + "ada", TOPIC + "engines"]
    assert edge == {"actions": 3, "open": 2, "done": 1, "overdue": 1, "weight": 3}
    assert graph.nodes[PERSON + "ben"]["actions"] == 1
    fewer = kg.network("assignments", as_of="2026-02-01", suggested=False)
    assert fewer.edges[PERSON + "ada", TOPIC + "engines"]["actions"] == 2


# Organisations


def test_people_belong_to_their_present_organisations_and_to_former_ones_when_asked(graph_of):
    kg = graph_of(
        """membership:a a orgv:Membership ; orgv:member person:ada ; orgv:organization org:halden ;
            orgv:role role:coo ; gk:standing gk:Current .
        membership:b a orgv:Membership ; orgv:member person:ada ; orgv:organization org:orbis ;
            gk:standing gk:Past .
        role:coo a orgv:Role ; rdfs:label "COO" .
        org:docks a orgv:OrganizationalUnit ; rdfs:label "Docks" ; orgv:unitOf org:halden ."""
    )
    now = kg.network("organisations")
    assert pairs(now) == {("ada", "halden"), ("docks", "halden")}
    assert now.edges[PERSON + "ada", ORG + "halden"]["role"] == "COO"
    before = kg.network("organisations", past=True)
    assert before.edges[PERSON + "ada", ORG + "orbis"]["standing"] == "Past"


# Ego


def test_everything_around_one_node_with_its_distance(kg):
    graph = kg.network("ego", around="Björn")
    middle = PERSON + "bjorn-lindqvist"
    assert graph.graph["ego"] == middle
    assert graph.nodes[middle]["distance"] == 0
    assert {data["distance"] for _, data in graph.nodes(data=True)} == {0, 1}
    assert graph.edges[middle, TOPIC + "release-calendar"]["relations"] == "decision-rights"
    wider = kg.network("ego", around=middle, radius=2)
    assert set(graph) < set(wider)


def test_ego_needs_a_node_and_one_that_something_is_said_of(kg, graph_of):
    with pytest.raises(NetworkError, match="around whom"):
        kg.network("ego")
    two = graph_of("person:a a foaf:Person ; rdfs:label 'Ada Berg' . person:b a foaf:Person ; rdfs:label 'Ada Holm' .")
    with pytest.raises(ParameterError, match="may mean 2 of them"):
        two.network("ego", around="Ada")
    with pytest.raises(NetworkError, match="Nothing is said of Norvane"):
        kg.network("ego", around="Norvane")
