"""Events and states that a document tells: triggers, types, roles, attributes.

Words that could tell one are read by :mod:`kg.extract.events_candidates`, and :mod:`kg.extract.events_score` says how
sure it is that they do; states that stand between nouns (offices, memberships, locations) come from
:mod:`kg.extract.states`; what links the tellings of one document from :mod:`kg.extract.events_links`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kg.extract.events_candidates import Candidate, Finder
from kg.extract.events_features import features
from kg.extract.events_links import link
from kg.extract.events_score import load_weights
from kg.extract.events_sides import share_sides, take_up
from kg.extract.intents import find_intents
from kg.extract.lexicon import Lexicon
from kg.extract.modality import reality_of
from kg.extract.quantities import quantity_of
from kg.extract.roles import Roles, fill
from kg.extract.roles_control import burden
from kg.extract.roles_reading import Reading
from kg.extract.states import find_states
from kg.extract.syntax import Mentions, Parse, conjuncts, token_span, tokens_span
from kg.extract.times import own_time, time_of
from kg.extract.tokens import Token
from kg.extract.wordlists import words
from kg.model import Claim, EventMention, Quantity, Rule, Span, TimeSpan

RULES: tuple[Rule, ...] = (
    Rule(
        "event.verb",
        "A verb that the lexicon knows, in the sense that its arguments fit.",
        ("The army shelled the port.",),
    ),
    Rule(
        "event.verb.class",
        "A verb that the lexicon does not know; its type is that of its WordNet class.",
        ("The farmers hobbled to the river.",),
    ),
    Rule("event.noun", "A noun that names an event or state.", ("The arrest of the mayor surprised the town.",)),
    Rule(
        "event.noun.nominal",
        "A noun derived from a verb that the lexicon knows.",
        ("The mutilation of the statue angered the town.",),
    ),
    Rule("event.adjective", "A predicate adjective that names a state.", ("The miners are homeless.",)),
    Rule(
        "event.adjective.class", "A predicate adjective that the lexicon does not know.", ("The village is windswept.",)
    ),
)

#: The widest gap inside a trigger of several words, in tokens.
NEAR = 3
#: States that last: the day of a clause is not theirs.
STANDING = frozenset({"Office", "Membership", "Alliance", "Location"})
#: Verbs that say nothing beside the event noun that is their object.
LIGHT = words("light")


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with its roles, its features and the probability that it is a trigger."""

    candidate: Candidate
    roles: Roles
    names: list[str]
    score: float

    @property
    def features(self) -> list[str]:
        """The features, each crossed with the part of speech: what the weights are learned for."""
        return [f"{self.candidate.pos}|{name}" for name in self.names]


def find_events(parse: Parse, mentions: Mentions, lexicon: Lexicon, claims: Sequence[Claim]) -> list[EventMention]:
    """Return the events and states that a document tells, in the order of the text."""
    weights = load_weights()
    found: dict[str, EventMention] = {}
    told = [
        s for s in score_candidates(parse, mentions, lexicon, claims) if s.score >= weights.threshold(s.candidate.pos)
    ]
    for scored in _without_parts(_without_light(told)):
        event = _event(scored, parse, claims)
        found.setdefault(event.id, event)
    taken = {i for e in found.values() for i in range(e.trigger.start, e.trigger.end)}
    for event in find_states(parse, mentions, lexicon, claims):
        if event.trigger.start not in taken and event.trigger.end - 1 not in taken:
            found.setdefault(event.id, event)
    found = dict(zip(found, share_sides(parse, mentions, list(found.values()), lexicon), strict=True))
    for event in find_intents(parse, mentions, list(found.values()), claims, lexicon):
        found.setdefault(event.id, event)
    ordered = sorted(found.values(), key=lambda e: (e.trigger.start, e.trigger.end, e.type))
    return take_up(link(parse, mentions, ordered), parse, lexicon)


def _without_light(told: list[Scored]) -> list[Scored]:
    """Drop the verb that only carries an event noun, which says all of it ("carried out a drill")."""
    nouns = {s.candidate.reading.head.i for s in told if s.candidate.pos == "noun"}
    return [s for s in told if not (_is_light(s) and _carried(s.candidate.reading.head) & nouns)]


def _is_light(scored: Scored) -> bool:
    """Tell a verb that adds nothing to the event noun that it carries."""
    lemma = scored.candidate.reading.head.lemma_
    whole = len(scored.candidate.reading.tokens) > len(("verb", "particle"))
    return "supports" in scored.candidate.notes and lemma in LIGHT and not whole


def _carried(verb: Token) -> set[int]:
    """Return where the nouns are that a light verb carries."""
    nouns = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")]
    return {t.i for n in (*nouns, burden(verb)) if n is not None for t in conjuncts(n)}


def _without_parts(told: list[Scored]) -> list[Scored]:
    """Drop the noun of a phrase that its verb tells ("held talks"); what only the noun knows goes to the verb."""
    phrases = {t.i: s for s in told if len(s.candidate.reading.tokens) > 1 for t in s.candidate.reading.tokens}
    parts = {}
    for scored in told:
        head = scored.candidate.reading.head
        if (whole := phrases.get(head.i)) is not None and whole.candidate.reading.head.i != head.i:
            parts[whole.candidate.reading.head.i] = scored
    dropped = {s.candidate.reading.head.i for s in parts.values()}
    kept = [s for s in told if s.candidate.reading.head.i not in dropped]
    return [_joined(s, parts[s.candidate.reading.head.i]) if s.candidate.reading.head.i in parts else s for s in kept]


def _joined(whole: Scored, part: Scored) -> Scored:
    """Return a phrase with the roles that only its noun knows."""
    used = {span for spans in whole.roles.values() for span in spans}
    roles = {r: spans or tuple(s for s in part.roles[r] if s not in used) for r, spans in whole.roles.items()}
    return replace(whole, roles=roles)


def score_candidates(parse: Parse, mentions: Mentions, lexicon: Lexicon, claims: Sequence[Claim]) -> Iterator[Scored]:
    """Yield every candidate of the document with its score: also what training learns from."""
    weights = load_weights()
    for candidate in Finder(parse, mentions, lexicon, claims).all():
        roles = fill(candidate.reading, mentions)
        names = features(candidate, roles, mentions)
        yield Scored(candidate, roles, names, weights.score(candidate.pos, names))


def trigger_span(reading: Reading) -> Span:
    """Return the span of the trigger: the whole phrase where its words stand together, else its head."""
    if len(reading.tokens) == 1:
        return token_span(reading.head)
    indexes = sorted(t.i for t in reading.tokens)
    together = all(b - a <= NEAR for a, b in pairwise(indexes))
    return tokens_span(reading.tokens if together else [reading.head])


def _event(scored: Scored, parse: Parse, claims: Sequence[Claim]) -> EventMention:
    """Make the record of a candidate."""
    reading, roles = scored.candidate.reading, scored.roles
    polarity, modality = reality_of(parse, reading.tokens, claims)
    return EventMention(
        trigger=trigger_span(reading),
        lemma="_".join(reading.sense.words),
        type=reading.sense.type,
        sentence=parse.sentence(reading.head),
        rule=scored.candidate.rule,
        confidence=round(scored.score, 3),
        actors=roles["actor"],
        targets=roles["target"],
        participants=roles["participant"],
        places=roles["place"],
        origins=roles["origin"],
        destinations=roles["destination"],
        time=_time(parse, reading),
        quantity=_quantity(parse, reading),
        polarity=polarity,
        modality=modality,
    )


def _time(parse: Parse, reading: Reading) -> TimeSpan | None:
    """Return when it was; a noun of what lasts has only a time of its own: "mayor since 2016"."""
    lasts = reading.sense.type in STANDING and reading.head.pos_ == "NOUN"
    return (own_time if lasts else time_of)(parse, reading.tokens)


def _quantity(parse: Parse, reading: Reading) -> Quantity | None:
    """Return how many suffer or do it, or how often a noun counts it."""
    for function in ("obj", "subj", "of", "poss"):
        for token in reading.arguments.get(function, []):
            if (quantity := quantity_of(parse, token)) is not None:
                return quantity
    return quantity_of(parse, reading.head) if reading.head.pos_ == "NOUN" else None
