"""What a denial grants: "denied responsibility for the collapse" says of no collapse that it never was.

Who denies something denies the clause, or the noun that is the object of the denial; not what a definite noun in it
takes for granted (Karttunen 1974 calls it presupposed).
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.extract.syntax import Parse
from kg.extract.tokens import Token
from kg.model import EventMention

#: Prepositions that only say when: what they govern took place, whatever did not.
_TEMPORAL = frozenset({"after", "before", "during", "since", "following", "amid"})
#: Nouns for what somebody had to do with a thing that was.
_BEARING = frozenset({"responsibility", "blame", "knowledge", "awareness"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})


def is_granted(noun: Token) -> bool:
    """Tell whether a denial that holds a noun takes what it tells for granted: "after the merger"."""
    if noun.pos_ != "NOUN" or noun.dep_ != "pobj":
        return False
    if not any((c.dep_ == "det" and c.lower_ in _DEFINITE) or c.dep_ == "poss" for c in noun.lefts):
        return False
    preposition = noun.head
    return preposition.lower_ in _TEMPORAL or preposition.head.lemma_.lower() in _BEARING


def granted_events(parse: Parse, events: Iterable[EventMention]) -> frozenset[str]:
    """Return the event mentions that a denial around them would grant, by id."""
    return frozenset(e.id for e in events if is_granted(parse.tokens(e.trigger)[-1]))
