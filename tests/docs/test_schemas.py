"""What commands print as JSON is what the schemas in docs/schemas say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from typer.testing import CliRunner

from graphkit.cli.app import app

SCHEMAS = Path(__file__).parents[2] / "docs" / "schemas"


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("notes")
    note = "---\ntitle: Quay talk\ndate: 2026-02-30\n---\n\n## Key Information\n\n- Berths are decided by Ivo Marsh.\n"
    (folder / "quay.md").write_text(note, "utf-8")
    (folder / "broken.md").write_text("---\n- a list\n---\n\nWords.\n", "utf-8")
    return folder


@pytest.mark.parametrize(
    ("schema", "command"),
    [
        ("build", ["build", "{}"]),
        ("status", ["status", "--vault", "{}"]),
        ("check", ["check", "--vault", "{}"]),
        ("who", ["who", "berths", "--vault", "{}"]),
        ("queries", ["query"]),
    ],
)
def test_output_keeps_its_schema(schema: str, command: list[str], vault: Path) -> None:
    CliRunner().invoke(app, ["build", str(vault)])
    answer = CliRunner().invoke(app, [word.format(vault) for word in command] + ["--format", "json"])
    document = json.loads(answer.stdout)
    assert document
    jsonschema.validate(document, read(schema))


def test_a_schema_refuses_what_is_something_else() -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate([{"path": "a.md"}], read("check"))


def read(schema: str) -> Any:
    return json.loads((SCHEMAS / f"{schema}.json").read_text("utf-8"))
