"""Reading the tables in ``schemas/gazetteer/`` and a user's own: tab-separated, ``#`` for comments, | in lists."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kg.errors import RunError
from kg.gazetteer.records import Entry, Form, KnownEntity

Named = tuple[str, Entry]

#: Countries whose names take the article: "Government of the United States".
_WITH_ARTICLE = frozenset(
    {
        "United States",
        "United Kingdom",
        "Netherlands",
        "Philippines",
        "United Arab Emirates",
        "Maldives",
        "Bahamas",
        "Gambia",
        "Soviet Union",
        "Czech Republic",
        "Dominican Republic",
        "Central African Republic",
        "Solomon Islands",
        "Marshall Islands",
        "Democratic Republic of the Congo",
        "Republic of the Congo",
    }
)


def rows(path: Path) -> Iterator[dict[str, str]]:
    """Yield the rows of a table as dicts by its first line; raise :class:`RunError` on a row of another width."""
    table = _cells(path)
    columns = next(table, [])
    for cells in table:
        yield dict(zip(columns, cells))  # noqa: B905 - as many as columns, which was felt when asked again


def pairs(path: Path) -> dict[str, str]:
    """Return the second cell of each row by the first, of a table with two columns; errors are those of :func:`rows`.

    A table of 20,000 rows is read in a third of the time that it takes as dicts.
    """
    table = _cells(path)
    next(table, None)
    return dict(table)


def _cells(path: Path) -> Iterator[list[str]]:
    """Yield the names of the columns of a table, and the cells of each row, as many."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise RunError(f"{path}: cannot be read as a table of names ({error}); see schemas/gazetteer/") from error
    width = 0
    for number, line in enumerate(lines, start=1):
        if not line or line[0] == "#" or line.isspace():
            continue
        cells = line.split("\t")
        width = width or len(cells)
        if len(cells) != width:
            raise RunError(f"{path}, line {number}: {len(cells)} columns instead of {width}; use tabs")
        yield cells


def parts(cell: str) -> tuple[str, ...]:
    """Split a list cell."""
    return tuple(part for part in cell.split("|") if part)


def _country_names(row: dict[str, str], key: str, nationals: str, government: str) -> Iterator[Named]:
    """Yield every name of one country, of its people and of its government."""
    for name in (row["name"], *parts(row["aliases"])):
        yield name, Entry(key, Form.NAME)
    for adjective in parts(row["adjectives"]):
        yield adjective, Entry(key, Form.ADJECTIVE)
    for pair in parts(row["people"]):
        singular, _, plural = pair.partition("/")
        if singular:
            yield singular, Entry(nationals, Form.NATIONAL)
        if plural:
            yield plural, Entry(nationals, Form.PEOPLE)
    for capital in parts(row["capital"]) if row["type"] == "Country" else ():
        yield capital, Entry(government, Form.CAPITAL)


def _government(row: dict[str, str], iso: str) -> KnownEntity:
    """Make the government of a country, which the country's capital and seats of power stand for."""
    article = "the " if row["name"] in _WITH_ARTICLE else ""
    label = f"Government of {article}{row['name']}"
    return KnownEntity(f"government:{iso}", label, "GovernmentBody", of_country=iso, acts_for=iso)


def countries(path: Path) -> Iterator[tuple[tuple[KnownEntity, ...], tuple[Named, ...], tuple[str, ...]]]:
    """Yield for each country what is known (itself, its people, its government), its names and its neighbours."""
    for row in rows(path):
        sovereign = "-" not in row["code"] and row["type"] == "Country"
        code = row["code"]
        key = f"country:{code}" if sovereign else f"wikidata:{row['wikidata']}"
        iso = code if "-" not in code else "GBR"
        peoples = [p.partition("/")[2] for p in parts(row["people"])]
        country = KnownEntity(
            key,
            row["name"],
            row["type"],
            parts(row["aliases"]),
            wikidata=row["wikidata"] or None,
            iso3166=code if sovereign else None,
            geonames=row["geonames"] or None,
            of_country=None if sovereign else iso,
        )
        nationals = KnownEntity(
            f"nationals:{code}", peoples[0] if peoples else f"people of {row['name']}", "Group", of_country=iso
        )
        names = tuple(_country_names(row, key, nationals.key, f"government:{iso}"))
        known = (country, nationals, _government(row, iso)) if sovereign else (country, nationals)
        yield known, names, parts(row["neighbours"])


def _key(row: dict[str, str]) -> str:
    """Name a thing by its Wikidata id, or by its label where that is not known."""
    return f"wikidata:{row['wikidata']}" if row.get("wikidata") else f"known:{row['name']}"


def things(path: Path) -> Iterator[tuple[KnownEntity, tuple[Named, ...]]]:
    """Yield the rows of a table of regions, organisations, or a user's own things, each with its names."""
    for row in rows(path):
        if missing := {"name", "type", "aliases", "wikidata", "country"} - set(row):
            raise RunError(f"{path}: no column {sorted(missing)[0]!r}; see schemas/gazetteer/organisations.tsv")
        aliases = parts(row["aliases"])
        known = KnownEntity(
            _key(row),
            row["name"],
            row["type"],
            aliases,
            wikidata=row["wikidata"] or None,
            of_country=row["country"] or None,
            acts_for=row["country"] or None if row["type"] == "GovernmentBody" else None,
        )
        names = [(name, Entry(known.key, Form.NAME)) for name in (row["name"], *aliases)]
        names += [(name, Entry(known.key, Form.ADJECTIVE)) for name in parts(row.get("adjectives", ""))]
        yield known, tuple(names)


def seats(path: Path) -> Iterator[Named]:
    """Yield the names of the seats of power with the key of who speaks from there."""
    for row in rows(path):
        for name in (row["name"], *parts(row["aliases"])):
            yield name, Entry(row["stands_for"], Form(row["kind"]))
