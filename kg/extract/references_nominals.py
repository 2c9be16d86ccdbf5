"""What descriptions refer to: appositions, predicates, repeated heads, and general words for a known thing."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

from kg.extract.references_general import GENERAL, fits, general_noun, modifiers
from kg.extract.references_things import Discourse, family
from kg.extract.tokens import Token
from kg.gazetteer import Gazetteer
from kg.gazetteer.words import word_set
from kg.model import EntityMention, MentionKind, Rule, Span

#: How many sentences back a description may look for what it describes in other words.
_REACH = 6
#: How many sentences back a repeated noun may look.
_LONG_REACH = 40
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_NEW = frozenset(
    {"a", "an", "another", "some", "any", "several", "many", "few", "other", "every", "each", "no", "more"}
)
_PAIRS = frozenset({"two", "both"})


def determiner(head: Token) -> str:
    """Return the article or determiner of a noun phrase, "poss" for a possessor, "" for none."""
    for child in head.lefts:
        if child.dep_ == "poss":
            return "poss"
        if child.dep_ in {"det", "predet"} or child.lower_ in _NEW | _DEFINITE:
            return child.lower_
    return "number" if any(c.dep_ == "nummod" for c in head.lefts) else ""


def _synonyms(noun: str) -> frozenset[str]:
    """Return the nouns that are used for the same things as a noun."""
    return next((group for name in _SYNONYMS if noun in (group := word_set(name))), frozenset())


#: Sets of nouns that news uses for one thing in turn.
_SYNONYMS = ("documents", "vessels", "planes", "children", "vehicles", "firms")


class NominalLinker:
    """Links the nominals of one document."""

    def __init__(self, discourse: Discourse, gazetteer: Gazetteer) -> None:
        self.discourse = discourse
        self.gazetteer = gazetteer
        self._narrowed: dict[Span, frozenset[str]] = {}
        self._by_head = self._heads()

    def appositions(self) -> None:
        """Link what stands in apposition, in a predicate, or directly before a name."""
        for mention in self.discourse.mentions.all:
            token = self.discourse.place[mention.span].token
            if mention.kind is MentionKind.PRONOUN or self._listed(mention, token):
                continue
            if token.dep_ == "appos":
                if any(c.dep_ == "acl" and c.tag_ in {"VBD", "VBZ"} and c.i == token.i + 1 for c in token.rights):
                    continue  # "..., a local paper reported": a clause of its own, misread
                self._apposed(mention, token.head, "apposition")
            elif mention.kind is MentionKind.NOMINAL and token.dep_ == "attr" and token.head.lemma_ == "be":
                self._predicate(mention, token)
            elif mention.kind is MentionKind.NOMINAL and token.dep_ in {"compound", "nmod"}:
                self._apposed(mention, token.head, "title")
            elif mention.kind is MentionKind.NOMINAL:
                self._named_by(mention, token)

    def _listed(self, mention: EntityMention, token: Token) -> bool:
        """Link "the winners" of "the winners were A and B" to both, and "two winners, A and B"."""
        if mention.kind is not MentionKind.NOMINAL or not mention.plural or mention.type != "Group":
            return False
        named = [c for c in token.rights if c.dep_ == "appos"]
        if token.dep_ in {"nsubj", "nsubjpass"} and token.head.lemma_ == "be":
            named += [c for c in token.head.rights if c.dep_ == "attr"]
        found = [self.discourse.mentions.headed_by(t) for c in named[:1] for t in (c, *c.conjuncts)]
        persons = [m for m in found if m is not None and m.kind is MentionKind.NAME and m.type == "Person"]
        if len(persons) < len(_PAIRS) or len(persons) != len(found):
            return False
        self.discourse.split(mention, persons, "listed")
        return True

    def _apposed(self, mention: EntityMention, anchor: Token, rule: str) -> None:
        """Link a mention to what it stands beside, if both may be one."""
        other = self.discourse.mentions.headed_by(anchor)
        if other is None or other.kind is MentionKind.PRONOUN or other.span.overlaps(mention.span):
            return
        if fits(self.discourse, mention, self.discourse.thing[other.span]) and not (
            mention.kind is MentionKind.NAME and other.kind is MentionKind.NAME
        ):
            self.discourse.join(mention, other, rule)

    def _named_by(self, mention: EntityMention, token: Token) -> None:
        """Link "the city of Lima" and "the Zentrix company" to the name inside."""
        of = next((g for c in token.rights if c.lower_ == "of" for g in c.children if g.dep_ == "pobj"), None)
        before = next(
            (c for c in token.lefts if c.dep_ in {"compound", "nmod"} and self.discourse.mentions.headed_by(c)), None
        )
        place = of is not None and "Place" in family(mention.type)
        inner = of if place else before if token.lemma_.lower() in word_set("naming nouns") else None
        other = self.discourse.mentions.headed_by(inner) if inner is not None else None
        if other is None or other.kind is not MentionKind.NAME or other.type in {"Person", "Country"}:
            return
        if token.lemma_.lower() in word_set("naming nouns") and family(mention.type) & family(other.type):
            self.discourse.join(mention, other, "named-by")

    def _predicate(self, mention: EntityMention, token: Token) -> None:
        """Link "X is a Y"."""
        negated = any(c.dep_ in {"neg", "aux"} and c.lower_ not in {"has", "have", "had"} for c in token.head.children)
        subject = next((c for c in token.head.lefts if c.dep_ == "nsubj"), None)
        other = self.discourse.mentions.headed_by(subject) if subject is not None else None
        if negated or other is None or other.kind is MentionKind.PRONOUN:
            return
        if other.kind is MentionKind.NAME and fits(self.discourse, mention, self.discourse.thing[other.span]):
            self.discourse.join(mention, other, "predicate")

    def link(self, mention: EntityMention) -> None:
        """Link one nominal to what was spoken of before, if it is definite and the evidence is clear."""
        if mention.span in self.discourse.linked:
            return
        token = self.discourse.place[mention.span].token
        kind = determiner(token)
        if self._several(mention, token):
            return
        if kind in _NEW or kind == "number":
            return
        if kind == "" and not mention.plural and mention.type not in word_set("bare types"):
            return
        general = kind in _DEFINITE and token.lemma_.lower() in GENERAL
        if general and general_noun(self.discourse, mention):
            return
        if self._repeated(mention, token) or self._kin(mention, token) or kind not in _DEFINITE:
            return
        if not self._government(mention, token) and not self._office(mention, token):
            general_noun(self.discourse, mention)

    def _repeated(self, mention: EntityMention, token: Token) -> bool:
        """Link a noun to the nearest earlier phrase or name with the same noun, without words that tell them apart."""
        lemma, own = token.lemma_.lower(), self._own(mention)
        here = self.discourse.place[mention.span].sentence
        lemmas = [lemma] if own else [lemma, *sorted(_synonyms(lemma) - {lemma})]
        earlier = [m for each in lemmas for m in self._by_head.get(each, ()) if m.span.start < mention.span.start]
        for other in sorted(earlier, key=lambda m: m.span, reverse=True):
            if here - self.discourse.place[other.span].sentence > _LONG_REACH:
                return False
            if other.span.overlaps(mention.span) or not fits(self.discourse, mention, self.discourse.thing[other.span]):
                continue
            if other.kind is MentionKind.NOMINAL and own <= self._own(other):
                return self.discourse.join(mention, other, "same-head")
            words = set((other.name or "").casefold().replace("-", " ").split())
            if other.kind is MentionKind.NAME and own <= words:
                return self.discourse.join(mention, other, "name-head")
        return False

    def _kin(self, mention: EntityMention, token: Token) -> bool:
        """Link "his daughter" to the only person here who is told of as somebody's child."""
        child = word_set("children") | {"daughter", "son"}
        whose = [c for c in token.lefts if c.dep_ == "poss" and c.pos_ == "PRON"]
        if token.lemma_.lower() not in child or mention.plural or not whose:
            return False
        told = {id(t): t for m in self.discourse.mentions.all for t in [self.discourse.thing[m.span]] if t.named}
        fitting = [
            t
            for t in told.values()
            if fits(self.discourse, mention, t)
            and any(
                m.kind is MentionKind.NOMINAL
                and self.discourse.lemma(m) in child
                and any(c.dep_ == "poss" for c in self.discourse.place[m.span].token.lefts)
                for m in t.mentions
            )
        ]
        earlier = self.discourse.before(mention, fitting[0]) if len(fitting) == 1 else None
        return earlier is not None and self.discourse.join(mention, earlier, "kin")

    def _heads(self) -> dict[str, list[EntityMention]]:
        """List the mentions under the nouns that they may be repeated by."""
        found: dict[str, list[EntityMention]] = defaultdict(list)
        for mention in self.discourse.mentions.all:
            if mention.kind is MentionKind.NOMINAL:
                found[self.discourse.lemma(mention)].append(mention)
            elif mention.kind is MentionKind.NAME:
                words = (mention.name or "").casefold().replace("-", " ").split()
                heads = words[-1:] if mention.type not in {"GovernmentBody", "Organization"} else words
                for word in set(heads):
                    found[word].append(mention)
        return found

    def _own(self, mention: EntityMention) -> frozenset[str]:
        """Return what narrows a noun, and its possessor."""
        if mention.span in self._narrowed:
            return self._narrowed[mention.span]
        token = self.discourse.place[mention.span].token
        possessor = {c.lemma_.lower() for c in token.lefts if c.dep_ == "poss"}
        self._narrowed[mention.span] = modifiers(token) | frozenset(possessor)
        return self._narrowed[mention.span]

    def _several(self, mention: EntityMention, token: Token) -> bool:
        """Link "the two countries", "both sides" to the last two that fit, best those told together."""
        before = {c.lower_ for c in token.lefts} | {c.lower_ for c in token.children if c.dep_ == "poss"}
        if not mention.plural or not before & (_PAIRS | {"our", "their", "neither"}):
            return False
        kind = word_set("sides") if token.lemma_.lower() in word_set("sides") else frozenset({token.lemma_.lower()})
        wanted = (
            "Country"
            if token.lemma_.lower() in {"country", "nation", "state", "neighbour", "neighbor", "government", "capital"}
            else None
        )
        if wanted is None and not kind & word_set("sides"):
            return False
        found: list[EntityMention] = []
        for _, other, thing in self.discourse.things_before(mention, _REACH):
            fits = thing.type == "Country" if wanted else "Organization" in thing.family or thing.type == "Country"
            if fits and thing.named and not any(self.discourse.thing[f.span] is thing for f in found):
                found.append(other)
        pair = self._together(found)
        if len(pair) != 2:
            return False
        self.discourse.split(mention, pair, "both")
        return True

    def _together(self, found: list[EntityMention]) -> list[EntityMention]:
        """Choose the two nearest of several, if they stand in one sentence."""
        for left, right in pairwise(found):
            if self.discourse.place[left.span].sentence == self.discourse.place[right.span].sentence:
                return [left, right]
        return []

    def _government(self, mention: EntityMention, token: Token) -> bool:
        """Link "the government" to the government, else to the country, that the text is about."""
        if token.lemma_.lower() not in word_set("government nouns") or mention.plural:
            return False
        for _, other, thing in self.discourse.things_before(mention, _LONG_REACH):
            if (thing.key or "").startswith("government:") and mention.country in {None, thing.country}:
                return self.discourse.join(mention, other, "the-government")
        return False

    def _office(self, mention: EntityMention, token: Token) -> bool:
        """Link "the Russian leader", "the minister" to the person who was given that title."""
        if "Person" not in family(mention.type):
            return False
        lemma = token.lemma_.lower()
        titles = word_set("leaders") if lemma == "leader" else frozenset({lemma})
        for _, other, thing in self.discourse.things_before(mention, _LONG_REACH):
            if "Person" not in thing.family or not fits(self.discourse, mention, thing) or not thing.named:
                continue
            held = {w for m in thing.mentions for w in (m.position or "").lower().split()}
            if held & titles and mention.country in {None, thing.country}:
                return self.discourse.join(mention, other, "office")
        return False


RULES = (
    Rule(
        "apposition", "What stands beside a name between commas says who that is.", ("Ana Silva, the mayor, resigned.",)
    ),
    Rule("title", "A description directly before a name is that person or thing.", ("His ally Joe Okafor agreed.",)),
    Rule(
        "predicate", "What somebody is said to be describes that person or thing.", ("Zentrix is a company in Peru.",)
    ),
    Rule(
        "same-head",
        "A definite noun phrase is what was called so before, if nothing tells the two apart.",
        ("A ship sank. The ship was old.",),
    ),
    Rule(
        "listed",
        "A description of several whose names follow it stands for all of them.",
        ("The winners were Ana Silva and Rui Costa.",),
    ),
    Rule(
        "kin",
        "'His daughter' is the only person here who is told of as somebody's child.",
        ("His child, Ana Silva, won. His daughter wept.",),
    ),
    Rule(
        "name-head",
        "A definite noun is the thing whose name ends in it.",
        ("The Tea Ministry met. The ministry said no.",),
    ),
    Rule(
        "both",
        "'The two countries', 'both sides' are the two told of last, in one sentence.",
        ("Peru and Chile signed. The two countries agreed.",),
    ),
    Rule(
        "the-government",
        "'The government' is the one that the text speaks of.",
        ("Lima refused. The government said no.",),
    ),
    Rule(
        "office",
        "'The minister', 'the Peruvian leader' is the person who was given that title.",
        ("President Ana Silva left. The president wept.",),
    ),
    Rule(
        "general-noun",
        "A general word ('the city', 'the company') is the only thing near that it fits.",
        ("They met in Lima. The city was calm.",),
    ),
)
