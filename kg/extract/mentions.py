"""Who and what a document mentions: names, nominals and pronouns, each with its extent, class and country.

Extents follow the annotation guide: the noun phrase with its article and premodifiers, without what follows its head.
Titles before a name and relative pronouns are no mentions; an adjectival demonym ("Russian troops") names the country.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from kg.extract.mentions_members import one_of_a_group, one_of_a_people
from kg.extract.mentions_names import find_names
from kg.extract.mentions_nominals import NominalReader
from kg.extract.mentions_repairs import LARGE_CITY
from kg.extract.mentions_teams import teams
from kg.extract.mentions_voice import acts, is_outside
from kg.extract.mentions_words import Name, NameWords, text_of
from kg.extract.syntax import Parse, tokens_span
from kg.extract.tokens import Doc, Token
from kg.gazetteer import Entry, Form, Gazetteer, Nouns, load_nouns
from kg.gazetteer.words import gender_of, word_set
from kg.model import EntityMention, MentionKind, Rule, Span

#: Classes whose names stand with an article and premodifiers as one mention.
_WITH_ARTICLE = frozenset(
    {"Organization", "GovernmentBody", "ArmedForce", "InternationalOrganization", "MediaOutlet", "PoliticalParty"}
    | {"Company", "Facility", "Country", "Region", "Group", "Place", "Border", "Object"}
)
#: Classes of names inside which a leading place or demonym is a mention of its own ("the Irving Police Department").
_NESTING = frozenset({"GovernmentBody", "ArmedForce", "Border"})
#: Classes of names inside which only a demonym is one ("the Australian Centre for Tea").
_NESTING_DEMONYMS = frozenset({"Organization", "Facility", "Object"})
#: How a demonym before a noun hangs on it.
_BEFORE_NOUN = frozenset({"amod", "compound", "nmod"})
#: Classes that act for the country they belong to.
_ACTING_FOR = frozenset({"GovernmentBody", "ArmedForce"})


@lru_cache(maxsize=1)
def load_tables() -> tuple[Nouns, NameWords]:
    """Load the tables of words once."""
    return load_nouns(), NameWords()


@dataclass(frozen=True)
class _Reader:
    """Everything needed to turn the names of one document into mentions."""

    doc: Doc
    gazetteer: Gazetteer
    nouns: Nouns

    def mention(self, name: Name) -> Iterator[EntityMention]:
        """Yield the mention of a name, and the mentions of names inside it."""
        last = _head(self.doc, name)
        entry = self._reading(name, last)
        if entry is not None and name.start and self.doc[name.start - 1].lower_ == "ethnic":
            name = replace(name, entry=None, key=None, type="Group")  # "ethnic Turks" are a people, of any country
            entry = None
        if entry is not None and one_of_a_people(self.doc, name, entry):
            yield self._national(name, entry)
            return
        if entry is None and name.type == "Group" and (first := one_of_a_group(last)) is not None:
            yield self._member(name, first)
            return
        known = self.gazetteer.known(entry.key if entry else name.key or "")
        building = entry is None and name.entry is not None and name.entry.form is Form.PLACE
        kind = known.type if known else "Facility" if building else name.type
        nested = list(self._nested(name, kind))
        country = (known.iso3166 or known.of_country) if known else None
        country = country or next((m.country for m in nested if m.country), None) or self._country(last, name)
        start, end = self._extent(name, kind, entry, last)
        position = self._position(name) if kind == "Person" else None
        yield EntityMention(
            tokens_span(self.doc[start:end]),
            tokens_span(self.doc[name.start : name.end]),
            MentionKind.NAME,
            kind,
            name.rule,
            name=self._written(name),
            key=entry.key if entry else name.key,
            country=country,
            acts_for=self._acts_for(kind, country, known.acts_for if known else None, position),
            plural=True if kind == "Group" else None,
            gender=_gender(self.doc, name) if kind == "Person" else None,
            position=position,
        )
        yield from nested

    def _written(self, name: Name) -> str:
        """Return a name as it is written, but not the capitals of a dateline."""
        text = text_of(self.doc, name.start, name.end)
        return text.title() if name.rule in {"name-dateline", "name-turn"} and text.isupper() else text

    def _national(self, name: Name, entry: Entry) -> EntityMention:
        """Make the mention of somebody called by the country: "the Austrian"."""
        known = self.gazetteer.known(entry.key)
        head = tokens_span(self.doc[name.start : name.end])
        span = tokens_span(self.doc[name.start - 1 : name.end])
        country = (known.iso3166 or known.of_country) if known else None
        return EntityMention(span, head, MentionKind.NOMINAL, "Person", "nominal", country=country, plural=False)

    def _member(self, name: Name, first: Token) -> EntityMention:
        """Make the mention of one of a party or a faith, who has no name: "an Ohio Republican"."""
        head = tokens_span(self.doc[name.start : name.end])
        span = tokens_span(self.doc[first.i : name.end])
        country = next((c for t in self.doc[first.i : name.start] if (c := self.country_of(t))), None)
        return EntityMention(span, head, MentionKind.NOMINAL, "Person", "nominal", country=country, plural=False)

    def _reading(self, name: Name, last: Token) -> Entry | None:
        """Choose among what a name may stand for, by how it is used here."""
        if name.entry is None:
            return None
        text = text_of(self.doc, name.start, name.end)
        entries = {e.form: e for e in reversed(self.gazetteer.find(text))}
        if not entries:
            return name.entry
        if Form.SEAT in entries:
            return entries[Form.SEAT]
        if Form.CAPITAL in entries or Form.PLACE in entries:
            return self._capital(text, entries, last)
        if Form.NAME in entries:
            return entries[Form.NAME]
        if Form.ADJECTIVE in entries and (not _bare(last) or self._shares_noun(last)):
            return entries[Form.ADJECTIVE]
        return entries.get(Form.PEOPLE) or entries.get(Form.NATIONAL) or entries.get(Form.ADJECTIVE)

    def _shares_noun(self, demonym: Token) -> bool:
        """Tell whether a demonym goes with the next one's noun: "Peruvian and Chilean border guards"."""
        after = self.doc[demonym.i + 1 : demonym.i + 3]
        if len(after) < 2 or after[0].lower_ not in {"and", "or", ","} or after[1].dep_ not in _BEFORE_NOUN:
            return False
        return after[1].head.i > after[1].i and self.gazetteer.entry(after[1].text, Form.ADJECTIVE) is not None

    def _capital(self, text: str, entries: dict[Form, Entry], last: Token) -> Entry | None:
        """Read a capital as its government or as the city, a building as who sits there or as the building."""
        if acts(last, self.nouns):
            return entries.get(Form.PLACE) or entries.get(Form.CAPITAL)
        if Form.CAPITAL not in entries:
            return None
        city = self.gazetteer.city(text)
        return Entry(city.key, Form.NAME) if city else None

    def _nested(self, name: Name, kind: str) -> Iterator[EntityMention]:
        """Yield the demonym or place that a name begins with, where the rest is a body of its own."""
        if kind not in _NESTING | _NESTING_DEMONYMS or name.size < 2:
            return
        learned = any(
            t.text in {"University", "College", "Institute", "School", "Church"}
            for t in self.doc[name.start : name.end]
        )
        ends = range(name.end - 1 if not learned else name.start, name.start, -1)
        tails = [i + 1 for i in range(name.start, name.end - 1) if self.doc[i].lower_ == "of" and kind in _NESTING]
        for start, end in [*((name.start, end) for end in ends), *((start, name.end) for start in tails)]:
            text = text_of(self.doc, start, end)
            found = self.gazetteer.find(text)
            entry = next((e for e in found if e.form in {Form.NAME, Form.ADJECTIVE}), None)
            entry = entry or (self._city(text) if name.entry is None else None)
            known = self.gazetteer.known(entry.key) if entry else None
            if known is None or known.type not in {"Country", "Region", "City", "InternationalOrganization"}:
                continue
            if kind not in _NESTING and (entry is None or entry.form is not Form.ADJECTIVE):
                continue
            span = tokens_span(self.doc[start:end])
            yield EntityMention(
                span,
                span,
                MentionKind.NAME,
                known.type,
                "name-inside",
                name=text,
                key=known.key,
                country=known.iso3166 or known.of_country,
            )
            return

    def _city(self, text: str) -> Entry | None:
        """Return the city of a name, if it is a large one."""
        city = self.gazetteer.city(text) if not self.nouns.kind([text.lower()]) else None
        return Entry(city.key, Form.NAME) if city and city.population >= LARGE_CITY else None

    def _extent(self, name: Name, kind: str, entry: Entry | None, last: Token) -> tuple[int, int]:
        """Widen a name by its article, where it heads a noun phrase of its own."""
        start, end = name.start, name.end
        if (
            kind not in _WITH_ARTICLE
            or (entry and entry.form is Form.ADJECTIVE)
            or last.dep_ in {"compound", "amod", "nmod", "npadvmod"}
        ):
            return start, end
        if start and self.doc[start - 1].lower_ == "the":
            start -= 1
        return start, end

    def _position(self, name: Name) -> str | None:
        """Return the title before a person's name ("Prime Minister")."""
        start = name.start
        while start and self.doc[start - 1].lower_.rstrip(".") in word_set("titles"):
            start -= 1
        return text_of(self.doc, start, name.start) or None if start < name.start else None

    def _country(self, last: Token, name: Name) -> str | None:
        """Return the country of a demonym that stands before the name or in its noun phrase, or of the part named."""
        if name.rule == "name-part":
            return self._named(name)
        if name.type in {"Group", "Country", "Region", "City"}:
            return None
        after = [t for t in self.doc[name.end : name.end + 3] if t.lower_ != "the"]
        if name.type in _ACTING_FOR and len(after) > 1 and after[0].lower_ == "of":
            return self.country_of(after[1])
        for token in self.doc[max(0, name.start - 4) : name.start]:
            near = token.head in (last, *self.doc[name.start : name.end]) or token.head.head == last
            if near and (found := self.country_of(token)):
                return found
        return None

    def country_of(self, token: Token) -> str | None:
        """Return the country that a word names or is the adjective of."""
        return self._owner(token.text)

    def _named(self, name: Name) -> str | None:
        """Return the country that a name ends in: "northern Sri Lanka"."""
        ends = (text_of(self.doc, start, name.end) for start in range(name.start + 1, name.end))
        return next((country for text in ends if (country := self._owner(text))), None)

    def _owner(self, text: str) -> str | None:
        """Return the country that a text names or is the adjective of; none for a body that many countries have."""
        if text.lower() in word_set("shared bodies"):
            return None
        entry = self.gazetteer.entry(text, Form.ADJECTIVE, Form.NAME)
        known = self.gazetteer.known(entry.key) if entry else None
        return (known.iso3166 or known.of_country) if known else None

    @staticmethod
    def _acts_for(kind: str, country: str | None, known: str | None, position: str | None) -> str | None:
        """Return the country that a government's body, a force or an office holder acts for."""
        if known or kind in _ACTING_FOR:
            return known or country
        words = (position or "").lower().split()
        return country if any(w in word_set("offices") for w in words) else None


def _bare(token: Token) -> bool:
    """Tell whether a demonym stands alone as a noun: "a Russian said"."""
    if token.pos_ == "ADJ":
        return token.dep_ in {"nsubj", "nsubjpass", "dobj", "pobj"}
    return token.dep_ in {"nsubj", "nsubjpass", "dobj", "pobj", "appos", "conj"} and token.pos_ in {"NOUN", "PROPN"}


def _head(doc: Doc, name: Name) -> Token:
    """Return the token of a name that hangs on a token outside it."""
    inside = range(name.start, name.end)
    for token in reversed(doc[name.start : name.end]):
        if token.head.i not in inside or token.head == token:
            return token
    return doc[name.end - 1]


_MALE_TITLES = frozenset({"mr", "sir", "lord", "king", "prince", "father", "brother", "baron", "emperor", "sultan"})
_FEMALE_TITLES = frozenset({"mrs", "ms", "miss", "dame", "lady", "queen", "princess", "sister", "baroness"})


def _gender(doc: Doc, name: Name) -> str | None:
    """Read a person's gender off the title before the name, else off the given name."""
    before = doc[name.start - 1].lower_.rstrip(".") if name.start else ""
    if before in _MALE_TITLES or before in _FEMALE_TITLES:
        return "m" if before in _MALE_TITLES else "f"
    return gender_of(doc[name.start].text) if name.size > 1 else None


def find_mentions(parse: Parse, gazetteer: Gazetteer) -> list[EntityMention]:
    """Find all candidates for mentions of one document, in the order of their offsets, the longer first."""
    nouns, words = load_tables()
    doc = parse.doc
    reader = _Reader(doc, gazetteer, nouns)
    names = find_names(doc, gazetteer, words, nouns)
    names = teams(doc, names, {n.start: _head(doc, n) for n in names})
    named = frozenset(i for name in names for i in range(name.start, name.end))
    found = [m for name in names for m in reader.mention(name)]
    countries = {i: m.country for m in found if m.country for i in _numbers(parse, m)}
    found += [_with_country(doc, m, parse, reader, countries) for m in NominalReader(doc, nouns, named).mentions()]
    unique: dict[Span, EntityMention] = {}
    for mention in found:
        unique.setdefault(mention.span, mention)
    return sorted(unique.values(), key=lambda m: (m.span.start, -m.span.end))


def _numbers(parse: Parse, mention: EntityMention) -> range:
    """Return the numbers of the tokens of a mention's name."""
    tokens = parse.tokens(mention.head)
    return range(tokens[0].i, tokens[-1].i + 1)


def _with_country(
    doc: Doc, mention: EntityMention, parse: Parse, reader: _Reader, countries: dict[int, str]
) -> EntityMention:
    """Give a nominal the country of a demonym or a possessor in its phrase ("Russian troops", "Poland's army")."""
    if mention.kind is not MentionKind.NOMINAL:
        return mention
    for token in parse.tokens(mention.span):
        if not token.text[:1].isupper() or is_outside(token):
            continue
        if country := countries.get(token.i) if token.i in countries else reader.country_of(token):
            if _is_government(parse, mention, token):
                key = f"government:{country}"
                return replace(mention, key=key, country=country, acts_for=country)
            acting = country if mention.type in _ACTING_FOR or _office(parse, mention) else None
            return replace(mention, country=country, acts_for=acting)
    return mention


def _is_government(parse: Parse, mention: EntityMention, country: Token) -> bool:
    """Tell whether a nominal is a country's government: "the Polish government", "Peru's government"."""
    words = [t.lower_ for t in parse.tokens(mention.span) if t.pos_ not in {"DET", "PART"} and t.head != country]
    return len(words) == 2 and words[-1] == "government" and not mention.plural


def _office(parse: Parse, mention: EntityMention) -> bool:
    """Tell whether a nominal is the holder of a public office."""
    return any(t.lemma_.lower() in word_set("offices") for t in parse.tokens(mention.head))


def _rules(pairs: Sequence[tuple[str, str, str]]) -> tuple[Rule, ...]:
    """Make rules from their id, text and example."""
    return tuple(Rule(i, text, (example,)) for i, text, example in pairs)


RULES = _rules(
    [
        (
            "name-known",
            "A name that stands in the tables of countries, peoples, seats of power, organisations and outlets.",
            "The Kremlin declined to comment.",
        ),
        (
            "name-dateline",
            "The place that a paragraph begins with, before a dash, and the agency in brackets after it.",
            "LIMA, May 3 (Reuters) - A bridge collapsed.",
        ),
        (
            "name-turn",
            "Who speaks in a transcript: the words in capitals before a colon that a paragraph begins with.",
            "LIMA: Did the dam hold?",
        ),
        (
            "name-part",
            "A direction before a country or region is that part of it, a region of its own.",
            "Floods hit northern Peru.",
        ),
        (
            "name-noun",
            "A structure or treaty that is called after somebody or some place: name and noun are one name.",
            "They crossed the Okello bridge.",
        ),
        (
            "name-entity",
            "A name that the language pipeline found; its class comes from its words where they tell it.",
            "Amara Okafor met reporters.",
        ),
        (
            "name-capitals",
            "A run of proper nouns inside a sentence that nothing else took for a name.",
            "Customers of Zentrix complained.",
        ),
        (
            "name-surname",
            "A single word that is the surname of a person named in full in the same document.",
            "Ana Silva won. Silva thanked voters.",
        ),
        ("name-family", "'The' and a surname in the plural is that family.", "Ana Silva came. The Silvas left."),
        ("name-team", "In a report of sport, a country or city that plays is its team.", "Peru beat Chile 2-0."),
        ("name-address", "A web address, an account or a hashtag.", "It stood on www.example.org."),
        ("name-described", "A noun directly before a name tells its class.", "The tanker Aurora sank."),
        ("name-pair", "Two names joined by a hyphen are two mentions.", "The Silva-Moreno meeting ended."),
        (
            "name-inside",
            "A country or place that a body's name begins with is a mention of its own.",
            "The Kenyan Health Ministry said so.",
        ),
        (
            "nominal",
            "A noun phrase whose noun denotes persons, bodies, places or things, by the tables of nouns.",
            "The old harbour was closed by the mayor.",
        ),
        (
            "nominal-speaker",
            "A noun phrase that no table knows for somebody, but that says something: a campaign, a work, a share of "
            "people, 'some'.",
            "Nine percent said the old harbour should stay.",
        ),
        (
            "pronoun",
            "A personal or possessive pronoun, unless it stands for nothing as in 'it is raining'.",
            "She said they would come.",
        ),
    ]
)
