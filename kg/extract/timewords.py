"""What the words of time mean: one function a kind says which days they can mean.

What the words leave open stays open: a weekday without a publication day, "years ago", a month of no known year.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from kg.extract import periods
from kg.extract.periods import Grain, Period
from kg.extract.tables import listed
from kg.extract.timegrammar import Words

NUMBERS = {
    word: number
    for number, word in enumerate(
        listed(
            """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen twenty
    """
        )
    )
} | {"a": 1, "an": 1, "thirty": 30, "forty": 40, "fifty": 50, "hundred": 100, "a couple of": 2}
_NEARLY = re.compile(r"nearly|almost|less\s+than", re.IGNORECASE)
_OVER = re.compile(r"more\s+than|over|at\s+least", re.IGNORECASE)
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}


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


def _integer(word: str) -> int | None:
    word = re.sub(r"\s+", " ", word.lower().strip("[]"))
    return int(word) if word.isdigit() else NUMBERS.get(word)


def _unit(word: str) -> str:
    word = word.lower()
    return "century" if word.startswith("centur") else word.removesuffix("s")


def _relative_year(word: str, at: Setting) -> int | None:
    steps = {"last": -1, "this": 0, "next": 1, "the": 0}
    return at.published.year + steps[word.split()[0].lower()] if at.published else None


def _year_of(digits: str | None, relative: str | None, at: Setting) -> int | None:
    return int(digits) if digits else _relative_year(relative, at) if relative else None


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
    made = [make(at.published.year + step) for step in (-1, 0, 1)]
    return periods.nearest([p for p in made if p], at.published, future=at.future)


def _dated(at: Setting, year: int | None, make: Callable[[int], Period | None]) -> Period | None:
    return make(year) if year else _around(at, make)


def _monthday(m: re.Match[str], at: Setting) -> Period | None:
    number = periods.month_number(m["m_m"])
    return _dated(at, _year_of(m["m_y"], m["m_r"], at), lambda y: _days(y, number, m["m_d"], m["m_e"]))


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
    return _around(at, lambda y: periods.month(y, number))


def _slashed(m: re.Match[str], at: Setting) -> Period | None:
    """Read 12/03/2021: when both orders give a day, one of the two is meant and nothing says which."""
    year, one, other = int(m["z_y"]), int(m["z_a"]), int(m["z_b"])
    days = sorted(d for d in {periods.make_day(year, one, other), periods.make_day(year, other, one)} if d)
    return Period(days[0], days[-1], Grain.DAY if len(days) == 1 else Grain.LONGER) if days else None


def _ends(m: re.Match[str], at: Setting) -> Period | None:
    """Read "the first three months of 2021"."""
    number, unit = _integer(m["k_c"]), _unit(m["k_u"])
    year = int(m["k_y"]) if m["k_y"].isdigit() else _relative_year(m["k_y"], at)
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
        stated = int(m["q_z"]) if m["q_z"] else _relative_year("this year", at)
        return periods.month(stated, 3 * int(m["q_q"]) - 2, 3) if stated else None
    digits = m["q_y"] or "this year"
    year = int(digits) if digits.isdigit() else _relative_year(digits, at)
    return periods.month(year, 3 * ORDINALS[m["q_n"].lower()] - 2, 3) if year else None


def _halfyear(m: re.Match[str], at: Setting) -> Period | None:
    year = int(m["h_y"]) if m["h_y"].isdigit() else _relative_year(m["h_y"], at)
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
    return min(found, key=lambda p: abs(((p.start or today) - today).days + 45))


def _feast(m: re.Match[str], at: Setting) -> Period | None:
    month, number = periods.FEASTS[m["f_n"].lower().replace("’", "'")]
    return _dated(at, int(m["f_y"]) if m["f_y"] else None, lambda y: _days(y, month, str(number), None))


def _decade(m: re.Match[str], at: Setting) -> Period | None:
    return periods.year(int(m["e_y"]) if m["e_y"] else 1900 + int(m["e_s"]), periods.YEARS_IN_DECADE)


def _century(m: re.Match[str], at: Setting) -> Period | None:
    return periods.year((int(m["c_n"]) - 1) * periods.YEARS_IN_CENTURY + 1, periods.YEARS_IN_CENTURY)


def _ago(m: re.Match[str], at: Setting) -> Period | None:
    if at.published is None:
        return None
    number = _integer(m["a_c"]) if m["a_c"] else None
    if number is None:
        return Period(None, at.published, Grain.LONGER)
    unit = _unit(m["a_u"])
    if periods.UNITS[unit] is Grain.MOMENT:
        return periods.day(at.published)
    if _OVER.search(m["about"] or ""):
        return Period(None, periods.moved(at.published, unit, -number), Grain.LONGER)
    if unit in {"decade", "century"}:
        number *= periods.YEARS_IN_DECADE if unit == "decade" else periods.YEARS_IN_CENTURY
        unit = "year"
    then = periods.shift(at.published, unit, -number)
    if unit != "day" and _NEARLY.search(m["about"] or ""):
        return replace(then, start=periods.moved(at.published, unit, -number))
    return then


def _offset(m: re.Match[str], at: Setting) -> Period | None:
    number, unit = _integer(m["o_c"]), _unit(m["o_u"])
    sign = 1 if m["o_w"].lower() in {"later", "after", "afterward", "afterwards"} else -1
    if number is None:
        return None
    if at.era is not None and (found := periods.after(at.era, unit, sign * number)):
        return found
    if at.story is None:
        return None
    if periods.UNITS[unit] is Grain.MOMENT:
        return Period(at.story, at.story, Grain.MOMENT)
    return periods.shift(at.story, unit, sign * number)


def _rolling(m: re.Match[str], at: Setting) -> Period | None:
    number, unit = _integer(m["r_c"]), _unit(m["r_u"])
    if at.published is None:
        return None
    back = m["r_w"].lower() in {"last", "past", "previous"}
    if periods.UNITS[unit] is Grain.MOMENT:
        return Period(at.published - timedelta(days=1), at.published) if back else periods.day(at.published)
    if number is None:
        return Period(None, at.published, Grain.LONGER) if back else Period(at.published, None, Grain.LONGER)
    far = periods.moved(at.published, unit, -number if back else number)
    return Period(min(far, at.published), max(far, at.published), Grain.WEEK)


def _vague(m: re.Match[str], at: Setting) -> Period | None:
    if at.published is None:
        return None
    recent = m["v_w"].lower() == "recent"
    return Period(None if recent else at.published, at.published if recent else None, Grain.LONGER)


def _story(m: re.Match[str], at: Setting) -> Period | None:
    word = (m["t_w"] or m["t_y"] or "same").lower()
    step = {"next": 1, "following": 1, "after": 1, "previous": -1, "before": -1}.get(word, 0)
    unit = (m["t_u"] or m["t_v"] or m["t_x"]).lower()
    if at.era is not None and (found := periods.after(at.era, unit, step)):
        return found
    if at.story is None:
        return None
    if unit != "month" and unit[:3] in periods.WEEKDAYS:
        moved = at.story + timedelta(days=max(step, 0) or -1)
        return periods.weekday(moved, periods.WEEKDAYS.index(unit[:3]), future=step > 0)
    return periods.shift(at.story, "day" if unit in {"night", "morning"} else unit, step)


def _relunit(m: re.Match[str], at: Setting) -> Period | None:
    if at.published is None:
        return None
    words, unit = m["u_w"].lower().split(), m["u_u"].lower()
    step = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1}.get(words[-1], 0)
    if step < 0 and unit != "quarter" and (words[0] == "the" or words[-1] == "past"):
        return Period(periods.moved(at.published, unit, step), at.published, periods.UNITS[unit])
    whole = periods.shift(at.published, unit, step)
    if step == 0 and unit == "weekend" and not at.future and whole.start and whole.start > at.published:
        return periods.shift(at.published, unit, -1)
    return whole


def _ofunit(m: re.Match[str], at: Setting) -> Period | None:
    if at.published is None:
        return None
    unit = m["n_u"].lower()
    over = unit == "weekend" and not at.future and at.published.weekday() < periods.SATURDAY
    return periods.shift(at.published, unit, -1 if over else 0)


def _yearend(m: re.Match[str], at: Setting) -> Period | None:
    return periods.part(periods.year(at.published.year), "end") if at.published else None


def _dayword(m: re.Match[str], at: Setting) -> Period | None:
    if at.published is None:
        return None
    words = m["dayword"].lower().split()
    step = {"yesterday": -1, "tomorrow": 1}.get(words[0], 0)
    if words[0] == "the":
        step = -2 if words[-1] == "yesterday" else 2
    elif words[0] in {"last", "overnight"}:
        return Period(at.published - timedelta(days=1), at.published)
    return periods.day(at.published + timedelta(days=step))


def _weekday(m: re.Match[str], at: Setting) -> Period | None:
    if at.published is None:
        return None
    number = periods.WEEKDAYS.index(m["w_d"][:3].lower())
    relative = re.sub(r"\s+", " ", (m["w_r"] or "").lower())
    if relative in {"last", "next"}:
        step = 1 if relative == "next" else -1
        return periods.weekday(at.published + timedelta(days=step), number, future=step > 0)
    return periods.weekday(at.published, number, future=bool(at.future) or relative == "this coming")


def _moment(m: re.Match[str], at: Setting) -> Period | None:
    return Period(at.story, at.story, Grain.MOMENT) if at.story else None


def _nowish(m: re.Match[str], at: Setting) -> Period | None:
    return Period(at.published, at.published, Grain.LONGER) if at.published else None


def _recent(m: re.Match[str], at: Setting) -> Period | None:
    return Period(None, at.published, Grain.LONGER) if at.published else None


def _soon(m: re.Match[str], at: Setting) -> Period | None:
    return Period(at.published, None, Grain.LONGER) if at.published else None


def _duration(m: re.Match[str], at: Setting) -> Period | None:
    """Read "for three years" after a perfect, "in two weeks" after a future; a bare length says no day."""
    preposition = (m["prep"] or "").lower()
    number = _integer(m["l_c"]) if m["l_c"] else None
    if at.published is None:
        return None
    unit = _unit(m["l_u"]) if m["l_u"] else ""
    if preposition in {"in", "within"} and at.future and number and periods.UNITS[unit] is not Grain.MOMENT:
        if preposition == "within":
            return Period(at.published, periods.moved(at.published, unit, number), Grain.WEEK)
        return periods.shift(at.published, unit, number)
    if preposition == "for" and at.perfect:
        vague = number is None or _OVER.search(m["about"] or "") or periods.UNITS[unit] is Grain.MOMENT
        if vague or number is None:
            return Period(None, at.published, Grain.LONGER)
        return Period(periods.moved(at.published, unit, -number), None, Grain.LONGER)
    return None


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
    "ago": _ago,
    "offset": _offset,
    "rolling": _rolling,
    "vague": _vague,
    "story": _story,
    "relunit": _relunit,
    "ofunit": _ofunit,
    "yearend": _yearend,
    "dayword": _dayword,
    "weekday": _weekday,
    "moment": _moment,
    "nowish": _nowish,
    "recent": _recent,
    "soon": _soon,
    "month": _month,
    "duration": _duration,
    "year": _year,
}


#: Kinds of which only the part that the tense tells of is meant, when they are not over: "arrested this month".
_CUT = frozenset({"relunit", "month", "season", "weekof"})


def resolve_words(words: Words, at: Setting) -> Period | None:
    """Return the days that an expression can mean, without its preposition; None when they are left open."""
    whole = KINDS[words.kind](words.match, at)
    part = (words.match["part"] or "").lower()
    if whole is None or (words.kind == "story" and part in {"earlier", "later"}):
        return whole
    if part in {"earlier", "later"}:
        if at.published is None:
            return None
        return replace(whole, end=at.published) if part == "earlier" else replace(whole, start=at.published)
    whole = periods.part(whole, part) if part else whole
    if at.published is None or words.kind not in _CUT:
        return whole
    return periods.clipped(whole, at.published, future=at.future)
