"""When an eventuality was, as an interval with its uncertainty; never a made-up day.

The expressions of a document are found and resolved once (:mod:`kg.extract.timeline`); :func:`time_of` then only looks
up which of them bounds a trigger. A day is told of the clause that it stands in: "said on Friday that it sent" dates
the saying.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.periods import Grain
from kg.extract.syntax import Parse
from kg.extract.tables import head_of
from kg.extract.tense import clause_of, is_future
from kg.extract.timebeside import beside_event, relate
from kg.extract.timeline import timeline
from kg.extract.timelookup import by_structure
from kg.extract.timerecords import Dated, Timeline
from kg.extract.tokens import Token
from kg.model import Rule, Span, TimeSpan

RULES = (
    Rule(
        "time-direct",
        "The expression of time stands in the clause of the word that tells the event.",
        ("The port reopened on Tuesday.",),
    ),
    Rule("time-noun", "The expression of time belongs to the noun that names the event.", ("The 2019 coup failed.",)),
    Rule(
        "time-shared",
        "The clause that governs the event, or that it is coordinated with, is dated; the date holds "
        "for both. Clauses of saying, planning and ordering do not lend their date.",
        ("The dam burst on Monday, flooding two villages.",),
    ),
)

_CONTENT = frozenset({"VERB", "AUX"})


def expression_at(parse: Parse, span: Span) -> TimeSpan | None:
    """Return the expression of time that overlaps a stretch, the first of several; None when there is none."""
    return next((d.when for d in timeline(parse).all if d.words.overlaps(span)), None)


def _line(parse: Parse) -> Timeline:
    """Return the timeline of a document, with what is dated by the time between two events."""
    if parse.kept.get(relate.__name__) is None:
        relate(timeline(parse), parse)
        parse.kept[relate.__name__] = True
    return timeline(parse)


def time_of(parse: Parse, trigger: Sequence[Token]) -> TimeSpan | None:
    """Return when the eventuality that the tokens tell was; None when the text does not say.

    Bounds are None where the words or an unknown publication day leave them open; ``text`` is always set. Words that
    contradict the day of the article ("later in the day" of a day before it) leave no time rather than a false one.
    """
    found = _told(parse, trigger)
    return found if found is None or found.is_sound else None


def own_time(parse: Parse, trigger: Sequence[Token]) -> TimeSpan | None:
    """Return the time that stands at the words themselves ("mayor since 2016"); None when there is none.

    What a noun takes for granted is not bounded by the day of its clause: "the mayor met strikers on Sunday".
    """
    line = timeline(parse)
    if not line.all or not trigger:
        return None
    found = by_structure(line, trigger, lent=False) or _of_caption(line, trigger[-1])
    return found.when if found and found.when.is_sound else None


def _told(parse: Parse, trigger: Sequence[Token]) -> TimeSpan | None:
    line = _line(parse)
    if (not line.all and not line.apart) or not trigger:
        return None
    head = head_of(trigger)
    dated = line.sentence(head) in line.dated_sentences
    if dated and (found := by_structure(line, trigger)):
        return found.when
    if anchored := beside_event(parse, line, head):
        return anchored
    last = _last_resort(line, head) if dated else None
    return last.when if last else None


def _known(line: Timeline, head: Token) -> list[Dated]:
    """Return the expressions of a word's sentence that tell a day."""
    return [d for d in line.all if head.sent.start <= d.core < head.sent.end and d.known]


def _of_caption(line: Timeline, head: Token) -> Dated | None:
    """Return the only expression of a sentence without a verb."""
    if line.sentence(head) not in line.dated_sentences or any(t.pos_ in _CONTENT for t in head.sent):
        return None
    found = _known(line, head)
    return found[0] if len(found) == 1 else None


def _last_resort(line: Timeline, head: Token) -> Dated | None:
    """Return the only expression of a caption or headline without a verb, or the moment that a sentence is told of."""
    if only := _of_caption(line, head):
        return only
    found = _known(line, head)
    if not any(t.pos_ in _CONTENT for t in head.sent):
        return None
    moments = [d for d in found if d.grain is Grain.MOMENT]
    told = is_future(clause_of(head)) is not True
    return moments[0] if told and moments else None
