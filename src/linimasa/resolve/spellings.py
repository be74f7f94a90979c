"""Whether two names of people are one name, spelt or shortened differently."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby

_SHORTEST_MISSPELT = 4
"""Letters of a word in which one other letter is a matter of spelling (``Sergei``, ``Sergey``)."""


@lru_cache(maxsize=50_000)
def one_person(one: str, other: str) -> bool:
    """Whether two ids (``person:sergei-lavrov``) or slugs may name one person.

    So they do where every word of the shorter stands in the longer, in order and spelt the same but for one
    letter, and the shorter is more than one word, or is the last of the other (``Lavrov``).
    """
    shorter, longer = sorted((_words(one), _words(other)), key=len)
    if len(shorter) == 1:
        return _alike(shorter[0], longer[-1])
    rest = iter(longer)
    return all(any(_alike(word, candidate) for candidate in rest) for word in shorter)


def _words(name: str) -> list[str]:
    """The words of a slug, a doubled letter (``Zelenskyy``, ``Hhui``) as one."""
    single = "".join(letter for letter, _ in groupby(name.removeprefix("person:")))
    return single.split("-")


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    if min(len(one), len(other)) < _SHORTEST_MISSPELT or abs(len(one) - len(other)) > 1 or one[0] != other[0]:
        return False
    if len(one) == len(other):
        return sum(left != right for left, right in zip(one, other, strict=True)) == 1
    shorter, longer = sorted((one, other), key=len)
    return any(longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer)))
