"""The views of a selection: the same claims as chart, list, table, map and network."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from litestar.testing import TestClient

VIEWS = ("/timeline", "/timeline?view=list", "/timeline?view=table", "/map", "/network", "/pair?actor=PRK&other=RUS")


@pytest.mark.parametrize("path", [*VIEWS, "/search?q=Rusia", "/search", '/search?q="'])
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_view_answers_in_both_languages(client: TestClient[Any], path: str, language: str) -> None:
    page = client.get(path, headers={"Accept-Language": language})
    assert page.status_code == 200
    assert f'<html lang="{language}"' in page.text


@pytest.mark.parametrize("path", VIEWS)
def test_a_view_of_nothing_says_what_to_do(client: TestClient[Any], path: str) -> None:
    page = client.get(path, params={"from": "1999", "to": "1999"} | dict(_pairs(path)))
    assert 'class="empty"' in page.text


def _pairs(path: str) -> list[tuple[str, str]]:
    return [
        (name, value) for name, _, value in (pair.partition("=") for pair in path.partition("?")[2].split("&")) if name
    ]


def test_the_same_address_selects_the_same_claims_in_every_view(client: TestClient[Any]) -> None:
    query = "speaker=KCNA&type=CONSULT&of=claims"
    assert {line["claim"]["id"] for line in client.get(f"/api/timeline?{query}").json()} == {"aa11bb22cc", "cc33"}
    assert client.get(f"/api/chart?{query}").json()["total"] == 2
    assert client.get(f"/api/map?{query}").json()["total"] == 2
    assert sum(client.get(f"/api/network?{query}").json()["edges"][0]["counts"]) == 2
    assert "speaker=KCNA" in client.get(f"/map?{query}").text
    of_events = query.removesuffix("&of=claims")
    (event,) = client.get(f"/api/events?{of_events}").json()
    assert event["claims"] == ["aa11bb22cc", "cc33"]
    assert client.get(f"/api/chart?{of_events}").json()["total"] == 1
    assert client.get(f"/api/map?{of_events}").json()["total"] == 1


def test_what_is_exported_is_what_is_on_screen(client: TestClient[Any]) -> None:
    answer = client.get("/timeline/csv?type=AID&of=claims")
    assert "attachment" in answer.headers["content-disposition"]
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [(row["claim"], row["start"], row["outlet"]) for row in rows] == [("aa11dd33ee", "", "Kabar Contoh")]
    assert [line["claim"]["id"] for line in client.get("/timeline/json?type=AID&of=claims").json()] == ["aa11dd33ee"]
    happened = list(csv.DictReader(io.StringIO(client.get("/timeline/csv?type=AID").content.decode("utf-8-sig"))))
    assert [(row["type"], row["reports"], row["claims"]) for row in happened] == [("AID", "1", "aa11dd33ee")]
    assert client.get("/timeline/xls").status_code == 404
    spots = list(csv.DictReader(io.StringIO(client.get("/map/csv").content.decode("utf-8-sig"))))
    assert [(spot["name"], spot["verbal_cooperation"]) for spot in spots] == [("Wonsan", "1")]
    arrows = list(csv.DictReader(io.StringIO(client.get("/network/csv?level=actor").content.decode("utf-8-sig"))))
    assert ("person:kim-jong-un", "person:sergey-lavrov") in {(arrow["source"], arrow["target"]) for arrow in arrows}


@pytest.mark.parametrize("query", ["from=yesterday", "type=MEET", "sure=much", "sure=2", "status=maybe"])
def test_a_filter_that_cannot_be_asked_for_is_named(client: TestClient[Any], query: str) -> None:
    for path in ("/timeline", "/map", "/network"):
        page = client.get(f"{path}?{query}")
        assert page.status_code == 400
        assert "Traceback" not in page.text
    assert "error" in client.get(f"/api/chart?{query}").json()
