"""The JSON-LD context, made of the ontology: each property by its bare name, with what its values are."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from pyoxigraph import RdfFormat, parse

from kg.graph.terms import value_of
from kg.graph.vocab import ATTEST, PREFIXES
from kg.settings import schema_path

_RDFS, _OWL, _XSD = PREFIXES["rdfs"], PREFIXES["owl"], PREFIXES["xsd"]

#: Datatypes that JSON has, or that need no word in JSON-LD.
_PLAIN = frozenset({_XSD + "string"})

#: Terms of other vocabularies by the names that they have there, and what their values are ("@id": a thing).
OTHERS: dict[str, str | None] = {
    "rdfs:label": None,
    "rdfs:comment": None,
    "skos:altLabel": None,
    "owl:sameAs": "@id",
    "dcterms:title": None,
    "dcterms:publisher": None,
    "dcterms:created": "xsd:date",
    "dcterms:language": None,
    "dcterms:source": None,
    "dcterms:identifier": None,
    "schema:url": None,
    "nif:isString": None,
    "nif:beginIndex": "xsd:integer",
    "nif:endIndex": "xsd:integer",
    "nif:anchorOf": None,
    "nif:referenceContext": "@id",
    "sem:hasEarliestBeginTimeStamp": "xsd:date",
    "sem:hasLatestBeginTimeStamp": "xsd:date",
    "sem:hasEarliestEndTimeStamp": "xsd:date",
    "sem:hasLatestEndTimeStamp": "xsd:date",
    "gaf:denotedBy": "@id",
    "wgs84:lat": "xsd:decimal",
    "wgs84:long": "xsd:decimal",
}


def _coercion(kind: str, ranges: list[str]) -> str | None:
    if kind == _OWL + "ObjectProperty":
        return "@id"
    typed = [r for r in ranges if r.startswith(_XSD) and r not in _PLAIN]
    return "xsd:" + typed[0][len(_XSD) :] if typed else None


@cache
def jsonld_context() -> dict[str, Any]:
    """Return the context: prefixes, classes and values, and properties with the type of their values.

    A property without a type (``att:reason``, ``att:left``) has things and strings as values; things stand there as
    ``{"@id": ...}``.
    """
    kinds: dict[str, str] = {}
    ranges: dict[str, list[str]] = {}
    for triple in parse(path=str(schema_path("attest.ttl")), format=RdfFormat.TURTLE):
        subject, value = value_of(triple.subject), value_of(triple.object)
        if triple.predicate.value == PREFIXES["rdf"] + "type" and subject.startswith(ATTEST):
            kinds.setdefault(subject, value)
        elif triple.predicate.value == _RDFS + "range":
            ranges.setdefault(subject, []).append(value)
    context: dict[str, Any] = {"@version": 1.1, **PREFIXES}
    for iri, kind in sorted(kinds.items()):
        name = iri[len(ATTEST) :]
        coercion = _coercion(kind, ranges.get(iri, []))
        context[name] = {"@id": "att:" + name, "@type": coercion} if coercion else "att:" + name
    for term, other in OTHERS.items():
        context.setdefault(term.partition(":")[2], {"@id": term, "@type": other} if other else term)
    return context


def context_text() -> str:
    """Return the context as the file ``schemas/context.jsonld`` has it."""
    return json.dumps({"@context": jsonld_context()}, indent=1, ensure_ascii=False) + "\n"
