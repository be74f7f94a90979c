"""Saved HTML pages: the article, and what the page says of itself."""

from __future__ import annotations

import pytest

from linimasa.read import read

PARAGRAPHS = """
<p><strong>MEDAN, KABAR.com</strong> - Wali Kota Medan Budi Santoso membuka pasar baru di Kecamatan Medan Kota
pada Selasa pagi bersama para pedagang lama dan pengurus koperasi pasar.</p>
<p>Pasar itu menampung dua ratus pedagang dari tiga kecamatan, kata Budi dalam sambutannya di hadapan warga kota.</p>
<p>Baca juga: <a href="/2">Harga Beras Turun di Tiga Kota</a></p>
<p>"Kami menunggu pasar ini sejak lima tahun lalu dan sekarang kami boleh berjualan lagi,"
ujar seorang pedagang sayur.</p>
<p>Editor: Sari Dewi</p>
"""
LINKED = """<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
{"@type": "Organization", "name": "Kabar"},
{"@type": "NewsArticle", "headline": "Wali Kota Buka Pasar Baru", "datePublished": "2024-03-05T09:19:00+07:00",
"author": [{"@type": "Person", "name": "Rina Kartika"}, {"@type": "Organization", "name": "Kabar"}],
"publisher": {"@type": "Organization", "name": "Kabar.com"}}]}</script>"""
GRAPH = """<meta property="og:title" content="Wali Kota Buka Pasar Baru - Kabar.com">
<meta property="og:site_name" content="Kabar.com">
<meta property="og:url" content="https://www.kabar.example/1">
<meta property="article:published_time" content="2024-03-05T02:19:00Z">
<meta name="author" content="Redaksi Kabar">"""


def page(head="", before="", body=PARAGRAPHS):
    return (
        "<!doctype html><html lang='en'><head><title>Wali Kota Buka Pasar Baru | Kabar.com</title>"
        f"{head}</head><body><nav><a href='/'>Beranda</a></nav><article>"
        f"<h1>Wali Kota Buka Pasar Baru</h1>{before}{body}</article>"
        "<footer>© 2024 Kabar.com</footer></body></html>"
    )


def read_page(tmp_path, content, encoding="utf-8"):
    path = tmp_path / "a.html"
    path.write_text(content, encoding=encoding)
    (report,) = read(path)
    return report


def test_the_article_is_read_without_what_stands_around_it(tmp_path):
    report = read_page(tmp_path, page(LINKED))
    first, *body = report.text.split("\n")
    assert first == "Wali Kota Buka Pasar Baru"
    assert [line[:20] for line in body] == ["MEDAN, KABAR.com - W", "Pasar itu menampung ", '"Kami menunggu pasar']
    assert report.dateline == "MEDAN"
    assert {line.why for line in report.dropped} >= {"read also", "byline"}


def test_linked_data_gives_headline_time_author_and_outlet(tmp_path):
    report = read_page(tmp_path, page(LINKED))
    assert report.title == "Wali Kota Buka Pasar Baru"
    assert report.published == "2024-03-05T09:19:00+07:00"
    assert report.authors == ("Rina Kartika",)
    assert report.outlet == "Kabar.com"


def test_open_graph_gives_what_linked_data_does_not(tmp_path):
    report = read_page(tmp_path, page(GRAPH))
    assert report.title == "Wali Kota Buka Pasar Baru"
    assert report.published == "2024-03-05T02:19:00+00:00"
    assert report.outlet == "Kabar.com"
    assert report.url == "https://www.kabar.example/1"
    assert report.authors == (), "an outlet that names itself is no author"


def test_the_time_shown_to_readers_wins_over_a_field_that_calls_local_time_utc(tmp_path):
    head = '<meta name="pubdate" content="2024-03-05T09:19:00Z">'
    report = read_page(tmp_path, page(head, "<div>Selasa, 5 Maret 2024 09:19 WIB</div>"))
    assert report.published == "2024-03-05T09:19+07:00"


def test_without_fields_the_date_printed_at_the_headline_is_taken(tmp_path):
    other = "<ul>" + "<li>Rabu, 6 Maret 2024 10:00 WIB</li>" * 3 + "</ul>"
    report = read_page(tmp_path, page("", "<div>Selasa, 5 Maret 2024 09:19 WITA</div>", PARAGRAPHS + other))
    assert report.published == "2024-03-05T09:19+08:00"


def test_the_template_language_is_not_taken_for_the_reports(tmp_path):
    assert read_page(tmp_path, page(LINKED)).language is None


def test_broken_linked_data_does_not_stop_the_reading(tmp_path):
    report = read_page(tmp_path, page('<script type="application/ld+json">{"@type": "NewsArticle", </script>' + GRAPH))
    assert report.outlet == "Kabar.com"


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_the_charset_of_the_page_is_kept(tmp_path, encoding):
    content = page(f'<meta charset="{encoding}">').replace('"Kami', "“Kami").replace('lagi,"', "lagi,”")
    assert "“Kami menunggu" in read_page(tmp_path, content, encoding).text
