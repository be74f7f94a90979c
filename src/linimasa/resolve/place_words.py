"""The words of a language about places, as ``language/*/places.toml`` lists them, ready to be looked up."""

from __future__ import annotations

from functools import cache
from typing import Literal

import msgspec

from linimasa.language.files import toml
from linimasa.language.vocabulary import reports_with
from linimasa.resolve.gazetteer import fold, gazetteer

Relation = Literal["in", "to", "from"]
LONGEST_PHRASE = 3


class PlaceWords(msgspec.Struct, frozen=True):
    """Phrases by what they do; all folded, words parted by single spaces.

    ``divisions`` gives the precision of what a kind word names, ``sites`` the class of a site word (``nature``
    ``roads`` ``buildings`` ``seats``), ``sites_after`` the site words that stand after a name, ``sites_plain`` those
    that make a site of a town's name in lower case too (``Beirut airport``). ``kind_first``: the kind word stands
    before the name. ``boundaries``: words that end a name though they are capitalised (days, currencies).
    ``linkers``: words that tie a name to the one before (``Bank of America``).
    """

    language: str
    kind_first: bool
    locative: dict[str, Relation]
    parts: frozenset[str]
    divisions: dict[str, str]
    sites: dict[str, str]
    sites_after: frozenset[str]
    sites_plain: frozenset[str]
    bodies: frozenset[str]
    roles: frozenset[str]
    doubtful: frozenset[str]
    calendar: frozenset[str]
    boundaries: frozenset[str]
    linkers: frozenset[str]

    def common(self, word: str) -> bool:
        """Whether the language's news writes ``word`` (folded) in lower case, and it is no usual place at home.

        Even the best known places are written in lower case now and then.
        """
        if word not in reports_with(self.language):
            return False
        best = next(iter(gazetteer().by_key(word, self.language)), None)
        return best is None or not best.usual or word in self.doubtful

    def doubts(self, key: str) -> bool:
        """Whether the name ``key`` (folded) is as likely something else than a place."""
        return key in self.doubtful or (" " not in key and self.common(key))

    def kind_words(self, phrase: str) -> bool:
        """Whether ``phrase`` says what kind of place a name is."""
        return phrase in self.divisions or phrase in self.sites


def _by_phrase(groups: dict[str, list[str]]) -> dict[str, str]:
    return {fold(phrase): group for group, phrases in groups.items() for phrase in phrases}


@cache
def place_words(language: str) -> PlaceWords:
    """The words of ``language`` (``id`` or ``en``)."""
    data = toml(f"language/{language}", "places.toml")
    calendar = toml(f"language/{language}", "calendar.toml")
    days = frozenset(fold(w) for part in ("months", "weekdays") for w in calendar[part] if len(w) > 3)
    return PlaceWords(
        language=language,
        kind_first=data["order"]["kind_first"],
        locative=_by_phrase(data["locative"]),  # type: ignore[arg-type]
        parts=frozenset(map(fold, data["parts"]["words"])),
        divisions=_by_phrase(data["divisions"]),
        sites=_by_phrase(data["sites"]),
        sites_after=frozenset(map(fold, data["sites_after"]["words"])),
        sites_plain=frozenset(map(fold, data["sites_after"]["plain"])),
        bodies=frozenset(map(fold, data["not_places"]["bodies"])),
        roles=frozenset(map(fold, data["not_places"]["roles"])),
        doubtful=frozenset(map(fold, data["doubtful"]["words"])),
        calendar=days,
        boundaries=days | frozenset(map(fold, data["order"]["boundaries"])),
        linkers=frozenset(map(fold, data["order"]["linkers"])),
    )
