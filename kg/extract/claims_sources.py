"""Who speaks: from the token of a cue to the tokens that head its speakers, its hearer and the outlet between them."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.tokens import Token
from kg.extract.wordlists import words

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
RELATIVES = frozenset({"who", "which", "that"})
#: Papers that speak for whoever wrote or published them: the owner is the speaker where one is named.
PAPERS = frozenset(
    [
        "statement",
        "letter",
        "report",
        "email",
        "e-mail",
        "memo",
        "memorandum",
        "post",
        "posting",
        "tweet",
        "message",
        "note",
        "notice",
        "document",
        "filing",
        "article",
        "column",
        "essay",
        "editorial",
        "press-release",
        "release",
        "spokesman",
        "spokeswoman",
        "speech",
        "book",
        "website",
        "site",
        "page",
    ]
)
#: What a study or poll is said to show: the study is the speaker where it is named.
RESULTS = frozenset({"result", "finding", "figure", "conclusion", "author"})
#: Other works that say, show or find something, and records of what was counted.
WORKS = frozenset(
    {"lawsuit", "suit", "complaint", "indictment", "affidavit", "petition", "resolution", "motion", "charter", "treaty"}
    | {"ad", "advert", "advertisement", "commercial", "video", "film", "banner", "sign", "placard", "poster"}
    | {"poll", "survey", "study", "count", "tally", "census", "analysis", "research", "review", "assessment", "audit"}
    | {"headline", "summary", "transcript", "timeline", "chart", "map"}
    | {"investigation", "inquiry", "probe", "check", "test", "experiment", "paper", "pamphlet", "leaflet", "manifesto"}
    | {"bulletin", "dispatch", "broadcast", "newscast", "blog", "cable", "log", "index", "agreement"}
)
#: Shares of people: "nine percent say", "a third of voters think".
FRACTIONS = frozenset(
    {"percent", "%", "half", "third", "quarter", "majority", "minority", "plurality", "proportion", "dozen"}
)
#: Words that stand for people without naming them.
QUANTIFIERS = frozenset(
    {"some", "many", "most", "few", "several", "others", "another", "half", "both", "hundreds", "thousands", "dozens"}
    | {"millions", "all", "none", "neither", "everyone", "everybody", "nobody"}
)
#: How papers come from those who speak in them.
ISSUING = frozenset({"write", "issue", "publish", "release", "send", "sign", "post", "pen", "author", "make", "file"})
OWNED_BY = frozenset({"by", "from"})
#: Of two verbs in "X asked Y to say", the object is the one who does the second.
OBJECT_CONTROL = frozenset(
    [
        "ask",
        "tell",
        "urge",
        "order",
        "force",
        "allow",
        "lead",
        "prompt",
        "cause",
        "want",
        "expect",
        "press",
        "get",
        "help",
        "let",
        "make",
    ]
)
#: Verbs whose object is the speaker's own word: "made the claim", "voiced concern". One may dismiss another's.
VOICING = frozenset(
    {
        "make",
        "have",
        "be",
        "express",
        "voice",
        "raise",
        "issue",
        "repeat",
        "reiterate",
        "share",
        "harbor",
        "harbour",
        "hold",
    }
    | {"give", "offer", "deliver", "state", "air", "send", "renew", "show", "stick", "maintain", "publish", "release"}
)
#: Prepositions that give a thought as the reason of what somebody does: "rejected it over fears that ...".
MOVED_BY = frozenset({"over", "on", "in", "with"})
MAX_CLIMB = 4
#: Prepositions between a verb of blaming or thanking somebody and what that somebody did.
ANSWERED = frozenset({"for", "of", "from", "with"})
#: A dateline ends within so many tokens of the sentence's start.
DATELINE = 8
#: Words for somebody, with a phrase behind them that tells who: "a person close to the talks".
PERSONS = frozenset({"person", "people", "source", "official", "man", "woman", "spokesman", "spokeswoman", "lawyer"})
#: Verbs of what can be gathered from a thing.
INFERRING = frozenset({"show", "suggest", "indicate", "demonstrate", "reveal", "imply", "signal", "confirm", "mean"})
#: Nouns of what is so or happened, and says nothing itself.
FACTS = frozenset(
    {
        "fact",
        "rise",
        "fall",
        "collapse",
        "increase",
        "decline",
        "drop",
        "silence",
        "absence",
        "lack",
        "failure",
        "event",
    }
    | {"episode", "case", "incident", "experience", "history", "situation", "attack", "crash", "death", "defeat", "way"}
    | {"victory", "move", "decision", "change", "trend", "success", "crisis", "affair", "behaviour", "behavior"}
)
#: Speakers who are nobody in particular.
UNNAMED = frozenset({"source", "insider", "someone", "somebody", "people"})


def conjoined(token: Token) -> Iterator[Token]:
    """Yield a noun and those joined to it by "and": every speaker of a joint statement."""
    yield token
    for child in token.children:
        if child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "ADJ"):
            yield from conjoined(child)


def is_passive(verb: Token) -> bool:
    """Tell whether a verb stands in the passive."""
    if any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children) or is_accused(verb):
        return True
    return verb.tag_ == "VBN" and verb.dep_ in ("acl", "advcl") and not any(c.dep_ == "aux" for c in verb.children)


def is_accused(verb: Token) -> bool:
    """Tell whether a verb of accusing, which always names whom, is a participle: "police hold a man accused of fraud".

    The parser often takes the accused for its subject.
    """
    if verb.lemma_ != "accuse" or verb.tag_ not in ("VBD", "VBN") or verb.dep_ == "relcl":
        return False
    of = any(c.dep_ == "prep" and c.lower_ == "of" for c in verb.rights)
    return of and not any(c.dep_ in ("dobj", "aux", "conj") for c in verb.children)


def agent_of(verb: Token) -> Token | None:
    """Return the noun after "by" of a passive verb."""
    for child in verb.children:
        if child.dep_ == "agent":
            return next((g for g in child.children if g.dep_ == "pobj"), None)
    return None


def subject_of(verb: Token, climb: int = 0) -> Token | None:
    """Return the head of the phrase that does what the verb says, through control, conjunction and relative clauses.

    None in a passive without "by", and where the text leaves it open.
    """
    if is_passive(verb):
        return agent_of(verb)
    for child in verb.children:
        if child.dep_ in SUBJECTS or (child.dep_ == "attr" and child.i < verb.i and child.pos_ == "PROPN"):
            return antecedent(child, verb)
    if climb == MAX_CLIMB:
        return None
    return inherited_subject(verb, climb)


def inherited_subject(verb: Token, climb: int) -> Token | None:
    """Return the subject that a verb without one of its own takes from the verb or noun above it."""
    head = verb.head
    if head.i == verb.i:
        return None
    if verb.dep_ in ("acl", "relcl") and head.pos_ in ("NOUN", "PROPN", "PRON"):
        return head if verb.tag_ == "VBG" or verb.dep_ == "relcl" else holder_of(head, climb)
    if verb.dep_ == "xcomp" and head.lemma_.lower() in OBJECT_CONTROL:
        for child in head.children:
            if child.dep_ in ("dobj", "dative"):
                return child
    if verb.dep_ == "pcomp" and head.head.i != head.i:
        return rebuked(head) or (subject_of(head.head, climb + 1) if head.head.pos_ in ("VERB", "AUX") else None)
    if verb.dep_ == "conj" and head.dep_ == "ccomp" and any(c.dep_ == "ccomp" for c in verb.children):
        return subject_of(head.head, climb + 1)
    if verb.dep_ in ("conj", "xcomp", "advcl", "ccomp", "dep", "parataxis") and head.pos_ in ("VERB", "AUX"):
        if is_passive(head) and verb.dep_ != "conj":
            return next((antecedent(c, head) for c in head.children if c.dep_ == "nsubjpass"), None)
        return subject_of(head, climb + 1)
    return None


def rebuked(preposition: Token) -> Token | None:
    """Return whose saying the gerund after "for" or "of" is: "rebuked the mayor for claiming that ..." the mayor's."""
    verb = preposition.head
    if preposition.lower_ not in ANSWERED or verb.lemma_.lower() not in words("object_preposition"):
        return None
    return next((c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")), None)


def holder_of(noun: Token, climb: int) -> Token | None:
    """Return who has the noun: its possessor, or the subject of the verb that it is the object of."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
    if noun.dep_ in ("dobj", "attr") and climb < MAX_CLIMB:
        return subject_of(noun.head, climb + 1) if noun.head.lemma_.lower() in VOICING else None
    if noun.dep_ == "pobj" and noun.head.lower_ in MOVED_BY and noun.head.head.pos_ == "VERB" and climb < MAX_CLIMB:
        return subject_of(noun.head.head, climb + 1)
    return None


def antecedent(subject: Token, verb: Token) -> Token:
    """Return the noun that a relative pronoun stands for, else the subject itself."""
    if subject.lower_ in RELATIVES and subject.tag_ in ("WP", "WDT"):
        clause = verb
        while clause.dep_ == "conj" and clause.head.i != clause.i:
            clause = clause.head
        if clause.dep_ == "relcl":
            return person_before(clause.head, clause) if subject.lower_ == "who" else clause.head
    return subject


def person_before(noun: Token, clause: Token) -> Token:
    """Return whom "who" stands for: of "a person close to the talks, who added" the person, before the comma.

    Where the clause follows a comma and hangs on a common noun for no person, and a word for somebody stands above it
    in the same phrase.
    """
    begins = clause.left_edge
    if noun.pos_ == "PROPN" or noun.lemma_.lower() in PERSONS or begins.i == 0 or begins.nbor(-1).text != ",":
        return noun
    above = noun
    while above.dep_ == "pobj" and above.head.head.pos_ in ("NOUN", "PROPN", "ADJ"):
        above = above.head.head
        if above.pos_ == "ADJ":
            above = above.head
        if above.lemma_.lower() in PERSONS:
            return above
    return noun


def speakers_of(subject: Token) -> list[Token]:
    """Return the heads of all speakers: a paper speaks for its author, joint subjects speak each."""
    return [author_of(noun) or noun for noun in conjoined(past_dateline(subject))]


def past_dateline(subject: Token) -> Token:
    """Return who stands behind a dateline that the parser took for the subject: "OSLO, Norway - The mayor said ..."."""
    start = subject.sent.start
    if subject.i - start >= DATELINE or subject.ent_type_ not in ("GPE", "LOC"):
        return subject
    dash = next((t for t in subject.doc[subject.i : start + DATELINE] if t.text in ("-", "–", "—", "--")), None)
    if dash is None or not dash.whitespace_ or not dash.nbor(-1).whitespace_:
        return subject
    behind = (t for t in subject.subtree if t.i > dash.i and t.dep_ in ("appos", "nsubj", "conj"))
    return next(behind, subject)


def author_of(paper: Token) -> Token | None:
    """Return who issued a paper: "the ministry's letter", "a statement from Oslo", "a post by an unknown author"."""
    if paper.lemma_.lower() not in PAPERS | RESULTS:
        return None
    for child in paper.children:
        if child.dep_ == "poss" and child.tag_ != "PRP$":
            return child
        if child.dep_ in ("prep", "agent") and child.lower_ in OWNED_BY:
            return next((g for g in child.children if g.dep_ == "pobj" and g.ent_type_ not in ("DATE", "TIME")), None)
        if child.dep_ == "acl" and child.lemma_.lower() in ISSUING:
            return agent_of(child)
        if paper.lemma_.lower() in RESULTS and child.dep_ == "prep" and child.lower_ == "of":
            return next((g for g in child.children if g.dep_ == "pobj"), None)
    if paper.dep_ == "dobj" and paper.head.lemma_.lower() in ISSUING and paper.head.dep_ != "relcl":
        return subject_of(paper.head)
    names = [c for c in paper.children if c.dep_ == "compound" and c.ent_type_ in ("ORG", "PERSON", "GPE")]
    return names[-1] if names else None


def is_sign(subject: Token, verb: Token) -> bool:
    """Tell a fact or a happening that shows something, which nobody says: "the fact that X hid it shows that ...".

    The inference is the writer's. A paper, a study and what was counted do speak.
    """
    if subject.lower_ in ("this", "that") and subject.tag_ == "DT":
        return True
    if verb.lemma_.lower() not in INFERRING:
        return False
    return subject.dep_ == "csubj" or (subject.pos_ == "NOUN" and subject.lemma_.lower() in FACTS)


def hearer_of(verb: Token, hearer: str) -> Token | None:
    """Return the head of the addressee: the object of telling, or the noun after "to"."""
    for child in verb.children:
        if hearer == "object" and child.dep_ in ("dobj", "dative") and child.pos_ in ("NOUN", "PROPN", "PRON"):
            return child
        if hearer == "object" and child.dep_ == "nsubjpass":
            return child
        if child.dep_ in ("dative", "prep") and child.lower_ == "to":
            found = next((g for g in child.children if g.dep_ == "pobj"), None)
            if found is not None:
                return found
    return None
