"""Sets of words that the rules of mentions and references go by (``schemas/gazetteer/words.tsv``)."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from unicodedata import combining, normalize

from kg.gazetteer.tables import rows
from kg.settings import schema_path

#: Letters whose stroke is no accent to Unicode, and what is written for them.
_STROKES = str.maketrans("ŁłØøĐđı", "LlOoDdi")


@lru_cache(maxsize=1)
def _sets() -> dict[str, frozenset[str]]:
    """Load all sets once."""
    return {row["set"]: frozenset(row["words"].split()) for row in rows(schema_path("gazetteer/words.tsv"))}


@lru_cache(maxsize=64)
def word_set(name: str) -> frozenset[str]:
    """Return a set of words by its name; raise KeyError for one that is not in the table."""
    return _sets()[name]


@lru_cache(maxsize=1)
def load_genders() -> dict[str, str]:
    """Load the genders of given names once, also as they are written without accents."""
    table = list(rows(schema_path("gazetteer/first_names.tsv")))
    written = {name: row["gender"] for row in table for name in row["names"].split()}
    plain: dict[str, set[str]] = defaultdict(set)
    for name, gender in written.items():
        plain[_unaccented(name)].add(gender)
    return {name: min(genders) for name, genders in plain.items() if len(genders) == 1} | written


def _unaccented(name: str) -> str:
    """Return a name without the accents of its letters.

    >>> _unaccented("Véronique Łoś")
    'Veronique Los'
    """
    return "".join(c for c in normalize("NFKD", name.translate(_STROKES)) if not combining(c))


def gender_of(name: str) -> str | None:
    """Return the gender ("f", "m") that a person's given name mostly has; None for an unknown one.

    >>> gender_of("Olga Petrova")
    'f'
    """
    return load_genders().get(name.split()[0])
