"""Where a reader of the record sees sentences begin and end."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from real_reports import every_of_all

from linimasa.language.sentences import sentences


def split(text: str, language: str = "id") -> list[str]:
    return [text[start:end] for start, end in sentences(text, language)]


@pytest.mark.parametrize(
    "whole",
    [
        "Rapat dipimpin Dr. H. Joko Wirawan, S.H., M.Si. di kantor bupati.",
        "Gedung itu di Jl. Merdeka No. 5 kena api pada pukul 09.00 WIB.",
        "Saham PT. Maju Jaya Tbk. naik 2.500 poin.",
        "Letnan Kol. Inf. Surya memimpin pasukan.",
        "Harganya Rp. 5.000 per lembar.",
        "“Kami siap,” kata Menteri A. B. Surya.",
        '"Kapan kami pulang?" kata Rina kepada wartawan.',
        '"Cukup!" teriak massa.',
        "Menurut U.S. Army, latihan itu usai.",
        "Laman contoh.co.id memuat daftar itu.",
        "Daftar (lihat hal. 3. Lampiran B) ada di sana.",
        "1. Harga beras turun.",
        "Ia menunggu... lalu pergi.",
    ],
)
def test_a_sentence_is_not_cut_at_an_abbreviation_or_inside(whole: str) -> None:
    assert split(whole) == [whole]


@pytest.mark.parametrize(
    "parts",
    [
        ["Ia datang pada 2025.", "Kemudian ia pergi."],
        ["Perundingan selesai.", "“Kami puas,” kata Rina."],
        ['"Kami siap.', 'Kami menunggu," kata Rina.'],
        ["“Kami menang.”", "Ia lalu pergi."],
        ["Ia membawa beras, gula, dll.", "Namun warga menolak."],
        ["Apa sebabnya?", "Tidak ada yang tahu."],
        ["Menteri hadir (lihat foto).", "Rapat dimulai."],
        ["Semua usai…", "Warga pulang."],
        ["Ia lahir di U.S.", "Namun ia tinggal di sini."],
    ],
)
def test_sentences_end_where_they_end(parts: list[str]) -> None:
    assert split(" ".join(parts)) == parts


@pytest.mark.parametrize(
    "parts",
    [
        ["Proyek selesai.", "Kemudian warga pulang."],
        ["Dikutip dari contoh.com.", "Mereka pulang."],
        ['"Kami pulang."', "Ia pergi."],
    ],
)
def test_a_glued_full_stop_ends_a_sentence(parts: list[str]) -> None:
    assert split("".join(parts)) == parts


@pytest.mark.parametrize(
    "parts",
    [
        ["Gen. Smith met Mr. Lee on Jan. 5 at 5 p.m. in Seoul.", "They talked."],
        ["It happened in the U.S.", "The army left."],
        ["The U.S. President spoke vs. J. K. Brown of Acme Inc. in court."],
        ["“We go.", "They stay,” he said."],
        ["“Will you go?” asked the general.", "No one spoke."],
        ["we met the mayor yesterday.", "he was not pleased.", "did you hear of it?", "everybody left."],
    ],
)
def test_english_sentences(parts: list[str]) -> None:
    assert split(" ".join(parts), "en") == parts


def test_a_treebank_may_be_cut_in_its_own_style() -> None:
    text = "Ia bekerja di NBC. Acara itu menarik banyak penonton."
    assert len(sentences(text)) == 2
    assert len(sentences(text, style="gsd")) == 1


def test_a_title_in_brackets_does_not_end_a_sentence() -> None:
    text = "Rapat dibuka Mayjen (Purn.) Surya Wirawan di kantor bupati."
    assert split(text) == [text]


def test_many_marks_that_end_nothing_stay_one_sentence() -> None:
    text = "lalu... " * 20_000
    assert len(sentences(text)) == 1


def test_a_line_ends_a_sentence() -> None:
    assert split("Tanpa titik\nBaris kedua") == ["Tanpa titik", "Baris kedua"]


@given(st.text() | st.text(alphabet='aAB. "”“?!()…\n12,\u200b'), st.sampled_from(["id", "en"]))
def test_sentences_cover_all_visible_text_in_order(text: str, language: str) -> None:
    end = 0
    covered = ""
    for start, stop in sentences(text, language):
        assert end <= start < stop
        assert "\n" not in text[start:stop]
        assert not text[start].isspace()
        assert not text[stop - 1].isspace()
        covered += text[start:stop]
        end = stop
    assert [s for s in covered if s.isalnum()] == [s for s in text if s.isalnum()]


def test_sentences_of_real_reports_are_in_order() -> None:
    for report in every_of_all(40):
        spans = sentences(report["text"], report["language"])
        assert all(before[1] <= after[0] for before, after in pairwise(spans))
