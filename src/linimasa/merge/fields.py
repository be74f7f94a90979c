"""The fields of an event: which values its claims give, who says each, and how they relate to the one shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any, Generic, TypeVar

import msgspec

from linimasa.language.fold import fold
from linimasa.merge import values
from linimasa.merge.roots import Made, Root
from linimasa.model import Actor, Claim, FieldValue, Headline, Place, Quantity, Relation, When

Value = TypeVar("Value")
_TOLLS = frozenset({"killed", "injured", "detained", "displaced"})
_FINEST = ("day", "week", "month", "quarter", "year", "range")
_NEAREST = ("site", "district", "city", "admin2", "admin1", "country")
_CONTRADICTING = frozenset({"actual", "denied"})


class Told(msgspec.Struct, frozen=True):
    """A claim of an event with its origin."""

    made: Made
    root: Root

    @property
    def claim(self) -> Claim:
        """The claim."""
        return self.made.claim

    @property
    def said_by(self) -> str:
        """The nearest named voice, else the outlet."""
        voices = self.claim.according_to
        return voices[-1].name if voices else self.made.outlet or self.made.report


class Candidate(msgspec.Struct, Generic[Value]):
    """A value and the claims that give it, earliest publication first."""

    value: Value
    told: list[Told]

    @property
    def origins(self) -> tuple[str, ...]:
        """The independent origins behind it."""
        return tuple(dict.fromkeys(told.root.name for told in self.told))


class Field(msgspec.Struct, Generic[Value], frozen=True):
    """How one field is read from a claim, compared, and how precise and how cautious a value of it is."""

    read: Callable[[Claim], Value | None]
    relation: Callable[[Value, Value], Relation]
    precision: Callable[[Value], float]
    least: Callable[[Value], float]


def shown(
    field: Field[Value], told: Sequence[Told], rule: Headline, *, rises: bool = False
) -> tuple[Value | None, tuple[FieldValue, ...]]:
    """The value of a field by ``rule``, and all values where claims differ (else none), the shown one first.

    ``rises``: a number that grows as reports come in, so that a later, larger one is an update.
    """
    candidates = _candidates(field, told)
    if not candidates:
        return None, ()
    chosen = max(candidates, key=lambda candidate: _rank(field, candidate, candidates, rule))
    if len(candidates) == 1:
        return _unspanned(chosen.value), ()
    ordered = [chosen, *(candidate for candidate in candidates if candidate is not chosen)]
    return _unspanned(chosen.value), tuple(_field_value(field, chosen, candidate, rises=rises) for candidate in ordered)


def _candidates(field: Field[Value], told: Sequence[Told]) -> list[Candidate[Value]]:
    candidates: list[Candidate[Value]] = []
    for one in told:
        value = field.read(one.claim)
        if value is None:
            continue
        same = next((known for known in candidates if field.relation(known.value, value) == "same"), None)
        if same is None:
            candidates.append(Candidate(value, [one]))
        else:
            same.told.append(one)
    return candidates


def _rank(
    field: Field[Value], candidate: Candidate[Value], candidates: Sequence[Candidate[Value]], rule: Headline
) -> tuple[float, ...]:
    """What is compared to choose the value shown; the more, the better."""
    precision, least = field.precision(candidate.value), field.least(candidate.value)
    support = {
        origin
        for other in candidates
        if field.relation(candidate.value, other.value) != "dispute" and field.precision(other.value) <= precision
        for origin in other.origins
    }
    claims = float(len(candidate.told))
    latest = float(max((_moment(told.made.published) for told in candidate.told), default=0))
    by: dict[Headline, tuple[float, ...]] = {
        "origins": (len(support), len(candidate.origins), precision, claims, latest),
        "precise": (precision, len(support), claims, latest),
        "latest": (latest, len(support), precision, claims),
        "conservative": (-least, len(support), -precision, claims),
    }
    return by[rule]


def _moment(published: str | None) -> int:
    """A publication as a number that grows with time; 0 where unknown. Only digits count, to the minute."""
    digits = "".join(char for char in (published or "")[:16] if char.isdigit())
    return int(digits.ljust(12, "0")) if digits else 0


def _field_value(
    field: Field[Value], chosen: Candidate[Value], candidate: Candidate[Value], *, rises: bool
) -> FieldValue:
    relation: Relation = "same" if candidate is chosen else field.relation(chosen.value, candidate.value)
    if relation == "dispute" and rises and _rose(field, chosen, candidate):
        relation = "update"
    return FieldValue(
        value=msgspec.to_builtins(_unspanned(candidate.value)),
        claims=tuple(told.claim.id for told in candidate.told),
        origins=candidate.origins,
        said_by=tuple(dict.fromkeys(told.said_by for told in candidate.told)),
        relation=relation,
    )


def _rose(field: Field[Value], one: Candidate[Value], other: Candidate[Value]) -> bool:
    """Whether the smaller number was published on an earlier day than the larger: within a day, who can tell."""
    smaller, larger = sorted((one, other), key=lambda candidate: field.least(candidate.value))
    before = [told.made.published[:10] for told in smaller.told if told.made.published]
    after = [told.made.published[:10] for told in larger.told if told.made.published]
    return bool(before) and bool(after) and min(before) < min(after) and max(before) <= max(after)


def _unspanned(value: Any) -> Any:
    """A value without its span: of an event, it would not say in which report."""
    if isinstance(value, tuple):
        return tuple(_unspanned(part) for part in value)
    if isinstance(value, Actor | When | Place | Quantity):
        return msgspec.structs.replace(value, span=None)
    return value


def _day_count(when: When) -> float:
    return float((date.fromisoformat(when.end) - date.fromisoformat(when.start)).days)


WHEN: Field[When] = Field(
    read=lambda claim: claim.when,
    relation=values.dates,
    precision=lambda when: -_day_count(when),
    least=lambda when: -_day_count(when),
)
WHERE: Field[Place] = Field(
    read=lambda claim: claim.where,
    relation=values.places,
    precision=lambda place: -float(_NEAREST.index(place.precision)),
    least=lambda place: -float(_NEAREST.index(place.precision)),
)


def _side_field(read: Callable[[Claim], tuple[Actor, ...]]) -> Field[tuple[Actor, ...]]:
    def precision(actors: tuple[Actor, ...]) -> float:
        return sum(2.0 if actor.id and actor.id != actor.country else 1.0 if actor.id else 0.0 for actor in actors)

    return Field(read=lambda claim: read(claim) or None, relation=values.sides, precision=precision, least=precision)


SOURCE = _side_field(lambda claim: claim.source)
TARGET = _side_field(lambda claim: claim.target)


def _status_relation(one: str, other: str) -> Relation:
    if one == other:
        return "same"
    return "dispute" if {one, other} == _CONTRADICTING else "within"


STATUS: Field[Any] = Field(
    read=lambda claim: claim.status,
    relation=_status_relation,
    precision=lambda _: 0.0,
    least=lambda status: float(status == "actual"),
)


def measures(claims: Iterable[Claim]) -> Iterator[tuple[str, Field[Quantity], bool]]:
    """What the claims count: name of the field, how it is read, whether such a number rises with time.

    Of several numbers of one measure in one claim the largest is the whole, the others its parts.
    """
    models: list[Quantity] = []
    for claim in claims:
        for quantity in claim.quantities:
            if not any(values.one_measure(model, quantity) for model in models):
                models.append(quantity)
    for model in models:
        name = model.kind if model.kind in values.PEOPLE_COUNTED else f"{model.kind}: {fold(model.what)}"
        yield name, _measure(model), model.kind in _TOLLS


def _measure(model: Quantity) -> Field[Quantity]:
    def read(claim: Claim) -> Quantity | None:
        found = [quantity for quantity in claim.quantities if values.one_measure(model, quantity)]
        return max(found, key=_size, default=None)

    def precision(quantity: Quantity) -> float:
        return float(quantity.value is not None) + float(not quantity.approximate)

    return Field(read=read, relation=values.quantities, precision=precision, least=_size)


def _size(quantity: Quantity) -> float:
    known = (quantity.value, quantity.low, quantity.high)
    return next((number for number in known if number is not None), 0.0)
