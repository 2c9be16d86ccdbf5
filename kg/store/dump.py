"""The canonical dump: the same bytes for the same content, whatever the order in which it was written."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox
from pyoxigraph import Quad

from kg.errors import RunError
from kg.graph.trig import HEADER


def sort_key(quad: Quad) -> tuple[str, str, str]:
    """Order the quads of one graph by their terms as written."""
    return str(quad.subject), str(quad.predicate), str(quad.object)


def sorted_quads(graphs: Iterable[Iterable[Quad]]) -> Iterator[Quad]:
    """Yield the quads of each graph in order, holding one graph at a time."""
    for graph in graphs:
        yield from sorted(graph, key=sort_key)


def write_trig(graphs: Iterable[tuple[str, Iterable[bytes]]], path: Path) -> tuple[dict[str, tuple[int, int]], str]:
    """Write named graphs in their order, each as :func:`kg.graph.trig.graph_text` has it, in parts.

    The file appears whole or not at all. Returns between which bytes each graph stands, and the SHA-256 of the file.
    """
    partial = path.with_name(path.name + ".part")
    places: dict[str, tuple[int, int]] = {}
    seen = hashlib.sha256(HEADER)
    try:
        with partial.open("wb") as output:
            output.write(HEADER)
            for name, parts in graphs:
                begin = output.tell()
                for part in parts:
                    output.write(part)
                    seen.update(part)
                places[name] = (begin, output.tell())
        os.replace(partial, path)
    except OSError as error:
        raise RunError(f"{path}: cannot be written ({error}); choose another folder with --out") from error
    finally:
        partial.unlink(missing_ok=True)
    return places, seen.hexdigest()


def snapshot(inner: ox.Store, current: Path) -> None:
    """Make a copy of a store for readers, in place of the one before; raise :class:`RunError` when there is no room."""
    fresh, old = current.with_name(current.name + ".new"), current.with_name(current.name + ".old")
    for leftover in (fresh, old):
        shutil.rmtree(leftover, ignore_errors=True)
    try:
        inner.flush()
        inner.backup(str(fresh))
        if current.exists():
            os.replace(current, old)
        os.replace(fresh, current)
    except OSError as error:
        raise RunError(f"{current.parent}: no snapshot can be made ({error}); free some room on the disk") from error
    shutil.rmtree(old, ignore_errors=True)
