"""A graph, opened: what people and programs ask of it."""

from __future__ import annotations

import datetime
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Self

import msgspec
import pyoxigraph as ox

from graphkit.graph.errors import QueryError, StoreError
from graphkit.graph.guard import check_update
from graphkit.graph.named import NamedQuery, read_folder, shipped_folder
from graphkit.graph.query import Queries, execute, terms
from graphkit.graph.report import BuildReport
from graphkit.graph.resolve import Entity
from graphkit.graph.result import Answer
from graphkit.graph.store import Store
from graphkit.vault.problem import Problem

if TYPE_CHECKING:
    import networkx as nx
    import rdflib

    from graphkit.graph.answer import WhoAnswer

_RDF_ENDINGS: Final = frozenset({".trig", ".nq", ".ttl", ".nt", ".jsonld", ".rdf"})


class KnowledgeGraph:
    """A graph of who decides what: questions, exports and projections over one `Store`.

    Opened with a path, closed at the end of the `with` block (or by `close`); it holds no other state.

    >>> from graphkit.graph.store import Store
    >>> with KnowledgeGraph(Store.memory()) as kg:
    ...     kg.update("INSERT DATA { person:ada gk:decides topic:engines }")
    ...     kg.sparql("ASK { ?who gk:decides ?topic }")
    ...     kg.sparql("SELECT ?topic { ?who gk:decides ?topic }", who=kg.iri("person:ada"))[0]
    True
    {'topic': 'urn:graphkit:topic:engines'}
    """

    def __init__(self, store: Store, *, vault: Path | None = None, queries: Path | None = None) -> None:
        self.store = store
        self.vault = vault
        self._query_folder = queries
        self._queries: Queries | None = None
        self._dataset: rdflib.Dataset | None = None
        self._report: BuildReport | None = None

    @classmethod
    def open(
        cls, path: str | Path, *, vault: str | Path | None = None, queries: str | Path | None = None
    ) -> KnowledgeGraph:
        """Open a vault that was built, the folder of a graph, or an RDF file (read into memory).

        `vault` is the folder of the notes, when the graph lies elsewhere; `queries` is a folder of named queries to
        use instead of graphkit's own. Raises StoreError when there is no graph.
        """
        place = Path(path).expanduser()
        folder = Path(queries) if queries is not None else None
        if place.is_file() and place.suffix in _RDF_ENDINGS:
            store = Store.memory()
            try:
                store.load(place)
            except (SyntaxError, ValueError) as error:
                raise StoreError(f"{place} cannot be read: {error}.") from error
            store.writable = False
            return cls(store, queries=folder)
        notes = Path(vault).expanduser() if vault is not None else None
        if (place / "current").is_file():
            beside = place.parent if place.name == ".graphkit" else None
            return cls(Store.open(place), vault=notes or beside, queries=folder)
        beside = place.parent if place.is_file() else place
        return cls(Store.open(beside / ".graphkit"), vault=notes or beside, queries=folder)

    @property
    def report(self) -> BuildReport | None:
        """What the build of this graph did; None for a graph in memory."""
        if self._report is not None or self.store.side is None:
            return self._report
        try:
            return msgspec.json.decode((self.store.side / "report.json").read_bytes(), type=BuildReport)
        except (OSError, msgspec.DecodeError):
            return None

    def reported(self, report: BuildReport) -> Self:
        """The same graph, with a report of a build that found nothing to write."""
        self._report = report
        return self

    @property
    def queries(self) -> dict[str, NamedQuery]:
        """The named queries, by name."""
        return dict(self._runner().named)

    def _runner(self) -> Queries:
        if self._queries is None:
            self._queries = Queries(self.store, read_folder(self._query_folder or shipped_folder()))
        return self._queries

    def query(self, name: str, /, *, limit: int | None = None, **parameters: object) -> Answer:
        """The answer to a named query: a `Result` for nearly all of them, at most `limit` rows.

        An agent or a topic may be given by name. Raises QueryError for an unknown name, ParameterError for a
        parameter that is missing, unknown, ill-typed, or names nobody or several.
        """
        return self._runner().run(name, parameters, limit)

    def sparql(self, text: str, /, *, limit: int | None = None, **values: object) -> Answer:
        """The answer to any read-only SPARQL query: a `Result`, a bool for ASK, `Triples` for CONSTRUCT.

        Every prefix of `names.prefixes` is known, the default graph is the union of all graphs, and each value is
        bound to the variable of its name. Raises QueryError for what is refused (SERVICE, updates) or malformed.
        """
        return execute(self.store, text, terms(values), limit)

    def update(self, text: str, /) -> None:
        """Run a SPARQL update, while the graph is being built. Raises StoreError on one that is open for reading."""
        if not self.store.writable:
            raise StoreError("The graph is open for reading only.", "Change the notes and build again.")
        prefixes = self.store.names.prefixes
        check_update(text, prefixes)
        try:
            self.store.inner.update(text, prefixes=prefixes)
        except (SyntaxError, RuntimeError) as error:
            raise QueryError(f"The update cannot be run: {error}") from error

    def iri(self, curie: str) -> ox.NamedNode:
        """`person:ada` as an IRI to give to a query. Raises QueryError for an unknown prefix."""
        expanded = self.store.names.expand(curie)
        if expanded is None:
            raise QueryError(f"{curie!r} has no known prefix.", f"Known: {', '.join(self.store.names.prefixes)}.")
        return ox.NamedNode(expanded)

    @property
    def dataset(self) -> rdflib.Dataset:
        """An `rdflib.Dataset` over this very store, its default graph the union of all graphs.

        Queries on it run in Oxigraph too; graphkit does not check them.
        """
        if self._dataset is None:
            import rdflib
            from oxrdflib import OxigraphStore

            bridge = OxigraphStore(store=self.store.inner)
            self._dataset = rdflib.Dataset(store=bridge, default_union=True)
            for prefix, space in self.store.names.prefixes.items():
                self._dataset.bind(prefix, space, override=True, replace=True)
        return self._dataset

    def to_networkx(self) -> nx.MultiDiGraph:
        """Everything but the ontology as a networkx graph; see `graphkit.graph.export.to_networkx`."""
        from graphkit.graph.export import to_networkx

        return to_networkx(self.store)

    def export(self, path: str | Path, format: str | None = None, *, pseudonymise: bool = False) -> Path:
        """Write the graph to a file, its format by the ending unless named; see `graphkit.graph.export.FORMATS`.

        `pseudonymise` gives people invented names: see `pseudonymised`.
        """
        from graphkit.graph.export import export

        return export((self.pseudonymised() if pseudonymise else self).store, Path(path), format)

    def pseudonymised(self) -> Self:
        """The same graph in memory with invented names for people; see `graphkit.graph.pseudonyms`.

        Raises StoreError when the names, which are to stay the same, cannot be kept beside the graph.
        """
        from graphkit.graph.pseudonyms import pseudonymised

        return type(self)(pseudonymised(self.store), queries=self._query_folder)

    def who(self, topic: str, *, as_of: str | datetime.date | None = None, limit: int | None = None) -> WhoAnswer:
        """Who decides a topic, in sentences with sources; see `graphkit.graph.answer.who`."""
        from graphkit.graph.answer import who

        return who(self, topic, as_of=as_of, limit=limit)

    def known(self, kind: str) -> list[Entity]:
        """The things that a parameter of type "agent" or "topic" may name, with the ways they are written."""
        return self._runner().known(kind)

    def scopes(self) -> list[str]:
        """Every scope that a right words, once, sorted."""
        return self._runner().scopes()

    def problems(self) -> list[Problem]:
        """What the build that made this graph had to tell, as it was found; empty in memory."""
        side = self.store.side
        file = side / "problems.json" if side else None
        if file is None or not file.is_file():
            return []
        try:
            return msgspec.json.decode(file.read_bytes(), type=list[Problem])
        except (OSError, msgspec.DecodeError) as error:
            raise StoreError(f"{file} cannot be read: {error}.", "Run: graphkit build --fresh") from error

    def network(self, lens: str = "decision-rights", **options: Any) -> Any:
        """A projection of the graph, a `networkx.DiGraph`; the lenses are those of `graphkit.network`."""
        return import_module("graphkit.network").project(self, lens, **options)

    def view(self, path: str | Path, **options: Any) -> Path:
        """Write the page: one HTML file that asks no network for anything."""
        written: Path = import_module("graphkit.view").render(self, Path(path), **options)
        return written

    def close(self) -> None:
        """Let go of the store. May be called again."""
        self._dataset = None
        self._queries = None
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
