"""Invents coded reports of which is known what each claim tells: stories, told by many outlets, as news does.

Nothing in them is real but the words, drawn as often as news uses them, and the names of countries. A story has two
sides, its own words, names and places; in some the same two sides strike every day or talk every week. What happens
is told by 1 to 20 claims, in two languages, by reports of 3 to 6 claims, half of them wholly of one story; sides are
told as a state, its government or a person, or not at all; four claims of ten have a date, some of these a day off
or a month; tolls rise; every tenth report is copied by another outlet, cut.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from typing import Any

from linimasa.language.files import table
from linimasa.language.vocabulary import reports_with
from linimasa.model import Actor, Attribution, Claim, CodedReport, Evidence, Marks, Place, Quantity, Report, When

BEGINNING = date(2023, 1, 2)

# Shares as in 11,801 claims that linimasa made of news of June 2025.
_TYPES = {
    "COERCE": 19, "ACCUSE": 17, "REQUEST": 15, "ASSAULT": 10, "CONSULT": 7, "SANCTION": 6, "SUPPORT": 6, "AGREE": 5,
    "PROTEST": 3, "MOBILIZE": 2, "AID": 2, "THREATEN": 2, "REJECT": 2, "CONCEDE": 2, "RETREAT": 1, "COOPERATE": 1,
}  # fmt: skip
_COUNTED = {"ASSAULT": "killed", "COERCE": "detained", "PROTEST": "people", "MOBILIZE": "troops", "AID": "money"}
_MOST_TELLINGS = 20
_TELLINGS = [1 / number**1.35 for number in range(1, _MOST_TELLINGS + 1)]
_LATE = {0: 50, 1: 30, 2: 8, 3: 4, 5: 3, 7: 2, 30: 1}  # days from the event to its telling
_SYLLABLES = (
    "ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu", "na", "pe", "ri", "so", "tu", "va", "we", "yo", "za",
    "bra", "kel", "sur", "min", "tar", "dol", "ven", "pag",
)  # fmt: skip
_LANGUAGES = ("id", "en")


@dataclass(frozen=True)
class Scene:
    """A story: its two sides, words, names and places."""

    sides: tuple[tuple[Actor, ...], tuple[Actor, ...]]
    words: dict[str, list[str]]
    names: list[str]
    places: list[Place]


@dataclass(frozen=True)
class Happening:
    """What truly happened: ``number`` is the event that claims should be joined to."""

    number: int
    type: str
    status: str
    source: Actor
    target: Actor
    day: int
    place: Place
    mode: str
    toll: int
    words: dict[str, list[str]]
    names: list[str]
    scene: Scene


@dataclass(frozen=True)
class Plan:
    """A report to be written: ``copied`` is the number of the report whose text it takes."""

    number: int
    day: int
    told: tuple[Happening, ...]
    copied: int | None = None


def _pick(chance: random.Random, weighted: dict[Any, int]) -> Any:
    return chance.choices(list(weighted), list(weighted.values()))[0]


@cache
def _vocabulary(language: str) -> tuple[list[str], list[int]]:
    words = reports_with(language)
    return list(words), list(accumulate(words.values()))


def _common_words(chance: random.Random, language: str, count: int) -> list[str]:
    words, weights = _vocabulary(language)
    return chance.choices(words, cum_weights=weights, k=count)


def _topic_words(chance: random.Random, count: int) -> dict[str, list[str]]:
    return {language: chance.sample(_vocabulary(language)[0][400:], count) for language in _LANGUAGES}


def _name(chance: random.Random) -> str:
    return "".join(chance.choices(_SYLLABLES, k=chance.choice((2, 2, 3)))).capitalize()


def _state(country: str) -> Actor:
    return Actor(country, country, country)


def _government(country: str) -> Actor:
    return Actor("pemerintah", f"{country}-GOV", country, "GOV")


class World:
    """Countries, persons, organisations and places, a few of them in most of the news."""

    def __init__(self, chance: random.Random) -> None:
        """Invents them all."""
        self._chance = chance
        self.countries = [row["alpha3"] for row in chance.sample(table("data", "countries.tsv"), 120)]
        self._weights = [1 / (rank + 2) for rank in range(len(self.countries))]
        self.people = {country: self._people(country) for country in self.countries}
        self.places = {country: list(self._places(country)) for country in self.countries}

    def country(self) -> str:
        """One of the countries, the first ones most often."""
        return self._chance.choices(self.countries, self._weights)[0]

    def _people(self, country: str) -> list[Actor]:
        people = []
        for number in range(40):
            name = f"{_name(self._chance)} {_name(self._chance)}"
            sector = self._chance.choice(("GOV", "GOV", "MIL", "OPP", "LEG", "BUS"))
            if number % 4 == 3:
                people.append(Actor(f"{name} {country}", name.upper().replace(" ", ""), country, sector))
            else:
                people.append(Actor(name, f"person:{name.casefold().replace(' ', '-')}", country, sector))
        return people

    def _places(self, country: str) -> Iterator[Place]:
        chance = self._chance
        lat, lon = chance.uniform(-50, 60), chance.uniform(-150, 150)
        for _ in range(30):
            admin1 = f"{country}.{chance.randrange(6)}"
            yield Place(
                _name(chance), country, admin1, f"{admin1}.{chance.randrange(5)}",
                lat + chance.uniform(-5, 5), lon + chance.uniform(-5, 5), chance.choice(("city", "city", "site")),
            )  # fmt: skip

    def scene(self) -> Scene:
        """A story's sides, often of one country, and what it is told with."""
        chance = self._chance
        one = self.country()
        other = one if chance.random() < 0.4 else self.country()
        people = [chance.sample(self.people[country], 3) for country in (one, other)]
        # Of one country, its government or its people are the other side.
        second = people[1] if one == other else [_state(other), _government(other), *people[1]]
        sides = (
            (*([] if one == other else [_state(one)]), _government(one), *people[0]),
            (*second, Actor("warga", None, None, "CVL")),
        )
        names = [_name(chance) for _ in range(5)]
        return Scene(sides, _topic_words(chance, 20), names, chance.sample(self.places[other], 3))


class News:
    """Reports of ``claims`` claims in all, over ``days`` days; the same for the same ``seed``."""

    def __init__(self, claims: int, days: int, seed: int = 1) -> None:
        """Plans them; each is written when it is asked for."""
        self._chance = random.Random(seed)
        self._seed = seed
        self._world = World(self._chance)
        self._days = days
        self._happened = 0
        planned = 0
        reports: list[tuple[int, tuple[Happening, ...], int | None]] = []
        alone: list[tuple[int, Happening]] = []
        while planned + len(alone) < claims:
            for day, told in self._dealt(self._tellings(), alone):
                planned += self._keep(reports, day, told)
        for day, told in self._rounds(alone):
            self._keep(reports, day, told)
        self.plans = [Plan(number, *report) for number, report in enumerate(reports)]

    def _keep(self, reports: list[Any], day: int, told: tuple[Happening, ...]) -> int:
        reports.append((day, told, None))
        if self._chance.random() >= 0.1:
            return len(told)
        reports.append((day + self._chance.randrange(2), told, len(reports) - 1))
        return 2 * len(told)

    def _tellings(self) -> list[tuple[int, Happening]]:
        """What happens in one story, each with the days on which it is told."""
        chance, scene = self._chance, self._world.scene()
        start = chance.randrange(self._days)
        shape = chance.random()
        if shape < 0.06:
            happenings = self._again(scene, chance.choice(("ASSAULT", "COERCE")), start, 1)
        elif shape < 0.12:
            happenings = self._again(scene, "CONSULT", start, 7)
        else:
            count = min(80, int(chance.paretovariate(1.1) * 3))
            length = max(1, int(count * chance.uniform(0.2, 2)))
            days = [min(self._days, start + chance.randrange(length)) for _ in range(count)]
            happenings = [self._happening(scene, day, _pick(chance, _TYPES)) for day in days]
        told = []
        for happening in happenings:
            for _ in range(chance.choices(range(1, _MOST_TELLINGS + 1), _TELLINGS)[0]):
                late = _pick(chance, _LATE)
                told.append((happening.day + (-1 - late % 5 if happening.status == "planned" else late), happening))
        return told

    def _again(self, scene: Scene, kind: str, start: int, step: int) -> list[Happening]:
        """The same between the same two, day after day or week after week."""
        source, target = (self._chance.choice(side[:3]) for side in scene.sides)
        days = range(start, min(self._days, start + step * self._chance.randrange(5, 40)), step)
        return [self._happening(scene, day, kind, (source, target)) for day in days]

    def _happening(self, scene: Scene, day: int, kind: str, between: tuple[Actor, Actor] | None = None) -> Happening:
        chance = self._chance
        source, target = between or (chance.choice(side) for side in chance.sample(scene.sides, 2))
        self._happened += 1
        return Happening(
            number=self._happened,
            type=kind,
            status="actual" if between else _pick(chance, {"actual": 90, "planned": 5, "denied": 3, "conditional": 2}),
            source=source,
            target=target,
            day=day,
            place=chance.choice(scene.places),
            mode=f"mode {chance.randrange(4)}",
            toll=int(chance.paretovariate(0.8)) * chance.randrange(1, 10),
            words=_topic_words(chance, 8),
            names=[_name(chance), *chance.sample(scene.names, 2)],
            scene=scene,
        )

    def _dealt(
        self, tellings: list[tuple[int, Happening]], alone: list[tuple[int, Happening]]
    ) -> Iterator[tuple[int, tuple[Happening, ...]]]:
        """The reports that tell one story; what is too little for one goes to ``alone``."""
        by_day: dict[int, list[Happening]] = {}
        for day, happening in tellings:
            by_day.setdefault(day, []).append(happening)
        for day, told in by_day.items():
            self._chance.shuffle(told)
            while len(told) >= 3:
                size = self._chance.randrange(3, 7)
                yield day, tuple(told[:size])
                del told[:size]
            alone.extend((day, happening) for happening in told)

    def _rounds(self, alone: list[tuple[int, Happening]]) -> Iterator[tuple[int, tuple[Happening, ...]]]:
        """Reports that tell of several stories, day by day."""
        waiting = sorted(alone, key=lambda telling: (telling[0], telling[1].number))
        while waiting:
            size = self._chance.randrange(3, 7)
            yield waiting[0][0], tuple(happening for _, happening in waiting[:size])
            del waiting[:size]

    def written(self, plan: Plan) -> tuple[CodedReport, list[int]]:
        """The report of a plan, and the number of the event of each of its claims."""
        chance = random.Random(f"{self._seed} {plan.number}")
        if plan.copied is None:
            writer = _Writer(plan, random.Random(f"{self._seed} {plan.number}"))
            return writer.report(f"r{plan.number:06}", f"Outlet {chance.randrange(60)}", plan.day), writer.truth
        return self.copy(plan.copied, plan.number, plan.day)

    def copy(self, original: int, number: int, day: int) -> tuple[CodedReport, list[int]]:
        """A report that takes the text of another, with its last third left out."""
        plan = self.plans[original]
        kept = plan.told[: max(1, 2 * len(plan.told) // 3)]
        writer = _Writer(Plan(original, plan.day, kept), random.Random(f"{self._seed} {original}"))
        return writer.report(f"r{number:06}", f"Outlet {60 + number % 40}", day), writer.truth


class _Writer:
    """Writes one report: a headline, and for each happening a sentence that tells it and one that does not."""

    def __init__(self, plan: Plan, chance: random.Random) -> None:
        self._plan = plan
        self._chance = chance
        self._language = chance.choices(_LANGUAGES, (3, 1))[0]
        self._parts: list[str] = []
        self._length = 0
        self.truth = [happening.number for happening in plan.told]

    def report(self, identifier: str, outlet: str, day: int) -> CodedReport:
        """The report with its claims."""
        first = self._plan.told[0]
        title = [*first.words[self._language][:3], first.names[0], *first.scene.words[self._language][:3]]
        self._write(" ".join(title), "\n")
        claims = []
        for number, happening in enumerate(self._plan.told):
            claims.append(self._claim(f"{identifier}-{number}", happening))
            filler = [*_common_words(self._chance, self._language, 40), *self._some(happening.scene.names, 2)]
            self._write(" ".join(filler).capitalize() + ".", "\n")
        published = (BEGINNING + timedelta(day)).isoformat()
        text = "".join(self._parts).rstrip("\n")
        report = Report(identifier, text, outlet=outlet, language=self._language, published=published)
        return CodedReport(report, (), tuple(claims))

    def _write(self, text: str, mark: str) -> tuple[int, int]:
        span = self._length, self._length + len(text)
        self._parts.append(text + mark)
        self._length += len(text) + len(mark)
        return span

    def _some(self, words: list[str], count: int) -> list[str]:
        return self._chance.sample(words, min(count, len(words)))

    def _claim(self, identifier: str, happening: Happening) -> Claim:
        chance = self._chance
        act = f"{happening.type.casefold()}{happening.number % 3 if chance.random() < 0.6 else chance.randrange(3)}"
        trigger = _vocabulary(self._language)[0][200 + sum(map(ord, act)) % 200]
        source, target = self._told(happening.source, 0.3), self._told(happening.target, 0.4)
        place, when, quantity = self._where(happening), self._when(happening), self._quantity(happening)
        words = [
            *(actor.name for actor in source), trigger, *(actor.name for actor in target),
            *self._some(happening.words[self._language], 5), *self._some(happening.scene.words[self._language], 3),
            *_common_words(chance, self._language, 6), *self._some(happening.names, 2),
        ]  # fmt: skip
        words += [place.name] if place else []
        words += [f"{quantity.value:.0f}"] if quantity else []
        sentence = self._write(" ".join(words) + ".", " ")
        start = sentence[0] + sum(len(actor.name) + 1 for actor in source)
        voice = Attribution(happening.names[0], sector="GOV")
        return Claim(
            id=identifier, type=happening.type, modes=(happening.mode,) if chance.random() < 0.5 else (), contexts=(),
            cameo="", quad=1, score=0.0, goldstein=None, source=source, target=target,
            status=happening.status, certainty="stated", marks=Marks(),  # type: ignore[arg-type]
            according_to=(voice,) if chance.random() < 0.4 else (), quote=None, when=when, where=place,
            quantities=(quantity,) if quantity else (), headline=False,
            evidence=Evidence(sentence, (start, start + len(trigger))),
            rule=f"{self._language}/{act}.active", confidence=0.5,
        )  # fmt: skip

    def _told(self, actor: Actor, absent: float) -> tuple[Actor, ...]:
        """A side as a report tells it: as it is, as the state or its government, or not at all."""
        told = self._chance.random()
        if told < absent:
            return ()
        if told < 0.85 or actor.country is None:
            return (actor,)
        return (self._chance.choice((_state(actor.country), _government(actor.country))),)

    def _where(self, happening: Happening) -> Place | None:
        told, place = self._chance.random(), happening.place
        if told < 0.5:
            return None
        if told < 0.85:
            return place
        assert place.country is not None
        if told < 0.93:
            return Place(place.country, place.country, lat=place.lat, lon=place.lon, precision="country")
        return Place(
            f"Provinsi {place.admin1}", place.country, place.admin1, lat=place.lat, lon=place.lon, precision="admin1"
        )

    def _when(self, happening: Happening) -> When | None:
        told = self._chance.random()
        day = BEGINNING + timedelta(happening.day)
        if told < 0.6:
            return None
        if told < 0.64:
            start = day.replace(day=1)
            end = (start + timedelta(31)).replace(day=1) - timedelta(1)
            return When(start.isoformat(), end.isoformat(), "month", "explicit")
        if told < 0.67:
            day += timedelta(self._chance.choice((-1, 1)))
        basis = _pick(self._chance, {"context": 70, "explicit": 20, "relative": 10})
        return When(day.isoformat(), day.isoformat(), "day", basis)

    def _quantity(self, happening: Happening) -> Quantity | None:
        kind: Any = _COUNTED.get(happening.type)
        if kind is None or self._chance.random() < 0.6:
            return None
        risen = happening.toll + max(0, self._plan.day - happening.day) * (1 + happening.toll // 10)
        return Quantity("orang", kind, float(risen if self._chance.random() < 0.9 else happening.toll + 1))
