"""Whose people they are who deal with a state's own authorities, in a text that names a single country.

Read after the events: whom the police of the only country in a text arrest, whom its government bans, who strikes
against its president or demonstrates in one of its towns, are of that country.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.lexicon import Lexicon
from kg.extract.syntax import Mentions, Parse
from kg.extract.wordlists import words
from kg.model import EntityMention, EventMention, MentionKind, Rule, Span

RULES: tuple[Rule, ...] = (
    Rule(
        "country.domestic",
        "Who deals with the authorities of the only country that a text names, or acts or suffers in a place of it, "
        "is of that country.",
        ("Kenyan police dispersed demonstrators.", "Students in Lima rallied against the government of Peru."),
    ),
)

#: Types of what goes on between people and their authorities.
DEALINGS = words("interactions") | {"Protest", "Assault", "Agree", "Consult", "Decide"}
#: Types of mentions that are people or bodies of some country.
PEOPLE = frozenset({"Group", "Person", "Organization", "GovernmentBody", "ArmedForce", "PoliticalParty", "MediaOutlet"})
#: Types of mentions that are a state's authorities at home; armies are abroad as often.
AUTHORITIES = frozenset({"GovernmentBody", "Person", "PoliticalParty"})
#: Words of people and bodies that come from elsewhere, or from everywhere.
ELSEWHERE = words("elsewhere")


def with_domestic(
    parse: Parse, mentions: Mentions, events: Sequence[EventMention], lexicon: Lexicon
) -> tuple[EntityMention, ...]:
    """Return all mentions, those that deal with the authorities of the text's only country given that country."""
    known = {m.country for m in mentions.all if m.country and m.kind is MentionKind.NAME}
    if len(known) != 1:
        return mentions.all
    country = next(iter(known))
    told = [e for e in events if lexicon.top(e.type) in DEALINGS]
    spans = {s for e in told for s in _domestic(e, mentions, country)}
    return tuple(
        replace(m, country=country) if m.span in spans and _belongs(m, parse, mentions) else m for m in mentions.all
    )


def _domestic(event: EventMention, mentions: Mentions, country: str) -> Iterator[Span]:
    """Yield the parties of an event that deal with an authority of the country, or are in a place of it."""
    places = [mentions.by_span.get(s) for s in (*event.places, *event.origins)]
    here = any(m is not None and m.country == country for m in places)
    sides = (event.actors, (*event.targets, *event.participants))
    for side, other in (sides, sides[::-1]):
        met = [mentions.by_span.get(s) for s in other]
        if here or any(m is not None and m.country == country and m.type in AUTHORITIES for m in met):
            yield from side


def _belongs(mention: EntityMention, parse: Parse, mentions: Mentions) -> bool:
    """Tell whether a mention may be of a country that its words do not name."""
    if mention.country or mention.kind is not MentionKind.NOMINAL or mention.type not in PEOPLE:
        return False
    tokens = parse.tokens(mention.span)
    if any(m is not None and m.kind is MentionKind.NAME for m in map(mentions.around, tokens)):
        return False  # "Red Cross officials" are whose their name says
    return not any({t.lower_, t.lemma_.casefold()} & ELSEWHERE for t in tokens)
