"""When something was that is told as before, after or since something else, which the text dates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from kg.extract import periods
from kg.extract.periods import Grain
from kg.extract.syntax import Parse
from kg.extract.tables import lemma_of, listed
from kg.extract.tense import clause_of, is_future, is_perfect
from kg.extract.timefiling import is_counted
from kg.extract.timelookup import by_structure, own_date
from kg.extract.timerecords import Apart, Dated, Timeline
from kg.extract.timesetting import number_of, unit_of
from kg.extract.timesteps import IMPLYING
from kg.extract.tokens import Token
from kg.model import Span, TimeSpan

_CONTENT = frozenset({"VERB", "AUX"})
_NAMING = frozenset({"NOUN", "PROPN"})
#: Prepositions that place an event beside another: True before it, False after it.
BESIDE = dict.fromkeys(("before", "prior", "ahead", "until", "till"), True) | dict.fromkeys(("after", "since"), False)
_BESIDES = frozenset({"before", "after", "since", "until", "till"})
_MARKS = frozenset({"mark", "advmod", "prep"})
#: Verbs that in the present tense tell of today: "the vote comes two days after".
_COMING = frozenset({"come", "be", "follow"})
#: Verbs of saying that stand inside the sentence that they tell: "sank on Sunday, police said, a day after".
_TOLD = frozenset(listed("say report announce confirm add state"))


def relate(line: Timeline, parse: Parse) -> None:
    """Date what stands a number of days before or after something, by the side of the two that is dated."""
    for apart in line.apart:
        word = parse.doc[apart.word]
        other = _other_side(word)
        main = _main_side(word, other)
        if other is None or main is None or other.i == main.i:
            continue
        if own_date(line, main) is None and (known := _moment_of(line, other)):
            _file(line, main, _moved(apart, known, -1 if apart.before else 1))
        elif (known := _moment_of(line, main) or _today(line, main)) and own_date(line, other) is None:
            _file(line, other, _moved(apart, known, 1 if apart.before else -1))


def _other_side(word: Token) -> Token | None:
    """Return the event that "after" or "before" stands at: its clause, its noun."""
    if word.dep_ in {"mark", "advmod"} and word.head.pos_ in _CONTENT:
        return word.head
    below = [*word.rights, *(g for c in word.rights if c.dep_ == "prep" for g in c.rights)]
    return next((c for c in below if c.dep_ in {"pobj", "pcomp"}), None)


def _main_side(word: Token, other: Token | None) -> Token | None:
    """Return what is told as so long before or after the other side."""
    if other is None:
        return None
    token = other.head if word.dep_ in {"mark", "advmod"} and word.head == other else word.head
    while token.head.i != token.i and (token.pos_ in {"ADP", "SCONJ", "ADV", "NUM"} or _is_time(token)):
        token = token.head
    if token.pos_ not in _CONTENT | _NAMING or _is_time(token):
        return None
    if lemma_of(token) in _TOLD and (told := next((c for c in token.lefts if c.dep_ == "ccomp"), None)):
        return told
    return token


def _is_time(token: Token) -> bool:
    """Tell a word that names a time: "day", "Friday"."""
    return unit_of(token.lower_) in periods.UNITS or (token.lower_[:3] in periods.WEEKDAYS and token.pos_ == "PROPN")


def _moment_of(line: Timeline, token: Token) -> TimeSpan | None:
    """Return when an event was, where at least one of its bounds is known."""
    found = by_structure(line, [token])
    if found is None and token.pos_ in _NAMING and token.dep_ not in {"pobj"}:
        return _earlier_telling(line, token)
    return found.when if found and found.known else None


def _today(line: Timeline, main: Token) -> TimeSpan | None:
    """Return the day of writing for what is said to come so long before or after something."""
    if lemma_of(main) not in _COMING or line.published is None or main.tag_ not in {"VBZ", "VBD"}:
        return None
    subject = next((c for c in main.lefts if c.dep_ == "nsubj" and c.pos_ == "NOUN"), None)
    told = _earlier_telling(line, subject) if subject is not None else None
    if told or main.tag_ == "VBD":
        return told
    return TimeSpan(earliest_begin=line.published, latest_end=line.published, anchor=line.published)


def _moved(apart: Apart, when: TimeSpan, sign: int) -> TimeSpan:
    """Move a time by what two events lie apart; a week or more later is only known to the week, as with "ago"."""
    begin, end = when.earliest_begin, when.latest_end
    number = number_of(apart.count) if apart.count else None
    grain = periods.UNITS[apart.unit]
    if number is None and grain is not Grain.MOMENT:
        begin, end = (begin, None) if sign > 0 else (None, end)
    elif number is not None and begin and begin == end and apart.unit not in {"decade", "century"}:
        there = periods.day(begin) if grain is Grain.MOMENT else periods.shift(begin, apart.unit, sign * number)
        begin, end = there.start, there.end
    elif number is not None and grain is not Grain.MOMENT:
        begin, end = _shifted(begin, apart.unit, sign * number), _shifted(end, apart.unit, sign * number)
    return TimeSpan(earliest_begin=begin, latest_end=end, text=apart.words, anchor=when.anchor)


def _shifted(day: date | None, unit: str, count: int) -> date | None:
    return periods.moved(day, unit, count) if day else None


def _file(line: Timeline, token: Token, when: TimeSpan) -> None:
    """File a time under an event that it was worked out for."""
    assert when.text is not None
    dated = Dated(when.text, when, Grain.DAY, token.i)
    (line.by_verb if token.pos_ in _CONTENT else line.by_noun)[token.i].insert(0, dated)
    line.dated_sentences.add(line.sentence(token))


def beside_event(parse: Parse, line: Timeline, head: Token) -> TimeSpan | None:
    """Date an event that is told as before, after or during another, which the text dates ("before the attack")."""
    if found := _of_clause(line, head):
        return found
    verb = clause_of(head)
    if verb.i != head.i and head.dep_ not in {"nsubj", "nsubjpass", "dobj", "acomp", "attr"}:
        return None
    if (verb.i == head.i or head.dep_ in {"dobj", "nsubjpass"}) and (found := _beside_clause(line, verb)):
        return found
    for preposition in _prepositions(verb):
        noun = next((t for t in preposition.subtree if t.dep_ == "pobj" and t.pos_ == "NOUN"), None)
        if noun is None:
            continue
        when = _earlier_telling(line, noun)
        span = Span(preposition.idx, noun.idx + len(noun))
        before = BESIDE[preposition.lower_]
        if before and (when or is_future(verb) is False):
            return TimeSpan(latest_end=when.latest_end if when else line.published, text=span, anchor=line.published)
        if not before and when:
            return TimeSpan(earliest_begin=when.earliest_begin, text=span, anchor=line.published)
        if preposition.lower_ == "since" and any(c.dep_ == "aux" and lemma_of(c) == "have" for c in verb.children):
            return TimeSpan(latest_end=line.published, text=span, anchor=line.published)
    return None


def _prepositions(verb: Token) -> Iterator[Token]:
    """Yield "before", "prior to", "since" and their like at a verb, or at an adverb of it."""
    for child in verb.children:
        if child.dep_ in {"prep", "advmod"}:
            yield from (t for t in (child, *child.children) if t.lower_ in BESIDE and t.dep_ in {"prep", "advmod"})


def _beside_clause(line: Timeline, verb: Token) -> TimeSpan | None:
    """Date a verb by a dated clause before or after which it is told: "has ruled since his father died in 1999"."""
    for mark, clause in _beside(verb):
        found = by_structure(line, [clause])
        if found is None or not found.known or (mark.lower_ == "since" and not _goes_back(verb)):
            continue
        if BESIDE[mark.lower_]:
            begin = line.published if is_future(verb) else None
            return replace(found.when, earliest_begin=begin, latest_begin=None, earliest_end=None)
        end = line.published if mark.lower_ == "since" and is_counted(verb) else None
        return replace(found.when, latest_begin=None, earliest_end=None, latest_end=end)
    return None


def _beside(verb: Token) -> Iterator[tuple[Token, Token]]:
    """Yield the clauses beside a verb with "before", "after" or "since": "since taking office", "after he died"."""
    for child in verb.children:
        if child.dep_ == "advcl":
            yield from ((c, child) for c in child.lefts if c.dep_ in _MARKS and c.lower_ in _BESIDES)
        elif child.dep_ == "prep" and child.lower_ in _BESIDES:
            yield from ((child, c) for c in child.rights if c.dep_ == "pcomp")


def _of_clause(line: Timeline, head: Token) -> TimeSpan | None:
    """Date a clause with "after" by the dated clause that it stands at: it was over by then.

    "The mayor resigned on Monday after a firm sued her": she was sued on Monday or before.
    """
    while head.dep_ == "xcomp" and lemma_of(head.head) in IMPLYING:
        head = head.head
    while head.dep_ == "conj" and head.head.dep_ in {"conj", "advcl"} and head.tag_ == head.head.tag_:
        head = head.head
    mark = next((c for c in head.lefts if c.dep_ == "mark" and c.lower_ == "after"), None)
    main = head.head if mark is not None and head.dep_ == "advcl" else None
    if head.dep_ == "pcomp" and head.head.lower_ == "after":
        main = head.head.head
    if main is None or main.pos_ not in _CONTENT or is_future(main):
        return None
    found = own_date(line, main)
    if found is None or found.when.latest_end is None:
        return None
    return TimeSpan(latest_end=found.when.latest_end, text=found.when.text, anchor=found.when.anchor)


def _goes_back(verb: Token) -> bool:
    """Tell a verb that "since" can count from: no present tense, beside which it means "because"."""
    return is_perfect(verb) or verb.tag_ in {"VBD", "VBN", "VBG"}


def _earlier_telling(line: Timeline, noun: Token) -> TimeSpan | None:
    """Return the date of the noun, or of the last mention of the same thing before it."""
    lemma = lemma_of(noun)
    same = (t for t in reversed(noun.doc[: noun.i + 1]) if t.pos_ == "NOUN" and lemma_of(t) == lemma)
    found = (by_structure(line, [t]) for t in same)
    return next((d.when for d in found if d and d.known), None)
