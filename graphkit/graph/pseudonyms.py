"""A graph in which people have invented names: for a page or an export that others are to see."""

from __future__ import annotations

import hashlib
import random
import re
import secrets
import tomllib
from collections.abc import Iterator
from importlib import resources
from itertools import count, product
from pathlib import Path
from typing import Any, Final

import msgspec
import pyoxigraph as ox

from graphkit.graph.errors import StoreError
from graphkit.graph.generations import put
from graphkit.graph.records import Record, of_class
from graphkit.graph.store import Store
from graphkit.graph.strangers import Strangers
from graphkit.graph.terms import KINDS, term
from graphkit.graph.unnaming import Person, Unnaming, folded, invent

#: What is left out: the words of notes, and what leads back to a person or a file.
_LEFT_OUT: Final = frozenset(
    term(name) for name in ("gk:quote", "gk:digest", "dcterms:source", "dcterms:identifier", "foaf:nick", "foaf:mbox")
)
#: The names of notes and occasions are texts of their own, full of people: a date says enough.
_TITLED: Final = frozenset(term(name) for name in ("gk:Note", "gk:Meeting", "gk:Correspondence", "gk:Ambiguous"))
_LABELS: Final = frozenset(term(name) for name in ("rdfs:label", "dcterms:title", "skos:altLabel"))
#: Kinds whose IRIs are made of their names; all others are made of titles, paths or sentences.
_NAMED: Final = ("org", "role", "topic", "project", "forum")
_TYPE: Final = term("rdf:type")
#: Whose something is, in the name of a topic: "Ada's desk" does not make a word of "Ada".
_OWNER: Final = re.compile(r"\S+[’']s?\b")


class _Kept(msgspec.Struct):
    """What is kept beside a graph, so that names stay the same: they cannot be worked out from anything else."""

    key: str
    names: dict[str, str]


def pseudonymised(store: Store) -> Store:
    """A store in memory with the same statements, in which no person has their name.

    People get invented names, the same ones each time for a graph on disk: they are kept beside it, in
    `pseudonyms.json`, which is not to be given away. Names, first names, handles and addresses that the graph knows
    give way to them in every text; the words of notes, their titles, places and sources are left out. Of what is left
    (decisions, questions, tasks, scopes) capitalised words that are nowhere a word are left out, too: each could be the
    name of somebody whom the graph does not know.

    Raises StoreError when the names cannot be kept.
    """
    kept = _kept(store)
    words = tomllib.loads((resources.files(__package__) / "invented_names.toml").read_text("utf-8"))
    people = {item.iri: item for item in of_class(store, "foaf:Person")}
    prefix = store.names.prefixes["person"]
    # Whoever statements name and nothing describes is a person, too.
    named = {node.value for quad in store.inner for node in (quad.subject, quad.object) if _is(node, prefix)}
    iris = sorted({*people, *named})
    written = {iri: _written(iri, people.get(iri), prefix) for iri in iris}
    choices = _choices(words, kept.key, {word for names in written.values() for name in names for word in folded(name)})
    kept.names = invent(iris, kept.names, choices)
    _keep(store, kept)
    known = []
    for iri in iris:
        given, _, family = kept.names[iri].partition(" ")
        known.append(Person(written[iri], (given, family)))
    ambiguous = [item.text("rdfs:label") for item in of_class(store, "gk:Ambiguous")]
    unnaming = Unnaming(known, somebody=words["somebody"], ambiguous=ambiguous)
    invented = [*kept.names.values(), words["somebody"]]
    return _Copy(store, kept, unnaming, _strangers(store, invented, words["left_out"])).made()


def _strangers(store: Store, invented: list[str], left_out: str) -> Strangers:
    """Knows as words what is written small anywhere, and the names of what is no person."""
    prefixes = tuple(store.names.prefixes[kind] for kind in _NAMED)
    texts = [
        quad.object.value
        for quad in store.inner
        if isinstance(quad.object, ox.Literal) and quad.object.datatype == term("xsd:string")
    ]
    names = [
        _OWNER.sub(" ", quad.object.value)
        for quad in store.inner
        if quad.predicate in _LABELS and _begins(quad.subject, prefixes) and isinstance(quad.object, ox.Literal)
    ]
    return Strangers(texts, names=[*names, *invented], instead=left_out)


def _is(node: Any, prefix: str) -> bool:
    return _begins(node, (prefix,))


def _begins(node: Any, prefixes: tuple[str, ...]) -> bool:
    return isinstance(node, ox.NamedNode) and node.value.startswith(prefixes)


def _written(iri: str, item: Record | None, prefix: str) -> tuple[str, ...]:
    """All ways in which the graph writes somebody."""
    slug = iri.removeprefix(prefix).replace("-", " ").title() if iri.startswith(prefix) else ""
    names: tuple[str, ...] = (slug,) if slug else ()
    if item is None:
        return names
    mail = (address.removeprefix("mailto:").partition("@")[0] for address in item.texts("foaf:mbox"))
    return (*names, *item.texts("rdfs:label"), *item.texts("skos:altLabel"), *item.texts("foaf:nick"), *mail)


def _choices(words: dict[str, Any], key: str, real: set[str]) -> Iterator[str]:
    """Every pair of a given and a family name that nobody has, in an order of its own; then again with a numeral."""
    pairs = [
        f"{given} {family}"
        for given, family in product(words["given"], words["family"])
        if not real.intersection((*folded(given), *folded(family)))
    ] or ["Person A"]
    random.Random(key).shuffle(pairs)
    for turn in count(1):
        yield from (pair if turn == 1 else f"{pair}-{turn}" for pair in pairs)


def _file(store: Store) -> Path | None:
    return store.generation.path.parents[1] / "pseudonyms.json" if store.generation else None


def _kept(store: Store) -> _Kept:
    file = _file(store)
    try:
        if file is not None and file.is_file():
            return msgspec.json.decode(file.read_bytes(), type=_Kept)
    except (OSError, msgspec.DecodeError) as error:
        raise StoreError(f"{file} cannot be read: {error}.", "Remove it, and everybody gets a new name.") from error
    return _Kept(secrets.token_hex(16), {})


def _keep(store: Store, kept: _Kept) -> None:
    file = _file(store)
    if file is None:
        return
    try:
        put(file, msgspec.json.format(msgspec.json.encode(kept)))
        file.chmod(0o600)
    except OSError as error:
        raise StoreError(f"{file} cannot be written: {error}.", "The invented names have to be kept there.") from error


class _Copy:
    """Makes the copy, quad by quad."""

    def __init__(self, store: Store, kept: _Kept, unnaming: Unnaming, strangers: Strangers) -> None:
        self.store, self.kept, self.unnaming, self.strangers = store, kept, unnaming, strangers
        self.prefixes = {kind: store.names.prefixes[kind] for kind in KINDS}
        self.graphs = store.names.ontology.value.removesuffix("ontology")
        self.people = set(kept.names)
        self.titled = {quad.subject for kind in _TITLED for quad in store.inner.quads_for_pattern(None, _TYPE, kind)}
        self.dates = {
            quad.subject: quad.object.value
            for quad in store.inner.quads_for_pattern(None, term("dcterms:date"), None)
            if isinstance(quad.object, ox.Literal)
        }
        self.new: dict[str, ox.NamedNode] = {}
        self.named = tuple(self.prefixes[kind] for kind in _NAMED)

    def made(self) -> Store:
        """The copy."""
        copy = Store.memory(self.store.names)
        ontology = self.store.names.ontology
        copy.inner.bulk_extend(
            quad if quad.graph_name == ontology else new
            for quad in self.store.inner
            if quad.graph_name == ontology or quad.predicate not in _LEFT_OUT
            for new in self._quad(quad)
        )
        copy.writable = False
        return copy

    def _quad(self, quad: ox.Quad) -> list[ox.Quad]:
        subject = self._node(quad.subject)
        if quad.predicate in _LABELS and isinstance(quad.subject, ox.NamedNode):
            if quad.subject.value in self.people:
                if quad.predicate == term("skos:altLabel"):
                    return []
                return [
                    ox.Quad(subject, quad.predicate, ox.Literal(self.kept.names[quad.subject.value]), self._graph(quad))
                ]
            if quad.subject in self.titled:
                told = ox.Literal(self.dates.get(quad.subject, ""))
                return [ox.Quad(subject, quad.predicate, told, self._graph(quad))]
        if quad.predicate == term("gk:path") and isinstance(quad.object, ox.Literal):
            return [
                ox.Quad(subject, quad.predicate, ox.Literal(f"{self._digest(quad.object.value)}.md"), self._graph(quad))
            ]
        if isinstance(quad.object, ox.Literal):
            name = quad.predicate in _LABELS and _begins(quad.subject, self.named)
            return [ox.Quad(subject, quad.predicate, self._literal(quad.object, name=name), self._graph(quad))]
        return [ox.Quad(subject, quad.predicate, self._node(quad.object), self._graph(quad))]

    def _literal(self, node: ox.Literal, *, name: bool) -> ox.Literal:
        """A text without names of people; a `name` of something keeps its own capitals."""
        if node.datatype != term("xsd:string") and not node.language:
            return node
        text = self.strangers.text(self.unnaming.text(node.value), owners_only=name)
        return ox.Literal(text, language=node.language) if node.language else ox.Literal(text)

    def _graph(self, quad: ox.Quad) -> Any:
        name = quad.graph_name
        if isinstance(name, ox.NamedNode) and name.value.startswith(f"{self.graphs}note/"):
            return ox.NamedNode(f"{self.graphs}note/{self._digest(name.value)}")
        return name

    def _node(self, node: Any) -> Any:
        if isinstance(node, ox.NamedNode):
            if node.value not in self.new:
                self.new[node.value] = self._renamed(node)
            return self.new[node.value]
        return node

    def _renamed(self, node: ox.NamedNode) -> ox.NamedNode:
        if node.value in self.people:
            return ox.NamedNode(self.prefixes["person"] + self.kept.names[node.value].lower().replace(" ", "-"))
        for kind, prefix in self.prefixes.items():
            if node.value.startswith(prefix):
                slug = node.value.removeprefix(prefix)
                if kind in _NAMED and self.unnaming.text(slug) == slug and not self._is_owned(node):
                    return node
                return ox.NamedNode(prefix + self._digest(node.value))
        if node.value.startswith(f"{self.graphs}note/"):
            return ox.NamedNode(f"{self.graphs}note/{self._digest(node.value)}")
        return node

    def _is_owned(self, node: ox.NamedNode) -> bool:
        """Whether the name of something says whose it is."""
        return any(
            isinstance(quad.object, ox.Literal) and self._literal(quad.object, name=True) != quad.object
            for label in _LABELS
            for quad in self.store.inner.quads_for_pattern(node, label, None)
        )

    def _digest(self, text: str) -> str:
        """Cannot be worked out without the key, so that nobody can try whether something is in the graph."""
        return hashlib.blake2b(text.encode("utf-8"), key=self.kept.key.encode("ascii"), digest_size=6).hexdigest()
