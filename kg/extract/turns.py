"""Transcripts: paragraphs that begin with who speaks, in capitals and before a colon ("RUIZ: The dam held.").

Each such paragraph is a turn; what stands between two turns goes on with the first of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.tokens import Doc, Token

#: The longest label, in tokens: "MR DA SILVA" and the like.
_LABEL = 4
#: So many turns make a transcript.
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Turn:
    """Who speaks, the colon, and the tokens of what they say."""

    label: tuple[Token, ...]
    colon: Token
    words: tuple[Token, ...]


def find_turns(doc: Doc) -> list[Turn]:
    """Return the turns of a transcript, in order; none where a text has fewer than two.

    A label counts when its last word stands in the text as a name, too ("Ana Ruiz"): so no "UPDATE:" does. One that
    does not count only ends the turn before it: it may be somebody else's.
    """
    labels = list(_labels(doc))
    if len(labels) < _FEWEST:
        return []
    named = {t.lower_ for t in doc if t.text[:1].isupper() and not t.text.isupper()}
    if sum(label[-1].lower_ in named for label, _ in labels) < _FEWEST:
        return []
    ends = [label[0].i for label, _ in labels[1:]]
    ends.append(_line_end(doc, labels[-1][1].i))
    return [
        Turn(label, colon, tuple(t for t in doc[colon.i + 1 : end] if not t.is_space))
        for (label, colon), end in zip(labels, ends, strict=True)
        if label[-1].lower_ in named
    ]


def _labels(doc: Doc) -> Iterator[tuple[tuple[Token, ...], Token]]:
    """Yield the words in capitals that paragraphs begin with, each with the colon after them."""
    words = doc.words
    for start in (0, *(i + 1 for i, word in enumerate(words) if "\n" in word)):
        first = start + (start < len(doc) and doc[start].is_quote)
        end = first
        while end < min(first + _LABEL, len(doc)) and words[end].isupper():
            end += 1
        if first < end < len(doc) - 1 and words[end] == ":" and "\n" not in words[end + 1]:
            yield tuple(doc[first:end]), doc[end]


def _line_end(doc: Doc, start: int) -> int:
    """Return the number of the first token after a line."""
    return next((t.i for t in doc[start:] if "\n" in t.text), len(doc))
