"""The memory of who was compared with whom: names are added and taken out, and only their neighbourhood is looked at.

What it holds is a function of the signatures in it, not of the order in which they came.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from kg.model import Decision, Judgement
from kg.resolve.blocks import keys_of
from kg.resolve.cluster import Cluster, Judged, Pair, Words, cluster, pair
from kg.resolve.decisions import sides
from kg.resolve.features import Verdict, compare
from kg.resolve.names import normalise
from kg.resolve.signature import Signature


class Linker:
    """Signatures, the keys under which they meet and the verdicts on those that met.

    ``judgements`` are what persons decided; they hold for every name that they speak of, also for one that comes later.
    """

    def __init__(self, judgements: Iterable[Decision] = ()) -> None:
        self._filed: dict[str, set[Signature]] = defaultdict(set)
        self._looking: dict[str, set[Signature]] = defaultdict(set)
        self._verdicts: dict[Signature, dict[Signature, Verdict]] = {}
        self._sides: dict[str, set[Signature]] = defaultdict(set)
        self._judgements = sorted(judgements, key=lambda d: (d.left, d.right, d.judgement, d.author))
        self._judged: dict[str, list[tuple[str, Decision]]] = defaultdict(list)
        for decision in self._judgements:
            left, right = sides(decision)
            self._judged[left].append((right, decision))
            self._judged[right].append((left, decision))

    def add(self, item: Signature) -> None:
        """Take a signature in and compare it with those that it meets."""
        if item in self._verdicts:
            return
        keys = keys_of(item)
        others = {other for key in keys.looked for other in self._filed.get(key, ())}
        others |= {other for key in keys.filed for other in self._looking.get(key, ())}
        self._verdicts[item] = {}
        for key in keys.filed:
            self._filed[key].add(item)
        for key in keys.looked:
            self._looking[key].add(item)
        for side in sides_of(item):
            self._sides[side].add(item)
        for other in others - {item}:
            verdict = compare(*pair(item, other))
            if verdict is not None:
                self._verdicts[item][other] = verdict
                self._verdicts[other][item] = verdict

    def remove(self, item: Signature) -> None:
        """Forget a signature."""
        keys = keys_of(item)
        for key in keys.filed:
            self._filed[key].discard(item)
        for key in keys.looked:
            self._looking[key].discard(item)
        for side in sides_of(item):
            self._sides[side].discard(item)
        for other in self._verdicts.pop(item):
            del self._verdicts[other][item]

    def __contains__(self, item: Signature) -> bool:
        return item in self._verdicts

    def neighbourhood(self, items: Iterable[Signature]) -> list[set[Signature]]:
        """Return the sets of signatures whose clustering may depend on the given ones: closed under likeness."""
        seen: set[Signature] = set()
        found = []
        for start in items:
            if start in seen or start not in self._verdicts:
                continue
            part, queue = {start}, [start]
            while queue:
                for other in self._neighbours(queue.pop()):
                    if other not in part:
                        part.add(other)
                        queue.append(other)
            seen |= part
            found.append(part)
        return found

    def _neighbours(self, item: Signature) -> Iterable[Signature]:
        """Return what an item's clustering depends on: what may be the same, or a person spoke of with it."""
        for other, verdict in self._verdicts[item].items():
            if verdict.judgement is not Judgement.DIFFERENT or other.normal == item.normal:
                yield other
        for side in sides_of(item) if self._judged else ():
            for other_side, _ in self._judged.get(side, ()):
                yield from self._sides.get(other_side, ())

    def cluster(self, part: set[Signature]) -> tuple[list[Cluster], list[Judged]]:
        """Cluster one neighbourhood."""
        verdicts = {
            pair(item, other): verdict
            for item in part
            for other, verdict in self._verdicts[item].items()
            if item < other and other in part
        }
        return cluster(part, verdicts, self._words(part))

    def _words(self, part: set[Signature]) -> Words:
        """Return what persons decided on the signatures of a neighbourhood."""
        same: dict[Pair, Decision] = {}
        different: dict[Pair, Decision] = {}
        for item in part if self._judged else ():
            for side in sides_of(item):
                for other_side, decision in self._judged.get(side, ()):
                    table = same if decision.judgement is Judgement.SAME else different
                    for other in self._sides.get(other_side, set()) & part - {item}:
                        table[pair(item, other)] = decision
        return Words(same, different)


def sides_of(item: Signature) -> set[str]:
    """Return all the ways in which a decision may speak of a signature: key, mention, name, family, country."""
    found = {item.key, *item.scope.split()} - {""}
    for name in {item.name, *(name for name in item.names if len(name.split()) > 1)} - {""}:
        for country in {"", f" [{item.country}]"} - {" []"}:
            found |= {normalise(name) + country, f"{item.family}:{normalise(name)}{country}"}
    return found
