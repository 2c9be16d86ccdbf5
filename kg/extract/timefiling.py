"""Files an expression of time under the words that it dates: the verb of its clause, the noun that it belongs to."""

from __future__ import annotations

from dataclasses import replace

from kg.extract.periods import Grain, Period
from kg.extract.tables import lemma_of, listed
from kg.extract.tense import clause_of, is_calendar_noun, is_future, is_perfect
from kg.extract.timebounds import beside, bounds
from kg.extract.timerecords import Dated, Found, Timeline
from kg.extract.timesetting import Setting
from kg.extract.tokens import Token
from kg.model import TimeSpan

_CONTENT = frozenset({"VERB", "AUX"})
#: Verbs whose complement cannot be over before they are: a past date behind it is theirs.
_DECIDING = frozenset(listed("agree vote decide promise vow pledge refuse threaten offer order ask urge sign choose"))
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
#: Verbs that in the passive tell an act and not what it leaves behind ("two roads have been closed").
_DONE = frozenset(
    listed(
        """
    kill injure wound hurt arrest charge convict sentence fine expel deport find rescue recover evacuate destroy attack
    shoot abduct kidnap report record register sell build sign file publish dismiss sack suspend reject seize
    """
    )
)
_PREMODIFYING = frozenset({"compound", "nummod", "amod", "poss", "nmod"})
_NOMINAL = frozenset({"NOUN", "PROPN", "ADP", "NUM"})
#: Prepositions before a dated event ("before the 2014 vote"), which then dates what governs it.
_ABOUT_EVENTS = frozenset(
    {"before", "prior to", "ahead of", "after", "following", "since", "until", "during", "at", "in"}
)
_ABSOLUTE = frozenset({"iso", "year", "decade", "century", "monthyear"})


def is_record(noun: Token, found: Found) -> bool:
    """Tell whether an expression only says how long nothing like it was: "the worst flood since 1953"."""
    ranked = any(c.tag_ == "JJS" or c.lower_ in _RANKS for c in noun.lefts)
    ranked = ranked or noun.tag_ == "JJS" or (noun.pos_ == "ADJ" and noun.lower_ in _RANKS)
    return ranked and noun.pos_ in {"NOUN", "ADJ"} and (found.preposition == "since" or found.words.kind == "duration")


def _ranked(found: Found, governor: Token) -> bool:
    """Tell a record of what a sentence tells: "the walkout is the longest at the ports since 2012"."""
    if is_record(governor, found) or (found.root.head.i and is_record(found.root.head.nbor(-1), found)):
        return True
    if found.preposition != "since":
        return False
    above = [t for t in found.root.ancestors if t.pos_ in {"NOUN", "ADJ"}]
    predicates = [c for c in governor.rights if c.dep_ in {"attr", "acomp"}] if lemma_of(governor) == "be" else []
    return any(is_record(t, found) for t in (*above, *predicates) if t.i < found.root.i)


def attach(line: Timeline, found: Found) -> None:
    """File an expression under the verb of its clause, and under the noun that it belongs to."""
    root, period = found.root, found.period
    anchored = period is not None and found.words.kind not in _ABSOLUTE
    blank = TimeSpan(text=found.span, anchor=line.published if anchored else None)
    dated = Dated(
        found.span,
        bounds(blank, found.words, period, found.at, found.preposition),
        period.grain if period else Grain.LONGER,
        root.i,
    )
    dated = _counted(line, found, dated)
    governor = root.head
    while governor.i != governor.head.i and (
        governor.pos_ in {"ADP", "SCONJ", "PART"} or dated.words.start <= governor.idx < dated.words.end
    ):
        governor = governor.head
    if _ranked(found, governor):
        line.all.append(dated)
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
        line.by_noun[governor.i].append(inside if premodifier or outer else dated)
        if not outer or premodifier:
            _lift(line, governor, dated)
    line.all.append(dated)
    told_of_noun = found.words.kind == "toward" and found.preposition == "for"
    if not told_of_noun and (belongs is None or not _is_to_come(period, found.at)):
        line.by_verb[_clause(found).i].append(dated)


def _clause(found: Found) -> Token:
    """Return the verb of the clause that an expression dates.

    Of "they said by 2050 the town would flood" it is that of the second, as nobody says what is yet to come.
    """
    verb = clause_of(found.root)
    if verb.dep_ in {"xcomp", "acl"} and is_future(verb) and _is_over(found.period, found.at):
        above = clause_of(verb.head)
        decided = verb.dep_ == "acl" or lemma_of(above) in _DECIDING
        return above if decided and above.tag_ == "VBD" and found.root.i > verb.i else verb
    if is_future(verb) is False and _is_to_come(found.period, found.at):
        return next(
            (c for c in verb.rights if c.dep_ in {"ccomp", "conj"} and is_future(c) and c.i > found.root.i), verb
        )
    return verb


def _counted(line: Timeline, found: Found, dated: Dated) -> Dated:
    """End at the day of writing what was counted since a day: "has seized five ships since 2021"."""
    if found.preposition != "since" or line.published is None or not is_counted(clause_of(found.root)):
        return dated
    return replace(dated, when=replace(dated.when, latest_end=line.published))


def _lift(line: Timeline, noun: Token, dated: Dated) -> None:
    """File an expression under the nouns above its own as well: "the response to a strike in Lima last week"."""
    while noun.head.i != noun.i and noun.head.pos_ in _NOMINAL and not dated.premodifier:
        noun = noun.head
        if noun.pos_ in {"NOUN", "PROPN"}:
            line.by_noun[noun.i].append(dated)


def _is_to_come(period: Period | None, at: Setting) -> bool:
    """Tell a time that ends after the day of writing."""
    return bool(period and period.end and at.published and period.end > at.published)


def _is_over(period: Period | None, at: Setting) -> bool:
    """Tell a time that ends before the day of writing."""
    return bool(period and period.end and at.published and period.end < at.published)


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


def is_counted(verb: Token) -> bool:
    """Tell a perfect that counts what happened ("has seized five ships") from one of what goes on."""
    counts = any(_is_count(c) for c in verb.children if c.dep_ in _COUNTED)
    passive = any(c.dep_ == "auxpass" for c in verb.children)
    told = lemma_of(verb) in _DONE if passive else lemma_of(verb) not in _LASTING
    return counts and is_perfect(verb) and told


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
