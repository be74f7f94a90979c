"""Questions about events: which are found, and what is compared of one of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from stand_ins import day, person, record_of, said, spot, state, tell, toll, voice

from linimasa.ask import EventFilters, Filters, compare, event, events
from linimasa.ask.events import event_of_claim
from linimasa.ask.wording import days, number
from linimasa.errors import NotInRecordError, QueryError
from linimasa.store import Record

RUSSIA, UKRAINE = state("Rusia", "RUS"), state("Ukraina", "UKR")
KIM, LAVROV = person("Kim Jong-un", "PRK"), person("Sergey Lavrov", "RUS")
KYIV = spot("Kyiv", "UKR", lat=50.45, lon=30.52)
WONSAN = spot("Wonsan", "PRK", lat=39.15, lon=127.44)


def strike(words: str, **fields: Any) -> Any:
    return said(words, **{"type": "ASSAULT", "source": (RUSSIA,), "target": (UKRAINE,), "where": KYIV, **fields})


def meeting(words: str, **fields: Any) -> Any:
    plain = {"type": "CONSULT", "source": (KIM,), "target": (LAVROV,), "where": WONSAN, "trigger": "bertemu"}
    return said(words, **{**plain, **fields})


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    path: Path = tmp_path_factory.mktemp("events") / "record.db"
    kcna = voice("KCNA", "KCNA", "PRK")
    with record_of(
        path,
        tell("a", meeting("Kim bertemu Lavrov di Wonsan.", when=day("2025-07-12"), according_to=(kcna,))),
        tell("b", meeting("Lavrov bertemu Kim di Wonsan.", when=day("2025-07-13"), source=(LAVROV,), target=(KIM,))),
        tell("c", meeting("Kim bertemu Lavrov di Wonsan.", when=None)),
        tell("d", strike("Rusia menyerang Kyiv.", when=day("2025-07-07"), quantities=(toll("killed", 3),))),
        tell("e", said("Rusia mengancam Ukraina.", type="THREATEN", source=(RUSSIA,), target=(UKRAINE,))),
    ) as opened:
        yield opened


def types(record: Record, **asked: Any) -> list[str]:
    return [one.type for one in events(record, EventFilters(**asked))]


def test_events_come_by_day_and_undated_ones_last(record: Record) -> None:
    assert types(record) == ["ASSAULT", "CONSULT", "THREATEN"]
    assert types(record, limit=1, offset=1) == ["CONSULT"]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"types": ("consult",)}, ["CONSULT"]),
        ({"since": "2025-07-10"}, ["CONSULT"]),
        ({"until": "2025-07-10"}, ["ASSAULT"]),
        ({"actor": "Lavrov"}, ["CONSULT"]),
        ({"actor": "UKR"}, ["ASSAULT", "THREATEN"]),
        ({"pair": ("Lavrov", "Kim Jong-un")}, ["CONSULT"]),
        ({"speaker": "KCNA"}, ["CONSULT"]),
        ({"outlet": "Koran d"}, ["ASSAULT"]),
        ({"report": "c"}, ["CONSULT"]),
        ({"place": "Wonsan"}, ["CONSULT"]),
        ({"status": ("planned",)}, []),
        ({"disputed": True}, ["CONSULT"]),
        ({"single_origin": True}, ["ASSAULT", "THREATEN"]),
        ({"reports": 3}, ["CONSULT"]),
        ({"dated": False}, ["THREATEN"]),
        ({"actor": "Jerman"}, []),
    ],
)
def test_events_are_found_by_what_they_show_and_by_what_their_claims_say(
    record: Record, asked: dict[str, Any], expected: list[str]
) -> None:
    assert types(record, **asked) == expected


def test_plain_filters_may_be_asked_too(record: Record) -> None:
    assert [one.type for one in events(record, Filters(actor="Lavrov"))] == ["CONSULT"]


def test_a_question_that_cannot_be_asked_says_what_can(record: Record) -> None:
    with pytest.raises(QueryError, match="'MEET' is not a type"):
        events(record, EventFilters(types=("MEET",)))
    with pytest.raises(NotInRecordError, match="no event 'e0x'"):
        compare(record, "e0x")


def test_an_event_is_shown_with_its_claims_in_order_of_publication(record: Record) -> None:
    (met,) = events(record, EventFilters(types=("CONSULT",)))
    shown = event(record, met.id)
    assert [row.claim.id for row in shown.rows] == list(met.claims) == ["a-0", "b-0", "c-0"]
    assert event_of_claim(record, "b-0") == met.id
    assert event_of_claim(record, "none") is None


def test_fields_are_compared_disputes_first_each_with_who_says_so(record: Record) -> None:
    (met,) = events(record, EventFilters(types=("CONSULT",)))
    compared = compare(record, met.id)
    assert [field.name for field in compared.fields] == ["when", "where", "source", "target"]
    when = compared.fields[0]
    assert (when.disputed, when.unsaid) == (True, 1)
    assert [value.relation for value in when.values] == ["same", "dispute"]
    by_day = {value.value: value for value in when.values}
    assert [saying.according_to for saying in by_day["2025-07-12"].sayings] == [("KCNA",)]
    assert by_day["2025-07-13"].origins == ("Koran b",)
    source = compared.fields[2]
    assert [value.value for value in source.values] == ["Kim Jong-un (PRK)"]
    assert [saying.report for saying in source.values[0].sayings] == ["a", "b", "c"]


def test_a_number_is_compared_in_words(record: Record) -> None:
    (struck,) = events(record, EventFilters(types=("ASSAULT",)))
    fields = {field.name: field for field in compare(record, struck.id).fields}
    assert [value.value for value in fields["killed"].values] == ["3 orang"]


@pytest.mark.parametrize(
    ("quantity", "words"),
    [
        (toll("killed", 3), "3 orang"),
        (toll("troops", 11_000, approximate=True, what="tentara"), "about 11,000 tentara"),
        (toll("troops", 10_000, low=10_000, what="tentara"), "at least 10,000 tentara"),
        (toll("killed", None, high=5), "at most 5 orang"),
        (toll("killed", None, low=2, high=3), "2 to 3 orang"),
        (toll("killed", None), "some orang"),
        (toll("money", 2.5, what=""), "2.5"),
    ],
)
def test_numbers_in_words(quantity: Any, words: str) -> None:
    assert number(quantity) == words


def test_days_in_words() -> None:
    assert days(day("2025-07-12")) == "2025-07-12"
    assert days(day("2025-07")) == "2025-07"
    assert days(day("2025-07-10", "2025-07-12")) == "2025-07-10 to 2025-07-12"
