"""Statements as sentences."""

from __future__ import annotations

import pytest
from msgspec import structs

from graphkit.network.rights import POWERS, Evidence, ReportingLine, Right
from graphkit.network.things import Thing
from graphkit.view.sentences import Sentences, is_plural, wording

THINGS = {
    thing.iri: thing
    for thing in (
        Thing("p:ada", "person", "Ada"),
        Thing("p:ben", "person", "Ben"),
        Thing("r:archs", "role", "architects"),
        Thing("t:doors", "topic", "doors", ("the gates",)),
        Thing("o:halden", "organisation", "Halden"),
    )
}
RIGHT = Right(
    iri="r:1", holder="p:ada", power="Decide", topics=("t:doors",), scope="doors", to=(), standing="Current",
    negated=False, condition="", believed_by=(), stated_by=(), held_from="", held_until="",
    evidence=Evidence("n:1", 1, "", "2026-01-01"),
)  # fmt: skip


@pytest.fixture
def sentences():
    return Sentences(THINGS, lambda iri: None)


def said(sentences: Sentences, **changes: object) -> str:
    return "".join(map(str, sentences.right(structs.replace(RIGHT, **changes))))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "Ada decides doors"),
        ({"holder": "r:archs"}, "architects decide doors"),
        ({"negated": True}, "Ada does not decide doors"),
        ({"negated": True, "holder": "r:archs"}, "architects do not decide doors"),
        ({"standing": "Past"}, "Ada used to decide doors"),
        ({"standing": "Proposed"}, "It is proposed that Ada decides doors"),
        ({"standing": "Hypothetical", "condition": "if Ben leaves"}, "Ada would decide doors, if Ben leaves"),
        ({"believed_by": ("p:ben",)}, "According to Ben, Ada decides doors"),
        ({"believed_by": ("p:ben",), "negated": True}, "According to Ben, Ada does not decide doors"),
        ({"stated_by": ("p:ben",)}, "Ben said that Ada decides doors"),
        ({"stated_by": ("p:ada",)}, "Ada decides doors, by their own account"),
        ({"scope": "Which doors open", "condition": "Above ten"}, "Ada decides which doors open, above ten"),
        ({"scope": "Halden doors"}, "Ada decides Halden doors"),
        ({"power": "Recommend", "to": ("p:ben",)}, "Ada makes the recommendation on doors to Ben"),
        ({"power": "Inform", "to": ("p:ben",)}, "Ada informs Ben of doors"),
        ({"power": "Perform", "to": ("p:ben",)}, "Ada carries out doors, and takes it to Ben"),
        ({"scope": "the doors of the yard"}, "Ada decides the doors of the yard"),
        ({"scope": "", "topics": ("t:doors",)}, "Ada decides doors"),
        ({"scope": "", "topics": ()}, "Ada decides this"),
    ],
)
def test_a_right_reads_as_what_it_is(changes, expected, sentences):
    assert said(sentences, **changes) == expected


@pytest.mark.parametrize("power", POWERS)
def test_every_power_has_its_words_in_every_mood(power, sentences):
    assert set(wording()["power"][power]) >= {"one", "many", "not_one", "not_many", "past", "would"}
    moods = [
        {},
        {"negated": True},
        {"standing": "Past"},
        {"standing": "Hypothetical"},
        {"standing": "Proposed"},
    ]
    assert len({said(sentences, power=power, **mood) for mood in moods}) == len(moods)


def test_a_scope_that_is_its_topics_name_links_to_it_and_other_words_stay_those_of_the_note():
    linked = Sentences(THINGS, {"t:doors": 7}.get)
    assert linked.right(structs.replace(RIGHT, scope="Doors")) == ["Ada decides ", 7]
    assert linked.right(structs.replace(RIGHT, scope="the doors")) == ["Ada decides the ", 7]
    assert linked.right(structs.replace(RIGHT, scope="the gates")) == ["Ada decides the gates"]


@pytest.mark.parametrize(
    ("scope", "whole"),
    [("doors", True), ("The doors", True), ("the gates", True), ("the doors of the yard", False)],
)
def test_a_scope_limits_a_right_only_where_it_says_more_than_the_topics_names(scope, whole, sentences):
    assert sentences.is_whole(scope, "t:doors") is whole


def test_things_of_the_page_are_links_and_others_text():
    linked = Sentences(THINGS, {"p:ada": 3}.get)
    assert linked.right(RIGHT) == [3, " decides doors"]


@pytest.mark.parametrize(
    ("label", "plural"),
    [("architects", True), ("PMs", True), ("product managers", True), ("Architects", True), ("CFO", False),
     ("head of sales", False), ("VP Sales", False), ("boss", False), ("VP product", False)],
)  # fmt: skip
def test_roles_of_several_people_are_told_from_those_of_one(label, plural):
    assert is_plural(Thing("r:x", "role", label)) is plural


def test_memberships_and_reporting_lines_read_as_sentences(sentences):
    assert "".join(sentences.membership("p:ada", "r:archs", "o:halden", "Current")) == "Ada is architects at Halden"
    assert "".join(sentences.membership("p:ada", "", "o:halden", "Past")) == "Ada was at Halden"
    line = ReportingLine("l:1", "p:ada", "p:ben", "Past", False, (), RIGHT.evidence)
    assert "".join(sentences.reporting(line)) == "Ada used to report to Ben"


def test_a_proposal_that_somebody_else_tells_of_goes_on_small(sentences):
    text = said(sentences, standing="Proposed", believed_by=("p:ben",))
    assert text == "According to Ben, it is proposed that Ada decides doors"
