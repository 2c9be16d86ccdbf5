"""A document's graph as TriG, written without a library: the same bytes as :func:`kg.graph.trig.graph_text` makes.

Every statement of a document passes through here, so that a detour over terms would be felt (measured: 1 ms a document
against 4). A test compares the two.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

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
    if value.isprintable() and '"' not in value and "\\" not in value:  # most are: three looks cost less than a search
        return f'"{value}"'
    return f'"{_NEEDS_ESCAPE.sub(_escape, value)}"'


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


_day = '"{}"^^xsd:date'.format
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


class _Layout(NamedTuple):
    """How subjects with certain properties are laid out."""

    #: Fetches the values of each property, in order.
    columns: Callable[[Mapping[str, Sequence[str]]], tuple[Sequence[str], ...]]
    #: How the values of each are written.
    forms: tuple[Callable[[str], str], ...]
    #: A subject, with a place (``%s``) for its name and for the values of each property.
    text: str
    #: The same for subjects with one value of each: what stands around a value always is here already.
    single: str
    #: The places of the values that must still be written, in a subject with one value of each.
    unwritten: tuple[tuple[int, Callable[[str], str]], ...]


#: How a value is written by what stands around it.
_AROUND: dict[Callable[[str], str], str] = {str: "%s", _named: "<%s>", _day: '"%s"^^xsd:date'}


@lru_cache(maxsize=4096)
def _layout(properties: tuple[str, ...]) -> _Layout:
    """Return how subjects with these properties are laid out."""
    ordered = (*sorted(properties, key=_closed),)
    forms = (*(FORMS.get(p) or _THINGS.get(p, thing) for p in ordered),)
    names = ["a" if p == RDF.type else thing(p) for p in ordered]
    texts = [
        "\t<%s " + " ;\n\t\t".join([f"{name} {around}" for name, around in zip(names, arounds, strict=True)]) + " .\n"
        for arounds in (["%s"] * len(names), [_AROUND.get(form, "%s") for form in forms])
    ]
    unwritten = (*((place, form) for place, form in enumerate(forms) if form not in _AROUND),)
    return _Layout(_columns(ordered), forms, texts[0], texts[1], unwritten)


def _columns(properties: tuple[str, ...]) -> Callable[[Mapping[str, Sequence[str]]], tuple[Sequence[str], ...]]:
    """Return what fetches the values of some properties."""
    return itemgetter(*properties) if len(properties) > 1 else lambda values: (values[properties[0]],)


def _written(found: Sequence[str], form: Callable[[str], str]) -> str:
    """Write the values of one property."""
    return " , ".join(map(form, sorted(set(found), key=_closed))) if len(found) > 1 else form(found[0])


def plain_graph(name: str, nodes: Nodes) -> bytes:
    """Return the graph of that name, with the statements of these nodes, as TriG without the prefixes."""
    parts = [f"<{name}> {{\n"]
    for closed in sorted([iri + ">" for iri in nodes.by_iri]):
        values = nodes.by_iri[closed[:-1]].values
        layout = _layout(tuple(values))
        columns = layout.columns(values)
        if sum(map(len, columns)) == len(columns):
            written = [value for (value,) in columns]
            for place, form in layout.unwritten:
                written[place] = form(written[place])
            parts.append(layout.single % (closed, *written))
        else:
            parts.append(layout.text % (closed, *map(_written, columns, layout.forms)))
    parts.append("}\n")
    text = "".join(parts).encode()
    return _rewritten(text) if name.startswith(_SPACES) else text


_SPACES = tuple(PREFIXES.values())


def _rewritten(text: bytes) -> bytes:
    """Write a graph again, the slow way: names of documents that begin like a prefix are shortened too."""
    quads = parse(HEADER + text, format=RdfFormat.TRIG, lenient=True)
    return graph_text(f"{quad} .\n".encode() for quad in quads)
