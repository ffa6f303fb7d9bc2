"""Each thing that can be wrong with a file is reported with its line and what to do, and the rest is built."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import graphkit
from graphkit.extract.statement import Extraction
from graphkit.vault.note import Note
from graphkit.vault.problem import Problem

GOOD = """---
title: Harbour talk
date: 2026-01-15
participants: [Ottilie Brand, Casimir Holm]
---

## Decisions

- The harbour office opens at seven.
"""


def problems(folder: Path) -> dict[str, list[Problem]]:
    """Build a vault; its problems by path. The good note must be in the graph whatever else there is."""
    with graphkit.build(folder) as kg:
        assert kg.sparql('ASK { ?d a gk:Decision ; rdfs:label "The harbour office opens at seven." }') is True
        assert kg.report is not None
        found: dict[str, list[Problem]] = {}
        for one in kg.report.problems:
            found.setdefault(one.path, []).append(one)
        return found


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    (tmp_path / "good.md").write_text(GOOD, "utf-8")
    return tmp_path


BOMB = "---\na: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{b}: &{b} [{', '.join(['*' + a] * 10)}]\n" for a, b in zip("abcdefghi", "bcdefghij", strict=True)
)

CASES = {
    "unclosed quote": (
        '---\ntitle: "Half\ndate: 2026-01-16\n---\n\n## Decisions\n\n- The pier is painted.\n',
        "front-matter-syntax",
    ),
    "front matter that is a list": ("---\n- a\n- b\n---\n\nText.\n", "front-matter-type"),
    "no front matter": ("# Talk on 2026-01-17\n\nText.\n", "no-front-matter"),
    "empty file": ("", "empty-file"),
    "unfilled template": ("---\ntitle: {{title}}\ndate: {{DATE}}\n---\n\n# {{title}}\n", "unfilled-template"),
    "date that is none": ("---\ntitle: T\ndate: 2026-02-31\n---\n\nText.\n", "bad-date"),
    "alias bomb": (BOMB + "---\n\nText.\n", "resource-limit"),
}


@pytest.mark.parametrize(("text", "kind"), CASES.values(), ids=CASES.keys())
def test_a_file_that_is_wrong_is_told_and_the_rest_is_built(vault: Path, text: str, kind: str) -> None:
    (vault / "bad.md").write_text(text, "utf-8")
    told = {one.kind: one for one in problems(vault)["bad.md"]}
    assert kind in told
    assert told[kind].message
    assert told[kind].hint


def test_a_note_with_a_broken_head_keeps_its_body(vault: Path) -> None:
    (vault / "bad.md").write_text(CASES["unclosed quote"][0], "utf-8")
    with graphkit.build(vault) as kg:
        assert kg.sparql('ASK { ?d a gk:Decision ; rdfs:label "The pier is painted." }') is True


def test_a_binary_file_is_told(vault: Path) -> None:
    (vault / "bad.md").write_bytes(bytes(range(256)) * 20)
    assert [one.kind for one in problems(vault)["bad.md"]] == ["not-text"]


def test_a_file_of_50_mb_is_told_and_not_read(vault: Path) -> None:
    with (vault / "bad.md").open("wb") as file:
        file.truncate(50_000_000)
    assert [one.kind for one in problems(vault)["bad.md"]] == ["too-large"]


def test_a_file_that_cannot_be_opened_is_told(vault: Path) -> None:
    (vault / "bad.md").symlink_to(vault / "nowhere.md")
    assert [one.kind for one in problems(vault)["bad.md"]] == ["unreadable"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_without_permission_is_told(vault: Path) -> None:
    (vault / "bad.md").write_text(GOOD, "utf-8")
    (vault / "bad.md").chmod(0)
    assert [one.kind for one in problems(vault)["bad.md"]] == ["unreadable"]


def test_a_link_that_leads_back_is_told_and_not_followed(vault: Path) -> None:
    (vault / "inner").mkdir()
    (vault / "inner" / "loop").symlink_to(vault, target_is_directory=True)
    assert [one.kind for one in problems(vault)["inner/loop"]] == ["link-loop"]


def test_two_notes_of_one_title_are_told_and_stay_two(vault: Path) -> None:
    for day, fact in (("20", "The quay is swept."), ("27", "The crane is oiled.")):
        text = f"---\ntitle: Round\ndate: 2026-01-{day}\n---\n\n## Decisions\n\n- {fact}\n"
        (vault / f"round {day}.md").write_text(text, "utf-8")
    told = problems(vault)
    kinds = {one.kind for path, found in told.items() if path.startswith("round") for one in found}
    assert "duplicate-title" in kinds


def test_a_name_that_may_be_two_people_is_told_with_its_line(vault: Path) -> None:
    (vault / "two.md").write_text(
        "---\ntitle: Boats\ndate: 2026-01-21\nparticipants: [Lenka Moor, Lenka Stern, Ottilie Brand]\n---\n\n"
        "## Action Items\n\n- [ ] Count the boats. @Lenka\n",
        "utf-8",
    )
    told = [one for one in problems(vault)["two.md"] if one.kind == "ambiguous-name"]
    assert [one.line for one in told] == [9]
    with graphkit.open(vault) as kg:
        assert kg.sparql("ASK { ?a a gk:ActionItem ; gk:owner ?who }") is False


def test_a_configuration_that_is_wrong_is_told(vault: Path) -> None:
    (vault / "graphkit.toml").write_text("[vault]\nowner = 3\n", "utf-8")
    assert [one.kind for one in problems(vault)["graphkit.toml"]] == ["configuration"]


def test_an_extractor_that_fails_costs_its_note_only(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from graphkit import worker

    real = worker.extract_note

    def failing(note: Note, *rest: object, **options: object) -> Extraction:
        if note.path == "bad.md":
            raise ValueError("no such word")
        return real(note, *rest, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(worker, "extract_note", failing)
    (vault / "bad.md").write_text(GOOD.replace("Harbour talk", "Quay talk"), "utf-8")
    told = problems(vault)["bad.md"]
    assert [one.kind for one in told] == ["not-understood"]
    assert "no such word" in told[0].message
