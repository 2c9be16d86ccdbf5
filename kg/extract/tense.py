"""Whether a clause tells the past or what is to come, by its verb, its helpers and what governs it."""

from __future__ import annotations

from datetime import date

from kg.extract.moods import is_ahead, is_full
from kg.extract.operators import NOUNS
from kg.extract.tables import lemma_of, listed
from kg.extract.timegrammar import Words
from kg.extract.tokens import Token
from kg.model import Modality, TimeSpan

#: Heads of an infinitive that put it into the future.
PROSPECTIVE = frozenset(
    listed(
        """
    plan intend expect schedule set due hope agree promise vow pledge aim prepare want ask urge order need be
    slate decide propose threaten ready poise bind likely invite wait vote choose opt resolve offer apply petition
    volunteer
    """
    )
)
#: Before a noun they put it into the future: "the planned march on Saturday".
_PLANNED = frozenset(listed("planned scheduled upcoming forthcoming proposed looming"))
#: After "is" they put its subject into the future: "the vote is due in June".
_DUE = frozenset({"due", "expected", "scheduled", "planned", "imminent"})
#: Words before a clause in the present tense that tells what is to come: "when they meet in July, they will vote".
_ONCE = frozenset({"when", "once", "after", "before", "until", "till", "as", "if", "unless"})
#: Verbs of which "for" names the day of their object: "called a strike for Monday".
_CALLING = frozenset(listed("call plan announce schedule set convene propose organise organize fix book summon"))
#: Verbs of giving time: "gave the firm until May to pay".
_GIVING = frozenset(listed("give have get allow grant"))
#: Verbs that open an expression of time: "starting in 2017".
#: Words that open a clause of another time than that of what stands before them.
_OPENERS = frozenset({"after", "before", "because", "although", "though"})
_OPENING = frozenset({"starting", "beginning"})
#: Verbs that put something on a day to come.
_SETTING = frozenset(listed("schedule set slate plan book pencil time earmark postpone reschedule adjourn"))
#: Nouns of what is put on a calendar: of a month before or behind them the one to come is meant.
_ON_CALENDAR = frozenset(
    listed(
        """
    conference summit election vote referendum tournament congress convention festival trial hearing meeting talks talk
    game games cup championship budget poll ballot exam examination deadline concert tour fair season race final
    inauguration review session assembly rally launch release wedding anniversary runoff primary
    """
    )
)
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
#: What is ordered, planned or asked for is yet to be: "a request to keep it until March".
_YET_TO_BE = frozenset({Modality.ORDERED, Modality.PLANNED, Modality.REQUESTED})
_CONTENT = frozenset({"VERB", "AUX"})


def clause_of(token: Token) -> Token:
    """Climb to the verb of the token's clause (the root when there is none)."""
    while token.head.i != token.i and (token.pos_ not in _CONTENT or token.dep_ in {"aux", "auxpass"}):
        token = token.head
    return token


def is_future(verb: Token) -> bool | None:
    """Tell whether a verb speaks of the future (True), of the past (False), or does not say (None)."""
    forms = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    if not forms and verb.dep_ == "conj" and verb.tag_ in {"VB", "VBN", "VBG"}:
        return is_future(verb.head)
    if forms & {"will", "shall", "'ll", "’ll", "wo", "would"} or any(c.lower_ == "better" for c in verb.lefts):
        return True  # "had better leave"
    if "to" in forms:
        if lemma_of(verb.head) in PROSPECTIVE or "going" in verb.head.lower_:
            return True
        if verb.head.i == verb.i:
            return True
        if verb.dep_ == "acl" and NOUNS.get(lemma_of(verb.head)) in _YET_TO_BE:
            return True
        return is_future(verb.head) if verb.head.pos_ in _CONTENT else None
    if verb.tag_ in {"VBZ", "VBP"} and lemma_of(verb) in PROSPECTIVE and any(c.dep_ == "xcomp" for c in verb.children):
        return True
    if lemma_of(verb) == "be" and verb.tag_ in {"VBZ", "VBP"} and any(c.lower_ in _DUE for c in verb.rights):
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
    if verb.tag_ not in {"VBZ", "VBP"} or lemma_of(verb) in _TELLING or not is_full(verb):
        return False
    if words.kind in {"duration", "month"}:
        return words.preposition == "in" and lemma_of(verb) in _TURNING
    day = words.kind in {"weekday", "monthday", "daymonth", "feast"} and root.dep_ not in {"nsubj", "nsubjpass"}
    return day and words.preposition in {"", "on"} and not words.match["part"]


def is_set_for(verb: Token, preposition: str) -> bool:
    """Tell what a verb of scheduling puts on a day: "has been scheduled for Monday"."""
    return lemma_of(verb) in _SETTING and preposition == "for" and verb.tag_ in {"VBN", "VBD"}


def is_planned(root: Token) -> bool:
    """Tell whether an expression belongs to a noun for something to come: "the planned march on Saturday"."""
    noun = root.head.head if root.head.pos_ == "ADP" else root.head
    return noun.pos_ == "NOUN" and any(c.lower_ in _PLANNED for c in noun.lefts)


def is_on_calendar(root: Token) -> bool:
    """Tell a time that belongs to what is put on a calendar: "the November conference", "the vote in June"."""
    noun = root.head.head if root.head.pos_ == "ADP" else root.head
    if noun.pos_ in {"VERB", "AUX"} and root.head.pos_ == "ADP" and root.head.i:
        noun = root.head.nbor(-1)
    return is_calendar_noun(at_place(noun))


def at_place(noun: Token) -> Token:
    """Return what is at the place that a name tells, or the name: of "the congress in Lyon" the congress."""
    while noun.pos_ == "PROPN" and noun.dep_ == "pobj" and noun.head.head.pos_ == "NOUN":
        noun = noun.head.head
    return noun


def is_calendar_noun(noun: Token) -> bool:
    """Tell a noun of what is put on a calendar: "conference", "vote"."""
    return noun.pos_ in {"NOUN", "PROPN"} and lemma_of(noun) in _ON_CALENDAR


def is_pluperfect(verb: Token) -> bool:
    """Tell "had fallen", which was over when something else was."""
    return any(c.dep_ == "aux" and c.lower_ in {"had", "'d", "’d"} for c in verb.children)


def is_perfect(verb: Token) -> bool:
    """Tell "has fallen", "had fallen"."""
    return any(c.dep_ == "aux" and lemma_of(c) == "have" for c in verb.children)


def clause_at(root: Token) -> Token:
    """Return the verb of the clause that an expression stands in, which its own "starting" is not.

    Nor is that the clause that opens behind it, where the parser hung it: "was named last year after the chief left".
    """
    verb = next_infinitive(root) or next_clause(root) or clause_of(root)
    opening = root.nbor() if root.i + 1 < len(root.doc) else root
    if verb.dep_ == "advcl" and opening.head == verb and opening.dep_ == "mark" and opening.lower_ in _OPENERS:
        return clause_of(verb.head)
    return clause_of(verb.head) if verb.lower_ in _OPENING and verb.i <= root.i else verb


def next_clause(root: Token) -> Token | None:
    """Return the verb of the clause that a time opens after "and", where the parse hangs it on the one before.

    "He said that she left, and the following day, the committee asked for her letters".
    """
    first, last = root.left_edge, root.right_edge
    if root.head.pos_ == "ADP" and root.head.i < root.i:
        first = root.head.left_edge
    if not first.i or first.nbor(-1).dep_ != "cc" or last.i + 1 >= len(root.doc) or last.nbor().text != ",":
        return None
    joined = first.nbor(-1).head
    hung = clause_of(root)
    if hung.dep_ == "ccomp" and hung.head.i > last.i:
        return hung.head  # the clause before was taken for what the next one says
    verbs = (c for c in joined.rights if c.dep_ == "conj" and c.pos_ in _CONTENT and c.i > last.i)
    return next(verbs, None) if hung.i < root.i else None


def next_infinitive(root: Token) -> Token | None:
    """Return the infinitive that a time opens: "agreed to sign and, on Sunday, to leave", "have until May to pay"."""
    first, last = root.left_edge, root.right_edge
    first = first if root.head.pos_ != "ADP" or root.head.i > root.i else root.head.left_edge
    before = [t for t in root.doc[max(root.sent.start, first.i - 2) : first.i] if t.text != ","]
    after = [t for t in root.doc[last.i + 1 : min(root.sent.end, last.i + 4)] if t.text != ","]
    if not after or after[0].tag_ != "TO":
        return None
    given = root.head.lower_ in {"until", "till"} and lemma_of(clause_of(root)) in _GIVING
    if not given and not (before and before[-1].dep_ == "cc"):
        return None
    return after[0].head if after[0].head.tag_ == "VB" else None


def is_once(verb: Token) -> bool:
    """Tell a clause in the present tense beside one that looks ahead: "when they meet in July, they will vote"."""
    if verb.dep_ != "advcl" or verb.tag_ not in {"VBZ", "VBP"} or verb.head.tag_ in {"VBZ", "VBP"}:
        return False
    marked = any(c.lower_ in _ONCE for c in verb.lefts if c.dep_ in {"mark", "advmod"})
    return marked and (is_future(verb.head) is True or is_ahead(verb.head))


def named_object(root: Token, preposition: str) -> Token | None:
    """Return the noun that "for" puts on a day: "called a strike for Monday"; None elsewhere."""
    if preposition != "for" or root.head.lower_ != "for":
        return None
    above = root.head.head
    if above.dep_ == "dobj" and above.pos_ == "NOUN" and lemma_of(above.head) in _CALLING:
        return above
    if lemma_of(above) not in _CALLING or above.pos_ not in _CONTENT:
        return None
    return next((c for c in above.rights if c.dep_ == "dobj" and c.pos_ == "NOUN" and c.i < root.head.i), None)


def contradicts(today: date | None, when: TimeSpan, taker: Token) -> bool:
    """Tell a date that the tense of a word rules out: a day to come for "closed", one that is over for "will close"."""
    if today is None or taker.pos_ not in _CONTENT:
        return False
    future = is_future(taker)
    if future is False:
        return when.earliest_begin is not None and when.earliest_begin > today
    if future is None and _is_present(taker):
        return when.latest_end is not None and when.latest_end < today
    over = when.latest_end is not None and when.latest_end < today
    return future is True and over and (_is_finite(taker) or (taker.tag_ in {"VBZ", "VBP"} and is_full(taker)))


def _is_present(verb: Token) -> bool:
    """Tell the present tense of a whole sentence, not that of a headline: "pledges", "are considered"."""
    if not is_full(verb):
        return False
    helpers = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    return verb.tag_ in {"VBZ", "VBP"} or (verb.tag_ == "VBN" and bool(helpers) and helpers <= {"is", "are"})


def _is_finite(verb: Token) -> bool:
    """Tell a verb with "will", or in the progressive of the present."""
    forms = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    return bool(forms & {"will", "shall", "'ll", "’ll", "wo", "is", "are", "am", "'re", "'m"})


def is_after(today: date | None, when: TimeSpan, taker: Token, giver: Token) -> bool:
    """Tell a perfect beside a past that is over: "closed in May and has not opened", whose day is another."""
    if today is None or when.latest_end is None or when.latest_end >= today or when.earliest_begin is None:
        return False
    if taker.dep_ == "conj" and taker.head.i == giver.i and _is_past_progressive(taker):
        return not _is_past_progressive(giver)
    return _is_present_perfect(taker) and not _is_present_perfect(giver)


def _is_past_progressive(verb: Token) -> bool:
    """Tell "was waiting"."""
    return verb.tag_ == "VBG" and any(c.lower_ in {"was", "were"} for c in verb.children if c.dep_ == "aux")


def _is_present_perfect(verb: Token) -> bool:
    """Tell "has fallen" from "had fallen" and "may have fallen"."""
    helpers = [c for c in verb.children if c.dep_ == "aux"]
    return any(c.tag_ in {"VBZ", "VBP"} and lemma_of(c) == "have" for c in helpers)


def is_of_other_tense(verb: Token, first: Token) -> bool:
    """Tell a verb of another tense than the one that it is joined with, whose date is not that of the first.

    "Sales have fallen for months, and the owner sold the shop"; "had fought it in 2011 and did not like it".
    """
    one, other = _tense(first), _tense(verb)
    if not one or not other or one == other or (one, other) == ("past", "perfect"):
        return False
    subject = any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.lefts)
    return subject or {one, other} == {"past", "pluperfect"}


def _tense(verb: Token) -> str:
    """Name the tense of a finite verb of the present or the past; empty for all others, and in headlines."""
    forms = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    if _is_present(verb):
        return "present"
    if is_future(verb) or "to" in forms:
        return ""
    if is_perfect(verb):
        return "pluperfect" if is_pluperfect(verb) else "perfect" if _is_present_perfect(verb) else ""
    return "past" if verb.tag_ == "VBD" or forms & {"was", "were", "did"} else ""


def is_imperative(verb: Token) -> bool:
    """Tell a bare verb without a subject: "compare that with the vote"."""
    return verb.tag_ in {"VB", "VBP"} and not any(c.dep_ in {"nsubj", "nsubjpass", "aux"} for c in verb.lefts)


def is_unreal(verb: Token) -> bool:
    """Tell what did not happen: "had it struck an hour later", "if they had left on Monday"."""
    had = next((c for c in verb.lefts if c.dep_ == "aux" and c.lower_ == "had"), None)
    if had is None:
        return False
    marked = any(c.dep_ == "mark" and c.lower_ == "if" for c in verb.lefts)
    return marked or any(c.dep_ in {"nsubj", "nsubjpass"} and c.i > had.i for c in verb.lefts)
