"""What somebody says that they will do, will not do, or that another must do: promises, threats, refusals, demands.

"Peru will support the bid, its minister said" tells a support that is still to come and a promise that was made; the
first is the event of its verb, the second stands here, at the word of will or duty.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.lexicon import Lexicon
from kg.extract.roles_arguments import LENDING, SUPPORT, fillers
from kg.extract.syntax import SUBJECTS, Mentions, Parse, conjuncts, token_span
from kg.extract.tokens import Token
from kg.model import Claim, EntityMention, EventMention, MentionKind, Modality, Polarity, Rule, Span, SpeechAct, Stance

RULES: tuple[Rule, ...] = (
    Rule(
        "event.intent",
        "Who says that they will help, meet, yield or agree promises it; that they will punish or attack, threatens "
        "it; that they will not help or agree, refuses it.",
        ("Peru will support Chile's bid, its foreign minister said.",),
    ),
    Rule(
        "event.demand",
        "Who says that another must do something demands it of them.",
        ("Kenya's president said that Somalia must open the port.",),
    ),
)

#: Raw confidence of what no verb of promising or demanding tells.
PRIOR = 0.55
FRIENDLY = frozenset({"Agree", "Consult", "Support", "Cooperate", "Aid", "Concede", "Retreat"})
HOSTILE = frozenset({"Sanction", "Coerce", "Assault", "Protest", "Reject"})
WILL = frozenset({"will", "'ll", "’ll", "would", "wo"})
MUST = frozenset({"must"})
#: Adjectives that say that somebody is about to do it.
#: Verbs that bring to an end what they govern.
ENDING = frozenset(
    {"stop", "end", "lift", "ease", "halt", "suspend", "relax", "complete", "break", "withdraw", "cut", "reduce"}
    | {"freeze", "withhold", "lose"}
)
READY = frozenset({"willing", "ready", "prepared", "committed", "determined"})
#: Claims whose content nobody utters.
SILENT = frozenset({SpeechAct.NARRATE, SpeechAct.BELIEVE})


def find_intents(
    parse: Parse, mentions: Mentions, events: Sequence[EventMention], claims: Sequence[Claim], lexicon: Lexicon
) -> Iterator[EventMention]:
    """Yield the promises, threats and refusals that say what is to be done, and the demands that another must."""
    heads = {parse.tokens(e.trigger)[0].i: e for e in events}
    for index, event in heads.items():
        verb = _carrier(parse.doc[index])
        word = _announcing(verb) if verb is not None else None
        if word is not None and (word.i not in heads or word.lower_ in READY):
            yield from _intent(event, word, mentions, claims, lexicon)
    for token in parse.words:
        if token.lower_ in MUST and token.dep_ == "aux":
            yield from _demand(token, parse, mentions, claims)


def _carrier(token: Token) -> Token | None:
    """Return the verb that an event is announced with: its own, the one that brings it about, the one that it is for.

    "Will impose a curfew" announces the curfew, "will send boats to help the islanders" the help.
    """
    head = token.head
    if token.pos_ == "NOUN":
        return head if token.dep_ == "dobj" and head.lemma_ in (SUPPORT | LENDING) - ENDING else None
    if token.pos_ not in ("VERB", "AUX"):
        return None
    if token.dep_ in ("advcl", "relcl", "acl") and any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children):
        return head.head if head.pos_ == "NOUN" and head.dep_ == "dobj" else head
    return token


def _announcing(verb: Token) -> Token | None:
    """Return the word that says that a verb is to be done: its "will", or what it is the infinitive of."""
    found = next((c for c in verb.children if c.dep_ == "aux" and c.lower_ in WILL), None)
    if found is not None or verb.dep_ not in ("xcomp", "conj", "pcomp"):
        return found
    if verb.dep_ == "conj":
        return _announcing(verb.head) if not any(c.dep_ in SUBJECTS for c in verb.children) else None
    above = verb.head.head if verb.dep_ == "pcomp" else verb.head
    return above if above.lower_ in READY and above.dep_ in ("acomp", "ccomp", "ROOT") else None


def _intent(
    event: EventMention, word: Token, mentions: Mentions, claims: Sequence[Claim], lexicon: Lexicon
) -> Iterator[EventMention]:
    """Yield what the actor, or who speaks for them, thereby promises, threatens or refuses."""
    top = lexicon.top(event.type)
    denied = event.polarity is Polarity.NEGATED
    kind = "Promise" if top in FRIENDLY else "Threaten" if top in HOSTILE else None
    if denied:
        kind = "Reject" if top in FRIENDLY else None
    if kind is None or not event.actors:
        return
    if event.modality is Modality.CONDITIONAL and not (kind == "Threaten" and word.lower_ in WILL):
        return  # "would shut the border if" threatens; "would help if" promises nothing
    said = [c for c in claims if c.act not in SILENT and c.stance is not Stance.DENIES and _told(event.trigger, c)]
    speakers = [c.speaker for c in said if c.speaker]
    if not any(_speaks_for(speaker, event, mentions) for speaker in speakers):
        return
    yield replace(
        event,
        trigger=token_span(word),
        lemma=word.lower_,
        type=kind,
        rule="event.intent",
        confidence=PRIOR,
        targets=_concerned(event, mentions),
        participants=(),
        places=(),
        origins=(),
        destinations=(),
        quantity=None,
        polarity=Polarity.AFFIRMED,
        modality=Modality.ACTUAL,
        reasons=(),
        same_as=None,
    )


def _speaks_for(speaker: Span, event: EventMention, mentions: Mentions) -> bool:
    """Tell whether who announces an event is one of its parties, or may be, as far as their words tell."""
    country = _country(mentions, speaker)
    if (country or speaker) in {_country(mentions, s) or s for s in (*event.actors, *event.targets)}:
        return True
    actors = [mentions.by_span[s] for s in event.actors]
    itself = any(m.kind is MentionKind.PRONOUN and m.country is None for m in actors)
    body = mentions.by_span[speaker]
    return country is None and (itself or (body.type == "GovernmentBody" and body.kind is MentionKind.NOMINAL))


def _concerned(event: EventMention, mentions: Mentions) -> tuple[Span, ...]:
    """Return to whom, or against whom, it is said: the event's target, but for what is the actor's own.

    "We will withdraw our troops from Chad" is promised to Chad.
    """
    own = {_country(mentions, s) for s in event.actors} - {None}
    others = tuple(s for s in event.targets if _country(mentions, s) not in own)
    return others or event.origins or event.destinations or event.targets or event.participants or event.places


def _told(span: Span, claim: Claim) -> bool:
    """Tell whether a claim's content holds a span."""
    return any(part.contains(span) for part in claim.content)


def _country(mentions: Mentions, span: Span | None) -> str | None:
    """Return the country of the mention of a span."""
    mention = mentions.by_span.get(span) if span else None
    return mention.country if mention else None


def _demand(word: Token, parse: Parse, mentions: Mentions, claims: Sequence[Claim]) -> Iterator[EventMention]:
    """Yield the demand of who says that another must do something."""
    said = [c for c in claims if c.speaker and c.act not in SILENT and _told(token_span(word), c)]
    subjects = [t for c in word.head.children if c.dep_ in SUBJECTS for t in conjuncts(c)]
    asked: list[EntityMention] = [m for t in subjects for m in fillers(t, mentions)]
    asked = [m for m in asked if m.type not in ("Object", "Facility")]
    if not said or not asked or said[0].speaker is None or said[0].speaker in {m.span for m in asked}:
        return
    yield EventMention(
        trigger=token_span(word),
        lemma=word.lower_,
        type="Demand",
        sentence=parse.sentence(word),
        rule="event.demand",
        confidence=PRIOR,
        actors=tuple(c.speaker for c in said if c.speaker)[:1],
        targets=tuple(m.span for m in asked),
    )
