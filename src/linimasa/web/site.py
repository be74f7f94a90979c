"""What all pages share: the record, the words, the templates, and the token that changes need."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from litestar import MediaType, Request, Response

from linimasa import __version__
from linimasa.language.files import LANGUAGES
from linimasa.settings import Settings
from linimasa.store import Record
from linimasa.web.fields import amount
from linimasa.web.jobs import Coder, Jobs
from linimasa.web.words import DEFAULT_LANGUAGE, Words

VIEWS = ("timeline", "map", "network", "reports", "review", "add")
"""The views that the masthead leads to, by their address."""

THEMES = ("light", "dark")
LANGUAGE_COOKIE, THEME_COOKIE = "linimasa_language", "linimasa_theme"

Asked = Request[Any, Any, Any]


class Site:
    """The workbench of one record."""

    def __init__(self, settings: Settings, coder: Coder | None = None, reviewer: str = "") -> None:
        self.settings = settings
        self.reviewer = reviewer or "—"
        self.jobs = Jobs(settings, coder)
        self.token = secrets.token_urlsafe(32)
        self.templates = Environment(
            loader=PackageLoader("linimasa.web"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    @property
    def record_path(self) -> Path:
        """The record's file."""
        return self.settings.record

    @contextmanager
    def opened(self) -> Iterator[Record]:
        """The record, for one request. Raises RecordError."""
        with Record.open(self.settings.record) as record:
            yield record

    def page(self, request: Asked, template: str, *, status: int = 200, **context: Any) -> Response[str]:
        """The page that ``template`` makes of ``context``, in the language and theme that the reader chose."""
        words = words_of(request)
        theme = request.cookies.get(THEME_COOKIE, "")
        html = self.templates.get_template(template).render(
            say=words,
            words=words,
            languages=LANGUAGES,
            views=VIEWS,
            amount=lambda quantity: amount(quantity, words),
            theme=theme if theme in THEMES else "",
            token=self.token,
            version=__version__,
            record=self.settings.record.name,
            path=request.url.path,
            here=request.url.path + (f"?{request.url.query}" if request.url.query else ""),
            address=lambda number: changed_query(request, page=str(number)),
            **context,
        )
        return Response(html, media_type=MediaType.HTML, status_code=status)


def changed_query(request: Asked, **changes: str | None) -> str:
    """The address of the same page with ``changes`` to its query; None takes a name out."""
    kept = [(name, value) for name, value in request.query_params.multi_items() if name not in changes and value]
    query = urlencode(kept + [(name, value) for name, value in changes.items() if value is not None])
    return f"{request.url.path}?{query}" if query else request.url.path


def page_number(request: Asked) -> int:
    """Which page of a long list is asked for, from 1."""
    number = request.query_params.get("page", "1")
    return max(1, int(number)) if number.isdecimal() and len(number) < 9 else 1


def site_of(request: Asked) -> Site:
    """The site that a request is for."""
    site = request.app.state.site
    assert isinstance(site, Site)
    return site


def words_of(request: Asked) -> Words:
    """The words in the language that the reader chose, else that the browser asks for."""
    chosen = request.query_params.get("language") or request.cookies.get(LANGUAGE_COOKIE)
    return Words.of(chosen or _accepted(request.headers.get("accept-language", "")))


def _accepted(header: str) -> str:
    for part in header.split(","):
        language = part.partition(";")[0].strip().partition("-")[0].lower()
        if language in LANGUAGES:
            return language
    return DEFAULT_LANGUAGE
