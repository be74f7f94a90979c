"""Publication dates as they are printed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linimasa.language.files import LANGUAGES, toml
from linimasa.read.published import find_published, is_date_words, only_date


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("Minggu, 13 Juli 2025 09:19 WIB", "2025-07-13T09:19+07:00"),
        ("Minggu, 13 Juli 2025 | 09.19 WITA", "2025-07-13T09:19+08:00"),
        ("Kamis, 12 Jun 2025 07:05 WIT", "2025-06-12T07:05+09:00"),
        ("13/07/2025", "2025-07-13"),
        ("Kompas.com - 13/07/2025, 09:19 WIB", "2025-07-13T09:19+07:00"),
        ("13 July 2025 09:19", "2025-07-13T09:19"),
        ("Kamis (12/6/2025)", "2025-06-12"),
        ("Jumat, 5 Agt 2022 pukul 18.30 WIB", "2022-08-05T18:30+07:00"),
        ("Senin , 17 Pebruari 2017, 13:16 WIB", "2017-02-17T13:16+07:00"),
        ("July 13, 2025 at 9:19 pm GMT", "2025-07-13T21:19+00:00"),
        ("Published 3rd March, 2024", "2024-03-03"),
        ("2025-07-13", "2025-07-13"),
        ("2025-07-13T09:19:00+07:00", "2025-07-13T09:19:00+07:00"),
        ("2025-07-13T02:19:05Z", "2025-07-13T02:19:05+00:00"),
        ("2025-07-13 09:19:00", "2025-07-13T09:19:00"),
        ("2016-02-23 T16:00:20Z", "2016-02-23T16:00:20+00:00"),
        ("13-07-25", "2025-07-13"),
        ("12:00 AM, 1 Jan 2024", "2024-01-01T00:00"),
        ("Updated 9:14 PM GMT, July 13, 2025", "2025-07-13T21:14+00:00"),
        ("January 16, 20252:31 PM GMT+7Updated 3 hours ago", "2025-01-16T14:31+07:00"),
    ],
)
def test_the_usual_forms_are_read(printed, value):
    stamp = find_published(printed)
    assert stamp is not None
    assert stamp.value == value


@pytest.mark.parametrize("printed", ["31 Februari 2025", "2025-13-01", "31/02/2025", "0 Mei 2024"])
def test_a_day_that_does_not_exist_is_named_as_such(printed):
    stamp = find_published(printed)
    assert stamp is not None
    assert (stamp.value, stamp.problem) == (None, "impossible date")


def test_in_english_a_date_of_numbers_that_may_be_either_stays_unknown():
    stamp = find_published("7/8/2025", language="en")
    assert stamp is not None
    assert (stamp.value, stamp.problem) == (None, "ambiguous date")
    assert find_published("7/13/2025", language="en").value == "2025-07-13"  # type: ignore[union-attr]
    assert find_published("7/8/2025").value == "2025-08-07"  # type: ignore[union-attr]


@pytest.mark.parametrize("text", ["", "Senin", "tahun 2024", "pukul 09:19 WIB", "pasal 12/3", "skor 3-2-1"])
def test_what_is_no_full_date_is_none(text):
    assert find_published(text) is None


def test_a_line_that_is_only_a_date_is_told_from_one_that_holds_one():
    assert only_date("Sunday, September 15, 2019")
    assert only_date("Minggu, 15 September 2019 09:00 WIB")
    assert not only_date("Presiden tiba pada 15 September 2019")


def test_words_of_dates_are_told_from_names():
    assert is_date_words("July 13")
    assert is_date_words("Minggu 13/7")
    assert not is_date_words("13")
    assert not is_date_words("Mei Lan")


@given(st.text(alphabet="0123456789/-.:, TZWIBAPMapmJuliMei+", max_size=40))
def test_no_line_breaks_the_reader_of_dates(text):
    stamp = find_published(text)
    if stamp is not None:
        assert 0 <= stamp.span[0] < stamp.span[1] <= len(text)
        assert (stamp.value is None) == (stamp.problem is not None)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_calendar_names_every_month_and_weekday_once(language):
    calendar = toml(f"language/{language}", "calendar.toml")
    assert set(calendar["months"].values()) == set(range(1, 13))
    assert set(calendar["weekdays"].values()) == set(range(7))
    for section in ("months", "weekdays"):
        assert all(name == name.lower() for name in calendar[section])
    assert all(
        find_published(f"1 Mei 2024 10:00 {zone}").value.startswith("2024-05-01T10:00") for zone in calendar["zones"]
    )  # type: ignore[union-attr]
