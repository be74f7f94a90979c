"""The timeline as it is drawn: marks where they can be told apart, counts where they are too many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence, Set
from datetime import date, timedelta
from functools import cache
from typing import Literal, get_args

import msgspec

from linimasa.ask.filters import Filters
from linimasa.ask.rows import COLUMNS, Row, row
from linimasa.ask.subjects import Of, Subject, subject
from linimasa.coding.plover import event_types
from linimasa.errors import QueryError
from linimasa.model import Event
from linimasa.store import Record

Lanes = Literal["type", "place", "pair"]
Unit = Literal["day", "week", "month", "year"]
Counts = tuple[int, int, int, int]

MOST_LANES = 14
OTHER = ""
"""The lane of all that stand in none of the largest ones, or that tell no place or no pair."""

# From how many days on a window is counted by the unit, widest first, and how many days a unit has.
_UNITS: tuple[tuple[int, Unit], ...] = ((9000, "year"), (1100, "month"), (240, "week"), (0, "day"))
_DAYS: dict[Unit, int] = {"year": 366, "month": 31, "week": 7, "day": 1}
_BEGINS: dict[Unit, str] = {
    "year": "substr({}, 1, 4)",
    "month": "substr({}, 1, 7)",
    "week": "date({}, 'weekday 0', '-6 days')",
    "day": "{}",
}
_LANES = {"type": "{}.type", "place": "{}.place_country", "pair": "{}.pair"}
_decode_event = msgspec.json.Decoder(Event).decode


class Extent(msgspec.Struct, frozen=True):
    """How many a selection has, how many of them undated, and the first and last ISO day that hold any."""

    total: int
    undated: int
    first: str | None
    last: str | None


class Bin(msgspec.Struct, frozen=True):
    """How many of a lane fall into the days from ``start`` to ``end``, by quad class 1 to 4.

    What is dated to more days than the unit has stands under its own days: it is never narrowed.
    """

    lane: str
    start: str
    end: str
    counts: Counts


class Mark(msgspec.Struct, frozen=True):
    """One event or claim on the timeline, from the ISO day ``start`` to ``end``, as precise as a When.

    ``source``, ``target`` and ``speakers`` are names in the text's own words; ``words`` the sentence of a claim.
    An event has ``reports`` and ``origins`` instead, and the fields on which its claims contradict each other.
    """

    kind: Literal["event", "claim"]
    id: str
    lane: str
    start: str
    end: str
    precision: str
    basis: str
    type: str
    quad: int
    status: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    place: str | None
    published: str | None
    certainty: str = "stated"
    speakers: tuple[str, ...] = ()
    outlet: str | None = None
    words: str | None = None
    reports: int = 1
    origins: int = 1
    disputed: tuple[str, ...] = ()


class Lane(msgspec.Struct, frozen=True):
    """A lane and how many it has; what ``key`` names depends on the lanes asked for."""

    key: str
    count: int


class Chart(msgspec.Struct, frozen=True):
    """A selection over time, as ``marks``, or as ``bins`` of ``unit`` where they are too many.

    ``published`` counts by the time of (first) publication, an ISO hour, day or month, apart from when
    things happened.
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


class _Counted(msgspec.Struct, frozen=True):
    lane: str | None
    time: str
    type: str
    number: int


def extent(record: Record, filters: Filters | None = None, *, of: Of = "events") -> Extent:
    """How many meet ``filters``, and over which days. Raises QueryError."""
    asked = subject(record, filters, of)
    found = record.select(
        "SELECT count(*) AS total, count(*) - count(start_day) AS undated, min(start_day) AS first,"
        f" max(end_day) AS last FROM {asked.rows}",
        asked.parameters,
    )
    return Extent(**dict(found[0]))


def chart(
    record: Record, filters: Filters | None = None, *, of: Of = "events", lanes: Lanes = "type", most: int = 600
) -> Chart:
    """The events, or claims, that meet ``filters``, over time; as marks where there are at most ``most``.

    ``lanes``: by event type, by country of the place, or by the pair of actors (their countries where
    they have one), the largest ``MOST_LANES`` by name. Raises QueryError.
    """
    if lanes not in get_args(Lanes):
        raise QueryError(f"{lanes!r} are no lanes; there are {', '.join(get_args(Lanes))}")
    asked = subject(record, filters, of)
    lane = _LANES[lanes].format(asked.table)
    whole = extent(record, filters, of=of)
    dated = whole.total - whole.undated
    unit = _unit(whole.first, whole.last, filters)
    few = dated <= most
    # Types are few: they are counted once, and the largest told from the counts.
    at_once = not few and lanes == "type"
    counted = _counted(record, asked, lane, unit) if at_once else []
    named = _largest_of(counted) if at_once else _largest(record, asked, lane)
    keys = {found.key for found in named}
    if not few and not at_once:
        counted = _counted(record, asked, lane, unit, sorted(keys))
    rest = dated - sum(found.count for found in named)
    return Chart(
        total=whole.total,
        undated=whole.undated,
        first=whole.first,
        last=whole.last,
        unit=unit,
        lanes=(*named, Lane(OTHER, rest)) if rest else named,
        marks=_marks(record, asked, lane, keys) if few else (),
        bins=_bins(counted, unit, keys),
        published=_published(record, asked, unit),
    )


def _largest(record: Record, asked: Subject, lane: str) -> tuple[Lane, ...]:
    """The largest lanes that have a name."""
    found = record.select(
        f"SELECT {lane} AS lane, count(*) AS number FROM {asked.rows} AND {asked.table}.start_day IS NOT NULL"
        f" AND {lane} IS NOT NULL GROUP BY 1 ORDER BY number DESC, lane LIMIT {MOST_LANES}",
        asked.parameters,
    )
    return tuple(Lane(line["lane"], line["number"]) for line in found)


def _largest_of(counted: Iterable[_Counted]) -> tuple[Lane, ...]:
    """The same from what has been counted already."""
    sums: Counter[str] = Counter()
    for group in counted:
        if group.lane is not None:
            sums[group.lane] += group.number
    largest = sorted(sums.items(), key=lambda found: (-found[1], found[0]))[:MOST_LANES]
    return tuple(Lane(key, number) for key, number in largest)


def _counted(
    record: Record, asked: Subject, lane: str, unit: Unit, keys: Sequence[str] | None = None
) -> list[_Counted]:
    """How many there are of the same lane, type and time: the unit that they lie in, or their own days if more.

    With ``keys`` all other lanes are counted as ``OTHER``.
    """
    start, end = f"{asked.table}.start_day", f"{asked.table}.end_day"
    broad = f"{start} != {end} AND julianday({end}) - julianday({start}) >= {_DAYS[unit]}"
    # Of what is no broader than the unit, its beginning tells the unit; the end is told from that.
    time = f"CASE WHEN {broad} THEN {start} || {end} ELSE {_BEGINS[unit].format(start)} END"
    named = lane
    if keys is not None:
        named = f"CASE WHEN {lane} IN ({', '.join('?' for _ in keys)}) THEN {lane} ELSE '{OTHER}' END"
    found = record.select(
        f"SELECT {named} AS lane, {time} AS time, {asked.table}.type AS type, count(*) AS number"
        f" FROM {asked.rows} AND {start} IS NOT NULL GROUP BY 1, 2, 3",
        [*(keys or ()), *asked.parameters],
    )
    return [_Counted(*line) for line in found]


def _unit(first: str | None, last: str | None, filters: Filters | None) -> Unit:
    since, until = (filters.since, filters.until) if filters else (None, None)
    start = max(filter(None, (_whole(since, "-01-01"), first)), default=None)
    end = min(filter(None, (_whole(until, "-12-31"), last)), default=None)
    if not start or not end:
        return "day"
    days = (date.fromisoformat(end[:10]) - date.fromisoformat(start[:10])).days
    return next(unit for least, unit in _UNITS if days >= least or unit == "day")


def _whole(day: str | None, rest: str) -> str | None:
    """A year or month as one of its days."""
    return None if day is None else (day if len(day) == 10 else f"{day[:4]}{rest}")


def _bins(counted: Iterable[_Counted], unit: Unit, keys: Set[str]) -> tuple[Bin, ...]:
    types = event_types()
    bins: dict[tuple[str, str, str], list[int]] = {}
    for group in counted:
        days = (group.time[:10], group.time[10:]) if len(group.time) > 10 else _within(group.time, unit)
        lane = group.lane if group.lane is not None and group.lane in keys else OTHER
        counts = bins.setdefault((lane, *days), [0, 0, 0, 0])
        counts[types[group.type, ""].quad - 1] += group.number
    return tuple(Bin(lane, start, end, (c[0], c[1], c[2], c[3])) for (lane, start, end), c in sorted(bins.items()))


@cache
def _within(begin: str, unit: Unit) -> tuple[str, str]:
    """The first and last day of the unit that begins so."""
    if unit == "year":
        return f"{begin}-01-01", f"{begin}-12-31"
    if unit == "month":
        first = date.fromisoformat(f"{begin}-01")
        return first.isoformat(), ((first + timedelta(days=32)).replace(day=1) - timedelta(days=1)).isoformat()
    days = _DAYS[unit] - 1
    return begin, (date.fromisoformat(begin) + timedelta(days=days)).isoformat()


def _marks(record: Record, asked: Subject, lane: str, keys: set[str]) -> tuple[Mark, ...]:
    table = asked.table
    order = f"{table}.start_day, {table}.end_day, {table}.n"
    chosen = f"SELECT {table}.n AS n, {lane} AS lane FROM {asked.rows} AND {table}.start_day IS NOT NULL"
    if table == "event":
        found = record.select(
            f"SELECT event.payload AS payload, chosen.lane AS lane FROM ({chosen}) AS chosen"
            f" JOIN event ON event.n = chosen.n ORDER BY {order}",
            asked.parameters,
        )
        return tuple(_event_mark(line["lane"] if line["lane"] in keys else OTHER, line["payload"]) for line in found)
    found = record.select(
        f"SELECT {COLUMNS}, chosen.lane AS lane FROM ({chosen}) AS chosen JOIN claim ON claim.n = chosen.n"
        f" JOIN report ON report.n = claim.report ORDER BY {order}",
        asked.parameters,
    )
    return tuple(_claim_mark(line["lane"] if line["lane"] in keys else OTHER, row(line)) for line in found)


def _event_mark(lane: str, payload: bytes) -> Mark:
    event = _decode_event(payload)
    assert event.when is not None
    return Mark(
        kind="event",
        id=event.id,
        lane=lane,
        start=event.when.start,
        end=event.when.end,
        precision=event.when.precision,
        basis=event.when.basis,
        type=event.type,
        quad=event_types()[event.type, ""].quad,
        status=event.status,
        source=tuple(actor.name for actor in event.source),
        target=tuple(actor.name for actor in event.target),
        place=event.where.name if event.where else None,
        published=event.first_published,
        reports=event.reports,
        origins=len(event.origins),
        disputed=event.disputed,
    )


def _claim_mark(lane: str, row: Row) -> Mark:
    claim, when = row.claim, row.claim.when
    assert when is not None
    return Mark(
        kind="claim",
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


def _published(record: Record, asked: Subject, unit: Unit) -> tuple[tuple[str, int], ...]:
    length = {"year": 7, "month": 10, "week": 10, "day": 13}[unit]
    if asked.table == "event":
        moments = f"SELECT event.first_published AS published FROM {asked.rows}"
    else:
        told = "" if asked.rows.endswith("WHERE 1") else f" WHERE n IN (SELECT claim.report FROM {asked.rows})"
        moments = f"SELECT published FROM report{told}"
    counted = record.select(
        f"SELECT substr(published, 1, {length}) AS moment, count(*) AS number FROM ({moments})"
        " WHERE published IS NOT NULL GROUP BY moment ORDER BY moment",
        asked.parameters if "?" in moments else [],
    )
    return tuple((line["moment"], line["number"]) for line in counted)
