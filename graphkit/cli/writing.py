"""view, export: the graph as files."""

from __future__ import annotations

from pathlib import Path

from graphkit.cli.options import (
    ExportFormatOption,
    GraphOption,
    OutputOption,
    PageOption,
    PseudonymiseOption,
    VaultOption,
)
from graphkit.cli.output import say
from graphkit.cli.place import open_graph


def view(
    output: PageOption = Path("graph.html"),
    pseudonymise: PseudonymiseOption = False,
    vault: VaultOption = None,
    graph: GraphOption = None,
) -> None:
    """Write who decides what as one HTML file to look at.

    The page asks no network for anything.
    """
    with open_graph(vault, graph) as kg:
        say(str(kg.view(output.expanduser(), pseudonymise=pseudonymise)))


def export(
    output: OutputOption,
    as_: ExportFormatOption = None,
    pseudonymise: PseudonymiseOption = False,
    vault: VaultOption = None,
    graph: GraphOption = None,
) -> None:
    """Write the graph as a file for other programs.

    Formats: trig, nq, jsonld, ttl, graphml, gexf, csv, parquet.
    """
    with open_graph(vault, graph) as kg:
        say(str(kg.export(output.expanduser(), as_, pseudonymise=pseudonymise)))
