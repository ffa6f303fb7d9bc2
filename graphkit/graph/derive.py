"""Facts that follow from the statements, in a graph of their own that is made anew each time."""

from __future__ import annotations

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


def derive(store: Store, said: Store | None = None) -> int:
    """Replace the derived graph by what follows from the statements; the number of facts.

    `said` is a store in memory with the statements that the rules read (`graphkit.graph.write.rules_trig`), where
    somebody has them at hand: reading them back from the disk takes longer than the rules themselves. What holds
    is judged as of the newest note. Raises StoreError when the store is open for reading only.

    >>> derive(Store.memory())
    0
    """
    derived = store.names.derived
    # The rules read which property each power gives.
    load_ontology(store)
    store.remove_graph(derived)
    stores = [store]
    if said is None:
        said = store
    else:
        stores.append(said)
        load_ontology(said)
        said.copy_graph(store, store.names.curated)
    newest = _newest(said)
    if newest is not None:
        store.inner.add(ox.Quad(derived, term("dcterms:valid"), newest, derived))
    values: dict[str, Term] = {"newest": newest or ox.Literal("0001-01-01", datatype=term("xsd:date"))}
    found = 0
    for name in RULES:
        text = rule(name)
        answer = said.inner.query(
            bind(text, tokenize(text), values),
            prefixes=store.names.prefixes,
            use_default_graph_as_union=True,
        )
        assert isinstance(answer, ox.QueryTriples)
        facts = dict.fromkeys(answer)
        quads = [ox.Quad(t.subject, t.predicate, t.object, derived) for t in facts]
        for each in stores:  # a rule reads what those before it found
            each.inner.extend(quads)
        found += len(facts)
    return found


def rule(name: str) -> str:
    """The text of a rule."""
    return (resources.files(__package__) / "rules" / f"{name}.rq").read_text("utf-8")


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
