"""Word pieces: the vocabulary that the reader's encoder reads words with, and its 4-bit vectors.

The vocabulary is a SentencePiece unigram model cut down to the pieces of Indonesian and English.
A word is cut into the sequence of pieces with the highest summed score. Vectors stay in blocks of
32 four-bit numbers with one scale each, as they came, and are spread out only for the pieces that
a batch uses: the whole table as floats would take eight times the memory.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

WORD_START = "\u2581"
BLOCK = 32
_UNKNOWN_PENALTY = 10.0
_LONGEST_WORD = 64
_CACHE_WORDS = 200_000


class Pieces:
    """Cuts words into pieces and looks their vectors up; safe to share between threads.

    Piece 0 begins a sentence, 1 pads, 2 ends a sentence, 3 stands for what is unknown.
    """

    begin, pad, end, unknown = 0, 1, 2, 3

    def __init__(
        self,
        texts: Sequence[str],
        scores: NDArray[np.float32],
        scales: NDArray[np.float16],
        nibbles: NDArray[np.uint8],
        attached: Iterable[str] = (),
    ) -> None:
        """`nibbles` is (pieces, width / 2), `scales` (pieces, width / 32); `attached` are
        the words that are written onto the word before them (clitics).
        """
        self.texts = tuple(texts)
        self.scores = scores
        self.scales = scales
        self.nibbles = nibbles
        self.attached = frozenset(attached)
        known = {text: i for i, text in enumerate(self.texts) if i > self.unknown and text}
        self._scored = {text: (i, float(scores[i])) for text, i in known.items()}
        self._longest = max(map(len, self._scored), default=1)
        self._unknown_score = float(scores.min()) - _UNKNOWN_PENALTY
        self._cache: dict[str, tuple[int, ...]] = {}

    @classmethod
    def load(cls, path: Path, attached: Iterable[str] = ()) -> Pieces:
        """Read what `save` wrote."""
        with np.load(path) as stored:
            texts = stored["texts"].tobytes().decode("utf-8").split("\n")
            return cls(texts, stored["scores"], stored["scales"], stored["nibbles"], attached)

    def save(self, path: Path) -> None:
        """Write the vocabulary and its vectors to one uncompressed npz file."""
        texts = np.frombuffer("\n".join(self.texts).encode("utf-8"), dtype=np.uint8)
        np.savez(path, texts=texts, scores=self.scores, scales=self.scales, nibbles=self.nibbles)

    def __len__(self) -> int:
        return len(self.texts)

    def cut(self, word: str) -> tuple[int, ...]:
        """The pieces of one word, at least one; the same word always gives the same pieces."""
        found = self._cache.get(word)
        if found is None:
            found = self._best(self._written(word))
            if len(self._cache) < _CACHE_WORDS:
                self._cache[word] = found
        return found

    def _written(self, word: str) -> str:
        """The word as it stands in running text: with the mark of a space before it, or not."""
        text = unicodedata.normalize("NFKC", word[:_LONGEST_WORD])
        text = "".join(c for c in text if not unicodedata.category(c).startswith("C"))
        text = text.replace(" ", WORD_START)
        if text.lower() in self.attached or not any(c.isalnum() for c in text):
            return text
        return WORD_START + text

    def _best(self, text: str) -> tuple[int, ...]:
        size = len(text)
        best = [0.0] + [-np.inf] * size
        origin: list[tuple[int, int]] = [(self.unknown, 0)] * (size + 1)
        for start in range(size):
            here = best[start]
            for stop in range(start + 1, min(size, start + self._longest) + 1):
                entry = self._scored.get(text[start:stop])
                if entry is not None and here + entry[1] > best[stop]:
                    best[stop], origin[stop] = here + entry[1], (entry[0], start)
            if here + self._unknown_score > best[start + 1]:
                best[start + 1] = here + self._unknown_score
                origin[start + 1] = (self.unknown, start)
        found: list[int] = []
        while size:
            piece, size = origin[size]
            found.append(piece)
        return tuple(reversed(found)) or (self.unknown,)

    def vectors(self, ids: NDArray[np.int64]) -> NDArray[np.float32]:
        """Input vectors of pieces: ids of any shape to that shape + (width,)."""
        flat, where = np.unique(ids, return_inverse=True)
        spread = unpack(self.scales[flat], self.nibbles[flat])
        result: NDArray[np.float32] = spread[where.reshape(ids.shape)]
        return result


def unpack(scales: NDArray[np.float16], nibbles: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Blocks of 4-bit numbers back to floats: (n, blocks), (n, blocks * 16) to (n, blocks * 32)."""
    rows, blocks = scales.shape
    packed = nibbles.reshape(rows, blocks, BLOCK // 2)
    low = (packed & 15).astype(np.float32) - 8.0
    high = (packed >> 4).astype(np.float32) - 8.0
    spread = np.concatenate([low, high], axis=2) * scales.astype(np.float32)[:, :, None]
    return spread.reshape(rows, blocks * BLOCK)
