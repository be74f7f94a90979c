"""How a reader of the record sees words cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from real_reports import every_of_all

from linimasa.language.tokens import tokens


def forms(text: str, language: str = "id") -> list[str]:
    return [token.form for token in tokens(text, language)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("11.000 orang", "11.000 orang"),
        ("naik 12,5%", "naik 12,5 %"),
        ("Rp2,3 triliun", "Rp 2,3 triliun"),
        ("Rp 40 juta", "Rp 40 juta"),
        ("US$4,5 juta", "US$ 4,5 juta"),
        ("(12/7/2025)", "( 12/7/2025 )"),
        ("(12/7)", "( 12/7 )"),
        ("(12/7/)", "( 12/7 / )"),
        ("pukul 19.30 WIB", "pukul 19.30 WIB"),
        ("pukul 9.", "pukul 9 ."),
        ("15-20 orang", "15 - 20 orang"),
        ("tahun 1990-an", "tahun 1990-an"),
        ("ke-10", "ke-10"),
        ("Pasal 5 ayat (2)", "Pasal 5 ayat ( 2 )"),
    ],
)
def test_numbers_money_dates_and_times_are_words(text: str, expected: str) -> None:
    assert forms(text) == expected.split()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mobil-mobil", "mobil-mobil"),
        ("Undang-Undang", "Undang-Undang"),
        ("Undang-undang itu", "Undang-undang itu"),
        ("menggeleng-gelengkan", "menggeleng-gelengkan"),
        ("anak-anaknya", "anak-anak nya"),
        ("Kim Jong-un", "Kim Jong-un"),
        ("perang AS-Iran", "perang AS - Iran"),
        ("TNI-Polri", "TNI - Polri"),
        ("garis Rusia–Ukraina", "garis Rusia – Ukraina"),
        ("kelompok pro-Iran", "kelompok pro-Iran"),
        ("jet F-35 dan Su-57", "jet F-35 dan Su-57"),
        ("APBD-nya", "APBD - nya"),
        ("Al-Aqsa", "Al-Aqsa"),
    ],
)
def test_hyphens_part_names_but_not_reduplications(text: str, expected: str) -> None:
    assert forms(text) == expected.split()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("negaranya", "negara nya"),
        ("katanya", "kata nya"),
        ("hanya", "hanya"),
        ("akhirnya", "akhirnya"),
        ("Kenya", "Kenya"),
        ("masalah", "masalah"),
        ("inilah", "ini lah"),
        ("meskipun", "meskipun"),
        ("siapapun", "siapa pun"),
        ("rumahku", "rumah ku"),
        ("pelaku", "pelaku"),
        ("Maluku", "Maluku"),
        ("buku", "buku"),
    ],
)
def test_clitics_are_words_of_their_own(text: str, expected: str) -> None:
    assert forms(text) == expected.split()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They didn't go.", "They did n't go ."),
        ("Iran’s army can’t", "Iran ’s army ca n’t"),
        ("we cannot", "we can not"),
        ("U.S. forces", "U.S. forces"),
        ("a US-backed group", "a US - backed group"),
        ("5,000-strong", "5,000 - strong"),
        ("pre-war", "pre-war"),
        ("Kim Jong-un's army", "Kim Jong-un 's army"),
        ("Ban Ki-moon of al-Qaeda", "Ban Ki-moon of al-Qaeda"),
        ("the Israel-Hamas war", "the Israel - Hamas war"),
        ("Houthi-held Sanaa", "Houthi - held Sanaa"),
        ("$5.2m", "$ 5.2 m"),
    ],
)
def test_english_words_are_cut_as_in_english_treebanks(text: str, expected: str) -> None:
    assert forms(text, "en") == expected.split()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dr. H. Joko, S.H., M.Si.", "Dr. H. Joko , S.H. , M.Si."),
        ("PT. Maju", "PT. Maju"),
        ("dikutip dari detik.com.", "dikutip dari detik.com ."),
        ("https://contoh.go.id/a?b=1.", "https://contoh.go.id/a?b=1 ."),
        ("“heroik”", "“ heroik ”"),
        ("'Siap!'", "' Siap ! '"),
        ("Ma'ruf dan Jum'at", "Ma'ruf dan Jum'at"),
        ("dan/atau", "dan / atau"),
        ("Tunggu...", "Tunggu ..."),
        ("menang🇮🇩🎉 lagi", "menang 🇮🇩 🎉 lagi"),
        ("damai\u200bitu \ufeffindah", "damai itu indah"),
    ],
)
def test_punctuation_and_addresses(text: str, expected: str) -> None:
    assert forms(text) == expected.split()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("seranganIsraelpada", "serangan Israel pada"),
        ("SerikatuntukIndonesia", "Serikat untuk Indonesia"),
        ("KorbanTewasSerangan", "Korban Tewas Serangan"),
        ("danperang", "dan perang"),
        ("F7akan", "F7 akan"),
        ("DPRtelah", "DPR telah"),
        ("dariTNIdengan", "dari TNI dengan"),
        ("iniBerita7.com", "ini Berita7.com"),
    ],
)
def test_glued_words_are_cut_apart(text: str, expected: str) -> None:
    assert forms(text) == expected.split()


@pytest.mark.parametrize(
    "word",
    ["WhatsApp", "YouTube", "SpaceX", "McDonald", "Padangpanjang", "Jatinegara", "miguran", "memberitahu", "NasDem"],
)
def test_whole_words_are_not_taken_for_glued_ones(word: str) -> None:
    assert forms(word) == [word]


@given(st.text() | st.text(alphabet="aAbnyakuRp19.,-'’\"()/ \u200b\n–😀"), st.sampled_from(["id", "en"]))
def test_every_visible_sign_is_in_one_word(text: str, language: str) -> None:
    found = tokens(text, language)
    end = 0
    for token in found:
        assert end <= token.start < token.end
        assert text[token.start : token.end] == token.form
        assert not any(sign.isspace() for sign in token.form)
        end = token.end
    inside = {place for token in found for place in range(token.start, token.end)}
    assert not any(sign.isalnum() for place, sign in enumerate(text) if place not in inside)


def test_words_of_real_reports_quote_the_text() -> None:
    for report in every_of_all(40):
        for token in tokens(report["text"], report["language"]):
            assert report["text"][token.start : token.end] == token.form
