"""The arguments of a trigger as grammatical functions: subj, obj, dative, of, poss, mod, prepositions.

What each function means for a sense is for its frame to say (:mod:`kg.extract.roles`).
"""

from __future__ import annotations

from collections.abc import Mapping

from kg.extract.roles_control import BURDENS, asked, burdened, doers, granted, is_granted, is_party, scene
from kg.extract.roles_parties import modifiers
from kg.extract.syntax import (
    EXAMPLES,
    JUDGING,
    PARTITIVES,
    SUBJECTS,
    Mentions,
    agents,
    conjuncts,
    controller,
    holders,
    is_passive,
    objects,
    predicated,
    prepositions,
)
from kg.extract.tokens import Token
from kg.extract.wordlists import words
from kg.model import EntityMention, MentionKind

type Arguments = Mapping[str, list[Token]]
#: Verbs that lend their subject to the event noun that is their object ("launched an attack").
SUPPORT = words("support")
#: Verbs whose subject suffers the event noun that is their object ("received threats", "face charges").
SUFFER = words("suffer")
#: Verbs, and "preposition=verb", that lend their subject to an event noun that they do not only support.
LENDING = words("lending")
LENDING_PREPOSITIONS = words("lending_prepositions")
#: Verbs whose subject is a party of the two-sided dealings that are their object.
JOINING = words("joining")
#: Prepositions between a verb of custody and why, or what for.
HELD_FOR = ("on", "for", "over", "under", "following")
#: Verbs, and "preposition=verb", of what somebody does with what they were asked; nouns of a share in something.
ANSWERING = words("answering")
SHARES = words("shares")
STRETCHES = words("stretches")
#: Verbs whose subject is given the favour that is their object ("won the backing of the union").
OBTAINING = words("obtaining")
STRIKING = words("striking")
HARMING = words("harming")
#: Verbs of taking and holding somebody, and verbs that bring somebody to a meeting.
CUSTODY = words("custody")
INVITING = words("inviting")
QUESTIONING = ("question", "interrogate")
QUESTIONED = ("questioning", "interrogation")
#: Participles after an agreement or a meeting that leave its parties with it ("a deal reached with Peru").
MADE = words("made")
#: Verbs that only say that something happens.
GOING_ON = frozenset({"occur", "happen", "take", "be", "rage", "erupt", "break", "flare", "ensue", "subside", "follow"})
#: Verbs of harm without an object: their subject suffers it.
FALLING = frozenset({"die", "perish"})
#: Prepositions after which a noun tells during what, or in what, something is done.
DURING = ("in", "under", "during", "for", "on")
#: Prepositions of a place that may stand with an object, and how the function of such a place begins.
AT = ("in", "at", "on", "near", "across", "along")
PART = "part."
#: Verbs of moving something: where it comes from and goes to stands with what is moved as well, by these prepositions.
CARRYING = words("carrying")
ENDS = ("from", "to", "into", "onto")
#: Like ``DURING``, for nouns that name one side of what the subject had part in ("after battles with the rebels").
AROUND = ("after", "before", "amid", "following", "despite")


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
    surface = doers(verb)
    direct = [t for c in verb.children if c.dep_ == "dobj" for t in conjuncts(c)]
    if is_passive(verb):
        found["obj"] = direct or surface
        found["subj"] = agents(verb)
        if direct:
            found["dative"] = surface
    else:
        found["subj"] = surface
        found["obj"] = objects(verb) or granted(verb) or _judged(verb)
    if (held := _custody_above(verb)) is not None:
        found["obj"], found["subj"] = found["obj"] or _held(held), _holder(held)
    if where := scene(verb):
        found["in"] = where
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


def _judged(verb: Token) -> list[Token]:
    """Return who is found, called or left something ("found Hill guilty")."""
    if verb.lemma_ not in JUDGING:
        return []
    said = [c for c in verb.rights if c.dep_ == "ccomp" and c.pos_ == "ADJ"]
    return [t for c in said if not any(m.dep_ in ("mark", "aux") for m in c.children) for t in predicated(c)]


def _custody_above(verb: Token) -> Token | None:
    """Return the verb that says who is held or sent for to be questioned ("held two men for questioning")."""
    above = verb.head.head
    if verb.dep_ not in ("pcomp", "pobj") or verb.head.lower_ != "for" or verb.lemma_ not in QUESTIONING:
        return None
    return above if above.pos_ == "VERB" else None


def _is_held(verb: Token, noun: Token) -> bool:
    """Tell whether a verb says who is held, or comes, for what a noun names."""
    return bool(verb.lemma_ in CUSTODY and objects(verb)) or noun.lower_ in QUESTIONED


def _held(verb: Token) -> list[Token]:
    """Return who is held, or who comes of themselves ("appeared for questioning")."""
    return objects(verb) or controller(verb)


def _holder(verb: Token) -> list[Token]:
    """Return who holds, if anybody does."""
    return agents(verb) if is_passive(verb) else controller(verb) if objects(verb) else []


def _inherited(verb: Token, found: Arguments) -> list[tuple[str, Token]]:
    """Return the places and partners that stand with the verb's object ("closed crossings in the area").

    Places also with what it happened in, or who did it ("were killed in floods in Peru"); of them the function begins
    with ``PART``.
    """
    nouns = [c for c in verb.children if c.dep_ == "dobj"]
    below = [c for p in verb.children if p.lower_ in ("in", "during", "by") for c in p.children if c.dep_ == "pobj"]
    if verb.lemma_ in STRIKING:  # "a quake in Peru killed two"
        below += [c for c in verb.children if c.dep_ in SUBJECTS and c.pos_ == "NOUN"]
    places = [(PART + w, t) for n in (*nouns, *below) for w, t in prepositions(n) if w in AT]
    if verb.lemma_ in CARRYING:  # "flew nurses from Manila to Dubai"
        places += [(w, t) for n in nouns for w, t in prepositions(n) if w in ENDS and w not in found]
    return places + [(w, t) for n in nouns for w, t in prepositions(n) if w == "with" and w not in found]


def noun_arguments(noun: Token, mentions: Mentions) -> Arguments:
    """Read the arguments of a noun that names an event: whose, of whom, by whom, and what its support verb lends it."""
    found: dict[str, list[Token]] = {}
    place = _measured(noun)
    for child in noun.children:
        if child.dep_ == "poss":
            found.setdefault("poss", []).extend(conjuncts(child))
        elif child.dep_ in ("compound", "amod", "nmod"):
            found.setdefault("mod", []).extend(t for t in modifiers(child) if _is_mention(t, mentions))
    for word, token in [*prepositions(noun), *_made_with(noun), *(prepositions(place) if place != noun else ())]:
        if token != noun:
            found.setdefault(word, []).append(token)
    if "by" not in found and (strayed := _strayed(found)):
        found["by"] = strayed
    if noun.dep_ == "conj" and not found:
        return noun_arguments(noun.head, mentions) if noun.head.pos_ == "NOUN" else found
    verb = place.head
    if place.dep_ in ("dobj", *SUBJECTS) and verb.pos_ in ("VERB", "AUX"):
        if place.dep_ != "dobj" or not _obtained(place, verb, found):
            _lend(place, verb, found)
    elif place.dep_ == "pobj":
        _lend_within(place, found)
    return found


def _strayed(found: Arguments) -> list[Token]:
    """Return who did it, when the parser hung them on whom it was done to ("the shelling of Lima by the army")."""
    done_to = [t for word in ("of", "on", "against") for t in found.get(word, []) if is_party(t)]
    return [inner for t in done_to for word, inner in prepositions(t) if word == "by"]


def _made_with(noun: Token) -> list[tuple[str, Token]]:
    """Return the parties named with the making of an agreement ("peace deals reached with Peru")."""
    made = [c for c in noun.children if c.dep_ == "acl" and c.lower_ in MADE]
    return [(w, t) for c in made for w, t in prepositions(c) if w in ("with", "between")]


def _measured(noun: Token) -> Token:
    """Return the noun, or what measures it out and stands in its place ("a number of conferences")."""
    above = noun.head.head
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and above.lemma_.casefold() in PARTITIVES | STRETCHES:
        return above
    return noun


def _lend_within(noun: Token, found: dict[str, list[Token]]) -> None:
    """Add what the verb lends to a noun after its preposition: who does it, or in a harm that is done, who suffers it.

    "They were engaged in a feud against the clan" feuds against the clan; "two were killed in the attack" attacks two;
    "she bowed to the demand" was asked; "he won with Peru's help" was helped.
    """
    word, verb = noun.head.lower_, noun.head.head
    if word in ("with", "without") and verb.pos_ == "VERB" and "of" in found and is_granted(noun, found):
        found["by"], found["helped"] = found.pop("of", []), controller(verb)
        return
    if f"{word}={verb.lemma_}" in ANSWERING:
        found["asked"] = controller(verb)
    elif doing := asked(noun):
        found["asked"] = doing
    if word == "under" and (_burden(noun, verb, found) or noun.lemma_ in BURDENS):
        return
    if found.get("poss"):
        verb = verb.head if verb.dep_ == "dobj" else verb
        if word == "with" and verb.pos_ == "VERB":
            found["helped"] = controller(verb)
        return
    if verb.pos_ == "VERB" and word in HELD_FOR and _is_held(verb, noun):
        found["held"], found["holder"] = _held(verb), _holder(verb)
        return
    if verb.lemma_ in INVITING and verb.pos_ == "VERB" and word in ("for", "to"):
        found["joined"] = objects(verb)
    if word == "in" and verb.lemma_ in SHARES:
        found["lent"] = holders(verb)
        return
    _lend_around(noun, found)


def _lend_around(noun: Token, found: dict[str, list[Token]]) -> None:
    """Add who does what a noun names in, or around, which something is done."""
    word, verb = noun.head.lower_, noun.head.head
    joined = f"{word}={verb.lemma_}" in LENDING_PREPOSITIONS
    if word in DURING or joined or (word in AROUND and found.keys() & {"with", "against"}):
        if verb.lemma_ in HARMING and verb.pos_ == "VERB" and word in ("in", "during"):
            _lend_harm(verb, found)
        else:
            passed = agents(verb) if word in AROUND and is_passive(verb) else []
            found["lent"] = passed or holders(noun) or (controller(verb) if joined else [])
    if joined:
        for other, token in prepositions(verb):
            if other in ("against", "with") and token.i > noun.i:
                found.setdefault(other, []).append(token)


def _lend_harm(verb: Token, found: dict[str, list[Token]]) -> None:
    """Add who suffers a harm that is done in what a noun names, and who does it."""
    fallen = verb.lemma_ in FALLING
    found["harmed"] = controller(verb) if fallen else objects(verb)
    found["lent"] = [] if fallen else agents(verb) if is_passive(verb) else controller(verb)


def _burden(noun: Token, verb: Token, found: dict[str, list[Token]]) -> bool:
    """Add who is under what a noun names, and from whom it comes; tell whether anybody is."""
    bearers = burdened(noun)
    if bearers:
        found["obj"] = bearers
        for word, token in prepositions(verb):
            if word in ("from", "by", "over"):
                found.setdefault(word, []).append(token)
    return bool(bearers)


def _lend(noun: Token, verb: Token, found: dict[str, list[Token]]) -> None:
    """Add what a support verb lends to its noun: its subject, and to whom, where, with whom and against whom."""
    lemma = verb.lemma_
    if noun.dep_ == "dobj" and lemma in ANSWERING and not is_passive(verb):
        found["asked"] = controller(verb)
    if noun.dep_ == "dobj" and lemma in SUPPORT | LENDING:
        found["dative"] = [t for c in verb.children if c.dep_ == "dative" and c.pos_ != "ADP" for t in conjuncts(c)]
    if noun.dep_ == "dobj" and not is_passive(verb):
        if lemma in SUPPORT | LENDING and not found.get("poss"):
            found["subj"] = controller(verb)
        elif lemma in JOINING and not found.get("poss"):
            found["joined"] = controller(verb)
        elif lemma in SUFFER:
            found["obj"] = controller(verb)
    elif noun.dep_ in SUBJECTS and is_passive(verb) and lemma in SUPPORT | LENDING:
        found["subj"] = agents(verb)
    if lemma in STRIKING and noun.dep_ in SUBJECTS:
        _lend_place(verb, found)
    if lemma == "call" and any(c.dep_ in ("oprd", "attr", "ccomp", "xcomp") for c in verb.children):
        found.pop("joined", None)  # "called the deal a surrender"
    if lemma in SUPPORT | LENDING | SUFFER | GOING_ON:
        for word, token in prepositions(verb):
            found.setdefault(word, []).append(token)


def _obtained(noun: Token, verb: Token, found: dict[str, list[Token]]) -> bool:
    """Add who is given a favour, and by whom, where the verb says that somebody has it; tell whether it does."""
    sources = [t for word, t in prepositions(verb) if word == "from"]
    if verb.lemma_ not in OBTAINING or not is_granted(noun, {**found, "from": sources} if sources else found):
        return False
    found["by"] = [*found.pop("of", []), *found.pop("from", []), *sources]
    found["obj"] = controller(verb)
    return True


def _lend_place(verb: Token, found: dict[str, list[Token]]) -> None:
    """Add where a disaster or deed struck ("a quake killed two in Peru")."""
    nouns = [c for c in verb.children if c.dep_ == "dobj"]
    for word, token in (p for t in (verb, *nouns) for p in prepositions(t)):
        if word in AT and word not in found:
            found.setdefault(PART + word, []).append(token)


def _is_mention(token: Token, mentions: Mentions) -> bool:
    """Tell whether a word before a noun is, or heads, an entity mention of its own."""
    mention = mentions.headed_by(token) or mentions.around(token)
    return mention is not None and mention.span.end <= token.head.idx


def adjective_arguments(adjective: Token) -> Arguments:
    """Read who a predicate adjective is said of, what they are to do ("able to walk"), and its prepositions."""
    found: dict[str, list[Token]] = {"subj": controller(adjective)}
    if what := [c for c in adjective.children if c.dep_ == "xcomp"]:
        found["comp"] = what
    for word, token in prepositions(adjective):
        found.setdefault(word, []).append(token)
    if adjective.dep_ in ("acomp", "attr", "oprd"):
        for word, token in prepositions(adjective.head):
            found.setdefault(word, []).append(token)
    return found
