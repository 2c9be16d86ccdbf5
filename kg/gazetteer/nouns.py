"""Which common nouns denote somebody, something or a place: WordNet's, corrected by hand."""

from __future__ import annotations

from collections.abc import Sequence

from kg.gazetteer.tables import pairs, rows
from kg.settings import schema_path

#: A noun that denotes an event, a time, a measure or an abstraction: no mention.
NONE = "none"

#: The most words that a phrase of the tables has.
_LONGEST = 3


class Nouns:
    """The kind of a noun phrase by its last words."""

    def __init__(self, kinds: dict[str, str], by_hand: dict[str, str] | None = None) -> None:
        self._tables = (by_hand or {}, kinds)

    def kind(self, words: Sequence[str]) -> str | None:
        """Return the class of the phrase that these words (lower case, the head last) end in; None when unknown.

        >>> Nouns({"guard": "Person", "border guard": "GovernmentBody"}).kind(["polish", "border", "guard"])
        'GovernmentBody'
        """
        if not words:
            return None
        phrases = [" ".join(words[-length:]) for length in range(min(_LONGEST, len(words)), 1, -1)]
        phrases.append(words[-1])
        for table in self._tables:
            for phrase in phrases:
                if found := table.get(phrase):
                    return found
        return None


def load_nouns() -> Nouns:
    """Load both tables; a hand-written entry outranks WordNet's."""
    kinds = pairs(schema_path("gazetteer/nouns.tsv"))
    by_hand = list(rows(schema_path("gazetteer/nouns_by_hand.tsv")))
    return Nouns(kinds, {n.replace("_", " "): row["kind"] for row in by_hand for n in row["nouns"].split()})
