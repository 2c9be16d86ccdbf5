"""When an eventuality was, as an interval with its uncertainty; never a made-up day.

The expressions of a document are found and resolved once (:mod:`kg.extract.timeline`); :func:`time_of` then only looks
up which of them bounds a trigger. A day is told of the clause that it stands in: "said on Friday that it sent" dates
the saying.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.periods import Grain
from kg.extract.syntax import Parse
from kg.extract.tables import head_of, lemma_of, listed
from kg.extract.timeline import PROSPECTIVE, Dated, Timeline, clause_of, is_future, timeline
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
#: Verbs that bring about at once what their object does.
CAUSING = frozenset(listed("cause make let force prompt trigger lead spark compel"))
#: Verbs that say no more of their subject than that it was.
OCCUR = frozenset(listed("occur happen take begin start end erupt break come be last"))
#: Verbs that tell what an event did when it happened.
EFFECTS = frozenset(
    listed("kill injure wound hurt destroy damage displace strike hit shake flood wreck topple flatten claim leave")
)
_BEGINNING = frozenset(listed("begin start erupt break"))
_BESIDES = frozenset({"before", "after", "since"})
#: Verbs that what comes after "for", "against" or "over" is the reason of, at another time.
REASONED = frozenset(
    listed(
        """
    jail sentence arrest convict charge fine punish sue fire sack suspend ban protest demonstrate rally march campaign
    vote thank pay apologise apologize blame strike resign
    """
    )
)
#: Verbs of going somewhere: what they are for happens then.
GOING = frozenset(listed("visit travel fly arrive gather go come return meet convene assemble join host march rally"))
_MARKS = frozenset({"mark", "advmod"})
_SHARING_PREPOSITIONS = frozenset(listed("in at during by with amid through for on to from into against"))
_JOINING = frozenset(listed("when as while whilst where whereupon"))
_CONTENT = frozenset({"VERB", "AUX"})
_AHEAD = frozenset({"expect", "schedule", "plan", "slate", "set"})
_CONTAINERS = frozenset(
    listed("start beginning end series wave round part news report result aftermath rest course day night scene site")
)
_LIGHT = frozenset(
    {
        "hold",
        "wage",
        "launch",
        "stage",
        "carry",
        "conduct",
        "commit",
        "mount",
        "make",
        "give",
        "sign",
        "organize",
        "organise",
        "host",
        "convene",
    }
)
_IMPLYING = frozenset({"decline", "refuse", "fail", "begin", "start", "continue", "manage", "help", "try", "stop"})
#: Prepositions that place an event beside another: True before it, False after it.
BESIDE = dict.fromkeys(("before", "prior", "ahead", "until"), True) | dict.fromkeys(("after", "since"), False)
_MAX_STEPS = 7


def expression_at(parse: Parse, span: Span) -> TimeSpan | None:
    """Return the expression of time that overlaps a stretch, the first of several; None when there is none."""
    return next((d.when for d in timeline(parse).all if d.words.overlaps(span)), None)


def time_of(parse: Parse, trigger: Sequence[Token]) -> TimeSpan | None:
    """Return when the eventuality that the tokens tell was; None when the text does not say.

    Bounds are None where the words or an unknown publication day leave them open; ``text`` is always set. Words that
    contradict the day of the article ("later in the day" of a day before it) leave no time rather than a false one.
    """
    found = _told(parse, trigger)
    return found if found is None or found.is_sound else None


def _told(parse: Parse, trigger: Sequence[Token]) -> TimeSpan | None:
    line = timeline(parse)
    if not line.all or not trigger:
        return None
    head = head_of(trigger)
    dated = line.sentence(head) in line.dated_sentences
    if dated and (found := _by_structure(line, trigger)):
        return found.when
    if anchored := _beside_event(parse, line, head):
        return anchored
    last = _last_resort(line, head) if dated else None
    return last.when if last else None


def _beside_event(parse: Parse, line: Timeline, head: Token) -> TimeSpan | None:
    """Date an event that is told as before, after or during another, which the text dates ("before the attack")."""
    verb = clause_of(head)
    if verb.i != head.i and head.dep_ not in {"nsubj", "nsubjpass", "dobj", "acomp", "attr"}:
        return None
    if verb.i == head.i and (found := _beside_clause(line, verb)):
        return found
    for preposition in (c for c in verb.children if c.dep_ in {"prep", "advmod"} and c.lower_ in BESIDE):
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


def _beside_clause(line: Timeline, verb: Token) -> TimeSpan | None:
    """Date a verb by a dated clause before or after which it is told: "has ruled since his father died in 1999"."""
    for mark, clause in _beside(verb):
        found = _by_structure(line, [clause])
        if found is None or not found.known:
            continue
        if BESIDE[mark.lower_]:
            begin = line.published if is_future(verb) else None
            return replace(found.when, earliest_begin=begin, latest_begin=None, earliest_end=None)
        return replace(found.when, latest_begin=None, earliest_end=None, latest_end=None)
    return None


def _beside(verb: Token) -> Iterator[tuple[Token, Token]]:
    """Yield the clauses beside a verb with "before", "after" or "since": "since taking office", "after he died"."""
    for child in verb.children:
        if child.dep_ == "advcl":
            yield from ((c, child) for c in child.lefts if c.dep_ in _MARKS and c.lower_ in _BESIDES)
        elif child.dep_ == "prep" and child.lower_ in _BESIDES:
            yield from ((child, c) for c in child.rights if c.dep_ == "pcomp")


def _earlier_telling(line: Timeline, noun: Token) -> TimeSpan | None:
    """Return the date of the noun, or of the last mention of the same thing before it."""
    lemma = lemma_of(noun)
    same = (t for t in reversed(noun.doc[: noun.i + 1]) if t.pos_ == "NOUN" and lemma_of(t) == lemma)
    found = (_by_structure(line, [t]) for t in same)
    return next((d.when for d in found if d and d.known), None)


def _by_structure(line: Timeline, trigger: Sequence[Token]) -> Dated | None:
    """Find the expression at the trigger, or at a word whose date holds for it."""
    head = head_of(trigger)
    for token in (head, *(t for t in trigger if t.i != head.i)):
        if found := _best(_own(line, token), token):
            return found
    for step in _steps(head):
        if (found := _best(_own(line, step), step)) and _lends(line, found, step, head):
            return _begun(found) if head.pos_ == "NOUN" and _tells_beginning(step) else found
    return None


def _tells_beginning(clause: Token) -> bool:
    """Tell a relative clause that says when its noun began: "the war, which began in 1998"."""
    return clause.dep_ in {"relcl", "acl"} and lemma_of(clause) in _BEGINNING


def _begun(dated: Dated) -> Dated:
    """Return when something was of which only the beginning is dated."""
    return replace(dated, when=replace(dated.when, earliest_end=None, latest_end=None))


def _lends(line: Timeline, dated: Dated, giver: Token, taker: Token) -> bool:
    """Tell whether a dated clause dates another: a clause of planning only when the date lies ahead.

    The "now" of a verb says nothing of the nouns beside it.
    """
    if taker.pos_ == "NOUN" and giver.pos_ in _CONTENT and dated.grain is Grain.LONGER:
        when = dated.when
        if when.earliest_begin is not None and when.earliest_begin == when.latest_end:
            return False
    if (
        giver.pos_ not in _CONTENT
        or lemma_of(giver) not in PROSPECTIVE
        or taker.dep_ != "xcomp"
        or taker.head.i != giver.i
    ):
        return True
    begin = dated.when.earliest_begin
    return begin is not None and line.published is not None and begin >= line.published


def _last_resort(line: Timeline, head: Token) -> Dated | None:
    """Return the only expression of a caption or headline without a verb, or the moment that a sentence is told of."""
    sentence = head.sent
    found = [d for d in line.all if sentence.start <= d.core < sentence.end and d.known]
    if not found:
        return None
    if not any(t.pos_ in _CONTENT for t in sentence):
        return found[0] if len(found) == 1 else None
    moments = [d for d in found if d.grain is Grain.MOMENT]
    told = is_future(clause_of(head)) is not True
    return moments[0] if told and moments else None


def _own(line: Timeline, token: Token) -> list[Dated]:
    """Return the expressions that stand at a token itself: in its clause, or in its noun phrase."""
    if token.pos_ not in _CONTENT:
        return line.by_noun.get(token.i, [])
    found = line.by_verb.get(token.i, [])
    if lemma_of(token) in _IMPLYING:
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
    for clause in (c for c in token.children if c.dep_ in {"relcl", "acl"} and lemma_of(c) in OCCUR | _LIGHT | _AHEAD):
        yield clause
        yield from (c for c in clause.children if c.dep_ in {"xcomp", "advcl"})
    yield from _tellers(token)
    if token.dep_ in {"nsubj", "nsubjpass"}:
        yield from (c for c in token.head.children if c.dep_ == "xcomp" and c.pos_ in _CONTENT)
    for _ in range(_MAX_STEPS):
        step = _verb_step(token) if token.pos_ in _CONTENT else _noun_step(token)
        if step is None:
            return
        yield step
        token = step


def _tellers(verb: Token) -> Iterator[Token]:
    """Yield what tells the moment of a verb: its clause with "when", the event that its effect comes from.

    "Six died when a bus fell into a river on Sunday", "Tuesday's attack killed six"; and the verb that shares its
    object: "soldiers boarded and seized a ship on Sunday".
    """
    if verb.pos_ not in _CONTENT:
        return
    for child in verb.children:
        if child.dep_ == "advcl" and any(c.lower_ in {"when", "as"} for c in child.lefts if c.dep_ in _MARKS):
            yield child
    if not any(c.dep_ in {"dobj", "prep"} for c in verb.children):
        yield from (c for c in verb.rights if c.dep_ == "conj" and any(g.dep_ == "dobj" for g in c.children))
    if lemma_of(verb) in EFFECTS:
        yield from (c for c in verb.lefts if c.dep_ == "nsubj" and c.pos_ == "NOUN")


def _verb_step(verb: Token) -> Token | None:
    head, dep = verb.head, verb.dep_
    if head.i == verb.i:
        return _first_of_row(verb)
    if dep == "conj":
        return head
    if dep == "advcl":
        marks = {c.lower_ for c in verb.children if c.dep_ in {"mark", "advmod"}}
        helpers = any(c.dep_ == "aux" for c in verb.children)
        if "to" in {c.lower_ for c in verb.children if c.dep_ == "aux"} and lemma_of(head) in GOING:
            return head
        bare = not marks and not helpers and verb.tag_ in {"VBG", "VBN"}
        return head if bare or marks & _JOINING else None
    if dep in {"xcomp", "ccomp"}:
        if lemma_of(head) in {"able", "unable"}:
            return head.head
        joint = lemma_of(head) in JOINT or (dep == "xcomp" and lemma_of(head) not in DISTANT - PROSPECTIVE)
        return head if joint and head.pos_ in _CONTENT else None
    if (dep == "acl" and verb.tag_ == "VBG") or (
        dep == "relcl" and (_is_scene(verb) or any(c.dep_ == "prep" and c.n_rights for c in verb.lefts))
    ):
        return head
    if dep in {"acl", "relcl"} and (cause := _cause(head)) is not None:
        return cause
    if dep == "pcomp" and head.lower_ in {"by", "in", "with", "while", "whilst", "when"}:
        return head.head if head.head.pos_ in _CONTENT else None
    return None


def _is_scene(verb: Token) -> bool:
    """Tell whether a clause goes on at the place just told: "fighting broke out in the port, where a ship burned"."""
    first = verb.left_edge
    return verb.tag_ == "VBD" and first.lower_ == "where" and first.i > 0 and first.nbor(-1).text == ","


def _cause(noun: Token) -> Token | None:
    """Return the verb that makes somebody do something: "sent a crowd of people to flee"."""
    while noun.dep_ == "pobj" and noun.head.lower_ == "of":
        noun = noun.head.head
    return noun.head if noun.dep_ == "dobj" and lemma_of(noun.head) in CAUSING else None


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
        distant = lemma_of(head) in DISTANT and dep != "nsubjpass" and head.dep_ != "prep"
        return None if distant else head
    if dep == "pobj":
        above = head.head
        if head.lower_ == "of" and lemma_of(above) in _CONTAINERS:
            return above
        reason = head.lower_ in {"for", "against", "over"} and lemma_of(above) in REASONED
        shared = head.lower_ in _SHARING_PREPOSITIONS and lemma_of(above) not in DISTANT and not reason
        if above.pos_ in _CONTENT and shared:
            return above
    return None
