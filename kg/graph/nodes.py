"""The subjects of a graph with their values as plain strings: what validation and reading back look at.

An IRI and a literal both stand here as the string that they are made of; whoever asks for a property knows which it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from pyoxigraph import Quad

from kg.errors import RunError
from kg.graph.iris import RDF
from kg.graph.terms import value_of
from kg.graph.vocab import local_name
from kg.model import Span


def parse_span(iri: str) -> Span:
    """Read the offsets in a span's IRI.

    >>> parse_span("urn:attest:doc:1f#char=3,8")
    Span(start=3, end=8)
    """
    start, _, end = iri.rpartition("#char=")[2].partition(",")
    return Span(int(start), int(end))


class Node:
    """One subject with its values by property."""

    __slots__ = ("iri", "values")

    def __init__(self, iri: str) -> None:
        """Start without any value."""
        self.iri = iri
        self.values: dict[str, Sequence[str]] = {}

    def get(self, predicate: str) -> str | None:
        """Return the only value; None when there is none."""
        found = self.values.get(predicate)
        return found[0] if found else None

    def need(self, predicate: str) -> str:
        """Return the only value; raise :class:`RunError` when there is none."""
        found = self.values.get(predicate)
        if not found:
            raise RunError(f"{self.iri} has no {local_name(predicate)}; build its document again")
        return found[0]

    def all(self, predicate: str) -> Sequence[str]:
        """Return every value."""
        return self.values.get(predicate, ())

    def spans(self, predicate: str) -> tuple[Span, ...]:
        """Return the spans that the values name, in the order of the text."""
        return tuple(sorted(parse_span(iri) for iri in self.all(predicate)))

    def span(self, predicate: str) -> Span | None:
        """Return the span that the only value names; None when there is none."""
        found = self.get(predicate)
        return None if found is None else parse_span(found)

    def day(self, predicate: str) -> date | None:
        """Return the only value as a day; None when there is none."""
        found = self.get(predicate)
        return None if found is None else date.fromisoformat(found)

    def whole(self, predicate: str) -> int | None:
        """Return the only value as a whole number; None when there is none."""
        found = self.get(predicate)
        return None if found is None else int(found)

    def flag(self, predicate: str) -> bool | None:
        """Return the only value as a truth value; None when there is none."""
        found = self.get(predicate)
        return None if found is None else found == "true"


class Nodes:
    """The subjects of a graph, by IRI and by class."""

    def __init__(self) -> None:
        """Start without any subject."""
        self.by_iri: dict[str, Node] = {}
        self.by_class: dict[str, list[Node]] = {}
        self._inverse: dict[str, dict[str, list[str]]] = {}

    @classmethod
    def of_quads(cls, quads: Iterable[Quad]) -> Nodes:
        """Index some quads."""
        nodes = cls()
        for quad in quads:
            node = nodes.node(value_of(quad.subject))
            predicate, value = quad.predicate.value, value_of(quad.object)
            known = node.values.get(predicate)
            if isinstance(known, list):
                known.append(value)
            else:
                node.values[predicate] = [value]
            if predicate == RDF.type:
                nodes.by_class.setdefault(value, []).append(node)
        return nodes

    def node(self, iri: str) -> Node:
        """Return a subject, new if it was not there."""
        found = self.by_iri.get(iri)
        if found is None:
            found = self.by_iri[iri] = Node(iri)
        return found

    def of(self, term: str) -> list[Node]:
        """Return the subjects of a class."""
        return self.by_class.get(term, [])

    def inverse(self, predicate: str, iri: str) -> list[str]:
        """Return the subjects from which a property leads to an IRI."""
        index = self._inverse.get(predicate)
        if index is None:
            index = self._inverse[predicate] = {}
            for node in self.by_iri.values():
                for value in node.values.get(predicate, ()):
                    index.setdefault(value, []).append(node.iri)
        return index.get(iri, [])
