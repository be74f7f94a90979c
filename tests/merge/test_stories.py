"""Short reports, coded and put together: what a reader would take for one event is one, and nothing else is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from linimasa.ask import events
from linimasa.model import Event, Report
from linimasa.pipeline import CODER_VERSION, code_report
from linimasa.store import Record

Tell = Callable[..., list[Event]]


@pytest.fixture
def told(tmp_path: Path) -> Iterator[Tell]:
    """Gives the events of reports, each as (language, day of publication, headline, body)."""
    with Record.open(tmp_path / "record.db") as record:

        def tell(*reports: tuple[str, str, str, str]) -> list[Event]:
            for number, (language, published, title, body) in enumerate(reports):
                text = f"{title}\n{body}"
                report = Report(
                    f"r{number}", text, title, outlet=f"Koran {number}", language=language, published=published
                )
                record.add(code_report(report), coder_version=CODER_VERSION)
            record.merge()
            return events(record)

        yield tell


def of_type(found: list[Event], kind: str, status: str = "actual") -> list[Event]:
    return [one for one in found if one.type == kind and one.status == status]


LAVROV_MEETS = (
    "Pemimpin Korea Utara Kim Jong-un bertemu Menteri Luar Negeri Rusia Sergey Lavrov di Wonsan pada {} Juli 2025."
)
STRIKE = "Pasukan Rusia menyerang Kyiv dengan rudal pada {}, menewaskan {} orang."


def test_one_meeting_in_two_languages_is_one_event(told: Tell) -> None:
    english = "Russian Foreign Minister Sergey Lavrov met North Korean leader Kim Jong Un in Wonsan on July 12."
    found = told(
        ("id", "2025-07-13", "Kim terima Lavrov", LAVROV_MEETS.format(12)),
        ("en", "2025-07-13", "Lavrov in Wonsan", english),
    )
    assert [one.reports for one in of_type(found, "CONSULT")] == [2]


def test_two_days_of_one_meeting_are_one_event_with_a_dispute(told: Tell) -> None:
    title = "Kim terima Lavrov"
    found = told(*(("id", "2025-07-14", title, LAVROV_MEETS.format(day)) for day in (12, 13)))
    (met,) = of_type(found, "CONSULT")
    assert (met.reports, met.disputed) == (2, ("when",))


def test_strikes_of_two_days_are_two_events(told: Tell) -> None:
    english = "Russian forces attacked Kyiv with missiles on Monday, July 7, killing three people."
    found = told(
        ("id", "2025-07-08", "Rusia serang Kyiv", STRIKE.format("Senin (7/7/2025)", "tiga")),
        ("id", "2025-07-09", "Rusia serang Kyiv", STRIKE.format("Selasa (8/7/2025)", "empat")),
        ("en", "2025-07-08", "Russia strikes Kyiv", english),
    )
    days = {(one.when.start, one.when.end) for one in of_type(found, "ASSAULT") if one.when}
    assert days == {("2025-07-07", "2025-07-07"), ("2025-07-08", "2025-07-08")}
    assert not any("when" in one.disputed for one in of_type(found, "ASSAULT"))


def test_a_meeting_and_its_planning_are_two_events(told: Tell) -> None:
    who = "Menteri Luar Negeri Rusia Sergey Lavrov"
    found = told(
        ("id", "2025-07-10", "Rencana kunjungan", f"{who} akan bertemu Kim Jong-un di Wonsan pada Sabtu (12/7/2025)."),
        ("id", "2025-07-13", "Pertemuan di Wonsan", f"{who} bertemu Kim Jong-un di Wonsan pada Sabtu (12/7/2025)."),
    )
    (held,) = of_type(found, "CONSULT")
    (planned,) = [one for one in found if one.status == "planned"]
    assert [origin.reports for origin in held.origins] == [("r1",)]
    assert [origin.reports for origin in planned.origins] == [("r0",)]


def test_meetings_with_two_ministers_are_two_events(told: Tell) -> None:
    body = "Presiden Rusia Vladimir Putin bertemu {} di Beijing pada Rabu (3/9/2025)."
    whom = ("Presiden China Xi Jinping", "Perdana Menteri India Narendra Modi")
    found = told(*(("id", "2025-09-04", "Pertemuan di Beijing", body.format(name)) for name in whom))
    assert [one.reports for one in of_type(found, "CONSULT")] == [1, 1]


def test_a_toll_that_rises_is_told_as_an_update(told: Tell) -> None:
    tolls = (("2025-07-07", "tiga"), ("2025-07-09", "tujuh"))
    body = [(published, STRIKE.format("Senin (7/7/2025)", killed)) for published, killed in tolls]
    found = told(*(("id", published, "Rusia serang Kyiv", words) for published, words in body))
    updated = [one for one in found if "killed" in one.fields]
    assert updated
    for one in updated:
        assert {value.relation for value in one.fields["killed"]} == {"same", "update"}
        assert one.reports == 2
