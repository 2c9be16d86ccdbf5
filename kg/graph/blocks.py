"""A graph written subject by subject, as TriG, in the order of the dump and without being held in memory.

A *statement* is a predicate and an object as N-Triples have them, one blank between; a *block* is a subject's IRI with
some of its statements. Blocks of one subject may be given in parts and in any order: what comes out is what
:func:`kg.graph.trig.graph_text` would make of the same statements.
"""

from __future__ import annotations

import io
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from heapq import merge
from pathlib import Path
from typing import IO

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse, serialize

from kg.graph.iris import RDF
from kg.graph.terms import decimal
from kg.graph.vocab import PREFIXES

type Block = tuple[str, Sequence[str]]

#: Characters of blocks that are held in memory, which 250 documents or so make; more are sorted, written to a file, and
#: merged at the end.
MOST_HELD = 12_000_000
#: Characters of blocks that are passed on together.
FED_TOGETHER = 3_000_000
#: Values that come up again: days, scores, counts, terms of the vocabulary.
CACHED = 1 << 14

_NAMESPACES = tuple("<" + iri for iri in PREFIXES.values())
_ODD = re.compile(r'[\x00-\x1f\x7f"\\]')
_XSD = PREFIXES["xsd"]
_ANY = NamedNode("urn:x")
#: After the subject of a block that is held, and between its statements: no literal holds them unescaped.
_AFTER, _BETWEEN = "\x01", "\x02"


def iri(value: str) -> str:
    """Write an IRI."""
    return f"<{value}>"


def checked(value: str) -> str:
    """Write an IRI that this program did not make; raise ValueError when it is none."""
    return str(NamedNode(value))


def text(value: str) -> str:
    """Write a string."""
    return f'"{value}"' if not _ODD.search(value) else str(Literal(value))


@lru_cache(maxsize=CACHED)
def share(value: float) -> str:
    """Write a number as xsd:decimal, in its shortest form."""
    return str(decimal(value))


@lru_cache(maxsize=CACHED)
def whole(value: int) -> str:
    """Write a whole number."""
    return f'"{value}"^^<{_XSD}integer>'


@lru_cache(maxsize=CACHED)
def day(value: date) -> str:
    """Write a day."""
    return f'"{value.isoformat()}"^^<{_XSD}date>'


def quads_of(blocks: Iterable[Block], graph: str) -> list[Quad]:
    """Return blocks as quads of a graph."""
    end = f" <{graph}> .\n"
    lines = "".join(f"<{subject}> {statement}{end}" for subject, statements in blocks for statement in statements)
    return list(parse(lines.encode(), format=RdfFormat.N_QUADS))


@lru_cache(maxsize=CACHED)
def _abbreviated(term: str) -> str:
    """Return a term as TriG abbreviates it, by the one who knows: the library that reads it."""
    line = f"<urn:x> <urn:x> {term} <urn:x> .\n"
    out = io.BytesIO()
    serialize(parse(line.encode(), format=RdfFormat.N_QUADS), out, RdfFormat.TRIG, prefixes=PREFIXES)
    written = out.getvalue().decode().rpartition("\t<urn:x> <urn:x> ")[2]
    return written.removesuffix(" .\n}\n")


@lru_cache(maxsize=CACHED)
def _predicate(term: str) -> str:
    return "a" if term == f"<{RDF.type}>" else _abbreviated(term)


def _written(subject: str, blocks: Sequence[str]) -> str:
    """Write a subject (between its brackets) with the statements of some blocks."""
    parts = [f"\t{subject} "]
    before, start = "", ""
    for statement in sorted(set(_BETWEEN.join(blocks).split(_BETWEEN))):
        predicate, _, value = statement.partition(" ")
        if value.startswith(_NAMESPACES) if value[0] == "<" else value[-1] != '"':
            value = _abbreviated(value)
        if predicate == before:
            parts.append(f" , {value}")
        else:
            parts.append(f"{start}{_predicate(predicate)} {value}")
            before, start = predicate, " ;\n\t\t"
    parts.append(" .\n")
    return "".join(parts)


class Blocks:
    """Collects the blocks of one graph, in a file when they are many; iterates over its subjects as TriG."""

    def __init__(
        self, folder: Path | None = None, most_held: int = MOST_HELD, feed: Callable[[str], None] | None = None
    ) -> None:
        """Keep what does not fit into memory in ``folder``, as files without a name, gone when this object is.

        ``feed`` is given the blocks as they come, some at a time, as what stands between the braces of a TriG graph.
        """
        self._folder = folder
        self._most_held = most_held
        self._feed = feed
        self._held: list[str] = []
        self._size = 0
        #: How many of the blocks that are held were fed, and how many characters they have.
        self._fed = self._fed_size = 0
        self._files: list[IO[str]] = []

    def add(self, subject: str, statements: Sequence[str]) -> None:
        """Take some statements about a subject in."""
        block = f"<{subject}>{_AFTER}{_BETWEEN.join(statements)}"
        self._held.append(block)
        self._size += len(block)
        if self._size - self._fed_size > FED_TOGETHER:
            self._pass_on()
        if self._size > self._most_held:
            self._spill()

    def extend(self, blocks: Iterable[Block]) -> None:
        """Take blocks in."""
        for subject, statements in blocks:
            self.add(subject, statements)

    def _pass_on(self) -> None:
        """Feed the blocks that were not fed yet."""
        if self._feed is not None and self._fed < len(self._held):
            blocks = " .\n".join((*self._held[self._fed :], ""))
            self._feed(blocks.replace(_AFTER, " ").replace(_BETWEEN, " ; "))
        self._fed, self._fed_size = len(self._held), self._size

    def _spill(self) -> None:
        self._pass_on()
        file = tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n", dir=self._folder)  # noqa: SIM115 - read later
        file.writelines(f"{block}\n" for block in sorted(self._held))
        self._files.append(file)
        self._held.clear()
        self._size = self._fed = self._fed_size = 0

    def __iter__(self) -> Iterator[str]:
        """Yield each subject with all its statements, in order, as it stands in the dump."""
        self._pass_on()
        self._held.sort()
        for file in self._files:
            file.seek(0)
        runs = [(line[:-1] for line in file) for file in self._files]
        known, found = "", list[str]()
        for block in merge(self._held, *runs) if runs else self._held:
            subject, _, statements = block.partition(_AFTER)
            if subject != known:
                if found:
                    yield _written(known, found)
                known, found = subject, []
            found.append(statements)
        if found:
            yield _written(known, found)
