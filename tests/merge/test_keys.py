"""Which claims are compared at all: both or neither look at each other, and those of one event do."""

from __future__ import annotations

import pytest
from hypothesis import given
from merged_claims import pairs, tellings
from stand_ins import day, person, said, spot, state, tell

from linimasa.merge.keys import Keys, keys
from linimasa.merge.telling import Telling
from linimasa.merge.telling import tellings as of_report
from linimasa.model import CodedReport

RUSSIA, UKRAINE, KOREA = state("Rusia", "RUS"), state("Ukraina", "UKR"), state("Korea Utara", "PRK")


def only(coded: CodedReport) -> Telling:
    (found,) = of_report(coded.report, coded.claims)
    return found


def meet(one: Telling, other: Telling) -> bool:
    return bool(keys(one).looks & keys(other).stands)


@given(pair=pairs())
def test_where_one_claim_looks_at_another_the_other_looks_at_it(pair: tuple[Telling, Telling]) -> None:
    one, other = pair
    assert meet(one, other) == meet(other, one)


@given(one=tellings())
def test_keys_are_numbers_that_a_database_keeps(one: Telling) -> None:
    found = keys(one)
    assert isinstance(found, Keys)
    assert found.stands
    assert all(0 <= place < 2**63 for place in found.stands | found.looks)


def agreement(name: str, words: str, published: str = "2025-07-08", **fields: object) -> Telling:
    given = {"type": "AGREE", "source": (RUSSIA,), "target": (KOREA,), "trigger": "janji", **fields}
    return only(tell(name, said(words, **given), published=published))


def strike(name: str, words: str, published: str = "2025-07-08", **fields: object) -> Telling:
    given = {"type": "ASSAULT", "source": (RUSSIA,), "target": (UKRAINE,), **fields}
    return only(tell(name, said(words, **given), published=published))


def test_a_month_and_a_day_in_it_are_compared() -> None:
    month = agreement("a", "Mereka meneken janji.", when=day("2024-06"))
    exact = agreement("b", "Itu sebuah janji.", when=day("2024-06-19"))
    assert meet(month, exact)
    assert not meet(month, agreement("c", "Itu sebuah janji.", "2025-12-01", when=day("2024-08-19")))


def test_what_recurs_is_not_looked_for_in_a_whole_month() -> None:
    month = strike("a", "Rusia menyerang.", when=day("2025-07"))
    assert not meet(month, strike("b", "Serangan terjadi.", when=day("2025-07-07")))


def test_an_undated_claim_is_looked_for_around_its_publication() -> None:
    dated = strike("a", "Rusia menyerang.", when=day("2025-07-07"))
    assert meet(dated, strike("b", "Serangan terjadi."))
    assert not meet(dated, strike("c", "Serangan terjadi.", published="2025-07-20"))


def test_a_claim_without_actors_is_looked_for_by_its_place() -> None:
    fields = {"source": (), "target": (), "when": day("2025-07-07")}
    one = strike("a", "Ledakan terjadi.", where=spot("Kyiv", "UKR"), **fields)
    assert meet(one, strike("b", "Bom meledak.", where=spot("Kyiv", "UKR"), **fields))
    assert not meet(one, strike("c", "Bom meledak.", where=spot("Odesa", "UKR"), **fields))


def test_one_sentence_in_two_reports_is_compared_whatever_was_read_from_it() -> None:
    words = "Pasukan menyerang kota itu."
    one = strike("a", words, source=(), target=(), published="2025-07-08")
    other = strike("b", words, when=day("2024-01-01"), published="2025-12-08")
    assert meet(one, other)


@pytest.mark.parametrize(("status", "compared"), [("denied", True), ("planned", False), ("conditional", False)])
def test_a_denial_is_compared_to_the_deed_and_a_plan_is_not(status: str, compared: bool) -> None:
    deed = strike("a", "Rusia menyerang.", when=day("2025-07-07"))
    assert meet(deed, strike("b", "Serangan terjadi.", when=day("2025-07-07"), status=status)) is compared


def test_the_deeds_of_others_are_not_compared() -> None:
    one = strike("a", "Rusia menyerang.", when=day("2025-07-07"))
    others = {"source": (person("Ali", "IDN"),), "target": (), "when": day("2025-07-07")}
    assert not meet(one, strike("b", "Ali memukul.", **others))
