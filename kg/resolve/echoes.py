"""Which documents are origins and which only echo another: near copies of a text, and relays of another outlet.

Two texts are near copies when they share most of the runs of words of the shorter one (w-shingling: Broder, 1997; of
each text a sample of its shingles that depends on nothing but the words).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Protocol
from zlib import crc32

from kg.model import Entity, Source, Telling
from kg.resolve.names import normalise

#: Words in a run; one run in ``SAMPLE`` is kept; two texts are copies from this share of the shorter one's runs on.
RUN, SAMPLE, COPIED = 6, 2, 0.5
#: Runs that two texts must share at least: less is a common quotation or a set phrase.
FEWEST_SHARED = 10


def shingles(source: Source) -> frozenset[int]:
    """Return a sample of the runs of words of a document, as numbers; runs do not cross sentences."""
    found = set()
    for sentence in source.sentences:
        words = normalise(sentence).split()
        for start in range(max(1, len(words) - RUN + 1)):
            value = crc32(" ".join(words[start : start + RUN]).encode())
            if value % SAMPLE == 0:
                found.add(value)
    return frozenset(found)


def is_copy(shared: int, one: int, other: int) -> bool:
    """Tell whether two texts with so many runs of words, and so many in common, are near copies."""
    return shared >= FEWEST_SHARED and shared >= COPIED * min(one, other)


class Echoes:
    """Knows for each document the earliest-named one that it copies, or that copies it."""

    def __init__(self, sources: Iterable[Source] = ()) -> None:
        self._runs: dict[str, frozenset[int]] = {}
        self._holders: dict[int, set[str]] = defaultdict(set)
        self._copies: dict[str, set[str]] = {}
        self._publishers: dict[str, str] = {}
        for source in sources:
            self.add(source)

    def add(self, source: Source) -> set[str]:
        """Take a document in; return those that it is a near copy of."""
        self.remove(source.document)
        runs = shingles(source)
        shared: Counter[str] = Counter(other for run in runs for other in self._holders[run])
        copies = {other for other, count in shared.items() if is_copy(count, len(runs), len(self._runs[other]))}
        self._runs[source.document] = runs
        self._copies[source.document] = copies
        self._publishers[source.document] = normalise(source.publisher or "")
        for run in runs:
            self._holders[run].add(source.document)
        for other in copies:
            self._copies[other].add(source.document)
        return copies

    def remove(self, document: str) -> None:
        """Forget a document."""
        for run in self._runs.pop(document, ()):
            self._holders[run].discard(document)
        for other in self._copies.pop(document, ()):
            self._copies[other].discard(document)
        self._publishers.pop(document, None)

    def origin(self, document: str) -> str:
        """Return the name of the set of copies that a document is in: its alphabetically first member."""
        seen, queue = {document}, [document]
        while queue:
            for other in self._copies.get(queue.pop(), ()):
                if other not in seen:
                    seen.add(other)
                    queue.append(other)
        return min(seen)

    def copies(self, document: str) -> set[str]:
        """Return the near copies of a document."""
        return set(self._copies.get(document, ()))

    def publisher(self, document: str) -> str:
        """Return the normalised name of a document's publisher; empty where it is not known."""
        return self._publishers.get(document, "")


class Witnesses(Protocol):
    """Knows whose copy a document is and who published it."""

    def origin(self, document: str) -> str:
        """Return the name of the set of copies that a document is in."""

    def publisher(self, document: str) -> str:
        """Return the normalised name of a document's publisher; empty where it is not known."""


def origins(tellings: Iterable[Telling], entities: Mapping[str, Entity], witnesses: Witnesses) -> dict[str, str]:
    """Return for each document of some tellings the origin of what it tells: its own set of copies, or an outlet.

    A document that only relays outlets ("told TASS") has the first of them as its origin, and so has a document that
    this outlet published.
    """
    relayed: dict[str, set[str]] = defaultdict(set)
    own: set[str] = set()
    for telling in tellings:
        vias = {testimony.via for testimony in telling.claims if testimony.via}
        if telling.claims and all(testimony.via for testimony in telling.claims):
            relayed[telling.document] |= vias
        else:
            own.add(telling.document)
    found = {document: witnesses.origin(document) for document in own}
    by_publisher = {witnesses.publisher(document): origin for document, origin in sorted(found.items())}
    for document, through in relayed.items():
        if document not in own:
            outlet = min(through)
            names = _names(entities, outlet)
            published = [by_publisher[name] for name in sorted(names) if name in by_publisher]
            found[document] = published[0] if published else outlet
    return found


def _names(entities: Mapping[str, Entity], outlet: str) -> set[str]:
    """Return the normalised names of an outlet."""
    entity = entities.get(outlet)
    return {normalise(name) for name in (entity.label, *entity.alt_labels)} - {""} if entity else set()
