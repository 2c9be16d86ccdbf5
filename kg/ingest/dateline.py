"""The publication day, where a text says it in a line of its own at the top.

Only a whole date counts (day, month in words or ISO 8601, year); a date in figures whose order is a matter of
country is never read. A weekday that is not that of the date makes the line worthless.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kg.model import Span

#: A dateline stands among the first lines: headline, standfirst, byline, outlet and the date.
TOP_LINES = 6

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_MONTH = rf"(?P<month{{0}}>{'|'.join(MONTHS)})\.?"
DATE = (
    rf"(?:(?P<weekday>{'|'.join(WEEKDAYS)}|mon|tues?|wed|thu|thurs|fri|sat|sun)\.?,?\s+)?(?:"
    rf"{_MONTH.format(1)}\s+(?P<day1>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year1>\d{{4}})"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH.format(2)},?\s+(?P<year2>\d{{4}})"
    r"|(?P<iso>\d{4}-\d{2}-\d{2}))"
)
TIME = (
    r"(?:T?[\s,|·–—-]*(?:at\s+)?\d{1,2}[:.]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?\s*"
    r"(?:Z|\(?[A-Z]{2,4}\)?|[+-]\d\d:?\d\d)?)?"
)
#: "Published 12 November 2021 by Northgate Dispatch", "Saturday, September 12, 2015", "2021-11-12 14:03 GMT".
LINE = re.compile(
    rf"(?:(?:first\s+)?(?:published|posted|issued|date)(?:\s+on)?\s*:?\s*)?{DATE}{TIME}"
    r"(?:\s+(?:by|in)\s+(?P<publisher>(?-i:[A-Z])[^.!?]{1,60}))?[.\s]*",
    re.IGNORECASE,
)
#: The same after a byline or a place: "By Jane Roe | September 12, 2015". Not in the first line, which is the headline.
AFTER_NAME = re.compile(
    rf"(?:by\s+)?(?-i:[A-Z])[\w.'’-]*(?:\s+[\w.'’-]+){{0,4}}\s*[|•·,/–—-]\s*{DATE}{TIME}[.\s]*", re.IGNORECASE
)
#: A whole date with its weekday that runs straight on into the first sentence: "Thursday, May 7, 2015 On Tuesday, ...".
GLUED = re.compile(rf"{DATE}(?=\s+(?-i:[A-Z“\"‘']))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dateline:
    """The line (or its beginning) that dates the article. ``day`` is None when it contradicts itself."""

    span: Span
    day: date | None
    publisher: str | None = None


def find_dateline(text: str, lines: Sequence[Span]) -> Dateline | None:
    """Return the dateline among the first of ``lines`` (spans of lines that hold text), or None."""
    for span in lines[:TOP_LINES]:
        line = span.of(text)
        if match := LINE.fullmatch(line):
            return Dateline(span, _day(match), match["publisher"])
        if span is not lines[0] and (match := AFTER_NAME.fullmatch(line)):
            return Dateline(span, _day(match))
        glued = GLUED.match(line)
        if glued and glued["weekday"] and span is not lines[0]:
            return Dateline(Span(span.start, span.start + glued.end()), _day(glued))
    return None


def _day(match: re.Match[str]) -> date | None:
    try:
        day = _date(match)
    except ValueError:
        return None
    weekday = match["weekday"]
    if weekday and not WEEKDAYS[day.weekday()].startswith(weekday.lower()[:3]):
        return None
    return day


def _date(match: re.Match[str]) -> date:
    if match["iso"]:
        return date.fromisoformat(match["iso"])
    form = "1" if match["month1"] else "2"
    month = MONTHS[match[f"month{form}"].lower()]
    return date(int(match[f"year{form}"]), month, int(match[f"day{form}"]))
