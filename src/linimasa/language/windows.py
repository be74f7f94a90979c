"""Sentences as the networks take them: cut into pieces, in windows of a bounded size, like sizes in one batch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np

from linimasa.language.pieces import Pieces

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

_LONGEST = 200  # words in one window
_MOST_PIECES = 480  # pieces in one window; the encoder knows 512 positions
_BATCH_PIECES = 250  # larger batches fall out of the processor's cache and are slower
_BATCH_COST = 20  # what a batch costs besides its pieces, in pieces
_CUT_AFTER = frozenset('.;:,!?)”"')  # where a sentence that is too long is best cut


class Window(msgspec.Struct, frozen=True):
    """A sentence, or the part of a long one that is read at once: the pieces of its words from word ``start`` on."""

    sentence: int
    start: int
    cuts: tuple[tuple[int, ...], ...]

    @property
    def size(self) -> int:
        """Pieces, with the marks that begin and end it."""
        return 2 + sum(map(len, self.cuts))


def windows(sentences: Sequence[Sequence[str]], pieces: Pieces) -> list[Window]:
    """The windows of all sentences, in order."""
    found = []
    for number, words in enumerate(sentences):
        cuts = [_cut(word, pieces) for word in words]
        start = 0
        while start < len(cuts):
            stop = _window_end(words, cuts, start)
            found.append(Window(number, start, tuple(cuts[start:stop])))
            start = stop
    return found


def _cut(word: str, pieces: Pieces) -> tuple[int, ...]:
    # Some treebanks write a clitic with the hyphen of its dictionary form; texts do not.
    if word[:1] == "-" and word[1:].lower() in pieces.attached:
        word = word[1:]
    return pieces.cut(word)


def inputs(members: Sequence[Window], pieces: Pieces) -> dict[str, NDArray[Any]]:
    """One batch, padded: piece vectors and which are real, each word's first and last piece, which words are real.

    Word 0 of each row is the mark that begins the sentence.
    """
    size = max(window.size for window in members)
    most = 1 + max(len(window.cuts) for window in members)
    ids = np.full((len(members), size), Pieces.pad, dtype=np.int64)
    first = np.zeros((len(members), most), dtype=np.int64)
    last = np.zeros_like(first)
    words = np.zeros(first.shape, dtype=bool)
    for row, window in enumerate(members):
        count = len(window.cuts)
        flat = [piece for cut in window.cuts for piece in cut]
        ids[row, 0], ids[row, 1 : 1 + len(flat)], ids[row, 1 + len(flat)] = Pieces.begin, flat, Pieces.end
        ends = np.cumsum([len(cut) for cut in window.cuts])
        first[row, 1 : 1 + count] = np.concatenate([[1], ends[:-1] + 1])
        last[row, 1 : 1 + count] = ends
        words[row, : 1 + count] = True
    return {"pieces": pieces.vectors(ids), "mask": ids != Pieces.pad, "first": first, "last": last, "words": words}


def _window_end(words: Sequence[str], cuts: Sequence[tuple[int, ...]], start: int) -> int:
    """Where the window from `start` ends: at the end, or as late as fits, after punctuation if there is any."""
    pieces = 2
    stop = start
    while stop < len(cuts) and stop - start < _LONGEST and pieces + len(cuts[stop]) <= _MOST_PIECES:
        pieces += len(cuts[stop])
        stop += 1
    if stop == len(cuts):
        return stop
    for end in range(stop, start + (stop - start) // 2, -1):
        if words[end - 1] in _CUT_AFTER:
            return end
    return stop


def batches(members: Sequence[Window]) -> Iterator[list[int]]:
    """Windows of like size together, as their indexes: the batches that cost least, padding and all.

    In order of size, the best batches up to a window follow from the best ones up to those before it.
    """
    order = sorted(range(len(members)), key=lambda i: members[i].size)
    costs, begins = [0], [0]
    for last, index in enumerate(order):
        size = members[index].size
        most = max(1, _BATCH_PIECES // size)
        choices = range(max(0, last + 1 - most), last + 1)
        begin = min(choices, key=lambda first: costs[first] - size * first)
        costs.append(costs[begin] + _BATCH_COST + size * (last + 1 - begin))
        begins.append(begin)
    end = len(order)
    while end:
        yield order[begins[end] : end]
        end = begins[end]
