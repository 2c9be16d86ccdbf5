"""What is read out of one document: spans, mentions, event mentions, claims."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, Self

from kg.model.terms import DateBasis, MentionKind, Modality, Polarity, SpeechAct, Stance


class _Stretch(NamedTuple):
    """Where a stretch of text begins and ends."""

    start: int
    end: int


class Span(_Stretch):
    """A stretch of a document's text: ``text[start:end]``, in Unicode code points.

    A tuple, unlike the other records: rules look spans up and compare them so often that the methods of a dataclass
    were felt (measured: 4 % of the time of reading).
    """

    __slots__ = ()

    def __new__(cls, start: int, end: int) -> Self:
        """Refuse an empty or negative stretch."""
        if not 0 <= start < end:
            raise ValueError(f"not a span: {start}..{end}")
        return tuple.__new__(cls, (start, end))

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

    @property
    def is_sound(self) -> bool:
        """Whether no bound contradicts another: nothing begins, or ends, later than it can."""
        pairs = (
            (self.earliest_begin, self.latest_begin),
            (self.earliest_end, self.latest_end),
            (self.earliest_begin, self.latest_end),
        )
        return all(low is None or high is None or low <= high for low, high in pairs)


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
