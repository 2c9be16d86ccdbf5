"""Records to quads: the four layers of the graph, each in graphs of its own.

No blank nodes, canonical literals, content-addressed IRIs: the same records give the same quads.
"""

from __future__ import annotations

from kg.graph.document import Written, document_quads, write_document
from kg.graph.provenance import Precision, Run, provenance_quads
from kg.graph.resolution import (
    claim_link_quads,
    decision_quads,
    entity_quads,
    eventuality_quads,
    resolution_quads,
)
from kg.graph.shortcuts import shortcut_quads

__all__ = [
    "Precision",
    "Run",
    "Written",
    "claim_link_quads",
    "decision_quads",
    "document_quads",
    "entity_quads",
    "eventuality_quads",
    "provenance_quads",
    "resolution_quads",
    "shortcut_quads",
    "write_document",
]
