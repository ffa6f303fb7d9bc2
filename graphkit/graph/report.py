"""What a build did, kept with the graph it made."""

from __future__ import annotations

from msgspec import Struct

from graphkit.vault.problem import Problem


class BuildReport(Struct, frozen=True):
    """Counts are of files; `skipped` is by reason; `graphs` counts the named graphs written; `stages` are seconds.

    `peak_memory` is in bytes, of the building process and its largest worker together; `generation` is the number
    of the graph that readers see now.
    """

    seen: int
    loaded: int
    skipped: dict[str, int]
    unchanged: int
    problems: tuple[Problem, ...]
    quads: int
    graphs: int
    seconds: float
    peak_memory: int
    generation: int
    stages: dict[str, float] = {}
