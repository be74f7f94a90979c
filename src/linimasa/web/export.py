"""A selection as a file to be taken away."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from litestar import Response

from linimasa.ask import Row
from linimasa.model import Event
from linimasa.web.fields import amount
from linimasa.web.words import Words

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would take as the beginning of a formula."""

_COLUMNS = (
    "claim", "type", "modes", "status", "certainty", "source", "target", "according_to", "start", "end", "precision",
    "basis", "place", "country", "lat", "lon", "quantities", "words", "confidence", "outlet", "published", "title",
    "url", "report",
)  # fmt: skip

_EVENT_COLUMNS = (
    "event", "type", "modes", "status", "source", "target", "start", "end", "precision", "basis", "place", "country",
    "lat", "lon", "quantities", "first_published", "reports", "publishers", "origins", "named_origins", "disputed",
    "claims",
)  # fmt: skip


def rows_as_csv(rows: Sequence[Row], words: Words) -> Response[bytes]:
    """One claim a line, UTF-8; no cell is a formula to a spreadsheet."""
    return table_as_csv("claims.csv", _COLUMNS, (_cells(row, words) for row in rows))


def events_as_csv(events: Sequence[Event], words: Words) -> Response[bytes]:
    """One event a line, UTF-8; no cell is a formula to a spreadsheet."""
    return table_as_csv("events.csv", _EVENT_COLUMNS, (_event_cells(event, words) for event in events))


def table_as_csv(name: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Response[bytes]:
    """A table, UTF-8; no cell is a formula to a spreadsheet."""
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(columns)
    table.writerows([_plain("" if value is None else value) for value in row] for row in rows)
    return _file(written.getvalue().encode("utf-8-sig"), "text/csv; charset=utf-8", name)


def as_json(answers: Sequence[Any], name: str) -> Response[bytes]:
    """The answers as one JSON array."""
    return _file(msgspec.json.format(msgspec.json.encode(answers)), "application/json", name)


def _file(content: bytes, kind: str, name: str) -> Response[bytes]:
    return Response(content, media_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _plain(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _cells(row: Row, words: Words) -> list[Any]:
    claim, report = row.claim, row.report
    when, where = claim.when, claim.where
    return [
        claim.id, claim.type, "; ".join(claim.modes), claim.status, claim.certainty,
        "; ".join(actor.name for actor in claim.source), "; ".join(actor.name for actor in claim.target),
        " > ".join(voice.name for voice in claim.according_to),
        when.start if when else "", when.end if when else "", when.precision if when else "",
        when.basis if when else "", where.name if where else "", where.country if where else "",
        where.lat if where else "", where.lon if where else "",
        "; ".join(amount(quantity, words) for quantity in claim.quantities), row.sentence, claim.confidence,
        report.outlet or "", report.published or "", report.title or "", report.url or "", report.id,
    ]  # fmt: skip


def _event_cells(event: Event, words: Words) -> list[Any]:
    when, where = event.when, event.where
    return [
        event.id, event.type, "; ".join(event.modes), event.status,
        "; ".join(actor.name for actor in event.source), "; ".join(actor.name for actor in event.target),
        when.start if when else "", when.end if when else "", when.precision if when else "",
        when.basis if when else "", where.name if where else "", where.country if where else "",
        where.lat if where else "", where.lon if where else "",
        "; ".join(amount(quantity, words) for quantity in event.quantities), event.first_published or "",
        event.reports, event.publishers, len(event.origins), "; ".join(origin.origin for origin in event.origins),
        "; ".join(event.disputed), "; ".join(event.claims),
    ]  # fmt: skip
