"""What goes wrong is said in the reader's language; the library's sentence stands below as the detail."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient
from stand_ins import claim, coded

from linimasa.ask import show
from linimasa.errors import AmbiguousIdError, DateError, InputError, NotInRecordError, ReadOnlyError, RecordInUseError
from linimasa.http.app import create_app
from linimasa.language.files import LANGUAGES
from linimasa.store import Record, database
from linimasa.web.failed import because
from linimasa.web.words import Words

Client = TestClient[Any]


def _finished(client: Client, address: str, language: str) -> str:
    for _ in range(200):
        page = client.get(address, headers={"Accept-Language": language}).text
        if "hx-trigger" not in page:
            return page
        time.sleep(0.02)
    raise AssertionError("the job did not end")


@pytest.mark.parametrize(
    ("path", "status", "indonesian", "english", "detail"),
    [
        ("/claims/nothing", 404, "tidak memuat yang dicari", "does not have what was asked for", "no claim"),
        ("/timeline?from=kemarin", 400, "Tanggalnya keliru", "The date is wrong", "is not a date"),
        ("/timeline?from=2025&to=2024", 400, "Tanggalnya keliru", "The date is wrong", "before the beginning"),
        ("/pair?actor=PRK", 400, "terdiri atas dua aktor", "A pair has two actors", ""),
    ],
)
def test_a_page_says_what_is_wrong_in_the_readers_language(
    client: Client, path: str, status: int, indonesian: str, english: str, *, detail: str
) -> None:
    for language, words in (("id", indonesian), ("en", english)):
        page = client.get(path, headers={"Accept-Language": language})
        assert page.status_code == status
        assert re.search(rf"<p>[^<]*{words}", page.text), page.text
        assert (Words.of(language)("failure.detail") in page.text) == bool(detail)
        assert detail in page.text


def test_an_id_that_means_several_claims_asks_for_more_of_it(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    with Record.open(path) as record:
        record.add(coded(claim(id="aa11"), claim(id="aa22")), coder_version="v")
        with pytest.raises(AmbiguousIdError, match="write more of it"):
            show(record, "aa")
    with TestClient(create_app(path), base_url="http://127.0.0.1:8714") as client:
        page = client.get("/claims/aa", headers={"Accept-Language": "id"})
        assert page.status_code == 400
        assert "Tulis lebih panjang" in page.text
        answer = client.get("/api/claims/aa", headers={"Accept-Language": "id"}).json()
    assert "begins the ids of several claims" in answer["error"]
    assert "Tulis lebih panjang" in answer["message"]


def test_a_file_that_is_no_report_is_told_so_in_both_languages(client: Client, token: str) -> None:
    begun = client.post("/add/files", data={"token": token}, files={"files": ("rusak.jsonl", b"{not json\n")})
    for language, words in (("id", "tidak dapat dibaca sebagai laporan"), ("en", "cannot be read as a report")):
        page = _finished(client, begun.url.path, language)
        assert words in page
        assert "not valid JSON" in page


def test_a_record_that_another_program_holds_is_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)
    path = tmp_path / "record.db"
    with Record.open(path):
        pass
    holder = database.connect(path)
    holder.execute("BEGIN EXCLUSIVE")
    try:
        with Record.open(path) as record, pytest.raises(RecordInUseError, match="in use"):
            record.add(coded(claim()), coder_version="v")
    finally:
        holder.rollback()
        holder.close()


@pytest.mark.parametrize(
    "kind", [NotInRecordError, AmbiguousIdError, DateError, ReadOnlyError, RecordInUseError, InputError]
)
def test_each_common_error_has_a_message_in_both_languages(kind: type[Exception]) -> None:
    key = because(kind("wrong"))
    assert all(Words.of(language).has(f"because.{key}") for language in LANGUAGES), key
