"""What is one event, for the tellings of all documents: neighbourhood by neighbourhood, out of the index."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from kg.ids import digest
from kg.increment.codec import unpack
from kg.increment.events import event_decision_rows
from kg.increment.index import Index
from kg.increment.known import telling_of
from kg.increment.looked import Looked, Sets
from kg.model import Decision, Judgement, Telling
from kg.resolve.decisions import distinct
from kg.resolve.events import MOST_MET, Groups
from kg.resolve.tellings import Scene, compare

#: Tellings under each key under which several meet, in their order.
_MEETINGS = """
    SELECT telling_key.key, telling.rowid, telling.iri, telling.data
    FROM telling_key JOIN telling ON telling.iri = telling_key.telling
    WHERE telling_key.key IN (SELECT key FROM telling_key GROUP BY key HAVING COUNT(*) > 1)
    ORDER BY telling_key.key, telling.rowid
"""
#: Tellings that take up another one of their document.
_AGAIN = "SELECT telling.rowid, other.rowid FROM telling JOIN telling AS other ON other.iri = telling.again"
#: Tellings that are read in one step.
_CHUNK = 500


def remembered() -> Looked[str, Telling]:
    """Return a memory of tellings, by IRI."""
    return Looked(lambda _: None)


class Grouping:
    """The tellings of a corpus, all of which are in the index in the order of their IRIs."""

    def __init__(
        self, index: Index, scene: Scene, judgements: list[Decision], tellings: Looked[str, Telling] | None = None
    ) -> None:
        """``judgements`` are persons' decisions on tellings; ``tellings`` are remembered, by IRI."""
        self._index, self._scene = index, scene
        self._judgements = judgements
        self._last = index.total("telling", "MAX(rowid)")
        self._first = array("q", range(self._last + 1))
        self._several: dict[int, list[int]] = {}
        self._tellings = remembered() if tellings is None else tellings

    def _telling(self, iri: str, data: bytes) -> Telling:
        """Return a telling that was read out of the index, or the same from memory."""
        found = self._tellings.known(iri)
        if found is None:
            found = telling_of(iri, unpack(data))
            self._tellings.learn(iri, found)
        return found

    def settle(self) -> Iterator[Decision]:
        """Group all tellings, write the decisions into the index, and yield them."""
        for numbers in self._neighbourhoods().larger().values():
            yield from self._settled(numbers)

    def _neighbourhoods(self) -> Sets:
        """Join what may be one event, what an article takes up again, and what a person spoke of together."""
        sets = Sets(self._last)
        for one, other in self._index.rows(_AGAIN):
            sets.join(one, other)
        for decision in self._judgements:
            rows = self._index.rows("SELECT rowid FROM telling WHERE iri IN (?, ?)", (decision.left, decision.right))
            numbers = [row[0] for row in rows]
            sets.join(numbers[0], numbers[-1]) if numbers else None
        for _, meeting in groupby(self._index.rows(_MEETINGS), itemgetter(0)):
            met: list[tuple[int, Telling]] = []
            for _, number, iri, data in meeting:
                telling = self._telling(iri, data)
                for other, known in met[:MOST_MET]:
                    if sets.find(number) != sets.find(other) and self._are_linked(telling, known):
                        sets.join(number, other)
                met.append((number, telling))
        return sets

    def _are_linked(self, one: Telling, other: Telling) -> bool:
        verdict = compare(one, other, self._scene)
        return verdict is not None and verdict.judgement is not Judgement.DIFFERENT

    def _settled(self, numbers: list[int]) -> list[Decision]:
        tellings = self._load(numbers)
        place = {telling.mention: number for number, telling in zip(numbers, tellings, strict=True)}
        judged = [d for d in self._judgements if d.left in place and d.right in place]
        groups, log = Groups(tellings, self._scene, judged).settle()
        for group in groups:
            members = [place[telling.mention] for telling in group]
            self._several[members[0]] = members
            for member in members:
                self._first[member] = members[0]
        self._index.put("event_decision", event_decision_rows(log))
        return distinct(log)

    def _load(self, numbers: list[int]) -> list[Telling]:
        rows = sorted(self._index.get("telling", "rowid, iri, data", "rowid", numbers))
        return [self._telling(iri, data) for _, iri, data in rows]

    def identity(self, mention: str) -> str | None:
        """Return the eventuality of a telling, by its IRI; None where there is no such telling."""
        for (number,) in self._index.get("telling", "rowid", "iri", [mention]):
            for (first,) in self._index.get("telling", "iri", "rowid", [self._first[number]]):
                return digest("eventuality", first)
        return None

    def groups(self) -> Iterator[list[Telling]]:
        """Yield all groups, in the order of their first tellings; note in the index what each telling is of."""
        for start in range(0, self._last, _CHUNK):
            query = "SELECT rowid, iri, data FROM telling WHERE rowid > ? AND rowid <= ?"
            rows = self._index.rows(query, (start, start + _CHUNK)).fetchall()
            names = []
            for number, iri, data in rows:
                if self._first[number] != number:
                    continue
                numbers = self._several.get(number, [])
                telling = self._telling(iri, data)
                yield [telling, *self._load(numbers[1:])]
                name = digest("eventuality", iri)
                names += [(name, member) for member in numbers or [number]]
            self._index.number(names)
