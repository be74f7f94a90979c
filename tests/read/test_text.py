"""Plain text files: what of them is the report, and what it says of itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linimasa.errors import InputError
from linimasa.read import read, read_text

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
    assert [line.why for line in read_text(REPORT).dropped] == [
        "caption",
        "repeated headline",
        "byline",
        "read also",
        "follow us",
        "byline",
        "follow us",
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
