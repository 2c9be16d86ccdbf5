"""Who does what to whom: from the grammar of a trigger to the roles of its event.

First the arguments of a trigger are read off the parse as grammatical functions (:mod:`kg.extract.roles_arguments`);
then its sense is chosen (:mod:`kg.extract.roles_reading`); then the frame of the sense says which function fills which
role; then each argument becomes the entity mention that it heads. An argument without a mention leaves its role empty.
"""

from __future__ import annotations

from collections.abc import Mapping

from kg.extract.lexicon import CLASSES, Frame
from kg.extract.roles_arguments import PART, Arguments, fillers, noun_arguments
from kg.extract.roles_concern import concerned, others_than
from kg.extract.roles_nearby import is_only_near
from kg.extract.roles_parties import sides
from kg.extract.roles_reading import Reading
from kg.extract.syntax import Mentions, conjuncts, is_passive, prepositions
from kg.extract.tokens import Token
from kg.extract.wordlists import words
from kg.model import EntityMention, MentionKind, Span

type Roles = Mapping[str, tuple[Span, ...]]
ROLES = ("actor", "target", "participant", "place", "origin", "destination")
PLACES = CLASSES["Place"]
#: The functions that name the parties of an event before any other preposition does.
CORE = (
    *("subj", "poss", "by", "mod", "lent", "holder", "held", "joined"),
    *("obj", "dative", "of", "asked", "helped"),
)
#: What somebody can go to or come from besides places.
ENDS = PLACES | CLASSES["Organization"] | {"Person", "Object"}
#: Who can send forces.
SENDERS = frozenset({"Country", "InternationalOrganization", "GovernmentBody"})
#: What does nothing of its own accord: no actor of what only stands near it.
THINGS = PLACES - {"Country"} | {"Object"}
#: Places that do nothing themselves: before a noun they say where ("the Orlando attack").
SITES = frozenset({"City", "Facility", "Place"})
#: Types of what somebody does to somebody, also through a paper or a deed.
DOINGS = words("interactions") | {"Assault", "Mobilize"}
TRANSITIVE = words("transitive")
OWNED = words("owned")
SCENES = words("scenes")
#: Frames of what nobody does: who is in it does not do it ("died in the fire").
UNWILLED = frozenset({"ergative", "suffer", "state"})
#: Verbs whose subject ends what others do.
ENDING = frozenset({"end", "stop", "halt", "prevent", "stem", "curb", "quell", "reduce"})
#: Nouns of inquiries: what happens during them is not done by those who inquire.
INQUIRIES = frozenset({"investigation", "probe", "inquiry", "enquiry", "questioning", "interrogation", "trial"})
#: Frames whose target is no land or town.
UNGROUNDED = frozenset({"tried", "buy", "sell"})
#: Nouns of what people are in, not of what they do.
TROUBLES = frozenset({"crisis", "turmoil", "emergency"})
#: Types of what is done for somebody.
HELPING = ("Aid", "Support", "Cooperate")
#: Frames of what two sides do with each other.
TWO_SIDED = frozenset({"talk", "meet", "pact", "share"})
#: Types of what is said or thought: where its object is, is not where it was said.
UTTERED = frozenset({"Request", "Accuse", "Threaten", "Reject", "Support", "Attitude", "Agree", "Decide"})
#: Dependents that show a verb to be whole: no headline cut it short.
COMPLETE = frozenset({"aux", "auxpass", "dobj", "ccomp", "xcomp", "agent", "prt"})


def fill(reading: Reading, mentions: Mentions) -> Roles:
    """Fill the roles of a reading by its frame. No mention fills two roles; what comes first in ROLES stays."""
    frame = reading.sense.frame
    roles: dict[str, list[Span]] = {role: [] for role in ROLES}
    phrase = set(reading.tokens)
    outdone = _outdone(reading, mentions)
    for function in _order(reading.arguments):
        role = _role(frame, function, reading)
        if not role or function in outdone or (role == "target" and function == "poss" and _is_theirs(reading)):
            continue
        held = frame.name != "shut" and any(mentions.by_span[s].type != "Object" for s in roles["target"])
        for token in reading.arguments[function]:
            if token not in phrase:
                for mention in [*fillers(token, mentions), *_spilled(token, mentions)]:
                    suited = _scene(mention, function, reading) or role
                    spare = held and suited == "target" and function not in (*CORE, "harmed")
                    if _suits(mention, suited, function) and not spare and not _is_ground(mention, suited, reading):
                        others = sides(mention, suited, token, mentions)
                        driven = suited == "actor" and mention.type == "Object" and others  # "U.N. trucks brought"
                        roles[suited] += others if driven else [mention.span, *others]
    if not roles["actor"] and reading.sense.top in OWNED:
        roles["actor"] = [m.span for m in _owners(reading, mentions)]
    if not roles["actor"] and reading.sense.top in DOINGS:
        roles["actor"] = [m.span for m in _authors(reading, mentions)]
    if all(mentions.by_span[s].type == "Object" for s in roles["target"]) and (
        found := concerned(reading, mentions) if not roles["target"] or reading.sense.frame.name == "fire" else []
    ):
        found = others_than(found, [mentions.by_span[s] for s in roles["actor"]])
        roles["target"] += [s for m in found for s in (m.span, *sides(m, "target", mentions.head(m), mentions))]
    roles["target"] = _hit(reading, roles["target"], mentions)
    if reading.sense.top == "Mobilize" and not roles["actor"]:
        _own_forces(roles, mentions)
    used: set[Span] = set()
    filled = {}
    for role, spans in roles.items():
        filled[role] = tuple([s for s in dict.fromkeys(spans) if s not in used]) if spans else ()
        used.update(spans)
    return filled


def _is_ground(mention: EntityMention, role: str, reading: Reading) -> bool:
    """Tell a land or town where only persons are tried, or things sold ("a plant in Ohio, which it sold")."""
    return role == "target" and reading.sense.frame.name in UNGROUNDED and mention.type in PLACES - {"Facility"}


def _is_theirs(reading: Reading) -> bool:
    """Tell "voiced their support", theirs who voice it, from "their trial", theirs who are tried."""
    return reading.sense.frame.name != "tried" and all(t.pos_ == "PRON" for t in reading.arguments["poss"])


def _outdone(reading: Reading, mentions: Mentions) -> tuple[str, ...]:
    """Return the functions that fill nothing because another one names who it is.

    What kills people does not die with them; who halts the merger of two firms does not merge.
    """

    def named(function: str) -> bool:
        tokens = reading.arguments.get(function, [])
        return any(t not in reading.tokens and fillers(t, mentions) for t in tokens)

    frame = reading.sense.frame
    if frame.name == "reach" and "from" in reading.arguments and not named("from"):
        return ("in",)  # "returned from a holiday in Chad"
    if frame.name == "suffer" and reading.sense.pos == "verb":
        return ("subj",) if named("obj") else ()
    if reading.sense.pos == "noun" and reading.sense.top == "Assault" and reading.head.dep_ == "dobj":
        return ("subj",) if reading.head.head.lemma_ in ENDING else ()  # "vowed to end the violence"
    if reading.sense.pos == "noun" and (named("between") or (frame.name == "share" and named("of"))):
        return ("subj", "lent")
    return ()


def _hit(reading: Reading, targets: list[Span], mentions: Mentions) -> list[Span]:
    """Keep a weapon for the target only where nothing that it was fired at is named."""
    if reading.sense.frame.name != "fire":
        return targets
    return [s for s in targets if mentions.by_span[s].type != "Object"] or targets


def _own_forces(roles: dict[str, list[Span]], mentions: Mentions) -> None:
    """Make whose forces are deployed who deploys them ("the deployment of Danish troops")."""
    forces = [mentions.by_span[s] for s in roles["target"]]
    inside = [m for f in forces if f.kind is MentionKind.NOMINAL for m in mentions.inside(f) if _sends(m)]
    roles["actor"] = list(dict.fromkeys(m.span for m in inside))
    roles["target"] = [s for s in roles["target"] if s not in roles["actor"]]


def _sends(mention: EntityMention) -> bool:
    """Tell whether a name or possessive before a noun says whose forces they are."""
    return mention.type in SENDERS or mention.kind is MentionKind.PRONOUN


def _order(arguments: Arguments) -> list[str]:
    """Put the core functions before prepositions, so that the first of a role is the nearest."""
    core = [f for f in CORE if f in arguments]
    return core + [f for f in arguments if f not in core]


def _role(frame: Frame, function: str, reading: Reading) -> str | None:
    """Return the role of a function; of the ways to name a noun's actor only the strongest counts."""
    arguments = reading.arguments
    if function == "by" and reading.sense.pos == "verb":
        return None
    if function in ("joined", "held", "holder", "asked", "helped", "harmed"):
        return _shared(function, reading)
    if function.startswith(PART):
        return None if reading.sense.top in UTTERED else frame.role(function.removeprefix(PART))
    if function == "lent":
        if frame.name in UNWILLED or reading.head.lemma_ in INQUIRIES | TROUBLES:
            return None  # "fled during the investigation": not theirs
        if is_only_near(reading):
            return None
        return None if any(arguments.get(f) for f in ("poss", "by", "mod", "subj")) else frame.role("subj")
    if function == "mod" and any(f in arguments for f in ("poss", "by")) and frame.role("mod") == "actor":
        return None
    if function in ("poss", "mod") and frame.role("of") == "target" and "of" not in arguments:
        taken = "poss" in arguments and "mod" in arguments
        doers = arguments.get("by") or arguments.get("subj")
        if (doers or taken) and function == ("poss" if doers else "mod"):
            return "target"
    if function == "poss" and frame.name == "tried" and "of" in arguments:
        return "actor"
    if function == "subj" and _cut_short(reading):
        return frame.role("obj")
    return frame.noun_role(function) if reading.sense.pos == "noun" else frame.role(function)


def _shared(function: str, reading: Reading) -> str | None:
    """Return the role of who shares in what a noun names through the verb above it."""
    top = reading.sense.top
    if function == "joined":
        return "actor" if reading.sense.frame.name in TWO_SIDED else "target" if top == "Investigate" else None
    if function in ("held", "holder"):
        return _custodial(function, reading)
    suits = {
        "asked": top == "Request" or reading.sense.type == "Order",
        "helped": top in HELPING,
        "harmed": top == "Assault",
    }
    return "target" if suits[function] else None


def _custodial(function: str, reading: Reading) -> str | None:
    """Return the role of who is held, or of who holds, in what the noun after a verb of custody names.

    Who is held on a charge is accused, who is held for questioning questioned; who is held for a murder did it.
    """
    done_to = reading.sense.top in ("Accuse", "Investigate", "Coerce")
    if function == "holder":
        return "actor" if done_to else None
    if done_to:
        return "target"
    return None if reading.sense.frame.name in UNWILLED else "actor"


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
    signed = reading.sense.frame.name == "pact" and mention.type != "Country"  # "the Wye River accord" was made there
    people = reading.sense.top == "Protest" and _is_demonym(mention, reading.head)
    scene = reading.sense.frame.name in SCENES and mention.type in PLACES and not people
    scene = scene or (signed and mention.type in PLACES)
    scene = scene or (mention.type in SITES and reading.sense.frame.role("mod") in ("actor", "target"))
    return "place" if function == "mod" and scene else None


def _authors(reading: Reading, mentions: Mentions) -> list[EntityMention]:
    """Return whose the deed or paper is that does it ("a U.N. resolution bans", "Israeli strikes destroyed")."""
    nouns = [t for t in reading.arguments.get("subj", []) if t.pos_ == "NOUN" and not fillers(t, mentions)]
    for noun in nouns:
        arguments = noun_arguments(noun, mentions)
        for function in ("poss", "by", "mod"):
            if found := [m for t in arguments.get(function, []) for m in fillers(t, mentions) if m.type not in THINGS]:
                return found
    return []


def _is_demonym(mention: EntityMention, noun: Token) -> bool:
    """Tell an adjective of a people before a noun ("Kurdish riots")."""
    return any(t.idx == mention.span.start and t.dep_ == "amod" for t in noun.lefts)


def _owners(reading: Reading, mentions: Mentions) -> list[EntityMention]:
    """Return whose the subject is ("the firm's shares fell", "her skin broke")."""
    over = reading.sense.type == "End" and is_passive(reading.head)  # "his trip was cancelled": by whom?
    tokens = reading.arguments.get("subj") or ([] if over else reading.arguments.get("obj")) or []
    owners = [t for token in tokens for c in token.children if c.dep_ == "poss" for t in conjuncts(c)]
    return [m for t in owners for m in fillers(t, mentions)]


def _suits(mention: EntityMention, role: str, function: str) -> bool:
    """Keep places for the roles of places; ends of motion may also be persons and organisations."""
    if role == "place":
        return mention.type in PLACES
    if function == "lent" and mention.type in THINGS:
        return False
    if function == "with" and role == "target":
        return mention.type in ("Country", "Region")
    return role not in ("origin", "destination") or mention.type in ENDS
