"""The reports, as pages and as JSON."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from litestar.testing import TestClient
from stand_ins import TEXT, claim, undated

from linimasa.http.app import create_app
from linimasa.web.highlight import paragraphs


def test_an_empty_record_says_what_to_do(tmp_path: Path) -> None:
    with TestClient(create_app(tmp_path / "new.db"), base_url="http://127.0.0.1") as client:
        for path in ("/", "/reports"):
            assert "/add" in client.get(path).text


def test_pages_come_in_the_language_asked_for(client: TestClient[Any]) -> None:
    client.cookies.clear()
    assert "Laporan terbaru" in client.get("/", headers={"Accept-Language": "id-ID,en;q=0.5"}).text
    assert "Latest reports" in client.get("/", headers={"Accept-Language": "en-GB"}).text
    assert "Laporan terbaru" in client.get("/", headers={"Accept-Language": "fr"}).text
    client.cookies.set("linimasa_language", "en")
    assert "Latest reports" in client.get("/", headers={"Accept-Language": "id"}).text
    client.cookies.clear()


def test_a_report_shows_its_text_and_the_fields_that_its_words_fill(client: TestClient[Any]) -> None:
    page = client.get("/report?id=contoh-1").text
    assert "Pemimpin Korea Utara" in page
    assert 'data-marks="aa11bb22cc:source"' in page
    assert "m-source" in page


def test_pieces_make_up_the_text_again_word_for_word() -> None:
    lines = paragraphs(TEXT, [claim(), undated()])
    assert "\n".join("".join(piece.text for piece in line) for line in lines) == TEXT
    for piece in (piece for line in lines for piece in line):
        assert TEXT[piece.start : piece.start + len(piece.text)] == piece.text
    marked = {mark: piece.text for line in lines for piece in line for mark in piece.marks}
    assert marked["aa11dd33ee:quantity"] == "11.000 tentara"


def test_a_claims_permanent_address_leads_to_its_words(client: TestClient[Any]) -> None:
    answer = client.get("/claims/aa11bb22cc", follow_redirects=False)
    assert answer.headers["location"] == "/report?id=contoh-1&claim=aa11bb22cc#claim-aa11bb22cc"


def test_what_is_not_there_is_named(client: TestClient[Any]) -> None:
    for path in ("/report?id=none", "/report", "/claims/none", "/nothing"):
        assert client.get(path).status_code == 404, path
    answer = client.get("/api/report?id=none")
    assert (answer.status_code, list(answer.json())) == (404, ["error", "message"])


def test_the_json_is_described(client: TestClient[Any]) -> None:
    assert client.get("/api/totals").json()["claims"] == 3
    assert client.get("/api/claims/aa11bb").json()["row"]["claim"]["id"] == "aa11bb22cc"
    described = client.get("/api/openapi.json").json()
    assert {"/api/totals", "/api/reports", "/api/claims/{claim_id}"} <= set(described["paths"])
    assert all(path.startswith("/api") for path in described["paths"])
