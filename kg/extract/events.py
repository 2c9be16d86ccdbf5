"""Events and states told by verbs, nouns and adjectives: triggers, types and roles.

Each content word that the lexicon knows is read in its sense (:mod:`kg.extract.roles`); states that stand between nouns
(offices, memberships, locations) come from :mod:`kg.extract.states`; what links the tellings of one document from
:mod:`kg.extract.events_links`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from spacy.tokens import Token

from kg.extract.events_links import link
from kg.extract.lexicon import Lexicon
from kg.extract.roles import (
    SUPPORT,
    Reading,
    adjective_arguments,
    fill,
    noun_arguments,
    read_sense,
    verb_arguments,
)
from kg.extract.states import find_states
from kg.extract.syntax import Mentions, Parse, tokens_span
from kg.extract.wordlists import words
from kg.model import Claim, EventMention, MentionKind, Rule, Span

RULES: tuple[Rule, ...] = (
    Rule(
        "event.verb",
        "A verb that the lexicon knows, in the sense that its arguments fit.",
        ("The army shelled the port.",),
    ),
    Rule("event.noun", "A noun that names an event or state.", ("The arrest of the mayor surprised the town.",)),
    Rule("event.adjective", "A predicate adjective that names a state.", ("The miners are homeless.",)),
)

#: How sure a rule is before it is calibrated: the share that was right when it was written.
PRIORS = {"event.verb": 0.75, "event.noun": 0.6, "event.adjective": 0.6}

#: Verbs that are no event of their own: auxiliaries, and links between one event and another.
NO_EVENT = words("no_event")
#: Top types of acts between parties that stay events when the verb is also a cue of saying.
ACTS = words("acts")
#: The least length of a gap that a trigger of several words may have inside, in tokens.
NEAR = 3


def find_events(parse: Parse, mentions: Mentions, lexicon: Lexicon, claims: Sequence[Claim]) -> list[EventMention]:
    """Return the events and states that a document tells, in the order of the text."""
    cues = {i for c in claims if c.cue for i in range(c.cue.start, c.cue.end)}
    found: dict[str, EventMention] = {}
    for reading, rule in _readings(parse, mentions, lexicon, cues):
        event = _event(reading, rule, parse, mentions)
        found.setdefault(event.id, event)
    taken = [e.trigger for e in found.values()]
    for event in find_states(parse, mentions, lexicon):
        if not any(event.trigger.overlaps(t) for t in taken):
            found.setdefault(event.id, event)
    ordered = sorted(found.values(), key=lambda e: (e.trigger.start, e.trigger.end, e.type))
    return link(parse, ordered)


def _readings(parse: Parse, mentions: Mentions, lexicon: Lexicon, cues: set[int]) -> Iterator[tuple[Reading, str]]:
    """Read every content word of the article that the lexicon knows."""
    blank = [b.span for b in parse.document.boilerplate]
    for token in parse.doc:
        if token.is_space or any(b.start <= token.idx < b.end for b in blank):
            continue
        found: tuple[Reading, str] | None = None
        if token.pos_ == "VERB":
            found = _verb(token, mentions, lexicon, cues)
        elif token.pos_ in ("NOUN", "PROPN"):
            found = _noun(token, mentions, lexicon)
        elif token.pos_ == "ADJ":
            found = _adjective(token, mentions, lexicon)
        if found:
            yield found


def _verb(token: Token, mentions: Mentions, lexicon: Lexicon, cues: set[int]) -> tuple[Reading, str] | None:
    """Read a verb, unless it only supports a noun, links events, or is a word of saying."""
    arguments = verb_arguments(token)
    reading = read_sense("verb", token, arguments, mentions, lexicon)
    if reading is None or (len(reading.tokens) == 1 and token.lemma_ in NO_EVENT):
        return None
    if token.idx in cues and reading.sense.top not in ACTS:
        return None
    if len(reading.tokens) == 1 and token.lemma_ in SUPPORT and _supports(token, mentions, lexicon):
        return None
    return reading, "event.verb"


def _supports(verb: Token, mentions: Mentions, lexicon: Lexicon) -> bool:
    """Tell whether the verb's object is an event noun that the verb only supports ("held talks")."""
    for child in verb.children:
        if child.dep_ in ("dobj", "nsubjpass") and child.pos_ == "NOUN":
            return _noun(child, mentions, lexicon) is not None
    return False


def _noun(token: Token, mentions: Mentions, lexicon: Lexicon) -> tuple[Reading, str] | None:
    """Read a noun that names an event or state, unless it is (part of) a name or of another noun's phrase."""
    mention = mentions.headed_by(token) or mentions.around(token)
    if mention is not None and (mention.kind is MentionKind.NAME or mention.head.start == token.idx):
        return None
    if not lexicon.of("noun", token.lemma_.casefold()):
        return None
    reading = read_sense("noun", token, noun_arguments(token, mentions), mentions, lexicon)
    if reading is None or reading.sense.frame.name == "title":
        return None
    return reading, "event.noun"


def _adjective(token: Token, mentions: Mentions, lexicon: Lexicon) -> tuple[Reading, str] | None:
    """Read a predicate adjective."""
    if token.dep_ not in ("acomp", "oprd", "attr", "conj", "ccomp"):
        return None
    if token.dep_ == "conj" and token.head.dep_ not in ("acomp", "oprd", "attr"):
        return None
    reading = read_sense("adj", token, adjective_arguments(token), mentions, lexicon)
    return (reading, "event.adjective") if reading else None


def _trigger(reading: Reading) -> Span:
    """Return the span of the trigger: the whole phrase where its words stand together, else its head."""
    indexes = sorted(t.i for t in reading.tokens)
    gaps = [b - a for a, b in pairwise(indexes)]
    return tokens_span(reading.tokens) if all(g <= NEAR for g in gaps) else tokens_span([reading.head])


def _event(reading: Reading, rule: str, parse: Parse, mentions: Mentions) -> EventMention:
    """Make the record of a reading."""
    roles = fill(reading, mentions)
    return EventMention(
        trigger=_trigger(reading),
        lemma="_".join(reading.sense.words),
        type=reading.sense.type,
        sentence=parse.sentence(reading.head),
        rule=rule,
        confidence=PRIORS[rule],
        actors=roles["actor"],
        targets=roles["target"],
        participants=roles["participant"],
        places=roles["place"],
        origins=roles["origin"],
        destinations=roles["destination"],
    )
