"""How a table of words is written down, and the base form by which a word is looked up in it."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.tokens import Token

_CONTENT = frozenset({"VERB", "AUX", "NOUN", "PROPN", "PRON"})

#: Forms that the lemmatizer of the pipeline takes back to another word.
BASE_FORMS = {
    "hoped": "hope",
    "hoping": "hope",
    "hopes": "hope",
    "waging": "wage",
    "waged": "wage",
    "'d": "would",
    "wo": "will",
}


def listed(words: str) -> tuple[str, ...]:
    """Return the words of a line.

    >>> listed("spring summer")
    ('spring', 'summer')
    """
    return tuple(words.split())


def lemma_of(token: Token) -> str:
    """Return the base form of a word, in lower case."""
    return BASE_FORMS.get(token.lower_) or token.lemma_.lower()


def head_of(trigger: Sequence[Token]) -> Token:
    """Return the word that the others hang on; of a word broken by the parser ("re-open") its last part."""
    if len(trigger) == 1:
        return trigger[0]
    inside = {t.i for t in trigger}
    tops = [t for t in trigger if t.head.i not in inside or t.head.i == t.i]
    return max(tops or trigger, key=lambda t: (t.pos_ in _CONTENT, t.i))
