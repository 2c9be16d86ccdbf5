"""The finite clause that a verb of saying introduces or follows, or in whose midst it stands."""

from __future__ import annotations

from kg.extract.claims_clauses import (
    CLAUSE_SUBJECTS,
    FINITE_TAGS,
    finite_tag,
    has_that,
    is_clause,
    is_finite,
    own_subject,
    whole,
)
from kg.extract.cues import Cue
from kg.extract.moods import is_condition
from kg.extract.tokens import Token
from kg.model import Stance

#: Prepositions of the occasion of speaking, its hearer or its subject: "said in a letter", "said of the plan".
OCCASIONAL = frozenset({"in", "on", "at", "during", "of", "to"})
#: The shortest clause before "..., X said", in tokens.
MIN_FRONTED = 4
#: "Three days after a raid": so many words stand up to the preposition.
MOST_DATING = 4
#: Helpers before the subject make a condition: "should it fail", "had it failed".
INVERTED = frozenset({"should", "had", "were"})
#: Between two clauses that were said stand at most a comma, "and" and a comma.
MOST_BETWEEN = 3
#: Words that begin a clause which grants, or grounds, what was said; not the time at which it was said.
GRANTING = frozenset({"though", "although", "while", "if", "unless", "because", "since"})
GROUNDING = frozenset({"because", "since", "until", "unless"})
PARENTHETICAL = frozenset({"parataxis", "advcl", "ccomp", "dep", "conj", "relcl", "acl"})


def clause(verb: Token, cue: Cue) -> list[Token]:
    """Return the finite clause that a verb of saying introduces or follows, or in whose midst it stands."""
    told = [c for c in verb.children if c.dep_ == "ccomp" and is_told(c, verb)]
    if told:
        first = next((c for c in told if has_that(c)), told[0])
        part = told_part(first, verb)
        if cue.stance is Stance.DENIES and first.i > verb.i:
            part = without_events_before(part)
        return qualified(verb, part + joined_clause(first, verb) + told_besides(first, told))
    part = relative_gap(verb) or around(verb) or fronted(verb)
    return qualified(verb, part or misjoined(verb) or strayed(verb) or behind_hearer(verb))


def qualified(verb: Token, told: list[Token]) -> list[Token]:
    """Return what was said with the clause that grants or grounds it, where the parser hung that on the verb of saying.

    "Though it was late, he said, the bus would come"; "the bus was hers, he said, until it broke down"; "told them that
    he was against it because it was dear". Not what tells when it was said: "after the vote", "when asked".
    """
    if not told:
        return told
    first, last = min(t.i for t in told), max(t.i for t in told)
    before: list[Token] = []
    behind: list[Token] = []
    for child in verb.children:
        mark = next((c.lower_ for c in child.lefts if c.dep_ == "mark"), "")
        if child.dep_ != "advcl" or not (is_finite(child) and own_subject(child)):
            continue
        edge, end = child.left_edge, child.right_edge.i
        if mark in GRANTING and edge.i == verb.sent.start and is_parenthesis(verb) and first > verb.i:
            before = whole(child)
        elif mark in GROUNDING and edge.i > last and all(t.is_punct for t in verb.doc[max(last, verb.i) + 1 : edge.i]):
            behind = [t for t in verb.doc[edge.i : end + 1] if not t.is_space]
    return before + told + behind


def is_parenthesis(verb: Token) -> bool:
    """Tell whether who says it stands between two commas: "..., he said, ..."."""
    subject = next((c for c in verb.lefts if c.dep_ in CLAUSE_SUBJECTS), None)
    if subject is None or verb.i + 1 >= len(verb.doc) or verb.nbor().text != ",":
        return False
    start = subject.left_edge.i
    return start > verb.sent.start and verb.doc[start - 1].text == ","


def is_told(head: Token, verb: Token) -> bool:
    """Tell whether a complement is what was said, and no condition behind it: "denied it, should the firm fail"."""
    if has_that(head) or not (is_clause(head) and is_finite(head)):
        return is_clause(head) and has_that(head)
    first = head.left_edge
    inverted = first.lower_ in INVERTED and first.dep_ in ("aux", "auxpass")
    return head.i < verb.i or not (inverted or is_condition(head))


def told_besides(first: Token, told: list[Token]) -> list[Token]:
    """Return further clauses that the parser hung on a verb of saying right behind the first one.

    "The van was late, but a guard took her home, a witness said".
    """
    found: list[Token] = []
    last = first
    for other in told:
        gap = other.doc[last.right_edge.i + 1 : other.left_edge.i] if other.i > first.i else []
        if other.i > first.i and len(gap) <= MOST_BETWEEN and all(t.is_punct or t.dep_ == "cc" for t in gap):
            found += [*gap, *whole(other)]
            last = other
    return found


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


def behind_hearer(verb: Token) -> list[Token]:
    """Return a clause behind the hearer that the parser took for a relative one: "told the forum he was against it".

    It has all that a clause needs, so that nothing of it can be the hearer: a pronoun, "be" and what it was.
    """
    hearer = next((c for c in verb.rights if c.dep_ in ("dobj", "dative")), None)
    for child in hearer.rights if hearer is not None else ():
        subject = child.lefts[0] if child.dep_ == "relcl" and child.lefts else None
        if subject is None or subject.tag_ != "PRP" or subject.dep_ != "nsubj" or child.lemma_ != "be":
            continue
        if any(c.dep_ in ("prep", "attr", "acomp") for c in child.rights):
            return whole(child)
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


def joined_clause(head: Token, verb: Token) -> list[Token]:
    """Return a second clause that the parser joined to the verb of saying: "said A was hurt and B was dead".

    Only without a comma before "and": after a comma it may be the writer's own.
    """
    last = head.right_edge.i
    for child in verb.children:
        joins = child.dep_ == "conj" and child.left_edge.i > last and (own_subject(child) or progresses(child, head))
        if joins and last + 2 == child.left_edge.i and verb.doc[last + 1].dep_ == "cc":
            return list(verb.doc[last + 1 : child.right_edge.i + 1])
        if child.dep_ == "conj" and child.i > last > verb.i and is_helped(child, verb):
            between = verb.doc[last + 1 : child.left_edge.i]
            if len(between) <= MOST_BETWEEN and all(t.is_punct or t.dep_ == "cc" for t in between):
                return list(verb.doc[last + 1 : child.right_edge.i + 1])
    return []


def is_helped(second: Token, verb: Token) -> bool:
    """Tell whether a verb without a subject has a helper that a verb of saying has not.

    "They said they liked the plan but could not vote for it": who can or will do it is told by who said so.
    """
    able = any(c.dep_ == "aux" and c.tag_ == "MD" for c in second.lefts)
    return able and not own_subject(second) and not any(c.dep_ == "aux" for c in verb.lefts)


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


def without_events_before(tokens: list[Token]) -> list[Token]:
    """Return what is denied without the clause behind a comma that tells what had happened: ", after shots were heard".

    That is the writer's word: who denies a thing does not deny what made others ask.
    """
    for comma in tokens:
        following = comma.nbor() if comma.text == "," and comma != tokens[-1] else None
        clause_head = (
            following.head if following is not None and following.lower_ in ("after", "hours", "days") else None
        )
        if clause_head is not None and clause_head.i > comma.i and clause_head.right_edge.i >= tokens[-1].i:
            return [t for t in tokens if t.i < comma.i]
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
    whole_clause = whole_clause or ends_headline(verb)
    return tokens if whole_clause and not any(t.text == ";" for t in tokens) else []


def ends_headline(verb: Token) -> bool:
    """Tell whether a verb of saying, with nothing behind it, closes a line that is no full sentence.

    "Safety of the bridge unclear, engineers say": what stands before the comma has no finite verb.
    """
    doc, here = verb.doc, verb.sent.start
    opens = here == 0 or "\n" in doc[here - 1].text
    closed = verb.i + 1 == len(doc) or "\n" in doc[verb.i + 1].text
    return opens and closed and verb.tag_ in ("VBZ", "VBP")


def around(verb: Token) -> list[Token]:
    """Return the clause that a parenthetical "..., X said, ..." or "as X said, ..." stands in or after."""
    head = verb.head.head if verb.head.dep_ in ("aux", "auxpass") else verb.head
    if verb.dep_ not in PARENTHETICAL or head.i == verb.i or head.pos_ not in ("VERB", "AUX"):
        return []
    kids = list(verb.children)
    if not any(c.dep_ in CLAUSE_SUBJECTS for c in kids) or verb.dep_ in ("relcl", "acl"):
        return []
    markers = {c.lower_ for c in kids if c.dep_ in ("mark", "advmod")}
    tagged = verb.dep_ == "conj" and tagged_on(verb, head)
    if tagged or verb.dep_ == "parataxis" or (verb.dep_ == "advcl" and "as" in markers):
        return without_date(whole(head, without=verb), verb)
    return []


def without_date(tokens: list[Token], verb: Token) -> list[Token]:
    """Return a clause without what dates it behind the source: "..., state media said, three days after a raid"."""
    behind = [t for t in tokens if t.i > verb.i and not t.is_punct]
    dating = any(t.lower_ in ("after", "before") for t in behind[1:MOST_DATING])
    counted = bool(behind) and (behind[0].pos_ == "NUM" or behind[0].lower_ in ("a", "an", "days", "hours", "weeks"))
    return [t for t in tokens if t.i < verb.i] if dating and counted else tokens


def tagged_on(verb: Token, head: Token) -> bool:
    """Tell whether a verb joined without "and" only says who says the rest: "Two died, state media said, a day after".

    It has nothing behind it that it says.
    """
    subject = next(c for c in verb.children if c.dep_ in CLAUSE_SUBJECTS)
    sister = max((c.i for c in head.children if c.dep_ == "conj" and c.i < verb.i), default=head.i)
    joined = any(c.dep_ == "cc" and sister < c.i < verb.i for c in head.children)
    bare = not any(c.dep_ in ("dobj", "ccomp", "xcomp", "oprd", "prep") and c.i > verb.i for c in verb.children)
    before = verb.doc[subject.left_edge.i - 1]
    return bare and not joined and subject.i < verb.i and before.text == "," and verb.i + 1 < len(verb.doc)
