"""The records as RDF: terms, quads, reading back, validation."""

from kg.graph.canonical import canonical
from kg.graph.read import read_extraction

__all__ = ["canonical", "read_extraction"]
