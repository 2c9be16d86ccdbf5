"""What descriptions refer to: appositions, predicates, repeated heads, and general words for a known thing."""

from __future__ import annotations

from collections import defaultdict

from kg.extract.references_general import GENERAL, fits, general_noun, modifiers, only_person, places
from kg.extract.references_pairs import pair
from kg.extract.references_relations import related, relative
from kg.extract.references_things import Discourse, Thing, family
from kg.extract.tokens import Token
from kg.gazetteer import Form, Gazetteer
from kg.gazetteer.leaders import leads
from kg.gazetteer.words import word_set
from kg.model import EntityMention, MentionKind, Rule, Span

#: How many sentences back a repeated noun may look.
_LONG_REACH = 40
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_NEW = frozenset(
    {"a", "an", "another", "some", "any", "several", "many", "few", "other", "every", "each", "no", "more"}
)
_WHOSE = frozenset({"of", "in"})
#: Titles as they are shortened before a name.
_SHORT_TITLES = {"sen": "senator", "gov": "governor", "rep": "representative", "gen": "general", "pres": "president"}
_SHORT_TITLES |= {"sgt": "sergeant", "capt": "captain", "lt": "lieutenant", "prof": "professor", "dr": "doctor"}
#: Words before a title that make it another office.
_RANKS = frozenset({"prime", "vice", "deputy", "assistant"})
_GONE = frozenset({"former", "ex", "late", "onetime"})
#: Stands for a possessor among the words that narrow a noun.
_OWNED = "'s"


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
_SYNONYMS = ("documents", "vessels", "planes", "children", "vehicles", "firms", "spacecraft", "websites")


class NominalLinker:
    """Links the nominals of one document."""

    def __init__(self, discourse: Discourse, gazetteer: Gazetteer) -> None:
        self.discourse = discourse
        self.gazetteer = gazetteer
        self._narrowed: dict[Span, frozenset[str]] = {}
        self._by_head = self._heads()

    def link(self, mention: EntityMention) -> None:
        """Link one nominal to what was spoken of before, if it is definite and the evidence is clear."""
        token = self.discourse.place[mention.span].token
        if mention.span in self.discourse.linked:
            relative(self.discourse, mention, token)  # "his father" again, now with his name
            return
        kind = determiner(token)
        if pair(self.discourse, mention, token):
            return
        if kind in _NEW or kind == "number":
            return
        if kind == "" and not mention.plural and mention.type not in word_set("bare types"):
            return
        general = kind in _DEFINITE and token.lemma_.lower() in GENERAL
        if general and self._told_before(mention, token) and self._repeated(mention, token):
            return
        if general and general_noun(self.discourse, mention):
            return
        if self._capital(mention, token):
            return
        if related(self.discourse, mention, token) or self._repeated(mention, token) or kind not in _DEFINITE:
            return
        if self._government(mention, token) or self._office(mention, token) or general_noun(self.discourse, mention):
            return
        only_person(self.discourse, mention)

    def _told_before(self, mention: EntityMention, token: Token) -> bool:
        """Tell whether the noun was last used of a body without a name: "the Tunisian federation", "the federation"."""
        if self._own(mention):
            return False
        earlier = [m for m in self._by_head.get(token.lemma_.lower(), ()) if m.span.end <= mention.span.start]
        last = max(earlier, key=lambda m: m.span, default=None)
        return last is not None and not self.discourse.thing[last.span].named and bool(self._own(last))

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
            if _former(token) and not self._may_be_former(mention, self.discourse.thing[other.span]):
                continue  # "the former president" is not the president
            if self._is_bare(token, mention) and (lemma == "people" or determiner(self._token(other)) == "number"):
                continue  # "migrants" at large are not the 500 of the last sentence
            if other.kind is MentionKind.NOMINAL and own <= self._own(other) and self._one_owner(mention, other):
                return self.discourse.join(mention, other, "same-head")
            words = set((other.name or "").casefold().replace("-", " ").split())
            if other.kind is MentionKind.NAME and own <= words and other.rule != "name-dateline":
                return self.discourse.join(mention, other, "name-head")
        return False

    def _is_bare(self, token: Token, mention: EntityMention) -> bool:
        """Tell whether a plural stands without article, possessor or number."""
        return bool(mention.plural) and determiner(token) == ""

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

    def _may_be_former(self, mention: EntityMention, thing: Thing) -> bool:
        """Tell whether "the former minister" may be somebody: told of as one who was, or the last one told of."""
        persons = (
            t for _, _, t in self.discourse.things_before(mention, _LONG_REACH) if t.type == "Person" and t.named
        )
        return self._told_former(thing) or next(persons, None) is thing

    def _told_former(self, thing: Thing) -> bool:
        """Tell whether somebody is told of as one who was: "former President Ana Silva", "a former mayor"."""
        titles = {w for m in thing.mentions for w in (m.position or "").lower().split()}
        nominals = (self._token(m) for m in thing.mentions if m.kind is MentionKind.NOMINAL)
        return bool(titles & _GONE) or any(_former(t) for t in nominals)

    def _one_owner(self, mention: EntityMention, other: EntityMention) -> bool:
        """Tell whether two phrases do not have possessors that are different things: "his son", "her son"."""
        found = [next((c for c in self._token(m).lefts if c.dep_ == "poss"), None) for m in (mention, other)]
        if None in found:
            return True
        owners = [self.discourse.mentions.headed_by(t) for t in found if t is not None]
        if None in owners:
            return len({t.lemma_.lower() for t in found if t is not None}) == 1
        return len({id(self.discourse.thing[m.span]) for m in owners if m is not None}) == 1

    def _token(self, mention: EntityMention) -> Token:
        """Return the head of a mention."""
        return self.discourse.place[mention.span].token

    def _own(self, mention: EntityMention) -> frozenset[str]:
        """Return what narrows a noun, and that it has a possessor."""
        if mention.span in self._narrowed:
            return self._narrowed[mention.span]
        token = self.discourse.place[mention.span].token
        possessor = {_OWNED for c in token.lefts if c.dep_ == "poss"}
        self._narrowed[mention.span] = modifiers(token) | frozenset(possessor)
        return self._narrowed[mention.span]

    def _capital(self, mention: EntityMention, token: Token) -> bool:
        """Link "the capital", "Peru's capital" to the only capital that the text names: of the country told, if any."""
        if token.lemma_.lower() != "capital" or mention.type != "City":
            return False
        if modifiers(token) - places(self.discourse, mention):
            return False
        named = {id(t): t for t in self.discourse.things((MentionKind.NAME,)) if self._is_capital(t, mention.country)}
        if len(named) != 1:
            return False
        thing = next(iter(named.values()))
        other = self.discourse.before(mention, thing)
        if other is None and mention.country is None:
            return False
        return self.discourse.join(mention, other or thing.mentions[0], "capital")

    def _is_capital(self, thing: Thing, country: str | None) -> bool:
        """Tell whether a thing is a town that is a capital: of a country, where one is told."""
        if thing.type != "City":
            return False
        entries = (self.gazetteer.entry(m.name, Form.CAPITAL) for m in thing.mentions if m.name)
        return any(e and country in {None, e.key.partition(":")[2]} for e in entries)

    def _government(self, mention: EntityMention, token: Token) -> bool:
        """Link "the government" to the government, else to the country, that the text is about."""
        if token.lemma_.lower() not in word_set("government nouns") or mention.plural:
            return False
        if modifiers(token) & word_set("other governments") or any(c.lower_ in _WHOSE for c in token.rights):
            return False
        for _, other, thing in self.discourse.things_before(mention, _LONG_REACH):
            if (thing.key or "").startswith("government:") and mention.country in {None, thing.country}:
                return self.discourse.join(mention, other, "the-government")
        return mention.country is None and self._only_government(mention)

    def _only_government(self, mention: EntityMention) -> bool:
        """Link "the government" to the only one that the text names, later, in a text about that country alone."""
        named = self.discourse.things((MentionKind.NAME,))
        governments = [t for t in named if (t.key or "").startswith("government:")]
        lands = {m.country for m in self.discourse.mentions.all if m.kind is MentionKind.NAME and m.type == "Country"}
        if len(governments) != 1 or lands - {governments[0].country}:
            return False
        return self.discourse.join(mention, governments[0].mentions[0], "the-government")

    def _office(self, mention: EntityMention, token: Token) -> bool:
        """Link "the Russian leader", "the minister" to the person who was given that title, or is known to lead."""
        if "Person" not in family(mention.type):
            return False
        lemma = token.lemma_.lower()
        titles, nearer = word_set("leaders") if lemma == "leader" else frozenset({lemma}), False
        for _, other, thing in self.discourse.things_before(mention, _LONG_REACH):
            if "Person" not in thing.family or not fits(self.discourse, mention, thing) or not thing.named:
                continue
            held = {w for m in thing.mentions for w in (m.position or "").lower().replace(".", " ").split()}
            held |= {_SHORT_TITLES[w] for w in held if w in _SHORT_TITLES}
            known = _led(thing, titled=bool(held & word_set("leaders")))
            leader = lemma in {"leader", "president", "premier"} and known is not None
            if lemma in held and not _one_office(token, held):
                continue  # "the prime minister" is no other minister
            if (held & titles or leader) and mention.country in {None, thing.country, known}:
                if mention.country is None and not held & titles:
                    nearer = True
                    continue  # "the president": of whatever country the text is about
                if _former(token) and (nearer or not self._told_former(thing)):
                    return False
                return self.discourse.join(mention, other, "office")
            nearer = True
        return False


def _former(token: Token) -> bool:
    """Tell whether a noun says that somebody was so before: "the former president"."""
    return any(c.lower_ in _GONE for c in token.lefts)


def _one_office(token: Token, held: set[str]) -> bool:
    """Tell whether the words before a title do not make it another office than the one that somebody holds."""
    words = modifiers(token)
    return words & _RANKS == held & _RANKS and (not words & word_set("portfolios") or bool(words & held))


def _led(thing: Thing, *, titled: bool) -> str | None:
    """Return the country that a person is known to lead, or to have led."""
    names = (leads(m.name, titled=titled) for m in thing.mentions if m.kind is MentionKind.NAME and m.name)
    return next((country for country in names if country), None)


RULES = (
    Rule(
        "only-person",
        "A definite description of somebody is the only person told of just before.",
        ("Ana Silva won. The billionaire thanked her voters.",),
    ),
    Rule(
        "same-head",
        "A definite noun phrase is what was called so before, if nothing tells the two apart.",
        ("A ship sank. The ship was old.",),
    ),
    Rule(
        "name-head",
        "A definite noun is the thing whose name ends in it.",
        ("The Tea Ministry met. The ministry said no.",),
    ),
    Rule(
        "the-government",
        "'The government' is the one that the text speaks of.",
        ("Lima refused. The government said no.",),
    ),
    Rule(
        "capital",
        "'Peru's capital' is the town of the text that is that.",
        ("Lima is calm. Many left Peru's capital.",),
    ),
    Rule(
        "office",
        "'The minister', 'the Peruvian leader' is the person who was given that title.",
        ("President Ana Silva left. The president wept.",),
    ),
    Rule(
        "whose-country",
        "'The country' is that of the people who speak of it, or who leave it.",
        ("Peru is calm. Chile and Bolivia waited. Peruvian ministers said that the country was ready.",),
    ),
    Rule(
        "general-noun",
        "A general word ('the city', 'the company') is the only thing near that it fits.",
        ("They met in Lima. The city was calm.",),
    ),
)
