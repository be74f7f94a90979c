"""Finds who is meant by a name, in either language, among those that linimasa and the record know."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

import msgspec

from linimasa.language.files import LANGUAGES, table, toml
from linimasa.language.fold import fold, key
from linimasa.language.tokens import tokens
from linimasa.resolve.lexicon import STATES, Entry, Lexicon
from linimasa.store import Record

Condition = tuple[str, list[str]]
"""An SQL condition and its parameters."""

_NAMES = ("name_id", "name_en")


class Meant(msgspec.Struct, frozen=True):
    """Who is meant by a name: country codes, ids, and the name's own key."""

    codes: list[str]
    ids: list[str]
    key: str

    def matches(self, actor_id: str | None, country: str | None, *names: str | None) -> bool:
        """Whether an actor of this id, country and names is the one meant."""
        named = bool(self.key) and self.key in key(*names)
        return named or actor_id in self.ids or country in self.codes


def each_key(table: str, column: str) -> str:
    """A SELECT of the different values of an indexed ``column`` that are LIKE its one parameter.

    Each value is looked at once, however many rows have it.
    """
    return (
        f"WITH RECURSIVE called(key) AS (SELECT min({column}) FROM {table} UNION ALL"
        f" SELECT (SELECT min({column}) FROM {table} WHERE {column} > called.key) FROM called"
        " WHERE called.key IS NOT NULL) SELECT key FROM called WHERE key LIKE ?"
    )


def meant(record: Record, who: str) -> Meant:
    """Who is meant by ``who``: a name in either language, an id, or an ISO 3166-1 alpha-3 code."""
    codes, ids = _meant(record, who)
    return Meant(codes, ids, key(who))


def country_names(record: Record, who: str) -> set[str]:
    """What the countries that ``who`` stands for are called: in both languages, and in the record's reports."""
    codes, _ = _meant(record, who)
    names = {
        country[name] for country in table("data", "countries.tsv") for name in _NAMES if country["alpha3"] in codes
    }
    for language in LANGUAGES:
        aliases = toml(f"language/{language}", "countries.toml")["aliases"]
        names.update(alias for code in codes for alias in aliases.get(code, ()))
    called = record.select(f"SELECT DISTINCT key FROM party WHERE id = country AND country IN ({_holes(codes)})", codes)
    return names | {party["key"].partition("|")[0].strip() for party in called}


def took_part(record: Record, who: str, sides: Sequence[str]) -> Condition:
    """The condition that ``who`` stands on one of ``sides`` of a claim.

    ``who`` is a name in either language, an id, or an ISO 3166-1 alpha-3 code.
    """
    codes, ids = _meant(record, who)
    ways = [(f"key IN ({each_key('party', 'key')})", [f"%{key(who)}%"])] if fold(who) else []
    ways += [
        (f"{column} IN ({_holes(values)})", values) for column, values in (("country", codes), ("id", ids)) if values
    ]
    found = [f"SELECT claim FROM party WHERE {way} AND side IN ({_holes(sides)})" for way, _ in ways]
    parameters = [value for _, values in ways for value in (*values, *sides)]
    return f"claim.n IN ({' UNION ALL '.join(found) or 'NULL'})", parameters


def country_codes(name: str) -> list[str]:
    """The ISO 3166-1 alpha-3 codes that a country's name in either language, or a code, may mean."""
    codes = {entry.country for entry in _entries(name) if entry.kind == "country" and entry.country}
    return sorted(codes | _codes_and_names().get(fold(name), set()))


def know_names() -> None:
    """Loads the names that a question for an actor needs, so that the first one does not wait for them."""
    for language in LANGUAGES:
        Lexicon.of(language)
    _codes_and_names()


@cache
def _codes_and_names() -> dict[str, set[str]]:
    """Codes and full names in any case; the lexicon has short names ("AS", "Korut") in their own."""
    names: dict[str, set[str]] = {}
    for country in table("data", "countries.tsv"):
        for form in (country["alpha3"], country["name_id"], country["name_en"]):
            names.setdefault(fold(form), set()).add(country["alpha3"])
    return names


def _entries(name: str) -> Iterator[Entry]:
    """What the lexicons of both languages know by just this name."""
    for language in LANGUAGES:
        words = [token.form[:1].upper() + token.form[1:] for token in tokens(name, language)]
        match = Lexicon.of(language).longest(words, 0) if words else None
        if match is not None and match.end == len(words):
            yield from match.entries


def _meant(record: Record, who: str) -> tuple[list[str], list[str]]:
    """The country codes and ids that ``who`` stands for.

    What linimasa knows or the record's reports call by this very name is meant in all its names: asking
    for "Moskow" or "Kim" finds "Russia" and "pemimpin Korea Utara" as well.
    """
    codes = set(country_codes(who))
    ids = {who.strip()}
    for entry in _entries(who):
        if entry.kind in STATES and entry.country:
            codes.add(entry.country)
        elif entry.id:
            ids |= {entry.id, f"person:{entry.id}"}
    named = record.select(
        "SELECT DISTINCT id, country FROM party WHERE key = ? AND id IS NOT NULL"
        " UNION SELECT id, country FROM party WHERE key > ? || '|' AND key < ? || '}' AND id IS NOT NULL",
        (key(who), key(who), key(who)),
    )
    for party in named:
        ids.add(party["id"])
        if party["id"] == party["country"]:
            codes.add(party["country"])
    return sorted(codes), sorted(ids)


def _holes(values: Sequence[str]) -> str:
    return ", ".join("?" for _ in values)
