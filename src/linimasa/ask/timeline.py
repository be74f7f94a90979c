"""The timeline: claims by the day on which they say that something happened."""

from __future__ import annotations

from collections.abc import Iterator

from linimasa.ask.filters import Filters, checked
from linimasa.ask.parties import Condition, country_codes, took_part
from linimasa.ask.rows import COLUMNS, Row, row
from linimasa.language.fold import fold, key
from linimasa.store import Record

_BOTH_SIDES = ("source", "target")


def timeline(record: Record, filters: Filters | None = None) -> list[Row]:
    """The claims that meet ``filters``, by day; then those without a date, by publication.

    A claim without a date is never placed by the day of publication: see ``Row.dated``. It meets no
    ``since`` or ``until``. Raises QueryError, RecordError.
    """
    filters = checked(filters or Filters())
    conditions = list(claim_conditions(record, filters))
    where = " AND ".join(condition for condition, _ in conditions) or "1"
    parameters: list[object] = [value for _, values in conditions for value in values]
    limit = ""
    if filters.limit is not None:
        limit = "LIMIT ?"
        parameters.append(filters.limit)
    found = record.select(
        f"""
        SELECT {COLUMNS} FROM claim JOIN report ON report.n = claim.report WHERE {where}
        ORDER BY claim.start_day IS NULL, claim.start_day, claim.end_day, report.published, report.n, claim.position
        {limit}
        """,
        parameters,
    )
    return [row(claim) for claim in found]


def claim_conditions(record: Record, filters: Filters) -> Iterator[tuple[str, list[object]]]:
    """The conditions, each with its parameters, of a SELECT over ``claim JOIN report``."""
    yield from _plain_conditions(filters)
    asked = [took_part(record, filters.actor, _BOTH_SIDES)] if filters.actor else []
    if filters.speaker:
        asked.append(took_part(record, filters.speaker, ("speaker",)))
    if filters.pair:
        asked.append(_between(record, *filters.pair))
    for condition, parameters in asked:
        yield condition, list(parameters)
    if filters.place:
        yield place_condition(filters.place)


def place_condition(place: str) -> tuple[str, list[object]]:
    """The condition that a claim lies in ``place``, a name or a country code."""
    codes = country_codes(place)
    return (
        f"(claim.place_key LIKE ? OR claim.place_country IN ({', '.join('?' for _ in codes)}))",
        [f"%{key(place)}%" if fold(place) else "%|never|%", *codes],
    )


def _between(record: Record, one: str, other: str) -> Condition:
    """One on each side of the claim, either way round."""
    forth = took_part(record, one, ("source",)), took_part(record, other, ("target",))
    back = took_part(record, one, ("target",)), took_part(record, other, ("source",))
    both = [f"({first[0]} AND {second[0]})" for first, second in (forth, back)]
    parameters = [value for way in (forth, back) for _, values in way for value in values]
    return f"({' OR '.join(both)})", parameters


def _plain_conditions(filters: Filters) -> Iterator[tuple[str, list[object]]]:
    for column, values in (("type", filters.types), ("status", filters.status)):
        if values:
            yield f"claim.{column} IN ({', '.join('?' for _ in values)})", list(values)
    if filters.since:
        yield "claim.end_day >= ?", [filters.since]
    if filters.until:
        yield "claim.start_day <= ?", [filters.until]
    if filters.outlet:
        yield "report.outlet_key LIKE ?", [f"%{key(filters.outlet)}%"]
    if filters.report:
        yield "report.id = ?", [filters.report]
    if filters.min_confidence > 0:
        yield "claim.confidence >= ?", [filters.min_confidence]
