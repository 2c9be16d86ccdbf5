"""Words that look like events and tell none: prepositions of several words, turns of phrase, words of mere saying."""

from __future__ import annotations

from kg.extract.roles_reading import Reading
from kg.extract.tokens import Token
from kg.extract.wordlists import words

#: Nouns between two prepositions that make one with them ("in view of", "on behalf of").
PREPOSITIONAL = words("prepositional")
#: Words after which such a noun is part of a preposition.
AFTER = frozenset({"of", "to", "with", "that"})
#: Verbs that ask for what a bare infinitive or "should" tells, and only state what any other clause tells.
STATING = frozenset({"insist", "suggest", "insistence", "suggestion"})
#: What sources ask not to be, and what they are not allowed to do.
NAMING = frozenset({"name", "identify", "quote"})
DISCLOSING = frozenset({"speak", "talk", "discuss", "comment", "brief"})
#: Tags of finite verbs that cannot be a subjunctive.
INDICATIVE = frozenset({"VBD", "VBZ", "MD"})


def is_stating(reading: Reading) -> bool:
    """Tell "insisted that he had left", which only says so, from "insisted that he leave", which asks for it.

    A question in quotation marks ("asked Ana Silva") is no request either.
    """
    head = reading.head
    if reading.sense.top != "Request":
        return False
    if head.lemma_ == "ask":
        return head.i > 0 and head.nbor(-1).is_quote and not any(c.dep_ in ("xcomp", "prep") for c in head.children)
    if head.lemma_ not in STATING:
        return False
    clauses = [c for c in head.rights if c.dep_ in ("ccomp", "acl")]
    return any(_is_indicative(c) for c in clauses)


def _is_indicative(clause: Token) -> bool:
    """Tell a clause that says what is so."""
    finite = [c for c in clause.lefts if c.dep_ in ("aux", "auxpass")] or [clause]
    return (finite[0].tag_ in INDICATIVE and finite[0].lower_ != "should") or finite[0].lower_ in ("are", "am")


def is_idiom(verb: Token) -> bool:
    """Tell "speaking on condition of anonymity" and "when it comes to trade", in which nobody does anything."""
    if any(c.lower_ == "on" and any(p.lemma_ == "condition" for p in c.children) for c in verb.rights):
        return verb.lemma_ == "speak"
    if verb.lemma_ in NAMING or verb.lemma_ in DISCLOSING:
        return _is_unnamed(verb)
    if verb.lemma_ in ("ask", "authorize", "authorise", "permit", "allow"):
        return any(c.dep_ == "xcomp" and _is_unnamed(c) for c in verb.rights)
    if verb.lemma_ == "come":
        it = any(c.lower_ == "it" for c in verb.lefts)
        return it and any(c.tag_ == "WRB" for c in verb.lefts) and any(c.lower_ == "to" for c in verb.rights)
    return False


def _is_unnamed(verb: Token) -> bool:
    """Tell what sources of the press say of themselves: "asked not to be named", "not authorized to speak publicly"."""
    above = verb.head
    if verb.dep_ != "xcomp":
        return False
    if verb.lemma_ in NAMING:
        return above.lemma_ == "ask" and any(c.dep_ == "neg" for c in verb.lefts)
    barred = above.lemma_ in ("authorize", "authorise", "permit", "allow") and any(c.dep_ == "neg" for c in above.lefts)
    return barred and verb.lemma_ in DISCLOSING


def is_describing(verb: Token) -> bool:
    """Tell a participle that only describes: "oil-producing states", "considering that it rained".

    One behind a hyphen tells who did it only where a name stands before it ("the Peruvian-backed militia").
    """
    if verb.tag_ not in ("VBG", "VBN"):
        return False
    if verb.lower_ == "considering" and verb.dep_ in ("advcl", "prep") and not any(c.dep_ == "aux" for c in verb.lefts):
        return any(c.dep_ == "ccomp" for c in verb.children)
    if verb.dep_ != "amod" or verb.i < len(("self", "-")) or verb.nbor(-1).text != "-":
        return False
    first = verb.nbor(-2)
    joined = not first.whitespace_ and not verb.nbor(-1).whitespace_
    return joined and (verb.tag_ == "VBG" or not first.ent_type_)


def is_preposition(noun: Token) -> bool:
    """Tell the noun of a preposition of several words ("in view of the war", "on condition of anonymity")."""
    if noun.dep_ != "pobj" or noun.lefts or noun.lemma_ not in PREPOSITIONAL or noun.is_sent_end:
        return False
    return noun.nbor().lower_ in AFTER
