"""What both passes share: a document's text layer, and what is worked out of it alone."""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg import ids
from kg.graph.canonical import canonical
from kg.graph.read import read_extraction
from kg.increment.codec import dumps, loads
from kg.model import Chain, Claim, EventMention, Extraction, Source, Span, Telling, Testimony
from kg.resolve.chains import chains
from kg.store import Store

#: The fields of an event mention that hold role fillers, and the names of the roles.
ROLES = (
    ("actors", "actor"),
    ("targets", "target"),
    ("participants", "participant"),
    ("places", "place"),
    ("origins", "origin"),
    ("destinations", "destination"),
)

#: The level of compression of what is kept.
FASTEST = 1

type Who = Mapping[Span, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class TextLayer:
    """One document's text layer, and the IRI under which it is stored."""

    iri: str
    extraction: Extraction

    def chains(self) -> tuple[Chain, ...]:
        """Return what the document speaks of."""
        read = self.extraction
        return chains(self.iri, read.mentions, read.references, read.document.text)

    def source(self) -> Source:
        """Return the document as a witness."""
        document = self.extraction.document
        return Source(
            document=self.iri,
            published=document.published,
            publisher=document.publisher,
            sentences=tuple(span.of(document.text) for span in self.extraction.sentences),
        )

    def tellings(self, who: Who) -> Iterator[Telling]:
        """Return the event mentions with their roles and speakers resolved."""
        about: dict[str, list[Testimony]] = defaultdict(list)
        for claim in self.extraction.claims:
            for told in claim.about:
                about[told].append(_testimony(self.iri, claim, who))
        for event in self.extraction.events:
            yield Telling(
                mention=ids.event_mention_iri(self.iri, event.id),
                document=self.iri,
                event=event,
                roles=_roles(event, who),
                claims=tuple(about[event.id]),
            )


def layers_of(store: Store, iris: Iterable[str], kept: Mapping[str, bytes] | None = None) -> Iterator[TextLayer]:
    """Read text layers from the store, or from what :func:`keep` made of those that were just put into it."""
    for iri in iris:
        known = kept.get(iri) if kept else None
        yield TextLayer(iri, read_extraction(store.quads(iri)) if known is None else unkeep(known))


def keep(extraction: Extraction) -> bytes:
    """Pack a text layer, to be read again in this run at a tenth of the cost of reading it from the store."""
    return zlib.compress(dumps(canonical(extraction)).encode(), FASTEST)


def unkeep(kept: bytes) -> Extraction:
    """Unpack what :func:`keep` packed."""
    return loads(Extraction, zlib.decompress(kept).decode())


def _testimony(document: str, claim: Claim, who: Who) -> Testimony:
    return Testimony(
        iri=ids.claim_iri(document, claim.id),
        claim=claim,
        speaker=_one(claim.speaker, who),
        via=_one(claim.via, who),
    )


def _one(span: Span | None, who: Who) -> str | None:
    return next(iter(who.get(span, ())), None) if span else None


def _roles(event: EventMention, who: Who) -> tuple[tuple[str, str], ...]:
    pairs = {(role, entity) for field, role in ROLES for span in getattr(event, field) for entity in who.get(span, ())}
    return tuple(sorted(pairs))
