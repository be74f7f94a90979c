"""What a web page says of itself: JSON-LD, Open Graph and other meta elements, as named in ``data/page.toml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import msgspec

from linimasa.language.files import toml
from linimasa.read.characters import normalise
from linimasa.read.published import find_published

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement  # type: ignore[import-untyped]

_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_DEEPEST = 6


@dataclass(frozen=True)
class PageFields:
    """The fields of a page, each as printed; ``body`` is the article as JSON-LD has it."""

    title: str | None = None
    from_title_element: bool = False
    url: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    body: str | None = None


@cache
def _names(field: str) -> tuple[str, ...]:
    return tuple(toml("data", "page.toml")["meta"][field])


@cache
def _article_types() -> frozenset[str]:
    return frozenset(toml("data", "page.toml")["linked_data"]["articles"])


def page_fields(tree: HtmlElement) -> PageFields:
    """What a page says of itself; fields that it does not have, or that hold nonsense, are None.

    The language attribute is left alone: templates fill it whatever the language of the report.
    """
    meta = _meta(tree)
    data = _linked_data(tree)
    url = _url(tree, meta, data)
    title = _string(data.get("headline")) or _first(meta, "title")
    outlet = _name(data.get("publisher")) or _first(meta, "outlet")
    if outlet is None or _ADDRESS.match(outlet):
        outlet = (urlsplit(url).hostname or "").removeprefix("www.") or None if url else None
    element = tree.find(".//title")
    return PageFields(
        title=title or (_string(element.text_content()) if element is not None else None),
        from_title_element=_string(data.get("headline")) is None,
        url=url,
        outlet=outlet,
        authors=_authors(data, meta, outlet),
        published=_date(_string(data.get("datePublished"))) or _date(_first(meta, "published")),
        body=_string(data.get("articleBody")),
    )


def _meta(tree: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta", "time"):
        content = element.get("content") or element.get("datetime")
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = element.get(attribute)
            if name and content and content.strip():
                found.setdefault(name.strip().lower(), normalise(content).strip())
    return found


def _first(meta: dict[str, str], field: str) -> str | None:
    return next((meta[name] for name in _names(field) if name in meta), None)


def _linked_data(tree: HtmlElement) -> dict[str, Any]:
    """The first article among the page's JSON-LD objects, else an empty dictionary."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            content = msgspec.json.decode((script.text or "").strip().encode())
        except (msgspec.DecodeError, RecursionError):
            continue
        for entry in _objects(content, 0):
            kinds = entry.get("@type")
            named = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(kind, str) and kind.lower() in _article_types() for kind in named):
                return entry
    return {}


def _objects(content: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(content, list):
        for entry in content:
            yield from _objects(entry, depth + 1)
    elif isinstance(content, dict):
        yield content
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _objects(content.get(key), depth + 1)


def _string(value: Any) -> str | None:
    return (normalise(value).strip() or None) if isinstance(value, str) else None


def _name(value: Any) -> str | None:
    if isinstance(value, list):
        return _name(value[0]) if value else None
    return _string(value.get("name")) if isinstance(value, dict) else _string(value)


def _date(value: str | None) -> str | None:
    return value if value and find_published(value) is not None else None


def _url(tree: HtmlElement, meta: dict[str, str], data: dict[str, Any]) -> str | None:
    canonical = next(
        (link.get("href") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"), None
    )
    page = data.get("mainEntityOfPage")
    given = page.get("@id") if isinstance(page, dict) else page
    for candidate in (canonical, _first(meta, "url"), _string(given), _string(data.get("url"))):
        if candidate and _ADDRESS.match(candidate.strip()):
            return str(candidate).strip()
    return None


def _authors(data: dict[str, Any], meta: dict[str, str], outlet: str | None) -> tuple[str, ...]:
    """Persons named as authors; an outlet that names itself there is none."""
    given = data.get("author")
    entries = given if isinstance(given, list) else [given]
    names = [
        _name(entry) for entry in entries if not (isinstance(entry, dict) and entry.get("@type") == "Organization")
    ]
    names = names if any(names) else [_first(meta, "author")]
    own = set(re.findall(r"\w{4,}", (outlet or "").casefold()))
    return tuple(
        dict.fromkeys(
            name
            for name in names
            if name
            and not _ADDRESS.match(name)
            and "@" not in name
            and not own & set(re.findall(r"\w{4,}", name.casefold()))
        )
    )
