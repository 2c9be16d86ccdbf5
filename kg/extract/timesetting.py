"""What an expression of time is computed from, and the numbers and units in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from kg.extract.periods import Period
from kg.extract.tables import listed

_ONES = listed(
    """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen
    """
)
_TENS = listed("twenty thirty forty fifty sixty seventy eighty ninety")
#: Numbers in words: up to ninety-nine, and what stands for one.
NUMBERS = {
    **{word: number for number, word in enumerate(_ONES)},
    **{word: 10 * tens for tens, word in enumerate(_TENS, start=2)},
    **{f"{word}-{_ONES[n]}": 10 * tens + n for tens, word in enumerate(_TENS, start=2) for n in range(1, 10)},
    **{"a": 1, "an": 1, "a couple of": 2, "a dozen": 12, "hundred": 100, "a hundred": 100, "one hundred": 100},
}
NEARLY = re.compile(r"nearly|almost|less\s+than", re.IGNORECASE)
OVER = re.compile(r"more\s+than|over|at\s+least", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Setting:
    """What an expression is computed from: the publication day, the day the story is at, and the tense around it.

    ``era`` is the month or year that was told last, where no day was told since.
    """

    published: date | None = None
    story: date | None = None
    future: bool | None = None
    perfect: bool = False
    era: Period | None = None
    pluperfect: bool = False


def number_of(word: str) -> int | None:
    """Return the number that a word or figure tells, None when it tells none ("several")."""
    word = re.sub(r"\s+", " ", word.lower().strip("[]"))
    return int(word) if word.isdigit() else NUMBERS.get(word)


def unit_of(word: str) -> str:
    """Return the unit of time of a word in the singular: "centuries" -> "century"."""
    word = word.lower()
    return "century" if word.startswith("centur") else word.removesuffix("s")


def relative_year(word: str, at: Setting) -> int | None:
    """Return the year that "last year", "this year" or "that year" is; None where its anchor is unknown."""
    if word.lower() == "that" or word.lower().endswith("same"):
        told = at.era.start if at.era is not None else at.story
        return told.year if told else None
    steps = {"last": -1, "this": 0, "next": 1, "the": 0}
    return at.published.year + steps[word.split()[0].lower()] if at.published else None
