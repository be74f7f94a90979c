"""Gives each phrase its actor: who it is, of which country and sector, over the whole report."""

from __future__ import annotations

from collections.abc import Sequence

from linimasa.model import Actor, Mention, Report, Sentence
from linimasa.resolve.lexicon import BODIES, HOME, POSTS, STATES, Entry
from linimasa.resolve.persons import Person, Persons, offices, parts_of
from linimasa.resolve.phrases import Phrase
from linimasa.resolve.readings import FORMER_SECTOR, STATE_SECTORS, Readings, slug

# Role words that, once the report has said whose they are, are that country's where they stand alone.
_SHARED = frozenset({"office", "organ"})
# Sentences within which a post that stands alone may mean the person named with it.
_NEAR = 3


class Identities:
    """The actors of one report; made from all its phrases, then asked for each one's mention."""

    def __init__(self, report: Report, language: str, phrases: Sequence[Phrase]) -> None:
        self._text = report.text
        self._day = (report.published or "")[:10] or None
        self._readings = Readings(language, self._day, phrases)
        self._persons = Persons([name for phrase in phrases for name in self._names_in(phrase)])
        self._bearers: dict[tuple[str, str | None], list[Person]] = {}
        self._owners: dict[str, dict[str, tuple[int, int]]] = {}
        for phrase in phrases:
            self._learn(phrase)

    def mention(self, phrase: Phrase) -> Mention | None:
        """The mention of a phrase; None for a name that the reader took for a person's and that is not likely one."""
        if phrase.person and phrase.core is None and self._unlikely(phrase):
            return None
        actor = self._actor(phrase)
        index = phrase.line.sentence.index
        return Mention(index, phrase.start, phrase.end, _head(phrase), self._kind(phrase), (actor,))

    def _unlikely(self, phrase: Phrase) -> bool:
        """Whether a name without a role is a place's or made of common words, and is nowhere part of a longer name."""
        assert phrase.person is not None
        person = self._person(phrase, *phrase.person)
        if person is None or person.role or person.id in offices():
            return False
        return person.parts == self._parts(phrase, *phrase.person) and phrase.line.unlike_person(*phrase.person)

    @staticmethod
    def _names_in(phrase: Phrase) -> list[tuple[tuple[int, int], tuple[str, ...], str | None]]:
        """The persons named in a phrase: where, the parts of the name, the known person so called."""
        known = phrase.piece.of("person") if phrase.piece else None
        found = [range_ for range_ in (phrase.person, phrase.owner) if range_]
        index = phrase.line.sentence.index
        return [((index, s), parts_of(phrase.line.forms[s:e]), known.id if known else None) for s, e in found]

    @staticmethod
    def _parts(phrase: Phrase, start: int, end: int) -> tuple[str, ...]:
        return parts_of(phrase.line.forms[start:end])

    # -- what the report says over all ------------------------------------------------------------

    def _learn(self, phrase: Phrase) -> None:
        if phrase.core is None:
            return
        country, sector = self._readings.country(phrase), self._readings.sector(phrase)
        if country and phrase.states and phrase.core.kind in _SHARED:
            place = (phrase.line.sentence.index, phrase.start)
            self._owners.setdefault(phrase.core.id or "", {}).setdefault(country, place)
        person = self._borne_by(phrase)
        if person is None:
            return
        if person.role is None and phrase.core.kind != "rank":
            person.role, person.sector = self._role(phrase), sector
        person.sector = person.sector or sector
        person.country = person.country or self._told_country(phrase, person)
        person.official |= phrase.core.kind == "office" and sector in STATE_SECTORS
        if phrase.core.kind in POSTS and phrase.core.kind != "leader" and not phrase.former:
            for key in ((phrase.core.id or "", country or person.country), (phrase.core.id or "", None)):
                people = self._bearers.setdefault(key, [])
                if person not in people:
                    people.append(person)

    def _borne_by(self, phrase: Phrase) -> Person | None:
        """Who bears the role of a phrase, by the name in it or beside it."""
        named = phrase if phrase.person else phrase.bearer
        return self._person(named, *named.person) if named and named.person else None

    def _person(self, phrase: Phrase, start: int, end: int) -> Person | None:
        return self._persons.called(self._parts(phrase, start, end), (phrase.line.sentence.index, start))

    def _role(self, phrase: Phrase) -> str | None:
        if phrase.core is None or phrase.core.kind == "rank":
            return None
        return self._words(phrase, phrase.name_start, phrase.role_end).rstrip(" ,(")

    def _words(self, phrase: Phrase, start: int, end: int) -> str:
        return phrase.line.text(start, end, self._text)

    def _bearer(self, phrase: Phrase, country: str | None) -> Person | None:
        """Who bears a role that stands alone, where the report names just one."""
        core = phrase.core
        if core is None or core.kind not in POSTS or core.kind == "leader" or phrase.indefinite or phrase.former:
            return None
        if phrase.bodies or phrase.nested or phrase.placed or not self._is_one(phrase, country):
            return None
        people = self._bearers.get((core.id or "", country), [])
        if len(people) != 1:
            return None
        if country:
            return people[0]
        at = phrase.line.sentence.index
        others = self._owners.get(core.id or "", {}).keys() - {people[0].country}
        near = not self._readings.foreign or any(
            at - _NEAR <= seen[0] and seen < (at, phrase.start) for seen in people[0].seen
        )
        before = any(seen < (at, phrase.start) for seen in people[0].seen)
        return people[0] if before and near and not others else None

    def _at_home(self, phrase: Phrase) -> Entry | None:
        """The body of the outlet's own country whose name the role word alone is, unless the report is of elsewhere."""
        body = self._readings.body(phrase.piece) if phrase.piece else None
        words = " ".join(phrase.line.forms[phrase.start : phrase.end])
        if body is None:
            return self._readings.introduced(words)
        elsewhere = self._readings.foreign and not self._readings.is_home_news and phrase.end - phrase.start > 1
        return None if elsewhere and self._readings.introduced(words) is None else body

    @staticmethod
    def _is_one(phrase: Phrase, country: str | None) -> bool:
        """Whether a role word means one certain person: singular, and in English with ``the`` or a country."""
        plural = "Number=Plur" in phrase.line.sentence.words[phrase.core_at].feats
        return not plural and (phrase.definite or country is not None or not phrase.line.grammar["needs_article"])

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
            return Actor(
                name, None, self._readings.country(phrase), self._readings.sector(phrase), self._role(phrase), span
            )
        country = self._told_country(phrase, person) or person.country or self._domestic(person)
        sector = self._readings.sector(phrase)
        if sector is None or (phrase.core and phrase.core.kind == "rank" and person.sector):
            sector = person.sector
        if country is None or sector is None:
            known = self._office(person)
            if known and (country is None or country == known[0]):
                country, sector = country or known[0], sector or known[1]
        return Actor(name, f"person:{person.id}", country, sector, self._role(phrase) or person.role, span)

    def _told_country(self, phrase: Phrase, person: Person) -> str | None:
        """The country that a phrase gives a person: a known one's only where it names it itself."""
        known = self._office(person)
        named = phrase.states or (phrase.core and phrase.core.country not in (None, HOME))
        return self._readings.country(phrase) if named or not (known and known[0]) else None

    def _domestic(self, person: Person) -> str | None:
        """The only country that the report speaks of, for its officials: in Indonesian none but the outlet's own."""
        if not person.official or person.id in offices():
            return None
        if self._readings.home:
            return None if self._readings.foreign else self._readings.home
        return next(iter(self._readings.named)) if len(self._readings.named) == 1 else None

    def _office(self, person: Person) -> tuple[str | None, str | None] | None:
        """The country and sector of a known person on the day of publication; of the elite once out of office."""
        known = offices().get(person.id)
        if known is None or self._day is None:
            return None
        held = next((o for o in known if o.held_on(self._day)), None)
        if held:
            return held.country, held.sector
        left = any(office.until and office.until < self._day for office in known)
        return known[0].country, FORMER_SECTOR if left else None

    def _of_name(self, phrase: Phrase) -> Actor:
        assert phrase.piece is not None
        name, span = self._words(phrase, phrase.start, phrase.end), _span(phrase, phrase.start, phrase.end)
        state = phrase.piece.of(STATES)
        if state:
            return Actor(name, state.id, state.country, state.sector, None, span)
        known = self._readings.body(phrase.piece)
        assert known is not None
        identifier = known.id or (slug(name) if known.kind == "organisation" else None)
        return Actor(name, identifier, known.country, known.sector_on(self._day), None, span)

    def _of_role(self, phrase: Phrase) -> Actor:
        assert phrase.core is not None
        start, end = phrase.name_start, phrase.end
        name, span = self._words(phrase, start, end), _span(phrase, start, end)
        country, sector = self._readings.country(phrase), self._readings.sector(phrase)
        if country is None and phrase.owner:
            owner = self._person(phrase, *phrase.owner)
            if owner:
                country = owner.country or (self._office(owner) or (None,))[0]
        bearer = self._borne_by(phrase) or self._bearer(phrase, country)
        role = name if phrase.core.kind in POSTS else None
        if bearer:
            country = country or bearer.country or self._domestic(bearer) or (self._office(bearer) or (None,))[0]
            return Actor(name, f"person:{bearer.id}", country, sector, role, span)
        body = self._readings.body(phrase.bodies[-1]) if phrase.bodies else None
        if country is None and not body:
            country = self._shared(phrase)
            body = self._at_home(phrase) if country in (None, self._readings.home) else None
            country = body.country if body else country
        if body and body.id:
            return Actor(name, body.id, country, sector, role, span)
        if phrase.named and not phrase.states and role is None:
            return Actor(name, slug(name), country, sector, role, span)
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
