"""A reader's view of the graph: the frozen records that ``kg.query`` reads and ``kg.render`` draws.

They hold no RDF terms: an IRI is a string, a type the local name of its class. Spans are Unicode code points
into the text of the passage that they belong to, not into the document.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kg.model import MentionKind, Modality, Polarity, Span, SpeechAct, Stance, Standing


@dataclass(frozen=True, slots=True)
class PageDocument:
    """One article as a reader needs it. ``boilerplate`` holds what was left out: a reason and the words."""

    iri: str
    title: str
    source: str
    publisher: str | None = None
    day: date | None = None
    url: str | None = None
    boilerplate: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class PageEntity:
    """Something that acts or lies somewhere: a node.

    ``country`` is the label of the country that it belongs to, ``kind`` how it is referred to at best: a thing that is
    never named, or only by pronouns, is no key actor.
    """

    iri: str
    label: str
    type: str
    alt_labels: tuple[str, ...] = ()
    wikidata: str | None = None
    country: str | None = None
    mentions: int = 0
    kind: MentionKind = MentionKind.NAME


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of an article that evidence stands in: a paragraph, or the part of a long one around a sentence."""

    document: str
    text: str
    starts_inside: bool = False
    ends_inside: bool = False


@dataclass(frozen=True, slots=True)
class PageTelling:
    """One telling of an eventuality: where it stands, and which rule found it.

    ``passage`` is an index into :attr:`PageView.passages`. ``narrated`` is true when the article says it in its own
    voice.
    """

    passage: int
    sentence: Span
    trigger: Span
    rule: str
    confidence: float
    narrated: bool = True


@dataclass(frozen=True, slots=True)
class PageEventuality:
    """Something that happens or holds. ``roles`` are pairs of a role and an entity's IRI."""

    iri: str
    type: str
    label: str
    standing: Standing
    roles: tuple[tuple[str, str], ...]
    tellings: tuple[PageTelling, ...]
    polarity: Polarity = Polarity.AFFIRMED
    modality: Modality = Modality.ACTUAL
    begin: date | None = None
    end: date | None = None
    time_text: str | None = None
    quantity: str | None = None
    document_count: int = 1
    origin_count: int = 1


@dataclass(frozen=True, slots=True)
class PageClaim:
    """One source speaking; never the article itself. Speaker, addressee and outlet are IRIs of entities.

    ``joint`` are those who say it together with the speaker ("the two ministers"). ``about`` holds IRIs of
    eventualities, ``contradicts`` and ``corroborates`` IRIs of claims.
    """

    iri: str
    passage: int
    content: tuple[Span, ...]
    act: SpeechAct
    stance: Stance
    speaker: str | None = None
    addressee: str | None = None
    via: str | None = None
    unnamed_source: bool = False
    cue: Span | None = None
    hedge: str | None = None
    is_quote: bool = False
    about: tuple[str, ...] = ()
    within: str | None = None
    contradicts: tuple[str, ...] = ()
    corroborates: tuple[str, ...] = ()
    rule: str = ""
    confidence: float = 1.0
    joint: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PageView:
    """Everything that a page shows. ``rules`` are pairs of a rule's id and what it looks for in plain words."""

    documents: tuple[PageDocument, ...] = ()
    entities: tuple[PageEntity, ...] = ()
    passages: tuple[Passage, ...] = ()
    eventualities: tuple[PageEventuality, ...] = ()
    claims: tuple[PageClaim, ...] = ()
    rules: tuple[tuple[str, str], ...] = ()
