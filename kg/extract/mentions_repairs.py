"""Repairs of names: what the tables, the words beside a name and the rest of the document say against the pipeline."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kg.extract.mentions_evidence import BODIES, BODY, weigh
from kg.extract.mentions_words import Name, NameWords, text_of
from kg.extract.tokens import Doc
from kg.gazetteer import Entry, Form, Gazetteer, Nouns
from kg.gazetteer.nouns import NONE
from kg.gazetteer.words import is_given_name, word_set

#: Classes that a noun before a name tells.
_DESCRIBING = frozenset({"Person", "Company", "MediaOutlet", "Facility", "Object", "Region", "City", "PoliticalParty"})
#: Classes that only the pipeline's guess speaks for.
_VAGUE = frozenset({"Organization", "Facility", "City", "Region", "Object", "Group"})
#: A city that nothing but its name speaks for must be this large.
LARGE_CITY = 100_000
#: Who has a town: what follows with "of" is one.
_GOVERNING = frozenset({"mayor", "mayoress", "city", "town", "village", "outskirts", "suburb"})
#: From so many tokens on, a name's words outrank the pipeline's guess that it is a person.
LONG_PERSON = 4


def cut_pair(doc: Doc, name: Name, surnames: set[str], gazetteer: Gazetteer) -> list[Name]:
    """Cut a hyphenated pair ("Smith-Jones talks", "Russian-Belarusian") into its two names when both are known."""
    for i in range(name.start + 1, name.end - 1):
        left, right = text_of(doc, name.start, i), text_of(doc, i + 1, name.end)
        if doc[i].text != "-" or name.entry:
            continue
        if all(part in surnames or gazetteer.find(part) for part in (left, right)):
            one, two = (next(iter(gazetteer.find(part)), None) for part in (left, right))
            first = replace(name, end=i, rule="name-pair", entry=one)
            return [first, replace(name, start=i + 1, rule="name-pair", entry=two)]
    return [name]


def surnames_of(doc: Doc, names: Iterable[Name]) -> set[str]:
    """Collect the last words of the full names of persons."""
    return {doc[n.end - 1].text for n in names if n.type == "Person" and n.size > 1}


def of_countries(doc: Doc, names: list[Name], gazetteer: Gazetteer) -> list[Name]:
    """Take names that end in a country's, without a given name before it, for bodies: "Free Peru" is no person."""
    return [replace(n, type=BODY) if _ends_in_country(doc, n, gazetteer) else n for n in names]


def _ends_in_country(doc: Doc, name: Name, gazetteer: Gazetteer) -> bool:
    """Tell whether a name said to be a person's ends in the name of a country and begins with no given name."""
    if name.type != "Person" or name.size == 1 or name.entry is not None or is_given_name(doc[name.start].text):
        return False
    entry = gazetteer.entry(doc[name.end - 1].text, Form.NAME)
    before = doc[name.start - 1].lower_.rstrip(".") if name.start else ""
    return entry is not None and entry.key.startswith("country:") and before not in word_set("titles")


def _a_bearer(doc: Doc, name: Name) -> bool:
    """Tell whether a place's name is somebody's here: it does not stand where places stand."""
    token = doc[name.start]
    return token.dep_ != "pobj" or token.head.lower_ not in word_set("place prepositions")


def _reclassed(name: Name, kind: str) -> Name:
    """Give a name that no table knows the class that its document tells."""
    return name if name.entry is not None or name.type == kind else replace(name, type=kind)


def made_consistent(doc: Doc, names: list[Name], nouns: Nouns, words: NameWords) -> list[Name]:
    """Make a surname the person's everywhere, and one name one class: the one that most speaks for.

    What is called an event or an illness ("the Carnival festival", "the Zika virus") is no mention anywhere.
    """
    classes = weigh(doc, names, nouns, words)
    names = [_reclassed(name, classes.get(text_of(doc, name.start, name.end), name.type)) for name in names]
    names = [name for name in names if name.type != NONE]
    surnames = surnames_of(doc, names)
    persons = {text_of(doc, name.start, name.end) for name in names if name.type == "Person"}
    result = []
    for name in names:
        text = text_of(doc, name.start, name.end)
        if name.size == 1 and text in surnames and (name.entry is None or _a_bearer(doc, name)):
            name = replace(name, type="Person", rule="name-surname", entry=None)
        elif name.size == 1 and text[-1:] == "s" and text[:-1] in surnames and doc[name.start - 1].lower_ == "the":
            name = replace(name, type="Group", rule="name-family", entry=None)
        elif name.entry is None and name.type in _VAGUE and 1 < name.size < LONG_PERSON:
            name = replace(name, type="Person") if doc[name.end - 1].text in persons else name
        result.append(name)
    return result


def after_demonym(doc: Doc, name: Name, gazetteer: Gazetteer) -> Name:
    """Take a demonym off the beginning of a person's name: "Kazakh" of "Kazakh Marat Akhmetov"."""
    demonym = name.type == "Person" and name.size > 1 and gazetteer.entry(doc[name.start].text, Form.ADJECTIVE)
    return replace(name, start=name.start + 1) if demonym else name


def after_trade(doc: Doc, name: Name, nouns: Nouns) -> Name:
    """Take a noun for a person off a name that begins a sentence or a headline: "Sprinter" of "Sprinter Adeyemi"."""
    first = doc[name.start]
    starts = first.is_sent_start and name.type == "Person" and name.size > 1 and name.entry is None
    if not starts or is_given_name(first.text) or nouns.kind([first.lower_]) != "Person":
        return name
    return replace(name, start=name.start + 1)


def in_headlines(doc: Doc, names: list[Name], titled: frozenset[int]) -> list[Name]:
    """Take the words of headlines that are names in the sentences of the document: a firm's, somebody's surname."""
    taken = {i for name in names for i in range(name.start, name.end)}
    known: dict[str, Name] = {}
    for name in names:
        if name.start not in titled and name.entry is None and (name.size == 1 or name.type == "Person"):
            known.setdefault(doc[name.end - 1].text, name)
    free = [i for i in sorted(titled - taken) if doc[i].text in known and doc[i].text[:1].isupper()]
    return [replace(known[doc[i].text], start=i, end=i + 1) for i in free]


def described(doc: Doc, name: Name, nouns: Nouns) -> Name:
    """Give a name the class of the noun directly before it: "the island Tongatapu", "the tanker Aurora"."""
    before = doc[name.start - 1] if name.start else None
    if before is None or before.pos_ != "NOUN" or name.entry or name.rule == "name-address" or before.tag_ == "NNS":
        return name
    kind = nouns.kind([before.lower_]) if before.head.i in range(name.start, name.end) else None
    if kind not in _DESCRIBING or (kind == "Person" and not _titled(before.lower_, name)):
        return name
    return replace(name, type=kind, rule="name-described") if kind else name


def _titled(noun: str, name: Name) -> bool:
    """Tell whether the noun for a person before a name makes it a person's: "midfielder Quinten Timber"."""
    body = name.type in BODIES and name.size > 1 and noun in word_set("titles") | word_set("team members")
    return name.type == BODY or body


def with_entry(doc: Doc, name: Name, gazetteer: Gazetteer, surnames: set[str]) -> Name:
    """Look up a name that came from the parse, or from a cut."""
    text = text_of(doc, name.start, name.end)
    governed = name.start > 1 and doc[name.start - 1].lower_ == "of" and doc[name.start - 2].lower_ in _GOVERNING
    if governed and name.entry is None and name.type in {"Person", "Organization", "Object", "Facility"}:
        city = gazetteer.city(text)
        return replace(name, type="City", entry=Entry(city.key, Form.NAME) if city else None)
    if name.type == "Person" and name.size == 1 and name.rule == "name-entity" and text not in surnames:
        city = gazetteer.city(text)
        large = city is not None and city.population >= LARGE_CITY
        return replace(name, type="City", entry=Entry(city.key, Form.NAME)) if city and large else name
    if name.entry or name.type == "Person":
        return name
    if entries := gazetteer.find(text):
        known = gazetteer.known(entries[0].key)
        return replace(name, entry=entries[0], type=known.type if known else name.type)
    if name.type == "City" and (city := gazetteer.city(text)):
        return replace(name, entry=Entry(city.key, Form.NAME))
    if name.rule in {"name-capitals", "name-entity"} and name.type == "Organization" and name.start:
        city = gazetteer.city(text)
        if city and city.population >= LARGE_CITY and doc[name.start].nbor(-1).pos_ == "ADP":
            return replace(name, type="City", entry=Entry(city.key, Form.NAME))
    return name
