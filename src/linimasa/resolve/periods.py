"""Days, weeks, months, quarters and years as ranges of days, and how they are shifted."""

from __future__ import annotations

import calendar
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import NamedTuple

from linimasa.model import DateBasis, DatePrecision

_MONTHS = {"month": 1, "year": 12, "decade": 120}
_DAYS = {"day": 1, "week": 7}


class Period(NamedTuple):
    """A range of days, both inclusive, with what is known of how it was found."""

    start: date
    end: date
    precision: DatePrecision
    basis: DateBasis
    corrected: bool = False


def day(when: date, basis: DateBasis, *, corrected: bool = False) -> Period:
    """The day ``when``."""
    return Period(when, when, "day", basis, corrected)


def week(when: date, basis: DateBasis) -> Period:
    """The week, Monday to Sunday, that holds ``when``."""
    monday = when - timedelta(days=when.weekday())
    return Period(monday, monday + timedelta(days=6), "week", basis)


def month(year_number: int, number: int, basis: DateBasis) -> Period:
    """A calendar month."""
    return Period(date(year_number, number, 1), last_day(year_number, number), "month", basis)


def quarter(year_number: int, number: int, months: int, basis: DateBasis) -> Period:
    """Part ``number`` of a year cut into parts of ``months`` months; precision quarter where that is three."""
    first = (number - 1) * months + 1
    precision: DatePrecision = "quarter" if months == 3 else "range"
    return Period(date(year_number, first, 1), last_day(year_number, first + months - 1), precision, basis)


def year(number: int, basis: DateBasis) -> Period:
    """A calendar year."""
    return Period(date(number, 1, 1), date(number, 12, 31), "year", basis)


def decade(number: int, basis: DateBasis) -> Period:
    """The ten years that begin with ``number``."""
    return Period(date(number, 1, 1), date(number + 9, 12, 31), "range", basis)


def last_day(year_number: int, number: int) -> date:
    """The last day of a month."""
    return date(year_number, number, calendar.monthrange(year_number, number)[1])


def unit(name: str, when: date, basis: DateBasis) -> Period:
    """The day, week, month, year or decade that holds ``when``."""
    if name == "day":
        return day(when, basis)
    if name == "week":
        return week(when, basis)
    if name == "month":
        return month(when.year, when.month, basis)
    if name == "year":
        return year(when.year, basis)
    return decade(when.year - when.year % 10, basis)


def shift(when: date, count: int, name: str) -> date | None:
    """``when`` moved by ``count`` units; None where that leaves the calendar. 31 May less a month is 30 April."""
    if name in _DAYS:
        try:
            return when + timedelta(days=count * _DAYS[name])
        except OverflowError:
            return None
    index = when.year * 12 + when.month - 1 + count * _MONTHS[name]
    year_number, month_index = divmod(index, 12)
    if not MINYEAR <= year_number < MAXYEAR:
        return None
    return date(year_number, month_index + 1, min(when.day, calendar.monthrange(year_number, month_index + 1)[1]))


def valid(year_number: int, month_number: int, day_number: int) -> date | None:
    """The date, or None where there is no such day."""
    try:
        return date(year_number, month_number, day_number)
    except (ValueError, OverflowError):
        return None


def nearest_weekday(when: date, weekday: int) -> date:
    """The day with that weekday (Monday = 0) that lies nearest to ``when``."""
    ahead = (weekday - when.weekday()) % 7
    return when + timedelta(days=ahead if ahead <= 3 else ahead - 7)


def weekday_before(when: date, weekday: int, *, strictly: bool) -> date:
    """The last day with that weekday not after ``when`` (before it where ``strictly``)."""
    back = (when.weekday() - weekday) % 7
    return when - timedelta(days=7 if strictly and not back else back)


def weekday_after(when: date, weekday: int, *, strictly: bool) -> date:
    """The first day with that weekday not before ``when`` (after it where ``strictly``)."""
    ahead = (weekday - when.weekday()) % 7
    return when + timedelta(days=7 if strictly and not ahead else ahead)
