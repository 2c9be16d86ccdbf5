"""The second pass over all documents: through the index, so that no more of the corpus is held than is worked on.

Names first, document by document; what each name means, neighbourhood by neighbourhood; then document by document what
its mentions refer to and what it tells; what is one event, neighbourhood by neighbourhood; and each event at last.
What is concluded goes into the index and, as text, into the graphs.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from kg.graph.blocks import Blocks
from kg.graph.resolution import (
    Countries,
    claim_link_blocks,
    country_key,
    decision_block,
    entity_block,
    eventuality_blocks,
    reference_blocks,
)
from kg.graph.shortcuts import edge_block, edges
from kg.increment.clusters import Clusters
from kg.increment.codec import loads
from kg.increment.events import document_row, write_eventuality, write_tellings
from kg.increment.grouping import Grouping, remembered
from kg.increment.index import Index
from kg.increment.known import Gist, Plain, telling_of, unkeep
from kg.increment.looked import Looked
from kg.increment.names import Names, codes_of, country, entity_row, reference_row
from kg.model import Decision, Entity
from kg.resolve.assemble import Lookup
from kg.resolve.corpus import attach
from kg.resolve.echoes import FEWEST_SHARED, is_copy
from kg.resolve.events import written_down
from kg.resolve.names import normalise
from kg.resolve.tellings import WHO, Scene, keys_of

#: Pairs of documents with enough runs of words in common to be copies perhaps, with the number of these.
_SHARED = """
    SELECT one.document, other.document, COUNT(*) AS shared FROM run AS one
    JOIN run AS other ON other.run = one.run AND other.document > one.document
    GROUP BY one.document, other.document HAVING shared >= ?
"""


@dataclass(frozen=True, slots=True)
class Pass:
    """What both ways work with: the index, persons' decisions, what the tables know, the namespace."""

    index: Index
    judgements: list[Decision]
    known: Lookup
    base: str


@dataclass(frozen=True, slots=True)
class Graphs:
    """The graphs of what is concluded, as they are written."""

    resolution: Blocks
    shortcuts: Blocks


class _Memory:
    """Some of what was written a moment ago, which is asked for again: entities and tellings."""

    def __init__(self, index: Index) -> None:
        self.entities = Looked(index.entity)
        self.tellings = remembered()
        self.scene = Scene(self.entities, Looked(index.published))

    def keys(self, mention: str, plain: Plain) -> Iterable[str]:
        """Remember a telling; return the keys under which it meets others."""
        telling = telling_of(mention, plain)
        self.tellings.learn(mention, telling)
        is_met = any(role in WHO and self.scene.is_named(entity) for role, entity in telling.roles)
        return keys_of(telling, self.scene) if is_met else ()


def everything(given: Pass, gists: Iterable[tuple[Gist, bytes]], graphs: Graphs) -> None:
    """Work everything out: fill the index, which is empty, and the graphs."""
    names = Names(given.index, given.judgements, given.known)
    _write_sources(given.index, names, gists)
    on_events = [d for d in given.judgements if "#event=" in d.left + d.right]
    memory = _Memory(given.index)
    countries = _write_names(given, names, memory, graphs.resolution)
    _write_mentions(given, names, memory, countries, graphs.resolution)
    grouping = Grouping(given.index, memory.scene, on_events, memory.tellings)
    graphs.resolution.extend(decision_block(decision, given.base) for decision in grouping.settle())
    _write_events(given, memory.scene, grouping, graphs)


# --- documents and names -----------------------------------------------------------------------------------------


def _write_sources(index: Index, names: Names, gists: Iterable[tuple[Gist, bytes]]) -> None:
    """Write documents as witnesses, the names in them, and which of them copy each other."""
    seen: set[str] = set()
    for gist, packed in gists:
        found = names.found_in(gist)
        names.write_signatures(item for name, item in found.items() if name not in seen)
        seen |= found.keys()
        index.put("occurrence", [(name, gist.iri) for name in sorted(found)])
        index.put("document", [document_row(gist, packed)])
        index.put("run", [(run, gist.iri) for run in gist.runs])
    runs: dict[str, int] = dict(index.rows("SELECT iri, runs FROM document WHERE runs >= ?", (FEWEST_SHARED,)))
    for one, other, shared in index.rows(_SHARED, (FEWEST_SHARED,)).fetchall():
        if is_copy(shared, runs[one], runs[other]):
            index.put("copy", [(one, other), (other, one)])


class _Countries(Countries):
    """Finds the entity of a country by its code; makes one where no article names the country."""

    def __init__(self, keyed: dict[str, str], known: Lookup) -> None:
        """``keyed`` are the ids of the entities that have a key, ``known`` looks a key up in the tables."""
        super().__init__(known=keyed)
        self._lookup = known
        self.unnamed: dict[str, Entity] = {}

    def id_of(self, code: str) -> str:
        """Return the id of a country's entity."""
        if code not in self.unnamed:
            made = self.unnamed[code] = country(code, self._lookup)
            for other in sorted(codes_of([made])):
                self.id_of(other)
        return self._known.get(country_key(code)) or self.unnamed[code].id


def _write_names(given: Pass, names: Names, memory: _Memory, out: Blocks) -> _Countries:
    """Write the entities that have a name or a key, and the decisions on names; return what is known of countries."""
    clusters = Clusters(given.index, names, given.judgements, given.known)
    keyed: dict[str, str] = {}
    for entity in clusters.settle():
        memory.entities.learn(entity.id, entity)
        if entity.key:
            keyed[entity.key] = max(entity.id, keyed.get(entity.key, ""))
    countries = _Countries(keyed, given.known)
    for name, data in given.index.rows("SELECT id, data FROM entity"):
        entity = memory.entities.known(name) or loads(Entity, data)
        out.add(*entity_block(entity, countries, given.base))
    out.extend(decision_block(decision, given.base) for decision in clusters.decisions())
    return countries


def _write_mentions(given: Pass, names: Names, memory: _Memory, countries: _Countries, out: Blocks) -> None:
    """Write what the mentions of each document refer to, what is never named, and what it tells."""
    index, base = given.index, given.base
    for iri, packed in index.rows("SELECT iri, gist FROM document ORDER BY iri"):
        gist = unkeep(iri, packed)
        labelled = names.label(gist.chains())
        made, who = attach(labelled, names.homes(iri, labelled))
        for entity in made:
            memory.entities.learn(entity.id, entity)
            out.add(*entity_block(entity, countries, base))
        out.extend(reference_blocks(iri, who, base))
        index.put("entity", [entity_row(entity, iri) for entity in made])
        index.put("reference", [reference_row(iri, who)])
        write_tellings(index, [(mention, plain, memory.keys(mention, plain)) for mention, plain in gist.told(who)])
    for entity in countries.unnamed.values():
        if index.entity(entity.id) is None:
            index.put("entity", [entity_row(entity)])
            out.add(*entity_block(entity, countries, base))


# --- events ------------------------------------------------------------------------------------------------------


def _publisher(index: Index, document: str) -> str:
    rows = index.get("document", "publisher", "iri", [document])
    return next((normalise(str(row[0] or "")) for row in rows), "")


class _Witnesses:
    """Knows whose copy a document is and who published it."""

    def __init__(self, index: Index) -> None:
        self._origins: dict[str, str] = {}
        for one, other in index.rows("SELECT one, other FROM copy"):
            low, high = sorted((self.origin(one), self.origin(other)))
            self._origins[high] = low
        self._publishers = Looked(partial(_publisher, index))

    def origin(self, document: str) -> str:
        """Return the name of the set of copies that a document is in: its alphabetically first member."""
        while (first := self._origins.get(document, document)) != document:
            document = first
        return document

    def publisher(self, document: str) -> str:
        """Return the normalised name of a document's publisher; empty where it is not known."""
        return self._publishers[document]


def _write_events(given: Pass, scene: Scene, grouping: Grouping, graphs: Graphs) -> None:
    """Write each event with the links between the claims about it and the shortcuts that it bears out."""
    witnesses, identities = _Witnesses(given.index), Looked(grouping.identity)
    for group in grouping.groups():
        event, links = written_down(group, scene, identities, witnesses)
        projected = sorted(edges(event))
        write_eventuality(given.index, event, links, projected)
        graphs.resolution.extend(eventuality_blocks(event, given.base))
        for link in links:
            graphs.resolution.extend(claim_link_blocks(link, given.base))
        graphs.shortcuts.extend(edge_block(edge, given.base) for edge in projected)
