"""Say for each event mention who tells it: a speaker whose words hold it, or else the article itself."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from kg.extract.claims_rules import ASIDE, HEARSAY, HEARSAY_NOUN
from kg.model import Claim, EventMention, Rule, Span, SpeechAct, Stance

NARRATED = "claim.narrate"

RULES: tuple[Rule, ...] = (
    Rule(
        NARRATED,
        "What nobody is said to have said is the article's own word.",
        ("The dam burst on Monday.",),
    ),
)


@dataclass(frozen=True, slots=True)
class Answered:
    """What an answer is about: the claims (by id) that it answers, and the words in them that carry what they say."""

    claims: tuple[str, ...]
    words: tuple[Span, ...]


def attach(
    claims: Sequence[Claim],
    events: Sequence[EventMention],
    sentences: Sequence[Span],
    replies: Mapping[str, Answered] = MappingProxyType({}),
    predicated: Collection[str] = frozenset(),
    granted: Collection[str] = frozenset(),
) -> list[Claim]:
    """Return the claims with the event mentions that they are about, and the article's own claims about the rest.

    An event mention belongs to the innermost claims whose content holds its trigger; the claims that these are told in
    are reached through ``within``. A word that is both an act and a word of saying ("warned") lies outside its own
    content, so it is narrated; so is an office that a title merely presupposes (not one of those in ``predicated``,
    which a clause says of somebody). Who denies something does not deny the event mentions that are ``granted``
    (:mod:`kg.extract.granted`). ``replies`` names, for claims whose words only point back ("denied the report"),
    the claims whose events they are about. Every event mention is in at least one claim of the result.
    """
    own = [c for c in claims if c.id not in replies] if replies else claims
    near, starts = Claims(own), [s.start for s in sentences]
    about: dict[str, list[str]] = {}
    narrated: dict[Span, list[EventMention]] = {}
    for event in events:
        title = is_presupposed(event) and event.id not in predicated
        holders = [] if title else innermost(near.around(event.trigger), event.trigger)
        if granted and event.id in granted:
            holders = [c for c in holders if c.stance is not Stance.DENIES]
        for claim in holders:
            about.setdefault(claim.id, []).append(event.id)
        if not holders:
            narrated.setdefault(sentence_of(event, sentences, starts), []).append(event)
    denials = {c.id for c in claims if c.stance is Stance.DENIES}
    for reply, answered in replies.items():
        said = {e for claim in answered.claims for e in about.get(claim, ())}
        said -= set(granted) if reply in denials else set()
        about[reply] = [e.id for e in events if e.id in said and any(e.trigger.overlaps(w) for w in answered.words)]
    told = [replace(c, about=tuple(sorted(set(held)))) if (held := about.get(c.id)) else c for c in claims]
    return told + [narration(sentence, held) for sentence, held in sorted(narrated.items(), key=lambda item: item[0])]


class Claims:
    """Claims by the stretches of text that their contents lie in, so that few are looked at for one place."""

    #: The length of a stretch, in code points: about a sentence.
    STRETCH = 128

    def __init__(self, claims: Iterable[Claim]) -> None:
        """Sort the claims into the stretches; within one they keep their order."""
        self._near: dict[int, list[Claim]] = defaultdict(list)
        for claim in claims:
            places = (range(p.start // self.STRETCH, p.end // self.STRETCH + 1) for p in claim.content)
            for place in {n for part in places for n in part}:
                self._near[place].append(claim)

    def around(self, span: Span) -> list[Claim]:
        """Return the claims that can hold the span, in their order."""
        return self._near.get(span.start // self.STRETCH, [])


def is_presupposed(event: EventMention) -> bool:
    """Tell whether an event mention is a title beside a name ("said that President X fled"): nobody says it there."""
    return event.type == "Office" and event.position is not None


def innermost(claims: Iterable[Claim], trigger: Span) -> list[Claim]:
    """Return the claims with the shortest content that holds the trigger, joint speakers and a denial all together.

    A word of hearsay ("allegedly", "alleged") and an answer in passing (", which X denies") do not take an event from
    the speaker in whose words they stand: both are returned.
    """
    holders = [c for c in claims if holds(c, trigger)]
    if len(holders) < 2:
        return holders
    holders.sort(key=length)
    found: list[Claim] = []
    for claim in holders:
        named = [c for c in found if c.rule not in (HEARSAY, HEARSAY_NOUN, ASIDE)]
        if named and length(claim) > length(named[0]):
            break
        found.append(claim)
    return found


def holds(claim: Claim, trigger: Span) -> bool:
    """Tell whether the trigger lies in the content of a claim and is not its cue."""
    if not any(part.contains(trigger) for part in claim.content):
        return False
    return claim.cue is None or not claim.cue.overlaps(trigger)


def length(claim: Claim) -> int:
    """Return how many code points the content of a claim has."""
    return sum(part.end - part.start for part in claim.content)


def sentence_of(event: EventMention, sentences: Sequence[Span], starts: Sequence[int]) -> Span:
    """Return the sentence that holds the trigger; ``starts`` are where the sentences begin."""
    at = bisect_right(starts, event.trigger.start) - 1
    return sentences[at] if at >= 0 and sentences[at].contains(event.trigger) else event.sentence


def narration(sentence: Span, events: Sequence[EventMention]) -> Claim:
    """Return the article's own claim about the event mentions of one sentence."""
    return Claim(
        content=(sentence,),
        sentence=sentence,
        act=SpeechAct.NARRATE,
        stance=Stance.ASSERTS,
        rule=NARRATED,
        confidence=max(e.confidence for e in events),
        about=tuple(sorted({e.id for e in events})),
    )
