"""Calendar arithmetic: from words such as "last week" or "the late 1990s" to whole days. Pure; knows no parse.

Weeks run from Monday to Sunday (ISO 8601). A season is a span of whole months of the northern year. "N years ago" is
the calendar year then, "N weeks ago" the week, "N days ago" the day: speakers count in the unit that they name.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAYS_IN_WEEK = 7
MONTHS_IN_YEAR = 12
YEARS_IN_DECADE = 10
YEARS_IN_CENTURY = 100
THURSDAY = 3
SATURDAY = 5

#: First month and number of months. Winter 2020 begins in December 2020.
SEASONS = {"spring": (3, 3), "summer": (6, 3), "autumn": (9, 3), "fall": (9, 3), "winter": (12, 3)}

#: Feasts that lie on one day of each year: month, day.
FEASTS = {
    "new year's day": (1, 1),
    "new year's eve": (12, 31),
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "christmas": (12, 25),
    "boxing day": (12, 26),
    "valentine's day": (2, 14),
    "halloween": (10, 31),
    "may day": (5, 1),
    "bastille day": (7, 14),
}


class Grain(IntEnum):
    """The unit that an expression counts in, finest first."""

    MOMENT = 0
    DAY = 1
    WEEK = 2
    MONTH = 3
    YEAR = 4
    LONGER = 5


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of whole days, both ends included. An end that the words leave open is None."""

    start: date | None
    end: date | None
    grain: Grain = Grain.DAY


UNITS = {
    "second": Grain.MOMENT,
    "minute": Grain.MOMENT,
    "hour": Grain.MOMENT,
    "day": Grain.DAY,
    "night": Grain.DAY,
    "week": Grain.WEEK,
    "weekend": Grain.WEEK,
    "fortnight": Grain.WEEK,
    "month": Grain.MONTH,
    "quarter": Grain.MONTH,
    "year": Grain.YEAR,
    "decade": Grain.LONGER,
    "century": Grain.LONGER,
}


def day(when: date) -> Period:
    """Return one day as a period."""
    return Period(when, when, Grain.DAY)


def make_day(year: int, month: int, number: int) -> date | None:
    """Return a day of the calendar, None where there is no such day."""
    if not (1 <= month <= MONTHS_IN_YEAR and 1 <= year <= date.max.year):
        return None
    return date(year, month, number) if 1 <= number <= monthrange(year, month)[1] else None


def month(year: int, number: int, months: int = 1) -> Period:
    """Return whole months; ``number`` may run over the year ("13" is January of the next).

    >>> month(2021, 12, 3).end
    datetime.date(2022, 2, 28)
    """
    first = year * MONTHS_IN_YEAR + number - 1
    last = first + months - 1
    last_year, last_month = divmod(last, MONTHS_IN_YEAR)
    start = date(first // MONTHS_IN_YEAR, first % MONTHS_IN_YEAR + 1, 1)
    return Period(start, date(last_year, last_month + 1, monthrange(last_year, last_month + 1)[1]), Grain.MONTH)


def year(number: int, years: int = 1) -> Period:
    """Return whole calendar years."""
    grain = Grain.YEAR if years == 1 else Grain.LONGER
    return Period(date(number, 1, 1), date(number + years - 1, 12, 31), grain)


def week(when: date, weeks: int = 0) -> Period:
    """Return the week of a day, Monday to Sunday, moved by a number of weeks."""
    monday = when - timedelta(days=when.weekday()) + timedelta(weeks=weeks)
    return Period(monday, monday + timedelta(days=DAYS_IN_WEEK - 1), Grain.WEEK)


def weekend(when: date, weeks: int = 0) -> Period:
    """Return the Saturday and Sunday of the week of a day, moved by a number of weeks."""
    saturday = when - timedelta(days=when.weekday()) + timedelta(weeks=weeks, days=SATURDAY)
    return Period(saturday, saturday + timedelta(days=1), Grain.WEEK)


def weekday(anchor: date, number: int, *, future: bool) -> Period:
    """Return the nearest such weekday: the anchor itself or before it, or (future) the anchor itself or after it."""
    back = (anchor.weekday() - number) % DAYS_IN_WEEK
    if future:
        return day(anchor + timedelta(days=(-back) % DAYS_IN_WEEK))
    return day(anchor - timedelta(days=back))


def shift(anchor: date, unit: str, count: int) -> Period:
    """Return the unit that lies ``count`` units after (before, if negative) the one that holds the anchor."""
    if unit in {"day", "night"}:
        return day(anchor + timedelta(days=count))
    if unit == "fortnight":
        return week(anchor, 2 * count)
    if unit == "week":
        return week(anchor, count)
    if unit == "weekend":
        return weekend(anchor, count)
    if unit == "month":
        return month(anchor.year, anchor.month + count)
    if unit == "quarter":
        return month(anchor.year, (anchor.month - 1) // 3 * 3 + 1 + 3 * count, 3)
    if unit == "year":
        return year(anchor.year + count)
    if unit == "decade":
        return year((anchor.year // YEARS_IN_DECADE + count) * YEARS_IN_DECADE, YEARS_IN_DECADE)
    return year((anchor.year // YEARS_IN_CENTURY + count) * YEARS_IN_CENTURY, YEARS_IN_CENTURY)


def nth(whole: Period, unit: str, which: int) -> Period | None:
    """Return the n-th week, weekend or day of a month, the last for 0. Weeks count from its first day.

    >>> nth(month(2024, 5), "week", 1).end
    datetime.date(2024, 5, 7)
    """
    if whole.start is None or whole.end is None:
        return None
    length = {"day": 1, "weekend": 2}.get(unit, DAYS_IN_WEEK)
    first = whole.start
    if unit == "weekend":
        first += timedelta(days=(SATURDAY - first.weekday()) % DAYS_IN_WEEK)
    step = timedelta(days=1 if unit == "day" else DAYS_IN_WEEK)
    start = first + step * (which - 1) if which else whole.end - timedelta(days=length - 1)
    return Period(start, start + timedelta(days=length - 1), Grain.DAY if unit == "day" else Grain.WEEK)


def after(era: Period, unit: str, count: int) -> Period | None:
    """Return the month or year that lies a number of units after one of which no day is known ("two years later").

    None where the unit is finer than what is known.

    >>> after(year(2019), "year", 2).start
    datetime.date(2021, 1, 1)
    """
    if era.start is None or unit not in UNITS or UNITS[unit] < era.grain:
        return None
    if era.grain is Grain.YEAR or unit == "year":
        moved_by = count * (YEARS_IN_DECADE if unit == "decade" else 1)
        return shift(era.start, "year", moved_by) if unit in ("year", "decade") else None
    return shift(era.start, unit, count) if unit in {"month", "week"} else None


def clipped(whole: Period, today: date, *, future: bool | None) -> Period:
    """Cut a period that is not over at the day of writing: the past of it (not ``future``) or what is still to come."""
    if whole.start is None or whole.end is None or future is None or not whole.start <= today <= whole.end:
        return whole
    return Period(today, whole.end, whole.grain) if future else Period(whole.start, today, whole.grain)


def moved(anchor: date, unit: str, count: int) -> date:
    """Return the day ``count`` units away: the same day of the month or the year where there is one."""
    days = {"day": 1, "night": 1, "week": DAYS_IN_WEEK, "weekend": DAYS_IN_WEEK, "fortnight": 2 * DAYS_IN_WEEK}
    if unit in days:
        return anchor + timedelta(days=count * days[unit])
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit] * count
    target = month(anchor.year, anchor.month + months)
    assert target.start
    assert target.end
    return min(target.start + timedelta(days=anchor.day - 1), target.end)


def part(whole: Period, word: str) -> Period:
    """Return the early, middle or late third of a period (the last three years of a decade, four months of a year).

    >>> part(year(1990, 10), "late").start.year
    1997
    """
    if whole.start is None or whole.end is None:
        return whole
    early, late = word in {"early", "beginning", "start", "outset"}, word in {"late", "end", "close"}
    years = whole.end.year - whole.start.year + 1
    if years > 1 and whole.grain > Grain.WEEK:
        third = max(1, years * 3 // YEARS_IN_DECADE)
        first = whole.start.year + (0 if early else years - third if late else third)
        return year(first, third if early or late else years - 2 * third)
    months = whole.end.month - whole.start.month + 1
    if months > 1 and whole.grain > Grain.WEEK:
        third = months // 3
        first = whole.start.month + (0 if early else months - third if late else third)
        return month(whole.start.year, first, third)
    length = (whole.end - whole.start).days + 1
    third = length // 3
    if not third:
        return whole
    left = 0 if early else length - third if late else third
    right = third if early else length if late else length - third
    start = whole.start + timedelta(days=left)
    return Period(start, whole.start + timedelta(days=max(left, right - 1)), whole.grain)


def season(name: str, of_year: int) -> Period:
    """Return the months of a season that begins in a year."""
    first, months = SEASONS[name]
    return month(of_year, first, months)


def nearest(candidates: list[Period], anchor: date, *, future: bool | None) -> Period | None:
    """Return the candidate that words without a year mean.

    It is the last begun by the anchor, the first not yet over (``future``), or when nothing tells (None) the closest.
    """
    if future is None:
        return min(candidates, key=lambda p: abs(((p.start or anchor) - anchor).days), default=None)
    if future:
        return min((p for p in candidates if p.end and p.end >= anchor), key=lambda p: p.start or anchor, default=None)
    return max((p for p in candidates if p.start and p.start <= anchor), key=lambda p: p.start or anchor, default=None)


def month_number(word: str) -> int:
    """Return the number of a month, from 1."""
    return MONTHS.index(word[:3].lower()) + 1
