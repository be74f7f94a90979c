"""Finds who is meant by a name, in either language, among those the record knows."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from linimasa.language.files import table
from linimasa.store import Record
from linimasa.store.fold import fold, key

Condition = tuple[str, list[str]]
"""An SQL condition and its parameters."""


def took_part(record: Record, who: str, sides: Sequence[str]) -> Condition:
    """The condition that ``who`` stands on one of ``sides`` of a claim.

    ``who`` is a name in either language, an id, or an ISO 3166-1 alpha-3 code.
    """
    codes, ids = _meant(record, who)
    ways = ["party.key LIKE ?"]
    parameters = [f"%{key(who)}%"] if fold(who) else ["%|never|%"]
    for column, values in (("country", codes), ("id", ids)):
        if values:
            ways.append(f"party.{column} IN ({_holes(values)})")
            parameters += values
    condition = (
        f"claim.n IN (SELECT party.claim FROM party WHERE party.side IN ({_holes(sides)}) AND ({' OR '.join(ways)}))"
    )
    return condition, [*sides, *parameters]


def country_codes(name: str) -> list[str]:
    """The ISO 3166-1 alpha-3 codes that a country's name in either language, or a code, may mean."""
    return sorted(_countries().get(fold(name), ()))


@cache
def _countries() -> dict[str, set[str]]:
    names: dict[str, set[str]] = {}
    for country in table("data", "countries.tsv"):
        for form in (country["alpha3"], country["name_id"], country["name_en"]):
            names.setdefault(fold(form), set()).add(country["alpha3"])
    return names


def _meant(record: Record, who: str) -> tuple[list[str], list[str]]:
    """The country codes and ids that ``who`` stands for.

    What the record's reports call by this very name is meant in all its names: asking for "Moskow" or
    "Kim" finds "Russia" and "pemimpin Korea Utara" as well.
    """
    codes = set(country_codes(who))
    ids = {who.strip()}
    named = record.select(
        "SELECT DISTINCT id, country FROM party WHERE (key = ? OR key LIKE ? || '|%') AND id IS NOT NULL",
        (key(who), key(who)),
    )
    for party in named:
        ids.add(party["id"])
        if party["id"] == party["country"]:
            codes.add(party["country"])
    return sorted(codes), sorted(ids)


def _holes(values: Sequence[str]) -> str:
    return ", ".join("?" for _ in values)
