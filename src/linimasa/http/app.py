"""The application: the pages, the JSON, and what guards them."""

from __future__ import annotations

import threading
from contextlib import suppress
from importlib import resources
from pathlib import Path

import msgspec
from litestar import Litestar, Router
from litestar.datastructures import State
from litestar.exceptions import HTTPException
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.static_files import create_static_files_router

from linimasa import __version__
from linimasa.ask.parties import know_names
from linimasa.errors import LinimasaError, ReadOnlyError
from linimasa.http import api, failures
from linimasa.http.security import check_change, protected
from linimasa.settings import Settings
from linimasa.store import Record
from linimasa.web import pages
from linimasa.web.jobs import Coder
from linimasa.web.site import Site

MERGED_AT_ONCE = 2000
"""Claims that are joined into events before the first page; more are joined while the pages are there already."""

LARGEST_UPLOAD = 64 * 1024 * 1024


def create_app(
    record: str | Path, settings: Settings | None = None, *, coder: Coder | None = None, reviewer: str = ""
) -> Litestar:
    """The workbench of the record at ``record``, which is made where it is not there. Raises RecordError.

    ``coder`` codes the reports that are added; linimasa's own unless given.
    ``reviewer``: in whose name claims are reviewed.
    """
    path = Path(record)
    chosen = msgspec.structs.replace(settings, record=path) if settings else Settings(record=path)
    static = create_static_files_router(
        path="/static", directories=[str(resources.files("linimasa.web").joinpath("static"))], include_in_schema=False
    )
    site = Site(chosen, coder, reviewer)
    _join_what_waits(site)
    app = Litestar(
        route_handlers=[
            Router("/", route_handlers=list(pages.HANDLERS), include_in_schema=False),
            Router("/api", route_handlers=list(api.HANDLERS)),
            static,
        ],
        state=State({"site": site}),
        on_startup=[_know_names_soon],
        on_shutdown=[site.jobs.close],
        before_request=check_change,
        exception_handlers={
            LinimasaError: failures.on_known,
            HTTPException: failures.on_http,
            Exception: failures.on_fault,
        },
        openapi_config=OpenAPIConfig(
            title="linimasa",
            version=__version__,
            description="Reports, claims and events of a record, as its workbench asks for them.",
            path="/api",
            render_plugins=[JsonRenderPlugin(path="/openapi.json")],
        ),
        request_max_body_size=LARGEST_UPLOAD,
    )
    # Outermost, so that it also guards the answers to what is no address of ours.
    app.asgi_handler = protected(app.asgi_handler)
    return app


def _know_names_soon() -> None:
    threading.Thread(target=know_names, name="linimasa-names", daemon=True).start()


def _join_what_waits(site: Site) -> None:
    """Joins the claims that are in no event yet: few of them at once, many while pages are there already."""
    with Record.open(site.record_path) as opened:
        waiting = opened.unmerged()
        if 0 < waiting <= MERGED_AT_ONCE:
            # What may only be read is shown as it is.
            with suppress(ReadOnlyError):
                opened.merge()
    if waiting > MERGED_AT_ONCE:
        site.jobs.merge_soon()
