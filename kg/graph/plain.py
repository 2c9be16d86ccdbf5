"""A document's graph as TriG, written without a library: the same bytes as :func:`kg.graph.trig.graph_text` makes.

Every statement of a document passes through here, so that a detour over terms would be felt (measured: 1 ms a document
against 4). A test compares the two.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from pyoxigraph import RdfFormat, parse

from kg.graph.iris import ATT, DCTERMS, NIF, RDF, SCHEMA, SEM
from kg.graph.nodes import Nodes
from kg.graph.trig import HEADER, graph_text
from kg.graph.vocab import PREFIXES, TERMS

_NEEDS_ESCAPE = re.compile(r'[\x00-\x1f"\\\x7f\ufffe\uffff]')
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}


def _escape(found: re.Match[str]) -> str:
    sign = found.group()
    return _ESCAPES.get(sign) or f"\\u{ord(sign):04X}"


def string(value: str) -> str:
    """Write a string.

    >>> string("He said: no.")
    '"He said: no."'
    """
    if not _NEEDS_ESCAPE.search(value):
        return f'"{value}"'
    return f'"{_NEEDS_ESCAPE.sub(_escape, value)}"'


def _day(value: str) -> str:
    return f'"{value}"^^xsd:date'


def _share(value: str) -> str:
    return value if "." in value else f'"{value}"^^xsd:decimal'


def _as_is(value: str) -> str:
    return value


#: How the values of a property are written; those of all others are things.
FORMS: dict[str, Callable[[str], str]] = {
    **dict.fromkeys((NIF.beginIndex, NIF.endIndex, ATT.minCount, ATT.maxCount), _as_is),
    **dict.fromkeys((ATT.plural, ATT.unnamedSource, ATT.isQuote), _as_is),
    ATT.confidence: _share,
    **dict.fromkeys(
        (
            DCTERMS.created,
            ATT.anchor,
            SEM.hasEarliestBeginTimeStamp,
            SEM.hasLatestBeginTimeStamp,
            SEM.hasEarliestEndTimeStamp,
            SEM.hasLatestEndTimeStamp,
        ),
        _day,
    ),
    **dict.fromkeys((DCTERMS.identifier, DCTERMS.source, DCTERMS.title, DCTERMS.publisher, DCTERMS.language), string),
    **dict.fromkeys((ATT.sha256, ATT.encoding, ATT.sentenceOffsets, SCHEMA.url, NIF.isString, NIF.anchorOf), string),
    **dict.fromkeys((ATT.mentionName, ATT.gazetteerKey, ATT.countryCode, ATT.actsForCode, ATT.gender), string),
    **dict.fromkeys((ATT.position, ATT.lemma, ATT.timeText, ATT.quantity, ATT.hedge, ATT.reason), string),
}


def _shortened(iri: str) -> str:
    """Write an IRI with its prefix, if it has one."""
    for prefix, space in PREFIXES.items():
        if iri.startswith(space):
            return f"{prefix}:{iri[len(space) :]}"
    return f"<{iri}>"


#: The terms of the vocabulary, as they are written.
_TERMS = {iri: _shortened(iri) for iri in TERMS}


def thing(iri: str) -> str:
    """Write an IRI."""
    return _TERMS.get(iri) or f"<{iri}>"


def _closed(iri: str) -> str:
    """Return what IRIs are put in order by: the sign that ends them sorts before letters, and after digits."""
    return iri + ">"


@lru_cache(maxsize=4096)
def _in_order(properties: tuple[str, ...]) -> tuple[tuple[str, str, Callable[[str], str]], ...]:
    """Return properties in their order, each with how it is written, and how its values are."""
    return tuple((p, "a" if p == RDF.type else _TERMS[p], FORMS.get(p, thing)) for p in sorted(properties, key=_closed))


def plain_graph(name: str, nodes: Nodes) -> bytes:
    """Return the graph of that name, with the statements of these nodes, as TriG without the prefixes."""
    parts = [f"<{name}> {{\n"]
    for iri in sorted(nodes.by_iri, key=_closed):
        values = nodes.by_iri[iri].values
        lead = f"\t<{iri}> "
        for predicate, shown, form in _in_order(tuple(values)):
            found = values[predicate]
            if len(found) == 1:
                parts.append(f"{lead}{shown} {form(found[0])}")
            else:
                parts.append(f"{lead}{shown} {' , '.join(map(form, sorted(set(found), key=_closed)))}")
            lead = " ;\n\t\t"
        parts.append(" .\n")
    parts.append("}\n")
    text = "".join(parts).encode()
    return _rewritten(text) if name.startswith(_SPACES) else text


_SPACES = tuple(PREFIXES.values())


def _rewritten(text: bytes) -> bytes:
    """Write a graph again, the slow way: names of documents that begin like a prefix are shortened too."""
    quads = parse(HEADER + text, format=RdfFormat.TRIG, lenient=True)
    return graph_text(f"{quad} .\n".encode() for quad in quads)
