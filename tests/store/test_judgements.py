"""What a person decides about events: it holds, can be taken back, and outlives what comes later."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from stand_ins import day, groups, said, spot, state, tell, toll

from linimasa.ask import event, events
from linimasa.errors import QueryError
from linimasa.merge.cluster import Links, clusters
from linimasa.model import CodedReport, Event
from linimasa.store import Judgement, Record
from linimasa.store.judgements import judged

RUSSIA, UKRAINE = state("Rusia", "RUS"), state("Ukraina", "UKR")
KYIV = spot("Kyiv", "UKR", lat=50.45, lon=30.52)


def strike(name: str, when: str = "2025-07-07", **fields: Any) -> CodedReport:
    words = f"Rusia menyerang Kyiv dengan rudal, kata saksi {name}."
    plain = {"type": "ASSAULT", "source": (RUSSIA,), "target": (UKRAINE,), "where": KYIV, "when": day(when)}
    return tell(name, said(words, **{**plain, **fields}), published="2025-07-13")


def grouped(*events_: str) -> set[frozenset[str]]:
    """``"ab c"``: the events of claims ``a-0`` and ``b-0``, and of ``c-0``."""
    return {frozenset(f"{name}-0" for name in one) for one in " ".join(events_).split()}


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    """Two events, of Monday (a, b, c) and of Friday (x, y)."""
    with Record.open(tmp_path / "record.db") as opened:
        for name in "abc":
            opened.add(strike(name), coder_version="v1")
        for name in "xy":
            opened.add(strike(name, "2025-07-11"), coder_version="v1")
        opened.merge()
        assert groups(opened) == grouped("abc xy")
        yield opened


def add(record: Record, *reports: CodedReport, version: str = "v1") -> None:
    for report in reports:
        record.add(report, coder_version=version)
    record.merge()


def everything(record: Record) -> list[Event]:
    return events(record)


def test_joined_events_stay_joined_when_reports_come(record: Record) -> None:
    judgement, merged = record.judge("join", ["a-0", "b-0", "c-0"], ["x-0", "y-0"], note="satu operasi")
    assert (judgement.kind, judgement.note, judgement.undone) == ("join", "satu operasi", None)
    assert (merged.events, merged.gone) == (1, 1)
    add(record, strike("k", "2025-07-09"))
    (whole,) = [one for one in events(record) if "a-0" in one.claims]
    assert {"a-0", "x-0"} <= set(whole.claims)


def test_what_comes_later_joins_an_event_that_was_joined_by_hand(record: Record) -> None:
    record.judge("join", ["a-0", "b-0", "c-0"], ["x-0", "y-0"])
    add(record, strike("d"), strike("z", "2025-07-11"))
    assert groups(record) == grouped("abcdxyz")


def test_split_claims_stay_apart_when_reports_come(record: Record) -> None:
    record.judge("split", ["a-0"], ["b-0", "c-0"])
    assert groups(record) == grouped("a bc xy")
    for name in "def":
        add(record, strike(name))
    found = groups(record)
    assert any({"b-0", "c-0"} <= one for one in found)
    assert not any({"a-0", "b-0"} <= one or {"a-0", "c-0"} <= one for one in found)


def test_accepted_claims_stay_together(record: Record) -> None:
    record.judge("accept", ["a-0", "b-0", "c-0"])
    wednesday = strike("c", "2025-07-09")
    add(record, wednesday, version="v2")
    assert groups(record) == grouped("abc xy")
    record.undo(1)
    assert groups(record) == grouped("ab c xy")


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("join", ["a-0", "b-0", "c-0"], ["x-0", "y-0"]),
        ("split", ["a-0"], ["b-0", "c-0"]),
        ("accept", ["a-0", "b-0", "c-0"], []),
        ("headline", ["latest"], []),
        ("headline", ["conservative"], []),
    ],
)
def test_undo_restores_exactly_what_was(record: Record, kind: Any, one: list[str], other: list[str]) -> None:
    add(record, strike("d", quantities=(toll("killed", 3),)), strike("e", quantities=(toll("killed", 7),)))
    before = everything(record)
    judgement, _ = record.judge(kind, one, other)
    undone, _ = record.undo(judgement.n)
    assert undone.undone is not None
    assert everything(record) == before
    assert [made.undone is None for made in record.judgements()] == [False]


def test_of_two_judgements_that_contradict_each_other_the_later_holds(record: Record) -> None:
    record.judge("split", ["a-0"], ["b-0", "c-0"])
    record.judge("join", ["a-0"], ["b-0"])
    assert any({"a-0", "b-0"} <= one for one in groups(record))
    record.judge("split", ["a-0"], ["b-0"])
    assert not any({"a-0", "b-0"} <= one for one in groups(record))
    record.undo(3)
    assert any({"a-0", "b-0"} <= one for one in groups(record))
    record.undo(2)
    assert groups(record) == grouped("a bc xy")
    record.undo(1)
    assert groups(record) == grouped("abc xy")


def test_a_judgement_outlives_the_claim_that_stood_first_in_it(record: Record) -> None:
    record.judge("join", ["a-0", "b-0"], ["x-0", "y-0"])
    add(record, CodedReport(strike("a").report, (), ()), version="v2")
    assert any({"b-0", "x-0", "y-0"} <= one for one in groups(record))


def test_judgements_survive_when_all_is_coded_anew(record: Record) -> None:
    record.judge("split", ["a-0"], ["b-0", "c-0"], note="lain")
    record.judge("join", ["a-0"], ["x-0", "y-0"])
    for name in "abcxy":
        when = "2025-07-11" if name in "xy" else "2025-07-07"
        record.add(strike(name, when, id=f"{name}-anew", confidence=0.7), coder_version="v2")
    record.merge()
    found = {frozenset(claim[0] for claim in one) for one in groups(record)}
    assert found == {frozenset("axy"), frozenset("bc")}


def test_a_judgement_cannot_be_undone_twice_nor_one_that_is_not_there(record: Record) -> None:
    record.judge("accept", ["a-0", "b-0", "c-0"])
    record.undo(1)
    for number in (1, 17):
        with pytest.raises(QueryError, match=f"no judgement {number} that holds"):
            record.undo(number)


@pytest.mark.parametrize(
    ("kind", "one", "other", "message"),
    [
        ("headline", ["loudest"], [], "'loudest' is not a rule; there are origins, precise, latest, conservative"),
        ("headline", [], [], "a headline takes one rule"),
        ("join", ["a-0"], ["none"], "no claim 'none'"),
        ("accept", [], [], "names no claim"),
        ("split", ["a-0"], [], "two sides"),
        ("split", ["a-0"], ["a-0", "b-0"], "'a-0' stands on both sides"),
        ("join", ["a-0"], ["a-0"], "'a-0' stands on both sides"),
    ],
)
def test_a_judgement_that_means_nothing_is_refused(
    record: Record, kind: Any, one: list[str], other: list[str], message: str
) -> None:
    before = everything(record)
    with pytest.raises(QueryError, match=message):
        record.judge(kind, one, other)
    assert record.judgements() == []
    assert everything(record) == before


# The values that are shown.


def told_three_ways(record: Record) -> str:
    """An event: three outlets say 4 dead, one later 9, one that some died between the 1st and the 31st."""
    fields = {"type": "ASSAULT", "source": (RUSSIA,), "target": (UKRAINE,), "where": KYIV}
    words = "Rusia menyerang pasar di Odesa, kata pejabat kota."
    reports = [
        tell(
            f"k{n}",
            said(words, quantities=(toll("killed", 4),), when=day("2025-05-10"), **fields),
            published=f"2025-05-1{n}",
        )
        for n in range(1, 4)
    ]
    later = said(words, quantities=(toll("killed", 9),), when=day("2025-05-10"), **fields)
    vague = said(
        words, quantities=(toll("killed", None, low=2, high=3),), when=day("2025-05-10", "2025-05-12"), **fields
    )
    add(record, *reports, tell("m", later, published="2025-05-16"), tell("n", vague, published="2025-05-15"))
    (found,) = [one for one in events(record) if "k1-0" in one.claims]
    assert found.reports == 5
    return found.id


@pytest.mark.parametrize(
    ("rule", "killed", "days"),
    [
        ("origins", 4, ("2025-05-10", "2025-05-10")),
        ("precise", 4, ("2025-05-10", "2025-05-10")),
        ("latest", 9, ("2025-05-10", "2025-05-10")),
        ("conservative", None, ("2025-05-10", "2025-05-12")),
    ],
)
def test_the_rule_chooses_the_values_shown(
    record: Record, rule: str, killed: float | None, days: tuple[str, str]
) -> None:
    identity = told_three_ways(record)
    before = event(record, identity).event
    record.judge("headline", [rule])
    found = event(record, identity).event
    assert found.quantities[0].value == killed
    assert found.when is not None
    assert (found.when.start, found.when.end) == days
    assert found.claims == before.claims
    assert {value.claims for value in found.fields["killed"]} == {value.claims for value in before.fields["killed"]}
    record.undo(1)
    assert event(record, identity).event == before


def test_the_last_rule_that_holds_counts_and_new_events_follow_it(record: Record) -> None:
    identity = told_three_ways(record)
    record.judge("headline", ["conservative"])
    record.judge("headline", ["latest"])
    assert event(record, identity).event.quantities[0].value == 9
    record.undo(2)
    assert event(record, identity).event.quantities[0].low == 2
    add(record, strike("d", quantities=(toll("killed", 3),)), strike("e", quantities=(toll("killed", 7),)))
    (found,) = [one for one in events(record) if "d-0" in one.claims]
    assert found.quantities[0].value == 3


# Whatever is judged, it can be done.

CLAIMS = [f"c{number}" for number in range(6)]
sides = st.lists(st.sampled_from([*CLAIMS, "gone"]), max_size=4, unique=True)


@st.composite
def _made(draw: st.DrawFn) -> list[Judgement]:
    kinds = st.sampled_from(["join", "split", "accept", "headline"])
    found = []
    for number in range(draw(st.integers(0, 6))):
        kind = draw(kinds)
        one, other = (("latest",), ()) if kind == "headline" else (tuple(draw(sides)), tuple(draw(sides)))
        undone = draw(st.sampled_from([None, "2025-01-01"]))
        found.append(Judgement(number, kind, one, other, "", "", undone))
    return found


@given(made=_made())
def test_any_judgements_can_be_done_and_the_last_one_is(made: list[Judgement]) -> None:
    asked = judged(made, CLAIMS)
    found = clusters(CLAIMS, Links({}, -1.0, {}), asked)
    assert sorted(claim for one in found for claim in one) == CLAIMS
    of = {claim: number for number, one in enumerate(found) for claim in one}
    holding = [one for one in made if one.undone is None and one.kind != "headline"]
    if not holding:
        return
    last = holding[-1]
    one, other = ([claim for claim in side if claim in of] for side in (last.one, last.other))
    if last.kind == "split":
        assert all(of[left] != of[right] for left in one for right in other if left != right)
    else:
        assert len({of[claim] for claim in (*one, *other)}) <= 1


def test_a_judgement_is_kept_as_it_was_made(record: Record) -> None:
    made, _ = record.judge("accept", ["a-0", "b-0", "c-0"], note="benar")
    (kept,) = record.judgements()
    assert kept == made
    assert set(msgspec.to_builtins(kept)) == {"n", "kind", "one", "other", "note", "made", "undone"}
