"""How two values of one field compare: the same, one within the other, or in dispute."""

from __future__ import annotations

from collections.abc import Sequence

from linimasa.language.fold import fold
from linimasa.merge.compare import rules
from linimasa.model import Actor, Place, Quantity, Relation, When

PEOPLE_COUNTED = frozenset({"killed", "injured", "detained", "displaced", "troops"})
"""Kinds of which one claim's number is comparable to another's whatever word stands beside it."""


def dates(one: When, other: When) -> Relation:
    """``12 July`` lies within ``July``."""
    if (one.start, one.end) == (other.start, other.end):
        return "same"
    if (one.start <= other.start and other.end <= one.end) or (other.start <= one.start and one.end <= other.end):
        return "within"
    return "dispute"


def places(one: Place, other: Place) -> Relation:
    """``Kursk`` lies within ``Russia``."""
    if one.country and other.country and one.country != other.country:
        return "dispute"
    if fold(one.name) == fold(other.name):
        return "same"
    if _known_within(one, other) or _known_within(other, one):
        return "within"
    return "dispute"


def _known_within(inner: Place, outer: Place) -> bool:
    if outer.precision == "country":
        return bool(outer.country) and inner.country == outer.country
    if outer.precision == "admin1":
        return bool(outer.admin1) and inner.admin1 == outer.admin1
    if inner.precision in {"site", "district"} and inner.admin2 and inner.admin2 == outer.admin2:
        return outer.precision in {"admin2", "city"}
    return False


_PEOPLE = frozenset({"CVL", None})


def sides(one: Sequence[Actor], other: Sequence[Actor]) -> Relation:
    """``Kim Jong-un`` acts for ``North Korea``; of several actors a claim may name only some."""
    if {_named(actor) for actor in one} == {_named(actor) for actor in other}:
        return "same"
    if all(any(_belong(left, right) for right in other) for left in one):
        return "within"
    if all(any(_belong(left, right) for left in one) for right in other):
        return "within"
    return "dispute"


def _named(actor: Actor) -> str:
    return actor.id or fold(actor.name)


def _belong(one: Actor, other: Actor) -> bool:
    """Whether two actors may be one, or one be part of the other."""
    if _named(one) == _named(other):
        return True
    if one.country and other.country:
        # Two named people, or two organisations, of one country are two; a state and its people are not.
        return one.country == other.country and not (_is_own(one) and _is_own(other))
    if set(fold(one.name).split()) & set(fold(other.name).split()):
        return True
    if one.id is None and other.id is None and {one.sector, other.sector} <= _PEOPLE:
        return True  # "12 people", "residents" and "victims" do not contradict each other
    generic = one.id is None or other.id is None
    return generic and bool(one.sector) and one.sector == other.sector


def _is_own(actor: Actor) -> bool:
    """Whether an id names somebody, not a state or the sector of one."""
    return bool(actor.id) and actor.id not in {actor.country, f"{actor.country}-{actor.sector}"}


def quantities(one: Quantity, other: Quantity) -> Relation:
    """``more than 10,000`` holds 11,000; ``about 4,000`` does not."""
    if one.value is not None and one.value == other.value:
        return "same"
    if (one.low, one.high, one.value) == (other.low, other.high, other.value):
        return "same"
    return "within" if _meet(one, other) else "dispute"


def _meet(one: Quantity, other: Quantity) -> bool:
    low_one, high_one = bounds(one)
    low_other, high_other = bounds(other)
    return low_one <= high_other and low_other <= high_one


def bounds(quantity: Quantity) -> tuple[float, float]:
    """The least and the most that a quantity lets the number be."""
    low, high = quantity.low, quantity.high
    if low is None and high is None and quantity.value is not None:
        leeway = abs(quantity.value) * rules().approximate if quantity.approximate else 0.0
        low, high = quantity.value - leeway, quantity.value + leeway
    return (float("-inf") if low is None else low, float("inf") if high is None else high)


def one_measure(one: Quantity, other: Quantity) -> bool:
    """Whether two quantities count the same thing: one kind, and for open kinds a word in common."""
    if one.kind != other.kind:
        return False
    if one.kind in PEOPLE_COUNTED:
        return True
    words, others = set(fold(one.what).split()), set(fold(other.what).split())
    return bool(words & others) or words == others
