"""Whose country "the country" is, where its sentence says so: that of who speaks, of whose people leave it."""

from __future__ import annotations

from kg.extract.references_things import SUBJECTS, Discourse
from kg.extract.syntax import conjuncts
from kg.extract.tokens import Token
from kg.model import EntityMention

COUNTRY_NOUNS = frozenset({"country", "nation", "republic", "kingdom"})
#: Verbs whose object is where the subject has lived, when the subject is people.
LEAVING = frozenset({"leave", "flee", "quit", "escape", "abandon"})


def own_country(discourse: Discourse, mention: EntityMention) -> EntityMention | str | None:
    """Return the mention of the country that the clause around "the country" belongs to.

    "German ministers said that the country would help": Germany. "Syrians fled the country": Syria. None when the
    clause says nothing of it; the bare code when it says so and the text has not named the country.
    """
    token = discourse.place[mention.span].token
    subject = clause_speaker(token) or _leaver(token)
    if subject is None:
        return None
    codes = {code for t in conjuncts(subject) for code in _codes(discourse, t)}
    if len(codes) != 1:
        return None
    code = codes.pop()
    for other in discourse.backwards(mention):
        if other.key == f"country:{code}":
            return other
    return code


def clause_speaker(token: Token) -> Token | None:
    """Return the subject of the verb whose clause a word stands in."""
    below = token
    for above in token.ancestors:
        if below.dep_ == "ccomp" and above.i < below.i:
            return next((c for c in above.children if c.dep_ in SUBJECTS and c.i < above.i), None)
        if below.dep_ in ("relcl", "advcl", "acl"):
            return None
        below = above
    return None


def _leaver(token: Token) -> Token | None:
    """Return those who leave it."""
    verb = token.head
    if token.dep_ != "dobj" or verb.lemma_ not in LEAVING:
        return None
    if verb.dep_ in ("acl", "relcl") and verb.head.i < verb.i:
        return verb.head
    return next((c for c in verb.children if c.dep_ in SUBJECTS and c.i < verb.i), None)


def _codes(discourse: Discourse, token: Token) -> set[str]:
    """Return the country that those who are called by a word are said to be of."""
    mention = discourse.mentions.headed_by(token)
    if mention is None or mention.type in ("Country", "ArmedForce"):
        return set()
    if (mention.key or "").startswith("nationals:"):
        return {(mention.key or "").partition(":")[2]}
    inside = discourse.between(mention.span.start, token.idx)
    found = {(m.key or "").partition(":")[2] for m in inside if (m.key or "").startswith("country:")}
    return found or ({mention.country} if mention.country and not mention.country.startswith("_") else set())
