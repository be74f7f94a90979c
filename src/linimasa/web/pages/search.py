"""Search in the words of all reports, and suggestions of actors, places and outlets."""

from __future__ import annotations

from litestar import Response, get

from linimasa.ask import search as ask_search
from linimasa.ask.suggest import suggest
from linimasa.errors import QueryError
from linimasa.web.site import Asked, site_of, words_of

_MOST = 100


@get("/search", sync_to_thread=True)
def search(request: Asked) -> Response[str]:
    """The lines that hold the words, and the actors and places that are called so."""
    site = site_of(request)
    asked = request.query_params.get("q", "").strip()
    with site.opened() as record:
        try:
            hits = ask_search(record, asked, limit=_MOST) if asked else []
        except QueryError:  # no word in it: nothing can hold it
            hits = []
        named = suggest(record, asked, language=words_of(request).language)
    return site.page(request, "search.html", asked=asked, hits=hits, named=named, most=_MOST)


HANDLERS = (search,)
