"""The word runs that two texts share, exactly and in place."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from linimasa.merge.shingles import words_of

if TYPE_CHECKING:
    from linimasa.model import Span

FEWEST_WORDS = 8
"""Words in a row, at least, that two texts must share; shorter runs are formulas and names with titles."""

_MOST_PLACES = 32  # of one run in the other text; a text that repeats itself more often than that says nothing new


class Run(NamedTuple):
    """Words ``[one, one + length)`` of a text that stand as ``[other, other + length)`` in another."""

    one: int
    other: int
    length: int


def shared_passages(one: str, other: str) -> tuple[tuple[Span, Span], ...]:
    """The word runs that two texts share: their spans in ``one`` and in ``other``, in the order of ``one``.

    Spans are code points, from the first letter of the first word to the last of the last. The words are the
    same apart from case, diacritics and the marks between them. Passages never overlap in ``one``; a passage
    that ``one`` has twice is found twice. At least `FEWEST_WORDS` words each.
    """
    ours, theirs = words_of(one), words_of(other)
    return tuple(
        (ours.span(run.one, run.length), theirs.span(run.other, run.length))
        for run in shared_runs(ours.folded, theirs.folded)
    )


def shared_runs(one: list[str], other: list[str]) -> list[Run]:
    """The longest shared runs from left to right, not overlapping in ``one``; wherever they stand in ``other``."""
    places: dict[tuple[str, ...], list[int]] = {}
    for at in range(len(other) - FEWEST_WORDS + 1):
        found = places.setdefault(tuple(other[at : at + FEWEST_WORDS]), [])
        if len(found) < _MOST_PLACES:
            found.append(at)
    runs: list[Run] = []
    at = 0
    while places and at <= len(one) - FEWEST_WORDS:
        starts = places.get(tuple(one[at : at + FEWEST_WORDS]))
        if starts is None:
            at += 1
            continue
        run = max((Run(at, start, _length(one, at, other, start)) for start in starts), key=lambda run: run.length)
        runs.append(run)
        at += run.length
    return runs


def _length(one: list[str], at: int, other: list[str], start: int) -> int:
    length = FEWEST_WORDS
    most = min(len(one) - at, len(other) - start)
    while length < most and one[at + length] == other[start + length]:
        length += 1
    return length
