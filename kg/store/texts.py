"""The texts of graphs, as they stand in the dump: what did not change since the last dump is copied out of it.

Two files in the folder of the store say what may be copied: where each graph stands in the last dump, with the hash of
the whole, and which graphs were touched since. A graph is noted before it is touched, so that a crash only costs time.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import IO

import pyoxigraph as ox
from pyoxigraph import NamedNode

from kg.graph.trig import graph_text, unpack
from kg.graph.vocab import PREFIXES
from kg.store.dump import write_trig
from kg.store.filling import GraphText

PLACES_FILE, TOUCHED_FILE = "dumped.json", "touched.txt"
#: Bytes that are copied at a time.
_COPIED = 1 << 20

_SPACES = tuple(PREFIXES.values())


class Texts:
    """The texts of a store's graphs: as this process wrote them, as the last dump has them, or out of the store."""

    def __init__(self, folder: Path | None) -> None:
        """Keep what is known of the last dump in ``folder``; None for a store in memory, of which nothing is known."""
        self._folder = folder
        self._written: dict[str, bytes | GraphText] = {}  # packed, where they are bytes
        self._noted = set(_lines(folder / TOUCHED_FILE)) if folder else set()
        #: Graphs of the last dump that differ from what it has, and by which subjects (None: who knows).
        self._touched: dict[str, set[str] | None] = dict.fromkeys(self._noted)

    def touch(self, graphs: Iterable[str]) -> None:
        """Note, before it is done, that graphs are written, changed or taken out."""
        names = set(graphs)
        for name in names:
            self._written.pop(name, None)
            self._touched[name] = None
        self._note(names)

    def patch(self, graph: str, subjects: Iterable[str]) -> None:
        """Note, before it is done, that of a graph only what is said of some subjects (IRIs) changes."""
        self._written.pop(graph, None)
        names = set(subjects)
        known = self._touched.setdefault(graph, set())
        if known is None or any(name.startswith(_SPACES) for name in names):
            self._touched[graph] = None  # such names are not written out in the dump, nor found in it
        else:
            known |= names
        self._note({graph})

    def _note(self, names: set[str]) -> None:
        fresh = names - self._noted
        if self._folder is not None and fresh:
            self._noted |= fresh
            with (self._folder / TOUCHED_FILE).open("a", encoding="utf-8") as file:
                file.writelines(f"{name}\n" for name in sorted(fresh))

    def learn(self, graph: str, text: bytes | GraphText) -> None:
        """Take over the text of a graph from whoever wrote it: packed (:func:`kg.graph.trig.pack`) or in a file."""
        self._written[graph] = text

    def dump(self, inner: ox.Store, graphs: Iterable[str], path: Path) -> None:
        """Write graphs in this order, the file whole or not at all, and note where each stands in it."""
        with _Last(path, self._folder) as last:
            places, seen = write_trig(((name, self._chunks(inner, name, last)) for name in graphs), path)
        if self._folder is not None:
            noted = {"sha256": seen, "graphs": places}
            (self._folder / PLACES_FILE).write_text(json.dumps(noted), encoding="utf-8")
            (self._folder / TOUCHED_FILE).unlink(missing_ok=True)
            self._noted.clear()
            self._touched.clear()

    def _chunks(self, inner: ox.Store, graph: str, last: _Last) -> Iterator[bytes]:
        """Yield the text of a graph, in parts; nothing for one that is empty."""
        known = self._written.get(graph)
        if isinstance(known, GraphText):
            yield from known.chunks()
        elif known is not None:
            yield unpack(known)
        elif graph not in last.places or (graph in self._touched and self._touched[graph] is None):
            yield text_of(inner, graph)
        elif graph in self._touched:
            yield from _spliced(last.lines(graph), self._fresh(inner, graph))
        else:
            yield from last.parts(graph)

    def _fresh(self, inner: ox.Store, graph: str) -> dict[str, bytes]:
        """Return what stands in the dump of each subject that was patched, by its IRI: "" where it has gone."""
        found = {}
        for subject in self._touched[graph] or ():
            quads = inner.quads_for_pattern(NamedNode(subject), None, None, NamedNode(graph))
            text = graph_text(f"{quad} .\n".encode() for quad in quads)
            found[subject] = b"".join(text.splitlines(keepends=True)[1:-1])
        return found


class _Last:
    """The last dump, if it is still as it was written."""

    def __init__(self, path: Path, folder: Path | None) -> None:
        """Open it; where it is not what was noted, it has no graphs."""
        self.places: dict[str, tuple[int, int]] = {}
        self._file: IO[bytes] | None = None
        if folder is not None:
            try:
                noted = json.loads((folder / PLACES_FILE).read_text(encoding="utf-8"))
                self._file = path.open("rb")
                if hashlib.file_digest(self._file, "sha256").hexdigest() == noted["sha256"]:
                    self.places = {name: (begin, end) for name, (begin, end) in noted["graphs"].items()}
            except (OSError, ValueError, KeyError, TypeError):
                self.places = {}

    def __enter__(self) -> _Last:
        return self

    def __exit__(self, *_: object) -> None:
        if self._file is not None:
            self._file.close()

    def parts(self, graph: str) -> Iterator[bytes]:
        """Yield a graph as it stands there, in parts."""
        begin, end = self.places[graph]
        while begin < end and self._file is not None:
            self._file.seek(begin)
            yield (part := self._file.read(min(_COPIED, end - begin)))
            begin += len(part)

    def lines(self, graph: str) -> Iterator[bytes]:
        """Yield the lines of a graph as it stands there."""
        begin, end = self.places[graph]
        if self._file is not None:
            self._file.seek(begin)
            while begin < end:
                yield (line := self._file.readline())
                begin += len(line)


def _spliced(lines: Iterator[bytes], fresh: dict[str, bytes]) -> Iterator[bytes]:
    """Yield a graph with other texts in place of those of some subjects, in the order of subjects."""
    first, begun = next(lines, b""), False
    for text in _merged(lines, sorted(fresh, key=_closed, reverse=True), fresh):
        if text and not begun:
            begun = True
            yield first
        yield text
    if begun:
        yield b"}\n"


def _merged(lines: Iterator[bytes], waiting: list[str], fresh: dict[str, bytes]) -> Iterator[bytes]:
    """Yield the texts of subjects; ``waiting`` are the names of the fresh ones, the last first."""
    subject = ""

    def begun(line: bytes) -> str:
        nonlocal subject
        if line.startswith(b"\t<"):
            subject = line[2 : line.index(b">")].decode()
        return subject

    for name, own in groupby((line for line in lines if line != b"}\n"), begun):
        while waiting and _closed(waiting[-1]) < _closed(name):
            yield fresh[waiting.pop()]
        if waiting and waiting[-1] == name:
            yield fresh[waiting.pop()]
        elif name not in fresh:
            yield b"".join(own)
    yield from (fresh[name] for name in reversed(waiting))


def _closed(iri: str) -> str:
    """Return what IRIs are put in order by: the sign that ends them sorts before letters, and after digits."""
    return iri + ">"


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []


def text_of(inner: ox.Store, graph: str) -> bytes:
    """Write a graph out of the store."""
    end = f" <{graph}> .\n".encode()
    triples = inner.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=NamedNode(graph)) or b""
    return graph_text(line[:-2].rstrip() + end for line in triples.splitlines(keepends=True))
