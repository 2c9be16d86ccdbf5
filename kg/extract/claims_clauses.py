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
        dashed = token.text in DASHES and following.lower_ in ("which", "who") and closes(following, tokens[-1])
        if added or dashed or is_aside(token, following, tokens[-1]) or is_answer(token, following, tokens[-1]):
            return tokens[: tokens.index(following)]
    return tokens


def closes(relative: Token, last: Token) -> bool:
    """Tell whether a relative clause that a pronoun opens runs to the end of what was said."""
    clause = next((a for a in relative.ancestors if a.dep_ == "relcl"), None)
    return clause is None or clause.right_edge.i >= last.i - 1


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


def finite_tag(head: Token) -> str:
    """Return the form of a clause's finite verb: that of its first helper, or its own."""
    helpers = [c for c in head.children if c.dep_ in ("aux", "auxpass")]
    return helpers[0].tag_ if helpers else head.tag_


def is_clause(head: Token) -> bool:
    """Tell whether a complement is a clause and not a bare predicate ("made it clear"), mistagged verbs included."""
    return head.pos_ in ("VERB", "AUX") or any(c.dep_ in ("mark", "aux", "auxpass", "cop") for c in head.children)


def has_that(head: Token) -> bool:
    """Tell whether a clause opens with "that", also where the parser took the word for its object."""
    if head.dep_ == "acl" and own_subject(head) and head.left_edge.lower_ == "that":
        return True
    return any(c.dep_ == "mark" and c.lower_ == "that" for c in head.children)


def question(verb: Token, cue: Cue | None = None) -> list[Token]:
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
