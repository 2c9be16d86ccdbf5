"""Putting text into a store: the cheaper of two ways, and beside what the caller does next."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from queue import Queue

import pyoxigraph as ox
from pyoxigraph import NamedNode, Quad

from kg.graph.trig import HEADER
from kg.graph.vocab import ONTOLOGY_IRI
from kg.settings import schema_path

#: Bytes of TriG that go into the store in one step: more take memory, fewer leave more files to be merged later.
#: (Measured on 200 documents: 29 ms a document in steps of 1 MB, 19 in steps of 2 MB, 17 in steps of 4 MB.)
STEP = 4_000_000

#: From so many bytes of TriG on, an addition is written as files of its own: a tenth of a second, and then half the
#: processor time.
BULK = 500_000

#: From so many bytes of TriG on, the store's files are merged before they are published: about 5 s of the processor for
#: a million quads, after which questions take half the time (measured on 1,094,000 quads).
MERGED = 20_000_000


def load_ontology(inner: ox.Store) -> None:
    """Put the ontology into a graph of its own, if what stands there is not the same."""
    graph = NamedNode(ONTOLOGY_IRI)
    triples = ox.parse(path=str(schema_path("attest.ttl")), format=ox.RdfFormat.TURTLE)
    wanted = {Quad(t.subject, t.predicate, t.object, graph) for t in triples}
    if set(inner.quads_for_pattern(None, None, None, graph)) != wanted:
        inner.remove_graph(graph)
        inner.extend(wanted)


def put(inner: ox.Store, trig: bytes) -> None:
    """Add graphs to a store, in one transaction; ``trig`` has no prefixes, and comes from this program."""
    add = inner.bulk_load if len(trig) >= BULK else inner.load
    add(HEADER + trig, format=ox.RdfFormat.TRIG, lenient=True)


class Loader:
    """Puts graphs into a store in a thread, since the store needs no interpreter to sort; at most two steps wait."""

    def __init__(self) -> None:
        """Start nothing yet."""
        self._steps: Queue[tuple[ox.Store, bytes] | None] = Queue(maxsize=1)
        self._thread: threading.Thread | None = None
        self._error: BaseException | None = None
        #: Bytes of TriG that were given since the store was merged.
        self.given = 0
        self._merging: threading.Thread | None = None
        #: What is on its way: the names of graphs, and the identifiers of their documents.
        self.coming: dict[str, str] = {}

    def add(self, inner: ox.Store, trig: bytes, coming: Mapping[str, str]) -> None:
        """Begin to add graphs, named with the identifiers of their documents."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, daemon=True)
            self._thread.start()
        self.coming |= coming
        self.given += len(trig)
        self._steps.put((inner, trig))

    def wait(self) -> None:
        """Wait until all has arrived; raise what kept it from arriving."""
        if self._thread is None:
            return
        self._steps.put(None)
        self._thread.join()
        self._thread = None
        self.coming.clear()
        self._raise()

    def merge(self, inner: ox.Store) -> None:
        """Begin to merge a store's files in a thread, if much was put in; :meth:`merged` waits for it."""
        if self._merging is None and self.given >= MERGED:
            self.given = 0
            self._merging = threading.Thread(target=self._optimize, args=(inner,))
            self._merging.start()

    def merged(self) -> None:
        """Wait until the store is merged; raise what kept it from that."""
        if self._merging is not None:
            self._merging.join()
            self._merging = None
            self._raise()

    def _raise(self) -> None:
        if (error := self._error) is not None:
            self._error = None
            raise error

    def _optimize(self, inner: ox.Store) -> None:
        try:
            inner.optimize()
        except BaseException as error:
            self._error = error

    def _run(self) -> None:
        while (step := self._steps.get()) is not None:
            if self._error is None:
                try:
                    put(*step)
                except BaseException as error:
                    self._error = error
