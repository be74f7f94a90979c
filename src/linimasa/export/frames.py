"""Answers as pandas data frames (``pip install 'linimasa[frames]'``): one row an event, a claim or a value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from linimasa.ask import Compared, Row
from linimasa.ask.wording import actors, number
from linimasa.errors import QueryError
from linimasa.model import Actor, Event, Place, When

if TYPE_CHECKING:
    import pandas as pd

_DATES = ("start", "end")


def event_frame(events: Iterable[Event]) -> pd.DataFrame:
    """One row an event, indexed by its id.

    Columns: ``type`` ``status`` ``start`` ``end`` (timestamps, NaT where undated) ``precision`` ``source``
    ``target`` (names) ``source_ids`` ``target_ids`` ``place`` ``country`` ``lat`` ``lon`` ``quantities``
    ``first_published`` ``claims`` ``reports`` ``publishers`` ``origins`` (numbers) ``disputed`` (fields).
    Raises QueryError where pandas is not installed.
    """
    rows = [
        {
            "id": event.id,
            "type": event.type,
            "status": event.status,
            **_when(event.when),
            **_sides(event.source, event.target),
            **_where(event.where),
            "quantities": "; ".join(map(number, event.quantities)),
            "first_published": event.first_published,
            "claims": len(event.claims),
            "reports": event.reports,
            "publishers": event.publishers,
            "origins": len(event.origins),
            "disputed": ", ".join(event.disputed),
        }
        for event in events
    ]
    return _frame(rows)


def claim_frame(rows: Iterable[Row]) -> pd.DataFrame:
    """One row a claim, indexed by its id; columns as those of ``event_frame``, with its report and its words.

    Raises QueryError where pandas is not installed.
    """
    found = [
        {
            "id": row.claim.id,
            "type": row.claim.type,
            "status": row.claim.status,
            "certainty": row.claim.certainty,
            **_when(row.claim.when),
            **_sides(row.claim.source, row.claim.target),
            **_where(row.claim.where),
            "quantities": "; ".join(map(number, row.claim.quantities)),
            "according_to": " › ".join(voice.name for voice in row.claim.according_to),
            "report": row.report.id,
            "outlet": row.report.outlet,
            "published": row.report.published,
            "sentence": row.sentence,
            "rule": row.claim.rule,
            "confidence": row.claim.confidence,
        }
        for row in rows
    ]
    return _frame(found)


def comparison_frame(compared: Compared) -> pd.DataFrame:
    """One row for each claim that fills a field of an event, by field.

    Columns: ``field`` ``value`` ``relation`` ``origins`` ``claim`` ``according_to`` ``outlet`` ``published``
    ``words``. Raises QueryError where pandas is not installed.
    """
    return _frame(
        [
            {
                "field": field.name,
                "value": value.value,
                "relation": value.relation,
                "origins": ", ".join(value.origins),
                "claim": saying.claim,
                "according_to": " › ".join(saying.according_to),
                "outlet": saying.outlet,
                "published": saying.published,
                "words": saying.words,
            }
            for field in compared.fields
            for value in field.values
            for saying in value.sayings
        ]
    )


def _frame(rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    try:
        import pandas as pd  # noqa: PLC0415 - only who asks for frames needs pandas
    except ImportError as error:
        raise QueryError("data frames need pandas; install it with: pip install 'linimasa[frames]'") from error
    frame = pd.DataFrame(rows)
    for name in _DATES:
        if name in frame:
            frame[name] = pd.to_datetime(frame[name])
    return frame.set_index("id") if "id" in frame else frame


def _when(when: When | None) -> dict[str, str | None]:
    if when is None:
        return {"start": None, "end": None, "precision": None}
    return {"start": when.start, "end": when.end, "precision": when.precision}


def _sides(source: Sequence[Actor], target: Sequence[Actor]) -> dict[str, str]:
    return {
        "source": actors(source) if source else "",
        "target": actors(target) if target else "",
        "source_ids": ";".join(actor.id for actor in source if actor.id),
        "target_ids": ";".join(actor.id for actor in target if actor.id),
    }


def _where(where: Place | None) -> dict[str, Any]:
    if where is None:
        return {"place": None, "country": None, "lat": None, "lon": None}
    return {"place": where.name, "country": where.country, "lat": where.lat, "lon": where.lon}
