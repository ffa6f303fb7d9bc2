"""How answers are printed: tables on a terminal, plain text, JSON and the rest for other programs."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final

from graphkit.cli.options import Format

if TYPE_CHECKING:
    from graphkit.graph.result import Answer, Result
    from graphkit.graph.terms import Names

# A note may hold the codes that move a terminal's cursor or change its title.
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def chosen(format: Format | None) -> Format:
    """The format asked for, else table on a terminal and tsv in a pipe."""
    return format or (Format.table if sys.stdout.isatty() else Format.tsv)


def say(text: str) -> None:
    """Print an answer and end its line. Control characters are left out on a terminal."""
    if sys.stdout.isatty():
        text = printable(text)
    sys.stdout.write(text if text.endswith("\n") else text + "\n")


def tell(text: str) -> None:
    """Print something that is not the answer, on standard error."""
    sys.stdout.flush()
    sys.stderr.write(f"{printable(text)}\n")


def say_json(document: object) -> None:
    """Print one JSON document."""
    say(json.dumps(document, ensure_ascii=False, indent=2, default=str))


def say_answer(answer: Answer, format: Format | None, names: Names) -> None:
    """Print what a query answered. `json` is SPARQL 1.1 Query Results JSON."""
    from graphkit.graph.result import Triples, render

    wanted = chosen(format)
    if isinstance(answer, bool) or wanted is not Format.table:
        say(render(answer, "tsv" if wanted is Format.table else wanted.value, names))
        return
    rows = answer.to_result(names) if isinstance(answer, Triples) else answer
    _say_table(rows.columns, rows.cells())


def say_rows(columns: Sequence[str], rows: Iterable[Sequence[object]], format: Format | None, document: object) -> None:
    """Print rows that no query gave; `document` is what `json` prints in their place."""
    wanted = chosen(format)
    if wanted is Format.json:
        say_json(document)
    elif wanted is Format.table:
        _say_table(columns, ([_text(cell) for cell in row] for row in rows))
    else:
        from graphkit.graph.result import render

        say(render(_result(columns, rows), wanted.value))


def printable(text: str) -> str:
    """Text without control characters other than tabs and line ends.

    >>> printable("a\\x1b[31mb")
    'a[31mb'
    """
    return _CONTROL.sub("", text)


def _result(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Result:
    import pyoxigraph as ox

    from graphkit.graph.result import Result
    from graphkit.graph.terms import Names

    return Result(columns, [tuple(ox.Literal(_text(cell)) for cell in row) for row in rows], Names())


def _text(cell: object) -> str:
    if cell is None:
        return ""
    return f"{cell:.3g}" if isinstance(cell, float) else str(cell)


def _say_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold")
    for column in columns:
        table.add_column(Text(column), overflow="fold")
    for row in rows:
        table.add_row(*(Text(printable(cell)) for cell in row))
    console = Console(file=sys.stdout, width=None if sys.stdout.isatty() else 120, highlight=False)
    if table.row_count:
        console.print(table)
    else:
        tell("Nothing found.")


def plural(count: int, one: str, many: str = "") -> str:
    """A number and its noun.

    >>> plural(1, "note"), plural(1200, "note"), plural(2, "copy", "copies")
    ('1 note', '1,200 notes', '2 copies')
    """
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def as_plain(value: Any) -> Any:
    """A struct, or anything made of structs, as dicts and lists that JSON can hold."""
    import msgspec

    return msgspec.to_builtins(value)
