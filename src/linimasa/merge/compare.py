"""Whether two claims tell one event: what speaks for it and against it, and how much."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cache
from operator import attrgetter
from typing import Any, Literal

import msgspec

from linimasa.language.files import table, toml
from linimasa.merge.cluster import Limits
from linimasa.merge.sides import Side, compared
from linimasa.merge.telling import Amount, Days, Spot, Telling
from linimasa.merge.words import Bag

_EARTH_KM = 6371.0
LONG = 7
"""Days; a span that is longer is no date of one act."""
_LARGE = frozenset({"country", "admin1"})
Agree = Literal["same", "other"]
Places = Literal["same", "same country", "within", "near", "open", "other"]
ALIKE: frozenset[Side] = frozenset({"same", "within", "named"})
_TYING = frozenset(f"{end} {side}" for end in ("source", "target") for side in ALIKE)
_BAGS: dict[str, Callable[[Telling], Bag]] = {
    "names": attrgetter("names"),
    "words": attrgetter("words"),
    "near words": attrgetter("near"),
    "story": attrgetter("story"),
}
_ALIKE_IN_ALL_LANGUAGES = frozenset({"names"})


class Comparison(msgspec.Struct, frozen=True):
    """How likely two claims tell one event (log odds), and the findings behind it, weightiest first."""

    score: float
    reasons: tuple[tuple[str, float], ...]

    @property
    def probability(self) -> float:
        """The score as a probability, 0 to 1."""
        return probability(self.score)


def probability(score: float) -> float:
    """Log odds as a probability, 0 to 1."""
    return 1 / (1 + math.exp(-score))


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
    if _contradict(one, found):
        return Comparison(rules().contradiction, (("others", rules().contradiction),))
    reasons = [(name, weights().get(name, 0.0) * value) for name, value in found.items()]
    bounded = max(rules().least, min(rules().most, _weighed(found)))
    kept = sorted(((name, round(weight, 2)) for name, weight in reasons if weight), key=lambda it: (-abs(it[1]), it[0]))
    return Comparison(bounded, tuple(kept))


def score(one: Telling, other: Telling) -> float | None:
    """The score of `compare`; None where that is None, or says no more than that two claims were not compared.

    Quicker: what only the words could tell is looked for as long as they can make a difference.
    """
    found = _circumstances(one, other)
    if found is None:
        return None
    absent = rules().absent
    contradict = _contradict(one, found)
    if contradict and not _TYING.isdisjoint(found):
        return rules().contradiction
    by_words = _sentences(one, other)
    total = _weighed(found) + sum([weights().get(name, 0.0) for name in by_words])
    for name, bag, language_alike, weight, room in likenesses(one.language == other.language):
        if total + room <= absent and not contradict:
            return None
        likeness = bag(one).likeness(bag(other), None if language_alike else one.language)
        by_words[name] = likeness
        total += weight * likeness
    if not _tied(found, by_words):
        return None
    if contradict:
        return rules().contradiction
    return min(rules().most, total) if total > absent else None


def _weighed(found: dict[str, float]) -> float:
    learned = weights()
    known = [learned[name] * value for name, value in found.items() if name in learned]
    total = 0.0
    for weight in known:  # not sum(), which rounds otherwise from one release of Python to the next
        total += weight
    return learned["bias"] - rules().threshold + total


@cache
def likenesses(one_language: bool) -> tuple[tuple[str, Callable[[Telling], Bag], bool, float, float], ...]:
    """The likenesses of words, that which may tell most first: the name, the bag, whether it is alike in all
    languages, the weight, and how much it and those after it may add to a score."""
    names = _BAGS if one_language else _ALIKE_IN_ALL_LANGUAGES
    ordered = sorted(names, key=lambda name: -abs(weights().get(name, 0.0)))
    known = [weights().get(name, 0.0) for name in ordered]
    return tuple(
        (name, _BAGS[name], name in _ALIKE_IN_ALL_LANGUAGES, known[at], sum(max(0.0, weight) for weight in known[at:]))
        for at, name in enumerate(ordered)
    )


def findings(one: Telling, other: Telling) -> dict[str, float] | None:
    """What two claims share and where they differ, each finding 0 to 1 (days: their number); None: see ``compare``."""
    found = _circumstances(one, other)
    if found is None:
        return None
    by_words = _words(one, other)
    return {**found, **by_words} if _tied(found, by_words) else None


def _circumstances(one: Telling, other: Telling) -> dict[str, float] | None:
    """All findings but those of the words; None where the two cannot tell one event."""
    if one.type != other.type or happened(one) != happened(other):
        return None
    found: dict[str, float] = {}
    _add_days(found, one, other)
    if found.get("days apart", 0.0) > rules().days_counted:
        return None
    _add_sides(found, one, other)
    _add_place(found, one.place, other.place)
    if figure := amounts(one.amounts, other.amounts):
        found[f"figure {figure}"] = 1.0
    _add_kind(found, one, other)
    return found


def limits(telling: Telling) -> Limits | None:
    """Between which days the event of a claim lies, and the leeway; None where the claim does not say for sure.

    A day from elsewhere in the report is not sure, but of what recurs it is all that tells one day's from the next's.
    """
    recurs = telling.type in rules().recurring
    if telling.days is None or (telling.days.basis == "context" and not recurs):
        return None
    return telling.days.first, telling.days.last, rules().days_apart_recurring if recurs else rules().days_apart


def happened(telling: Telling) -> str:
    """Done, not done, or to come: a meeting and its planning are two things; a denial is of the same event."""
    return "done" if telling.status in {"actual", "denied"} else telling.status


def _tied(found: dict[str, float], by_words: dict[str, float]) -> bool:
    """Never one event for its type, day and place alone."""
    if not _TYING.isdisjoint(found):
        return True
    return any(by_words.get(name, 0.0) > least for name, least in rules().ties.items())


def _contradict(one: Telling, found: dict[str, float]) -> bool:
    return ("source apart" in found or "target apart" in found) and one.type in rules().reciprocal


def _add_sides(found: dict[str, float], one: Telling, other: Telling) -> None:
    source, target = compared(one, other, reciprocal=one.type in rules().reciprocal)
    found[f"source {source}"] = found[f"target {target}"] = 1.0
    if source in ALIKE and target in ALIKE:
        found["both sides"] = 1.0


def _add_days(found: dict[str, float], one: Telling, other: Telling) -> None:
    """How far the days of two claims are apart; of an undated claim, that of its publication from the event's."""
    counted = float(rules().days_counted)
    if one.days and other.days:
        _add_gap(found, one.type, one.days, other.days)
    elif one.days or other.days:
        dated, undated = (one, other) if one.days else (other, one)
        assert dated.days is not None
        if undated.published is not None:
            found["published after"] = min(counted, max(0.0, undated.published - dated.days.last))
            found["published before"] = min(counted, max(0.0, dated.days.first - undated.published))
    if one.published is not None and other.published is not None:
        found["published apart"] = min(counted, float(abs(one.published - other.published)))


def _add_gap(found: dict[str, float], of_type: str, one: Days, other: Days) -> None:
    gap = max(one.first, other.first) - min(one.last, other.last)
    found["both dated"] = 1.0
    if gap > 0:
        found["days apart"] = float(gap)
        found["another day"] = 1.0
        if of_type in rules().recurring:
            found["another day of what recurs"] = 1.0
        if "context" in {one.basis, other.basis}:
            found["another day by context"] = 1.0
    elif (one.first, one.last) == (other.first, other.last):
        found["same days"] = 1.0
    if (one.last - one.first > LONG) != (other.last - other.first > LONG):
        found["day in long span"] = 1.0


def _add_place(found: dict[str, float], one: Spot | None, other: Spot | None) -> None:
    found[f"place {places(one, other)}"] = 1.0


def places(one: Spot | None, other: Spot | None) -> Places:
    """How two places compare; ``open``: a claim does not say."""
    if one is None or other is None:
        return "open"
    if one.name == other.name and one.country == other.country:
        return "same country" if {one.precision, other.precision} <= _LARGE else "same"
    if one.country and other.country and one.country != other.country:
        return "other"
    if one.precision in _LARGE or other.precision in _LARGE or _lies_in(one, other) or _lies_in(other, one):
        return "within"
    kilometres = _distance(one, other)
    return "near" if kilometres is None or kilometres <= rules().near_km else "other"


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


def amounts(one: tuple[Amount, ...], other: tuple[Amount, ...]) -> Agree | None:
    """Whether two claims' numbers of one kind agree; None where they count different things.

    Two that agree tell more than that two differ: tolls rise.
    """
    pairs = [(left, right) for left in one for right in other if left.kind == right.kind]
    if any(left.value is not None and left.value == right.value for left, right in pairs):
        return "same"
    return "other" if pairs else None


def modes(one: tuple[str, ...], other: tuple[str, ...]) -> Agree | None:
    """Whether two claims share a mode; None where one of them has none."""
    if not one or not other:
        return None
    return "other" if set(one).isdisjoint(other) else "same"


def _words(one: Telling, other: Telling) -> dict[str, float]:
    found = _sentences(one, other)
    for name in _BAGS if one.language == other.language else _ALIKE_IN_ALL_LANGUAGES:
        found[name] = _likeness(one, other, name)
    return found


def _likeness(one: Telling, other: Telling, name: str) -> float:
    bag = _BAGS[name]
    return bag(one).likeness(bag(other), None if name in _ALIKE_IN_ALL_LANGUAGES else one.language)


def _sentences(one: Telling, other: Telling) -> dict[str, float]:
    found = {}
    if one.sentence == other.sentence and one.report != other.report:
        found["sentence same"] = 1.0
    if one.language != other.language:
        found["language other"] = 1.0
    return found


def _add_kind(found: dict[str, float], one: Telling, other: Telling) -> None:
    if one.act == other.act and one.language == other.language:
        found["act same"] = 1.0
    if mode := modes(one.modes, other.modes):
        found[f"mode {mode}"] = 1.0
    if one.status != other.status:
        found["status other"] = 1.0
    if one.report == other.report:
        found["report same"] = 1.0
        if one.sentence == other.sentence:
            found["told twice in a sentence"] = 1.0
    if one.type in rules().recurring:
        found["recurs"] = 1.0
    if one.type in rules().spoken:
        found["spoken"] = 1.0
