"""The text layer read back from its graph, record by record, as it was written."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import unquote

from pyoxigraph import Quad

from kg.errors import RunError
from kg.graph.canonical import canonical
from kg.graph.document import DOCUMENT_TEXTS, MENTION_TEXTS, ROLE_MENTIONS, TIME_BOUNDS
from kg.graph.iris import ATT, DCTERMS
from kg.graph.nodes import Node, Nodes, parse_span
from kg.graph.vocab import local_name
from kg.model import (
    Boilerplate,
    Claim,
    DateBasis,
    Document,
    EntityMention,
    EventMention,
    Extraction,
    MentionKind,
    Modality,
    Polarity,
    Quantity,
    Reference,
    Span,
    SpeechAct,
    Stance,
    TimeSpan,
)

_EVENT_FRAGMENT = "#event="
_CLAIM_FRAGMENT = "#claim="
_RULE_PART = "rule:"


def parse_rule(iri: str) -> str:
    """Read the id in a rule's IRI.

    >>> parse_rule("urn:attest:rule:roles.passive")
    'roles.passive'
    """
    return unquote(iri.partition(_RULE_PART)[2])


def event_id(iri: str) -> str:
    """Read the id, inside its document, of an event mention from its IRI."""
    return iri.partition(_EVENT_FRAGMENT)[2]


def claim_id(iri: str) -> str:
    """Read the id, inside its document, of a claim from its IRI."""
    return iri.partition(_CLAIM_FRAGMENT)[2]


def _time(nodes: Nodes, owner: Node, predicate: str) -> TimeSpan | None:
    """Read the interval that a property of ``owner`` names; None when there is none."""
    iri = owner.get(predicate)
    found = nodes.by_iri.get(iri) if iri else None
    if found is None:
        return None
    bounds = {field: found.day(bound) for field, bound in TIME_BOUNDS}
    return TimeSpan(text=found.span(ATT.timeAt), anchor=found.day(ATT.anchor), **bounds)


def _document(nodes: Nodes) -> tuple[Document, tuple[Span, ...]]:
    found = nodes.of(ATT.Document)
    if len(found) != 1:
        raise RunError(f"not the graph of one document: it holds {len(found)}")
    document = found[0]
    basis = document.get(ATT.createdBasis)
    texts: dict[str, Any] = {field: document.get(predicate) for field, predicate in DOCUMENT_TEXTS}
    offsets = document.get(ATT.sentenceOffsets) or ""
    sentences = tuple(Span(*map(int, pair.split(","))) for pair in offsets.split())
    boilerplate = tuple(Boilerplate(parse_span(n.iri), n.need(ATT.reason)) for n in nodes.of(ATT.Boilerplate))
    record = Document(
        published=document.day(DCTERMS.created),
        published_basis=DateBasis(local_name(basis)) if basis else None,
        boilerplate=boilerplate,
        **texts,
    )
    return record, sentences


def _mention(found: Node) -> EntityMention:
    span = parse_span(found.iri)
    texts: dict[str, Any] = {field: found.get(predicate) for field, predicate in MENTION_TEXTS}
    return EntityMention(
        span=span,
        head=found.span(ATT.head) or span,
        kind=MentionKind(local_name(found.need(ATT.mentionKind))),
        type=local_name(found.need(ATT.mentionType)),
        rule=parse_rule(found.need(ATT.extractedBy)),
        plural=found.flag(ATT.plural),
        **texts,
    )


def _reference(found: Node) -> Reference:
    return Reference(
        mention=parse_span(found.need(ATT.referringMention)),
        antecedents=found.spans(ATT.antecedent),
        rule=parse_rule(found.need(ATT.extractedBy)),
    )


def _quantity(found: Node) -> Quantity | None:
    place = found.span(ATT.quantityAt)
    return None if place is None else Quantity(place, found.whole(ATT.minCount), found.whole(ATT.maxCount))


def _event(found: Node, nodes: Nodes) -> EventMention:
    roles: dict[str, Any] = {field: found.spans(predicate) for field, predicate in ROLE_MENTIONS}
    earlier = found.get(ATT.retells)
    return EventMention(
        trigger=parse_span(found.need(ATT.trigger)),
        lemma=found.need(ATT.lemma),
        type=local_name(found.need(ATT.eventType)),
        sentence=parse_span(found.need(ATT.sentence)),
        rule=parse_rule(found.need(ATT.extractedBy)),
        confidence=float(found.need(ATT.confidence)),
        time=_time(nodes, found, ATT.time),
        position=found.get(ATT.position),
        quantity=_quantity(found),
        polarity=Polarity(local_name(found.need(ATT.polarity))),
        modality=Modality(local_name(found.need(ATT.modality))),
        reasons=tuple(sorted(event_id(iri) for iri in found.all(ATT.reasonMention))),
        same_as=event_id(earlier) if earlier else None,
        **roles,
    )


def _claim(found: Node, nodes: Nodes) -> Claim:
    outer = found.get(ATT.within)
    return Claim(
        content=found.spans(ATT.content),
        sentence=parse_span(found.need(ATT.sentence)),
        act=SpeechAct(local_name(found.need(ATT.speechAct))),
        stance=Stance(local_name(found.need(ATT.stance))),
        rule=parse_rule(found.need(ATT.extractedBy)),
        confidence=float(found.need(ATT.confidence)),
        cue=found.span(ATT.cue),
        speaker=found.span(ATT.speakerMention),
        addressee=found.span(ATT.addresseeMention),
        via=found.span(ATT.viaMention),
        unnamed_source=bool(found.flag(ATT.unnamedSource)),
        is_quote=bool(found.flag(ATT.isQuote)),
        hedge=found.get(ATT.hedge),
        said_at=_time(nodes, found, ATT.saidAt),
        about=tuple(sorted(event_id(iri) for iri in found.all(ATT.about))),
        within=claim_id(outer) if outer else None,
    )


def read_extraction(quads: Iterable[Quad]) -> Extraction:
    """Read the text layer of one document back from its graph.

    ``read_extraction(document_quads(x, base)) == canonical(x)``. Raises :class:`RunError` when the quads are not the
    graph of exactly one document, or lack what every record has.
    """
    nodes = Nodes.of_quads(quads)
    document, sentences = _document(nodes)
    return canonical(
        Extraction(
            document=document,
            sentences=sentences,
            mentions=tuple(map(_mention, nodes.of(ATT.EntityMention))),
            references=tuple(map(_reference, nodes.of(ATT.Reference))),
            events=tuple(_event(n, nodes) for n in nodes.of(ATT.EventMention)),
            claims=tuple(_claim(n, nodes) for n in nodes.of(ATT.Claim)),
        )
    )
