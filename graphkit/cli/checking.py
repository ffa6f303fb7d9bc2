"""check: what could not be read, known or decided."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import typer

from graphkit.cli.errors import PROBLEMS
from graphkit.cli.options import Format, FormatOption, GraphOption, LimitOption, VaultOption
from graphkit.cli.output import as_plain, chosen, plural, say_rows, tell
from graphkit.cli.place import open_graph

if TYPE_CHECKING:
    from graphkit.vault.problem import Problem


def check(
    vault: VaultOption = None,
    graph: GraphOption = None,
    format: FormatOption = None,
    limit: LimitOption = None,
) -> None:
    """List what could not be read, known or decided.

    The most important comes first; the exit code is 1 when any of it is an error.
    """
    from graphkit.graph.check import check as problems_of

    with open_graph(vault, graph) as kg:
        problems = problems_of(kg)
    shown = problems[:limit]
    fields = ["path", "line", "kind", "severity", "message", "hint"]
    rows = [[getattr(problem, field) for field in fields] for problem in shown]
    if chosen(format) is Format.table:
        fields = ["severity", "what, where, and what to do"]
        rows = [[problem.severity, f"{problem.message}\n{_place(problem)}\n→ {problem.hint}\n"] for problem in shown]
    say_rows(fields, rows, format, as_plain(shown))
    count = Counter[str](problem.severity for problem in problems)
    kinds = (("error", "error"), ("warning", "warning"), ("info", "remark"))
    tell(", ".join(plural(count[severity], noun) for severity, noun in kinds) + ".")
    if count["error"]:
        raise typer.Exit(PROBLEMS)


def _place(problem: Problem) -> str:
    return f"{problem.path}:{problem.line}" if problem.line else problem.path
