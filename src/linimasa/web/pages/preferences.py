"""The reader's own choices: language and theme, kept in cookies."""

from __future__ import annotations

from urllib.parse import urlsplit

from litestar import Response, post
from litestar.datastructures import Cookie
from litestar.response import Redirect

from linimasa.language.files import LANGUAGES
from linimasa.web.site import LANGUAGE_COOKIE, THEME_COOKIE, THEMES, Asked

_YEAR = 365 * 24 * 3600


@post("/preferences")
async def choose(request: Asked) -> Response[None]:
    """Keeps the choice, and goes back to the page on which it was made."""
    form = await request.form()
    cookies = [
        Cookie(key=name, value=str(value), max_age=_YEAR, samesite="strict", httponly=True)
        for name, field, allowed in (
            (LANGUAGE_COOKIE, "language", LANGUAGES),
            (THEME_COOKIE, "theme", (*THEMES, "")),
        )
        if (value := form.get(field)) in allowed
    ]
    return Redirect(_within_site(str(form.get("back", "/"))), status_code=303, cookies=cookies)


def _within_site(address: str) -> str:
    """``address`` where it is one of ours, else the first page: nobody may be sent elsewhere."""
    parts = urlsplit(address)
    ours = not parts.scheme and not parts.netloc and address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if ours else "/"


HANDLERS = (choose,)
