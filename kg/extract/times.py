"""When an eventuality was, as an interval with its uncertainty; never a made-up day.

The expressions of a document are found and resolved once (:class:`Timeline`); :func:`time_of` then only looks up which
of them bounds a trigger. A day is told of the clause that it stands in: "said on Friday that it sent" dates the saying.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from weakref import WeakKeyDictionary

from spacy.tokens import Doc, Token

from kg.extract.periods import Grain, Period
from kg.extract.syntax import Parse
from kg.extract.tables import listed
from kg.extract.timewords import Setting, Words, find_words, resolve_words
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

#: Verbs that put their complement or object at another time: they do not lend it their own date.
DISTANT = frozenset(
    listed(
        """
    say tell announce report claim add state note declare warn promise vow pledge threaten order instruct direct
    plan intend schedule expect hope want wish seek ask urge demand request call propose suggest consider
    discuss approve authorise authorize recommend predict forecast estimate believe think know remember recall
    deny dismiss reject accuse blame criticise criticize condemn praise welcome fear suspect describe cite
    mention confirm reveal investigate probe mark commemorate follow await prepare agree decide aim convict
    charge try sentence
    """
    )
)
#: Verbs whose clause complement happens when they do.
JOINT = frozenset(
    listed(
        """
    cause make let force help see watch begin start continue stop lead fail manage keep enable allow
    """
    )
)
#: Verbs that say no more of their subject than that it was.
OCCUR = frozenset(listed("occur happen take begin start end erupt break come be last"))
#: Heads of an infinitive that put it into the future.
PROSPECTIVE = frozenset(
    listed(
        """
    plan intend expect schedule set due hope agree promise vow pledge aim prepare want ask urge order need be
    slate decide propose threaten ready poise bind likely invite wait
    """
    )
)
_SHARING_PREPOSITIONS = frozenset(listed("in at during by with amid through for on to from into against"))
_JOINING = frozenset(listed("when as while whilst where whereupon"))
_CONTENT = frozenset({"VERB", "AUX"})
_LIGHT = frozenset({"hold", "wage", "launch", "stage", "carry", "conduct", "commit", "mount", "make", "give", "sign"})
_IMPLYING = frozenset({"decline", "refuse", "fail", "begin", "start", "continue", "manage", "help", "try", "stop"})
_PREMODIFYING = frozenset({"compound", "nummod", "amod", "poss", "nmod"})
_NOMINAL = frozenset({"NOUN", "PROPN", "ADP", "NUM"})
_ABSOLUTE = frozenset({"iso", "year", "decade", "century", "monthyear"})
_MAX_STEPS = 4
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


def _clause(token: Token) -> Token:
    """Climb to the verb of the token's clause (the root when there is none)."""
    while token.head.i != token.i and (token.pos_ not in _CONTENT or token.dep_ in {"aux", "auxpass"}):
        token = token.head
    return token


def _is_future(verb: Token) -> bool | None:
    helpers = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    forms = {c.lower_ for c in helpers}
    if forms & {"will", "shall", "'ll", "’ll", "wo", "would"}:
        return True
    if "to" in forms:
        if verb.head.lemma_.lower() in PROSPECTIVE or "going" in verb.head.lower_:
            return True
        return _is_future(verb.head) if verb.head.i != verb.i and verb.head.pos_ in _CONTENT else None
    if (
        verb.tag_ in {"VBZ", "VBP"}
        and verb.lemma_.lower() in PROSPECTIVE
        and any(c.dep_ == "xcomp" for c in verb.children)
    ):
        return True
    if verb.tag_ == "VBG" and forms & {"is", "are", "am", "'s", "'re", "'m"} and "been" not in forms:
        return True
    if verb.tag_ == "VBD" or forms & {"was", "were", "had", "has", "have", "did", "'d", "'ve"}:
        return False
    return None


def _is_perfect(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children)


class Timeline:
    """The expressions of time of one document, by the verb of their clause and by the noun that they belong to."""

    def __init__(self, doc: Doc, published: date | None) -> None:
        self.by_verb: dict[int, list[Dated]] = defaultdict(list)
        self.by_noun: dict[int, list[Dated]] = defaultdict(list)
        self.all: list[Dated] = []
        self._doc = doc
        self.published = published
        self._story: date | None = None
        self._fill()

    def _fill(self) -> None:
        found: list[_Found] = []
        for words in find_words(self._doc.text):
            core = self._doc.char_span(words.match.start(words.kind), words.end, alignment_mode="expand")
            if core is None or (words.kind == "year" and not self._is_year(words)):
                continue
            verb = _clause(core.root)
            at = Setting(self.published, self._story, _is_future(verb), _is_perfect(verb))
            this = _Found(
                words, Span(words.start, words.end), core.root, resolve_words(words, at), at, words.preposition
            )
            self._advance(this.period, words.start)
            if found and self._joins(found[-1], this):
                this = self._join(found.pop(), this)
            found.append(this)
        for each in found:
            self._attach(each)

    def _is_year(self, words: Words) -> bool:
        span = self._doc.char_span(*words.match.span("x_y"), alignment_mode="expand")
        if span is None:
            return False
        if span[0].ent_type_ == "DATE":
            return True
        after = self._doc[span.end] if span.end < len(self._doc) else None
        counted = after is not None and after.tag_ in {"NNS", "NN", "JJ"}
        return words.preposition.split(" ")[0] in _OPEN_YEAR and not counted

    def _joins(self, first: _Found, second: _Found) -> bool:
        between = self._doc.text[first.span.end : second.words.match.start(second.words.kind)].strip().lower()
        if between in {"to", "until", "till", "through", "and until"}:
            return first.preposition in {"from", "between", ""}
        return between in {"and", "-", "–"} and first.words.kind == second.words.kind and bool(first.preposition)

    def _join(self, first: _Found, second: _Found) -> _Found:
        """Make a range of two; the year may stand with the second only ("between June and August 2021")."""
        start, end = first.period, second.period
        if end and end.end and first.words.kind in {"month", "monthday", "daymonth"}:
            start = resolve_words(first.words, replace(first.at, published=end.end, future=False))
        whole = Period(start.start, end.end, max(start.grain, end.grain)) if start and end else None
        span = Span(first.span.start, second.span.end)
        return replace(first, words=second.words, span=span, period=whole, preposition="")

    def _advance(self, period: Period | None, start: int) -> None:
        """Move the story to a day that was told, unless somebody quoted speaks of a day of his own."""
        if period and period.grain is Grain.DAY and period.start and period.start == period.end:
            line = self._doc.text[self._doc.text.rfind("\n", 0, start) + 1 : start]
            if line.count('"') % 2 == 0 and line.count("“") <= line.count("”"):
                self._story = period.start

    def _attach(self, found: _Found) -> None:
        """File an expression under the verb of its clause, and under the noun that it belongs to."""
        root, period = found.root, found.period
        anchored = period is not None and found.words.kind not in _ABSOLUTE
        blank = TimeSpan(text=found.span, anchor=self.published if anchored else None)
        dated = Dated(found.span, _bounds(blank, found), period.grain if period else Grain.LONGER, root.i)
        governor = root.head
        while governor.i != governor.head.i and (
            governor.pos_ in {"ADP", "SCONJ", "PART"} or dated.words.start <= governor.idx < dated.words.end
        ):
            governor = governor.head
        if governor.pos_ not in _CONTENT:
            premodifier = root.dep_ in _PREMODIFYING and root.i < governor.i
            dated = replace(dated, noun=governor.i, premodifier=premodifier)
            inside = replace(dated, when=_bounds(blank, replace(found, preposition="")))
            self.by_noun[governor.i].append(inside if premodifier else dated)
            self._lift(governor, dated)
        self.all.append(dated)
        self.by_verb[_clause(root).i].append(dated)

    def _lift(self, noun: Token, dated: Dated) -> None:
        """File an expression under the nouns above its own as well: "the response to a strike in Lima last week"."""
        while noun.head.i != noun.i and noun.head.pos_ in _NOMINAL and not dated.premodifier:
            noun = noun.head
            if noun.pos_ in {"NOUN", "PROPN"}:
                self.by_noun[noun.i].append(dated)


def _inside(period: Period) -> TimeSpan:
    """Something within a period: it begins and ends there, nothing says when."""
    return TimeSpan(period.start, period.end, period.start, period.end)


def _from(period: Period) -> TimeSpan:
    return TimeSpan(earliest_begin=period.start, latest_begin=period.end)


def _until(period: Period) -> TimeSpan:
    return TimeSpan(earliest_end=period.start, latest_end=period.end)


def _by(period: Period) -> TimeSpan:
    return TimeSpan(latest_end=period.end)


def _before(period: Period) -> TimeSpan:
    """Before a day may still be on its eve; before a longer time is before its first day."""
    last = period.start - timedelta(days=1) if period.start and period.grain > Grain.DAY else period.start
    return TimeSpan(latest_end=last)


def _after(period: Period) -> TimeSpan:
    return TimeSpan(earliest_begin=period.start)


#: How a preposition makes an interval of the days that stand after it. All others: within.
BOUNDS: dict[str, Callable[[Period], TimeSpan]] = {
    "since": _from, "starting": _from, "starting on": _from, "starting in": _from, "starting from": _from,
    "beginning on": _from, "beginning in": _from, "from": _from, "as early as": _from,
    "until": _until, "till": _until, "up to": _until, "up until": _until, "through": _until,
    "by": _by, "no later than": _by, "as late as": _by,
    "before": _before, "prior to": _before, "ahead of": _before,
    "after": _after, "following": _after,
}  # fmt: skip


def _bounds(blank: TimeSpan, found: _Found) -> TimeSpan:
    """Put the days that an expression can mean into a time span, as its preposition says."""
    period, at, preposition = found.period, found.at, found.preposition
    if period is None:
        return blank
    if preposition == "from" and not at.future:
        preposition = ""
    when = replace(BOUNDS.get(preposition, _inside)(period), text=blank.text, anchor=blank.anchor)
    about = (found.words.match["about"] or "").lower()
    if preposition in {"until", "till", "up to", "up until"} and "least" in about:
        return replace(when, latest_end=None)
    ahead = at.published and when.latest_end and when.latest_end > at.published
    if preposition in {"by", "before"} and ahead and period.grain is not Grain.YEAR:
        return replace(when, earliest_begin=at.published)
    return when


_TIMELINES: WeakKeyDictionary[Doc, Timeline] = WeakKeyDictionary()


def timeline(parse: Parse) -> Timeline:
    """Return the expressions of a document, which are read once."""
    found = _TIMELINES.get(parse.doc)
    if found is None:
        found = _TIMELINES[parse.doc] = Timeline(parse.doc, parse.document.published)
    return found


def expression_at(parse: Parse, span: Span) -> TimeSpan | None:
    """Return the expression of time that overlaps a stretch, the first of several; None when there is none."""
    return next((d.when for d in timeline(parse).all if d.words.overlaps(span)), None)


def time_of(parse: Parse, trigger: Sequence[Token]) -> TimeSpan | None:
    """Return when the eventuality that the tokens tell was; None when the text does not say.

    Bounds are None where the words or an unknown publication day leave them open; ``text`` is always set.
    """
    line = timeline(parse)
    if not line.all or not trigger:
        return None
    inside = {t.i for t in trigger}
    head = next((t for t in trigger if t.head.i not in inside or t.head.i == t.i), trigger[0])
    for token in (head, *(t for t in trigger if t.i != head.i)):
        if found := _best(_own(line, token), token):
            return found.when
    for step in _steps(head):
        if (found := _best(_own(line, step), step)) and _lends(line, found, step, head):
            return found.when
    found = _last_resort(line, head)
    return found.when if found else None


def _lends(line: Timeline, dated: Dated, giver: Token, taker: Token) -> bool:
    """Tell whether a dated clause dates another: a clause of planning only when the date lies ahead."""
    if giver.pos_ not in _CONTENT or giver.lemma_.lower() not in PROSPECTIVE or taker.dep_ != "xcomp":
        return True
    begin = dated.when.earliest_begin
    return begin is not None and line.published is not None and begin >= line.published


def _last_resort(line: Timeline, head: Token) -> Dated | None:
    """Return the only expression of a caption or headline without a verb, or the moment that a sentence is told of."""
    sentence = head.sent
    found = [d for d in line.all if sentence.start <= d.core < sentence.end and d.known]
    if not any(t.pos_ in _CONTENT for t in sentence):
        return found[0] if len(found) == 1 else None
    moments = [d for d in found if d.grain is Grain.MOMENT]
    told = head.pos_ in _CONTENT and _is_future(head) is not True
    return moments[0] if told and moments else None


def _own(line: Timeline, token: Token) -> list[Dated]:
    """Return the expressions that stand at a token itself: in its clause, or in its noun phrase."""
    if token.pos_ not in _CONTENT:
        return line.by_noun.get(token.i, [])
    found = line.by_verb.get(token.i, [])
    if token.lemma_ in _IMPLYING:
        found = found + [d for c in token.children if c.dep_ == "xcomp" for d in line.by_verb.get(c.i, [])]
    direct = [d for d in found if d.noun is None]
    return direct or [d for d in found if not d.premodifier and d.noun is not None and d.grain <= Grain.YEAR]


def _best(found: list[Dated], token: Token) -> Dated | None:
    """Choose the finest known expression of days, the nearest among equals."""

    def rank(dated: Dated) -> tuple[bool, bool, Grain, int]:
        return (not dated.known, dated.grain is Grain.MOMENT, dated.grain, abs(dated.core - token.i))

    return min(found, key=rank, default=None)


def _steps(token: Token) -> Iterator[Token]:
    """Yield the tokens whose date holds for a token as well, nearest first."""
    yield from (c for c in token.children if c.dep_ in {"relcl", "acl"} and c.lemma_ in OCCUR | _LIGHT)
    for _ in range(_MAX_STEPS):
        step = _verb_step(token) if token.pos_ in _CONTENT else _noun_step(token)
        if step is None:
            return
        yield step
        token = step


def _verb_step(verb: Token) -> Token | None:
    head, dep = verb.head, verb.dep_
    if head.i == verb.i:
        return _first_of_row(verb)
    if dep == "conj" and head.pos_ in _CONTENT:
        return head
    if dep == "advcl":
        marks = {c.lower_ for c in verb.children if c.dep_ in {"mark", "advmod"}}
        helpers = any(c.dep_ == "aux" for c in verb.children)
        bare = not marks and not helpers and verb.tag_ in {"VBG", "VBN"}
        return head if bare or marks & _JOINING else None
    if dep in {"xcomp", "ccomp"}:
        if head.lemma_ in {"able", "unable"}:
            return head.head
        joint = head.lemma_ in JOINT or (dep == "xcomp" and head.lemma_ not in DISTANT - PROSPECTIVE)
        return head if joint and head.pos_ in _CONTENT else None
    if dep == "pcomp" and head.lower_ in {"by", "in", "with", "while"}:
        return head.head if head.head.pos_ in _CONTENT else None
    return None


def _first_of_row(verb: Token) -> Token | None:
    """Return the first of clauses in a row that semicolons part: "On Monday A won; B lost"."""
    first = next((c for c in verb.lefts if c.dep_ == "ccomp" and c.pos_ in _CONTENT), None)
    parted = first is not None and any(c.text == ";" for c in verb.lefts if c.i > first.i)
    return first if parted else None


def _noun_step(noun: Token) -> Token | None:
    head, dep = noun.head, noun.dep_
    if head.i == noun.i:
        return None
    if dep in {"conj", "compound", "appos", "amod"} and head.pos_ not in _CONTENT:
        return head
    if dep in {"acomp", "oprd", "prt", "advmod", "attr"} and head.pos_ in _CONTENT:
        return head
    if dep in {"nsubj", "nsubjpass", "dobj", "agent"} and head.pos_ in _CONTENT:
        return None if head.lemma_ in DISTANT and dep != "nsubjpass" else head
    if dep == "pobj":
        above = head.head
        if above.pos_ in _CONTENT and head.lower_ in _SHARING_PREPOSITIONS and above.lemma_ not in DISTANT:
            return above
    return None
