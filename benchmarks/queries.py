"""How long each named query takes on a large graph, beside rdflib's own engine on the same store.

    python -m benchmarks.queries [--notes 10000] [--timeout 20] [--graph DIR]

Each query is asked of one topic and one person where it takes them (the median of five runs), and of everything
where it may be (one run). rdflib runs the former once, in a process that is ended at the time-out.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import graphkit
from benchmarks.notes import write_notes
from graphkit.graph.bind import bind
from graphkit.graph.named import NamedQuery
from graphkit.graph.query import Queries
from graphkit.graph.tokens import tokenize

_RDFLIB = """
import json, sys, time
import graphkit
text = sys.stdin.read()
with graphkit.open(sys.argv[1]) as kg:
    start = time.perf_counter()
    rows = len(list(kg.dataset.query(text, use_store_provided=False)))
    print(json.dumps([time.perf_counter() - start, rows]))
"""


def example(kg: graphkit.KnowledgeGraph, query: NamedQuery, *, narrow: bool = True) -> dict[str, object]:
    """A value for each parameter that must be given; if `narrow`, for each topic and person that may be, too."""
    found = kg.sparql("SELECT ?agent ?topic { ?agent gk:decides ?topic } ORDER BY ?agent ?topic LIMIT 1")
    agent, topic = found.terms[0]
    statement = kg.sparql("SELECT ?s { ?s a gk:DecisionRight } LIMIT 1").terms[0][0]
    values = {"agent": agent, "topic": topic, "date": "2024-01-01", "text": "pricing", "integer": 3, "iri": statement}
    return {p.name: values[p.type] for p in query.parameters if p.required or (narrow and p.type in ("agent", "topic"))}


def timed(kg: graphkit.KnowledgeGraph, name: str, values: dict[str, object]) -> tuple[float, int]:
    """The seconds a query takes, and its rows."""
    start = time.perf_counter()
    answer = kg.query(name, **values)
    return time.perf_counter() - start, 1 if isinstance(answer, bool) else len(answer)


def with_rdflib(graph: Path, text: str, timeout: float) -> str:
    """The seconds that rdflib's own engine takes, or that it was ended."""
    try:
        done = subprocess.run(
            [sys.executable, "-c", _RDFLIB, str(graph)],
            input=text, capture_output=True, text=True, timeout=timeout, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return f"> {timeout:g}"
    if done.returncode:
        return "failed: " + done.stderr.strip().splitlines()[-1][:50]
    return f"{json.loads(done.stdout)[0]:.2f}"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--notes", type=int, default=10_000)
    parser.add_argument("--timeout", type=float, default=20)
    parser.add_argument("--graph", type=Path, help="a graph that is there already")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        graph = given.graph
        if graph is None:
            graph = Path(temporary) / "graph"
            write_notes(Path(temporary) / "vault", given.notes)
            graphkit.build(Path(temporary) / "vault", graph=graph).close()
        with graphkit.open(graph) as kg:
            runner = Queries(kg.store, kg.queries)
            print(f"{len(kg.store):,} quads")
            print(f"{'query':28}  {'rows':>8}  {'seconds':>8}  {'all rows':>8}  {'seconds':>8}  rdflib's own engine")
            for name, query in kg.queries.items():
                values = example(kg, query)
                times, rows = zip(*(timed(kg, name, values) for _ in range(5)), strict=True)
                whole = example(kg, query, narrow=False)
                took, count = timed(kg, name, whole) if whole != values else (times[0], rows[0])
                prologue = "".join(f"PREFIX {p}: <{s}>\n" for p, s in kg.store.names.prefixes.items())
                text = prologue + bind(query.text, tokenize(query.text), runner.values(query, values))
                peer = with_rdflib(graph, text, given.timeout) if given.timeout else "not asked"
                median = statistics.median(times)
                print(f"{name:28}  {rows[0]:8,}  {median:8.3f}  {count:8,}  {took:8.2f}  {peer}", flush=True)


if __name__ == "__main__":
    main()
