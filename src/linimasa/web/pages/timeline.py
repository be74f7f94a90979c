"""The timeline: the same selection as a chart, a list or a table."""

from __future__ import annotations

from typing import get_args

import msgspec
from litestar import Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from linimasa.ask import Filters
from linimasa.ask import timeline as ask_timeline
from linimasa.ask.chart import Lanes, extent
from linimasa.web.export import rows_as_csv, rows_as_json
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
        held = extent(record, chosen.filters)
        rows = [] if view == "chart" else ask_timeline(record, _paged(chosen.filters, number, more=1))
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
        number=number,
        more=len(rows) > _A_PAGE,
    )


@get("/timeline/{kind:str}", sync_to_thread=True)
def timeline_file(request: Asked, kind: FromPath[str]) -> Response[bytes]:
    """The selection as a file: the page that is on screen, or with ``all`` the whole selection."""
    if kind not in ("csv", "json"):
        raise NotFoundException(f"{kind}: the timeline is to be had as csv and as json")
    chosen = selection(request.query_params).filters
    if "all" not in request.query_params:
        chosen = _paged(chosen, page_number(request))
    with site_of(request).opened() as record:
        rows = ask_timeline(record, chosen)
    return rows_as_csv(rows, words_of(request)) if kind == "csv" else rows_as_json(rows)


def _paged(filters: Filters, number: int, more: int = 0) -> Filters:
    return msgspec.structs.replace(filters, limit=_A_PAGE + more, offset=(number - 1) * _A_PAGE)


HANDLERS = (timeline, timeline_file)
