"""Whether two claims tell one event: what speaks for it and against it, and how much."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cache
from typing import Any

import msgspec

from linimasa.language.files import table, toml
from linimasa.merge.cluster import Limits
from linimasa.merge.sides import Side, compared
from linimasa.merge.telling import Amount, Spot, Telling

_EARTH_KM = 6371.0
_LONG = 7
"""Days; a span that is longer is no date of one act."""
_LARGE = frozenset({"country", "admin1"})


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
    days_counted: int
    near_km: float
    approximate: float
    absent: float
    contradiction: float
    least: float
    most: float
    threshold: float
    ties: dict[str, float]


@cache
def rules() -> Rules:
    """The rules as shipped. Raises DataError where the file is damaged."""
    stored: dict[str, Any] = toml("data", "merging.toml")
    return msgspec.convert(stored, Rules)


@cache
def weights() -> dict[str, float]:
    """What each finding adds to the log odds that two claims tell one event (``data/merging_weights.tsv``)."""
    return {row["finding"]: float(row["weight"]) for row in table("data", "merging_weights.tsv")}


def compare(one: Telling, other: Telling) -> Comparison | None:
    """How two claims compare; None where they cannot tell one event whatever else they share.

    They cannot where their types differ, where one is planned or conditional and the other is not, where their
    days are more than a week apart, or where no actor, sentence, name or story that both have ties them together.
    Of what two do together, claims that name other people or countries contradict each other: their score
    outweighs all others. Symmetric: the order of the two makes no difference.
    """
    found = findings(one, other)
    if found is None:
        return None
    if one.type in rules().reciprocal and ("source apart" in found or "target apart" in found):
        return Comparison(rules().contradiction, (("others", rules().contradiction),))
    learned = weights()
    reasons = [(name, learned.get(name, 0.0) * value) for name, value in found.items()]
    score = learned["bias"] + sum(weight for _, weight in reasons) - rules().threshold
    bounded = max(rules().least, min(rules().most, score))
    kept = sorted(((name, round(weight, 2)) for name, weight in reasons if weight), key=lambda it: (-abs(it[1]), it[0]))
    return Comparison(bounded, tuple(kept))


def findings(one: Telling, other: Telling) -> dict[str, float] | None:
    """What two claims share and where they differ, each finding 0 to 1 (days: their number); None: see ``compare``."""
    if one.type != other.type or _happened(one) != _happened(other):
        return None
    found: dict[str, float] = {}
    found.update(_days(one, other))
    if found.get("days apart", 0.0) > rules().days_counted:
        return None
    sides = compared(one, other, reciprocal=one.type in rules().reciprocal)
    found.update(_sides(sides))
    found.update(_place(one.place, other.place))
    found.update(_amounts(one.amounts, other.amounts))
    found.update(_words(one, other))
    if not _tied(sides, found):
        return None
    found.update(_kind(one, other))
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
    return any(found.get(name, 0.0) > least for name, least in rules().ties.items())


def _sides(sides: tuple[Side, Side]) -> Iterator[tuple[str, float]]:
    for name, side in zip(("source", "target"), sides, strict=True):
        yield f"{name} {side}", 1.0
    if all(side in {"same", "within", "named"} for side in sides):
        yield "both sides", 1.0


def _days(one: Telling, other: Telling) -> Iterator[tuple[str, float]]:
    """How far the days of two claims are apart; of an undated claim, that of its publication from the event's."""
    counted = float(rules().days_counted)
    if one.days and other.days:
        gap = max(one.days.first, other.days.first) - min(one.days.last, other.days.last)
        yield "both dated", 1.0
        if gap > 0:
            yield "days apart", float(gap)
            yield "another day", 1.0
            if one.type in rules().recurring:
                yield "another day of what recurs", 1.0
            if "context" in {one.days.basis, other.days.basis}:
                yield "another day by context", 1.0
        elif (one.days.first, one.days.last) == (other.days.first, other.days.last):
            yield "same days", 1.0
        if (one.days.last - one.days.first > _LONG) != (other.days.last - other.days.first > _LONG):
            yield "day in long span", 1.0
    elif one.days or other.days:
        dated, undated = (one, other) if one.days else (other, one)
        assert dated.days is not None
        if undated.published is not None:
            yield "published after", min(counted, max(0.0, undated.published - dated.days.last))
            yield "published before", min(counted, max(0.0, dated.days.first - undated.published))
    if one.published is not None and other.published is not None:
        yield "published apart", min(counted, float(abs(one.published - other.published)))


def _place(one: Spot | None, other: Spot | None) -> Iterator[tuple[str, float]]:
    if one is None or other is None:
        yield "place open", 1.0
    elif one.name == other.name and one.country == other.country:
        yield "place same country" if {one.precision, other.precision} <= _LARGE else "place same", 1.0
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
    if one.sentence == other.sentence and one.report != other.report:
        yield "sentence same", 1.0
    yield "names", one.names.likeness(other.names, None)
    if one.language == other.language:
        yield "words", one.words.likeness(other.words, one.language)
        yield "near words", one.near.likeness(other.near, one.language)
        yield "story", one.story.likeness(other.story, one.language)
    else:
        yield "language other", 1.0


def _kind(one: Telling, other: Telling) -> Iterator[tuple[str, float]]:
    if one.act == other.act and one.language == other.language:
        yield "act same", 1.0
    if one.modes and other.modes:
        yield "mode same" if set(one.modes) & set(other.modes) else "mode other", 1.0
    if one.status != other.status:
        yield "status other", 1.0
    if one.report == other.report:
        yield "report same", 1.0
        if one.sentence == other.sentence:
            yield "told twice in a sentence", 1.0
    if one.type in rules().recurring:
        yield "recurs", 1.0
    if one.type in rules().spoken:
        yield "spoken", 1.0
