"""What the words of time mean: one function a kind says which days they can mean.

What the words leave open stays open: a weekday without a publication day, "years ago", a month of no known year.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from kg.extract import periods, timerelative
from kg.extract.periods import Grain, Period
from kg.extract.timegrammar import Words
from kg.extract.timesetting import Setting, number_of, relative_year, unit_of

#: A day without a year that lies at most so many days ahead is that one, and not the one of eleven months ago.
_SOON = 40
#: Days that an event is called by: month and day, the day itself, and the words that then stand after it.
_CALLED = {
    (9, 11): (date(2001, 9, 11), re.compile(r",?\s+(?:terror(?:ist)?\s+)?(?:attacks|hijackings)\b", re.IGNORECASE)),
}
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}


def _year_of(digits: str | None, relative: str | None, at: Setting) -> int | None:
    return int(digits) if digits else relative_year(relative, at) if relative else None


def _iso(m: re.Match[str], at: Setting) -> Period | None:
    when = periods.make_day(int(m["i_y"]), int(m["i_m"]), int(m["i_d"]))
    return periods.day(when) if when else None


def _days(year: int, month: int, first: str, last: str | None) -> Period | None:
    start = periods.make_day(year, month, int(re.sub(r"\D", "", first)))
    end = periods.make_day(year, month, int(re.sub(r"\D", "", last))) if last else start
    return Period(start, end) if start and end and start <= end else None


def _around(at: Setting, make: Callable[[int], Period | None]) -> Period | None:
    """Choose the year that words without a year mean."""
    if at.published is None:
        return None
    made = [p for p in (make(at.published.year + step) for step in (-1, 0, 1)) if p]
    ahead = periods.nearest(made, at.published, future=True)
    if not at.future and ahead and ahead.start and ahead.grain <= Grain.DAY:
        until = (ahead.start - at.published).days
        if 0 <= until <= _SOON:
            return ahead if at.future is None else None  # what was cannot be on it, nor is a year ago likelier
    return periods.nearest(made, at.published, future=at.future)


def _dated(at: Setting, year: int | None, make: Callable[[int], Period | None]) -> Period | None:
    return make(year) if year else _around(at, make)


def _monthday(m: re.Match[str], at: Setting) -> Period | None:
    number = periods.month_number(m["m_m"])
    if not m["m_y"] and not m["m_e"] and (known := _known(number, m, at)):
        return known
    return _dated(at, _year_of(m["m_y"], m["m_r"], at), lambda y: _days(y, number, m["m_d"], m["m_e"]))


def _known(month: int, m: re.Match[str], at: Setting) -> Period | None:
    """Read a day that an event is called by, whatever the year of writing: "the Sept. 11 attacks"."""
    named = _CALLED.get((month, int(re.sub(r"\D", "", m["m_d"]))))
    if named is None or not named[1].match(m.string, m.end()):
        return None
    return periods.day(named[0]) if at.published is None or at.published > named[0] else None


def _daymonth(m: re.Match[str], at: Setting) -> Period | None:
    number = periods.month_number(m["d_m"])
    return _dated(at, _year_of(m["d_y"], m["d_r"], at), lambda y: _days(y, number, m["d_d"], m["d_e"]))


def _monthyear(m: re.Match[str], at: Setting) -> Period | None:
    year = _year_of(m["y_y"], m["y_r"], at)
    return periods.month(year, periods.month_number(m["y_m"])) if year else None


def _month(m: re.Match[str], at: Setting) -> Period | None:
    number = periods.month_number(m["b_m"])
    relative = (m["b_r"] or "").lower()
    if relative:
        at = replace(at, future={"last": False, "next": True}.get(relative, at.future))
    elif at.future is None:
        at = replace(at, future=False)
    if relative == "this" and at.published:
        return periods.month(at.published.year, number)
    if relative in {"last", "next"} and at.published and at.published.month == number:
        return periods.month(at.published.year + (1 if relative == "next" else -1), number)
    return _around(at, lambda y: periods.month(y, number))


def _slashed(m: re.Match[str], at: Setting) -> Period | None:
    """Read 12/03/2021: when both orders give a day, one of the two is meant and nothing says which."""
    year, one, other = int(m["z_y"]), int(m["z_a"]), int(m["z_b"])
    days = sorted(d for d in {periods.make_day(year, one, other), periods.make_day(year, other, one)} if d)
    return Period(days[0], days[-1], Grain.DAY if len(days) == 1 else Grain.LONGER) if days else None


def _ends(m: re.Match[str], at: Setting) -> Period | None:
    """Read "the first three months of 2021"."""
    number, unit = number_of(m["k_c"]), unit_of(m["k_u"])
    year = int(m["k_y"]) if m["k_y"].isdigit() else relative_year(m["k_y"], at)
    if year is None or number is None:
        return None
    whole = periods.month(year, periods.month_number(m["k_m"])) if m["k_m"] else periods.year(year)
    if whole.start is None or whole.end is None:
        return None
    one = timedelta(days=1)
    if m["k_w"].lower() == "first":
        return Period(whole.start, periods.moved(whole.start, unit, number) - one, Grain.MONTH)
    return Period(periods.moved(whole.end + one, unit, -number), whole.end, Grain.MONTH)


def _quarter(m: re.Match[str], at: Setting) -> Period | None:
    if m["q_q"]:
        stated = int(m["q_z"]) if m["q_z"] else relative_year("this year", at)
        return periods.month(stated, 3 * int(m["q_q"]) - 2, 3) if stated else None
    digits = m["q_y"] or "this year"
    year = int(digits) if digits.isdigit() else relative_year(digits, at)
    first = 3 * ORDINALS[m["q_n"].lower()] - 2
    if year and not m["q_y"] and at.future is False and at.published and first + 1 > at.published.month:
        year -= 1
    return periods.month(year, first, 3) if year else None


def _halfyear(m: re.Match[str], at: Setting) -> Period | None:
    year = int(m["h_y"]) if m["h_y"].isdigit() else relative_year(m["h_y"], at)
    return periods.month(year, 6 * ORDINALS[m["h_n"].lower()] - 5, 6) if year else None


def _weekof(m: re.Match[str], at: Setting) -> Period | None:
    """Read "the first week of May"."""
    number, which, unit = periods.month_number(m["j_m"]), ORDINALS.get(m["j_n"].lower(), 0), m["j_u"].lower()
    whole = _dated(at, int(m["j_y"]) if m["j_y"] else None, lambda y: periods.month(y, number))
    return periods.nth(whole, unit, which) if whole else None


def _season(m: re.Match[str], at: Setting) -> Period | None:
    if m["s_y"]:
        return periods.season(m["s_b"].lower(), int(m["s_y"]))
    if not at.published:
        return None
    name, word, today = m["s_a"].lower(), m["s_r"].lower(), at.published
    found = [periods.season(name, today.year + step) for step in (-2, -1, 0, 1)]
    if word == "last":
        return max((p for p in found if p.end and p.end < today), key=lambda p: p.end or today)
    if word == "next":
        return min((p for p in found if p.start and p.start > today), key=lambda p: p.start or today)
    if word == "the":
        return periods.nearest(found, today, future=bool(at.future))
    return min(found, key=lambda p: abs(((p.start or today) - today).days + 45))


def _feast(m: re.Match[str], at: Setting) -> Period | None:
    month, number = periods.FEASTS[m["f_n"].lower().replace("’", "'")]
    return _dated(at, int(m["f_y"]) if m["f_y"] else None, lambda y: _days(y, month, str(number), None))


def _decade(m: re.Match[str], at: Setting) -> Period | None:
    return periods.year(int(m["e_y"]) if m["e_y"] else 1900 + int(m["e_s"]), periods.YEARS_IN_DECADE)


def _century(m: re.Match[str], at: Setting) -> Period | None:
    return periods.year((int(m["c_n"]) - 1) * periods.YEARS_IN_CENTURY + 1, periods.YEARS_IN_CENTURY)


def _yearend(m: re.Match[str], at: Setting) -> Period | None:
    return periods.part(periods.year(at.published.year), "end") if at.published else None


def _toward(m: re.Match[str], at: Setting) -> Period | None:
    """Read "the three months to September", "the year ended 30 June 2021"."""
    number = periods.month_number(m["b_n"])
    count = number_of(m["b_c"]) if m["b_c"] else 1
    year = int(m["b_y"]) if m["b_y"] else None
    whole = _dated(replace(at, future=bool(at.future)), year, lambda y: periods.month(y, number))
    day_written = m["b_d"] or m["b_e"]
    if whole is None or whole.start is None or whole.end is None or count is None:
        return None
    last = whole.start.replace(day=1) if day_written else whole.end
    if day_written:
        stated = periods.make_day(whole.start.year, number, int(re.sub(r"\D", "", day_written)))
        if stated is None:
            return None
        last = stated
    one = timedelta(days=1)
    return Period(periods.moved(last + one, unit_of(m["b_u"]), -count), last, Grain.MONTH)


def _year(m: re.Match[str], at: Setting) -> Period | None:
    first = int(m["x_y"])
    if not m["x_e"]:
        return periods.year(first)
    last = int(m["x_e"]) if len(m["x_e"]) == len(m["x_y"]) else first // 100 * 100 + int(m["x_e"])
    return periods.year(first, last - first + 1) if last >= first else None


#: Each kind of expression and the function that says which days it can mean.
KINDS: dict[str, Callable[[re.Match[str], Setting], Period | None]] = {
    "iso": _iso,
    "monthday": _monthday,
    "daymonth": _daymonth,
    "monthyear": _monthyear,
    "slashed": _slashed,
    "ends": _ends,
    "quarter": _quarter,
    "weekof": _weekof,
    "halfyear": _halfyear,
    "season": _season,
    "feast": _feast,
    "decade": _decade,
    "century": _century,
    "ago": timerelative.ago,
    "offset": timerelative.offset,
    "rolling": timerelative.rolling,
    "vague": timerelative.vague,
    "story": timerelative.story,
    "apart": timerelative.apart,
    "dayth": timerelative.dayth,
    "toward": _toward,
    "then": timerelative.then,
    "thereafter": timerelative.thereafter,
    "relunit": timerelative.relunit,
    "ofunit": timerelative.ofunit,
    "yearend": _yearend,
    "dayword": timerelative.dayword,
    "weekday": timerelative.weekday,
    "moment": timerelative.moment,
    "nowish": timerelative.nowish,
    "recent": timerelative.recent,
    "soon": timerelative.soon,
    "month": _month,
    "duration": timerelative.duration,
    "year": _year,
}


#: Kinds of which only the part that the tense tells of is meant, when they are not over: "arrested this month".
_CUT = frozenset({"relunit", "month", "season", "weekof"})


def resolve_words(words: Words, at: Setting) -> Period | None:
    """Return the days that an expression can mean, without its preposition; None when they are left open."""
    whole = KINDS[words.kind](words.match, at)
    part = (words.match["part"] or "").lower()
    if whole is None or (words.kind in {"story", "moment"} and part in {"earlier", "later"}):
        return whole
    if part in {"earlier", "later"}:
        if at.published is None:
            return None
        return replace(whole, end=at.published) if part == "earlier" else replace(whole, start=at.published)
    whole = periods.part(whole, part) if part else whole
    if at.published is None or words.kind not in _CUT:
        return whole
    return periods.clipped(whole, at.published, future=at.future)
