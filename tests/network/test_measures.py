"""Who stands where, and how concentrated a power is."""

from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.graph import render
from graphkit.network import LENSES, NetworkError, brokers, concentration, measures, positions, stakeholders
from graphkit.network.concentration import gini
from graphkit.network.positions import EXACT

# Positions


def test_the_middle_of_a_star_stands_between_all_and_joins_every_pair():
    found = positions(nx.star_graph(4))
    assert (found[0].degree, found[0].betweenness, found[0].brokerage) == (4, 1.0, 6)
    assert (found[1].degree, found[1].betweenness, found[1].brokerage) == (1, 0.0, 0)


def test_nobody_joins_a_pair_where_all_know_each_other():
    assert {at.brokerage for at in positions(nx.complete_graph(5)).values()} == {0}


def test_directions_loops_and_double_edges_make_no_difference():
    graph = nx.DiGraph([("a", "b"), ("b", "a"), ("b", "c"), ("b", "b")])
    assert positions(graph) == positions(nx.Graph([("a", "b"), ("b", "c")]))


def test_a_large_network_is_estimated_the_same_way_each_time():
    graph = nx.gnm_random_graph(700, 4000, seed=3)
    assert len(graph) * graph.number_of_edges() > EXACT
    found = positions(graph)
    assert found == positions(graph)
    assert all(0 <= at.betweenness <= 1 for at in found.values())


def test_a_network_without_nodes_has_no_positions():
    assert positions(nx.DiGraph()) == {}


# Stakeholders


def test_the_table_counts_rights_tasks_and_meetings_of_each_agent(kg):
    rows = {row["who"]: row for row in stakeholders(kg)}
    amara = rows["Amara Osei"]
    assert (amara["decides"], amara["approves"], amara["owns"], amara["meetings"]) == (1, 0, 0, 3)
    assert rows["CFO"]["decides"] == 2
    assert rows["Hiro Tanabe"]["owns"] == rows["Hiro Tanabe"]["actions"] == 1
    assert rows["Platform team"]["kind"] == "team"


def test_whoever_decides_most_comes_first(kg):
    decides = stakeholders(kg).values("decides")
    assert decides == sorted(decides, reverse=True)


def test_attendance_gives_nobody_a_right(graph_of):
    kg = graph_of("meeting:m a gk:Meeting ; gk:attended person:ada, person:ben ; dcterms:date '2026-01-01'^^xsd:date .")
    assert [(row["who"], row["decides"], row["meetings"]) for row in stakeholders(kg)] == [
        ("ada", 0, 1),
        ("ben", 0, 1),
    ]


def test_somebody_left_out_by_name_or_iri_is_not_measured(kg):
    for who in ("Amara Osei", "urn:graphkit:person:amara-osei"):
        assert who not in stakeholders(kg, without=[who]).values("who")
    everybody = {row["who"]: row["degree"] for row in stakeholders(kg)}
    others = {row["who"]: row["degree"] for row in stakeholders(kg, without=["Amara Osei"])}
    assert others["Björn Lindqvist"] == everybody["Björn Lindqvist"] - 1


def test_a_projection_can_be_measured_too(kg):
    rows = stakeholders(kg.network("escalation"))
    assert rows.columns == ["who", "kind", "degree", "betweenness", "brokerage", "iri"]
    assert {row["who"] for row in rows} >= {"Hiro Tanabe", "Amara Osei"}


def test_the_table_becomes_a_data_frame(kg):
    frame = stakeholders(kg).to_pandas()
    assert frame.set_index("who").loc["CFO", "decides"] == 2


def test_brokers_join_those_who_are_not_linked(graph_of):
    meeting = "meeting:m{} a gk:Meeting ; dcterms:date '2026-01-01'^^xsd:date ; gk:attended {} ."
    kg = graph_of(meeting.format(1, "person:mid, person:ada, person:ben") + meeting.format(2, "person:mid, person:cem"))
    assert [(row["who"], row["brokerage"]) for row in brokers(kg)] == [("mid", 2)]


# Measures of a lens


@pytest.mark.parametrize("lens", [None, *LENSES])
def test_every_lens_has_a_table_that_prints_in_every_format(lens, kg):
    options = {"around": "Hiro Tanabe"} if lens == "ego" else {}
    rows = measures(kg, lens, **options)
    assert len(rows) > 1
    assert {"who", "kind", "degree", "betweenness", "brokerage", "iri"} <= set(rows.columns)
    for format in ("json", "csv", "tsv", "md"):
        assert rows[0]["who"] in render(rows, format)


def test_the_end_of_an_escalation_chain_is_final_and_reached_by_all_of_it(kg):
    rows = {row["who"]: row for row in measures(kg, "escalation")}
    assert (rows["Amara Osei"]["final"], rows["Amara Osei"]["reached_by"]) == (True, 3)
    assert (rows["Hiro Tanabe"]["final"], rows["Hiro Tanabe"]["brings_to"]) == (False, 1)


def test_a_topic_counts_its_deciders(kg):
    rows = {row["who"]: row for row in measures(kg, "decision-rights")}
    assert (rows["pricing"]["decides"], rows["release calendar"]["decides"]) == (3, 0)


def test_options_of_a_lens_reach_it(kg):
    believed = measures(kg, "decision-rights", believed=True)
    assert len(believed) >= len(measures(kg, "decision-rights"))
    with pytest.raises(NetworkError, match="no option"):
        measures(kg, "escalation", believed=True)


# Concentration


def test_shares_sum_to_one_with_the_largest_first(kg):
    found = concentration(kg)
    assert sum(share.share for share in found.shares) == pytest.approx(1)
    assert (found.shares[0].who, found.shares[0].topics) == ("CFO", 2)
    assert found.hhi == pytest.approx((2 / 6) ** 2 + 4 * (1 / 6) ** 2)
    assert found.effective_holders == pytest.approx(4.5)


def test_everybody_can_be_counted_instead_of_the_holders_alone(kg):
    people, holders = concentration(kg, among="people"), concentration(kg)
    assert len(people.shares) > len(holders.shares)
    assert people.hhi == holders.hhi
    assert people.gini > holders.gini


def test_a_power_that_nobody_holds_has_no_concentration(graph_of):
    found = concentration(graph_of("person:ada a foaf:Person ; rdfs:label 'Ada' ."), among="people")
    assert (found.hhi, found.gini, found.effective_holders) == (None, None, None)
    assert [(share.who, share.share) for share in found.shares] == [("Ada", 0.0)]


def test_a_power_there_is_none_of_is_refused(kg):
    with pytest.raises(NetworkError, match="'Rule' is no power"):
        concentration(kg, power="Rule")


def test_the_shares_are_rows_too(kg):
    assert concentration(kg).to_result()[0]["who"] == "CFO"


@given(st.lists(st.integers(0, 50), min_size=1, max_size=20).filter(any))
def test_gini_is_between_even_and_all_in_one_hand(values):
    found = gini(values)
    assert -1e-9 <= found <= (len(values) - 1) / len(values) + 1e-9
    mean = sum(abs(a - b) for a in values for b in values) / (2 * len(values) * sum(values))
    assert found == pytest.approx(mean)
