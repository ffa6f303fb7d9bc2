"""Questions that a vault leaves, the answers to them, and the builds that read the answers."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

import pytest

import graphkit
from graphkit.curation import add_answer
from graphkit.graph.errors import StoreError
from graphkit.graph.knowledge import KnowledgeGraph
from graphkit.graph.result import Result
from graphkit.review import Review, review
from graphkit.vault.curation import NAME

NOTES = {
    "2026-02-02 - Planning.md": """\
---
participants: [Ann Lee, Ann Berg, Robert Kimura]
---
# Planning

## Key Information
- Robert Kimura decides on prices.

## Action Items
- [ ] Write the price list @Ann
""",
    "2026-02-09 - Planning.md": """\
---
participants: [Ann Lee, Bob Kimura]
generated: true
---
# Planning

## Key Information
- Ann Lee signs off on discounts.
""",
}
DECIDES = "SELECT DISTINCT ?who { ?agent gk:decides|gk:approves ?topic ; rdfs:label ?who }"


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    for name, text in NOTES.items():
        (tmp_path / name).write_text(text, "utf-8")
        os.utime(tmp_path / name, (1_770_000_000, 1_770_000_000))  # long before any build
    return tmp_path


def asked(vault: Path) -> Review:
    with graphkit.build(vault) as kg:
        return review(kg)


def names(kg: KnowledgeGraph) -> set[str]:
    rows = kg.sparql(DECIDES)
    assert isinstance(rows, Result)
    return {row["who"] for row in rows}


def test_open_names_come_first_then_people_then_statements(vault: Path) -> None:
    questions = asked(vault).questions
    assert [one.kind for one in questions] == ["name", "pair", "statement"]
    name, pair, statement = questions
    assert {choice.name for choice in name.choices} == {"Ann Lee", "Ann Berg"}
    assert sum(choice.score for choice in name.choices) == pytest.approx(1)
    assert set(pair.about) == {"Robert Kimura", "Bob Kimura"}
    assert pair.score is not None
    assert 0 < pair.score < 1
    assert "they meet the same people: Ann Lee" in pair.speaks_for
    assert statement.text == "Does Ann Lee approve discounts?"


def test_an_id_stays_the_same_and_an_answered_question_is_gone(vault: Path) -> None:
    first = asked(vault)
    ids = [one.id for one in first.questions]
    assert [one.id for one in asked(vault).questions] == ids
    first.accept(first.questions[0].choices[1].id)
    first.accept(ids[1])
    first.reject(ids[2])
    assert asked(vault).questions == []


def test_the_next_build_takes_the_answers_in_and_deleting_a_line_takes_one_back(vault: Path) -> None:
    found = asked(vault)
    name, pair, statement = found.questions
    found.accept(next(choice.id for choice in name.choices if choice.name == "Ann Berg"))
    found.accept(pair.id)
    found.reject(statement.id)
    with graphkit.build(vault) as kg:
        assert kg.report is not None
        assert kg.report.unchanged == len(NOTES)  # no note is read again for an answer
        assert names(kg) == {"Robert Kimura"}
        assert kg.sparql("ASK { GRAPH <urn:graphkit:graph:curated> { ?right gk:review gk:Rejected } }") is True
        assert kg.sparql("ASK { ?task a gk:ActionItem ; gk:owner person:ann-berg }") is True
        assert kg.sparql("ASK { ?who a foaf:Person ; rdfs:label 'Bob Kimura' }") is False
    with graphkit.build(vault, fresh=True) as kg:
        assert names(kg) == {"Robert Kimura"}
    file = vault / NAME
    lines = [line for line in file.read_text("utf-8").splitlines() if "signs off" not in line]
    file.write_text("\n".join(lines), "utf-8")
    with graphkit.build(vault) as kg:
        assert names(kg) == {"Robert Kimura", "Ann Lee"}
        assert kg.sparql("ASK { GRAPH <urn:graphkit:graph:curated> { ?right gk:review ?said } }") is False


def test_a_build_after_an_answer_gives_the_graph_of_a_fresh_one(vault: Path) -> None:
    found = asked(vault)
    for question in found.questions:
        found.reject(question.id)
    with graphkit.build(vault) as kg:
        after = sorted(map(str, kg.store.inner))
    with graphkit.build(vault, fresh=True) as kg:
        assert sorted(map(str, kg.store.inner)) == after
        assert kg.report is not None
        assert kg.report.quads == len(after)


def test_a_confirmed_statement_says_so(vault: Path) -> None:
    found = asked(vault)
    found.accept(found.questions[-1].id)
    with graphkit.build(vault) as kg:
        assert kg.sparql("ASK { ?right a gk:DecisionRight ; gk:review gk:Confirmed }") is True
        assert "Ann Lee" in names(kg)


def test_a_file_that_is_no_toml_stops_the_review_and_not_the_build(vault: Path) -> None:
    (vault / NAME).write_text("one_person = [\n", "utf-8")
    with graphkit.build(vault) as kg:
        assert [problem.line for problem in kg.problems() if problem.kind == "curation"] == [1]
        with pytest.raises(StoreError, match=r"curation\.toml:1"):
            review(kg)


def test_an_unknown_question_and_an_open_choice_are_refused(vault: Path) -> None:
    found = asked(vault)
    with pytest.raises(StoreError, match="no question"):
        found.accept("pair-00000000")
    with pytest.raises(StoreError, match="several answers"):
        found.accept(found.questions[0].id)


def test_comments_and_order_stay_when_an_answer_is_added(tmp_path: Path) -> None:
    file = tmp_path / NAME
    text = (
        '# mine\ntwo_people = [["A B", "A C"]]\none_person = [\n    ["D E", "D F"],  # same desk\n    # not sure\n]\n'
    )
    file.write_text(text, "utf-8")
    add_answer(file, "one_person", ["G H", "G J"])
    add_answer(file, "two_people", ["K L", "K M"])
    add_answer(file, "meant", {"name": 'N "x"', "note": "a.md", "is": "N O"})
    added = file.read_text("utf-8")
    assert [line for line in text.splitlines() if line.strip().startswith(("#", '["D'))] == [
        line for line in added.splitlines() if "# mine" in line or "same desk" in line or "not sure" in line
    ]
    assert [list(one) for one in tomllib.loads(added).values()] == [
        [["A B", "A C"], ["K L", "K M"]],
        [["D E", "D F"], ["G H", "G J"]],
        [{"name": 'N "x"', "note": "a.md", "is": "N O"}],
    ]
    assert '    ["G H", "G J"],\n' in added


def test_an_answer_is_not_added_twice_and_its_opposite_not_at_all(tmp_path: Path) -> None:
    file = tmp_path / NAME
    add_answer(file, "one_person", ["A B", "A C"])
    written = file.read_text("utf-8")
    add_answer(file, "one_person", ["A C", "A B"])
    assert file.read_text("utf-8") == written
    with pytest.raises(StoreError, match="opposite"):
        add_answer(file, "two_people", ["A B", "A C"])
    add_answer(file, "meant", {"name": "A", "note": "a.md", "is": "A B"})
    with pytest.raises(StoreError, match="already"):
        add_answer(file, "meant", {"name": "A", "note": "a.md", "is": "A C"})
