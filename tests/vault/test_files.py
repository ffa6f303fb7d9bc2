"""Walking a vault: what is read, what is left out and why."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NoReturn

import pytest

from graphkit.vault.config import Config
from graphkit.vault.directory_files import read_aliases, read_manifest
from graphkit.vault.files import Vault
from graphkit.vault.globs import matcher
from graphkit.vault.note import Place
from graphkit.vault.place import place_of
from graphkit.vault.problem import Problem


def write(root: Path, *paths: str) -> None:
    for path in paths:
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"# {path}\n", encoding="utf-8")


def paths(vault: Vault) -> list[str]:
    return [file.path for file in vault.files()]


def test_notes_are_listed_sorted_by_path_with_size_and_time(tmp_path: Path) -> None:
    write(tmp_path, "b.md", "a/z.md", "a/B.markdown", "a.md", "x.txt", "picture.png")
    vault = Vault(tmp_path)
    assert paths(vault) == ["a.md", "a/B.markdown", "a/z.md", "b.md"]
    first = vault.files()[0]
    assert first.size == len("# a.md\n")
    assert first.mtime_ns == (tmp_path / "a.md").stat().st_mtime_ns


def test_what_is_no_note_is_left_out_and_counted_by_reason(tmp_path: Path) -> None:
    write(
        tmp_path,
        "note.md", "Work/_archive/old.md", "Work/_archive/deep/older.md", ".obsidian/x.md", ".trash/x.md",
        ".graphkit/x.md", "templates/t.md", "Work/Templates/t.md", "Sources/Transcripts/2026/raw.md",
        "Sources/list.md", "Work/Sources/essay.md", "_graphkit/who.md", "node_modules/p/README.md",
    )  # fmt: skip
    vault = Vault(tmp_path)
    assert paths(vault) == ["Work/Sources/essay.md", "note.md"]
    assert vault.skipped == {
        "archive": 2, "hidden": 3, "templates": 2, "sources": 2, "graphkit": 1, "node_modules": 1,
    }  # fmt: skip


def test_the_configuration_excludes_and_includes_and_include_wins(tmp_path: Path) -> None:
    write(
        tmp_path,
        "a.md",
        "Private/b.md",
        "Private/keep.md",
        "_archive/old.md",
        "_archive/gold.md",
        "drafts/x.md",
    )
    config = Config(exclude=("Private/**", "drafts"), include=("**/keep.md", "_archive/gold.md"), private=("a.md",))
    vault = Vault(tmp_path, config)
    assert paths(vault) == ["Private/keep.md", "_archive/gold.md", "a.md"]
    assert vault.skipped == {"excluded": 2, "archive": 1}
    assert vault.is_private("a.md")
    assert not vault.is_private("Private/keep.md")


def test_one_file_is_a_vault_whatever_its_ending(tmp_path: Path) -> None:
    write(tmp_path, "note.txt")
    vault = Vault(tmp_path / "note.txt")
    (file,) = vault.files()
    assert file.path == "note.txt"
    assert vault.read(file) == b"# note.txt\n"


def test_a_link_to_a_folder_above_is_told_and_not_followed(tmp_path: Path) -> None:
    write(tmp_path, "a/b/note.md")
    (tmp_path / "a/b/loop").symlink_to(tmp_path / "a", target_is_directory=True)
    (tmp_path / "self").symlink_to(tmp_path, target_is_directory=True)
    vault = Vault(tmp_path)
    assert paths(vault) == ["a/b/note.md"]
    assert sorted((problem.kind, problem.path) for problem in vault.problems) == [
        ("link-loop", "a/b/loop"), ("link-loop", "self"),
    ]  # fmt: skip


def test_a_folder_outside_is_followed_once_and_a_note_keeps_its_own_path(tmp_path: Path) -> None:
    write(tmp_path, "outside/o.md", "vault/z/n.md")
    (tmp_path / "vault/a").symlink_to(tmp_path / "vault/z", target_is_directory=True)
    (tmp_path / "vault/out1").symlink_to(tmp_path / "outside", target_is_directory=True)
    (tmp_path / "vault/out2").symlink_to(tmp_path / "outside", target_is_directory=True)
    vault = Vault(tmp_path / "vault")
    assert paths(vault) == ["out1/o.md", "z/n.md"]
    assert vault.skipped == {"linked-twice": 2}
    assert not vault.problems


def test_folders_that_link_to_each_other_end(tmp_path: Path) -> None:
    names = [f"d{n}" for n in range(8)]
    for name in names:
        write(tmp_path, f"{name}/{name}.md")
    for name in names:
        for other in names:
            (tmp_path / name / f"to-{other}").symlink_to(tmp_path / other, target_is_directory=True)
    vault = Vault(tmp_path)
    assert paths(vault) == [f"{name}/{name}.md" for name in names]
    assert len(vault.problems) == 8  # each folder's link to itself


def test_a_broken_link_and_a_pipe_are_unreadable(tmp_path: Path) -> None:
    (tmp_path / "gone.md").symlink_to(tmp_path / "nowhere.md")
    os.mkfifo(tmp_path / "pipe.md")
    vault = Vault(tmp_path)
    assert paths(vault) == []
    assert [(problem.kind, problem.path) for problem in sorted(vault.problems)] == [
        ("unreadable", "gone.md"), ("unreadable", "pipe.md"),
    ]  # fmt: skip


def test_a_file_and_a_folder_that_cannot_be_opened_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "a.md", "locked/b.md")

    def refuse(*_: object, **__: object) -> NoReturn:
        raise PermissionError(13, "Permission denied")

    scandir = os.scandir
    monkeypatch.setattr("graphkit.vault.files.open", refuse, raising=False)
    monkeypatch.setattr(os, "scandir", lambda folder: refuse() if str(folder).endswith("locked") else scandir(folder))
    vault = Vault(tmp_path)
    (file,) = vault.files()
    assert [(problem.kind, problem.path) for problem in vault.problems] == [("unreadable", "locked")]
    told = vault.read(file)
    assert isinstance(told, Problem)
    assert (told.kind, told.path) == ("unreadable", "a.md")
    assert "Permission denied" in told.message


def test_a_file_of_50_mb_is_told_without_being_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (tmp_path / "big.md").open("wb") as file:
        file.truncate(50_000_000)
    monkeypatch.setattr("graphkit.vault.files.open", lambda *_, **__: pytest.fail("read"), raising=False)
    vault = Vault(tmp_path)
    told = vault.read(vault.files()[0])
    assert isinstance(told, Problem)
    assert told.kind == "too-large"
    assert "50.0 MB" in told.message


def test_a_vault_that_is_not_there_is_told(tmp_path: Path) -> None:
    vault = Vault(tmp_path / "nowhere")
    assert vault.files() == []
    assert [problem.kind for problem in vault.problems] == ["unreadable"]


def test_manifests_and_alias_files_are_marked(tmp_path: Path) -> None:
    write(tmp_path, "People/_MANIFEST.md", "_config/aliases.yaml", "people_aliases.yml", "mkdocs.yml")
    assert {file.path: file.kind for file in Vault(tmp_path).files()} == {
        "People/_MANIFEST.md": "manifest", "_config/aliases.yaml": "aliases", "people_aliases.yml": "aliases",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ann Lee: [Annie, A. Lee]\nBo Kim: Bob, Bobby\n",
            "Ann Lee=Annie Ann Lee=A. Lee Bo Kim=Bob Bo Kim=Bobby",
        ),
        (
            "---\npeople:\n  Ann Lee:\n    - Annie\norganisations:\n  Acme: ACME Inc.\n",
            "Ann Lee=Annie Acme=ACME Inc.",
        ),
        ("Ann Lee: {aliases: [Annie], misspellings: [An Lee]}\n", "Ann Lee=Annie Ann Lee=An Lee"),
        ("- name: Ann Lee\n  aliases: [Annie]\n", "Ann Lee=Annie"),
        ("people:\n  - {name: Ann Lee, aliases: Annie}\n", "Ann Lee=Annie"),
        ("just text", ""),
    ],
)
def test_alias_files_of_several_shapes_are_read(text: str, expected: str) -> None:
    pairs, problems = read_aliases("aliases.yaml", text.encode())
    assert " ".join(f"{name}={alias}" for name, alias in pairs) == expected
    assert not problems


def test_a_broken_alias_file_is_told_with_its_line() -> None:
    pairs, (told,) = read_aliases("aliases.yaml", b"Ann Lee: [Annie]\nBo: [\n")
    assert not pairs
    assert (told.kind, told.path) == ("front-matter-syntax", "aliases.yaml")
    assert told.line >= 2


def test_the_tables_of_a_manifest_are_read_by_their_columns() -> None:
    text = "# People\n\n## Work\n\n| **Name** | Role | Aliases |\n|---|---|---|\n"
    text += "| Ann Lee | PM | Annie |\n| Bo | | |\n"
    rows = read_manifest("_MANIFEST.md", text.encode()).rows
    assert [(row.line, row.heading, row.cells) for row in rows] == [
        (7, "Work", {"name": "Ann Lee", "role": "PM", "aliases": "Annie"}),
        (8, "Work", {"name": "Bo", "role": "", "aliases": ""}),
    ]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("Work/People/Ann Lee/2026-02-10 - 1to1.md", Place("person", "Ann Lee", "Work", False)),
        ("Work/People/Ann Lee/README.md", Place("person", "Ann Lee", "Work", True)),
        ("Work/People/Ann Lee/Ann Lee.md", Place("person", "Ann Lee", "Work", True)),
        ("Work/People/Ann Lee/deep/er/n.md", Place("person", "Ann Lee", "Work", False)),
        ("People/Ann Lee.md", Place("person", "Ann Lee", "", True)),
        ("People/_MANIFEST.md", Place()),
        ("a/b/Customers and Partners/Acme/n.md", Place("organisation", "Acme", "a/b", False)),
        ("Accounts/Acme/n.md", Place("organisation", "Acme", "", False)),
        ("Work/ROB/Staff/n.md", Place("forum", "Staff", "Work", False)),
        ("Work/Projects/Plan/n.md", Place("project", "Plan", "Work", False)),
        ("Work/README.md", Place()),
        ("note.md", Place()),
    ],
)
def test_the_folder_says_whose_note_it_is(path: str, expected: Place) -> None:
    assert place_of(path) == expected


@pytest.mark.parametrize(
    ("pattern", "path", "matches"),
    [
        ("drafts", "a/drafts/b.md", True),
        ("*.tmp.md", "a/b.tmp.md", True),
        ("a/*.md", "a/b.md", True),
        ("a/*.md", "a/b/c.md", False),
        ("a/**", "a/b/c.md", True),
        ("**/c.md", "c.md", True),
        ("/a", "a/b.md", True),
        ("A.md", "a.md", True),
        ("a?.md", "ab.md", True),
        ("a[b].md", "a[b].md", True),
        ("drafts", "a/drafts.md", False),
    ],
)
def test_globs_match_as_in_gitignore(pattern: str, path: str, matches: bool) -> None:
    found = matcher([pattern])
    assert found is not None
    assert bool(found.fullmatch(path)) is matches
