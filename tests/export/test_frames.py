"""Answers as data frames."""

from __future__ import annotations

from pathlib import Path

import pytest
from stand_ins import claim, coded, report

from linimasa.ask import compare, events, timeline
from linimasa.export.frames import claim_frame, comparison_frame, event_frame
from linimasa.store import Record

pd = pytest.importorskip("pandas")


@pytest.fixture
def record(tmp_path: Path) -> Record:
    opened = Record.open(tmp_path / "frames.db")
    undated = claim(id="bb11bb22cc", type="AID", when=None, where=None)
    opened.add(coded(claim(), undated, of=report()), coder_version="v")
    opened.merge()
    return opened


def test_events_are_rows_with_days_as_timestamps(record: Record) -> None:
    frame = event_frame(events(record))
    assert len(frame) == 2
    meeting = frame[frame["type"] == "CONSULT"].iloc[0]
    assert meeting["start"] == pd.Timestamp(claim().when.start)
    assert meeting["source_ids"] == "person:kim-jong-un"
    assert (meeting["reports"], meeting["origins"]) == (1, 1)


def test_an_undated_event_has_no_day(record: Record) -> None:
    frame = event_frame(events(record))
    assert pd.isna(frame[frame["type"] == "AID"].iloc[0]["start"])


def test_claims_keep_their_words(record: Record) -> None:
    frame = claim_frame(timeline(record))
    row = timeline(record)[0]
    assert frame.loc[row.claim.id, "sentence"] == row.sentence


def test_a_comparison_has_a_row_for_each_claim_of_each_field(record: Record) -> None:
    meeting = next(event for event in events(record) if event.type == "CONSULT")
    frame = comparison_frame(compare(record, meeting.id))
    assert set(frame["field"]) >= {"when", "where", "source", "target"}
    assert set(frame["claim"]) == {claim().id}


def test_no_answer_is_an_empty_frame() -> None:
    assert event_frame([]).empty
