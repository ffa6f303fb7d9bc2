"""Whether a graph keeps the rules of the model: SHACL, run by pyshacl (extra `check`)."""

from __future__ import annotations

from importlib import resources
from typing import Any

from msgspec import Struct

from graphkit.graph.errors import GraphError
from graphkit.graph.ontology import ontology_text
from graphkit.graph.store import Store


class Violation(Struct, frozen=True, order=True):
    """What is wrong with which node; `path` is the property, "" when it is the node itself."""

    focus: str
    path: str
    message: str


class Report(Struct, frozen=True):
    """The violations, sorted; a graph without any conforms. `text` is pyshacl's own report."""

    violations: tuple[Violation, ...]
    text: str

    @property
    def conforms(self) -> bool:
        """Whether nothing is wrong."""
        return not self.violations


def shacl(store: Store) -> Report:
    """Check the union of all graphs against `graphkit/ontology/shapes.ttl`.

    The graph is copied into memory: for graphs of up to some 100,000 quads. Raises GraphError without pyshacl.
    """
    try:
        import pyshacl
        import rdflib
    except ModuleNotFoundError as error:
        raise GraphError(
            "Checking shapes needs pyshacl.", "Install it: pip install 'decision-graphkit[check]'"
        ) from error
    from oxrdflib._converter import from_ox

    data = rdflib.Graph()
    ontology = store.names.ontology
    for quad in store.inner:
        # The shapes are about what is said; the vocabulary is given to pyshacl as such.
        if quad.graph_name != ontology:
            triple: Any = (from_ox(quad.subject), from_ox(quad.predicate), from_ox(quad.object))
            data.add(triple)
    shapes = rdflib.Graph().parse(
        data=(resources.files("graphkit.ontology") / "shapes.ttl").read_text("utf-8"), format="turtle"
    )
    terms = rdflib.Graph().parse(data=ontology_text(), format="turtle")
    _, results, text = pyshacl.validate(data, shacl_graph=shapes, ont_graph=terms, inference="none")
    return Report(tuple(sorted(_violations(results))), str(text))


def _violations(results: Any) -> list[Violation]:
    from rdflib import RDF, SH

    found = []
    for result in results.subjects(RDF.type, SH.ValidationResult):
        focus, path, message = (results.value(result, p) for p in (SH.focusNode, SH.resultPath, SH.resultMessage))
        found.append(Violation(str(focus), str(path or ""), str(message or "")))
    return found
