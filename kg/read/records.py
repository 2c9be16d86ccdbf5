"""From a reading to the records of the text layer; exact matter joins in here: intervals, numbers, tables, marks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from kg.extract.attach import attach
from kg.extract.countries import with_countries
from kg.extract.events_links import link
from kg.extract.prune import prune, used_spans
from kg.extract.quantities import quantity_of
from kg.extract.quotes import Quotation, find_quotations
from kg.extract.syntax import Mentions, Parse
from kg.extract.times import expression_at, time_of
from kg.extract.tokens import Token
from kg.model import (
    Claim,
    EntityMention,
    EventMention,
    Extraction,
    MentionKind,
    Modality,
    Polarity,
    Quantity,
    Reference,
    Rule,
    Span,
    SpeechAct,
    Stance,
)
from kg.read.calibration import confidence
from kg.read.labels import ROLES
from kg.read.names import Material
from kg.read.readings import Mentioned, Reading, Said, Told

EVENT = "reader.event"
CLAIM = "reader.claim"
MENTION = "reader.mention"
COREFERENCE = "reader.coreference"
RULES = (
    Rule(
        EVENT,
        "The network takes the word for an event or state of this type, and these mentions for those who take part.",
        ("The army shelled the port.",),
    ),
    Rule(
        CLAIM,
        "The network takes the word for one of saying or thinking, with this content and speaker.",
        ("The mayor said the dam had burst.",),
    ),
    Rule(MENTION, "The network takes the word for one that mentions somebody or something.", ("The crew survived.",)),
    Rule(
        COREFERENCE,
        "The network takes an earlier mention for one of the same thing.",
        ("Ana Silva came. The mayor smiled.",),
    ),
)

#: Words before the title of an office that belong to it.
_TITLE = frozenset({"compound", "amod", "nmod"})
#: The weights of confidences where nothing was measured: the product of the odds.
_RAW = (0.0, 1.0, 1.0)
#: The fields of an event mention for each role.
_FIELDS = dict(zip(ROLES, ("actors", "targets", "participants", "places", "origins", "destinations"), strict=True))


def records(
    material: Material,
    reading: Reading,
    calibration: Mapping[str, Sequence[float]] = MappingProxyType({}),
    *,
    sure: float = 0.0,
) -> Extraction:
    """Return everything that was read in a document as its records.

    ``calibration`` holds the weights of confidences of events and claims; what is less ``sure`` is left out.
    """
    parse = material.parse
    weights = {kind: calibration.get(kind, _RAW) for kind in ("event", "claim")}
    told = [(e, confidence(weights["event"], (e.probability, e.typed))) for e in reading.events]
    told = [(e, c) for e, c in told if c >= sure]
    voiced = [(c, confidence(weights["claim"], (c.probability, c.spoken))) for c in reading.claims]
    junk = [b.span for b in parse.document.boilerplate]
    voiced = [(c, p) for c, p in voiced if p >= sure and not any(c.content.overlaps(b) for b in junk)]
    mentions = [_mention(material, m) for m in reading.mentions]
    references = _references(reading, mentions, material)
    mentions = _distinct(mentions)
    table = Mentions(parse, sorted(set(mentions), key=lambda m: (m.span.start, -m.span.end)))
    table = table.renewed(with_countries(parse, table, references))
    spans = [m.span for m in mentions]
    events = _linked(parse, table, [_event(material, e, spans, c) for e, c in told])
    said = list(_claims(material, voiced, spans))
    sentences = tuple(sorted({parse.sentence(sent[0]) for sent in parse.doc.sents if sent.text.strip()}))
    claims = attach(said, events, sentences)
    kept, links = prune(list(table.all), references, used_spans(events, claims))
    return Extraction(parse.document, sentences, kept, links, tuple(events), tuple(claims))


def _mention(material: Material, found: Mentioned) -> EntityMention:
    """Return the record of a mention, with what tables and grammar know of a proposal with the same head."""
    words = material.words
    head = words.span(found.head, found.head)
    kind = MentionKind(found.kind)
    near = [m for m in material.mentions if m.kind is kind and m.head.overlaps(head)]
    proposed = next((m for m in near if words.head_of(*m.head) == found.head), None)
    plural = words.tags[found.head] in ("NNS", "NNPS")
    if proposed is not None:
        return replace(
            proposed,
            span=found.span,
            head=proposed.head if proposed.name else head,
            type=found.type,
            acts_for=proposed.acts_for if found.type == proposed.type else None,
        )
    name = found.span.of(material.parse.document.text) if kind is MentionKind.NAME else None
    return EntityMention(found.span, head, kind, found.type, MENTION, name=name, plural=plural or found.type == "Group")


def _distinct(mentions: Sequence[EntityMention]) -> list[EntityMention]:
    """Return the mentions, those of one span as one record: the first."""
    first: dict[Span, EntityMention] = {}
    for mention in mentions:
        first.setdefault(mention.span, mention)
    return [first[m.span] for m in mentions]


def _references(reading: Reading, mentions: Sequence[EntityMention], material: Material) -> list[Reference]:
    """Link each mention to the one of its thing that stands before it."""
    named = {r.mention: r.rule for r in material.links}
    last: dict[int, Span] = {}
    found = []
    order = sorted(range(len(mentions)), key=lambda k: (mentions[k].span.start, mentions[k].span.end))
    for k in order:
        thing, span = reading.mentions[k].thing, mentions[k].span
        before = last.get(thing)
        if before is not None and before != span:
            rule = named.get(span, COREFERENCE) if mentions[k].kind is MentionKind.NAME else COREFERENCE
            found.append(Reference(span, (before,), rule))
        last[thing] = span
    return found


def _event(material: Material, told: Told, spans: Sequence[Span], sure: float) -> EventMention:
    parse, words = material.parse, material.words
    token = _token(parse, told.span)
    roles: dict[str, Any] = {
        _FIELDS[r]: tuple(dict.fromkeys(spans[m] for m in found)) for r, found in told.roles.items()
    }
    return EventMention(
        trigger=told.span,
        lemma="_".join(words.lemmas[i] for i in words.inside(*told.span)),
        type=told.leaf or told.type,
        sentence=parse.sentence(token),
        rule=EVENT,
        confidence=sure,
        time=expression_at(parse, told.time) if told.time else None,
        position=_position(token) if told.type == "Office" else None,
        quantity=_quantity(parse, token, told, spans),
        polarity=Polarity(told.polarity),
        modality=Modality(told.modality),
        **roles,
    )


def _token(parse: Parse, span: Span) -> Token:
    return parse.tokens(span)[0]


def _position(token: Token) -> str | None:
    """Return the title that a noun of office heads: "Prime Minister"."""
    if token.pos_ not in ("NOUN", "PROPN"):
        return None
    first = token
    while first.i and (before := first.nbor(-1)).dep_ in _TITLE and before.head.i <= token.i and not before.ent_type_:
        first = before
    return " ".join(t.text for t in token.doc[first.i : token.i + 1])


def _quantity(parse: Parse, token: Token, told: Told, spans: Sequence[Span]) -> Quantity | None:
    """Return how many suffer or do it, or how often a noun counts it."""
    for role in ("target", "actor"):
        for mention in told.roles.get(role, ()):
            head = parse.tokens(spans[mention])[-1]
            if head.sent == token.sent and (found := quantity_of(parse, head)) is not None:
                return found
    return quantity_of(parse, token) if token.pos_ == "NOUN" else None


def _linked(parse: Parse, mentions: Mentions, events: Sequence[EventMention]) -> list[EventMention]:
    unique = {e.id: e for e in events}
    ordered = sorted(unique.values(), key=lambda e: (e.trigger.start, e.trigger.end, e.type))
    return link(parse, mentions, ordered)


def _claims(material: Material, voiced: Sequence[tuple[Said, float]], spans: Sequence[Span]) -> Iterator[Claim]:
    """Yield the claims, each within the shortest one whose content holds its cue and content."""
    quotations = find_quotations(material.parse.document.text)
    made = {id(c): _claim(material, c, spans, quotations, sure) for c, sure in voiced}
    claims = [c for c, _ in voiced]
    seen: set[str] = set()
    for said in claims:
        cue = material.words.span(said.cue, said.cue)
        around = [
            o
            for o in claims
            if o is not said
            and o.content.contains(said.content)
            and o.content.contains(cue)
            and o.content != said.content
        ]
        outer = min(around, key=lambda o: o.content.end - o.content.start, default=None)
        claim = made[id(said)]
        if claim.id not in seen:
            seen.add(claim.id)
            yield replace(claim, within=made[id(outer)].id if outer is not None else None)


def _claim(
    material: Material, said: Said, spans: Sequence[Span], quotations: Sequence[Quotation], sure: float
) -> Claim:
    parse, words = material.parse, material.words
    token = _token(parse, words.span(said.cue, said.cue))
    parts = contents(parse.document.text, said.content, words.span(said.cue, said.cue), quotations)
    speaker, via, addressee = (spans[m] if m is not None else None for m in (said.speaker, said.via, said.addressee))
    return Claim(
        content=parts,
        sentence=parse.sentence(token),
        act=SpeechAct(said.act),
        stance=Stance(said.stance),
        rule=CLAIM,
        confidence=sure,
        cue=words.span(said.cue, said.cue),
        speaker=speaker,
        addressee=addressee,
        via=via,
        unnamed_source=said.speaker is None,
        is_quote=all(any(q.span.start <= p.start and p.end <= q.span.end for q in quotations) for p in parts),
        said_at=time_of(parse, [token]),
    )


def contents(text: str, content: Span, cue: Span, quotations: Sequence[Quotation]) -> tuple[Span, ...]:
    """Return the parts of what was said: where the cue stands between two quotations, these without it."""
    inside = [q.span for q in quotations if q.span.overlaps(content)]
    if content.contains(cue) and len(inside) > 1 and not any(q.contains(cue) for q in inside):
        parts = [Span(max(q.start, content.start), min(q.end, content.end)) for q in inside]
        covered = sum(p.end - p.start for p in parts)
        if covered * 2 > content.end - content.start:
            return tuple(parts)
    return (content,)


__all__ = ["RULES", "contents", "records"]
