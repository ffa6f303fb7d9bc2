"""What the docs repeat of the code is what the code says."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from graphkit.graph.named import read_folder, shipped_folder
from graphkit.vault.problem import KINDS

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", DOCS / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_page_is_what_the_generator_writes(generate: ModuleType) -> None:
    old = [path.name for path, text in generate.pages().items() if not path.exists() or path.read_text("utf-8") != text]
    assert old == [], "run: make docs"


def test_every_kind_of_problem_is_listed() -> None:
    page = (DOCS / "problems.md").read_text("utf-8")
    assert all(f"| `{kind}` | {severity} |" in page for kind, (severity, _) in KINDS.items())


def test_every_query_is_described() -> None:
    page = (DOCS / "queries.md").read_text("utf-8")
    assert all(f"## {name}\n" in page for name in read_folder(shipped_folder()))


def test_a_page_without_marks_is_told(generate: ModuleType) -> None:
    with pytest.raises(ValueError, match="marks"):
        generate.filled("# A page\n", "text")
