"""The map: where things are said to have happened, as precisely as it is said."""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec

from linimasa.ask.conditions import restriction
from linimasa.ask.filters import Filters, checked
from linimasa.coding.plover import event_types
from linimasa.language.files import table
from linimasa.language.fold import fold
from linimasa.store import Record


class Spot(msgspec.Struct, frozen=True):
    """A place and how many claims say that something happened there, by quad class 1 to 4.

    ``precision`` says how much of the earth the place is (``model.PlacePrecision``); ``lat`` and ``lon``
    (degrees) are a point within it, not where it happened; None: no point is known for its name. ``shape``: the
    outline that it is, an ISO 3166-1 alpha-3 code, or the Kemendagri code of an Indonesian province.
    """

    name: str
    country: str | None
    admin1: str | None
    precision: str
    lat: float | None
    lon: float | None
    shape: str | None
    counts: tuple[int, int, int, int]


class Map(msgspec.Struct, frozen=True):
    """The places of a selection, most claims first; ``unplaced`` counts the claims that name no place."""

    total: int
    unplaced: int
    spots: tuple[Spot, ...]


_FIELDS = ("name", "country", "admin1", "precision", "lat", "lon")


def places(record: Record, filters: Filters | None = None) -> Map:
    """Where the claims that meet ``filters`` say that something happened. Raises QueryError."""
    where, parameters = restriction(record, checked(filters or Filters()))
    columns = ", ".join(f"claim.place_{name} AS {name}" for name in _FIELDS)
    counted = record.select(
        f"SELECT {columns}, claim.type AS type, count(*) AS number"
        f" FROM claim JOIN report ON report.n = claim.report WHERE {where} GROUP BY {', '.join(_FIELDS)}, claim.type",
        parameters,
    )
    types = event_types()
    total = unplaced = 0
    spots: dict[tuple[object, ...], list[int]] = {}
    for line in counted:
        total += line["number"]
        if line["name"] is None:
            unplaced += line["number"]
            continue
        counts = spots.setdefault(tuple(line[name] for name in _FIELDS), [0, 0, 0, 0])
        counts[types[line["type"], ""].quad - 1] += line["number"]
    found = [_spot(dict(zip(_FIELDS, place, strict=True)), counts) for place, counts in spots.items()]
    found.sort(key=lambda spot: (-sum(spot.counts), spot.name))
    return Map(total=total, unplaced=unplaced, spots=tuple(found))


def _spot(place: dict[str, Any], counts: list[int]) -> Spot:
    shape = place["country"] if place["precision"] == "country" else None
    if place["precision"] == "admin1" and place["country"] == "IDN":
        shape = _provinces().get(fold(place["name"])) or _provinces().get(fold(place["admin1"]))
    return Spot(**place, shape=shape, counts=(counts[0], counts[1], counts[2], counts[3]))


@cache
def _provinces() -> dict[str, str]:
    """The Kemendagri codes of Indonesia's provinces, by each of their names, folded."""
    return {
        fold(name): row["code"]
        for row in table("data", "provinces.tsv")
        for name in (row["name"], row["name_en"], *row["names_id"].split("|"))
        if name
    }
