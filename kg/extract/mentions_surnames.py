"""Surnames that are also common words: "Rice said", where the tagger reads a noun or a verb."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from kg.extract.mentions_repairs import surnames_of
from kg.extract.mentions_words import Name
from kg.extract.tokens import Doc, Token

#: Tags that a surname gets by mistake.
_MISREAD = frozenset({"NOUN", "VERB", "ADJ", "ADV", "AUX", "INTJ", "PROPN"})
#: A single word is somebody's name when the pipeline takes it for one so many times.
OFTEN = 2


def missed_surnames(
    doc: Doc, names: Sequence[Name], lower: Mapping[str, int], titled: frozenset[int]
) -> Iterator[Name]:
    """Yield the words that are written like the surname of a person of the document and were taken for common words.

    Inside a sentence the capital tells; at its start the word must not occur in small letters anywhere in the
    document, and must not stand before a noun. Lines in which every word has a capital tell nothing. ``lower`` counts
    the words of the document as they are written, first words of sentences left out.
    """
    surnames = _surnames(doc, names)
    taken = {i for name in names for i in range(name.start, name.end)}
    for token in doc:
        if token.text not in surnames or token.i in taken or token.i in titled or token.pos_ not in _MISREAD:
            continue
        if token.text == token.lower_ or any(c.dep_ == "det" for c in token.children):
            continue
        if _begins(token) and (lower[token.lower_] or not _stands_alone(token)):
            continue
        yield Name(token.i, token.i + 1, "Person", "name-surname")


def _surnames(doc: Doc, names: Sequence[Name]) -> set[str]:
    """Return the last words of persons' full names, and the single words that are a person's name twice or more."""
    persons = [n for n in names if n.type == "Person"]
    alone = Counter(doc[n.start].text for n in persons if n.size == 1)
    return surnames_of(doc, persons) | {word for word, n in alone.items() if n >= OFTEN}


def _begins(token: Token) -> bool:
    """Tell whether a word has its capital from its place: first in a sentence or in a quotation."""
    return token.is_sent_start or token.i == 0 or token.nbor(-1).is_quote or token.nbor(-1).text == ":"


def _stands_alone(token: Token) -> bool:
    """Tell whether a word is neither the first part of a longer phrase nor has "of" behind it."""
    return token.dep_ not in ("compound", "amod") and not any(c.lower_ == "of" for c in token.rights)
