"""The closed lists of values: how a mention refers, what a speaker does, how real an event is told."""

from __future__ import annotations

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


class Standing(StrEnum):
    """How far an eventuality may be taken as told: see ``att:standing``."""

    REPORTED = "reported"
    ATTRIBUTED = "attributed"
    DISPUTED = "disputed"
    DENIED = "denied"
