"""Whom an act between parties concerns when its object is none of them.

"Rejected a French request" concerns France, "demanded that Chile withdraw" Chile, "threatened to shell the town" the
town.
"""

from __future__ import annotations

from kg.extract.lexicon import load_lexicon
from kg.extract.roles_arguments import fillers, noun_arguments
from kg.extract.roles_reading import Reading
from kg.extract.syntax import SUBJECTS, Mentions, agents, antecedent, conjuncts, is_passive, objects, prepositions
from kg.extract.syntax_clauses import is_infinitive
from kg.extract.tokens import Token
from kg.extract.wordlists import words
from kg.model import EntityMention, MentionKind

INTERACTIONS = words("interactions")
CLAUSAL = words("clausal")
#: Prepositions whose noun says what an act is about.
ABOUT = ("over", "about", "against", "on", "at", "to", "for")
#: Functions of a noun that name a party of it, those who do it first.
DOERS = ("poss", "mod", "by")
FUNCTIONS = (*DOERS, "against", "on", "of", "to", "for", "from", "with", "in")
#: Verbs of giving somebody up to somebody, and types of those who ask for it.
HANDING = frozenset({"extradite", "hand", "return", "surrender", "deliver", "transfer", "turn"})
LANDS = frozenset({"Object", "Place", "City", "Region", "Facility", "Border"})
POWERS = frozenset({"Country", "GovernmentBody", "InternationalOrganization"})
#: Verbs whose agent has no part in what they describe beyond a view of it ("a tax backed by Chile").
SIDING = words("siding")
#: Types of what is done to somebody against their will, and for somebody.
HARMS = frozenset({"Assault", "Coerce", "Sanction"})
FAVOURS = frozenset({"Concede", "Aid"})
#: Types of what is said of a deed to who does it, not to who suffers it ("demanded the release of the envoy").
JUDGED = frozenset({"Request", "Accuse", "Support"})
#: The functions that name who is to do a deed, or against whom it is to be done.
SIDES = (*DOERS, "against", "on", "from", "with")
#: Nouns of houses in front of which people protest against who sits there.
SEATS = frozenset({"embassy", "consulate", "parliament", "ministry", "palace"})
#: Tags of finite verbs and of question words.
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
WH = frozenset({"WRB", "WP", "WDT", "WP$"})
#: How far clauses within clauses are followed.
REACH = 3


def concerned(reading: Reading, mentions: Mentions) -> list[EntityMention]:
    """Return whom an act between parties concerns when its object is none of them.

    Those that the object belongs to or is about ("rejected a French request", "supports Peru's bid"), or those who are
    to do, or suffer, what its clause says ("demanded that Chile withdraw", "threatened to shell the town").
    """
    if reading.sense.top == "Assault" and reading.sense.pos == "verb":
        return _hit(reading, mentions)
    if reading.sense.top not in INTERACTIONS or reading.sense.frame.name == "deceive":
        return []
    found: list[EntityMention] = []
    if reading.sense.pos == "verb":
        halted = reading.sense.top in ("Sanction", "Aid")  # "suspended food deliveries in Kabul"
        for noun in reading.arguments.get("obj", []):
            found = found or _about(noun, mentions, functions=_functions(reading, noun), towns=halted)
        if reading.sense.top in CLAUSAL:
            found = found or _told(reading, mentions)
    elif reading.sense.top in CLAUSAL:
        head, verb = reading.head, reading.head.head
        clauses = [c for c in head.children if c.dep_ in ("acl", "ccomp", "relcl") and c.i > head.i]
        if not clauses and head.dep_ == "dobj":  # "repeated its demand that Chile withdraw": hung on the verb
            clauses = [c for c in verb.children if c.i > head.i and (c.dep_ == "ccomp" or _is_that_clause(c))]
        owners = [
            t for c in clauses for s in c.children if s.dep_ in SUBJECTS and antecedent(s) == s for t in conjuncts(s)
        ]
        found = [m for t in owners for m in fillers(t, mentions) if m.type not in LANDS]
    for word in _topics(reading):
        for noun in reading.arguments.get(word, []):
            named = fillers(noun, mentions) if word == "by" else []
            about = _about(noun, mentions, functions=_functions(reading, noun))
            found = found or named or [m for m in about if m.type != "City"]
    if reading.sense.top in ("Threaten", "Agree", "Reject"):  # "warned that it would close": itself
        found = [m for m in found if m.kind is not MentionKind.PRONOUN]
    return found or (_seats(reading, mentions) if reading.sense.top == "Protest" else [])


def _told(reading: Reading, mentions: Mentions) -> list[EntityMention]:
    """Return who is to do, or suffer, what the clause of a verb says."""
    found: list[EntityMention] = []
    for clause in [*reading.arguments.get("comp", []), *_aims(reading)]:
        found = found or ([] if is_topic(clause, reading.head, reading.sense.top) else _in_clause(clause, mentions))
    if reading.sense.top == "Agree":  # "agreed to share the river" is agreed with nobody who is named
        found = [m for m in found if m.type not in LANDS]
    return found


def is_topic(clause: Token, head: Token, top: str) -> bool:
    """Tell a clause of what is asked about, or agreed to be so: whoever it names is neither asked nor agrees."""
    if clause.dep_ not in ("ccomp", "xcomp"):
        return False
    if top == "Agree":
        return any(c.tag_ in FINITE and c.lower_ != "should" for c in (clause, *clause.children) if c.i <= clause.i)
    question = any(c.tag_ in WH or c.lower_ in ("whether", "if") for c in clause.lefts)
    return question and head.lemma_ == "ask" and not is_infinitive(clause)


def _seats(reading: Reading, mentions: Mentions) -> list[EntityMention]:
    """Return the embassies and seats of power in front of which a protest is held: it is aimed at who sits there."""
    before = [t for w in ("outside", "at", "near", "before") for t in reading.arguments.get(w, [])]
    return [m for t in before if t.lemma_.casefold() in SEATS for m in fillers(t, mentions) if m.country]


def _functions(reading: Reading, noun: Token) -> tuple[str, ...]:
    """Return the functions of a noun that name whom an act concerns that is about it."""
    if reading.sense.top == "Protest":
        senses = load_lexicon().of("noun", noun.lemma_.casefold())
        if senses and senses[0].top == "Die":
            return ()  # "in protest at the deaths of two girls" is not aimed at the girls
        if _is_done_to(noun, HARMS):
            return DOERS
    if reading.sense.top in JUDGED and _is_done_to(noun, HARMS | FAVOURS):
        return SIDES
    return (*DOERS, "against", "of") if reading.sense.top == "Investigate" else FUNCTIONS


def others_than(found: list[EntityMention], actors: list[EntityMention]) -> list[EntityMention]:
    """Leave out who acts: "the Kremlin denied reports of Moscow arming them" is not aimed at Moscow."""
    known = {name for m in actors for name in _names(m)}
    return [m for m in found if not known & set(_names(m))]


def _names(mention: EntityMention) -> list[str]:
    """Return what names somebody, whose state and government count as one."""
    kind, _, code = (mention.key or "").partition(":")
    named = mention.name if mention.kind is MentionKind.NAME else None
    return [n for n in (code if kind in ("country", "government") else None, named) if n]


def _is_done_to(noun: Token, kinds: frozenset[str]) -> bool:
    """Tell whether a noun names what is done to whom stands after its "of" ("the arrest of two lawyers")."""
    senses = load_lexicon().of("noun", noun.lemma_.casefold())
    return bool(senses) and senses[0].top in kinds and senses[0].frame.role("of") == "target"


def _hit(reading: Reading, mentions: Mentions) -> list[EntityMention]:
    """Return whose are the positions, houses or targets that somebody attacks, or else where they are."""
    weapon = reading.sense.frame.name == "fire"
    functions = ("at", "on", "into", "toward", "towards") if weapon else ("obj",)
    for noun in (t for f in functions for t in reading.arguments.get(f, [])):
        if fillers(noun, mentions) or noun.pos_ not in ("NOUN", "PROPN"):
            continue
        arguments = noun_arguments(noun, mentions)
        for function in ("mod", "poss", "of", "in", "inside"):
            tokens = arguments.get(function, [])
            found = [m for t in tokens for m in fillers(t, mentions) or _about(t, mentions)]
            if found:
                return found
    return []


def _is_that_clause(clause: Token) -> bool:
    """Tell a clause after "that", which the parser took for an adverbial one."""
    return clause.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.children)


def _topics(reading: Reading) -> tuple[str, ...]:
    """Return the prepositions whose noun says what an act is about; after "by", who is to do what is asked for."""
    if reading.sense.pos != "verb":
        return ("of", "against", "on", "over", "at") if reading.sense.top == "Protest" else ("of", "against", "on")
    asked = reading.sense.top == "Request" and not is_passive(reading.head)
    return (*ABOUT, "by") if asked else ABOUT


def _aims(reading: Reading) -> list[Token]:
    """Return the infinitives that the parser took for a purpose ("threatened today to impose limits")."""
    head = reading.head
    if any(c.dep_ in ("dobj", "xcomp", "ccomp") for c in head.children):
        return []
    found = [c for c in head.children if c.dep_ == "advcl" and c.i > head.i]
    return [c for c in found if any(g.dep_ == "aux" and g.lower_ == "to" for g in c.children)]


def _about(
    noun: Token, mentions: Mentions, depth: int = 0, functions: tuple[str, ...] = FUNCTIONS, *, towns: bool = False
) -> list[EntityMention]:
    """Return the mentions that a noun belongs to or is about: its possessor, its modifier, after a preposition."""
    named = noun.pos_ in ("NOUN", "PROPN") or any(c.dep_ == "det" for c in noun.children)
    held = fillers(noun, mentions)
    if not named or (held and not (depth and all(m.type == "Object" for m in held))):
        return []
    arguments = noun_arguments(noun, mentions)
    own = [t for t in arguments.get("poss", []) if t.pos_ == "PRON"]
    for function in [*functions[1:], "poss"] if own else functions:  # "their pledge to the voters": the voters
        tokens = arguments.get(function, [])
        found = [m for t in tokens for m in fillers(t, mentions) if m.type not in ("Facility", "Object")]
        if function == "mod":  # "the Geneva accord" was made there
            found = [m for m in found if m.type not in ("City", "Region", "Place")]
        if function == "in":  # a city or region is where it was ("signed an accord in Jeddah"), not whom it concerns
            found = [m for m in found if m.type == "Country" or (towns and m.type in ("City", "Region"))]
        if not found and (depth == 0 or (depth == 1 and held)):
            found = [m for t in tokens for m in _about(t, mentions, depth + 1)]
        if found:
            return found
    made = [c for c in noun.children if c.dep_ == "acl" and c.lemma_ not in SIDING and is_passive(c)]
    doers = [t for c in made for t in agents(c)]
    return [m for t in doers for m in fillers(t, mentions)]


def _in_clause(clause: Token, mentions: Mentions, depth: int = 0) -> list[EntityMention]:
    """Return who is to do what a clause says, when it names one, else who is to suffer it."""
    own = [t for c in clause.children if c.dep_ in SUBJECTS for t in conjuncts(c)]
    found = [m for t in own for m in fillers(t, mentions)] or [m for t in own for m in _about(t, mentions)]
    if found or own:
        return found
    after = [t for w, t in prepositions(clause) if w in ("to", "against", "with", "from")]
    tokens = [*objects(clause), *after]
    if clause.lemma_ in HANDING:  # "agreed to extradite the pilot to Libya" is agreed with Libya
        tokens = [*(t for t in after if (m := mentions.headed_by(t)) is not None and m.type in POWERS), *tokens]
    things: list[EntityMention] = []
    for token in tokens:
        if found := fillers(token, mentions) or _about(token, mentions):
            if any(m.type not in ("Object", "Facility") for m in found):
                return found
            things = things or found  # "refused to hand its weapons to the envoys": the envoys
    if things:
        return things
    inner = [c for c in clause.children if c.dep_ in ("ccomp", "xcomp") and c.i > clause.i and depth < REACH]
    return next((found for c in inner if (found := _in_clause(c, mentions, depth + 1))), [])
