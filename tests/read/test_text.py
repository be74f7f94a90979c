"""Plain text files: what of them is the report, and what it says of itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linimasa.errors import InputError
from linimasa.read import ReadOptions, read, read_text

REPORT = """\
Menteri Pertahanan Tinjau Kapal Perang di Surabaya

Kapal perang di dermaga Surabaya. (Dok. Angkatan Laut)

Menteri Pertahanan Tinjau Kapal Perang di Surabaya

Rina Kartika • 4 Maret 2024 10:05 WITA

Surabaya: Menteri Pertahanan meninjau dua kapal perang di dermaga Surabaya pada Senin, menurut kantor berita ANTARA.

Kapal itu akan berlayar ke Laut Natuna pekan depan
 Kepala staf menyebut awaknya siap.

Baca juga:  Kapal Lama Akan Dijual Tahun Ini

Jangan lupa ikuti berita lainnya dan follow  akun
Google News Kabarlaut.com


(Rina Kartika)
"""


def test_the_article_is_what_is_left_under_its_headline():
    report = read_text(REPORT)
    assert report.text == (
        "Menteri Pertahanan Tinjau Kapal Perang di Surabaya\n"
        "Surabaya: Menteri Pertahanan meninjau dua kapal perang di dermaga Surabaya pada Senin, "
        "menurut kantor berita ANTARA.\n"
        "Kapal itu akan berlayar ke Laut Natuna pekan depan\n"
        "Kepala staf menyebut awaknya siap."
    )
    assert report.title == "Menteri Pertahanan Tinjau Kapal Perang di Surabaya"


def test_every_line_left_out_is_told_with_its_reason():
    assert sorted((line.why, line.text) for line in read_text(REPORT).dropped) == [
        ("byline", "(Rina Kartika)"),
        ("byline", "Rina Kartika • 4 Maret 2024 10:05 WITA"),
        ("caption", "Kapal perang di dermaga Surabaya. (Dok. Angkatan Laut)"),
        ("follow us", "Google News Kabarlaut.com"),
        ("follow us", "Jangan lupa ikuti berita lainnya dan follow akun"),
        ("read also", "Baca juga: Kapal Lama Akan Dijual Tahun Ini"),
        ("repeated headline", "Menteri Pertahanan Tinjau Kapal Perang di Surabaya"),
    ]


def test_author_date_outlet_dateline_and_credit_are_read():
    report = read_text(REPORT)
    assert report.authors == ("Rina Kartika",)
    assert report.published == "2024-03-04T10:05+08:00"
    assert report.outlet == "Kabarlaut.com"
    assert report.dateline == "Surabaya"
    assert report.dateline_span is not None
    assert report.text[slice(*report.dateline_span)] == "Surabaya: "
    assert [(credit.name, report.text[slice(*credit.span or (0, 0))]) for credit in report.credits] == [
        ("ANTARA", "ANTARA")
    ]


@pytest.mark.parametrize(
    ("head", "authors", "published"),
    [
        (
            "Selasa, 5 Maret 2024 09:19 WIB\nWali kota (kanan) di pasar. KABAR FOTO/Budi Raharjo/rwa.",
            (),
            "2024-03-05T09:19+07:00",
        ),
        ("By ANN LEE and TOM WU\nUpdated 9:14 PM GMT, March 5, 2024", ("ANN LEE", "TOM WU"), "2024-03-05T21:14+00:00"),
        (
            "Penulis: Ani Sari | Editor: Budi Raharjo\nKabar.com, 5 Maret 2024, 10:20 WIB",
            ("Ani Sari",),
            "2024-03-05T10:20+07:00",
        ),
        (
            "CNN Indonesia\nSelasa, 05 Mar 2024 10:15 WIB\n\nIlustrasi. Pasar. (iStockphoto)",
            (),
            "2024-03-05T10:15+07:00",
        ),
        ("By Reuters\nMarch 5, 20242:31 PM GMT+7Updated 3 hours ago", (), "2024-03-05T14:31+07:00"),
        ("Jumat (1/3/2024)\nReporter: Rio Saputra", ("Rio Saputra",), "2024-03-01"),
    ],
)
def test_what_stands_before_the_dateline_is_no_part_of_the_article(head, authors, published):
    report = read_text(f"Wali Kota Buka Pasar\n{head}\n\nMEDAN - Wali kota membuka pasar.\n\nPasar itu ramai.")
    assert report.text == "Wali Kota Buka Pasar\nMEDAN - Wali kota membuka pasar.\nPasar itu ramai."
    assert (report.authors, report.published, report.dateline) == (authors, published, "MEDAN")


def test_a_summary_before_the_dateline_stays():
    summary = "Pasar itu menampung dua ratus pedagang"
    report = read_text(f"Wali Kota Buka Pasar\n{summary}\n\nMEDAN - Wali kota membuka pasar.")
    assert summary in report.text
    assert report.dateline == "MEDAN"


def test_what_the_caller_knows_wins_over_what_the_text_says():
    report = read_text(
        REPORT, outlet="Kabar", published="2024-03-05", url="https://kabar.example/a?utm_source=x", path="a.txt"
    )
    assert (report.outlet, report.published, report.path) == ("Kabar", "2024-03-05", "a.txt")
    assert report.id == read_text("Lain\n\nTeks lain.", url="http://www.kabar.example/a").id


def test_the_same_text_has_the_same_id_and_another_text_another():
    assert read_text(REPORT).id == read_text(REPORT).id
    assert read_text(REPORT).id != read_text(REPORT.replace("dua kapal", "tiga kapal")).id


def test_a_text_without_a_headline_has_none():
    report = read_text(
        "Medan (ANTARA) - Wali kota membuka pasar baru pada Selasa.\n\nPasar itu menampung 200 pedagang."
    )
    assert report.title is None
    assert report.text.startswith("Medan (ANTARA) - Wali kota")
    assert report.dateline == "Medan"


def test_lines_broken_at_a_fixed_width_are_paragraphs_again():
    sentence = (
        "Gubernur Sulawesi Utara Budi Santoso mengatakan bantuan untuk korban banjir akan dikirim hari ini juga. "
    )
    paragraphs = [sentence * 3 + "Ia pulang.", sentence * 4 + "Ia datang lagi."]
    wrapped: list[str] = []
    for paragraph in paragraphs:
        line = ""
        for word in paragraph.split():
            if len(line) + len(word) > 70:
                wrapped.append(line)
                line = word
            else:
                line = f"{line} {word}".strip()
        wrapped += [line, ""]
    report = read_text("Bantuan Dikirim\n\n" + "\n".join(wrapped))
    assert report.text.split("\n")[1:] == paragraphs


def test_a_paragraph_that_stands_there_twice_is_read_once():
    once = "Gubernur Sulawesi Utara mengatakan bantuan untuk korban banjir akan dikirim hari ini juga."
    report = read_text(f"Bantuan Dikirim\n\n{once}\n\nIa pulang.\n\n{once}\n\nIa datang lagi.")
    assert report.text == f"Bantuan Dikirim\n{once}\nIa pulang.\nIa datang lagi."
    assert [line.why for line in report.dropped] == ["repeated paragraph"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_encodings_are_told_apart(tmp_path, encoding):
    path = tmp_path / "a.txt"
    path.write_text(REPORT.replace("dua kapal", "dua “kapal”"), encoding=encoding)
    (report,) = read(path)
    assert "dua “kapal” perang" in report.text


def test_windows_text_is_read_with_its_typographic_marks(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(REPORT.replace("dua kapal", "dua “kapal” – baru").replace("•", "-").encode("cp1252"))
    (report,) = read(path)
    assert "dua “kapal” – baru perang" in report.text


def test_spaces_and_line_ends_are_made_plain():
    report = read_text("Judul Berita\r\n\r\nMedan:\u00a0Wali\u200b kota  tiba.\u2028Ia pulang.")
    assert report.text == "Judul Berita\nMedan: Wali kota tiba.\nIa pulang."


@given(st.text(max_size=400))
def test_no_text_breaks_the_reader_and_spans_quote_it(text):
    try:
        report = read_text(text)
    except InputError:
        return
    report.text.encode()
    for credit in report.credits:
        if credit.span:
            assert report.text[slice(*credit.span)] == credit.name
    if report.dateline_span:
        assert 0 <= report.dateline_span[0] < report.dateline_span[1] <= len(report.text)


_LINES = st.sampled_from(
    [
        "Baca juga:",
        "Baca juga: Harga Beras Naik di Medan",
        "Presiden tiba di Medan pada Senin.",
        "di Jakarta",
        "KPK",
        "-",
        "Jakarta",
        "(abc/def)",
        "(Rina Kartika)",
        "Artikel ini telah tayang di",
        "Kabar.com",
        "",
        "Daftar Isi",
        "ekonomi",
        "ADVERTISEMENT",
        "Penulis: Rina",
        "Senin, 4 Maret 2024",
        "“Kami siap,” kata dia.Baca Juga: Menteri Siap Mundur Namun ia menolak.",
    ]
)


@given(st.lists(_LINES, max_size=14))
def test_nothing_of_a_text_is_lost_silently(lines):
    try:
        report = read_text("\n".join(lines))
    except InputError:
        return
    found = report.text + "\n" + "\n".join(line.text for line in report.dropped)
    for line in lines:
        for word in line.replace("(", " ").replace(")", " ").replace(".", " ").split():
            if word.isalpha():
                assert word in found


def test_a_headline_with_a_colon_keeps_its_date_line() -> None:
    report = read_text(
        "Zelensky: Rusia Menyerang Kyiv\n12 Maret 2025\n\nRusia menyerang Kyiv dengan rudal, kata Zelensky.\n"
    )
    assert report.title == "Zelensky: Rusia Menyerang Kyiv"
    assert report.published == "2025-03-12"


@pytest.mark.parametrize("code", ["(ant)", "(ant/rif)", "(Antara)", "(Reuters)"])
def test_a_paragraph_that_ends_with_an_agency_is_no_caption(code: str) -> None:
    sentence = "Serangan Rusia menewaskan 9 orang di Sumy, Ukraina, pada Senin (3/3/2025)."
    report = read_text(f"Serangan Rusia di Sumy\n3 Maret 2025\n\n{sentence} {code}\n")
    assert sentence in report.text


def test_one_text_of_two_outlets_is_two_reports(tmp_path: Path) -> None:
    path = tmp_path / "sama.txt"
    path.write_text("Serangan di Sumy\n\nSerangan Rusia menewaskan 9 orang di Sumy.\n", encoding="utf-8")
    ids = {next(iter(read(path, options=ReadOptions(outlet=outlet)))).id for outlet in ("Kompas", "Bisnis")}
    assert len(ids) == 2
