"""Putting text into a store: the cheaper of two ways, and beside what the caller does next."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from queue import Queue

import pyoxigraph as ox

from kg.graph.trig import HEADER

#: Bytes of TriG that go into the store in one step: more take memory, fewer leave more files to be merged later.
#: (Measured on 200 documents: 29 ms a document in steps of 1 MB, 19 in steps of 2 MB, 17 in steps of 4 MB.)
STEP = 4_000_000

#: From so many bytes of TriG on, an addition is written as files of its own: a tenth of a second, and then half the
#: processor time.
BULK = 500_000


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
        #: What is on its way: the names of graphs, and the identifiers of their documents.
        self.coming: dict[str, str] = {}

    def add(self, inner: ox.Store, trig: bytes, coming: Mapping[str, str]) -> None:
        """Begin to add graphs, named with the identifiers of their documents."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, daemon=True)
            self._thread.start()
        self.coming |= coming
        self._steps.put((inner, trig))

    def wait(self) -> None:
        """Wait until all has arrived; raise what kept it from arriving."""
        if self._thread is None:
            return
        self._steps.put(None)
        self._thread.join()
        self._thread = None
        self.coming.clear()
        if (error := self._error) is not None:
            self._error = None
            raise error

    def _run(self) -> None:
        while (step := self._steps.get()) is not None:
            if self._error is None:
                try:
                    put(*step)
                except BaseException as error:
                    self._error = error
