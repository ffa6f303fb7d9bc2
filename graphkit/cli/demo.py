"""demo: the notes of a fictional product manager, copied, built and asked."""

from __future__ import annotations

import os
import shutil
import textwrap
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from graphkit.cli.errors import CommandError
from graphkit.cli.options import DemoArgument
from graphkit.cli.output import plural, say, tell
from graphkit.cli.progress import progress_bar

if TYPE_CHECKING:
    from graphkit.graph.knowledge import KnowledgeGraph

#: How many decisions and questions are printed, and how wide.
_SHOWN: Final = 12
_ASKED: Final = 5
_WIDTH: Final = 96
#: The day after the last of the notes, in seconds.
_WRITTEN: Final = datetime(2026, 6, 1, tzinfo=UTC).timestamp()
_CONFIGURATION: Final = "graphkit.toml"


def demo(folder: DemoArgument = Path("demo")) -> None:
    """Build the demo notes and print who decides what in them.

    The notes are copied to DIR, where they can be read, changed and built again.
    """
    from graphkit.pipeline import build

    vault = copied(folder.expanduser())
    with progress_bar() as progress, build(vault, progress=progress) as kg:
        page = kg.view(vault / "graph.html")
        say("\n".join([*_decided(kg), "", *_undecided(kg), "", *_conflicts(kg), ""]))
    say(f"The page: {page}")
    tell(f"Ask more: graphkit who release dates --vault {folder}")


def shipped() -> Path:
    """Where the demo vault that comes with graphkit is: in the wheel, or beside the package in a checkout."""
    package = Path(__file__).parents[1]
    installed = package / "_share" / "demo" / "vault"
    return installed if installed.is_dir() else package.parent / "data" / "demo" / "vault"


def copied(folder: Path) -> Path:
    """A folder with the demo notes; one that is a copy already keeps what was changed in it.

    Raises CommandError for a folder that holds something else, OSError when it cannot be written.
    """
    source = shipped()
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        shutil.copytree(source, folder, dirs_exist_ok=True, copy_function=_copy)
    elif not _is_copy(folder, source):
        raise CommandError(f"{folder} holds something else.", "Name a new folder: graphkit demo DIR")
    return folder


def _copy(source: str, target: str) -> None:
    """Copy a file. Pages without a date are dated by their last change, and a copy must not make them newer."""
    shutil.copyfile(source, target)
    os.utime(target, (_WRITTEN, _WRITTEN))


def _is_copy(folder: Path, source: Path) -> bool:
    try:
        return (folder / _CONFIGURATION).read_bytes() == (source / _CONFIGURATION).read_bytes()
    except OSError:
        return False


def _decided(kg: KnowledgeGraph) -> Iterator[str]:
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for row in _rows(kg, "who-decides"):
        # The newest come first; of several notes the first to say so is shown.
        rows[row["who"], row["topics"]] = row
    shown = list(rows.values())[:_SHOWN]
    yield f"Who decides what ({len(shown)} of {len(rows)}):"
    for row in shown:
        condition = f" ({row['condition']})" if row["condition"] else ""
        yield from _stated(f"{row['who']}: {row['scope']}{condition}", row)


def _undecided(kg: KnowledgeGraph) -> Iterator[str]:
    rows = [row for row in _rows(kg, "undecided-topics") if row["questions"]][:_ASKED]
    yield "What somebody asks about and nobody is stated to decide:"
    for row in rows:
        yield from _stated(f"{row['topic']}, in {plural(row['meetings'], 'meeting')}", row)


def _conflicts(kg: KnowledgeGraph) -> Iterator[str]:
    yield "Where two are stated to decide the same:"
    for row in _rows(kg, "conflicting-rights"):
        yield from _stated(f"{row['topic']}: {row['who']} and {row['other']}", row)
        yield from _evidence(row["other_quote"], row["other_path"], row["other_line"])


def _stated(said: str, row: dict[str, Any]) -> Iterator[str]:
    yield f"\n  {said}"
    yield from _evidence(row["quote"], row["path"], row["line"])


def _evidence(quote: str, path: str, line: int) -> Iterator[str]:
    yield textwrap.fill(f"“{quote}”", _WIDTH, initial_indent="    ", subsequent_indent="     ")
    yield f"    {path}:{line}"


def _rows(kg: KnowledgeGraph, query: str) -> list[dict[str, Any]]:
    from graphkit.graph.result import Result

    found = kg.query(query)
    assert isinstance(found, Result)
    return list(found)
