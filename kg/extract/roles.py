"""Who does what to whom: from the grammar of a trigger to the roles of its event.

First the arguments of a trigger are read off the parse as grammatical functions (subj, obj, dative, of, poss, mod,
prepositions); then the frame of its sense says which function fills which role; then each argument becomes the entity
mention that it heads. An argument without a mention leaves its role empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.extract.lexicon import CLASSES, Condition, Frame, Lexicon, Sense, phrase_pool, phrase_tokens
from kg.extract.roles_parties import modifiers, sides
from kg.extract.syntax import (
    EXAMPLES,
    PARTITIVES,
    SUBJECTS,
    Mentions,
    agents,
    antecedent,
    conjuncts,
    controller,
    holders,
    is_passive,
    objects,
    prepositions,
)
from kg.extract.tokens import Token
from kg.extract.wordlists import words
from kg.model import EntityMention, MentionKind, Span

type Arguments = Mapping[str, list[Token]]
type Roles = Mapping[str, tuple[Span, ...]]
ROLES = ("actor", "target", "participant", "place", "origin", "destination")
PLACES = CLASSES["Place"]
#: The functions that name the parties of an event before any other preposition does.
CORE = ("subj", "poss", "by", "mod", "lent", "obj", "dative", "of")
#: What somebody can go to or come from besides places.
ENDS = PLACES | CLASSES["Organization"] | {"Person", "Object"}
#: Verbs that lend their subject to the event noun that is their object ("launched an attack").
SUPPORT = words("support")
#: Verbs whose subject suffers the event noun that is their object ("received threats", "face charges").
SUFFER = words("suffer")
INTERACTIONS = words("interactions")
CLAUSAL = words("clausal")
TRANSITIVE = words("transitive")
OWNED = words("owned")
SCENES = words("scenes")
#: Frames of what nobody does: who is in it does not do it ("died in the fire").
UNWILLED = frozenset({"ergative", "suffer", "state"})
#: Prepositions whose noun says what an act is about.
ABOUT = ("over", "about", "against", "on", "at", "to", "for")
#: Dependents that show a verb to be whole: no headline cut it short.
COMPLETE = frozenset({"aux", "auxpass", "dobj", "ccomp", "xcomp", "agent", "prt"})


@dataclass(frozen=True, slots=True)
class Reading:
    """A trigger word in one of its senses, with the tokens of its phrase and its arguments."""

    head: Token
    tokens: tuple[Token, ...]
    sense: Sense
    arguments: Arguments


def fillers(token: Token, mentions: Mentions, depth: int = 0) -> list[EntityMention]:
    """Return the entity mentions that an argument stands for.

    The mention that it heads; else the name that it lies in; else, for words that only measure out or give examples
    ("thousands of", "a group of", "countries including"), those after the preposition.
    """
    if (mention := mentions.headed_by(token)) is not None:
        return [mention]
    mention = mentions.around(token)
    if mention is not None and mention.kind is MentionKind.NAME and token.dep_ in ("compound", "nmod", "flat", "pobj"):
        return [mention]
    if depth:
        return []
    found: list[EntityMention] = []
    for word, inner in prepositions(token):
        measured = word == "of" and (token.lemma_.casefold() in PARTITIVES or token.pos_ == "NUM")
        if measured or word in EXAMPLES:
            found += fillers(inner, mentions, depth + 1)
    return found


def verb_arguments(verb: Token) -> Arguments:
    """Read the arguments of a verb, through passives, control, conjunction and relative clauses."""
    found: dict[str, list[Token]] = {}
    surface = controller(verb)
    direct = [t for c in verb.children if c.dep_ == "dobj" for t in conjuncts(c)]
    if is_passive(verb):
        found["obj"] = direct or surface
        found["subj"] = agents(verb)
        if direct:
            found["dative"] = surface
    else:
        found["subj"] = surface
        found["obj"] = objects(verb)
    for child in verb.children:
        if child.dep_ == "dative" and child.pos_ != "ADP":
            found.setdefault("dative", []).extend(conjuncts(child))
        elif child.dep_ == "prt":
            found.setdefault("prt", []).append(child)
        elif child.dep_ in ("xcomp", "ccomp"):
            found.setdefault("comp", []).append(child)
    for word, token in prepositions(verb):
        found.setdefault(word, []).append(token)
    for word, token in _inherited(verb, found):
        found.setdefault(word, []).append(token)
    return found


def _inherited(verb: Token, found: Arguments) -> list[tuple[str, Token]]:
    """Return the places that stand with the verb's object ("closed several crossings in the area")."""
    nouns = [c for c in verb.children if c.dep_ == "dobj"]
    return [
        (w, t)
        for n in nouns
        for w, t in prepositions(n)
        if w in ("in", "at", "on", "near", "across", "along") and w not in found
    ]


def noun_arguments(noun: Token, mentions: Mentions) -> Arguments:
    """Read the arguments of a noun that names an event: whose, of whom, by whom, and what its support verb lends it."""
    found: dict[str, list[Token]] = {}
    place = _measured(noun)
    for child in noun.children:
        if child.dep_ == "poss":
            found.setdefault("poss", []).extend(conjuncts(child))
        elif child.dep_ in ("compound", "amod", "nmod"):
            found.setdefault("mod", []).extend(t for t in modifiers(child) if _is_mention(t, mentions))
    for word, token in prepositions(noun):
        found.setdefault(word, []).append(token)
    if noun.dep_ == "conj" and not found:
        return noun_arguments(noun.head, mentions) if noun.head.pos_ == "NOUN" else found
    verb = place.head
    if place.dep_ in ("dobj", *SUBJECTS) and verb.pos_ in ("VERB", "AUX"):
        _lend(place, verb, found)
    elif place.dep_ == "pobj" and verb.lower_ in ("in", "under", "during", "for", "on") and not found.get("poss"):
        found.setdefault("lent", []).extend(holders(place))
    return found


def _measured(noun: Token) -> Token:
    """Return the noun, or what measures it out and stands in its place ("a number of conferences")."""
    above = noun.head.head
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and above.lemma_.casefold() in PARTITIVES:
        return above
    return noun


def _lend(noun: Token, verb: Token, found: dict[str, list[Token]]) -> None:
    """Add what a support verb lends to its noun: its subject, and where, with whom and against whom."""
    lemma = verb.lemma_
    if noun.dep_ == "dobj" and not is_passive(verb):
        if lemma in SUPPORT and not found.get("poss"):
            found["subj"] = controller(verb)
        elif lemma in SUFFER:
            found["obj"] = controller(verb)
    elif noun.dep_ in SUBJECTS and is_passive(verb) and lemma in SUPPORT:
        found["subj"] = agents(verb)
    if lemma in SUPPORT | SUFFER | {"occur", "happen", "take", "be"}:
        for word, token in prepositions(verb):
            found.setdefault(word, []).append(token)


def _is_mention(token: Token, mentions: Mentions) -> bool:
    """Tell whether a word before a noun is, or heads, an entity mention of its own."""
    mention = mentions.headed_by(token) or mentions.around(token)
    return mention is not None and mention.span.end <= token.head.idx


def adjective_arguments(adjective: Token) -> Arguments:
    """Read who a predicate adjective is said of, and its prepositions."""
    found: dict[str, list[Token]] = {"subj": controller(adjective)}
    for word, token in prepositions(adjective):
        found.setdefault(word, []).append(token)
    if adjective.dep_ in ("acomp", "attr", "oprd"):
        for word, token in prepositions(adjective.head):
            found.setdefault(word, []).append(token)
    return found


def holds(condition: Condition, head: Token, arguments: Arguments, mentions: Mentions) -> bool:
    """Tell whether an argument is what a sense asks for."""
    function = condition.function
    if function == "voice":
        return is_passive(head)
    if function == "prep":
        return bool(condition.lemmas & arguments.keys())
    if function == "mod" and condition.present is None:
        words = {c.lemma_.casefold() for c in head.children if c.dep_ in ("compound", "amod", "nmod", "poss")}
        return bool(words & condition.lemmas) or _any_is(arguments.get("mod", []), condition, mentions)
    tokens = arguments.get(function, [])
    if condition.present is not None:
        return bool(tokens) is condition.present
    return _any_is(tokens, condition, mentions)


def _any_is(tokens: Iterable[Token], condition: Condition, mentions: Mentions) -> bool:
    """Tell whether one of the arguments has a lemma or a type that the condition names."""
    for token in tokens:
        if token.lemma_.casefold() in condition.lemmas:
            return True
        if condition.types and any(m.type in condition.types for m in fillers(token, mentions)):
            return True
    return False


def read_sense(pos: str, head: Token, arguments: Arguments, mentions: Mentions, lexicon: Lexicon) -> Reading | None:
    """Choose the sense of a word: the longest phrase and the most particular conditions that hold."""
    lemma = head.lemma_.casefold()
    senses = lexicon.of(pos, lemma)
    if not senses and head.lower_ != lemma:
        senses = lexicon.of(pos, head.lower_)
    around: list[Token] | None = None
    for sense in senses:
        if len(sense.words) > 1 and around is None:
            around = phrase_pool(head)
        tokens = phrase_tokens(sense, head, around or [])
        if tokens is None:
            continue
        own = _with_object(tokens, arguments)
        if all(holds(c, head, own, mentions) for c in sense.conditions):
            return Reading(head, tuple(tokens), sense, own)
    return None


def _with_object(tokens: list[Token], arguments: Arguments) -> Arguments:
    """Make what follows the last preposition of a phrase its object ("fired at the convoy", "called on them")."""
    last = tokens[-1]
    if len(tokens) == 1 or last.pos_ not in ("ADP", "SCONJ") or last.lower_ not in arguments or arguments.get("obj"):
        return arguments
    rest = {f: t for f, t in arguments.items() if f != last.lower_}
    return {**rest, "obj": arguments[last.lower_]}


def fill(reading: Reading, mentions: Mentions) -> Roles:
    """Fill the roles of a reading by its frame. No mention fills two roles; what comes first in ROLES stays."""
    frame, roles = reading.sense.frame, {role: list[Span]() for role in ROLES}
    phrase = set(reading.tokens)
    for function in _order(reading.arguments):
        role = _role(frame, function, reading)
        held = bool(roles["target"])
        for token in reading.arguments[function] if role else ():
            if role and token not in phrase:
                for mention in [*fillers(token, mentions), *_spilled(token, mentions)]:
                    suited = _scene(mention, function, reading) or role
                    if _suits(mention, suited) and not (suited == "target" and held and function not in CORE):
                        roles[suited] += [mention.span, *sides(mention, suited, token, mentions)]
    if not roles["actor"] and reading.sense.top in OWNED:
        roles["actor"] = [m.span for m in _owners(reading, mentions)]
    if not roles["target"]:
        roles["target"] = [m.span for m in concerned(reading, mentions)]
    used: set[Span] = set()
    filled = {}
    for role in ROLES:
        filled[role] = tuple(s for s in dict.fromkeys(roles[role]) if s not in used)
        used |= set(filled[role])
    return filled


def _order(arguments: Arguments) -> list[str]:
    """Put the core functions before prepositions, so that the first of a role is the nearest."""
    core = [f for f in CORE if f in arguments]
    return core + [f for f in arguments if f not in core]


def _role(frame: Frame, function: str, reading: Reading) -> str | None:
    """Return the role of a function; of the ways to name a noun's actor only the strongest counts."""
    arguments = reading.arguments
    if function == "by" and reading.sense.pos == "verb":
        return None
    if function == "lent":
        if frame.name in UNWILLED:
            return None
        return None if any(arguments.get(f) for f in ("poss", "by", "mod", "subj")) else frame.role("subj")
    if function == "mod" and any(f in arguments for f in ("poss", "by")) and frame.role("mod") == "actor":
        return None
    if function in ("poss", "mod") and frame.role("of") == "target" and "of" not in arguments:
        taken = "poss" in arguments and "mod" in arguments
        doers = arguments.get("by") or arguments.get("subj")
        if (doers or taken) and function == ("poss" if doers else "mod"):
            return "target"
    if function == "subj" and _cut_short(reading):
        return frame.role("obj")
    return frame.noun_role(function) if reading.sense.pos == "noun" else frame.role(function)


def _cut_short(reading: Reading) -> bool:
    """Tell a headline's passive without its auxiliary: "Two held after raid"."""
    head = reading.head
    if reading.sense.frame.name not in TRANSITIVE or head.dep_ != "ROOT" or head.tag_ not in ("VBN", "VBD"):
        return False
    labels = {c.dep_ for c in head.children}
    ended = head.sent.text.rstrip().endswith((".", "?", "!", "”", '"'))
    return not ended and not labels & COMPLETE


def _spilled(token: Token, mentions: Mentions) -> list[EntityMention]:
    """Return persons whom the parser joined to the body before them ("Ana of the Greens and Luis of the Reds")."""
    mention = mentions.headed_by(token)
    if mention is None or mention.type != "Person":
        return []
    joined = [t for word, t in prepositions(token) if word in ("of", "from")]
    found = [mentions.headed_by(t) for t in joined]
    if not found or found[0] is None or found[0].type not in CLASSES["Organization"]:
        return []
    return [m for m in found if m is not None and m.type == "Person"]


def _scene(mention: EntityMention, function: str, reading: Reading) -> str | None:
    """Take a place before a noun for where it was ("the Lagos stampede"), unless a government acts."""
    scene = reading.sense.frame.name in SCENES and mention.type in PLACES
    return "place" if function == "mod" and scene else None


def _owners(reading: Reading, mentions: Mentions) -> list[EntityMention]:
    """Return whose the subject is ("the firm's shares fell", "her skin broke")."""
    tokens = reading.arguments.get("subj") or reading.arguments.get("obj") or []
    owners = [t for token in tokens for c in token.children if c.dep_ == "poss" for t in conjuncts(c)]
    return [m for t in owners for m in fillers(t, mentions)]


def concerned(reading: Reading, mentions: Mentions) -> list[EntityMention]:
    """Return whom an act between parties concerns when its object is none of them.

    Those that the object belongs to or is about ("rejected a French request", "supports Peru's bid"), or those who are
    to do, or suffer, what its clause says ("demanded that Chile withdraw", "threatened to shell the town").
    """
    if reading.sense.top not in INTERACTIONS:
        return []
    found: list[EntityMention] = []
    if reading.sense.pos == "verb":
        for noun in reading.arguments.get("obj", []):
            found = found or _about(noun, mentions)
        if reading.sense.top in CLAUSAL:
            for clause in reading.arguments.get("comp", []):
                found = found or _in_clause(clause, mentions)
    elif reading.sense.top in CLAUSAL:
        clauses = [c for c in reading.head.children if c.dep_ in ("acl", "ccomp", "relcl") and c.i > reading.head.i]
        owners = [
            t for c in clauses for s in c.children if s.dep_ in SUBJECTS and antecedent(s) == s for t in conjuncts(s)
        ]
        found = [m for t in owners for m in fillers(t, mentions)]
    for word in ABOUT if reading.sense.pos == "verb" else ("of", "against", "on"):
        for noun in reading.arguments.get(word, []):
            found = found or [m for m in _about(noun, mentions) if m.type != "City"]
    return found


def _about(noun: Token, mentions: Mentions, depth: int = 0) -> list[EntityMention]:
    """Return the mentions that a noun belongs to or is about: its possessor, its modifier, after a preposition."""
    if noun.pos_ not in ("NOUN", "PROPN") or fillers(noun, mentions):
        return []
    arguments = noun_arguments(noun, mentions)
    for function in ("poss", "mod", "by", "against", "on", "of", "to", "for", "from", "with", "in"):
        tokens = arguments.get(function, [])
        found = [m for t in tokens for m in fillers(t, mentions) if m.type not in ("Facility", "Object")]
        if function == "in":  # a city or region is where it was ("signed an accord in Jeddah"), not whom it concerns
            found = [m for m in found if m.type == "Country"]
        if not found and depth == 0:
            found = [m for t in tokens for m in _about(t, mentions, depth + 1)]
        if found:
            return found
    return []


def _in_clause(clause: Token, mentions: Mentions) -> list[EntityMention]:
    """Return who is to do what a clause says, when it names one, else who is to suffer it."""
    own = [t for c in clause.children if c.dep_ in SUBJECTS for t in conjuncts(c)]
    found = [m for t in own for m in fillers(t, mentions)] or [m for t in own for m in _about(t, mentions)]
    if found or own:
        return found
    tokens = [*objects(clause), *(t for w, t in prepositions(clause) if w in ("to", "against", "with", "from"))]
    for token in tokens:
        if found := fillers(token, mentions) or _about(token, mentions):
            return found
    return []


def _suits(mention: EntityMention, role: str) -> bool:
    """Keep places for the roles of places; ends of motion may also be persons and organisations."""
    if role == "place":
        return mention.type in PLACES
    return role not in ("origin", "destination") or mention.type in ENDS
