"""What the grammar around a name tells of its class: who "who" follows, what stands in apposition, whose shares fell.

The recogniser guesses the class of a name at each of its places; over a document those guesses and what is told of the
name vote together, and what is told weighs more.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from kg.extract.mentions_words import Name, NameWords, text_of
from kg.extract.tokens import Doc, Token
from kg.gazetteer import Nouns
from kg.gazetteer.words import is_given_name, word_set

#: How much a telling construction weighs against one guess of the recogniser.
TOLD = 3
#: How much a construction weighs that is also used of other things now and then.
HINTED = 2
#: Any body, where only that is told.
BODY = "Organization"
#: Classes that a noun in apposition tells for sure.
_TELLING = frozenset(
    {"Person", "Company", "Organization", "City", "Region", "MediaOutlet", "PoliticalParty", "GovernmentBody"}
    | {"ArmedForce", "Facility", "Object", "InternationalOrganization", "Group"}
)
#: Classes of bodies, of which the first told is as good as another.
BODIES = frozenset(
    {"Organization", "Company", "MediaOutlet", "PoliticalParty", "GovernmentBody", "InternationalOrganization"}
    | {"ArmedForce"}
)
#: A craft, a machine or a product: a name with a number behind a hyphen.
_NUMBERED = re.compile(r"[A-Z][a-z]{2,} ?- ?\d+$")
_KNOWN_AS = frozenset({"known", "nicknamed"})
#: What somebody has in a company.
_HELD = frozenset({"share", "stake", "stock", "shareholding", "shareholder", "investor"})
#: Nouns that a place's name follows with "of": "the town of X".
_TOWNS = frozenset({"city", "town", "village", "suburb", "port", "hamlet", "municipality"})
_SETTLED = _TOWNS | {"province", "state", "region", "county", "island", "department", "prefecture", "governorate"}
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
#: A name of one word with a capital inside is a firm's or a product's, Scottish and French surnames aside.
_CAMEL = re.compile(r"(?!Mc|Mac|De|Di|La|Le|Fitz|Van|O)[A-Z][a-z]+[A-Z][a-z]+\w*$")
_PLACES = frozenset({"City", "Region", "Facility", "Place", "Border"})


def head_of(doc: Doc, start: int, end: int) -> Token:
    """Return the token of a stretch that hangs on a token outside it."""
    inside = range(start, end)
    for token in reversed(doc[start:end]):
        if token.head.i not in inside or token.head == token:
            return token
    return doc[end - 1]


def evidence(doc: Doc, name: Name, nouns: Nouns) -> Iterator[tuple[str, int]]:
    """Yield the classes that the grammar around a name speaks for, each with its weight."""
    head = head_of(doc, name.start, name.end)
    yield from _apposition(head, name, nouns)
    yield from _clauses(head)
    if head.dep_ in {"compound", "nmod"} and head.head.i == name.end:
        yield from _class_noun(head.head, nouns)
        if head.head.lemma_.lower() in word_set("of bodies only"):
            yield BODY, HINTED
    if head.dep_ == "pobj" and head.head.lower_ == "aboard":
        yield "Object", HINTED
    if name.start and doc[name.start - 1].lower_ in {"ruling", "opposition"} and doc[name.start - 1].head == head:
        yield "PoliticalParty", HINTED
    if any(c.lower_ in {"flagged", "registered"} and c.dep_ == "amod" for c in head.lefts):
        yield "Object", TOLD  # "the Panama-flagged Ocean Pearl"
    if head.dep_ == "poss":
        yield from _possessed(head.head)
    if head.dep_ == "pobj":
        yield from _after(head)
    if name.type in _PLACES:
        yield from _located(head)
    if _NUMBERED.match(text_of(doc, name.start, name.end)):
        yield "Object", TOLD
    if name.size == 1 and _CAMEL.match(doc.words[name.start]):
        yield "Company", HINTED
    if name.size > 1 and (is_given_name(doc[name.start].text) or _after_title(doc, name)):
        yield "Person", TOLD


def _after_title(doc: Doc, name: Name) -> bool:
    """Tell whether a noun for an office or a player stands before a name: "midfielder Quinten Timber"."""
    before = doc[name.start - 1] if name.start else None
    titles = word_set("titles") | word_set("team members")
    return before is not None and before.lower_ in titles and name.start <= before.head.i < name.end


def _apposition(head: Token, name: Name, nouns: Nouns) -> Iterator[tuple[str, int]]:
    """Read "X, a Danish brewer" and "the brewer, X"."""
    beside = [c for c in head.rights if c.dep_ == "appos" and c.pos_ == "NOUN" and _next(c, name)]
    if head.dep_ == "appos" and head.head.pos_ == "NOUN" and head.head.i < head.i:
        beside.append(head.head)
    if head.dep_ == "oprd" and head.head.dep_ == "acl" and head.head.head.pos_ == "NOUN":
        beside.append(head.head.head)  # "a group called X"
    if head.dep_ == "pobj" and head.head.lower_ == "as" and head.head.head.lower_ in _KNOWN_AS:
        beside.append(head.head.head.head)  # "a dealer known as X"
    several = head.conjuncts[0] if head.dep_ == "conj" and head.conjuncts else head
    if several.dep_ == "appos" and several.head.tag_ == "NNS" and (one := nouns.kind([several.head.lemma_.lower()])):
        yield (BODY if one == "Group" else one), HINTED if one in _TELLING else 0  # "two gangs, X and Y"
    for noun in beside:
        kind = _kind(noun, nouns)
        if noun.ent_type_ == "PERSON":
            kind = "Person"
        if kind == "Group" and noun.lemma_.lower() not in word_set("peoples"):
            kind = BODY
        if kind in _TELLING:
            yield kind, TOLD


def _next(noun: Token, name: Name) -> bool:
    """Tell whether a noun phrase follows a name at once, but for a comma."""
    return noun.left_edge.i <= name.end + 1


def _class_noun(noun: Token, nouns: Nouns) -> Iterator[tuple[str, int]]:
    """Read "the X database", "the X biker gang"."""
    if noun.lemma_.lower() in {"people", "tribe", "clan", "minority"}:
        yield "Group", TOLD
        return
    kind = _kind(noun, nouns) if noun.lemma_.lower() in word_set("naming nouns") else None
    if kind is not None:
        yield (BODY if kind == "Group" else kind), HINTED


def _kind(noun: Token, nouns: Nouns) -> str | None:
    """Return the class of a noun in the singular that only one class of things is called by."""
    lemma = noun.lemma_.lower()
    if lemma in word_set("peoples"):
        return "Group"
    if noun.tag_ == "NNS" or lemma in word_set("role nouns") or lemma in word_set("either nouns"):
        return None
    before = [t.lower_ for t in noun.doc[max(0, noun.i - 2) : noun.i]]
    return nouns.kind([*before, lemma])


def _clauses(head: Token) -> Iterator[tuple[str, int]]:
    """Read "X, who ...", and "X said he ...", "X lost her ..."."""
    for clause in head.rights:
        if clause.dep_ == "relcl" and any(t.lower_ in {"who", "whom"} for t in clause.children):
            yield "Person", TOLD
        elif clause.dep_ == "relcl" and any(t.lower_ == "which" and t.dep_ in _SUBJECTS for t in clause.lefts):
            yield "Person", -HINTED
    if head.dep_ not in _SUBJECTS:
        return
    verb = head.head
    told = [c for c in verb.rights if c.dep_ == "ccomp"]
    subjects = {s.lower_ for c in told for s in c.lefts if s.dep_ in _SUBJECTS}
    owners = {p.lower_ for c in verb.rights if c.dep_ in {"dobj", "prep"} for p in c.subtree if p.dep_ == "poss"}
    if (subjects | owners) & {"he", "she", "his", "her"}:
        yield "Person", HINTED
    elif "its" in owners:
        yield BODY, HINTED


def _possessed(thing: Token) -> Iterator[tuple[str, int]]:
    """Read "X's shareholders", "X's wife", "X's suburbs"."""
    lemma = thing.lemma_.lower()
    if lemma in word_set("kin"):
        yield "Person", TOLD
    elif lemma in word_set("of bodies"):
        yield BODY, HINTED
    elif lemma in word_set("of towns"):
        yield "City", TOLD


def _located(head: Token) -> Iterator[tuple[str, int]]:
    """Read "in X" and "near X" of what is guessed to be a place, and "X denied", which no town does by itself."""
    if head.dep_ == "pobj" and head.head.lower_ in {"in", "near"}:
        yield "City", (0 if head.head.head.lemma_.lower() in _HELD else HINTED)
    elif head.dep_ == "nsubj" and head.head.lemma_.lower() in word_set("body verbs"):
        yield BODY, HINTED


def _after(head: Token) -> Iterator[tuple[str, int]]:
    """Read "the chief executive of X", "born in X"."""
    preposition, above = head.head, head.head.head
    if preposition.lower_ == "in" and above.lemma_.lower() in _HELD:
        yield BODY, TOLD
        return
    if preposition.lower_ == "of" and above.lemma_.lower() in _SETTLED and any(c.lower_ == "the" for c in above.lefts):
        yield ("City" if above.lemma_.lower() in _TOWNS else "Region"), TOLD
    if preposition.lower_ in {"of", "for", "at"} and above.lemma_.lower() in word_set("of bodies"):
        yield BODY, HINTED
    elif preposition.lower_ == "in" and above.pos_ in {"VERB", "AUX"} and above.lemma_ in word_set("where verbs"):
        yield "City", HINTED


def _sum(one: Counter[str], other: Counter[str]) -> Counter[str]:
    """Add votes, of which some may be against a class."""
    return Counter({kind: one[kind] + other[kind] for kind in {*one, *other}})


def told_class(guesses: Counter[str], told: Counter[str]) -> str:
    """Return the class that most speaks for, guesses and evidence together.

    Evidence for some body counts for whichever class of bodies is guessed or told, and evidence for a town does so for
    any place.
    """
    votes = +_sum(guesses, told) or Counter({BODY: 1})
    for general, special in ((BODY, BODIES), ("City", _PLACES)):
        weight = told[general]
        fitting = {kind: n for kind, n in votes.items() if kind in special and kind != general}
        if weight and fitting:
            best = max(sorted(fitting), key=lambda kind: fitting[kind])
            votes[best] += weight
            votes[general] -= weight
    return max(sorted(votes), key=lambda kind: votes[kind])


def weigh(doc: Doc, names: list[Name], nouns: Nouns, words: NameWords) -> dict[str, str]:
    """Return for each name of a document that no table knows the class that most speaks for."""
    guesses: dict[str, Counter[str]] = defaultdict(Counter)
    told: dict[str, Counter[str]] = defaultdict(Counter)
    for name in names:
        if name.entry is not None or name.key is not None:
            continue
        text = text_of(doc, name.start, name.end)
        weight = TOLD if name.rule in {"name-described", "name-address"} else 1
        guesses[text][name.type] += weight
        if text not in told and name.size > 1 and (typed := words.type_of(doc.words[name.start : name.end])):
            guesses[text][typed] += TOLD
        found = told[text]
        for kind, n in evidence(doc, name, nouns):
            found[kind] += n
    for text, found in told.items():
        if found[BODY] > 0 >= found["City"]:  # guesses alone make no town of what acts and is nowhere a place
            guesses[text]["City"] = min(guesses[text]["City"], 1)
    return {text: told_class(guesses[text], told[text]) if told[text] else _most(guesses[text]) for text in guesses}


def _most(guesses: Counter[str]) -> str:
    """Return the class that was guessed most, the first of several."""
    return guesses.most_common(1)[0][0]
