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
from kg.extract.timebounds import beside, bounds
from kg.extract.timegrammar import Words, find_words
from kg.extract.timewords import Setting, resolve_words
from kg.extract.tokens import Token
from kg.model import Span, TimeSpan

#: Heads of an infinitive that put it into the future.
PROSPECTIVE = frozenset(
    listed(
        """
    plan intend expect schedule set due hope agree promise vow pledge aim prepare want ask urge order need be
    slate decide propose threaten ready poise bind likely invite wait
    """
    )
)
#: Before a noun they put it into the future: "the planned march on Saturday".
_PLANNED = frozenset(listed("planned scheduled upcoming forthcoming proposed looming"))
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
_CONTENT = frozenset({"VERB", "AUX"})
_HALF_A_YEAR = 6
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
    if verb.tag_ not in {"VBZ", "VBP"} or lemma_of(verb) in _TELLING or verb.sent[-1].text not in {".", "”", '"'}:
        return False
    if words.kind in {"duration", "month"}:
        return words.preposition == "in" and lemma_of(verb) in _TURNING
    day = words.kind in {"weekday", "monthday", "daymonth", "feast"} and root.dep_ not in {"nsubj", "nsubjpass"}
    return day and words.preposition in {"", "on"} and not words.match["part"]


def is_record(noun: Token, found: _Found) -> bool:
    """Tell whether an expression only says how long nothing like it was: "the worst flood since 1953"."""
    ranked = any(c.tag_ == "JJS" or c.lower_ in {"first", "second", "third", "only"} for c in noun.lefts)
    return noun.pos_ == "NOUN" and ranked and (found.preposition == "since" or found.words.kind == "duration")


def is_planned(root: Token) -> bool:
    """Tell whether an expression belongs to a noun for something to come: "the planned march on Saturday"."""
    noun = root.head.head if root.head.pos_ == "ADP" else root.head
    return noun.pos_ == "NOUN" and any(c.lower_ in _PLANNED for c in noun.lefts)


def _is_perfect(verb: Token) -> bool:
    return any(c.dep_ == "aux" and lemma_of(c) == "have" for c in verb.children)


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

    def read(self) -> Timeline:
        """Find, resolve and file all expressions."""
        found: list[_Found] = []
        for words in find_words(self._text):
            root = self._root(words.match.start(words.kind), words.end)
            if root is None or self._is_name(root, words) or (words.kind == "year" and not self._is_year(words)):
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
        if future is None and words.kind == "month" and self._told_of_noun(root) and self._is_near(words):
            future = True
        at = Setting(self.line.published, self._story, future, _is_perfect(verb), self._era)
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
                self._story, self._era = period.start, None
        elif period and period.grain in (Grain.MONTH, Grain.YEAR) and period.start and not self._quoted(start):
            self._era = period

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
        governor = root.head
        while governor.i != governor.head.i and (
            governor.pos_ in {"ADP", "SCONJ", "PART"} or dated.words.start <= governor.idx < dated.words.end
        ):
            governor = governor.head
        if is_record(governor, found) or (root.head.i and is_record(root.head.nbor(-1), found)):
            self.line.all.append(dated)
            return
        if governor.pos_ not in _CONTENT:
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
        self.line.by_verb[clause_of(root).i].append(dated)

    def _lift(self, noun: Token, dated: Dated) -> None:
        """File an expression under the nouns above its own as well: "the response to a strike in Lima last week"."""
        while noun.head.i != noun.i and noun.head.pos_ in _NOMINAL and not dated.premodifier:
            noun = noun.head
            if noun.pos_ in {"NOUN", "PROPN"}:
                self.line.by_noun[noun.i].append(dated)


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
