"""Whose voice: does "Moscow" mean the city, or the government that sits there? Read off the grammar around it."""

from __future__ import annotations

from kg.extract.tokens import Token
from kg.gazetteer import NONE, Nouns
from kg.gazetteer.words import word_set

#: Prepositions after which a capital is a party, whatever they hang on.
_PARTY_PREPOSITIONS = frozenset({"between", "against", "by", "with", "toward", "towards", "via"})
_LOCATIVE = frozenset({"in", "at", "near", "outside", "inside", "around", "across", "through", "within", "into"})

#: Participles after a hyphen and the party that does so from outside.
OUTSIDE = frozenset(
    {"backed", "supported", "sponsored", "funded", "financed", "trained", "armed", "brokered", "mediated", "built"}
    | {"made", "supplied", "occupied", "annexed", "besieged", "appointed", "imposed", "born", "educated"}
)


def _party_after(preposition: Token) -> bool:
    """Tell whether the object of a preposition is a party."""
    word, governor = preposition.lower_, preposition.head
    if word in _LOCATIVE:
        return False
    if word == "to" and any(t.lower_ == "according" for t in (governor, preposition.nbor(-1))):
        return True
    return word in _PARTY_PREPOSITIONS or governor.lemma_.lower() in word_set("dealings")


def _of_place(noun: Token, nouns: Nouns) -> bool:
    """Tell whether what a capital possesses is a thing of the city: its mayor, its streets, its people."""
    kind = nouns.kind([noun.lemma_.lower()])
    return kind is not None and kind not in {
        NONE,
        "GovernmentBody",
        "ArmedForce",
        "Country",
        "InternationalOrganization",
    }


def acts(name: Token, nouns: Nouns) -> bool:
    """Tell whether a capital or a seat, whose last word is ``name``, speaks or acts here, or is treated as a party."""
    head, dep = name.head, name.dep_
    if dep == "conj" and head.ent_type_ != "DATE":
        return acts(head, nouns)
    if dep in {"nsubj", "nsubjpass", "csubj"}:
        copula = any(c.dep_ in {"prep", "attr"} for c in head.children) and head.lemma_ == "be"
        return dep == "nsubj" and not copula and head.lemma_.lower() not in word_set("place verbs")
    if dep in {"dobj", "dative", "iobj"}:
        return head.lemma_.lower() in word_set("addressing")
    if dep == "poss":
        return not _of_place(head, nouns)
    if dep in {"pobj", "agent"} and head.pos_ in {"ADP", "SCONJ", "VERB"}:
        return _party_after(head)
    if dep in {"npadvmod", "compound", "amod"}:
        beside = [name.nbor(k) for k in (-1, 1) if 0 <= name.i + k < len(name.doc)]
        return any(t.text == "-" for t in beside)
    return False


def is_outside(word: Token) -> bool:
    """Tell a party from outside: "Syrian" of "the Syrian-backed militia", "Turkish" of "ethnic Turkish villagers"."""
    tokens = word.doc
    if word.i and tokens[word.i - 1].lower_ == "ethnic":
        return True
    after = tokens[word.i + 1 : word.i + len(("-", "backed")) + 1]
    return len(after) > 1 and after[0].text == "-" and after[1].lower_ in OUTSIDE
