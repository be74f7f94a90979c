"""What the reader says of input that is no report."""

from __future__ import annotations

import gzip
import json

import pytest

from linimasa.errors import InputError
from linimasa.read import ReadOptions, read, read_text

GOOD = "Menteri Tiba di Medan\n\nMedan: Menteri Perhubungan tiba di Medan pada Senin pagi untuk meninjau bandara.\n"


def message_of(path, **options):
    with pytest.raises(InputError) as caught:
        list(read(path, options=ReadOptions(**options)))
    return str(caught.value)


def test_a_missing_file_is_named(tmp_path):
    path = tmp_path / "nowhere.txt"
    assert message_of(path) == f"{path}: no such file; check the path"


@pytest.mark.parametrize("path", ["", " "])
def test_an_empty_path_is_not_the_whole_folder(path):
    assert message_of(path).startswith("an empty path; name a file")


@pytest.mark.parametrize("content", [b"", b"  \n\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_named(tmp_path, content):
    path = tmp_path / "empty.txt"
    path.write_bytes(content)
    message = message_of(path)
    assert str(path) in message
    assert "empty" in message or "no text" in message


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7\n1 0 obj", "PDF"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "PNG"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG"),
        (b"PK\x03\x04\x14\x00\x06\x00", "ZIP"),
        (b"SQLite format 3\x00\x10\x00", "SQLite"),
    ],
)
def test_a_binary_file_is_told_by_its_kind(tmp_path, content, kind):
    path = tmp_path / "report.txt"
    path.write_bytes(content)
    message = message_of(path)
    assert str(path) in message
    assert kind in message
    assert "; " in message, "the message says what to do"


def test_bytes_of_no_kind_are_told_as_binary(tmp_path):
    path = tmp_path / "blob"
    path.write_bytes(bytes(range(256)) * 40)
    assert "binary" in message_of(path)


def test_a_damaged_gzip_file_is_named(tmp_path):
    path = tmp_path / "news.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"text": "x"}\n' * 5000)[:-40])
    message = message_of(path)
    assert str(path) in message
    assert "gzip" in message


def test_a_page_without_an_article_says_so(tmp_path):
    path = tmp_path / "menu.html"
    path.write_text("<!doctype html><html><body><ul><li><a href='/'>Beranda</a><li>Masuk</ul></body></html>")
    message = message_of(path)
    assert str(path) in message
    assert "no article" in message


def test_text_beyond_the_limit_says_the_limit_and_how_to_raise_it(tmp_path):
    path = tmp_path / "long.txt"
    path.write_text(GOOD + "Kalimat ini berulang. " * 1000)
    message = message_of(path, max_characters=2000)
    assert "2,000" in message
    assert "max_characters" in message


def test_fifty_megabytes_of_text_are_refused_without_being_read_whole(tmp_path):
    path = tmp_path / "huge.txt"
    with path.open("w") as file:
        for _ in range(50):
            file.write("Kalimat ini berulang-ulang saja. " * 32_000)
    message = message_of(path)
    assert str(path) in message
    assert "max_characters" in message


def test_a_line_of_json_beyond_the_limit_is_named(tmp_path):
    path = tmp_path / "long.jsonl"
    path.write_text(json.dumps({"text": "Kalimat. " * 500}) + "\n")
    assert f"{path}, line 1" in message_of(path, max_characters=1000)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('{"id": "a", "title": "Judul"}', '"text"'),
        ('{"text": ""}', '"text"'),
        ('{"text": 5}', '"text" is a number'),
        ('{"text": "Isi.", "title": ["x"]}', '"title" is an array'),
        ("[1, 2]", "an array"),
        ('{"text": "Isi."', "not valid JSON"),
    ],
)
def test_a_bad_line_of_json_is_named_by_its_number(tmp_path, line, says):
    path = tmp_path / "news.jsonl"
    path.write_text('{"text": "Presiden tiba di Medan."}\n\n' + line + "\n")
    message = message_of(path)
    assert f"{path}, line 3" in message
    assert says in message


def test_the_rest_of_a_folder_is_read_when_one_file_is_bad(tmp_path):
    (tmp_path / "a.txt").write_text(GOOD)
    (tmp_path / "b.txt").write_bytes(b"%PDF-1.4 ...")
    (tmp_path / "c.jsonl").write_text(
        '{"text": "Presiden tiba di Medan."}\n{"title": "tanpa isi"}\n{"text": "Ia pulang."}\n'
    )
    errors: list[InputError] = []
    reports = list(read(tmp_path, on_error=errors.append))
    assert len(reports) == 3
    assert [str(error).split(":")[0].rsplit("/", 1)[-1] for error in errors] == ["b.txt", "c.jsonl, line 2"]


def test_without_a_handler_the_bad_file_of_a_folder_is_raised(tmp_path):
    (tmp_path / "b.txt").write_bytes(b"%PDF-1.4 ...")
    with pytest.raises(InputError):
        list(read(tmp_path))


def test_an_empty_folder_and_a_glob_without_files_are_named(tmp_path):
    assert "empty folder" in message_of(tmp_path)
    assert "no file matches" in message_of(str(tmp_path / "*.txt"))


def test_a_date_that_does_not_exist_leaves_the_report_readable():
    report = read_text(GOOD, published="31 Februari 2025")
    assert report.published is None
    assert [(line.text, line.why) for line in report.dropped] == [("31 Februari 2025", "impossible date")]


def test_empty_text_is_refused():
    with pytest.raises(InputError, match="empty"):
        read_text(" \n ")
