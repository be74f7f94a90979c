"""A claim as merging compares it: what it says, small enough that a great many are held at once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date

import msgspec

from linimasa.language.fold import fold
from linimasa.merge.words import Bag, name_words, telling_words
from linimasa.model import Actor, Claim, Place, Quantity, Report, When

_STORY_LETTERS = 600
"""The headline and the first lines of a report say what it is about."""


_NEAR_LETTERS = 60
"""What stands around a trigger tells one act from another in a sentence that tells several."""


class Party(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """An actor: ``id``, ``country`` and ``sector`` as the claim has them, and the words of the name."""

    id: str | None
    country: str | None
    sector: str | None
    words: frozenset[str]

    @property
    def is_state(self) -> bool:
        """Whether it is a state as such, not somebody of it."""
        return self.id is not None and self.id == self.country

    @property
    def is_person(self) -> bool:
        """Whether it is one person."""
        return self.id is not None and self.id.startswith("person:")


class Days(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The days, as ordinals, on which a claim lets the event have happened, both inclusive."""

    first: int
    last: int
    precision: str
    basis: str


class Spot(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A place: its folded name, what it lies in, degrees."""

    name: str
    country: str | None
    admin1: str | None
    admin2: str | None
    lat: float | None
    lon: float | None
    precision: str


class Amount(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A number of one kind and its bounds, None where open."""

    kind: str
    value: float | None
    low: float | None
    high: float | None


class Telling(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One claim: who, whom, when, where, how many, and in which words.

    ``published`` is the ordinal of the day; ``words`` are those of the sentence, ``near`` those around the
    trigger, ``names`` the sentence's capitalised words and numbers, ``story`` the words of the report's
    beginning; ``act`` is the trigger's own name in its lexicon, ``sentence`` a hash of the sentence.
    """

    claim: str
    report: str
    type: str
    modes: tuple[str, ...]
    status: str
    source: tuple[Party, ...]
    target: tuple[Party, ...]
    days: Days | None
    published: int | None
    place: Spot | None
    amounts: tuple[Amount, ...]
    language: str | None
    act: str
    words: Bag
    near: Bag
    names: Bag
    story: Bag
    sentence: int

    @property
    def parties(self) -> Iterator[Party]:
        """Both sides."""
        yield from self.source
        yield from self.target


def tellings(report: Report, claims: tuple[Claim, ...]) -> list[Telling]:
    """The claims of ``report`` as merging compares them, in their order."""
    published = _ordinal(report.published)
    story = Bag.of(telling_words(report.text[:_STORY_LETTERS], report.language), report.language)
    return [_telling(report, claim, published, story) for claim in claims]


def _telling(report: Report, claim: Claim, published: int | None, story: Bag) -> Telling:
    start, end = claim.evidence.sentence
    sentence = report.text[start:end]
    first, last = claim.evidence.trigger
    near = report.text[max(start, first - _NEAR_LETTERS) : min(end, last + _NEAR_LETTERS)]
    return Telling(
        claim=claim.id,
        report=report.id,
        type=claim.type,
        modes=claim.modes,
        status=claim.status,
        source=tuple(_party(actor) for actor in claim.source),
        target=tuple(_party(actor) for actor in claim.target),
        days=_days(claim.when) if claim.when else None,
        published=published,
        place=_spot(claim.where) if claim.where else None,
        amounts=tuple(_amount(quantity) for quantity in claim.quantities),
        language=report.language,
        act=claim.rule.rpartition("/")[2].partition(".")[0],
        near=Bag.of(telling_words(near, report.language), report.language),
        words=Bag.of(telling_words(sentence, report.language), report.language),
        names=Bag.of(name_words(sentence), None),
        story=story,
        sentence=digest(fold(sentence)),
    )


def digest(text: str) -> int:
    """A number of 63 bits for ``text``, the same on every machine."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big") >> 1


def _party(actor: Actor) -> Party:
    return Party(actor.id, actor.country, actor.sector, frozenset(fold(actor.name).split()))


def _days(when: When) -> Days:
    first, last = date.fromisoformat(when.start).toordinal(), date.fromisoformat(when.end).toordinal()
    return Days(first, last, when.precision, when.basis)


def _spot(place: Place) -> Spot:
    return Spot(fold(place.name), place.country, place.admin1, place.admin2, place.lat, place.lon, place.precision)


def _amount(quantity: Quantity) -> Amount:
    return Amount(quantity.kind, quantity.value, quantity.low, quantity.high)


def _ordinal(published: str | None) -> int | None:
    return date.fromisoformat(published[:10]).toordinal() if published else None
