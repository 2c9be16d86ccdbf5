"""The second pass in both ways: all documents at once, or only what hangs on a few that came, changed or went."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pyoxigraph import Quad

from kg import ids
from kg.graph.resolution import claim_link_quads, decision_quads, entity_quads, eventuality_quads
from kg.graph.shortcuts import edge_quads, edges
from kg.increment.events import (
    EventChange,
    Events,
    document_row,
    event_decision_rows,
    write_eventuality,
    write_telling,
)
from kg.increment.index import Index
from kg.increment.known import TextLayer, layers_of
from kg.increment.names import NameChange, Names, codes_of, country, decision_rows, entity_row, reference_rows
from kg.model import Decision, Entity, MentionRef, Source, Span, SpeechAct
from kg.resolve.assemble import Lookup
from kg.resolve.corpus import Corpus
from kg.resolve.decisions import distinct
from kg.resolve.echoes import Echoes, shingles
from kg.resolve.events import Groups, identity, written_down
from kg.resolve.tellings import Scene, keys_of
from kg.store import Store


@dataclass(frozen=True, slots=True)
class Pass:
    """What both ways work with: the index, persons' decisions, what the tables know, the namespace."""

    index: Index
    judgements: Sequence[Decision]
    known: Lookup
    base: str


@dataclass(frozen=True, slots=True)
class Patch:
    """What changes in the resolution and shortcut graphs; some of it may be so already."""

    removed: list[Quad]
    added: list[Quad]


def claims_in(layer: TextLayer) -> int:
    """Count what somebody other than the article says in a document."""
    return sum(claim.act is not SpeechAct.NARRATE for claim in layer.extraction.claims)


# --- a few documents ---------------------------------------------------------------------------------------------


def update(given: Pass, store: Store, *, added: Collection[str], removed: Collection[str]) -> Patch:
    """Work out what hangs on documents (by IRI) that are new in the store or no longer there."""
    names, change = Names(given.index, given.judgements, given.known), NameChange()
    layers = {layer.iri: layer for layer in layers_of(store, sorted(added))}
    touched = names.neighbourhood(names.of_documents(removed))
    lost = names.forget(sorted(removed))
    labelled = {iri: names.label(layer.chains()) for iri, layer in layers.items()}
    names.learn(labelled)
    touched = {item for item in touched if names.count(item)}
    touched |= {item for chains in labelled.values() for _, item in chains if item is not None}
    moved = names.conclude(names.neighbourhood(touched), lost, change) - set(removed) - set(added)
    affected = {layer.iri: layer for layer in layers_of(store, sorted(moved))}
    labelled |= {iri: names.label(layer.chains()) for iri, layer in affected.items()}
    who = names.refer(labelled, removed, change)
    names.countries(change)
    return _events_too(given, {**layers, **affected}, set(added), set(removed), who, change)


def _events_too(
    given: Pass,
    layers: Mapping[str, TextLayer],
    added: set[str],
    removed: set[str],
    who: Mapping[str, Mapping[Span, tuple[str, ...]]],
    names: NameChange,
) -> Patch:
    """Work out the events of changed documents, and of those whose names mean something else now."""
    events, change = Events(given.index, given.judgements), EventChange()
    copies = events.copies_of(removed)
    old = events.of_documents(removed | layers.keys())
    touched = events.neighbourhood(old)
    lost = events.forget(old)
    events.forget_sources(removed | added)
    for iri in sorted(added):
        events.learn_source(layers[iri].source(), claims_in(layers[iri]))
    tellings = [telling for iri, layer in layers.items() for telling in layer.tellings(who[iri])]
    events.learn(tellings)
    relabelled = {e.id for e in names.after.values() if e.label != (names.before.get(e.id) or e).label}
    touched |= events.of_documents(copies | events.copies_of(added)) | events.with_roles(relabelled)
    touched |= {telling.mention for telling in tellings}
    shortcuts = events.conclude(events.neighbourhood(touched), lost, change, edges)
    return _patch(given, names, change, events, shortcuts)


def _patch(
    given: Pass, names: NameChange, change: EventChange, events: Events, shortcuts: set[tuple[str, str, str]]
) -> Patch:
    """Return what differs between what stood and what stands."""
    base = given.base
    countries = {
        f"country:{c}": ids.digest(f"country:{c}") for e in (names.before, names.after) for c in codes_of(e.values())
    }
    before = [
        *entity_quads(names.before.values(), base, countries),
        *decision_quads([*names.decisions_before, *change.decisions_before], base),
        *eventuality_quads(change.before, base),
        *claim_link_quads(change.links_before),
    ]
    after = [
        *entity_quads(names.after.values(), base, countries),
        *decision_quads([*names.decisions_after, *change.decisions_after], base),
        *eventuality_quads(change.after, base),
        *claim_link_quads(events.standing_links([*change.links_before, *change.links_after])),
    ]
    gone, new = dict.fromkeys(before), dict.fromkeys(after)
    perhaps, standing = edge_quads(shortcuts, base), dict.fromkeys(edge_quads(events.standing_edges(shortcuts), base))
    return Patch(
        [*(q for q in gone if q not in new), *(q for q in perhaps if q not in standing)],
        [*(q for q in new if q not in gone), *standing],
    )


# --- all documents -----------------------------------------------------------------------------------------------


def everything(given: Pass, layers: Iterable[TextLayer]) -> tuple[list[Quad], list[Quad]]:
    """Work everything out, fill the index, and return the resolution graph and the shortcuts graph."""
    index, base = given.index, given.base
    index.clear()
    known = list(layers)
    corpus = Corpus(given.judgements, given.known)
    for layer in known:
        for chain in layer.chains():
            corpus.add(chain)
    found, log = corpus.resolve()
    entities, places = corpus.references(found)
    owned = {e for e in entities if e not in {thing.entity.id for thing in found}}
    _with_countries(entities, given.known)
    names = Names(index, given.judgements, given.known)
    names.write_signatures(corpus.signatures())
    index.put("occurrence", [(s.id, d) for s, ds in sorted(corpus.signatures().items()) for d in sorted(ds)])
    index.put("home", sorted({(s.id, t.document, t.entity.id) for t in found for s in t.members}))
    index.put("name_decision", decision_rows(log))
    who: dict[str, dict[Span, tuple[str, ...]]] = defaultdict(dict)
    mentions: dict[str, list[MentionRef]] = defaultdict(list)
    for (document, span), referents in sorted(places.items()):
        who[document][span] = referents
        for name in referents:
            mentions[name].append(MentionRef(document, span))
    for document, spans in who.items():
        index.put("reference", reference_rows(document, spans))
    owner = {name: mentions[name][0].document for name in owned if name in mentions}
    index.put("entity", [entity_row(entity, owner.get(name)) for name, entity in sorted(entities.items())])
    resolution = entity_quads([replace(e, mentions=tuple(mentions[n])) for n, e in sorted(entities.items())], base)
    resolution += decision_quads(distinct(decision for _, decision in log), base)
    happened, shortcuts = _all_events(given, known, who, entities)
    return resolution + happened, shortcuts


def _with_countries(entities: dict[str, Entity], known: Lookup) -> None:
    """Add the countries that entities belong to or act for and that no article names."""
    queue = sorted(codes_of(entities.values()))
    while queue:
        made = country(queue.pop(), known)
        if made.id not in entities:
            entities[made.id] = made
            queue += sorted(codes_of([made]))


def _all_events(
    given: Pass,
    layers: Sequence[TextLayer],
    who: Mapping[str, Mapping[Span, tuple[str, ...]]],
    entities: Mapping[str, Entity],
) -> tuple[list[Quad], list[Quad]]:
    """Group all tellings, fill the index, and return what was concluded as quads."""
    index, base = given.index, given.base
    sources = {layer.iri: layer.source() for layer in layers}
    _write_sources(index, sources.values(), {layer.iri: claims_in(layer) for layer in layers})
    scene = Scene(entities, {iri: s.published for iri, s in sources.items() if s.published})
    nobody: Mapping[Span, tuple[str, ...]] = {}
    tellings = [t for layer in layers for t in layer.tellings(who.get(layer.iri, nobody))]
    tellings.sort(key=lambda telling: telling.mention)
    groups, log = Groups(tellings, scene, [d for d in given.judgements if "#event=" in d.left + d.right]).settle()
    names = {t.mention: identity(group) for group in groups for t in group}
    for telling in tellings:
        write_telling(index, telling, keys_of(telling, scene), names[telling.mention])
    index.put("event_decision", event_decision_rows(log))
    echoes = Echoes(sources.values())
    made = [written_down(group, scene, names, echoes) for group in groups]
    for event, links in made:
        write_eventuality(index, event, links, sorted(edges(event)))
    quads = decision_quads(distinct(log), base) + eventuality_quads([event for event, _ in made], base)
    quads += claim_link_quads(link for _, links in made for link in links)
    return quads, edge_quads((edge for event, _ in made for edge in edges(event)), base)


def _write_sources(index: Index, sources: Iterable[Source], claims: Mapping[str, int]) -> None:
    """Write documents as witnesses, and which of them copy each other."""
    known = list(sources)
    echoes = Echoes(known)
    for source in known:
        index.put("document", [document_row(source, claims[source.document])])
        index.put("run", [(run, source.document) for run in sorted(shingles(source))])
        index.put("copy", [(source.document, other) for other in sorted(echoes.copies(source.document))])
