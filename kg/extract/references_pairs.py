"""Plural descriptions of two or more that were told together: "both sides", "the two countries", "the companies"."""

from __future__ import annotations

from itertools import pairwise

from kg.extract.references_general import GENERAL, modifiers
from kg.extract.references_things import Discourse, Thing
from kg.extract.tokens import Token
from kg.model import EntityMention, MentionKind, Rule

#: How many sentences back the two parties may stand, and things that were told as "A and B".
_REACH, _NEAR = 6, 3
#: Two parties of one matter are so many steps apart in the tree of their sentence, at most.
_STEPS = 5
_LANDS = frozenset({"country", "nation", "state", "neighbour", "neighbor", "government", "capital"})
_PERSONS = frozenset({"leader", "president", "minister", "premier", "candidate", "rival"})
_SIDES = frozenset({"side", "party", "ally", "power", "rival"})
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
    if lemma not in _LANDS | _PERSONS | _SIDES or not _says_two(token) or modifiers(token) - _PLAIN:
        return False
    found: list[EntityMention] = []
    for _, other, thing in discourse.things_before(mention, _REACH):
        if thing.named and other.kind is not MentionKind.PRONOUN and _able(lemma, thing):
            found.append(other)
    for later, earlier in pairwise(found):
        if _tied(discourse, later, earlier, joined=lemma == "party"):
            discourse.split(mention, [earlier, later], "both")
            return True
    return False


def _says_two(token: Token) -> bool:
    """Tell whether the words before a noun say that it is two that are known."""
    words = {c.lower_ for c in token.lefts}
    owners = {c.lower_ for c in token.lefts if c.dep_ == "poss"}
    known = bool(words & _DEFINITE) or bool(owners)
    land = token.lemma_.lower() in {"country", "nation"}
    return bool(words & _BOTH) or ("two" in words and known) or (land and "our" in owners)


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
