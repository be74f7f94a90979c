"""Agencies and outlets by name (``data/agencies.tsv``), and where a report credits them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from linimasa.language.files import LANGUAGES, table, toml
from linimasa.model import Credit

_SITE = re.compile(r"[A-Za-z][\w-]*(?:\.[\w-]+)*\.(?:com|co|id|net|org|tv|news)")
_WORD = re.compile(r"(?<![\w.@/-])[^\W\d_][\w.'’/-]*")
_SENTENCE_END = re.compile(r"[!?\n\"“”]|\.(?!\w)")


@dataclass(frozen=True)
class Agency:
    """A row of the data file; ``kind`` is ``agency`` or ``outlet``."""

    name: str
    aliases: tuple[str, ...]
    id: str
    country: str | None
    kind: str
    codes: tuple[str, ...] = ()


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
            codes=tuple(code for code in row["codes"].split(";") if code != "-"),
        )
        for row in table("data", "agencies.tsv")
    )


@cache
def _aliases() -> dict[str, Agency]:
    return {alias.casefold(): agency for agency in agencies() for alias in (agency.name, *agency.aliases)}


@cache
def _codes() -> dict[str, Agency]:
    return {code: agency for agency in agencies() for code in agency.codes}


def by_code(code: str) -> Agency | None:
    """The agency meant by what stands in brackets at a report's end: its name as written, or its code."""
    code = code.strip()
    known = by_alias(code)
    return known if known is not None and code in (known.name, *known.aliases) else _codes().get(code)


def by_alias(name: str) -> Agency | None:
    """The agency or outlet of that name or alias, in any case."""
    return _aliases().get(name.strip().casefold())


@cache
def _ids() -> dict[str, Agency]:
    return {agency.id: agency for agency in agencies()}


def by_id(identifier: str) -> Agency | None:
    """The agency or outlet of that id."""
    return _ids().get(identifier)


def outlet_id(name: str | None) -> str | None:
    """The id under which an outlet or agency is known; of one that is not, its name in small letters."""
    if not name or not name.strip():
        return None
    known = by_alias(name)
    return known.id if known is not None else name.strip().casefold()


@cache
def _by_first_word() -> dict[str, tuple[str, ...]]:
    """Names and aliases by their first word, the longest first; they keep their case ("Dawn", "dawn" differ)."""
    found: dict[str, list[str]] = {}
    for agency in agencies():
        for alias in (agency.name, *agency.aliases):
            found.setdefault(alias.split()[0], []).append(alias)
    return {first: tuple(sorted(names, key=len, reverse=True)) for first, names in found.items()}


@cache
def _cues() -> tuple[re.Pattern[str], re.Pattern[str], int]:
    data = [toml(f"language/{language}", "credits.toml") for language in LANGUAGES]
    before = "|".join(re.escape(word) for entry in data for word in entry["before"])
    after = "|".join(re.escape(word) for entry in data for word in entry["after"])
    reach = max(entry["reach"] for entry in data)
    return re.compile(rf"\b(?:{before})\b", re.IGNORECASE), re.compile(rf"\s+(?:{after})\b", re.IGNORECASE), reach


def find_credits(text: str, *, start: int = 0, outlet: str | None = None) -> list[Credit]:
    """Agencies and outlets that the text credits, one credit a name (its first), in the order of the text.

    Spans are offsets in ``text``; looks from ``start`` on. ``outlet`` does not credit itself.
    """
    before, after, reach = _cues()
    found: dict[str | None, Credit] = {}
    own = outlet_id(outlet)
    end = start
    for match in _WORD.finditer(text, start):
        name = _name_at(text, match) if match.start() >= end else None
        if name is None:
            continue
        key = outlet_id(name)
        if key in found or key == own:
            continue
        end = match.start() + len(name)
        left = _SENTENCE_END.split(text[max(start, match.start() - reach) : match.start()])[-1]
        if before.search(left) or after.match(text, end):
            found[key] = Credit(name=name, span=(match.start(), end))
    return list(found.values())


def _name_at(text: str, word: re.Match[str]) -> str | None:
    """The known name, or else the site, that begins with a word of the text."""
    token = word.group().rstrip(".'’-/")
    for name in _by_first_word().get(token, ()):
        if text.startswith(name, word.start()) and not text[word.start() + len(name) :][:1].isalnum():
            return name
    return token if "." in token and _SITE.fullmatch(token) else None
