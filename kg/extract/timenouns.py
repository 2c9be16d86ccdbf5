"""The noun that a date belongs to, where the parse hangs it on a verb or on another noun."""

from __future__ import annotations

from kg.extract.periods import Grain, Period
from kg.extract.tables import lemma_of, listed
from kg.extract.tense import at_place, is_calendar_noun, is_future, named_object
from kg.extract.timerecords import Found, Timeline
from kg.extract.timesetting import Setting
from kg.extract.timesteps import ABOUT, REASONED
from kg.extract.tokens import Token

_CONTENT = frozenset({"VERB", "AUX"})
#: Verbs of saying what is to be: a day to come behind their object is that of the object, one that is over is not.
FORWARD = frozenset(
    listed(
        """
    order demand request propose urge recommend seek plan promise pledge announce expect schedule approve authorise
    authorize consider await
    """
    )
)
#: Verbs of thinking about what may come, at any time: the day behind their object is that of the object.
_WEIGHING = frozenset(
    listed(
        """
    plan consider mull weigh contemplate eye envision envisage anticipate foresee seek expect await fear predict
    forecast threaten
    """
    )
)
#: Prepositions before a phrase that opens a clause: the date in it is that of its noun.
_FRONTED = frozenset({"after", "following", "since", "before"})
#: Verbs of judging somebody for a deed, which a date behind the deed is that of.
_BLAMING = frozenset(listed("blame praise thank suspect criticise criticize accuse condemn"))
#: Kinds of days that may stand before a noun, and how many words the noun has at most.
_BEFORE_NOUNS = frozenset({"monthday", "daymonth", "monthyear", "month", "year", "weekday", "feast"})
_PREMODIFIERS = 4
#: Prepositions before what only stands beside what is told.
_BESIDE_IT = frozenset(listed("beyond besides despite unlike like than about regarding concerning"))


def true_noun(line: Timeline, found: Found, governor: Token) -> Token | None:
    """Return the noun that a date belongs to where the parse hangs it on the verb.

    "They prepare for the summit in June", "she was blamed for a fire in May", "the union called a strike for Friday",
    "the army promised elections next year", "after a defeat in Lima on Sunday, he left", "it follows talks on Monday".
    """
    if governor.pos_ not in _CONTENT:
        return None
    root, preposition = found.root, found.root.head
    if lemma_of(governor) in ABOUT and (thing := _before(root)) is not None and thing.i > governor.i:
        return thing
    if lemma_of(governor) in REASONED and preposition.i > governor.i and _has_own_day(line, governor):
        return _reason(governor, preposition)
    if (thing := _followed(found, governor)) is not None:
        return thing
    if (named := named_object(root, found.preposition)) is not None and is_to_come(found.period, found.at):
        return named
    if (noun := _fronted(found, governor) or _promised(found, governor)) is not None:
        return noun
    if preposition.pos_ != "ADP" or preposition.head != governor or not preposition.i:
        return None
    before = at_place(preposition.nbor(-1))
    if before.dep_ == "pobj" and is_calendar_noun(before) and before.head.lower_ in {"for", "of", "about", "over"}:
        return before
    return _reason(governor, preposition) if lemma_of(governor) in _BLAMING else None


def _before(root: Token) -> Token | None:
    """Return the noun right before a time or its preposition."""
    first = root.head.left_edge if root.head.pos_ == "ADP" else root.left_edge
    return first.nbor(-1) if first.i and first.nbor(-1).pos_ == "NOUN" else None


def _followed(found: Found, governor: Token) -> Token | None:
    """Return the object of a verb in the present tense right before a day that is over: "the move follows talks"."""
    if governor.tag_ not in {"VBZ", "VBP"} or not is_over(found.period, found.at) or is_future(governor) is False:
        return None
    preposition = found.root.head if found.root.head.pos_ == "ADP" else found.root
    first = min(found.root.left_edge.i, preposition.i)
    return next((c for c in governor.rights if c.dep_ == "dobj" and c.right_edge.i + 1 == first), None)


def _reason(governor: Token, before: Token) -> Token | None:
    """Return what somebody is blamed or punished for, told before a date."""
    reasons = (c for c in governor.rights if c.lower_ in {"for", "of", "over"} and c.i < before.i)
    return next((g for c in reasons for g in c.rights if g.dep_ == "pobj"), None)


def _has_own_day(line: Timeline, verb: Token) -> bool:
    """Tell a verb that a day was told of before."""
    return any(d.known and d.grain <= Grain.DAY for d in line.by_verb.get(verb.i, []))


def _fronted(found: Found, governor: Token) -> Token | None:
    """Return the noun of the phrase that opens a clause and holds the date: "after a defeat on Sunday, he left"."""
    top = found.root.head if found.root.head.pos_ == "ADP" else found.root
    if top.head != governor or top.i > governor.i:
        return None
    opening = next((c for c in governor.lefts if c.lower_ in _FRONTED and c.i < top.i), None)
    if opening is None or any(t.text == "," for t in opening.doc[opening.i : top.i]):
        return None
    return next((c for c in opening.rights if c.dep_ == "pobj" and c.pos_ == "NOUN"), None)


def _promised(found: Found, governor: Token) -> Token | None:
    """Return what somebody promised, ordered or announced, where the day behind it is yet to come."""
    weighing = _is_weighing(governor)
    if (
        not (weighing or lemma_of(governor) in FORWARD)
        or not is_to_come(found.period, found.at)
        or (is_future(governor) is not False and not weighing)
    ):
        return None
    objects = [c for c in governor.rights if c.dep_ == "dobj" and c.pos_ == "NOUN" and c.i < found.root.i]
    return objects[0] if objects else None


def is_foreseen(found: Found, noun: Token) -> bool:
    """Tell the object of a verb of thinking about what may come, where its day is yet to come."""
    return noun.dep_ == "dobj" and _is_weighing(noun.head) and is_to_come(found.period, found.at)


def _is_weighing(verb: Token) -> bool:
    """Tell a verb of thinking about what may come, "rule out" among them."""
    out = any(c.lower_ == "out" and c.dep_ == "prt" for c in verb.rights)
    return lemma_of(verb) in _WEIGHING or (out and lemma_of(verb) == "rule")


def premodified(found: Found) -> Token | None:
    """Return the noun that a day stands before, whatever the parse makes of it: "the May 4, 2019 mine collapse".

    An article or possessive stands before the day, and adjectives and nouns alone between the day and its noun.
    """
    if found.words.kind not in _BEFORE_NOUNS or found.words.match["part"]:
        return None
    last = found.root
    while last.i + 1 < len(last.doc) and last.nbor().idx < found.span.end:
        last = last.nbor()
    core = found.words.match.start(found.words.kind)
    first = last
    while first.i and first.idx > core:
        first = first.nbor(-1)
    if not first.i or (first.nbor(-1).pos_ != "DET" and first.nbor(-1).tag_ not in {"PRP$", "POS"}):
        return None
    noun = None
    for token in last.doc[last.i + 1 : min(last.i + 1 + _PREMODIFIERS, last.sent.end)]:
        if token.pos_ not in {"NOUN", "ADJ"} or token.tag_ == "CD":
            break
        noun = token if token.pos_ == "NOUN" else noun
    return noun if noun is not None and found.root.head.i != noun.i else None


def is_aside(noun: Token) -> bool:
    """Tell a noun whose day is not that of the verb: "offered little beyond a letter in May", "sued over a fire"."""
    above = noun.head
    blamed = above.lower_ in {"over", "for"} and above.head.pos_ in _CONTENT
    blamed = blamed and lemma_of(above.head) in REASONED | _BLAMING
    return noun.dep_ == "pobj" and (above.lower_ in _BESIDE_IT or blamed)


def is_to_come(period: Period | None, at: Setting) -> bool:
    """Tell a time that ends after the day of writing."""
    return bool(period and period.end and at.published and period.end > at.published)


def is_over(period: Period | None, at: Setting) -> bool:
    """Tell a time that ends before the day of writing."""
    return bool(period and period.end and at.published and period.end < at.published)


def is_ahead(period: Period | None, at: Setting) -> bool:
    """Tell a time that begins after the day of writing."""
    return bool(period and period.start and at.published and period.start > at.published)
