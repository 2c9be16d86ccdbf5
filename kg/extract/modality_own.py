"""How real an eventuality is by the words at it: its negation, its helpers and adverbs, a condition beside it."""

from __future__ import annotations

from kg.extract.moods import is_asked, is_command, is_condition, is_past
from kg.extract.operators import (
    ADVERBS,
    ARGUING,
    DOUBTS,
    NEGATIVE_ADVERBS,
    NEGATIVE_DETERMINERS,
    SAYING,
    VERBS,
    WITHHELD,
)
from kg.extract.tables import lemma_of, listed
from kg.extract.tokens import Token
from kg.model import Modality

_CONTENT = frozenset({"VERB", "AUX"})
_NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
_NOUNS_AND_NUMBERS = _NOUNS | {"NUM"}
_WILL = frozenset({"will", "shall", "'ll", "’ll", "wo"})
_MAY = frozenset({"may", "might", "could", "can", "ca"})
_MUST = frozenset({"must", "should", "ought"})
_HELPERS = _MAY | _MUST | _WILL | {"would"}
_SCHEDULED = frozenset(listed("set schedule plan expect slate"))
_BESIDE = frozenset({"aux", "auxpass", "mark", "advmod", "amod", "neg"})
_NEGATING = frozenset({"advmod", "preconj", "cc"})


def negated_at(head: Token, inside: set[int]) -> bool:
    """Find a negation at the trigger itself: "not", "no longer", a negative subject, object or determiner."""
    for child in head.children:
        plain = child.dep_ == "neg" or (child.lower_ in {"never", "neither", "nor"} and child.dep_ in _NEGATING)
        barely = child.lower_ in NEGATIVE_ADVERBS and child.i == head.i - 1 and head.pos_ == "VERB"
        if (plain and not idiom(child)) or barely:
            return True
        if child.lower_ == "longer" and any(c.lower_ == "no" for c in child.children):
            return True
        if child.dep_ in {"nsubj", "nsubjpass", "dobj", "attr"} and is_negative_phrase(child):
            return True
    if head.pos_ in _NOUNS and any(c.lower_ in NEGATIVE_DETERMINERS for c in head.lefts if c.dep_ == "det"):
        return True
    if lemma_of(head) == "plead":
        return False
    return any(t.lower_ in {"not", "n't", "never"} for t in head.doc[min(inside) : max(inside) + 1])


def idiom(negation: Token) -> bool:
    """Tell "not only" and "not just", which deny nothing."""
    following = negation.nbor(1) if negation.i + 1 < len(negation.doc) else None
    return following is not None and following.lower_ in {"only", "just", "merely", "simply", "least"}


def is_negative_phrase(noun: Token) -> bool:
    """Tell "nobody", "no ship", "not everyone"."""
    if noun.lower_ in {"nobody", "nothing", "none", "nowhere", "neither"}:
        return True
    if noun.lower_ in {"everyone", "everybody", "all"} and any(c.lower_ == "not" for c in noun.lefts):
        return True
    return noun.pos_ in _NOUNS_AND_NUMBERS and any(
        c.dep_ in {"det", "preconj", "neg"} and c.lower_ in NEGATIVE_DETERMINERS for c in noun.lefts
    )


def is_beyond_doubt(noun: Token) -> bool:
    """Tell "there is no doubt that", which affirms what follows."""
    return lemma_of(noun) in DOUBTS and is_negative_phrase(noun)


def own_modality(head: Token, negated: bool) -> Modality | None:
    """Read the adverbs, adjectives, auxiliaries and conjunctions at a token itself."""
    beside = [_in_full(c, head) for c in head.children if c.dep_ in _BESIDE]
    for word in beside:
        if word in ADVERBS:
            return ADVERBS[word]
    words = set(beside)
    if is_condition(head):
        return Modality.CONDITIONAL
    if head.pos_ in _NOUNS and any(c.dep_ == "acl" and lemma_of(c) in _SCHEDULED for c in head.rights):
        return Modality.PLANNED
    if has_condition(head) and not is_past(head) and not words & {"may", "might"}:
        return Modality.CONDITIONAL
    if "whether" in words:
        return Modality.POSSIBLE
    if helped := words & _HELPERS:
        return _of_helper(head, helped, negated)
    if is_command(head):
        return Modality.REQUESTED
    return Modality.POSSIBLE if is_asked(head) or (head.dep_ == "csubj" and not negated) else None


def _in_full(word: Token, verb: Token) -> str:
    """Return a helper as it is written in full: "he'd sue" is "he would sue", and "he'd sued" is "he had sued"."""
    return "would" if word.lower_ in {"'d", "’d"} and verb.tag_ == "VB" else word.lower_


def _of_helper(head: Token, helpers: set[str], negated: bool) -> Modality | None:
    """Read "would", "may", "must" and "will"; what could not be did not happen."""
    if "would" in helpers:
        return _would(head, negated)
    if helpers & _MAY:
        return None if negated and helpers & {"could", "can", "ca"} else Modality.POSSIBLE
    return Modality.REQUESTED if helpers & _MUST else Modality.PLANNED


def has_condition(verb: Token) -> bool:
    """Tell a clause with a condition beside it: "resigns if she loses", "could collapse without a deal"."""
    if any(c.dep_ in {"advcl", "ccomp"} and is_condition(c) for c in verb.children):
        return True
    helpers = {_in_full(c, verb) for c in verb.lefts if c.dep_ == "aux"}
    return bool(helpers & {"could", "would"}) and any(
        c.lower_ == "without" and c.dep_ == "prep" and c.i < verb.i for c in verb.lefts
    )


def _would(head: Token, negated: bool) -> Modality | None:
    """Read "would": the future of a past saying; elsewhere it supposes. "Would not say" declines."""
    if lemma_of(head) in WITHHELD and (negated or any(c.lower_ == "neither" for c in head.children)):
        return None
    while head.dep_ == "conj" and head.head.pos_ in _CONTENT and not _has_subject(head):
        head = head.head
    above = lemma_of(head.head)
    if any(c.lower_ == "have" and c.dep_ == "aux" for c in head.lefts):
        return Modality.CONDITIONAL  # "said that it would have closed": it did not
    told = head.dep_ == "ccomp" and (above in SAYING - ARGUING or VERBS.get((above, "that")) is Modality.PLANNED)
    return Modality.PLANNED if told else Modality.CONDITIONAL


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.lefts)
