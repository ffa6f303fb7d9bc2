"""What a language model says counts only as far as the note bears it out."""

from __future__ import annotations

import json
from typing import Any, get_args

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.extract.extraction import GROUP, Extractor, extended, extract_note
from graphkit.extract.model import ModelExtractor, Passages, passages_of
from graphkit.extract.model.answer import Checked, NoAnswer, checked
from graphkit.extract.model.cache import Answers
from graphkit.extract.model.endpoint import ModelError
from graphkit.extract.model.extractor import _prompt
from graphkit.extract.statement import Power, Right, Standing
from graphkit.vault.address import Address
from graphkit.vault.config import Model
from tests.extract.cases import read
from tests.model_server import right

TEXT = """---
title: Mill talk
participants: ["Ottilie Brand", "Casimir Holm"]
---

# Mill talk

## Key Information

- The **water wheel** waits for  [[Casimir Holm|Casimir]].
  He has to nod above 200 euros. It's Ottilie’s mill.
- The board is asked about the sluice, says Casimir Holm.

## Attendees

- Somebody Quiet
"""
WAITS = "The water wheel waits for Casimir."
NODS = "He has to nod above 200 euros."


def passages(text: str = TEXT, characters: int = 12_000) -> Passages:
    reading = read(text)
    return passages_of(reading.note, reading.dialect, characters)


def said(*found: dict[str, Any], text: str = TEXT) -> Checked:
    note = passages(text)
    return checked(json.dumps({"rights": found}), note.parts[0], note, "tiny")


def one(*found: dict[str, Any], text: str = TEXT) -> Right:
    [only] = said(*found, text=text).rights
    return only


def test_a_right_has_the_sentences_of_the_note_that_its_quote_lies_in() -> None:
    found = one(right("wheel waits for Casimir. He has to nod", "Casimir Holm", "Approve", "The Water Wheel"))
    assert found.span.quote == "The **water wheel** waits for [[Casimir Holm|Casimir]]. He has to nod above 200 euros."
    assert (found.span.line, found.scope, found.holder.name) == (10, "The water wheel", "Casimir Holm")
    assert (found.review, found.extractor, found.confidence) == ("Unconfirmed", "tiny", 0.5)


def test_a_quote_on_the_second_line_has_that_line() -> None:
    assert one(right(NODS, "Casimir Holm", condition="above 200 euros")).span.line == 11


@pytest.mark.parametrize(
    "quote", ["The  water\nwheel waits for Casimir.", "It's Ottilie's mill.", "It’s Ottilie’s mill."]
)
def test_white_space_and_the_shape_of_marks_do_not_matter(quote: str) -> None:
    assert len(said(right(quote, "Casimir Holm")).rights) == 1


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        (right("The water wheel waits for Ottilie.", "Casimir Holm"), "quote"),
        (right("the water wheel waits for casimir.", "Casimir Holm"), "quote"),
        (right("It's Ottilie’s mill. The board is asked", "Casimir Holm"), "quote"),
        (right("Somebody Quiet", "Somebody Quiet"), "quote"),
        (right("", "Casimir Holm"), "quote"),
        (right(" \n", "Casimir Holm"), "quote"),
        (right(WAITS, "Hedda Invented"), "holder"),
        (right(WAITS, "Casim"), "holder"),
        (right(WAITS, "He"), "holder"),
        (right(WAITS, ""), "holder"),
        (right(WAITS, "Casimir Holm", scope="the wind wheel"), "scope"),
        (right(WAITS, "Casimir Holm", scope="mil"), "scope"),
        (right(WAITS, "Casimir Holm", condition="below 3 euros"), "other"),
        (right(WAITS, "Casimir Holm", to=["Hedda Invented"]), "other"),
        (right(WAITS, "Casimir Holm", believed_by=["Hedda Invented"]), "other"),
        (right(WAITS, "Casimir Holm", stated_by=["Hedda Invented"]), "other"),
        (right(WAITS, "Casimir Holm", "Rule"), "form"),
        (right(WAITS, "Casimir Holm", standing="Forever"), "form"),
        (right(WAITS, "Casimir Holm", negated="no"), "form"),
        ({"quote": WAITS, "holder": "Casimir Holm"}, "form"),
        ("Casimir decides", "form"),
        (None, "form"),
    ],
)
def test_what_the_note_does_not_bear_out_is_left_out_and_counted(statement: Any, fault: str) -> None:
    found = said(statement, right(WAITS, "Casimir Holm"))
    assert len(found.rights) == 1
    assert dict(found.faults) == {fault: 1}


def test_everything_that_is_said_of_a_right_is_kept() -> None:
    found = one(
        right(
            "The board is asked about the sluice, says Casimir Holm.",
            "The board",
            "Consult",
            "the sluice",
            negated=True,
            standing="Past",
            stated_by=["Casimir Holm"],
            believed_by=["Ottilie Brand"],
            to=["Casimir Holm"],
        )
    )
    assert (found.power, found.standing, found.negated) == ("Consult", "Past", True)
    assert [m.name for m in (*found.stated_by, *found.believed_by, *found.to)] == [
        "Casimir Holm", "Ottilie Brand", "Casimir Holm",
    ]  # fmt: skip


def test_the_same_statement_twice_is_one() -> None:
    assert len(said(right(WAITS, "Casimir Holm"), right(WAITS, "Casimir Holm")).rights) == 1


@pytest.mark.parametrize(
    "answer", ["", "{}", "[]", "null", '{"rights": {}}', '{"rights": [', "[" * 100_000, '"\\ud800"']
)
def test_what_is_not_of_the_form_is_no_answer(answer: str) -> None:
    note = passages()
    with pytest.raises(NoAnswer):
        checked(answer, note.parts[0], note, "tiny")


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
    | st.sampled_from([WAITS, NODS, "Casimir Holm"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*right("", "")]), inner, max_size=10),
    max_leaves=20,
)


@settings(deadline=None)
@given(st.lists(json_values, max_size=4))
def test_whatever_a_model_says_each_quote_is_in_the_note(found: list[Any]) -> None:
    note = passages()
    result = checked(json.dumps({"rights": found}), note.parts[0], note, "tiny")
    lines = " ".join(TEXT.split())
    assert all(one.span.quote in lines and one.review == "Unconfirmed" for one in result.rights)
    assert len(result.rights) + result.faults.total() <= len(found)


def test_the_schema_that_is_sent_has_the_terms_of_the_ontology() -> None:
    item = _prompt()[1]["properties"]["rights"]["items"]
    assert item["properties"]["power"]["enum"] == list(get_args(Power))
    assert item["properties"]["standing"]["enum"] == list(get_args(Standing))
    assert item["required"] == list(item["properties"]) == list(right("", ""))


def test_lists_of_people_links_and_front_matter_are_not_shown_but_for_title_and_participants() -> None:
    text = passages().parts[0].text
    assert text.splitlines()[:2] == ["Title: Mill talk", "Participants: Ottilie Brand, Casimir Holm, Somebody Quiet"]
    assert "Attendees" not in text
    assert "[[" not in text


@settings(max_examples=30, deadline=None)
@given(st.integers(500, 2000), st.lists(st.integers(1, 900), min_size=1, max_size=30))
def test_parts_keep_their_limit_and_lose_no_sentence_that_fits(characters: int, lengths: list[int]) -> None:
    body = "\n\n".join(f"Kiln {at} {'x' * size}." for at, size in enumerate(lengths))
    note = passages(f"# Kilns\n\n{body}\n", characters)
    assert all(len(part.text) <= characters for part in note.parts)
    sent = "\n".join(part.text for part in note.parts)
    for at, size in enumerate(lengths):
        if size + 12 <= characters // 3:
            assert f"Kiln {at} {'x' * size}." in sent


def extractor(answers: Answers, answer: str) -> ModelExtractor:
    model = Model(Address("http://127.0.0.1:9/v1/chat/completions", "127.0.0.1", True), "tiny")
    return ModelExtractor(model, lambda system, text, schema: answer, answers)


def test_it_is_an_extractor_like_any_other(tmp_path: Any) -> None:
    reading = read(TEXT)
    found: Extractor = extractor(Answers(tmp_path), json.dumps({"rights": [right(WAITS, "Casimir Holm")]}))
    [only] = found(reading.note, reading.dialect)
    assert isinstance(only, Right)
    assert GROUP == "graphkit.extractors"
    with pytest.raises(ModelError, match="not the JSON"):
        extractor(Answers(tmp_path / "none"), "no")(reading.note, reading.dialect)


def test_a_folder_that_cannot_be_written_only_means_that_nothing_is_kept(tmp_path: Any) -> None:
    reading = read(TEXT)
    found = extractor(Answers(tmp_path / "none"), json.dumps({"rights": [right(WAITS, "Casimir Holm")]}))
    assert len(found(reading.note, reading.dialect)) == 1


def test_rights_of_a_model_come_after_what_is_there_and_have_phrases() -> None:
    reading = read(TEXT)
    extraction = extract_note(reading.note, reading.dialect)
    more = extended(extraction, [one(right(WAITS, "Casimir Holm", scope="water wheel"))])
    assert more.statements[:-1] == extraction.statements
    last = more.statements[-1]
    assert isinstance(last, Right)
    assert last.phrases
    assert last.review == "Unconfirmed"
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(more), type=type(more)) == more
