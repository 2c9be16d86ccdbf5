"""The frozen records that pass between the stages.

Every offset is a Unicode code point into the text of its document *as read*. A record inside a document is
named by its place: a mention by its :class:`Span`, an event mention by its trigger and type, a claim by its
content, cue and speaker. So a record never needs a counter, and the same text gives the same names.

Terms are those of the vocabulary (``schemas/attest.ttl``); a type is the local name of a class (``"Deport"``).
"""

from kg.model.conclusions import Chain, ClaimLink, Decision, Entity, Eventuality, MentionRef, Source, Telling, Testimony
from kg.model.terms import DateBasis, Judgement, MentionKind, Modality, Polarity, SpeechAct, Stance, Standing
from kg.model.text import (
    Boilerplate,
    Claim,
    Document,
    EntityMention,
    EventMention,
    Extraction,
    Quantity,
    Reference,
    Rule,
    Span,
    TimeSpan,
)

__all__ = [
    "Boilerplate",
    "Chain",
    "Claim",
    "ClaimLink",
    "DateBasis",
    "Decision",
    "Document",
    "Entity",
    "EntityMention",
    "EventMention",
    "Eventuality",
    "Extraction",
    "Judgement",
    "MentionKind",
    "MentionRef",
    "Modality",
    "Polarity",
    "Quantity",
    "Reference",
    "Rule",
    "Source",
    "Span",
    "SpeechAct",
    "Stance",
    "Standing",
    "Telling",
    "Testimony",
    "TimeSpan",
]
