"""The instance layer as quads: who is whom, what happened, and how claims stand to each other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from pyoxigraph import Literal, NamedNode, Quad

from kg import ids
from kg.graph.terms import Writer, decimal, node
from kg.graph.vocab import ATT, GAF, OWL, RDF, RDFS, SEM, SKOS, WGS84
from kg.model import ClaimLink, Decision, Entity, Eventuality, TimeSpan

WIKIDATA = "http://www.wikidata.org/entity/"

#: What counts as an IRI among the two sides of a decision; anything else is a name or a key.
_IRI = re.compile(r"(?:urn|https?):\S+\Z")


def country_key(code: str) -> str:
    """Return the key, in the table of known things, of a country by its ISO 3166 alpha-3 code."""
    return f"country:{code}"


#: The bounds of a time span: the field of the record and the property.
TIME_BOUNDS = (
    ("earliest_begin", SEM.hasEarliestBeginTimeStamp),
    ("latest_begin", SEM.hasLatestBeginTimeStamp),
    ("earliest_end", SEM.hasEarliestEndTimeStamp),
    ("latest_end", SEM.hasLatestEndTimeStamp),
)


class _Countries:
    """Finds the entity of a country by its code, and makes one for a code that no given entity has."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._known = {e.key: e.id for e in entities if e.key}
        self.made: dict[str, str] = {}

    def add(self, known: Mapping[str, str]) -> None:
        self._known = {**known, **self._known}

    def id_of(self, code: str) -> str:
        key = code if ":" in code else country_key(code)
        found = self._known.get(key)
        if found is None:
            found = self.made[key] = ids.digest("key", key)
        return found


def _write_entity(out: Writer, entity: Entity, countries: _Countries, base: str) -> None:
    subject = node(ids.entity_iri(entity.id, base))
    out.add(subject, RDF.type, ATT[entity.type])
    out.text(subject, RDFS.label, entity.label)
    for label in sorted(set(entity.alt_labels) - {entity.label}):
        out.text(subject, SKOS.altLabel, label)
    out.text(subject, ATT.entityKey, entity.key)
    out.text(subject, ATT.iso3166, entity.iso3166)
    out.text(subject, ATT.geonamesId, entity.geonames)
    if entity.wikidata:
        out.add(subject, OWL.sameAs, NamedNode(WIKIDATA + entity.wikidata))
    if entity.latitude is not None and entity.longitude is not None:
        out.add(subject, WGS84.lat, decimal(entity.latitude))
        out.add(subject, WGS84.long, decimal(entity.longitude))
    if entity.of_country:
        out.add(subject, ATT.ofCountry, node(ids.entity_iri(countries.id_of(entity.of_country), base)))
    if entity.acts_for:
        out.add(subject, ATT.actsFor, node(ids.entity_iri(countries.id_of(entity.acts_for), base)))
    for mention in sorted(set(entity.mentions), key=lambda m: (m.document, m.span)):
        place = NamedNode(ids.span_iri(mention.document, mention.span))
        out.add(subject, GAF.denotedBy, place)
        out.add(place, ATT.refersTo, subject)


def _write_made_countries(out: Writer, countries: _Countries, base: str) -> None:
    for key, entity_id in sorted(countries.made.items()):
        code = key.partition(":")[2]
        subject = node(ids.entity_iri(entity_id, base))
        out.add(subject, RDF.type, ATT.Country)
        out.text(subject, RDFS.label, code)
        out.text(subject, ATT.entityKey, key)
        out.text(subject, ATT.iso3166, code)


def _write_time(out: Writer, subject: NamedNode, time: TimeSpan) -> None:
    """Describe an interval by those of its bounds that are known."""
    out.add(subject, RDF.type, ATT.TimeSpan)
    for field, predicate in TIME_BOUNDS:
        out.day(subject, predicate, getattr(time, field))
    out.day(subject, ATT.anchor, time.anchor)


def _write_eventuality(out: Writer, eventuality: Eventuality, base: str) -> None:
    subject = node(ids.eventuality_iri(eventuality.id, base))
    out.add(subject, RDF.type, ATT[eventuality.type])
    out.text(subject, RDFS.label, eventuality.label)
    for telling in sorted(set(eventuality.tellings)):
        out.add(subject, GAF.denotedBy, NamedNode(telling))
    for role, entity in sorted(set(eventuality.roles)):
        out.add(subject, ATT[role], node(ids.entity_iri(entity, base)))
    out.add(subject, ATT.standing, ATT[eventuality.standing.value])
    out.add(subject, ATT.polarity, ATT[eventuality.polarity.value])
    out.add(subject, ATT.modality, ATT[eventuality.modality.value])
    out.text(subject, ATT.quantity, eventuality.quantity)
    if eventuality.time is not None:
        time = NamedNode(ids.time_iri(subject.value))
        out.add(subject, ATT.time, time)
        _write_time(out, time, eventuality.time)
    for reason in sorted(set(eventuality.reasons)):
        out.add(subject, ATT.reason, node(ids.eventuality_iri(reason, base)))
    out.whole(subject, ATT.documentCount, eventuality.document_count)
    out.whole(subject, ATT.originCount, eventuality.origin_count)


def _side(value: str) -> NamedNode | Literal:
    """Write one side of a decision: an IRI as such, a name or key as a string."""
    return NamedNode(value) if _IRI.match(value) else Literal(value)


def decision_node(decision: Decision, base: str = ids.DEFAULT_BASE) -> NamedNode:
    """Name a decision by who judged which two things."""
    return NamedNode(ids.decision_iri(ids.digest(decision.left, decision.right, decision.author), base))


def decision_quads(decisions: Iterable[Decision], base: str, graph: str = ids.RESOLUTION_GRAPH) -> list[Quad]:
    """Write decisions, each named by its two sides and its author."""
    out = Writer(graph)
    for decision in decisions:
        subject = decision_node(decision, base)
        out.add(subject, RDF.type, ATT.Decision)
        out.add(subject, ATT.left, _side(decision.left))
        out.add(subject, ATT.right, _side(decision.right))
        out.add(subject, ATT.judgement, ATT[decision.judgement.value])
        out.add(subject, ATT.score, decimal(decision.score))
        out.text(subject, ATT.reason, decision.reason)
        out.text(subject, ATT.author, decision.author)
    return out.quads


def entity_quads(entities: Iterable[Entity], base: str, known: Mapping[str, str] | None = None) -> list[Quad]:
    """Write entities, and a country for each code that they belong to or act for and that is not among them.

    ``known`` maps keys to ids of entities that are in the graph already, for an addition to it.
    """
    entities = list(entities)
    countries = _Countries(entities)
    countries.add(known or {})
    out = Writer(ids.RESOLUTION_GRAPH)
    for entity in entities:
        _write_entity(out, entity, countries, base)
    _write_made_countries(out, countries, base)
    return out.quads


def eventuality_quads(eventualities: Iterable[Eventuality], base: str) -> list[Quad]:
    """Write eventualities with their roles, standing and tellings."""
    out = Writer(ids.RESOLUTION_GRAPH)
    for eventuality in eventualities:
        _write_eventuality(out, eventuality, base)
    return out.quads


def claim_link_quads(links: Iterable[ClaimLink], base: str = ids.DEFAULT_BASE) -> list[Quad]:
    """Write which claims contradict, corroborate or supersede which, and why."""
    out = Writer(ids.RESOLUTION_GRAPH)
    for link in links:
        left, relation, right = NamedNode(link.left), ATT[link.relation], NamedNode(link.right)
        out.add(left, relation, right)
        subject = NamedNode(ids.decision_iri(ids.digest(link.left, link.relation, link.right), base))
        out.add(subject, RDF.type, ATT.ClaimLink)
        out.add(subject, ATT.left, left)
        out.add(subject, ATT.relation, relation)
        out.add(subject, ATT.right, right)
        out.text(subject, ATT.reason, link.reason)
    return out.quads


def resolution_quads(
    entities: Iterable[Entity],
    decisions: Iterable[Decision],
    eventualities: Iterable[Eventuality],
    claim_links: Iterable[ClaimLink],
    base: str = ids.DEFAULT_BASE,
) -> list[Quad]:
    """Write the whole resolution graph: entities, decisions, eventualities and links between claims."""
    return [
        *entity_quads(entities, base),
        *decision_quads(decisions, base),
        *eventuality_quads(eventualities, base),
        *claim_link_quads(claim_links, base),
    ]
