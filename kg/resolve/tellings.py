"""Whether two tellings are of one event: type, participants, time, place and number, with the reason in words.

Two tellings of different participants are never one event; across documents, equal ones need a day in common as well.
After the event pairs of ECB+ (Cybulska and Vossen, LREC 2014).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from kg.model import Entity, Judgement, Modality, Quantity, Rule, Telling
from kg.resolve.features import Verdict
from kg.resolve.moments import NEWS_DAYS, apart, around, interval, is_narrow, meet, weeks
from kg.resolve.names import normalise
from kg.resolve.taxonomy import STATES, compatible, family

ROLES = ("actor", "target", "participant", "place", "origin", "destination")
#: Roles whose fillers make an event this one and no other.
_WHO = ("actor", "target", "participant")
#: What the parties may be written into one or the other role of.
_EVEN = frozenset(
    {"Agree", "Sign", "Consult", "Meet", "Call", "Negotiate", "Cooperate", "Exercise", "Alliance", "Conflict"}
)
#: States that hold for as long as the holder, the target and the title are the same.
LASTING = frozenset({"Office", "Membership", "Alliance"})
#: Doings of which the same two may do several in a day, so that the words must be the same too.
_SPEECH = frozenset(
    {"Accuse", "Request", "Demand", "Warn", "Threaten", "Reject", "DeclineToComment", "Promise", "Attitude"}
)
#: States of which one party may be in several at a time.
_VAGUE = frozenset({"Condition", "Attitude", "Presence", "Rule"})
_REAL = frozenset({Modality.ACTUAL, Modality.POSSIBLE})

#: Scores, by what speaks for one event; a person's word replaces any of them.
BOTH_ROLES, ONE_ROLE, LASTING_SCORE, SAID_SAME = 0.9, 0.8, 0.95, 0.97
DOUBTFUL, OPPOSED = 0.6, 0.05

RULES = (
    Rule("event-again", "The article itself takes an event up again."),
    Rule("event-same", "The same kind of event, the same named actor and target, on a day that both may mean."),
    Rule("event-one-party", "The same kind of event and one named party, with the same day, place or number."),
    Rule("event-state", "The same office, membership or alliance of the same holder."),
    Rule("event-parties", "Events of one kind whose participants differ."),
    Rule("event-time", "Events of one kind at different times."),
    Rule("event-number", "Events of one kind with numbers that cannot both be right."),
    Rule("event-undated", "Events of one kind and the same participants, of which no common day is known."),
)


@dataclass(frozen=True, slots=True)
class Scene:
    """What is known around the tellings: the entities by id, and the day on which each document appeared."""

    entities: Mapping[str, Entity]
    published: Mapping[str, date]

    def party(self, entity_id: str) -> str:
        """Return the name under which an entity takes part: a state and its government count as one."""
        entity = self.entities.get(entity_id)
        if entity is None or entity.key is None:
            return entity_id
        kind, _, code = entity.key.partition(":")
        return f"country:{code}" if kind in {"government", "country"} else entity.key

    def is_named(self, entity_id: str) -> bool:
        """Tell whether an entity has a name or a key, so that it can be known again in another document."""
        entity = self.entities.get(entity_id)
        return entity is not None and (entity.key is not None or entity.is_named)

    def day(self, telling: Telling) -> tuple[date, date] | None:
        """Return when a telling's event was: the time told if it is short, else the days before its article."""
        told = interval(telling.event.time)
        return told if is_narrow(told) else around(self.published.get(telling.document))


def fillers(telling: Telling, role: str) -> frozenset[str]:
    """Return the ids that fill a role."""
    return _by_role(telling.roles).get(role, _NOBODY)


_NOBODY: frozenset[str] = frozenset()


@lru_cache(maxsize=1 << 14)
def _by_role(roles: tuple[tuple[str, str], ...]) -> dict[str, frozenset[str]]:
    """Return the ids that fill each role; a telling is compared with many others."""
    found: dict[str, set[str]] = {}
    for role, entity in roles:
        found.setdefault(role, set()).add(entity)
    return {role: frozenset(entities) for role, entities in found.items()}


def keys_of(telling: Telling, scene: Scene) -> Iterator[str]:
    """Yield the keys under which a telling meets those that it may be one with: type, a named party and a week."""
    kind = telling.event.type
    parties = {scene.party(e) for role, e in telling.roles if role in _WHO and scene.is_named(e)}
    if kind in LASTING:
        yield from (f"{kind}/{party}" for party in parties)
        return
    if (day := scene.day(telling)) is not None:
        yield from (f"{kind}/{party}/{week}" for party in parties for week in weeks(day))


def compare(one: Telling, other: Telling, scene: Scene) -> Verdict | None:
    """Compare two tellings; None where nothing suggests that they are one event."""
    if not compatible(one.event.type, other.event.type):
        return None
    if apart(one.event.time, other.event.time):
        return _different("event-time", "at different times")
    shared = 0
    for role, left, right in _role_pairs(one, other):
        likeness = _likeness(left, right, scene)
        if likeness is None:
            return _different("event-parties", f"the {role} differs")
        shared += likeness and role in _WHO
    if not _quantities_agree(one.event.quantity, other.event.quantity):
        return _different("event-number", "the numbers differ")
    if one.event.type in LASTING:
        return _lasting(one, other, shared)
    return _happening(one, other, shared, scene) if shared else None


def _role_pairs(one: Telling, other: Telling) -> Iterator[tuple[str, frozenset[str], frozenset[str]]]:
    """Yield each role with its fillers in both; of an even event, all parties as one role."""
    if one.event.type in _EVEN:
        yield "actor", _parties(one), _parties(other)
        rest: tuple[str, ...] = ROLES[len(_WHO) :]
    else:
        rest = ROLES
    for role in rest:
        yield role, fillers(one, role), fillers(other, role)


def _parties(telling: Telling) -> frozenset[str]:
    return frozenset(entity for role, entity in telling.roles if role in _WHO)


def _likeness(left: frozenset[str], right: frozenset[str], scene: Scene) -> bool | None:
    """Compare the fillers of a role: True where a named one is shared, None where they conflict, else False."""
    if not left or not right:
        return False
    one, other = {scene.party(e) for e in left}, {scene.party(e) for e in right}
    if one <= other or other <= one:
        return any(scene.is_named(e) for e in left & right) or any(
            scene.is_named(e) for e in left if scene.party(e) in other
        )
    named = [{scene.party(e) for e in side if scene.is_named(e)} for side in (left, right)]
    if named[0] != named[1]:
        return None
    words = [{_head(scene, e) for e in side if not scene.is_named(e)} for side in (left, right)]
    if words[0] and words[1] and not (words[0] <= words[1] or words[1] <= words[0]):
        return None
    return bool(named[0])


def _head(scene: Scene, entity_id: str) -> str:
    """Return the head noun of an unnamed thing's words, in the singular."""
    entity = scene.entities.get(entity_id)
    words = normalise(entity.label).split() if entity else []
    return words[-1].removesuffix("s") if words else entity_id


def _quantities_agree(one: Quantity | None, other: Quantity | None) -> bool:
    """Tell whether two numbers can both be right."""
    if one is None or other is None:
        return True
    low = max((q.minimum for q in (one, other) if q.minimum is not None), default=None)
    high = min((q.maximum for q in (one, other) if q.maximum is not None), default=None)
    return low is None or high is None or low <= high


def _lasting(one: Telling, other: Telling, shared: int) -> Verdict | None:
    """Compare two offices, memberships or alliances: same holder, target and title."""
    both = all(fillers(t, "target") or fillers(t, "participant") or len(fillers(t, "actor")) > 1 for t in (one, other))
    titles = {normalise(t.event.position or "") for t in (one, other)}
    if not shared or len(titles) > 1:
        return None
    if both or (one.event.position and fillers(one, "actor") and fillers(other, "actor")):
        return Verdict(Judgement.SAME, LASTING_SCORE, "event-state", "the same holder, target and title")
    return None


def _happening(one: Telling, other: Telling, shared: int, scene: Scene) -> Verdict | None:
    """Compare two events with a named party in common and none that differs."""
    if one.event.type != other.event.type or one.event.type in _VAGUE:
        return None
    if one.event.modality != other.event.modality and not {one.event.modality, other.event.modality} <= _REAL:
        return None
    if one.event.type in _SPEECH and one.event.lemma != other.event.lemma:
        return None
    days = scene.day(one), scene.day(other)
    if days[0] is None or days[1] is None:
        if one.event.lemma != other.event.lemma:
            return None
        return Verdict(Judgement.UNSURE, DOUBTFUL, "event-undated", "the same participants, but no day is known")
    if not meet(days[0], days[1]):
        return None
    return _dated(one, other, shared, scene)


def _dated(one: Telling, other: Telling, shared: int, scene: Scene) -> Verdict | None:
    """Compare two events of one party and day: both roles shared, or one and a further detail."""
    told = [is_narrow(interval(t.event.time)) for t in (one, other)]
    complete = fillers(one, "actor") and fillers(one, "target") and fillers(other, "actor") and fillers(other, "target")
    even = one.event.type in _EVEN and min(len(_parties(one)), len(_parties(other))) > 1
    same_words = one.event.lemma == other.event.lemma
    details = [
        name
        for name, holds in (
            ("day", all(told)),
            ("place", _share(one, other, ("place", "origin", "destination"), scene)),
            ("number", one.event.quantity is not None and other.event.quantity is not None),
            ("word", same_words),
        )
        if holds
    ]
    is_state = one.event.type in STATES
    if (complete or even) and details and (not is_state or same_words):
        return Verdict(Judgement.SAME, BOTH_ROLES, "event-same", f"the same participants and {' and '.join(details)}")
    if _is_telling(details, is_state=is_state):
        return Verdict(Judgement.SAME, ONE_ROLE, "event-one-party", f"one party and the same {' and '.join(details)}")
    if one.document == other.document or not same_words:
        return None
    reason = f"{shared} party in common, reported within {NEWS_DAYS} days"
    return Verdict(Judgement.UNSURE, DOUBTFUL, "event-one-party", reason)


def _is_telling(details: list[str], *, is_state: bool) -> bool:
    """Tell whether the details make up for a role that only one telling fills: the word, and two more."""
    return "word" in details and len(details) > 2 and not is_state


def _share(one: Telling, other: Telling, roles: tuple[str, ...], scene: Scene) -> bool:
    """Tell whether a named filler of one of the roles is shared."""
    return any(
        scene.is_named(e) and scene.party(e) in {scene.party(o) for o in fillers(other, role)}
        for role in roles
        for e in fillers(one, role)
    )


def _different(rule: str, reason: str) -> Verdict:
    return Verdict(Judgement.DIFFERENT, OPPOSED, rule, reason)


def is_place(entity: Entity) -> bool:
    """Tell whether an entity is somewhere rather than someone."""
    return family(entity.type) == "place"
