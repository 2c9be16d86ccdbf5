"""The graph as if an outlet or an article were not there, to see whether a conclusion hangs on one source."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from itertools import chain

from pyoxigraph import NamedNode

from kg.errors import RunError
from kg.ids import PROVENANCE_GRAPH
from kg.store import Store, StoredDocument, memory_store


def matching(store: Store, source: str) -> list[StoredDocument]:
    """Return the documents of an outlet (in any case), or the one of that identifier, file name or IRI.

    Raises :class:`RunError` with names that are near when there is none.
    """
    documents = store.documents()
    wanted = source.casefold()
    found = [
        d for d in documents if source in {d.identifier, d.source, d.iri} or (d.publisher or "").casefold() == wanted
    ] or [d for d in documents if d.source.rsplit("/", 1)[-1] == source]
    if not found:
        names = sorted({n for d in documents for n in (d.publisher, d.source) if n})
        near = difflib.get_close_matches(source, names, n=3, cutoff=0.4) or names[:3]
        raise RunError(f"no outlet and no article {source!r} in this graph; there are {', '.join(near)} ...")
    return found


def store_without(store: Store, sources: Sequence[str]) -> Store:
    """Return a store in memory with the text layer of all other documents, and the provenance of what is left.

    Nothing is concluded in it yet: resolve it as any store, so that standing, origins and shortcuts are those of a
    world in which the sources had never been read.
    """
    gone = {d.iri for source in sources for d in matching(store, source)}
    kept = [d.iri for d in store.documents() if d.iri not in gone]
    nodes = {NamedNode(iri) for iri in gone}
    runs = (q for q in store.quads(PROVENANCE_GRAPH) if q.subject not in nodes and q.object not in nodes)
    return memory_store(chain(runs, (quad for iri in kept for quad in store.quads(iri))))
