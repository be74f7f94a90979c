"""The timeline: the same selection as a chart, a list or a table."""

from __future__ import annotations

from typing import get_args

import msgspec
from litestar import Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from linimasa.ask import EventFilters, events
from linimasa.ask import timeline as ask_timeline
from linimasa.ask.chart import Lanes, extent
from linimasa.web.export import as_json, events_as_csv, rows_as_csv
from linimasa.web.selection import selection
from linimasa.web.site import Asked, page_number, site_of, words_of

VIEWS = ("chart", "list", "table")
_A_PAGE = 100


@get("/timeline", sync_to_thread=True)
def timeline(request: Asked) -> Response[str]:
    """The selection over time."""
    site, chosen = site_of(request), selection(request.query_params)
    view = request.query_params.get("view", "")
    view = view if view in VIEWS else VIEWS[0]
    lanes = request.query_params.get("lanes", "")
    number = page_number(request)
    with site.opened() as record:
        held = extent(record, chosen.filters, of=chosen.of)
        paged = _paged(chosen.filters, number, more=1)
        rows = ask_timeline(record, paged) if view != "chart" and chosen.of == "claims" else []
        happened = events(record, paged) if view != "chart" and chosen.of == "events" else []
    return site.page(
        request,
        "timeline.html",
        selection=chosen,
        view=view,
        ways=VIEWS,
        lanes=lanes if lanes in get_args(Lanes) else "type",
        lane_kinds=get_args(Lanes),
        extent=held,
        rows=rows[:_A_PAGE],
        happened=happened[:_A_PAGE],
        number=number,
        more=len(rows) + len(happened) > _A_PAGE,
    )


@get("/timeline/{kind:str}", sync_to_thread=True)
def timeline_file(request: Asked, kind: FromPath[str]) -> Response[bytes]:
    """The selection as a file: the page that is on screen, or with ``all`` the whole selection."""
    if kind not in ("csv", "json"):
        raise NotFoundException(f"{kind}: the timeline is to be had as csv and as json")
    chosen = selection(request.query_params)
    filters = chosen.filters
    if "all" not in request.query_params:
        filters = _paged(filters, page_number(request))
    with site_of(request).opened() as record:
        if chosen.of == "events":
            found = events(record, filters)
            return events_as_csv(found, words_of(request)) if kind == "csv" else as_json(found, "events.json")
        rows = ask_timeline(record, filters)
    return rows_as_csv(rows, words_of(request)) if kind == "csv" else as_json(rows, "claims.json")


def _paged(filters: EventFilters, number: int, more: int = 0) -> EventFilters:
    return msgspec.structs.replace(filters, limit=_A_PAGE + more, offset=(number - 1) * _A_PAGE)


HANDLERS = (timeline, timeline_file)
