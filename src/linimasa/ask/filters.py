"""What to ask a timeline for."""

from __future__ import annotations

import calendar
import re
from datetime import date
from typing import get_args

import msgspec

from linimasa.coding.plover import event_types
from linimasa.errors import DateError, QueryError
from linimasa.model import Status

_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


class Filters(msgspec.Struct, frozen=True, kw_only=True):
    """Conditions on claims, all of which must hold; None and () ask for nothing.

    ``actor``: takes part on either side; a name in either language, an id (``person:kim-jong-un``) or
    an ISO 3166-1 alpha-3 code; a country stands for its people and organs too. ``pair``: two such
    actors, one on each side. ``types`` and ``status``: any of these. ``since`` and ``until``: ISO days
    (or a month, or a year); a claim's dates must overlap them. ``place``: a name or country code.
    ``speaker``: anyone in the chain of who says so. ``outlet``: who published. ``report``: its id.
    ``inferred``: only claims whose date was reckoned, from the day of publication or another sentence.
    ``dated``, ``placed``: only those with (True) or without (False) a date or a place.
    ``limit``: at most so many claims, after the first ``offset``.
    """

    actor: str | None = None
    pair: tuple[str, str] | None = None
    types: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    place: str | None = None
    speaker: str | None = None
    outlet: str | None = None
    report: str | None = None
    status: tuple[str, ...] = ()
    inferred: bool = False
    dated: bool | None = None
    placed: bool | None = None
    min_confidence: float = 0.0
    limit: int | None = None
    offset: int = 0


def first_day(text: str) -> str:
    """The first day, as ISO 8601, of a day, month or year. Raises DateError."""
    return _days(text)[0].isoformat()


def last_day(text: str) -> str:
    """The last day, as ISO 8601, of a day, month or year. Raises DateError."""
    return _days(text)[1].isoformat()


def _days(text: str) -> tuple[date, date]:
    wrong = f"{text!r} is not a date; write 2025-07-12, 2025-07 or 2025"
    match = _DAY.fullmatch(text.strip())
    if match is None:
        raise DateError(wrong)
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        first = date(year or 0, month or 1, day or 1)
        last_month = month or 12
        last = first if day else first.replace(month=last_month, day=calendar.monthrange(first.year, last_month)[1])
    except ValueError as error:
        raise DateError(wrong) from error
    return first, last


def checked(filters: Filters) -> Filters:
    """The same filters in the forms that the record keeps. Raises QueryError, saying what may stand there."""
    types = tuple(_one_of("type", name.upper(), sorted({name for name, _ in event_types()})) for name in filters.types)
    status = tuple(_one_of("status", name.lower(), list(get_args(Status))) for name in filters.status)
    if not 0 <= filters.min_confidence <= 1:
        raise QueryError(f"confidence {filters.min_confidence} is not between 0 and 1")
    since = first_day(filters.since) if filters.since else None
    until = last_day(filters.until) if filters.until else None
    if since and until and since > until:
        raise DateError(f"from {filters.since} to {filters.until}: the end lies before the beginning")
    return msgspec.structs.replace(filters, types=types, status=status, since=since, until=until)


def _one_of(what: str, name: str, known: list[str]) -> str:
    if name not in known:
        raise QueryError(f"{name!r} is not a {what}; there are {', '.join(known)}")
    return name
