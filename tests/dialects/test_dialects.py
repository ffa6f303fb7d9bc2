"""Dialects as data files: shipped, a user's own, chosen by evidence, and told of when they are wrong."""

from __future__ import annotations

import pickle
import re
from pathlib import Path

import pytest

from graphkit.extract.extraction import extract_note
from graphkit.extract.statement import Attendance, Decision, Membership
from graphkit.vault import SectionKind, choose, load_dialects, read_note

SHIPPED = {"entity-page", "ethereum-acd", "generic", "nodejs-tsc", "transcript-note"}

OWN = r"""
name = "logbook"
about = "the logbook of a ship"
extends = "generic"

[choose]
least = 3
[[choose.evidence]]
part = "text"
words = ["# Log of"]
weight = 3

[sections]
attendance = ["on the bridge"]
decisions = ["/^orders?$/"]

[attendance]
entries = ['(?P<name>[^,]+), (?P<kind>mate|cook)']

[decisions]
items = ['Order (?P<number>\d+)\. (?P<text>.+)']
"""

LOG = "# Log of 2026-03-01\n## On the bridge\n- Ilse Brandt, mate\n## Orders\n- Order 4. Course north\n"


def write(folder: Path, text: str, name: str = "own.toml") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_the_shipped_dialects_load_without_a_problem() -> None:
    dialects, problems = load_dialects()
    assert set(dialects) == SHIPPED
    assert problems == []
    assert all(dialect.about for dialect in dialects.values())


def test_dialects_travel_between_processes() -> None:
    dialects, _ = load_dialects()
    assert pickle.loads(pickle.dumps(dialects)) == dialects


def test_a_user_adds_a_dialect_without_code(tmp_path: Path) -> None:
    dialects, problems = load_dialects(write(tmp_path, OWN))
    assert problems == []
    assert set(dialects) == SHIPPED | {"logbook"}
    note = read_note("log.md", LOG.encode(), dialects).note
    assert note is not None
    assert note.dialect == "logbook"
    found = extract_note(note, dialects["logbook"]).statements
    assert [s.who.name for s in found if isinstance(s, Attendance)] == ["Ilse Brandt"]
    assert [(s.who.name, s.role) for s in found if isinstance(s, Membership)] == [("Ilse Brandt", "mate")]
    assert [(s.number, s.text) for s in found if isinstance(s, Decision)] == [("4", "Course north")]


def test_a_users_dialect_replaces_the_shipped_one_of_its_name(tmp_path: Path) -> None:
    dialects, problems = load_dialects(write(tmp_path, 'name = "generic"\nabout = "mine"\n'))
    assert problems == []
    assert dialects["generic"].about == "mine"


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('name = "own"\n[sections\n', 2, "not TOML"),
        ('name = "own"\n[sections]\nfood = ["menu"]\n', 3, "`food` is no kind of section"),
        ('name = "own"\n[sections]\ndecisions = ["/(/"]\n', 3, "no regular expression"),
        ('name = "own"\n[sections]\ndecisions = [1]\n', 3, "no list of texts"),
        ('name = "own"\n\n[attendance]\nentries = ["(.+)"]\n', 4, "has no group `name`"),
        ('name = "own"\nextends = "generik"\n', 2, "`extends` names `generik`"),
        ('name = "own"\n[fields]\nhost = ["captain"]\n', 3, "`host` is no meaning"),
        ('name = "own"\n[decisions]\nwords = ["x"]\n', 3, "`words` is no key"),
        ('name = "own"\n[choose]\nleast = "many"\n', 3, "`least`"),
        (
            'name = "own"\n[[choose.evidence]]\npart = "moon"\nwords = ["x"]\n',
            3,
            "`moon` is no part of a note",
        ),
        ('name = "own"\n[dates]\norder = "year-first"\n', 3, "`year-first` is no order"),
    ],
)
def test_a_wrong_file_is_told_with_its_line_and_left_out(tmp_path: Path, text: str, line: int, said: str) -> None:
    dialects, problems = load_dialects(write(tmp_path, text))
    assert set(dialects) == SHIPPED
    assert [(p.kind, p.line, p.path) for p in problems] == [("configuration", line, f"{tmp_path.name}/own.toml")]
    assert said in problems[0].message
    assert problems[0].hint


def test_a_misspelt_word_is_told_with_the_right_one(tmp_path: Path) -> None:
    _, (told,) = load_dialects(write(tmp_path, 'name = "own"\n[sections]\ndecision = ["x"]\n'))
    assert "`decisions`" in told.hint


def test_dialects_that_extend_each_other_are_told(tmp_path: Path) -> None:
    write(tmp_path, 'name = "a"\nextends = "b"\n', "a.toml")
    dialects, problems = load_dialects(write(tmp_path, 'name = "b"\nextends = "a"\n', "b.toml"))
    assert problems
    assert set(dialects) >= SHIPPED


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    dialects, problems = load_dialects(tmp_path / "nowhere")
    assert set(dialects) == SHIPPED
    assert [problem.kind for problem in problems] == ["configuration"]


@pytest.mark.parametrize(
    ("path", "front", "text", "name"),
    [
        ("a.md", {"source": "transcript", "participants": ["Ilse"]}, "# T", "transcript-note"),
        ("a.md", {"type": "People", "participants": "Ilse, Omar"}, "# T", "transcript-note"),
        ("Work/People/Ilse/README.md", {"type": "people"}, "# Ilse\n## Key Facts", "entity-page"),
        ("a.md", {"type": "person"}, "# Ilse", "entity-page"),
        (
            "2026-03-01.md",
            {},
            "# Club TSC Meeting 2026-03-01\n* **GitHub Issue**: x\n## Present",
            "nodejs-tsc",
        ),
        (
            "a.md",
            {},
            "# Core Devs Meeting 3\n### Meeting Date/Time: x\n### Meeting Duration: 1 h",
            "ethereum-acd",
        ),
        ("a.md", {}, "# Minutes\n## Attendees\n- Ilse\n## Decisions", "generic"),
        ("a.md", {}, "", "generic"),
    ],
)
def test_the_dialect_is_chosen_by_evidence(path: str, front: dict[str, object], text: str, name: str) -> None:
    assert choose(load_dialects()[0], path, front, text.split("\n")).name == name


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Decisions", "decisions"),
        ("DECISIONS MADE", "decisions"),
        ("2. Key decisions:", "decisions"),
        ("Decisions (Agreements & rationale)", "decisions"),
        ("What we decided", "decisions"),
        ("✅ Decisions", "decisions"),
        ("Decisions needed", "questions"),
        ("Pending decisions", "questions"),
        ("Review of previous decisions", "discussion"),
        ("Decision-making at Tamba", "other"),
        ("Why decisions take long", "other"),
        ("Action Items (You & Counterpart)", "actions"),
        ("Next steps", "actions"),
        ("TODO", "actions"),
        ("Actions speak louder", "other"),
        ("Open Questions", "questions"),
        ("Outcomes (What moved forward)", "information"),
        ("Relationship Context & Key Facts", "information"),
        ("Risks (technical)", "information"),
        ("Attendees (12)", "attendance"),
        ("Present", "attendance"),
        ("Presentation by Omar", "other"),
        ("Regrets", "absence"),
        ("Next meeting", "ignored"),
        ("TL;DR", "summary"),
        ("Recent Context", "links"),
        ("Agenda", "agenda"),
        ("Beschlüsse", "decisions"),
        ("Lyon", "other"),
    ],
)
def test_headings_of_any_wording_are_understood(heading: str, kind: SectionKind) -> None:
    assert load_dialects()[0]["generic"].section_kind(heading) == kind


def test_no_pattern_of_a_shipped_dialect_is_empty() -> None:
    for dialect in load_dialects()[0].values():
        for _, pattern in dialect.heading_patterns:
            assert not re.fullmatch(pattern, ""), pattern.pattern
