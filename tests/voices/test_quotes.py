"""Quotations end where their marks end, whatever marks an outlet uses and forgets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linimasa.voices.quotes import find_quotations, is_speech


def words(text: str) -> list[str]:
    return [text[slice(*quotation.inner)] for quotation in find_quotations(text)]


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ('Ia berkata "siap" dan pergi.', ["siap"]),
        ("Ia berkata “siap” dan pergi.", ["siap"]),
        ("Ia berkata ”siap” dan pergi.", ["siap"]),
        ("Ia berkata 'siap' dan pergi.", ["siap"]),
        ("Ia berkata ‘siap’ dan pergi.", ["siap"]),
        ("Ia berkata «siap» dan pergi.", ["siap"]),
        ("Ia berkata ''siap'' dan pergi.", ["siap"]),
        ("“Ia bilang ‘siap’ tadi,” kata Budi.", ["Ia bilang ‘siap’ tadi,"]),
        ("Ja'far and the players' union don't agree.", []),
        ("The class of '98 met.", []),
        ('"Satu, kata Budi. "Dua," kata Ani.', ["Dua,"]),
        ('"Film "Senja" diputar," kata Ani.', ['Film "Senja" diputar,']),
        ('Dua" kata Ani.', []),
        ('" Guru adalah pahlawan , " ujarnya.', ["Guru adalah pahlawan ,"]),
    ],
)
def test_marks_pair_up_as_a_reader_pairs_them(text: str, inner: list[str]) -> None:
    assert words(text) == inner


def test_a_paragraph_left_open_goes_on_in_one_that_opens_again() -> None:
    first, second = find_quotations('"Satu.\n"Dua," kata Budi.')
    assert first.continued
    assert not second.continued


def test_a_title_inside_a_clause_is_no_speech() -> None:
    text = 'Film berjudul "Kemenangan Sejati di Ujung Senja" diputar.'
    (quotation,) = find_quotations(text)
    assert not is_speech(text, quotation)


@given(st.text(alphabet="ab .,?\n\"'“”‘’«»", max_size=80))
def test_no_text_breaks_the_pairing(text: str) -> None:
    last = 0
    for quotation in find_quotations(text):
        start, end = quotation.span
        left, right = quotation.inner
        assert last <= start <= left < right <= end <= len(text)
        assert "\n" not in text[start:end]
        is_speech(text, quotation)
        last = end
