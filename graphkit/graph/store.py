"""The quads: an embedded Oxigraph store, in memory or as a generation on disk."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import msgspec
import pyoxigraph as ox

from graphkit.graph.errors import StoreError
from graphkit.graph.generations import Generation, Generations, put, share
from graphkit.graph.lock import FileLock
from graphkit.graph.terms import Names

#: Raised when the way quads are written changes so much that a graph must be built anew.
FORMAT: Final = 1


class _About(msgspec.Struct, frozen=True):
    """What a generation says of itself, in `side/graph.json`."""

    format: int
    base: str


class Store:
    """Quads and the names they use. Made by `memory`, `open` (read only) or `begin` (a new generation).

    `inner` is the pyoxigraph store; `generation` is None in memory.

    >>> store = Store.memory()
    >>> len(store)
    0
    """

    def __init__(
        self,
        inner: ox.Store,
        names: Names,
        *,
        writable: bool,
        generation: Generation | None = None,
        generations: Generations | None = None,
        locks: tuple[FileLock, ...] = (),
    ) -> None:
        self._inner: ox.Store | None = inner
        self.names = names
        self.writable = writable
        self.generation = generation
        self._generations = generations
        self._locks = locks
        self._committed = generation is None or not writable

    @classmethod
    def memory(cls, names: Names | None = None) -> Store:
        """An empty store that lives as long as the object does."""
        return cls(ox.Store(), names or Names(), writable=True)

    @classmethod
    def open(cls, directory: str | Path) -> Store:
        """The current generation of the graph in `directory`, read only.

        It stays as it is, whatever is built meanwhile, until it is closed. Raises StoreError when there is none or
        when another version of graphkit wrote it.
        """
        generations = Generations(Path(directory))
        generation, lock = generations.hold()
        about = _read_about(generation)
        if about is None or about.format != FORMAT:
            lock.release()
            raise StoreError(f"{directory} was written by another version of graphkit.", "Run: graphkit build")
        try:
            inner = ox.Store.read_only(str(generation.path))
        except OSError as error:
            lock.release()
            raise StoreError(f"{generation.path} cannot be read: {error}.", "Run: graphkit build --fresh") from error
        return cls(
            inner,
            Names(about.base),
            writable=False,
            generation=generation,
            generations=generations,
            locks=(lock,),
        )

    @classmethod
    def begin(cls, directory: str | Path, *, names: Names | None = None, fresh: bool = False) -> Store:
        """A new generation to write: a copy of the current one, or empty when `fresh` or there is none.

        The copy is of hard links and takes milliseconds. Nobody sees what is written before `commit`; leaving the
        `with` block without it removes the folder. A current generation of another format or base is not copied;
        what people said (the curated graph) always is. Raises StoreError when another build is running.
        """
        generations = Generations(Path(directory))
        generation, lock = generations.prepare()
        try:
            wanted = names or Names()
            source = generations.current()
            about = _read_about(source) if source else None
            if about and not names:
                wanted = Names(about.base)
            old = ox.Store.read_only(str(source.path)) if source and about else None
            if old and source and not fresh and about == _About(FORMAT, wanted.base):
                old.backup(str(generation.path))
                if source.side.is_dir():
                    shutil.copytree(source.side, generation.side, copy_function=share)
                inner = ox.Store(str(generation.path))
            else:
                inner = ox.Store(str(generation.path))
                if old:
                    inner.extend(old.quads_for_pattern(None, None, None, wanted.curated))
            generation.side.mkdir(exist_ok=True)
            put(generation.side / "graph.json", msgspec.json.encode(_About(FORMAT, wanted.base)))
        except BaseException as error:
            generations.discard(generation)
            lock.release()
            if isinstance(error, OSError):
                raise StoreError(
                    f"A new generation of {directory} cannot be made: {error}.", "Try: graphkit build --fresh"
                ) from error
            raise
        return cls(inner, wanted, writable=True, generation=generation, generations=generations, locks=(lock,))

    @property
    def inner(self) -> ox.Store:
        """The pyoxigraph store. Raises StoreError once closed."""
        if self._inner is None:
            raise StoreError("The graph is closed.", "Open it again with graphkit.open(…).")
        return self._inner

    @property
    def side(self) -> Path | None:
        """The folder of files that belong to this generation; None in memory."""
        return self.generation.side if self.generation else None

    def __len__(self) -> int:
        return len(self.inner)

    def size(self, graphs: Iterable[ox.NamedNode]) -> int:
        """The quads of some graphs."""
        return sum(1 for graph in graphs for _ in self.inner.quads_for_pattern(None, None, None, graph))

    def graphs(self) -> Iterator[ox.NamedNode]:
        """The named graphs."""
        return (name for name in self.inner.named_graphs() if isinstance(name, ox.NamedNode))

    def replace_graph(self, graph: ox.NamedNode, quads: Iterable[ox.Quad]) -> None:
        """Put `quads` where `graph` was; the quads say their graph themselves."""
        self._writing().remove_graph(graph)
        self._writing().extend(quads)

    def remove_graph(self, graph: ox.NamedNode) -> None:
        """Forget a graph; nothing happens when there is none."""
        self._writing().remove_graph(graph)

    def load(self, path: str | Path, graph: ox.NamedNode | None = None) -> None:
        """Read an RDF file, its format by its ending; Turtle and N-Triples go to `graph` (or the default graph)."""
        self._writing().load(path=str(path), to_graph=graph)

    def load_trig(self, texts: Iterable[bytes]) -> None:
        """Load pieces of TriG as `graphkit.graph.write` makes them (without prefixes), in one transaction each."""
        for text in texts:
            self._writing().load(self._prefixed([text]), format=ox.RdfFormat.TRIG)

    def copy_graph(self, source: Store, graph: ox.NamedNode) -> None:
        """Add what `source` has in `graph`."""
        self._writing().extend(source.inner.quads_for_pattern(None, None, None, graph))

    def bulk_load_trig(self, texts: Iterable[bytes]) -> None:
        """Load pieces of TriG at full speed into a store that nobody reads. May run in several threads at once."""
        self._writing().bulk_load(self._prefixed(texts), format=ox.RdfFormat.TRIG, lenient=True)

    def _prefixed(self, texts: Iterable[bytes]) -> bytes:
        head = "".join(f"PREFIX {prefix}: <{space}>\n" for prefix, space in self.names.prefixes.items())
        return b"".join([head.encode(), *texts])

    def _writing(self) -> ox.Store:
        if not self.writable:
            raise StoreError("The graph is open for reading only.", "Build it with graphkit.build(…).")
        return self.inner

    def commit(self, *, optimize: bool = False) -> None:
        """Make a new generation the current one, and close it. In memory nothing happens.

        `optimize` compacts the files first: worth it after a cold build, not after a small change.
        """
        if self._committed or self._generations is None or self.generation is None:
            return
        self._writing().flush()
        if optimize:
            self.inner.optimize()
        # Oxigraph must have let go of the files before anybody opens them for reading.
        self._inner = None
        self._generations.publish(self.generation)
        self._committed = True
        self._generations.sweep()
        self.close()

    def close(self) -> None:
        """Let go of the files. A new generation that was not committed is removed. May be called again."""
        held, self._inner = self._inner is not None, None
        if self._generations is not None and self.generation is not None and held and not self._committed:
            self._generations.discard(self.generation)
        for lock in self._locks:
            lock.release()
        if self._generations is not None and held and not self.writable:
            with contextlib.suppress(OSError):
                self._generations.sweep()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _read_about(generation: Generation) -> _About | None:
    try:
        return msgspec.json.decode((generation.side / "graph.json").read_bytes(), type=_About)
    except (OSError, msgspec.DecodeError):
        return None
