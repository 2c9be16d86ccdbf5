"""Words that the tagger or the parser takes for others, read as what they can only be where they stand."""

from __future__ import annotations

from functools import lru_cache

from spacy.tokens import Doc, Token

from kg.settings import schema_path

#: Words that the tagger takes for others: a crossing is a place where it is closed, to accuse is a verb.
MISTAGGED = frozenset({"accuse", "crossing", "missing", "who"})
_SHUTTING = frozenset({"close", "shut", "reopen", "open", "seal", "block", "blockade"})
_SUBJECT = frozenset({"nsubj", "nsubjpass"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})


def mistagged(doc: Doc, token: Token) -> None:
    """Read words as what they can only be where they stand."""
    if token.lower_ == "missing":
        _missing(token)
    elif token.lower_ == "crossing":
        _crossing(token)
    elif token.lower_ == "who":
        _who(token)
    elif token.tag_ == "NN" and token.i > 0:
        _accusers(doc[token.i - 1], token)


def _missing(token: Token) -> None:
    """Read "is missing", "missing men" as what somebody is, not as what somebody does, where nothing is missed."""
    is_told = token.dep_ == "amod" or any(c.lemma_ == "be" and c.dep_ == "aux" for c in token.children)
    if is_told and not any(c.dep_ in ("dobj", "ccomp", "xcomp") for c in token.children):
        token.pos_, token.tag_ = "ADJ", "JJ"


def _who(pronoun: Token) -> None:
    """Hang "who ..." on somebody: in "sent a driver to the station who stole it" no station steals."""
    clause = pronoun.head
    place = clause.head
    if pronoun.dep_ not in _SUBJECT or clause.dep_ != "relcl" or place.dep_ != "pobj" or _is_somebody(place):
        return
    above = place.head.head
    while above.dep_ == "pobj" and not _is_somebody(above):
        above = above.head.head
    objects = [above] if above.pos_ in _NOMINAL else [c for c in above.rights if c.dep_ in ("dobj", "nsubjpass")]
    found = [t for t in objects if t.i < place.i and _is_somebody(t)]
    if len(found) == 1:
        clause.head = found[0]


def _is_somebody(noun: Token) -> bool:
    """Tell a word for people, or a name that is no place's; of unknown words nobody can tell."""
    if noun.pos_ == "PROPN":
        return noun.ent_type_ not in ("GPE", "LOC", "FAC", "DATE")
    return noun.pos_ == "PRON" or noun.lemma_.lower() in _people()


def _crossing(token: Token) -> None:
    """Read "closes crossing" in a headline as what is closed, a place; nobody ends going across."""
    bare = not any(c.dep_ in ("dobj", "aux") for c in token.children)
    if token.tag_ == "VBG" and token.dep_ in ("dobj", "xcomp") and token.head.lemma_ in _SHUTTING and bare:
        token.tag_, token.pos_, token.dep_, token.lemma_ = "NN", "NOUN", "dobj", "crossing"


def _accusers(accuser: Token, verb: Token) -> None:
    """Read "the man whom police accuse of theft" as what the police do: nobody is policed, and to accuse is a verb."""
    if accuser.pos_ not in ("NOUN", "PROPN", "VERB") or not any(c.lower_ == "of" for c in verb.rights):
        return
    noun, fronted = accuser.head, []
    if verb.head == accuser and accuser.dep_ == "relcl":
        fronted = [c for c in accuser.lefts if c.tag_ in ("WP", "WDT")]
    elif verb.dep_ == "relcl" and accuser.head == verb:
        noun = verb.head
    elif accuser.dep_ != "appos" or noun.i != accuser.i - 1:
        return
    verb.head, verb.dep_, verb.tag_, verb.pos_ = noun, "relcl", "VBP", "VERB"
    accuser.head, accuser.dep_, accuser.tag_, accuser.pos_ = verb, "nsubj", "NNS", "NOUN"
    accuser.lemma_ = accuser.lower_
    for pronoun in fronted:
        pronoun.head, pronoun.dep_ = verb, "dobj"


def nouns_of(classes: frozenset[str]) -> frozenset[str]:
    """Load the common nouns of some classes."""
    rows = (line.split("\t") for line in schema_path("gazetteer/nouns.tsv").read_text(encoding="utf-8").splitlines())
    return frozenset(row[0] for row in rows if len(row) > 1 and row[1] in classes)


@lru_cache(maxsize=1)
def _people() -> frozenset[str]:
    """Load the common nouns for persons and groups of them."""
    return nouns_of(frozenset({"Person", "Group"}))
