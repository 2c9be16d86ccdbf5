"""Who does, and who is told to do, what a verb says, where the verb above it decides: control beyond its plain cases.

"Deployed soldiers to guard the bank": the soldiers guard it. "Warned the guards against talking": they are not to
talk. "Allowed thousands of pilgrims to return": they are who is allowed, though the parser makes them only the subject
of what follows.
"""

from __future__ import annotations

from collections.abc import Mapping

from kg.extract.syntax import SUBJECTS, agents, antecedent, conjuncts, controller, is_passive, objects, prepositions
from kg.extract.syntax_clauses import is_infinitive
from kg.extract.tokens import Token
from kg.extract.wordlists import words
from kg.extract.wordnet import load_wordnet

#: Verbs that send somebody to do what their purpose says.
SENDING = words("sending")
#: Verbs with "against" or "into" before what their object is, or is not, to do.
HEADING_OFF = words("heading_off")
#: Verbs that are done to whoever is the subject of the infinitive after them.
GRANTING = words("granting")
#: Nouns of what is asked after "at", or ordered after "on" and "under": who does something so was asked.
ASKED = words("asked")
ORDERED = frozenset({"order", "instruction", "command", "directive"})
#: Nouns of what somebody is under.
BURDENS = words("burdens")
#: Verbs that put somebody under it, or say that somebody is.
BEARING = frozenset({"come", "be", "remain", "stay", "fall", "find", "live", "feel", "get"})
#: WordNet's classes of nouns for those who can act.
PEOPLE = frozenset({"person", "group"})
#: Those for what does nothing itself.
THINGS = frozenset({"artifact", "substance", "object", "possession"})
#: Nouns of what is done for somebody by those behind their "of", where the verb above says that somebody has it.
GRANTED = words("granted")
#: Verbs of going, after which "for" says where to.
LEAVING = frozenset({"leave", "depart", "head", "fly", "sail", "embark", "set", "bind"})
PLACING = frozenset({"put", "place", "keep", "hold", "bring"})


def doers(verb: Token) -> list[Token]:
    """Return the surface subjects of a verb."""
    head = verb.head
    if _is_exclaimed(verb):
        return []
    if verb.dep_ == "advcl" and head.lemma_ in LEAVING and _is_bound_for(verb):
        return controller(head)
    if verb.dep_ == "pcomp" and head.lower_ in ("against", "into") and head.head.lemma_ in HEADING_OFF:
        return objects(head.head) or controller(verb)
    if verb.dep_ == "xcomp" and head.lemma_ == "use" and is_infinitive(verb) and (users := _users(head)) is not None:
        return users
    if verb.dep_ in ("advcl", "xcomp") and is_infinitive(verb) and _sends(head):
        own = any(c.dep_ in SUBJECTS for c in verb.children)
        sent = [] if own else [t for t in objects(head) if _acts(t)]
        return sent or controller(verb)
    return controller(verb)


def _is_bound_for(verb: Token) -> bool:
    """Tell "left for Lima to meet them", where the parser makes Lima meet them."""
    before = [c for c in verb.lefts if c.dep_ in ("mark", *SUBJECTS)]
    return [c.lower_ for c in before[:1]] == ["for"] and any(c.ent_type_ in ("GPE", "LOC", "FAC") for c in before[1:])


def _is_exclaimed(verb: Token) -> bool:
    """Tell a quoted call to others ('chanted "Free the sailors"'): who utters it does not do it."""
    if verb.tag_ != "VB" or verb.i == 0 or not verb.nbor(-1).is_quote or verb.dep_ not in ("xcomp", "ccomp"):
        return False
    return not any(c.dep_ in ("aux", "neg", *SUBJECTS) for c in verb.lefts)


def _users(verb: Token) -> list[Token] | None:
    """Return who uses what does nothing itself ("the rifle used by the guard to kill them"); None elsewhere."""
    if is_passive(verb):
        return agents(verb)
    subjects = [c for c in verb.lefts if c.dep_ in SUBJECTS and c.pos_ == "NOUN"]
    kinds = {load_wordnet().of("noun", c.lemma_.casefold()).rstrip("+") for c in subjects}
    return [] if kinds and kinds <= THINGS and not any(c.dep_ == "dobj" for c in verb.children) else None


def _sends(verb: Token) -> bool:
    """Tell a verb of sending, with its particle if it has one ("called up")."""
    particle = next((c.lower_ for c in verb.rights if c.dep_ == "prt"), None)
    return (f"{verb.lemma_}_{particle}" if particle else verb.lemma_) in SENDING


def _acts(noun: Token) -> bool:
    """Tell a word for people or for a body of people, who can do what they are sent for."""
    kind = load_wordnet().of("noun", noun.lemma_.casefold()).rstrip("+")
    return noun.pos_ in ("PROPN", "PRON") or kind in PEOPLE or (not kind and noun.lemma_.endswith(("ist", "er", "or")))


def granted(verb: Token) -> list[Token]:
    """Return whom a verb of asking, allowing or forcing is done to, when the parser hangs them on the next verb."""
    if verb.lemma_ not in GRANTING or any(c.dep_ in ("dobj", "nsubjpass", "auxpass") for c in verb.children):
        return []
    for clause in verb.children:
        if clause.dep_ == "ccomp" and clause.i > verb.i and clause.tag_ == "VB":
            marked = any(c.dep_ == "mark" or c.tag_ in ("MD", "WRB", "WP") for c in clause.children)
            subjects = [t for c in clause.children if c.dep_ in SUBJECTS for t in conjuncts(antecedent(c))]
            if subjects and not marked and (is_infinitive(clause) or verb.lemma_ in ("help", "let")):
                return subjects
    return []


def scene(verb: Token) -> list[Token]:
    """Return the place that a clause after "where" tells of ("Osaka, where the firm is based")."""
    where = any(c.tag_ == "WRB" and c.lower_ == "where" for c in verb.children)
    return [verb.head] if where and verb.dep_ == "relcl" else []


def asked(noun: Token) -> list[Token]:
    """Return who was asked, when something is done at somebody's request."""
    preposition, verb = noun.head, noun.head.head
    if noun.lemma_ not in (ASKED if preposition.lower_ == "at" else ORDERED) or verb.pos_ != "VERB":
        return []
    if preposition.lower_ not in ("at", "on", "upon", "under"):
        return []
    return agents(verb) if is_passive(verb) else controller(verb)


def burden(verb: Token) -> Token | None:
    """Return the noun of what somebody comes under ("came under pressure")."""
    found = [t for word, t in prepositions(verb) if word == "under" and t.lemma_ in BURDENS]
    return found[0] if found else None


def burdened(noun: Token) -> list[Token]:
    """Return who is under what a noun names ("came under pressure", "put the firm under investigation")."""
    verb = noun.head.head
    if noun.lemma_ not in BURDENS or noun.head.lower_ != "under":
        return []
    if verb.lemma_ in PLACING:
        return objects(verb)
    return controller(verb) if verb.lemma_ in BEARING else []


def is_party(noun: Token) -> bool:
    """Tell a name, or a word for people or a place, which nobody does ("by" behind it goes with what is done)."""
    kind = load_wordnet().of("noun", noun.lemma_.casefold()).rstrip("+")
    return noun.pos_ == "PROPN" or kind in PEOPLE or kind == "location"


def is_granted(noun: Token, found: Mapping[str, list[Token]]) -> bool:
    """Tell a favour that those behind its "of" or "from" do to somebody ("won the backing of the union")."""
    return noun.lemma_ in GRANTED and bool(found.keys() & {"of", "from"}) and not found.keys() & {"poss", "for", "by"}
