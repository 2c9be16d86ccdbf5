"""Checking a whole store: every document, the resolution and the shortcuts against the shapes, each fault explained."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.graph.iris import ATT as IRIS
from kg.graph.iris import DCTERMS, NIF
from kg.graph.nodes import Node, Nodes, parse_span
from kg.graph.shapes import SHORTCUTS, Violation, shapes, validate_nodes, validate_resolution
from kg.graph.shortcuts import STATE_EDGES
from kg.graph.terms import value_of
from kg.graph.vocab import ATT, RDF, shortcut_names, shortcut_of, superclasses
from kg.ids import RESOLUTION_GRAPH
from kg.model import Span
from kg.query.look import Look
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
    for predicate in (IRIS.trigger, IRIS.content, IRIS.referringMention, IRIS.sentence):
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
    documents = nodes.of(IRIS.Document)
    if not documents:
        return Fault(violation)
    document = documents[0]
    source, text = document.get(DCTERMS.source) or document.iri, document.get(NIF.isString) or ""
    offsets = (document.get(IRIS.sentenceOffsets) or "").split()
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


def edges_of(kind: str) -> set[str]:
    """Return the shortcuts that an event or state type may be projected to: its own and those above it."""
    found = {edge for name in superclasses(kind) if (edge := shortcut_of(name)) is not None}
    return found | {"interactsWith"} if found - STATE_EDGES else found


def _told_by_article(look: Look, mention: str) -> bool:
    """Tell whether an article asserts an event mention in its own voice."""
    return any(
        look.name(claim, ATT.speechAct) == "narrate"
        and look.name(claim, ATT.stance) == "asserts"
        and not look.values(claim, ATT.speakerMention)
        and not look.values(claim, ATT.unnamedSource)
        for claim in look.subjects(ATT.about, mention)
    )


def _between(look: Look, actor: str, other: str) -> set[str]:
    """Return the eventualities in which an actor does something to, for, with or at another."""
    given = {e for p in (ATT.actor, ATT.target, ATT.participant, ATT.place) for e in look.subjects(p, other)}
    found = set(look.subjects(ATT.actor, actor)) & given
    return found | set(look.subjects(ATT.participant, actor)) & set(look.subjects(ATT.actor, other))


def _supports(look: Look, event: str, edge: str) -> bool:
    """Tell whether an eventuality is one that an edge may rest on."""
    return (
        look.name(event, ATT.standing) == "reported"
        and look.name(event, ATT.polarity) == "affirmed"
        and look.name(event, ATT.modality) == "actual"
        and any(edge in edges_of(kind) for kind in look.types(event))
        and any(_told_by_article(look, mention) for mention in look.tellings(event))
    )


def check_shortcuts(store: Store) -> list[Fault]:
    """Check that no shortcut rests on a claim of anybody but the article.

    It gives what the shape's own SPARQL would, edge by edge over the store's index: milliseconds instead of minutes.
    """
    look = Look(store)
    shape = next(s for s in shapes() if s.layer == SHORTCUTS)
    faults = []
    for edge in sorted(shortcut_names() | {"interactsWith"}):
        for quad in store.inner.quads_for_pattern(None, ATT[edge], None, None):
            actor, other = value_of(quad.subject), value_of(quad.object)
            if not any(_supports(look, event, edge) for event in _between(look, actor, other)):
                faults.append(Fault(Violation(actor, shape.name, shape.message, f"{edge} {other}")))
    return faults


def check(store: Store) -> Report:
    """Check everything in the store: documents one by one, then the resolution, then the shortcuts."""
    documents = store.documents()
    faults = [fault for document in documents for fault in check_document(store, document.iri)]
    faults += check_resolution(store)
    faults += check_shortcuts(store)
    return Report(len(documents), len(store), tuple(faults))
