"""Times as resolution compares them: do two intervals meet, how sure is that, and which weeks do they touch."""

from __future__ import annotations

from datetime import date, timedelta

from kg.model import TimeSpan

#: An interval that may be longer than this many days ("in 2021") says too little to tell two events apart or join them.
NARROW_DAYS = 10
#: News of one event appears within so many days.
NEWS_DAYS = 3
_WEEK = 7

type Interval = tuple[date, date]


def interval(time: TimeSpan | None) -> Interval | None:
    """Return the first and last day that a time span may touch; None where either is open."""
    if time is None:
        return None
    first = time.earliest_begin or time.latest_begin
    last = time.latest_end or time.earliest_end or (time.latest_begin if time.earliest_begin else None)
    return (first, last) if first is not None and last is not None and first <= last else None


def is_narrow(found: Interval | None) -> bool:
    """Tell whether an interval is known and short enough to be evidence."""
    return found is not None and (found[1] - found[0]).days <= NARROW_DAYS


def apart(one: TimeSpan | None, other: TimeSpan | None) -> bool:
    """Tell whether two time spans cannot share a day: one surely ends before the other may begin."""
    if one is None or other is None:
        return False
    return _before(one, other) or _before(other, one)


def _before(one: TimeSpan, other: TimeSpan) -> bool:
    """Tell whether ``one`` is over when ``other`` may begin at the earliest."""
    end, begin = one.latest_end, other.earliest_begin
    return end is not None and begin is not None and end < begin


def meet(one: Interval, other: Interval) -> bool:
    """Tell whether two intervals share a day."""
    return one[0] <= other[1] and other[0] <= one[1]


def around(day: date | None) -> Interval | None:
    """Return the days in which an article of a day tells news: that day and some before it."""
    return None if day is None else (day - timedelta(days=NEWS_DAYS), day)


def weeks(found: Interval) -> range:
    """Return the numbers of the weeks that an interval touches."""
    return range(found[0].toordinal() // _WEEK, found[1].toordinal() // _WEEK + 1)
