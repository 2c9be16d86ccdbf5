"""Which words lend an event their date: from a word to its clause, the clause above, the clause it is joined with."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.tables import lemma_of, listed
from kg.extract.tense import PROSPECTIVE, clause_of, is_future, is_of_other_tense
from kg.extract.tokens import Token

#: Verbs that put their complement or object at another time: they do not lend it their own date.
DISTANT = frozenset(
    listed(
        """
    say tell announce report claim add state note declare warn promise vow pledge threaten order instruct direct
    plan intend schedule expect hope want wish seek ask urge demand request call propose suggest consider
    discuss approve authorise authorize recommend predict forecast estimate believe think know remember recall
    deny dismiss reject accuse blame criticise criticize condemn praise welcome fear suspect describe cite
    mention confirm reveal investigate probe mark commemorate follow await prepare agree decide aim convict
    charge try sentence respond reply react publish issue unveil cancel postpone scrap back support endorse defend
    oppose involve concern regard relate detail depict document recount address examine feature highlight explain
    illustrate allege portray surround
    """
    )
)
#: Verbs that say what something is about: a day behind their object is that of the object.
ABOUT = frozenset(listed("involve concern regard relate surround"))
#: Verbs that make more or less of what there was before: their object is not of their day.
_CHANGING = frozenset(listed("escalate deepen worsen inflame prolong fuel intensify widen heighten stoke ease strain"))
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
#: Verbs of what lasts: a date behind the next verb of a row is not theirs.
STATIVE = frozenset(listed("be have live know own want love like need seem remain belong work study serve hold"))
#: Verbs that happen when their object does.
_ATTENDING = frozenset(listed("attend boycott skip miss host watch enter win lose disrupt interrupt survive witness"))
#: Nouns of what is tried: it is tried when the noun is dated.
_ATTEMPTS = frozenset(listed("attempt bid effort try attack operation raid mission campaign conspiracy plot"))
#: Adverbs of a plan that was given up: "originally planned for March".
_NO_LONGER = frozenset({"originally", "initially", "first", "previously"})
#: Verbs of speaking in public: what somebody says, speaking so, is said then.
_SPEAKING = frozenset(listed("speak address talk write testify appear tell comment"))
BEGINNING = frozenset(listed("begin start erupt break"))
#: Verbs that end what had lasted, and nouns of what lasts.
ENDING = frozenset(listed("end stop settle resolve abandon conclude finish lift"))
LASTING = frozenset(
    listed(
        """
    war conflict crisis dispute quarrel feud row standoff stand-off tension rivalry siege blockade strike walkout
    boycott occupation embargo ban curfew career campaign friendship alliance partnership truce ceasefire
    """
    )
)
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
#: Words that open what is yet to be settled: "will decide on Monday whether to leave".
_WONDERING = frozenset({"whether", "if", "how"})
_SHARING_PREPOSITIONS = frozenset(listed("in at during by with amid through for on to from into against under"))
_JOINING = frozenset(listed("when as while whilst where whereupon"))
_CONTENT = frozenset({"VERB", "AUX"})
#: Verbs of planning: a clause of them tells when their noun is to be.
AHEAD = frozenset({"expect", "schedule", "plan", "slate", "set"})
_CONTAINERS = frozenset(
    listed("start beginning end series wave round part news report result aftermath rest course day night scene site")
)
#: Nouns of what is the occasion of saying or deciding something, and happens then.
_OCCASIONS = frozenset(
    listed(
        """
    vote meeting speech interview ceremony session hearing debate referendum ballot broadcast ruling trial summit raid
    conference rally call
    """
    )
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
        "impose",
        "adopt",
        "deliver",
        "have",
    }
)
IMPLYING = frozenset({"decline", "refuse", "fail", "begin", "start", "continue", "manage", "help", "try", "stop"})
_MAX_STEPS = 7


def steps(token: Token) -> Iterator[Token]:
    """Yield the tokens whose date holds for a token as well, nearest first."""
    for clause in (c for c in token.children if c.dep_ in {"relcl", "acl"} and lemma_of(c) in OCCUR | _LIGHT | AHEAD):
        if any(c.lower_ in _NO_LONGER for c in clause.lefts):
            continue
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
        if _only_names(token, step):
            return  # "the yard that built the ship closed in 2009"
        if token.dep_ == "conj" and token.head.i == step.i:
            yield from _tellers(step)
        token = step


def _only_names(verb: Token, noun: Token) -> bool:
    """Tell a clause that only says which thing is meant: its time is not that of the clause above, but of the noun."""
    named = verb.dep_ == "relcl" and noun.i == verb.head.i and noun.pos_ == "NOUN"
    return named and lemma_of(verb) not in EFFECTS and any(c.lower_ == "that" and c.dep_ == "nsubj" for c in verb.lefts)


def _tellers(verb: Token) -> Iterator[Token]:
    """Yield what tells the moment of a verb: its clause with "when", the event that its effect comes from.

    "Six died when a bus fell into a river on Sunday", "Tuesday's attack killed six"; and the verb that shares its
    object: "soldiers boarded and seized a ship on Sunday".
    """
    if verb.pos_ not in _CONTENT:
        return
    if second := _shares_end(verb):
        yield second
        yield from _scenes(second)
    yield from _speaking(verb)
    yield from _scenes(verb)
    for child in verb.children:
        if child.lower_ == "soon":
            yield from (c for c in child.rights if c.dep_ == "advcl")
        if child.dep_ == "prep" and child.lower_ == "after":
            yield from (c for c in child.rights if c.dep_ == "pcomp" and c.tag_ == "VBG")
    if not any(c.dep_ in {"dobj", "prep"} for c in verb.children):
        yield from (
            c
            for c in verb.rights
            if c.dep_ == "conj"
            and any(g.dep_ == "dobj" for g in c.children)
            and not any(g.dep_ in {"nsubj", "nsubjpass"} for g in c.lefts)
        )
    if lemma_of(verb) in _ATTENDING:
        yield from (c for c in verb.rights if c.dep_ == "dobj" and c.pos_ == "NOUN")
    if lemma_of(verb) in EFFECTS:
        yield from (c for c in verb.lefts if c.dep_ == "nsubj" and c.pos_ == "NOUN")


def _scenes(verb: Token) -> Iterator[Token]:
    """Yield what tells the moment of a verb beside it: its clause with "when", "with fires still burning on Monday"."""
    for child in verb.children:
        if child.dep_ == "advcl" and any(c.lower_ in {"when", "as"} for c in child.lefts if c.dep_ in _MARKS):
            yield child
        if child.dep_ == "prep" and child.lower_ == "with" and child.i < verb.i:
            yield from (c for c in child.rights if c.dep_ == "pcomp" and c.tag_ == "VBG")
            yield from (g for c in child.rights if c.dep_ == "pobj" for g in c.rights if g.tag_ == "VBG")
        if child.dep_ == "prep" and child.lower_ in {"in", "during"} and lemma_of(verb) not in DISTANT:
            yield from (c for c in child.rights if c.dep_ == "pobj" and c.pos_ == "NOUN")


def _speaking(verb: Token) -> Iterator[Token]:
    """Yield the clause that tells when somebody spoke: "speaking in Lima on Sunday, she accused", "asked on Friday"."""
    subjects = [c for c in verb.lefts if c.dep_ == "nsubj"]
    for clause in (c for t in (verb, *subjects) for c in t.children if c.dep_ in {"advcl", "acl"}):
        asked = clause.tag_ == "VBN" and lemma_of(clause) in {"ask", "question"}
        if asked or (clause.tag_ == "VBG" and lemma_of(clause) in _SPEAKING):
            yield clause


def _shares_end(verb: Token) -> Token | None:
    """Return the last verb of a row that has one subject and tells the past: "closed the port and left on Sunday".

    A date at the end of the row is that of the whole row; also that of "sold it without asking in 2019".
    """
    for child in verb.children:
        bare = child.dep_ == "conj" and not any(c.dep_ in {"nsubj", "nsubjpass", "aux", "auxpass"} for c in child.lefts)
        if bare and verb.tag_ == child.tag_ == "VBD" and lemma_of(verb) not in STATIVE:
            return child
        if _is_gapped(child):
            return child
        if child.dep_ == "conj" and child.pos_ == "NOUN" and verb.tag_ == "VBN":  # "and ten sailors wounded"
            return next((c for c in child.rights if c.dep_ == "acl" and c.tag_ == "VBN"), None)
        if child.dep_ == "prep" and child.lower_ == "without":
            return next((c for c in child.rights if c.dep_ == "pcomp"), None)
    return None


def _is_gapped(verb: Token) -> bool:
    """Tell a passive that shares the helper of the one before: "two were killed and ten wounded on Sunday"."""
    shared = any(c.dep_ == "auxpass" for c in verb.head.children)
    own = any(c.dep_ in {"aux", "auxpass"} for c in verb.children)
    suffers = lemma_of(verb) in EFFECTS and not any(c.dep_ == "dobj" for c in verb.children)
    alike = verb.tag_ == "VBN" or (verb.tag_ == "VBD" and suffers)
    return verb.dep_ == "conj" and alike and verb.head.tag_ == "VBN" and shared and not own


def _joined(verb: Token) -> Token | None:
    """Return the verb that a verb is joined with, unless they tell of different times ("sold it and will leave")."""
    head = verb.head
    parted = any(c.dep_ == "mark" and c.lower_ == "that" for c in verb.lefts)
    future = is_future(verb)
    own = any(c.dep_ in {"aux", "auxpass"} and c.lower_ != "to" for c in verb.lefts)
    parted = parted or is_of_other_tense(verb, head)
    return None if parted or (own and future is not None and future is not is_future(head)) else head


def _verb_step(verb: Token) -> Token | None:
    head, dep = verb.head, verb.dep_
    if head.i == verb.i:
        return _first_of_row(verb)
    if dep == "conj":
        return _joined(verb)
    if dep == "advcl":
        marks = {c.lower_ for c in verb.children if c.dep_ in {"mark", "advmod"}}
        helpers = any(c.dep_ == "aux" for c in verb.children)
        if "to" in {c.lower_ for c in verb.children if c.dep_ == "aux"} and lemma_of(head) in GOING:
            return head
        if marks & {"while", "whilst"} and verb.tag_ == "VBD":
            return None
        bare = not marks and not helpers and (verb.tag_ in {"VBG", "VBN"} or _is_in_row(verb))
        return head if bare or marks & _JOINING else None
    if dep in {"xcomp", "ccomp"}:
        if any(c.lower_ in _WONDERING for c in verb.lefts):
            return None
        if lemma_of(head) in {"able", "unable"}:
            return head.head
        joint = lemma_of(head) in JOINT | IMPLYING or (dep == "xcomp" and lemma_of(head) not in DISTANT - PROSPECTIVE)
        return head if joint and head.pos_ in _CONTENT else None
    if (dep == "acl" and verb.tag_ == "VBG" and head.dep_ not in {"nsubj", "nsubjpass"}) or (
        dep == "relcl" and (_is_scene(verb) or any(c.dep_ == "prep" and c.n_rights for c in verb.lefts))
    ):
        return head
    if dep in {"acl", "relcl"}:
        return _of_noun(verb, head)
    if dep == "pcomp" and head.lower_ in {"by", "in", "with", "while", "whilst", "when"}:
        return head.head if head.head.pos_ in _CONTENT else None
    return None


def _is_in_row(verb: Token) -> bool:
    """Tell the second verb of a row that a comma parts: "they walked out on Monday, blocked the gate and sang"."""
    subject = any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.lefts)
    return verb.tag_ == verb.head.tag_ == "VBD" and verb.i > verb.head.i and not subject


def _of_noun(verb: Token, noun: Token) -> Token | None:
    """Return what dates a clause that says more of a noun.

    The noun itself ("last year's attempt to flee", "the 2011 quake that wrecked the port"); the verb that makes
    somebody act; the verb of the scene that goes on ("a shot hit the guard, who fired back").
    """
    if verb.dep_ == "acl" and lemma_of(noun) in _ATTEMPTS:
        return noun
    if (cause := _cause(noun)) is not None:
        return cause
    subject = next((c for c in verb.lefts if c.dep_ in {"nsubj", "nsubjpass"}), None)
    if subject is None or verb.tag_ != "VBD":
        return None
    if lemma_of(verb) in _ATTENDING and any(c.tag_ == "WDT" and c.dep_ == "dobj" for c in verb.lefts):
        return _thing_at(noun)
    if subject.lower_ == "that" and lemma_of(verb) != "be":
        return noun
    scene = subject.lower_ == "who" and noun.pos_ == "NOUN" and noun.dep_ in {"dobj", "pobj"} and lemma_of(verb) != "be"
    return clause_of(noun) if scene and subject.nbor(-1).text == "," else None


def _thing_at(noun: Token) -> Token:
    """Return what is at the place that a clause hangs on: of "the match in Kandy, which they lost" the match."""
    while noun.pos_ == "PROPN" and noun.dep_ == "pobj" and noun.head.head.pos_ == "NOUN":
        noun = noun.head.head
    return noun


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
    if dep == "prep" and lemma_of(head) == "be":
        return head
    if dep in {"nsubj", "nsubjpass", "dobj", "agent"} and head.pos_ in _CONTENT:
        if dep == "dobj" and lemma_of(head) in _CHANGING and lemma_of(noun) in LASTING:
            return None
        distant = lemma_of(head) in DISTANT and dep != "nsubjpass" and head.dep_ != "prep"
        return None if distant else head
    if dep == "pobj":
        above = head.head
        if head.lower_ == "of" and lemma_of(above) in _CONTAINERS:
            return above
        if head.lower_ in {"in", "at", "during"} and lemma_of(noun) in _OCCASIONS and above.pos_ in _CONTENT:
            return above
        reason = head.lower_ in {"for", "against", "over"} and lemma_of(above) in REASONED
        shared = head.lower_ in _SHARING_PREPOSITIONS and lemma_of(above) not in DISTANT and not reason
        if above.pos_ in _CONTENT and shared:
            return above
    return None
