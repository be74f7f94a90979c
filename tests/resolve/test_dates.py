"""What a user notices when dates go wrong: a timeline with events on the wrong day."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from real_reports import FILES, every

from linimasa.language.files import LANGUAGES, toml
from linimasa.resolve.dates import DateMention, date_spans, find_dates
from linimasa.resolve.quantities import find_quantities

_LINES = [
    line
    for line in (Path(__file__).parent / "dates.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
_ROWS = list(csv.DictReader(_LINES, delimiter="\t", quoting=csv.QUOTE_NONE))


def _found(row: dict[str, str]) -> list[DateMention]:
    return find_dates(row["sentence"], language=row["language"], published=row["published"] or None)


@pytest.mark.parametrize("row", [row for row in _ROWS if row["expression"]], ids=lambda row: row["sentence"])
def test_a_date_is_read_as_it_is_meant(row: dict[str, str]) -> None:
    sentence = row["sentence"]
    mentions = {sentence[slice(*mention.when.span)]: mention for mention in _found(row)}
    assert row["expression"] in mentions
    mention = mentions[row["expression"]]
    when = mention.when
    marks = {"u": mention.until, "s": mention.since, "f": mention.future, "c": when.corrected}
    assert (when.start, when.end, when.precision, when.basis) == (
        row["start"],
        row["end"],
        row["precision"],
        row["basis"],
    )
    assert {mark for mark, holds in marks.items() if holds} == set(row["marks"] or "")


@pytest.mark.parametrize("row", [row for row in _ROWS if not row["expression"]], ids=lambda row: row["sentence"])
def test_what_only_looks_like_a_date_is_none(row: dict[str, str]) -> None:
    assert _found(row) == []


def test_a_day_in_brackets_is_marked_as_such() -> None:
    mentions = find_dates("Kata Rina, Rabu (6/12), ia pergi kemarin.", language="id", published="2023-12-07")
    assert [mention.bracketed for mention in mentions] == [True, False]


def test_a_weekday_named_again_is_the_day_that_the_report_gave_it() -> None:
    text = "Pada Kamis (5/6/2025) mereka sepakat.\nPernyataan pada Kamis itu dibantah."
    mentions = find_dates(text, language="id", published="2025-06-13")
    assert [mention.when.start for mention in mentions] == ["2025-06-05", "2025-06-05"]


def test_an_offset_in_the_time_of_publication_does_not_move_the_day() -> None:
    mentions = find_dates("Ia tiba hari ini.", language="id", published="2025-07-13T00:19:00+07:00")
    assert mentions[0].when.start == "2025-07-13"


def test_a_publication_date_that_does_not_exist_counts_as_none() -> None:
    assert find_dates("Ia tiba hari ini.", language="id", published="2025-13-45") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_date_words_are_listed_once(language: str) -> None:
    data = toml(f"language/{language}", "dates.toml")
    words = [word for entries in data["words"].values() for word in entries]
    assert sorted(words) == sorted(set(words))
    assert all(word == word.lower() for word in words)


@pytest.mark.parametrize("language", LANGUAGES)
def test_date_forms_are_listed_once(language: str) -> None:
    data = toml(f"language/{language}", "dates.toml")
    forms = [form for entry in (*data["form"], *data["join"]) for form in entry["form"]]
    assert sorted(forms) == sorted(set(forms))


_PIECES = st.sampled_from(
    [
        word
        for language in LANGUAGES
        for entries in toml(f"language/{language}", "dates.toml")["words"].values()
        for word in entries
    ]
    + [str(number) for number in (0, 1, 5, 12, 29, 31, 32, 62, 99, 998, 1000, 1998, 2024, 2199, 9999, 20255)]
    + ["Senin", "Minggu", "minggu", "Juni", "February", "May", "Sun", "dua", "two", "sepuluh"]
    + list('()/-,.\n"–')
)


@given(st.lists(_PIECES, max_size=14), st.sampled_from(LANGUAGES), st.one_of(st.none(), st.dates().map(str)))
@settings(max_examples=400, deadline=None)
def test_no_row_of_date_words_breaks_the_reading(pieces: list[str], language: str, published: str | None) -> None:
    for text in (" ".join(pieces), "".join(pieces)):
        reached = 0
        for mention in find_dates(text, language=language, published=published):
            start, end = mention.when.span or (-1, -1)
            assert reached <= start < end <= len(text)
            assert text[start:end] == text[start:end].strip()
            assert mention.when.start <= mention.when.end
            reached = end


@given(st.text(max_size=200), st.sampled_from(LANGUAGES))
@settings(max_examples=200, deadline=None)
def test_no_text_breaks_the_reading(text: str, language: str) -> None:
    for start, end in date_spans(text, language):
        assert 0 <= start < end <= len(text)
    find_dates(text, language=language, published="2025-07-13")


@pytest.mark.skipif(not FILES, reason="needs the reports of ../shared/data/news")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_spans_quote_real_reports_exactly(path: Path) -> None:
    for report in every(20, path, first=1200):
        text = f"{report['title']}\n{report['text']}"
        for mention in find_dates(text, language=report["language"], published=report["published"]):
            start, end = mention.when.span or (-1, -1)
            assert 0 <= start < end <= len(text)
            assert "\n" not in text[start:end]
        for quantity in find_quantities(text, language=report["language"]):
            assert quantity.what in text[slice(*(quantity.span or (0, 0)))]


@pytest.mark.parametrize(("words", "published"), [("kemarin", "0001-01-01"), ("besok", "9999-12-31")])
def test_a_day_before_or_after_all_days_is_none(words: str, published: str) -> None:
    assert find_dates(f"Rapat digelar {words}.", language="id", published=published) == []
