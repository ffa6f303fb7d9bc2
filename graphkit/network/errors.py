"""What can go wrong in this room."""

from __future__ import annotations

from graphkit.graph.errors import GraphError


class NetworkError(GraphError):
    """A lens or an option there is none of, or a node that is not in the graph."""
