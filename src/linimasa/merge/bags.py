"""Bags of words in arrays: how alike a great many of them are, at once."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from linimasa.merge.words import Bag, square

Numbers = NDArray[np.int64]

_COARSE = 2.0**20
"""What a word weighs, a number from 1 to 1,000, is the sum of a multiple of 2**-20 and one of 2**-52; as many words as
a text has add up exactly in each of the two."""


class Bags:
    """Bags by the numbers that `add` gives them."""

    def __init__(self) -> None:
        self._vocabularies: dict[str | None, _Vocabulary] = {}
        # Of each word what it weighs, in two parts whose sums are exact.
        self._coarse = Growing(np.float64)
        self._fine = Growing(np.float64)
        self._words = Growing(np.int64)
        self._starts = Growing(np.int64)
        self._sizes = Growing(np.int64)
        self._weights = Growing(np.float64)

    def add(self, bag: Bag, language: str | None) -> int:
        """Takes in a bag, of the words of ``language``."""
        vocabulary = self._vocabularies.get(language)
        if vocabulary is None:
            vocabulary = self._vocabularies[language] = _Vocabulary(language, self._coarse, self._fine)
        self._starts.append(len(self._words))
        self._words.extend(map(vocabulary.__getitem__, bag.words))
        self._sizes.append(len(bag.words))
        self._weights.append(bag.weight)
        return len(self._sizes) - 1

    def likenesses(self, one: Numbers, other: Numbers) -> NDArray[np.float64]:
        """As `Bag.likeness` of each pair of bags (numbers, of one language), but for how the sums are rounded.

        Those of ``one`` are few, and each of them is met often.
        """
        found = np.zeros(len(one))
        sizes = self._sizes.values
        full = np.flatnonzero((sizes[one] > 0) & (sizes[other] > 0))
        pairs, back = np.unique((one[full] << 32) | other[full], return_inverse=True)
        if not len(pairs):
            return found
        ones, others = pairs >> 32, pairs & 0xFFFFFFFF
        weights = self._weights.values
        cosines = self._shared(ones, others) / np.sqrt(weights[ones] * weights[others])
        found[full] = np.minimum(1.0, cosines)[back]
        return found

    def _shared(self, one: Numbers, other: Numbers) -> NDArray[np.float64]:
        """The weight of the words that both bags of each pair have: the exact sum, rounded once, as `weight` has it."""
        few, row = np.unique(one, return_inverse=True)
        places, sizes = self._places(few)
        words = self._words.values[places]
        met, column = np.unique(words, return_inverse=True)
        has = np.zeros((len(few), len(met) + 1), dtype=np.bool_)  # the last column: words that none of the few has
        has[np.repeat(np.arange(len(few)), sizes), column] = True
        columns = np.full(len(self._coarse), len(met))
        columns[met] = np.arange(len(met))
        places, sizes = self._places(other)
        words = self._words.values[places]
        at = np.repeat(np.arange(len(other)), sizes)
        both = np.flatnonzero(has[row[at], columns[words]])
        at, words = at[both], words[both]
        coarse, fine = self._coarse.values[words], self._fine.values[words]
        exact = np.bincount(at, coarse, len(other)) + np.bincount(at, fine, len(other))
        return exact.astype(np.float64, copy=False)

    def _places(self, bags: Numbers) -> tuple[Numbers, Numbers]:
        """Where the words of these bags stand, one bag after the other; how many each has."""
        sizes = self._sizes.values[bags]
        ends = np.cumsum(sizes)
        return np.arange(ends[-1]) + np.repeat(self._starts.values[bags] - ends + sizes, sizes), sizes


class _Vocabulary(dict[str, int]):
    """The words of one language by number."""

    def __init__(self, language: str | None, coarse: Growing, fine: Growing) -> None:
        super().__init__()
        self._language = language
        self._coarse = coarse
        self._fine = fine

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self._coarse)
        found = square(word, self._language)
        coarse = round(found * _COARSE) / _COARSE
        self._coarse.append(coarse)
        self._fine.append(found - coarse)
        return number


class Growing:
    """Numbers in a row that grows at its end."""

    def __init__(self, kind: type[np.int64] | type[np.float64]) -> None:
        self._room: NDArray[Any] = np.zeros(1024, dtype=kind)
        self._filled = 0
        self._waiting: list[Any] = []
        self.append = self._waiting.append
        self.extend = self._waiting.extend

    def __len__(self) -> int:
        return self._filled + len(self._waiting)

    @property
    def values(self) -> NDArray[Any]:
        """All of them."""
        size = len(self)
        while size > len(self._room):
            self._room = np.concatenate([self._room, np.zeros_like(self._room)])
        self._room[self._filled : size] = self._waiting
        self._filled = size
        self._waiting.clear()
        return self._room[:size]
