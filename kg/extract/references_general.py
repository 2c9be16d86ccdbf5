"""General words for a thing that is known: "the company", "the city", "the 34-year-old", "the Italian club"."""

from __future__ import annotations

from itertools import pairwise

from kg.extract.mentions_teams import about_sport
from kg.extract.references_bodies import body_told
from kg.extract.references_country import COUNTRY_NOUNS, clause_speaker, own_country
from kg.extract.references_salience import salience
from kg.extract.references_things import SUBJECTS, Discourse, Thing, family
from kg.extract.tokens import Token
from kg.gazetteer.words import word_set
from kg.model import EntityMention, MentionKind

#: How many sentences back a general word may look for what it names.
_REACH = 6
#: How many sentences back the only person may be named whom a description can mean, and what completes a description.
_NEAR = 2
#: Verbs to which what follows their object with "of" belongs: "accused the bank of theft".
_CHARGING = frozenset({"accuse", "suspect", "convict", "inform", "remind", "warn", "rob", "strip", "deprive", "clear"})
_COMPLETING = frozenset({"prep", "relcl", "acl", "appos"})
#: "The Lima-based company" is one that the same or the last sentence named.
_NEXT = 1
#: A title between a body and a person's name is no longer than so many code points.
_TITLE = 60
_TOWNS = frozenset({"city", "town", "village"})
#: How much it weighs what a thing is called elsewhere in the text, and that its class is the noun's own; two things
#: nearer to each other than the margin are told apart by nothing.
_CALLED = 15.0
_OF_CLASS = 8.0
_MARGIN = 1.0

_BODY = frozenset({"Organization", "GovernmentBody", "InternationalOrganization"})

#: General nouns by the class that they mostly name, and the classes that they may name.
_NOUNS: tuple[tuple[str, str, frozenset[str]], ...] = (
    ("country nation republic kingdom", "Country", frozenset({"Country"})),
    ("city town village metropolis", "City", frozenset({"City"})),
    ("region province territory island area district state", "Region", frozenset({"Region"})),
    ("planet", "Region", frozenset({"Region", "Place"})),
    ("bloc alliance", "InternationalOrganization", frozenset({"InternationalOrganization"})),
    (
        "company firm corporation carrier bank airline giant manufacturer retailer maker insurer lender operator "
        "brewer automaker carmaker chipmaker drugmaker startup conglomerate subsidiary brand business chain",
        "Company",
        frozenset({"Company", "Organization"}),
    ),
    (
        "newspaper paper outlet broadcaster magazine channel daily journal tabloid",
        "MediaOutlet",
        frozenset({"MediaOutlet"}),
    ),
    ("agency", "GovernmentBody", _BODY | {"MediaOutlet"}),
    ("party", "PoliticalParty", frozenset({"PoliticalParty"})),
    (
        "organisation organization group charity institution association federation foundation ngo movement",
        "Organization",
        frozenset({"Organization", "InternationalOrganization"}),
    ),
    ("body", "Organization", _BODY),
    ("union", "Organization", frozenset({"Organization"})),
    ("club team side squad", "Organization", frozenset({"Organization"})),
    ("ministry department court council parliament commission", "GovernmentBody", frozenset({"GovernmentBody"})),
    ("regulator watchdog authority bureau", "GovernmentBody", frozenset({"GovernmentBody", "Organization"})),
)
#: Nouns whose plural is never one body: "the companies", unlike "the authorities".
_SINGLE = frozenset({"company", "firm", "bank", "airline", "club", "party", "union", "ministry", "court", "newspaper"})
#: Nouns for a team; elsewhere than in sport they seldom name a body.
_TEAMS = frozenset({"team", "side", "squad"})
_SPORTS = "references.sports"
#: Nouns for what stands in the web; "the site" may be one.
_WEB = frozenset({"site", "website", "homepage"})
#: General nouns for classes that the noun alone does not tell.
GENERAL = {noun: may for nouns, _, may in _NOUNS for noun in nouns.split()}
_CLASS = {noun: f"{kind}:{nouns[:4]}" for nouns, kind, _ in _NOUNS for noun in nouns.split()}


def modifiers(head: Token) -> frozenset[str]:
    """Return the words that narrow a noun: adjectives, nouns before it and what follows it with "of"."""
    narrowing = [c for c in head.lefts if c.dep_ in {"amod", "compound", "nmod", "nummod"}]
    before = {t.lemma_.lower() for c in narrowing for t in c.subtree if not t.is_punct}
    before -= word_set("passing adjectives")
    charged = head.dep_ == "dobj" and head.head.lemma_.lower() in _CHARGING
    own = [c for c in head.rights if c.dep_ == "prep" and not (charged and c.lower_ == "of")]
    after = {g.lemma_.lower() for c in own for g in c.children if g.dep_ == "pobj"}
    return frozenset(before | after)


def fits(discourse: Discourse, mention: EntityMention, thing: Thing) -> bool:
    """Tell whether class, number and gender let a mention be a thing."""
    either = word_set("role nouns") | word_set("either nouns")
    lemma = discourse.lemma(mention) if mention.kind is MentionKind.NOMINAL else ""
    roles = lemma in either
    if lemma in _WEB and _is_web(discourse, thing):
        return not mention.plural
    band = mention.type == "Group" and not mention.plural and lemma not in word_set("people in general")
    if band and thing.type == "Group" and thing.named and lemma in word_set("bands"):
        return True
    collective = band and "Organization" in thing.family
    if not roles and not collective and not family(mention.type) & thing.family:
        return False
    if mention.gender and thing.gender and mention.gender != thing.gender:
        return False
    if mention.country and thing.country and mention.country != thing.country:
        return False
    several = mention.plural and mention.kind is MentionKind.NOMINAL and discourse.lemma(mention) in _SINGLE
    return bool(mention.plural) == thing.plural or ("Organization" in thing.family and not several)


def _is_web(discourse: Discourse, thing: Thing) -> bool:
    """Tell whether a thing is a place in the web: an address, or what is called a website."""
    names = any(m.kind is MentionKind.NAME and m.rule == "name-address" for m in thing.mentions)
    told = any(m.kind is MentionKind.NOMINAL and discourse.lemma(m) in _WEB - {"site"} for m in thing.mentions)
    return thing.type == "Object" and (names or told)


def general_noun(discourse: Discourse, mention: EntityMention) -> bool:
    """Link a general word ("the city", "the company", "the man") to what it fits that the text is most about."""
    token = discourse.place[mention.span].token
    lemma = token.lemma_.lower()
    general = lemma in GENERAL or lemma in word_set("general nouns") or _person_only(mention, token)
    if lemma in {"country", "nation"} and _plainly(token):
        return _only_country(discourse, mention)
    narrowing = frozenset[str]() if _with_age(token) else modifiers(token) - {"same"} - places(discourse, mention)
    narrowing -= _seat(token)
    if mention.plural or not general or narrowing:
        return False
    whose = own_country(discourse, mention) if lemma in COUNTRY_NOUNS else None
    if whose is not None:
        return not isinstance(whose, str) and discourse.join(mention, whose, "whose-country")
    if lemma in GENERAL and _own_body(discourse, mention, token):
        return True
    found = []
    for _, other, thing in discourse.things_before(mention, _NEXT if _seat(token) else _REACH):
        if lemma in _TOWNS and all(m.rule == "name-dateline" for m in thing.mentions):
            continue  # where the story was filed
        if thing.named and _is_a(discourse, lemma, mention, thing) and not _above(discourse, mention, thing):
            score = salience(discourse, mention, other, thing) + _called(discourse, lemma, mention, thing)
            found.append((score, other))
    found = _of_country(discourse, mention, _so_named(discourse, lemma, found))
    found.sort(key=lambda pair: (-pair[0], pair[1].span))
    if not found and lemma in {"country", "nation"}:
        return _only_country(discourse, mention)
    if not found or (len(found) > 1 and found[0][0] - found[1][0] < _MARGIN):
        return False
    return discourse.join(mention, found[0][1], "general-noun")


def _own_body(discourse: Discourse, mention: EntityMention, token: Token) -> bool:
    """Link "the company" to the one whose head or spokesman says so: "Zentrix chief Ana Silva said the company ..."."""
    subject = clause_speaker(token)
    speaker = discourse.mentions.headed_by(subject) if subject is not None else None
    thing = discourse.thing[speaker.span] if speaker is not None else None
    if thing is None or thing.type != "Person" or thing.plural:
        return False
    body = body_told(discourse, thing)
    if body is None or body.span.end > mention.span.start or not _speaks_for(discourse, thing, body):
        return False
    lemma, told = token.lemma_.lower(), discourse.thing[body.span]
    return _is_a(discourse, lemma, mention, told) and discourse.join(mention, body, "own-body")


def _speaks_for(discourse: Discourse, person: Thing, body: EntityMention) -> bool:
    """Tell whether somebody has a title in a body: its chief, not an analyst of a bank, who speaks of others."""
    text = discourse.parse.document.text
    told = {w for m in person.mentions for w in (m.position or "").lower().split()}
    told |= {discourse.lemma(m) for m in person.mentions if m.kind is MentionKind.NOMINAL}
    after = [text[body.span.end : m.span.start] for m in person.mentions if 0 < m.span.start - body.span.end < _TITLE]
    return bool((told | {w for words in after for w in words.lower().split()}) & word_set("speakers for"))


def _so_named(
    discourse: Discourse, lemma: str, found: list[tuple[float, EntityMention]]
) -> list[tuple[float, EntityMention]]:
    """Keep of the candidates those whose name says the noun itself: "the bank" is the Bank of Peru, not Zentrix."""
    named = [
        (score, other)
        for score, other in found
        if any(lemma in _heads(m.name) for m in discourse.thing[other.span].mentions if m.name)
    ]
    return named or found


def _of_country(
    discourse: Discourse, mention: EntityMention, found: list[tuple[float, EntityMention]]
) -> list[tuple[float, EntityMention]]:
    """Keep for "the Peruvian bank" what is said to be of that country; else the only one without a country."""
    if not mention.country or _seat(discourse.place[mention.span].token):
        return found
    same = [(score, other) for score, other in found if discourse.thing[other.span].country == mention.country]
    return same or (found if len(found) == 1 else [])


def _heads(name: str) -> frozenset[str]:
    """Return the words of a name that say what its bearer is: the last, and the last before "of" or "for"."""
    words = name.casefold().split()
    before = [one for one, after in pairwise(words) if after in {"of", "for"}]
    return frozenset(words[-1:] + before)


def _seat(token: Token) -> frozenset[str]:
    """Return the words of "Lima-based" and the like before a noun: they tell where it is, and not one from another."""
    based = [c for c in token.lefts if c.lower_.rpartition("-")[2] in {"based", "headquartered"}]
    return frozenset(t.lemma_.lower() for c in based for t in c.subtree)


def _plainly(token: Token) -> bool:
    """Tell whether "the low-lying nation" is a country with words that only describe it."""
    words = modifiers(token)
    only = bool(words) and not words & word_set("other countries") and token.tag_ == "NN"
    return (
        only
        and all(c.dep_ in {"det", "amod", "punct"} for c in token.lefts)
        and not any(
            c.dep_ in {"prep", "acl"} or (c.dep_ == "relcl" and c.left_edge.i == token.i + 1) for c in token.rights
        )
    )


def _only_country(discourse: Discourse, mention: EntityMention) -> bool:
    """Link "the country" to the only one that the text has named so far, however long ago."""
    named = {
        id(discourse.thing[m.span]): m
        for m in discourse.mentions.all
        if m.span.end < mention.span.start and m.type == "Country" and m.kind is MentionKind.NAME
    }
    return len(named) == 1 and discourse.join(mention, next(iter(named.values())), "general-noun")


def only_person(discourse: Discourse, mention: EntityMention) -> bool:
    """Link "the billionaire", "the striker" to the only person who was told of just before."""
    token = discourse.place[mention.span].token
    if mention.type != "Person" or mention.plural or any(c.dep_ in _COMPLETING for c in token.rights):
        return False
    if token.lemma_.lower() in word_set("functions") or token.dep_ not in SUBJECTS:
        return False
    near = [
        (other, thing)
        for _, other, thing in discourse.things_before(mention, _NEAR)
        if thing.type == "Person" and not thing.plural and not _above(discourse, mention, thing)
    ]
    if len(near) != 1 or not near[0][1].named or not fits(discourse, mention, near[0][1]):
        return False
    other, thing = near[0]
    if mention.country and thing.country != mention.country:
        return False
    titles = {w for m in thing.mentions for w in (m.position or "").lower().split()}
    if token.lemma_.lower() in word_set("titles") and titles:
        return False
    return discourse.join(mention, other, "only-person")


def _with_age(token: Token) -> bool:
    """Tell whether a noun for a person has the age before it: "the 61-year-old economist"."""
    return any(c.lower_ == "old" and any(g.dep_ == "npadvmod" for g in c.lefts) for c in token.lefts)


def _person_only(mention: EntityMention, token: Token) -> bool:
    """Tell whether a nominal says no more of a person than the age, or the country and perhaps the trade."""
    if mention.type != "Person":
        return False
    offices = word_set("offices") | word_set("national offices") | word_set("kin")
    trade = mention.country is not None and token.lemma_.lower() not in offices
    return (
        token.lower_ == "old"
        or _with_age(token)
        or token.ent_type_ == "NORP"
        or (trade and any(c.dep_ == "amod" for c in token.lefts))
    )


def _above(discourse: Discourse, mention: EntityMention, thing: Thing) -> bool:
    """Tell whether a thing is the subject of a clause that the mention lies in, or of whom its clause tells.

    A description does not stand for such a one: a pronoun does ("Silva said the man ...", "Peru, which told the
    country ..."). Reinhart (1983), principle C.
    """
    token = discourse.place[mention.span].token
    ancestors = {t.i for t in token.ancestors}
    for other in discourse.between(token.sent[0].idx, mention.span.start):
        place = discourse.place[other.span].token
        same = discourse.thing[other.span] is thing or _of_land(discourse.thing[other.span], thing)
        if same and place.sent is token.sent:
            governs = place.dep_ in SUBJECTS and place.head.i in ancestors
            if governs or place.i in ancestors:
                return True
    return False


def _of_land(actor: Thing, land: Thing) -> bool:
    """Tell whether a capital or government is that of a country: "Paris has troops in the country" is not of France."""
    own = actor.type in {"City", "GovernmentBody"} and land.type == "Country"
    return own and actor.country is not None and actor.country == land.country


def _called(discourse: Discourse, lemma: str, mention: EntityMention, thing: Thing) -> float:
    """Weigh what a thing is called elsewhere: by this noun, by one of another class, of this country."""
    heads = {discourse.lemma(m) for m in thing.mentions if m.kind is MentionKind.NOMINAL}
    words = {w for m in thing.mentions if m.name for w in m.name.casefold().replace("-", " ").split()}
    words |= {w for m in thing.mentions for w in (m.position or "").lower().split()}
    score = _CALLED * (lemma in heads | words and lemma not in COUNTRY_NOUNS)
    if lemma in GENERAL and thing.type == _CLASS[lemma].partition(":")[0]:
        score += _OF_CLASS
    if any(_CLASS.get(w, "") == _CLASS.get(lemma) for w in heads):
        score += _OF_CLASS
    others = {w for w in heads | words if _CLASS.get(w) not in {None, _CLASS.get(lemma)}}
    score -= _CALLED * bool(others and lemma in _CLASS)
    return score + _OF_CLASS * bool(mention.country and mention.country == thing.country)


def places(discourse: Discourse, mention: EntityMention) -> frozenset[str]:
    """Return the modifiers that only repeat the country of a mention."""
    tokens = discourse.parse.tokens(mention.span)
    named = discourse.between(mention.span.start, discourse.place[mention.span].token.idx)
    parts = {t.i for m in named if m.type == "Region" and m.key for t in discourse.parse.tokens(m.head)}
    return frozenset(
        t.lemma_.lower() for t in tokens if t.i in parts or (mention.country and t.text[:1].isupper())
    )  # "the West African bloc", "the Peruvian bank"


def _sports(discourse: Discourse) -> bool:
    """Tell whether the text is about sport, asked once a document."""
    kept = discourse.parse.kept
    if _SPORTS not in kept:
        kept[_SPORTS] = about_sport(discourse.parse.doc)
    return bool(kept[_SPORTS])


def _is_a(discourse: Discourse, lemma: str, mention: EntityMention, thing: Thing) -> bool:
    """Tell whether a general noun may name a thing."""
    wanted = GENERAL.get(lemma)
    if lemma in _TEAMS and not _sports(discourse):
        return False
    if wanted is None:
        spot = mention.type in {"Facility", "Place"} and thing.type not in {"Facility", "Place", "Object"}
        return not spot and fits(discourse, mention, thing)
    if mention.country and thing.country and mention.country != thing.country:
        return False
    called = "Organization" in thing.family and any(lemma in _heads(m.name) for m in thing.mentions if m.name)
    return (thing.type in wanted or called) and not (thing.key or "").startswith("government:")
