"""Gives each phrase its actor: who it is, of which country and sector, over the whole report."""

from __future__ import annotations

import re
from collections.abc import Sequence

from linimasa.model import Actor, Mention, Report, Sentence
from linimasa.resolve.lexicon import BODIES, HOME, POSTS, STATES, Entry
from linimasa.resolve.named import Piece
from linimasa.resolve.persons import Person, Persons, offices, parts_of
from linimasa.resolve.phrases import Phrase

_HOME_COUNTRY = {"id": "IDN"}
# Role words that, once the report has said whose they are, are that country's where they stand alone.
_SHARED = frozenset({"office", "organ"})
# Sentences within which a post that stands alone may mean the person named with it.
_NEAR = 3
_NO_LETTER = re.compile(r"[^A-Z0-9]+")
_FORMER_SECTOR, _HOPEFUL_SECTOR = "ELI", "PTY"


class Identities:
    """The actors of one report; made from all its phrases, then asked for each one's mention."""

    def __init__(self, report: Report, language: str, phrases: Sequence[Phrase]) -> None:
        self._text = report.text
        self._day = (report.published or "")[:10] or None
        self._home = _HOME_COUNTRY.get(language)
        self._bodies: dict[str, Entry] = {}
        self._named = {s.country for p in phrases for s in [*p.states, *self._states_of(p)]}
        self._foreign = self._named - {self._home}
        self._introduce(phrases)
        self._persons = Persons(
            [
                ((p.line.sentence.index, start), self._parts(p, start, end), p.piece.of("person").id if p.piece and p.piece.of("person") else None)  # type: ignore[union-attr]
                for p in phrases
                for start, end in [*([p.person] if p.person else []), *([p.owner] if p.owner else [])]
            ]
        )
        self._bearers: dict[tuple[str, str | None], list[Person]] = {}
        self._owners: dict[str, dict[str, tuple[int, int]]] = {}
        for phrase in phrases:
            self._learn(phrase)

    def mention(self, phrase: Phrase) -> Mention:
        """The mention of a phrase."""
        actor = self._actor(phrase)
        index = phrase.line.sentence.index
        return Mention(index, phrase.start, phrase.end, _head(phrase), self._kind(phrase), (actor,))

    # -- what a phrase says by itself -------------------------------------------------------------

    @staticmethod
    def _states_of(phrase: Phrase) -> list[Entry]:
        state = phrase.piece.of(STATES) if phrase.piece else None
        return [state] if state else []

    @staticmethod
    def _parts(phrase: Phrase, start: int, end: int) -> tuple[str, ...]:
        return parts_of(phrase.line.forms[start:end])

    def _introduce(self, phrases: Sequence[Phrase]) -> None:
        """Learns abbreviations that the text itself explains: ``Badan Contoh (BC)``."""
        for first, second in zip(phrases, phrases[1:], strict=False):
            forms = second.line.forms
            if first.line is not second.line or second.start != first.end + 1:
                continue
            if forms[first.end] != "(" or forms[second.end : second.end + 1] != [")"]:
                continue
            long, short = (p.piece.of(BODIES) if p.piece else None for p in (first, second))
            if long is None or short is None or (long.id and short.id):
                continue
            shared = long if long.id else short
            if not shared.id:
                name = " ".join(short.forms)
                shared = Entry(shared.kind, short.forms, _slug(name), long.country, long.sector)
            for entry in (long, short):
                self._bodies.setdefault(" ".join(entry.forms), shared)

    def _bodies_of(self, phrase: Phrase) -> list[Entry]:
        return [body for piece in phrase.bodies if (body := self._body(piece))]

    def _body(self, piece: Piece) -> Entry | None:
        """The organisation that a piece names; of several of one name, the one whose country the report is about."""
        entries = [e for e in piece.entries if e.kind in BODIES]
        if not entries:
            return None
        if len(entries) > 1 and not any(e.country == self._home for e in entries if self._home in self._named):
            entries = [e for e in entries if e.country in self._named] or entries
        found = entries[0]
        return found if found.id else self._bodies.get(" ".join(found.forms), found)

    def _country(self, phrase: Phrase) -> str | None:
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
        return self._home if is_home and not phrase.placed else None

    def _sector(self, phrase: Phrase) -> str | None:
        if phrase.former:
            return _FORMER_SECTOR
        if phrase.hopeful:
            return _HOPEFUL_SECTOR
        core = phrase.core
        if core is None:
            return None
        bodies = self._bodies_of(phrase)
        armed = next((b.sector_on(self._day) for b in bodies if b.kind == "group"), None)
        of_body = armed or next((s for b in bodies if (s := b.sector_on(self._day))), None)
        of_nested = next((e.sector for e in phrase.nested if e.sector), None)
        if core.sector and core.kind != "speaker":
            if core.sector == "MIL" and armed:
                return armed
            if core.sector == "GOV" and core.kind in POSTS and not phrase.states:
                of_people = next((e.sector for e in phrase.nested if e.kind in ("people", "part") and e.sector), None)
                return of_body or of_people or core.sector
            return core.sector
        inherited = armed or of_nested or of_body
        if inherited or core.kind == "rank":
            return inherited
        return "GOV" if phrase.states and core.kind in POSTS else None

    # -- what the report says over all ------------------------------------------------------------

    def _learn(self, phrase: Phrase) -> None:
        if phrase.core is None:
            return
        country, sector = self._country(phrase), self._sector(phrase)
        if country and phrase.core.kind in _SHARED:
            place = (phrase.line.sentence.index, phrase.start)
            self._owners.setdefault(phrase.core.id or "", {}).setdefault(country, place)
        if phrase.person is None:
            return
        person = self._person(phrase, *phrase.person)
        if person is None:
            return
        if person.role is None and phrase.core.kind != "rank":
            person.role, person.sector = self._role(phrase), sector
        person.sector = person.sector or sector
        person.country = person.country or country
        if phrase.core.kind in POSTS and phrase.core.kind != "leader" and not phrase.former:
            for key in ((phrase.core.id or "", country or person.country), (phrase.core.id or "", None)):
                people = self._bearers.setdefault(key, [])
                if person not in people:
                    people.append(person)

    def _person(self, phrase: Phrase, start: int, end: int) -> Person | None:
        return self._persons.called(self._parts(phrase, start, end), (phrase.line.sentence.index, start))

    def _role(self, phrase: Phrase) -> str | None:
        if phrase.core is None or phrase.core.kind == "rank":
            return None
        return self._words(phrase, phrase.start, phrase.role_end).rstrip(" ,(")

    def _words(self, phrase: Phrase, start: int, end: int) -> str:
        return phrase.line.text(start, end, self._text)

    def _bearer(self, phrase: Phrase, country: str | None) -> Person | None:
        """Who bears a role that stands alone, where the report names just one."""
        core = phrase.core
        if core is None or core.kind not in POSTS or core.kind == "leader" or phrase.indefinite or phrase.former:
            return None
        if phrase.bodies or phrase.nested or phrase.placed:
            return None
        people = self._bearers.get((core.id or "", country), [])
        if len(people) != 1:
            return None
        if country:
            return people[0]
        at = phrase.line.sentence.index
        others = self._owners.get(core.id or "", {}).keys() - {people[0].country}
        near = any(at - _NEAR <= seen[0] and seen < (at, phrase.start) for seen in people[0].seen)
        return people[0] if near and not others else None

    def _shared(self, phrase: Phrase) -> str | None:
        """The country of a role word that stands alone, where the report elsewhere says it of one country only."""
        core = phrase.core
        if core is None or core.kind not in _SHARED or phrase.indefinite or phrase.placed or phrase.nested:
            return None
        place = (phrase.line.sentence.index, phrase.start)
        owners = self._owners.get(core.id or "", {})
        return next((c for c, first in owners.items() if first < place), None) if len(owners) == 1 else None

    # -- actors -----------------------------------------------------------------------------------

    def _actor(self, phrase: Phrase) -> Actor:
        if phrase.person:
            return self._of_person(phrase)
        if phrase.core is None:
            return self._of_name(phrase)
        return self._of_role(phrase)

    def _of_person(self, phrase: Phrase) -> Actor:
        assert phrase.person is not None
        start, end = phrase.person
        name, span = self._words(phrase, start, end), _span(phrase, start, end)
        person = self._person(phrase, start, end)
        if person is None:
            return Actor(name, None, self._country(phrase), self._sector(phrase), self._role(phrase), span)
        country = self._country(phrase) or person.country
        sector = self._sector(phrase) or person.sector
        if country is None or sector is None:
            known = self._office(person)
            if known and (country is None or country == known[0]):
                country, sector = country or known[0], sector or known[1]
        return Actor(name, f"person:{person.id}", country, sector, self._role(phrase) or person.role, span)

    def _office(self, person: Person) -> tuple[str | None, str | None] | None:
        """The country and sector of a known person on the day of publication."""
        if self._day is None:
            return None
        held = next((o for o in offices().get(person.id, ()) if o.held_on(self._day)), None)
        return (held.country, held.sector) if held else None

    def _of_name(self, phrase: Phrase) -> Actor:
        assert phrase.piece is not None
        name, span = self._words(phrase, phrase.start, phrase.end), _span(phrase, phrase.start, phrase.end)
        state = phrase.piece.of(STATES)
        if state:
            return Actor(name, state.id, state.country, state.sector, None, span)
        known = self._body(phrase.piece)
        assert known is not None
        identifier = known.id or (_slug(name) if known.kind == "organisation" else None)
        return Actor(name, identifier, known.country, known.sector_on(self._day), None, span)

    def _of_role(self, phrase: Phrase) -> Actor:
        assert phrase.core is not None
        name, span = self._words(phrase, phrase.start, phrase.end), _span(phrase, phrase.start, phrase.end)
        country, sector = self._country(phrase), self._sector(phrase)
        if country is None and phrase.owner:
            owner = self._person(phrase, *phrase.owner)
            if owner:
                country = owner.country or (self._office(owner) or (None,))[0]
        bearer = self._bearer(phrase, country)
        role = name if phrase.core.kind in POSTS else None
        if bearer:
            return Actor(name, f"person:{bearer.id}", country or bearer.country, sector, role, span)
        body = self._body(phrase.bodies[-1]) if phrase.bodies else None
        if country is None and not body:
            country = self._shared(phrase)
        if phrase.named and not phrase.states:
            return Actor(name, _slug(name), country, sector, role, span)
        if body and body.id and phrase.core.kind in (*POSTS, "people", "organ"):
            return Actor(name, body.id, country, sector, role, span)
        identifier = f"{country}-{sector}" if country and sector else country
        return Actor(name, identifier, country, sector, role, span)

    @staticmethod
    def _kind(phrase: Phrase) -> str:
        if phrase.person:
            return "person"
        if phrase.core:
            kind = phrase.core.kind
            return "role" if kind in POSTS else "group" if kind == "people" else "organisation"
        assert phrase.piece is not None
        state = phrase.piece.of(STATES)
        if state:
            return "demonym" if state.kind == "demonym" else "country"
        body = phrase.piece.of(BODIES)
        return body.kind if body else "organisation"


def _slug(name: str) -> str:
    """An id made of an organisation's own name: ``POLDA-METRO-JAYA``."""
    return _NO_LETTER.sub("-", name.upper()).strip("-")


def _span(phrase: Phrase, start: int, end: int) -> tuple[int, int]:
    words = phrase.line.sentence.words
    return words[start].start, words[end - 1].end


def _head(phrase: Phrase) -> int:
    """The word of the phrase on which the sentence hangs it; where the parse is torn, the role word or the first."""
    sentence: Sentence = phrase.line.sentence
    outside = [i for i in range(phrase.start, phrase.end) if not phrase.start <= sentence.words[i].head < phrase.end]
    if phrase.core_at in outside:
        return phrase.core_at
    return outside[0] if outside else max(phrase.core_at, phrase.start)
