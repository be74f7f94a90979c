"""Places that news names, by name: the built gazetteer and how it is looked up.

The artefact ``data/gazetteer.tsv.gz`` is made by ``tools/build_gazetteer.py``; its header names its sources.
"""

from __future__ import annotations

import gzip
import math
import unicodedata
from functools import cache
from importlib import resources
from typing import Literal

import msgspec

from linimasa.errors import DataError
from linimasa.model import PlacePrecision

Kind = Literal["country", "admin1", "admin2", "city", "district", "site", "region"]

ARTEFACT = "gazetteer.tsv.gz"

_APOSTROPHES = "'’‘`´ʻʼʿʾ′"
_PLAIN = str.maketrans(
    dict.fromkeys(_APOSTROPHES, "")
    | {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ə": "a"}
)


@cache
def fold_word(word: str) -> str:
    """``word`` without case, accents and apostrophes (``Nukuʻalofa`` as ``nukualofa``)."""
    lowered = word.lower().translate(_PLAIN)
    if lowered.isascii():
        return lowered
    return "".join(c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(c))


def fold(name: str) -> str:
    """The key under which the gazetteer keeps ``name``: folded words joined by single spaces."""
    plain = fold_word(name)
    return " ".join("".join(c if c.isalnum() else " " for c in plain).split())


class Entry(msgspec.Struct, frozen=True):
    """A place of the gazetteer.

    ``country`` is ISO 3166-1 alpha-3, None for what spans several; ``admin1`` and ``admin2`` are the names of
    the divisions it lies in (its own included). Coordinates in degrees (WGS 84): the place's own point, the seat
    of a regency, the largest city of a division, the capital of a country. ``population`` is 0 where unknown.
    ``variant`` marks a name that is a mere spelling of the place's usual one, ``chosen`` one that was written down by
    hand for the language.
    """

    id: int
    kind: Kind
    name: str
    country: str | None
    admin1: str | None
    admin2: str | None
    lat: float | None
    lon: float | None
    population: int
    variant: bool = False
    chosen: bool = False

    @property
    def precision(self) -> PlacePrecision:
        """The precision of the contract; what spans several countries counts as ``country``."""
        if self.kind == "region":
            return "admin1" if self.country else "country"
        return self.kind

    @property
    def usual(self) -> bool:
        """Whether news names it without saying more: a country, a part of the world, a division of Indonesia."""
        home = self.country == "IDN" and self.kind in ("admin1", "admin2", "city") and self.population >= 50_000
        return self.kind in ("country", "region") or home

    @property
    def weight(self) -> float:
        """How well known the place is: the decimal logarithm of its population."""
        return math.log10(self.population + 1)


class Gazetteer:
    """Every known place by its names.

    Rows stay text until they are asked for, so that loading takes about a tenth of a second.
    """

    def __init__(self, rows: list[str], names: list[str], longest: list[str]) -> None:
        self._rows = rows
        self._ids = {name: found for name, _, found in (line.partition("	") for line in names)}
        self._longest = {first: int(count) for first, count in (line.split("	") for line in longest)}
        self._known: dict[tuple[str, str], tuple[Entry, ...]] = {}

    def longest(self, first: str) -> int:
        """How many words the longest name has that begins with the folded word ``first``; 0 where none does."""
        return self._longest.get(first) or int(first in self._ids)

    def __contains__(self, key: str) -> bool:
        return key in self._ids

    def lookup(self, name: str, language: str) -> list[Entry]:
        """Every place that ``language`` (``id``, ``en``) calls ``name``, the best known first."""
        return list(self.by_key(fold(name), language))

    def by_key(self, key: str, language: str) -> tuple[Entry, ...]:
        """As ``lookup``, for a key already folded."""
        known = self._known.get((key, language))
        if known is None:
            found = [self._entry(mark) for mark in self._ids.get(key, "").split(",") if _serves(mark, language)]
            known = tuple(sorted(found, key=lambda e: (e.variant, -e.weight, e.id)))
            self._known[key, language] = known
        return known

    def entry(self, number: int) -> Entry:
        """The place of row ``number``."""
        return self._entry(str(number))

    def _entry(self, mark: str) -> Entry:
        number = int(mark.rstrip("iebv"))
        kind, name, country, admin1, admin2, lat, lon, population = self._rows[number].split("\t")
        return Entry(
            id=number,
            kind=kind,  # type: ignore[arg-type]
            name=name,
            country=country or None,
            admin1=admin1 or None,
            admin2=admin2 or None,
            lat=float(lat) if lat else None,
            lon=float(lon) if lon else None,
            population=int(population or 0),
            variant=mark.endswith("v"),
            chosen=mark.endswith(("i", "e", "b")),
        )


def _serves(mark: str, language: str) -> bool:
    """Whether the id ``mark`` (``12`` any language, ``12i`` Indonesian, ``12e`` English) serves."""
    return (
        bool(mark) and not (mark.endswith("i") and language == "en") and not (mark.endswith("e") and language == "id")
    )


def _without_header(lines: list[str]) -> list[str]:
    return lines[next(i for i, line in enumerate(lines) if not line.startswith("#")) :]


@cache
def gazetteer() -> Gazetteer:
    """The shared gazetteer, loaded when first asked for. Raises DataError where the artefact is missing or broken."""
    try:
        packed = resources.files("linimasa").joinpath("data", ARTEFACT).read_bytes()
        rows, names, longest = gzip.decompress(packed).decode("utf-8").rstrip("\n").split("\n\n")
        return Gazetteer(_without_header(rows.split("\n")), names.split("\n"), longest.split("\n"))
    except (OSError, ValueError) as error:
        raise DataError(f"data/{ARTEFACT}: missing or broken; install linimasa again") from error
