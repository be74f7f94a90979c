"""Publication dates as Indonesian and English outlets print them, to ISO 8601.

Names of months, weekdays and zones come from ``language/*/calendar.toml``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from functools import cache

from linimasa.language.files import LANGUAGES, toml

_ISO = re.compile(
    r"(?<!\d)(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"
    r"(?:[T\s]+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?"
    r"\s*(?P<zone>Z(?![a-z])|[+-]\d{2}:?\d{2}|[A-Z]{2,4}(?![A-Za-z]))?)?(?!\d)"
)
_CLOCK = (
    r"(?:[\s,|•·()/–—-]*(?:[^\W\d]{2,6}\.?\s+)?(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2}))?(?!\d)"
    r"(?:\s*(?P<half>[AaPp]\.?[Mm]\b\.?))?"
    r"(?:\s*\(?(?P<zone>[+-]\d{2}:\d{2}|(?:GMT|UTC)\s?[+-]\s?\d{1,2}|[A-Z]{2,4}\b)\)?)?)?"
)
# A clock may be written right onto the year.
_YEAR_END = r"(?!\d(?!\d?[:.]\d\d))"
_BEFORE = re.compile(
    r"(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:\s*(?P<half>[AaPp]\.?[Mm]\b\.?))?"
    r"(?:\s*\(?(?P<zone>[+-]\d{2}:\d{2}|[A-Z]{2,4}\b)\)?)?[\s,|•-]*(?:[^\W\d]{3,9},?\s*)?$"
)
_NUMERIC = re.compile(
    r"(?<![\d/.])(?P<first>\d{1,2})(?P<mark>[/.-])(?P<second_part>\d{1,2})(?P=mark)(?P<year>\d{4}|\d{2})(?![\d/])"
    + _CLOCK
)
_YEAR_FIRST = re.compile(r"(?<!\d)(?P<year>\d{4})[/.](?P<month>\d{1,2})[/.](?P<day>\d{1,2})(?!\d)" + _CLOCK)


IMPOSSIBLE_DATE = "impossible date"


@dataclass(frozen=True)
class Stamp:
    """A date and time found in a line: ISO 8601, and where it stands.

    ``value`` is None where ``problem`` says why: ``impossible date`` or ``ambiguous date``.
    """

    value: str | None
    span: tuple[int, int]
    problem: str | None = None


@cache
def _months() -> dict[str, int]:
    return {
        name: number
        for language in LANGUAGES
        for name, number in toml(f"language/{language}", "calendar.toml")["months"].items()
    }


@cache
def _zones() -> dict[str, str]:
    return {
        name: offset
        for language in LANGUAGES
        for name, offset in toml(f"language/{language}", "calendar.toml")["zones"].items()
    }


@cache
def _named() -> tuple[re.Pattern[str], ...]:
    months = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    year = r"(?P<year>\d{4}|['’]?\d{2}(?![\d:.]))"
    day = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
    month = rf"(?P<month>{months})\b\.?"
    return (
        re.compile(rf"(?<![\d/]){day}[\s./-]+{month}[\s,./-]+{year}" + _YEAR_END + _CLOCK, re.IGNORECASE),
        re.compile(rf"\b{month}\s+{day},?\s+{year}" + _YEAR_END + _CLOCK, re.IGNORECASE),
    )


def find_published(line: str, *, language: str | None = None) -> Stamp | None:
    """The first full date (day, month, year) of a line, with its time and zone where it has them.

    ``value`` keeps what was printed and no more: ``2025-07-13``, ``2025-07-13T09:19`` or
    ``2025-07-13T09:19+07:00``. Numbers are read day before month, except where that cannot be;
    in English (``language="en"``) ``7/8/2025`` may be either, and its value is None.
    """
    found: list[Stamp] = []
    for pattern in (_ISO, *_named(), _NUMERIC, _YEAR_FIRST):
        match = pattern.search(line)
        if match is not None:
            found.append(_stamp(match, language))
    return min(found, key=lambda stamp: (stamp.span[0], -stamp.span[1]), default=None)


def _stamp(match: re.Match[str], language: str | None) -> Stamp:
    parts = match.groupdict()
    if language == "en" and _ambiguous(parts):
        return Stamp(None, match.span(), "ambiguous date")
    day = _day(parts)
    if day is None:
        return Stamp(None, match.span(), IMPOSSIBLE_DATE)
    start = match.start()
    if not parts.get("hour") and (before := _BEFORE.search(match.string[:start][-40:])):
        start -= len(before.group())
        parts |= before.groupdict()
    if not parts.get("hour"):
        return Stamp(day.isoformat(), match.span())
    clock = _clock(parts)
    if clock is None:
        return Stamp(day.isoformat(), (match.start(), max(match.end("day"), match.end("year"))))
    precision = "seconds" if parts.get("second") else "minutes"
    return Stamp(datetime.combine(day, clock).isoformat(timespec=precision), (start, match.end()))


def _ambiguous(parts: dict[str, str | None]) -> bool:
    first, second = int(parts.get("first") or 0), int(parts.get("second_part") or 0)
    return first != second and first <= 12 and second <= 12


def _day(parts: dict[str, str | None]) -> date | None:
    year = _year(parts["year"] or "")
    if parts.get("first"):
        day, month = int(parts["first"] or 0), int(parts["second_part"] or 0)
        if month > 12 >= day:
            day, month = month, day
    else:
        name = (parts["month"] or "").lower()
        month = int(name) if name.isdigit() else _months()[name]
        day = int(parts["day"] or 0)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _year(text: str) -> int:
    digits = text.lstrip("'’")
    return int(digits) + 2000 if len(digits) == 2 else int(digits)


def _clock(parts: dict[str, str | None]) -> time | None:
    hour, minute, second = (int(parts.get(name) or 0) for name in ("hour", "minute", "second"))
    half = (parts.get("half") or "").lower()[:1]
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    try:
        return time(hour, minute, second, tzinfo=_zone(parts.get("zone")))
    except ValueError:
        return None


def _zone(name: str | None) -> timezone | None:
    if not name:
        return None
    offset = _zones().get(name, name).replace(" ", "")
    signed = re.fullmatch(r"(?:GMT|UTC)?([+-])(\d{1,2}):?(\d{2})?", offset)
    if signed is None:
        return None
    hours, minutes = int(signed[2]), int(signed[3] or 0)
    if hours > 14 or minutes > 59:
        return None
    delta = timedelta(hours=hours, minutes=minutes)
    return timezone(-delta if signed[1] == "-" else delta)


@cache
def _date_words() -> frozenset[str]:
    weekdays = (name for language in LANGUAGES for name in toml(f"language/{language}", "calendar.toml")["weekdays"])
    return frozenset([*_months(), *weekdays, *(zone.lower() for zone in _zones())])


def is_date_words(text: str) -> bool:
    """Whether text is made of nothing but day numbers, weekdays, months and years ("July 13", "Minggu 13/7")."""
    found = re.findall(r"[^\W\d_]+['’]?[^\W\d_]*|\d+", text.lower())
    named = [word for word in found if not word.isdigit()]
    return bool(found) and all(word in _date_words() for word in named) and (bool(named) or "/" in text)


def only_date(line: str) -> bool:
    """Whether a line is a full date and nothing else but date words and marks."""
    stamp = find_published(line) if len(line) <= 60 else None
    if stamp is None:
        return False
    rest = line[: stamp.span[0]] + " " + line[stamp.span[1] :]
    return not any(character.isalnum() for character in rest) or is_date_words(rest)
