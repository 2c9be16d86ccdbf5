"""The text layer of one document as a graph: what was said, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from operator import attrgetter
from urllib.parse import quote

from pyoxigraph import Quad, RdfFormat, parse

from kg import ids
from kg.graph.canonical import canonical
from kg.graph.iris import ATT, DCTERMS, NIF, RDF, SCHEMA, SEM
from kg.graph.nodes import Node, Nodes
from kg.graph.plain import plain_graph
from kg.graph.terms import decimal_text
from kg.graph.trig import HEADER
from kg.model import Claim, Document, EntityMention, EventMention, Extraction, Quantity, Reference, Span, TimeSpan

#: Characters of a rule's id that stand in its IRI as they are.
RULE_CHARACTERS = "-._~:/"

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


@dataclass(frozen=True, slots=True)
class Written:
    """One document's graph, written: its name, its text as it stands in the dump, and its subjects to validate."""

    iri: str
    trig: bytes
    nodes: Nodes

    @property
    def quads(self) -> list[Quad]:
        """The graph as quads."""
        return list(parse(HEADER + self.trig, format=RdfFormat.TRIG))


class DocumentWriter:
    """Collects one document's graph, which is named by the document; each span is described once.

    Values are strings, not terms: a document has more than a thousand statements, and making terms of them costs more
    than all the rest. How a value is written follows from its property (:data:`kg.graph.plain.FORMS`).
    """

    def __init__(self, document: Document, base: str) -> None:
        """Name the graph after the document."""
        self.iri = ids.document_iri(document, base)
        self.text_read = document.text
        self.base = base
        self.nodes = Nodes()
        self._char = self.iri + "#char="
        self._context = (self.iri,)
        self._described: dict[Span, Node] = {}

    def node(self, iri: str, kind: str) -> Node:
        """Return a subject, which is a member of a class."""
        node = self.nodes.node(iri)
        if node.values:
            self.link(node, RDF.type, kind)
        else:
            node.values[RDF.type] = (kind,)
        self.nodes.by_class.setdefault(kind, []).append(node)
        return node

    def link(self, node: Node, predicate: str, iri: str) -> None:
        """Add a statement about another thing, where there may be several of the kind."""
        node.values[predicate] = (*node.values.get(predicate, ()), iri)

    def text(self, node: Node, predicate: str, value: str | None) -> None:
        """Say a string, unless there is none."""
        if value is not None:
            node.values[predicate] = (value,)

    def day(self, node: Node, predicate: str, value: date | None) -> None:
        """Say a day, unless there is none."""
        if value is not None:
            node.values[predicate] = (value.isoformat(),)

    def whole(self, node: Node, predicate: str, value: int | None) -> None:
        """Say a whole number, unless there is none."""
        if value is not None:
            node.values[predicate] = (str(value),)

    def share(self, node: Node, predicate: str, value: float) -> None:
        """Say a number between 0 and 1."""
        node.values[predicate] = (_share(value),)

    def flag(self, node: Node, predicate: str, value: bool | None) -> None:
        """Say a truth value, unless there is none."""
        if value is not None:
            node.values[predicate] = ("true" if value else "false",)

    def place(self, span: Span) -> str:
        """Name a stretch of the text without describing it."""
        start, end = span
        return f"{self._char}{start},{end}"

    def span(self, span: Span, kind: str = ATT.Span) -> Node:
        """Describe a stretch of the text by its offsets and words; ``kind`` is its class."""
        known = self._described.get(span)
        if known is not None:
            return known if kind == ATT.Span else self.node(known.iri, kind)
        start, end = span
        node = self._described[span] = self.node(f"{self._char}{start},{end}", kind)
        node.values |= {
            NIF.beginIndex: (str(start),),
            NIF.endIndex: (str(end),),
            NIF.anchorOf: (self.text_read[start:end],),
            NIF.referenceContext: self._context,
        }
        return node

    def rule(self, node: Node, rule: str) -> None:
        """Say which rule read a thing."""
        node.values[ATT.extractedBy] = (_rule(rule, self.base),)

    def event(self, event_id: str) -> str:
        """Name an event mention of this document."""
        return ids.event_mention_iri(self.iri, event_id)

    def claim(self, claim_id: str) -> str:
        """Name a claim of this document."""
        return ids.claim_iri(self.iri, claim_id)


_share = lru_cache(maxsize=1024)(decimal_text)


@lru_cache(maxsize=1024)
def _rule(rule: str, base: str) -> str:
    return ids.rule_iri(quote(rule, safe=RULE_CHARACTERS), base)


def _write_document(out: DocumentWriter, document: Document, sentences: tuple[Span, ...]) -> None:
    subject = out.node(out.iri, ATT.Document)
    for field, predicate in DOCUMENT_TEXTS:
        out.text(subject, predicate, getattr(document, field))
    out.day(subject, DCTERMS.created, document.published)
    if document.published_basis is not None:
        out.link(subject, ATT.createdBasis, ATT[document.published_basis.value])
    if sentences:
        out.text(subject, ATT.sentenceOffsets, " ".join(f"{s.start},{s.end}" for s in sentences))
    for part in document.boilerplate:
        out.text(out.span(part.span, ATT.Boilerplate), ATT.reason, part.reason)


_mention_texts = attrgetter(*(field for field, _ in MENTION_TEXTS))
_mention_properties = [predicate for _, predicate in MENTION_TEXTS]


def _write_mention(out: DocumentWriter, mention: EntityMention) -> None:
    subject = out.span(mention.span, ATT.EntityMention)
    values = subject.values
    values[ATT.mentionKind] = (ATT[mention.kind],)
    values[ATT.mentionType] = (ATT[mention.type],)
    out.rule(subject, mention.rule)
    if mention.head != mention.span:
        values[ATT.head] = (out.place(mention.head),)
    for predicate, text in zip(_mention_properties, _mention_texts(mention), strict=True):
        if text is not None:
            values[predicate] = (text,)
    out.flag(subject, ATT.plural, mention.plural)


def _write_reference(out: DocumentWriter, reference: Reference) -> None:
    parts = ";".join(f"{s.start},{s.end}" for s in (reference.mention, *reference.antecedents))
    subject = out.node(f"{out.iri}#reference={parts};{quote(reference.rule, safe='-._~')}", ATT.Reference)
    out.link(subject, ATT.referringMention, out.place(reference.mention))
    subject.values[ATT.antecedent] = tuple([out.place(antecedent) for antecedent in reference.antecedents])
    out.rule(subject, reference.rule)


_time_bounds = attrgetter(*(field for field, _ in TIME_BOUNDS))
_time_properties = [predicate for _, predicate in TIME_BOUNDS]


def _write_time(out: DocumentWriter, owner: Node, kind: str, time: TimeSpan) -> None:
    subject = out.node(ids.time_iri(owner.iri, kind), ATT.TimeSpan)
    out.link(owner, ATT[kind], subject.iri)
    for predicate, bound in zip(_time_properties, _time_bounds(time), strict=True):
        out.day(subject, predicate, bound)
    out.day(subject, ATT.anchor, time.anchor)
    if time.text is not None:
        out.text(subject, ATT.timeText, time.text.of(out.text_read))
        out.link(subject, ATT.timeAt, out.place(time.text))


def _write_quantity(out: DocumentWriter, subject: Node, quantity: Quantity) -> None:
    out.text(subject, ATT.quantity, quantity.text.of(out.text_read))
    out.link(subject, ATT.quantityAt, out.place(quantity.text))
    out.whole(subject, ATT.minCount, quantity.minimum)
    out.whole(subject, ATT.maxCount, quantity.maximum)


_role_mentions = attrgetter(*(field for field, _ in ROLE_MENTIONS))
_role_properties = [predicate for _, predicate in ROLE_MENTIONS]


def _write_event(out: DocumentWriter, event: EventMention) -> None:
    subject = out.node(out.event(event.id), ATT.EventMention)
    values = subject.values
    values[ATT.eventType] = (ATT[event.type],)
    values[ATT.trigger] = (out.span(event.trigger).iri,)
    values[ATT.lemma] = (event.lemma,)
    values[ATT.sentence] = (out.span(event.sentence).iri,)
    out.rule(subject, event.rule)
    out.share(subject, ATT.confidence, event.confidence)
    values[ATT.polarity] = (ATT[event.polarity],)
    values[ATT.modality] = (ATT[event.modality],)
    for predicate, fillers in zip(_role_properties, _role_mentions(event), strict=True):
        if fillers:
            values[predicate] = tuple([out.place(filler) for filler in fillers])
    out.text(subject, ATT.position, event.position)
    if event.time is not None:
        _write_time(out, subject, "time", event.time)
    if event.quantity is not None:
        _write_quantity(out, subject, event.quantity)
    for reason in event.reasons:
        out.link(subject, ATT.reasonMention, out.event(reason))
    if event.same_as is not None:
        out.link(subject, ATT.retells, out.event(event.same_as))


def _write_claim(out: DocumentWriter, claim: Claim) -> None:
    subject = out.node(out.claim(claim.id), ATT.Claim)
    for part in claim.content:
        out.link(subject, ATT.content, out.span(part).iri)
    out.link(subject, ATT.sentence, out.span(claim.sentence).iri)
    out.link(subject, ATT.speechAct, ATT[claim.act])
    out.link(subject, ATT.stance, ATT[claim.stance])
    out.rule(subject, claim.rule)
    out.share(subject, ATT.confidence, claim.confidence)
    for predicate, mention in (
        (ATT.speakerMention, claim.speaker),
        (ATT.addresseeMention, claim.addressee),
        (ATT.viaMention, claim.via),
    ):
        if mention is not None:
            out.link(subject, predicate, out.place(mention))
    if claim.cue is not None:
        out.link(subject, ATT.cue, out.span(claim.cue).iri)
    if claim.unnamed_source:
        out.flag(subject, ATT.unnamedSource, value=True)
    if claim.is_quote:
        out.flag(subject, ATT.isQuote, value=True)
    out.text(subject, ATT.hedge, claim.hedge)
    if claim.said_at is not None:
        _write_time(out, subject, "saidAt", claim.said_at)
    for about in claim.about:
        out.link(subject, ATT.about, out.event(about))
    if claim.within is not None:
        out.link(subject, ATT.within, out.claim(claim.within))


def write_document(extraction: Extraction, base: str = ids.DEFAULT_BASE) -> Written:
    """Write what was read out of one document as the graph that bears the document's name.

    Raises :class:`kg.errors.RunError` for a type that ``schemas/attest.ttl`` does not have.
    """
    return write_canonical(canonical(extraction), base)


def write_canonical(extraction: Extraction, base: str = ids.DEFAULT_BASE) -> Written:
    """Write an extraction that :func:`kg.graph.canonical.canonical` put in order; see :func:`write_document`."""
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
    return Written(out.iri, plain_graph(out.iri, out.nodes), out.nodes)


def document_quads(extraction: Extraction, base: str = ids.DEFAULT_BASE) -> list[Quad]:
    """Write what was read out of one document as quads; see :func:`write_document`."""
    return write_document(extraction, base).quads
