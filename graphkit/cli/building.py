"""init, build, status: from a folder of notes to a graph."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from msgspec import Struct

from graphkit.cli.errors import CommandError
from graphkit.cli.options import (
    DialectOption,
    FormatOption,
    FreshOption,
    GraphOption,
    JobsOption,
    OwnerOption,
    SummaryFormatOption,
    VaultArgument,
    VaultOption,
)
from graphkit.cli.output import as_plain, plural, say, say_rows, tell
from graphkit.cli.place import open_graph, vault_of
from graphkit.cli.progress import progress_bar

if TYPE_CHECKING:
    from graphkit.graph.report import BuildReport
    from graphkit.pipeline import Changes


class Summary(Struct, frozen=True):
    """The object that `build --format json` ends with: counts of files, seconds, and bytes of memory.

    `notes_seen` are all files looked at: the notes `loaded` into the graph and those `skipped`, by reason;
    `unchanged` are those that were not read again.
    """

    notes_seen: int
    loaded: int
    skipped: dict[str, int]
    unchanged: int
    problems: int
    quads: int
    seconds: float
    peak_memory: int
    generation: int


def init(vault: VaultArgument = None, owner: OwnerOption = None) -> None:
    """Write a graphkit.toml that explains itself.

    One that is there is left as it is.
    """
    from graphkit.vault.config import NAME

    folder = vault_of(vault) if vault else Path.cwd()
    if not folder.is_dir():
        raise CommandError(f"{folder} is not a folder.", "Name the folder that holds your notes.")
    file = folder / NAME
    if file.exists():
        tell(f"{file} is there already and is left as it is.")
        return
    if owner is None and sys.stdin.isatty() and sys.stdout.isatty():
        guess = _name_in_git(folder)
        owner = typer.prompt("Whose notes are these? Full name", default=guess, show_default=bool(guess))
    file.write_text(_configuration((owner or "").strip()), "utf-8")
    say(str(file))
    tell(f"Next: graphkit build {folder}")


def build(
    vault: VaultArgument = None,
    graph: GraphOption = None,
    owner: OwnerOption = None,
    dialect: DialectOption = None,
    jobs: JobsOption = None,
    fresh: FreshOption = False,
    format: SummaryFormatOption = None,
) -> None:
    """Read the notes and bring their graph up to date."""
    from graphkit.pipeline import build as build_graph

    folder = vault_of(vault)
    with (
        progress_bar() as progress,
        build_graph(folder, graph=graph, owner=owner, dialect=dialect, jobs=jobs, fresh=fresh, progress=progress) as kg,
    ):
        report = kg.report
    assert report is not None, "a graph that was just built says so"
    if format is None:
        _summarise(report)
    else:
        summary = as_plain(_summary(report))
        say_rows(list(summary), [list(summary.values())], format, summary)


def status(vault: VaultOption = None, graph: GraphOption = None, format: FormatOption = None) -> None:
    """Count what is in the graph, and the notes that changed since."""
    from graphkit.status import status as status_of

    with open_graph(vault, graph) as kg:
        found = status_of(kg)
    rows: list[tuple[str, object]] = [("vault", found.vault), ("graph", found.graph), *found.contents.items()]
    rows += [("quads", found.quads)]
    rows += [(f"problems: {severity}", count) for severity, count in found.problems.items()]
    say_rows(["what", "count"], rows, format, as_plain(found))
    if found.changes is None:
        tell("Which notes the graph was made from is not known: name them with --vault.")
    elif found.changes:
        tell(f"{_changed(found.changes)} since the graph was built. Run: graphkit build {found.vault}")


def _changed(changes: Changes) -> str:
    """What has changed, in words."""
    counts = (("new", changes.new), ("changed", changes.changed), ("gone", changes.gone))
    said = [f"{plural(len(paths), 'note')} {what}" for what, paths in counts if paths]
    return ", ".join(said or ["graphkit or its configuration changed"])


def _name_in_git(folder: Path) -> str:
    """Who commits in this folder, as a guess to be confirmed; "" when nobody says."""
    import subprocess

    try:
        said = subprocess.run(
            ["git", "-C", str(folder), "config", "user.name"], capture_output=True, text=True, timeout=5
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return said.stdout.strip()


def _configuration(owner: str) -> str:
    """The text of a new graphkit.toml; `owner` in the place of its example unless empty."""
    import json

    text = (Path(__file__).parent / "template.toml").read_text("utf-8")
    if not owner:
        return text
    # A JSON string is a TOML string too.
    return text.replace('# owner = "Full Name"', f"owner = {json.dumps(owner, ensure_ascii=False)}")


def _summary(report: BuildReport) -> Summary:
    return Summary(
        notes_seen=report.seen,
        loaded=report.loaded,
        skipped=report.skipped,
        unchanged=report.unchanged,
        problems=len(report.problems),
        quads=report.quads,
        seconds=report.seconds,
        peak_memory=report.peak_memory,
        generation=report.generation,
    )


def _summarise(report: BuildReport) -> None:
    left_out = ", ".join(f"{reason} {count:,}" for reason, count in sorted(report.skipped.items()) if count)
    fresh = report.seen - sum(report.skipped.values()) - report.unchanged
    say(f"{plural(report.loaded, 'note')}, {max(fresh, 0):,} of them read now.")
    if left_out:
        say(f"Left out: {left_out}.")
    say(f"{plural(report.quads, 'statement of RDF', 'statements of RDF')} in {report.seconds:.1f} s.")
    if report.problems:
        tell(f"{plural(len(report.problems), 'problem')}; `graphkit check` lists them.")
