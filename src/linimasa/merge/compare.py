"""Whether two claims tell one event: what speaks for it and against it, and how much."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cache
from typing import Any

import msgspec

from linimasa.language.files import toml
from linimasa.merge.cluster import Limits
from linimasa.merge.sides import Side, compared
from linimasa.merge.telling import Amount, Spot, Telling

_EARTH_KM = 6371.0
_LARGE = frozenset({"country", "admin1"})


class Weights(msgspec.Struct, frozen=True):
    """What each finding adds to the logarithm of the odds that two claims tell one event."""

    bias: float
    of: dict[str, float]


class Comparison(msgspec.Struct, frozen=True):
    """How likely two claims tell one event (log odds), and the findings behind it, weightiest first."""

    score: float
    reasons: tuple[tuple[str, float], ...]

    @property
    def probability(self) -> float:
        """The score as a probability, 0 to 1."""
        return 1 / (1 + math.exp(-self.score))


class Rules(msgspec.Struct, frozen=True):
    """The rules of merging, from ``data/merging.toml``; the file says what each is."""

    recurring: frozenset[str]
    reciprocal: frozenset[str]
    spoken: frozenset[str]
    days_apart: int
    days_apart_recurring: int
    days_apart_undated: int
    near_km: float
    apart_km: float
    approximate: float
    absent: float
    least: float
    most: float
    material: Weights
    verbal: Weights


@cache
def rules() -> Rules:
    """The rules as shipped. Raises DataError where the file is damaged."""
    stored: dict[str, Any] = toml("data", "merging.toml")
    return msgspec.convert(stored, Rules)


def compare(one: Telling, other: Telling) -> Comparison | None:
    """How two claims compare; None where they cannot tell one event whatever else they share.

    Symmetric: the order of the two makes no difference. They cannot where their types differ, where one is
    planned or conditional and the other is not, where their days are too far apart (for kinds of event that
    recur, apart at all), or where no actor, sentence or name that both have ties them together.
    """
    found = findings(one, other)
    if found is None:
        return None
    weights = rules().verbal if one.type in rules().spoken else rules().material
    reasons = [(name, weights.of.get(name, 0.0) * value) for name, value in found.items()]
    score = weights.bias + sum(weight for _, weight in reasons)
    bounded = max(rules().least, min(rules().most, score))
    kept = sorted(((name, round(weight, 2)) for name, weight in reasons if weight), key=lambda it: (-abs(it[1]), it[0]))
    return Comparison(bounded, tuple(kept))


def findings(one: Telling, other: Telling) -> dict[str, float] | None:
    """What two claims share and where they differ, each finding 0 to 1 (days: their number); None: see ``compare``."""
    if one.type != other.type or _happened(one) != _happened(other):
        return None
    found: dict[str, float] = {}
    for name, value in _days(one, other):
        if value is None:
            return None
        found[name] = value
    sides = compared(one, other, reciprocal=one.type in rules().reciprocal)
    found.update(_sides(sides))
    found.update(_place(one.place, other.place))
    found.update(_amounts(one.amounts, other.amounts))
    found.update(_words(one, other))
    if not _tied(sides, found):
        return None
    if one.modes and other.modes:
        found["mode same" if set(one.modes) & set(other.modes) else "mode other"] = 1.0
    if one.status != other.status:
        found["status other"] = 1.0
    if one.report == other.report:
        found["report same"] = 1.0
    return found


def limits(telling: Telling) -> Limits | None:
    """Between which days the event of a claim lies, and the leeway; None where the claim does not say for sure."""
    if telling.days is None or telling.days.basis == "context":
        return None
    recurs = telling.type in rules().recurring
    return telling.days.first, telling.days.last, rules().days_apart_recurring if recurs else rules().days_apart


def _happened(telling: Telling) -> str:
    """Done, not done, or to come: a meeting and its planning are two things; a denial is of the same event."""
    return "done" if telling.status in {"actual", "denied"} else telling.status


def _tied(sides: tuple[Side, Side], found: dict[str, float]) -> bool:
    """Never one event for its type, day and place alone."""
    if any(side in {"same", "within", "named"} for side in sides):
        return True
    return "sentence same" in found or found.get("names", 0.0) > 0.5 or found.get("words", 0.0) > 0.3


def _sides(sides: tuple[Side, Side]) -> Iterator[tuple[str, float]]:
    for name, side in zip(("source", "target"), sides, strict=True):
        yield f"{name} {side}", 1.0
    if all(side in {"same", "within", "named"} for side in sides):
        yield "both sides", 1.0


def _days(one: Telling, other: Telling) -> Iterator[tuple[str, float | None]]:
    """What the days say; a value of None where they cannot be one event's."""
    recurs = one.type in rules().recurring
    if one.days and other.days:
        gap = max(one.days.first, other.days.first) - min(one.days.last, other.days.last)
        sure = "context" not in {one.days.basis, other.days.basis}
        limit = rules().days_apart_recurring if recurs and sure else rules().days_apart
        if gap > limit:
            yield "days", None
        elif gap > 0:
            yield "days apart", float(gap)
        else:
            yield from _overlap(one, other, recurs=recurs)
        return
    first, last = _latest(one), _latest(other)
    if first is None or last is None:
        yield "day unknown", 1.0
        return
    gap = _undated_gap(one, other)
    if gap > rules().days_apart_undated:
        yield "days", None
        return
    yield "day open" if one.days or other.days else "day open both", 1.0
    if gap > 0:
        yield "published apart", float(gap)


def _overlap(one: Telling, other: Telling, *, recurs: bool) -> Iterator[tuple[str, float | None]]:
    assert one.days is not None
    assert other.days is not None
    if (one.days.first, one.days.last) == (other.days.first, other.days.last):
        yield "day same" if one.days.first == one.days.last else "period same", 1.0
    elif recurs and {one.days.precision, other.days.precision} & {"month", "quarter", "year"}:
        # "In June" may be any of the month's many.
        yield "day within", None
    else:
        yield "day within", 1.0


def _latest(telling: Telling) -> int | None:
    return telling.days.last if telling.days else telling.published


def _undated_gap(one: Telling, other: Telling) -> int:
    """Days between what is known: an undated claim tells what happened shortly before it was published."""
    if one.days or other.days:
        dated, undated = (one, other) if one.days else (other, one)
        assert dated.days is not None
        published = undated.published or 0
        if dated.days.first <= published:
            return max(0, published - dated.days.last)
        return dated.days.first - published if dated.days.first - published > 1 else 0
    return abs((one.published or 0) - (other.published or 0))


def _place(one: Spot | None, other: Spot | None) -> Iterator[tuple[str, float]]:
    if one is None or other is None:
        yield "place open", 1.0
    elif one.name == other.name and one.country == other.country:
        yield "place same" if one.precision not in _LARGE else "place same country", 1.0
    elif one.country and other.country and one.country != other.country:
        yield "place other", 1.0
    elif one.precision in _LARGE or other.precision in _LARGE or _lies_in(one, other) or _lies_in(other, one):
        yield "place within", 1.0
    else:
        kilometres = _distance(one, other)
        if kilometres is None or kilometres <= rules().near_km:
            yield "place near", 1.0
        else:
            yield "place other", 1.0


def _lies_in(inner: Spot, outer: Spot) -> bool:
    return outer.admin2 is not None and outer.admin2 == inner.admin2 and outer.precision == "admin2"


def _distance(one: Spot, other: Spot) -> float | None:
    """Kilometres along the great circle (haversine); None where a place has no coordinates."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    phi, psi = math.radians(one.lat), math.radians(other.lat)
    half = math.sin((psi - phi) / 2) ** 2
    half += math.cos(phi) * math.cos(psi) * math.sin(math.radians(other.lon - one.lon) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def _amounts(one: tuple[Amount, ...], other: tuple[Amount, ...]) -> Iterator[tuple[str, float]]:
    """Numbers of one kind that agree tell more than that two of them differ: tolls rise."""
    pairs = [(left, right) for left in one for right in other if left.kind == right.kind]
    if any(left.value is not None and left.value == right.value for left, right in pairs):
        yield "figure same", 1.0
    elif pairs:
        yield "figure other", 1.0


def _words(one: Telling, other: Telling) -> Iterator[tuple[str, float]]:
    if one.sentence == other.sentence:
        yield "sentence same", 1.0
    yield "names", one.names.likeness(other.names, None)
    if one.language == other.language:
        yield "words", one.words.likeness(other.words, one.language)
        yield "story", one.story.likeness(other.story, one.language)
    else:
        yield "language other", 1.0
