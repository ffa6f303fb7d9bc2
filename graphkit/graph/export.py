"""The graph as a file that other programs read.

| ending | format | holds |
| --- | --- | --- |
| `.trig` `.nq` `.jsonld` | TriG, N-Quads, JSON-LD | every graph: reads back as the same graph |
| `.ttl` | Turtle | the same triples, without saying which graph each is from |
| `.graphml` `.gexf` | for Gephi, yEd, Cytoscape, networkx | `to_networkx`: everything but the ontology |
| `.csv` `.parquet` | for spreadsheets and data frames | one row per statement, with note, line and quote |

The order is the same for the same graph, so that two exports can be compared line by line.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Final

import networkx as nx
import pyoxigraph as ox

from graphkit.graph.errors import GraphError
from graphkit.graph.multigraph import to_networkx, xml_safe
from graphkit.graph.store import Store
from graphkit.graph.tables import write_csv, write_parquet

__all__ = ["FORMATS", "FormatError", "export", "to_networkx"]

_QUADS: Final = {"trig": ox.RdfFormat.TRIG, "nq": ox.RdfFormat.N_QUADS, "jsonld": ox.RdfFormat.JSON_LD}
#: What can be written, by name and file ending.
FORMATS: Final = (*_QUADS, "ttl", "graphml", "gexf", "csv", "parquet")
_WRITTEN_ON: Final = re.compile(rb' lastmodifieddate="[^"]*"')


class FormatError(GraphError):
    """A format that graphkit does not write."""


def export(store: Store, path: str | Path, format: str | None = None) -> Path:
    """Write the graph to `path`; the format is one of `FORMATS`, by the ending unless named.

    The file appears whole or not at all. Raises FormatError for a format there is none of, GraphError when
    the file cannot be written or the format needs a package that is not installed.
    """
    target = Path(path).expanduser()
    write = _writer(target, format)
    draft = target.with_name(f".{target.name}.part")
    try:
        with draft.open("wb") as out:
            write(store, out)
        draft.replace(target)
    except OSError as error:
        raise GraphError(f"{target} cannot be written: {error}.", "Name another place.") from error
    finally:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
    return target


def _writer(path: Path, format: str | None) -> Callable[[Store, BinaryIO], None]:
    name = (format or path.suffix).lower().removeprefix(".")
    if name in _QUADS:
        return lambda store, out: _write_quads(store, out, _QUADS[name])
    others: dict[str, Callable[[Store, BinaryIO], None]] = {
        "ttl": _write_turtle,
        "graphml": _write_graphml,
        "gexf": _write_gexf,
        "csv": write_csv,
        "parquet": write_parquet,
    }
    if name in others:
        return others[name]
    known = ", ".join(FORMATS)
    if format:
        raise FormatError(f"{format!r} is no format graphkit writes.", f"Known: {known}.")
    said = f"ends in {path.suffix!r}" if path.suffix else "has no ending"
    raise FormatError(f"{path.name} {said}, which names no format.", f"Known: {known}; or say --as FORMAT.")


def _write_quads(store: Store, out: BinaryIO, format: ox.RdfFormat) -> None:
    prefixes = None if format == ox.RdfFormat.N_QUADS else store.names.prefixes
    ox.serialize(_quads(store), out, format, prefixes=prefixes)


def _quads(store: Store) -> Iterator[ox.Quad]:
    """All quads, graph after graph, each sorted: no more than one graph is in memory."""
    named = sorted(store.graphs(), key=lambda graph: graph.value)
    graphs: list[ox.DefaultGraph | ox.NamedNode] = [ox.DefaultGraph(), *named]
    for graph in graphs:
        yield from sorted(store.inner.quads_for_pattern(None, None, None, graph), key=str)


def _write_turtle(store: Store, out: BinaryIO) -> None:
    triples = {quad.triple for quad in store.inner}
    ox.serialize(sorted(triples, key=str), out, ox.RdfFormat.TURTLE, prefixes=store.names.prefixes)


def _write_graphml(store: Store, out: BinaryIO) -> None:
    nx.write_graphml_xml(xml_safe(to_networkx(store)), out)


def _write_gexf(store: Store, out: BinaryIO) -> None:
    buffer = BytesIO()
    nx.write_gexf(xml_safe(to_networkx(store)), buffer)
    # The day of writing would make equal graphs differ.
    out.write(_WRITTEN_ON.sub(b"", buffer.getvalue(), count=1))
