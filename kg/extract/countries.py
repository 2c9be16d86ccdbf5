"""Which country a person, body, force or group belongs to, where its own words do not say it.

Read after coreference, over all mentions of a document: the demonym before a title, the place after "of" or "in", whose
possessor it is, the leaders that everybody knows, and, for the holders of national offices in a text about a single
country, that country.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.mentions_voice import is_outside
from kg.extract.syntax import Mentions, Parse, prepositions
from kg.extract.tokens import Token
from kg.gazetteer.leaders import leads
from kg.gazetteer.words import word_set
from kg.model import EntityMention, MentionKind, Reference, Rule, Span

RULES: tuple[Rule, ...] = (
    Rule(
        "country.phrase",
        "A person, body, force or group belongs to the country named in its phrase: before its title, as its "
        "possessor, or after 'of' or 'in'.",
        ("Danish Finance Minister Ida Holm spoke.", "Leaders of Peru's new government met.", "Rebels in Chad fled."),
    ),
    Rule(
        "country.leader",
        "A head of state or government in the table of leaders belongs to the country led.",
        ("President Nyerere spoke.",),
    ),
    Rule(
        "country.only",
        "Who holds a national office in a text that names a single country holds it there.",
        ("President Ana Silva promised a vote on the future of Chile.",),
    ),
)

#: Mention types that belong to a country.
OWNED = frozenset({"Person", "Group", "Organization", "GovernmentBody", "ArmedForce", "PoliticalParty"})
#: What is as much a country's as its bodies when a possessive says so ("its borders").
TERRITORY = frozenset({"Border", "Region", "Facility", "Object"})
#: Places whose parts are of the same country.
TOWNS = frozenset({"City", "Region"})
#: Prepositions after which the place is whose the people before them are.
BELONGING = ("of", "from", "in", "throughout", "across")
#: Participles after people that say where they are at home, with the prepositions of the place.
AT_HOME = frozenset({"living", "residing", "operating", "fighting", "dwelling"})
#: Words after people that say whose they are, with "to".
LOYAL = frozenset({"loyal", "belonging"})
#: Nouns of those who are somebody's, and of another country.
RELATIVES = word_set("role nouns") - {"supporter", "host"}
#: National offices and bodies: in a text about one country, that country's.
OFFICES = word_set("national offices")
#: Titles of leaders, and nouns after a leader's name.
LEADERS = word_set("leaders") | {"pm"}
GOVERNMENTS = word_set("government nouns")
#: Words that lead to another country than one's own.
ABROAD = frozenset({"to", "against", "with", "on", "toward", "towards", "by"})
#: How many words of a title are looked at before a name.
TITLE = 7


def with_countries(parse: Parse, mentions: Mentions, references: Sequence[Reference]) -> list[EntityMention]:
    """Return all mentions, those without a country given the one that the text (or the table of leaders) says."""
    finder = _Finder(parse, mentions, references)
    named = mentions.renewed([finder.placed(m) if m.kind is MentionKind.NAME else m for m in mentions.all])
    finder = _Finder(parse, named, references)  # phrases belong where the names in them do
    return [finder.placed(m) if m.kind is not MentionKind.NAME else m for m in named.all]


def told_country(parse: Parse, mentions: Mentions, person: EntityMention) -> str | None:
    """Return the country that stands beside a person's title or name, or that the table of leaders knows for both."""
    return _Finder(parse, mentions, ()).placed(person).country


class _Finder:
    """Finds the countries of the mentions of one document."""

    def __init__(self, parse: Parse, mentions: Mentions, references: Sequence[Reference]) -> None:
        self.parse, self.mentions = parse, mentions
        self.before = {r.mention: r.antecedents for r in references}
        self.known = {m.country for m in mentions.all if m.country and m.kind is MentionKind.NAME}

    def placed(self, mention: EntityMention) -> EntityMention:
        """Return a mention with its country."""
        if mention.kind is not MentionKind.PRONOUN and (led := self._led(mention)):
            return replace(mention, country=led, acts_for=led)  # "the Bush administration": no town of that name
        if mention.country:
            return mention
        if mention.kind is MentionKind.PRONOUN:
            country = self._country(mention)
        elif mention.type in OWNED:
            country = self._in_phrase(mention) or self._leader(mention) or self._only(mention)
        else:
            country = self._belonging(mention) if mention.type in TERRITORY else None
        return replace(mention, country=country) if country else mention

    def _belonging(self, thing: EntityMention) -> str | None:
        """Return the country of whose a thing is ("its borders", "the offices of Danish officials")."""
        if found := self._possessed(thing):
            return found
        if thing.type == "Object" and (inner := [m for m in self._inside(thing.span) if m.type == "Country"]):
            return inner[0].country
        owners = [self.mentions.headed_by(t) for word, t in prepositions(self._head(thing)) if word == "of"]
        near = OWNED | (TOWNS if thing.type in ("Region", "Facility") else frozenset())  # "the old quarter of Lima"
        return next((m.country or self._in_phrase(m) for m in owners[:1] if m is not None and m.type in near), None)

    def _in_phrase(self, mention: EntityMention) -> str | None:
        """Return the country in a mention's own phrase."""
        if mention.kind is MentionKind.NAME:
            return self._of_name(mention) if mention.type in ("Person", "Group") else None
        if led := self._led(mention):
            return led
        inner = [m for m in self._inside(mention.span) if m.type not in ("Region", "Person")]
        if inner:
            return inner[0].country
        return self._possessed(mention) or self._after(mention)

    def _led(self, mention: EntityMention) -> str | None:
        """Return the country of the leader before a government ("the Nyerere administration")."""
        head = self._head(mention)
        if head.lemma_.lower() not in GOVERNMENTS:
            return None
        names = [t for t in head.lefts if t.dep_ == "compound" and t.pos_ == "PROPN"]
        return leads(names[-1].text, titled=True) if names else None

    def _of_name(self, mention: EntityMention) -> str | None:
        """Return the country before a person's title, or right after the name ("Queen Ida of Denmark")."""
        if found := self._before_title(mention):
            return found
        head = self._head(mention)
        if mention.type == "Group" and (inner := self._inside(mention.span)):
            return inner[0].country  # "Indonesian Muslims"
        if mention.type == "Group":
            return self._after(mention) if is_outside(head) else None
        near = [t for word, t in prepositions(head) if word == "of" and t.i == head.i + 2]
        after = self.mentions.headed_by(near[0]) if near and mention.type == "Person" else None
        return after.country if after is not None and after.type == "Country" else None

    def _inside(self, span: Span) -> list[EntityMention]:
        """Return the mentions with a country that lie inside a span, but for those who only back or hold it."""
        tokens = [t for t in self.parse.tokens(span) if not is_outside(t)]
        found = {m.span: m for t in tokens if (m := self.mentions.around(t)) is not None}
        return [m for s, m in sorted(found.items()) if span.contains(s) and m.span != span and m.country]

    def _before_title(self, person: EntityMention) -> str | None:
        """Return the country before a person's title ("British Defence Secretary Tom King")."""
        tokens = self.parse.tokens(person.span)
        inside = {t.i for t in tokens}
        head = next((t for t in tokens if t.head.i not in inside), tokens[-1])
        left = [t for t in head.subtree if t.i < tokens[0].i and tokens[0].i - t.i <= TITLE]
        for token in reversed(left):
            if token.dep_ == "punct" and token.text == "-":
                continue
            if token.dep_ in ("punct", "prep", "relcl", "acl", "conj", "cc") or token.pos_ in ("VERB", "AUX"):
                return None
            mention = self.mentions.around(token)
            if mention is not None and mention.country and mention.type != "Person":
                return mention.country
        return None

    def _possessed(self, mention: EntityMention) -> str | None:
        """Return the country of a mention's possessor ("its troops", "the junta's tanks")."""
        head = self._head(mention)
        owner = next((c for c in head.children if c.dep_ == "poss"), None)
        if owner is None or (owner.lower_ in ("his", "her") and mention.type in ("Person", "Facility", "Object")):
            return None
        if head.lemma_.lower() in RELATIVES:  # "its neighbour" is of another country
            return None
        return self._country(self.mentions.headed_by(owner))

    def _country(self, mention: EntityMention | None, depth: int = 0) -> str | None:
        """Return the country of a mention, or of what it refers to."""
        if mention is None or mention.country or depth > 2:
            return mention.country if mention else None
        countries = {self._country(self.mentions.by_span.get(s), depth + 1) for s in self.before.get(mention.span, ())}
        return countries.pop() if len(countries) == 1 else None

    def _head(self, mention: EntityMention) -> Token:
        """Return the head word of a mention."""
        return self.parse.tokens(mention.head)[-1]

    def _after(self, mention: EntityMention, depth: int = 0) -> str | None:
        """Return the country after "of", "from" or "in" ("leaders of Peru's government", "rebels in Chad")."""
        head = self._head(mention)
        if any(self._is_body(c) for c in head.children if c.dep_ in ("compound", "amod", "poss") and not is_outside(c)):
            return None
        for word, noun in prepositions(head):
            if word in BELONGING and noun.i > head.i:
                return self._of(noun, word, depth)
        for clause in head.children:
            if clause.lower_ in LOYAL and clause.i > head.i:
                return next((self._of(t, "of", depth) for word, t in prepositions(clause) if word == "to"), None)
            if clause.dep_ == "acl" and clause.lower_ in AT_HOME:
                return next((self._of(t, "in", depth) for word, t in prepositions(clause) if word in BELONGING), None)
        return None

    def _of(self, noun: Token, word: str, depth: int) -> str | None:
        """Return the country that a noun after a preposition names, belongs to or contains."""
        found = self.mentions.headed_by(noun) or self.mentions.around(noun)
        if found is not None and found.country:
            return found.country
        if word in ("in", "throughout", "across") or depth or found is None:
            return None
        return self._possessed(found) or self._after(found, depth + 1)

    def _is_body(self, token: Token) -> bool:
        """Tell whether a word before a noun names an organisation, whose people they are then."""
        mention = self.mentions.around(token)
        return mention is not None and mention.kind is MentionKind.NAME and mention.span.end < token.head.idx + 1

    def _leader(self, mention: EntityMention) -> str | None:
        """Return the country of a known leader."""
        if mention.kind is not MentionKind.NAME or mention.type != "Person" or not mention.name:
            return None
        first = self.parse.tokens(mention.span)[0]
        before = first.nbor(-1).lower_.rstrip(".") if first.i else ""
        after = self.parse.tokens(mention.span)[-1]
        follows = after.nbor(1).lower_ if after.i + 1 < len(after.doc) else ""
        titled = before in LEADERS or mention.name.split()[0].lower() in LEADERS or follows in GOVERNMENTS
        return leads(mention.name, titled=titled)

    def _only(self, mention: EntityMention) -> str | None:
        """Return the single country of a text for those who hold a national office, or oppose who holds it."""
        if len(self.known) != 1 or not OFFICES & set(self._described(mention)) or self._is_international(mention):
            return None
        country = next(iter(self.known))
        return None if any(_is_elsewhere(t) for t in self._namings()) else country

    def _is_international(self, mention: EntityMention) -> bool:
        """Tell whether an international organisation is named in a mention's phrase ("European Union ministers")."""
        found = [self.mentions.around(t) for t in self.parse.tokens(mention.span)]
        return any(m is not None and m.type == "InternationalOrganization" and m != mention for m in found)

    def _described(self, mention: EntityMention) -> Iterator[str]:
        """Yield the words that say what somebody is: the title before a name, the noun of a nominal."""
        if mention.kind is MentionKind.NOMINAL:
            if not any(c.dep_ == "poss" or c.lower_ == "of" for c in self._head(mention).children):
                yield from (t.lemma_.lower() for t in self.parse.tokens(mention.head))
        elif mention.type == "Person":
            first = self.parse.tokens(mention.span)[0]
            title = list(first.doc[max(0, first.i - 2) : first.i])
            if not any(t.is_punct for t in title):  # "Its president, Ida Holm": whose president she is stands there
                yield from (t.lower_ for t in title)

    def _namings(self) -> Iterator[Token]:
        """Yield the head words of the names that have a country."""
        for mention in self.mentions.all:
            if mention.country and mention.kind is MentionKind.NAME:
                yield self._head(mention)


def _is_elsewhere(naming: Token) -> bool:
    """Tell whether a country is named as somebody else's: gone to, dealt with, or the office holder's beside it."""
    if naming.dep_ == "pobj":
        verb = naming.head.head
        return naming.head.lower_ in ABROAD or verb.lemma_ in ("arrive", "land", "stay")
    if naming.dep_ in ("amod", "compound", "nmod", "poss"):
        return bool(OFFICES & {naming.head.lemma_.lower()}) or naming.head.ent_type_ == "PERSON"
    return naming.dep_ in ("dobj", "nsubj", "nsubjpass", "dative")
