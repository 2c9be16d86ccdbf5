"""Literals in canonical lexical forms, and a writer of quads of one graph.

The store normalises literals ("0.80" becomes "0.8"), so every literal is written in the form that the store gives back;
otherwise nothing would compare after a round trip.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad

from kg.graph.vocab import PREFIXES

XSD_INTEGER = NamedNode(PREFIXES["xsd"] + "integer")
XSD_DECIMAL = NamedNode(PREFIXES["xsd"] + "decimal")
XSD_BOOLEAN = NamedNode(PREFIXES["xsd"] + "boolean")
XSD_DATE = NamedNode(PREFIXES["xsd"] + "date")
XSD_DATETIME = NamedNode(PREFIXES["xsd"] + "dateTime")

TRUE = Literal("true", datatype=XSD_BOOLEAN)
FALSE = Literal("false", datatype=XSD_BOOLEAN)

#: Offsets and counts repeat from document to document; so do days and confidences.
CACHED_LITERALS = 1 << 15
#: Fraction digits of an xsd:decimal in the store (Oxigraph keeps 18).
FRACTION_DIGITS = 18


@lru_cache(maxsize=CACHED_LITERALS)
def integer(value: int) -> Literal:
    """Return a whole number as xsd:integer.

    (Not xsd:nonNegativeInteger, as NIF has it for offsets: the store turns that into xsd:integer.)
    """
    return Literal(str(value), datatype=XSD_INTEGER)


def decimal_text(value: float) -> str:
    """Write a number without exponent and without trailing zeros, as the store would.

    >>> decimal_text(0.80), decimal_text(1.0), decimal_text(1e-05)
    ('0.8', '1', '0.00001')
    """
    text = format(Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-FRACTION_DIGITS)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


@lru_cache(maxsize=CACHED_LITERALS)
def decimal(value: float) -> Literal:
    """Return a number as xsd:decimal, in its shortest form."""
    return Literal(decimal_text(value), datatype=XSD_DECIMAL)


def boolean(value: bool) -> Literal:
    """Return a truth value as xsd:boolean."""
    return TRUE if value else FALSE


@lru_cache(maxsize=CACHED_LITERALS)
def day(value: date) -> Literal:
    """Return a day as xsd:date."""
    return Literal(value.isoformat(), datatype=XSD_DATE)


def instant(value: datetime) -> Literal:
    """Return a moment as xsd:dateTime in UTC, to the second."""
    return Literal(value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), datatype=XSD_DATETIME)


@lru_cache(maxsize=CACHED_LITERALS)
def node(iri: str) -> NamedNode:
    """Return an IRI that comes up often (a rule, an entity); raise ValueError when it is not an IRI."""
    return NamedNode(iri)


def value_of(term: Any) -> str:
    """Return an IRI, or the string of a literal (no graph here holds triple terms, which have neither)."""
    value: str = term.value
    return value


class Writer:
    """Collects the quads of one named graph."""

    def __init__(self, graph: str) -> None:
        """Name the graph by its IRI."""
        self.graph = NamedNode(graph)
        self.quads: list[Quad] = []

    def add(self, subject: NamedNode, predicate: NamedNode, value: NamedNode | Literal) -> None:
        """Add one statement."""
        self.quads.append(Quad(subject, predicate, value, self.graph))

    def text(self, subject: NamedNode, predicate: NamedNode, value: str | None) -> None:
        """Add a string, unless there is none."""
        if value is not None:
            self.quads.append(Quad(subject, predicate, Literal(value), self.graph))

    def day(self, subject: NamedNode, predicate: NamedNode, value: date | None) -> None:
        """Add a day, unless there is none."""
        if value is not None:
            self.quads.append(Quad(subject, predicate, day(value), self.graph))

    def whole(self, subject: NamedNode, predicate: NamedNode, value: int | None) -> None:
        """Add a whole number, unless there is none."""
        if value is not None:
            self.quads.append(Quad(subject, predicate, integer(value), self.graph))
