"""The record's answers as JSON, under ``/api``; the same questions that the pages ask."""

from __future__ import annotations

from typing import Annotated, Any

from litestar import Request, get
from litestar.params import FromPath, FromQuery, QueryParameter

from linimasa.ask import Explanation, explain
from linimasa.ask.reports import Listed, Read, Totals, read_report, reports, totals
from linimasa.web.site import site_of

_Asked = Request[Any, Any, Any]


@get("/totals", sync_to_thread=True)
def get_totals(request: _Asked) -> Totals:
    """How much the record holds."""
    with site_of(request).opened() as record:
        return totals(record)


@get("/reports", sync_to_thread=True)
def get_reports(
    request: _Asked, outlet: FromQuery[str | None] = None, limit: FromQuery[int] = 100, offset: FromQuery[int] = 0
) -> list[Listed]:
    """The reports, last published first."""
    with site_of(request).opened() as record:
        return reports(record, outlet=outlet, limit=limit, offset=offset)


@get("/report", sync_to_thread=True)
def get_report(request: _Asked, report: Annotated[str, QueryParameter(name="id")]) -> Read:
    """One report with its claims and voices."""
    with site_of(request).opened() as record:
        return read_report(record, report)


@get("/claims/{claim_id:str}", sync_to_thread=True)
def get_claim(request: _Asked, claim_id: FromPath[str]) -> Explanation:
    """One claim, its report, and the words behind each of its values."""
    with site_of(request).opened() as record:
        return explain(record, claim_id)


HANDLERS = (get_totals, get_reports, get_report, get_claim)
