"""The second pass: from the text layer of every document in the store to who is who and what is one event.

What was concluded before is thrown away and concluded again; persons' decisions are read from ``OUT/decisions.csv`` and
outrank every rule.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg import ids
from kg.errors import RunError
from kg.gazetteer import Gazetteer, load_gazetteer
from kg.graph.read import read_extraction
from kg.graph.triples import resolution_quads, shortcut_quads
from kg.model import (
    Claim,
    ClaimLink,
    Decision,
    Entity,
    EventMention,
    Eventuality,
    Extraction,
    Source,
    Span,
    SpeechAct,
    Telling,
    Testimony,
)
from kg.resolve.chains import chains
from kg.resolve.entities import resolve_entities
from kg.resolve.events import resolve_events
from kg.resolve.review import parse
from kg.settings import Settings
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

type Who = Mapping[tuple[str, Span], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class TextLayer:
    """One document's text layer, and the IRI under which it is stored."""

    iri: str
    extraction: Extraction


@dataclass(frozen=True, slots=True)
class Conclusions:
    """What was concluded from the text layers of a corpus."""

    layers: tuple[TextLayer, ...]
    entities: tuple[Entity, ...]
    decisions: tuple[Decision, ...]
    eventualities: tuple[Eventuality, ...]
    claim_links: tuple[ClaimLink, ...]

    def totals(self) -> dict[str, int]:
        """Count what there is of what."""
        said = (c for layer in self.layers for c in layer.extraction.claims)
        return {
            "documents": len(self.layers),
            "entities": len(self.entities),
            "eventualities": len(self.eventualities),
            "claims": sum(c.act is not SpeechAct.NARRATE for c in said),
            "claim links": len(self.claim_links),
        }


def resolve_store(store: Store, settings: Settings, *, decisions: Path) -> dict[str, int]:
    """Redo the resolution and shortcut graphs of a store; return how much there is of what.

    ``decisions`` is the file of persons' decisions, which need not exist.
    """
    found = conclude(store, settings, decisions=decisions)
    store.replace_graph(
        ids.RESOLUTION_GRAPH,
        resolution_quads(found.entities, found.decisions, found.eventualities, found.claim_links, settings.base),
    )
    store.replace_graph(ids.SHORTCUTS_GRAPH, shortcut_quads(found.eventualities, settings.base))
    return found.totals()


def conclude(store: Store, settings: Settings, *, decisions: Path) -> Conclusions:
    """Resolve everything that the store holds, without writing it down."""
    layers = tuple(TextLayer(d.iri, read_extraction(store.quads(d.iri))) for d in store.documents())
    judged = persons_words(decisions)
    entities, log = who_is_who(layers, load_gazetteer(settings), judged)
    who = mentions_of(entities)
    tellings = [telling for layer in layers for telling in tellings_of(layer, who)]
    happened = resolve_events(tellings, entities, [source_of(layer) for layer in layers], judged)
    return Conclusions(
        layers,
        tuple(entities),
        (*log, *happened.decisions),
        tuple(happened.eventualities),
        tuple(happened.claim_links),
    )


def who_is_who(
    layers: Iterable[TextLayer], gazetteer: Gazetteer, judged: Iterable[Decision]
) -> tuple[list[Entity], list[Decision]]:
    """Resolve the mentions of all documents to entities, with the log of decisions."""
    found = (
        chain
        for layer in layers
        for chain in chains(
            layer.iri, layer.extraction.mentions, layer.extraction.references, layer.extraction.document.text
        )
    )
    return resolve_entities(found, judged, gazetteer.known)


def persons_words(path: Path) -> list[Decision]:
    """Read what persons decided; nothing when there is no such file.

    Raises :class:`RunError` naming the line where the file makes no sense.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError) as error:
        raise RunError(f"{path}: cannot be read ({error}); write it as UTF-8 or remove it") from error
    return parse(text, str(path))


def mentions_of(entities: Iterable[Entity]) -> Who:
    """Map each mention (document, span) to the ids of the entities that it refers to."""
    found: dict[tuple[str, Span], list[str]] = defaultdict(list)
    for entity in entities:
        for ref in entity.mentions:
            found[ref.document, ref.span].append(entity.id)
    return {place: tuple(sorted(set(names))) for place, names in found.items()}


def tellings_of(layer: TextLayer, who: Who) -> Iterator[Telling]:
    """Return a document's event mentions with their roles and speakers resolved."""
    about: dict[str, list[Testimony]] = defaultdict(list)
    for claim in layer.extraction.claims:
        for told in claim.about:
            about[told].append(_testimony(layer.iri, claim, who))
    for event in layer.extraction.events:
        yield Telling(
            mention=ids.event_mention_iri(layer.iri, event.id),
            document=layer.iri,
            event=event,
            roles=_roles(layer.iri, event, who),
            claims=tuple(about[event.id]),
        )


def _testimony(document: str, claim: Claim, who: Who) -> Testimony:
    return Testimony(
        iri=ids.claim_iri(document, claim.id),
        claim=claim,
        speaker=_one(document, claim.speaker, who),
        via=_one(document, claim.via, who),
    )


def _one(document: str, span: Span | None, who: Who) -> str | None:
    return next(iter(who.get((document, span), ())), None) if span else None


def _roles(document: str, event: EventMention, who: Who) -> tuple[tuple[str, str], ...]:
    pairs = {
        (role, entity)
        for field, role in ROLES
        for span in getattr(event, field)
        for entity in who.get((document, span), ())
    }
    return tuple(sorted(pairs))


def source_of(layer: TextLayer) -> Source:
    """Return a document as a witness."""
    document = layer.extraction.document
    return Source(
        document=layer.iri,
        published=document.published,
        publisher=document.publisher,
        sentences=tuple(span.of(document.text) for span in layer.extraction.sentences),
    )
