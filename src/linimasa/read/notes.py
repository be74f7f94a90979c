"""What the lines left out of a report tell of it: its authors, its true outlet, whom it credits."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from linimasa.model import Credit
from linimasa.read.agencies import by_alias, by_code
from linimasa.read.byline import read_byline
from linimasa.read.furniture import words

if TYPE_CHECKING:
    from linimasa.read.draft import Draft

_SITE = re.compile(r"(?<![\w@.-])(?:[A-Za-z0-9-]+\.)+(?:com|co\.id|id|co|net|org|tv|news)\b", re.IGNORECASE)
_NAME = re.compile(r"[A-Z][\w'’.-]*(?:\s+[A-Z][\w'’.-]*){0,3}")
_CAPITALISED = re.compile(r"[A-Z][\w'’-]*(?:\.[A-Za-z]+)*")
_LONGEST_NAME = 4


class Notes:
    """Lines left out, noted in the draft with their reasons, and what they tell."""

    def __init__(self, draft: Draft) -> None:
        """``draft`` is the draft whose lines are left out."""
        self.draft = draft
        self.authors: tuple[str, ...] = ()
        self.outlet: str | None = None
        self.credits: list[Credit] = []

    def drop(self, line: str, why: str) -> None:
        """Notes a line left out, and what it tells."""
        self.draft.drop(line, why)
        if why == "origin":
            self._origin(line)
        elif why in {"follow us", "copyright"}:
            self._around(line)
        elif why == "source line":
            self._source(line)
        elif why in {"byline", "byline code"}:
            self._byline(line)

    def _origin(self, line: str) -> None:
        name = named_outlet(line)
        if name is not None:
            self.outlet = name
            self.credits.append(Credit(name=name))

    def _around(self, line: str) -> None:
        if self.draft.outlet is None:
            self.outlet = self.outlet or named_outlet(line)
        # A source is often written onto the line before it.
        last = line.rpartition(":")[2].strip() if ":" in line else ""
        known = by_alias(last)
        if known is not None and known.kind == "agency":
            self.credits.append(Credit(name=last))

    def _source(self, line: str) -> None:
        name = line.partition(":")[2].strip("()[] .")
        known = name if by_alias(name) or _NAME.fullmatch(name) else named_outlet(name)
        if known:
            self.credits.append(Credit(name=known))

    def _byline(self, line: str) -> None:
        inner = line.strip("[]()* ")
        parts = [part.strip() for part in re.split(r"[/,;]", inner)]
        self.credits += [Credit(name=part) for part in parts if by_code(part) is not None and not _SITE.fullmatch(part)]
        if not self.authors:
            self.authors = read_byline(inner).authors


@cache
def _platforms() -> frozenset[str]:
    return words("follow", "platforms")


def named_outlet(line: str) -> str | None:
    """The site, or else the known outlet, that a line names; platforms such as WhatsApp are no outlets."""
    for site in _SITE.finditer(line):
        if site.group().casefold().removeprefix("www.") not in _platforms():
            return site.group()
    found = list(_CAPITALISED.finditer(line))
    for size in range(_LONGEST_NAME, 0, -1):
        for first in range(len(found) - size + 1):
            name = line[found[first].start() : found[first + size - 1].end()]
            if by_alias(name) is not None:
                return name
    return None
