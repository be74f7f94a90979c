"""Runs of words of a text as hashes, and the sample of them that stands for the text.

Why not a MinHash library. The question here is containment: a reprint that keeps a third of a report,
or wraps it in other text, has a small Jaccard similarity to it. `rensa` (RMinHashLSH) and `datasketch`
(MinHashLSH) answer thresholds of Jaccard similarity only. datasketch's MinHashLSHEnsemble answers
containment, but is built once: a second call of `index()` raises, so a record could not grow, and it
needs SciPy. Both keep their own index in memory and neither says *which* words are shared. Winnowing
(Schleimer, Wilkerson and Aiken, "Winnowing: local algorithms for document fingerprinting", SIGMOD 2003,
the method of MOSS) answers containment, grows by one report at a time, is a plain table of integers that
any database can index, and comes with a guarantee: two texts that share a run of `GUARANTEE` words share
a fingerprint, wherever the run stands in either. It is thirty lines.
"""

from __future__ import annotations

import re
import struct
from collections import deque
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from linimasa.language.fold import fold

if TYPE_CHECKING:
    from linimasa.model import Span

SHINGLE = 6
"""Words of a run that is hashed."""

WINDOW = 15
"""Neighbouring runs of which the one with the least hash is kept; one of eight is, on average."""

GUARANTEE = SHINGLE + WINDOW - 1
"""Two texts that share so many words in a row share a fingerprint."""

_WORD = re.compile(r"[^\W_]+")


class Words(NamedTuple):
    """The words of a text as they are compared (folded: no case, no diacritics), and their spans in the text."""

    folded: list[str]
    spans: list[Span]

    def span(self, first: int, length: int) -> Span:
        """The span of ``length`` words from the ``first`` on."""
        return self.spans[first][0], self.spans[first + length - 1][1]


class Fingerprint(NamedTuple):
    """A kept hash, and the index of the first of the `SHINGLE` words that it stands for."""

    hash: int
    word: int


def words_of(text: str) -> Words:
    """The words of a text: runs of letters and digits; marks and spaces between them do not count."""
    found = list(_WORD.finditer(text))
    return Words(_folded([match.group() for match in found]), [match.span() for match in found])


def _folded(words: list[str]) -> list[str]:
    return [word.casefold() if word.isascii() else fold(word) for word in words]


def fingerprints(text: str) -> tuple[int, ...]:
    """The fingerprints of a text, sorted, each once: signed 64-bit integers, about one for every eight words.

    The same on every machine and in every release of Python. Empty for a text of fewer than `SHINGLE` words.
    """
    return tuple(sorted({found.hash for found in _winnow(_folded(_WORD.findall(text)))}))


def winnow(words: Words) -> list[Fingerprint]:
    """The fingerprints of words where they stand, in order.

    In every window of neighbouring runs the least hash is kept, of equal ones the last.
    """
    return _winnow(words.folded)


def _winnow(folded: list[str]) -> list[Fingerprint]:
    hashes = _hashes(folded)
    kept: list[Fingerprint] = []
    waiting: deque[int] = deque()  # indices whose hashes rise; the first is the least of the window
    for index, value in enumerate(hashes):
        while waiting and hashes[waiting[-1]] >= value:
            waiting.pop()
        waiting.append(index)
        if waiting[0] <= index - WINDOW:
            waiting.popleft()
        full = index >= WINDOW - 1 or index == len(hashes) - 1
        if full and (not kept or kept[-1].word != waiting[0]):
            kept.append(Fingerprint(hashes[waiting[0]], waiting[0]))
    return kept


def _hashes(folded: list[str]) -> tuple[int, ...]:
    words = [word.encode() for word in folded]
    runs = [b" ".join(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1)]
    digests = b"".join([blake2b(run, digest_size=8).digest() for run in runs])
    return struct.unpack(f">{len(runs)}q", digests)
