"""What is concluded across documents: who is who, what is one event, how claims stand to each other."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from kg.model.terms import Judgement, Modality, Polarity, Standing
from kg.model.text import Claim, EventMention, Span, TimeSpan


@dataclass(frozen=True, slots=True)
class MentionRef:
    """An entity mention of the whole corpus: the document's IRI and the span in it."""

    document: str
    span: Span


@dataclass(frozen=True, slots=True)
class Chain:
    """The mentions that one document links into one thing; the unit of resolution across documents.

    ``names`` are the distinct bare names, sorted; empty for a thing that is never named. ``parts`` is not empty for
    a plural mention that stands for several things: the first mentions of their chains.
    """

    document: str
    mentions: tuple[Span, ...]
    type: str
    names: tuple[str, ...] = ()
    key: str | None = None
    country: str | None = None
    acts_for: str | None = None
    gender: str | None = None
    label: str = ""
    parts: tuple[Span, ...] = ()

    @property
    def first(self) -> MentionRef:
        """The chain's first mention, which names it."""
        return MentionRef(self.document, self.mentions[0])


@dataclass(frozen=True, slots=True)
class Entity:
    """Something that acts or lies somewhere, as concluded from its mentions.

    ``id`` is a hash of its identity (the key in a table, or the cluster of names), never of a count or an order.
    ``is_named`` is False for what no document names, so that its label is only the words of its first mention.
    """

    id: str
    type: str
    label: str
    alt_labels: tuple[str, ...] = ()
    key: str | None = None
    wikidata: str | None = None
    iso3166: str | None = None
    geonames: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    of_country: str | None = None
    acts_for: str | None = None
    mentions: tuple[MentionRef, ...] = field(default=(), repr=False)
    is_named: bool = True


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether two mentions, names or entities are one, who judged so, and why.

    ``author`` is a rule's id, or ``person:NAME``. A person's word outranks every rule.
    """

    left: str
    right: str
    judgement: Judgement
    score: float
    reason: str
    author: str


@dataclass(frozen=True, slots=True)
class Testimony:
    """A claim about a telling, with its IRI and those who speak resolved to entities' ids.

    No ``speaker`` and no unnamed source: the article itself says it.
    """

    iri: str
    claim: Claim
    speaker: str | None = None
    via: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A document as a witness: when and where it appeared, and the words by which a copy of it is known.

    ``sentences`` are the texts of its sentences.
    """

    document: str
    published: date | None = None
    publisher: str | None = None
    sentences: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Telling:
    """An event mention of the corpus with its roles resolved to entities: the unit of event resolution.

    ``mention`` is an IRI, ``claims`` are who says so; ``roles`` are pairs of a role ("actor", "target", "participant",
    "place", "origin", "destination") and an entity's id, sorted.
    """

    mention: str
    document: str
    event: EventMention
    roles: tuple[tuple[str, str], ...] = ()
    claims: tuple[Testimony, ...] = ()


@dataclass(frozen=True, slots=True)
class Eventuality:
    """Something that happens or holds, as concluded from one or more tellings."""

    id: str
    type: str
    label: str
    tellings: tuple[str, ...]
    roles: tuple[tuple[str, str], ...]
    standing: Standing
    time: TimeSpan | None = None
    polarity: Polarity = Polarity.AFFIRMED
    modality: Modality = Modality.ACTUAL
    quantity: str | None = None
    reasons: tuple[str, ...] = ()
    document_count: int = 1
    origin_count: int = 1


@dataclass(frozen=True, slots=True)
class ClaimLink:
    """How two claims (IRIs) stand to each other: "contradicts", "corroborates" or "supersedes", and why."""

    left: str
    relation: str
    right: str
    reason: str = ""
