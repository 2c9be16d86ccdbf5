"""The interval that an expression of time bounds, by the preposition before it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from kg.extract.periods import Grain, Period
from kg.extract.timegrammar import Words
from kg.extract.timesetting import Setting
from kg.model import TimeSpan


def _inside(period: Period) -> TimeSpan:
    """Something within a period: it begins and ends there, nothing says when."""
    return TimeSpan(period.start, period.end, period.start, period.end)


def _from(period: Period) -> TimeSpan:
    return TimeSpan(earliest_begin=period.start, latest_begin=period.end)


def _until(period: Period) -> TimeSpan:
    return TimeSpan(earliest_end=period.start, latest_end=period.end)


def _by(period: Period) -> TimeSpan:
    return TimeSpan(latest_end=period.end)


def _before(period: Period) -> TimeSpan:
    """Before a day may still be on its eve; before a longer time is before its first day."""
    last = period.start - timedelta(days=1) if period.start and period.grain > Grain.DAY else period.start
    return TimeSpan(latest_end=last)


def _after(period: Period) -> TimeSpan:
    return TimeSpan(earliest_begin=period.start)


#: How a preposition makes an interval of the days that stand after it. All others: within.
BOUNDS: dict[str, Callable[[Period], TimeSpan]] = {
    "since": _from, "starting": _from, "starting on": _from, "starting in": _from, "starting from": _from,
    "beginning on": _from, "beginning in": _from, "from": _from, "as early as": _from,
    "until": _until, "till": _until, "up to": _until, "to": _until, "up until": _until, "through": _until,
    "by": _by, "no later than": _by, "as late as": _by,
    "before": _before, "prior to": _before, "ahead of": _before,
    "after": _after, "following": _after,
}  # fmt: skip


def beside(event: TimeSpan, preposition: str) -> TimeSpan:
    """Return when something was that stands before, after or in an event, of which only the year may be known."""
    if preposition in {"before", "prior to", "ahead of", "until"}:
        return replace(event, earliest_begin=None, latest_begin=None, earliest_end=None)
    if preposition in {"after", "following", "since"}:
        return replace(event, latest_begin=None, earliest_end=None, latest_end=None)
    return event


def bounds(blank: TimeSpan, words: Words, period: Period | None, at: Setting, preposition: str) -> TimeSpan:
    """Put the days that an expression can mean into a time span, as its preposition says."""
    if period is None:
        return blank
    if preposition in {"from", "as early as", "as late as"} and not at.future:
        preposition = ""
    if period.grain is Grain.MOMENT and preposition in {"before", "after", "by"}:
        preposition = ""
    when = replace(BOUNDS.get(preposition, _inside)(period), text=blank.text, anchor=blank.anchor)
    about = (words.match["about"] or "").lower()
    if preposition in {"until", "till", "up to", "up until"} and "least" in about:
        return replace(when, latest_end=None)
    ahead = at.published and when.latest_end and when.latest_end > at.published
    if preposition in {"by", "before"} and ahead and period.grain is not Grain.YEAR:
        return replace(when, earliest_begin=at.published)
    return when
