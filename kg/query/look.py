"""Reading single things out of a store by their IRI: values, labels, spans and sentences."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pyoxigraph import Literal, NamedNode

from kg.graph.nodes import parse_span
from kg.graph.terms import value_of
from kg.graph.vocab import ATT, DCTERMS, GAF, NIF, RDF, RDFS, local_name
from kg.model import Span
from kg.store import Store


class Look:
    """Looks things up in a store."""

    def __init__(self, store: Store) -> None:
        """Remember the store."""
        self.inner = store.inner

    def values(self, iri: str, predicate: NamedNode) -> list[str]:
        """Return the values of a property, sorted."""
        found = self.inner.quads_for_pattern(NamedNode(iri), predicate, None, None)
        return sorted({value_of(q.object) for q in found})

    def value(self, iri: str, predicate: NamedNode) -> str | None:
        """Return the first value of a property; None when there is none."""
        return next(iter(self.values(iri, predicate)), None)

    def subjects(self, predicate: NamedNode, value: str, *, text: bool = False) -> list[str]:
        """Return the things from which a property leads to an IRI (or a string), sorted."""
        term = Literal(value) if text else NamedNode(value)
        found = self.inner.quads_for_pattern(None, predicate, term, None)
        return sorted({value_of(q.subject) for q in found})

    def name(self, iri: str | None, predicate: NamedNode) -> str | None:
        """Return the local name of the term that a property leads to; None when there is none."""
        found = self.value(iri, predicate) if iri else None
        return None if found is None else local_name(found)

    def types(self, iri: str) -> set[str]:
        """Return the local names of the classes of a thing."""
        return {local_name(v) for v in self.values(iri, RDF.type)}

    def day(self, iri: str | None, predicate: NamedNode) -> date | None:
        """Return a day; None when there is none."""
        found = self.value(iri, predicate) if iri else None
        return None if found is None else date.fromisoformat(found)

    def exists(self, iri: str) -> bool:
        """Tell whether anything is said of a thing."""
        return next(iter(self.inner.quads_for_pattern(NamedNode(iri), None, None, None)), None) is not None

    def labels(self, mention: str | None) -> tuple[str, ...]:
        """Return the names of the entities that a mention refers to; its words when it refers to none."""
        if mention is None:
            return ()
        found = [self.value(e, RDFS.label) or e for e in self.values(mention, ATT.refersTo)]
        return tuple(found) or tuple(self.values(mention, NIF.anchorOf))

    def document_of(self, iri: str) -> str:
        """Return the IRI of the document that a thing of the text layer is in."""
        return iri.partition("#")[0]

    def text_of(self, document: str) -> str:
        """Return the text of a document."""
        return self.value(document, NIF.isString) or ""

    def source_of(self, document: str) -> str:
        """Return the file or address of a document."""
        return self.value(document, DCTERMS.source) or document

    def sentence_of(self, iri: str) -> Span | None:
        """Return the sentence that an event mention, a claim or a mention stands in."""
        found = self.value(iri, ATT.sentence)
        if found is not None:
            return parse_span(found)
        if "#char=" not in iri:
            return None
        place = parse_span(iri)
        offsets = (self.value(self.document_of(iri), ATT.sentenceOffsets) or "").split()
        sentences = (Span(*map(int, pair.split(","))) for pair in offsets)
        return next((s for s in sentences if s.overlaps(place)), place)

    def tellings(self, eventuality: str) -> Iterator[str]:
        """Yield the event mentions that tell an eventuality."""
        yield from self.values(eventuality, GAF.denotedBy)
