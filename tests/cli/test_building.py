"""From a folder of notes to a graph, on the command line."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from graphkit.cli.app import app
from graphkit.vault.config import load_config

NOTE = """---
title: {title}
date: 2026-03-{day:02}
participants: ["Ottoline Marsh", "Casper Vane"]
---

## Decisions

- {decision}

## Key Information

- Berth plans are decided by Ottoline Marsh.
"""


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "notes"
    folder.mkdir()
    for day, title, decision in (
        (3, "Harbour round", "The north quay closes."),
        (9, "Crane talk", "One crane goes."),
    ):
        (folder / f"2026-03-{day:02} - {title}.md").write_text(
            NOTE.format(title=title, day=day, decision=decision), "utf-8"
        )
    for note in folder.iterdir():
        # What was written just now may be written again without its time changing, so a build looks twice.
        os.utime(note, (1_700_000_000, 1_700_000_000))
    monkeypatch.chdir(tmp_path)
    return folder


def test_a_build_ends_with_one_object(vault: Path) -> None:
    answer = run("build", "notes", "--format", "json")
    assert answer.exit_code == 0
    summary = json.loads(answer.stdout)
    assert (summary["notes_seen"], summary["loaded"], summary["unchanged"]) == (2, 2, 0)
    assert summary["quads"] > 0
    assert summary["peak_memory"] > 0
    assert (vault / ".graphkit" / "current").is_file()


def test_a_build_says_in_words_what_it_did(vault: Path) -> None:
    (vault / "_archive").mkdir()
    (vault / "_archive" / "old.md").write_text("# Old\n", "utf-8")
    answer = run("build", "notes")
    assert answer.stdout.startswith("2 notes, 2 of them read now.\nLeft out: archive 1.\n")


def test_a_second_build_reads_nothing(vault: Path) -> None:
    run("build", "notes")
    summary = json.loads(run("build", "notes", "--format", "json").stdout)
    assert (summary["loaded"], summary["unchanged"]) == (2, 2)
    assert run("build", "notes").stdout.startswith("2 notes, 0 of them read now.\n")


def test_a_graph_elsewhere_leaves_the_notes_alone(vault: Path) -> None:
    before = sorted(vault.iterdir())
    assert run("build", "notes", "--graph", "elsewhere").exit_code == 0
    assert sorted(vault.iterdir()) == before
    assert run("sparql", "ASK { ?d a gk:Decision }", "--graph", "elsewhere").stdout == "true\n"


def test_the_nearest_vault_upwards_is_meant(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("build", "notes")
    inner = vault / "Projects" / "Crane"
    inner.mkdir(parents=True)
    monkeypatch.chdir(inner)
    decided = run("sparql", "SELECT ?l { ?d a gk:Decision ; rdfs:label ?l } ORDER BY ?l")
    assert decided.stdout == "l\nOne crane goes.\nThe north quay closes.\n"


def test_status_counts_and_says_what_changed(vault: Path) -> None:
    run("build", "notes")
    fresh = run("status", "--vault", "notes", "--format", "json")
    found = json.loads(fresh.stdout)
    assert (found["contents"]["notes"], found["contents"]["decisions"]) == (2, 2)
    assert found["changes"] == {"new": [], "changed": [], "gone": [], "setup": False}
    assert fresh.stderr == ""

    (vault / "2026-03-12 - New.md").write_text("# New\n", "utf-8")
    (vault / "2026-03-09 - Crane talk.md").unlink()
    later = run("status", "--vault", "notes")
    assert "1 note new, 1 note gone since the graph was built. Run: graphkit build" in later.stderr


def test_check_lists_problems_and_ends_with_1_only_for_errors(vault: Path) -> None:
    (vault / "plain.md").write_text("# Talk on 2026-03-15\n\nWords.\n", "utf-8")
    run("build", "notes")
    remarks = run("check", "--vault", "notes", "--format", "json")
    assert remarks.exit_code == 0
    assert "no-front-matter" in {problem["kind"] for problem in json.loads(remarks.stdout)}

    (vault / "broken.md").write_text('---\ntitle: "Half\ndate: 2026-03-16\n---\n\nWords.\n', "utf-8")
    run("build", "notes")
    errors = run("check", "--vault", "notes", "--format", "json")
    listed = json.loads(errors.stdout)
    assert errors.exit_code == 1
    assert listed[0]["kind"] == "front-matter-syntax"
    assert set(listed[0]) == {"path", "line", "kind", "severity", "message", "hint"}
    assert listed[0]["path"] == "broken.md"
    assert "1 error" in errors.stderr

    table = run("check", "--vault", "notes", "--format", "table")
    assert f"broken.md:{listed[0]['line']}" in table.stdout


def test_who_answers_in_sentences_and_as_an_object(vault: Path) -> None:
    run("build", "notes")
    said = run("who", "berth", "plans", "--vault", "notes")
    assert said.exit_code == 0
    assert "Ottoline Marsh" in said.stdout
    assert "2026-03-" in said.stdout
    found = json.loads(run("who", "berth plans", "--vault", "notes", "--format", "json").stdout)
    assert "Ottoline Marsh" in json.dumps(found)


def test_view_export_and_network_write_what_they_say(vault: Path, tmp_path: Path) -> None:
    run("build", "notes")
    page = run("view", "-o", "page.html", "--vault", "notes")
    assert page.stdout == "page.html\n"
    assert "Ottoline Marsh" in (tmp_path / "page.html").read_text("utf-8")
    assert run("export", "-o", "graph.nq", "--vault", "notes").stdout == "graph.nq\n"
    assert (tmp_path / "graph.nq").stat().st_size
    rows = json.loads(run("network", "decision-rights", "--vault", "notes", "--format", "json").stdout)
    assert "Ottoline Marsh" in {row["who"] for row in rows}


def test_init_writes_a_configuration_that_is_understood(vault: Path) -> None:
    answer = run("init", "notes", "--owner", 'Ottoline "Otto" Marsh')
    assert answer.stdout == "notes/graphkit.toml\n"
    config, problems = load_config(vault)
    assert (config.owner, problems) == ('Ottoline "Otto" Marsh', [])


def test_every_example_in_a_new_configuration_is_valid(vault: Path) -> None:
    run("init", "notes")
    file = vault / "graphkit.toml"
    lines = file.read_text("utf-8").splitlines()
    assert load_config(vault)[0].owner == ""
    examples = [line.removeprefix("# ") for line in lines if line.startswith(("# [", "[")) or " = " in line]
    file.write_text("\n".join(examples), "utf-8")
    config, problems = load_config(vault)
    assert problems == []
    assert config.owner
    assert config.exclude
    assert config.private
    assert config.people
    assert config.dialects
    assert config.model


def test_init_leaves_a_configuration_as_it_is(vault: Path) -> None:
    (vault / "graphkit.toml").write_text("[vault]\n", "utf-8")
    answer = run("init", "notes", "--owner", "Somebody Else")
    assert (answer.exit_code, answer.stdout) == (0, "")
    assert "left as it is" in answer.stderr
    assert (vault / "graphkit.toml").read_text("utf-8") == "[vault]\n"
