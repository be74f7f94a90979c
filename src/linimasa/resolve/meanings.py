"""What each form of date means: the period of days that its words stand for.

Every function takes the values of the form's slots and the reading (when the report was published,
which dates it named before) and gives a period, or None where the text does not settle one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from linimasa.model import DateBasis
from linimasa.resolve import periods
from linimasa.resolve.periods import Period
from linimasa.resolve.repair import Stated, resolve_day

Slots = Mapping[str, Any]

# A month alone is of the past unless it comes within two months: "pada Oktober" in September.
_FUTURE_MONTH = 4.0
_LIKELY_YEARS = range(1500, 2101)


class Reading:
    """How far a report has been read: its day of publication and the dates that it named so far."""

    def __init__(self, published: date | None) -> None:
        self.published = published
        self.future = False
        self.last_day: date | None = None
        self.last: Period | None = None
        self.beside_last = False
        self._weekdays: dict[int, date] = {}

    def note(self, period: Period, *, stated: bool) -> None:
        """Remember a date; ``stated``: it was named by number, so its weekday alone may stand for it later."""
        self.last = period
        if period.precision == "day":
            self.last_day = period.start
            if stated:
                self._weekdays[period.start.weekday()] = period.start

    def named_weekday(self, weekday: int) -> date | None:
        """The last day with that weekday that the report named by number."""
        return self._weekdays.get(weekday)


def numbered(slots: Slots, reading: Reading) -> Period | None:
    """Day and month, with or without weekday and year."""
    month = slots.get("m", slots.get("n"))
    turn = slots.get("dir")
    year = slots.get("y")
    if year is None and slots.get("u") == "year" and turn is not None and reading.published:
        year = reading.published.year + turn
    future = reading.future or turn == 1 or slots.get("ref", 0) > 0
    stated = Stated(slots["d"], int(month or 0), year, slots.get("w"), turn)
    found = resolve_day(stated, reading.published, future=future)
    if found is None:
        return None
    return periods.day(found[0], "explicit", corrected=found[1])


def weekday(slots: Slots, reading: Reading) -> Period | None:
    """A weekday alone: the last such day not after publication, the next where words speak of what is to come."""
    published, number, turn = reading.published, slots["w"], slots.get("dir")
    if published is None:
        return None
    if "u" in slots:
        if slots["u"] != "week" or turn is None:
            return None
        when = published + timedelta(days=number - published.weekday() + 7 * turn)
        # News copied from a day before the weekend says "Jumat pekan ini" of what is past by now.
        if turn == 0 and when > published and not reading.future:
            when -= timedelta(days=7)
        return periods.day(when, "relative")
    if slots.get("ref", 0) > 0 or turn == 1:
        return periods.day(periods.weekday_after(published, number, strictly=True), "relative")
    if turn == -1:
        return periods.day(periods.weekday_before(published, number, strictly=True), "relative")
    return _bare_weekday(number, published, reading, this=turn == 0)


def day_of_month(slots: Slots, reading: Reading) -> Period | None:
    """ "tanggal 5 bulan ini"."""
    found = unit(slots, reading)
    if found is None or found.precision != "month":
        return None
    when = periods.valid(found.start.year, found.start.month, slots["d"])
    return periods.day(when, "relative") if when else None


def _bare_weekday(number: int, published: date, reading: Reading, *, this: bool) -> Period:
    last = periods.weekday_before(published, number, strictly=False)
    beside = reading.last_day if reading.beside_last else None
    if beside and beside != last and beside.weekday() == number:
        return periods.day(beside, "context")
    if reading.future and last != published:
        return periods.day(periods.weekday_after(published, number, strictly=False), "relative")
    if this:
        return periods.day(periods.nearest_weekday(published, number), "relative")
    named = reading.named_weekday(number)
    if named and named != last and -14 <= (named - published).days <= 0:
        return periods.day(named, "context")
    return periods.day(last, "relative")


def eve(slots: Slots, reading: Reading) -> Period | None:
    """The night before a weekday: "malam Minggu"."""
    return weekday({"w": (slots["w"] - 1) % 7}, reading)


def day_ref(slots: Slots, reading: Reading) -> Period | None:
    """Today, yesterday, tomorrow."""
    if reading.published is None:
        return None
    return periods.day(reading.published + timedelta(days=slots["ref"]), "relative")


def days(slots: Slots, reading: Reading) -> Period | None:
    """ "13-14 Juli 2025", "30 Mei-2 Juni 2025"."""
    second_month = slots.get("m2", slots.get("m", slots.get("n")))
    first_month = slots.get("m", slots.get("n"))
    second_year = slots.get("y2", slots.get("y"))
    end = numbered({"d": slots["d2"], "m": second_month, "y": second_year, "dir": slots.get("dir")}, reading)
    if end is None:
        return None
    first_year = slots["y"] if "y2" in slots else end.start.year
    start = periods.valid(first_year, first_month, slots["d"])
    if start and start > end.end and "y2" not in slots:
        start = periods.valid(first_year - 1, first_month, slots["d"])
    if start is None or start > end.end or (end.end - start).days > 400:
        return None
    return Period(start, end.end, "range", "explicit", end.corrected)


def month(slots: Slots, reading: Reading) -> Period | None:
    """A month, with its year or of the year that brings it nearest to the publication."""
    number, turn = slots["m"], slots.get("dir")
    if "y" in slots:
        return periods.month(slots["y"], number, "explicit")
    published = reading.published
    if published is None:
        return None
    if slots.get("u") == "year" and turn is not None:
        return periods.month(published.year + turn, number, "relative")
    if "u" in slots:
        return None
    return periods.month(_year_of_month(number, turn, published, future=reading.future), number, "relative")


def _year_of_month(number: int, turn: int | None, published: date, *, future: bool) -> int:
    ahead = number - published.month
    if turn == -1:
        return published.year - (ahead >= 0)
    if turn == 1:
        return published.year + (ahead < 0)
    if turn == 0 or ahead == 0:
        return published.year
    costs = {
        year: distance * (1.0 if future else _FUTURE_MONTH) if distance > 0 else -distance * (2.0 if future else 1.0)
        for year in (published.year - 1, published.year, published.year + 1)
        for distance in [ahead + 12 * (year - published.year)]
    }
    return min(costs, key=lambda year: costs[year])


def months(slots: Slots, reading: Reading) -> Period | None:
    """ "Maret-Mei 2024"."""
    last = month({"m": slots["m2"], **({"y": slots["y"]} if "y" in slots else {})}, reading)
    if last is None:
        return None
    year = last.start.year - (slots["m"] > slots["m2"])
    return Period(date(year, slots["m"], 1), last.end, "range", last.basis)


def quarter(slots: Slots, reading: Reading) -> Period | None:
    """ "kuartal pertama 2025", "semester II tahun lalu"."""
    number, size = slots["o"], slots["q"]
    if not 1 <= number <= 12 // size:
        return None
    basis: DateBasis = "explicit"
    year = slots.get("y")
    if year is None:
        if reading.published is None:
            return None
        year, basis = reading.published.year + slots.get("dir", 0), "relative"
    return periods.quarter(year, number, size, basis)


def opening(slots: Slots, reading: Reading) -> Period | None:
    """ "lima bulan pertama tahun ini", "the first three months of 2025"."""
    number = slots.get("y")
    basis: DateBasis = "explicit"
    if number is None:
        if reading.published is None:
            return None
        number, basis = reading.published.year + slots["dir"], "relative"
    end = periods.shift(date(number, 1, 1), slots["c"], slots["u"])
    if slots["o"] != 1 or end is None or end.year - number > 1 or end == date(number, 1, 1):
        return None
    return Period(date(number, 1, 1), end - timedelta(days=1), "range", basis)


def year(slots: Slots, _: Reading) -> Period | None:
    """A year by its number; without the word for year only where it is likely to be one."""
    if slots.get("bare") and slots["y"] not in _LIKELY_YEARS:
        return None
    return periods.year(slots["y"], "explicit")


def years(slots: Slots, _: Reading) -> Period | None:
    """ "2014-2019"; two years in a row that no word leads are a season ("Liga 1 2024-2025")."""
    first, last = slots["y"], slots["y2"]
    if slots.get("bare") and last == first + 1:
        return None
    if not first < last <= first + 100 or first not in _LIKELY_YEARS:
        return None
    return Period(date(first, 1, 1), date(last, 12, 31), "range", "explicit")


def decade(slots: Slots, _: Reading) -> Period | None:
    """ "1990-an", "the 1990s"."""
    number = slots["y"] + (1900 if slots["y"] < 100 else 0)
    return periods.decade(number, "explicit") if number % 10 == 0 else None


def unit(slots: Slots, reading: Reading) -> Period | None:
    """ "pekan lalu", "tahun ini", "next month"."""
    if reading.published is None:
        return None
    moved = periods.shift(reading.published, slots["dir"], slots["u"])
    return periods.unit(slots["u"], moved, "relative") if moved else None


def unit_so_far(slots: Slots, reading: Reading) -> Period | None:
    """ "earlier this month": from its first day to the publication."""
    found = unit(slots, reading)
    if found is None or reading.published is None:
        return None
    return found._replace(end=min(found.end, reading.published), precision="range")


def unit_rest(slots: Slots, reading: Reading) -> Period | None:
    """ "later this month": from the publication to its last day."""
    found = unit(slots, reading)
    if found is None or reading.published is None:
        return None
    return found._replace(start=max(found.start, reading.published), precision="range")


def weekend(slots: Slots, reading: Reading) -> Period | None:
    """Saturday and Sunday of this, the last or the next week."""
    if reading.published is None:
        return None
    turn = slots.get("dir")
    saturday = reading.published + timedelta(days=5 - reading.published.weekday())
    if turn is None:
        saturday = periods.weekday_before(reading.published, 5, strictly=False)
    elif turn:
        saturday += timedelta(days=7 * turn)
    elif slots.get("near") and not reading.future and reading.published.weekday() < 2:
        saturday -= timedelta(days=7)
    return Period(saturday, saturday + timedelta(days=1), "range", "relative")


def ago(slots: Slots, reading: Reading) -> Period | None:
    """ "tiga bulan lalu", "two days ago"."""
    return _counted(slots, reading.published, -1, "relative")


def ahead(slots: Slots, reading: Reading) -> Period | None:
    """ "tiga hari lagi"."""
    return _counted(slots, reading.published, 1, "relative")


def shift(slots: Slots, reading: Reading) -> Period | None:
    """ "dua hari sebelumnya", "a week later": from the date that the text named before."""
    name = slots["u"]
    anchor = reading.last_day
    if name in {"month", "year", "decade"} and reading.last:
        anchor = reading.last.start
    return _counted(slots, anchor, slots["sign"], "context")


def _counted(slots: Slots, anchor: date | None, sign: int, basis: DateBasis) -> Period | None:
    if anchor is None:
        return None
    moved = periods.shift(anchor, sign * slots.get("c", 1), slots["u"])
    return periods.unit(slots["u"], moved, basis) if moved else None


def beside(slots: Slots, reading: Reading) -> Period | None:
    """ "keesokan harinya", "the same day": counted in days from the day that the text named before."""
    if reading.last_day is None:
        return None
    return periods.day(reading.last_day + timedelta(days=slots["c"]), "context")


def recent(slots: Slots, reading: Reading) -> Period | None:
    """ "dalam tiga hari terakhir": so many units back from the publication, to the publication."""
    start = _counted(slots, reading.published, -1, "relative")
    if start is None or reading.published is None:
        return None
    moved = periods.shift(reading.published, -slots.get("c", 1), slots["u"])
    return Period(moved or start.start, reading.published, "range", "relative")


def coming(slots: Slots, reading: Reading) -> Period | None:
    """ "dalam dua pekan ke depan": from the publication so many units on."""
    if reading.published is None:
        return None
    moved = periods.shift(reading.published, slots.get("c", 1), slots["u"])
    return Period(reading.published, moved, "range", "relative") if moved else None


def part(which: str, whole: Period) -> Period:
    """The early, middle or late third of a month, quarter, year or range; of a week or day the whole."""
    if whole.precision in {"day", "week"}:
        return whole
    length = (whole.end - whole.start).days + 1
    if whole.precision == "month":
        bounds = [whole.start, whole.start.replace(day=11), whole.start.replace(day=21)]
    elif whole.precision == "year":
        bounds = [whole.start.replace(month=number) for number in (1, 5, 9)]
    elif whole.start.month == whole.start.day == 1 and length > 730:
        count = whole.end.year - whole.start.year + 1
        bounds = [date(whole.start.year + count * third // 3, 1, 1) for third in range(3)]
    else:
        bounds = [whole.start + timedelta(days=length * third // 3) for third in range(3)]
    index = ("early", "mid", "late").index(which)
    end = whole.end if index == 2 else bounds[index + 1] - timedelta(days=1)
    return Period(bounds[index], end, "range", whole.basis)


MEANINGS: dict[str, Callable[[Slots, Reading], Period | None]] = {
    "date": numbered,
    "numeric": numbered,
    "iso": numbered,
    "weekday": weekday,
    "day_of_month": day_of_month,
    "eve": eve,
    "day_ref": day_ref,
    "days": days,
    "month": month,
    "months": months,
    "quarter": quarter,
    "opening": opening,
    "year": year,
    "years": years,
    "decade": decade,
    "unit": unit,
    "unit_so_far": unit_so_far,
    "unit_rest": unit_rest,
    "weekend": weekend,
    "ago": ago,
    "ahead": ahead,
    "shift": shift,
    "beside": beside,
    "recent": recent,
    "coming": coming,
}
