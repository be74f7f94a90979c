"""Events: what the record's reports together say happened."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from linimasa.ask.conditions import restriction
from linimasa.ask.filters import Filters, checked
from linimasa.ask.like import literally
from linimasa.ask.rows import COLUMNS, Row, row
from linimasa.errors import AmbiguousIdError, NotInRecordError
from linimasa.model import Event
from linimasa.store import Record

_SHOWN_CHOICES = 5
_GLANCE = "event_at_a_glance AS event"
_ORDER = "event.start_day IS NULL, event.start_day, event.end_day, event.first_published, event.id"
_OF_EVENTS: dict[str, Any] = {
    "types": (),
    "status": (),
    "since": None,
    "until": None,
    "limit": None,
    "inferred": False,
    "dated": None,
    "placed": None,
}
"""What is asked of events themselves, taken out of what is asked of their claims."""

_decode_event = msgspec.json.Decoder(Event).decode


class EventFilters(Filters, frozen=True, kw_only=True):
    """Conditions on events, all of which must hold.

    Type, status and days are those that the event shows; actor, pair, speaker, outlet, report, place and
    confidence hold where one of its claims meets them. ``origin``: the name, or part of it, of an origin that it
    rests on. ``disputed``: on some field its claims contradict each
    other. ``single_origin``: all of it rests on one origin. ``reports``: at least so many tell it.
    """

    origin: str | None = None
    disputed: bool = False
    single_origin: bool = False
    reports: int = 1


class EventShown(msgspec.Struct, frozen=True):
    """An event and its claims, in order of publication."""

    event: Event
    rows: tuple[Row, ...]


def events(record: Record, filters: Filters | None = None) -> list[Event]:
    """The events that meet ``filters``, by day; then those without a date, by publication.

    Raises QueryError, RecordError.
    """
    asked = filters or EventFilters()
    where, parameters = event_restriction(record, asked)
    limit = ""
    if asked.limit is not None:
        limit = "LIMIT ? OFFSET ?"
        parameters += [asked.limit, asked.offset]
    # Which events, and in which order, is told without their payloads; only those that are shown are read.
    found = record.select(
        f"SELECT payload FROM (SELECT event.n AS chosen FROM {_GLANCE} WHERE {where} ORDER BY {_ORDER} {limit})"
        f" JOIN event ON event.n = chosen ORDER BY {_ORDER}",
        parameters,
    )
    return [_decode_event(event["payload"]) for event in found]


def most_told(record: Record, filters: Filters) -> list[Event]:
    """The events that meet ``filters``, those that rest on most origins and that most reports tell first."""
    where, parameters = event_restriction(record, filters)
    order = "event.origins DESC, event.reports DESC, event.first_published DESC, event.id"
    found = record.select(
        f"SELECT payload FROM (SELECT event.n AS chosen FROM {_GLANCE} WHERE {where} ORDER BY {order} LIMIT ? OFFSET ?)"
        f" JOIN event ON event.n = chosen ORDER BY {order}",
        [*parameters, filters.limit if filters.limit is not None else -1, filters.offset],
    )
    return [_decode_event(line["payload"]) for line in found]


def event_totals(record: Record) -> tuple[int, int]:
    """How many events the record has, and in how many of them reports contradict each other."""
    found = record.select(
        f"SELECT count(*) AS events, coalesce(sum(event.disputed != ''), 0) AS disputed FROM {_GLANCE}"
    )[0]
    return found["events"], found["disputed"]


def event_restriction(record: Record, filters: Filters) -> tuple[str, list[object]]:
    """The WHERE clause over ``event`` of ``filters``, and its parameters. Raises QueryError."""
    given = checked(filters)
    asked = given if isinstance(given, EventFilters) else EventFilters(**msgspec.structs.asdict(given))
    conditions = list(_conditions(record, asked))
    where = " AND ".join(condition for condition, _ in conditions) or "1"
    return where, [value for _, values in conditions for value in values]


def event(record: Record, event_id: str) -> EventShown:
    """The event of this id, one that it had before, or one that begins so. Raises QueryError, RecordError."""
    return event_of_number(record, event_number(record, event_id))


def event_of_number(record: Record, number: int) -> EventShown:
    """The event that the record has under ``number``, as ``event_number`` gives it. Raises RecordError."""
    payload = record.select("SELECT payload FROM event WHERE n = ?", (number,))[0]["payload"]
    found = record.select(
        f"SELECT {COLUMNS} FROM telling JOIN claim ON claim.n = telling.claim JOIN report ON report.n = claim.report"
        " WHERE telling.event = ?",
        (number,),
    )
    decoded = _decode_event(payload)
    rows = {told.claim.id: told for told in map(row, found)}
    if len(rows) < len(decoded.claims):
        decoded = _left(decoded, rows)
    return EventShown(decoded, tuple(rows[claim] for claim in decoded.claims))


def _left(event: Event, rows: Mapping[str, Row]) -> Event:
    """An event of which claims are gone since the record was merged last: what is told of it by those in ``rows``."""
    reports = {row.report.id for row in rows.values()}
    origins = (
        msgspec.structs.replace(origin, reports=tuple(name for name in origin.reports if name in reports))
        for origin in event.origins
    )
    fields = {
        name: tuple(
            msgspec.structs.replace(value, claims=claims)
            for value in values
            if (claims := tuple(claim for claim in value.claims if claim in rows))
        )
        for name, values in event.fields.items()
    }
    return msgspec.structs.replace(
        event,
        claims=tuple(claim for claim in event.claims if claim in rows),
        reports=len(reports),
        origins=tuple(origin for origin in origins if origin.reports),
        fields={name: values for name, values in fields.items() if values},
    )


def event_of_claim(record: Record, claim_id: str) -> str | None:
    """The id of the event that a claim tells; None where it is not merged yet."""
    found = record.select(
        "SELECT event.id AS id FROM claim JOIN telling ON telling.claim = claim.n JOIN event ON event.n = telling.event"
        " WHERE claim.id = ?",
        (claim_id,),
    )
    return str(found[0]["id"]) if found else None


def event_number(record: Record, event_id: str) -> int:
    """The record's number of the event meant by ``event_id``. Raises QueryError."""
    prefix = event_id.strip()
    found = record.select(
        "SELECT event_name.id AS id, telling.event AS event FROM event_name"
        " JOIN claim ON claim.id = event_name.claim JOIN telling ON telling.claim = claim.n"
        " WHERE event_name.id LIKE ? ESCAPE '\\' AND telling.event IS NOT NULL ORDER BY event_name.id LIMIT 50",
        (f"{literally(prefix)}%",),
    )
    candidates = [name for name in found if name["id"] == prefix] or found
    if not prefix or not candidates:
        raise NotInRecordError(f"no event {event_id!r} in {record.path}; ids stand in: linimasa events")
    if len({name["event"] for name in candidates}) > 1:
        ids = ", ".join(name["id"] for name in candidates[:_SHOWN_CHOICES])
        raise AmbiguousIdError(f"{event_id!r} begins the ids of several events ({ids}, …); write more of it")
    return int(candidates[0]["event"])


def _conditions(record: Record, asked: EventFilters) -> Iterator[tuple[str, list[object]]]:
    for column, values in (("type", asked.types), ("status", asked.status)):
        if values:
            yield f"event.{column} IN ({', '.join('?' for _ in values)})", list(values)
    if asked.since:
        yield "event.end_day >= ?", [asked.since]
    if asked.until:
        yield "event.start_day <= ?", [asked.until]
    yield from _tellers(asked)
    if asked.inferred:
        yield "event.date_basis != 'explicit'", []
    for column, told in (("start_day", asked.dated), ("place_key", asked.placed)):
        if told is not None:
            yield f"event.{column} IS {'NOT ' if told else ''}NULL", []
    of_claims = msgspec.structs.replace(asked, **_OF_EVENTS)
    where, parameters = restriction(record, of_claims)
    if where != "1":
        yield f"event.n IN ({_told_by(where)})", parameters


def _tellers(asked: EventFilters) -> Iterator[tuple[str, list[object]]]:
    """What is asked of who tells the event, and whether they agree."""
    if asked.origin:
        name = literally(asked.origin.strip().lower())
        yield "event.origin_names LIKE ? ESCAPE '\\'", [f"%{name}%"]
    if asked.disputed:
        yield "event.disputed != ''", []
    if asked.single_origin:
        yield "event.origins = 1", []
    if asked.reports > 1:
        yield "event.reports >= ?", [asked.reports]


def _told_by(where: str) -> str:
    """The events of the claims that meet ``where``, without looking at tables of which it asks nothing."""
    bare = where.replace("claim.n IN (", "telling.claim IN (")
    if "claim." not in bare.replace("telling.claim", ""):
        return f"SELECT telling.event FROM telling WHERE {bare}"
    return f"SELECT telling.event FROM claim_at_a_glance AS claim JOIN telling ON telling.claim = claim.n WHERE {where}"
