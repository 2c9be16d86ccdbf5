"""The expressions of time of a document, found and resolved once, and filed under the words that they date."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.extract.moods import is_ahead, is_condition, is_to_come
from kg.extract.periods import Grain, Period, month_number
from kg.extract.syntax import Parse
from kg.extract.tables import lemma_of, listed
from kg.extract.tense import (
    clause_at,
    clause_of,
    is_future,
    is_imperative,
    is_on_calendar,
    is_once,
    is_perfect,
    is_planned,
    is_pluperfect,
    is_scheduled,
    is_set_for,
    is_unreal,
    named_object,
    next_infinitive,
)
from kg.extract.timedirection import direction_of_noun, is_meant
from kg.extract.timefiling import attach, is_compared
from kg.extract.timegrammar import Words, find_words
from kg.extract.timerecords import Apart, Found, Timeline
from kg.extract.timesetting import Setting, unit_of
from kg.extract.timestory import Story, is_dateline
from kg.extract.timewords import resolve_words
from kg.extract.tokens import Token
from kg.model import Span

_CONTENT = frozenset({"VERB", "AUX"})
_HALF_A_YEAR = 6
#: Kinds that go on with a story.
_GOING_ON = frozenset({"then", "thereafter"})
_YEARLESS = frozenset({"month", "monthday", "daymonth", "monthyear"})
_NAMES = frozenset({"ORG", "PERSON", "WORK_OF_ART", "PRODUCT", "FAC", "LAW"})
#: Prepositions that after a present tense look ahead: "runs until Sunday".
_AHEAD = frozenset({"from", "until", "till", "through", "starting", "by", "starting on", "beginning on"})
_AHEAD_KINDS = frozenset({"weekday", "month", "monthday", "daymonth", "relunit", "ofunit"})
#: What after "from 1990" says that it went on.
_ONWARD = re.compile(r"\s*(?:until|till|to|through|onwards?|on)\b", re.IGNORECASE)
#: What stands before the second year of a range: "between 2015 and 2017"; at most so many letters.
_RANGE = re.compile(r"\b(?:between|from)\s+(?:\w+\s+)?\d{4}\s+(?:and|to|until|till|through)\s+$", re.IGNORECASE)
_RANGE_REACH = 40
#: Verbs whose "to" names the new day.
_MOVING = frozenset({"postpone", "delay", "move", "reschedule", "push", "defer", "change", "shift", "bring", "return"})
#: Prepositions before what was over when something came.
_BEHIND = frozenset({"after", "following", "since"})
#: Verbs that in the present tense tell what is to be.
_PLANNING = frozenset({"plan", "intend", "expect", "envisage", "schedule", "propose", "aim", "hope"})
_NAMED_DAYS = frozenset({"iso", "monthday", "daymonth", "dayword", "weekday"})
_OPEN_YEAR = frozenset(
    listed(
        """
    since until till by before after from during between in throughout through around circa of prior
    """
    )
)


class _Reader:
    """Reads the expressions of one document from left to right, and remembers the day that the story is at."""

    def __init__(self, parse: Parse) -> None:
        self.line = Timeline(parse.document.published)
        self._doc = parse.doc
        self._text = parse.doc.text
        self._parse = parse
        self._story = Story(self._text)

    def read(self) -> Timeline:
        """Find, resolve and file all expressions."""
        found: list[Found] = []
        for words in find_words(self._text):
            root = self._root(words.match.start(words.kind), words.end)
            if root is None or self._is_name(root, words) or (words.kind == "year" and not self._is_year(words)):
                continue
            if is_dateline(self._text, words) or is_unreal(clause_of(root)):
                continue
            if words.kind == "apart":
                self._set_apart(words)
                continue
            if words.kind == "season" and root.dep_ in {"nsubj", "nsubjpass"}:
                continue
            if words.kind == "nowish" and root.is_sent_start and is_imperative(clause_of(root)):
                continue  # "Now, compare that with the vote"
            if words.kind in _GOING_ON and not self._goes_on(words, root):
                continue
            this = self._resolve(words, root)
            self._story.advance(this.period, words)
            if found and self._joins(found[-1], this):
                this = self._join(found.pop(), this)
            found.append(this)
        self.line.sentences.extend(sentence.start for sentence in self._doc.sents)
        for each in _placed(found):
            attach(self.line, each)
            self.line.dated_sentences.add(self.line.sentence(each.root))
        return self.line

    def _set_apart(self, words: Words) -> None:
        """Note that two events are so long apart: "two days after", "the day before"."""
        match = words.match
        token = self._parse.at(match.start("g_w"))
        count = (match["g_c"] or "").lower()
        days = match["g_u"].lower()
        if token is None or words.preposition in {"for", "within", "over"} or (count == "the" and days.endswith("s")):
            return
        before = match["g_w"].lower() not in {"after", "following"}
        span = Span(words.start, match.end("g_w"))
        self.line.apart.append(Apart(token.i, "a" if count == "the" else count, unit_of(days), before, span))

    def _goes_on(self, words: Words, root: Token) -> bool:
        """Tell a "then" that goes on with a story of the past told just before, in the same paragraph."""
        if (
            not self._story.is_near(words.start)
            or self._story.quoted(words.start)
            or root.dep_ not in {"advmod", "pobj", "pcomp", "prep"}
        ):
            return False
        verb = clause_of(root)
        return bool(words.preposition) or verb.tag_ == "VBD" or (verb.tag_ == "VBN" and is_future(verb) is False)

    def _root(self, start: int, end: int) -> Token | None:
        """Return the token of a stretch whose head lies outside."""
        tokens = self._parse.between(start, end)
        inside = {t.i for t in tokens}
        return next((t for t in tokens if t.head.i not in inside), tokens[0] if tokens else None)

    def _resolve(self, words: Words, root: Token) -> Found:
        """Work out which days an expression can mean, by the tense of its clause and what governs it."""
        verb = clause_at(root)
        if words.preposition in {"until", "till"} and next_infinitive(root) is not None:
            words = replace(words, preposition="by")
        preposition, future = words.preposition, self._direction(words, root, verb)
        if preposition == "from" and _ONWARD.match(self._text, words.end):
            preposition = "starting"
        if preposition in {"to", "until", "till"} and lemma_of(verb) in _MOVING:
            preposition, future = "", None if future is False else future
        story = self._story
        perfect, past = is_perfect(verb), is_pluperfect(verb)
        at = Setting(self.line.published, story.day_of(words), future, perfect, story.era, past)
        span = Span(words.start, words.end)
        return Found(words, span, root, resolve_words(words, at), at, preposition)

    def _direction(self, words: Words, root: Token, verb: Token) -> bool | None:
        """Tell whether an expression looks ahead (True), back (False), or may do either (None)."""
        if words.preposition == "from" and is_compared(root):
            return False
        if (told := direction_of_noun(words, root)) is not None:
            return told
        if is_set_for(verb, words.preposition) or is_planned(root) or is_once(verb) or next_infinitive(root):
            return True
        if words.kind == "month" and is_on_calendar(root) and self._is_near(words) and not words.match["b_r"]:
            return True
        if words.kind in _AHEAD_KINDS and named_object(root, words.preposition) is not None:
            return True
        future = is_future(verb)
        if future is None and (_told_after(root) or (lemma_of(verb) == "follow" and verb.tag_ == "VBZ")):
            return False
        if future is None and verb.tag_ in {"VBZ", "VBP"} and lemma_of(verb) in _PLANNING and root.i > verb.i:
            return True
        if words.kind in _YEARLESS and future is not None:
            future = self._yearless(words, root, verb, future)
        meant = words.kind == "month" and is_meant(verb) and self._is_near(words)
        if future is None and (meant or is_to_come(verb) or is_scheduled(verb, root, words)):
            return True
        if future is None and words.kind in {"duration", "ofunit", "relunit"} and is_ahead(verb):
            return True
        open_still = verb.tag_ in {"VBZ", "VBP"} or is_ahead(verb)
        looks_ahead = words.preposition in _AHEAD and words.kind in _AHEAD_KINDS
        looks_ahead = looks_ahead and not (words.preposition == "from" and words.kind in {"monthday", "daymonth"})
        return True if looks_ahead and open_still and (future is None or is_condition(verb)) else future

    def _yearless(self, words: Words, root: Token, verb: Token, future: bool) -> bool | None:
        """Tell the direction of a day or month without a year, which the tense of its clause may not tell.

        It may stand behind a noun ("the vote on June 20") or in what was agreed ("agreed to meet in May").
        """
        if not future:
            return None if self._told_of_noun(root) else False
        if verb.head.tag_ == "VBD" and verb.dep_ == "xcomp":
            return None
        if verb.dep_ == "acl" and clause_of(verb.head).tag_ == "VBD" and words.kind == "month":
            return words.preposition in _AHEAD or self._is_near(words)
        return True

    def _is_near(self, words: Words) -> bool:
        """Tell whether a month lies less than half a year ahead."""
        published = self.line.published
        return published is not None and 0 < (month_number(words.match["b_m"]) - published.month) % 12 < _HALF_A_YEAR

    def _told_of_noun(self, root: Token) -> bool:
        """Tell a date that stands behind a noun ("the vote on June 20"): the tense of the verb says nothing of it."""
        return root.dep_ == "pobj" and root.head.pos_ == "ADP" and root.head.head.pos_ in {"NOUN", "PROPN"}

    def _is_name(self, root: Token, words: Words) -> bool:
        """Tell a day or month that is part of a name: "The Sunday Times"."""
        bare = words.preposition and not words.match["about"]
        return not bare and words.kind in {"weekday", "month", "season"} and root.ent_type_ in _NAMES

    def _is_year(self, words: Words) -> bool:
        """Tell a year from a count: the entity recogniser says date, or a preposition of time stands before it."""
        number = self._parse.at(words.match.start("x_y"))
        if number is None:
            return False
        if number.ent_type_ == "DATE" or _RANGE.search(self._text, max(0, number.idx - _RANGE_REACH), number.idx):
            return True
        after = number.nbor() if number.i + 1 < len(self._doc) else None
        counted = after is not None and after.tag_ in {"NNS", "NN", "JJ"}
        alone = after is not None and after.tag_ == "NN" and number.i and number.nbor(-1).lower_ in {"a", "an"}
        if alone and not words.preposition:
            return True
        if counted and number.i and number.nbor(-1).lower_ == "the" and number.dep_ in {"nummod", "amod", "compound"}:
            return len(number) == len("2022/23") or not number.text.endswith("00")
        return words.preposition.split(" ")[0] in _OPEN_YEAR and not counted

    def _joins(self, first: Found, second: Found) -> bool:
        match = second.words.match
        start = match.start("part") if match["part"] else match.start(second.words.kind)
        between = self._text[first.span.end : start].strip().lower()
        if between in {"to", "until", "till", "through", "and until"}:
            return first.words.preposition in {"from", "between", ""}
        if between == "and" and first.preposition == "between" and not second.preposition and first.period:
            return second.period is not None
        alike = first.words.kind == second.words.kind or {first.words.kind, second.words.kind} <= _YEARLESS
        return between in {"and", "-", "–"} and alike and bool(first.preposition)

    def _join(self, first: Found, second: Found) -> Found:
        """Make a range of two; the year may stand with the second only ("between June and August 2021")."""
        start, end = first.period, second.period
        if end and end.end and first.words.kind in _YEARLESS:
            start = resolve_words(first.words, replace(first.at, published=end.end, future=False))
        whole = Period(start.start, end.end, max(start.grain, end.grain)) if start and end else None
        span = Span(first.span.start, second.span.end)
        return replace(first, words=second.words, span=span, period=whole, preposition="")


def _told_after(root: Token) -> bool:
    """Tell a time of what another thing comes after: "the ban comes after a raid on Sunday"."""
    noun = root.head.head if root.head.pos_ == "ADP" else root.head
    return noun.dep_ == "pobj" and noun.head.lower_ in _BEHIND and noun.i < root.i


def _placed(found: list[Found]) -> list[Found]:
    """Put moments ("at 15:11 GMT") on the day that their own sentence names, where it names one."""
    days = {f.root.sent.start: f.period for f in found if f.words.kind in _NAMED_DAYS and f.period}
    return [
        replace(f, period=replace(days[f.root.sent.start], grain=Grain.MOMENT))
        if f.words.kind == "moment" and f.root.sent.start in days
        else f
        for f in found
    ]


def timeline(parse: Parse) -> Timeline:
    """Return the expressions of a document, which are read once."""
    found = parse.kept.get(_Reader.__name__)
    if not isinstance(found, Timeline):
        found = parse.kept[_Reader.__name__] = _Reader(parse).read()
    return found
