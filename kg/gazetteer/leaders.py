"""Persons who speak for a country: its heads of state and government, by name (``schemas/gazetteer/leaders.tsv``)."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from kg.gazetteer.tables import parts, rows
from kg.settings import schema_path


def _folded(name: str) -> str:
    """Return a name without accents, hyphens and dots, in lower case."""
    letters = unicodedata.normalize("NFKD", name)
    kept = "".join(c for c in letters if not unicodedata.combining(c))
    return " ".join(kept.replace("-", " ").replace(".", " ").replace("’", "'").lower().split())


@lru_cache(maxsize=1)
def load_leaders() -> tuple[dict[str, str], dict[str, set[str]]]:
    """Load the countries by full name, and those that a last name alone can mean."""
    full: dict[str, str] = {}
    last: dict[str, set[str]] = {}
    for row in rows(schema_path("gazetteer/leaders.tsv")):
        for name in parts(row["names"]):
            folded = _folded(name)
            full[folded] = row["country"]
            last.setdefault(folded.split()[-1], set()).add(row["country"])
    return full, last


def leads(name: str, *, titled: bool) -> str | None:
    """Return the ISO 3166 alpha-3 code of the country that a person is known to lead or to have led.

    ``titled``: a leader's title stands before the name, so that the last name is enough where it means one country.

    >>> leads("Ronald Reagan", titled=False), leads("Reagan", titled=True), leads("Reagan", titled=False)
    ('USA', 'USA', None)
    """
    full, last = load_leaders()
    folded = _folded(name)
    if folded in full:
        return full[folded]
    countries = last.get(folded.split()[-1], set()) if titled and folded else set()
    return next(iter(countries)) if len(countries) == 1 else None
