"""Plural descriptions of two or more that were told together: "both sides", "the two countries", "the companies"."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from kg.extract.references_general import GENERAL, modifiers
from kg.extract.references_things import Discourse, Thing
from kg.extract.tokens import Token
from kg.model import EntityMention, MentionKind, Rule

#: How many sentences back the two parties may stand, and things that were told as "A and B".
_REACH, _NEAR = 6, 3
#: A country that a text is about is named so often, and so many times as often as a third.
_OFTEN = 2
#: Two parties of one matter are so many steps apart in the tree of their sentence, at most.
_STEPS = 5
_LANDS = frozenset({"country", "nation", "state", "neighbour", "neighbor", "government", "capital"})
_PERSONS = frozenset({"leader", "president", "minister", "premier", "candidate", "rival"})
_SIDES = frozenset({"side", "party", "ally", "power", "rival", "giant", "foe", "adversary"})
_DEFINITE = frozenset({"the", "these", "those"})
_BOTH = frozenset({"both", "each", "either", "neither"})
#: Words before such a noun that do not tell one pair from another.
_PLAIN = frozenset({"two", "both", "sovereign", "respective"})


def pair(discourse: Discourse, mention: EntityMention, token: Token) -> bool:
    """Link a plural description to those it stands for; tell whether it was linked."""
    return bool(mention.plural) and (_two(discourse, mention, token) or _told_as_one(discourse, mention, token))


def _two(discourse: Discourse, mention: EntityMention, token: Token) -> bool:
    """Link "the two countries", "both sides", "our countries" to the last two that are parties of one matter."""
    lemma = token.lemma_.lower()
    if lemma not in _LANDS | _PERSONS | _SIDES or not _says_two(token) or _narrowed(token):
        return False
    found: list[EntityMention] = []
    for _, other, thing in discourse.things_before(mention, _REACH):
        if thing.named and other.kind is not MentionKind.PRONOUN and _able(lemma, thing):
            found.append(other)
    for later, earlier in pairwise(found):
        if _tied(discourse, later, earlier, joined=lemma == "party") and _ours(discourse, token, later, earlier):
            discourse.split(mention, [earlier, later], "both")
            return True
    return lemma in _LANDS | _SIDES and _main_two(discourse, mention)


def _narrowed(token: Token) -> bool:
    """Tell whether a noun has words that tell one pair from another; where they lie does not ("two Asian giants")."""
    lying = {t.lemma_.lower() for t in token.lefts if t.text[:1].isupper()}
    return bool(modifiers(token) - _PLAIN - lying)


def _main_two(discourse: Discourse, mention: EntityMention) -> bool:
    """Link "the two sides" to the two countries that the text so far is about, where no third is told as much of."""
    counts: Counter[str] = Counter()
    last: dict[str, EntityMention] = {}
    for other in discourse.mentions.all:
        if other.span.start >= mention.span.start:
            break
        thing = discourse.thing[other.span]
        state = thing.type == "Country" or (thing.key or "").startswith("government:")
        if other.kind is MentionKind.NAME and state and thing.country:
            counts[thing.country] += 1
            last[thing.country] = other
    ranked = counts.most_common(3)
    third = ranked[2][1] if len(ranked) > 2 else 0
    if len(ranked) < 2 or ranked[1][1] < max(_OFTEN, _OFTEN * third):
        return False
    discourse.split(mention, [last[country] for country, _ in ranked[:2]], "both")
    return True


def _says_two(token: Token) -> bool:
    """Tell whether the words before a noun say that it is two that are known."""
    words = {c.lower_ for c in token.lefts}
    owners = {c.lower_ for c in token.lefts if c.dep_ == "poss"}
    known = bool(words & _DEFINITE) or bool(owners)
    land = token.lemma_.lower() in {"country", "nation"}
    trade = land and token.dep_ == "pobj" and token.head.lower_ == "between" and bool(words & _DEFINITE)
    if trade:
        return True  # "trade between the countries"
    return bool(words & _BOTH) or ("two" in words and known) or (land and "our" in owners)


def _ours(discourse: Discourse, token: Token, *pair: EntityMention) -> bool:
    """Tell whether "our countries" can be a pair: one of them is that of those who speak."""
    owner = next((c for c in token.lefts if c.lower_ == "our"), None)
    whose = discourse.mentions.headed_by(owner) if owner is not None else None
    if whose is None or whose.span not in discourse.linked:
        return True
    code = (discourse.thing[whose.span].key or "").partition(":")[2]
    return not code or code in {(discourse.thing[m.span].key or "").partition(":")[2] for m in pair}


def _able(lemma: str, thing: Thing) -> bool:
    """Tell whether a thing can be one of two that are called by a noun."""
    state = thing.type == "Country" or (thing.key or "").startswith("government:")
    if lemma in _LANDS:
        return state
    if lemma in _PERSONS and thing.type == "Person":
        return True
    return lemma in _SIDES and (state or "Organization" in thing.family)


def _tied(discourse: Discourse, later: EntityMention, earlier: EntityMention, *, joined: bool) -> bool:
    """Tell whether two mentions are parties of one matter: in one sentence, and near in its tree or joined by "and"."""
    one, two = (discourse.place[m.span].token for m in (later, earlier))
    if one.sent is not two.sent:
        return False
    if joined:
        return one in two.conjuncts
    above = {t.i: n for n, t in enumerate((one, *one.ancestors))}
    return any(n + above[t.i] <= _STEPS for n, t in enumerate((two, *two.ancestors)) if t.i in above)


def _told_as_one(discourse: Discourse, mention: EntityMention, token: Token) -> bool:
    """Link "the companies" to the two or more of that class that were last told as "A and B"."""
    wanted = GENERAL.get(token.lemma_.lower())
    known = {c.lower_ for c in token.lefts} & _DEFINITE
    if wanted is None or not known or modifiers(token) - _PLAIN:
        return False
    for _, other, thing in discourse.things_before(mention, _NEAR):
        place = discourse.place[other.span].token
        if other.kind is not MentionKind.NAME or thing.type not in wanted or place.dep_ == "conj":
            continue
        found = [discourse.mentions.headed_by(t) for t in (place, *place.conjuncts)]
        named = [m for m in found if m is not None and discourse.thing[m.span].type in wanted]
        if len(found) == len(named) > 1:
            discourse.split(mention, named, "both")
            return True
    return False


RULES = (
    Rule(
        "both",
        "'The two countries', 'both sides' are the two parties of one matter told of last, 'the companies' those that "
        "were last told as 'A and B'.",
        ("Peru and Chile signed. The two countries agreed.",),
    ),
)
