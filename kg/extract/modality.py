"""How real an eventuality is as told: denied by a "not"; actual, or only ordered, planned, requested, possible.

The reading climbs from the trigger to the root of its sentence. Each step crosses an *operator* (an auxiliary, verb,
noun or adjective that governs the clause) or none; the innermost operator that says something decides. What a source
asserts is actual: a verb of saying is no operator, and ends the climb.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.extract.granted import is_granted
from kg.extract.modality_own import has_condition, idiom, is_beyond_doubt, is_negative_phrase, negated_at, own_modality
from kg.extract.moods import is_command, is_condition, is_subjunctive
from kg.extract.operators import (
    ACCUSING,
    ADJECTIVES,
    ANSWERING,
    CANCELLING,
    EXPRESSING,
    FORBIDDING,
    GATHERING,
    INTENDING,
    LEANING,
    MAKING,
    NEGATIVE_DETERMINERS,
    NEGATIVE_NOUNS,
    NEGATIVE_VERBS,
    NOUN_PREPOSITIONS,
    NOUNS,
    NOUNS_OF,
    NOUNS_TO,
    PROOFS,
    PURPOSE,
    RESULTS,
    SAYING,
    SPOKEN,
    STOPPING,
    VERBS,
)
from kg.extract.syntax import Parse, token_span
from kg.extract.tables import head_of, lemma_of, listed
from kg.extract.tokens import Token
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
_NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
_CLAUSAL = frozenset({"xcomp", "ccomp", "acl", "pcomp", "csubj", "csubjpass", "oprd", "acomp", "attr", "relcl"})
_RAISING = frozenset(
    listed("seem appear be begin manage let allow get think believe have need dare help start continue claim")
)
_RAISED_TO = frozenset(listed("expect schedule set slate plan due be likely"))
#: Marks of clauses that, in the present tense, tell what is to come.
_BEFORE = frozenset({"before", "until", "till", "when", "once"})
_ANYBODY = frozenset({"anyone", "anybody", "whoever"})
_CHANCES = frozenset({"chance", "opportunity"})
_MAX_STEPS = 8


class _Reading(NamedTuple):
    """What a step upward found.

    ``weak`` yields to what stands further up (a purpose), ``firm`` also changes what was planned below ("fears that it
    will"), ``final`` settles the matter ("missed a chance to").
    """

    modality: Modality | None = None
    negates: bool = False
    stop: bool = False
    weak: bool = False
    firm: bool = False
    final: bool = False


_NOTHING = _Reading()
_STOP = _Reading(stop=True)


def reality_of(parse: Parse, trigger: Sequence[Token], claims: Sequence[Claim]) -> tuple[Polarity, Modality]:
    """Return whether the text affirms the eventuality that the tokens tell, and how real it makes it.

    A claim that denies makes what it is about possible.
    """
    if not trigger:
        return Polarity.AFFIRMED, Modality.ACTUAL
    head = head_of(trigger)
    negated = negated_at(head, {t.i for t in trigger})
    modality, weak = own_modality(head, negated), False
    for reading in _climb(head):
        negated = negated or reading.negates
        if reading.final:
            modality = reading.modality
            break
        if reading.modality and (modality is None or weak or _outweighs(reading, modality)):
            modality, weak = reading.modality, reading.weak
        if reading.stop:
            break
    if modality is None and _denied(head, claims):
        modality = Modality.POSSIBLE
    return (Polarity.NEGATED if negated else Polarity.AFFIRMED), modality or Modality.ACTUAL


def _outweighs(reading: _Reading, below: Modality) -> bool:
    if below is not Modality.PLANNED and below is not Modality.CONDITIONAL:
        return False
    return reading.modality is Modality.CONDITIONAL or (reading.firm and reading.modality is Modality.POSSIBLE)


def _denied(head: Token, claims: Sequence[Claim]) -> bool:
    if is_granted(head):
        return False
    here = token_span(head)
    denials = [c for c in claims if c.stance is Stance.DENIES]
    return any(s.contains(here) for c in denials for s in c.content)


def _climb(token: Token) -> Iterator[_Reading]:
    """Yield what each step from a token to the root of its sentence says."""
    first = token
    for _ in range(_MAX_STEPS):
        head = token.head
        if head.i == token.i:
            return
        reading = _step(token, head, direct=token == first)
        yield reading
        if reading.stop:
            return
        token = head


def _step(token: Token, head: Token, *, direct: bool) -> _Reading:
    if token.dep_ in {"poss", "amod", "nummod", "advmod", "npadvmod", "parataxis", "nmod"}:
        return _STOP
    if token.dep_ == "conj":
        return _conjunct(token, head)
    if token.dep_ in {"prep", "agent"}:
        return _preposition(token, head, direct=direct)
    if head.pos_ in {"ADP", "SCONJ"}:
        return _Reading(negates=True) if head.lower_ == "without" else _NOTHING
    infinitive = _is_infinitive(token)
    if head.pos_ in _NOUNS:
        return _under_noun(token, head, infinitive=infinitive)
    if token.dep_ == "advcl":
        return _beside(token, head, infinitive=infinitive)
    if head.pos_ in _CONTENT:
        return _under_verb(token, head, infinitive=infinitive)
    if head.pos_ == "ADJ":
        return _under_adjective(head)
    return _NOTHING


def _is_infinitive(token: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children)


def _conjunct(token: Token, head: Token) -> _Reading:
    """Share the operators of the sister of a conjunct that has no subject of its own."""
    own = any(c.dep_ in {"nsubj", "nsubjpass", "aux"} and c.lower_ != "to" for c in token.children)
    if token.tag_ in {"VBD", "VBZ"} and head.tag_ == "VB":
        return _STOP
    if token.pos_ in _CONTENT and own:
        condition = is_condition(head) or any(c.dep_ == "advcl" and is_condition(c) for c in head.lefts)
        return _Reading(Modality.CONDITIONAL if condition else None, stop=not condition)
    shared = own_modality(head, False) if token.pos_ in _CONTENT and head.pos_ in _CONTENT else None
    negates = any(c.dep_ == "cc" and c.lower_ in {"or", "nor"} for c in head.children) and negated_at(head, {head.i})
    return _Reading(shared, negates)


def _preposition(preposition: Token, head: Token, *, direct: bool) -> _Reading:
    """Cross a preposition: "called for a halt", "plans for a wall", "by using"."""
    word = preposition.lower_
    if word == "without" or direct:
        return _STOP
    if head.pos_ in _NOUNS:
        return _behind_noun(word, head)
    if head.pos_ == "ADJ":
        return _under_adjective(head)
    lemma = lemma_of(head)
    if word == "from" and lemma in STOPPING and any(c.dep_ == "pcomp" for c in preposition.children):
        return _Reading(own_modality(head, False), negates=not negated_at(head, {head.i}))
    modality = _complement(head, word)
    if word == "against" and modality:
        return _Reading(modality, negates=True)
    if modality:
        return _Reading(modality)
    clause = any(c.dep_ == "pcomp" for c in preposition.children)
    if (word == "by" and clause) or (lemma, word) in RESULTS:
        return _Reading(own_modality(head, False))
    return _STOP


def _behind_noun(word: str, noun: Token) -> _Reading:
    """Cross a preposition behind a noun: "plans for a wall", "interest in buying", "a ban on selling"."""
    lemma = lemma_of(noun)
    if (lemma, word) in LEANING:
        return _Reading(Modality.POSSIBLE, firm=True)
    if word not in NOUN_PREPOSITIONS:
        return _STOP
    modality = NOUNS.get(lemma)
    if word in {"of", "for"}:
        modality = modality or NOUNS_OF.get(lemma)
    if word in {"on", "of"} and lemma in FORBIDDING:
        modality = Modality.POSSIBLE
    if lemma in NEGATIVE_NOUNS:
        return _Reading(negates=True)
    return _Reading(modality, stop=modality is None and word != "of", firm=True)


def _complement(head: Token, word: str) -> Modality | None:
    """Return how real it leaves what it governs: "called for", "accused of" in the passive."""
    lemma = lemma_of(head)
    told_of = any(c.dep_ == "auxpass" for c in head.children) or (head.dep_ == "acl" and head.tag_ == "VBN")
    return Modality.POSSIBLE if (lemma, word) in ACCUSING and told_of else VERBS.get((lemma, word))


def _beside(clause: Token, verb: Token, *, infinitive: bool) -> _Reading:
    """Read a clause beside a verb: a condition, what comes before or after, what is expressed, a purpose."""
    if is_condition(clause):
        return _Reading(Modality.CONDITIONAL, stop=True)
    marks = {c.lower_ for c in clause.lefts if c.dep_ in {"mark", "advmod"}}
    if clause.tag_ in {"VBZ", "VBP"} and marks & _BEFORE and own_modality(verb, False) is not None:
        return _Reading(Modality.PLANNED, stop=True)
    if not infinitive:
        return _STOP
    if lemma_of(verb) in GATHERING and lemma_of(clause) in EXPRESSING:
        return _Reading(own_modality(verb, False), stop=True)
    return _purpose(clause, verb)


def _purpose(clause: Token, verb: Token) -> _Reading:
    """Read an infinitive of purpose; one behind "the right", "a call" belongs to that noun."""
    thing = next((c for c in verb.rights if c.dep_ == "dobj" and c.i < clause.i), None)
    if thing is not None and (lemma_of(thing) in NOUNS or lemma_of(thing) in NOUNS_TO):
        return _under_noun(clause, thing, infinitive=True)
    if modality := VERBS.get((lemma_of(verb), "to")):
        return _Reading(modality)  # "threatened today to impose"
    return _Reading(own_modality(verb, False) or PURPOSE, weak=True)


def _under_verb(token: Token, verb: Token, *, infinitive: bool) -> _Reading:
    if token.dep_ in {"nsubj", "nsubjpass"}:
        return _subject(token, verb)
    lemma = lemma_of(verb)
    if token.dep_ == "dobj":
        return _object(token, verb)
    if token.dep_ not in _CLAUSAL:
        return _NOTHING
    negates = (lemma in NEGATIVE_VERBS and token.dep_ != "ccomp") or _raises_negation(token, verb)
    kind = "to" if infinitive else "that" if token.dep_ == "ccomp" else "ing"
    modality = VERBS.get((lemma, kind))
    if (
        kind == "that"
        and is_subjunctive(token)
        and Modality.REQUESTED in {VERBS.get((lemma, shape)) for shape in ("ing", "to")}
    ):
        modality = Modality.REQUESTED
    if modality:
        return _Reading(modality, negates, firm=kind == "that")
    thing = next((c for c in verb.rights if c.dep_ == "dobj" and c.i == token.i - 2), None) if infinitive else None
    if thing is not None and lemma_of(thing) in NOUNS:
        return _under_noun(token, thing, infinitive=True)
    if lemma == "let" and is_command(verb):
        return _Reading(Modality.REQUESTED, negates)
    if lemma == "have" and infinitive and any(c.lower_ == "yet" for c in (*verb.children, *token.lefts)):
        return _Reading(Modality.ACTUAL, negates=True, final=True)
    if lemma == "have" and infinitive and verb.tag_ in {"VBP", "VBZ"}:
        return _Reading(Modality.REQUESTED, negates)
    if lemma == "be":
        return _under_be(token, verb, infinitive=infinitive, negates=negates)
    if lemma in SAYING and token.dep_ == "ccomp":
        return _STOP
    return _Reading(own_modality(verb, negates), negates)


def _under_be(token: Token, verb: Token, *, infinitive: bool, negates: bool) -> _Reading:
    """Read "is to be held", "it is vital that", "it is time to"."""
    for child in verb.children:
        word = lemma_of(child)
        if child.dep_ == "attr" and token.i > child.i and is_beyond_doubt(child):
            return _STOP
        if child.dep_ == "attr" and word in PROOFS and is_negative_phrase(child) and token.i > child.i:
            return _Reading(Modality.POSSIBLE, firm=True)
        if token.i < verb.i:
            break
        if child.i != token.i and child.dep_ in {"acomp", "attr"} and token.dep_ in {"ccomp", "xcomp"}:
            modality = ADJECTIVES.get(word) or NOUNS.get(word)
            if modality:
                return _Reading(modality, negates, firm=True)
    own = own_modality(verb, negates)
    if infinitive and token.dep_ == "xcomp":
        return _Reading(own or Modality.PLANNED, negates)
    return _Reading(own, negates)


def _object(token: Token, verb: Token) -> _Reading:
    """Read the object of a verb: it shares the verb's reality when the verb brings it about ("will hold talks")."""
    lemma = lemma_of(verb)
    modality = VERBS.get((lemma, "noun"))
    negated = negated_at(verb, {verb.i})
    if lemma == "miss":
        return _Reading(Modality.ACTUAL, negates=True, final=True)
    if _cancels(verb):
        return _Reading(own_modality(verb, negated), negates=not negated)
    if lemma in ANSWERING and lemma_of(token) in SPOKEN:
        return _STOP
    if modality:
        return _Reading(modality, negated and lemma not in INTENDING)
    if lemma == "face" and has_condition(verb):
        return _Reading(Modality.CONDITIONAL, stop=True)
    if any(c.lower_ in {"this", "these", "that", "those"} for c in token.lefts if c.dep_ == "det"):
        negated = False
    if lemma in NEGATIVE_VERBS:
        return _Reading(negates=True)
    if lemma in MAKING:
        return _Reading(own_modality(verb, negated), negated)
    return _Reading(stop=True)


def _subject(token: Token, verb: Token) -> _Reading:
    """Give a subject the reality of a verb that says no more of it than that it is or was done."""
    lemma = lemma_of(verb)
    passive = any(c.dep_ == "auxpass" for c in verb.children)
    infinitive = any(c.dep_ == "xcomp" and _is_infinitive(c) for c in verb.children)
    negated = negated_at(verb, {verb.i})
    if passive and _cancels(verb):
        return _Reading(own_modality(verb, negated), negates=not negated)
    if passive and lemma not in {"intend", "mean", "design"} and (modality := VERBS.get((lemma, "noun"))):
        return _Reading(modality, negated)
    if infinitive and lemma in _RAISED_TO and any(lemma_of(c) in MAKING | {"be"} for c in verb.children):
        return _Reading(VERBS.get((lemma, "to")) or Modality.PLANNED, negated)
    if lemma in MAKING or (lemma == "be" and token.dep_ == "nsubj" and token.head.dep_ == "ROOT" and negated):
        return _Reading(own_modality(verb, negated), negated and lemma in MAKING)
    return _STOP


def _cancels(verb: Token) -> bool:
    """Tell a verb after which its object does not happen: "cancelled", "called off"."""
    off = lemma_of(verb) == "call" and any(c.dep_ == "prt" and c.lower_ == "off" for c in verb.children)
    return off or lemma_of(verb) in CANCELLING


def _raises_negation(token: Token, verb: Token) -> bool:
    """Tell a negation that reaches down: "does not seem to know", "was not allowed to leave"."""
    reaches = lemma_of(verb) in _RAISING and token.dep_ in {"xcomp", "attr", "acomp", "ccomp"}
    return reaches and any(c.dep_ == "neg" and not idiom(c) for c in verb.children)


def _under_adjective(adjective: Token) -> _Reading:
    lemma = lemma_of(adjective)
    if lemma in {"unable", "unwilling"} or any(c.lower_ == "too" for c in adjective.lefts):
        return _Reading(Modality.ACTUAL, negates=True)
    if lemma == "able" and adjective.head.tag_ == "VBD":
        return _Reading(negates=any(c.dep_ == "neg" for c in adjective.head.children))
    return _Reading(ADJECTIVES.get(lemma), firm=True)


def _under_noun(token: Token, noun: Token, *, infinitive: bool) -> _Reading:
    lemma = lemma_of(noun)
    if token.dep_ == "relcl" and lemma in _ANYBODY:
        return _Reading(Modality.CONDITIONAL, stop=True)
    if token.dep_ in {"acl", "ccomp"} and any(c.dep_ == "mark" and c.lower_ == "that" for c in token.lefts):
        if is_beyond_doubt(noun):
            return _STOP
        said = NOUNS.get(lemma) or NOUNS_OF.get(lemma)
        if said:
            return _Reading(said, firm=True)
    if token.dep_ in {"appos", "compound"}:
        return _Reading(NOUNS.get(lemma) if token.dep_ == "compound" else None)
    denied = any(c.lower_ in NEGATIVE_DETERMINERS for c in noun.lefts if c.dep_ == "det")
    if denied and lemma in PROOFS:
        return _Reading(Modality.POSSIBLE, firm=True)
    if infinitive:
        if lemma == "order" and noun.head.lower_ == "in":
            return _Reading(PURPOSE, weak=True)
        if lemma in NEGATIVE_NOUNS:
            return _Reading(negates=True)
        return _Reading(NOUNS.get(lemma) or NOUNS_TO.get(lemma) or PURPOSE, weak=lemma in _CHANCES)
    if token.dep_ == "acl" and lemma not in NOUNS:
        above = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ in NOUN_PREPOSITIONS else None
        return _Reading(NOUNS.get(lemma_of(above)) if above is not None else None, denied, stop=True)
    return _Reading(negates=denied and token.dep_ == "acl", stop=True)
