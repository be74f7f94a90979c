"""The event's page tells its story with the reasons, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient
from stand_ins import day, record_of, said, state, tell

from linimasa.ask.events import events
from linimasa.http.app import create_app

CHINA, INDIA = state("Tiongkok", "CHN"), state("India", "IND")
Client = TestClient[Any]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Client, dict[str, str]]]:
    path: Path = tmp_path_factory.mktemp("story") / "record.db"
    act = {"type": "ASSAULT", "quad": 4}
    acts = (
        said("Tiongkok menyerang India.", source=(CHINA,), target=(INDIA,), when=day("2025-03-07"), **act),
        said("India menyerang Tiongkok.", source=(INDIA,), target=(CHINA,), when=day("2025-03-08"), **act),
    )
    planned = {"type": "CONSULT", "quad": 1, "status": "planned", "when": day("2025-01-05")}
    plan = said("Tiongkok akan bertemu India.", source=(CHINA,), target=(INDIA,), **planned)
    reports = (tell("satu", *acts), tell("dua", *acts), tell("tiga", plan, published="2025-01-01"))
    with record_of(path, *reports) as record:
        ids = {event.when.start: event.id for event in events(record) if event.when}
    with TestClient(create_app(path), base_url="http://127.0.0.1:8714") as client:
        yield client, ids


@pytest.mark.parametrize(
    ("language", "answer", "gap", "unfulfilled"),
    [
        (
            "id",
            "pihak lain bertindak terhadap pihak ini, 1 hari kemudian; 2 laporan menceritakan keduanya",
            "1 hari sebelumnya; 2 laporan menceritakan keduanya",
            "sampai 13 Jul 2025 tidak ada laporan bahwa itu telah terjadi",
        ),
        (
            "en",
            "the other side acts against this one, 1 day later; 2 reports tell both",
            "1 day before; 2 reports tell both",
            "no report up to 13 Jul 2025 tells of it as done",
        ),
    ],
)
def test_the_story_says_why_in_the_language_of_the_reader(
    told: tuple[Client, dict[str, str]], language: str, answer: str, gap: str, unfulfilled: str
) -> None:
    client, ids = told
    pages = {
        when: client.get(f"/events/{found}", headers={"Accept-Language": language}).text for when, found in ids.items()
    }
    assert answer in pages["2025-03-07"]
    assert gap in pages["2025-03-08"]
    assert unfulfilled in pages["2025-01-05"]
    assert unfulfilled not in pages["2025-03-07"]
