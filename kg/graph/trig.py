"""One graph as TriG: its statements in the order of their terms as written, so that the same graph is the same text.

Lines of N-Quads are sorted, not terms: no term but a literal is the beginning of another, and what ends one sorts
before what goes on, so that both orders are one. A line costs a tenth of what three terms do.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterable

from pyoxigraph import NamedNode, Quad, RdfFormat, parse, serialize

from kg.graph.vocab import PREFIXES, RDF

#: The level of compression: a seventh of the size for a hundredth of the cost of making the text.
FASTEST = 1
#: A graph takes so many times the space when it is unpacked.
PACKED = 7


def pack(text: bytes) -> bytes:
    """Pack a graph's text, to be handed from process to process and kept for the dump."""
    return zlib.compress(text, FASTEST)


def unpack(packed: bytes) -> bytes:
    """Unpack what :func:`pack` packed."""
    return zlib.decompress(packed)


def _serialized(quads: Iterable[Quad]) -> bytes:
    out = io.BytesIO()
    serialize(quads, out, RdfFormat.TRIG, prefixes=PREFIXES)
    return out.getvalue()


def _header() -> bytes:
    thing = NamedNode("urn:x:thing")
    text = _serialized([Quad(thing, RDF.type, thing, thing)])
    return text[: text.index(b"<urn:x:thing> {")]


#: What a file begins with, before any graph: the prefixes.
HEADER = _header()


def graph_text(lines: Iterable[bytes]) -> bytes:
    """Return a graph as TriG without the prefixes; nothing for one that is empty.

    ``lines`` are its statements as N-Quads, each with its line end, in any order.
    """
    quads = parse(b"".join(sorted(set(lines))), format=RdfFormat.N_QUADS, lenient=True)
    return _serialized(quads).removeprefix(HEADER)
