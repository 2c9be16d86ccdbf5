"""What was said, as a clause: with or without "that", a question, an infinitive; and what is cut off at its rim."""

from __future__ import annotations

from kg.extract.cues import Cue
from kg.extract.tokens import Token

FINITE_TAGS = frozenset({"VBD", "VBZ", "VBP", "MD"})
#: Tokens at the rim of a clause that are not what was said.
RIM = frozenset({",", ":", ";", "-", "–", "—", "--", "that", "."})
DASHES = frozenset({"-", "–", "—", "--"})
#: Participles by which the writer goes on to tell what the speaker said besides.
ADDING = frozenset(
    {"add", "say", "write", "tell", "claim", "argue", "note", "specify", "warn", "call", "insist", "explain", "cite"}
    | {"describe", "accuse", "urge", "stress", "suggest", "point", "declare", "blame", "assert", "vow", "promise"}
    | {
        "refer",
        "allude",
        "question",
        "ask",
        "predict",
        "admit",
        "acknowledge",
        "complain",
        "allege",
        "praise",
        "criticize",
        "criticise",
    }
)
#: Prepositions of the occasion of speaking, its hearer or its subject: "said in a letter", "said of the plan".
OCCASIONAL = frozenset({"in", "on", "at", "during", "of", "to"})
#: Nouns that stand behind a comma for what was just said: "he fled, an allegation that he denies".
SAYINGS = frozenset(
    {"accusation", "accounting", "account", "allegation", "assertion", "assessment", "characterisation", "charge"}
    | {"characterization", "claim", "contention", "description", "finding", "insinuation", "rumor", "rumour", "report"}
    | {"something", "statement", "suggestion", "version", "view", "assumption", "conclusion", "notion", "argument"}
)
#: Verbs by which a relative clause behind a comma denies or grants what was just said.
ANSWERING = frozenset(
    {"deny", "reject", "dispute", "dismiss", "contest", "refute", "contradict", "confirm", "admit", "acknowledge"}
    | {"rebut", "repudiate", "disavow"}
)
#: Words that begin a relative clause which, after a comma, is the writer's.
ASIDE_WORDS = frozenset({"who", "whom", "whose"})
CLAUSE_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl", "csubjpass"})
QUESTION_WORDS = frozenset(["whether", "if", "how", "why", "what", "who", "whom", "whose", "where", "when", "which"])
#: Prepositions whose phrase belongs to the thing announced, wherever the parser hung it.
TAILS = frozenset({"of", "for", "about", "to", "with", "from", "between", "against", "toward", "towards"})
#: The shortest clause before "..., X said", in tokens.
MIN_FRONTED = 4
PARENTHETICAL = frozenset({"parataxis", "advcl", "ccomp", "dep", "conj", "relcl", "acl"})


def is_finite(token: Token) -> bool:
    """Tell whether a verb heads a finite clause."""
    if token.tag_ in FINITE_TAGS:
        return True
    kids = list(token.children)
    if any(c.dep_ == "aux" and c.lower_ == "to" for c in kids):
        return False
    return any(c.dep_ in ("aux", "auxpass") and c.tag_ in FINITE_TAGS for c in kids) or any(
        c.dep_ in CLAUSE_SUBJECTS for c in kids
    )


def whole(token: Token, without: Token | None = None) -> list[Token]:
    """Return the tokens of a phrase in order, without those of one phrase inside it."""
    left_out = {t.i for t in without.subtree} if without is not None else set()
    return [t for t in token.subtree if t.i not in left_out and not t.is_space]


def without_afterthought(tokens: list[Token]) -> list[Token]:
    """Return a content without what the writer adds behind it.

    ", adding that ...", " - which can lead to ...", ", where he lost", ", in an interview with ...".
    """
    for at, token in enumerate(tokens[1:-1], start=1):
        if token.text != "," and token.text not in DASHES:
            continue
        following = tokens[at + 2] if tokens[at + 1].is_quote and at + 2 < len(tokens) else tokens[at + 1]
        added = token.text == "," and following.tag_ == "VBG" and following.lemma_.lower() in ADDING
        dashed = token.text in DASHES and following.lower_ in ("which", "who")
        if added or dashed or is_aside(token, following, tokens[-1]) or is_answer(token, following, tokens[-1]):
            return tokens[: tokens.index(following)]
    return tokens


def is_aside(comma: Token, first: Token, last: Token) -> bool:
    """Tell whether a comma sets off a relative clause, or the occasion of speaking, that closes the content."""
    if comma.text != ",":
        return False
    if first.lower_ in ASIDE_WORDS and first.tag_ in ("WDT", "WP", "WRB", "WP$"):
        clause = next((a for a in (first, *first.ancestors) if a.dep_ == "relcl"), None)
        return clause is not None and clause.head.i < comma.i and clause.right_edge.i >= last.i - 1
    spoken = first.lower_ in ("in", "during") and any(
        c.dep_ == "pobj" and c.lemma_.lower() in ("interview", "statement", "speech") for c in first.children
    )
    return spoken and first.right_edge.i >= last.i - 1


def is_answer(comma: Token, first: Token, last: Token) -> bool:
    """Tell whether a comma sets off somebody's answer: ", an allegation that he denies", ", which he denies"."""
    if comma.text != ",":
        return False
    noun = next((t for t in (first, first.head) if t.lemma_.lower() in SAYINGS and t.i <= first.i + 1), None)
    clauses = [c for c in noun.rights if c.dep_ in ("relcl", "acl")] if noun is not None else []
    if first.lower_ == "which" and first.dep_ == "dobj":
        clauses = [first.head]
    return any(c.lemma_.lower() in ANSWERING and c.right_edge.i >= last.i - 1 for c in clauses)


def lacks_object(verb: Token) -> bool:
    """Tell whether a clause behind "that" is a relative one: "an allegation that he denies" says nothing of denying."""
    lonely = not any(c.dep_ in ("dobj", "ccomp", "xcomp", "nsubjpass", "auxpass") for c in verb.children)
    return verb.lemma_.lower() in ANSWERING and lonely


def stripped(tokens: list[Token], *, rim: frozenset[str] = RIM) -> list[Token]:
    """Return the tokens without punctuation and "that" at the ends."""
    tokens = without_afterthought(tokens)
    start, end = 0, len(tokens)
    while start < end and tokens[start].lower_ in rim:
        start += 1
    while end > start and tokens[end - 1].lower_ in rim - {"that"}:
        end -= 1
    return tokens[start:end]


def clause(verb: Token, cue: Cue) -> list[Token]:
    """Return the finite clause that a verb of saying introduces or follows, or in whose midst it stands."""
    del cue
    told = [c for c in verb.children if c.dep_ == "ccomp" and is_clause(c) and (is_finite(c) or has_that(c))]
    if told:
        first = next((c for c in told if has_that(c)), told[0])
        return told_part(first, verb) + joined_clause(first, verb)
    return relative_gap(verb) or around(verb) or fronted(verb) or misjoined(verb) or strayed(verb)


def relative_gap(verb: Token) -> list[Token]:
    """Return what is said of the noun before: of "the vote, which she says was stolen" that it was stolen."""
    subject = next((c for c in verb.lefts if c.dep_ == "nsubj" and c.tag_[0] != "W"), None)
    pronoun = next(
        (t for t in verb.doc[verb.left_edge.i : verb.i] if t.tag_ in ("WDT", "WP") and t.lower_ != "what"), None
    )
    if verb.dep_ != "relcl" or subject is None or pronoun is None or pronoun.i > subject.left_edge.i:
        return []
    for child in (*verb.rights, verb.nbor() if verb.i + 1 < len(verb.doc) else verb):
        if child.dep_ in ("ccomp", "parataxis") and is_finite_alone(child) and child.left_edge.i == verb.i + 1:
            return [t for t in whole(child) if t.i > verb.i]
    return []


def is_finite_alone(verb: Token) -> bool:
    """Tell whether a finite verb has no subject of its own."""
    helped = any(c.dep_ in ("aux", "auxpass") and c.tag_ in FINITE_TAGS for c in verb.lefts)
    return not own_subject(verb) and (helped or verb.tag_ in FINITE_TAGS)


def strayed(verb: Token) -> list[Token]:
    """Return a that-clause that the parser hung to the occasion: "told Reuters in an email that the well was dry"."""
    if any(c.dep_ == "auxpass" for c in verb.children):
        return []
    for preposition in verb.rights:
        if preposition.dep_ != "prep" or preposition.lower_ not in OCCASIONAL:
            continue
        for noun in preposition.rights:
            found = next((c for c in noun.rights if c.dep_ in ("acl", "relcl") and has_that(c)), None)
            if found is not None and own_subject(found):
                return whole(found)
    return []


def says_more(verb: Token) -> bool:
    """Tell whether a verb joined to what was said is itself one of saying: "said he was tired and added that ..."."""
    kids = list(verb.children)
    if any(c.dep_ in CLAUSE_SUBJECTS for c in kids) or any(c.dep_ == "ccomp" for c in verb.head.children):
        return False
    return any(
        c.dep_ == "ccomp" and is_clause(c) and any(g.lower_ == "that" and g.dep_ == "mark" for g in c.children)
        for c in kids
    )


def belongs_above(second: Token, head: Token, verb: Token) -> bool:
    """Tell whether a verb joined to what was said goes on from the verb of saying: "said it would rain and left".

    It has the form of the verb of saying and no subject, and what was said has another form.
    """
    if any(c.dep_ in CLAUSE_SUBJECTS or c.dep_ in ("aux", "auxpass") for c in second.children):
        return False
    return second.tag_ == verb.tag_ and second.tag_ in ("VBD", "VBZ") and finite_tag(head) not in ("VBD", second.tag_)


def finite_tag(head: Token) -> str:
    """Return the form of a clause's finite verb: that of its first helper, or its own."""
    helpers = [c for c in head.children if c.dep_ in ("aux", "auxpass")]
    return helpers[0].tag_ if helpers else head.tag_


def is_clause(head: Token) -> bool:
    """Tell whether a complement is a clause and not a bare predicate ("made it clear"), mistagged verbs included."""
    return head.pos_ in ("VERB", "AUX") or any(c.dep_ in ("mark", "aux", "auxpass", "cop") for c in head.children)


def has_that(head: Token) -> bool:
    """Tell whether a clause opens with "that"."""
    return any(c.dep_ == "mark" and c.lower_ == "that" for c in head.children)


def joined_clause(head: Token, verb: Token) -> list[Token]:
    """Return a second clause that the parser joined to the verb of saying: "said A was hurt and B was dead".

    Only without a comma before "and": after a comma it may be the writer's own.
    """
    last = head.right_edge.i
    for child in verb.children:
        joins = child.dep_ == "conj" and child.left_edge.i > last and (own_subject(child) or progresses(child, head))
        if joins and last + 2 == child.left_edge.i and verb.doc[last + 1].dep_ == "cc":
            return list(verb.doc[last + 1 : child.right_edge.i + 1])
    return []


def progresses(second: Token, head: Token) -> bool:
    """Tell whether a verb goes on from what was said: "said it was late and was considering a bus"."""
    helper = next((c for c in second.lefts if c.dep_ == "aux"), None)
    return second.tag_ == "VBG" and helper is not None and helper.lower_ in (head.lower_, finite_tag(head).lower())


def misjoined(verb: Token) -> list[Token]:
    """Return a clause right behind a verb of saying that the parser took for a second main clause."""
    doc, start = verb.doc, verb.i + 1
    for child in verb.children:
        if child.dep_ != "conj" or child.i < verb.i or not own_subject(child):
            continue
        if any(c.dep_ == "cc" and c.i < child.i for c in verb.children):
            continue
        return [t for t in doc[start : child.right_edge.i + 1] if not t.is_space]
    return []


def told_part(head: Token, verb: Token) -> list[Token]:
    """Return a clause without what the writer adds at its end: "... as rescuers arrived", "with others saying ..."."""
    tokens = whole(head)
    for child in head.children:
        if child.i < head.i or child.i < verb.i:
            continue
        if child.dep_ == "conj" and (says_more(child) or belongs_above(child, head, verb)):
            return [t for t in tokens if (t.i < child.left_edge.i and t.dep_ != "cc") or t.i < child.left_edge.i - 1]
        marker = next((c for c in child.children if c.dep_ in ("mark", "advmod") and c.lower_ == "as"), None)
        marker = marker or next(
            (c for c in child.lefts if c.dep_ == "mark" and c.lower_ in ("although", "though")), None
        )
        as_clause = child.dep_ == "advcl" and marker is not None and is_finite(child) and own_subject(child)
        with_saying = (
            child.dep_ == "prep"
            and child.lower_ == "with"
            and any(c.dep_ == "pcomp" and own_subject(c) for c in child.children)
        )
        if with_saying or (as_clause and tokens[-1].i <= child.right_edge.i):
            left_out = {t.i for t in child.subtree}
            return [t for t in tokens if t.i < child.left_edge.i and t.i not in left_out]
    return tokens


def fronted(verb: Token) -> list[Token]:
    """Return the clause before "..., X said" that the parser hung elsewhere: all before the comma."""
    subject = next((c for c in verb.children if c.dep_ in CLAUSE_SUBJECTS), None)
    if subject is None or verb.dep_ != "ROOT":
        return []
    first = min(verb.i, subject.left_edge.i)
    start = verb.sent.start
    if first - start < MIN_FRONTED or verb.doc[first - 1].text != ",":
        return []
    if any(c.i > verb.i and c.dep_ in ("ccomp", "xcomp") for c in verb.children):
        return []
    tokens = [t for t in verb.doc[start : first - 1] if not t.is_space]
    tops = [t for t in tokens if not start <= t.head.i < first - 1 or t.head.i == t.i]
    told = [t for t in tops if t.dep_ != "advcl" or not any(c.dep_ in ("mark", "advmod") for c in t.lefts)]
    whole_clause = any(t.pos_ in ("VERB", "AUX") and is_finite(t) and t.tag_ != "VBN" for t in told)
    return tokens if whole_clause and not any(t.text == ";" for t in tokens) else []


def around(verb: Token) -> list[Token]:
    """Return the clause that a parenthetical "..., X said, ..." or "as X said, ..." stands in or after."""
    head = verb.head.head if verb.head.dep_ in ("aux", "auxpass") else verb.head
    if verb.dep_ not in PARENTHETICAL or head.i == verb.i or head.pos_ not in ("VERB", "AUX"):
        return []
    kids = list(verb.children)
    if not any(c.dep_ in CLAUSE_SUBJECTS for c in kids) or verb.dep_ in ("relcl", "acl"):
        return []
    if verb.dep_ == "conj":
        return whole(head, without=verb) if tagged_on(verb, head) else []
    markers = {c.lower_ for c in kids if c.dep_ in ("mark", "advmod")}
    if verb.dep_ == "parataxis" or (verb.dep_ == "advcl" and "as" in markers):
        return whole(head, without=verb)
    return []


def tagged_on(verb: Token, head: Token) -> bool:
    """Tell whether a verb joined without "and" only says who says the rest: "Two died, state media said, a day after".

    It has nothing behind it that it says.
    """
    subject = next(c for c in verb.children if c.dep_ in CLAUSE_SUBJECTS)
    joined = any(c.dep_ == "cc" and head.i < c.i < verb.i for c in head.children)
    bare = not any(c.dep_ in ("dobj", "ccomp", "xcomp", "oprd", "prep") and c.i > verb.i for c in verb.children)
    before = verb.doc[subject.left_edge.i - 1]
    return bare and not joined and subject.i < verb.i and before.text == "," and verb.i + 1 < len(verb.doc)


def question(verb: Token, cue: Cue) -> list[Token]:
    """Return a clause of asking: whether, how, what ..."""
    del cue
    for child in verb.children:
        if child.dep_ in ("ccomp", "xcomp", "advcl") and child.i > verb.i:
            tokens = whole(child)
            if tokens and (
                tokens[0].lower_ in QUESTION_WORDS
                or (tokens[0].tag_ == "IN" and len(tokens) > 1 and tokens[1].tag_[0] == "W")
            ):
                return tokens
    return []


def infinitive(verb: Token, cue: Cue) -> list[Token]:
    """Return the to-infinitive that says what the speaker will or wants to do."""
    del cue
    for child in verb.children:
        if child.dep_ in ("xcomp", "advcl", "ccomp") and child.i > verb.i and has_to(child) and not own_subject(child):
            return whole(child)
    return []


def has_to(verb: Token) -> bool:
    """Tell whether a verb is an infinitive with "to"."""
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def own_subject(verb: Token) -> bool:
    """Tell whether a clause names its own subject."""
    return any(c.dep_ in CLAUSE_SUBJECTS for c in verb.children)
