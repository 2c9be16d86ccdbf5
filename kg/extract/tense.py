"""Whether a clause tells the past or what is to come, by its verb, its helpers and what governs it."""

from __future__ import annotations

from kg.extract.moods import is_full
from kg.extract.operators import NOUNS
from kg.extract.tables import lemma_of, listed
from kg.extract.timegrammar import Words
from kg.extract.tokens import Token
from kg.model import Modality

#: Heads of an infinitive that put it into the future.
PROSPECTIVE = frozenset(
    listed(
        """
    plan intend expect schedule set due hope agree promise vow pledge aim prepare want ask urge order need be
    slate decide propose threaten ready poise bind likely invite wait vote choose opt resolve offer
    """
    )
)
#: Before a noun they put it into the future: "the planned march on Saturday".
_PLANNED = frozenset(listed("planned scheduled upcoming forthcoming proposed looming"))
#: Verbs that put something on a day to come.
_SETTING = frozenset(listed("schedule set slate plan book pencil time earmark postpone reschedule adjourn"))
#: Nouns of what is put on a calendar: of a month before or behind them the one to come is meant.
_ON_CALENDAR = frozenset(
    listed(
        """
    conference summit election vote referendum tournament congress convention festival trial hearing meeting talks talk
    game games cup championship budget poll ballot exam examination deadline concert tour fair season race final
    inauguration review session assembly rally launch release wedding anniversary runoff primary
    """
    )
)
#: Verbs whose present tense is that of telling, not of a timetable.
_TELLING = frozenset(
    listed(
        """
    say tell report claim state show suggest indicate believe think know note write add argue insist warn deny
    allege accuse confirm reveal remember recall mean see hear read explain describe
    """
    )
)
#: Verbs that a timetable has: in the present tense, "in two weeks" counts from today.
_TURNING = frozenset(
    listed("begin start open close end expire resume return leave meet vote arrive take come retire go")
)
#: What is ordered, planned or asked for is yet to be: "a request to keep it until March".
_YET_TO_BE = frozenset({Modality.ORDERED, Modality.PLANNED, Modality.REQUESTED})
_CONTENT = frozenset({"VERB", "AUX"})


def clause_of(token: Token) -> Token:
    """Climb to the verb of the token's clause (the root when there is none)."""
    while token.head.i != token.i and (token.pos_ not in _CONTENT or token.dep_ in {"aux", "auxpass"}):
        token = token.head
    return token


def is_future(verb: Token) -> bool | None:
    """Tell whether a verb speaks of the future (True), of the past (False), or does not say (None)."""
    helpers = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    forms = {c.lower_ for c in helpers}
    if forms & {"will", "shall", "'ll", "’ll", "wo", "would"}:
        return True
    if "to" in forms:
        if lemma_of(verb.head) in PROSPECTIVE or "going" in verb.head.lower_:
            return True
        if verb.head.i == verb.i:
            return True
        if verb.dep_ == "acl" and NOUNS.get(lemma_of(verb.head)) in _YET_TO_BE:
            return True
        return is_future(verb.head) if verb.head.pos_ in _CONTENT else None
    if verb.tag_ in {"VBZ", "VBP"} and lemma_of(verb) in PROSPECTIVE and any(c.dep_ == "xcomp" for c in verb.children):
        return True
    if verb.tag_ == "VBG" and forms & {"is", "are", "am", "'s", "'re", "'m"} and "been" not in forms:
        return True
    if verb.tag_ == "VBD" or forms & {"was", "were", "had", "has", "have", "did", "'d", "'ve"}:
        return False
    return None


def is_scheduled(verb: Token, root: Token, words: Words) -> bool:
    """Tell whether a present tense tells what is to come: "the fair opens on Friday", "the trial begins in two weeks".

    Not in headlines, which tell the past in the present tense, nor of verbs of saying.
    """
    if verb.tag_ not in {"VBZ", "VBP"} or lemma_of(verb) in _TELLING or not is_full(verb):
        return False
    if words.kind in {"duration", "month"}:
        return words.preposition == "in" and lemma_of(verb) in _TURNING
    day = words.kind in {"weekday", "monthday", "daymonth", "feast"} and root.dep_ not in {"nsubj", "nsubjpass"}
    return day and words.preposition in {"", "on"} and not words.match["part"]


def is_set_for(verb: Token, preposition: str) -> bool:
    """Tell what a verb of scheduling puts on a day: "has been scheduled for Monday"."""
    return lemma_of(verb) in _SETTING and preposition == "for" and verb.tag_ in {"VBN", "VBD"}


def is_planned(root: Token) -> bool:
    """Tell whether an expression belongs to a noun for something to come: "the planned march on Saturday"."""
    noun = root.head.head if root.head.pos_ == "ADP" else root.head
    return noun.pos_ == "NOUN" and any(c.lower_ in _PLANNED for c in noun.lefts)


def is_on_calendar(root: Token) -> bool:
    """Tell a time that belongs to what is put on a calendar: "the November conference", "the vote in June"."""
    noun = root.head.head if root.head.pos_ == "ADP" else root.head
    if noun.pos_ in {"VERB", "AUX"} and root.head.pos_ == "ADP" and root.head.i:
        noun = root.head.nbor(-1)
    return is_calendar_noun(noun)


def is_calendar_noun(noun: Token) -> bool:
    """Tell a noun of what is put on a calendar: "conference", "vote"."""
    return noun.pos_ in {"NOUN", "PROPN"} and lemma_of(noun) in _ON_CALENDAR


def is_pluperfect(verb: Token) -> bool:
    """Tell "had fallen", which was over when something else was."""
    return any(c.dep_ == "aux" and c.lower_ in {"had", "'d", "’d"} for c in verb.children)


def is_perfect(verb: Token) -> bool:
    """Tell "has fallen", "had fallen"."""
    return any(c.dep_ == "aux" and lemma_of(c) == "have" for c in verb.children)
