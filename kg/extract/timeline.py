"""The expressions of time of a document, found and resolved once, and filed under the words that they date."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date

from kg.extract.moods import is_ahead, is_condition, is_to_come
from kg.extract.periods import Grain, Period, month_number
from kg.extract.syntax import Parse
from kg.extract.tables import lemma_of, listed
from kg.extract.tense import (
    clause_of,
    is_calendar_noun,
    is_future,
    is_on_calendar,
    is_perfect,
    is_planned,
    is_scheduled,
    is_set_for,
)
from kg.extract.timebounds import beside, bounds
from kg.extract.timegrammar import Words, find_words
from kg.extract.timesetting import Setting, unit_of
from kg.extract.timewords import resolve_words
from kg.extract.tokens import Token
from kg.model import Span, TimeSpan

_CONTENT = frozenset({"VERB", "AUX"})
_HALF_A_YEAR = 6
#: Kinds that go on with a story.
_GOING_ON = frozenset({"then", "thereafter"})
#: Verbs of judging somebody for a deed, which a date behind the deed is that of.
_BLAMING = frozenset(listed("blame praise thank suspect criticise criticize accuse condemn"))
_RANKS = frozenset({"first", "second", "third", "only", "last"})
_COUNTED = frozenset({"dobj", "nsubj", "nsubjpass"})
_NUMERALS = frozenset({"dozen", "hundred", "thousand", "million", "score"})
#: Verbs of what lasts: what is counted with them goes on.
_LASTING = frozenset(
    listed(
        """
    be have hold detain keep remain live stay serve run lead govern rule occupy control wait own face work belong
    employ house shelter stand know use operate
    """
    )
)
_PREMODIFYING = frozenset({"compound", "nummod", "amod", "poss", "nmod"})
_NOMINAL = frozenset({"NOUN", "PROPN", "ADP", "NUM"})
#: Prepositions before a dated event ("before the 2014 vote"), which then dates what governs it.
_ABOUT_EVENTS = frozenset(
    {"before", "prior to", "ahead of", "after", "following", "since", "until", "during", "at", "in"}
)
_YEARLESS = frozenset({"month", "monthday", "daymonth", "monthyear"})
_NAMES = frozenset({"ORG", "PERSON", "WORK_OF_ART", "PRODUCT", "FAC", "LAW"})
#: Prepositions that after a present tense look ahead: "runs until Sunday".
_AHEAD = frozenset({"from", "until", "till", "through", "starting", "by", "starting on", "beginning on"})
_AHEAD_KINDS = frozenset({"weekday", "month", "monthday", "daymonth", "relunit", "ofunit"})
#: What after "from 1990" says that it went on.
_ONWARD = re.compile(r"\s*(?:until|till|to|through|onwards?|on)\b", re.IGNORECASE)
#: Verbs whose "to" names the new day.
_MOVING = frozenset({"postpone", "delay", "move", "reschedule", "push", "defer", "change", "shift", "bring", "return"})
_NAMED_DAYS = frozenset({"iso", "monthday", "daymonth", "dayword", "weekday"})
_ABSOLUTE = frozenset({"iso", "year", "decade", "century", "monthyear"})
_OPEN_YEAR = frozenset(
    listed(
        """
    since until till by before after from during between in throughout through around circa of prior
    """
    )
)


@dataclass(frozen=True, slots=True)
class Dated:
    """An expression of a document with the span it bounds, how fine it is, and the tokens that it stands at."""

    words: Span
    when: TimeSpan
    grain: Grain
    core: int
    noun: int | None = None
    premodifier: bool = False

    @property
    def known(self) -> bool:
        """Tell whether any day is known."""
        return self.when.earliest_begin is not None or self.when.latest_end is not None


@dataclass(frozen=True, slots=True)
class _Found:
    """An expression on its way into the timeline: its words, the token that heads them, and what they mean."""

    words: Words
    span: Span
    root: Token
    period: Period | None
    at: Setting
    preposition: str


@dataclass(frozen=True, slots=True)
class Apart:
    """Words such as "two days after": the token of "after", and how far apart it puts two events."""

    word: int
    count: str
    unit: str
    before: bool
    words: Span


def is_record(noun: Token, found: _Found) -> bool:
    """Tell whether an expression only says how long nothing like it was: "the worst flood since 1953"."""
    ranked = any(c.tag_ == "JJS" or c.lower_ in _RANKS for c in noun.lefts)
    ranked = ranked or noun.tag_ == "JJS" or (noun.pos_ == "ADJ" and noun.lower_ in _RANKS)
    return ranked and noun.pos_ in {"NOUN", "ADJ"} and (found.preposition == "since" or found.words.kind == "duration")


def _ranked(found: _Found, governor: Token) -> bool:
    """Tell a record of what a sentence tells: "the walkout is the longest at the ports since 2012"."""
    if is_record(governor, found) or (found.root.head.i and is_record(found.root.head.nbor(-1), found)):
        return True
    if found.preposition != "since":
        return False
    above = [t for t in found.root.ancestors if t.pos_ in {"NOUN", "ADJ"}]
    predicates = [c for c in governor.rights if c.dep_ in {"attr", "acomp"}] if lemma_of(governor) == "be" else []
    return any(is_record(t, found) for t in (*above, *predicates) if t.i < found.root.i)


@dataclass(frozen=True, slots=True)
class Timeline:
    """The expressions of time of one document, by the verb of their clause and by the noun that they belong to.

    It holds token numbers and no tokens, so that it does not keep a parse alive.
    """

    published: date | None
    all: list[Dated] = field(default_factory=list)
    by_verb: dict[int, list[Dated]] = field(default_factory=lambda: defaultdict(list))
    by_noun: dict[int, list[Dated]] = field(default_factory=lambda: defaultdict(list))
    sentences: list[int] = field(default_factory=list)
    dated_sentences: set[int] = field(default_factory=set)
    apart: list[Apart] = field(default_factory=list)

    def sentence(self, token: Token) -> int:
        """Return the number of a token's sentence."""
        return bisect_right(self.sentences, token.i)


class _Reader:
    """Reads the expressions of one document from left to right, and remembers the day that the story is at."""

    def __init__(self, parse: Parse) -> None:
        self.line = Timeline(parse.document.published)
        self._doc = parse.doc
        self._text = parse.doc.text
        self._parse = parse
        self._story: date | None = None
        self._era: Period | None = None
        self._told = 0

    def read(self) -> Timeline:
        """Find, resolve and file all expressions."""
        found: list[_Found] = []
        for words in find_words(self._text):
            root = self._root(words.match.start(words.kind), words.end)
            if root is None or self._is_name(root, words) or (words.kind == "year" and not self._is_year(words)):
                continue
            if words.kind == "apart":
                self._set_apart(words)
                continue
            if words.kind in _GOING_ON and not self._goes_on(words, root):
                continue
            this = self._resolve(words, root)
            self._advance(this.period, words.start)
            if found and self._joins(found[-1], this):
                this = self._join(found.pop(), this)
            found.append(this)
        self.line.sentences.extend(sentence.start for sentence in self._doc.sents)
        for each in _placed(found):
            self._attach(each)
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
        here = self._text[self._told : words.start]
        if "\n" in here or self._quoted(words.start) or root.dep_ not in {"advmod", "pobj", "pcomp", "prep"}:
            return False
        verb = clause_of(root)
        return bool(words.preposition) or verb.tag_ == "VBD" or (verb.tag_ == "VBN" and is_future(verb) is False)

    def _root(self, start: int, end: int) -> Token | None:
        """Return the token of a stretch whose head lies outside."""
        tokens = self._parse.between(start, end)
        inside = {t.i for t in tokens}
        return next((t for t in tokens if t.head.i not in inside), tokens[0] if tokens else None)

    def _resolve(self, words: Words, root: Token) -> _Found:
        verb = clause_of(root)
        future, preposition = is_future(verb), words.preposition
        open_still = verb.tag_ in {"VBZ", "VBP"} or is_ahead(verb)
        if (
            (future is None or is_condition(verb))
            and open_still
            and preposition in _AHEAD
            and words.kind in _AHEAD_KINDS
        ):
            future = True
        if future is None and is_to_come(verb):
            future = True
        if words.kind in _YEARLESS and self._told_of_noun(root) and future is False:
            future = None
        if preposition == "from" and _ONWARD.match(self._text, words.end):
            preposition = "starting"
        if preposition in {"to", "until", "till"} and lemma_of(verb) in _MOVING:
            preposition, future = "", None if future is False else future
        if words.kind in _YEARLESS and future and verb.head.tag_ == "VBD" and verb.dep_ == "xcomp":
            future = None
        if (future is None and is_scheduled(verb, root, words)) or is_planned(root):
            future = True
        if words.kind == "month" and is_on_calendar(root) and self._is_near(words) and not words.match["b_r"]:
            future = True
        if is_set_for(verb, preposition):
            future = True
        at = Setting(self.line.published, self._story, future, is_perfect(verb), self._era)
        span = Span(words.start, words.end)
        return _Found(words, span, root, resolve_words(words, at), at, preposition)

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
        if number.ent_type_ == "DATE":
            return True
        after = number.nbor() if number.i + 1 < len(self._doc) else None
        counted = after is not None and after.tag_ in {"NNS", "NN", "JJ"}
        alone = after is not None and after.tag_ == "NN" and number.i and number.nbor(-1).lower_ in {"a", "an"}
        if alone and not words.preposition:
            return True
        if counted and number.i and number.nbor(-1).lower_ == "the" and number.dep_ in {"nummod", "amod", "compound"}:
            return len(number) == len("2022/23") or not number.text.endswith("00")
        return words.preposition.split(" ")[0] in _OPEN_YEAR and not counted

    def _joins(self, first: _Found, second: _Found) -> bool:
        match = second.words.match
        start = match.start("part") if match["part"] else match.start(second.words.kind)
        between = self._text[first.span.end : start].strip().lower()
        if between in {"to", "until", "till", "through", "and until"}:
            return first.words.preposition in {"from", "between", ""}
        alike = first.words.kind == second.words.kind or {first.words.kind, second.words.kind} <= _YEARLESS
        return between in {"and", "-", "–"} and alike and bool(first.preposition)

    def _join(self, first: _Found, second: _Found) -> _Found:
        """Make a range of two; the year may stand with the second only ("between June and August 2021")."""
        start, end = first.period, second.period
        if end and end.end and first.words.kind in _YEARLESS:
            start = resolve_words(first.words, replace(first.at, published=end.end, future=False))
        whole = Period(start.start, end.end, max(start.grain, end.grain)) if start and end else None
        span = Span(first.span.start, second.span.end)
        return replace(first, words=second.words, span=span, period=whole, preposition="")

    def _advance(self, period: Period | None, start: int) -> None:
        """Move the story to a day that was told, unless somebody quoted speaks of a day of his own."""
        if period and period.grain is Grain.DAY and period.start and period.start == period.end:
            if not self._quoted(start):
                self._story, self._era, self._told = period.start, None, start
        elif period and period.grain is Grain.MOMENT:
            self._told = start
        elif period and period.grain in (Grain.MONTH, Grain.YEAR) and period.start and not self._quoted(start):
            self._era, self._told = period, start

    def _quoted(self, start: int) -> bool:
        """Tell whether a place lies in quotation marks."""
        line = self._text[self._text.rfind("\n", 0, start) + 1 : start]
        return line.count('"') % 2 != 0 or line.count("“") > line.count("”")

    def _attach(self, found: _Found) -> None:
        """File an expression under the verb of its clause, and under the noun that it belongs to."""
        root, period = found.root, found.period
        anchored = period is not None and found.words.kind not in _ABSOLUTE
        blank = TimeSpan(text=found.span, anchor=self.line.published if anchored else None)
        dated = Dated(
            found.span,
            bounds(blank, found.words, period, found.at, found.preposition),
            period.grain if period else Grain.LONGER,
            root.i,
        )
        dated = self._counted(found, dated)
        governor = root.head
        while governor.i != governor.head.i and (
            governor.pos_ in {"ADP", "SCONJ", "PART"} or dated.words.start <= governor.idx < dated.words.end
        ):
            governor = governor.head
        if _ranked(found, governor):
            self.line.all.append(dated)
            return
        belongs = _true_noun(root, governor)
        governor = belongs or governor
        lasting = found.words.kind == "duration" and found.preposition == "for"
        if governor.pos_ not in _CONTENT and not lasting:
            premodifier = root.dep_ in _PREMODIFYING and root.i < governor.i
            when = bounds(blank, found.words, period, found.at, "")
            inside = replace(dated, when=when, noun=governor.i)
            outer = found.preposition if premodifier else _outer(governor)
            if outer in _ABOUT_EVENTS and (premodifier or found.preposition in {"in", "on", ""}):
                dated = replace(inside, when=beside(inside.when, outer))
            else:
                dated = replace(dated, noun=governor.i, premodifier=premodifier)
            self.line.by_noun[governor.i].append(inside if premodifier or outer else dated)
            if not outer or premodifier:
                self._lift(governor, dated)
        self.line.all.append(dated)
        if belongs is None or not _is_to_come(period, found.at):
            self.line.by_verb[self._clause(found).i].append(dated)

    def _clause(self, found: _Found) -> Token:
        """Return the verb of the clause that an expression dates.

        Of "they said by 2050 the town would flood" it is that of the second, as nobody says what is yet to come.
        """
        verb = clause_of(found.root)
        if is_future(verb) is False and _is_to_come(found.period, found.at):
            return next(
                (c for c in verb.rights if c.dep_ in {"ccomp", "conj"} and is_future(c) and c.i > found.root.i), verb
            )
        return verb

    def _counted(self, found: _Found, dated: Dated) -> Dated:
        """End at the day of writing what was counted since a day: "has seized five ships since 2021"."""
        verb = clause_of(found.root)
        if found.preposition != "since" or self.line.published is None or not is_perfect(verb):
            return dated
        if lemma_of(verb) in _LASTING or not any(_is_count(c) for c in verb.children if c.dep_ in _COUNTED):
            return dated
        return replace(dated, when=replace(dated.when, latest_end=self.line.published))

    def _lift(self, noun: Token, dated: Dated) -> None:
        """File an expression under the nouns above its own as well: "the response to a strike in Lima last week"."""
        while noun.head.i != noun.i and noun.head.pos_ in _NOMINAL and not dated.premodifier:
            noun = noun.head
            if noun.pos_ in {"NOUN", "PROPN"}:
                self.line.by_noun[noun.i].append(dated)


def _is_to_come(period: Period | None, at: Setting) -> bool:
    """Tell a time that ends after the day of writing."""
    return bool(period and period.end and at.published and period.end > at.published)


def _true_noun(root: Token, governor: Token) -> Token | None:
    """Return the noun that a date behind it belongs to where the parse hangs it on the verb.

    "They prepare for the summit in June", "she was blamed for a fire in May".
    """
    preposition = root.head
    if governor.pos_ not in _CONTENT or preposition.pos_ != "ADP" or preposition.head != governor or not preposition.i:
        return None
    before = preposition.nbor(-1)
    if before.dep_ == "pobj" and is_calendar_noun(before) and before.head.lower_ in {"for", "of", "about", "over"}:
        return before
    reasons = (c for c in governor.rights if c.lower_ in {"for", "of", "over"} and c.i < preposition.i)
    nouns = (g for c in reasons for g in c.rights if g.dep_ == "pobj")
    return next(nouns, None) if lemma_of(governor) in _BLAMING else None


def _is_count(noun: Token) -> bool:
    """Tell a noun with a number: "five ships", "dozens of flights"."""
    counted = any(c.dep_ == "nummod" or c.lower_ in {"several", "many"} for c in noun.lefts)
    return counted or lemma_of(noun) in _NUMERALS


def _outer(noun: Token) -> str:
    """Return the preposition of time before the event that a date belongs to: "since the fall of the wall in 1989"."""
    while noun.head.i != noun.i and noun.head.pos_ in _NOMINAL | {"SCONJ"}:
        noun = noun.head
        if noun.lower_ in {"since", "before", "after", "until"} and noun.head.pos_ in _CONTENT:
            return noun.lower_
    return ""


def _placed(found: list[_Found]) -> list[_Found]:
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
