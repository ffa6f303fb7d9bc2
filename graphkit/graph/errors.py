"""What can go wrong in this room. Each error says what was found and what to do next."""

from __future__ import annotations


class GraphError(Exception):
    """`message` says what was found, `hint` what to do about it (may be empty)."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(f"{message} {hint}".strip())
        self.message = message
        self.hint = hint


class StoreError(GraphError):
    """A graph that cannot be opened, is being built by somebody else, or may not be written."""


class QueryError(GraphError):
    """A query that is refused or malformed; `line` counts from 1 in its text (0: no particular line)."""

    def __init__(self, message: str, hint: str = "", line: int = 0) -> None:
        super().__init__(f"line {line}: {message}" if line else message, hint)
        self.message = message
        self.line = line


class ParameterError(QueryError):
    """A parameter that is missing, unknown, of the wrong type, or names nobody or several."""
