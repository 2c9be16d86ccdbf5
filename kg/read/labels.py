"""The closed lists that the reader's network speaks in: classes that it tells apart, and labels of the parse it reads.

The place of a label in its list is its number in the weights, so that a list may only grow at its end; weights name the
lists that they were made with (:func:`fingerprint`), and others are refused.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

#: Top-level types of events and states (``att:Event``, ``att:State``): PLOVER's, ACE's coarse ones, and states.
TYPES = (
    *("Agree", "Consult", "Support", "Concede", "Cooperate", "Aid", "Retreat", "Request", "Accuse", "Reject"),
    *("Threaten", "Protest", "Sanction", "Mobilize", "Coerce", "Assault", "Move", "Die", "Build", "Decide"),
    *("Appoint", "Transact", "Investigate", "Change", "Office", "Membership", "Alliance", "Location", "Presence"),
    *("Conflict", "Rule", "Attitude", "Condition"),
)
#: Leaf types with the type that each belongs to; "" stands for no leaf.
LEAVES = {
    **{"": "", "Sign": "Agree", "Promise": "Agree", "Meet": "Consult", "Call": "Consult", "Visit": "Consult"},
    **{"Negotiate": "Consult", "Mediate": "Consult", "ReopenBorder": "Concede", "Release": "Concede"},
    **{"GrantAsylum": "Aid", "Rescue": "Aid", "CeaseFire": "Retreat", "SeekAsylum": "Request", "Demand": "Request"},
    **{"DeclineToComment": "Reject", "Warn": "Threaten", "ExpelDiplomats": "Sanction", "Deploy": "Mobilize"},
    **{"Exercise": "Mobilize", "CallUp": "Mobilize", "Deport": "Coerce", "Arrest": "Coerce", "CloseBorder": "Coerce"},
    **{"Restrict": "Coerce", "Blackmail": "Coerce", "Attack": "Assault", "Kill": "Assault", "Abduct": "Assault"},
    **{"Flee": "Move", "Cross": "Move", "Arrive": "Move", "Depart": "Move", "GoMissing": "Die", "Injure": "Die"},
    **{"Order": "Decide", "Approve": "Decide", "Consider": "Decide", "Elect": "Appoint", "Begin": "Change"},
    **{"Escalate": "Change", "End": "Change", "Decline": "Change", "Lose": "Change", "Win": "Change"},
}
LEAF = tuple(LEAVES)
#: Classes of what acts or lies somewhere.
CLASSES = (
    *("Person", "Organization", "GovernmentBody", "ArmedForce", "InternationalOrganization", "MediaOutlet"),
    *("PoliticalParty", "Company", "Country", "Group", "Object", "Place", "City", "Region", "Facility", "Border"),
)
ROLES = ("actor", "target", "participant", "place", "origin", "destination")
MODALITIES = ("actual", "ordered", "planned", "requested", "possible", "conditional")
POLARITIES = ("affirmed", "negated")
ACTS = (*("say", "accuse", "deny", "warn", "promise", "demand", "ask", "report", "believe", "declineToComment"),)
STANCES = ("asserts", "denies", "questions")
KINDS = ("name", "nominal", "pronoun")
#: Whom a cue of speech points to.
VOICES = ("speaker", "via", "addressee")

#: Universal parts of speech, as spaCy gives them. The first of each of these lists stands for what is not in it.
POS = (
    *("X", "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT"),
    *("SCONJ", "SYM", "VERB", "SPACE"),
)
#: Dependencies of spaCy's English pipelines (ClearNLP's labels).
DEPENDENCIES = (
    *("dep", "ROOT", "acl", "acomp", "advcl", "advmod", "agent", "amod", "appos", "attr", "aux", "auxpass", "case"),
    *("cc", "ccomp", "compound", "conj", "csubj", "csubjpass", "dative", "det", "dobj", "expl", "intj", "mark", "meta"),
    *("neg", "nmod", "npadvmod", "nsubj", "nsubjpass", "nummod", "oprd", "parataxis", "pcomp", "pobj", "poss"),
    *("preconj", "predet", "prep", "prt", "punct", "quantmod", "relcl", "xcomp"),
)
#: Classes of names of spaCy's English pipelines (OntoNotes 5).
NAMED = (
    *("", "PERSON", "NORP", "FAC", "ORG", "GPE", "LOC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "LANGUAGE"),
    *("DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL"),
)
#: How a word is written: small, with a capital, in capitals, otherwise.
SHAPES = ("small", "capital", "capitals", "other")
#: Where a word stands to quotation marks: outside, inside, a mark itself.
QUOTED = ("outside", "inside", "mark")


def number(labels: Sequence[str], label: str) -> int:
    """Return the place of a label in its list, 0 for one that is not in it."""
    try:
        return labels.index(label)
    except ValueError:
        return 0


def fingerprint() -> str:
    """Return a hash of all lists: weights made with others would be read wrongly."""
    lists = (TYPES, LEAF, CLASSES, ROLES, MODALITIES, ACTS, STANCES, KINDS, VOICES, POS, DEPENDENCIES, NAMED)
    return hashlib.sha256(repr(lists).encode()).hexdigest()[:16]
