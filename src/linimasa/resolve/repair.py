"""Days whose parts do not fit each other, or lack one: the nearest day that fits the report.

About one Indonesian dateline in twenty names a weekday that its number contradicts. Read against
what happened, the weekday is right far more often: the usual slips are the month of the day before
(``Senin (9/5/2025)`` on 9 June), last year's number, day and month swapped, a day off by one, a
digit too many. So every
day with the stated weekday that differs from the stated one in one part is weighed, and the
stated number itself, by what had to be changed and by how far it lies from the publication.
"""

from __future__ import annotations

from datetime import date, timedelta
from math import log2
from typing import NamedTuple

from linimasa.resolve.periods import last_day, nearest_weekday, valid

_CHANGED_DAY = 1.0
_CHANGED_DAY_FURTHER = 0.5
_SWAPPED = 1.0
_CHANGED_MONTH = 1.2
_CHANGED_YEAR = 1.2
_CHANGED_WEEKDAY = 1.3
_AHEAD = 0.6
_FAR_AHEAD = 2.0
_DISTANCE = 0.3
_MONTH_SLIP_REACH = 21
_YEAR_SLIP_REACH = 40
_AHEAD_WITHOUT_CUE = 3
_FUTURE_WEIGHT = 2.5
_LATE = 10
_PLAUSIBLE_YEARS_AHEAD = 30


class Stated(NamedTuple):
    """What the text says of a day; ``turn`` is -1 for "lalu", 1 for "mendatang", None for neither."""

    day: int
    month: int
    year: int | None = None
    weekday: int | None = None
    turn: int | None = None


def resolve_day(stated: Stated, published: date | None, *, future: bool) -> tuple[date, bool] | None:
    """The day meant, and whether it had to be corrected; None where the text does not settle it.

    ``future``: words near it speak of what is to come.
    """
    year, month = stated.year, stated.month
    if year is not None and year < 100:
        year += 2000
    if not 1 <= month <= 12:
        return _near_weekday(stated, published)
    if year is None:
        return _without_year(stated, published, future=future)
    impossible_year = not 1000 <= year <= 2200
    if impossible_year or (published and year > published.year + _PLAUSIBLE_YEARS_AHEAD):
        found = _without_year(stated, published, future=future)
        return (found[0], True) if found else None
    exact = valid(year, month, stated.day)
    if exact and stated.weekday in (None, exact.weekday()):
        return exact, False
    if stated.weekday is None:
        return (last_day(year, month), True) if 29 <= stated.day <= 31 else None
    return _best_fit(stated._replace(year=year), published, future=future)


def _near_weekday(stated: Stated, published: date | None) -> tuple[date, bool] | None:
    """A month that does not exist: the weekday and the day's number near the publication settle it."""
    if published is None or stated.weekday is None:
        return None
    for back in range(45):
        when = published - timedelta(days=back)
        if when.day == stated.day and when.weekday() == stated.weekday:
            return when, True
    return None


def _without_year(stated: Stated, published: date | None, *, future: bool) -> tuple[date, bool] | None:
    """A day and month: of the year that brings it nearest to the publication, the past preferred."""
    if published is None:
        return None
    years = (published.year - 1, published.year, published.year + 1)
    days = [when for year in years if (when := valid(year, stated.month, stated.day))]
    if not days:
        if stated.weekday is None and 29 <= stated.day <= 31:
            return last_day(published.year, stated.month), True
        return _best_fit(stated._replace(year=published.year), published, future=future) if stated.weekday else None
    days = [when for when in days if _fits_turn(when, stated.turn, published)] or days

    def cost(when: date) -> float:
        ahead = (when - published).days
        return ahead * (1.0 if future else _FUTURE_WEIGHT) if ahead > 0 else -ahead * (1.5 if future else 1.0)

    best = min(days, key=cost)
    if stated.weekday in (None, best.weekday()):
        return best, False
    return _best_fit(stated._replace(year=best.year), published, future=future)


def _fits_turn(when: date, turn: int | None, published: date) -> bool:
    # A report that is published late may still call "mendatang" what has passed since.
    return turn is None or (when <= published if turn < 0 else (published - when).days <= _LATE)


def _best_fit(stated: Stated, published: date | None, *, future: bool) -> tuple[date, bool] | None:
    """The cheapest of the days that differ from the stated one in one part."""
    costs = _candidates(stated, published)
    if not costs:
        return None
    future = future or stated.turn == 1

    def total(item: tuple[date, float]) -> float:
        when, cost = item
        if published is None:
            return cost
        ahead = (when - published).days
        if ahead > 0 and not future:
            cost += _AHEAD if ahead <= _AHEAD_WITHOUT_CUE else _FAR_AHEAD
        if ahead < 0 and stated.turn == 1:
            cost += _FAR_AHEAD
        return cost + _DISTANCE * log2(1 + abs(ahead) / 7)

    return min(costs, key=total)[0], True


def _candidates(stated: Stated, published: date | None) -> list[tuple[date, float]]:
    weekday, year = stated.weekday, stated.year or 0
    exact = valid(year, stated.month, stated.day)
    found: list[tuple[date, float]] = []
    if exact:
        found.append((exact, _CHANGED_WEEKDAY))
    anchor = exact or (last_day(year, stated.month) if 1 <= stated.month <= 12 else None)
    if anchor and weekday is not None:
        near = nearest_weekday(anchor, weekday)
        further = abs((near - anchor).days) - 1
        found.append((near, _CHANGED_DAY + _CHANGED_DAY_FURTHER * max(further, 0)))
    if published is None or weekday is None:
        return found
    swapped = valid(year, stated.day, stated.month)
    if swapped and swapped.weekday() == weekday and abs((swapped - published).days) <= _MONTH_SLIP_REACH:
        found.append((swapped, _SWAPPED))
    for number in range(1, 13):
        when = valid(year, number, stated.day)
        if when and when.weekday() == weekday and abs((when - published).days) <= _MONTH_SLIP_REACH:
            found.append((when, _CHANGED_MONTH))
    for other in (published.year - 1, published.year, published.year + 1):
        when = valid(other, stated.month, stated.day)
        if when and when.weekday() == weekday and abs((when - published).days) <= _YEAR_SLIP_REACH:
            found.append((when, _CHANGED_YEAR))
    return found
