"""Which of many claims meet: the pairs of which one stands where the other looks, in arrays."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from linimasa.merge.bags import Growing
from linimasa.merge.keys import Keys

Numbers = NDArray[np.int64]


class Meeting:
    """Claims in the order in which they come, with their keys."""

    def __init__(self) -> None:
        self._numbers: list[int] = []
        self._stands, self._standing = Growing(np.int64), Growing(np.int64)
        self._looks, self._looking = Growing(np.int64), Growing(np.int64)

    def add(self, number: int, keys: Keys) -> None:
        """A claim by its number, and its keys."""
        at = len(self._numbers)
        self._numbers.append(number)
        for places, of, found in (
            (self._stands, self._standing, keys.stands),
            (self._looks, self._looking, keys.looks),
        ):
            places.extend(found)
            of.extend([at] * len(found))

    def stands(self) -> Iterator[tuple[int, int]]:
        """Every key with each claim (number) that stands under it, in order."""
        places, numbers = self._stands.values, np.array(self._numbers, dtype=np.int64)[self._standing.values]
        order = np.lexsort((numbers, places))
        yield from zip(places[order].tolist(), numbers[order].tolist(), strict=True)

    def looks(self, first: int, last: int) -> list[tuple[int, int]]:
        """Every key under which the claims from the ``first`` to before the ``last`` look, each with its number."""
        places, looking = self._looked(first, last)
        return [(place, self._numbers[at]) for place, at in zip(places.tolist(), looking.tolist(), strict=True)]

    def pairs(self, width: int) -> Iterator[tuple[Numbers, Numbers]]:
        """All pairs of claims (numbers) that meet, each once: ``width`` claims at a time with those before them."""
        places, ranks = np.unique(self._stands.values, return_inverse=True)
        claims = len(self._numbers)
        numbers = np.array(self._numbers, dtype=np.int64)
        standing = np.sort(ranks * claims + self._standing.values)  # by key, then in the order of coming
        for first in range(0, claims, width):
            looked, looking = self._looked(first, first + width)
            ranks = np.minimum(np.searchsorted(places, looked), len(places) - 1)
            known = places[ranks] == looked
            ranks, looking = ranks[known], looking[known]
            starts = np.searchsorted(standing, ranks * claims)
            counts = np.searchsorted(standing, ranks * claims + looking) - starts
            ends = np.cumsum(counts)
            within = np.arange(ends[-1] if len(ends) else 0) + np.repeat(starts - ends + counts, counts)
            met = np.unique(np.repeat(looking, counts) * claims + standing[within] % claims)
            yield numbers[met // claims], numbers[met % claims]

    def _looked(self, first: int, last: int) -> tuple[Numbers, Numbers]:
        looking = self._looking.values
        start, end = np.searchsorted(looking, [first, last])
        return self._looks.values[start:end], looking[start:end]
