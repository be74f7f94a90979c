"""How two claims' sides compare: who acts, who is acted upon."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from linimasa.merge.telling import Party, Telling
from linimasa.resolve.spellings import one_person

Side = Literal["same", "within", "named", "kind", "open", "other", "apart"]
"""``same``: one actor. ``within``: a state and somebody of it. ``named``: names share a word. ``kind``: of
one sector, neither of them named. ``open``: a claim does not say. ``other``: two different actors;
``apart``: two different people, or actors of two countries."""

ORDER: tuple[Side, ...] = ("same", "named", "within", "kind", "open", "other", "apart")


def compared(one: Telling, other: Telling, *, reciprocal: bool) -> tuple[Side, Side]:
    """How the sources and the targets compare; of a reciprocal event either side may be told first."""
    straight = side(one.source, other.source), side(one.target, other.target)
    if not reciprocal:
        return straight
    # Which of two crossed sides is the source depends on whose claim is read first: the nearer one stands for it.
    one_way, other_way = sorted((side(one.source, other.target), side(one.target, other.source)), key=ORDER.index)
    crossed = one_way, other_way
    return min(straight, crossed, key=lambda sides: sum(ORDER.index(found) for found in sides))


@lru_cache(maxsize=100_000)
def side(one: tuple[Party, ...], other: tuple[Party, ...]) -> Side:
    """How the nearest two actors of two sides compare."""
    if not one or not other:
        return "open"
    return min((_parties(left, right) for left in one for right in other), key=ORDER.index)


def _parties(one: Party, other: Party) -> Side:
    if one.id and other.id:
        if one.id == other.id:
            return "same"
        if one.is_person and other.is_person and one_person(one.id, other.id):
            return "named"
        if (one.is_person and other.is_person) or _countries_differ(one, other):
            return "apart"
        return "within" if _one_state(one, other) else "other"
    if _countries_differ(one, other):
        return "apart"
    if one.words & other.words:
        return "named"
    if _one_state(one, other):
        return "within"
    # A role or a kind of people ("the president", "police") may be anybody of that sector.
    if one.sector and one.sector == other.sector and not (one.is_person and other.is_person):
        return "kind"
    return "other"


def _one_state(one: Party, other: Party) -> bool:
    """Whether one of them is the state (or its government) that the other belongs to."""
    if not one.country or one.country != other.country:
        return False
    return one.is_state or other.is_state or _governs(one, other) or _governs(other, one)


def _governs(one: Party, other: Party) -> bool:
    """Whether ``one`` is an organ of the country without a name of its own, and ``other`` of the same sector."""
    return one.id == f"{one.country}-{one.sector}" and one.sector == other.sector


def _countries_differ(one: Party, other: Party) -> bool:
    return bool(one.country and other.country and one.country != other.country)
