"""The text layer of one document as quads: what was said, and where it stands."""

from __future__ import annotations

from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Quad

from kg import ids
from kg.graph.canonical import canonical
from kg.graph.terms import TRUE, Writer, boolean, decimal, integer, node
from kg.graph.vocab import ATT, DCTERMS, NIF, RDF, SCHEMA, SEM
from kg.model import Claim, Document, EntityMention, EventMention, Extraction, Quantity, Reference, Span, TimeSpan

_TYPE = RDF.type
_BEGIN, _END, _WORDS, _CONTEXT = NIF.beginIndex, NIF.endIndex, NIF.anchorOf, NIF.referenceContext

#: The roles of an event mention: the field of the record and the property.
ROLE_MENTIONS = (
    ("actors", ATT.actorMention),
    ("targets", ATT.targetMention),
    ("participants", ATT.participantMention),
    ("places", ATT.placeMention),
    ("origins", ATT.originMention),
    ("destinations", ATT.destinationMention),
)

#: The bounds of a time span: the field of the record and the property.
TIME_BOUNDS = (
    ("earliest_begin", SEM.hasEarliestBeginTimeStamp),
    ("latest_begin", SEM.hasLatestBeginTimeStamp),
    ("earliest_end", SEM.hasEarliestEndTimeStamp),
    ("latest_end", SEM.hasLatestEndTimeStamp),
)

#: Plain strings of a document: the field of the record and the property.
DOCUMENT_TEXTS = (
    ("identifier", DCTERMS.identifier),
    ("source", DCTERMS.source),
    ("sha256", ATT.sha256),
    ("title", DCTERMS.title),
    ("publisher", DCTERMS.publisher),
    ("url", SCHEMA.url),
    ("language", DCTERMS.language),
    ("encoding", ATT.encoding),
    ("text", NIF.isString),
)

#: Plain strings of an entity mention: the field of the record and the property.
MENTION_TEXTS = (
    ("name", ATT.mentionName),
    ("key", ATT.gazetteerKey),
    ("country", ATT.countryCode),
    ("acts_for", ATT.actsForCode),
    ("gender", ATT.gender),
    ("position", ATT.position),
)


class DocumentWriter(Writer):
    """Writes one document's graph, which is named by the document; each span is described once."""

    def __init__(self, document: Document, base: str) -> None:
        """Name the graph after the document."""
        self.iri = ids.document_iri(document, base)
        super().__init__(self.iri)
        self.text_read = document.text
        self.base = base
        self._named: dict[Span, NamedNode] = {}
        self._described: set[Span] = set()

    def place(self, span: Span) -> NamedNode:
        """Name a stretch of the text without describing it."""
        found = self._named.get(span)
        if found is None:
            found = self._named[span] = NamedNode(ids.span_iri(self.iri, span))
        return found

    def span(self, span: Span, kind: NamedNode | None = None) -> NamedNode:
        """Describe a stretch of the text by its offsets and words; ``kind`` is its class, if it has one of its own."""
        named = self.place(span)
        if span not in self._described:
            self._described.add(span)
            graph = self.graph
            self.quads += (
                Quad(named, _TYPE, kind or ATT.Span, graph),
                Quad(named, _BEGIN, integer(span.start), graph),
                Quad(named, _END, integer(span.end), graph),
                Quad(named, _WORDS, Literal(span.of(self.text_read)), graph),
                Quad(named, _CONTEXT, graph, graph),
            )
        elif kind is not None:
            self.add(named, _TYPE, kind)
        return named

    def rule(self, rule: str) -> NamedNode:
        """Name a rule."""
        return node(ids.rule_iri(quote(rule, safe="-._~:/"), self.base))

    def event_node(self, event_id: str) -> NamedNode:
        """Name an event mention of this document."""
        return NamedNode(ids.event_mention_iri(self.iri, event_id))

    def claim_node(self, claim_id: str) -> NamedNode:
        """Name a claim of this document."""
        return NamedNode(ids.claim_iri(self.iri, claim_id))


def _write_document(out: DocumentWriter, document: Document, sentences: tuple[Span, ...]) -> None:
    subject = out.graph
    out.add(subject, _TYPE, ATT.Document)
    for field, predicate in DOCUMENT_TEXTS:
        out.text(subject, predicate, getattr(document, field))
    out.day(subject, DCTERMS.created, document.published)
    if document.published_basis is not None:
        out.add(subject, ATT.createdBasis, ATT[document.published_basis.value])
    if sentences:
        out.text(subject, ATT.sentenceOffsets, " ".join(f"{s.start},{s.end}" for s in sentences))
    for part in document.boilerplate:
        out.text(out.span(part.span, ATT.Boilerplate), ATT.reason, part.reason)


def _write_mention(out: DocumentWriter, mention: EntityMention) -> None:
    subject = out.span(mention.span, ATT.EntityMention)
    out.add(subject, ATT.mentionKind, ATT[mention.kind.value])
    out.add(subject, ATT.mentionType, ATT[mention.type])
    out.add(subject, ATT.extractedBy, out.rule(mention.rule))
    if mention.head != mention.span:
        out.add(subject, ATT.head, out.place(mention.head))
    for field, predicate in MENTION_TEXTS:
        out.text(subject, predicate, getattr(mention, field))
    if mention.plural is not None:
        out.add(subject, ATT.plural, boolean(mention.plural))


def _write_reference(out: DocumentWriter, reference: Reference) -> None:
    parts = ";".join(f"{s.start},{s.end}" for s in (reference.mention, *reference.antecedents))
    subject = NamedNode(f"{out.iri}#reference={parts};{quote(reference.rule, safe='-._~')}")
    out.add(subject, _TYPE, ATT.Reference)
    out.add(subject, ATT.referringMention, out.place(reference.mention))
    for antecedent in reference.antecedents:
        out.add(subject, ATT.antecedent, out.place(antecedent))
    out.add(subject, ATT.extractedBy, out.rule(reference.rule))


def write_time(out: Writer, subject: NamedNode, time: TimeSpan) -> None:
    """Describe an interval by those of its bounds that are known."""
    out.add(subject, _TYPE, ATT.TimeSpan)
    for field, predicate in TIME_BOUNDS:
        out.day(subject, predicate, getattr(time, field))
    out.day(subject, ATT.anchor, time.anchor)


def _write_time(out: DocumentWriter, owner: NamedNode, kind: str, time: TimeSpan) -> None:
    subject = NamedNode(ids.time_iri(owner.value, kind))
    out.add(owner, ATT[kind], subject)
    write_time(out, subject, time)
    if time.text is not None:
        out.text(subject, ATT.timeText, time.text.of(out.text_read))
        out.add(subject, ATT.timeAt, out.place(time.text))


def _write_quantity(out: DocumentWriter, subject: NamedNode, quantity: Quantity) -> None:
    out.text(subject, ATT.quantity, quantity.text.of(out.text_read))
    out.add(subject, ATT.quantityAt, out.place(quantity.text))
    out.whole(subject, ATT.minCount, quantity.minimum)
    out.whole(subject, ATT.maxCount, quantity.maximum)


def _write_event(out: DocumentWriter, event: EventMention) -> None:
    subject = out.event_node(event.id)
    out.add(subject, _TYPE, ATT.EventMention)
    out.add(subject, ATT.eventType, ATT[event.type])
    out.add(subject, ATT.trigger, out.span(event.trigger))
    out.text(subject, ATT.lemma, event.lemma)
    out.add(subject, ATT.sentence, out.span(event.sentence))
    out.add(subject, ATT.extractedBy, out.rule(event.rule))
    out.add(subject, ATT.confidence, decimal(event.confidence))
    out.add(subject, ATT.polarity, ATT[event.polarity.value])
    out.add(subject, ATT.modality, ATT[event.modality.value])
    for field, predicate in ROLE_MENTIONS:
        for filler in getattr(event, field):
            out.add(subject, predicate, out.place(filler))
    out.text(subject, ATT.position, event.position)
    if event.time is not None:
        _write_time(out, subject, "time", event.time)
    if event.quantity is not None:
        _write_quantity(out, subject, event.quantity)
    for reason in event.reasons:
        out.add(subject, ATT.reasonMention, out.event_node(reason))
    if event.same_as is not None:
        out.add(subject, ATT.retells, out.event_node(event.same_as))


def _write_claim(out: DocumentWriter, claim: Claim) -> None:
    subject = out.claim_node(claim.id)
    out.add(subject, _TYPE, ATT.Claim)
    for part in claim.content:
        out.add(subject, ATT.content, out.span(part))
    out.add(subject, ATT.sentence, out.span(claim.sentence))
    out.add(subject, ATT.speechAct, ATT[claim.act.value])
    out.add(subject, ATT.stance, ATT[claim.stance.value])
    out.add(subject, ATT.extractedBy, out.rule(claim.rule))
    out.add(subject, ATT.confidence, decimal(claim.confidence))
    for predicate, mention in (
        (ATT.speakerMention, claim.speaker),
        (ATT.addresseeMention, claim.addressee),
        (ATT.viaMention, claim.via),
    ):
        if mention is not None:
            out.add(subject, predicate, out.place(mention))
    if claim.cue is not None:
        out.add(subject, ATT.cue, out.span(claim.cue))
    if claim.unnamed_source:
        out.add(subject, ATT.unnamedSource, TRUE)
    if claim.is_quote:
        out.add(subject, ATT.isQuote, TRUE)
    out.text(subject, ATT.hedge, claim.hedge)
    if claim.said_at is not None:
        _write_time(out, subject, "saidAt", claim.said_at)
    for about in claim.about:
        out.add(subject, ATT.about, out.event_node(about))
    if claim.within is not None:
        out.add(subject, ATT.within, out.claim_node(claim.within))


def document_quads(extraction: Extraction, base: str = ids.DEFAULT_BASE) -> list[Quad]:
    """Write what was read out of one document as the graph that bears the document's name.

    Raises :class:`kg.errors.RunError` for a type that ``schemas/attest.ttl`` does not have.
    """
    extraction = canonical(extraction)
    out = DocumentWriter(extraction.document, base)
    _write_document(out, extraction.document, extraction.sentences)
    for mention in extraction.mentions:
        _write_mention(out, mention)
    for reference in extraction.references:
        _write_reference(out, reference)
    for event in extraction.events:
        _write_event(out, event)
    for claim in extraction.claims:
        _write_claim(out, claim)
    return out.quads
