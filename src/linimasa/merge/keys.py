"""Which claims are worth comparing: each claim's keys, so that the cost grows with the claims, not their square."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

import msgspec

from linimasa.merge.compare import rules
from linimasa.merge.telling import Days, Telling, digest
from linimasa.merge.words import worth

_PRECISE_DAYS = 8
"""A claim that leaves more days open stands under its months instead of its days."""

_MONTHS = 13
"""A claim that leaves more months open stands under its first and last only."""

_RARE = 4.0
"""Worth of a word (see ``words.worth``) that fewer than one report in fifty has."""

_STORY_WORDS = 6

_UNDATED_DAYS = 2
"""Days before the publication in which an undated claim's event is looked for."""


class Keys(msgspec.Struct, frozen=True):
    """Where a claim stands, and where it looks for others; numbers of 63 bits, the same on every machine.

    Symmetric: where one claim looks at another, the other looks at it.
    """

    stands: frozenset[int]
    looks: frozenset[int]


def keys(telling: Telling) -> Keys:
    """The keys of a claim: its sentence; each actor (its place where it names none) and time; each telling word
    of its report and the month of publication."""
    sentence = f"sentence {telling.sentence}"
    anchors = sorted(set(_anchors(telling)))
    words = sorted(set(_telling_words(telling)))
    month = _month(telling.published)
    stands, looks = _times(telling)
    standing = (f"{anchor} {time}" for anchor in anchors for time in stands)
    looking = (f"{anchor} {time}" for anchor in anchors for time in looks)
    words_standing = (f"word {word} {month}" for word in words)
    words_looking = (f"word {word} {near}" for word in words for near in (month - 1, month, month + 1))
    return Keys(
        stands=_digests(telling, [sentence, *standing, *words_standing]),
        looks=_digests(telling, [sentence, *looking, *words_looking]),
    )


def _month(published: int | None) -> int:
    """The month of publication, counted from the year 0; 0 where it is unknown."""
    if published is None:
        return 0
    day = date.fromordinal(published)
    return 12 * day.year + day.month


def _telling_words(telling: Telling) -> Iterator[str]:
    """The rarest words of the report's beginning, and the rare names of the sentence."""
    for word in (*_rarest(telling.story.words, telling.language), *telling.names.words):
        if not word[0].isdigit() and worth(word, telling.language) > _RARE:
            yield word


@lru_cache(maxsize=1000)  # claims of one report share them
def _rarest(words: frozenset[str], language: str | None) -> tuple[str, ...]:
    return tuple(sorted(words, key=lambda word: (-worth(word, language), word))[:_STORY_WORDS])


def _digests(telling: Telling, names: list[str]) -> frozenset[int]:
    status = "done" if telling.status in {"actual", "denied"} else telling.status
    return frozenset([_digest(f"{telling.type} {status} {name}") for name in names])


_digest = lru_cache(maxsize=200_000)(digest)  # claims of the same days share most of their keys


def _anchors(telling: Telling) -> Iterator[str]:
    known = [party.country or party.id for party in telling.parties if party.country or party.id]
    yield from (f"actor {name}" for name in known)
    if known:
        return
    if telling.place is not None:
        yield f"place {telling.place.admin2 or telling.place.name}"
    for party in telling.parties:
        yield from (f"word {word}" for word in party.words)


def _times(telling: Telling) -> tuple[set[str], set[str]]:
    """The times under which a claim stands, and those under which it looks."""
    days = telling.days or _assumed(telling)
    if days is None:
        return {"never"}, {"never"}
    if days.last - days.first < _PRECISE_DAYS:
        apart = rules().days_apart
        stands = {str(day) for day in range(days.first, days.last + 1)}
        looks = {str(day) for day in range(days.first - apart, days.last + apart + 1)}
        if telling.type in rules().recurring:
            return stands, looks
        months = set(_months(days))
        return stands | {f"day of {month}" for month in months}, looks | {f"in {month}" for month in months}
    months = set(_months(days))
    stands = {f"in {month}" for month in months}
    if telling.type in rules().recurring:
        return stands, stands
    return stands, stands | {f"day of {month}" for month in months}


def _months(days: Days) -> Iterator[str]:
    first, last = date.fromordinal(days.first), date.fromordinal(days.last)
    count = 12 * (last.year - first.year) + last.month - first.month + 1
    if count > _MONTHS:
        yield from (f"{first:%Y-%m}", f"{last:%Y-%m}")
        return
    for index in range(count):
        year, month = divmod(12 * first.year + first.month - 1 + index, 12)
        yield f"{year:04}-{month + 1:02}"


def _assumed(telling: Telling) -> Days | None:
    """The days in which an undated claim is looked for; never said of it."""
    if telling.published is None:
        return None
    return Days(telling.published - _UNDATED_DAYS, telling.published, "range", "assumed")
