"""A large graph written from its text: in pieces, so that it is never held in memory, and kept for the dump.

A graph that holds something already is not written again but brought to what the text says: what is no longer true is
taken out and what is new is put in.
"""

from __future__ import annotations

import tempfile
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import batched, pairwise
from pathlib import Path
from typing import IO

import pyoxigraph as ox
from pyoxigraph import NamedNode, Quad

from kg.graph.trig import HEADER
from kg.store.loading import STEP, put

#: Statements that are taken out in one step.
TAKEN_OUT = 10_000
#: Bits of a statement's hash that are compared: two of a billion statements are confused once in ten builds or less.
_MASK = (1 << 63) - 1


class GraphText:
    """A graph as TriG in a file without a name, which goes away with this object; "" for an empty graph."""

    def __init__(self, graph: str, subjects: Iterable[str], folder: Path | None) -> None:
        """Write the graph's subjects (see :class:`kg.graph.blocks.Blocks`) down."""
        self._begin = f"<{graph}> {{\n".encode()
        self._end = b"}\n"
        self._file: IO[bytes] = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - read until the store is closed
        self._pieces: list[int] = [0]
        held: list[str] = []
        size = 0
        for subject in subjects:
            held.append(subject)
            size += len(subject)
            if size > STEP:
                self._write(held)
                size = 0
        self._write(held)

    def _write(self, held: list[str]) -> None:
        if held:
            self._file.write("".join(held).encode())
            self._pieces.append(self._file.tell())
            held.clear()

    def pieces(self) -> Iterator[bytes]:
        """Yield the graph in parts, each of which is TriG by itself but for the prefixes."""
        for begin, end in pairwise(self._pieces):
            self._file.seek(begin)
            yield b"".join((self._begin, self._file.read(end - begin), self._end))

    def chunks(self) -> Iterator[bytes]:
        """Yield the graph as it stands in the dump, in parts; nothing for one that is empty."""
        for number, (begin, end) in enumerate(pairwise(self._pieces)):
            self._file.seek(begin)
            yield (b"" if number else self._begin) + self._file.read(end - begin)
        if len(self._pieces) > 1:
            yield self._end


def fill(inner: ox.Store, text: GraphText) -> None:
    """Put a graph that the store has nothing of into it."""
    for piece in text.pieces():
        put(inner, piece)


def amend(inner: ox.Store, graph: str, text: GraphText) -> bool:
    """Make a graph hold exactly what its text says, writing only what differs; tell whether anything did."""
    wanted = array("q", sorted(hash(quad) & _MASK for quad in _quads(text)))
    found = bytearray(len(wanted))
    too_many: list[Quad] = []
    changed = False
    for quad in inner.quads_for_pattern(None, None, None, NamedNode(graph)):
        place = _place(wanted, quad)
        if place is None:
            too_many.append(quad)
            if len(too_many) >= TAKEN_OUT:
                changed = True
                _take_out(inner, too_many)
        else:
            found[place] = 1
    changed |= bool(too_many)
    _take_out(inner, too_many)
    missing = (quad for quad in _quads(text) if (place := _place(wanted, quad)) is None or not found[place])
    for some in batched(missing, TAKEN_OUT):
        changed = True
        inner.extend(some)
    return changed


def _quads(text: GraphText) -> Iterator[Quad]:
    for piece in text.pieces():
        yield from ox.parse(HEADER + piece, format=ox.RdfFormat.TRIG, lenient=True)


def _place(wanted: array[int], quad: Quad) -> int | None:
    value = hash(quad) & _MASK
    place = bisect_left(wanted, value)
    return place if place < len(wanted) and wanted[place] == value else None


def _take_out(inner: ox.Store, quads: list[Quad]) -> None:
    if quads:
        inner.update(f"DELETE DATA {{ {written(quads)} }}")
        quads.clear()


def written(quads: Iterable[Quad]) -> str:
    """Write quads for an update."""
    return " ".join(f"GRAPH {q.graph_name} {{ {q.subject} {q.predicate} {q.object} }}" for q in quads)
