"""JSON Lines, JSON arrays, and records that linimasa wrote itself."""

from __future__ import annotations

import gzip
import io
import json
import sys

import msgspec
import pytest

from linimasa.model import CodedReport
from linimasa.read import read

ENTRY = {
    "id": "kabar-1",
    "url": "https://kabar.example/1?utm_source=rss",
    "outlet": "kabar.example",
    "language": "id",
    "title": "Wali Kota Buka Pasar Baru",
    "published": "2024-03-05",
    "text": "MEDAN - Wali kota membuka pasar baru.\nBaca juga: Harga Beras Turun\nPasar itu ramai.",
}


def write(path, *entries):
    path.write_text("".join(json.dumps(entry) + "\n" for entry in entries))
    return path


def test_the_fields_of_a_line_are_the_reports(tmp_path):
    (report,) = read(write(tmp_path / "a.jsonl", ENTRY))
    assert (report.id, report.url, report.outlet, report.language) == ("kabar-1", ENTRY["url"], "kabar.example", "id")
    assert report.published == "2024-03-05"
    assert report.text == "Wali Kota Buka Pasar Baru\nMEDAN - Wali kota membuka pasar baru.\nPasar itu ramai."
    assert report.dateline == "MEDAN"
    assert report.path == str(tmp_path / "a.jsonl")
    assert [line.why for line in report.dropped] == ["read also"]


def test_the_headline_repeated_in_the_text_is_left_out(tmp_path):
    (report,) = read(write(tmp_path / "a.jsonl", {**ENTRY, "text": ENTRY["title"] + "\nPasar itu ramai."}))
    assert report.text == "Wali Kota Buka Pasar Baru\nPasar itu ramai."


def test_a_first_line_that_is_a_date_dates_the_report_only_where_nothing_else_does(tmp_path):
    text = "Sunday, September 15, 2019\u00a0\n\nPolice closed the market."
    entries = [
        {"title": "Market closed", "text": text},
        {"title": "Market closed", "text": text, "published": "2019-09-16"},
    ]
    reports = list(read(write(tmp_path / "a.jsonl", *entries)))
    assert [report.published for report in reports] == ["2019-09-15", "2019-09-16"]
    assert all(report.dropped[0].why == "date line" for report in reports)


@pytest.mark.parametrize("packed", [False, True])
def test_arrays_lines_and_gzip_give_the_same_reports(tmp_path, packed):
    open_file = gzip.open if packed else open
    suffix = ".gz" if packed else ""
    with open_file(tmp_path / f"a.json{suffix}", "wt") as file:
        json.dump([ENTRY, {**ENTRY, "id": "kabar-2"}], file, indent=1)
    with open_file(tmp_path / f"a.jsonl{suffix}", "wt") as file:
        file.write(json.dumps(ENTRY) + "\n" + json.dumps({**ENTRY, "id": "kabar-2"}))
    arrays = list(read(tmp_path / f"a.json{suffix}"))
    lines = list(read(tmp_path / f"a.jsonl{suffix}"))
    assert [report.id for report in arrays] == ["kabar-1", "kabar-2"]
    assert [(report.id, report.text) for report in arrays] == [(report.id, report.text) for report in lines]


def test_lines_that_linimasa_wrote_give_back_the_same_reports(tmp_path):
    (report,) = read(write(tmp_path / "a.jsonl", ENTRY))
    path = tmp_path / "coded.jsonl"
    path.write_bytes(msgspec.json.encode(CodedReport(report=report, voices=(), claims=())))
    assert list(read(path)) == [report]


def test_standard_input_is_read(monkeypatch, tmp_path):
    path = write(tmp_path / "a.jsonl", ENTRY)
    with path.open() as file:
        monkeypatch.setattr(sys, "stdin", file)
        (report,) = read("-")
        assert not file.closed
    assert report.id == "kabar-1"
    assert report.path is None


def test_standard_input_without_a_descriptor_is_read(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(json.dumps(ENTRY).encode())))
    assert [report.id for report in read("-")] == ["kabar-1"]


def test_globs_and_folders_are_read_in_the_order_of_names(tmp_path):
    (tmp_path / "deep").mkdir()
    write(tmp_path / "b.jsonl", {**ENTRY, "id": "b"})
    write(tmp_path / "a.jsonl", {**ENTRY, "id": "a"})
    write(tmp_path / "deep" / "c.jsonl", {**ENTRY, "id": "c"})
    write(tmp_path / ".hidden.jsonl", {**ENTRY, "id": "hidden"})
    assert [report.id for report in read(tmp_path)] == ["a", "b", "c"]
    assert [report.id for report in read(str(tmp_path / "*.jsonl"))][-2:] == ["a", "b"]
    assert [report.id for report in read(str(tmp_path / "**" / "c.jsonl"))] == ["c"]


def test_markup_left_in_a_text_is_taken_out(tmp_path):
    text = "<p>Wali kota &amp; wakilnya tiba.</p><p>Pasar itu <b>ramai</b>.</p>"
    (report,) = read(write(tmp_path / "a.jsonl", {"title": "Pasar", "text": text}))
    assert report.text == "Pasar\nWali kota & wakilnya tiba.\nPasar itu ramai."


def test_a_line_in_windows_encoding_is_read(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_bytes(
        '{"title": "Pasar", "text": "Wali kota menyebut “pasar baru” itu ramai sekali pagi ini."}'.encode("cp1252")
    )
    (report,) = read(path)
    assert "“pasar baru”" in report.text


def test_a_hidden_file_is_skipped_by_a_glob_too(tmp_path):
    write(tmp_path / "a.jsonl", ENTRY)
    write(tmp_path / ".b.jsonl", ENTRY)
    assert len(list(read(str(tmp_path / "*.jsonl")))) == 1
