"""Who the first sentences describe and the next ones name: "a former mayor" and then "Joe Okafor, 54, was jailed"."""

from __future__ import annotations

from kg.extract.references_general import fits, modifiers
from kg.extract.references_things import SUBJECTS, Discourse, Thing
from kg.extract.tokens import Token
from kg.gazetteer.words import word_set
from kg.model import EntityMention, MentionKind, Rule, Span

#: How many sentences after the headline tell what it is about.
LEAD = 4
#: A full name has so many words.
_FULL = 2
#: What a person of whom a sentence tells is to its verb.
_TOLD = SUBJECTS | {"dobj"}
_REGULATORS = frozenset({"regulator", "watchdog", "authority", "overseer"})
#: Words that the names of such bodies end in or hold.
_OVERSEEING = frozenset({"commission", "authority", "board", "bureau", "agency", "council", "office", "inspectorate"})


def link_leads(discourse: Discourse) -> None:
    """Link descriptions of the first sentences to the names that follow in the next."""
    first = discourse.place[discourse.mentions.all[0].span].sentence if discourse.mentions.all else 0
    for mention in discourse.mentions.all:
        if discourse.place[mention.span].sentence > first + LEAD:
            return
        if mention.kind is not MentionKind.NOMINAL or mention.plural or mention.span in discourse.linked:
            continue
        if mention.type == "Person":
            _introduced(discourse, mention)
        elif mention.type in {"GovernmentBody", "Organization"} and discourse.lemma(mention) in _REGULATORS:
            _regulator(discourse, mention)
        elif mention.type in {"Facility", "Object"}:
            _thing_named(discourse, mention)


def _thing_named(discourse: Discourse, mention: EntityMention) -> None:
    """Link "a gold mine" to "the Blue Hill mine", "a ferry" to "the MV Rose", where there is no second one."""
    token = discourse.place[mention.span].token
    noun = token.lemma_.lower()
    if not any(c.lower_ in {"a", "an"} for c in token.lefts) or discourse.thing[mention.span].named:
        return
    same = _crafts(noun) or frozenset({noun})
    found: dict[int, EntityMention] = {}
    for other in discourse.mentions.all:
        if other.kind is MentionKind.PRONOUN or other.type != mention.type:
            continue
        named_so = other.kind is MentionKind.NAME and _is_one_of(discourse, other, same)
        called = other.kind is MentionKind.NOMINAL and discourse.lemma(other) in same and _article(discourse, other)
        if named_so or called:
            found.setdefault(id(discourse.thing[other.span]), other)
    named = [m for m in found.values() if m.kind is MentionKind.NAME]
    if len(found) == _FULL and len(named) == 1 and named[0].span > mention.span:
        near = discourse.place[named[0].span].sentence - discourse.place[mention.span].sentence <= LEAD + 1
        if near and fits(discourse, mention, discourse.thing[named[0].span]):
            discourse.join(mention, named[0], "introduced")


def _article(discourse: Discourse, mention: EntityMention) -> bool:
    """Tell whether a phrase has an indefinite article."""
    return any(c.lower_ in {"a", "an", "another"} for c in discourse.place[mention.span].token.lefts)


def _crafts(noun: str) -> frozenset[str]:
    """Return the nouns for the kind of craft that a noun names; none for another thing."""
    sets = (word_set(name) for name in ("vessels", "planes", "spacecraft"))
    return next((found for found in sets if noun in found), frozenset())


def _is_one_of(discourse: Discourse, name: EntityMention, nouns: frozenset[str]) -> bool:
    """Tell whether a name is that of one of a kind: by its last word, its prefix, its flag, or who is aboard."""
    token = discourse.place[name.span].token
    words = (name.name or "").split()
    if words[-1].lower() in nouns and name.rule == "name-noun":
        return True
    if not nouns & word_set("vessels") and not nouns & word_set("spacecraft"):
        return False
    flagged = any(c.lower_ in {"flagged", "registered"} for c in token.lefts)
    ship = words[0] in {"MV", "SS", "MT", "RV", "HMS", "USS"} and bool(nouns & word_set("vessels"))
    return ship or flagged or (token.dep_ == "pobj" and token.head.lower_ == "aboard")


def _introduced(discourse: Discourse, mention: EntityMention) -> None:
    """Link the only one whom a sentence tells of without a name to whom the next begins with, with age or "who"."""
    token = discourse.place[mention.span].token
    if token.dep_ not in _TOLD or token.head.dep_ != "ROOT" or not _new(token) or discourse.thing[mention.span].named:
        return
    here = discourse.place[mention.span].sentence
    others = [m for m in _persons(discourse, here) if discourse.thing[m.span] is not discourse.thing[mention.span]]
    if any(m.kind is MentionKind.NOMINAL for m in others):
        return
    for other in _persons(discourse, here + 1):
        place = discourse.place[other.span].token
        if other.kind is not MentionKind.NAME or place.dep_ not in SUBJECTS or place.head.dep_ != "ROOT":
            continue
        names = [m for m in discourse.thing[other.span].mentions if m.kind is MentionKind.NAME]
        full = len((other.name or "").split()) >= _FULL and names[0] == other
        said = place.head.lemma_.lower() in word_set("telling verbs")
        if full and not said and _presented(place) and fits(discourse, mention, discourse.thing[other.span]):
            discourse.join(mention, other, "introduced")
        return


def _persons(discourse: Discourse, sentence: int) -> list[EntityMention]:
    """Return the mentions of single persons in a sentence, without pronouns."""
    found = (m for m in discourse.mentions.all if discourse.place[m.span].sentence == sentence)
    return [m for m in found if m.type == "Person" and not m.plural and m.kind is not MentionKind.PRONOUN]


def _new(token: Token) -> bool:
    """Tell whether a phrase brings somebody new: "a mayor", "the mayor of a town"."""
    if any(c.lower_ in {"a", "an"} for c in token.lefts):
        return True
    of = (g for c in token.rights if c.lower_ == "of" for g in c.children if g.dep_ == "pobj")
    return any(c.lower_ in {"a", "an"} for g in of for c in g.lefts)


def _presented(token: Token) -> bool:
    """Tell whether a name is followed by an age or by who that is: ", 54,", ", who has led the town,"."""
    for child in token.rights:
        aged = child.dep_ in {"appos", "npadvmod", "nummod"} and child.text.isdigit()
        if aged or (child.dep_ == "relcl" and any(t.lower_ == "who" for t in child.children)):
            return True
    return False


def _regulator(discourse: Discourse, mention: EntityMention) -> None:
    """Link "Italy's competition regulator" to the only authority of that country that the next sentences name."""
    here = discourse.place[mention.span].sentence
    found: dict[int, Thing] = {}
    for thing in discourse.things((MentionKind.NAME,)):
        first = next(m for m in thing.mentions if m.kind is MentionKind.NAME)
        near = 0 <= discourse.place[first.span].sentence - here <= LEAD and first.span > mention.span
        words = set((first.name or "").casefold().split())
        if near and words & _OVERSEEING and thing.type in {"GovernmentBody", "Organization"}:
            found[id(thing)] = thing
    only = next(iter(found.values())) if len(found) == 1 else None
    if only is not None and mention.country and only.country in {None, mention.country}:
        discourse.join(mention, only.mentions[0], "introduced")


def told_again(discourse: Discourse, mention: EntityMention, later: EntityMention) -> bool:
    """Tell whether the text says of somebody what the headline says, in the same words and more."""
    if discourse.lemma(mention) != discourse.lemma(later) or mention.plural != later.plural:
        return False
    one, other = (discourse.place[m.span].token for m in (mention, later))
    more = modifiers(other) | {t.lemma_.lower() for c in other.rights if c.lower_ == "of" for t in c.subtree}
    return modifiers(one) <= more and fits(discourse, mention, discourse.thing[later.span])


def titled(discourse: Discourse, mention: EntityMention, end: int) -> EntityMention | None:
    """Return the only person in the first sentences who is named with the noun of a headline before the name."""
    token = discourse.place[mention.span].token
    said_to_be = token.dep_ == "attr" or (token.dep_ == "pobj" and token.head.lower_ in {"as", "for"})
    if mention.type != "Person" or mention.plural or said_to_be:
        return None
    noun, found = discourse.lemma(mention), {}
    first = discourse.place[mention.span].sentence
    for other in discourse.mentions.all:
        if discourse.place[other.span].sentence > first + LEAD:
            break
        after = other.kind is MentionKind.NAME and other.type == "Person" and other.span.start > end
        if after and noun in _before(discourse, other) and fits(discourse, mention, discourse.thing[other.span]):
            found[id(discourse.thing[other.span])] = other
    return next(iter(found.values())) if len(found) == 1 else None


def _before(discourse: Discourse, person: EntityMention) -> set[str]:
    """Return the title and the nouns directly before a person's name."""
    token = discourse.place[person.span].token
    words = set((person.position or "").lower().split()[-1:])
    nouns = [t for t in token.lefts if t.dep_ in {"compound", "nmod"} and t.pos_ == "NOUN" and _outside(t, person.span)]
    return words | {t.lemma_.lower() for t in nouns[-1:]}


def _outside(token: Token, span: Span) -> bool:
    """Tell whether a token stands before a span."""
    return token.idx < span.start


RULES = (
    Rule(
        "introduced",
        "Who a first sentence only describes is whom the next one names as its subject, with age or office.",
        ("A court jailed a former mayor on Monday. Joe Okafor, 54, was found guilty of theft.",),
    ),
)
