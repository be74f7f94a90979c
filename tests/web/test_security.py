"""Other pages are kept out, and nothing of a report is ever more than text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient
from stand_ins import claim, coded, report

from linimasa.http.app import create_app
from linimasa.store import Record

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'><b>"


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8714", "127.0.0.1.evil.example", "", "[::2]:8714"])
def test_a_foreign_host_name_is_refused(client: TestClient[Any], host: str) -> None:
    answer = client.get("/", headers={"Host": host})
    assert answer.status_code == 421
    assert "linimasa" in answer.text


@pytest.mark.parametrize("host", ["127.0.0.1:8714", "localhost:9", "[::1]:8714", "LOCALHOST"])
def test_loopback_names_are_answered(client: TestClient[Any], host: str) -> None:
    assert client.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("path", ["/", "/reports", "/api/totals", "/static/css/base.css", "/nothing"])
def test_every_answer_forbids_what_is_not_ours(client: TestClient[Any], path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"


def test_a_change_needs_the_token(client: TestClient[Any], token: str) -> None:
    choice = {"language": "en", "back": "/reports"}
    refused = client.post("/preferences", data=choice, follow_redirects=False)
    assert refused.status_code == 403
    assert "linimasa_language" not in refused.cookies
    taken = client.post("/preferences", data={**choice, "token": token}, follow_redirects=False)
    assert (taken.status_code, taken.headers["location"]) == (303, "/reports")
    assert taken.cookies["linimasa_language"] == "en"


def test_a_change_asked_for_by_another_page_is_refused_even_with_the_token(client: TestClient[Any], token: str) -> None:
    for origin in ("http://evil.example", "null", "http://127.0.0.1:1"):
        answer = client.post("/preferences", data={"token": token}, headers={"Origin": origin}, follow_redirects=False)
        assert answer.status_code == 403, origin


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"])
def test_a_choice_leads_back_to_our_own_pages_only(client: TestClient[Any], token: str, back: str) -> None:
    answer = client.post("/preferences", data={"token": token, "back": back}, follow_redirects=False)
    assert answer.headers["location"] == "/"


def test_a_hostile_report_is_shown_as_text(tmp_path: Path) -> None:
    text = f"{HOSTILE}\nKim bertemu Lavrov {HOSTILE}."
    evidence = {"evidence": claim().evidence.__class__((len(HOSTILE) + 1, len(text)), (len(HOSTILE) + 1, len(text)))}
    made = claim(source=(), target=(), according_to=(), when=None, where=None, **evidence)
    with Record.open(tmp_path / "r.db") as record:
        hostile = report(id="../x?y#z", text=text, title=HOSTILE, outlet=HOSTILE, url="javascript:alert(1)")
        record.add(coded(made, of=hostile, voices=()), coder_version="v")
    with TestClient(create_app(tmp_path / "r.db"), base_url="http://127.0.0.1:1") as client:
        for path in ("/", "/reports", f"/reports?outlet={HOSTILE}", f"/claims/{made.id}"):
            page = client.get(path)
            assert page.status_code == 200, path
            assert "<script>alert" not in page.text
            assert "<img src=x" not in page.text
            assert 'href="javascript:' not in page.text
