"""What a person said of a claim: kept, undone, and never lost to a new coding."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from stand_ins import TEXT, claim, coded, report, span, undated

from linimasa.ask import Filters, timeline
from linimasa.ask.reviews import gold, log, progress, queue
from linimasa.coding.correct import Correction, corrected
from linimasa.errors import NotInRecordError, QueryError
from linimasa.model import Claim, Place
from linimasa.store import Record, Verdict

MEETING, SENDING = claim(), undated()
PYONGYANG = Place("Pyongyang", "PRK", precision="city", span=span(TEXT, "Pyongyang"))
MOVED = msgspec.structs.replace(MEETING, where=PYONGYANG)


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record.open(tmp_path / "record.db") as opened:
        opened.add(coded(MEETING, SENDING), coder_version="v1")
        yield opened


def _claims(record: Record) -> dict[str, Claim]:
    return {row.claim.id: row.claim for row in timeline(record)}


def _say(record: Record, claim_id: str, **verdict: object) -> int:
    return record.review("contoh-1", claim_id, Verdict(reviewer="ani", **verdict)).number  # type: ignore[arg-type]


def test_the_least_sure_claims_wait_first_and_leave_the_queue_when_reviewed(record: Record) -> None:
    assert [row.claim.id for row in queue(record)] == [SENDING.id, MEETING.id]
    _say(record, SENDING.id, action="accept")
    assert [row.claim.id for row in queue(record)] == [MEETING.id]
    assert (progress(record).reviewed, progress(record).waiting) == (1, 1)


def test_a_correction_is_asked_by_and_can_be_undone(record: Record) -> None:
    number = _say(record, MEETING.id, action="correct", field="where", after=MOVED)
    assert [row.claim.id for row in timeline(record, Filters(place="Pyongyang"))] == [MEETING.id]
    assert timeline(record, Filters(place="Wonsan")) == []
    record.undo_review(number)
    assert _claims(record) == {MEETING.id: MEETING, SENDING.id: SENDING}
    assert [(said.action, said.reviewer, said.undone is None) for said in log(record)] == [("correct", "ani", False)]


def test_a_rejected_claim_is_gone_and_comes_back_where_it_stood(record: Record) -> None:
    number = _say(record, MEETING.id, action="reject")
    assert set(_claims(record)) == {SENDING.id}
    record.undo_review(number)
    assert _claims(record)[MEETING.id] == MEETING
    assert [row.claim.id for row in timeline(record, Filters(actor="Lavrov"))] == [MEETING.id]


def test_what_was_said_later_is_taken_back_first(record: Record) -> None:
    first = _say(record, MEETING.id, action="correct", field="where", after=MOVED)
    second = _say(record, MEETING.id, action="reject")
    with pytest.raises(QueryError, match=f"take back review {second} first"):
        record.undo_review(first)
    record.undo_review(second)
    assert _claims(record)[MEETING.id] == MOVED
    record.undo_review(first)
    assert _claims(record)[MEETING.id] == MEETING
    with pytest.raises(NotInRecordError):
        record.undo_review(first)


def test_a_persons_word_outlives_a_new_coding(record: Record) -> None:
    _say(record, MEETING.id, action="correct", field="where", after=MOVED)
    _say(record, SENDING.id, action="reject")
    anew = msgspec.structs.replace(MEETING, id="new-id", quote=None, confidence=0.4)
    record.add(coded(anew, SENDING), coder_version="v2")
    (claim_now,) = _claims(record).values()
    assert (claim_now.where, claim_now.quote, claim_now.id) == (PYONGYANG, None, "new-id")
    assert record.add(coded(anew, SENDING), coder_version="v2").kind == "same"
    assert record.add(coded(anew, SENDING), coder_version="v3").changes == ()


def test_what_was_said_can_be_taken_back_after_a_new_coding(record: Record) -> None:
    number = _say(record, MEETING.id, action="correct", field="where", after=MOVED)
    anew = msgspec.structs.replace(MEETING, id="new-id", confidence=0.4)
    record.add(coded(anew, SENDING), coder_version="v2")
    record.undo_review(number)
    assert _claims(record) == {"new-id": anew, SENDING.id: SENDING}


def test_what_was_said_of_a_claim_that_is_gone_can_be_taken_back(record: Record) -> None:
    number = _say(record, MEETING.id, action="correct", field="where", after=MOVED)
    record.add(coded(SENDING), coder_version="v2")
    record.undo_review(number)
    assert _claims(record) == {SENDING.id: SENDING}


def test_reviewed_claims_are_given_as_gold(record: Record) -> None:
    assert list(gold(record)) == []
    _say(record, MEETING.id, action="correct", field="where", after=MOVED)
    (line,) = gold(record)
    assert (line.claims, line.rejected, line.complete) == ((MOVED,), (), False)
    _say(record, SENDING.id, action="reject")
    (line,) = gold(record)
    assert (line.claims, line.rejected, line.complete) == ((MOVED,), (SENDING.id,), True)
    assert line.report.text == TEXT


def test_what_is_not_there_cannot_be_reviewed(record: Record) -> None:
    with pytest.raises(NotInRecordError, match="no claim"):
        _say(record, "none", action="accept")


def test_words_chosen_are_resolved_as_the_coder_would_have() -> None:
    said = report()

    def correct(field: str, words: str) -> Claim:
        return corrected(MEETING, said, Correction(field=field, span=span(TEXT, words)))

    where = correct("where", "Pyongyang").where
    assert where is not None
    assert (where.name, where.country, where.precision) == ("Pyongyang", "PRK", "city")
    assert correct("target", "Sergey Lavrov").target[0].id == "person:sergey-lavrov"
    assert correct("according_to", "pejabat Barat").according_to[0].name == "pejabat Barat"
    when = correct("when", "Sabtu").when
    assert when is not None
    assert (when.start, when.basis) == ("2025-07-12", "relative")
    assert correct("quantity", "sekitar 11.000 tentara").quantities[0].value == 11000


def test_what_the_report_does_not_say_can_be_said_so() -> None:
    assert corrected(MEETING, report(), Correction(field="when")).when is None
    assert corrected(MEETING, report(), Correction(field="according_to")).according_to == ()
    denied = corrected(MEETING, report(), Correction(field="status", value="denied"))
    assert (denied.status, denied.confidence) == ("denied", 1.0)
    talks = corrected(MEETING, report(), Correction(field="trigger", value="AGREE"))
    assert (talks.type, talks.modes, talks.cameo, talks.quad) == ("AGREE", (), "030", 1)


@pytest.mark.parametrize(
    ("correction", "message"),
    [
        (Correction(field="colour"), "no field"),
        (Correction(field="when", span=(0, 3)), "no date can be read"),
        (Correction(field="quantity", span=(0, 3)), "no number can be read"),
        (Correction(field="where", span=(5, 10_000)), "no words"),
        (Correction(field="status", value="maybe"), "is no status"),
        (Correction(field="trigger", value="MEET"), "is not a type"),
        (Correction(field="trigger", span=(0, 3)), "own sentence"),
    ],
)
def test_what_cannot_be_is_refused(correction: Correction, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        corrected(MEETING, report(), correction)
