"""The records of expressions of time on their way to the events that they date."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from kg.extract.periods import Grain, Period
from kg.extract.timegrammar import Words
from kg.extract.timesetting import Setting
from kg.extract.tokens import Token
from kg.model import Span, TimeSpan


@dataclass(frozen=True, slots=True)
class Dated:
    """An expression of a document with the span it bounds, how fine it is, and the tokens that it stands at."""

    words: Span
    when: TimeSpan
    grain: Grain
    core: int
    noun: int | None = None
    premodifier: bool = False

    @property
    def known(self) -> bool:
        """Tell whether any day is known."""
        return self.when.earliest_begin is not None or self.when.latest_end is not None


@dataclass(frozen=True, slots=True)
class Found:
    """An expression on its way into the timeline: its words, the token that heads them, and what they mean."""

    words: Words
    span: Span
    root: Token
    period: Period | None
    at: Setting
    preposition: str


@dataclass(frozen=True, slots=True)
class Apart:
    """Words such as "two days after": the token of "after", and how far apart it puts two events."""

    word: int
    count: str
    unit: str
    before: bool
    words: Span


@dataclass(frozen=True, slots=True)
class Timeline:
    """The expressions of time of one document, by the verb of their clause and by the noun that they belong to.

    It holds token numbers and no tokens, so that it does not keep a parse alive.
    """

    published: date | None
    all: list[Dated] = field(default_factory=list)
    by_verb: dict[int, list[Dated]] = field(default_factory=lambda: defaultdict(list))
    by_noun: dict[int, list[Dated]] = field(default_factory=lambda: defaultdict(list))
    sentences: list[int] = field(default_factory=list)
    dated_sentences: set[int] = field(default_factory=set)
    apart: list[Apart] = field(default_factory=list)

    def sentence(self, token: Token) -> int:
        """Return the number of a token's sentence."""
        return bisect_right(self.sentences, token.i)
