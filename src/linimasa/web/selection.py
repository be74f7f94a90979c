"""What a page shows, as its address says it: the same names in every view, so that a selection can be carried on."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

import msgspec
from litestar.datastructures import MultiDict

from linimasa.ask import EventFilters
from linimasa.ask.subjects import Of
from linimasa.errors import QueryError

_TEXTS = {
    "place": "place",
    "speaker": "speaker",
    "outlet": "outlet",
    "origin": "origin",
    "from": "since",
    "to": "until",
}
_LISTS = {"type": "types", "status": "status"}
_TRUTH = {"yes": True, "no": False}


class Selection(msgspec.Struct, frozen=True):
    """The filters in the address: ``actor`` (with ``other``: the two of them), ``type`` and ``status`` (several),
    ``from``, ``to``, ``place``, ``speaker``, ``outlet``, ``origin``, ``inferred``, ``disputed``,
    ``single`` (of one origin), ``dated`` and
    ``placed`` (yes or no), ``sure`` (least confidence), ``of`` (events or claims)."""

    filters: EventFilters
    of: Of
    actor: str
    other: str
    pairs: tuple[tuple[str, str], ...]

    def query(self, **changes: str | None) -> str:
        """The selection as a query string, with ``changes``; None takes a name out."""
        kept = [(name, value) for name, value in self.pairs if name not in changes]
        return urlencode(kept + [(name, value) for name, value in changes.items() if value is not None])

    def value(self, name: str) -> str:
        """What the address says for ``name``, or nothing."""
        return next((value for key, value in self.pairs if key == name), "")

    def chosen(self, name: str, value: str) -> bool:
        """Whether the address says ``value`` for ``name``."""
        return (name, value) in self.pairs

    @property
    def narrowed(self) -> bool:
        """Whether anything is asked for at all."""
        return any(name != "of" for name, _ in self.pairs)


def selection(query: MultiDict[str]) -> Selection:
    """The selection that an address asks for. Raises QueryError."""
    pairs = tuple(_pairs(query))
    values = dict(pairs)
    actor, other = values.get("actor", ""), values.get("other", "")
    filters = EventFilters(
        disputed="disputed" in values,
        single_origin="single" in values,
        actor=(actor or other or None) if not (actor and other) else None,
        pair=(actor, other) if actor and other else None,
        inferred="inferred" in values,
        dated=_TRUTH.get(values.get("dated", "")),
        placed=_TRUTH.get(values.get("placed", "")),
        min_confidence=_share(values.get("sure", "0")),
        types=_several(pairs, "type"),
        status=_several(pairs, "status"),
        place=values.get("place"),
        speaker=values.get("speaker"),
        outlet=values.get("outlet"),
        origin=values.get("origin"),
        since=values.get("from"),
        until=values.get("to"),
    )
    return Selection(filters, "claims" if values.get("of") == "claims" else "events", actor, other, pairs)


def _pairs(query: MultiDict[str]) -> Iterator[tuple[str, str]]:
    names = {*_TEXTS, *_LISTS, "actor", "other", "inferred", "disputed", "single", "dated", "placed", "sure", "of"}
    for name, value in query.multi_items():
        if name in names and value.strip():
            yield name, value.strip()


def _several(pairs: tuple[tuple[str, str], ...], name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for key, value in pairs if key == name))


def _share(text: str) -> float:
    try:
        return float(text)
    except ValueError as error:
        raise QueryError(f"{text!r} is no confidence; write a number from 0 to 1") from error
