"""Agencies and outlets by name (``data/agencies.tsv``), and where a report credits them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from linimasa.language.files import LANGUAGES, table, toml
from linimasa.model import Credit

_SITE = r"[A-Za-z][\w-]*(?:\.[\w-]+)*\.(?:com|co|id|net|org|tv|news)\b"


@dataclass(frozen=True)
class Agency:
    """A row of the data file; ``kind`` is ``agency`` or ``outlet``."""

    name: str
    aliases: tuple[str, ...]
    id: str
    country: str | None
    kind: str


@cache
def agencies() -> tuple[Agency, ...]:
    """All agencies and outlets of the data file."""
    return tuple(
        Agency(
            name=row["name"],
            aliases=tuple(alias for alias in row["aliases"].split(";") if alias != "-"),
            id=row["id"],
            country=row["country"] if row["country"] != "-" else None,
            kind=row["kind"],
        )
        for row in table("data", "agencies.tsv")
    )


@cache
def _aliases() -> dict[str, Agency]:
    return {alias.casefold(): agency for agency in agencies() for alias in (agency.name, *agency.aliases)}


def by_alias(name: str) -> Agency | None:
    """The agency or outlet of that name or alias, in any case."""
    return _aliases().get(name.strip().casefold())


@cache
def _credit_pattern() -> re.Pattern[str]:
    data = [toml(f"language/{language}", "credits.toml") for language in LANGUAGES]
    reach = max(entry["reach"] for entry in data)
    before = _any(word for entry in data for word in entry["before"])
    after = _any(word for entry in data for word in entry["after"])
    # Names keep their case: "Star" and "star", "Dawn" and "dawn" differ.
    names = _any(alias for agency in agencies() for alias in (agency.name, *agency.aliases))
    name = rf"(?<![\w.@/-])(?:{names}|{_SITE})(?![\w-])"
    return re.compile(
        rf"(?i:\b(?:{before})\b)(?:[^.!?\n\"“”]|\.(?=\w)){{0,{reach}}}?(?P<told>{name})|(?P<telling>{name})\s+(?i:{after})\b"
    )


def _any(words: object) -> str:
    return "|".join(sorted({re.escape(str(word)) for word in words}, key=len, reverse=True))  # type: ignore[attr-defined]


def find_credits(text: str, *, start: int = 0) -> list[Credit]:
    """Agencies and outlets that the text credits, one credit a name (its first), in the order of the text.

    Spans are offsets in ``text``; looks from ``start`` on.
    """
    found: dict[str, Credit] = {}
    for match in _credit_pattern().finditer(text, start):
        group = "told" if match["told"] else "telling"
        name = match[group]
        agency = by_alias(name)
        found.setdefault(agency.id if agency else name.casefold(), Credit(name=name, span=match.span(group)))
    return list(found.values())
