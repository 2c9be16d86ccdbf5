"""The day that a story is at while it is told: what "later in the day" and "two hours later" count from."""

from __future__ import annotations

import re
from datetime import date

from kg.extract import periods
from kg.extract.periods import Grain, Period
from kg.extract.timegrammar import Words
from kg.extract.timesetting import unit_of

#: What stands after the day of a dateline: an agency in brackets, a dash.
_DASH = re.compile(r"\s*(?:\([^()\n]{1,40}\)\s*)?(?:[-\u2013\u2014]{1,2}|:)\s")
#: What stands before it: a place in capitals.
_PLACE = re.compile(r"\s*[A-Z]{3,}[^.!?\n]{0,40}[,/]?\s*\Z")
_KINDS_OF_HOURS = frozenset({"moment", "then"})


def is_dateline(text: str, words: Words) -> bool:
    """Tell the day of a dateline, which is that of writing: "LIMA, May 4 (Agency) - ..."."""
    line = text.rfind("\n", 0, words.start) + 1
    return bool(_PLACE.match(text[line : words.start]) and _DASH.match(text, words.end))


class Story:
    """The day, or where none is known the month or year, that was told last in the article's own voice."""

    def __init__(self, text: str) -> None:
        """Begin before the first word."""
        self._text = text
        self.day: date | None = None
        self.era: Period | None = None
        self._lead: date | None = None
        self._told = 0

    def advance(self, period: Period | None, words: Words) -> None:
        """Move the story to a day that was told, unless somebody quoted speaks of a day of his own."""
        start = words.start
        if period is None or self.quoted(start):
            return
        if period.grain is Grain.DAY and period.start and period.start == period.end:
            self._lead = self._lead or period.start
            self.day, self.era, self._told = period.start, None, start
        elif period.grain is Grain.MOMENT:
            self._told = start
        elif period.grain in (Grain.MONTH, Grain.YEAR) and period.start:
            self.era, self._told = period, start
        elif period.grain is Grain.WEEK and words.kind == "offset":
            self.day, self.era, self._told = None, period, start  # some day of "a week later"

    def day_of(self, words: Words) -> date | None:
        """Return the day that words count from: hours in a paragraph without a day are those of the first day told."""
        offset = words.kind == "offset" and periods.UNITS[unit_of(words.match["o_u"])] is Grain.MOMENT
        if not offset and words.kind not in _KINDS_OF_HOURS:
            return self.day
        return self.day if self.is_near(words.start) else self._lead or self.day

    def is_near(self, start: int) -> bool:
        """Tell whether the day was told in the same paragraph."""
        return "\n" not in self._text[self._told : start]

    def quoted(self, start: int) -> bool:
        """Tell whether a place lies in quotation marks."""
        line = self._text[self._text.rfind("\n", 0, start) + 1 : start]
        return line.count('"') % 2 != 0 or line.count("\u201c") > line.count("\u201d")
