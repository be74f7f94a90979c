"""Values of one field: what contains what is no dispute, what cannot both be is one."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stand_ins import day, person, some, spot, state, toll

from linimasa.merge.values import dates, one_measure, places, quantities, sides
from linimasa.model import Quantity

RUSSIA = spot("Rusia", "RUS", "country")
KURSK = spot("Kursk", "RUS", admin1="Kursk")
KURSK_REGION = spot("Oblast Kursk", "RUS", "admin1", admin1="Kursk")
KIM, LAVROV, PUTIN = person("Kim Jong-un", "PRK"), person("Sergey Lavrov", "RUS"), person("Vladimir Putin", "RUS")
STATE = state("Rusia", "RUS")


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        (day("2025-07-12"), day("2025-07-12"), "same"),
        (day("2025-07"), day("2025-07-12"), "within"),
        (day("2025-07-12"), day("2025-07-13"), "dispute"),
        (day("2025-07"), day("2025-08-01"), "dispute"),
        (day("2025-07-10", "2025-07-14"), day("2025-07-12"), "within"),
        (day("2025-07-10", "2025-07-14"), day("2025-07-12", "2025-07-16"), "dispute"),
    ],
)
def test_dates(one: Any, other: Any, relation: str) -> None:
    assert dates(one, other) == dates(other, one) == relation


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        (RUSSIA, KURSK, "within"),
        (KURSK_REGION, KURSK, "within"),
        (RUSSIA, KURSK_REGION, "within"),
        (KURSK, spot("kursk", "RUS"), "same"),
        (KURSK, spot("Belgorod", "RUS", admin1="Belgorod"), "dispute"),
        (spot("Wonsan", "PRK"), spot("Pyongyang", "PRK"), "dispute"),
        (RUSSIA, spot("Kyiv", "UKR"), "dispute"),
        (spot("Georgia", "USA", "admin1"), spot("Georgia", "GEO", "country"), "dispute"),
        (
            spot("Bandara Soekarno-Hatta", "IDN", "site", admin2="Tangerang"),
            spot("Tangerang", "IDN", admin2="Tangerang"),
            "within",
        ),
    ],
)
def test_places(one: Any, other: Any, relation: str) -> None:
    assert places(one, other) == places(other, one) == relation


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ((LAVROV,), (LAVROV,), "same"),
        ((LAVROV,), (STATE,), "within"),
        ((LAVROV, PUTIN), (PUTIN,), "within"),
        ((LAVROV,), (PUTIN,), "dispute"),
        ((LAVROV,), (KIM,), "dispute"),
        ((LAVROV,), (some("Menlu Rusia", "GOV", "RUS"),), "within"),
        ((some("polisi", "COP"),), (some("aparat", "COP"),), "within"),
        ((some("dua mahasiswa", "EDU"),), (some("mahasiswa", "EDU"),), "within"),
        ((some("warga", "CVL"),), (some("polisi", "COP"),), "dispute"),
        ((some("12 Orang"),), (some("warga", "CVL"),), "within"),
        ((some("polisi", "COP"),), (some("hakim", "JUD"),), "dispute"),
    ],
)
def test_sides(one: Any, other: Any, relation: str) -> None:
    assert sides(one, other) == sides(other, one) == relation


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        (toll("troops", 10_000, low=10_000, approximate=True), toll("troops", 11_000), "within"),
        (toll("troops", 4_000, approximate=True), toll("troops", 4_200), "within"),
        (toll("troops", 4_000, approximate=True), toll("troops", 11_000), "dispute"),
        (toll("troops", 4_000), toll("troops", 4_200), "dispute"),
        (toll("killed", 4), toll("killed", 4, approximate=True), "same"),
        (toll("killed", None, low=1000), toll("killed", 3_000), "within"),
        (toll("killed", None, low=1000), toll("killed", 300), "dispute"),
        (toll("killed", None, low=2, high=5), toll("killed", 4), "within"),
        (toll("killed", None, high=5), toll("killed", 6), "dispute"),
        (toll("troops", 10_000, low=10_000, approximate=True), toll("troops", 6_000), "dispute"),
    ],
)
def test_numbers(one: Any, other: Any, relation: str) -> None:
    assert quantities(one, other) == quantities(other, one) == relation


numbers = st.none() | st.integers(0, 20).map(float)
any_quantity = st.builds(
    Quantity, what=st.sampled_from(["", "orang"]), kind=st.just("killed"), value=numbers, low=numbers, high=numbers,
    approximate=st.booleans(),
)  # fmt: skip


@given(any_quantity, any_quantity)
def test_any_two_numbers_relate_alike_both_ways(one: Quantity, other: Quantity) -> None:
    assert quantities(one, other) == quantities(other, one)
    assert quantities(one, one) == "same"
    assert one_measure(one, other) == one_measure(other, one)


def test_what_counts_the_same_thing() -> None:
    assert one_measure(toll("killed", 3, what="warga"), toll("killed", 4, what="people"))
    assert one_measure(toll("money", 3, what="juta dolar"), toll("money", 4, what="dolar"))
    assert not one_measure(toll("money", 3, what="rupiah"), toll("money", 4, what="dolar"))
    assert not one_measure(toll("killed", 3), toll("injured", 3))
    assert one_measure(toll("money", 3, what=""), toll("money", 4, what=""))
