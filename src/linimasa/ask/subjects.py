"""What is drawn: events, or the claims that tell them; both are counted by the same names of columns."""

from __future__ import annotations

from typing import Literal

import msgspec

from linimasa.ask.conditions import restriction
from linimasa.ask.events import EventFilters, event_restriction
from linimasa.ask.filters import Filters, checked
from linimasa.store import Record

Of = Literal["events", "claims"]


class Subject(msgspec.Struct, frozen=True):
    """Rows of ``table`` (``event`` or ``claim``) that meet some filters: what follows FROM, and its parameters."""

    table: str
    rows: str
    parameters: list[object]


def subject(record: Record, filters: Filters | None, of: Of) -> Subject:
    """The events, or the claims, that meet ``filters``. Raises QueryError."""
    if of == "events":
        where, parameters = event_restriction(record, filters or EventFilters())
        return Subject("event", f"event_at_a_glance AS event WHERE {where}", parameters)
    where, parameters = restriction(record, checked(filters or Filters()))
    return Subject("claim", f"claim_at_a_glance AS claim WHERE {where}", parameters)
