"""Adding reports through the workbench: what was read, what was left out, what failed and why."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from litestar.testing import TestClient
from stand_ins import stand_in_coder

from linimasa.ask.reports import reports
from linimasa.http.app import create_app
from linimasa.model import CodedReport, Report
from linimasa.store import Record
from linimasa.web.pages.add import _safe

TEXT = "Kim bertemu Lavrov\n\nKim Jong-un bertemu Lavrov di Wonsan pada Sabtu.\n\nBaca juga: Rusia dan Korut\n"


def _coder(read: Report) -> CodedReport:
    return stand_in_coder(msgspec.structs.replace(read, language="id"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "record.db"


@pytest.fixture
def adding(path: Path) -> Iterator[TestClient[Any]]:
    with TestClient(create_app(path, coder=_coder), base_url="http://127.0.0.1:8714") as client:
        client.headers["x-linimasa-token"] = client.app.state.site.token
        yield client


def _finished(client: TestClient[Any], address: str) -> str:
    for _ in range(200):
        page = client.get(address, headers={"Accept-Language": "en"}).text
        if "hx-trigger" not in page:
            return page
        time.sleep(0.02)
    raise AssertionError("the job did not end")


def _kept(path: Path) -> list[str | None]:
    with Record.open(path) as record:
        return [listed.report.outlet for listed in reports(record)]


def test_a_pasted_text_is_read_coded_and_kept(adding: TestClient[Any], path: Path) -> None:
    said = {"text": TEXT, "outlet": "Contoh <b>", "published": "2025-07-13"}
    answer = adding.post("/add/text", data=said, follow_redirects=False)
    assert answer.status_code == 303
    page = _finished(adding, answer.headers["location"])
    assert "New in this record, 1 claim" in page
    assert "read also" in page
    assert "Contoh &lt;b&gt;" in page
    assert _kept(path) == ["Contoh <b>"]


def test_files_of_every_kind_are_read_and_those_that_fail_say_why(adding: TestClient[Any], path: Path) -> None:
    files = [
        ("files", ("../../etc/a.txt", TEXT.encode(), "text/plain")),
        ("files", ("b.jsonl", b'{"id": "x", "text": "Putin bertemu Kim."}\nnot json\n', "application/json")),
        ("files", ("c.txt", b"Laporan RUSAK\n\nIni RUSAK sekali dan tidak dapat dikodekan.", "text/plain")),
        ("files", ("d.bin", b"\x00\x01\x02\xff" * 50, "application/octet-stream")),
    ]
    page = _finished(adding, adding.post("/add/files", files=files, follow_redirects=False).headers["location"])
    assert page.count("New in this record") == 2
    assert "stand-in fault" in page
    assert page.count("Failed:") >= 3
    assert "Traceback" not in page
    assert "linimasa-add-" not in page
    assert len(_kept(path)) == 2


def test_adding_the_same_again_changes_nothing(adding: TestClient[Any], path: Path) -> None:
    for said in ("New in this record", "There already, nothing changed"):
        answer = adding.post("/add/text", data={"text": TEXT}, follow_redirects=False)
        assert said in _finished(adding, answer.headers["location"])
    assert len(_kept(path)) == 1


def test_nothing_to_add_is_said(adding: TestClient[Any]) -> None:
    assert adding.post("/add/text", data={"text": " \n"}).status_code == 400
    assert adding.post("/add/files", files=[("files", ("", b""))]).status_code == 400
    assert adding.get("/add/unknown").status_code == 404


def test_adding_needs_the_token(adding: TestClient[Any], path: Path) -> None:
    del adding.headers["x-linimasa-token"]
    assert adding.post("/add/text", data={"text": TEXT}).status_code == 403
    assert adding.post("/add/files", files=[("files", ("a.txt", TEXT.encode()))]).status_code == 403
    assert _kept(path) == []


@pytest.mark.parametrize("name", ["../../x", "..", "a/b\\c.txt", "/etc/passwd", "", "\0", "x" * 300])
def test_a_files_name_cannot_leave_its_folder(tmp_path: Path, name: str) -> None:
    safe = _safe(name, 0)
    assert safe
    assert (tmp_path / safe).resolve().parent == tmp_path.resolve()
    (tmp_path / safe).write_bytes(b"")
