"""What a good reader learns from the one real note: `../shared/seed/expected.toml`, read from there."""

from __future__ import annotations

import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import graphkit

SEED = Path(__file__).parents[3] / "shared" / "seed"
CHECKS: list[dict[str, Any]] = (
    tomllib.loads((SEED / "expected.toml").read_text("utf-8"))["check"] if SEED.is_dir() else []
)

pytestmark = pytest.mark.seed


@pytest.fixture(scope="module", params=["named", "found"])
def kg(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[graphkit.KnowledgeGraph]:
    """The graph of the seed note alone, its owner named to the build or left for it to find."""
    folder = tmp_path_factory.mktemp("seed")
    note = next(SEED.glob("*.txt"))
    shutil.copy(note, folder / f"{note.stem}.md")
    owner = _owner(note) if request.param == "named" else None
    with graphkit.build(folder, owner=owner) as built:
        yield built


def _owner(note: Path) -> str:
    """The first of the two in the title, whom EXPECTED.md names as the vault's owner."""
    title = next(line for line in note.read_text("utf-8").splitlines() if line.startswith("title:"))
    return title.split('"')[1].split(" 1:1 ")[0]


@pytest.mark.parametrize("check", CHECKS, ids=lambda c: f"{c['point']}: {c['says']}")
def test_the_seed_note_is_understood(kg: graphkit.KnowledgeGraph, check: dict[str, Any]) -> None:
    assert kg.sparql(check["ask"]) is True, check["says"]
