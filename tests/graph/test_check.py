"""`check`: what could not be read, known or decided, the worst first."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from graphkit.graph import KnowledgeGraph, Store, StoreError
from graphkit.graph.check import check
from graphkit.vault.problem import KINDS, Problem, problem

Make = Callable[[str], KnowledgeGraph]
NOTE = 'note:x a gk:Note ; gk:path "x.md" ; dcterms:date "2026-03-01"^^xsd:date . '


def of_kind(kg: KnowledgeGraph, kind: str) -> list[Problem]:
    return [told for told in check(kg) if told.kind == kind]


def test_the_fixture_tells_what_is_open(kg: KnowledgeGraph) -> None:
    assert [(told.kind, told.path, told.line) for told in check(kg)] == [
        ("conflicting-rights", "Steering/2026-01-12 Steering.md", 20),
        ("undecided-topic", "Steering/2026-01-12 Steering.md", 23),
        ("decision-without-decider", "Steering/2026-05-11 Steering.md", 6),
        ("open-question-without-owner", "Mail/2026-04-02 Vendor thread.md", 8),
        ("open-question-without-owner", "Steering/2026-01-12 Steering.md", 23),
    ]


def test_a_problem_says_what_it_is_where_and_what_to_do(kg: KnowledgeGraph) -> None:
    [conflict] = of_kind(kg, "conflicting-rights")
    assert conflict.severity == "warning"
    assert conflict.message == (
        "Amara Osei and Celeste Moreau are both said to decide on pricing; "
        "the other sentence is in Pricing/2026-02-03 Pricing review.md:8"
    )
    assert all(told.hint and told.message and told.kind in KINDS for told in check(kg))


def test_decisions_that_no_longer_stand_need_no_decider(kg: KnowledgeGraph) -> None:
    assert [told.line for told in of_kind(kg, "decision-without-decider")] == [6]


def test_a_name_that_may_mean_two_is_told_once(made: Make, tmp_path: Path) -> None:
    kg = made(
        NOTE + 'person:a rdfs:label "Ada Obi" . person:b rdfs:label "Ada Lund" . note:amb a gk:Ambiguous ;'
        ' rdfs:label "Ada" ; gk:candidate person:a, person:b ; gk:note note:x ; gk:line 4 ; gk:quote "Ada" ;'
        ' dcterms:date "2026-03-01"^^xsd:date .'
    )
    [told] = of_kind(kg, "ambiguous-name")
    assert (told.path, told.line) == ("x.md", 4)
    assert told.message in (
        "`Ada` may mean Ada Obi or Ada Lund; nothing is linked", "`Ada` may mean Ada Lund or Ada Obi; nothing is linked"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("state", "told"), [("Open", 1), ("Suggested", 1), ("InProgress", 1), ("Done", 0), ("Cancelled", 0)]
)
def test_an_action_of_nobody_is_told_until_it_is_done(made: Make, state: str, told: int) -> None:
    kg = made(
        NOTE + f'action:a a gk:ActionItem ; rdfs:label "Paint the shed" ; gk:taskState gk:{state} ; gk:note note:x ;'
        ' gk:line 9 ; gk:quote "- [ ] Paint the shed" ; dcterms:date "2026-03-01"^^xsd:date .'
    )
    assert len(of_kind(kg, "action-without-owner")) == told


def test_statements_without_a_day_are_told_once_for_their_note(made: Make) -> None:
    undated = "".join(
        f'question:q{n} a gk:OpenQuestion ; rdfs:label "Why {n}?" ; gk:note note:x ; gk:line {n} ; gk:quote "?" . '
        for n in (3, 7)
    )
    [told] = of_kind(made('note:x a gk:Note ; gk:path "x.md" . ' + undated), "no-date")
    assert (told.path, told.line) == ("x.md", 3)
    assert told.message.startswith("2 statements are undated")


def test_what_the_build_told_comes_first_when_it_is_worse(tmp_path: Path) -> None:
    found = [
        problem("b.md", 0, "copy", "repeats a.md", "nothing needs doing"),
        problem("c.md", 4, "ambiguous-name", "`Ada` may mean two", "write the full name"),
        problem("a.md", 2, "front-matter-syntax", "not YAML", "close the quotes"),
        problem("a.md", 1, "unreadable", "permission denied", "let it be read"),
    ]
    with Store.begin(tmp_path) as store:
        assert store.side is not None
        (store.side / "problems.json").write_bytes(msgspec.json.encode(found))
        store.commit()
    with KnowledgeGraph.open(tmp_path) as kg:
        assert sorted(kg.problems()) == sorted(found)
        assert [told.kind for told in check(kg)] == ["unreadable", "front-matter-syntax", "ambiguous-name", "copy"]


def test_problems_that_cannot_be_read_are_not_taken_for_none(tmp_path: Path) -> None:
    with Store.begin(tmp_path) as store:
        assert store.side is not None
        (store.side / "problems.json").write_text("[{]", "utf-8")
        store.commit()
    with KnowledgeGraph.open(tmp_path) as kg, pytest.raises(StoreError, match=r"problems\.json"):
        kg.problems()


def test_in_memory_there_is_nothing_to_read(kg: KnowledgeGraph) -> None:
    assert kg.problems() == []
