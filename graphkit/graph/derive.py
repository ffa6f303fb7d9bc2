"""Facts that follow from the statements, in a graph of their own that is made anew each time."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Final

import pyoxigraph as ox

from graphkit.graph.bind import bind
from graphkit.graph.ontology import load_ontology
from graphkit.graph.store import Store
from graphkit.graph.terms import term
from graphkit.graph.tokens import tokenize
from graphkit.graph.values import Term

#: The rules in order, each a CONSTRUCT query `rules/<name>.rq`; a rule may use what those before it found.
RULES: Final = ("ended", "powers", "escalation", "reporting", "decision-state", "conflicts")


def derive(store: Store) -> int:
    """Replace the derived graph by what follows from the statements; the number of its quads.

    What holds is judged as of the newest note. Raises StoreError when the store is open for reading only.

    >>> derive(Store.memory())
    0
    """
    load_ontology(store)
    store.remove_graph(store.names.derived)
    return len(infer(store))


def infer(store: Store) -> list[ox.Quad]:
    """What follows from a store's statements, put into its derived graph, which must be empty.

    The rules read the ontology, what people said, and of the notes what `graphkit.graph.write.NoteText` has for them.
    """
    derived = store.names.derived
    newest = _newest(store)
    values: dict[str, Term] = {"newest": newest or ox.Literal("0001-01-01", datatype=term("xsd:date"))}
    found: dict[ox.Quad, None] = {}
    for name in RULES:
        text = rule(name)
        answer = store.inner.query(
            bind(text, tokenize(text), values),
            prefixes=store.names.prefixes,
            use_default_graph_as_union=True,
        )
        assert isinstance(answer, ox.QueryTriples)
        quads = dict.fromkeys([ox.Quad(t.subject, t.predicate, t.object, derived) for t in answer])
        store.inner.extend(quads)
        found.update(quads)
    if newest is not None:
        valid = ox.Quad(derived, term("dcterms:valid"), newest, derived)
        store.inner.add(valid)
        found[valid] = None
    return list(found)


def rule(name: str) -> str:
    """The text of a rule."""
    return (resources.files(__package__) / "rules" / f"{name}.rq").read_text("utf-8")


@cache
def terms_of_rules() -> frozenset[str]:
    """Every prefixed name that stands in a rule, and "a": no other property matters to any of them."""
    return frozenset(token.text for name in RULES for token in tokenize(rule(name)) if token.kind == "name") | {"a"}


def _newest(store: Store) -> ox.Literal | None:
    """The date of the newest note; None when no note has one."""
    newest = store.inner.query(
        "SELECT (MAX(?date) AS ?newest) { ?note a gk:Note ; dcterms:date ?date }",
        prefixes=store.names.prefixes,
        use_default_graph_as_union=True,
    )
    assert isinstance(newest, ox.QuerySolutions)
    for row in newest:
        if isinstance(row["newest"], ox.Literal):
            return row["newest"]
    return None
