"""The demo: copied to where it is wanted, built there, and true."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from graphkit.cli.app import app
from graphkit.cli.demo import shipped


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_demo_answers_with_places_that_are_there(here: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in shipped().rglob("*")}
    answer = run("demo")
    assert answer.exit_code == 0
    assert {path: path.stat().st_mtime_ns for path in shipped().rglob("*")} == before
    assert answer.stdout.splitlines()[-1] == f"The page: {Path('demo') / 'graph.html'}"
    assert (here / "demo" / "graph.html").is_file()

    places = re.findall(r"    “(.+?)”\n    (\S[^\n]*):(\d+)\n", answer.stdout, re.DOTALL)
    assert len(places) >= 12
    for quote, path, line in places:
        lines = (here / "demo" / path).read_text("utf-8", errors="replace").splitlines()
        first = re.sub(r"[^\w ]", "", quote)[:20]
        assert first in re.sub(r"[^\w ]", "", lines[int(line) - 1])


def test_what_the_demo_prints_is_the_same_every_time(here: Path) -> None:
    once, again = run("demo", "one").stdout, run("demo", "two").stdout
    assert once.replace("one", "two") == again.replace("one", "two")


def test_a_changed_note_of_the_demo_is_kept_and_read_again(here: Path) -> None:
    run("demo")
    note = here / "demo" / "Work" / "2026-05-30 - Added.md"
    note.write_text(
        "---\ntitle: Added\ndate: 2026-05-30\n---\n\n## Key Information\n\n- Door codes are decided by Osei Danquah.\n",
        "utf-8",
    )
    again = run("demo")
    assert "Osei Danquah: Door codes" in again.stdout
    assert note.is_file()


def test_a_folder_that_holds_something_else_is_left_alone(here: Path) -> None:
    (here / "demo").mkdir()
    (here / "demo" / "mine.md").write_text("# Mine\n", "utf-8")
    answer = run("demo")
    assert answer.exit_code == 3
    assert "Name a new folder" in answer.stderr
    assert sorted(path.name for path in (here / "demo").iterdir()) == ["mine.md"]
