"""What words mean that count from the publication day or from the day that a story is at: one function a kind."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from kg.extract import periods
from kg.extract.periods import Grain, Period
from kg.extract.timesetting import NEARLY, OVER, Setting, number_of, unit_of

_PARTS_OF_DAY = frozenset({"night", "morning", "afternoon", "evening"})


def ago(m: re.Match[str], at: Setting) -> Period | None:
    """Read "three years ago", "days ago"."""
    if at.published is None:
        return None
    number = number_of(m["a_c"]) if m["a_c"] else None
    if number is None:
        return Period(None, at.published, Grain.LONGER)
    unit = unit_of(m["a_u"])
    if periods.UNITS[unit] is Grain.MOMENT:
        return periods.day(at.published)
    if OVER.search(m["about"] or ""):
        return Period(None, periods.moved(at.published, unit, -number), Grain.LONGER)
    if unit in {"decade", "century"}:
        number *= periods.YEARS_IN_DECADE if unit == "decade" else periods.YEARS_IN_CENTURY
        unit = "year"
    then = periods.shift(at.published, unit, -number)
    if unit != "day" and NEARLY.search(m["about"] or ""):
        return replace(then, start=periods.moved(at.published, unit, -number))
    return then


def offset(m: re.Match[str], at: Setting) -> Period | None:
    """Read "two hours later", counted from the day or month of the story."""
    number, unit = number_of(m["o_c"]), unit_of(m["o_u"])
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


def rolling(m: re.Match[str], at: Setting) -> Period | None:
    """Read "the last two years", "the coming days"."""
    number, unit = number_of(m["r_c"]), unit_of(m["r_u"])
    if at.published is None:
        return None
    back = m["r_w"].lower() in {"last", "past", "previous"}
    if periods.UNITS[unit] is Grain.MOMENT:
        return Period(at.published - timedelta(days=1), at.published) if back else periods.day(at.published)
    if number is None:
        return Period(None, at.published, Grain.LONGER) if back else Period(at.published, None, Grain.LONGER)
    far = periods.moved(at.published, unit, -number if back else number)
    return Period(min(far, at.published), max(far, at.published), Grain.WEEK)


def vague(m: re.Match[str], at: Setting) -> Period | None:
    """Read "in recent weeks", "in the coming years"."""
    if at.published is None:
        return None
    recent = m["v_w"].lower() == "recent"
    return Period(None if recent else at.published, at.published if recent else None, Grain.LONGER)


def story(m: re.Match[str], at: Setting) -> Period | None:
    """Read "the next day", "that month", "the day before"."""
    word = (m["t_w"] or m["t_y"] or "same").lower()
    step = {"next": 1, "following": 1, "after": 1, "previous": -1, "before": -1}.get(word, 0)
    unit = (m["t_u"] or m["t_v"] or m["t_x"]).lower()
    if unit in periods.SEASONS:
        return _season_of(at, unit, step)
    if (
        at.era is not None
        and at.era.grain is Grain.WEEK
        and step == 0
        and periods.UNITS.get(unit, Grain.DAY) is Grain.DAY
    ):
        return at.era
    if at.era is not None and (found := periods.after(at.era, unit, step)):
        return found
    if at.story is None:
        return None
    if unit != "month" and unit[:3] in periods.WEEKDAYS:
        moved = at.story + timedelta(days=max(step, 0) or -1)
        return periods.weekday(moved, periods.WEEKDAYS.index(unit[:3]), future=step > 0)
    return periods.shift(at.story, "day" if unit in _PARTS_OF_DAY else unit, step)


def _season_of(at: Setting, name: str, step: int) -> Period | None:
    """Read "that autumn", "the following spring": of the year that was told, or the next after what was told."""
    told = at.era.start if at.era is not None else at.story
    if told is None or step < 0:
        return None
    found = periods.season(name, told.year)
    late = step > 0 and found.start is not None and found.start <= told
    return periods.season(name, told.year + 1) if late else found


def relunit(m: re.Match[str], at: Setting) -> Period | None:
    """Read "last week", "this year", "the past month"."""
    if at.published is None:
        return None
    words, unit = m["u_w"].lower().split(), m["u_u"].lower()
    step = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1}.get(words[-1], 0)
    if step < 0 and unit not in {"quarter", "weekend"} and (words[0] == "the" or words[-1] == "past"):
        return Period(periods.moved(at.published, unit, step), at.published, periods.UNITS[unit])
    whole = periods.shift(at.published, unit, step)
    early = at.published.weekday() < periods.THURSDAY
    if step == 0 and unit == "weekend" and not at.future and early:
        return periods.shift(at.published, unit, -1)
    return whole


def ofunit(m: re.Match[str], at: Setting) -> Period | None:
    """Read "the end of the year", "over the weekend"."""
    if at.published is None:
        return None
    unit = m["n_u"].lower()
    over = unit == "weekend" and not at.future and at.published.weekday() < periods.SATURDAY
    return periods.shift(at.published, unit, -1 if over else 0)


def dayword(m: re.Match[str], at: Setting) -> Period | None:
    """Read "yesterday", "overnight"."""
    if at.published is None:
        return None
    words = m["dayword"].lower().split()
    step = {"yesterday": -1, "tomorrow": 1}.get(words[0], 0)
    if words[0] == "the":
        step = -2 if words[-1] == "yesterday" else 2
    elif words[0] in {"last", "overnight"}:
        return Period(at.published - timedelta(days=1), at.published)
    return periods.day(at.published + timedelta(days=step))


def weekday(m: re.Match[str], at: Setting) -> Period | None:
    """Read "Monday", "last Monday": the nearest in the direction of the tense."""
    if at.published is None:
        return None
    number = periods.WEEKDAYS.index(m["w_d"][:3].lower())
    relative = re.sub(r"\s+", " ", (m["w_r"] or "").lower())
    if relative in {"last", "next"}:
        step = 1 if relative == "next" else -1
        return periods.weekday(at.published + timedelta(days=step), number, future=step > 0)
    return periods.weekday(at.published, number, future=bool(at.future) or relative == "this coming")


def moment(m: re.Match[str], at: Setting) -> Period | None:
    """Read "at 15:11", "in the first half": it is on the day of the story."""
    return Period(at.story, at.story, Grain.MOMENT) if at.story else None


def nowish(m: re.Match[str], at: Setting) -> Period | None:
    """Read "now", "currently", and "for now", which goes on."""
    if (m["prep"] or "").lower() == "for":
        return Period(at.published, None, Grain.LONGER) if at.published else None
    return Period(at.published, at.published, Grain.LONGER) if at.published else None


def then(m: re.Match[str], at: Setting) -> Period | None:
    """Read "then", which is the day that the story is at, or the month or year that was told last."""
    if at.era is not None:
        return at.era
    return Period(at.story, at.story, Grain.MOMENT) if at.story else None


def thereafter(m: re.Match[str], at: Setting) -> Period | None:
    """Read "subsequently", "later": from the day, month or year on that the story is at."""
    if at.era is not None:
        return Period(at.era.start, None, Grain.LONGER)
    return Period(at.story, at.published, Grain.LONGER) if at.story else None


def apart(m: re.Match[str], at: Setting) -> Period | None:
    """Leave "two days after" open: the event that it stands at is dated later, with the parse."""
    return None


def dayth(m: re.Match[str], at: Setting) -> Period | None:
    """Read "the 14th": of this month, or the last or next that has such a day."""
    if at.published is None:
        return None
    number, first = int(m["h_d"]), at.published.replace(day=1)
    months = [periods.moved(first, "month", step) for step in (-2, -1, 0, 1, 2)]
    days = [d for d in (periods.make_day(f.year, f.month, number) for f in months) if d]
    return periods.nearest([periods.day(d) for d in days], at.published, future=bool(at.future))


def recent(m: re.Match[str], at: Setting) -> Period | None:
    """Read "recently"."""
    return Period(None, at.published, Grain.LONGER) if at.published else None


def soon(m: re.Match[str], at: Setting) -> Period | None:
    """Read "soon", which is no day of the past."""
    return Period(at.published, None, Grain.LONGER) if at.published and at.future is not False else None


def duration(m: re.Match[str], at: Setting) -> Period | None:
    """Read "for three years" after a perfect, "in two weeks" after a future; a bare length says no day."""
    preposition = (m["prep"] or "").lower()
    number = number_of(m["l_c"]) if m["l_c"] else None
    if at.published is None:
        return None
    unit = unit_of(m["l_u"]) if m["l_u"] else ""
    if preposition in {"in", "within"} and at.future and number and periods.UNITS[unit] is not Grain.MOMENT:
        if preposition == "within":
            return Period(at.published, periods.moved(at.published, unit, number), Grain.WEEK)
        return periods.shift(at.published, unit, number)
    if preposition in {"in", "within", "over"} and at.perfect and number and unit and not at.pluperfect:
        if periods.UNITS[unit] is Grain.MOMENT:
            return None
        return Period(periods.moved(at.published, unit, -number), at.published, Grain.LONGER)
    if preposition == "for" and at.perfect:
        vague = number is None or OVER.search(m["about"] or "") or periods.UNITS[unit] is Grain.MOMENT
        if vague or number is None:
            return Period(None, at.published, Grain.LONGER)
        if NEARLY.search(m["about"] or "") or unit in {"decade", "century"}:
            return Period(periods.moved(at.published, unit, -number), None, Grain.LONGER)
        end = (at.story or at.published) if at.pluperfect else None
        return Period(periods.shift(at.published, unit, -number).start, end, Grain.LONGER)
    return None
