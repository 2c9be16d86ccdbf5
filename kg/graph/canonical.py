"""The one order of an extraction's records, so that what is written and what is read back are equal."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from kg.model import Claim, EventMention, Extraction, Reference, Span


def _unique[Record](records: Iterable[Record], key: Callable[[Record], Any]) -> tuple[Record, ...]:
    """Sort by the key that names a record, and keep the first of each name."""
    found: dict[Any, Record] = {}
    for record in records:
        found.setdefault(key(record), record)
    return tuple(found[name] for name in sorted(found))


def _spans(spans: Iterable[Span]) -> tuple[Span, ...]:
    return tuple(sorted(set(spans)))


#: The fields of an event mention that hold spans in no order of their own.
_ROLES = ("actors", "targets", "participants", "places", "origins", "destinations")


def _event(event: EventMention) -> EventMention:
    changes: dict[str, Any] = {}
    for role in _ROLES:
        spans: tuple[Span, ...] = getattr(event, role)
        if len(spans) > 1 and (ordered := _spans(spans)) != spans:
            changes[role] = ordered
    if len(event.reasons) > 1:
        changes["reasons"] = tuple(sorted(set(event.reasons)))
    return replace(event, **changes) if changes else event


def _claim(claim: Claim) -> Claim:
    if len(claim.content) < 2 and len(claim.about) < 2:
        return claim
    content, about = _spans(claim.content), tuple(sorted(set(claim.about)))
    return claim if (content, about) == (claim.content, claim.about) else replace(claim, content=content, about=about)


def _reference(reference: Reference) -> Reference:
    spans = reference.antecedents
    return reference if len(spans) == 1 else replace(reference, antecedents=_spans(spans))


def canonical(extraction: Extraction) -> Extraction:
    """Return the extraction in the order of the text, each record once.

    Mentions are named by their span, events by trigger and type, claims by content, cue and speaker: of two records of
    one name the first stays. ``read_extraction(document_quads(x, base)) == canonical(x)``.
    """
    document = extraction.document
    boilerplate = _unique(document.boilerplate, lambda b: b.span)
    return Extraction(
        document=replace(document, boilerplate=boilerplate),
        sentences=_spans(extraction.sentences),
        mentions=_unique(extraction.mentions, lambda m: m.span),
        references=_unique(map(_reference, extraction.references), lambda r: (r.mention, r.antecedents, r.rule)),
        events=_unique(map(_event, extraction.events), lambda e: (e.trigger, e.type)),
        claims=_unique(map(_claim, extraction.claims), lambda c: (c.content, c.id)),
    )
