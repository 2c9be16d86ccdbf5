"""Signatures that were compared become clusters: one cluster, one entity.

What a person decided comes first and is never undone. Then the sure verdicts, best first. Then each name that says
less (a surname, initials, no country) joins the one cluster that fits it; where several fit, it stays alone. A
cluster never holds two things that were told apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from kg.model import Decision, Judgement
from kg.resolve.features import DOUBTFUL, Verdict
from kg.resolve.names import organisation_words, words_of
from kg.resolve.signature import BARE, FULL, Signature, completeness, is_generic

#: Decisions that one ambiguous name logs at most.
_MOST_CANDIDATES = 5

type Pair = tuple[Signature, Signature]
type Judged = tuple[Pair, Decision]


def pair(one: Signature, other: Signature) -> Pair:
    """Return two signatures in the order in which decisions name them."""
    return (one, other) if one <= other else (other, one)


@dataclass(frozen=True, slots=True)
class Cluster:
    """Signatures of one thing. ``is_local``: known by so little that each document's is a thing of its own."""

    members: tuple[Signature, ...]
    is_local: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """What persons decided, on signatures: pairs that are the same and pairs that are not."""

    same: Mapping[Pair, Decision] = field(default_factory=dict)
    different: Mapping[Pair, Decision] = field(default_factory=dict)


class _Partition:
    """A union-find over signatures that refuses to join what was told apart."""

    def __init__(self, items: Iterable[Signature], apart: Iterable[Pair]) -> None:
        self._members = {item: {item} for item in items}
        self._root = {item: item for item in self._members}
        self._apart: dict[Signature, set[Signature]] = defaultdict(set)
        for one, other in apart:
            self._apart[one].add(other)
            self._apart[other].add(one)

    def find(self, item: Signature) -> Signature:
        """Return the cluster's representative."""
        return self._root[item]

    def members(self, item: Signature) -> set[Signature]:
        """Return all that is one with the item."""
        return self._members[self._root[item]]

    def obstacle(self, one: Signature, other: Signature) -> Pair | None:
        """Return two members of the two clusters that cannot be one thing."""
        left, right = sorted((self.members(one), self.members(other)), key=len)
        for item in sorted(left):
            if blocked := self._apart[item] & right:
                return item, min(blocked)
        for name in ("key", "country", "gender"):
            if name == "country" and one.family == "person":
                continue
            values = [{getattr(item, name) for item in side} - {""} for side in (left, right)]
            if values[0] and values[1] and not values[0] & values[1]:
                return min(i for i in left if getattr(i, name)), min(i for i in right if getattr(i, name))
        return None

    def join(self, one: Signature, other: Signature) -> None:
        """Make both clusters one."""
        keep, drop = self._root[one], self._root[other]
        if keep == drop:
            return
        if len(self._members[keep]) < len(self._members[drop]):
            keep, drop = drop, keep
        for item in self._members[drop]:
            self._root[item] = keep
        self._members[keep] |= self._members.pop(drop)

    def clusters(self) -> list[tuple[Signature, ...]]:
        """Return all clusters, members sorted, in the order of their first members."""
        return sorted(tuple(sorted(members)) for members in self._members.values())


def cluster(
    items: Iterable[Signature], verdicts: Mapping[Pair, Verdict], words: Words
) -> tuple[list[Cluster], list[Judged]]:
    """Cluster the signatures of a closed neighbourhood: all that is linked to any of them is among them."""
    apart = {p for p, v in verdicts.items() if v.judgement is Judgement.DIFFERENT and p not in words.same}
    partition = _Partition(items, apart | set(words.different))
    log: list[Judged] = []
    log.extend(_persons_words(partition, words))
    levels = _levels(verdicts, words)
    log.extend(_sure(partition, levels["sure"]))
    ambiguous: set[Signature] = set()
    for level in ("country", "initials", "bare", "names"):
        for verdicts_of_rank in _by_rank(levels[level]):
            log.extend(_unique(partition, verdicts_of_rank, ambiguous, alone=level == "names"))
    log.extend(
        (p, decision_on(p, v))
        for p, v in sorted(verdicts.items())
        if v.judgement is not Judgement.SAME
        and p not in words.same
        and p not in words.different
        and partition.find(p[0]) != partition.find(p[1])
    )
    clusters = [Cluster(members, _is_local(members, ambiguous)) for members in partition.clusters()]
    return clusters, log


def decision_on(judged: Pair, verdict: Verdict) -> Decision:
    """Write a verdict down as a decision."""
    return _decision(judged, verdict.judgement, verdict.score, verdict.reason, verdict.rule)


def _decision(judged: Pair, judgement: Judgement, score: float, reason: str, author: str) -> Decision:
    left, right = sorted((judged[0].anchor, judged[1].anchor))
    return Decision(left, right, judgement, score, reason, author)


def _persons_words(partition: _Partition, words: Words) -> Iterator[Judged]:
    """Join what persons called the same, unless persons told it apart too; log all that they said."""
    for judged, decision in sorted(words.same.items(), key=lambda item: item[0]):
        left, right = partition.members(judged[0]), partition.members(judged[1])
        against = [
            d for p, d in sorted(words.different.items(), key=lambda item: item[0]) if set(p) & left and set(p) & right
        ]
        if against and partition.find(judged[0]) != partition.find(judged[1]):
            reason = f"{decision.author} says same, {against[0].author} says that {against[0].left} and "
            reason += f"{against[0].right} are different"
            unsure = Decision(decision.left, decision.right, Judgement.UNSURE, DOUBTFUL, reason, decision.author)
            yield judged, unsure
            continue
        partition.join(*judged)
        yield judged, decision
    yield from sorted(words.different.items(), key=lambda item: item[0])


def _levels(verdicts: Mapping[Pair, Verdict], words: Words) -> dict[str, list[tuple[Pair, Verdict]]]:
    """Sort the verdicts that may join by what one of the two names lacks."""
    levels: dict[str, list[tuple[Pair, Verdict]]] = defaultdict(list)
    for judged, verdict in sorted(verdicts.items(), key=lambda item: item[0]):
        if verdict.judgement is Judgement.SAME and judged not in words.different:
            levels[_level(judged, verdict)].append((judged, verdict))
    return levels


def _by_rank(verdicts: Iterable[tuple[Pair, Verdict]]) -> Iterator[list[tuple[Pair, Verdict]]]:
    """Yield verdicts by how much the weaker name says, most first, so that what says less meets whole clusters."""
    ranks: dict[tuple[int, int], list[tuple[Pair, Verdict]]] = defaultdict(list)
    for judged, verdict in verdicts:
        ranks[min((_fullness(item), _words(item)) for item in judged)].append((judged, verdict))
    for rank in sorted(ranks, reverse=True):
        yield ranks[rank]


def _sure(partition: _Partition, sure: Iterable[tuple[Pair, Verdict]]) -> Iterator[Judged]:
    """Join what rules are sure of, best first, unless that joined what was told apart."""
    for judged, verdict in sorted(sure, key=lambda item: -item[1].score):
        if partition.find(judged[0]) == partition.find(judged[1]):
            yield judged, decision_on(judged, verdict)
        elif obstacle := partition.obstacle(*judged):
            reason = f"{verdict.reason}, but {obstacle[0].anchor} and {obstacle[1].anchor} are told apart"
            yield judged, _decision(judged, Judgement.UNSURE, DOUBTFUL, reason, verdict.rule)
        else:
            partition.join(*judged)
            yield judged, decision_on(judged, verdict)


def _level(judged: Pair, verdict: Verdict) -> str:
    """Say what one of two names lacks: nothing ("sure"), its country, first names, or all but a surname."""
    least = min(_fullness(item) for item in judged)
    if verdict.unique and all(_fullness(item) == BARE for item in judged):
        return "names"
    if verdict.unique and least < FULL:
        return "initials" if least else "bare"
    if verdict.unique:
        return "initials"
    return "sure" if bool(judged[0].country) == bool(judged[1].country) or judged[0].key else "country"


def _fullness(item: Signature) -> int:
    return completeness(item.family, item.normal) if item.names else FULL


def _words(item: Signature) -> int:
    return len(item.normal.split()) if item.family == "person" else 0


def _rank(item: Signature) -> tuple[int, int, bool, int]:
    """Say how much a signature says; of two, the one that says less joins the other."""
    return _fullness(item), _words(item), bool(item.country), len(item.name)


def _unique(
    partition: _Partition, verdicts: Iterable[tuple[Pair, Verdict]], ambiguous: set[Signature], *, alone: bool
) -> Iterator[Judged]:
    """Let each cluster that says less join the one cluster that fits; note those for which several do.

    ``alone``: only names that did not join a fuller one are left, and those of which several fit stay as they are.
    """
    choices: dict[Signature, dict[Signature, Pair]] = defaultdict(dict)
    verdict_on = dict(verdicts)
    for judged in verdict_on:
        weak, strong = sorted(judged, key=lambda item: (_rank(item), item))
        if alone and (weak in ambiguous or strong in ambiguous):
            continue
        if partition.find(weak) != partition.find(strong) and partition.obstacle(weak, strong) is None:
            choices[partition.find(weak)].setdefault(partition.find(strong), judged)
    single = {source: next(iter(found.values())) for source, found in choices.items() if len(found) == 1}
    for source in sorted(choices.keys() - single.keys()):
        ambiguous |= partition.members(source)
        for judged in sorted(choices[source].values())[:_MOST_CANDIDATES]:
            reason = f"{verdict_on[judged].reason}; {len(choices[source])} fit"
            yield judged, _decision(judged, Judgement.UNSURE, DOUBTFUL, reason, verdict_on[judged].rule)
    for _, judged in sorted(single.items()):
        if partition.find(judged[0]) == partition.find(judged[1]) or partition.obstacle(*judged) is None:
            partition.join(*judged)
            yield judged, decision_on(judged, verdict_on[judged])


def _is_local(members: tuple[Signature, ...], ambiguous: set[Signature]) -> bool:
    """Tell whether a cluster's name is too common to mean one thing in two documents."""
    if any(item.key or item.scope for item in members):
        return False
    if all(item in ambiguous and _fullness(item) < FULL for item in members):
        return True
    return all(item.family == "organisation" and _is_vague(item) for item in members)


def _is_vague(item: Signature) -> bool:
    """Tell whether a body's name is one that every country, or every article, has its own of."""
    words = organisation_words(item.normal)
    alone = len(words) == 1 and words[0] in words_of("vague_bodies.txt")
    return alone or (not item.country and is_generic(item.normal))
