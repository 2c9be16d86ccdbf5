"""How real an eventuality is as told: denied by a "not"; actual, or only ordered, planned, requested, possible.

The reading climbs from the trigger to the root of its sentence. Each step crosses an *operator* (an auxiliary, verb,
noun or adjective that governs the clause) or none; the innermost operator that says something decides. What a source
asserts is actual: a verb of saying is no operator, and ends the climb.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from kg.extract.operators import (
    ADJECTIVES,
    ADVERBS,
    NEGATIVE_DETERMINERS,
    NEGATIVE_NOUNS,
    NEGATIVE_VERBS,
    NOUNS,
    PURPOSE,
    SAYING,
    VERBS,
)
from kg.extract.syntax import Parse, token_span
from kg.extract.tables import listed
from kg.model import Claim, Modality, Polarity, Rule, Stance

RULES = (
    Rule(
        "polarity",
        "A negation has the event in its scope: not, never, no, neither, without, fail to, deny, lack of.",
        ("The council did not approve the plan.", "The team failed to score."),
    ),
    Rule(
        "modality",
        "An auxiliary, verb, noun or adjective above the event makes it ordered, planned, requested, "
        "possible or conditional.",
        ("The minister ordered the evacuation.", "The plant could close."),
    ),
)

_CONTENT = frozenset({"VERB", "AUX"})
_WILL = frozenset({"will", "shall", "'ll", "’ll", "wo"})
_MAY = frozenset({"may", "might", "could", "can", "ca"})
_MUST = frozenset({"must", "should", "ought"})
_IF = frozenset({"if", "unless", "whether", "lest", "provided", "assuming", "suppose"})
_CLAUSAL = frozenset({"xcomp", "ccomp", "acl", "advcl", "pcomp", "csubj", "csubjpass", "oprd", "acomp", "attr"})
_RAISING = frozenset(
    listed("seem appear be begin manage let allow get think believe have need dare help start continue")
)
_MAX_STEPS = 8


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a step upward found: a modality, and whether the step negates."""

    modality: Modality | None = None
    negates: bool = False
    stop: bool = False


_NOTHING = _Reading()


def reality_of(parse: Parse, trigger: Sequence[Token], claims: Sequence[Claim]) -> tuple[Polarity, Modality]:
    """Return whether the text affirms the eventuality that the tokens tell, and how real it makes it.

    A claim that denies makes what it is about possible.
    """
    if not trigger:
        return Polarity.AFFIRMED, Modality.ACTUAL
    inside = {t.i for t in trigger}
    head = next((t for t in trigger if t.head.i not in inside or t.head.i == t.i), trigger[0])
    negated = _negated_at(head, inside)
    modality = _own_modality(head)
    for reading in _climb(head):
        negated = negated or reading.negates
        if modality is None:
            modality = reading.modality
        if reading.stop:
            break
    if modality is None and _denied(head, claims):
        modality = Modality.POSSIBLE
    return (Polarity.NEGATED if negated else Polarity.AFFIRMED), modality or Modality.ACTUAL


def _denied(head: Token, claims: Sequence[Claim]) -> bool:
    here = token_span(head)
    return any(c.stance is Stance.DENIES and any(s.contains(here) for s in c.content) for c in claims)


def _negated_at(head: Token, inside: set[int]) -> bool:
    """Find a negation at the trigger itself: "not", a negative auxiliary or determiner, "nobody", "without"."""
    for child in head.children:
        if child.dep_ == "neg" or (
            child.lower_ in {"never", "neither", "nor"} and child.dep_ in {"advmod", "preconj", "cc"}
        ):
            return not _idiom(child)
        if child.dep_ in {"nsubj", "nsubjpass", "dobj", "attr"} and _is_negative_phrase(child):
            return True
    if head.pos_ in {"NOUN", "PROPN"} and any(c.lower_ in NEGATIVE_DETERMINERS for c in head.lefts if c.dep_ == "det"):
        return True
    return any(t.lower_ in {"not", "n't", "never"} for t in head.doc[min(inside) : max(inside) + 1])


def _idiom(negation: Token) -> bool:
    """Tell "not only" and "not just", which deny nothing."""
    following = negation.nbor(1) if negation.i + 1 < len(negation.doc) else None
    return following is not None and following.lower_ in {"only", "just", "merely", "simply", "least"}


def _is_negative_phrase(noun: Token) -> bool:
    if noun.lower_ in {"nobody", "nothing", "none", "nowhere", "neither"} or (noun.lower_ == "one" and _has_no(noun)):
        return True
    return noun.pos_ in {"NOUN", "PROPN", "PRON"} and _has_no(noun)


def _has_no(noun: Token) -> bool:
    return any(c.dep_ in {"det", "preconj", "neg"} and c.lower_ in NEGATIVE_DETERMINERS for c in noun.lefts)


def _own_modality(head: Token) -> Modality | None:
    """Read the auxiliaries, adverbs, adjectives and conjunctions at a token itself."""
    words = {c.lower_ for c in head.children if c.dep_ in {"aux", "auxpass", "mark", "advmod", "amod", "neg"}}
    lemmas = {c.lemma_.lower() for c in head.children if c.dep_ in {"advmod", "amod"}}
    if words & _IF and "though" not in words and "even" not in words:
        return Modality.CONDITIONAL if "whether" not in words else Modality.POSSIBLE
    if _is_inverted(head):
        return Modality.CONDITIONAL
    if "would" in words:
        return Modality.CONDITIONAL if _has_condition(head) else _would(head)
    for found, modality in ((_MAY, Modality.POSSIBLE), (_MUST, Modality.REQUESTED), (_WILL, Modality.PLANNED)):
        if words & found:
            return _past_ability(head, words) if found is _MAY else modality
    for lemma in lemmas | words:
        if lemma in ADVERBS:
            return ADVERBS[lemma]
    return None


def _past_ability(head: Token, words: set[str]) -> Modality | None:
    """Read "could": "could not open" tells of what did not happen, "could open" of what may."""
    negated = any(c.dep_ == "neg" for c in head.children)
    return None if negated and words & {"could", "can", "ca"} else Modality.POSSIBLE


def _is_inverted(head: Token) -> bool:
    """Tell a condition without an "if": "had it happened", "were they to leave"."""
    first = next((c for c in head.lefts if not c.is_punct), None)
    if first is None or first.dep_ not in {"aux", "auxpass"} or first.lower_ not in {"had", "were", "should"}:
        return False
    subject = next((c for c in head.lefts if c.dep_ in {"nsubj", "nsubjpass", "expl"}), None)
    return subject is not None and subject.i > first.i and head.dep_ in {"advcl", "ccomp"}


def _has_condition(head: Token) -> bool:
    clauses = [c for c in head.children if c.dep_ in {"advcl", "ccomp"}]
    return any(_is_inverted(c) or any(m.lower_ in {"if", "unless"} for m in c.children) for c in clauses)


def _would(head: Token) -> Modality:
    """Read "would": the future of a past saying; elsewhere it supposes."""
    told = head.dep_ == "ccomp" and head.head.lemma_ in SAYING
    return Modality.PLANNED if told else Modality.CONDITIONAL


def _climb(token: Token) -> Iterator[_Reading]:
    """Yield what each step from a token to the root of its sentence says."""
    for _ in range(_MAX_STEPS):
        head = token.head
        if head.i == token.i:
            return
        reading = _step(token, head)
        yield reading
        if reading.stop:
            return
        token = head


def _step(token: Token, head: Token) -> _Reading:
    if token.dep_ == "conj":
        return _conjunct(token, head)
    if token.dep_ == "prep" or head.pos_ in {"ADP", "SCONJ"}:
        return _preposition(token, head)
    if token.dep_ == "relcl":
        return _Reading(stop=True)
    if token.dep_ == "advcl":
        return _adverbial(token, head)
    if head.pos_ in _CONTENT:
        return _under_verb(token, head)
    if head.pos_ == "ADJ":
        return _under_adjective(token, head)
    if head.pos_ in {"NOUN", "PROPN", "PRON"}:
        return _under_noun(token, head)
    return _NOTHING


def _conjunct(token: Token, head: Token) -> _Reading:
    """Share the operators of the sister of a conjunct that has no subject of its own."""
    alone = any(c.dep_ in {"nsubj", "nsubjpass", "aux"} and c.lower_ != "to" for c in token.children)
    if token.pos_ in _CONTENT and alone:
        return _Reading(stop=head.dep_ not in {"ccomp", "advcl"})
    shared = _own_modality(head) if token.pos_ in _CONTENT and head.pos_ in _CONTENT else None
    negates = any(c.dep_ == "cc" and c.lower_ in {"or", "nor"} for c in head.children) and _negated_at(head, {head.i})
    return _Reading(shared, negates)


def _preposition(token: Token, head: Token) -> _Reading:
    if head.lower_ == "without" and token.dep_ in {"pobj", "pcomp"}:
        return _Reading(negates=True)
    if token.lower_ == "without":
        return _Reading(stop=True)
    if token.dep_ == "prep" and head.pos_ in {"NOUN", "PROPN"}:
        return _under_noun(token, head)
    if token.dep_ == "prep" and head.pos_ in _CONTENT:
        return _verb_preposition(token, head)
    return _NOTHING


def _verb_preposition(token: Token, head: Token) -> _Reading:
    """Read a verb and its preposition: "called for a halt", "accused of arming", "prevented from leaving"."""
    modality = VERBS.get((head.lemma_.lower(), token.lower_))
    if modality:
        return _Reading(modality)
    if head.lemma_.lower() in {"prevent", "stop", "prohibit", "ban", "bar", "refrain"} and token.lower_ == "from":
        return _Reading(Modality.POSSIBLE)
    return _Reading(stop=True)


def _adverbial(token: Token, head: Token) -> _Reading:
    marks = {c.lower_ for c in token.children if c.dep_ in {"mark", "aux", "advmod"}}
    if "to" in marks and head.pos_ in _CONTENT:
        governed = _under_verb(token, head)
        return governed if governed.modality else _Reading(PURPOSE, stop=True)
    return _Reading(stop=True)


def _under_verb(token: Token, verb: Token) -> _Reading:
    lemma = verb.lemma_.lower()
    infinitive = any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children)
    if token.dep_ in {"nsubj", "nsubjpass"}:
        return _subject(verb)
    if token.dep_ in _CLAUSAL | {"dobj", "prt"}:
        negates = (lemma in NEGATIVE_VERBS and token.dep_ != "ccomp") or _raises_negation(token, verb)
        kind = (
            "to"
            if infinitive
            else "that"
            if token.dep_ == "ccomp"
            else "ing"
            if token.dep_ in {"xcomp", "pcomp"}
            else "noun"
        )
        modality = VERBS.get((lemma, kind)) or VERBS.get((lemma, "any"))
        if modality:
            return _Reading(modality, negates)
        if lemma == "be" and infinitive:
            return _Reading(Modality.PLANNED, negates)
        if lemma in SAYING and token.dep_ == "ccomp":
            return _Reading(stop=True)
        if token.dep_ == "dobj":
            return _Reading(_own_modality(verb), negates or _negated_at(verb, {verb.i}))
        return _Reading(_own_modality(verb), negates)
    return _NOTHING


def _subject(verb: Token) -> _Reading:
    """Give a subject the reality of its verb: "talks will begin", "no talks were held"."""
    passive = any(c.dep_ == "auxpass" for c in verb.children)
    modality = VERBS.get((verb.lemma_.lower(), "noun")) if passive else None
    return _Reading(modality or _own_modality(verb), _negated_at(verb, {verb.i}))


def _raises_negation(token: Token, verb: Token) -> bool:
    """Tell a negation that reaches down: "does not seem to know", "was not allowed to leave"."""
    reaches = verb.lemma_.lower() in _RAISING
    return reaches and token.dep_ in {"xcomp", "attr", "acomp", "ccomp"} and any(c.dep_ == "neg" for c in verb.children)


def _under_adjective(token: Token, adjective: Token) -> _Reading:
    modality = ADJECTIVES.get(adjective.lemma_.lower())
    if adjective.lemma_.lower() in {"unable", "unwilling"}:
        return _Reading(Modality.ACTUAL, negates=True)
    return _Reading(modality)


def _under_noun(token: Token, noun: Token) -> _Reading:
    lemma = noun.lemma_.lower()
    if lemma in NEGATIVE_NOUNS:
        return _Reading(negates=True)
    if lemma in NOUNS:
        return _Reading(NOUNS[lemma])
    if token.dep_ == "acl" and any(c.lower_ == "to" and c.dep_ == "aux" for c in token.children):
        return _Reading(PURPOSE, stop=True)
    return _Reading(stop=token.dep_ == "acl")
