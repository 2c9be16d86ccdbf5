"""Sentences parsed once for the tests of extraction."""

from datetime import date
from functools import cache

from kg.annotate import annotate, load
from kg.extract.syntax import Parse
from kg.model import Document, Span
from kg.settings import Settings


@cache
def pipeline():
    return load(Settings())


@cache
def parse(text, published=None):
    when = date.fromisoformat(published) if published else None
    document = Document("case.txt", text, "case.txt", "0", published=when)
    ((document, doc),) = annotate([document], pipeline())
    return Parse(document, doc)


def tokens(parsed, words):
    """Return the tokens of the last place where the words stand in the text."""
    start = parsed.document.text.rindex(words)
    return parsed.tokens(Span(start, start + len(words)))
