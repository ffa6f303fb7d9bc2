"""The docs say what is so: commands exist, links lead somewhere, nothing is left out."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path

import pytest
import typer

from graphkit.cli.app import app
from graphkit.graph.named import read_folder, shipped_folder
from graphkit.vault.dialect import load_dialects

PROJECT = Path(__file__).parents[2]
PAGES = [PROJECT / "README.md", PROJECT / "CHANGELOG.md", *sorted((PROJECT / "docs").rglob("*.md"))]
COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]
SHELL = re.compile(r"```(?:sh|console)\n(.*?)```", re.DOTALL)
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


def lines() -> list[pytest.ParameterSet]:  # type: ignore[name-defined]
    """Every line of the docs that a person may copy into a shell and that calls graphkit."""
    found = []
    for page in PAGES:
        for block in SHELL.findall(page.read_text("utf-8")):
            for line in block.splitlines():
                words = shlex.split(line.removeprefix("$ "), comments=True)
                if words[:1] == ["graphkit"]:
                    found.append(pytest.param(words[1:], id=f"{page.name}: {line}"))
    return found


@pytest.mark.parametrize("words", lines())
def test_a_command_in_the_docs_exists_with_its_options(words: list[str]) -> None:
    if "|" in words:
        words = words[: words.index("|")]
    if words[0].startswith("-"):
        assert words[0] in {"--install-completion", "--help", "--version"}
        return
    command = COMMANDS[words[0]]
    known = {name for parameter in command.params for name in parameter.opts} | {"--help"}
    if words[0] == "query" and words[1:] and not words[1].startswith("-"):
        query = read_folder(shipped_folder())[words[1]]
        known |= {f"--{parameter.name.replace('_', '-')}" for parameter in query.parameters}
    assert {word for word in words if word.startswith("-")} <= known


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(PROJECT)))
def test_links_within_the_docs_lead_somewhere(page: Path) -> None:
    broken = [
        target
        for target in LINK.findall(page.read_text("utf-8"))
        if "://" not in target and not (page.parent / target).exists()
    ]
    assert broken == []


def test_every_page_is_reached_from_the_index() -> None:
    linked = set(LINK.findall((PROJECT / "docs" / "index.md").read_text("utf-8")))
    pages = {page.name for page in (PROJECT / "docs").glob("*.md")} - {"index.md"}
    assert pages <= linked


def test_every_dependency_has_a_reason() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [
        *project["dependencies"],
        *(one for extra in project["optional-dependencies"].values() for one in extra),
    ]
    names = {re.split(r"[\s<>=\[]", one)[0] for one in wanted} - {"decision-graphkit"}
    listed = re.findall(r"^\| `([^`]+)` \| \S", (PROJECT / "docs" / "dependencies.md").read_text("utf-8"), re.MULTILINE)
    assert sorted(listed, key=str.lower) == sorted(names, key=str.lower)


def test_every_dialect_is_listed() -> None:
    page = (PROJECT / "docs" / "dialects.md").read_text("utf-8")
    shipped, _ = load_dialects()
    assert set(re.findall(r"^\| `([a-z-]+)` \|", page, re.MULTILINE)) == set(shipped)


def test_the_dialect_that_the_docs_show_works(tmp_path: Path) -> None:
    page = (PROJECT / "docs" / "dialects.md").read_text("utf-8")
    (tmp_path / "board-minutes.toml").write_text(page.split("```toml\n")[2].split("```")[0], "utf-8")
    dialects, problems = load_dialects(tmp_path)
    assert problems == []
    assert dialects["board-minutes"].section_kind("We settled") == "decisions"


def test_the_configuration_that_the_docs_show_is_understood(tmp_path: Path) -> None:
    from graphkit.vault.config import load_config

    page = (PROJECT / "docs" / "notes.md").read_text("utf-8")
    (tmp_path / "graphkit.toml").write_text(page.split("```toml\n")[1].split("```")[0], "utf-8")
    config, problems = load_config(tmp_path)
    assert problems == []
    assert (config.owner, config.people[0].name, config.base) == (
        "Ada Lovelace", "Charles Babbage", "https://example.org/graph/",
    )  # fmt: skip


def test_decisions_are_numbered_and_short() -> None:
    files = sorted((PROJECT / "docs" / "decisions").glob("*.md"))
    assert [int(file.name[:4]) for file in files] == list(range(1, len(files) + 1))
    for file in files:
        text = file.read_text("utf-8")
        assert text.startswith(f"# {int(file.name[:4])}. ")
        assert len(text.splitlines()) <= 20
