"""What the network reads in a document, before it becomes records: mentions, events and claims by numbers of words."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from kg.model import Span

type Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Log-odds that a trigger, role and cue must have; chosen on held-out articles. ``mention`` is a probability."""

    trigger: float = 0.0
    role: float = 0.0
    cue: float = 0.0
    mention: float = 0.5


class Scorer(Protocol):
    """The network's word on one document, whichever library computes it."""

    def alone(self, head: str, words: Sequence[int] | None = None) -> Floats:
        """Return the scores of a head for some words (all, if none are named), [words, scores]."""
        ...

    def roles(self, events: Sequence[int], mentions: Sequence[int]) -> Floats:
        """Return the log-odds of roles, [events, mentions, ROLES]."""
        ...

    def antecedents(self, mentions: Sequence[int]) -> Floats:
        """Return the scores of no antecedent and of each earlier mention, [mentions, 1 + mentions]."""
        ...

    def claims(self, cues: Sequence[int]) -> tuple[Floats, Floats]:
        """Return the scores of voices, [cues, 1 + words, VOICES], and of first, last and inner words of the content."""
        ...

    def times(self, events: Sequence[int]) -> Floats:
        """Return the scores of no time and of each expression of time, [events, 1 + times]."""
        ...


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A mention: its head word, extent, kind and class, and the number of the thing that it is a mention of."""

    head: int
    span: Span
    kind: str
    type: str
    thing: int
    probability: float


@dataclass(frozen=True, slots=True)
class Told:
    """An event or state. Roles are numbers of mentions; ``time`` is the expression that dates it.

    ``runner_up`` is the next likely type with its probability, given that it is a trigger.
    """

    word: int
    span: Span
    type: str
    leaf: str
    roles: Mapping[str, tuple[int, ...]]
    polarity: str
    modality: str
    time: Span | None
    probability: float
    typed: float
    runner_up: tuple[str, float]


@dataclass(frozen=True, slots=True)
class Said:
    """A claim: the word that heads its cue, its content, and whom it is of, through and to (numbers of mentions).

    ``spoken`` is the probability of its speaker, or that nobody named speaks, given that it is a claim.
    """

    cue: int
    content: Span
    speaker: int | None
    via: int | None
    addressee: int | None
    act: str
    stance: str
    probability: float
    spoken: float


@dataclass(frozen=True, slots=True)
class Reading:
    """What the network reads in a document."""

    mentions: tuple[Mentioned, ...] = ()
    events: tuple[Told, ...] = ()
    claims: tuple[Said, ...] = ()


def surer(reading: Reading, thresholds: Thresholds) -> Reading:
    """Return a reading without the events and claims that are less likely than the thresholds say."""
    trigger, cue = (1 / (1 + math.exp(-least)) for least in (thresholds.trigger, thresholds.cue))
    events = tuple(e for e in reading.events if e.probability > trigger)
    claims = tuple(c for c in reading.claims if c.probability > cue)
    return Reading(reading.mentions, events, claims)
