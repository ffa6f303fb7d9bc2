"""`who`: sentences that say no more than the notes do."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from typing import Any

import pytest

from graphkit.graph import KnowledgeGraph, ParameterError
from graphkit.graph.answer import GROUPS, WhoAnswer
from graphkit.graph.sentences import listed, name, right_sentence, scope, sentence

Make = Callable[[str], KnowledgeGraph]


def said(answer: WhoAnswer, group: str) -> list[str]:
    return [right.sentence for right in answer.rights if right.group == group]


def test_a_conflict_is_told_and_a_condition_kept(kg: KnowledgeGraph) -> None:
    answer = kg.who("pricing")
    assert set(answer.decides) == {"Amara Osei", "Celeste Moreau", "CFO"}
    assert answer.conflicts == (("Amara Osei", "Celeste Moreau"),)
    assert said(answer, "decides") == [
        "The CFO decides on pricing above $50k.",
        "Celeste Moreau decides on pricing for the sensor line, as Dmitri Anand said.",
        "Amara Osei decides on pricing.",
    ]
    assert answer.recommends == ["Björn Lindqvist"]
    assert said(answer, "involved") == ["Björn Lindqvist makes the recommendation on pricing, to Amara Osei."]


def test_each_kind_of_not_quite_is_kept_apart(kg: KnowledgeGraph) -> None:
    retention = kg.who("data retention")
    assert retention.decides == ["Farouk Haddad"]
    assert said(retention, "decides") == ["Farouk Haddad decides on data retention, since 1 February 2026."]
    assert said(retention, "proposed") == ["It is proposed that Greta Sundholm should decide on data retention."]
    assert said(retention, "past") == [
        "Elif Kaya used to decide on data retention, until 31 January 2026.",
        "Elif Demir used to be able to veto data retention, until 30 April 2026.",
    ]
    hiring = kg.who("hiring")
    assert hiring.decides == []
    assert hiring.hearsay == ["Greta Sundholm"]
    assert said(hiring, "hearsay") == ["According to Hiro Tanabe, Greta Sundholm decides on hiring."]
    assert said(hiring, "proposed") == ["Celeste Moreau would approve hiring, if the round closes."]
    assert said(hiring, "owns") == ["Hiro Tanabe is responsible for hiring for the platform team."]
    assert said(kg.who("releases"), "denied") == ["Product managers do not approve releases."]


def test_nobody_decides_is_said_with_who_was_there_and_what_is_open(kg: KnowledgeGraph) -> None:
    answer = kg.who("vendor selection")
    text = answer.to_text()
    assert answer.decides == []
    assert "Nobody is stated to decide this." in text
    assert "Steering: " in text
    assert "being there is not deciding" in text
    assert [item.sentence for item in answer.questions] == ["Who picks the vendor?"]
    assert all("Vendor thread" not in item.sentence for item in answer.room)


def test_a_decider_makes_the_room_irrelevant(kg: KnowledgeGraph) -> None:
    assert kg.who("pricing").room == ()


def test_decisions_say_what_became_of_them(kg: KnowledgeGraph) -> None:
    assert [item.sentence for item in kg.who("data retention").decisions] == [
        "Farouk Haddad decided: Logs are kept for ninety days.",
        "Logs are kept for thirty days. Superseded since.",
    ]


def test_as_of_a_day_only_what_held_then_is_told(kg: KnowledgeGraph) -> None:
    answer = kg.who("pricing", as_of="2026-02-01")
    assert answer.decides == ["Amara Osei"]
    assert answer.conflicts == ()
    assert "As of 1 February 2026." in answer.to_text()
    assert kg.who("data retention", as_of=datetime.date(2026, 3, 1)).approves == ["Elif Demir"]
    assert kg.who("pricing", as_of="2025-12-31").decides == []
    with pytest.raises(ParameterError, match="not a date"):
        kg.who("pricing", as_of="in spring")


def test_every_sentence_has_its_source(kg: KnowledgeGraph) -> None:
    answer = kg.who("pricing")
    amara = next(right for right in answer.rights if right.holder == "Amara Osei")
    [source] = amara.sources
    assert (source.path, source.line) == ("Steering/2026-01-12 Steering.md", 20)
    assert source.quote == "Amara decides pricing; Björn makes the recommendation to her."
    assert source.places == 2
    assert source.copies == ("Archive/2026-01-12 Steering copy.md",)
    text = answer.to_text()
    assert "Steering/2026-01-12 Steering.md:20, 2026-01-12, in 2 notes" in text
    assert "also in Archive/2026-01-12 Steering copy.md" in text
    for right in answer.rights:
        assert right.group in GROUPS
        assert all(source.path and source.line and source.quote for source in right.sources)


def test_a_right_on_something_wider_is_near_and_not_the_answer(kg: KnowledgeGraph) -> None:
    answer = kg.who("pricing of the sensor line abroad")
    assert answer.decides == []
    assert "Amara Osei decides on pricing." in said(answer, "related")


def test_a_topic_that_the_notes_do_not_know_is_said_to_be_so(kg: KnowledgeGraph) -> None:
    answer = kg.who("aquarium")
    assert answer.rights == ()
    assert 'No topic, right or question that was read from the notes goes by "aquarium"' in answer.to_text()
    assert "Nobody is stated to decide this." in answer.to_text()


def test_misspelt_words_are_taken_as_the_name_they_nearly_are(kg: KnowledgeGraph) -> None:
    answer = kg.who("vendor selektion")
    assert answer.taken == ("vendor selection",)
    assert 'Taken to mean "vendor selection".' in answer.to_text()


def test_the_answer_is_json(kg: KnowledgeGraph) -> None:
    document = json.loads(json.dumps(kg.who("pricing").to_dict()))
    assert document["decides"] == kg.who("pricing").decides
    assert document["rights"][0]["sources"][0]["date"] == "2026-02-03"
    assert list(document["rights"][0])[:3] == ["holder", "power", "scope"]


def test_a_limit_is_for_each_group(kg: KnowledgeGraph) -> None:
    answer = kg.who("pricing", limit=1)
    assert len([right for right in answer.rights if right.group == "decides"]) == 1


NOTE = 'note:x a gk:Note ; gk:path "x.md" ; dcterms:date "2026-03-01"^^xsd:date . '


def right(
    slug: str, quote: str, more: str, scope: str = "paint", holder: str = "person:ada", day: str = "2026-02-01"
) -> str:
    return (
        f'right:{slug} a gk:DecisionRight ; gk:holder {holder} ; gk:power gk:Decide ; gk:scope "{scope}" ;'
        f' gk:standing gk:Current ; gk:note note:x ; gk:line 3 ; gk:quote "{quote}" ;'
        f' dcterms:date "{day}"^^xsd:date {more} . '
    )


PEOPLE = (
    'person:ada a foaf:Person ; rdfs:label "Ada Obi" . person:bo a foaf:Person ; rdfs:label "Bo Lund" . '
    'topic:paint a skos:Concept ; rdfs:label "paint" . '
)


def test_the_same_right_in_several_sentences_is_told_once_with_all_of_them(made: Make) -> None:
    kg = made(
        NOTE + PEOPLE
        + right("a", "Ada decides on the paint.", "; gk:about topic:paint")
        + right("b", "Paint is decided by Ada.", "; gk:about topic:paint ; gk:statedBy person:bo", day="2026-02-05")
    )  # fmt: skip
    [told] = kg.who("paint").rights
    assert told.sentence == "Ada Obi decides on the paint."
    assert [source.quote for source in told.sources] == ["Paint is decided by Ada.", "Ada decides on the paint."]


def test_a_scope_without_a_topic_is_found_by_its_words(made: Make) -> None:
    kg = made(NOTE + PEOPLE + right("a", "Ada decides on night work.", "", scope="night work"))
    for words in ("night work", "work at night", "the night works"):
        assert kg.who(words).decides == ["Ada Obi"]
    assert kg.who("night").decides == []


def test_a_right_that_is_only_filed_under_the_topic_is_near_it(made: Make) -> None:
    kg = made(NOTE + PEOPLE + right("a", "Ada decides on ladders.", "; gk:about topic:paint", scope="ladders"))
    answer = kg.who("paint")
    assert answer.decides == []
    assert said(answer, "related") == ["Ada Obi decides on ladders."]


def test_a_name_that_may_mean_several_is_told_as_such(made: Make) -> None:
    kg = made(
        NOTE + PEOPLE
        + 'person:aida a foaf:Person ; rdfs:label "Ada Lund" . note:amb a gk:Ambiguous ; rdfs:label "Ada" ;'
        ' gk:candidate person:ada, person:aida ; gk:note note:x ; gk:line 4 ; gk:quote "Ada decides on the paint." .'
    )  # fmt: skip
    answer = kg.who("paint")
    assert answer.decides == []
    [item] = answer.unresolved
    assert item.sentence in ("Ada may mean Ada Obi, Ada Lund.", "Ada may mean Ada Lund, Ada Obi.")
    assert item.source.line == 4


ROW: dict[str, Any] = {
    "who": "Ada Obi", "agent": "urn:graphkit:person:ada", "power": "decide", "scope": "paint", "condition": "",
    "to": "", "standing": "current", "negated": False, "believed_by": "", "stated_by": "", "topics": "paint",
    "since": None, "until": None, "confidence": 0.9, "quote": "",
}  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, "Ada Obi decides on paint."),
        ({"quote": "Ada decides on every paint."}, "Ada Obi decides on every paint."),
        ({"scope": "which paint is bought"}, "Ada Obi decides which paint is bought."),
        ({"scope": "Paint", "quote": "Paint is up to Ada."}, "Ada Obi decides on paint."),
        ({"scope": ""}, "Ada Obi decides on this."),
        ({"negated": True}, "Ada Obi does not decide on paint."),
        ({"negated": True, "standing": "past"}, "It is not so that Ada Obi used to decide on paint."),
        ({"condition": "If it rains"}, "Ada Obi decides on paint, if it rains."),
        ({"condition": "up to 5 litres"}, "Ada Obi decides on paint up to 5 litres."),
        ({"condition": "more than 5 litres"}, "Ada Obi decides on paint of more than 5 litres."),
        ({"believed_by": "Bo Lund"}, "According to Bo Lund, Ada Obi decides on paint."),
        ({"believed_by": "Bo Lund", "standing": "proposed"}, "According to Bo Lund, Ada Obi should decide on paint."),
        ({"stated_by": "Ada Obi"}, "Ada Obi decides on paint, by their own account."),
        ({"standing": "future", "since": "2026-07-01"}, "Ada Obi will decide on paint, from 1 July 2026 on."),
        ({"confidence": 0.5}, "Ada Obi decides on paint (not a sure reading)."),
        ({"who": "architects", "agent": "urn:graphkit:role:a"}, "Architects decide on paint."),
        ({"who": "architects", "agent": "urn:graphkit:role:a", "negated": True}, "Architects do not decide on paint."),
        ({"who": "CFO", "agent": "urn:graphkit:role:cfo"}, "The CFO decides on paint."),
        ({"who": "sales", "agent": "urn:graphkit:role:sales", "power": "own"}, "Sales is responsible for paint."),
        ({"who": "Paint Council", "agent": "urn:graphkit:org:p"}, "The Paint Council decides on paint."),
        ({"who": "Lund Ltd", "agent": "urn:graphkit:org:l", "power": "veto"}, "Lund Ltd can veto paint."),
        ({"power": "recommend", "to": "Bo Lund"}, "Ada Obi makes the recommendation on paint, to Bo Lund."),
    ],
)  # fmt: skip
def test_a_right_reads_as_what_it_is(changed: dict[str, Any], expected: str) -> None:
    assert right_sentence(ROW | changed) == expected


def test_small_words() -> None:
    assert listed(["a"]) == "a"
    assert sentence("is it?") == "Is it?"
    assert name("the board", "urn:graphkit:org:b") == "the board"
    assert scope("API limits", "API limits are hers.") == "API limits"
