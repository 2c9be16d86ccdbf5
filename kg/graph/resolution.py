"""The instance layer written: who is whom, what happened, and how claims stand to each other.

Each record is written as blocks (see :mod:`kg.graph.blocks`), which go into the store and into the dump as text; the
functions that return quads make them of the same blocks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from pyoxigraph import Quad

from kg import ids
from kg.graph.blocks import Block, checked, day, iri, quads_of, share, text, whole
from kg.graph.iris import ATT, GAF, RDF, SEM, Iris
from kg.model import ClaimLink, Decision, Entity, Eventuality, Span, TimeSpan

WIKIDATA = "http://www.wikidata.org/entity/"

#: What counts as an IRI among the two sides of a decision; anything else is a name or a key.
_IRI = re.compile(r"(?:urn|https?):\S+\Z")


def country_key(code: str) -> str:
    """Return the key, in the table of known things, of a country by its ISO 3166 alpha-3 code."""
    return f"country:{code}"


OWL, RDFS, SKOS, WGS84 = (Iris(prefix) for prefix in ("owl", "rdfs", "skos", "wgs84"))

#: The bounds of a time span: the field of the record and the property.
TIME_BOUNDS = (
    ("earliest_begin", SEM.hasEarliestBeginTimeStamp),
    ("latest_begin", SEM.hasLatestBeginTimeStamp),
    ("earliest_end", SEM.hasEarliestEndTimeStamp),
    ("latest_end", SEM.hasLatestEndTimeStamp),
)


class Countries:
    """Finds the entity of a country by its code; notes the codes that no given entity has."""

    def __init__(self, entities: Iterable[Entity] = (), known: Mapping[str, str] | None = None) -> None:
        """``known`` maps keys to ids of entities that are in the graph already; those given come first."""
        self._known = {**(known or {}), **{e.key: e.id for e in entities if e.key}}
        self.made: dict[str, str] = {}

    def id_of(self, code: str) -> str:
        """Return the id of a country's entity."""
        key = code if ":" in code else country_key(code)
        found = self._known.get(key)
        if found is None:
            found = self.made[key] = ids.digest("key", key)
        return found

    def blocks(self, base: str) -> Iterator[Block]:
        """Write a country for each code that no given entity has."""
        for key, entity_id in sorted(self.made.items()):
            code = key.partition(":")[2]
            yield (
                ids.entity_iri(entity_id, base),
                [_TYPE + iri(ATT.Country), _LABEL + text(code), _KEY + text(key), _ISO3166 + text(code)],
            )


def _start(predicate: str) -> str:
    return iri(predicate) + " "


_TYPE, _LABEL, _ALT_LABEL = _start(RDF.type), _start(RDFS.label), _start(SKOS.altLabel)
_KEY, _ISO3166, _GEONAMES = _start(ATT.entityKey), _start(ATT.iso3166), _start(ATT.geonamesId)
_SAME_AS, _LAT, _LONG = _start(OWL.sameAs), _start(WGS84.lat), _start(WGS84.long)
_OF_COUNTRY, _ACTS_FOR = _start(ATT.ofCountry), _start(ATT.actsFor)
_DENOTED_BY, _REFERS_TO = _start(GAF.denotedBy), _start(ATT.refersTo)
_STANDING, _POLARITY, _MODALITY = _start(ATT.standing), _start(ATT.polarity), _start(ATT.modality)
_QUANTITY, _TIME, _REASON, _ANCHOR = _start(ATT.quantity), _start(ATT.time), _start(ATT.reason), _start(ATT.anchor)
_DOCUMENTS, _ORIGINS = _start(ATT.documentCount), _start(ATT.originCount)
_LEFT, _RIGHT, _RELATION = _start(ATT.left), _start(ATT.right), _start(ATT.relation)
_JUDGEMENT, _SCORE, _AUTHOR = _start(ATT.judgement), _start(ATT.score), _start(ATT.author)
_BOUNDS = tuple((field, _start(predicate)) for field, predicate in TIME_BOUNDS)


@cache
def _term(name: str) -> str:
    """Write a term of the vocabulary; raise :class:`kg.errors.RunError` when there is none of that name."""
    return iri(ATT[name])


def entity_block(entity: Entity, countries: Countries, base: str) -> Block:
    """Write an entity, without its mentions."""
    found = [_TYPE + _term(entity.type), _LABEL + text(entity.label)]
    found += [_ALT_LABEL + text(label) for label in entity.alt_labels if label != entity.label]
    for start, value in ((_KEY, entity.key), (_ISO3166, entity.iso3166), (_GEONAMES, entity.geonames)):
        if value is not None:
            found.append(start + text(value))
    if entity.wikidata:
        found.append(_SAME_AS + checked(WIKIDATA + entity.wikidata))
    if entity.latitude is not None and entity.longitude is not None:
        found += [_LAT + share(entity.latitude), _LONG + share(entity.longitude)]
    if entity.of_country:
        found.append(_OF_COUNTRY + iri(ids.entity_iri(countries.id_of(entity.of_country), base)))
    if entity.acts_for:
        found.append(_ACTS_FOR + iri(ids.entity_iri(countries.id_of(entity.acts_for), base)))
    return ids.entity_iri(entity.id, base), found


def mention_blocks(place: str, entities: Sequence[str], base: str) -> Iterator[Block]:
    """Write what a mention (its IRI) refers to, in both directions."""
    referents = [ids.entity_iri(entity, base) for entity in entities]
    yield place, [_REFERS_TO + iri(referent) for referent in referents]
    for referent in referents:
        yield referent, [_DENOTED_BY + iri(place)]


def reference_blocks(document: str, referred: Mapping[Span, Sequence[str]], base: str) -> Iterator[Block]:
    """Write what the mentions of a document refer to, as :func:`mention_blocks`, each entity once."""
    denoted: dict[str, list[str]] = {}
    for span, entities in referred.items():
        place = ids.span_iri(document, span)
        yield place, [_REFERS_TO + iri(ids.entity_iri(entity, base)) for entity in entities]
        for entity in entities:
            denoted.setdefault(entity, []).append(_DENOTED_BY + iri(place))
    for entity, places in denoted.items():
        yield ids.entity_iri(entity, base), places


def _time_block(subject: str, time: TimeSpan) -> Block:
    """Describe an interval by those of its bounds that are known."""
    found = [_TYPE + _term("TimeSpan")]
    for field, start in (*_BOUNDS, ("anchor", _ANCHOR)):
        value = getattr(time, field)
        if value is not None:
            found.append(start + day(value))
    return subject, found


def eventuality_blocks(eventuality: Eventuality, base: str) -> Iterator[Block]:
    """Write an eventuality with its roles, standing and tellings."""
    subject = ids.eventuality_iri(eventuality.id, base)
    found = [_TYPE + _term(eventuality.type), _LABEL + text(eventuality.label)]
    found += [_DENOTED_BY + iri(telling) for telling in eventuality.tellings]
    found += [f"{_term(role)} {iri(ids.entity_iri(entity, base))}" for role, entity in eventuality.roles]
    found += [
        _STANDING + _term(eventuality.standing.value),
        _POLARITY + _term(eventuality.polarity.value),
        _MODALITY + _term(eventuality.modality.value),
        _DOCUMENTS + whole(eventuality.document_count),
        _ORIGINS + whole(eventuality.origin_count),
    ]
    if eventuality.quantity is not None:
        found.append(_QUANTITY + text(eventuality.quantity))
    found += [_REASON + iri(ids.eventuality_iri(reason, base)) for reason in eventuality.reasons]
    if eventuality.time is not None:
        time = ids.time_iri(subject)
        found.append(_TIME + iri(time))
        yield _time_block(time, eventuality.time)
    yield subject, found


def _side(value: str) -> str:
    """Write one side of a decision: an IRI as such, a name or key as a string."""
    return checked(value) if _IRI.match(value) else text(value)


def decision_block(decision: Decision, base: str) -> Block:
    """Write a decision, named by its two sides and its author."""
    name = ids.digest(decision.left, decision.right, decision.author)
    return ids.decision_iri(name, base), [
        _TYPE + _term("Decision"),
        _LEFT + _side(decision.left),
        _RIGHT + _side(decision.right),
        _JUDGEMENT + _term(decision.judgement.value),
        _SCORE + share(decision.score),
        _REASON + text(decision.reason),
        _AUTHOR + text(decision.author),
    ]


def claim_link_blocks(link: ClaimLink, base: str) -> Iterator[Block]:
    """Write how one claim stands to another, and why."""
    left, relation, right = iri(link.left), _term(link.relation), iri(link.right)
    yield link.left, [f"{relation} {right}"]
    yield (
        ids.decision_iri(ids.digest(link.left, link.relation, link.right), base),
        [
            _TYPE + _term("ClaimLink"),
            _LEFT + left,
            _RELATION + relation,
            _RIGHT + right,
            _REASON + text(link.reason),
        ],
    )


def entity_blocks(entities: Iterable[Entity], base: str, known: Mapping[str, str] | None = None) -> Iterator[Block]:
    """Write entities with their mentions, and a country for each code that is not among them or ``known``."""
    entities = list(entities)
    countries = Countries(entities, known)
    for entity in entities:
        yield entity_block(entity, countries, base)
        for mention in entity.mentions:
            yield from mention_blocks(ids.span_iri(mention.document, mention.span), [entity.id], base)
    yield from countries.blocks(base)


def entity_quads(entities: Iterable[Entity], base: str, known: Mapping[str, str] | None = None) -> list[Quad]:
    """Write entities, and a country for each code that they belong to or act for and that is not among them.

    ``known`` maps keys to ids of entities that are in the graph already, for an addition to it.
    """
    return quads_of(entity_blocks(entities, base, known), ids.RESOLUTION_GRAPH)


def decision_quads(decisions: Iterable[Decision], base: str, graph: str = ids.RESOLUTION_GRAPH) -> list[Quad]:
    """Write decisions, each named by its two sides and its author."""
    return quads_of((decision_block(decision, base) for decision in decisions), graph)


def eventuality_quads(eventualities: Iterable[Eventuality], base: str) -> list[Quad]:
    """Write eventualities with their roles, standing and tellings."""
    blocks = (block for event in eventualities for block in eventuality_blocks(event, base))
    return quads_of(blocks, ids.RESOLUTION_GRAPH)


def claim_link_quads(links: Iterable[ClaimLink], base: str = ids.DEFAULT_BASE) -> list[Quad]:
    """Write which claims contradict, corroborate or supersede which, and why."""
    return quads_of((block for link in links for block in claim_link_blocks(link, base)), ids.RESOLUTION_GRAPH)


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
