"""What a user notices when places go wrong: events on the wrong spot of the map."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from real_reports import every_of_all

from linimasa.model import Name, Place, Report, Sentence, Word
from linimasa.resolve.places import find_mentions, find_places

_LINES = [
    line
    for line in (Path(__file__).parent / "places.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
_ROWS = list(csv.DictReader(_LINES, delimiter="\t", quoting=csv.QUOTE_NONE))


def sentences(text: str, names: dict[str, str] | None = None) -> list[Sentence]:
    """Each line of ``text`` as a sentence, unparsed but for its words and the given names."""
    found = []
    for index, line in enumerate(re.finditer(r"[^\n]+", text)):
        words = tuple(
            Word(w.start(), w.end(), w.group(), w.group().lower(), "X", "_", -1, "dep")
            for w in re.finditer(r"\w+|[^\w\s]", text[: line.end()])
            if w.start() >= line.start()
        )
        found.append(
            Sentence(index, index, False, line.start(), line.end(), words, tuple(labelled(text, words, names or {})))
        )
    return found


def labelled(text: str, words: tuple[Word, ...], names: dict[str, str]) -> list[Name]:
    """The names that occur among ``words``, once each."""
    found = []
    for name, label in names.items():
        start = text.index(name)
        inside = [i for i, word in enumerate(words) if start <= word.start < start + len(name)]
        if inside:
            found.append(Name(inside[0], inside[-1] + 1, label))
    return found


def places(text: str, language: str = "id", names: dict[str, str] | None = None) -> list[Place]:
    return find_places(Report(id="x", text=text, language=language), sentences(text, names))


def shown(place: Place) -> str:
    return f"{place.name}={place.precision}/{place.country or ''}/{place.admin1 or ''}"


@pytest.mark.parametrize("row", _ROWS, ids=lambda row: row["sentence"])
def test_a_sentence_names_its_places_and_no_others(row: dict[str, str]) -> None:
    names = dict(pair.split("=") for pair in (row["names"] or "").split("; ") if pair)
    found = places(row["sentence"], row["language"], names)
    assert "; ".join(map(shown, found)) == (row["places"] or "")
    assert all(row["sentence"][slice(*place.span)] == place.name for place in found if place.span)


def test_a_name_means_the_town_of_the_country_that_the_report_speaks_of() -> None:
    text = "Police in London, Ontario, closed roads.\nCanada mourns.\nFlags in Canada flew low in London, Ontario."
    assert {place.country for place in places(text, "en")} == {"CAN"}


def test_a_district_is_found_without_its_kind_word_where_its_regency_is_named() -> None:
    text = "Warga Kabupaten Sikka mengungsi.\nMereka ditampung di Talibura.\nSebagian menetap di Nita."
    assert [place.name for place in places(text)] == ["Sikka", "Talibura", "Nita"]
    assert places(text)[2].admin2 == "Kabupaten Sikka"


def test_a_regency_and_a_city_of_one_name_are_told_apart() -> None:
    regency, city = places("Rombongan pindah dari Kabupaten Bogor ke Kota Bogor.")
    assert (regency.admin2, regency.precision) == ("Kabupaten Bogor", "admin2")
    assert (city.admin2, city.precision) == ("Kota Bogor", "city")
    assert regency.lat != city.lat


def test_a_mention_says_how_it_is_placed() -> None:
    text = "Konvoi bergerak dari Medan ke Binjai, lalu berhenti di Langkat. Warga Karo menonton."
    mentions = find_mentions(Report(id="x", text=text, language="id"), sentences(text))
    assert [(m.place.name, m.relation) for m in mentions] == [("Medan", "from"), ("Binjai", "to"), ("Langkat", "in")]
    assert [text[slice(*m.cue)] for m in mentions if m.cue] == ["dari", "ke", "di"]


def test_a_whole_address_is_one_place() -> None:
    text = "Api membakar toko di Jalan Pemuda, Kota Semarang, Jawa Tengah, Indonesia, kemarin."
    (mention,) = find_mentions(Report(id="x", text=text, language="id"), sentences(text))
    assert mention.place.name == "Jalan Pemuda"
    assert mention.place.admin2 == "Kota Semarang"
    assert text[slice(*mention.outer)] == "Jalan Pemuda, Kota Semarang, Jawa Tengah, Indonesia"


def test_towns_in_a_row_stay_apart() -> None:
    found = places("Pemadaman terjadi di Surabaya, Kota Malang, Jember, dan Kabupaten Bandung.")
    assert [place.name for place in found] == ["Surabaya", "Malang", "Jember", "Bandung"]


def test_a_place_named_in_a_person_is_no_place_for_the_rest_of_the_report() -> None:
    text = "Houston Wijaya menang.\nKata Houston, ia senang."
    assert places(text, names={"Houston Wijaya": "PER"}) == []


def test_a_report_in_another_language_has_no_places() -> None:
    assert places("Perdana Menteri tiba di Kuala Lumpur.", "ms") == []


def test_a_report_without_words_has_no_places() -> None:
    assert places("") == []


_WORDS = (
    "di Kota Bandung , Jawa Barat ( ) Desa Jalan - . U.S. of Paris Hilton Universitas Gubernur Selat Hormuz Gaza Utara "
    "AS $ ’ Beirut airport Rp 12"
)
_PIECES = st.sampled_from(_WORDS.split())


@settings(max_examples=300, deadline=None)
@given(st.lists(_PIECES, max_size=25), st.sampled_from(["id", "en"]), st.booleans())
def test_every_span_quotes_its_name(pieces: list[str], language: str, spaced: bool) -> None:
    text = (" " if spaced else "").join(pieces)
    report = Report(id="x", text=text, language=language)
    mentions = find_mentions(report, sentences(text))
    last = 0
    for mention in mentions:
        start, end = mention.place.span or (0, 0)
        assert text[start:end] == mention.place.name
        assert last <= mention.outer[0] <= start < end
        last = mention.outer[0]


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_read_without_failing(text: str) -> None:
    for place in places(text):
        assert place.span is not None
        assert text[slice(*place.span)] == place.name


def test_places_of_real_reports_quote_them_exactly() -> None:
    for row in every_of_all(100):
        report = Report(id=row["id"], text=row["text"], language=row["language"])
        for place in find_places(report, sentences(row["text"])):
            assert row["text"][slice(*place.span)] == place.name  # type: ignore[misc]
