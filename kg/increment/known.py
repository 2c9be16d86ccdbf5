"""What the second pass asks of a document: worked out once of its text layer, and kept in a few kilobytes."""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from operator import attrgetter
from typing import Any

from kg import ids
from kg.graph.read import read_extraction
from kg.increment.codec import pack, unpack
from kg.model import (
    Chain,
    Claim,
    EventMention,
    Extraction,
    Modality,
    Polarity,
    Quantity,
    Source,
    Span,
    SpeechAct,
    Stance,
    Telling,
    Testimony,
    TimeSpan,
)
from kg.resolve.chains import chains
from kg.resolve.echoes import shingles
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
#: Claims and times that are made once.
_SHARED = 1 << 12
#: What stands for a place in the text where nobody asks for it.
_NOWHERE = Span(0, 1)

type Who = Mapping[Span, tuple[str, ...]]
type Plain = list[Any]
type PlainTime = tuple[str | None, ...]
type Pairs = Iterable[tuple[Span, Span]]


@dataclass(frozen=True, slots=True)
class TextLayer:
    """One document's text layer, and the IRI under which it is stored."""

    iri: str
    extraction: Extraction

    def chains(self, apart: Pairs = ()) -> tuple[Chain, ...]:
        """Return what the document speaks of; ``apart`` are the mentions that a person told apart."""
        read = self.extraction
        return chains(self.iri, read.mentions, read.references, read.document.text, apart=apart)

    def source(self) -> Source:
        """Return the document as a witness."""
        document = self.extraction.document
        return Source(
            document=self.iri,
            published=document.published,
            publisher=document.publisher,
            sentences=tuple(span.of(document.text) for span in self.extraction.sentences),
        )


@dataclass(frozen=True, slots=True)
class Gist:
    """What the second pass asks of a document, as plain lists; see :func:`_gist` for what stands where."""

    iri: str
    plain: Plain

    @property
    def source(self) -> Source:
        """The document as a witness, without its sentences."""
        published, publisher = self.plain[:2]
        return Source(self.iri, date.fromisoformat(published) if published else None, publisher)

    @property
    def claims(self) -> int:
        """How often somebody other than the article says something."""
        return int(self.plain[2])

    @property
    def runs(self) -> list[int]:
        """The runs of words by which a copy of the document is known."""
        found: list[int] = self.plain[3]
        return found

    def chains(self) -> list[Chain]:
        """Return what the document speaks of."""
        return [
            Chain(self.iri, _spans(mentions), kind, tuple(names), key, country, acts_for, gender, label, _spans(parts))
            for mentions, kind, names, key, country, acts_for, gender, label, parts in self.plain[4]
        ]

    def named(self) -> list[Chain]:
        """Return those things that have a name or a key, without their places."""
        return [
            Chain(self.iri, (), kind, tuple(names), key, country, acts_for, gender, label)
            for _, kind, names, key, country, acts_for, gender, label, parts in self.plain[4]
            if (names or key) and not parts
        ]

    def told(self, who: Who) -> Iterator[tuple[str, Plain]]:
        """Yield the IRI of each event mention, in order, with its plain telling (:func:`telling_of`)."""
        claims = [
            [ids.claim_iri(self.iri, name), _one(speaker, who), _one(via, who), *said]
            for name, speaker, via, *said in self.plain[5]
        ]
        found = []
        for name, fillers, about, event in self.plain[6]:
            roles = sorted({(role, e) for role, place in fillers for e in who.get(place, ())})
            found.append((ids.event_mention_iri(self.iri, name), [self.iri, event, roles, [claims[n] for n in about]]))
        yield from sorted(found)

    def tellings(self, who: Who) -> Iterator[Telling]:
        """Yield the event mentions with their roles and speakers resolved."""
        return (telling_of(iri, plain) for iri, plain in self.told(who))


def _gist(layer: TextLayer, apart: Pairs = ()) -> Plain:
    """Return the gist of a text layer: day, publisher, number of claims, runs of words, chains, claims, events."""
    read, source = layer.extraction, layer.source()
    about: dict[str, list[int]] = defaultdict(list)
    for number, claim in enumerate(read.claims):
        for told in claim.about:
            about[told].append(number)
    return [
        source.published.isoformat() if source.published else None,
        source.publisher,
        sum(claim.act is not SpeechAct.NARRATE for claim in read.claims),
        sorted(shingles(source)),
        [_plain_chain(chain) for chain in layer.chains(apart)],
        [_plain_claim(claim) for claim in read.claims],
        [_plain_event(event, about.get(event.id, ())) for event in read.events],
    ]


def _plain_chain(chain: Chain) -> Plain:
    known = [chain.key, chain.country, chain.acts_for, chain.gender, chain.label]
    return [_offsets(chain.mentions), chain.type, chain.names, *known, _offsets(chain.parts)]


def _plain_claim(claim: Claim) -> Plain:
    speaker = claim.speaker and (claim.speaker.start, claim.speaker.end)
    via = claim.via and (claim.via.start, claim.via.end)
    said = claim.speaker is not None, claim.act.value, claim.stance.value
    return [claim.id, speaker, via, *said, claim.unnamed_source, _plain_time(claim.said_at)]


def _plain_event(event: EventMention, about: Sequence[int]) -> Plain:
    fillers = [(role, (span.start, span.end)) for field, role in ROLES for span in getattr(event, field)]
    quantity = event.quantity and (event.quantity.minimum, event.quantity.maximum)
    said = [event.lemma, event.type, _plain_time(event.time), event.position, quantity]
    return [event.id, fillers, about, [*said, event.polarity.value, event.modality.value, event.reasons, event.same_as]]


_days = attrgetter("earliest_begin", "latest_begin", "earliest_end", "latest_end", "anchor")


def _plain_time(time: TimeSpan | None) -> PlainTime | None:
    return None if time is None else tuple(day and day.isoformat() for day in _days(time))


def _offsets(spans: Iterable[Span]) -> list[int]:
    return [offset for span in spans for offset in (span.start, span.end)]


def _spans(offsets: Sequence[int]) -> tuple[Span, ...]:
    return tuple(map(Span, offsets[::2], offsets[1::2]))


def _one(place: Any, who: Who) -> str | None:
    return next(iter(who.get(place, ())), None) if place else None


def telling_of(iri: str, plain: Plain) -> Telling:
    """Return a telling as the second pass compares it: its places in the text, rule and confidence left out."""
    document, event, roles, claims = plain
    lemma, kind, time, position, quantity, polarity, modality, reasons, same_as = event
    mention = EventMention(
        _NOWHERE,
        lemma,
        kind,
        _NOWHERE,
        "",
        0.0,
        time=_time(time),
        position=position,
        quantity=quantity and Quantity(_NOWHERE, *quantity),
        polarity=_POLARITIES[polarity],
        modality=_MODALITIES[modality],
        reasons=tuple(reasons),
        same_as=same_as,
    )
    return Telling(iri, document, mention, tuple(map(tuple, roles)), tuple(map(_testimony, claims)))


_POLARITIES, _MODALITIES = {p.value: p for p in Polarity}, {m.value: m for m in Modality}
_ACTS, _STANCES = {a.value: a for a in SpeechAct}, {s.value: s for s in Stance}


def _testimony(plain: Plain) -> Testimony:
    iri, speaker, via, *said = plain
    return Testimony(iri, _claim(*said), speaker, via)


@lru_cache(maxsize=_SHARED)
def _claim(spoken: bool, act: str, stance: str, unnamed: bool, said_at: PlainTime | None) -> Claim:
    """Return the claim of these words; of the same ones, the same object: most say only that an article tells."""
    return Claim(
        (_NOWHERE,),
        _NOWHERE,
        _ACTS[act],
        _STANCES[stance],
        "",
        0.0,
        speaker=_NOWHERE if spoken else None,
        unnamed_source=unnamed,
        said_at=_time(said_at),
    )


@lru_cache(maxsize=_SHARED)
def _time(days: PlainTime | None) -> TimeSpan | None:
    if days is None:
        return None
    first, latest_first, earliest_last, last, anchor = [date.fromisoformat(day) if day else None for day in days]
    return TimeSpan(first, latest_first, earliest_last, last, None, anchor)


def layers_of(store: Store, iris: Iterable[str]) -> Iterator[TextLayer]:
    """Read text layers from the store."""
    for iri in iris:
        yield TextLayer(iri, read_extraction(store.quads(iri)))


def gist_of(layer: TextLayer, apart: Pairs = ()) -> Gist:
    """Work the gist of a document out; ``apart`` are the mentions that a person told apart."""
    return Gist(layer.iri, _gist(layer, apart))


def gists_of(
    store: Store, iris: Iterable[str], kept: Mapping[str, bytes], apart: Mapping[str, Pairs]
) -> Iterator[tuple[Gist, bytes]]:
    """Return the gist of documents, also packed: what :func:`keep` made of them, else out of the store.

    ``apart`` are, by document, the mentions that a person told apart, of which :func:`keep` knew nothing.
    """
    for iri in iris:
        packed = kept.get(iri) if iri not in apart else None
        if packed is not None:
            yield unkeep(iri, packed), packed
        else:
            gist = gist_of(next(layers_of(store, [iri])), apart.get(iri, ()))
            yield gist, repack(gist.plain)


def keep(extraction: Extraction) -> bytes:
    """Pack what the second pass asks of a document, which is :func:`kg.graph.canonical.canonical`."""
    return repack(_gist(TextLayer("", extraction)))


def repack(gist: Plain) -> bytes:
    """Pack a gist."""
    return zlib.compress(pack(gist), FASTEST)


def unkeep(iri: str, packed: bytes) -> Gist:
    """Unpack the gist of a document."""
    return Gist(iri, unpack(zlib.decompress(packed)))
