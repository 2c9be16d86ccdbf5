"""The second pass for a few documents that came, changed or went: what hangs on them, and no more."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import cast

from pyoxigraph import Quad

from kg import ids
from kg.graph.blocks import Block, quads_of
from kg.graph.resolution import claim_link_blocks, decision_block, entity_blocks, eventuality_blocks
from kg.graph.shortcuts import edge_quads, edges
from kg.increment.events import EventChange, Events
from kg.increment.everything import Pass
from kg.increment.known import Gist, unkeep
from kg.increment.names import NameChange, Names, codes_of
from kg.increment.recount import Recount
from kg.model import Span


@dataclass(frozen=True, slots=True)
class Patch:
    """What changes in the resolution and shortcut graphs; some of it may be so already."""

    removed: list[Quad]
    added: list[Quad]


def update(given: Pass, added: Mapping[str, Gist], removed: Collection[str]) -> Patch:
    """Work out what hangs on documents (by IRI) that are new in the store, or that are no longer as they were."""
    names, change = Names(given.index, given.judgements, given.known), NameChange()
    known, gone = names.of_documents(removed), names.only_in(removed)
    touched = names.neighbourhood(gone)
    lost = names.forget(removed, gone)
    labelled = {iri: names.label(gist.chains()) for iri, gist in added.items()}
    fresh = names.learn(labelled)
    known |= {item for chains in labelled.values() for _, item in chains if item is not None}
    around = names.neighbourhood((touched - gone) | fresh)
    recount = Recount(given.index, names, given.known)
    around |= names.neighbourhood(recount.clashes(known - gone - around, labelled))
    recount.conclude(known - gone - around, labelled, removed, change)
    moved = names.conclude(around, lost, change) - set(removed) - set(added)
    rows = given.index.get("document", "iri, gist", "iri", moved)
    affected = {str(iri): unkeep(str(iri), cast(bytes, packed)) for iri, packed in rows}
    labelled |= {iri: names.label(gist.chains()) for iri, gist in affected.items()}
    who = names.refer(labelled, removed, change)
    names.countries(change)
    return _events_too(given, {**added, **affected}, set(added), set(removed), who, change)


def _events_too(
    given: Pass,
    gists: Mapping[str, Gist],
    added: set[str],
    removed: set[str],
    who: Mapping[str, Mapping[Span, tuple[str, ...]]],
    names: NameChange,
) -> Patch:
    """Work out the events of changed documents, and of those whose names mean something else now."""
    events, change = Events(given.index, given.judgements, names.before), EventChange()
    copied = events.regrouped(events.copies_of(removed), removed)
    told = dict(telling for iri, gist in gists.items() for telling in gist.told(who[iri]))
    whole = removed | added
    different = {m for m in told if told[m][0] in whole} | events.changed(
        {mention: plain for mention, plain in told.items() if plain[0] not in whole}
    )
    old = events.of_documents(whole) | different
    touched = events.neighbourhood(old)
    lost = events.forget(old)
    events.forget_sources(whole)
    events.learn_sources(gists[iri] for iri in sorted(added))
    events.learn((mention, told[mention]) for mention in sorted(different))
    relabelled = {e.id for e in names.after.values() if e.label != (names.before.get(e.id) or e).label}
    copied |= events.regrouped(events.copies_of(added), added)
    again = events.of_documents(copied) | events.with_roles(relabelled)
    shortcuts = events.conclude(events.neighbourhood(touched | different), again, lost, change, edges)
    return _patch(given, names, change, events, shortcuts)


def _patch(
    given: Pass, names: NameChange, change: EventChange, events: Events, shortcuts: set[tuple[str, str, str]]
) -> Patch:
    """Return what differs between what stood and what stands."""
    base = given.base
    countries = {
        f"country:{c}": ids.digest(f"country:{c}") for e in (names.before, names.after) for c in codes_of(e.values())
    }
    before = _statements(
        entity_blocks(names.before.values(), base, countries),
        (decision_block(d, base) for d in (*names.decisions_before, *change.decisions_before)),
        (block for event in change.before for block in eventuality_blocks(event, base)),
        (block for link in change.links_before for block in claim_link_blocks(link, base)),
    )
    links = events.standing_links([*change.links_before, *change.links_after])
    after = _statements(
        entity_blocks(names.after.values(), base, countries),
        (decision_block(d, base) for d in (*names.decisions_after, *change.decisions_after)),
        (block for event in change.after for block in eventuality_blocks(event, base)),
        (block for link in links for block in claim_link_blocks(link, base)),
    )
    gone, new = _quads(before.keys() - after.keys()), _quads(after.keys() - before.keys())
    perhaps, standing = edge_quads(shortcuts, base), dict.fromkeys(edge_quads(events.standing_edges(shortcuts), base))
    return Patch([*gone, *(q for q in perhaps if q not in standing)], [*new, *standing])


def _statements(*blocks: Iterable[Block]) -> dict[tuple[str, str], None]:
    """Return the statements of blocks, each with its subject."""
    return dict.fromkeys((s, statement) for some in blocks for s, statements in some for statement in statements)


def _quads(statements: Iterable[tuple[str, str]]) -> list[Quad]:
    return quads_of(((subject, [statement]) for subject, statement in sorted(statements)), ids.RESOLUTION_GRAPH)
