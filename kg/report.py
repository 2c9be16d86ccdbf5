"""What a build did, document by document."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass, field

from kg.errors import DocumentError
from kg.model import Document, Extraction, Span

#: Is told what is done: the stage, how many documents of it, and the name of what is at work.
type Progress = Callable[[str, int, str], None]


def quiet(stage: str, done: int, name: str) -> None:
    """Show no progress."""


@dataclass(frozen=True, slots=True)
class DocumentReport:
    """What became of one source: ``status`` is "built", "unchanged", "removed" or "skipped" (with the reason)."""

    source: str
    status: str
    identifier: str | None = None
    reason: str | None = None
    counts: dict[str, int] = field(default_factory=dict)
    boilerplate: tuple[dict[str, object], ...] = ()
    encoding: str | None = None


@dataclass(frozen=True, slots=True)
class Read:
    """A document that was read, ready to be stored.

    ``graph`` is its text layer (:func:`kg.graph.trig.pack`), ``kept`` the same for the second pass
    (:func:`kg.increment.known.keep`).
    """

    report: DocumentReport
    identifier: str
    iri: str
    graph: bytes
    kept: bytes


type Outcome = Read | DocumentError


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did, document by document, and the size of what came out."""

    documents: tuple[DocumentReport, ...]
    totals: dict[str, int]

    @property
    def skipped(self) -> list[DocumentReport]:
        """The sources that were not built."""
        return [d for d in self.documents if d.status == "skipped"]

    def to_json(self) -> str:
        """Return the report as JSON, the same bytes for the same input."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def skipped(error: DocumentError) -> DocumentReport:
    """Report a source that was not built."""
    return DocumentReport(error.source, "skipped", reason=f"{error.problem}; {error.cure}")


def unchanged(document: Document) -> DocumentReport:
    """Report a document that stands in the graph as it is."""
    return _report(document, "unchanged", {})


def built(extraction: Extraction) -> DocumentReport:
    """Report a document that was read."""
    return _report(extraction.document, "built", counts(extraction))


def _report(document: Document, status: str, found: dict[str, int]) -> DocumentReport:
    return DocumentReport(
        document.source, status, document.identifier, None, found, ledger(document), document.encoding
    )


def counts(extraction: Extraction) -> dict[str, int]:
    """Count what was read out of one document."""
    found = Counter(
        mentions=len(extraction.mentions),
        events=len(extraction.events),
        claims=sum(c.act != "narrate" for c in extraction.claims),
        boilerplate=len(extraction.document.boilerplate),
    )
    return dict(found)


def ledger(document: Document) -> tuple[dict[str, object], ...]:
    """List the boilerplate of a document: where, why, and its first words."""
    return tuple(
        {"start": b.span.start, "end": b.span.end, "reason": b.reason, "words": shorten(document.text, b.span)}
        for b in document.boilerplate
    )


def shorten(text: str, span: Span, most: int = 80) -> str:
    """Return the first words of a span, on one line."""
    words = " ".join(span.of(text).split())
    return words if len(words) <= most else words[: most - 1] + "…"
