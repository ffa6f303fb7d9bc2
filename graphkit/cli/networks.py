"""network: measures on a projection of the graph."""

from __future__ import annotations

from graphkit.cli.options import (
    AroundOption,
    AsOfOption,
    Format,
    FormatOption,
    GraphOption,
    LensArgument,
    LimitOption,
    VaultOption,
)
from graphkit.cli.output import chosen, say_answer, say_json
from graphkit.cli.place import open_graph


def network(
    lens: LensArgument = None,
    vault: VaultOption = None,
    graph: GraphOption = None,
    around: AroundOption = None,
    as_of: AsOfOption = None,
    format: FormatOption = None,
    limit: LimitOption = None,
) -> None:
    """Measure who is central, who connects whom, who holds what.

    Lenses: decision-rights, escalation, co-attendance, assignments, organisations, ego.
    """
    from graphkit.graph.result import Result
    from graphkit.network import measures

    given = {"around": around, "as_of": as_of}
    with open_graph(vault, graph) as kg:
        rows = measures(kg, lens, **{name: value for name, value in given.items() if value is not None})
    rows = Result(rows.columns, rows.terms[:limit], rows.names)
    if chosen(format) is Format.json:
        say_json(list(rows))
    else:
        say_answer(rows, format, rows.names)
