"""The tellings of all documents become eventualities, with their standing, and links between the claims about them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.ids import digest, event_mention_iri
from kg.model import ClaimLink, Decision, Entity, Eventuality, Judgement, Source, Telling
from kg.resolve import tellings as rules
from kg.resolve.claims import claim_links
from kg.resolve.decisions import distinct
from kg.resolve.echoes import Echoes, Witnesses, origins
from kg.resolve.features import Verdict
from kg.resolve.happening import eventuality
from kg.resolve.tellings import Scene

#: Tellings that one telling is compared with under one key; what is told more often than this in a week by a party's
#: articles is compared with the first of them by name.
MOST_MET = 400
#: So many doubts about one event are logged, the most telling first: a person answers no more.
MOST_DOUBTS = 5


@dataclass(frozen=True, slots=True)
class EventResolution:
    """What was concluded from the tellings."""

    eventualities: tuple[Eventuality, ...]
    decisions: tuple[Decision, ...]
    claim_links: tuple[ClaimLink, ...]


def resolve_events(
    tellings: Iterable[Telling],
    entities: Iterable[Entity] = (),
    sources: Iterable[Source] = (),
    judgements: Iterable[Decision] = (),
) -> EventResolution:
    """Resolve the events of a whole corpus; the result does not depend on the order of what is given.

    ``judgements`` are persons' decisions on two tellings, by the IRIs of their mentions. Without ``entities`` no role
    filler is known to be named, so nothing merges across documents.
    """
    known = sorted(set(tellings), key=lambda t: t.mention)
    witnesses = {source.document: source for source in sources}
    scene = Scene(
        {entity.id: entity for entity in entities},
        {document: s.published for document, s in witnesses.items() if s.published},
    )
    groups, decisions = Groups(known, scene, judgements).settle()
    return _written_down(groups, decisions, scene, witnesses)


def _written_down(
    groups: Sequence[list[Telling]], decisions: Sequence[Decision], scene: Scene, sources: dict[str, Source]
) -> EventResolution:
    """Make eventualities of groups of tellings, and link the claims about each."""
    echoes = Echoes(sources.values())
    ids = {telling.mention: identity(group) for group in groups for telling in group}
    found = [written_down(group, scene, ids, echoes) for group in groups]
    return EventResolution(
        tuple(sorted((event for event, _ in found), key=lambda e: e.id)),
        tuple(distinct(decisions)),
        tuple(sorted({link for _, links in found for link in links}, key=lambda x: (x.left, x.relation, x.right))),
    )


def written_down(
    group: Sequence[Telling], scene: Scene, ids: Mapping[str, str], witnesses: Witnesses
) -> tuple[Eventuality, list[ClaimLink]]:
    """Make one eventuality of a group of tellings, and link the claims about it. ``ids`` gives each telling's."""
    if len(group) == 1 and len(group[0].claims) < 2:  # one voice: no other origin, and no claim to link it with
        return eventuality(identity(group), group, scene, ids, 1), []
    found = origins(group, scene.entities, witnesses)
    made = eventuality(identity(group), group, scene, ids, len(set(found.values())))
    return made, list(claim_links(group, made.polarity, found, scene.published))


def identity(group: Sequence[Telling]) -> str:
    """Name an eventuality by its alphabetically first telling."""
    return digest("eventuality", min(telling.mention for telling in group))


class Groups:
    """Groups of tellings, joined pair by pair as long as no two in a group conflict."""

    def __init__(self, tellings: Sequence[Telling], scene: Scene, judgements: Iterable[Decision]) -> None:
        self._scene = scene
        self._group = {telling.mention: [telling] for telling in tellings}
        self._judged = {(d.left, d.right) if d.left < d.right else (d.right, d.left): d for d in judgements}
        self._log: list[Decision] = []
        self._found: dict[tuple[str, str], Verdict | None] = {}

    def settle(self) -> tuple[list[list[Telling]], list[Decision]]:
        """Join what is one; return the groups and the log."""
        for (left, right), decision in sorted(self._judged.items()):
            if left in self._group and right in self._group:
                self._log.append(decision)
                if decision.judgement is Judgement.SAME:
                    self._merge(left, right)
        for left, right, verdict in self._verdicts():
            self._judge(left, right, verdict)
        unique = {id(group): group for group in self._group.values()}
        return [sorted(group, key=lambda t: t.mention) for group in unique.values()], self._told()

    def _told(self) -> list[Decision]:
        """Return the log without what says nothing more: one doubt for two groups, and few doubts for each."""
        kept, met, doubts = [], set[frozenset[int]](), Counter[int]()
        for decision in self._log:
            if decision.judgement is Judgement.UNSURE:
                sides = frozenset((id(self._group[decision.left]), id(self._group[decision.right])))
                if len(sides) == 1 or sides in met or any(doubts[side] >= MOST_DOUBTS for side in sides):
                    continue
                met.add(sides)
                doubts.update(sides)
            kept.append(decision)
        return kept

    def _verdicts(self) -> list[tuple[str, str, Verdict]]:
        """Return all verdicts that may join, best first."""
        found = self._found
        met: dict[str, list[Telling]] = defaultdict(list)
        for mention, group in sorted(self._group.items()):
            telling = next(t for t in group if t.mention == mention)
            if (again := _taken_up(telling)) in self._group:
                found[_ordered(mention, again)] = _AGAIN
            for key in rules.keys_of(telling, self._scene):
                for other in met[key][:MOST_MET]:
                    pair = other.mention, mention  # the tellings come in order
                    if pair not in found:
                        found[pair] = rules.compare(telling, other, self._scene)
                met[key].append(telling)
        verdicts = [(*pair, verdict) for pair, verdict in found.items() if verdict is not None]
        return sorted(verdicts, key=lambda item: (-item[2].score, item[0], item[1]))

    def _judge(self, left: str, right: str, verdict: Verdict) -> None:
        """Join two tellings and their groups, or log why not."""
        if verdict.judgement is Judgement.DIFFERENT or (left, right) in self._judged:
            return
        one, other = self._group[left], self._group[right]
        if verdict.judgement is Judgement.SAME and one is not other:
            if obstacle := self._obstacle(one, other, within=verdict is _AGAIN):
                verdict = Verdict(Judgement.UNSURE, rules.DOUBTFUL, verdict.rule, f"{verdict.reason}, but {obstacle}")
            else:
                self._merge(left, right)
        if one is not other:
            self._log.append(Decision(left, right, verdict.judgement, verdict.score, verdict.reason, verdict.rule))

    def _obstacle(self, one: Sequence[Telling], other: Sequence[Telling], *, within: bool) -> str:
        """Say which two tellings of two groups cannot be one event; empty where none are."""
        for left in one:
            for right in other:
                pair = _ordered(left.mention, right.mention)
                judged = self._judged.get(pair)
                if judged is not None and judged.judgement is Judgement.DIFFERENT:
                    return f"{judged.author} told them apart"
                if within and left.document == right.document:
                    continue
                verdict = self._found[pair] if pair in self._found else rules.compare(left, right, self._scene)
                if verdict is not None and verdict.judgement is Judgement.DIFFERENT:
                    return verdict.reason
        return ""

    def _merge(self, left: str, right: str) -> None:
        one, other = self._group[left], self._group[right]
        if one is other:
            return
        one.extend(other)
        for telling in other:
            self._group[telling.mention] = one


_AGAIN = Verdict(Judgement.SAME, rules.SAID_SAME, "event-again", "the article takes it up again")


def _taken_up(telling: Telling) -> str:
    """Return the mention that a telling takes up again in its document; empty where it takes up none."""
    return event_mention_iri(telling.document, telling.event.same_as) if telling.event.same_as else ""


def _ordered(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)
