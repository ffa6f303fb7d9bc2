"""What people said of statements, in a graph of its own that stays when notes are read anew."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import pyoxigraph as ox

from graphkit.graph.store import Store
from graphkit.graph.terms import Names, gk
from graphkit.identity.resolution import Resolution

_REVIEW: Final = gk("review")


def reviews(names: Names, resolution: Resolution) -> list[ox.Quad]:
    """One quad for each statement that somebody confirmed or rejected."""
    return [
        ox.Quad(names.thing(placed.ref.kind, placed.ref.slug), _REVIEW, gk(placed.verdict), names.curated)
        for note in resolution.notes.values()
        for placed in note.placed
        if placed.verdict
    ]


def write_reviews(store: Store, quads: Iterable[ox.Quad]) -> None:
    """Replace what people said of statements; whatever else is in the curated graph stays."""
    wanted = set(quads)
    there = set(store.inner.quads_for_pattern(None, _REVIEW, None, store.names.curated))
    for quad in there - wanted:
        store.inner.remove(quad)
    if new := wanted - there:
        store.inner.extend(new)
