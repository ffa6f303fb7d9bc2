"""Exit codes, and what is said when something cannot be done."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from graphkit.cli import errors
from graphkit.cli.app import app

GRAPH = Path(__file__).parents[1] / "graph" / "fixture.trig"
EVERYTHING = "SELECT * { ?a ?b ?c }"


def graphkit(*arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "graphkit", *arguments], capture_output=True, text=True, timeout=60, **options
    )  # type: ignore[call-overload, no-any-return]


def test_a_folder_without_a_graph_says_how_to_build_one(tmp_path: Path) -> None:
    answer = graphkit("sparql", "ASK {}", cwd=tmp_path)
    assert (answer.returncode, answer.stdout) == (3, "")
    assert str(tmp_path) in answer.stderr
    assert "graphkit build" in answer.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("build", "nowhere"), "There is no folder or note nowhere."),
        (("status", "--vault", "nowhere"), "There is no folder or note nowhere."),
        (("who", "budget", "--graph", "nowhere"), "There is no graph nowhere."),
        (("who", "budget", "--graph", "."), "There is no graph in ."),
        (("sparql", "-f", "nowhere.rq"), "nowhere.rq: No such file or directory."),
        (("view", "-o", "no/such/folder/page.html", "--graph", str(GRAPH)), "no/such/folder"),
        (("export", "-o", "no/such/folder/graph.nq", "--graph", str(GRAPH)), "no/such/folder"),
        (("init", str(GRAPH)), "is not a folder"),
    ],
)
def test_what_is_not_there_ends_with_3(arguments: tuple[str, ...], said: str, tmp_path: Path) -> None:
    answer = graphkit(*arguments, cwd=tmp_path)
    assert (answer.returncode, answer.stdout) == (3, "")
    assert said in answer.stderr
    assert "Traceback" not in answer.stderr


def test_debug_shows_where_it_happened_wherever_it_stands(tmp_path: Path) -> None:
    for arguments in (("--debug", "build", "nowhere"), ("build", "nowhere", "--debug")):
        answer = graphkit(*arguments, cwd=tmp_path)
        assert answer.returncode != 0
        assert "Traceback" in answer.stderr


def test_a_fault_of_graphkit_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr("graphkit.cli.writing.open_graph", fail)
    answer = CliRunner().invoke(app, ["view"])
    assert answer.exit_code == errors.UNREADABLE
    assert "ZeroDivisionError: division by zero" in answer.stderr
    assert answer.stderr.count("\n") == 1


def test_a_missing_package_is_named_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ModuleNotFoundError("No module named 'pyarrow'", name="pyarrow")

    monkeypatch.setattr("graphkit.cli.writing.open_graph", fail)
    answer = CliRunner().invoke(app, ["export", "-o", "graph.parquet"])
    assert answer.exit_code == errors.UNREADABLE
    assert "pyarrow" in answer.stderr
    assert "decision-graphkit[analysis]" in answer.stderr


def test_a_reader_who_has_had_enough_hears_nothing() -> None:
    many = "SELECT * { ?a ?b ?c . ?d ?e ?f }"
    command = [sys.executable, "-m", "graphkit", "sparql", many, "--limit", "50000", "--graph", str(GRAPH)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 0


def test_colour_never_reaches_a_pipe() -> None:
    coloured = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    answer = graphkit("sparql", EVERYTHING, "--graph", str(GRAPH), "--format", "table", env=coloured)
    assert answer.stdout
    assert "\x1b" not in answer.stdout


def test_a_narrow_character_set_is_no_error() -> None:
    answer = graphkit(
        "sparql", "SELECT ?x { BIND('Björn ⏫' AS ?x) }", "--graph", str(GRAPH),
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )  # fmt: skip
    assert answer.returncode == 0
    assert "rn" in answer.stdout


def test_help_needs_nothing_that_takes_time_to_load() -> None:
    code = """
import sys
from graphkit.cli import main
sys.argv[1:] = ["--help"]
try:
    main()
finally:
    print(sorted(sys.modules))
"""
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert "Usage: graphkit" in answer.stdout
    for module in ("rdflib", "networkx", "pandas", "pyoxigraph", "rich.console", "frontmatter", "ftfy"):
        assert f"'{module}'" not in answer.stdout


@pytest.mark.parametrize("command", ["search", "serve", "mcp", "publish", "report", "forget"])
def test_a_name_that_is_only_reserved_is_not_there(command: str) -> None:
    assert CliRunner().invoke(app, [command]).exit_code == 2


def test_every_command_has_help_in_whole_sentences() -> None:
    for command in app.registered_commands:
        assert command.callback is not None
        answer = CliRunner().invoke(app, [command.callback.__name__, "--help"])
        assert answer.exit_code == 0
        first = answer.stdout.splitlines()[2].strip()
        assert first[0].isupper()
        assert first.endswith(".")


def test_the_version_is_that_of_the_distribution() -> None:
    from importlib.metadata import version

    assert CliRunner().invoke(app, ["--version"]).stdout == f"graphkit {version('decision-graphkit')}\n"
