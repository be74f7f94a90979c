"""The first page: what the record holds, and where to go on."""

from __future__ import annotations

from litestar import Response, get

from linimasa.ask.reports import reports, totals
from linimasa.web.site import Asked, site_of

_LATEST = 8


@get("/", sync_to_thread=True)
def overview(request: Asked) -> Response[str]:
    """What the record holds; for an empty record, what to do."""
    site = site_of(request)
    with site.opened() as record:
        held = totals(record)
        latest = reports(record, limit=_LATEST)
    return site.page(request, "overview.html", totals=held, latest=latest)


HANDLERS = (overview,)
