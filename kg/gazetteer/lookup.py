"""The gazetteer: from a name to what it may stand for, and from a key to what is known."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from kg.gazetteer import cities, tables
from kg.gazetteer.records import Entry, Form, KnownEntity
from kg.settings import Settings, schema_path

#: The parts of a name, as they are compared: "the" does not count at its beginning.
_ARTICLES = ("the ", "The ")
#: The words and marks of a name, as a tokenizer would cut it.
_WORDS = re.compile(r"[\w.]+|[^\w\s]")


def plain(name: str) -> str:
    """Bring a name to the form of the tables: one space, straight apostrophes, no article before it."""
    name = " ".join(name.replace("’", "'").split())
    return name[4:] if name.startswith(_ARTICLES) else name


class Gazetteer:
    """All tables in memory; the cities in an index on disk.

    Names are looked up as written ("US" is no "us"), cities without regard to case and accents.
    """

    def __init__(self) -> None:
        self._known: dict[str, KnownEntity] = {}
        self._names: dict[str, list[Entry]] = defaultdict(list)
        self._starts: dict[str, int] = {}
        self._neighbours: dict[str, tuple[str, ...]] = {}

    def add(self, known: KnownEntity, names: Iterable[tuple[str, Entry]]) -> None:
        """Add a thing and its names. What was added first stands first among the entries of a name."""
        self._known.setdefault(known.key, known)
        self.add_names(names)

    def add_names(self, names: Iterable[tuple[str, Entry]]) -> None:
        """Add names of things that are known, or will be."""
        for written, entry in names:
            name = plain(written)
            if name != written and " " not in name and not name[:1].islower() and entry.form is Form.NAME:
                name = f"The {name}"  # "The Sun", "The Australian": without the article it is something else
            if entry not in self._names[name]:
                self._names[name].append(entry)
            words = _WORDS.findall(plain(name))
            self._starts[words[0]] = max(len(words), self._starts.get(words[0], 0))

    def add_country(
        self, known: Sequence[KnownEntity], names: Iterable[tuple[str, Entry]], near: tuple[str, ...]
    ) -> None:
        """Add a country with its people, its government, its names and its neighbours."""
        for each in known:
            self._known.setdefault(each.key, each)
        if known[0].iso3166:
            self._neighbours[known[0].iso3166] = near
        self.add_names(names)

    def find(self, name: str) -> tuple[Entry, ...]:
        """Return what the tables say of a name, best first; nothing for an unknown one. Cities are not looked up."""
        bare = plain(name)
        found = self._names.get(bare) or (self._names.get(f"The {bare}") if name.startswith(_ARTICLES) else None)
        return tuple(found or ())

    def longest(self, word: str) -> int:
        """Return how many words and marks the longest name has that starts with this word; 0 when none does."""
        return self._starts.get(word, 0)

    def known(self, key: str) -> KnownEntity | None:
        """Return what is known under a key."""
        if key.startswith("place:"):
            return cities.city(key.removeprefix("place:"))
        if key.startswith("team:"):
            return self._team(key)
        return self._known.get(key)

    def _team(self, key: str) -> KnownEntity | None:
        """Return the team of a country or city: a body of its own, not the place."""
        code = key.removeprefix("team:")
        home = next((k for scheme in ("country", "place", "wikidata") if (k := self.known(f"{scheme}:{code}"))), None)
        country = home.iso3166 or home.of_country if home else None
        return KnownEntity(key, f"{home.label} (team)", "Organization", of_country=country) if home else None

    def city(self, name: str) -> KnownEntity | None:
        """Return the city that a name most likely means: its main bearer, and the largest of them."""
        found = cities.cities_named(name)
        if not found:
            return None
        seat = next((e.key.partition(":")[2] for e in self.find(name) if e.key.startswith("government:")), None)
        if capital := [c for c in found if c.of_country == seat]:
            return max(capital, key=_size)
        # A large city's other spelling ("Kiev") outranks a small place of that main name.
        return max(found[:1] + tuple(c for c in found[1:] if c.population > _MANY * found[0].population), key=_size)

    def neighbours(self, iso3166: str) -> tuple[str, ...]:
        """Return the countries that share a border with one, as ISO 3166 alpha-3 codes."""
        return self._neighbours.get(iso3166, ())

    def entry(self, name: str, *forms: Form) -> Entry | None:
        """Return the first entry of a name that has one of the forms."""
        return next((e for e in self.find(name) if e.form in forms), None)


#: How many times more people a city must have to take a name from a place whose main name it is.
_MANY = 5


def _size(known: KnownEntity) -> int:
    """Return the population, for choosing."""
    return known.population


def load_gazetteer(settings: Settings) -> Gazetteer:
    """Load the shipped tables and the user's own, whose entries come first."""
    gazetteer = Gazetteer()
    if settings.gazetteer:
        for known, names in tables.things(Path(settings.gazetteer)):
            gazetteer.add(known, names)
    gazetteer.add_names(tables.seats(schema_path("gazetteer/seats.tsv")))
    for country, country_names, near in tables.countries(schema_path("gazetteer/countries.tsv")):
        gazetteer.add_country(country, country_names, near)
    for table in ("regions", "organisations", "movements"):
        for known, names in tables.things(schema_path(f"gazetteer/{table}.tsv")):
            gazetteer.add(known, names)
    return gazetteer
