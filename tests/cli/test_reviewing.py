"""review: questions listed, answered by options, and answered at a terminal."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import graphkit
from graphkit.cli.app import app
from graphkit.vault.curation import NAME

NOTE = "---\nparticipants: [Ann Lee, Ann Berg]\n---\n# Planning\n\n## Action Items\n- [ ] Write the list @Ann\n"


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    (tmp_path / "2026-02-02 - Planning.md").write_text(NOTE, "utf-8")
    graphkit.build(tmp_path).close()
    return tmp_path


def run(vault: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["review", "--vault", str(vault), *arguments])


def listed(vault: Path) -> list[dict[str, object]]:
    answer = run(vault, "--list", "--json")
    assert answer.exit_code == 0
    questions: list[dict[str, object]] = json.loads(answer.stdout)
    return questions


def test_json_is_the_same_whichever_way_it_is_asked_for(vault: Path) -> None:
    assert run(vault, "--list", "--json").stdout == run(vault, "--format", "json").stdout
    [question] = listed(vault)
    assert question["kind"] == "name"
    assert question["about"] == ["Ann"]


def test_a_pipe_gets_one_row_for_each_question(vault: Path) -> None:
    answer = run(vault)
    head, row = answer.stdout.splitlines()
    assert head.split("\t") == ["id", "kind", "text", "score", "path", "line", "quote"]
    assert row.split("\t")[0] == listed(vault)[0]["id"]
    assert answer.stderr == "1 open name.\n"


def test_options_answer_and_say_what_was_written(vault: Path) -> None:
    [question] = listed(vault)
    answer = run(vault, "--accept", f"{question['id']}:ann-berg", "--merge", "Ann Lee", "Annie", "--format", "json")
    assert [one["added_to"] for one in json.loads(answer.stdout)] == ["meant", "one_person"]
    assert 'is = "Ann Berg"' in (vault / NAME).read_text("utf-8")
    assert listed(vault) == []


def test_two_names_are_split_by_name(vault: Path) -> None:
    run(vault, "--split", "Ann Lee", "Ann Berg")
    assert '["Ann Lee", "Ann Berg"]' in (vault / NAME).read_text("utf-8")


def test_what_is_no_question_is_told_with_what_to_do(vault: Path) -> None:
    answer = run(vault, "--accept", "name-00000000")
    assert answer.exit_code != 0
    assert "graphkit review --list" in answer.stderr


def test_check_tells_of_a_wrong_line(vault: Path) -> None:
    (vault / NAME).write_text('# mine\none_person = [\n    ["Ann Lee"],\n]\n', "utf-8")
    graphkit.build(vault).close()
    answer = CliRunner().invoke(app, ["check", "--vault", str(vault), "--format", "json"])
    told = [problem for problem in json.loads(answer.stdout) if problem["path"] == NAME]
    assert [(problem["line"], problem["kind"]) for problem in told] == [(3, "curation")]
    assert answer.exit_code == 1


@pytest.mark.parametrize(("typed", "written"), [("x\n2\n", 'is = "'), ("n\n", 'is = ""'), ("s\n", ""), ("q\n", "")])
def test_a_terminal_is_asked_until_it_answers(vault: Path, typed: str, written: str) -> None:
    pty = pytest.importorskip("pty", reason="there are no pseudo-terminals here")
    master, slave = pty.openpty()
    environment = {**os.environ, "TERM": "dumb", "COLUMNS": "100"}
    command = [sys.executable, "-m", "graphkit", "review", "--vault", str(vault)]
    with subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave, env=environment) as process:
        os.close(slave)
        os.write(master, typed.encode())
        shown = b""
        while True:
            try:
                part = os.read(master, 65536)
            except OSError:
                break
            if not part:
                break
            shown += part
        os.close(master)
        assert process.wait(60) == 0
    assert b"Who is `Ann` in 2026-02-02 - Planning.md?" in shown
    file = vault / NAME
    assert (written in file.read_text("utf-8")) if written else not file.exists()
