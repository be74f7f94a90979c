"""The data files that name actors: no name twice, every code one that exists."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

import pytest

from linimasa.language.files import LANGUAGES, table, toml

COUNTRIES = {row["alpha3"] for row in table("data", "countries.tsv")}
SECTORS = {
    "GOV",
    "MIL",
    "COP",
    "JUD",
    "LEG",
    "PTY",
    "REB",
    "PRM",
    "UAF",
    "SPY",
    "UNK",
    "AGR",
    "BUS",
    "CRM",
    "CVL",
    "EDU",
    "ELI",
    "JRN",
    "LAB",
    "MED",
    "REF",
    "OPP",
    "REL",
    "SOC",
    "IGO",
}
KINDS = {
    "office",
    "envoy",
    "mission",
    "agent",
    "leader",
    "speaker",
    "rank",
    "organ",
    "people",
    "part",
    "adjective",
    "former",
    "next",
    "the",
    "before",
    "filler",
    "given",
    "link",
    "origin",
    "local",
    "division",
    "field",
    "open",
    "classifier",
    "other",
}


def test_every_country_has_its_codes_and_names() -> None:
    rows = table("data", "countries.tsv")
    assert len(COUNTRIES) == len(rows) == len({row["alpha2"] for row in rows})
    assert {"TWN", "PSE", "XKX", "IDN"} <= COUNTRIES
    for row in rows:
        assert re.fullmatch("[A-Z]{3}", row["alpha3"])
        assert re.fullmatch("[A-Z]{2}", row["alpha2"])
        assert row["name_id"]
        assert row["name_en"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_name_means_two_countries(language: str) -> None:
    own = toml(f"language/{language}", "countries.toml")
    named = {(row[f"name_{language}"], row["alpha3"]) for row in table("data", "countries.tsv")}
    for section in ("aliases", "demonyms", "metonyms", "regions"):
        assert set(own[section]) <= COUNTRIES
        named |= {(name, code) for code, names in own[section].items() for name in names}
    counts = Counter(name for name, _ in named)
    # What the Dutch, a Congo and a Dominica call theirs: none other is left in doubt.
    assert [name for name, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_role_has_one_meaning_of_its_kind(language: str) -> None:
    seen: Counter[tuple[str, str]] = Counter()
    for row in table(f"language/{language}", "roles.tsv"):
        assert row["kind"] in KINDS
        assert row["sector"] in SECTORS | {""}
        assert row["country"] in COUNTRIES | {"", "home"}
        for words in row["words"].split("|"):
            assert words == words.strip() != ""
            seen[row["kind"], words.partition("=")[0].lower()] += 1
    assert [key for key, count in seen.items() if count > 1] == []


def test_every_organisation_has_a_known_country_and_sector() -> None:
    rows = table("data", "organisations.tsv")
    ids = [row["id"] for row in rows]
    assert len(ids) == len(set(ids))
    assert not set(ids) & COUNTRIES
    for row in rows:
        assert row["kind"] in {"organisation", "group"}
        assert row["sector"] in SECTORS
        assert row["country"] in COUNTRIES | {""}
        assert row["later"] == "" or re.fullmatch(r"\d{4}-\d\d-\d\d=[A-Z]{3}", row["later"])
    for language in LANGUAGES:
        assert {row["id"] for row in table(f"language/{language}", "organisations.tsv")} <= set(ids)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_name_shared_by_organisations_tells_them_apart_by_country(language: str) -> None:
    own = {row["id"]: row["names"] for row in table(f"language/{language}", "organisations.tsv")}
    owners: dict[str, list[str]] = {}
    for row in table("data", "organisations.tsv"):
        for name in {*row["names"].split("|"), *own.get(row["id"], "").split("|")} - {""}:
            owners.setdefault(name, []).append(row["country"])
    shared = {name: countries for name, countries in owners.items() if len(countries) > 1}
    assert all(len(set(countries)) == len(countries) for countries in shared.values()), shared


def test_offices_have_days_that_exist_and_follow() -> None:
    names: dict[str, str] = {}
    for row in table("data", "persons.tsv"):
        assert row["country"] in COUNTRIES | {""}
        assert row["sector"] in SECTORS
        days = [date.fromisoformat(row[key]) for key in ("since", "until") if row[key]]
        assert days == sorted(days)
        for name in row["names"].split("|"):
            assert names.setdefault(name, row["id"]) == row["id"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_pronouns_are_written_in_small_letters_once(language: str) -> None:
    stored = toml(f"language/{language}", "pronouns.toml")
    phrases = [phrase for value in stored.values() if isinstance(value, list) for phrase in value]
    assert phrases == [phrase.lower() for phrase in phrases]
    assert len(phrases) == len(set(phrases))
