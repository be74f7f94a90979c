"""A record and its workbench, for tests of pages and JSON."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient
from stand_ins import claim, coded, report, undated

from linimasa.http.app import create_app
from linimasa.store import Record

Client = TestClient[Any]


@pytest.fixture(scope="module")
def record_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("web") / "record.db"
    with Record.open(path) as record:
        record.add(coded(claim(), undated()), coder_version="v1")
        other = report(id="example-2", url=None, title="Kim meets Lavrov", outlet="Example Courier", language="en")
        record.add(coded(claim(id="cc33"), of=other), coder_version="v1")
    return path


@pytest.fixture(scope="module")
def client(record_path: Path) -> Iterator[Client]:
    with TestClient(create_app(record_path), base_url="http://127.0.0.1:8714") as client:
        yield client


@pytest.fixture
def token(client: Client) -> str:
    site: Any = client.app.state.site
    return str(site.token)
