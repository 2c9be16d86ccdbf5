"""Who is whom, for the names of all documents: neighbourhood by neighbourhood, out of the index."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import batched, chain, groupby, product
from operator import itemgetter

from kg.increment.codec import loads
from kg.increment.index import Index
from kg.increment.looked import Looked, Sets
from kg.increment.names import Names, decision_rows, entity_row, local_rows, read_signature
from kg.model import Decision, Entity, Judgement
from kg.resolve.assemble import Lookup, things
from kg.resolve.cluster import Cluster, Judged, Words, cluster, pair
from kg.resolve.decisions import distinct, sides
from kg.resolve.features import compare
from kg.resolve.linker import Linker
from kg.resolve.signature import Signature

#: Pairs of names that meet under a key, by their numbers.
_MEETINGS = """
    SELECT DISTINCT one.rowid, other.rowid FROM looked
    JOIN filed ON filed.key = looked.key AND filed.signature <> looked.signature
    JOIN signature AS one ON one.id = looked.signature
    JOIN signature AS other ON other.id = filed.signature
    ORDER BY one.rowid, other.rowid
"""
#: Neighbourhoods whose names are counted in one step.
_TOGETHER = 100


def _signature(index: Index, number: int) -> Signature | None:
    rows = index.get("signature", "fields", "rowid", [number])
    return next((read_signature(row[0]) for row in rows), None)


class Clusters:
    """The names of a corpus, all of which are in the index with the documents in which they occur."""

    def __init__(self, index: Index, names: Names, judgements: list[Decision], known: Lookup) -> None:
        """Work on an index and the names in it; ``judgements`` are persons' decisions."""
        self._index, self._names, self._known = index, names, known
        self._linker = Linker(judgements)
        self._judgements = judgements
        self._signatures = Looked(partial(_signature, index))

    def settle(self) -> Iterator[Entity]:
        """Cluster all names, write down in the index what each means, and yield the entities."""
        sets = self._neighbourhoods()
        several = sets.larger()
        firsts = (number for number in range(1, self._last() + 1) if sets.find(number) == number)
        for some in batched(firsts, _TOGETHER):
            parts = [[self._signatures[n] for n in several.get(number, [number])] for number in some]
            self._names.count_ahead(chain.from_iterable(parts))
            for items in parts:
                yield from self._settled(items)

    def _last(self) -> int:
        return self._index.total("signature", "MAX(rowid)")

    def _neighbourhoods(self) -> Sets:
        """Join what may be the same, and what a person spoke of together."""
        sets = Sets(self._last())
        for left, right in self._index.rows(_MEETINGS).fetchall():
            one, other = self._signatures[left], self._signatures[right]
            verdict = compare(*pair(one, other))
            if verdict is not None and (verdict.judgement is not Judgement.DIFFERENT or one.normal == other.normal):
                sets.join(left, right)
        for decision in self._judgements:
            for left, right in product(*map(self._spoken_of, sides(decision))):
                sets.join(left, right)
        return sets

    def _spoken_of(self, side: str) -> list[int]:
        query = "SELECT signature.rowid FROM side JOIN signature ON signature.id = side.signature WHERE side.side = ?"
        return [row[0] for row in self._index.rows(query, (side,))]

    def _settled(self, items: list[Signature]) -> Iterator[Entity]:
        clusters, log = self._clustered(items)
        found = things(clusters, self._names, self._known)
        self._index.put("local", local_rows(clusters))
        self._index.put("home", [(s.id, t.document, t.entity.id) for t in found for s in t.members])
        self._index.put("entity", [entity_row(thing.entity) for thing in found])
        self._index.put("name_decision", decision_rows(log))
        yield from (thing.entity for thing in found)

    def _clustered(self, items: list[Signature]) -> tuple[list[Cluster], list[Judged]]:
        if len(items) == 1:
            return cluster(items, {}, Words())
        for item in items:
            self._linker.add(item)
        found = self._linker.cluster(set(items))
        for item in items:
            self._linker.remove(item)
        return found

    def decisions(self) -> Iterator[Decision]:
        """Yield all decisions on names, in order, once each."""
        rows = self._index.rows("SELECT lft, rgt, author, data FROM name_decision ORDER BY lft, rgt, author")
        for _, same in groupby(rows, itemgetter(0, 1, 2)):
            yield from distinct(loads(Decision, row[3]) for row in same)
