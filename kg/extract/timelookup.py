"""The expression of time that dates a word: its own, or that of a word whose date holds for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extract.periods import Grain
from kg.extract.tables import head_of, lemma_of
from kg.extract.tense import PROSPECTIVE, contradicts, is_after, is_future
from kg.extract.timerecords import Dated, Timeline
from kg.extract.timesteps import AHEAD, BEGINNING, DISTANT, ENDING, IMPLYING, LASTING, steps
from kg.extract.tokens import Token

_CONTENT = frozenset({"VERB", "AUX"})
#: Verbs of seeing what goes on: "was filmed kicking a driver on Sunday".
_WATCHING = frozenset({"film", "see", "spot", "catch", "photograph", "watch", "hear"})
#: So many days after the day of writing may still be told as past: texts are changed, and days differ by place.
_LATE_DAYS = 2


def by_structure(line: Timeline, trigger: Sequence[Token], *, lent: bool = True) -> Dated | None:
    """Find the expression at the trigger, or (``lent``) at a word whose date holds for it."""
    head = head_of(trigger)
    vague: Dated | None = None
    for token in (head, *(t for t in trigger if t.i != head.i)):
        if found := _best(_own(line, token), token):
            if _is_impossible(line, found, token):
                continue
            if found.known or not _is_bare(found):
                return found
            vague = vague or found
    for step in steps(head) if lent else ():
        if (found := _best(_given(line, step, head), step)) and _lends(line, found, step, head):
            if contradicts(line.published, found.when, head):
                return vague
            if step.pos_ in _CONTENT and is_after(line.published, found.when, head, step):
                return _since(line, found, head) or vague
            return _within(found, head, step)
    return vague


def _is_impossible(line: Timeline, dated: Dated, verb: Token) -> bool:
    """Tell a date that cannot be that of a verb that it stands beside.

    One of a noun that the tense rules out ("the blast on Sunday will delay it"), and one to come of what is over.
    """
    if not contradicts(line.published, dated.when, verb):
        return False
    if dated.noun is not None:
        return is_future(verb) is not None or dated.core < verb.i
    begin, today = dated.when.earliest_begin, line.published
    far = begin is not None and today is not None and (begin - today).days > _LATE_DAYS
    return far and is_future(verb) is False and lemma_of(verb) not in PROSPECTIVE | DISTANT | AHEAD


def _is_vague(dated: Dated) -> bool:
    """Tell a time with an open end: "for months"."""
    return dated.when.earliest_begin is None or dated.when.latest_end is None


def _since(line: Timeline, dated: Dated, verb: Token) -> Dated | None:
    """Date what "has since" or "has then" happened: from the day told before it on, up to the day of writing."""
    if not any(c.lower_ in {"since", "then"} and c.dep_ in {"advmod", "prep"} and not c.rights for c in verb.children):
        return None
    when = dated.when
    return replace(dated, when=replace(when, latest_begin=None, earliest_end=None, latest_end=line.published))


def _is_bare(dated: Dated) -> bool:
    """Tell a length of time that says no day ("for three hours"), beside which the day of the clause holds."""
    return dated.grain is Grain.LONGER and not dated.known and dated.when.anchor is not None


def _within(dated: Dated, noun: Token, clause: Token) -> Dated:
    """Return when something was of which a clause only dates the beginning or the end.

    "The war, which began in 1998", "the strike began on Monday", "they settled their dispute on Friday".
    """
    told = clause.dep_ in {"relcl", "acl"} or (noun.dep_ in {"nsubj", "nsubjpass", "dobj"} and noun.head.i == clause.i)
    if noun.pos_ != "NOUN" or not told:
        return dated
    own = clause.dep_ in {"relcl", "acl"} or dated.grain >= Grain.MONTH
    if lemma_of(clause) in BEGINNING and own and (noun.dep_ != "dobj" or clause.dep_ in {"relcl", "acl"}):
        return replace(dated, when=replace(dated.when, earliest_end=None, latest_end=None))
    if lemma_of(clause) in ENDING and lemma_of(noun) in LASTING:
        return replace(dated, when=replace(dated.when, earliest_begin=None, latest_begin=None))
    return dated


def _lends(line: Timeline, dated: Dated, giver: Token, taker: Token) -> bool:
    """Tell whether a dated clause dates another: a clause of planning only when the date lies ahead.

    The "now" of a verb says nothing of the nouns beside it.
    """
    if taker.pos_ == "NOUN" and giver.pos_ in _CONTENT and dated.grain is Grain.LONGER:
        when = dated.when
        if when.earliest_begin is not None and when.earliest_begin == when.latest_end:
            return False
    if giver.dep_ in {"relcl", "acl"} and giver.head.i == taker.i and lemma_of(giver) in AHEAD and _is_vague(dated):
        return False
    if giver.dep_ == "pcomp" and giver.head.lower_ == "after" and giver.head.head.i == taker.i:
        return dated.grain <= Grain.DAY and dated.when.earliest_begin is not None
    if not _is_intended(taker):
        return True
    begin, today = dated.when.earliest_begin, line.published
    if begin is None or today is None:
        return False
    return begin > today or (begin == today and taker.head.tag_ != "VBD")


def _is_intended(verb: Token) -> bool:
    """Tell what somebody plans, agrees or threatens to do: a day that is over cannot be that of it."""
    while verb.dep_ == "conj":
        verb = verb.head
    return verb.pos_ in _CONTENT and verb.dep_ == "xcomp" and lemma_of(verb.head) in PROSPECTIVE


def own_date(line: Timeline, token: Token) -> Dated | None:
    """Return the expression that stands at a token itself and says a day, month or year on its own."""
    found = [d for d in _own(line, token) if d.known and d.noun is None]
    return _best(found, token)


def _own(line: Timeline, token: Token) -> list[Dated]:
    """Return the expressions that stand at a token itself: in its clause, or in its noun phrase."""
    if token.pos_ not in _CONTENT:
        return line.by_noun.get(token.i, [])
    found = line.by_verb.get(token.i, [])
    if lemma_of(token) in IMPLYING | _WATCHING:
        found = found + [d for c in token.children if c.dep_ == "xcomp" for d in line.by_verb.get(c.i, [])]
    direct = [d for d in found if d.noun is None]
    return direct or [d for d in found if not d.premodifier and d.noun is not None and d.grain <= Grain.YEAR]


def _given(line: Timeline, giver: Token, taker: Token) -> list[Dated]:
    """Return the expressions that a word has to give; to its relative clause a noun gives only those before it."""
    found = _own(line, giver)
    if taker.dep_ == "relcl" and taker.head.i == giver.i and giver.pos_ not in _CONTENT:
        return [d for d in found if d.core < giver.i]
    return found


def _best(found: list[Dated], token: Token) -> Dated | None:
    """Choose the finest known expression of days, the nearest among equals."""

    def rank(dated: Dated) -> tuple[bool, bool, Grain, int]:
        return (not dated.known, dated.grain is Grain.MOMENT, dated.grain, abs(dated.core - token.i))

    return min(found, key=rank, default=None)
