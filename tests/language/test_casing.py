"""Headlines in capitals are read like any other sentence."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from linimasa.language import casing


def test_capitals_become_running_text() -> None:
    words = ["PRESIDEN", "PRABOWO", "BERTEMU", "WARGA", "DI", "MOSKOW"]
    assert casing.in_capitals(words)
    assert casing.from_capitals(words, "id") == ["Presiden", "Prabowo", "bertemu", "warga", "di", "Moskow"]


def test_title_case_loses_its_capitals_outside_names() -> None:
    words = ["Warga", "Desa", "Menolak", "Tambang", "Bukit", "Hijau"]
    assert casing.in_title_case(words)
    assert casing.from_title_case(words, {4, 5}, "id") == ["Warga", "desa", "menolak", "tambang", "Bukit", "Hijau"]


def test_running_text_is_neither() -> None:
    words = ["Warga", "desa", "menolak", "tambang", "di", "Bukit", "Hijau", "."]
    assert not casing.in_capitals(words)
    assert not casing.in_title_case(words)


@given(st.lists(st.text(min_size=1), min_size=1))
def test_no_word_is_lost(words: list[str]) -> None:
    assert len(casing.from_capitals(words, "id")) == len(words)
    assert len(casing.from_title_case(words, set(), "en")) == len(words)
    assert casing.in_title_case(words) in (True, False)
