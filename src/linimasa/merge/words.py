"""The words of a text, each worth the more the fewer reports use it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from functools import cache, lru_cache

import msgspec

from linimasa.language.files import LANGUAGES
from linimasa.language.fold import fold
from linimasa.language.vocabulary import reports_with

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_COMMON = 0.1
"""A word that more than this share of reports use does not tell one event from another."""
_AT_HAND = 200_000
"""Words whose worth is kept."""


@cache
def _shares(language: str) -> dict[str, float]:
    """Each known word, folded, with the share of reports that use it, the commonest word's being 1."""
    counts: dict[str, int] = {}
    for word, reports in reports_with(language).items():
        folded = fold(word)
        counts[folded] = max(counts.get(folded, 0), reports)
    most = max(counts.values())
    return {word: reports / most for word, reports in counts.items()}


@cache
def _rarest(language: str) -> float:
    return min(_shares(language).values())


@lru_cache(maxsize=_AT_HAND)
def worth(word: str, language: str | None) -> float:
    """How much a folded word tells: the logarithm of one in how many reports use it; 0 for a common one."""
    if language not in LANGUAGES:
        language = LANGUAGES[0]
    share = _shares(language).get(word, _rarest(language) / 2)
    return -math.log(share) if share < _COMMON else 0.0


_folded = lru_cache(maxsize=_AT_HAND)(fold)


def telling_words(text: str, language: str | None) -> frozenset[str]:
    """The folded words of ``text`` that are worth something, numbers among them."""
    words = {_folded(word) for word in _WORD.findall(text)}
    return frozenset(word for word in words if word and (word[0].isdigit() or worth(word, language)))


def name_words(text: str) -> frozenset[str]:
    """The folded words that have a capital inside a sentence of ``text``, and the numbers: alike in any language."""
    found = set()
    opening = True
    for match in _WORD.finditer(text):
        form = match.group()
        if form[0].isdigit() or (form[0].isupper() and not opening):
            found.add(_folded(form))
        opening = text[match.end() : match.end() + 2].strip() in {".", "?", "!", ":"}
    return frozenset(found)


def weight(words: Iterable[str], language: str | None) -> float:
    """The sum of the squares of what ``words`` are worth; a number or a common word counts 1."""
    # An exact sum: that of floats in a set's order would differ from one process to the next.
    return math.fsum(map(_squares(language).__getitem__, words))


def square(word: str, language: str | None) -> float:
    """What one word of a bag weighs."""
    return _squares(language)[word]


class _Squares(dict[str, float]):
    """The square of what each word of one language counts, kept once it was asked for."""

    def __init__(self, language: str | None) -> None:
        super().__init__()
        self._language = language

    def __missing__(self, word: str) -> float:
        square = (worth(word, self._language) or 1.0) ** 2
        if len(self) < _AT_HAND:
            self[word] = square
        return square


@cache
def _squares(language: str | None) -> _Squares:
    return _Squares(language)


class Bag(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A set of words with its weight, so that many are compared fast."""

    words: frozenset[str]
    weight: float

    @classmethod
    def of(cls, words: frozenset[str], language: str | None) -> Bag:
        """The bag of ``words``."""
        return cls(words, weight(words, language))

    def likeness(self, other: Bag, language: str | None) -> float:
        """The cosine of two bags by the worth of their words, 0 to 1; 0 where one of them is empty."""
        if self.words.isdisjoint(other.words):
            return 0.0
        return min(1.0, weight(self.words & other.words, language) / math.sqrt(self.weight * other.weight))
