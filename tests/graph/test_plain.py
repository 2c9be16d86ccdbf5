"""The writer of documents' graphs against the library's."""

from dataclasses import replace

import pyoxigraph as ox
import pytest

from kg.graph.document import write_document
from kg.graph.plain import FORMS, string, thing
from kg.graph.trig import HEADER, graph_text
from kg.graph.vocab import PREFIXES, TERMS
from kg.model import Document, Extraction
from tests.graph.builders import article

#: Every sign that is written in a way of its own, and some that are not.
SIGNS = "".join(map(chr, [*range(0x3000), *range(0xFFF0, 0x10000), 0x1F600, 0x1FFFE, 0x1FFFF, 0x10FFFF]))


def by_the_library(text):
    quads = ox.parse(HEADER + text, format=ox.RdfFormat.TRIG)
    return graph_text(f"{quad} .\n".encode() for quad in quads)


@pytest.mark.parametrize("base", ["urn:attest:", "https://example.org/kb/", PREFIXES["schema"]])
def test_a_graph_is_written_as_the_library_writes_it(base):
    written = write_document(article(), base)
    assert written.trig == by_the_library(written.trig)


def test_every_sign_is_written_as_the_library_writes_it():
    written = write_document(Extraction(Document(SIGNS, "A text.", SIGNS[::-1], "00", title='\\"\\')))
    assert written.trig == by_the_library(written.trig)
    assert ox.Literal(SIGNS) in {quad.object for quad in written.quads}


def test_statements_that_are_made_twice_are_written_once():
    extraction = article()
    claim = replace(extraction.claims[0], about=extraction.claims[0].about * 2)
    twice = replace(extraction, claims=(claim, *extraction.claims[1:]))
    assert write_document(twice).trig == write_document(extraction).trig


@pytest.mark.parametrize("iri", sorted(TERMS | {"urn:attest:rule:x", "https://example.org/y"}))
def test_terms_are_shortened_as_the_library_shortens_them(iri):
    one = ox.NamedNode("urn:one")
    quad = ox.Quad(one, one, ox.NamedNode(iri), one)
    assert graph_text([f"{quad} .\n".encode()]).decode() == f"<urn:one> {{\n\t<urn:one> <urn:one> {thing(iri)} .\n}}\n"


@pytest.mark.parametrize("predicate", sorted(FORMS))
def test_a_property_is_written_as_the_ontology_declares_its_values(predicate):
    shown = {"xsd:integer": "7", "xsd:decimal": "0.5", "xsd:boolean": "true", "xsd:date": '"2031-05-01"^^xsd:date'}
    given = {"xsd:integer": "7", "xsd:decimal": "0.5", "xsd:boolean": "true", "xsd:date": "2031-05-01"}
    forms = {kind: FORMS[predicate](value) for kind, value in given.items()}
    declared = _range(predicate)
    if declared in shown:
        assert forms[declared] == shown[declared]
    else:
        assert FORMS[predicate] is string or declared is None


def _range(iri):
    from kg.graph.context import jsonld_context

    for term in jsonld_context().values():
        if isinstance(term, dict) and _full(term["@id"]) == iri:
            return term["@type"]
    return None


def _full(name):
    prefix, _, local = name.partition(":")
    return PREFIXES.get(prefix, prefix + ":") + local
