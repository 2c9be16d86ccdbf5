"""The words by which a statement promises, warns, denies, blames or demands.

They stand in ``schemas/acts.toml``, which gives the reason for each list; what a verb does is asked of the lexicon of
events first (:func:`kind_of`).
"""

from __future__ import annotations

import tomllib
from functools import lru_cache
from typing import Any

from kg.extract.lexicon import load_lexicon
from kg.extract.tables import listed
from kg.settings import schema_path

_TABLES: dict[str, Any] = tomllib.loads(schema_path("acts.toml").read_text(encoding="utf-8"))


def act_words(name: str) -> frozenset[str]:
    """Return a list of words by its name; a miss raises ``KeyError`` with the name."""
    return frozenset(listed(_TABLES["words"][name]))


def act_kinds(name: str) -> frozenset[str]:
    """Return a list of types of events and states by its name; a miss raises ``KeyError`` with the name."""
    return frozenset(listed(_TABLES["kinds"][name]))


@lru_cache(maxsize=4096)
def kind_of(lemma: str) -> str:
    """Return the top type of the plain sense of a verb in the lexicon of events, "" where it has none.

    >>> kind_of("reimburse"), kind_of("die"), kind_of("be")
    ('Aid', 'Die', '')
    """
    plain = (s for s in load_lexicon().of("verb", lemma) if len(s.words) == 1 and not s.conditions)
    return next((s.top for s in plain), "")


class Doings:
    """Verbs that do one kind of thing: those of some types of the lexicon of events, and a list of others."""

    def __init__(self, name: str) -> None:
        """Read the types and the words that ``schemas/acts.toml`` lists under a name."""
        self.kinds = act_kinds(name)
        self.words = act_words(name) if name in _TABLES["words"] else frozenset()

    def __contains__(self, lemma: object) -> bool:
        """Tell whether a lemma is one of these verbs."""
        return lemma in self.words or (isinstance(lemma, str) and kind_of(lemma) in self.kinds)
