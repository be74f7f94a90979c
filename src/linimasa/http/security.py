"""Keeps other pages out: who may ask, who may change, and what a page of ours may load.

A record is read by whoever reaches the port. So the server listens on the loopback address only, answers only
to loopback names (a foreign name that resolves to it is DNS rebinding), and takes a change only from a page
that it made itself: the page carries a token that no other origin can read.
"""

from __future__ import annotations

import hmac
from typing import Any
from urllib.parse import urlsplit

from litestar import Request
from litestar.datastructures import MutableScopeHeaders
from litestar.enums import ScopeType
from litestar.exceptions import PermissionDeniedException
from litestar.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]", "::1"})
READING = frozenset({"GET", "HEAD", "OPTIONS"})
TOKEN_HEADER, TOKEN_FIELD = "x-linimasa-token", "token"

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; "
        "font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def protected(app: ASGIApp) -> ASGIApp:
    """Middleware: refuses foreign hosts, and puts ``HEADERS`` on every answer."""

    async def guarded(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP:
            await app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableScopeHeaders.from_message(message)
                for name, value in HEADERS.items():
                    headers[name] = value
                headers.setdefault("Cache-Control", "no-cache")
            await send(message)

        if not _is_loopback(_header(scope, b"host")):
            await _refuse(with_headers)
            return
        await app(scope, receive, with_headers)

    return guarded


async def check_change(request: Request[Any, Any, Any]) -> None:
    """Lets a change pass only from a page of ours. Raises PermissionDeniedException."""
    if request.method in READING:
        return
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
        raise PermissionDeniedException("this change was asked for by another page, and was not made")
    given = request.headers.get(TOKEN_HEADER)
    if given is None:
        given = str((await request.form()).get(TOKEN_FIELD, ""))
    if not hmac.compare_digest(given.encode(), str(request.app.state.site.token).encode()):
        raise PermissionDeniedException("this page is older than the server: load it again, then change")


def _header(scope: Scope, name: bytes) -> str:
    return next((value.decode("latin-1") for key, value in scope["headers"] if key == name), "")


def _is_loopback(host: str) -> bool:
    name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
    return name.lower() in LOOPBACK


async def _refuse(send: Send) -> None:
    body = b"linimasa answers on 127.0.0.1 and localhost only\n"
    await send(
        {
            "type": "http.response.start",
            "status": 421,
            "headers": [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", b"%d" % len(body))],
        }
    )
    await send({"type": "http.response.body", "body": body, "more_body": False})
