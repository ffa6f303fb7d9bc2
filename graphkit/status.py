"""What a graph holds, and how far the notes have moved on since it was built."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from msgspec import Struct

from graphkit.graph.knowledge import KnowledgeGraph
from graphkit.graph.result import Result
from graphkit.pipeline import Changes, changes


class Status(Struct, frozen=True):
    """`contents` counts things by kind, `problems` by severity; `generation` numbers the graph's state.

    `changes` is what a build would have to do; None when nobody knows which notes the graph was made from.
    """

    vault: str
    graph: str
    generation: int
    quads: int
    contents: dict[str, int]
    problems: dict[str, int]
    changes: Changes | None


def status(kg: KnowledgeGraph) -> Status:
    """Count what is in a graph, and compare it with its notes. Raises StoreError for a vault that is gone."""
    rows = kg.query("contents")
    assert isinstance(rows, Result)
    generation = kg.store.generation
    directory = generation.path.parents[1] if generation else None
    found = kg.report.problems if kg.report else ()
    return Status(
        vault=str(kg.vault or ""),
        graph=str(directory or ""),
        generation=generation.number if generation else 0,
        quads=len(kg.store),
        contents={row["what"]: row["count"] for row in rows},
        problems=dict(sorted(Counter(problem.severity for problem in found).items())),
        changes=_changes(kg.vault, directory),
    )


def _changes(vault: Path | None, directory: Path | None) -> Changes | None:
    return changes(vault, graph=directory) if vault and directory else None
