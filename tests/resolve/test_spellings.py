"""One person under several spellings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linimasa.resolve.spellings import one_person


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("person:sergei-lavrov", "person:sergey-lavrov"),
        ("person:volodymyr-zelensky", "person:volodymyr-zelenskyy"),
        ("person:choe-son-hui", "person:choe-son-hhui"),
        ("person:prabowo-subianto", "person:prabowo-subianto-djojohadikusumo"),
        ("person:lavrov", "person:sergey-lavrov"),
    ],
)
def test_another_spelling_or_a_shorter_name_is_one_person(one: str, other: str) -> None:
    assert one_person(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("person:kim-jong-un", "person:kim-jong-il"),
        ("person:sergey-lavrov", "person:sergey-shoigu"),
        ("person:xi-jinping", "person:li-qiang"),
        ("person:kim", "person:kim-jong-un"),
        ("person:anwar", "person:anies"),
    ],
)
def test_other_people_stay_other_people(one: str, other: str) -> None:
    assert not one_person(one, other)


NAMES = st.lists(st.text("abcdefgh", min_size=1, max_size=6), min_size=1, max_size=4).map("-".join)


@given(NAMES, NAMES)
def test_it_does_not_matter_who_is_named_first(one: str, other: str) -> None:
    assert one_person(one, other) == one_person(other, one)


@given(NAMES)
def test_everybody_is_himself(name: str) -> None:
    assert one_person(name, name)
