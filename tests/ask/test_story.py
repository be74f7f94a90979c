"""The story of an event: what stands before and after it between the same sides, and why."""

from __future__ import annotations

from pathlib import Path

from stand_ins import day, record_of, said, state, tell

from linimasa.ask.events import events
from linimasa.ask.story import Story, story
from linimasa.store import Record

CHINA, INDIA = state("Tiongkok", "CHN"), state("India", "IND")


def _act(words: str, when: str, *, back: bool = False, status: str = "actual") -> tuple[str, dict[str, object]]:
    one, other = (INDIA, CHINA) if back else (CHINA, INDIA)
    fields = {"type": "ASSAULT", "quad": 4, "source": (one,), "target": (other,), "when": day(when), "status": status}
    return said(words, **fields)


def _of(record: Record, when: str) -> Story:
    found = [one for one in events(record) if one.when and one.when.start == when]
    return story(record, found[0].id)


def test_what_answers_an_event_says_how_many_days_later_and_that_reports_tell_both(tmp_path: Path) -> None:
    acts = (
        _act("Tiongkok menyerang India pada Jumat.", "2025-03-07"),
        _act("India menyerang Tiongkok pada Senin.", "2025-03-10", back=True),
    )
    with record_of(tmp_path / "r.db", tell("satu", *acts), tell("dua", *acts)) as record:
        (answer,) = _of(record, "2025-03-07").threads
        (cause,) = _of(record, "2025-03-10").threads
    assert (answer.bond, answer.days, answer.together) == ("answered by", 3, 2)
    assert answer.reason == "the other side acts against this one, 3 days later; 2 reports tell both"
    assert (cause.bond, cause.days, cause.together) == ("answers", -3, 2)


def test_a_plan_that_no_later_report_tells_as_done_says_up_to_which_day(tmp_path: Path) -> None:
    plan = _act("Tiongkok akan menyerang India pada Jumat.", "2025-03-07", status="planned")
    later = _act("India menyerang Tiongkok pada Mei.", "2025-05-30", back=True)
    reports = (tell("satu", plan, published="2025-03-01"), tell("dua", later, published="2025-06-02"))
    with record_of(tmp_path / "r.db", *reports) as record:
        told, other = _of(record, "2025-03-07"), _of(record, "2025-05-30")
    assert told.latest == "2025-06-02"
    assert told.unfulfilled == "planned for 2025-03-07; no report up to 2025-06-02 tells of it as done"
    assert (other.latest, other.unfulfilled) == (None, None)


def _met(when: str) -> tuple[str, dict[str, object]]:
    fields = {"type": "CONSULT", "quad": 1, "source": (INDIA,), "target": (CHINA,), "when": day(when)}
    return said("India bertemu Tiongkok pada hari itu.", **fields)


def _promised(when: str) -> tuple[str, dict[str, object]]:
    """A meeting to come, as PLOVER codes it."""
    fields = {"type": "AGREE", "quad": 1, "source": (CHINA,), "target": (INDIA,), "when": day(when)}
    return said("Tiongkok akan bertemu India.", **fields, status="planned")


def test_a_meeting_fulfils_the_agreement_to_meet(tmp_path: Path) -> None:
    reports = (
        tell("satu", _promised("2025-03-07"), published="2025-03-01"),
        tell("dua", _met("2025-03-08"), published="2025-03-09"),
    )
    with record_of(tmp_path / "r.db", *reports) as record:
        plan, held = _of(record, "2025-03-07"), _of(record, "2025-03-08")
    assert ([thread.bond for thread in plan.threads], plan.unfulfilled) == (["plan of"], None)
    assert [thread.bond for thread in held.threads] == ["planned as"]


def test_a_meeting_weeks_later_is_not_what_was_planned(tmp_path: Path) -> None:
    reports = (
        tell("satu", _promised("2025-03-07"), published="2025-03-01"),
        tell("dua", _met("2025-04-02"), published="2025-04-03"),
    )
    with record_of(tmp_path / "r.db", *reports) as record:
        plan = _of(record, "2025-03-07")
    assert [thread.bond for thread in plan.threads] == ["after"]
    assert plan.unfulfilled is not None
