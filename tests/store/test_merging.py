"""Events in the record: the same whatever the order of arrival, under ids that live on."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stand_ins import day, groups, person, record_of, said, some, spot, state, tell, toll, voice

from linimasa.ask import event, events
from linimasa.errors import QueryError
from linimasa.model import CodedReport, Event
from linimasa.store import Record, Verdict

RUSSIA, UKRAINE, KOREA = state("Rusia", "RUS"), state("Ukraina", "UKR"), state("Korea Utara", "PRK")
KIM, LAVROV, WANG = person("Kim Jong-un", "PRK"), person("Sergey Lavrov", "RUS"), person("Wang Yi", "CHN")
KYIV = spot("Kyiv", "UKR", lat=50.45, lon=30.52)
WONSAN = spot("Wonsan", "PRK", lat=39.15, lon=127.44)
KCNA, AFP = voice("KCNA", "KCNA", "PRK"), voice("AFP")


def strike(words: str, **fields: Any) -> Any:
    return said(words, **{"type": "ASSAULT", "source": (RUSSIA,), "target": (UKRAINE,), "where": KYIV, **fields})


def meeting(words: str, **fields: Any) -> Any:
    plain = {"type": "CONSULT", "source": (KIM,), "target": (LAVROV,), "where": WONSAN, "trigger": "bertemu"}
    return said(words, **{**plain, **fields})


AGENCY_TEXT = (
    "Sirene meraung di seluruh kota sejak tengah malam dan warga berlarian menuju stasiun bawah tanah terdekat. "
    "Gubernur setempat mengatakan api di tiga gudang baru padam menjelang subuh, sementara regu penolong masih "
    "mencari orang di bawah reruntuhan sebuah rumah susun berlantai sembilan di tepi sungai."
)

STORY: tuple[CodedReport, ...] = (
    tell(
        "a",
        strike("Rusia menyerang Kyiv pada Senin.", when=day("2025-07-07"), quantities=(toll("killed", 3),)),
        published="2025-07-07",
        also=AGENCY_TEXT,
    ),
    tell(
        "b",
        strike("Rusia menyerang Kyiv Senin dini hari.", when=day("2025-07-07"), quantities=(toll("killed", 5),)),
        published="2025-07-08",
        also=AGENCY_TEXT,
    ),
    tell("c", strike("Rusia menyerang Kyiv lagi pada Selasa.", when=day("2025-07-08")), published="2025-07-08"),
    tell(
        "d",
        strike("Rusia menyerang Kyiv dengan pesawat nirawak."),
        strike("Rusia menyerang Kyiv pada Rabu.", when=day("2025-07-09")),
        published="2025-07-09",
    ),
    tell(
        "e",
        meeting("Kim bertemu Lavrov di Wonsan pada Sabtu.", when=day("2025-07-12"), according_to=(AFP, KCNA)),
        published="2025-07-13",
    ),
    tell(
        "f",
        meeting("Kim bertemu Lavrov di Wonsan pada Minggu.", when=day("2025-07-13"), according_to=(KCNA,)),
        meeting("Kim bertemu Wang di Wonsan.", target=(WANG,), when=day("2025-07-13")),
        published="2025-07-14",
    ),
    tell(
        "g",
        meeting("Lavrov bertemu Kim pekan ini.", source=(LAVROV,), target=(KIM,), where=None, according_to=(AFP,)),
        published="2025-07-13",
    ),
    tell(
        "h",
        meeting("Kim akan bertemu Lavrov pada Sabtu.", status="planned", when=day("2025-07-12"), where=None),
        published="2025-07-10",
    ),
    tell(
        "i",
        strike("Tentara menyerang kota itu.", source=(some("Tentara Rusia", "MIL", "RUS"),), where=None),
        published="2025-07-08",
        also=AGENCY_TEXT,
    ),
    tell("j", said("Tidak ada apa-apa.", type="ACCUSE", trigger="ada"), published="2025-07-06", also=AGENCY_TEXT),
)


def contents(record: Record) -> list[Event]:
    """The events without their ids, which tell what came first."""
    found = [msgspec.structs.replace(one, id="") for one in events(record)]
    return sorted(found, key=lambda one: one.claims)


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> list[Event]:
    with record_of(tmp_path_factory.mktemp("story") / "record.db", *STORY) as record:
        return contents(record)


def test_the_story_is_told_as_its_reader_would(expected: list[Event]) -> None:
    strikes = [set(one.claims) for one in expected if one.type == "ASSAULT"]
    assert {"a-0", "b-0"} <= next(claims for claims in strikes if "a-0" in claims)
    assert len({next(n for n, claims in enumerate(strikes) if c in claims) for c in ("a-0", "c-0", "d-1")}) == 3
    (met,) = [one for one in expected if "e-0" in one.claims]
    assert set(met.claims) == {"e-0", "f-0", "g-0"}
    assert "when" in met.fields
    assert {one.claims for one in expected} >= {("f-1",), ("h-0",)}


orders = st.permutations(STORY).flatmap(
    lambda order: st.tuples(st.just(order), st.sets(st.integers(0, len(STORY) - 1)))
)


@settings(max_examples=40)
@given(arrival=orders)
def test_the_order_of_arrival_makes_no_difference(
    expected: list[Event], arrival: tuple[Sequence[CodedReport], set[int]]
) -> None:
    order, merged_after = arrival
    with tempfile.TemporaryDirectory() as folder, Record.open(Path(folder) / "record.db") as record:
        for number, report in enumerate(order):
            record.add(report, coder_version="v1")
            if number in merged_after:
                record.merge()
        record.merge()
        assert contents(record) == expected


def test_merging_after_every_report_is_the_same_too(tmp_path: Path, expected: list[Event]) -> None:
    for name, order in (("forth", STORY), ("back", STORY[::-1])):
        with Record.open(tmp_path / name) as record:
            for report in order:
                record.add(report, coder_version="v1")
                record.merge()
            assert contents(record) == expected


def test_merging_again_changes_nothing(tmp_path: Path) -> None:
    with record_of(tmp_path / "record.db", *STORY) as record:
        before = events(record)
        again = record.merge()
        assert (again.made, again.changed, again.gone, again.events) == (0, 0, 0, len(before))
        assert events(record) == before
        assert record.unmerged() == 0


@settings(max_examples=15)
@given(order=st.permutations(STORY))
def test_an_id_that_was_cited_leads_to_its_claims_whatever_comes_later(order: Sequence[CodedReport]) -> None:
    cited: set[str] = set()
    with tempfile.TemporaryDirectory() as folder, Record.open(Path(folder) / "record.db") as record:
        for report in order:
            record.add(report, coder_version="v1")
            record.merge()
            now = {one.id for one in events(record)}
            cited |= now
            assert {event(record, identity).event.id for identity in cited} == now


# Ids.


def alone(record: Record, claim: str) -> Event:
    """The event of a claim."""
    (found,) = [one for one in events(record) if claim in one.claims]
    return found


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record.open(tmp_path / "record.db") as opened:
        yield opened


def add(record: Record, *reports: CodedReport, version: str = "v1", again: bool = False) -> None:
    for report in reports:
        record.add(report, coder_version=version, again=again)
    record.merge()


MONDAY = day("2025-07-07")


def monday(name: str, number: int = 0, **fields: Any) -> CodedReport:
    words = f"Rusia menyerang Kyiv dengan rudal pada Senin, kata warga nomor {number}."
    return tell(name, strike(words, when=MONDAY, **fields), published="2025-07-08")


def test_a_report_more_keeps_the_events_id(record: Record) -> None:
    add(record, monday("a"))
    cited = alone(record, "a-0").id
    add(record, monday("b", 1))
    assert alone(record, "b-0").id == cited
    assert event(record, cited).event.claims == ("a-0", "b-0")
    assert event(record, cited[:7]).event.id == cited


def test_when_two_events_become_one_both_ids_lead_to_it(record: Record) -> None:
    add(record, monday("a"), tell("b", said("Bom meledak.", type="ASSAULT", when=MONDAY), published="2025-07-08"))
    first, second = alone(record, "a-0").id, alone(record, "b-0").id
    assert first != second
    record.judge("join", ["a-0"], ["b-0"])
    assert event(record, first) == event(record, second)
    assert event(record, second).event.claims == ("a-0", "b-0")


def test_after_a_split_each_part_is_found(record: Record) -> None:
    add(record, monday("a"), monday("b", 1), monday("c", 2))
    cited = alone(record, "a-0").id
    record.judge("split", ["b-0"], ["a-0", "c-0"])
    assert event(record, cited).event.claims == ("a-0", "c-0")
    part = alone(record, "b-0").id
    assert part != cited
    assert event(record, part).event.claims == ("b-0",)


def test_ids_that_begin_alike_are_told_apart(record: Record) -> None:
    add(record, monday("a"), tell("b", meeting("Kim bertemu Lavrov.")))
    with pytest.raises(QueryError, match=r"begins the ids of several events \(e.*write more"):
        event(record, "e")
    for wrong in ("", "zz", "%", "e_"):
        with pytest.raises(QueryError, match="no event"):
            event(record, wrong)


def test_a_new_coding_with_other_claim_ids_keeps_the_events_id_and_what_was_judged(record: Record) -> None:
    add(record, monday("a"), monday("b", 1), monday("c", 2))
    cited = alone(record, "a-0").id
    record.judge("split", ["b-0"], ["a-0", "c-0"])
    anew = monday("a", id="other")
    add(record, anew, version="v2")
    assert event(record, cited).event.claims == ("other", "c-0")
    assert alone(record, "b-0").claims == ("b-0",)
    assert record.judgements()[0].other == ("other", "c-0")


def test_a_new_coding_with_another_trigger_keeps_the_events_id_and_what_was_judged(record: Record) -> None:
    add(record, monday("a"), monday("b", 1))
    cited = alone(record, "a-0").id
    record.judge("split", ["a-0"], ["b-0"])
    add(record, monday("a", id="other", trigger="rudal"), version="v2")
    assert event(record, cited).event.claims == ("other",)
    assert alone(record, "b-0").claims == ("b-0",)


def test_an_event_that_loses_the_claim_that_named_it_keeps_its_id(record: Record) -> None:
    two = tell("a", strike("Rusia menyerang Kyiv.", when=MONDAY), strike("Rusia menyerang kota.", when=MONDAY))
    add(record, two, monday("b", 1))
    whole = alone(record, "a-0")
    assert set(whole.claims) == {"a-0", "a-1", "b-0"}
    add(record, CodedReport(two.report, (), two.claims[1:]), version="v2")
    assert set(event(record, whole.id).event.claims) == {"a-1", "b-0"}
    add(record, CodedReport(two.report, (), ()), version="v3")
    assert event(record, whole.id).event.claims == ("b-0",)
    assert alone(record, "b-0").id == whole.id


def test_an_event_within_one_report_keeps_its_id_when_the_claim_that_named_it_goes(record: Record) -> None:
    two = tell("a", strike("Rusia menyerang Kyiv.", when=MONDAY), strike("Rusia menyerang kota.", when=MONDAY))
    add(record, two)
    whole = alone(record, "a-0")
    assert set(whole.claims) == {"a-0", "a-1"}
    add(record, CodedReport(two.report, (), two.claims[1:]), version="v2")
    assert event(record, whole.id).event.claims == ("a-1",)


def test_a_claim_that_comes_back_finds_a_name(record: Record) -> None:
    one, other = monday("a"), monday("b", 1)
    add(record, one, other)
    cited = alone(record, "a-0").id
    add(record, CodedReport(one.report, (), ()), version="v2")
    assert event(record, cited).event.claims == ("b-0",)
    elsewhere = msgspec.structs.replace(one.claims[0], type="AID")
    add(record, CodedReport(one.report, (), (elsewhere,)), version="v3")
    assert event(record, cited).event.claims == ("b-0",)
    assert alone(record, "a-0").id != cited


def test_a_report_that_is_gone_from_an_event_leaves_no_trace_in_it(record: Record) -> None:
    one = monday("a", quantities=(toll("killed", 3),))
    add(record, one, monday("b", 1, quantities=(toll("killed", 9),)))
    assert alone(record, "b-0").fields
    add(record, CodedReport(one.report, (), ()), version="v2")
    (left,) = events(record)
    assert (left.claims, left.reports, left.fields) == (("b-0",), 1, {})


def test_a_report_published_anew_keeps_its_events_id(record: Record) -> None:
    one = monday("a")
    add(record, one, tell("z", meeting("Kim bertemu Lavrov.")))
    cited = alone(record, "a-0").id
    words = "Rusia menyerang Kyiv dengan rudal pada Senin, kata warga nomor 0."
    first = said("Ini terjadi.", type="ACCUSE", id="a-first")
    add(record, tell("a", first, strike(words, when=MONDAY, id="a-moved"), published="2025-07-08"))
    assert event(record, cited).event.claims == ("a-moved",)


# What people say of single claims puts their events together anew.


def say(record: Record, report: str, claim: str, **verdict: Any) -> int:
    number = record.review(report, claim, Verdict(reviewer="ani", **verdict)).number
    record.merge()
    return number


def test_a_corrected_claim_goes_where_it_belongs_and_back(record: Record) -> None:
    reports = [monday("a"), monday("b", 1), monday("c", 2)]
    add(record, *reports)
    before = contents(record)
    tuesday = msgspec.structs.replace(reports[0].claims[0], when=day("2025-07-08"))
    number = say(record, "a", "a-0", action="correct", field="when", after=tuesday)
    assert groups(record) == {frozenset({"a-0"}), frozenset({"b-0", "c-0"})}
    record.undo_review(number)
    record.merge()
    assert contents(record) == before


def test_a_corrected_claim_is_compared_to_those_that_came_after_it(record: Record) -> None:
    reports = [monday("a", source=(), target=(), where=None), monday("b", 1), monday("c", 2)]
    wrong = msgspec.structs.replace(reports[0].claims[0], type="AID")
    add(record, CodedReport(reports[0].report, (), (wrong,)), *reports[1:])
    assert groups(record) == {frozenset({"a-0"}), frozenset({"b-0", "c-0"})}
    right = msgspec.structs.replace(wrong, type="ASSAULT", source=(RUSSIA,), target=(UKRAINE,), where=KYIV)
    say(record, "a", "a-0", action="correct", field="trigger", after=right)
    assert groups(record) == {frozenset({"a-0", "b-0", "c-0"})}


def test_a_rejected_claim_leaves_its_event_which_keeps_its_id(record: Record) -> None:
    add(record, monday("a"), monday("b", 1))
    before = alone(record, "a-0")
    number = say(record, "a", "a-0", action="reject")
    assert event(record, before.id).event.claims == ("b-0",)
    record.undo_review(number)
    record.merge()
    assert alone(record, "a-0") == before
    number = say(record, "a", "a-0", action="reject")
    say(record, "b", "b-0", action="reject")
    assert events(record) == []
    with pytest.raises(QueryError, match="no event"):
        event(record, before.id)
    record.undo_review(number)
    record.merge()
    assert alone(record, "a-0").claims == ("a-0",)


def test_claims_that_wait_to_be_merged_are_counted(record: Record) -> None:
    record.add(monday("a"), coder_version="v1")
    assert record.unmerged() == 1
    record.merge()
    assert record.unmerged() == 0
    record.review("a", "a-0", Verdict(reviewer="ani", action="reject"))
    assert record.unmerged() == 1


def test_a_record_without_claims_has_no_events(record: Record) -> None:
    assert record.merge().events == 0
    add(record, tell("a"))
    assert events(record) == []
