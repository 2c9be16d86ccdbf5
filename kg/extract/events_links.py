"""Links between the tellings of one document: which is a reason for which, and which tell one thing twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.lexicon import load_lexicon
from kg.extract.syntax import Mentions, Parse, is_passive, prepositions
from kg.extract.tokens import Token
from kg.extract.wordlists import words
from kg.extract.wordnet import load_wordnet
from kg.model import EventMention, MentionKind, Rule, Span, TimeSpan

RULES: tuple[Rule, ...] = (
    Rule(
        "link.reason",
        "A clause with because or after, an infinitive of purpose, a phrase of answer or cause, or a verb of causing "
        "names the event that another answers, serves or results from.",
        ("The union struck because the mine closed.", "They marched to protest the law.", "The quake caused a fire."),
    ),
    Rule(
        "link.same",
        "Two tellings of the same type and word with a party in common and none at odds, or a later definite noun.",
        ("Police arrested Ann Bell. The arrest surprised the town.",),
    ),
)

#: Conjunctions whose clause is the reason of the clause above it.
BECAUSE = words("because")
#: Prepositions (of verbs) whose noun is the reason.
OVER = words("reason_prepositions")
#: Nouns in "in ... to/for" whose own complement is the reason.
ANSWER = words("answers")
#: Verbs that say that their subject brought about their object.
CAUSE = words("causes")
#: Types whose infinitive says what for ("marched to protest"); and states that nothing is done in answer to.
PURPOSEFUL = frozenset({"Move", "Protest", "Assault", "Coerce", "Mobilize", "Build", "Transact", "Sanction"})
STANDING = frozenset({"Office", "Membership", "Alliance", "Location", "Presence"})


#: What names the actors, the targets and the participants of an event.
type _Parties = tuple[set[str], ...]


def link(parse: Parse, mentions: Mentions, events: Sequence[EventMention]) -> list[EventMention]:
    """Return the events with their reasons and their earlier tellings."""
    at = {token.i: event for event in events for token in parse.tokens(event.trigger)}
    reasons: dict[str, list[str]] = {}
    for effect, cause in _reasons(parse, at):
        if effect.id != cause.id and cause.id not in reasons.setdefault(effect.id, []):
            reasons[effect.id].append(cause.id)
    earlier = _same(parse, mentions, events)
    if not (reasons or earlier):
        return list(events)
    linked = [(e, tuple(reasons.get(e.id, ())), earlier.get(e.id)) for e in events]
    return [replace(e, reasons=why, same_as=first) if why or first else e for e, why, first in linked]


def _reasons(parse: Parse, at: dict[int, EventMention]) -> Iterator[tuple[EventMention, EventMention]]:
    """Yield pairs of an event and one that it answers, serves or results from."""
    for token in parse.words:
        label, lemma = token.dep_, token.lemma_
        if label in ("advcl", "xcomp") and _is_reason(token, at) and (effect := _event_at(token.head, at)):
            if cause := _event_at(token, at):
                yield effect, cause
        elif lemma in CAUSE and token.pos_ == "VERB":
            yield from _caused(token, at)
        if lemma in ANSWER and label == "pobj" and (answer := _answered(token.head.lower_, token)):
            verb = next((t for t in token.ancestors if t.pos_ == "VERB"), token)
            if (effect := at.get(verb.i)) and (cause := _event_at(answer, at)):
                yield effect, cause
        if (effect := at.get(token.i)) is not None and effect.type not in STANDING:
            for word, noun in prepositions(token):
                inner = _answered(word, noun)
                if inner is not None and (cause := _event_at(inner, at)):
                    yield effect, cause


def _is_reason(clause: Token, at: dict[int, EventMention]) -> bool:
    """Tell a clause of reason or purpose: an adverbial one, or the infinitive after a verb that asks for none."""
    if clause.dep_ == "xcomp":
        above = at.get(clause.head.i)
        return above is not None and load_lexicon().top(above.type) in PURPOSEFUL
    marks = {c.lower_ for c in clause.children if c.dep_ in ("mark", "advmod")}
    return bool(marks & BECAUSE) or any(c.dep_ == "aux" and c.lower_ == "to" for c in clause.children)


def _answered(word: str, noun: Token) -> Token | None:
    """Return the noun that names the reason after a preposition ("over the tax", "in response to the raid")."""
    if word in OVER:
        return noun
    if word == "in" and noun.lemma_ in ANSWER:
        return next((t for w, t in prepositions(noun) if w in ("to", "for", "of", "against")), noun)
    return None


def _caused(verb: Token, at: dict[int, EventMention]) -> Iterator[tuple[EventMention, EventMention]]:
    """Yield the event that a verb of causing has as object, with the one that it has as subject."""
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    ends = [c for c in verb.children if c.dep_ in ("dobj", "ccomp", "xcomp")]
    ends += [t for w, t in prepositions(verb) if w in ("to", "in", "by")]
    for end in ends:
        first, second = (_event_at(t, at) if t is not None else None for t in (subject, end))
        if first and second:
            yield (first, second) if is_passive(verb) else (second, first)


def _event_at(token: Token, at: dict[int, EventMention]) -> EventMention | None:
    """Return the event that a token tells, or that its object does when it only supports it."""
    if token.i in at:
        return at[token.i]
    return next((at[c.i] for c in token.children if c.dep_ in ("dobj", "acomp", "attr") and c.i in at), None)


def _same(parse: Parse, mentions: Mentions, events: Sequence[EventMention]) -> dict[str, str]:
    """Map each later telling to the first telling of the same."""
    families: dict[tuple[str, str], list[EventMention]] = {}
    for event in events:
        families.setdefault((event.type, _family(event.lemma)), []).append(event)
    return {k: v for told in families.values() if len(told) > 1 for k, v in _retold(parse, mentions, told)}


def _retold(parse: Parse, mentions: Mentions, told: Sequence[EventMention]) -> Iterator[tuple[str, str]]:
    """Yield each later telling of one family with the first telling of the same."""
    before: list[tuple[EventMention, _Parties]] = []
    for event in told:
        parties = tuple(_identities(mentions, spans) for spans in (event.actors, event.targets, event.participants))
        match = next((b for b, theirs in before if _compatible(parse, b, theirs, event, parties)), None)
        if match is not None:
            yield event.id, match.id
        else:
            before.append((event, parties))


def _family(lemma: str) -> str:
    """Return what a verb and the noun derived from it have in common."""
    return load_wordnet().verb(lemma) or lemma


def _compatible(parse: Parse, first: EventMention, theirs: _Parties, later: EventMention, parties: _Parties) -> bool:
    """Tell whether two tellings can be one and something speaks for it."""
    if first.polarity != later.polarity or not _times_meet(first.time, later.time):
        return False
    shared = 0
    for left, right in zip(theirs, parties, strict=True):
        if left and right and not left & right:
            return False
        shared += len(left & right)
    needed = 2 if later.actors and later.targets else 1
    bare = not (later.actors or later.targets or later.participants)
    return shared >= needed or (bare and _is_definite(parse, later))


def _identities(mentions: Mentions, spans: Sequence[Span]) -> set[str]:
    """Return what names the fillers of a role, as far as the mentions alone tell."""
    found = (mentions.by_span.get(span) for span in spans)
    return {m.key or m.name or "" for m in found if m is not None and m.kind is MentionKind.NAME} - {""}


def _is_definite(parse: Parse, event: EventMention) -> bool:
    """Tell whether a noun takes up what was told ("the attack", "this ban")."""
    tokens = parse.tokens(event.trigger)
    return any(c.dep_ == "det" and c.lower_ in ("the", "this", "that") for t in tokens for c in t.children)


def _times_meet(first: TimeSpan | None, later: TimeSpan | None) -> bool:
    """Tell whether two tellings can be of one time."""
    if first is None or later is None:
        return True
    starts = [t.earliest_begin for t in (first, later)]
    ends = [t.latest_end for t in (first, later)]
    apart = (a is not None and b is not None and a > b for a, b in ((starts[0], ends[1]), (starts[1], ends[0])))
    return not any(apart)
