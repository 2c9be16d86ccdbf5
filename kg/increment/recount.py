"""Names that were known before a change and still are: only how often they are seen, and where, is another.

How often a name is seen decides on the label, the type and the country of what it means, never on who is whom; so these
names are not compared again, and what one costs does not depend on how many names are like it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from kg.increment.index import Index
from kg.increment.names import Labelled, NameChange, Names
from kg.model import Entity
from kg.resolve.assemble import Lookup, Thing, described
from kg.resolve.signature import Signature


class Recount:
    """Says anew what names mean that were known before."""

    def __init__(self, index: Index, names: Names, known: Lookup) -> None:
        """Work on an index and the names in it; ``known`` looks a key up in the tables."""
        self._index, self._names, self._known = index, names, known

    def clashes(self, items: Collection[Signature], documents: Mapping[str, Labelled]) -> set[Signature]:
        """Return those of which several things in a new document would have one name: they must be compared."""
        found = self._local_things(self._clusters(items), items, documents)
        told = Counter(thing.entity.id for thing in found)
        return {item for thing in found if told[thing.entity.id] > 1 for item in thing.members}

    def conclude(
        self, items: Collection[Signature], documents: Mapping[str, Labelled], gone: Collection[str], change: NameChange
    ) -> None:
        """Say anew what names mean that now occur in some ``documents``, and no longer in those of ``gone``."""
        clusters = self._clusters(items)
        things = self._local_things(clusters, items, documents)
        old = self._index.homes(clusters, gone)
        new = [(item.id, thing.document, thing.entity.id) for thing in things for item in thing.members]
        self._index.take_out("home", old)
        self._index.put("home", new)
        counted = self._counted([item for item in items if item.id not in clusters])
        entities = [*(thing.entity for thing in things), *counted]
        self._names.note_entities({entity for _, _, entity in old}, entities, change)

    def _clusters(self, items: Collection[Signature]) -> dict[str, str]:
        """Return, of names that mean something else in each document, which are taken together in one."""
        return dict(self._index.get("local", "signature, cluster", "signature", {item.id for item in items}))

    def _local_things(
        self, clusters: Mapping[str, str], items: Collection[Signature], documents: Mapping[str, Labelled]
    ) -> list[Thing]:
        found: list[Thing] = []
        for iri, chains in sorted(documents.items()):
            together: dict[str, set[Signature]] = defaultdict(set)
            for _, item in chains:
                if item is not None and item.id in clusters and item in items:
                    together[clusters[item.id]].add(item)
            found += [self._local_thing(sorted(members), iri) for _, members in sorted(together.items())]
        return found

    def _local_thing(self, members: Sequence[Signature], document: str) -> Thing:
        return Thing(described(members, dict.fromkeys(members, 1), self._known, document), tuple(members), document)

    def _counted(self, items: Collection[Signature]) -> list[Entity]:
        """Return what names mean whose counts may say something else of it now."""
        told = {item.id for item in items if not item.key or self._known(item.key) is None}
        homes = {entity for _, _, entity in self._index.homes(told, [""])}
        members: dict[str, list[Signature]] = defaultdict(list)
        rows = list(self._index.get("home", "entity, signature", "entity", homes))
        known = self._names.load({name for _, name in rows})
        for entity, name in rows:
            members[entity].append(known[name])
        counts = self._index.counts("occurrence", "signature", known)
        return [
            replace(described(sorted(same), {i: counts[i.id] for i in same}, self._known, ""), id=entity)
            for entity, same in sorted(members.items())
        ]
