"""What was resolved, into a new generation: every graph at full speed, or only those that changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from hashlib import blake2b
from types import TracebackType
from typing import Final, Self

import msgspec
import pyoxigraph as ox
from msgspec import Struct

from graphkit.extract.statement import Extraction
from graphkit.graph.curated import reviews, write_reviews
from graphkit.graph.derive import infer
from graphkit.graph.ontology import load_ontology
from graphkit.graph.store import Store
from graphkit.graph.terms import Names
from graphkit.graph.write import entities_trig, note_graph
from graphkit.identity.resolution import Resolution
from graphkit.ledger import Ledger
from graphkit.work import Workers

#: A build that changes more than this share of the graphs writes all of them anew.
_COLD_SHARE: Final = 0.3


class Changed(Struct, frozen=True):
    """What differs from the last generation: graphs of notes to put in (`NoteGraph` as msgpack, by path), paths of
    notes whose graphs are to go, and the graph of entities, "" when it stays. `most`: better write all anew."""

    graphs: dict[str, bytes]
    gone: list[str]
    entities: str
    most: bool

    def __len__(self) -> int:
        return len(self.graphs) + len(self.gone)


class Graphs:
    """The graphs of all notes, each a `NoteGraph` as msgpack, made when they are asked for.

    `prints` are their fingerprints by path, `entities` is the graph of entities as TriG, `reviews` is what people said
    of statements.
    """

    def __init__(self, extractions: dict[str, Extraction], resolution: Resolution, names: Names) -> None:
        self._extractions = extractions
        self._notes = resolution.notes
        self._occasions = resolution.occasions
        self._count = len(resolution.notes)
        self.entities = entities_trig(names, resolution)
        self.entities_print = fingerprint(self.entities.encode())
        self.reviews = reviews(names, resolution)
        self.prints: dict[str, bytes] = {}

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[bytes]:
        encode = msgspec.msgpack.Encoder().encode
        for path, note in self._notes.items():
            graph = encode(note_graph(self._extractions[path], note, self._occasions))
            self.prints[path] = fingerprint(graph)
            yield graph

    def forget(self) -> None:
        """Let go of what the graphs are made of; what remains is their number and their fingerprints."""
        for made_of in (self._extractions, self._notes, self._occasions):
            made_of.clear()

    def since(self, before: Ledger) -> Changed:
        """What differs from the last build."""
        graphs = dict(zip(self._notes, self, strict=True))
        old = {path: entry.graph for path, entry in before.entries.items() if entry.graph}
        changed = {path: graph for path, graph in graphs.items() if old.get(path) != self.prints[path]}
        return Changed(
            graphs=changed,
            gone=[path for path in old if path not in graphs],
            entities="" if before.entities == self.entities_print else self.entities,
            most=not old or len(changed) > _COLD_SHARE * len(graphs),
        )


class BulkLoad:
    """Loads the graphs of all notes into an empty store, in threads: Oxigraph lets go of the interpreter's lock.

    All that was written is in the store when the `with` block ends; until then there is time for other work.
    """

    #: Loads, each in a thread. Where that is possible there are no more: two leave behind files that need not be
    #: merged, a third sets off a compaction of everything.
    LOADS: Final = 2
    #: TriG that is loaded at once, at most: it takes twenty times as much memory.
    BYTES: Final = 64_000_000

    def __init__(self, store: Store, workers: Workers) -> None:
        self._store = store
        self._workers = workers
        self._threads = ThreadPoolExecutor(self.LOADS)
        self._loads: list[Future[None]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._threads:
            for load in self._loads if error is None else ():
                load.result()

    def write(self, graphs: Graphs, told: Callable[[int], None]) -> dict[str, bytes]:
        """Write all graphs; what the rules read of each note, by its path. `told` is told how many are written."""
        texts, size = [graphs.entities.encode()], 0
        rules: dict[str, bytes] = {}
        share = -(-len(graphs) // self.LOADS)
        for one in self._workers.write(self._store.names, graphs):
            texts.append(one.text)
            size += len(one.text)
            rules.update(one.rules)
            told(len(rules))
            if size > self.BYTES or len(rules) >= share * (len(self._loads) + 1):
                self._load(texts)
                texts, size = [], 0
        if texts:
            self._load(texts)
        return rules

    def _load(self, texts: list[bytes]) -> None:
        self._loads.append(self._threads.submit(self._store.bulk_load_trig, texts))


class Loaded(Struct, frozen=True):
    """What a generation holds now: `rules` is what the rules read of each note, by its path, `facts` the fingerprint of
    all that they read, `quads` how many there are."""

    rules: dict[str, bytes]
    facts: bytes
    quads: int


def load_all(store: Store, workers: Workers, graphs: Graphs, told: Callable[[int], None]) -> Loaded:
    """Fill an empty store. The rules run while Oxigraph still sorts and writes, which takes much memory."""
    write_reviews(store, graphs.reviews)
    with BulkLoad(store, workers) as loads:
        rules = loads.write(graphs, told)
        graphs.forget()
        facts = _facts(store, rules)
    load_ontology(store)
    store.replace_graph(store.names.derived, facts)
    return Loaded(rules, _facts_print(store, rules), len(store))


def load_changes(
    store: Store, workers: Workers, graphs: Graphs, changed: Changed, before: Ledger, rules: dict[str, bytes]
) -> Loaded:
    """Replace what `changed` of all `graphs` in a copy of the last generation; `rules` is what the rules read then."""
    names = store.names
    notes = [names.note_graph(path) for path in (*changed.graphs, *changed.gone)]
    quads = before.quads - store.size([*notes, names.curated])
    write_reviews(store, graphs.reviews)
    for graph in notes:
        store.remove_graph(graph)
    for one in workers.write(names, changed.graphs.values()):
        store.load_trig([one.text])
        rules.update(one.rules)
    for path in changed.gone:
        del rules[path]
    quads += store.size([*notes, names.curated])
    if changed.entities:
        quads -= store.size([names.entities])
        store.remove_graph(names.entities)
        store.load_trig([changed.entities.encode()])
        quads += store.size([names.entities])
    facts = _facts_print(store, rules)
    if facts != before.facts:
        found = _facts(store, rules)
        quads += len(found) - store.size([names.derived])
        store.replace_graph(names.derived, found)
    return Loaded(rules, facts, quads)


def _facts(store: Store, rules: Mapping[str, bytes]) -> list[ox.Quad]:
    """What follows from what the rules read of each note, and from what people said, which `store` holds.

    It is inferred in memory: to read the statements back from the disk takes longer than the rules themselves.
    """
    said = Store.memory(store.names)
    load_ontology(said)
    said.load_trig([b"".join(rules.values())])
    said.copy_graph(store, store.names.curated)
    return infer(said)


def _facts_print(store: Store, rules: Mapping[str, bytes]) -> bytes:
    """Equal fingerprints, equal facts, as long as graphkit is the same."""
    curated = sorted(map(str, store.inner.quads_for_pattern(None, None, None, store.names.curated)))
    return fingerprint(b"".join([*(rules[path] for path in sorted(rules)), *(quad.encode() for quad in curated)]))


def fingerprint(data: bytes) -> bytes:
    """Sixteen bytes that stand for any number of them."""
    return blake2b(data, digest_size=16).digest()
