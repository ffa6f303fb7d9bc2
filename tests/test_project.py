"""The project as a whole: what it installs, what it must not hold, and that it works away from its folder."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]
TEXTS = {".py", ".md", ".toml", ".txt", ".rq", ".ttl", ".yml", ".yaml", ".ipynb", ".html", ".js", ".cfg", ""}


def tracked() -> list[Path]:
    """The files of the project, as git knows them."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=PROJECT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return [PROJECT / name for name in listed.stdout.split("\0") if name and (PROJECT / name).is_file()]


def texts() -> dict[str, str]:
    return {
        str(path.relative_to(PROJECT)): path.read_text("utf-8", errors="replace")
        for path in tracked()
        if path.suffix in TEXTS
    }


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The distribution as it would be published."""
    out = tmp_path_factory.mktemp("wheel")
    made = subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(PROJECT)],
        capture_output=True, text=True,
    )  # fmt: skip
    assert made.returncode == 0, made.stdout + made.stderr
    return next(out.glob("*.whl"))


def test_the_wheel_holds_all_that_the_code_reads(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    for folder, target in (
        ("graphkit", "graphkit"),
        ("queries", "graphkit/_share/queries"),
        ("data/demo", "graphkit/_share/demo"),
    ):
        there = {
            path.relative_to(PROJECT / folder).as_posix() for path in tracked() if path.is_relative_to(PROJECT / folder)
        }
        assert {f"{target}/{name}" for name in there} <= inside
    assert not [name for name in inside if ".graphkit/" in name or "__pycache__" in name]


def test_the_demo_runs_wherever_the_wheel_is_installed(wheel: Path, tmp_path: Path) -> None:
    environment = tmp_path / "venv"
    venv.create(environment, with_pip=False, symlinks=os.name != "nt")
    python = environment / "bin" / "python"
    # What it needs is borrowed from where these tests run, without the path file that leads to our checkout.
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    site = environment / "lib" / version / "site-packages"
    (site / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    pip = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        str(python),
        "install",
        "--no-deps",
        "--no-index",
        str(wheel),
    ]
    subprocess.run(pip, check=True, capture_output=True)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}

    where = [str(python), "-c", "import graphkit; print(graphkit.__file__)"]
    found = subprocess.run(where, cwd=elsewhere, env=clean, capture_output=True, text=True, check=True)
    assert found.stdout.startswith(str(environment))

    command = [str(environment / "bin" / "graphkit"), "demo"]
    shown = subprocess.run(command, cwd=elsewhere, env=clean, capture_output=True, text=True)
    assert shown.returncode == 0, shown.stderr
    assert "graph.html" in shown.stdout
    assert (elsewhere / "demo" / "graph.html").is_file()


def test_everything_that_is_needed_is_pinned() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [
        *project["dependencies"],
        *(one for extra in project["optional-dependencies"].values() for one in extra),
    ]
    names = {_name(re.split(r"[\s<>=\[]", one)[0]) for one in wanted} - {"decision-graphkit"}
    lines = [line for line in (PROJECT / "constraints.txt").read_text("utf-8").splitlines() if line[:1] != "#"]
    pins = {_name(line.split("==")[0]) for line in lines}
    assert names <= pins
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+==[0-9][A-Za-z0-9.+!]*", line) for line in lines)


def _name(text: str) -> str:
    return re.sub(r"[-_.]+", "-", text).lower()


def test_no_file_names_a_package_registry_or_a_place_on_a_machine() -> None:
    wrong = re.compile(
        "|".join(
            [
                "pypi" + r"\.org",
                "pythonhosted" + r"\.org",
                "--index-" + "url",
                r"/work/" + "main",
                r"/root/" + r"\.",
            ]
        )
    )
    found = {name: match.group() for name, text in texts().items() if (match := wrong.search(text))}
    assert found == {}


def test_nothing_is_left_for_later() -> None:
    wrong = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X)\b\s*[:(]")
    found = {
        name
        for name, text in texts().items()
        if name.startswith(("graphkit/", "queries/")) and name.endswith((".py", ".rq")) and wrong.search(text)
    }
    assert found == set()


@pytest.mark.seed
def test_no_name_of_the_seed_note_is_in_the_project(seed: Path) -> None:
    import frontmatter

    [note] = seed.glob("*.txt")
    listed = frontmatter.loads(note.read_text("utf-8"))["participants"]
    people = {re.sub(r"\(.*?\)", "", str(one)).strip() for one in listed}
    full = {name for name in people if len(name.split()) > 1}
    assert full
    assert {(name, file) for file, text in texts().items() for name in full if name in text} == set()


def test_ci_runs_what_a_person_runs() -> None:
    run = PROJECT / ".ci" / "run"
    assert os.access(run, os.X_OK)
    assert run.read_text("utf-8").splitlines()[-1] == "exec make test"
    recipes = subprocess.run(
        ["make", "--no-print-directory", "-n", "test"], cwd=PROJECT, capture_output=True, text=True, check=True
    ).stdout
    for command in ("ruff check", "mypy --strict", "pytest -n 2"):
        assert command in recipes


def test_make_demo_is_the_command_demo() -> None:
    recipe = subprocess.run(
        ["make", "--no-print-directory", "-n", "demo"], cwd=PROJECT, capture_output=True, text=True, check=True
    ).stdout
    assert recipe.splitlines()[-1].endswith("graphkit demo demo")


def test_the_licence_is_there_in_full() -> None:
    text = (PROJECT / "LICENSE").read_text("utf-8")
    assert "Apache License" in text
    assert "END OF TERMS AND CONDITIONS" in text


#: The rooms in the order in which notes pass through them; each imports only from those before it.
ROOMS = ("vault", "extract", "identity", "graph", "network", "view", "cli")


def test_data_flows_one_way() -> None:
    backwards = {
        f"{path.relative_to(PROJECT)} imports {name}"
        for path in (PROJECT / "graphkit").glob("*/**/*.py")
        for name in imported(path)
        if later(path.relative_to(PROJECT / "graphkit").parts[0], name)
    }
    assert backwards == set()


def imported(path: Path) -> list[str]:
    """The modules a file imports, wherever in it."""
    found = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            found.append(node.module or "")
        elif isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
    return found


def later(room: str, module: str) -> bool:
    """Whether a module is in a room behind this one."""
    parts = module.split(".")
    other = parts[1] if parts[0] == "graphkit" and len(parts) > 1 else ""
    return room in ROOMS and other in ROOMS and ROOMS.index(other) > ROOMS.index(room)
