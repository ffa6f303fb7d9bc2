"""How fast a folder of notes becomes a graph, beside what Oxigraph alone and obsidiantools need for it.

    python -m benchmarks.build [--notes 10000] [--rights 1] [--peers]

Prints one table. Limits: 300 notes a second cold on two cores; at most 1.6 times the seconds of Oxigraph's own
`bulk_load` of the same quads; 280 quads a note; under a second to find that nothing changed in 10,000 notes.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import graphkit
from benchmarks.notes import note, write_notes
from graphkit.graph.report import BuildReport

_BULK_LOAD = """
import sys, time, pyoxigraph as ox
start = time.perf_counter()
store = ox.Store(sys.argv[2])
store.bulk_load(path=sys.argv[1], format=ox.RdfFormat.N_QUADS)
print(time.perf_counter() - start)
"""
_OBSIDIANTOOLS = """
import sys, time, obsidiantools.api as otools
start = time.perf_counter()
import pathlib
otools.Vault(pathlib.Path(sys.argv[1])).connect()
print(time.perf_counter() - start)
"""


def build(vault: Path, graph: Path) -> tuple[BuildReport, float]:
    """Build, and the seconds that took, opening included."""
    start = time.perf_counter()
    with graphkit.build(vault, graph=graph) as kg:
        seconds = time.perf_counter() - start
        report = kg.report
    assert report is not None
    return report, seconds


def alone(code: str, *arguments: str) -> float:
    """The seconds that a piece of code prints, run in a process of its own."""
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        print(done.stderr.strip().splitlines()[-1], file=sys.stderr)
        return float("nan")
    return float(done.stdout.split()[-1])


def size_on_disk(folder: Path) -> int:
    """Bytes of all files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--notes", type=int, default=10_000)
    parser.add_argument("--rights", type=int, default=1, help="paragraphs of each note that state rights")
    parser.add_argument("--peers", action="store_true", help="also run obsidiantools, on at most 2,000 notes")
    given = parser.parse_args()
    count = given.notes
    rows: list[tuple[str, str, str]] = []

    def row(what: str, value: str, limit: str = "") -> None:
        rows.append((what, value, limit))

    with tempfile.TemporaryDirectory() as temporary:
        vault, graph = Path(temporary) / "vault", Path(temporary) / "graph"
        size = write_notes(vault, count, given.rights)
        row("notes", f"{count:,}, {size / count / 1000:.1f} kB each, {given.rights} of 9 paragraphs state rights")
        time.sleep(0.2)
        report, cold = build(vault, graph)
        for name, seconds in report.stages.items():
            row(f"  {name}", f"{seconds:.2f} s")
        row("cold build", f"{cold:.1f} s, {count / cold:,.0f} notes/s", "300 notes/s or more")
        row("quads", f"{report.quads:,}, {report.quads / count:.0f} a note", "280 a note at most")
        with graphkit.open(graph) as kg:
            kg.export(Path(temporary) / "all.nq")
        bulk = alone(_BULK_LOAD, f"{temporary}/all.nq", f"{temporary}/bulk")
        row("Oxigraph bulk_load of the same", f"{bulk:.1f} s, {report.quads / bulk:,.0f} quads/s")
        row("cold build / bulk_load", f"{cold / bulk:.2f}", "1.6 at most")
        row("peak memory", f"{report.peak_memory / 1e6:,.0f} MB")
        row("on disk", f"{size_on_disk(graph) / 1e6:,.0f} MB, {size_on_disk(graph) / report.quads:.0f} bytes a quad")
        _, nothing = build(vault, graph)
        row("nothing changed", f"{nothing:.2f} s", f"{count / 10_000:.1f} s")
        path, text = note(0, given.rights)
        (vault / path).write_text(text.replace("talked about", "spoke about"), "utf-8")
        report, one = build(vault, graph)
        row("one note changed", f"{one:.2f} s, {report.graphs} graph written", "1 graph")
        for name, seconds in report.stages.items():
            row(f"  {name}", f"{seconds:.2f} s")
        if given.peers:
            few = min(count, 2000)
            folder = Path(temporary) / "peer"
            write_notes(folder, few, given.rights)
            peer = alone(_OBSIDIANTOOLS, str(folder))
            row("obsidiantools Vault.connect()", f"{few / peer:,.0f} notes/s (links only)")
            row("graphkit / obsidiantools", f"{count / cold / (few / peer):.1f} times")
    wide = max(len(what) for what, _, _ in rows)
    for what, value, limit in rows:
        print(f"{what:{wide}}  {value:38}  {limit}".rstrip())


if __name__ == "__main__":
    main()
