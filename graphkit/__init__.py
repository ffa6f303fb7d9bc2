"""Who decides what, from the meeting notes you already keep.

import graphkit

with graphkit.build("~/Notes") as kg:  # or graphkit.open("~/Notes") to read only
    print(kg.who("pricing"))
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from graphkit.graph.knowledge import KnowledgeGraph as KnowledgeGraph
    from graphkit.pipeline import build as build

__all__ = ["KnowledgeGraph", "build", "open"]


def open(path: str | Path, *, vault: str | Path | None = None) -> KnowledgeGraph:
    """Open the graph of a vault that was built, of a graph's folder, or an RDF file, to read it.

    Raises StoreError when there is no graph.
    """
    from graphkit.graph.knowledge import KnowledgeGraph

    return KnowledgeGraph.open(path, vault=vault)


def __getattr__(name: str) -> Any:
    """`build` and `KnowledgeGraph`, imported when first asked for: `graphkit --help` needs neither."""
    if name == "build":
        from graphkit.pipeline import build

        return build
    if name == "KnowledgeGraph":
        from graphkit.graph.knowledge import KnowledgeGraph

        return KnowledgeGraph
    raise AttributeError(f"module 'graphkit' has no attribute {name!r}")
