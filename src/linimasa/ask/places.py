"""The map: where things are said to have happened, as precisely as it is said."""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec

from linimasa.ask.filters import Filters
from linimasa.ask.subjects import Of, subject
from linimasa.coding.plover import event_types
from linimasa.language.files import table
from linimasa.language.fold import fold
from linimasa.store import Record


class Spot(msgspec.Struct, frozen=True):
    """A place and how many events, or claims, are said to have happened there, by quad class 1 to 4.

    ``precision`` says how much of the earth the place is (``model.PlacePrecision``); ``lat`` and ``lon``
    (degrees) are a point within it, not where it happened; None: no point is known for its name. A country is
    named by its code. ``shape``: the outline that it is, an ISO 3166-1 alpha-3 code, or the Kemendagri code of an
    Indonesian province.
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
    """The places of a selection, those of most first; ``unplaced`` counts those that name no place."""

    total: int
    unplaced: int
    spots: tuple[Spot, ...]


_ORDER = ("name", "country", "admin1", "precision", "lat", "lon")


def places(record: Record, filters: Filters | None = None, *, of: Of = "events") -> Map:
    """Where the events, or claims, that meet ``filters`` are said to have happened. Raises QueryError."""
    asked = subject(record, filters, of)
    columns = ", ".join(f"{asked.table}.place_{name}" for name in _ORDER)
    counted = record.select(
        f"SELECT {columns}, {asked.table}.type AS type, count(*) AS number FROM {asked.rows}"
        f" GROUP BY {columns}, {asked.table}.type",
        asked.parameters,
    )
    types = event_types()
    total = unplaced = 0
    spots: dict[tuple[object, ...], list[int]] = {}
    for line in counted:
        total += line["number"]
        if line["place_name"] is None:
            unplaced += line["number"]
            continue
        place = tuple(line[f"place_{name}"] for name in _ORDER)
        if line["place_precision"] == "country" and line["place_country"]:
            # "Rusia" and "Russia" are one country, whatever point stands for it.
            place = (line["place_country"], line["place_country"], None, "country", None, None)
        counts = spots.setdefault(place, [0, 0, 0, 0])
        counts[types[line["type"], ""].quad - 1] += line["number"]
    found = [_spot(dict(zip(_ORDER, place, strict=True)), counts) for place, counts in spots.items()]
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
