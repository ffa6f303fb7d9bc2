"""Every command that the README shows runs, and prints what the README shows."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

README = Path(__file__).parents[2] / "README.md"
#: Commands that install, or run these very tests.
LEFT_OUT = {"pip install .", "make test"}
#: What a command comes down to; tests/test_project.py looks at the Makefile.
MEANS = {"make demo": "graphkit demo demo"}


def commands() -> list[tuple[str, list[str]]]:
    """Each command with the lines it is shown to print, in their order."""
    found: list[tuple[str, list[str]]] = []
    for block in re.findall(r"```console\n(.*?)```", README.read_text("utf-8"), re.DOTALL):
        for line in block.splitlines():
            if line.startswith("$ "):
                found.append((line[2:], []))
            else:
                found[-1][1].append(line)
    return found


def test_every_command_runs_and_prints_what_is_shown(tmp_path: Path) -> None:
    here = tmp_path
    ran = 0
    for command, shown in commands():
        words = shlex.split(MEANS.get(command, command).removeprefix(".venv/bin/"))
        if command in LEFT_OUT:
            continue
        if words[0] == "cd":
            here = tmp_path / "demo"
            continue
        assert words[0] == "graphkit"
        done = subprocess.run(
            [sys.executable, "-m", *words], cwd=here, env={**os.environ, "COLUMNS": "100"},
            capture_output=True, text=True, timeout=120,
        )  # fmt: skip
        assert done.returncode == (1 if words[1] == "check" else 0), done.stderr
        if shown:
            assert fits(done.stdout.rstrip().splitlines(), shown)
        ran += 1
    assert ran >= 6


def fits(printed: list[str], shown: list[str]) -> bool:
    """Whether lines are those shown, where a line `…` stands for any number of them."""
    pattern = "\n".join(".*" if line == "…" else re.escape(line) for line in shown)
    return re.fullmatch(pattern, "\n".join(printed), re.DOTALL) is not None


@pytest.mark.parametrize(
    ("shown", "fitting"),
    [(["a", "…", "d"], True), (["a", "b"], False), (["b", "…", "d"], False), (["a", "…"], True)],
)
def test_a_cut_answer_must_still_fit_at_both_ends(shown: list[str], fitting: bool) -> None:
    assert fits(["a", "b", "c", "d"], shown) is fitting
