"""What grammar says of a pronoun and another word: of which clause each is, and that they cannot be one."""

from __future__ import annotations

from kg.extract.references_things import OBJECTS, SUBJECTS
from kg.extract.tokens import Token

_REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves"})


def clause(token: Token) -> Token:
    """Return the verb whose clause a token stands in."""
    here = token
    while here.pos_ not in {"VERB", "AUX"} and here.head != here:
        here = here.head
    return here


def located(token: Token) -> bool:
    """Tell whether a noun is where something is: "in Lima"."""
    return token.dep_ == "pobj" and token.head.lower_ in {"in", "at", "near"}


def bound(pronoun: Token, other: Token) -> bool:
    """Tell whether grammar keeps a pronoun from standing for another argument of its own verb."""
    if pronoun.lower_ in _REFLEXIVE or pronoun.dep_ == "poss":
        return pronoun.dep_ == "poss" and pronoun.head == other
    verb = pronoun.head if pronoun.dep_ in SUBJECTS | OBJECTS else None
    if pronoun.dep_ == "pobj":
        verb = pronoun.head.head
    return verb is not None and other.head == verb and other.dep_ in SUBJECTS | OBJECTS
