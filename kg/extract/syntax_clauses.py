"""Small readings of one clause: what is joined, infinitives, relative words, participles and who their subject is."""

from __future__ import annotations

from kg.extract.tokens import Token
from kg.extract.wordlists import words
from kg.extract.wordnet import load_wordnet

#: Participles with a preposition after which the surface subject is who does it, not who suffers it.
DISPOSED = {"committed": "to", "opposed": "to", "headed": "to"}
DISPOSED |= {"engaged": "in", "involved": "in", "allied": "with", "united": "with"}
#: Labels of names of those who can do something.
PARTY_LABELS = frozenset({"GPE", "NORP", "ORG"})
#: Verbs whose "from" leads to what others do: who flees from shelling does not shell.
ESCAPING = frozenset({"flee", "escape", "hide", "shelter", "run", "protect", "spare", "shield", "rescue", "save"})
#: "preposition=verb" of asking whoever stands after the preposition to do what follows.
ASKING_PREPOSITIONS = words("asking_prepositions")
#: Verbs of bringing a measure on somebody.
IMPOSING = words("imposing")
#: Verbs of saying and of thinking something of what somebody else does: their subject is not who does it.
VIEWING = words("viewing")
#: Prepositions before a gerund that go with the verb, even where the parser hangs them on a noun before them.
ADVERBIAL = frozenset({"by", "before", "after", "while", "without", "since", "including"})
#: WordNet's classes of nouns for what can be seen and made, not only said or thought.
BODILY = frozenset({"artifact", "person", "group", "animal", "object", "plant", "food"})
#: Means of travel and of writing.
MEANS = words("means")
#: Finite verbs, and whether what they are said of is more than one.
PLURALS = {"were": True, "are": True, "have": True, "was": False, "is": False, "has": False}
#: Lemmas of "have" as an auxiliary, as the pipeline gives them.
HAVING = frozenset({"have", "having", "'ve", "’ve"})
#: Verbs of having, or wanting, something done.
HAVING_DONE = frozenset({"order", "want", "have", "get", "see", "need", "like"})
#: Prepositions before what somebody is accused of, held on or kept from.
OF_WHAT = frozenset({"of", "for", "from", "with", "over", "on"})
#: How far a chain of control is followed.
REACH = 6
#: Labels of what can be a surface subject.
SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def conjuncts(token: Token) -> list[Token]:
    """Return the token and what is joined to it by "and", "or", "as well as", "along with"."""
    found = [token]
    for child in token.children:
        if child.dep_ == "conj":
            found += conjuncts(child)
        elif child.dep_ == "prep" and child.lower_ in ("with", "alongside", "along", "together"):
            inner = (
                [c for c in child.children if c.lower_ == "with"] if child.lower_ in ("along", "together") else [child]
            )
            found += [t for w in inner if _along(w) for p in w.children if p.dep_ == "pobj" for t in conjuncts(p)]
    return found


def _along(preposition: Token) -> bool:
    """Tell "A, along with B" from "A with B"."""
    before = preposition.nbor(-1) if preposition.i else preposition
    return preposition.lower_ == "alongside" or before.lower_ in ("along", "together")


def alongside(verb: Token) -> list[Token]:
    """Return those who do it along with the subject, where the parser hangs them from the verb."""
    starts = [c for c in verb.children if c.dep_ == "prep" and c.lower_ in ("along", "together") and c.i < verb.i]
    inner = [w for c in starts for w in c.children if w.lower_ == "with"]
    return [t for w in inner for p in w.children if p.dep_ == "pobj" for t in conjuncts(p)]


def antecedent(token: Token) -> Token:
    """Return the noun that a relative pronoun stands for, else the token itself."""
    if token.tag_ not in ("WDT", "WP", "WP$") and token.lower_ != "that":
        return token
    clause = token.head
    for _ in range(REACH):
        if clause.dep_ == "relcl":
            return described(clause)
        if clause.dep_ == "ccomp" and clause.head.lemma_ == "be" and token.head == clause:
            return _cleft(clause.head) or token
        if clause.dep_ not in ("conj", "prep", "pobj", "xcomp", "ccomp", "acomp", "attr", "dobj", "poss", "pcomp"):
            break
        clause = clause.head
    return token


def _cleft(verb: Token) -> Token | None:
    """Return who is set off by a sentence with "it" ("it was Peru that fired first")."""
    if not any(c.lower_ == "it" and c.dep_ in ("nsubj", "expl") for c in verb.lefts):
        return None
    return next((c for c in verb.rights if c.dep_ == "attr"), None)


def described(clause: Token) -> Token:
    """Return the noun that a relative clause describes: one that its verb agrees with, if there is one before.

    "Ties with Lima, which were strained": the ties, though Lima stands nearer.
    """
    noun, above = clause.head, clause.head.head.head
    if noun.dep_ != "pobj" or noun.head.dep_ != "prep" or above.pos_ not in ("NOUN", "PROPN"):
        return noun
    if _is_nameless(clause):  # "an aide to Ana Silva, who asked not to be named": the aide
        return next((a for a in noun.ancestors if _is_person(a)), above) if not _is_person(noun) else noun
    finite = next((c for c in clause.lefts if c.dep_ in ("aux", "auxpass")), clause)
    plural = PLURALS.get(finite.lower_)
    many, more = noun.tag_ in ("NNS", "NNPS"), above.tag_ in ("NNS", "NNPS")
    joined = any(c.dep_ == "conj" for t in (noun, above) for c in t.children)
    return above if plural is not None and not joined and plural is not many and plural is more else noun


def _is_person(noun: Token) -> bool:
    """Tell a noun for a person ("aide") from a name."""
    return noun.pos_ == "NOUN" and load_wordnet().of("noun", noun.lemma_.casefold()).rstrip("+") == "person"


def _is_nameless(clause: Token) -> bool:
    """Tell a clause of somebody whom the article does not name: "who declined to be identified"."""
    aims = [c for c in clause.rights if c.dep_ == "xcomp"]
    hidden = any(c.lemma_ in ("name", "identify", "quote") and c.tag_ == "VBN" for c in aims)
    return hidden or any(p.lemma_ == "condition" for c in clause.rights if c.lower_ == "on" for p in c.children)


def is_means(noun: Token) -> bool:
    """Tell how, not by whom, something is done ("was flown out by helicopter")."""
    return not noun.lefts and noun.lemma_ in MEANS


def has_relative(verb: Token) -> bool:
    """Tell a clause that a relative word begins ("the man who", "a place where", "a way in which")."""
    return any(t.tag_ in ("WDT", "WP", "WP$", "WRB") for c in verb.lefts for t in (c, *c.children))


def is_infinitive(verb: Token) -> bool:
    """Tell whether the verb has its own "to"."""
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def is_disposed(verb: Token) -> bool:
    """Tell a participle that says what its subject does: "is committed to peace", "was engaged in a feud"."""
    word = DISPOSED.get(verb.lower_)
    return word is not None and any(c.dep_ == "prep" and c.lower_ == word for c in verb.children)


def has_adverb(verb: Token) -> bool:
    """Tell "the day when he came", "the town where he lived", "in which" from a clause with a gap for its object."""
    return any(
        c.tag_ == "WRB" or (c.dep_ == "prep" and any(p.tag_ == "WDT" for p in c.children)) for c in verb.children
    )


def up_to(verb: Token) -> list[Token]:
    """Return the object after "up to" and a number, which the parser takes for a way ("freed up to 16 sailors")."""
    ways = [c for c in verb.children if c.lower_ == "to" and c.dep_ == "prep" and c.i and c.nbor(-1).lower_ == "up"]
    return [p for c in ways for p in c.rights if p.dep_ == "pobj" and c.nbor().pos_ == "NUM"]


def is_danger(gerund: Token) -> bool:
    """Tell whether a gerund names what somebody gets away from: "families fleeing from shelling in the north"."""
    preposition = gerund.head
    return (
        preposition.lower_ == "from"
        and preposition.head.lemma_ in ESCAPING
        and not any(c.dep_ in ("dobj", "aux", "xcomp", "ccomp") for c in gerund.children)
    )


def called_upon(verb: Token) -> list[Token]:
    """Return who is asked to do what an infinitive says ("called on the mayor to resign")."""
    above = verb.head
    if above.pos_ != "VERB" or not is_infinitive(verb):
        return []
    for word in above.rights:
        if word.i < verb.i and word.dep_ == "prep" and f"{word.lower_}={above.lemma_}" in ASKING_PREPOSITIONS:
            return [p for p in word.children if p.dep_ == "pobj"]
    return []


def calls_to_say(verb: Token) -> bool:
    """Tell "called Putin to ask for help" from "called the striker to join the squad": who calls is who then speaks."""
    kind = load_wordnet().of("verb", verb.lemma_.casefold()).rstrip("+")
    return verb.head.lemma_ == "call" and kind == "communication" and verb.lemma_ != "testify"


def what_for(verb: Token) -> list[Token]:
    """Return what is to be made or moved, where the parser takes whom it is for for it.

    "A school for pupils to be built": the school, which is a thing that can be built; "a plan for pupils to be taught":
    the pupils.
    """
    mark = next((c for c in verb.lefts if c.dep_ == "mark" and c.lower_ == "for"), None)
    if mark is None or not mark.i or not any(c.dep_ == "nsubjpass" for c in verb.lefts):
        return []
    noun = mark.nbor(-1)
    near = noun == verb.head or verb.head in (noun.head, noun.head.head)
    kind = load_wordnet().of("noun", noun.lemma_.casefold()).rstrip("+")
    return [noun] if noun.pos_ in ("NOUN", "PROPN") and near and kind in BODILY else []


def told_before(verb: Token) -> Token | None:
    """Return the verb that a participle at the end goes with, where the parser hangs it on the word of saying.

    "The bus hit a wall, police said, killing two": the bus did; "it will pay, the bank said, adding that": the bank.
    """
    said = verb.head
    if verb.dep_ != "advcl" or verb.tag_ != "VBG" or verb.i < said.i or said.lemma_ not in ("say", "report", "add"):
        return None
    if any(c.dep_ == "mark" for c in verb.children):
        return None
    if load_wordnet().of("verb", verb.lemma_.casefold()).rstrip("+") in ("communication", "cognition"):
        return None
    if said.dep_ == "parataxis":
        return said.head if said.head.i < said.i else None
    return next((c for c in said.lefts if c.dep_ == "ccomp"), None)


def struck(preposition: Token) -> list[Token]:
    """Return on or against whom a measure is imposed for something ("imposed sanctions on a bank for helping them")."""
    verb = preposition.head
    if preposition.lower_ != "for" or verb.lemma_ not in IMPOSING:
        return []
    ways = [w for t in (verb, *(c for c in verb.children if c.dep_ == "dobj")) for w in t.children if w.dep_ == "prep"]
    return [p for w in ways if w.lower_ in ("on", "against", "upon") for p in w.children if p.dep_ == "pobj"]


def clause_above(preposition: Token) -> Token | None:
    """Return the verb that "by", "after" or "including" goes with, though the parser hangs it on a noun before it."""
    noun = preposition.head
    if preposition.lower_ not in ADVERBIAL:
        return None
    if preposition.lower_ != "including" and load_wordnet().verb(noun.lemma_.casefold()):
        return None
    return next((a for a in noun.ancestors if a.pos_ in ("VERB", "AUX")), None)


def has_gap(clause: Token) -> bool:
    """Tell whether a relative clause lacks its object: what it describes is that object."""
    subjects = [c for c in clause.children if c.dep_ in SUBJECTS]
    if any(antecedent(c) != c or any(p.tag_ == "WP$" for p in c.children) for c in subjects):
        return False
    return not any(c.dep_ == "prep" and not list(c.children) for c in clause.children) and not has_adverb(clause)


def shared_objects(verb: Token, later: Token) -> list[list[Token]]:
    """Find the object that two joined verbs share ("arrested and questioned the student")."""
    between = [t for t in verb.doc[verb.i + 1 : later.i] if t.dep_ not in ("cc", "punct", "advmod", "aux")]
    if between or any(c.dep_ in SUBJECTS for c in later.children):
        return []
    return [conjuncts(antecedent(c)) for c in later.children if c.dep_ == "dobj"]
