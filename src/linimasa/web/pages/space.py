"""The map and the network of a selection, and the page of two actors."""

from __future__ import annotations

import msgspec
from litestar import Response, get

from linimasa.ask import events, timeline
from linimasa.ask.chart import extent
from linimasa.ask.network import Month, months, network
from linimasa.ask.places import places
from linimasa.web.export import table_as_csv
from linimasa.web.failed import PageError
from linimasa.web.selection import selection
from linimasa.web.site import Asked, site_of, words_of

_LATEST = 60
_QUADS = ("verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict")


@get("/map", sync_to_thread=True)
def map_(request: Asked) -> Response[str]:
    """Where the selection happened."""
    site, chosen = site_of(request), selection(request.query_params)
    with site.opened() as record:
        drawn = places(record, chosen.filters, of=chosen.of)
    return site.page(request, "map.html", selection=chosen, drawn=drawn)


@get("/network", sync_to_thread=True)
def network_(request: Asked) -> Response[str]:
    """Who acts on whom in the selection."""
    site, chosen = site_of(request), selection(request.query_params)
    level = "actor" if request.query_params.get("level") == "actor" else "country"
    with site.opened() as record:
        drawn = network(record, chosen.filters, of=chosen.of, level="actor" if level == "actor" else "country")
    words = words_of(request)
    names = {node.id: words.country(node.id) if node.id == node.country else node.name for node in drawn.nodes}
    return site.page(request, "network.html", selection=chosen, drawn=drawn, level=level, names=names)


@get("/map/csv", sync_to_thread=True)
def map_file(request: Asked) -> Response[bytes]:
    """The places of the selection, as a table."""
    chosen = selection(request.query_params)
    with site_of(request).opened() as record:
        drawn = places(record, chosen.filters, of=chosen.of)
    columns = ("name", "country", "admin1", "precision", "lat", "lon", *_QUADS)
    rows = ((s.name, s.country, s.admin1, s.precision, s.lat, s.lon, *s.counts) for s in drawn.spots)
    return table_as_csv("places.csv", columns, rows)


@get("/network/csv", sync_to_thread=True)
def network_file(request: Asked) -> Response[bytes]:
    """The arrows of the selection, as a table."""
    chosen = selection(request.query_params)
    level = "actor" if request.query_params.get("level") == "actor" else "country"
    with site_of(request).opened() as record:
        drawn = network(record, chosen.filters, of=chosen.of, level="actor" if level == "actor" else "country")
    rows = ((edge.source, edge.target, edge.type, *edge.counts) for edge in drawn.edges)
    return table_as_csv("network.csv", ("source", "target", "mostly", *_QUADS), rows)


@get("/pair", sync_to_thread=True)
def pair(request: Asked) -> Response[str]:
    """Two actors' history."""
    site, chosen = site_of(request), selection(request.query_params)
    if not (chosen.actor and chosen.other):
        raise PageError("pair_of_two")
    with site.opened() as record:
        history = months(record, chosen.actor, chosen.other, chosen.filters, of=chosen.of)
        held = extent(record, chosen.filters, of=chosen.of)
        filters = msgspec.structs.replace(chosen.filters, limit=_LATEST)
        rows = timeline(record, filters) if chosen.of == "claims" else []
        happened = events(record, filters) if chosen.of == "events" else []
    return site.page(
        request,
        "pair.html",
        selection=chosen,
        months=filled(history),
        extent=held,
        rows=rows,
        happened=happened,
        limit=_LATEST,
    )


def filled(history: list[Month]) -> list[Month]:
    """The months from first to last, those without any too; the last 120 of them."""
    if not history:
        return []
    known = {month.month: month for month in history}
    first, last = (_number(history[place].month) for place in (0, -1))
    names = (f"{number // 12:04}-{number % 12 + 1:02}" for number in range(max(first, last - 119), last + 1))
    return [known.get(name, Month(name, (0, 0, 0, 0))) for name in names]


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:7]) - 1


HANDLERS = (map_, map_file, network_, network_file, pair)
