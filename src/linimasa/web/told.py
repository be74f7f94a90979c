"""An event's fields in the words of the interface."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from linimasa.ask import Compared, ComparedField, ComparedValue, Saying, Thread
from linimasa.language.fold import fold
from linimasa.model import Claim, Quantity
from linimasa.web.fields import amount, period
from linimasa.web.words import Words

_IN_SIGHT = 4
PLAIN = ("when", "where", "source", "target", "status")


class Point(msgspec.Struct, frozen=True):
    """A number that a report gives: when it was published, the number, its words and its outlet."""

    published: str
    number: float
    value: str
    outlet: str


class ToldValue(msgspec.Struct, frozen=True):
    """A value of a field in words, and who says so: one saying of each report, ``more`` of them folded away."""

    value: str
    relation: str
    origins: tuple[str, ...]
    sayings: tuple[Saying, ...]
    more: tuple[Saying, ...]


class ToldField(msgspec.Struct, frozen=True):
    """A field by its name in the interface; ``points`` where it is a number that reports give differently."""

    name: str
    label: str
    disputed: bool
    unsaid: int
    values: tuple[ToldValue, ...]
    points: tuple[Point, ...] = ()


def told(compared: Compared, words: Words) -> list[ToldField]:
    """The fields of an event, disagreements first, in words."""
    claims = {row.claim.id: row.claim for row in compared.rows}
    return [_field(field, claims, words) for field in compared.fields]


def why(thread: Thread, words: Words) -> str:
    """Why another event is thought to be of the story, in words: the bond, the days between, who tells both."""
    when = period(thread.event.when, words) if thread.event.when else ""
    tied = f"thread.{thread.bond.replace(' ', '_')}"
    parts = [words(tied, when=when, gap=_gap(thread.days, words))] if words.has(tied) else []
    if thread.together:
        parts.append(words.count("thread.together", thread.together))
    return "; ".join(parts)


def _gap(days: int | None, words: Words) -> str:
    if not days:
        return words("thread.same_day")
    return words.count("thread.days_before" if days < 0 else "thread.days_later", abs(days))


def label(name: str, words: Words) -> str:
    """What a field of an event is called: the kind of a number, or what it counts."""
    if name in PLAIN:
        return words(f"field.{name}")
    kind, _, what = name.partition(": ")
    return what or words.known("quantity", kind)


def value_of(name: str, claim: Claim, words: Words) -> str:
    """What a claim says of a field, in words."""
    if name in ("source", "target"):
        return ", ".join(actor.name for actor in getattr(claim, name)) or "—"
    if name == "when":
        return period(claim.when, words) if claim.when else "—"
    if name == "where":
        return claim.where.name if claim.where else "—"
    if name == "status":
        return words(f"status.{claim.status}")
    quantity = _quantity(name, claim)
    return amount(quantity, words) if quantity else "—"


def _field(field: ComparedField, claims: dict[str, Claim], words: Words) -> ToldField:
    values = tuple(_value(field.name, value, claims, words) for value in field.values)
    numbers = field.name not in PLAIN and len(values) > 1
    return ToldField(
        name=field.name,
        label=label(field.name, words),
        disputed=field.disputed,
        unsaid=field.unsaid,
        values=values,
        points=tuple(_points(field, claims, words)) if numbers else (),
    )


def _value(name: str, value: ComparedValue, claims: dict[str, Claim], words: Words) -> ToldValue:
    said = value_of(name, claims[value.sayings[0].claim], words)
    # Of each report the saying that has the value's own words; of them, those that say who says so.
    best: dict[str, Saying] = {}
    for saying in sorted(value.sayings, key=lambda saying: (saying.words is None, not saying.according_to)):
        best.setdefault(saying.report, saying)
    shown = [saying for saying in value.sayings if best[saying.report] is saying]
    return ToldValue(said, value.relation, value.origins, tuple(shown[:_IN_SIGHT]), tuple(shown[_IN_SIGHT:]))


def _points(field: ComparedField, claims: dict[str, Claim], words: Words) -> list[Point]:
    found = []
    for value in field.values:
        for saying in value.sayings:
            quantity = _quantity(field.name, claims[saying.claim])
            number = _number(quantity) if quantity else None
            if quantity and number is not None and saying.published:
                found.append(Point(saying.published, number, amount(quantity, words), saying.outlet or saying.report))
    return sorted(found, key=lambda point: (point.published, point.number))


def _quantity(name: str, claim: Claim) -> Quantity | None:
    kind, _, what = name.partition(": ")
    found = [
        quantity for quantity in claim.quantities if quantity.kind == kind and (not what or fold(quantity.what) == what)
    ] or [quantity for quantity in claim.quantities if quantity.kind == kind]
    return max(found, key=lambda quantity: _number(quantity) or 0.0, default=None)


def _number(quantity: Quantity) -> float | None:
    return next((value for value in (quantity.value, quantity.low, quantity.high) if value is not None), None)


def placed(points: Sequence[Point], width: int, height: int) -> list[tuple[float, float, Point]]:
    """Where the numbers stand in a chart of this size: time of publication to the right, the number upwards from 0."""
    moments = sorted({point.published[:10] for point in points})
    most = max((point.number for point in points), default=0.0) or 1.0
    step = width / max(1, len(moments) - 1) if len(moments) > 1 else 0
    return [
        (round(moments.index(point.published[:10]) * step, 1), round(height - point.number / most * height, 1), point)
        for point in points
    ]
