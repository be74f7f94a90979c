"""The timeline as it is drawn: marks where they can be told apart, counts where they are too many."""

from __future__ import annotations

from datetime import date
from typing import Literal, get_args

import msgspec

from linimasa.ask.conditions import restriction
from linimasa.ask.filters import Filters, checked
from linimasa.ask.rows import COLUMNS, Row, row
from linimasa.coding.plover import event_types
from linimasa.errors import QueryError
from linimasa.store import Record

Lanes = Literal["type", "place", "pair"]
Unit = Literal["hour", "day", "week", "month", "year"]

MOST_LANES = 14
OTHER = ""
"""The lane of all that stand in none of the largest ones, or that tell no place or no pair."""

# From how many days on a window is counted by the unit, widest first, and how many days a unit has.
_UNITS: tuple[tuple[int, Unit], ...] = ((9000, "year"), (1100, "month"), (240, "week"), (0, "day"))
_DAYS: dict[Unit, int] = {"year": 366, "month": 31, "week": 7, "day": 1}
_BEGINS: dict[Unit, tuple[str, str]] = {
    "year": ("substr(start_day, 1, 4) || '-01-01'", "substr(start_day, 1, 4) || '-12-31'"),
    "month": ("substr(start_day, 1, 7) || '-01'", "date(substr(start_day, 1, 7) || '-01', '+1 month', '-1 day')"),
    "week": ("date(start_day, 'weekday 0', '-6 days')", "date(start_day, 'weekday 0')"),
    "day": ("start_day", "start_day"),
}
_ACTOR = "coalesce({0}.country, {0}.id, trim({0}.key))"


class Bin(msgspec.Struct, frozen=True):
    """How many claims of a lane fall into the days from ``start`` to ``end``, by quad class 1 to 4.

    A claim whose own days are more than the unit's stands under its own days: it is never narrowed.
    """

    lane: str
    start: str
    end: str
    counts: tuple[int, int, int, int]


class Mark(msgspec.Struct, frozen=True):
    """One claim on the timeline, from the ISO day ``start`` to ``end``; ``precision`` and ``basis`` as in a When.

    ``source``, ``target`` and ``speakers`` are names in the text's own words.
    """

    id: str
    lane: str
    start: str
    end: str
    precision: str
    basis: str
    type: str
    quad: int
    status: str
    certainty: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    speakers: tuple[str, ...]
    place: str | None
    outlet: str | None
    published: str | None
    words: str


class Lane(msgspec.Struct, frozen=True):
    """A lane and how many claims it has; what ``key`` names depends on the lanes asked for."""

    key: str
    count: int


class Extent(msgspec.Struct, frozen=True):
    """How many claims a selection has, how many of them undated, and the first and last ISO day that hold any."""

    total: int
    undated: int
    first: str | None
    last: str | None


class Chart(msgspec.Struct, frozen=True):
    """The claims of a selection over time, as ``marks``, or as ``bins`` of ``unit`` where they are too many.

    ``first`` and ``last`` are the first and last day that hold any; ``undated`` counts those without a
    day. ``published`` counts the reports that make these claims by the time of their publication, an
    ISO hour or day, apart from when things happened.
    """

    total: int
    undated: int
    first: str | None
    last: str | None
    unit: Unit
    lanes: tuple[Lane, ...]
    marks: tuple[Mark, ...]
    bins: tuple[Bin, ...]
    published: tuple[tuple[str, int], ...]


def extent(record: Record, filters: Filters | None = None) -> Extent:
    """How many claims meet ``filters``, and over which days. Raises QueryError."""
    where, parameters = restriction(record, checked(filters or Filters()))
    found = record.select(
        "SELECT count(*) AS total, count(*) - count(start_day) AS undated, min(start_day) AS first,"
        f" max(end_day) AS last FROM claim JOIN report ON report.n = claim.report WHERE {where}",
        parameters,
    )
    return Extent(**dict(found[0]))


def chart(record: Record, filters: Filters | None = None, *, lanes: Lanes = "type", most: int = 600) -> Chart:
    """The claims that meet ``filters``, over time; as marks where there are at most ``most``.

    ``lanes``: by event type, by country of the place, or by the pair of actors (their countries where
    they have one), the largest ``MOST_LANES`` by name. Raises QueryError.
    """
    if lanes not in get_args(Lanes):
        raise QueryError(f"{lanes!r} are no lanes; there are {', '.join(get_args(Lanes))}")
    filters = checked(filters or Filters())
    selected, parameters = _selected(record, filters, lanes)
    whole = extent(record, filters)
    counted = record.select(
        f"{selected} SELECT lane, count(*) AS number FROM selected WHERE start_day IS NOT NULL"
        f" GROUP BY lane ORDER BY lane IS NULL, number DESC, lane LIMIT {MOST_LANES}",
        parameters,
    )
    named = [Lane(lane["lane"], lane["number"]) for lane in counted if lane["lane"]]
    dated = whole.total - whole.undated
    rest = dated - sum(lane.count for lane in named)
    keys = {lane.key for lane in named}
    unit = _unit(whole.first, whole.last, filters)
    few = dated <= most
    return Chart(
        total=whole.total,
        undated=whole.undated,
        first=whole.first,
        last=whole.last,
        unit=unit,
        lanes=(*named, Lane(OTHER, rest)) if rest else tuple(named),
        marks=_marks(record, filters, lanes, keys) if few else (),
        bins=() if few else _bins(record, selected, parameters, unit, keys),
        published=_published(record, filters, unit),
    )


def _selected(record: Record, filters: Filters, lanes: Lanes) -> tuple[str, list[object]]:
    where, parameters = restriction(record, filters)
    return f"WITH selected AS (SELECT {_lane(lanes)} AS lane, claim.type, claim.start_day, claim.end_day" + (
        f" FROM claim JOIN report ON report.n = claim.report WHERE {where})"
    ), parameters


def _lane(lanes: Lanes) -> str:
    if lanes == "type":
        return "claim.type"
    if lanes == "place":
        return "claim.place_country"
    sides = [
        f"(SELECT {_ACTOR.format('party')} FROM party WHERE party.claim = claim.n AND party.side = '{side}'"
        " ORDER BY party.rowid LIMIT 1)"
        for side in ("source", "target")
    ]
    # A pair is one lane whichever side acts.
    return f"(SELECT min(a, b) || ' · ' || max(a, b) FROM (SELECT {sides[0]} AS a, {sides[1]} AS b))"


def _unit(first: str | None, last: str | None, filters: Filters) -> Unit:
    start = max(filter(None, (filters.since, first)), default=None)
    end = min(filter(None, (filters.until, last)), default=None)
    if not start or not end:
        return "day"
    days = (date.fromisoformat(end) - date.fromisoformat(start)).days
    return next(unit for least, unit in _UNITS if days >= least or unit == "day")


def _marks(record: Record, filters: Filters, lanes: Lanes, keys: set[str]) -> tuple[Mark, ...]:
    where, parameters = restriction(record, filters)
    found = record.select(
        f"SELECT {COLUMNS}, {_lane(lanes)} AS lane FROM claim JOIN report ON report.n = claim.report"
        f" WHERE {where} AND claim.start_day IS NOT NULL ORDER BY claim.start_day, claim.end_day, claim.n",
        parameters,
    )
    return tuple(_mark(line["lane"] if line["lane"] in keys else OTHER, row(line)) for line in found)


def _mark(lane: str, row: Row) -> Mark:
    claim, when = row.claim, row.claim.when
    assert when is not None
    return Mark(
        id=claim.id,
        lane=lane,
        start=when.start,
        end=when.end,
        precision=when.precision,
        basis=when.basis,
        type=claim.type,
        quad=claim.quad,
        status=claim.status,
        certainty=claim.certainty,
        source=tuple(actor.name for actor in claim.source),
        target=tuple(actor.name for actor in claim.target),
        speakers=tuple(voice.name for voice in claim.according_to),
        place=claim.where.name if claim.where else None,
        outlet=row.report.outlet,
        published=row.report.published,
        words=row.sentence,
    )


def _bins(record: Record, selected: str, parameters: list[object], unit: Unit, keys: set[str]) -> tuple[Bin, ...]:
    start, end = _BEGINS[unit]
    broad = f"julianday(end_day) - julianday(start_day) >= {_DAYS[unit]}"
    counted = record.select(
        f"{selected} SELECT lane, CASE WHEN {broad} THEN start_day ELSE {start} END AS first,"
        f" CASE WHEN {broad} THEN end_day ELSE {end} END AS last, type, count(*) AS number"
        " FROM selected WHERE start_day IS NOT NULL GROUP BY 1, 2, 3, 4",
        parameters,
    )
    types = event_types()
    bins: dict[tuple[str, str, str], list[int]] = {}
    for line in counted:
        lane = line["lane"] if line["lane"] in keys else OTHER
        counts = bins.setdefault((lane, line["first"], line["last"]), [0, 0, 0, 0])
        counts[types[line["type"], ""].quad - 1] += line["number"]
    return tuple(
        Bin(lane, first, last, (counts[0], counts[1], counts[2], counts[3]))
        for (lane, first, last), counts in sorted(bins.items())
    )


def _published(record: Record, filters: Filters, unit: Unit) -> tuple[tuple[str, int], ...]:
    where, parameters = restriction(record, filters)
    length = {"year": 7, "month": 10, "week": 10, "day": 13, "hour": 13}[unit]
    counted = record.select(
        f"SELECT substr(report.published, 1, {length}) AS moment, count(DISTINCT report.n) AS number"
        f" FROM claim JOIN report ON report.n = claim.report WHERE {where} AND report.published IS NOT NULL"
        " GROUP BY moment ORDER BY moment",
        parameters,
    )
    return tuple((line["moment"], line["number"]) for line in counted)
