"""How a table of words is written down, and the base form by which a word is looked up in it."""

from __future__ import annotations

from spacy.tokens import Token

#: Forms that the lemmatizer of the pipeline takes back to another word.
BASE_FORMS = {"hoped": "hope", "hoping": "hope", "'d": "would", "wo": "will"}


def listed(words: str) -> tuple[str, ...]:
    """Return the words of a line.

    >>> listed("spring summer")
    ('spring', 'summer')
    """
    return tuple(words.split())


def lemma_of(token: Token) -> str:
    """Return the base form of a word, in lower case."""
    return BASE_FORMS.get(token.lower_) or token.lemma_.lower()
