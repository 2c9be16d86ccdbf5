"""Shared readings of a parse: offsets, noun phrases, and which mention a token heads.

Nothing here decides what a thing is; it only reads what the parser said, so that each rule reads it the same way.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc, Token

from kg.model import Document, EntityMention, Span

#: Dependents that stand before a head and belong to its noun phrase (ClearNLP labels of the English pipelines).
PREMODIFIERS = frozenset({"det", "amod", "compound", "nummod", "poss", "quantmod", "predet", "nmod", "advmod", "case"})


def token_span(token: Token) -> Span:
    """Return the offsets of one token."""
    return Span(token.idx, token.idx + len(token))


def tokens_span(tokens: Iterable[Token]) -> Span:
    """Return the offsets from the first to the last of the tokens, which must not be none."""
    ordered = sorted(tokens, key=lambda t: t.i)
    return Span(ordered[0].idx, ordered[-1].idx + len(ordered[-1]))


@dataclass(frozen=True)
class Parse:
    """One document with its parse. ``doc`` may be of a repaired text; its offsets are those of the document."""

    document: Document
    doc: Doc

    @cached_property
    def starts(self) -> dict[int, int]:
        """Map each code point inside a token to the token's index."""
        return {i: t.i for t in self.doc for i in range(t.idx, t.idx + len(t))}

    def tokens(self, span: Span) -> list[Token]:
        """Return the tokens that overlap the span, without white space."""
        found = sorted({self.starts[i] for i in range(span.start, span.end) if i in self.starts})
        return [self.doc[i] for i in found if not self.doc[i].is_space]

    def text(self, span: Span) -> str:
        """Return the words of the span, as read."""
        return span.of(self.document.text)

    def sentence(self, token: Token) -> Span:
        """Return the sentence of a token, without white space around it."""
        tokens = [t for t in token.sent if not t.is_space]
        return tokens_span(tokens or [token])


class Mentions:
    """The entity mentions of one document, found by the token that heads them or by any token inside."""

    def __init__(self, parse: Parse, mentions: Sequence[EntityMention]) -> None:
        self.all = tuple(mentions)
        self.by_span = {m.span: m for m in mentions}
        self._head: dict[int, EntityMention] = {}
        self._inside: dict[int, EntityMention] = {}
        for mention in sorted(mentions, key=lambda m: m.span.start - m.span.end):
            for token in parse.tokens(mention.head):
                self._head.setdefault(token.i, mention)
            for token in parse.tokens(mention.span):
                self._inside[token.i] = mention

    def headed_by(self, token: Token) -> EntityMention | None:
        """Return the mention whose head is this token (the longest one)."""
        return self._head.get(token.i)

    def around(self, token: Token) -> EntityMention | None:
        """Return the shortest mention that the token lies in."""
        return self._inside.get(token.i)
