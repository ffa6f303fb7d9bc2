"""What a person at a terminal sees, which is not what a pipe gets."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pty = pytest.importorskip("pty", reason="there are no pseudo-terminals here")
GRAPH = Path(__file__).parents[1] / "graph" / "fixture.trig"


def on_a_terminal(*arguments: str) -> str:
    """What the command writes to a terminal of 100 columns."""
    master, slave = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "100"}
    command = [sys.executable, "-m", "graphkit", *arguments, "--graph", str(GRAPH)]
    with subprocess.Popen(command, stdout=slave, stderr=slave, stdin=slave, env=environment) as process:
        os.close(slave)
        written = b""
        while True:
            try:
                part = os.read(master, 65536)
            except OSError:
                break
            if not part:
                break
            written += part
        os.close(master)
        assert process.wait(60) == 0
    return written.decode()


def test_a_terminal_gets_a_table() -> None:
    shown = on_a_terminal("sparql", "SELECT ?label { topic:budget rdfs:label ?label }")
    assert "─" in shown
    assert "budget" in shown


def test_a_note_cannot_move_the_cursor_or_change_the_title() -> None:
    query = r'SELECT ?x { BIND("a\u001B]0;owned\u0007b\u009B2J" AS ?x) }'
    for format in ("table", "tsv", "csv", "md", "json"):
        shown = on_a_terminal("sparql", query, "--format", format)
        assert "\x1b]0;" not in shown
        assert "\x07" not in shown
        assert "\x9b" not in shown


def test_no_rows_are_told_and_not_shown_as_an_empty_table() -> None:
    shown = on_a_terminal("sparql", "SELECT ?x { ?x a gk:Nothing }")
    assert shown == "Nothing found.\r\n"


@pytest.mark.parametrize(
    ("line", "completed"),
    [
        ("graphkit sta", "status"),
        ("graphkit query who-", "who-decides"),
        ("graphkit network esc", "escalation"),
    ],
)
def test_the_shell_completes_commands_queries_and_lenses(line: str, completed: str) -> None:
    asked = {"_GRAPHKIT_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": str(line.count(" "))}
    answer = subprocess.run(
        [sys.executable, "-c", "from graphkit.cli import main; main()"],
        env={**os.environ, **asked}, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert answer.stdout.split() == [completed]
