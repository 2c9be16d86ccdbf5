"""The one place where an identifier or an IRI is minted.

All IRIs are content-addressed: the same input gives the same IRI, whatever the order or the machine.
"""

from __future__ import annotations

import hashlib

from kg.model import Document, Span

DEFAULT_BASE = "urn:attest:"
RESOLUTION_GRAPH = "urn:attest:graph:resolution"
SHORTCUTS_GRAPH = "urn:attest:graph:shortcuts"
PROVENANCE_GRAPH = "urn:attest:graph:provenance"

#: Hexadecimal digits kept of a SHA-256. 80 bits: a chance of 1e-6 of one collision among 1.5e9 names.
DIGITS = 20


def digest(*parts: str) -> str:
    """Hash a record's parts to a short hexadecimal name. Parts are kept apart by a NUL.

    >>> digest("a", "bc") == digest("ab", "c")
    False
    """
    return hashlib.sha256("\0".join(parts).encode("utf-8")).hexdigest()[:DIGITS]


def document_iri(document: Document, base: str = DEFAULT_BASE) -> str:
    """Name a document by its identifier and text: a changed text is another document under the same identifier."""
    return f"{base}doc:{digest(document.identifier, document.sha256)}"


def span_iri(document: str, span: Span) -> str:
    """Name a stretch of a document by RFC 5147 (text/plain fragment identifiers)."""
    return f"{document}#char={span.start},{span.end}"


def event_mention_iri(document: str, event_id: str) -> str:
    """Name an event mention by its document and its id there (see :attr:`kg.model.EventMention.id`)."""
    return f"{document}#event={event_id}"


def claim_iri(document: str, claim_id: str) -> str:
    """Name a claim by its document and its id there (see :attr:`kg.model.Claim.id`)."""
    return f"{document}#claim={claim_id}"


def time_iri(owner: str, kind: str = "time") -> str:
    """Name the time span of an event mention, claim or eventuality, whose IRI is ``owner``."""
    return f"{owner}&{kind}" if "#" in owner else f"{owner}#{kind}"


def entity_iri(entity_id: str, base: str = DEFAULT_BASE) -> str:
    """Name an entity by the hash of its identity."""
    return f"{base}entity:{entity_id}"


def eventuality_iri(eventuality_id: str, base: str = DEFAULT_BASE) -> str:
    """Name an eventuality by the hash of its identity."""
    return f"{base}eventuality:{eventuality_id}"


def decision_iri(decision_id: str, base: str = DEFAULT_BASE) -> str:
    """Name a decision by the hash of what it says."""
    return f"{base}decision:{decision_id}"


def rule_iri(rule_id: str, base: str = DEFAULT_BASE) -> str:
    """Name a rule by its id."""
    return f"{base}rule:{rule_id}"
