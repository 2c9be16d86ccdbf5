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
def load_genders() -> tuple[dict[str, str], dict[str, str]]:
    """Load the genders of the common given names and of all others once."""
    return _genders("first_names"), _genders("given_names")


def _genders(name: str) -> dict[str, str]:
    """Load the genders of a table's given names, also as they are written without accents."""
    table = list(rows(schema_path(f"gazetteer/{name}.tsv")))
    written: dict[str, str] = {}
    for row in table:
        written.update(dict.fromkeys(row["names"].split(), row["gender"]))
    plain: dict[str, set[str]] = defaultdict(set)
    for name in [name for name in written if not name.isascii()]:
        plain[_unaccented(name)].add(written[name])
    return {name: min(genders) for name, genders in plain.items() if len(genders) == 1} | written


def is_given_name(word: str) -> bool:
    """Tell whether a word is so common a given name that it shows the name of a person.

    >>> is_given_name("Olga"), is_given_name("Lisbon")
    (True, False)
    """
    return word in load_genders()[0]


def _unaccented(name: str) -> str:
    """Return a name without the accents of its letters.

    >>> _unaccented("Véronique Łoś")
    'Veronique Los'
    """
    return "".join(c for c in normalize("NFKD", name.translate(_STROKES)) if not combining(c))


def gender_of(name: str) -> str | None:
    """Return the gender ("f", "m") that a person's given name mostly has; None for an unknown one, or one of both.

    >>> gender_of("Olga Petrova")
    'f'
    """
    given = name.split()[0]
    common, others = load_genders()
    return (common[given] if given in common else others.get(given)) or None
