"""Small readings of one clause: infinitives, relative words, participles that say what their subject does."""

from __future__ import annotations

from kg.extract.tokens import Token

#: Participles with a preposition after which the surface subject is who does it, not who suffers it.
DISPOSED = {"committed": "to", "opposed": "to", "engaged": "in", "involved": "in", "allied": "with", "united": "with"}
#: Labels of names of those who can do something.
PARTY_LABELS = frozenset({"GPE", "NORP", "ORG"})


def has_relative(verb: Token) -> bool:
    """Tell a clause that a relative word begins ("the man who", "a place where", "a way in which")."""
    return any(t.tag_ in ("WDT", "WP", "WP$", "WRB") for c in verb.lefts for t in (c, *c.children))


def is_infinitive(verb: Token) -> bool:
    """Tell whether the verb has its own "to"."""
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def is_disposed(verb: Token) -> bool:
    """Tell a participle that says what its subject does: "is committed to peace", "was engaged in a feud"."""
    word = DISPOSED.get(verb.lower_)
    return word is not None and any(c.dep_ == "prep" and c.lower_ == word for c in verb.children)


def has_adverb(verb: Token) -> bool:
    """Tell "the day when he came", "the town where he lived", "in which" from a clause with a gap for its object."""
    return any(
        c.tag_ == "WRB" or (c.dep_ == "prep" and any(p.tag_ == "WDT" for p in c.children)) for c in verb.children
    )


def up_to(verb: Token) -> list[Token]:
    """Return the object after "up to" and a number, which the parser takes for a way ("freed up to 16 sailors")."""
    ways = [c for c in verb.children if c.lower_ == "to" and c.dep_ == "prep" and c.i and c.nbor(-1).lower_ == "up"]
    return [p for c in ways for p in c.rights if p.dep_ == "pobj" and c.nbor().pos_ == "NUM"]
