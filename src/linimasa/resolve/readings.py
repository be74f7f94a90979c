"""What phrases say by themselves, and what a report makes of its organisations' names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from linimasa.language.files import table, toml
from linimasa.resolve.lexicon import BODIES, HOME, POSTS, STATES, Entry
from linimasa.resolve.named import Piece
from linimasa.resolve.persons import known_parts, offices, parts_of
from linimasa.resolve.phrases import Phrase

STATE_SECTORS = frozenset({"GOV", "MIL", "COP", "JUD", "LEG"})
FORMER_SECTOR, HOPEFUL_SECTOR = "ELI", "PTY"
_NO_LETTER = re.compile(r"[^A-Z0-9]+")


class Readings:
    """Countries, sectors and organisations of the phrases of one report.

    ``named`` are the countries that the report names, ``foreign`` those besides ``home``, the country whose
    officials its language names without saying so; ``is_home_news``: it speaks of that country's bodies or people.
    """

    def __init__(self, language: str, day: str | None, phrases: Sequence[Phrase]) -> None:
        self.home = home_of(language)
        self._day = day
        self._bodies: dict[str, Entry] = {}
        self._spelled_out = _spelled_out(language)
        self.named = {state.country for p in phrases for state in [*p.states, *self._states_of(p)]}
        self.foreign = self.named - {self.home}
        self._embodied = {country for p in phrases for country in self._certain(p)} - {self.home}
        self.is_home_news = self.home in self.named or any(self._is_of_home(p) for p in phrases)
        self._introduce(phrases)

    def introduced(self, words: str) -> Entry | None:
        """The organisation that the report itself says these words to be."""
        return self._bodies.get(words)

    @staticmethod
    def _states_of(phrase: Phrase) -> list[Entry]:
        state = phrase.piece.of(STATES) if phrase.piece else None
        return [state] if state else []

    @staticmethod
    def _certain(phrase: Phrase) -> set[str | None]:
        """The countries of the bodies in a phrase whose name only one has; those of media say nothing."""
        found = set()
        for piece in [*([phrase.piece] if phrase.piece else []), *phrase.bodies]:
            bodies = [e for e in piece.entries if e.kind in BODIES]
            if len(bodies) == 1 and bodies[0].sector != "JRN":
                found.add(bodies[0].country)
        return found

    def _is_of_home(self, phrase: Phrase) -> bool:
        """Whether a phrase can only be of the outlet's own country: its bodies, roles and leaders, not its media."""
        if self.home is None:
            return False
        known = known_parts().get(parts_of(phrase.line.forms[slice(*phrase.person)]), "") if phrase.person else ""
        if any(office.country == self.home for office in offices().get(known, ())):
            return True
        if self.home in self._certain(phrase):
            return True
        return phrase.core is not None and phrase.core.country == self.home

    def _introduce(self, phrases: Sequence[Phrase]) -> None:
        """Learns abbreviations that the text itself explains: ``Badan Contoh (BC)``."""
        for first, second in pairwise(phrases):
            forms = second.line.forms
            short = second.piece.of(BODIES) if second.piece else None
            if short is None or forms[second.start - 1] != "(" or forms[second.end : second.end + 1] != [")"]:
                continue
            beside = first.line is second.line and second.start == first.end + 1
            if short.id and self._is_another(first if beside else None, short, forms[: second.start - 1]):
                short = Entry(short.kind, short.forms)
                self._bodies[" ".join(short.forms)] = Entry(short.kind, short.forms, slug(" ".join(short.forms)))
            if beside:
                self._link(first, short)

    def _link(self, first: Phrase, short: Entry) -> None:
        """Makes a name and the abbreviation after it one organisation."""
        long = first.piece.of(BODIES) if first.piece else None
        words = " ".join(first.line.forms[first.start : first.end])
        if long is None and (first.core is None or first.core.kind in POSTS or first.person or first.states):
            return
        if long and long.id and short.id:
            return
        shared = long if long and long.id else self._bodies.get(" ".join(short.forms), short)
        if not shared.id:
            country, sector = (long.country, long.sector) if long else (self.country(first), self.sector(first))
            shared = Entry(shared.kind, short.forms, slug(" ".join(short.forms)), country, sector)
        for name in (words, " ".join(short.forms)):
            self._bodies.setdefault(name, shared)

    def _is_another(self, first: Phrase | None, short: Entry, before: Sequence[str]) -> bool:
        """Whether the text spells an abbreviation out as something else than the organisation known by it."""
        known = first.piece.of(BODIES) if first and first.piece else None
        if known and known.id == short.id:
            return False
        return short.id in self._spelled_out and _explains(before, short.forms)

    def _bodies_of(self, phrase: Phrase) -> list[Entry]:
        return [body for piece in phrase.bodies if (body := self.body(piece))]

    def body(self, piece: Piece) -> Entry | None:
        """The organisation that a piece names; of several of one name, the one whose country the report is about."""
        entries = [e for e in piece.entries if e.kind in BODIES]
        if not entries:
            return None
        if len(entries) > 1:
            own = [e for e in entries if e.country == self.home]
            elsewhere = [e for e in entries if e.country in self.foreign | self._embodied]
            entries = (own if self.is_home_news else elsewhere or own) or entries
        return self._bodies.get(" ".join(entries[0].forms), entries[0])

    def country(self, phrase: Phrase) -> str | None:
        """The country that the words of the phrase give."""
        if phrase.states:
            return phrase.states[0].country
        core = phrase.core
        if core and core.country and core.country != HOME:
            return core.country
        bodies = self._bodies_of(phrase)
        stated = next((b.country for b in bodies if b.country), None)
        if stated:
            return stated
        if phrase.placed and phrase.place:
            return phrase.place
        nested = next((e.country for e in phrase.nested if e.country and e.country != HOME), None)
        if nested:
            return nested
        if any(b.sector == "IGO" for b in bodies):
            return None
        is_home = any(e.country == HOME for e in [*([core] if core else []), *phrase.nested])
        return self.home if is_home and not phrase.placed else None

    def sector(self, phrase: Phrase) -> str | None:
        """The PLOVER sector that the words of the phrase give."""
        if phrase.former:
            return FORMER_SECTOR
        if phrase.hopeful:
            return HOPEFUL_SECTOR
        core = phrase.core
        if core is None:
            return None
        bodies = self._bodies_of(phrase)
        armed = next((b.sector_on(self._day) for b in bodies if b.kind == "group"), None)
        of_body = armed or next((s for b in bodies if (s := b.sector_on(self._day))), None)
        of_nested = next((e.sector for e in phrase.nested if e.sector), None)
        if core.sector and core.kind != "speaker":
            if armed and core.kind == "organ" and core.sector in ("MIL", "LEG") and not core.country:
                return armed
            if core.sector == "GOV" and core.kind in POSTS and not phrase.states:
                of_people = next((e.sector for e in phrase.nested if e.kind in ("people", "part") and e.sector), None)
                return of_body or of_people or (None if bodies else core.sector)
            return core.sector
        nearest = of_nested if of_nested in STATE_SECTORS - {"GOV"} else None
        inherited = armed or nearest or of_body or of_nested or self._plain_sector(phrase)
        if inherited or core.kind == "rank":
            return inherited
        return "GOV" if phrase.states and core.kind in POSTS else None

    @staticmethod
    def _plain_sector(phrase: Phrase) -> str | None:
        """The sector of the role word where it belongs to nothing that has one (``politician``)."""
        piece = phrase.line.pieces.get(phrase.core_at)
        if piece is None or phrase.states:
            return None
        return next((e.sector for e in piece.entries if e.kind in ("people", "rank") and e.sector), None)


def home_of(language: str) -> str | None:
    """The country whose officials outlets of a language name without saying so."""
    return toml(f"language/{language}", "actors.toml")["home"] or None


def _explains(before: Sequence[str], short: Sequence[str]) -> bool:
    """Whether the words before an abbreviation begin with its letters."""
    letters = "".join(short)
    words = [word for word in before[-len(letters) :] if word[:1].isupper()]
    return len(words) == len(letters) and all(w[0] == c for w, c in zip(words, letters, strict=True))


@cache
def _spelled_out(language: str) -> frozenset[str]:
    """Ids of the organisations that have a name of several words besides an abbreviation."""
    rows = [*table("data", "organisations.tsv"), *table(f"language/{language}", "organisations.tsv")]
    return frozenset(row["id"] for row in rows if any(" " in name for name in row["names"].split("|")))


def slug(name: str) -> str:
    """An id made of an organisation's own name: ``POLDA-METRO-JAYA``."""
    return _NO_LETTER.sub("-", name.upper()).strip("-")
