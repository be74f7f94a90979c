"""Stable ids: the id that came with a report, else from its canonical URL, else from its text."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from linimasa.language.files import toml

_DIGITS = 16


@cache
def _ignored() -> tuple[frozenset[str], tuple[str, ...], frozenset[str]]:
    rules = toml("data", "urls.toml")["ignored"]
    return frozenset(rules["names"]), tuple(rules["begins"]), frozenset(rules["pairs"])


def _tells(name: str, value: str) -> bool:
    names, begins, pairs = _ignored()
    name = name.lower()
    return name not in names and not name.startswith(begins) and f"{name}={value.lower()}" not in pairs


def canonical_url(url: str) -> str:
    """The URL without what does not tell pages apart: scheme, ``www.``, tracking, fragment, last slash.

    A string that is no web address comes back stripped of white space and otherwise as it was.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").removeprefix("www."), parts.port
    except ValueError:
        return url.strip()
    if parts.scheme not in {"http", "https"} or not host:
        return url.strip()
    query = sorted(pair for pair in parse_qsl(parts.query, keep_blank_values=True) if _tells(*pair))
    address = host if port in {None, 80, 443} else f"{host}:{port}"
    return urlunsplit(("https", address, parts.path.rstrip("/"), urlencode(query), ""))


def report_id(*, given: str | None, url: str | None, text: str) -> str:
    """``given`` where there is one; else ``url-`` or ``text-`` and 16 hexadecimal digits of a SHA-256."""
    if given:
        return given
    kind, key = ("url", canonical_url(url)) if url else ("text", text)
    return f"{kind}-{sha256(key.encode('utf-8', 'surrogatepass')).hexdigest()[:_DIGITS]}"
