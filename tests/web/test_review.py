"""The review by its page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from litestar.testing import TestClient
from stand_ins import TEXT, claim, coded, report, span, undated

from linimasa.ask.reviews import log
from linimasa.http.app import create_app
from linimasa.store import Record

WHERE = ":".join(map(str, span(TEXT, "Pyongyang")))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Record.open(tmp_path / "record.db") as record:
        record.add(coded(claim(), undated()), coder_version="v")
    return tmp_path / "record.db"


@pytest.fixture
def reviewing(path: Path) -> Iterator[TestClient[Any]]:
    with TestClient(create_app(path, reviewer="ani"), base_url="http://127.0.0.1:8714") as client:
        client.headers["x-linimasa-token"] = client.app.state.site.token
        client.headers["accept-language"] = "en"
        yield client


def _say(client: TestClient[Any], action: str, claim_id: str = "aa11bb22cc", **more: str) -> Any:
    said = {"report": "contoh-1", "claim": claim_id, "action": action, **more}
    return client.post("/review", data=said, follow_redirects=False)


def test_the_least_sure_claim_comes_first_and_a_verdict_leads_to_the_next(reviewing: TestClient[Any]) -> None:
    assert 'data-claim="aa11dd33ee"' in reviewing.get("/review").text
    assert _say(reviewing, "accept", "aa11dd33ee").status_code == 303
    page = reviewing.get("/review").text
    assert 'data-claim="aa11bb22cc"' in page
    assert "1 reviewed, 1 waiting" in page
    _say(reviewing, "reject")
    assert "All claims are reviewed" in reviewing.get("/review").text


def test_a_field_is_corrected_by_its_words_undone_and_logged(reviewing: TestClient[Any], path: Path) -> None:
    answer = _say(reviewing, "correct", field="where", span=WHERE)
    assert answer.headers["location"] == "/review?claim=aa11bb22cc"
    assert reviewing.get("/api/claims/aa11bb22cc").json()["row"]["claim"]["where"]["name"] == "Pyongyang"
    undone = reviewing.post("/review/undo", data={}, follow_redirects=False)
    assert undone.headers["location"] == "/review?claim=aa11bb22cc"
    assert reviewing.get("/api/claims/aa11bb22cc").json()["row"]["claim"]["where"]["name"] == "Wonsan"
    with Record.open(path) as record:
        (said,) = log(record)
    assert (said.reviewer, said.field, said.undone is not None) == ("ani", "where", True)
    assert "taken back" in reviewing.get("/review/log").text


def test_corrections_are_exported_as_gold(reviewing: TestClient[Any]) -> None:
    _say(reviewing, "correct", field="where", span=WHERE)
    (line,) = reviewing.get("/review/gold.jsonl").text.splitlines()
    gold = msgspec.json.decode(line)
    assert gold["claims"][0]["where"]["name"] == "Pyongyang"
    assert reviewing.get("/review/silver.jsonl").status_code == 404


@pytest.mark.parametrize(
    "said",
    [
        {"action": "praise"},
        {"action": "correct", "field": "when", "span": "0:3"},
        {"action": "correct", "field": "when", "span": "x"},
        {"action": "correct", "field": "colour"},
    ],
)
def test_what_cannot_be_said_is_named_and_changes_nothing(reviewing: TestClient[Any], said: dict[str, str]) -> None:
    assert _say(reviewing, **said).status_code == 400
    assert reviewing.post("/review/undo", data={}).status_code == 400
    assert "0 reviewed" in reviewing.get("/review").text


def test_an_empty_record_has_nothing_to_review(tmp_path: Path) -> None:
    with TestClient(create_app(tmp_path / "new.db"), base_url="http://127.0.0.1:1") as client:
        assert "/add" in client.get("/review").text
        assert client.get("/review/log").status_code == 200


def test_the_least_sure_joins_are_accepted_split_and_undone(tmp_path: Path) -> None:
    with Record.open(tmp_path / "joined.db") as record:
        record.add(coded(claim(), undated()), coder_version="v")
        other = report(id="example-2", url=None, outlet="Example Courier")
        record.add(coded(claim(id="cc33"), of=other), coder_version="v")
    with TestClient(create_app(tmp_path / "joined.db"), base_url="http://127.0.0.1:8714") as client:
        client.headers["x-linimasa-token"] = client.app.state.site.token
        client.headers["accept-language"] = "en"
        (event,) = [event["id"] for event in client.get("/api/events").json() if event["reports"] == 2]
        assert "sureness of the join" in client.get("/review/joins").text
        decided = {"action": "split", "claim": "cc33", "queue": "joins"}
        answer = client.post(f"/events/{event}/judge", data=decided, follow_redirects=False)
        assert answer.headers["location"] == "/review/joins"
        assert [event["reports"] for event in client.get("/api/events").json()] == [1, 1, 1]
        page = client.get("/review/joins").text
        assert "No join is waiting" in page
        assert client.post("/judgements/undo", data={"number": "1"}, follow_redirects=False).status_code == 303
        assert sorted(event["reports"] for event in client.get("/api/events").json()) == [1, 2]
        client.post(f"/events/{event}/judge", data={"action": "accept"})
        assert "No join is waiting" in client.get("/review/joins").text
        for wrong in ({"action": "praise"}, {"action": "split"}, {"action": "join", "other": event}):
            assert client.post(f"/events/{event}/judge", data=wrong).status_code == 400
        assert client.post("/judgements/undo", data={"number": "x"}).status_code == 400
