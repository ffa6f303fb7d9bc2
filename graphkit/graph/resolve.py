"""Who or what a person means by some words: an IRI, found by label."""

from __future__ import annotations

import re
from collections.abc import Sequence
from importlib import resources
from typing import Final

from msgspec import Struct
from pyoxigraph import NamedNode, QuerySolutions
from rapidfuzz import fuzz, process

from graphkit.graph.errors import ParameterError
from graphkit.graph.store import Store
from graphkit.graph.words import fold, phrase

#: The classes that each kind of name is looked for in.
_CLASSES: Final = {
    "agent": "foaf:Person orgv:Organization orgv:OrganizationalUnit orgv:Role",
    "topic": "skos:Concept schema:Project",
}
_THRESHOLD: Final = 88
_IRI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:[^\s<>\"{}|\\^`]+$")


class Entity(Struct, frozen=True):
    """Something that has a name: its IRI, its label, and every way it is written, folded."""

    iri: str
    label: str
    folded: tuple[str, ...]


def entities(store: Store, kind: str) -> list[Entity]:
    """Everything of a kind ("agent" or "topic") that has a label, sorted by IRI."""
    rows = store.inner.query(
        f"SELECT ?it ?label ?also {{ VALUES ?type {{ {_CLASSES[kind]} }} ?it a ?type ; rdfs:label ?label"
        " OPTIONAL { ?it skos:altLabel ?also } }",
        prefixes=store.names.prefixes,
        use_default_graph_as_union=True,
    )
    assert isinstance(rows, QuerySolutions)
    labels: dict[str, set[str]] = {}
    names: dict[str, set[str]] = {}
    for row in rows:
        iri = row["it"].value
        labels.setdefault(iri, set()).add(row["label"].value)
        names.setdefault(iri, set()).update(fold(t.value) for t in (row["label"], row["also"]) if t is not None)
    return [Entity(iri, min(labels[iri]), tuple(sorted(names[iri]))) for iri in sorted(labels)]


def scopes(store: Store) -> list[str]:
    """Every scope that a right words, once, sorted."""
    rows = store.inner.query(lookup("scopes"), prefixes=store.names.prefixes, use_default_graph_as_union=True)
    assert isinstance(rows, QuerySolutions)
    return sorted(row["scope"].value for row in rows)


def lookup(name: str) -> str:
    """The text of `lookups/<name>.rq`: a query of graphkit's own, which nobody asks by name."""
    return (resources.files("graphkit.graph") / "lookups" / f"{name}.rq").read_text("utf-8")


def resolve(words: str, known: Sequence[Entity], store: Store, kind: str) -> NamedNode:
    """The one entity that `words` mean: an IRI, a `person:slug`, a name as written, or one nearly so.

    Raises ParameterError when several fit as well as each other, or none does (it names the closest).
    """
    iri = store.names.expand(words.strip()) or words.strip()
    if _IRI.match(iri):
        if any(entity.iri == iri for entity in known) or next(
            iter(store.inner.quads_for_pattern(NamedNode(iri), None, None)), None
        ):
            return NamedNode(iri)
        raise ParameterError(f"Nothing in the graph has the IRI {iri}.", _closest(words.split(":")[-1], known))
    wanted = fold(words)
    exact = [entity for entity in known if wanted in entity.folded]
    found = exact or (kind == "topic" and _other_forms(wanted, known)) or _near(wanted, known)
    if len(found) > 1 and len({entity.label.casefold() for entity in found}) == 1:
        # A project that is a topic as well: statements are about the topic.
        topics = [entity for entity in found if store.names.shorten(entity.iri).startswith("topic:")]
        found = topics if len(topics) == 1 else found
    if len(found) == 1:
        return NamedNode(found[0].iri)
    if found:
        those = ", ".join(f"{entity.label} ({store.names.shorten(entity.iri)})" for entity in found[:10])
        raise ParameterError(f"{words!r} may mean {len(found)} of them: {those}.", "Say which, by full name or IRI.")
    raise ParameterError(f"No {kind} is called {words!r}.", _closest(words, known))


def _other_forms(wanted: str, known: Sequence[Entity]) -> list[Entity]:
    """Those whose name differs only in endings and words without meaning: "discount", "the discounts"."""
    stems = phrase(wanted)
    return [
        entity
        for entity in known
        if stems.stems
        and any(all(stem in name for stem in stems.stems) and phrase(name).set == stems.set for name in entity.folded)
    ]


def _near(wanted: str, known: Sequence[Entity]) -> list[Entity]:
    """The best of those whose name is nearly `wanted`, or has all of its words; several when equally good."""
    scored = [(max((_score(wanted, name) for name in entity.folded), default=0.0), entity) for entity in known]
    best = max((score for score, _ in scored), default=0.0)
    return [entity for score, entity in scored if score == best] if best >= _THRESHOLD else []


def _score(wanted: str, name: str) -> float:
    words = set(wanted.split())
    if words and words <= set(name.split()):
        return 95.0
    return float(fuzz.ratio(wanted, name, score_cutoff=_THRESHOLD))


def _closest(words: str, known: Sequence[Entity]) -> str:
    names = {name: entity.label for entity in known for name in entity.folded}
    near = process.extract(fold(words), list(names), scorer=fuzz.WRatio, limit=12)
    labels = list(dict.fromkeys(names[name] for name, _, _ in near))[:3]
    return f"Closest: {', '.join(labels)}." if labels else "The graph has none at all."
