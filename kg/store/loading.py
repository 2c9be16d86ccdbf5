"""Putting text into a store: the cheaper of two ways, and beside what the caller does next."""

from __future__ import annotations

import ctypes
import os
import sys
import threading
from collections import deque
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

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
#: a million quads, after which a question about everything takes half the time (measured on 1,094,000 quads). Of less,
#: the slowest takes a second or two as it is.
MERGED = 40_000_000

#: So many steps wait before the first is begun: who reads needs the processor more than who only waits for the end.
PATIENCE = 1


#: By so much the threads that merge the store's files are nicer than others (Linux): it saves half a second of 17.
NICER = 19


def merge_behind_others() -> None:
    """Let the threads in which Oxigraph merges files wait for the others of this program, where the system can."""
    if sys.platform != "linux":
        return
    for name in Path("/proc/self/task").glob("*/comm"):
        with suppress(OSError):  # a thread that has ended meanwhile
            if name.read_text(encoding="utf-8").startswith("rocksdb:low"):
                os.setpriority(os.PRIO_PROCESS, int(name.parent.name), NICER)


def release_memory() -> None:
    """Give free memory back to the system, where its C library can (malloc_trim(3) of glibc)."""
    if sys.platform == "linux":
        with suppress(AttributeError):
            ctypes.CDLL(None).malloc_trim(0)


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
    """Puts graphs into a store in a thread, since the store needs no interpreter to sort.

    It begins when :data:`PATIENCE` steps wait, or when it is told to :meth:`hurry`; whoever gives it more then waits.
    """

    def __init__(self) -> None:
        """Start nothing yet."""
        self._steps: deque[tuple[ox.Store, Callable[[], bytes]]] = deque()
        self._changed = threading.Condition()
        self._patient, self._ends = True, False
        self._thread: threading.Thread | None = None
        self._error: BaseException | None = None
        #: Bytes of TriG that were given since the store was merged.
        self.given = 0
        self._merging: threading.Thread | None = None
        #: What is on its way: the names of graphs, and the identifiers of their documents.
        self.coming: dict[str, str] = {}

    def add(self, inner: ox.Store, trig: Callable[[], bytes], size: int, coming: Mapping[str, str]) -> None:
        """Begin to add graphs, named with the identifiers of their documents: ``trig`` returns them, ``size`` bytes."""
        if self._thread is None:
            self._ends = False
            self._thread = threading.Thread(target=self._run, daemon=True)
            self._thread.start()
        self.coming |= coming
        self.given += size
        with self._changed:
            self._changed.wait_for(lambda: len(self._steps) <= PATIENCE)
            self._steps.append((inner, trig))
            self._changed.notify_all()

    def hurry(self) -> None:
        """Put in what comes as it comes: nobody reads any more."""
        with self._changed:
            self._patient = False
            self._changed.notify_all()

    def wait(self) -> None:
        """Wait until all has arrived; raise what kept it from arriving."""
        if self._thread is None:
            return
        with self._changed:
            self._ends = True
            self._changed.notify_all()
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
        while (step := self._next()) is not None:
            if self._error is None:
                inner, trig = step
                try:
                    put(inner, trig())
                except BaseException as error:
                    self._error = error

    def _next(self) -> tuple[ox.Store, Callable[[], bytes]] | None:
        """Wait for a step that is to be taken; None when there is none and no other comes."""
        with self._changed:
            self._changed.wait_for(self._is_due)
            step = self._steps.popleft() if self._steps else None
            self._changed.notify_all()
            return step

    def _is_due(self) -> bool:
        waiting = len(self._steps)
        return self._ends or (waiting > PATIENCE if self._patient else waiting > 0)
