"""The names of things: vocabularies, the IRIs of entities and of named graphs."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final
from urllib.parse import quote, unquote

from msgspec import Struct
from pyoxigraph import NamedNode

GK: Final = "https://w3id.org/graphkit#"

#: Vocabularies, by the prefix that every query may use. `org:` is for organisations of the vault; W3C ORG is `orgv:`.
VOCABULARIES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "gk": GK,
        "dcterms": "http://purl.org/dc/terms/",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "oa": "http://www.w3.org/ns/oa#",
        "orgv": "http://www.w3.org/ns/org#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "prov": "http://www.w3.org/ns/prov#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "schema": "http://schema.org/",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
)

#: Kinds of things that have IRIs of their own; each is a prefix.
KINDS: Final = (
    "person", "org", "role", "topic", "project", "forum", "meeting", "note",
    "decision", "right", "action", "question", "membership", "reporting", "mention",
)  # fmt: skip

DEFAULT_BASE: Final = "urn:graphkit:"


class Names(Struct, frozen=True):
    """The IRIs of one graph's things, under `base` (ends in ":", "/" or "#").

    >>> Names().thing("person", "ada-lovelace").value
    'urn:graphkit:person:ada-lovelace'
    >>> Names("https://kg.example/").thing("person", "ada-lovelace").value
    'https://kg.example/person/ada-lovelace'
    """

    base: str = DEFAULT_BASE

    def __post_init__(self) -> None:
        if not self.base.endswith((":", "/", "#")) or ":" not in self.base:
            raise ValueError(f"base {self.base!r} is not an IRI that ends in ':', '/' or '#'")

    @property
    def _joint(self) -> str:
        return ":" if self.base.endswith(":") else "/"

    @property
    def prefixes(self) -> dict[str, str]:
        """Every prefix a query may use, with its namespace."""
        return {**VOCABULARIES, **{kind: f"{self.base}{kind}{self._joint}" for kind in KINDS}}

    def thing(self, kind: str, slug: str) -> NamedNode:
        """The IRI of a thing. Raises ValueError for a kind that is not in `KINDS`."""
        if kind not in KINDS:
            raise ValueError(f"{kind!r} is none of {', '.join(KINDS)}")
        return NamedNode(f"{self.base}{kind}{self._joint}{slug}")

    def _graph(self, name: str) -> NamedNode:
        return NamedNode(f"{self.base}graph{self._joint}{name}")

    @property
    def ontology(self) -> NamedNode:
        """The graph of the vocabulary itself."""
        return self._graph("ontology")

    @property
    def entities(self) -> NamedNode:
        """The graph of people, organisations, roles, topics and shared occasions."""
        return self._graph("entities")

    @property
    def curated(self) -> NamedNode:
        """The graph of what people confirmed, rejected, merged or added."""
        return self._graph("curated")

    @property
    def derived(self) -> NamedNode:
        """The graph of what follows from the statements."""
        return self._graph("derived")

    def note_graph(self, path: str) -> NamedNode:
        """The graph of the note at `path` (relative to the vault, `/` between parts).

        >>> Names().note_graph("People/1 on 1.md").value
        'urn:graphkit:graph:note/People/1%20on%201.md'
        """
        return self._graph("note/" + quote(path, safe="/", errors="surrogateescape"))

    def note_path(self, graph: NamedNode) -> str | None:
        """The path of the note whose graph this is; None for every other graph."""
        start = self._graph("note/").value
        if not graph.value.startswith(start):
            return None
        return unquote(graph.value.removeprefix(start), errors="surrogateescape")

    def expand(self, curie: str) -> str | None:
        """The IRI that `person:slug` stands for; None when its prefix is none of ours."""
        prefix, colon, local = curie.partition(":")
        space = self.prefixes.get(prefix) if colon else None
        return None if space is None else space + local

    def shorten(self, iri: str) -> str:
        """`person:slug` for an IRI in one of our namespaces, else the IRI as it is."""
        best = max(
            (item for item in self.prefixes.items() if iri.startswith(item[1])),
            key=lambda item: len(item[1]),
            default=None,
        )
        if best is None:
            return iri
        local = iri.removeprefix(best[1])
        return f"{best[0]}:{local}" if local and not set(local) & set("/#?") else iri


#: Every prefix a query may use, under the default base.
PREFIXES: Final[Mapping[str, str]] = MappingProxyType(Names().prefixes)


def gk(local: str) -> NamedNode:
    """A term of graphkit's own vocabulary: `gk("DecisionRight")`. A test checks that the ontology defines it."""
    return NamedNode(GK + local)


def term(curie: str) -> NamedNode:
    """A term of any known vocabulary: `term("skos:broader")`. Raises KeyError for an unknown prefix."""
    prefix, _, local = curie.partition(":")
    return NamedNode(VOCABULARIES[prefix] + local)
