"""How the parser connects two stretches of a sentence, in words: what a rule rested on, for a person to check."""

from __future__ import annotations

from itertools import pairwise

from kg.extract.syntax import Parse
from kg.extract.tokens import Token
from kg.model import Span


def head_of(parse: Parse, span: Span) -> Token | None:
    """Return the token of a span on which its other tokens hang; None when the span holds no token."""
    tokens = parse.tokens(span)
    inside = {token.i for token in tokens}
    return next((t for t in tokens if t.head.i == t.i or t.head.i not in inside), None)


def _upwards(token: Token) -> list[Token]:
    chain = [token]
    while chain[-1].head.i != chain[-1].i:
        chain.append(chain[-1].head)
    return chain


def parse_path(parse: Parse, start: Span, end: Span) -> str | None:
    """Write the path through the dependency tree from one stretch to another.

    ``A <-dobj- B`` says that A is the direct object of B, ``B -nsubj-> C`` that C is its subject (labels of ClearNLP,
    as in spaCy's English pipelines). None when the two are not in one sentence, or one of them holds no token.
    """
    first, last = head_of(parse, start), head_of(parse, end)
    if first is None or last is None:
        return None
    up, down = _upwards(first), _upwards(last)
    above = {token.i: place for place, token in enumerate(down)}
    meeting = next((place for place, token in enumerate(up) if token.i in above), None)
    if meeting is None:
        return None
    words = [up[0].text]
    for child, parent in pairwise(up[: meeting + 1]):
        words.append(f"<-{child.dep_}- {parent.text}")
    words += [f"-{token.dep_}-> {token.text}" for token in reversed(down[: above[up[meeting].i]])]
    return " ".join(words)
