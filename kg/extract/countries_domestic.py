"""Whose people they are who deal with a state's own authorities, in a text that names a single country.

Read after the events: whom the police of the only country in a text arrest, whom its government bans, who strikes
against its president or demonstrates in one of its towns, are of that country.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.lexicon import Lexicon
from kg.extract.syntax import Mentions, Parse, prepositions
from kg.extract.wordlists import words
from kg.gazetteer.words import word_set
from kg.model import EntityMention, EventMention, MentionKind, Rule, Span

RULES: tuple[Rule, ...] = (
    Rule(
        "country.domestic",
        "Who deals with the authorities of the only country that a text names, or acts or suffers in a place of it, "
        "is of that country.",
        ("Kenyan police dispersed demonstrators.", "Students in Lima rallied against the government of Peru."),
    ),
    Rule(
        "country.ruling",
        "A government that decrees something in a place governs that place's country.",
        ("The military government imposed a curfew in Mali.",),
    ),
)

#: Types of what goes on between people and their authorities.
DEALINGS = words("interactions") | {"Protest", "Assault", "Agree", "Consult", "Decide"}
#: Types of mentions that are people or bodies of some country.
PEOPLE = frozenset({"Group", "Person", "Organization", "GovernmentBody", "ArmedForce", "PoliticalParty", "MediaOutlet"})
#: Types of mentions that are a state's authorities at home; armies are abroad as often.
AUTHORITIES = frozenset({"GovernmentBody", "Person", "PoliticalParty"})
#: Types of names of parties and movements, and the words in them.
MOVEMENTS = frozenset({"Organization", "PoliticalParty", "ArmedForce"})
PARTY_WORDS = words("movements")
#: Last words of measures that a place is put under.
MEASURES = frozenset({"curfew", "lockdown", "quarantine", "law", "emergency", "siege"})
#: Nouns of people who are subject to a state, and of people who live where they are.
SUBJECT = words("subjects")
PLAIN = words("plain_people")
#: Nouns of those who fight the state that they are of.
INSURGENTS = frozenset({"rebel", "guerrilla", "insurgent", "separatist", "revolutionary", "mutineer"})
#: Nouns of who governs a country.
GOVERNMENTS = word_set("government nouns")
#: Words of people and bodies that come from elsewhere, or from everywhere.
ELSEWHERE = words("elsewhere")


def with_domestic(
    parse: Parse, mentions: Mentions, events: Sequence[EventMention], lexicon: Lexicon
) -> tuple[EntityMention, ...]:
    """Return all mentions, those that deal with the authorities of the text's only country given that country."""
    known = {m.country for m in mentions.all if m.country and m.kind is MentionKind.NAME}
    told = [e for e in events if lexicon.top(e.type) in DEALINGS]
    ruling = {s: c for e in told for s, c in _ruling(e, mentions)}
    if ruling:
        mentions = mentions.renewed([_given(m, ruling, parse, mentions) for m in mentions.all])
    found: dict[Span, str] = {}
    if len(known) == 1:
        country = next(iter(known))
        found |= {s: country for e in told for s in _domestic(e, mentions, country)}
    for span, country in [*_opposed(told, mentions, lexicon), *_struck(told, mentions, lexicon)]:
        found.setdefault(span, country)
    return tuple(_given(m, found, parse, mentions) for m in mentions.all) if found else mentions.all


def _given(mention: EntityMention, found: dict[Span, str], parse: Parse, mentions: Mentions) -> EntityMention:
    """Return a mention with the country found for it, if it may have one."""
    country = found.get(mention.span)
    return replace(mention, country=country) if country and _belongs(mention, parse, mentions) else mention


def _ruling(event: EventMention, mentions: Mentions) -> Iterator[tuple[Span, str]]:
    """Yield a government that decrees something in a place, with the place's country: it governs there."""
    measured = event.lemma.rpartition("_")[2] in MEASURES
    spans = (*event.places, *(event.targets if measured else ()))
    places = [mentions.by_span[s].country for s in spans if s in mentions.by_span]
    for span in event.actors if len(set(places)) == 1 and places[0] else ():
        if (actor := mentions.by_span.get(span)) and mentions.head(actor).lemma_ in GOVERNMENTS:
            yield span, places[0] or ""


def _domestic(event: EventMention, mentions: Mentions, country: str) -> Iterator[Span]:
    """Yield the parties of an event that deal with an authority of the country, or are in a place of it."""
    places = [mentions.by_span.get(s) for s in (*event.places, *event.origins)]
    here = any(m is not None and country in (m.country, _around(m, mentions)) for m in places)
    sides = (event.actors, (*event.targets, *event.participants))
    for side, other in (sides, sides[::-1]):
        met = [mentions.by_span.get(s) for s in other]
        own = [m for m in met if m is not None and m.country == country]
        if here or any(m.type in AUTHORITIES or _words(m, mentions) & INSURGENTS for m in own):
            yield from side


def _opposed(events: Sequence[EventMention], mentions: Mentions, lexicon: Lexicon) -> Iterator[tuple[Span, str]]:
    """Yield those who by their name are subject to a state, with the state whose own authorities deal with them."""
    for event in events:
        if lexicon.top(event.type) not in ("Coerce", "Protest") and event.type != "Release":
            continue
        met = [mentions.by_span.get(s) for s in (*event.actors, *event.targets)]
        ruling = {m.country for m in met if m is not None and m.country and m.type in ("GovernmentBody", "Country")}
        abroad = {m.country for s in event.places if (m := mentions.by_span.get(s)) is not None and m.country} - ruling
        if len(ruling) == 1 and not abroad:
            country = ruling.pop() or ""
            yield from ((m.span, country) for m in met if m is not None and _words(m, mentions) & SUBJECT)


def _struck(events: Sequence[EventMention], mentions: Mentions, lexicon: Lexicon) -> Iterator[tuple[Span, str]]:
    """Yield plain people who are killed or hurt in a place, with the country of the place."""
    attacks = [e for e in events if lexicon.top(e.type) == "Assault"]
    for event in attacks:
        near = [e for e in attacks if e.sentence == event.sentence]
        towns = (s for e in near for s in e.targets if (m := mentions.by_span.get(s)) is not None and m.type == "City")
        places = event.places or tuple(s for e in near for s in e.places) or tuple(towns)
        there = {m.country for s in places if (m := mentions.by_span.get(s)) is not None}
        country = there.pop() if len(there) == 1 else None
        for mention in (mentions.by_span.get(s) for s in event.targets if country):
            if mention is not None and mention.kind is MentionKind.NOMINAL and _words(mention, mentions) & PLAIN:
                yield mention.span, country or ""


def _words(mention: EntityMention, mentions: Mentions) -> set[str]:
    """Return the lemma of a mention's head, in a set."""
    return {mentions.head(mention).lemma_.casefold()} if mention.kind is MentionKind.NOMINAL else set()


def _around(place: EntityMention, mentions: Mentions) -> str | None:
    """Return the country of what a place is named after ("the port of Mombasa")."""
    named = (mentions.headed_by(t) for word, t in prepositions(mentions.head(place)) if word in ("of", "in"))
    return next((m.country for m in named if m is not None and m.country), None)


def _belongs(mention: EntityMention, parse: Parse, mentions: Mentions) -> bool:
    """Tell whether a mention may be of a country that its words do not name."""
    if mention.country or mention.kind is MentionKind.PRONOUN or mention.type not in PEOPLE:
        return False
    tokens = parse.tokens(mention.span)
    if mention.kind is MentionKind.NAME:
        return mention.type in MOVEMENTS and bool({t.lower_ for t in tokens} & PARTY_WORDS)
    if any(m is not None and m.kind is MentionKind.NAME for m in map(mentions.around, tokens)):
        return False  # "Red Cross officials" are whose their name says
    return not any({t.lower_, t.lemma_.casefold()} & ELSEWHERE for t in tokens)
