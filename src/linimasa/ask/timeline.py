"""The timeline: claims by the day on which they say that something happened."""

from __future__ import annotations

from linimasa.ask.conditions import restriction
from linimasa.ask.filters import Filters, checked
from linimasa.ask.rows import COLUMNS, Row, row
from linimasa.store import Record

_ORDER = "claim.start_day IS NULL, claim.start_day, claim.end_day, report.published, report.n, claim.position"


def timeline(record: Record, filters: Filters | None = None) -> list[Row]:
    """The claims that meet ``filters``, by day; then those without a date, by publication.

    A claim without a date is never placed by the day of publication: see ``Row.dated``. It meets no
    ``since`` or ``until``. Raises QueryError, RecordError.
    """
    filters = checked(filters or Filters())
    where, parameters = restriction(record, filters)
    limit = ""
    if filters.limit is not None:
        limit = "LIMIT ? OFFSET ?"
        parameters += [filters.limit, filters.offset]
    # Which claims, and in which order, is told without their payloads; only those that are shown are read.
    found = record.select(
        f"""
        WITH chosen AS (
            SELECT claim.n AS n FROM claim_at_a_glance AS claim JOIN report ON report.n = claim.report WHERE {where}
            ORDER BY {_ORDER} {limit}
        )
        SELECT {COLUMNS} FROM chosen JOIN claim ON claim.n = chosen.n JOIN report ON report.n = claim.report
        ORDER BY {_ORDER}
        """,
        parameters,
    )
    return [row(claim) for claim in found]
