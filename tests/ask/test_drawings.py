"""What a user would notice of the drawings' answers: right counts, nothing narrowed, nobody lost."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from stand_ins import claim, coded, report, undated

from linimasa.ask import EventFilters, Filters
from linimasa.ask.chart import chart, extent
from linimasa.ask.network import months, network
from linimasa.ask.places import places
from linimasa.ask.subjects import Of
from linimasa.ask.suggest import suggest
from linimasa.errors import QueryError
from linimasa.model import Actor, Place, When
from linimasa.store import Record

YEAR = When("2024-01-01", "2024-12-31", "year", "relative")
PAPUA = Place("Papua Tengah", "IDN", "Papua Tengah", None, -3.4, 135.5, "admin1", "stated")


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with Record.open(tmp_path_factory.mktemp("drawings") / "record.db") as opened:
        opened.add(coded(claim(), undated()), coder_version="v")
        other = report(id="example-2", url=None, outlet="Example Courier", published="2025-07-14")
        attack = claim(
            id="cc33", type="ASSAULT", quad=4, when=YEAR, where=PAPUA, source=(Actor("Rusia", "RUS", "RUS"),)
        )
        opened.add(coded(attack, claim(id="cc44"), of=other), coder_version="v")
        opened.merge()
        yield opened


def test_few_claims_are_drawn_one_by_one_and_undated_ones_are_counted(record: Record) -> None:
    drawn = chart(record, of="claims")
    assert (drawn.total, drawn.undated, drawn.first, drawn.last) == (4, 1, "2024-01-01", "2025-07-12")
    assert {mark.id for mark in drawn.marks} == {"aa11bb22cc", "cc33", "cc44"}
    assert drawn.bins == ()
    assert extent(record, Filters(dated=False), of="claims").total == 1


def test_many_claims_are_counted_and_an_uncertain_date_keeps_its_width(record: Record) -> None:
    drawn = chart(record, of="claims", most=2)
    assert drawn.marks == ()
    assert drawn.unit == "week"
    bins = {(counted.lane, counted.start, counted.end): counted.counts for counted in drawn.bins}
    assert bins == {
        ("ASSAULT", "2024-01-01", "2024-12-31"): (0, 0, 0, 1),
        ("CONSULT", "2025-07-07", "2025-07-13"): (2, 0, 0, 0),
    }


@pytest.mark.parametrize("of", ["events", "claims"])
def test_the_counts_of_a_chart_are_those_of_its_lanes(record: Record, of: Of) -> None:
    for lanes in ("type", "place", "pair"):
        drawn = chart(record, of=of, lanes=lanes, most=0)
        assert sum(lane.count for lane in drawn.lanes) == drawn.total - drawn.undated
        assert sum(sum(counted.counts) for counted in drawn.bins) == drawn.total - drawn.undated
    assert {lane.key for lane in chart(record, of="claims", lanes="pair").lanes} == {"PRK · RUS", "RUS · RUS"}


def test_publication_stands_apart_from_occurrence(record: Record) -> None:
    assert dict(chart(record, Filters(since="2025-07-12"), of="claims").published) == {
        "2025-07-13T09": 1,
        "2025-07-14": 1,
    }


def test_lanes_that_do_not_exist_are_refused(record: Record) -> None:
    with pytest.raises(QueryError, match="there are type, place, pair"):
        chart(record, lanes="mood")  # type: ignore[arg-type]


def test_places_keep_their_precision_and_what_names_none_is_counted(record: Record) -> None:
    drawn = places(record, of="claims")
    assert (drawn.total, drawn.unplaced) == (4, 1)
    spots = {spot.name: spot for spot in drawn.spots}
    assert spots["Wonsan"].counts == (2, 0, 0, 0)
    assert (spots["Wonsan"].shape, spots["Papua Tengah"].shape) == (None, "94")
    assert spots["Papua Tengah"].precision == "admin1"


def test_the_network_counts_who_acts_on_whom(record: Record) -> None:
    edges = {(edge.source, edge.target): edge.counts for edge in network(record, of="claims").edges}
    assert edges == {("PRK", "RUS"): (2, 1, 0, 0), ("RUS", "RUS"): (0, 0, 0, 1)}
    people = network(record, of="claims", level="actor")
    assert ("person:kim-jong-un", "person:sergey-lavrov") in {(edge.source, edge.target) for edge in people.edges}
    assert {node.id: node.name for node in people.nodes}["person:kim-jong-un"] == "Kim Jong-un"
    few = network(record, of="claims", most=1)
    assert (len(few.edges), few.left_out) == (1, 1)


def test_a_pairs_history_is_told_by_the_month(record: Record) -> None:
    history = months(record, "Korea Utara", "RUS", of="claims")
    assert [(month.month, month.counts) for month in history] == [("2025-07", (2, 0, 0, 0))]


def test_suggestions_find_countries_in_either_language_people_places_and_outlets(record: Record) -> None:
    assert ("actor", "Korea Utara", "PRK") in {(s.kind, s.name, s.ask) for s in suggest(record, "north k")}
    assert ("actor", "North Korea", "PRK") in {(s.kind, s.name, s.ask) for s in suggest(record, "kor", language="en")}
    assert [s.ask for s in suggest(record, "lav")] == ["person:sergey-lavrov"]
    assert [s.ask for s in suggest(record, "won", kinds=("place",))] == ["Wonsan"]
    assert [s.ask for s in suggest(record, "exa")] == ["Example Courier"]
    assert suggest(record, "%") == []


def test_events_are_drawn_with_how_many_tell_them(record: Record) -> None:
    drawn = chart(record)
    assert (drawn.total, drawn.undated) == (3, 1)
    meeting = next(mark for mark in drawn.marks if mark.type == "CONSULT")
    assert (meeting.kind, meeting.reports, meeting.place, meeting.disputed) == ("event", 2, "Wonsan", ())
    assert {spot.name: sum(spot.counts) for spot in places(record).spots} == {"Wonsan": 1, "Papua Tengah": 1}
    assert {(edge.source, edge.target): sum(edge.counts) for edge in network(record).edges} == {
        ("PRK", "RUS"): 2,
        ("RUS", "RUS"): 1,
    }
    assert [month.counts for month in months(record, "PRK", "RUS")] == [(1, 0, 0, 0)]


def test_filters_on_claims_hold_for_the_events_that_they_tell(record: Record) -> None:
    assert chart(record, EventFilters(speaker="KCNA")).total == 2
    assert chart(record, EventFilters(actor="Lavrov")).total == 2
    assert chart(record, EventFilters(outlet="Example Courier")).total == 2
    assert chart(record, EventFilters(origin="kcna")).total == 2
    assert chart(record, EventFilters(origin="%")).total == 0
    assert chart(record, EventFilters(dated=False)).total == 1
    assert chart(record, EventFilters(placed=False)).total == 1
    assert chart(record, EventFilters(inferred=True)).total == 2
    assert chart(record, EventFilters(single_origin=True, types=("AID",))).total == 1
