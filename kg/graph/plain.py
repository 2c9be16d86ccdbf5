"""A document's graph as TriG, written without a library: the same bytes as :func:`kg.graph.trig.graph_text` makes.

Every statement of a document passes through here, so that a detour over terms would be felt (measured: 1 ms a document
against 4). A test compares the two.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
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


#: How the values of a property are written; those of all others are things.
FORMS: dict[str, Callable[[str], str]] = {
    **dict.fromkeys((NIF.beginIndex, NIF.endIndex, ATT.minCount, ATT.maxCount), str),
    **dict.fromkeys((ATT.plural, ATT.unnamedSource, ATT.isQuote), str),
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


_term, _named = _TERMS.__getitem__, "<{}>".format
#: The properties whose values are always terms of the vocabulary, and those whose values never are.
_THINGS: dict[str, Callable[[str], str]] = {
    **dict.fromkeys((RDF.type, ATT.mentionKind, ATT.mentionType, ATT.eventType, ATT.polarity, ATT.modality), _term),
    **dict.fromkeys((ATT.speechAct, ATT.stance), _term),
    **dict.fromkeys((NIF.referenceContext, ATT.extractedBy, ATT.head, ATT.trigger, ATT.sentence, ATT.content), _named),
    **dict.fromkeys((ATT.referringMention, ATT.antecedent, ATT.actorMention, ATT.targetMention, ATT.about), _named),
}


def _closed(iri: str) -> str:
    """Return what IRIs are put in order by: the sign that ends them sorts before letters, and after digits."""
    return iri + ">"


@lru_cache(maxsize=4096)
def _layout(properties: tuple[str, ...]) -> tuple[str, list[tuple[str, Callable[[str], str]]]]:
    """Return how a subject with these properties is laid out, and the properties in order, with how values are written.

    The layout has a place (``%s``) for the subject and for the values of each property.
    """
    ordered = sorted(properties, key=_closed)
    shown = ["a" if p == RDF.type else thing(p) for p in ordered]
    layout = "\t<%s> " + " ;\n\t\t".join([f"{each} %s" for each in shown]) + " .\n"
    return layout, [(p, FORMS.get(p) or _THINGS.get(p, thing)) for p in ordered]


def _several(found: Sequence[str], form: Callable[[str], str]) -> str:
    """Write several values of one property."""
    return " , ".join(map(form, sorted(set(found), key=_closed)))


def plain_graph(name: str, nodes: Nodes) -> bytes:
    """Return the graph of that name, with the statements of these nodes, as TriG without the prefixes."""
    parts = [f"<{name}> {{\n"]
    for iri in sorted(nodes.by_iri, key=_closed):
        values = nodes.by_iri[iri].values
        layout, properties = _layout(tuple(values))
        written = [
            form(found[0]) if len(found := values[each]) == 1 else _several(found, form) for each, form in properties
        ]
        parts.append(layout % (iri, *written))
    parts.append("}\n")
    text = "".join(parts).encode()
    return _rewritten(text) if name.startswith(_SPACES) else text


_SPACES = tuple(PREFIXES.values())


def _rewritten(text: bytes) -> bytes:
    """Write a graph again, the slow way: names of documents that begin like a prefix are shortened too."""
    quads = parse(HEADER + text, format=RdfFormat.TRIG, lenient=True)
    return graph_text(f"{quad} .\n".encode() for quad in quads)
