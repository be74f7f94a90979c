"""The demo: one story that its reports tell differently, from reading to the timeline."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import msgspec
import pytest
from stand_ins import claim, coded
from typer.testing import CliRunner

from linimasa.ask import Filters, Row, compare, events, timeline
from linimasa.cli.main import app
from linimasa.model import Report
from linimasa.store import Record


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Record]]:
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    result = CliRunner().invoke(app, ["demo", "--record", str(path)], env={"COLUMNS": "100"})
    assert result.exit_code == 0, result.output
    with Record.open(path, create=False) as record:
        yield result.stdout, record


def _reports(record: Record) -> list[Report]:
    return [msgspec.json.decode(row["payload"], type=Report) for row in record.select("SELECT payload FROM report")]


def _meetings(record: Record) -> list[Row]:
    """What the reports claim of Kim's meeting with Lavrov."""
    rows = timeline(record, Filters(pair=("Kim Jong-un", "Lavrov"), types=("CONSULT",), since="2025-07"))
    return [row for row in rows if row.claim.when]


def test_every_report_is_read_in_full_and_coded(demo: tuple[str, Record]) -> None:
    reports = _reports(demo[1])
    assert len(reports) == 14
    assert sum(report.language == "id" for report in reports) >= 8
    assert sum(report.language == "en" for report in reports) >= 4
    assert len({report.outlet for report in reports} - {None}) == 14
    assert all(report.published for report in reports)
    assert not demo[1].select("SELECT id FROM report WHERE not_coded IS NOT NULL")
    assert not demo[1].select("SELECT id FROM report WHERE n NOT IN (SELECT report FROM claim)")


def test_what_is_not_the_article_is_left_out_with_its_reason(demo: tuple[str, Record]) -> None:
    reports = _reports(demo[1])
    reasons = {dropped.why for report in reports for dropped in report.dropped}
    assert {"read also", "byline", "caption", "repeated headline", "origin", "advertisement"} <= reasons
    for report in reports:
        assert "Baca juga" not in report.text
        assert "Artikel ini" not in report.text


def test_the_reports_disagree_where_and_when(demo: tuple[str, Record]) -> None:
    meetings = _meetings(demo[1])
    assert {row.claim.where.name for row in meetings if row.claim.where} >= {"Wonsan", "Pyongyang"}
    days = {(row.claim.when.start, row.claim.when.end) for row in meetings if row.claim.when}
    assert days >= {("2025-07-12", "2025-07-12"), ("2025-07-13", "2025-07-13")}


def test_the_reports_disagree_how_many(demo: tuple[str, Record]) -> None:
    numbers = {quantity.value for row in timeline(demo[1]) for quantity in row.claim.quantities}
    assert {10_000, 11_000, 6_000, 4_000} <= numbers


def test_the_events_are_printed_with_what_to_type_next(demo: tuple[str, Record]) -> None:
    printed = demo[0]
    for words in ("Wonsan", "Pyongyang", "KCNA", "independent origins", "disputed", "origins"):
        assert words in printed
    assert str(demo[1].path) in printed


def test_the_meeting_is_one_event_in_dispute_and_no_other(demo: tuple[str, Record]) -> None:
    record = demo[1]
    told = max(events(record), key=lambda event: event.reports)
    assert {actor.id for actor in (*told.source, *told.target)} == {"person:kim-jong-un", "person:sergey-lavrov"}
    assert told.reports >= 9
    assert len(told.origins) < told.reports
    assert {"when", "where"} <= set(told.disputed)
    fields = {field.name: field for field in compare(record, told.id).fields}
    places = {value.value: value.relation for value in fields["where"].values}
    assert (places["Wonsan (PRK)"], places["Pyongyang (PRK)"]) == ("same", "dispute")
    others = [event for event in events(record) if event.type == "CONSULT" and event.id != told.id]
    met = {actor.id for event in others for actor in (*event.source, *event.target)}
    assert {"person:marco-rubio", "person:choe-son-hui"} <= met


def test_the_demo_can_be_run_again(demo: tuple[str, Record]) -> None:
    result = CliRunner().invoke(app, ["demo", "--record", str(demo[1].path)], env={"COLUMNS": "100"})
    assert (result.exit_code, result.stdout) == (0, demo[0])


def test_the_demos_own_record_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "linimasa" / "demo.db"
    with Record.open(path) as record:
        record.add(coded(claim()), coder_version="v")
    result = CliRunner().invoke(app, ["demo", "--quiet"], env={"XDG_DATA_HOME": str(tmp_path), "LINIMASA_RECORD": ""})
    assert result.exit_code == 0
    with Record.open(path) as record:
        assert len(_reports(record)) == 14


def test_every_example_says_that_it_is_one() -> None:
    folder = Path(str(resources.files("linimasa").joinpath("data", "demo")))
    for path in folder.iterdir():
        text = path.read_text(encoding="utf-8")
        lines = text.splitlines() if path.suffix == ".jsonl" else [text]
        for report in lines:
            assert "example.com" in report, path
