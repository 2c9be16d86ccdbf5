"""Sides that one event lends another: the target of what is threatened, promised, refused or protested against.

"They threatened to shell the town" threatens the town; "a strike to protest the mayor's decision" is against the mayor;
"she arrived in Oslo on a visit" visits Oslo.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.lexicon import Lexicon, load_lexicon
from kg.extract.roles_arguments import fillers
from kg.extract.roles_concern import FAVOURS, HARMS, JUDGED, LANDS, is_topic
from kg.extract.syntax import SUBJECTS, Mentions, Parse, conjuncts, prepositions
from kg.extract.tokens import Token
from kg.extract.wordlists import words
from kg.model import EventMention, MentionKind, Rule, Span

RULES: tuple[Rule, ...] = (
    Rule(
        "event.side",
        "A threat, promise, refusal, request or protest that names no target is aimed at the target of what is "
        "threatened, promised, refused, asked for or protested against.",
        ("Malta threatened to impose limits on Italian boats.", "They began a strike to protest Peru's tax."),
    ),
    Rule(
        "event.side.noun",
        "A noun that is the object of a verb shares its target when one party does both; who rejects a request was "
        "asked; who attacks is who kills in the attack, and whom the attack kills is attacked.",
        ("Kenya rejected a Sudanese request.", "Two guards were murdered in a raid by rebels."),
    ),
)

#: Top types whose target may be that of the event in their clause or object.
LEAN = words("interactions") | {"Protest"}
#: Dependents that say what a verb is about.
CLAUSES = ("xcomp", "ccomp", "dobj")
PURPOSES = ("xcomp", "advcl", "acl", "conj")
#: Types of what is said to somebody.
UTTERED = frozenset({"Accuse", "Support", "Request", "Threaten"})
#: Types of what "the demand", "the attack" can name again.
DEALS = LEAN | {"Assault", "Consult", "Agree", "Retreat", "Cooperate", "Mobilize"}
#: How many sentences before its own an event may be named first.
BACK = 1
#: How often sides are passed on between events that hang on each other.
PASSES = 2
#: How far a chain of events is followed.
REACH = 3


def share_sides(
    parse: Parse, mentions: Mentions, events: Sequence[EventMention], lexicon: Lexicon
) -> list[EventMention]:
    """Return the events, those that lack a target given the one that the event they govern has."""
    at = {t.i: e for e in events for t in parse.tokens(e.trigger)}
    aimed = [_sided(e, parse, mentions, at, lexicon) for e in events]
    for _ in range(PASSES):
        at = {t.i: e for e in aimed for t in parse.tokens(e.trigger)}
        aimed = [_joined(e, parse, at, lexicon) for e in aimed]
    return aimed


def take_up(events: Sequence[EventMention], parse: Parse, lexicon: Lexicon) -> list[EventMention]:
    """Return the events, those that "the attack", "the talks" name again with the sides of their first telling."""
    told: list[EventMention] = []
    for event in events:
        before = _first(event, told, parse, lexicon) if _points_back(event, parse) else None
        if before is not None:
            event = replace(event, actors=before.actors, targets=before.targets, participants=before.participants)
        told.append(event)
    return told


def _points_back(event: EventMention, parse: Parse) -> bool:
    """Tell a bare noun with "the", "this" or "that" that names nobody's sides."""
    head = _head(parse, event)
    if head.pos_ != "NOUN" or event.actors or event.targets or event.participants:
        return False
    before = [c.lower_ for c in head.lefts]
    after = [c for c in head.rights if c.dep_ in ("prep", "acl", "relcl", "appos")]
    return len(before) == 1 and before[0] in ("the", "this", "that", "these", "those") and not after


def _first(event: EventMention, told: Sequence[EventMention], parse: Parse, lexicon: Lexicon) -> EventMention | None:
    """Return the nearest earlier telling of the kind that a noun names, at most a few sentences before."""
    near = parse.sentences_before(event.sentence, BACK)
    same = [e for e in told if e.sentence in near and e.trigger.end <= event.trigger.start]
    same = [e for e in same if e.type != "Visit" or event.type == "Visit"]  # "visited the town after the talks"
    kind = [e for e in same if lexicon.top(e.type) == lexicon.top(event.type) and lexicon.top(e.type) in DEALS]
    return next((e for e in reversed(kind) if e.actors or e.targets or e.participants), None)


def _joined(event: EventMention, parse: Parse, at: dict[int, EventMention], lexicon: Lexicon) -> EventMention:
    """Return one event with the sides that it shares with the verb or noun beside it."""
    head = _head(parse, event)
    if head.pos_ == "VERB" and lexicon.top(event.type) == "Assault" and not event.actors:
        inside = (at.get(t.i) for word, t in prepositions(head) if word in ("in", "during"))
        doers = [s for e in inside if e is not None and lexicon.top(e.type) == "Assault" for s in e.actors]
        return replace(event, actors=tuple(s for s in doers if s not in event.targets))
    if head.pos_ == "VERB" and not event.targets and not event.participants and (found := _beside(head, event, at)):
        return replace(event, targets=found)
    above = at.get(head.head.i)
    if head.dep_ == "nsubj" and above is not None and lexicon.top(event.type) == "Assault" and not event.targets:
        harmed = above.targets if lexicon.top(above.type) == "Assault" else ()
        harmed = above.actors if lexicon.top(above.type) == "Die" else harmed
        return replace(event, targets=tuple(s for s in harmed if s not in event.actors))
    if head.dep_ != "dobj" or above is None or above is event or event.targets or event.participants:
        return event
    top, over = lexicon.top(event.type), lexicon.top(above.type)
    if over == "Reject" and top == "Request" and event.actors:
        return replace(event, targets=tuple(s for s in above.actors if s not in event.actors))
    shared = set(event.actors) & set(above.actors)
    if shared and top in LEAN and over in LEAN:
        spans = tuple(s for s in above.targets if s not in event.actors)
        return replace(event, targets=spans, places=tuple(s for s in event.places if s not in spans))
    return event


def _sided(
    event: EventMention, parse: Parse, mentions: Mentions, at: dict[int, EventMention], lexicon: Lexicon
) -> EventMention:
    """Return one event with the target that it leans on another for."""
    if event.targets or event.participants:
        return event
    head = _head(parse, event)
    top = lexicon.top(event.type)
    if top in LEAN:
        found = _governed(head, event, at) or (_protested(head, event, at) if top == "Protest" else ())
        if top == "Threaten":
            found = found or _dared(head, event, mentions)
        if top in UTTERED:
            found = found or _addressed(head, event, at)
    elif event.type == "Visit":
        found = _visited(head, at)
    elif top == "Assault":
        found = _meant(head, event, at)
    else:
        found = ()
    if top == "Agree":
        found = tuple(s for s in found if mentions.by_span[s].type not in LANDS)
    away = tuple(s for s in found if s not in event.places)
    if away or not found:
        return replace(event, targets=away) if away else event
    measured = _measured(head, at)  # "lifted a curfew in the town": the town suffers it
    targets = tuple(s for s in found if s in measured)
    return replace(event, targets=targets, places=tuple(s for s in event.places if s not in targets))


def _measured(head: Token, at: dict[int, EventMention]) -> set[Span]:
    """Return the targets of the event that is a verb's object."""
    return {s for c in head.children if c.dep_ == "dobj" and c.i in at for s in at[c.i].targets}


def _head(parse: Parse, event: EventMention) -> Token:
    """Return the word of a trigger that hangs on one outside it."""
    tokens = parse.tokens(event.trigger)
    if len(tokens) == 1:
        return tokens[0]
    return next((t for t in tokens if t.head not in tokens or t.head == t), tokens[0])


def _beside(head: Token, event: EventMention, at: dict[int, EventMention]) -> tuple[Span, ...]:
    """Return against whom the next of two joined verbs is aimed ("raised tariffs and set quotas against Chile")."""
    for verb in head.children:
        if verb.dep_ == "conj" and verb.i > head.i and not any(c.dep_ in SUBJECTS for c in verb.children):
            inner = [verb, *(c for c in verb.children if c.dep_ == "dobj")]
            against = any(word == "against" for v in inner for word, _ in prepositions(v))
            found = [s for v in inner if v.i in at for s in at[v.i].targets]
            if against and found and (set(event.actors) & set(at[verb.i].actors) if verb.i in at else True):
                return tuple(s for s in dict.fromkeys(found) if s not in event.actors)
    return ()


def _governed(head: Token, event: EventMention, at: dict[int, EventMention], depth: int = 0) -> tuple[Span, ...]:
    """Return the targets of the event that a word governs, straight or through a verb or noun between."""
    top = load_lexicon().top(event.type)
    inner = [c for c in head.children if c.dep_ in CLAUSES and c.i > head.i and not is_topic(c, head, top)]
    inner += [c for c in head.lefts if c.dep_ == "nsubjpass"]
    inner += [t for word, t in prepositions(head) if word in ("to", "on", "for", "against", "of")]
    for token in inner:
        found = at.get(token.i)
        spans = _others(found, event) if found is not None and found is not event else ()
        if not spans and depth < REACH and (token.pos_ in ("VERB", "AUX") or found is not None):
            spans = _governed(token, event, at, depth + 1)
        if spans:
            return spans
    return ()


def _others(found: EventMention, event: EventMention) -> tuple[Span, ...]:
    """Return the targets of an event, or else its parties, that another does not have as actors.

    Of forces that are sent or withdrawn, where from or where to.
    """
    if load_lexicon().top(found.type) in ("Mobilize", "Retreat") and (
        ends := found.origins or found.destinations or found.places
    ):
        return tuple(s for s in ends if s not in event.actors)
    top = load_lexicon().top
    others = not set(found.actors) & set(event.actors)
    if others and top(event.type) == "Protest" and top(found.type) in HARMS:
        return found.actors  # "in protest at the arrest of two lawyers" is not aimed at the lawyers
    if others and top(event.type) in JUDGED and top(found.type) in HARMS | FAVOURS:
        return found.actors  # "demanded the release of two lawyers" is not asked of them
    spans = tuple(s for s in found.targets if s not in event.actors)
    return spans or tuple(s for s in found.participants if s not in event.actors)


def _protested(head: Token, event: EventMention, at: dict[int, EventMention]) -> tuple[Span, ...]:
    """Return whom the purpose of a protest is aimed at ("a strike to protest the mayor's decision")."""
    for verb in _above(head):
        for clause in verb.children:
            found = at.get(clause.i) if clause.dep_ in PURPOSES and clause.i > head.i else None
            other = found is not None and found is not event
            spans = _others(found, event) or _governed(clause, event, at) if found is not None and other else ()
            if spans:
                return spans
        for word, noun in prepositions(verb):
            if word in ("in", "as") and noun.lower_ == "protest" and noun.i in at and at[noun.i] is not event:
                return _others(at[noun.i], event)
    return ()


def _addressed(head: Token, event: EventMention, at: dict[int, EventMention]) -> tuple[Span, ...]:
    """Return whom somebody turned to in order to say it ("summoned the envoy to complain")."""
    above = at.get(head.head.i)
    purpose = head.dep_ in ("advcl", "xcomp") and any(c.dep_ == "aux" and c.lower_ == "to" for c in head.children)
    if above is None or not purpose or not set(above.actors) & set(event.actors):
        return ()
    return tuple(s for s in (*above.targets, *above.participants) if s not in event.actors)


def _dared(head: Token, event: EventMention, mentions: Mentions) -> tuple[Span, ...]:
    """Return on whose doing a threat depends ("threatened to walk out unless the governor resigns")."""
    for clause in (t for t in head.subtree if t.dep_ == "advcl" and t.i > head.i):
        if any(c.dep_ == "mark" and c.lower_ in ("if", "unless") for c in clause.children):
            subjects = [t for c in clause.children if c.dep_ in SUBJECTS for t in conjuncts(c)]
            found = tuple(m.span for t in subjects for m in fillers(t, mentions) if m.kind is not MentionKind.PRONOUN)
            if found and not set(found) & set(event.actors):
                return found
    return ()


def _meant(head: Token, event: EventMention, at: dict[int, EventMention]) -> tuple[Span, ...]:
    """Return whom force is aimed at by its purpose ("opened fire to disperse the crowd")."""
    for clause in head.children:
        found = at.get(clause.i) if clause.dep_ in PURPOSES and clause.i > head.i else None
        purpose = any(c.dep_ == "aux" and c.lower_ == "to" for c in clause.children)
        if found is not None and purpose and set(found.actors) & set(event.actors):
            return _others(found, event)
    return ()


def _visited(head: Token, at: dict[int, EventMention]) -> tuple[Span, ...]:
    """Return where the journey led that a visit was made on ("arrived in Oslo on a visit")."""
    for verb in _above(head):
        if verb.i in at and at[verb.i].destinations:
            return at[verb.i].destinations
    return ()


def _above(head: Token) -> Iterator[Token]:
    """Yield the word itself and the verbs and nouns that it hangs on."""
    token = head
    for _ in range(REACH):
        if token.pos_ in ("VERB", "AUX", "NOUN"):
            yield token
        if token.head.i == token.i or (token.pos_ in ("VERB", "AUX") and token.dep_ != "xcomp"):
            return
        token = token.head
