"""The first page: what the record holds, and where to go on."""

from __future__ import annotations

from litestar import Response, get

from linimasa.ask import EventFilters
from linimasa.ask.events import event_totals, most_told
from linimasa.ask.reports import reports, totals
from linimasa.web.site import Asked, site_of

_LATEST, _TOLD = 8, 6


@get("/", sync_to_thread=True)
def overview(request: Asked) -> Response[str]:
    """What the record holds; for an empty record, what to do."""
    site = site_of(request)
    with site.opened() as record:
        held = totals(record)
        latest = reports(record, limit=_LATEST)
        happened = event_totals(record)
        disputed = most_told(record, EventFilters(disputed=True, limit=_TOLD))
        told = most_told(record, EventFilters(reports=2, limit=_TOLD)) if not disputed else []
        waiting = record.unmerged() if site.jobs.merging else 0
    return site.page(
        request,
        "overview.html",
        totals=held,
        latest=latest,
        happened=happened,
        disputed=disputed,
        told=told,
        waiting=waiting,
    )


HANDLERS = (overview,)
