"""Which topics a vault has, and what is about them."""

from __future__ import annotations

import random
from typing import Any

import pytest

from graphkit.extract.phrases import phrases_of
from graphkit.extract.statement import Action, Extraction, Mention, Question, Statement
from graphkit.identity.topics import MOST_OF_NOTE, MOST_OF_STATEMENT, Topics, resolve_topics
from graphkit.vault.note import Span
from tests.identity.notes import attends, decided, entities, note, resolved, right


def task(text: str, line: int = 20) -> Action:
    return Action(Span(line, text), text, phrases=phrases_of(text))


def question(text: str, line: int = 50) -> Question:
    return Question(Span(line, text), text, phrases=phrases_of(text))


def said(path: str, *statements: Statement, prose: str = "", **more: Any) -> Extraction:
    """A note whose phrases are those of its statements and of some prose."""
    counts: dict[str, int] = {}
    for text in (prose, *(s.text for s in statements if isinstance(s, Action | Question))):
        for phrase in phrases_of(text):
            counts[phrase] = counts.get(phrase, 0) + 1
    return note(path, *statements, phrases=counts, **more)


def labels(topics: Topics) -> set[str]:
    return {entity.label for entity in topics.entities}


def about(topics: Topics, extraction: Extraction, statement: Statement) -> list[str]:
    named = {entity.ref: entity.label for entity in topics.entities}
    return [named[ref] for ref in topics.of_statement(extraction, statement)]


def test_the_scope_of_one_right_is_a_topic() -> None:
    decides = right("Odile decides on berth fees.", "Odile", scope="berth fees")
    extraction = note("a.md", decides)
    topics = resolve_topics([extraction])
    assert about(topics, extraction, decides) == ["berth fees"]


def test_two_notes_that_spell_a_scope_differently_share_the_topic() -> None:
    one = right("Odile decides on partner tiers.", "Odile", scope="partner tiers")
    other = right("Rurik decides on the tiers for partners.", "Rurik", scope="the tiers for partners")
    notes = [note("a.md", one), note("b.md", other)]
    topics = resolve_topics(notes)
    assert topics.of_statement(notes[0], one) == topics.of_statement(notes[1], other) != ()


def test_a_right_is_about_its_scope_and_not_about_what_narrows_it() -> None:
    decides = right("…", "Odile", scope="discounts above the list price")
    extraction = note("a.md", decides, topics=("list price",))
    assert about(resolve_topics([extraction]), extraction, decides) == ["discounts"]


def test_the_pilot_of_a_note_on_one_pilot_is_that_pilot() -> None:
    decides = right("…", "Odile", scope="the pilot")
    elsewhere = note("b.md", decides)
    here = note("Work/Customers/Belgrave Dairy/a.md", decides)
    topics = resolve_topics([here, elsewhere, note("c.md", topics=("Belgrave pilot",))])
    assert about(topics, here, decides) == ["Belgrave pilot"]
    assert about(topics, elsewhere, decides) == ["pilot"]


def test_a_question_makes_its_matter_a_topic() -> None:
    asks = question("Confirm whether the mooring rules also need a licence.")
    extraction = said("a.md", asks)
    assert about(resolve_topics([extraction]), extraction, asks) == ["mooring rules"]


def test_what_a_note_states_is_a_topic_and_what_the_note_is_about() -> None:
    extraction = note("a.md", topics=("fog horn",))
    topics = resolve_topics([extraction])
    assert [ref.slug for ref in topics.of_note(extraction, topics.of_statements(extraction))] == ["fog-horn"]


def test_a_phrase_that_two_notes_repeat_and_act_on_is_a_topic() -> None:
    first, second = task("Print the tide gauges."), task("Check the tide gauges again.")
    notes = [said("a.md", first), said("b.md", second, date="2026-03-01")]
    topics = resolve_topics(notes)
    assert about(topics, notes[0], first) == about(topics, notes[1], second) == ["tide gauges"]


def test_one_mention_alone_makes_no_topic() -> None:
    assert labels(resolve_topics([said("a.md", task("Print the tide gauges."))])) == set()


def test_copies_of_a_note_do_not_repeat_a_phrase() -> None:
    notes = [said(f"{folder}/a.md", task("Print the tide gauges.")) for folder in ("x", "y", "z")]
    assert labels(resolve_topics(notes)) == set()


def test_the_part_of_a_longer_phrase_is_no_topic_of_its_own() -> None:
    notes = [
        said("a.md", task("Fix the harbour ferry timetable.")),
        said("b.md", task("Print the harbour ferry timetable.")),
    ]
    assert labels(resolve_topics(notes)) == {"harbour ferry timetable"}


@pytest.mark.parametrize(
    "words",
    ["quick question", "next week", "things", "the meeting", "customer call", "a good point", "PM", "engineering"],
)
def test_words_that_name_no_matter_are_no_topics_however_often_they_come(words: str) -> None:
    notes = [said(f"{n}.md", task(f"Discuss {words} of visit{n}.")) for n in range(6)]
    assert not {label for label in labels(resolve_topics(notes)) if words.split()[-1] in label}


def test_people_and_organisations_are_no_topics() -> None:
    notes = [
        said(
            f"{n}.md",
            attends("Odile Fenn"),
            task(f"Write to Odile Fenn and Tarvos about buoy{n}."),
            names=(Mention("Tarvos Marine", "organisation"),),
        )
        for n in range(4)
    ]
    found = {label.lower() for label in labels(resolve_topics(notes, ["Wanda Pell"]))}
    assert not found & {"odile fenn", "odile", "fenn", "tarvos", "tarvos marine", "wanda pell"}


def test_a_topic_stands_under_the_one_it_ends_with() -> None:
    topics = resolve_topics([note("a.md", topics=("berth pricing", "pricing", "pricing council room"))])
    broader = {entity.label: entity.broader.slug if entity.broader else "" for entity in topics.entities}
    assert broader == {"berth pricing": "pricing", "pricing": "", "pricing council room": ""}


def test_spellings_are_aliases_and_the_commonest_is_the_label() -> None:
    topics = resolve_topics(
        [
            note(f"{n}.md", topics=(name,))
            for n, name in enumerate(["tide gauge", "Tide-Gauges", "tide gauges", "tide gauges"])
        ]
    )
    (entity,) = topics.entities
    assert (entity.ref.slug, entity.label, entity.aliases) == (
        "tide-gauge",
        "tide gauges",
        ("Tide-Gauges", "tide gauge"),
    )


def test_a_scope_is_another_way_to_write_its_topic() -> None:
    topics = resolve_topics([note("a.md", right("…", "Odile", scope="rollout to all islands"))])
    (entity,) = topics.entities
    assert (entity.label, entity.aliases) == ("rollout", ("rollout to all islands",))


def test_statements_and_notes_have_few_topics() -> None:
    names = tuple(f"alpha{n} beta{n}" for n in range(12))
    extraction = said("a.md", task(", ".join(names)), topics=names)
    topics = resolve_topics([extraction])
    assert len(topics.of_note(extraction, topics.of_statements(extraction))) == MOST_OF_NOTE
    assert len(topics.of_statement(extraction, extraction.statements[0])) == MOST_OF_STATEMENT


def test_a_name_that_is_everywhere_narrows_nothing_down() -> None:
    notes = [said(f"{n}.md", prose=f"We look at Tidehook and at buoy{n}.") for n in range(20)]
    decides = right("…", "Odile", scope="berth dates for Tidehook")
    topics = resolve_topics([*notes, note("z.md", decides)])
    assert about(topics, notes[0], decides) == ["berth dates"]


def test_the_order_of_notes_does_not_matter() -> None:
    rng = random.Random(7)
    words = ["tide gauges", "fog horn", "berth fees", "crew planning", "winter roster"]
    notes = [
        said(
            f"{n}.md",
            task(f"Check the {rng.choice(words)} and the {rng.choice(words)}."),
            right("…", "Odile", scope=rng.choice(words), line=n),
            topics=(rng.choice(words).title(),),
        )
        for n in range(30)
    ]
    once = resolve_topics(notes).entities
    rng.shuffle(notes)
    assert resolve_topics(notes).entities == once


def test_a_double_surname_that_notes_repeat_is_no_topic() -> None:
    first, second = task("Send Quist-Harrow the tide gauges."), task("Give Quist-Harrow the tide gauges back.")
    notes = [
        said("a.md", first, attends("Wanda Quist-Harrow")),
        said("b.md", second, attends("Wanda Quist-Harrow"), date="2026-03-01"),
    ]
    assert labels(resolve_topics(notes)) == {"tide gauges"}


def test_what_any_record_of_one_meeting_states_is_a_topic() -> None:
    known = attends("Odile Fenn", "Rurik Stahl")
    decision = decided("The boom is lowered at ten.")
    found = resolved(
        note("People/Odile Fenn/2026-02-10 - Fog.md", known, decision, topics=("fog horn",), source="talk.txt"),
        note("Projects/Boom/2026-02-10 - Boom.md", known, decision, topics=("harbour boom",), source="talk.txt"),
    )
    assert set(entities(found, "Concept")) >= {"fog horn", "harbour boom"}
