"""What a careful reader learns from the demo vault: `data/demo/expected.toml`, asked of its graph."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import graphkit

EXPECTED = tomllib.loads((Path(__file__).parents[2] / "data" / "demo" / "expected.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def kg(demo_graph: Path, demo_vault: Path) -> Iterator[graphkit.KnowledgeGraph]:
    with graphkit.open(demo_graph, vault=demo_vault) as opened:
        yield opened


@pytest.mark.parametrize("check", EXPECTED["check"], ids=lambda c: f"{c['point']}: {c['says']}"[:90])
def test_the_demo_graph_says_what_its_notes_say(kg: graphkit.KnowledgeGraph, check: dict[str, Any]) -> None:
    assert kg.sparql(check["ask"]) is True, check["says"]


def plain(label: str) -> str:
    """A label without case, article and plural, as the header of expected.toml says."""
    return re.sub(r"s$", "", re.sub(r"^(the|an?) ", "", label.casefold().strip()))


@pytest.mark.parametrize("asked", EXPECTED["who"], ids=lambda w: w["topic"])
def test_who_names_just_those_who_are_said_to_decide(kg: graphkit.KnowledgeGraph, asked: dict[str, Any]) -> None:
    answer = kg.who(asked["topic"])
    assert {plain(label) for label in answer.decides} == {plain(label) for label in asked["decides"]}
    for group in ("approves", "recommends", "owns", "hearsay"):
        missing = {plain(label) for label in asked.get(group, [])} - {plain(label) for label in getattr(answer, group)}
        assert not missing, f"{group}: {missing}"
    if "quote_contains" in asked:
        text = answer.to_text()
        assert asked["note"] in text
        assert re.sub(r"\s+", " ", asked["quote_contains"]) in re.sub(r"\s+", " ", text)
    else:
        assert "nobody is stated to decide" in answer.to_text().casefold()
