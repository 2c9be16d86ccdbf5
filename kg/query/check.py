"""Checking a whole store: every document, the resolution and the shortcuts against the shapes, each fault explained."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode, QuerySolutions

from kg.graph.iris import ATT, DCTERMS, NIF
from kg.graph.nodes import Node, Nodes, parse_span
from kg.graph.shapes import SHORTCUTS, NodeShape, Violation, shapes, validate_nodes, validate_resolution
from kg.graph.terms import value_of
from kg.graph.vocab import RDF
from kg.ids import RESOLUTION_GRAPH
from kg.model import Span
from kg.store import Store

#: How much of the text is shown around a thing that stands in no known sentence, in code points.
AROUND = 80


@dataclass(frozen=True, slots=True)
class Fault:
    """A violation with the document and the sentence that it concerns, where there is one."""

    violation: Violation
    document: str = ""
    sentence: str = ""

    def __str__(self) -> str:
        """Explain the fault in a line."""
        where = f"{self.document}: " if self.document else ""
        words = f" In: “{self.sentence}”" if self.sentence else ""
        value = f" (found: {self.violation.value})" if self.violation.value else ""
        return f"{where}{self.violation.message}{value} [{self.violation.shape}] {self.violation.focus}.{words}"


@dataclass(frozen=True, slots=True)
class Report:
    """What a check looked at, and what it found."""

    documents: int
    quads: int
    faults: tuple[Fault, ...]


def _place(node: Node | None, nodes: Nodes) -> Span | None:
    """Find where in the text a thing stands: itself a span, or by its trigger, content or mention."""
    if node is None:
        return None
    if "#char=" in node.iri:
        return parse_span(node.iri)
    for predicate in (ATT.trigger, ATT.content, ATT.referringMention, ATT.sentence):
        found = node.spans(predicate)
        if found:
            return found[0]
    owner = nodes.by_iri.get(node.iri.rpartition("&")[0])
    return _place(owner, nodes) if owner is not None else None


def sentence_around(text: str, sentences: list[Span], place: Span) -> str:
    """Return the sentence that a stretch stands in, or the words around it."""
    for sentence in sentences:
        if sentence.overlaps(place):
            return " ".join(sentence.of(text).split())
    return " ".join(text[max(0, place.start - AROUND) : place.end + AROUND].split())


def explain_violation(violation: Violation, nodes: Nodes) -> Fault:
    """Add the document and the sentence to a violation in one document's graph."""
    documents = nodes.of(ATT.Document)
    if not documents:
        return Fault(violation)
    document = documents[0]
    source, text = document.get(DCTERMS.source) or document.iri, document.get(NIF.isString) or ""
    offsets = (document.get(ATT.sentenceOffsets) or "").split()
    sentences = [Span(*map(int, pair.split(","))) for pair in offsets]
    place = _place(nodes.by_iri.get(violation.focus), nodes)
    return Fault(violation, source, sentence_around(text, sentences, place) if place else "")


def check_document(store: Store, iri: str) -> list[Fault]:
    """Check the graph of one document."""
    nodes = Nodes.of_quads(store.quads(iri))
    return [explain_violation(violation, nodes) for violation in validate_nodes(nodes)]


def check_resolution(store: Store) -> list[Fault]:
    """Check the resolution graph."""

    def has_class(iri: str, name: str) -> bool:
        found = store.inner.quads_for_pattern(NamedNode(iri), RDF.type, NamedNode(name), None)
        return next(iter(found), None) is not None

    return [Fault(violation) for violation in validate_resolution(store.quads(RESOLUTION_GRAPH), has_class)]


def check_shortcuts(store: Store) -> list[Fault]:
    """Check that no shortcut rests on a claim of anybody but the article, by the shape's own SPARQL."""
    return [Fault(v) for shape in shapes() if shape.layer == SHORTCUTS for v in _by_query(store, shape)]


def _by_query(store: Store, shape: NodeShape) -> Iterator[Violation]:
    found = store.select(shape.select.replace("$this", "?this"))
    if not isinstance(found, QuerySolutions):
        return
    for row in found:
        path = value_of(row["path"]).rsplit("#", 1)[-1]
        yield Violation(value_of(row["this"]), shape.name, shape.message, f"{path} {value_of(row['value'])}")


def check(store: Store) -> Report:
    """Check everything in the store: documents one by one, then the resolution, then the shortcuts."""
    documents = store.documents()
    faults = [fault for document in documents for fault in check_document(store, document.iri)]
    faults += check_resolution(store)
    faults += check_shortcuts(store)
    return Report(len(documents), len(store), tuple(faults))
