"""One of a people, a party or a faith, who has no name: "the Austrian", "an Ohio Republican", "another Tory"."""

from __future__ import annotations

from kg.extract.mentions_words import Name
from kg.extract.tokens import Doc, Token
from kg.gazetteer import Entry

#: Words before a noun that make it one of several.
_ONE = frozenset({"a", "an", "another", "one"})
#: How a noun hangs in its clause that stands for itself, not for what it tells of another.
_AS_NOUN = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "dative", "conj", "ROOT", "poss"})


def one_of_a_people(doc: Doc, name: Name, entry: Entry) -> bool:
    """Tell whether a demonym is one person: "the Austrian said", "a Jamaican who", not "the French"."""
    if not entry.key.startswith("nationals:") or name.size > 1 or not name.start:
        return False
    word, article = doc[name.start], doc[name.start - 1].lower_
    plural = word.tag_ in {"NNS", "NNPS"} or word.lower_.endswith(("s", "sh", "ch", "ese"))
    return article in {"the", "a", "an", "another"} and not plural


def one_of_a_group(noun: Token) -> Token | None:
    """Return the first word of a phrase for one of a group, not all of it: "a Texas Democrat", "another Tory"."""
    if noun.dep_ not in _AS_NOUN or noun.tag_ not in {"NN", "NNP"}:
        return None
    return next((c for c in noun.lefts if c.lower_ in _ONE and c.dep_ in {"det", "nummod"}), None)
