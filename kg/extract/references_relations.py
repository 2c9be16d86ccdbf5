"""Descriptions by a relation: "his widow", "her party", "our country", "the couple"."""

from __future__ import annotations

from typing import cast

from kg.extract.references_bodies import body_told, owner
from kg.extract.references_general import GENERAL, fits
from kg.extract.references_things import Discourse, Thing
from kg.extract.tokens import Token
from kg.gazetteer.words import word_set
from kg.model import EntityMention, MentionKind, Rule

#: What the other of two relatives is: who is whose, read from either side.
_CHILDREN = frozenset({"son", "daughter", "child", "boy", "girl", "baby"})
_PARENTS = frozenset({"mother", "father", "mum", "mom", "dad", "parent"})
_SPOUSES = frozenset({"wife", "husband", "widow", "widower", "spouse", "ex-wife", "ex-husband"})
_SIBLINGS = frozenset({"brother", "sister", "sibling", "twin"})
_KIN = (_CHILDREN, _PARENTS, _SPOUSES, _SIBLINGS)
_INVERSE = {_CHILDREN: _PARENTS, _PARENTS: _CHILDREN, _SPOUSES: _SPOUSES, _SIBLINGS: _SIBLINGS}
_KINSFOLK = "references.kinsfolk"
_LANDS = frozenset({"country", "nation", "homeland", "state"})
#: Verbs of which both are subjects in truth, and plural nouns that are no persons'.
_MEETING = frozenset({"meet", "marry", "phone", "call", "talk", "confer", "wed"})
_BODIES = frozenset({"side", "party", "country", "nation", "company", "team", "club", "firm", "group", "state"})
_COUPLES = frozenset({"couple", "pair", "duo", "parent"})
#: How many sentences back two persons may stand, and for a couple.
_REACH, _LONG_REACH = 4, 20


def _kind(noun: str) -> frozenset[str] | None:
    """Return the relatives that are related as a noun says."""
    return next((group for group in _KIN if noun in group), None)


def _thing(discourse: Discourse, token: Token | None) -> Thing | None:
    """Return the thing that a word stands for."""
    mention = discourse.mentions.headed_by(token) if token is not None else None
    return discourse.thing[mention.span] if mention is not None else None


def related(discourse: Discourse, mention: EntityMention, token: Token) -> bool:
    """Link a description by a relation to the one that stands in it."""
    if mention.plural or token.lemma_.lower() in _COUPLES - _PARENTS:
        return _couple(discourse, mention, token)
    return relative(discourse, mention, token) or _body(discourse, mention, token)


def relative(discourse: Discourse, mention: EntityMention, token: Token) -> bool:
    """Link "his widow" to who was told of as his wife, "her son" to whose mother she was said to be."""
    kind, whose = _kind(token.lemma_.lower()), owner(token)
    head = _thing(discourse, whose)
    if kind is None or head is None or mention.type != "Person":
        return False
    here = discourse.place[mention.span].sentence
    for other in discourse.backwards(mention):
        if here - discourse.place[other.span].sentence > _LONG_REACH:
            break
        place = discourse.place[other.span].token
        told = _kind(place.lemma_.lower()) if other.kind is MentionKind.NOMINAL and not other.plural else None
        if told is None or other.span.overlaps(mention.span):
            continue
        above, below = _thing(discourse, owner(place)), discourse.thing[other.span]
        if told == kind and above is head and fits(discourse, mention, below):
            return discourse.join(mention, other, "kin")
        if told == _INVERSE[kind] and below is head and above is not None and fits(discourse, mention, above):
            earlier = discourse.before(mention, above)
            return earlier is not None and discourse.join(mention, earlier, "kin")
    return whose.pos_ == "PRON" and _only_relative(discourse, mention, kind) if whose is not None else False


def _only_relative(discourse: Discourse, mention: EntityMention, kind: frozenset[str]) -> bool:
    """Link "his daughter" to the only person here with a name who is told of as somebody's child."""
    told = {
        id(thing): thing
        for m in _kinsfolk(discourse)
        if discourse.lemma(m) in kind and owner(discourse.place[m.span].token)
        for thing in [discourse.thing[m.span]]
        if thing.named and fits(discourse, mention, thing)
    }
    earlier = discourse.before(mention, next(iter(told.values()))) if len(told) == 1 else None
    return earlier is not None and discourse.join(mention, earlier, "kin")


def _kinsfolk(discourse: Discourse) -> list[EntityMention]:
    """Return the mentions by a noun for a relative, found once a document."""
    kept = discourse.parse.kept
    if _KINSFOLK not in kept:
        nominals = (m for m in discourse.mentions.all if m.kind is MentionKind.NOMINAL)
        kept[_KINSFOLK] = [m for m in nominals if _kind(discourse.lemma(m)) is not None]
    return cast(list[EntityMention], kept[_KINSFOLK])


def _body(discourse: Discourse, mention: EntityMention, token: Token) -> bool:
    """Link "her party" to the party that she is told of with, "our country" to what "our" stands for."""
    lemma, whose = token.lemma_.lower(), owner(token)
    head = _thing(discourse, whose) if whose is not None and whose.pos_ == "PRON" else None
    if head is not None and lemma in word_set("government nouns") and head.country:
        return _government(discourse, mention, head.country)
    if head is None or lemma not in GENERAL:
        return False
    if lemma in _LANDS and head.type in {"Country", "GovernmentBody"}:
        home = next((m for m in head.mentions if m.type == "Country"), None)
        return home is not None and discourse.join(mention, home, "own-body")
    if "Person" not in head.family:
        return False
    found = body_told(discourse, head)
    if found is None or discourse.thing[found.span].type not in GENERAL[lemma] | {"Organization"}:
        return False
    return discourse.join(mention, found, "own-body")


def _government(discourse: Discourse, mention: EntityMention, country: str) -> bool:
    """Link "its government" to the government of the country of whose it is, where the text tells of it before."""
    for other in discourse.backwards(mention):
        if discourse.thing[other.span].key == f"government:{country}":
            return discourse.join(mention, other, "own-body")
    return False


def _told_with(token: Token) -> tuple[Token, ...]:
    """Return a person's word and those joined with it, or whom the person met: "A and B", "A met B"."""
    joined = (token, *token.conjuncts)
    verb = token.head
    if len(joined) > 1 or token.dep_ != "nsubj" or verb.lemma_.lower() not in _MEETING:
        return joined
    objects = [c for c in verb.rights if c.dep_ == "dobj"]
    objects += [g for c in verb.rights if c.lower_ == "with" for g in c.children if g.dep_ == "pobj"]
    return (token, *objects[:1])


def _couple(discourse: Discourse, mention: EntityMention, token: Token) -> bool:
    """Link "the couple", "the two men", "her parents" to two persons who were last told of as "A and B"."""
    two = any(c.lower_ in {"two", "both"} for c in token.lefts)
    couple = token.lemma_.lower() in _COUPLES
    if mention.type != "Group" or not (two or couple) or token.lemma_.lower() in _BODIES:
        return False
    reach = _LONG_REACH if couple else _REACH
    here = discourse.place[mention.span].sentence
    for other in discourse.backwards(mention):
        place = discourse.place[other.span]
        if here - place.sentence > reach:
            return False
        if other.type != "Person" or not discourse.thing[other.span].named or place.token.dep_ == "conj":
            continue
        found = [discourse.mentions.headed_by(t) for t in _told_with(place.token)]
        pair = [m for m in found if m is not None and m.type == "Person" and discourse.thing[m.span].named]
        if len(found) == len(pair) == 2 and all(m.span.end < mention.span.start for m in pair):
            discourse.split(mention, pair, "couple")
            return True
    return False


RULES = (
    Rule(
        "kin",
        "'His widow' is who was told of as his wife; 'her son' is whose mother she was said to be.",
        ("Rui Silva's mother, Ana Silva, wept. Her son was 19.",),
    ),
    Rule(
        "own-body",
        "'Her party', 'our country' is the one that the speaker or person is told of with; 'the company' in a chief's "
        "words is the chief's own.",
        ("Ana Silva of the Tea Party spoke. Her party won.",),
    ),
    Rule(
        "couple",
        "'The couple', 'the two men' are two persons told of together.",
        ("Ana Silva and Rui Costa left. The couple moved to Lima.",),
    ),
)
