"""Whether a date that belongs to a noun looks back or ahead: the tense of the verb beside it says nothing of it."""

from __future__ import annotations

from kg.extract.moods import is_full
from kg.extract.tables import lemma_of, listed
from kg.extract.tense import clause_of, is_calendar_noun, is_future
from kg.extract.timegrammar import Words
from kg.extract.tokens import Token

_CONTENT = frozenset({"VERB", "AUX"})
_NAMING = frozenset({"NOUN", "PROPN"})
#: Nouns of what nobody puts on a calendar: told of, it is over.
_UNPLANNED = frozenset(
    listed(
        """
    victory win loss defeat setback attack assault fire blaze blast explosion crash accident collision quake
    earthquake massacre shooting killing murder stabbing death suicide resignation collapse failure outage storm flood
    landslide incident leak arrest seizure theft robbery riot clash scandal injury kidnapping abduction derailment
    sinking mutiny
    """
    )
)
#: Verbs of what is felt or said of what is over: "are hailing the ruling on Tuesday".
_REACTING = frozenset(
    listed("hail praise mourn criticise criticize condemn denounce applaud slam lament investigate probe")
)
#: Nouns of what is meant to be done: "plans for winning in November".
_MEANT = frozenset(listed("plan strategy bid hope chance prospect path preparation campaign formula ambition"))
#: Kinds of a day or month that recur: nothing in the words tells the last from the next.
_RECURRING = frozenset({"weekday", "monthday", "daymonth", "month"})


def direction_of_noun(words: Words, root: Token) -> bool | None:
    """Tell whether a date at a noun looks ahead (True) or back (False); None where the noun does not say.

    "The blast on Monday will delay the harvest"; "polls have narrowed ahead of Sunday's vote".
    """
    if words.kind not in _RECURRING or (words.kind != "month" and words.match["part"]):
        return None
    noun = noun_at(root)
    if noun is None:
        return None
    if noun.dep_ == "pobj" and noun.head.lower_ in {"of", "before"} and is_calendar_noun(noun):
        first = noun.head.head if noun.head.lower_ == "of" and noun.head.head.lower_ == "ahead" else noun.head
        ahead = first.lower_ in {"ahead", "before"} or words.preposition == "ahead of"
        return True if ahead and _is_open(clause_of(noun)) else None
    verb = clause_of(noun)
    if verb.pos_ not in _CONTENT or not is_future(verb):
        return None
    if lemma_of(verb) in _REACTING and verb.tag_ == "VBG" and _top(noun, verb).dep_ == "dobj":
        return False
    return False if lemma_of(noun) in _UNPLANNED and _top(noun, verb).dep_ in {"nsubj", "nsubjpass"} else None


def noun_at(root: Token) -> Token | None:
    """Return the noun that an expression stands at, past the places between: "the congress in Lyon in October"."""
    noun = root.head.head if root.head.pos_ == "ADP" else root.head
    if noun.pos_ in _CONTENT and root.head.pos_ == "ADP" and root.head.i and root.head.nbor(-1).dep_ == "dobj":
        noun = root.head.nbor(-1)
    while noun.pos_ == "PROPN" and noun.dep_ == "pobj" and noun.head.head.pos_ in _NAMING:
        noun = noun.head.head
    return noun if noun.pos_ in _NAMING and noun.i != root.i else None


def _is_open(verb: Token) -> bool:
    """Tell a verb of the present or the perfect, beside which what is ahead is still to come."""
    helpers = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    return verb.tag_ in {"VBZ", "VBP"} or bool(helpers & {"has", "have", "is", "are", "will", "'s", "’s"})


def _top(noun: Token, verb: Token) -> Token:
    """Return the head of the phrase that a noun stands in, below a verb."""
    while noun.head.i not in {verb.i, noun.i}:
        noun = noun.head
    return noun


def is_meant(verb: Token) -> bool:
    """Tell an infinitive or a plan in the present, which looks ahead: "lets growers sell", "plans for winning"."""
    while verb.dep_ == "conj":
        verb = verb.head
    above = clause_of(verb.head)
    if above.tag_ not in {"VBZ", "VBP"} and not any(c.lower_ in {"is", "are", "will"} for c in above.lefts):
        return False
    helpers = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    if verb.tag_ == "VB":
        return helpers == {"to"} and is_full(above)
    planned = verb.dep_ == "pcomp" and verb.head.lower_ == "for" and lemma_of(verb.head.head) in _MEANT
    return verb.tag_ == "VBG" and planned and not helpers
