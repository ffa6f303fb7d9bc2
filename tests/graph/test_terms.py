"""One vocabulary: what code, rules and queries use, the ontology defines."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from graphkit.graph import GraphError, Names
from graphkit.graph.named import shipped_folder
from graphkit.graph.ontology import ontology_text
from graphkit.graph.terms import GK, VOCABULARIES

PACKAGE = Path(__file__).parents[2] / "graphkit"
ONTOLOGY = list(ox.parse(ontology_text(), format=ox.RdfFormat.TURTLE))
DEFINED = {triple.subject.value for triple in ONTOLOGY if isinstance(triple.subject, ox.NamedNode)}
#: Vocabularies that are used as they are, and not listed term by term.
GENERAL = ("rdf", "rdfs", "owl", "xsd")
CURIE = re.compile(rf"(?<![\w:/-])({'|'.join(p for p in VOCABULARIES if p not in GENERAL)}):([A-Za-z]\w*)")
CALLED = re.compile(r"\bgk\(\"(\w+)\"\)")
TEXTS = [
    *sorted(shipped_folder().glob("*.rq")),
    *sorted(PACKAGE.rglob("*.rq")),
    *sorted(PACKAGE.rglob("*.py")),
    PACKAGE / "ontology" / "shapes.ttl",
    Path(__file__).with_name("fixture.trig"),
]


def used(text: str) -> set[str]:
    code = re.sub(r"gk:(\.\.\.|…)", "", text)
    return {VOCABULARIES[prefix] + local for prefix, local in CURIE.findall(code)} | {
        GK + local for local in CALLED.findall(code)
    }


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_term_in_use_is_defined(path: Path) -> None:
    shapes = {term for term in used(path.read_text("utf-8")) if term.startswith(GK) and term.endswith("Shape")}
    assert used(path.read_text("utf-8")) - shapes <= DEFINED


def test_every_term_of_ours_has_a_label_and_a_comment() -> None:
    for kind in ("label", "comment"):
        said = {t.subject.value for t in ONTOLOGY if t.predicate.value == f"{VOCABULARIES['rdfs']}{kind}"}
        assert {term for term in DEFINED if term.startswith(GK)} <= said


def test_every_super_term_is_defined_or_of_a_known_vocabulary() -> None:
    supers = {f"{VOCABULARIES['rdfs']}{name}" for name in ("subClassOf", "subPropertyOf", "domain", "range")}
    named = {t.object.value for t in ONTOLOGY if t.predicate.value in supers and isinstance(t.object, ox.NamedNode)}
    general = tuple(VOCABULARIES[prefix] for prefix in GENERAL)
    assert {term for term in named if not term.startswith(general)} <= DEFINED


def test_names_shorten_and_expand_to_each_other() -> None:
    for names in (Names(), Names("https://kg.example/"), Names("https://kg.example/#")):
        for kind in ("person", "org", "decision"):
            iri = names.thing(kind, "a-b").value
            assert names.shorten(iri) == f"{kind}:a-b"
            assert names.expand(f"{kind}:a-b") == iri
        for curie in ("gk:decides", "orgv:Role", "skos:Concept"):
            expanded = names.expand(curie)
            assert expanded is not None
            assert names.shorten(expanded) == curie
        assert names.expand("nothing:x") is None
        assert names.shorten("https://elsewhere.example/x") == "https://elsewhere.example/x"


@pytest.mark.parametrize("path", ["a.md", "A b/ü & ?.md", "100% [x] #y.md", "deep/er/est.md"])
def test_the_graph_of_a_note_tells_its_path(path: str) -> None:
    names = Names()
    assert names.note_path(names.note_graph(path)) == path
    assert names.note_path(names.derived) is None


@pytest.mark.parametrize("base", ["", "no iri", "urn:x", "https://kg.example"])
def test_a_base_that_names_cannot_follow_is_refused(base: str) -> None:
    with pytest.raises(ValueError, match="base"):
        Names(base)


def test_only_known_kinds_have_names() -> None:
    with pytest.raises(ValueError, match="none of"):
        Names().thing("planet", "mars")
    assert str(GraphError("found.", "Do.")) == "found. Do."
