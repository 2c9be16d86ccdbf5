"""Asking the graph: saved questions, SPARQL, and answers in several formats."""

from kg.query.formats import FORMATS, format_result
from kg.query.params import TYPES
from kg.query.running import Cell, Iri, Result, run
from kg.query.saved import Param, SavedQuery, saved_queries

__all__ = ["FORMATS", "TYPES", "Cell", "Iri", "Param", "Result", "SavedQuery", "format_result", "run", "saved_queries"]
