"""Whether somebody does what a noun behind a preposition names, or only does something else near it, or speaks of it.

"Left on a visit" visits and "seized power in a coup" makes the coup; but who "commented on the attack", "slept during
the bombardment" or "apologised for the arrest" need not have attacked, bombarded or arrested anybody.
"""

from __future__ import annotations

from kg.extract.roles_arguments import CUSTODY, HARMING, LENDING_PREPOSITIONS
from kg.extract.roles_reading import Reading
from kg.extract.syntax import OBJECT_PREPOSITION, is_passive
from kg.extract.tokens import Token
from kg.extract.wordlists import words

#: Verbs of going and being, whose subject does what stands after "on" ("went on a visit").
GOING = words("going")
#: Verbs of winning and losing, whose subject has part in what it is won or lost in ("lost in the final"), and those of
#: having part in anything ("served in the invasion").
CONTESTING, HELPING_IN = words("contesting"), words("helping_in")
#: Types of what is done to people, in which one may also lose a son.
FORCE = frozenset({"Assault", "Coerce", "Die"})
#: Types of what one who is there takes part in ("spoke at the talks", "said during a visit").
SHARED = frozenset({"Consult", "Move"})
#: What goes before a noun that the reader is to know already.
KNOWN = frozenset({"the", "this", "that", "these", "those"})
#: Prepositions that only say when, or in what.
WITHIN = frozenset({"during", "under", "in"})
#: Verbs of what protesters do at a protest ("threw stones during the protest").
PROTESTING = words("protesting")


def is_only_near(reading: Reading) -> bool:
    """Tell whether the subject of a noun's clause is not said to do what the noun names."""
    noun = reading.head
    preposition = noun.head
    verb = preposition.head
    if noun.dep_ != "pobj" or verb.pos_ not in ("VERB", "AUX"):
        return False
    word = preposition.lower_
    if f"{word}={verb.lemma_}" in LENDING_PREPOSITIONS:
        return False
    if word == "on":
        return not (verb.lemma_ in GOING or _is_bare(noun))
    if reading.sense.top in SHARED:
        return False
    if word == "for":
        return verb.lemma_ not in OBJECT_PREPOSITION | CUSTODY
    if word == "in" and (_contests(reading, verb) or not _is_known(noun)):
        return False
    return word in WITHIN and not (_takes_hold(verb) or _protests(reading, verb))


def _takes_hold(verb: Token) -> bool:
    """Tell whether those who seize or harm somebody in a raid make the raid: "the army arrested two in the raid"."""
    return verb.lemma_ in CUSTODY | HARMING and not is_passive(verb)


def _contests(reading: Reading, verb: Token) -> bool:
    return verb.lemma_ in HELPING_IN or (verb.lemma_ in CONTESTING and reading.sense.top not in FORCE)


def _protests(reading: Reading, verb: Token) -> bool:
    return reading.sense.top == "Protest" and verb.lemma_ in PROTESTING


def _is_known(noun: Token) -> bool:
    return any(c.dep_ == "det" and c.lower_ in KNOWN for c in noun.children)


def _is_bare(noun: Token) -> bool:
    """Tell whether a noun in the singular stands alone ("on strike", "on patrol")."""
    return noun.tag_ == "NN" and not any(c.i < noun.i for c in noun.children)
