"""The frozen records that pass between the stages.

Every offset is a Unicode code point into the text of its document *as read*. A record inside a document is
named by its place: a mention by its :class:`Span`, an event mention by its trigger and type, a claim by its
content, cue and speaker. So a record never needs a counter, and the same text gives the same names.

Terms are those of the vocabulary (``schemas/attest.ttl``); a type is the local name of a class (``"Deport"``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class MentionKind(StrEnum):
    """How a mention refers: by a proper name, by a description, or by a pronoun."""

    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"


class Polarity(StrEnum):
    """Whether the text tells an eventuality as being the case, or as not being the case."""

    AFFIRMED = "affirmed"
    NEGATED = "negated"


class Modality(StrEnum):
    """How real an eventuality is as told: it happened or holds (actual), or it is only ordered, planned ..."""

    ACTUAL = "actual"
    ORDERED = "ordered"
    PLANNED = "planned"
    REQUESTED = "requested"
    POSSIBLE = "possible"
    CONDITIONAL = "conditional"


class SpeechAct(StrEnum):
    """What a speaker does in saying something. ``NARRATE`` is the article's own voice."""

    SAY = "say"
    ACCUSE = "accuse"
    DENY = "deny"
    WARN = "warn"
    PROMISE = "promise"
    DEMAND = "demand"
    ASK = "ask"
    REPORT = "report"
    BELIEVE = "believe"
    DECLINE_TO_COMMENT = "declineToComment"
    NARRATE = "narrate"


class Stance(StrEnum):
    """Where a speaker stands to what is said."""

    ASSERTS = "asserts"
    DENIES = "denies"
    QUESTIONS = "questions"


class DateBasis(StrEnum):
    """Where the publication day of a document comes from."""

    METADATA = "metadata"
    TEXT = "text"
    GIVEN = "given"


class Judgement(StrEnum):
    """The outcome of a decision on whether two things are one."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a document's text: ``text[start:end]``, in Unicode code points."""

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse an empty or negative stretch."""
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def of(self, text: str) -> str:
        """Return the words that the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two share a code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Tell whether ``other`` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """A stretch that is not the article, with the reason in words that a reader understands."""

    span: Span
    reason: str


@dataclass(frozen=True, slots=True)
class Document:
    """One article as read: its text untouched, and what is known about it.

    ``identifier`` is the record's own id in a JSON-lines corpus, else the file name; ``source`` the file name or the
    URL. ``published`` is None when it is unknown: it is never guessed. ``title`` is what a file or its metadata
    says; a headline inside the text is found by its place and needs no title.
    """

    identifier: str
    text: str
    source: str
    sha256: str
    title: str | None = None
    published: date | None = None
    published_basis: DateBasis | None = None
    publisher: str | None = None
    url: str | None = None
    language: str = "en"
    encoding: str = "utf-8"
    boilerplate: tuple[Boilerplate, ...] = ()


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """When something was, as an interval with its uncertainty. Any bound may be unknown (None).

    ``text`` is the span of the words, ``anchor`` the day that a relative expression was computed from.
    Bounds are whole days (OWL-Time intervals as SEM writes them).
    """

    earliest_begin: date | None = None
    latest_begin: date | None = None
    earliest_end: date | None = None
    latest_end: date | None = None
    text: Span | None = None
    anchor: date | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """How many, as written (``text``), with the bounds that the words give: "more than 1,500" is 1501 and None."""

    text: Span
    minimum: int | None = None
    maximum: int | None = None


@dataclass(frozen=True, slots=True)
class EntityMention:
    """One mention of something that acts, suffers or lies somewhere.

    ``type`` is a class of the instance layer ("Person", "GovernmentBody", "Facility" ...). ``name`` is the bare name
    without titles, articles and possessives ("Angela Merkel"), None for nominals and pronouns. ``key`` is set where
    a table knows the thing: ``country:DEU``, ``government:RUS``, ``nationals:SYR`` (Syrians), ``place:GEONAMESID``,
    ``wikidata:Q458``. ``country`` is the ISO 3166 alpha-3 code of the country that it belongs to or comes from,
    ``acts_for`` the stricter case. ``plural`` and ``gender`` ("f", "m") are None when unknown. ``position`` is the
    title that stands before or after a name.
    """

    span: Span
    head: Span
    kind: MentionKind
    type: str
    rule: str
    name: str | None = None
    key: str | None = None
    country: str | None = None
    acts_for: str | None = None
    plural: bool | None = None
    gender: str | None = None
    position: str | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """A link inside one document: ``mention`` refers to what each of ``antecedents`` refers to.

    One antecedent means that both are one entity; several that a plural mention ("the two countries", "they") stands
    for all of them together.
    """

    mention: Span
    antecedents: tuple[Span, ...]
    rule: str


@dataclass(frozen=True, slots=True)
class EventMention:
    """One telling of an event or state. Roles are spans of entity mentions of the same document.

    ``reasons`` and ``same_as`` name other event mentions of the document by their ids; ``same_as`` is an earlier
    telling of the same eventuality.
    """

    trigger: Span
    lemma: str
    type: str
    sentence: Span
    rule: str
    confidence: float
    actors: tuple[Span, ...] = ()
    targets: tuple[Span, ...] = ()
    participants: tuple[Span, ...] = ()
    places: tuple[Span, ...] = ()
    origins: tuple[Span, ...] = ()
    destinations: tuple[Span, ...] = ()
    time: TimeSpan | None = None
    position: str | None = None
    quantity: Quantity | None = None
    polarity: Polarity = Polarity.AFFIRMED
    modality: Modality = Modality.ACTUAL
    reasons: tuple[str, ...] = ()
    same_as: str | None = None

    @property
    def id(self) -> str:
        """The name of the mention inside its document: trigger and type."""
        return f"{self.trigger.start}-{self.trigger.end}-{self.type}"


@dataclass(frozen=True, slots=True)
class Claim:
    """One source speaking. ``content`` has a span for each part of a split quotation.

    No ``speaker``: the article itself (``act`` is NARRATE), or ``unnamed_source``. ``about`` holds ids of event
    mentions, ``within`` the id of the claim that this one is told in.
    """

    content: tuple[Span, ...]
    sentence: Span
    act: SpeechAct
    stance: Stance
    rule: str
    confidence: float
    cue: Span | None = None
    speaker: Span | None = None
    addressee: Span | None = None
    via: Span | None = None
    unnamed_source: bool = False
    is_quote: bool = False
    hedge: str | None = None
    said_at: TimeSpan | None = None
    about: tuple[str, ...] = ()
    within: str | None = None

    @property
    def id(self) -> str:
        """The name of the claim inside its document: content, cue and speaker."""
        first = self.content[0]
        cue = f"{self.cue.start}-{self.cue.end}" if self.cue else "n"
        speaker = f"{self.speaker.start}-{self.speaker.end}" if self.speaker else "n"
        return f"{first.start}-{self.content[-1].end}-{cue}-{speaker}-{self.stance}"


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything that was read out of one document: the text layer."""

    document: Document
    sentences: tuple[Span, ...] = ()
    mentions: tuple[EntityMention, ...] = ()
    references: tuple[Reference, ...] = ()
    events: tuple[EventMention, ...] = ()
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of extraction or resolution, as an analyst reads it.

    ``text`` says in plain words what it looks for, ``examples`` are sentences on which it fires.
    """

    id: str
    text: str
    examples: tuple[str, ...] = ()


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


class Standing(StrEnum):
    """How far an eventuality may be taken as told: see ``att:standing``."""

    REPORTED = "reported"
    ATTRIBUTED = "attributed"
    DISPUTED = "disputed"
    DENIED = "denied"


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
