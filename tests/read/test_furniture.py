"""What stands on a page and is not the article."""

from __future__ import annotations

import pytest

from linimasa.language.files import LANGUAGES, toml
from linimasa.read import read_text
from linimasa.read.furniture import find_rule, is_headline_like, rules

LEAD = "Medan: Wali kota membuka pasar baru pada Selasa pagi bersama para pedagang lama."
LAST = "Pasar itu menampung dua ratus pedagang dari tiga kecamatan."


def reasons(*lines: str) -> list[tuple[str, str]]:
    report = read_text("\n".join(["Wali Kota Buka Pasar Baru", "", LEAD, *lines]))
    assert LEAD in report.text
    return [(line.text, line.why) for line in report.dropped]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("Baca juga: Harga Beras Turun di Medan", "read also"),
        ("BACA JUGA : Harga Beras Turun", "read also"),
        ("- Baca Berita Lainnya di Sini", "read also"),
        ("Lihat Juga: Lima Ayat tentang Sabar", "read also"),
        ("Read also: Rice prices fall in Medan", "read also"),
        ("Simak juga Video: Pedagang Pasar Bersyukur", "watch also"),
        ("Tonton juga Video 'Pedagang Pasar Bersyukur':", "watch also"),
        ("Video Pedagang Pasar Bersyukur Dapat Kios", "watch also"),
        ("[Gambas:Video 20detik]", "embed"),
        ("[Gambas: Instagram]", "embed"),
        ("A post shared by Kabar (@kabar)", "embed"),
        ("https://kabar.example/berita/1", "embed"),
        ("Advertisement", "advertisement"),
        ("ADVERTISEMENT", "advertisement"),
        ("SCROLL TO CONTINUE WITH CONTENT", "advertisement"),
        ("[video.1]", "notice"),
        ("Artikel ini telah tayang di Kabar.com dengan judul Pasar Baru Dibuka", "origin"),
        ("This article was originally published by Example Times.", "origin"),
        ("Ikuti Berita Kabar.com lainnya di Google News", "follow us"),
        ("Akses Kabar.com di Google News atau WhatsApp Channel Kabar.com", "follow us"),
        ("Editor: Sari Dewi", "byline"),
        ("Pewarta : Sari Dewi", "byline"),
        ("Laporan Wartawan Kabar.com, Sari Dewi", "byline"),
        ("(Reporting by Ann Lee; Editing by Tom Wu)", "byline"),
        ("COPYRIGHT © KABAR 2024", "copyright"),
        ("Copyright © 2024 Kabar. All rights reserved.", "copyright"),
        ("Foto: Kabar/Sari", "caption"),
        ("Suasana pasar di Medan. (Foto: Kabar/Sari)", "caption"),
        ("Sumber: Kabar.com", "source line"),
        ("(bbn)", "byline code"),
        ("(abc/def)", "byline code"),
        ("(*)", "byline code"),
        ("***", "rule"),
        ("--------", "rule"),
        ("Simak berita selengkapnya di halaman selanjutnya.", "read on"),
        ("Tags: pasar, medan", "tags"),
    ],
)
def test_furniture_is_left_out_with_its_reason(line, why):
    assert reasons(LAST, line) == [(line, why)]


@pytest.mark.parametrize(
    "line",
    [
        "Baca juga ditekankan sebagai kebiasaan oleh Menteri Pendidikan dalam pidatonya pagi ini.",
        "Video itu memperlihatkan polisi memukul seorang mahasiswa.",
        "Iklan rokok dilarang di dekat sekolah sejak Senin.",
        "Artikel ini membahas perang dagang antara kedua negara.",
        "Komentar presiden itu memicu protes di Jakarta.",
        "Editor surat kabar itu ditangkap polisi pada Senin.",
        "Sumber: kepolisian menyebut tiga orang ditahan.",
        "Setelah itu, pasang aplikasi WhatsApp di telepon baru.",
        "Ikuti aturan ini, kata polisi.",
        "Menurut Badan Meteorologi, kanal Telegram lembaga itu memberi peringatan dini.",
        "Wali kota bertemu Badan Kesehatan Dunia (WHO).",
        "Pelaku berinisial A (28)",
        "Share prices fell on Monday.",
        "Photographers were beaten by police in the square.",
    ],
)
def test_the_articles_own_sentences_stay(line):
    report = read_text("\n".join(["Wali Kota Buka Pasar Baru", "", LEAD, line, LAST]))
    assert line in report.text
    assert report.dropped == ()


def test_the_headline_under_a_label_goes_with_it_and_the_next_sentence_stays():
    assert reasons("Baca juga:", "Harga Beras Naik di Tiga Kota", LAST) == [
        ("Baca juga:", "read also"),
        ("Harga Beras Naik di Tiga Kota", "read also"),
    ]


def test_a_sentence_under_a_label_whose_link_is_lost_stays():
    report = read_text("\n".join(["Wali Kota Buka Pasar Baru", "", LEAD, "Baca Juga", LAST]))
    assert LAST in report.text


def test_a_byline_code_behind_the_last_sentence_is_cut_and_credits_its_agency():
    report = read_text("\n".join(["Wali Kota Buka Pasar Baru", "", LEAD, LAST + " (ant)"]))
    assert report.text.endswith(LAST)
    assert [credit.name for credit in report.credits] == ["ant"]


def test_an_abbreviation_in_brackets_at_the_end_is_no_code():
    report = read_text("\n".join(["Wali Kota Buka Pasar Baru", "", LEAD, "Ia bertemu Badan Kesehatan Dunia (WHO)."]))
    assert report.text.endswith("(WHO).")


def test_tags_behind_the_code_go():
    assert reasons(LAST, "(abc/def)", "pasar", "medan hari ini") == [
        ("(abc/def)", "byline code"),
        ("pasar", "tags"),
        ("medan hari ini", "tags"),
    ]


def test_a_republished_report_gives_its_true_outlet_and_credits_it():
    report = read_text(
        f"Wali Kota Buka Pasar Baru\n\n{LEAD}\n\nArtikel ini telah tayang di Kabarmedan.com dengan judul Pasar Baru",
        outlet="salinan.com",
    )
    assert report.outlet == "Kabarmedan.com"
    assert "Kabarmedan.com" in [credit.name for credit in report.credits]


def test_sentences_broken_at_links_are_whole_again():
    lines = [
        "Medan",
        "-",
        "Wali kota",
        "Budi Santoso",
        "(BS) membuka pasar di",
        "Medan Kota",
        ", Selasa (4/3/2024).",
        LAST,
    ]
    report = read_text("Wali Kota Buka Pasar Baru\n\n" + "\n".join(lines))
    assert "membuka pasar di Medan Kota, Selasa (4/3/2024).\n" + LAST in report.text
    assert report.dateline == "Medan"


def test_a_link_inside_a_paragraph_is_cut_out_of_it():
    report = read_text(
        "Wali Kota Buka Pasar Baru\n\n"
        + LEAD
        + "Baca juga: Harga Beras Naik di Tiga Kota Sumatera Menurut pedagang, pasar itu sudah lama ditunggu."
    )
    assert report.text.endswith(LEAD + "\nMenurut pedagang, pasar itu sudah lama ditunggu.")
    assert report.dropped[-1].text == "Baca juga: Harga Beras Naik di Tiga Kota Sumatera"


def test_the_headline_of_another_story_between_paragraphs_goes_and_a_heading_of_this_one_stays():
    stray = "Nelayan Hilang Ditemukan Selamat di Perairan Cilacap Selatan"
    own = "Pasar Baru Menampung Dua Ratus Pedagang Kecamatan"
    report = read_text("\n".join(["Wali Kota Buka Pasar Baru", "", LEAD, stray, LAST, own, LAST]))
    assert stray not in report.text
    assert own in report.text


def test_contents_listed_before_the_article_go():
    found = reasons("Daftar Isi", "Jam Buka", "Harga Sewa", LAST, "Jam Buka", LAST, "Harga Sewa", LAST)
    assert found == [("Daftar Isi", "contents"), ("Jam Buka", "contents"), ("Harga Sewa", "contents")]


def test_headlines_are_told_from_sentences():
    assert is_headline_like("Polisi Tangkap Dua Pencuri Motor di Medan")
    assert not is_headline_like("Polisi menangkap dua pencuri motor di Medan")
    assert not is_headline_like("Polisi Tangkap Dua Pencuri Motor.")


def test_rules_have_reasons_and_words_in_small_letters():
    for rule in rules():
        assert rule.why
        assert all(words == words.casefold() for words in (*rule.whole, *rule.closes))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_rule_names_the_same_words_twice(language):
    data = toml(f"language/{language}", "furniture.toml")
    for rule in data["rule"]:
        for key in ("begins", "whole", "closes"):
            entries = rule.get(key, [])
            assert len(entries) == len(set(entries)), rule["why"]
            assert all(entry == entry.casefold() for entry in entries), rule["why"]
        for key in set(rule) - {
            "why",
            "begins",
            "whole",
            "closes",
            "pattern",
            "longest",
            "ends",
            "written",
            "linked",
            "place",
        }:
            pytest.fail(f"unknown key {key}")
    assert len(data["headline"]["small"]) == len(set(data["headline"]["small"]))


def test_the_label_alone_is_found_by_its_rule():
    rule = find_rule("Baca juga:")
    assert rule is not None
    assert rule.linked
    assert rule.is_label("baca juga:")
