"""Files an expression of time under the words that it dates: the verb of its clause, the noun that it belongs to."""

from __future__ import annotations

from dataclasses import replace

from kg.extract.periods import Grain
from kg.extract.tables import lemma_of, listed
from kg.extract.tense import (
    PROSPECTIVE,
    clause_at,
    clause_of,
    is_future,
    is_perfect,
)
from kg.extract.timebounds import beside, bounds
from kg.extract.timenouns import (
    FORWARD,
    is_ahead,
    is_aside,
    is_foreseen,
    is_over,
    is_to_come,
    premodified,
    true_noun,
)
from kg.extract.timerecords import Dated, Found, Timeline
from kg.extract.tokens import Token
from kg.model import TimeSpan

_CONTENT = frozenset({"VERB", "AUX"})
#: Verbs whose complement cannot be over before they are: a past date behind it is theirs.
_DECIDING = frozenset(
    listed(
        """
    agree vote decide promise vow pledge refuse threaten offer order ask urge sign choose apply petition volunteer
    """
    )
)
#: Prepositions before the "which" of a clause.
_PREPOSED = frozenset({"in", "on", "at", "during"})
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
#: Verbs of what is over when it is told, and has happened so far: "has lost a fifth since May", not "has lived there".
_HAPPENING = frozenset(
    listed(
        """
    topple overthrow kill injure lose gain fall rise drop grow shrink climb jump win experience seize arrest raid fire
    hit strike attack sign pass double triple halve spread die crash reach score shed
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
#: Nouns of how much more or less something is: "from" names what it was before.
_GROWTH = frozenset(listed("increase rise growth drop fall decline decrease gain jump change improvement"))
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


def is_compared(token: Token) -> bool:
    """Tell a time that something is only measured by: "higher than in 2012", "up 19 percent from 2012"."""
    while token.head.i != token.i and token.pos_ not in _CONTENT:
        token = token.head
        if token.lower_ in {"than", "compared"}:
            return True
        if token.lower_ == "from" and (token.head.lower_ in {"up", "down"} or _has_grown(token.head)):
            return True
    return False


def _has_grown(noun: Token) -> bool:
    """Tell "increase", "decline" as nouns."""
    return noun.pos_ == "NOUN" and lemma_of(noun) in _GROWTH


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
    before = premodified(found)
    governor = before or root.head
    while governor.i != governor.head.i and (
        governor.pos_ in {"ADP", "SCONJ", "PART"} or dated.words.start <= governor.idx < dated.words.end
    ):
        governor = governor.head
    if _ranked(found, governor):
        line.all.append(dated)
        return
    if is_compared(root) and found.preposition != "":
        _file_compared(line, governor, dated)
        return
    belongs = true_noun(line, found, governor)
    governor = belongs or governor
    _file_when(line, found, dated)
    lasting = found.words.kind == "duration" and found.preposition == "for"
    if governor.pos_ not in _CONTENT and not lasting:
        premodifier = before is not None or (root.dep_ in _PREMODIFYING and root.i < governor.i)
        when = bounds(blank, found.words, period, found.at, "")
        inside = replace(dated, when=when, noun=governor.i)
        outer = found.preposition if premodifier else _outer(governor)
        if outer in _ABOUT_EVENTS and (premodifier or found.preposition in {"in", "on", ""}):
            dated = replace(inside, when=beside(inside.when, outer))
        else:
            dated = replace(dated, noun=governor.i, premodifier=premodifier)
        if not _is_yet_to_be(governor, found):
            line.by_noun[governor.i].append(inside if premodifier or outer else dated)
        if not outer or premodifier:
            _lift(line, governor, dated)
    line.all.append(dated)
    told_of_noun = found.words.kind == "toward" and found.preposition == "for"
    aside = dated.noun is not None and (is_aside(governor) or is_foreseen(found, governor))
    if not told_of_noun and not aside and (belongs is None or not is_to_come(period, found.at)):
        verb = _clause(found)
        of_verb = _is_between(found, governor, verb) or _is_at_end(root, governor, verb)
        line.by_verb[verb.i].append(replace(dated, noun=None) if of_verb else dated)


def _file_compared(line: Timeline, governor: Token, dated: Dated) -> None:
    """File a time that something is measured by under its own noun only; what grew "from" then has grown since."""
    if governor.pos_ in _NOMINAL and is_compared(governor):
        line.by_noun[governor.i].append(replace(dated, noun=governor.i))
    elif _has_grown(governor):
        since = replace(dated.when, latest_begin=None, earliest_end=None, latest_end=line.published)
        line.by_noun[governor.i].append(replace(dated, when=since, noun=governor.i))
    line.all.append(dated)


def _is_between(found: Found, governor: Token, verb: Token) -> bool:
    """Tell a day between a subject and its verb, which is that of the verb: "the council on Tuesday approved"."""
    subject = governor.dep_ in {"nsubj", "nsubjpass"} and governor.head.i == verb.i
    last = found.root.right_edge
    if is_future(verb) and is_over(found.period, found.at):
        return False
    return (
        subject
        and governor.i < found.root.i
        and last.i + 1 < len(last.doc)
        and last.nbor().head.i in {verb.i, verb.head.i}
    )


def _is_at_end(root: Token, governor: Token, verb: Token) -> bool:
    """Tell a day behind the object of a verb, which is that of the verb: "won the appeal the following year"."""
    behind = root.dep_ == "npadvmod" and root.i > governor.i > verb.i
    beside = governor.dep_ == "pobj" and governor.head.head.i == verb.i and governor.head.lower_ not in _ABOUT_EVENTS
    return behind and (governor.dep_ == "dobj" or beside) and verb.tag_ in {"VBD", "VBN"}


def _file_when(line: Timeline, found: Found, dated: Dated) -> None:
    """File an expression under the clause behind it that tells of it: "in 2003, when rebels took the capital".

    Also under one with "which" that the parse hangs on the day: "on 3 May, in which four died".
    """
    last = found.root
    while last.i + 1 < len(last.doc) and last.nbor().idx < found.span.end:
        last = last.nbor()
    if last.i + 2 >= len(last.doc):
        return
    word = last.nbor(2) if last.nbor().text == "," else last.nbor()
    if word.lower_ in _PREPOSED and word.i + 1 < len(word.doc):
        word = word.nbor()
    clause = word.head if word.dep_ == "advmod" or word.lower_ in {"which", "that"} else word
    while clause.pos_ == "ADP" and clause.head != clause:  # a root is its own head
        clause = clause.head
    told = clause.tag_ == "VBD" or is_to_come(found.period, found.at)
    if clause.pos_ not in _CONTENT or not told or found.preposition == "by":
        return
    hangs = word.lower_ == "when" or clause.head.i in range(found.root.i, last.i + 1)
    if word.lower_ in {"when", "which", "that"} and hangs and found.period is not None:
        blank = TimeSpan(text=found.span, anchor=dated.when.anchor)
        line.by_verb[clause.i].append(replace(dated, when=bounds(blank, found.words, found.period, found.at, "")))


def _is_yet_to_be(noun: Token, found: Found) -> bool:
    """Tell the object of a verb of ordering with a day that is over: "ordered the release of a man in March"."""
    if noun.dep_ != "dobj" or lemma_of(noun.head) not in FORWARD or found.root.i < noun.i:
        return False
    return is_future(noun.head) is False and is_over(found.period, found.at)


def _clause(found: Found) -> Token:
    """Return the verb of the clause that an expression dates.

    Of "they said by 2050 the town would flood" it is that of the second, as nobody says what is yet to come.
    """
    verb = clause_at(found.root)
    if verb.tag_ in {"VBZ", "VBP"} and lemma_of(verb) in PROSPECTIVE and is_ahead(found.period, found.at):
        return next((c for c in verb.rights if c.dep_ == "xcomp" and c.tag_ == "VB"), verb)
    if verb.dep_ in {"xcomp", "acl"} and is_future(verb) and is_over(found.period, found.at):
        above = clause_of(verb.head)
        decided = verb.dep_ == "acl" or lemma_of(above) in _DECIDING
        return above if decided and above.tag_ == "VBD" and found.root.i > verb.i else verb
    if is_future(verb) is False and is_to_come(found.period, found.at):
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


def is_counted(verb: Token) -> bool:
    """Tell a perfect that counts what happened ("has seized five ships") from one of what goes on."""
    counts = lemma_of(verb) in _HAPPENING or any(_is_count(c) for c in verb.children if c.dep_ in _COUNTED)
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
