"""Whether two tellings are of one event: type, participants, time, place and number, with the reason in words.

Two tellings of different participants are never one event; across documents, equal ones need a day in common as well.
After the event pairs of ECB+ (Cybulska and Vossen, LREC 2014).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import count

from kg.model import Entity, Judgement, Modality, Quantity, Rule, Telling
from kg.resolve.features import Verdict
from kg.resolve.moments import NEWS_DAYS, Interval, apart, around, interval, is_narrow, meet, weeks
from kg.resolve.names import normalise
from kg.resolve.taxonomy import STATES, compatible, family

ROLES = ("actor", "target", "participant", "place", "origin", "destination")
#: Roles whose fillers make an event this one and no other.
WHO = ("actor", "target", "participant")
_WHERE = ("place", "origin", "destination")
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
class Filled:
    """Who fills a role of a telling: entities' ids, and the names under which they take part.

    ``named`` are the names of those that have one of their own, ``words`` the head nouns of the others.
    """

    ids: frozenset[str] = frozenset()
    parties: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()


_NOBODY = Filled()


@dataclass(slots=True)
class Face:
    """What is compared of a telling, worked out once: a telling is compared with many others."""

    telling: Telling
    type: str
    lemma: str
    roles: Mapping[str, Filled]
    everybody: Filled
    """The fillers of all roles that make an event this one."""
    day: Interval | None
    """The time told if it is short, else the days before the article."""
    is_narrow: bool
    """Whether a short time is told."""
    is_complete: bool
    """Whether there is an actor and a target."""
    kind: int
    """A number that it shares with the faces of which :func:`compare` says the same."""

    def fills(self, role: str) -> Filled:
        """Return who fills a role."""
        return self.roles.get(role, _NOBODY)

    def names(self, role: str) -> bool:
        """Tell whether anybody fills a role."""
        return role in self.roles


class Scene:
    """What is known around the tellings: the entities by id, and the day on which each document appeared."""

    #: Faces and parties that are remembered, and verdicts; then all are forgotten.
    MOST, MOST_VERDICTS = 1 << 12, 1 << 16

    def __init__(self, entities: Mapping[str, Entity], published: Mapping[str, date]) -> None:
        self.entities = entities
        self.published = published
        self._parties: dict[str, tuple[str, bool]] = {}
        self._faces: dict[str, Face] = {}
        self._alone: dict[str, Filled] = {}
        self._kinds: dict[tuple[object, ...], int] = {}
        self._number = count()
        self._verdicts: dict[tuple[int, int, bool], Verdict | None] = {}

    def forget(self) -> None:
        """Work out anew what is asked from now on: an entity changed."""
        self._parties.clear()
        self._faces.clear()
        self._alone.clear()
        self._kinds.clear()

    def _known(self, entity_id: str) -> tuple[str, bool]:
        found = self._parties.get(entity_id)
        if found is None:
            if len(self._parties) > 2 * self.MOST:
                self._parties.clear()
            found = self._parties[entity_id] = self._look(entity_id)
        return found

    def _look(self, entity_id: str) -> tuple[str, bool]:
        entity = self.entities.get(entity_id)
        if entity is None or entity.key is None:
            return entity_id, entity is not None and entity.is_named
        kind, _, code = entity.key.partition(":")
        return f"country:{code}" if kind in {"government", "country"} else entity.key, True

    def party(self, entity_id: str) -> str:
        """Return the name under which an entity takes part: a state and its government count as one."""
        return self._known(entity_id)[0]

    def is_named(self, entity_id: str) -> bool:
        """Tell whether an entity has a name or a key, so that it can be known again in another document."""
        return self._known(entity_id)[1]

    def face(self, telling: Telling) -> Face:
        """Return what is compared of a telling."""
        found = self._faces.get(telling.mention)
        if found is None or found.telling is not telling:
            if len(self._faces) > self.MOST:
                self._faces.clear()
            found = self._faces[telling.mention] = self._face(telling)
        return found

    def _face(self, telling: Telling) -> Face:
        ids: dict[str, set[str]] = {}
        for role, entity in telling.roles:
            ids.setdefault(role, set()).add(entity)
        told = interval(telling.event.time)
        narrow = is_narrow(told)
        day = told if narrow else around(self.published.get(telling.document))
        roles = {role: self._filled(entities) for role, entities in ids.items()}
        who = [role for role in WHO if role in roles]
        return Face(
            telling,
            telling.event.type,
            telling.event.lemma,
            roles,
            roles[who[0]] if len(who) == 1 else self._filled(set().union(*(ids[role] for role in who))),
            day,
            narrow,
            "actor" in roles and "target" in roles,
            self._kind(telling, day),
        )

    def _kind(self, telling: Telling, day: Interval | None) -> int:
        """Return the number of all that :func:`compare` asks of a telling: copies of an article tell the same."""
        event = telling.event
        asked = (event.type, event.lemma, event.position, event.modality, event.quantity, event.time)
        if len(self._kinds) > self.MOST:
            self._kinds.clear()
        return self._kinds.setdefault((*asked, telling.roles, day), next(self._number))

    def verdict(self, one: Telling, other: Telling) -> Verdict | None:
        """Return what :func:`compare` says of two tellings, which is worked out once for all that tell the same."""
        left, right = self.face(one), self.face(other)
        pair = left.kind, right.kind, one.document == other.document
        if pair not in self._verdicts:
            if len(self._verdicts) >= self.MOST_VERDICTS:
                self._verdicts.clear()
            self._verdicts[pair] = _compared(left, right)
        return self._verdicts[pair]

    def _filled(self, entities: set[str]) -> Filled:
        if len(entities) > 1:
            return self._together(entities)
        for entity in entities:
            if (found := self._alone.get(entity)) is None:
                if len(self._alone) > self.MOST:
                    self._alone.clear()
                found = self._alone[entity] = self._together(entities)
            return found
        return _NOBODY

    def _together(self, entities: set[str]) -> Filled:
        named = {entity for entity in entities if self.is_named(entity)}
        return Filled(
            frozenset(entities),
            frozenset(map(self.party, entities)),
            frozenset(map(self.party, named)),
            frozenset(self._head(entity) for entity in entities - named),
        )

    def _head(self, entity_id: str) -> str:
        """Return the head noun of an unnamed thing's words, in the singular."""
        entity = self.entities.get(entity_id)
        words = normalise(entity.label).split() if entity else []
        return words[-1].removesuffix("s") if words else entity_id


def keys_of(telling: Telling, scene: Scene) -> Iterator[str]:
    """Yield the keys under which a telling meets those that it may be one with: a named party in its role, and a week.

    What :func:`_happening` and :func:`_lasting` ask of all tellings of one event is in the key, so that few are
    compared in vain: the words of speech, the title of an office, whether it is told as real.
    """
    face = scene.face(telling)
    if face.type in _VAGUE:
        return
    if face.type in LASTING:
        ends = [normalise(telling.event.position or "")]
    elif face.day is None:
        return
    else:
        modality = "" if telling.event.modality in _REAL else telling.event.modality.value
        rest = f"{modality}/{face.lemma}" if face.type in _SPEECH else modality
        ends = [f"{week}/{rest}" for week in weeks(face.day)]
    everybody = {"": face.everybody} if face.type in _EVEN else {role: face.fills(role) for role in WHO}
    for role, filled in everybody.items():
        for party in filled.named:
            yield from (f"{face.type}/{role}/{party}/{end}" for end in ends)


def compare(one: Telling, other: Telling, scene: Scene) -> Verdict | None:
    """Compare two tellings; None where nothing suggests that they are one event."""
    return scene.verdict(one, other)


def _compared(one: Face, other: Face) -> Verdict | None:
    """Compare two tellings by their faces."""
    if one.type != other.type and not compatible(one.type, other.type):
        return None
    if apart(one.telling.event.time, other.telling.event.time):
        return _different("event-time", "at different times")
    shared = 0
    for role, left, right in _role_pairs(one, other):
        likeness = _likeness(left, right)
        if likeness is None:
            return _different("event-parties", f"the {role} differs")
        shared += likeness and role in WHO
    if not _quantities_agree(one.telling.event.quantity, other.telling.event.quantity):
        return _different("event-number", "the numbers differ")
    if one.type in LASTING:
        return _lasting(one, other, shared)
    return _happening(one, other, shared) if shared else None


def _role_pairs(one: Face, other: Face) -> Iterator[tuple[str, Filled, Filled]]:
    """Yield each role that both fill, with its fillers in both; of an even event, all parties as one role."""
    if one.type in _EVEN:
        yield "actor", one.everybody, other.everybody
        rest: tuple[str, ...] = _WHERE
    else:
        rest = ROLES
    for role in rest:
        if role in one.roles and role in other.roles:
            yield role, one.roles[role], other.roles[role]


def _likeness(left: Filled, right: Filled) -> bool | None:
    """Compare the fillers of a role: True where a named one is shared, None where they conflict, else False."""
    if not left.ids or not right.ids:
        return False
    if left.parties <= right.parties or right.parties <= left.parties:
        return not left.named.isdisjoint(right.parties)
    if left.named != right.named:
        return None
    if left.words and right.words and not (left.words <= right.words or right.words <= left.words):
        return None
    return bool(left.named)


def _quantities_agree(one: Quantity | None, other: Quantity | None) -> bool:
    """Tell whether two numbers can both be right."""
    if one is None or other is None:
        return True
    low = max((q.minimum for q in (one, other) if q.minimum is not None), default=None)
    high = min((q.maximum for q in (one, other) if q.maximum is not None), default=None)
    return low is None or high is None or low <= high


def _lasting(one: Face, other: Face, shared: int) -> Verdict | None:
    """Compare two offices, memberships or alliances: same holder, target and title."""
    both = all(f.names("target") or f.names("participant") or len(f.fills("actor").ids) > 1 for f in (one, other))
    titles = {normalise(f.telling.event.position or "") for f in (one, other)}
    if not shared or len(titles) > 1:
        return None
    if both or (one.telling.event.position and one.names("actor") and other.names("actor")):
        return Verdict(Judgement.SAME, LASTING_SCORE, "event-state", "the same holder, target and title")
    return None


def _happening(one: Face, other: Face, shared: int) -> Verdict | None:
    """Compare two events with a named party in common and none that differs."""
    if one.type != other.type or one.type in _VAGUE:
        return None
    modalities = {one.telling.event.modality, other.telling.event.modality}
    if len(modalities) > 1 and not modalities <= _REAL:
        return None
    if one.type in _SPEECH and one.lemma != other.lemma:
        return None
    if one.day is None or other.day is None:
        if one.lemma != other.lemma:
            return None
        return Verdict(Judgement.UNSURE, DOUBTFUL, "event-undated", "the same participants, but no day is known")
    return _dated(one, other, shared) if meet(one.day, other.day) else None


def _dated(one: Face, other: Face, shared: int) -> Verdict | None:
    """Compare two events of one party and day: both roles shared, or one and a further detail."""
    complete = one.is_complete and other.is_complete
    even = one.type in _EVEN and min(len(one.everybody.ids), len(other.everybody.ids)) > 1
    same_words = one.lemma == other.lemma
    details = [
        name
        for name, holds in (
            ("day", one.is_narrow and other.is_narrow),
            ("place", _share_a_place(one, other)),
            ("number", one.telling.event.quantity is not None and other.telling.event.quantity is not None),
            ("word", same_words),
        )
        if holds
    ]
    is_state = one.type in STATES
    if (complete or even) and details and (not is_state or same_words):
        return Verdict(Judgement.SAME, BOTH_ROLES, "event-same", f"the same participants and {' and '.join(details)}")
    if _is_telling(details, is_state=is_state):
        return Verdict(Judgement.SAME, ONE_ROLE, "event-one-party", f"one party and the same {' and '.join(details)}")
    if one.telling.document == other.telling.document or not same_words:
        return None
    reason = f"{shared} party in common, reported within {NEWS_DAYS} days"
    return Verdict(Judgement.UNSURE, DOUBTFUL, "event-one-party", reason)


def _is_telling(details: list[str], *, is_state: bool) -> bool:
    """Tell whether the details make up for a role that only one telling fills: the word, and two more."""
    return "word" in details and len(details) > 2 and not is_state


def _share_a_place(one: Face, other: Face) -> bool:
    """Tell whether a named place, origin or destination is shared."""
    for role in _WHERE:
        if (
            role in one.roles
            and role in other.roles
            and not one.roles[role].named.isdisjoint(other.roles[role].parties)
        ):
            return True
    return False


@cache
def _different(rule: str, reason: str) -> Verdict:
    return Verdict(Judgement.DIFFERENT, OPPOSED, rule, reason)


def is_place(entity: Entity) -> bool:
    """Tell whether an entity is somewhere rather than someone."""
    return family(entity.type) == "place"
