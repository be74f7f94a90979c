"""The record's answers as JSON, under ``/api``; the same questions that the pages ask."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from litestar import Request, get
from litestar.params import FromPath, FromQuery, QueryParameter

from linimasa.ask import Compared, Explanation, Hit, Row, compare, events, explain, search, timeline
from linimasa.ask.chart import Chart, Lanes, chart
from linimasa.ask.filters import Filters
from linimasa.ask.network import Level, Month, Network, months, network
from linimasa.ask.places import Map, places
from linimasa.ask.reports import Listed, Read, Totals, read_report, reports, totals
from linimasa.ask.subjects import Of
from linimasa.ask.suggest import Kind, Suggestion, suggest
from linimasa.model import Event
from linimasa.web.selection import selection
from linimasa.web.site import site_of

_Asked = Request[Any, Any, Any]

_SELECTION = (
    "The selection takes, all of them optional: actor, other (with actor: the two of them), type and status (each"
    " several times), from, to, place, speaker, outlet, origin, inferred, disputed, single, dated and placed"
    " (yes or no), sure, of (events, unless it says claims)."
)


@get("/totals", sync_to_thread=True)
def get_totals(request: _Asked) -> Totals:
    """How much the record holds."""
    with site_of(request).opened() as record:
        return totals(record)


@get("/reports", sync_to_thread=True)
def get_reports(
    request: _Asked,
    outlet: FromQuery[str | None] = None,
    limit: FromQuery[int] = 100,
    offset: FromQuery[int] = 0,
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


@get("/timeline", sync_to_thread=True, description=f"The claims of a selection by day. {_SELECTION}")
def get_timeline(request: _Asked, limit: FromQuery[int] = 1000, offset: FromQuery[int] = 0) -> list[Row]:
    """The claims of a selection by day; those without a date last."""
    filters = msgspec.structs.replace(_filters(request), limit=limit, offset=offset)
    with site_of(request).opened() as record:
        return timeline(record, filters)


@get("/chart", sync_to_thread=True, description=f"A selection over time, as it is drawn. {_SELECTION}")
def get_chart(request: _Asked, lanes: FromQuery[Lanes] = "type", most: FromQuery[int] = 600) -> Chart:
    """A selection over time: marks, or counts where they are more than ``most``."""
    with site_of(request).opened() as record:
        return chart(record, _filters(request), of=_of(request), lanes=lanes, most=most)


@get("/map", sync_to_thread=True, description=f"Where a selection happened. {_SELECTION}")
def get_map(request: _Asked) -> Map:
    """The places of a selection."""
    with site_of(request).opened() as record:
        return places(record, _filters(request), of=_of(request))


@get("/network", sync_to_thread=True, description=f"Who acts on whom in a selection. {_SELECTION}")
def get_network(request: _Asked, level: FromQuery[Level] = "country", most: FromQuery[int] = 80) -> Network:
    """Who acts on whom in a selection."""
    with site_of(request).opened() as record:
        return network(record, _filters(request), of=_of(request), level=level, most=most)


@get("/pair", sync_to_thread=True)
def get_pair(request: _Asked, actor: FromQuery[str], other: FromQuery[str]) -> list[Month]:
    """Two actors' claims, month by month."""
    with site_of(request).opened() as record:
        return months(record, actor, other, of=_of(request))


@get("/search", sync_to_thread=True)
def get_search(request: _Asked, q: FromQuery[str], limit: FromQuery[int] = 50) -> list[Hit]:
    """The lines of reports that hold the words, and the claims made there."""
    with site_of(request).opened() as record:
        return search(record, q, limit=limit)


@get("/suggest", sync_to_thread=True)
def get_suggestions(
    request: _Asked, q: FromQuery[str], kind: FromQuery[Kind | None] = None, language: FromQuery[str] = "id"
) -> list[Suggestion]:
    """Actors, places and outlets of the record whose names begin so."""
    kinds: tuple[Kind, ...] = (kind,) if kind else ("actor", "place", "outlet")
    with site_of(request).opened() as record:
        return suggest(record, q, kinds=kinds, language=language)


def _of(request: _Asked) -> Of:
    return selection(request.query_params).of


def _filters(request: _Asked) -> Filters:
    return selection(request.query_params).filters


@get("/events", sync_to_thread=True, description=f"The events of a selection by day. {_SELECTION}")
def get_events(request: _Asked, limit: FromQuery[int] = 1000, offset: FromQuery[int] = 0) -> list[Event]:
    """The events of a selection by day; those without a date last."""
    with site_of(request).opened() as record:
        return events(record, msgspec.structs.replace(_filters(request), limit=limit, offset=offset))


@get("/events/{event_id:str}", sync_to_thread=True)
def get_event(request: _Asked, event_id: FromPath[str]) -> Compared:
    """One event, its claims, and each of its fields by who says so, disagreements first."""
    with site_of(request).opened() as record:
        return compare(record, event_id)


HANDLERS = (
    get_events,
    get_event,
    get_totals,
    get_reports,
    get_report,
    get_claim,
    get_timeline,
    get_chart,
    get_map,
    get_network,
    get_pair,
    get_search,
    get_suggestions,
)
