"""One event, field by field: each value, who says so, where it was published, in which words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import msgspec

from linimasa.ask.events import EventShown, event
from linimasa.ask.rows import Row
from linimasa.ask.wording import actors, days, number, place
from linimasa.merge import fields
from linimasa.merge.event import aligned
from linimasa.model import Actor, Claim, Event, FieldValue, Place, Quantity, Relation, Span, When
from linimasa.store import Record


class Saying(msgspec.Struct, frozen=True):
    """A claim that gives a value: its chain of who says so (outermost first), its report, the value's own words.

    ``words`` is None where the value was inferred from elsewhere in the report.
    """

    claim: str
    according_to: tuple[str, ...]
    report: str
    outlet: str | None
    published: str | None
    words: str | None
    sentence: str


class ComparedValue(msgspec.Struct, frozen=True):
    """A value in words, its relation to the one shown, the origins behind it, and who says so."""

    value: str
    relation: Relation
    origins: tuple[str, ...]
    sayings: tuple[Saying, ...]


class ComparedField(msgspec.Struct, frozen=True):
    """A field and its values, the one shown first. ``unsaid``: how many claims do not fill it."""

    name: str
    values: tuple[ComparedValue, ...]
    unsaid: int

    @property
    def disputed(self) -> bool:
        """Whether two of its values contradict each other."""
        return any(value.relation == "dispute" for value in self.values)


class Compared(msgspec.Struct, frozen=True):
    """An event with its fields, those in dispute first, then those told differently, then the others."""

    event: Event
    rows: tuple[Row, ...]
    fields: tuple[ComparedField, ...]


class _Read(msgspec.Struct, frozen=True):
    """How a field's value is read from a claim, told in words, and found in the report."""

    value: Callable[[Claim], Any]
    words: Callable[[Any], str]
    span: Callable[[Any], Span | None]


def compare(record: Record, event_id: str) -> Compared:
    """The event's fields by who says so. Raises QueryError, RecordError."""
    return compared(event(record, event_id))


def compared(shown: EventShown) -> Compared:
    """The fields of an event that is at hand, the sides of its claims the same way round."""
    claims = aligned([row.claim for row in shown.rows])
    rows = [msgspec.structs.replace(row, claim=claim) for row, claim in zip(shown.rows, claims, strict=True)]
    shown = EventShown(shown.event, tuple(rows))
    found = [field for name, read in _readers(shown) if (field := _field(name, read, shown)).values]
    found.sort(key=lambda field: (not field.disputed, len(field.values) == 1))
    return Compared(shown.event, shown.rows, tuple(found))


def _field(name: str, read: _Read, shown: EventShown) -> ComparedField:
    said = {row.claim.id: (row, value) for row in shown.rows if (value := read.value(row.claim)) is not None}
    differing = shown.event.fields.get(name) or _agreed(shown.event, [row for row, _ in said.values()])
    values = tuple(
        ComparedValue(
            value=read.words(said[value.claims[0]][1]),
            relation=value.relation,
            origins=value.origins,
            sayings=tuple(_saying(row, read.span(found)) for row, found in (said[claim] for claim in value.claims)),
        )
        for value in differing
    )
    return ComparedField(name, values, len(shown.rows) - len(said))


def _agreed(event: Event, said: Sequence[Row]) -> tuple[FieldValue, ...]:
    """The one value on which all who fill a field agree."""
    if not said:
        return ()
    reports = {row.report.id for row in said}
    origins = tuple(origin.origin for origin in event.origins if reports & set(origin.reports))
    return (FieldValue(None, tuple(row.claim.id for row in said), origins, (), "same"),)


def _saying(row: Row, span: Span | None) -> Saying:
    claim, report = row.claim, row.report
    start, end = claim.evidence.sentence
    inside = span is not None and start <= span[0] and span[1] <= end
    return Saying(
        claim=claim.id,
        according_to=tuple(voice.name for voice in claim.according_to),
        report=report.id,
        outlet=report.outlet,
        published=report.published,
        words=row.sentence[span[0] - start : span[1] - start] if span is not None and inside else None,
        sentence=row.sentence,
    )


def _readers(shown: EventShown) -> Iterator[tuple[str, _Read]]:
    """The fields that claims may fill differently, under the names that ``Event.fields`` has."""
    yield "when", _Read(fields.WHEN.read, days, _own_span)
    yield "where", _Read(fields.WHERE.read, place, _own_span)
    yield "source", _Read(fields.SOURCE.read, actors, _span_of_all)
    yield "target", _Read(fields.TARGET.read, actors, _span_of_all)
    for name, measure, _ in fields.measures(row.claim for row in shown.rows):
        yield name, _Read(measure.read, number, _own_span)
    if "status" in shown.event.fields or shown.event.status != "actual":
        yield "status", _Read(fields.STATUS.read, str, lambda _: None)


def _own_span(value: When | Place | Quantity) -> Span | None:
    return value.span


def _span_of_all(value: tuple[Actor, ...]) -> Span | None:
    spans = [actor.span for actor in value if actor.span is not None]
    return (min(start for start, _ in spans), max(end for _, end in spans)) if spans else None
