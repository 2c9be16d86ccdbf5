"""The parties that stand before the noun of those who act: "the Peruvian and Chilean delegations", "U.N. trucks"."""

from __future__ import annotations

from kg.extract.syntax import Mentions, conjuncts, prepositions
from kg.extract.tokens import Token
from kg.model import EntityMention, MentionKind, Span

#: Bodies whose people have no country of their own.
BODIES = frozenset({"InternationalOrganization"})
#: What lies between two countries and is neither ("the Chilean-Peruvian border").
NEITHER = frozenset({"Border", "Region", "Place", "City"})
#: Roles of those between whom something happens.
PARTIES = frozenset({"actor", "target", "participant"})


def modifiers(word: Token) -> list[Token]:
    """Return a word before a noun with those joined to it ("Chilean and Peruvian", "Lima-Quito")."""
    inner = [c for c in word.children if c.dep_ in ("compound", "amod", "nmod")]
    return [*conjuncts(word), *(t for c in inner for t in conjuncts(c))]


def sides(mention: EntityMention, role: str, head: Token, mentions: Mentions) -> list[Span]:
    """Return the parties named before a noun that it does not name itself.

    The second of two countries ("the Peruvian and Chilean delegations"), the organisation whose people or vehicles act
    ("U.N. trucks", "inspectors of the U.N.").
    """
    if mention.type == "Border" and role == "target":  # "closed its border with Chad"
        beyond = [mentions.headed_by(t) for word, t in prepositions(head) if word == "with"]
        return [m.span for m in beyond if m is not None and m.type == "Country"]
    if role not in PARTIES or mention.kind is not MentionKind.NOMINAL or mention.type in NEITHER:
        return []
    before = [t for c in head.children if c.dep_ in ("compound", "amod", "nmod") for t in modifiers(c)]
    named = [m for t in before if (m := mentions.around(t)) is not None and m.kind is MentionKind.NAME]
    named = [m for m in dict.fromkeys(named) if mention.span.contains(m.span)]
    after = [mentions.headed_by(t) for word, t in prepositions(head) if word == "of"]
    joint = BODIES | {"Country"} if mention.plural else BODIES  # "the ministers of Peru and Chile"
    named += [m for m in after if m is not None and m.kind is MentionKind.NAME and m.type in joint]
    countries = [m for m in named if m.type == "Country"]
    bodies = [m for m in named if m.type in BODIES]
    return [m.span for m in (countries if len(countries) > 1 else bodies)]
