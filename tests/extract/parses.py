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
def annotated(text, published=None):
    """Return a document of this text with its parse, as the pipeline makes it."""
    when = date.fromisoformat(published) if published else None
    ((document, doc),) = annotate([Document("case.txt", text, "case.txt", "0", published=when)], pipeline())
    return document, doc


@cache
def parse(text, published=None):
    return Parse(*annotated(text, published))


def tokens(parsed, words):
    """Return the tokens of the last place where the words stand in the text."""
    start = parsed.document.text.rindex(words)
    return parsed.tokens(Span(start, start + len(words)))
