"""The terms of the graph, read from ``schemas/attest.ttl``: a term that is not declared there does not exist.

``ATT.trigger`` is the term ``att:trigger``; ``ATT.trigegr`` raises :class:`AttributeError`, so a module that names its
terms at the top fails at import. Terms of other vocabularies (``NIF.beginIndex``) must be mentioned in the file too.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from kg.errors import RunError
from kg.settings import schema_path

ONTOLOGY_IRI = "https://w3id.org/attest/vocab"
ATTEST = ONTOLOGY_IRI + "#"

#: The prefixes of every query, dump and export.
PREFIXES: dict[str, str] = {
    "att": ATTEST,
    "dcterms": "http://purl.org/dc/terms/",
    "gaf": "http://groundedannotationframework.org/gaf#",
    "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "oa": "http://www.w3.org/ns/oa#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "wgs84": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def _read() -> tuple[frozenset[str], dict[str, tuple[str, ...]], dict[str, str], dict[str, str]]:
    """Read the ontology: declared IRIs, and superclasses, shortcuts and labels by IRI."""
    terms: set[str] = set()
    parents: dict[str, list[str]] = {}
    shortcuts: dict[str, str] = {}
    labels: dict[str, str] = {}
    for triple in parse(path=str(schema_path("attest.ttl")), format=RdfFormat.TURTLE):
        if not isinstance(triple.subject, NamedNode):
            continue
        subject, predicate, value = triple.subject.value, triple.predicate.value, triple.object
        terms.add(subject)
        if predicate.endswith("#label") and isinstance(value, Literal):
            labels[subject] = value.value
        elif isinstance(value, NamedNode) and predicate.endswith("#subClassOf"):
            parents.setdefault(subject, []).append(value.value)
        elif isinstance(value, NamedNode) and predicate == ATTEST + "shortcut":
            shortcuts[subject] = value.value
    return frozenset(terms), {k: tuple(v) for k, v in parents.items()}, shortcuts, labels


TERMS, _PARENTS, _SHORTCUTS, _LABELS = _read()


class Namespace:
    """The declared terms of one vocabulary, as attributes (``ATT.Claim``) or by name (``ATT["Claim"]``)."""

    def __init__(self, prefix: str) -> None:
        """Collect the terms of the prefix; see :data:`PREFIXES`."""
        self._prefix = prefix
        self._iri = PREFIXES[prefix]
        cut = len(self._iri)
        self._terms = {iri[cut:]: NamedNode(iri) for iri in TERMS if iri.startswith(self._iri)}
        self.__dict__.update(self._terms)

    def __getattr__(self, name: str) -> NamedNode:
        """Return a declared term; raise :class:`AttributeError`, with the nearest names, for any other."""
        raise AttributeError(self._unknown(name))

    def __getitem__(self, name: str) -> NamedNode:
        """Return a declared term by its name; raise :class:`RunError` for any other (a lexicon may name it)."""
        try:
            return self._terms[name]
        except KeyError:
            raise RunError(self._unknown(name)) from None

    def __contains__(self, name: str) -> bool:
        return name in self._terms

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._terms))

    def _unknown(self, name: str) -> str:
        near = ", ".join(difflib.get_close_matches(name, self._terms, n=3))
        return f"{self._prefix}:{name} is not in schemas/attest.ttl" + (f"; near: {near}" if near else "")


ATT = Namespace("att")
DCTERMS = Namespace("dcterms")
GAF = Namespace("gaf")
NIF = Namespace("nif")
OWL = Namespace("owl")
PROV = Namespace("prov")
RDF = Namespace("rdf")
RDFS = Namespace("rdfs")
SCHEMA = Namespace("schema")
SEM = Namespace("sem")
SKOS = Namespace("skos")
WGS84 = Namespace("wgs84")


def local_name(iri: str) -> str:
    """Return the part of an IRI behind its last ``#``, ``/`` or ``:``.

    >>> local_name("https://w3id.org/attest/vocab#Deport")
    'Deport'
    """
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1].rsplit(":", 1)[-1]


def superclasses(name: str) -> tuple[str, ...]:
    """Return a class and its superclasses in this vocabulary, nearest first, as local names.

    >>> superclasses("Deport")
    ('Deport', 'Coerce', 'Event', 'Eventuality')
    """
    found: list[str] = []
    queue = [ATT[name].value]
    while queue:
        iri = queue.pop(0)
        if iri.startswith(ATTEST) and iri[len(ATTEST) :] not in found:
            found.append(iri[len(ATTEST) :])
            queue.extend(_PARENTS.get(iri, ()))
    return tuple(found)


def top_type(name: str) -> str:
    """Return the coarse type of an event or state: the class right under ``Event`` or ``State``.

    >>> top_type("Deport"), top_type("Office")
    ('Coerce', 'Office')
    """
    chain = [c for c in superclasses(name) if c not in {"Event", "State", "Eventuality"}]
    return chain[-1]


def shortcut_of(name: str) -> str | None:
    """Return the shortcut property of an event or state type, as a local name, or None.

    >>> shortcut_of("Deport"), shortcut_of("Attitude")
    ('deports', None)
    """
    iri = _SHORTCUTS.get(ATT[name].value)
    return None if iri is None else iri[len(ATTEST) :]


def shortcut_names() -> frozenset[str]:
    """Return the local names of all shortcut properties that an event or state type is projected to."""
    return frozenset(iri[len(ATTEST) :] for iri in _SHORTCUTS.values())


def label_of(name: str) -> str:
    """Return the label of a term of this vocabulary, for people.

    >>> label_of("requestsFrom")
    'makes a request of'
    """
    return _LABELS.get(ATT[name].value, name)
