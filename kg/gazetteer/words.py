"""Sets of words that the rules of mentions and references go by (``schemas/gazetteer/words.tsv``)."""

from __future__ import annotations

from functools import lru_cache

from kg.gazetteer.tables import rows
from kg.settings import schema_path


@lru_cache(maxsize=1)
def _sets() -> dict[str, frozenset[str]]:
    """Load all sets once."""
    return {row["set"]: frozenset(row["words"].split()) for row in rows(schema_path("gazetteer/words.tsv"))}


@lru_cache(maxsize=64)
def word_set(name: str) -> frozenset[str]:
    """Return a set of words by its name; raise KeyError for one that is not in the table."""
    return _sets()[name]


@lru_cache(maxsize=1)
def _genders() -> dict[str, str]:
    """Load the genders of given names once."""
    table = rows(schema_path("gazetteer/first_names.tsv"))
    return {name: row["gender"] for row in table for name in row["names"].split()}


def gender_of(name: str) -> str | None:
    """Return the gender ("f", "m") that a person's given name mostly has; None for an unknown one.

    >>> gender_of("Olga Petrova")
    'f'
    """
    return _genders().get(name.split()[0])
