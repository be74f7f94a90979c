"""The conditions on claims that filters ask for, as SQL over ``claim JOIN report``."""

from __future__ import annotations

from collections.abc import Iterator

from linimasa.ask.filters import Filters
from linimasa.ask.parties import Condition, country_codes, each_key, took_part
from linimasa.language.fold import fold, key
from linimasa.store import Record

_BOTH_SIDES = ("source", "target")


def restriction(record: Record, filters: Filters) -> tuple[str, list[object]]:
    """The WHERE clause of ``filters``, which are ``checked``, and its parameters."""
    conditions = list(_conditions(record, filters))
    where = " AND ".join(condition for condition, _ in conditions) or "1"
    return where, [value for _, values in conditions for value in values]


def _conditions(record: Record, filters: Filters) -> Iterator[tuple[str, list[object]]]:
    yield from _plain_conditions(filters)
    asked = [took_part(record, filters.actor, _BOTH_SIDES)] if filters.actor else []
    if filters.speaker:
        asked.append(took_part(record, filters.speaker, ("speaker",)))
    if filters.pair:
        asked.append(_between(record, *filters.pair))
    for condition, parameters in asked:
        yield condition, list(parameters)
    if filters.place:
        yield _there(filters.place)


def _there(place: str) -> tuple[str, list[object]]:
    """The claims whose place, or what it lies in, is called so, or lies in the country that is."""
    codes = country_codes(place)
    ways = [f"SELECT n FROM claim WHERE place_country IN ({', '.join('?' for _ in codes)})"] if codes else []
    parameters: list[object] = [*codes]
    if fold(place):
        ways.append(f"SELECT n FROM claim WHERE place_key IN ({each_key('claim', 'place_key')})")
        parameters.append(f"%{key(place)}%")
    return f"claim.n IN ({' UNION ALL '.join(ways) or 'NULL'})", parameters


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
        yield "claim.report IN (SELECT n FROM report WHERE outlet_key LIKE ?)", [f"%{key(filters.outlet)}%"]
    if filters.report:
        yield "claim.report IN (SELECT n FROM report WHERE id = ?)", [filters.report]
    if filters.inferred:
        yield "claim.date_basis != 'explicit'", []
    for column, asked in (("start_day", filters.dated), ("place_name", filters.placed)):
        if asked is not None:
            yield f"claim.{column} IS {'NOT ' if asked else ''}NULL", []
    if filters.min_confidence > 0:
        yield "claim.confidence >= ?", [filters.min_confidence]
