"""What went wrong, said as a page or as JSON: what happened and what to do, never a traceback."""

from __future__ import annotations

import logging
from typing import Any

from litestar import Request, Response
from litestar.exceptions import HTTPException

from linimasa.errors import LinimasaError, NotInRecordError, QueryError
from linimasa.web.failed import because, detail
from linimasa.web.site import site_of, words_of

_LOG = logging.getLogger("linimasa.http")


def on_known(request: Request[Any, Any, Any], error: LinimasaError) -> Response[Any]:
    """A failure that linimasa names itself."""
    status = 404 if isinstance(error, NotInRecordError) else 400 if isinstance(error, QueryError) else 503
    return _answer(request, status, str(error), detail(error), because(error))


def on_http(request: Request[Any, Any, Any], error: HTTPException) -> Response[Any]:
    """A failure of the request itself: no such page, a change that was refused."""
    return _answer(request, error.status_code, error.detail)


def on_fault(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
    """A fault of ours: told in the log, named to the reader."""
    _LOG.error("%s %s: %s", request.method, request.url.path, error, exc_info=error)
    return _answer(request, 500, f"{type(error).__name__}: {error}")


def _answer(
    request: Request[Any, Any, Any], status: int, error: str, more: str | None = None, key: str = ""
) -> Response[Any]:
    kind = status if status in (400, 403, 404) else 500
    message = words_of(request)(f"because.{key}" if key else f"failure.what_{kind}")
    if request.url.path.startswith("/api"):
        return Response({"error": error, "message": message}, status_code=status)
    page = site_of(request).page
    below = error if more is None else more
    return page(request, "failure.html", status=status, kind=kind, message=message, detail=below)
