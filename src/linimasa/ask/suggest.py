"""Suggestions: actors, places and outlets of the record whose names begin so."""

from __future__ import annotations

from typing import Literal

import msgspec

from linimasa.ask.network import known_as
from linimasa.ask.parties import each_key
from linimasa.language.files import LANGUAGES, table
from linimasa.language.fold import fold
from linimasa.store import Record

Kind = Literal["actor", "place", "outlet"]


class Suggestion(msgspec.Struct, frozen=True):
    """What to ask for: ``ask`` is what a filter takes, ``name`` what it is called; how many claims or reports."""

    kind: Kind
    name: str
    ask: str
    count: int


def suggest(
    record: Record,
    words: str,
    *,
    kinds: tuple[Kind, ...] = ("actor", "place", "outlet"),
    language: str = "id",
    most: int = 8,
) -> list[Suggestion]:
    """What the record has whose name has a word that begins with ``words``, most frequent first.

    A country is found by its name in either language, and named in ``language``.
    """
    begun = fold(words)
    if not begun:
        return []
    ways = {"actor": _actors, "place": _places, "outlet": _outlets}
    found = [suggestion for kind in kinds for suggestion in ways[kind](record, begun, language)[:most]]
    found.sort(key=lambda suggestion: (-suggestion.count, suggestion.name))
    return found[:most]


def _countries(begun: str, language: str) -> dict[str, str]:
    """The countries whose name begins so, by code, in ``language``."""
    return {
        country["alpha3"]: country[f"name_{language if language in LANGUAGES else LANGUAGES[0]}"]
        for country in table("data", "countries.tsv")
        if any(f" {begun}" in f" {fold(country[f'name_{each}'])}" for each in LANGUAGES)
    }


def _actors(record: Record, begun: str, language: str) -> list[Suggestion]:
    found = []
    for code, name in _countries(begun, language).items():
        counted = record.select("SELECT count(DISTINCT claim) AS number FROM party WHERE country = ?", (code,))
        if counted[0]["number"]:
            found.append(Suggestion("actor", name, code, counted[0]["number"]))
    countries = {suggestion.ask for suggestion in found}
    named = record.select(
        "SELECT coalesce(id, trim(key)) AS actor, count(*) AS number FROM party"
        f" WHERE key IN ({each_key('party', 'key')}) GROUP BY actor ORDER BY number DESC LIMIT 12",
        (f"% {begun}%",),
    )
    return found + [
        Suggestion("actor", known_as(record, line["actor"])[0], line["actor"], line["number"])
        for line in named
        if line["actor"] not in countries
    ]


def _places(record: Record, begun: str, language: str) -> list[Suggestion]:
    named = record.select(
        "SELECT min(place_name) AS name, count(*) AS number FROM claim_at_a_glance"
        f" WHERE place_key IN ({each_key('claim', 'place_key')}) GROUP BY place_key ORDER BY number DESC LIMIT 12",
        (f"% {begun}%",),
    )
    return [Suggestion("place", line["name"], line["name"], line["number"]) for line in named if line["name"]]


def _outlets(record: Record, begun: str, language: str) -> list[Suggestion]:
    named = record.select(
        "SELECT outlet AS name, count(*) AS number FROM report WHERE outlet_key LIKE ?"
        " GROUP BY outlet_key ORDER BY number DESC LIMIT 12",
        (f"% {begun}%",),
    )
    return [Suggestion("outlet", line["name"], line["name"], line["number"]) for line in named]
