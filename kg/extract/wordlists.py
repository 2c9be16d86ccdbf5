"""The word lists that rules of grammar use, read from ``schemas/events/words.txt``."""

from __future__ import annotations

from functools import lru_cache

from kg.settings import schema_path


@lru_cache(maxsize=1)
def _lists() -> dict[str, frozenset[str]]:
    """Read the file: a name, a colon and words; lines that begin with white space go on."""
    lists: dict[str, list[str]] = {}
    name = ""
    for line in schema_path("events/words.txt").read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if not line[0].isspace():
            name, _, line = line.partition(":")
        lists.setdefault(name, []).extend(line.split())
    return {key: frozenset(words) for key, words in lists.items()}


def words(name: str) -> frozenset[str]:
    """Return a list by its name; a miss raises ``KeyError`` with the name."""
    return _lists()[name]
