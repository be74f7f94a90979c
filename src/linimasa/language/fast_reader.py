"""The fast reader: the same answers as the trained reader's, less surely, in a fraction of the time.

A small network that has learnt to answer as the trained reader does (`tools/train_fast_reader.py`, measured in
`docs/fast_reader.md`): each word is the sum of some rows of a table, found by hashing its form, its ends and its
shape; a bidirectional LSTM reads the sentence. Run by onnxruntime; no network, no PyTorch. The same sentences always
give the same answers. A loaded `FastReader` may be shared between threads.
"""

from __future__ import annotations

import re
import zlib
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np

from linimasa.errors import DataError
from linimasa.language.decode import Tags, best_tree
from linimasa.language.reader import Analysis, joined, session

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

ROOT = ""  # stands for the root mark among the words: no word is empty
NO_ROW = 0
FORM_ROWS = 1  # so many of a word's rows are its form's alone
FEATURES = 9  # rows a word
_FORMS, _PARTS = 24_000, 16_000
ROWS = 1 + _FORMS + _PARTS
_LONGEST = 160  # words in one window
_BATCH_WORDS = 700
_MOST_KEPT = 60_000  # words whose vectors are kept
_DIGITS = re.compile(r"\d")
_RUN = re.compile(r"(.)\1+")


class FastLabels(msgspec.Struct, frozen=True):
    """What the model's numbers stand for, as stored beside it; `feats` are whole strings of UD features."""

    upos: list[str]
    feats: list[str]
    names: list[str]
    deprel: list[str]


def rows_of(word: str) -> list[int]:
    """The rows of the table that a word is the sum of: its form's first, then those of its ends and shape."""
    if word == ROOT:
        return [1, *[NO_ROW] * (FEATURES - 1)]
    form = _DIGITS.sub("0", word.lower())
    parts = (
        "1" + form[:2], "2" + form[:3], "3" + form[:5],
        "4" + form[-2:], "5" + form[-3:], "6" + form[-5:],
        "7" + form[:2] + "." + form[-3:], "8" + _shape(word),
    )  # fmt: skip
    return [1 + _hash(form, _FORMS), *(1 + _FORMS + _hash(part, _PARTS) for part in parts)]


def _hash(text: str, size: int) -> int:
    return zlib.crc32(text.encode("utf-8", "surrogatepass")) % size


def _shape(word: str) -> str:
    marks = "".join("0" if c.isdigit() else "X" if c.isupper() else "x" if c.isalpha() else c for c in word[:20])
    return _RUN.sub(r"\1\1", marks)


class FastReader:
    """The loaded model. Make one with `FastReader.load()` and share it."""

    def __init__(self, labels: FastLabels, table: tuple[NDArray[np.int8], NDArray[np.float16]], sessions: Any) -> None:
        """`table` is (rows, width) in 8 bits with the scale of each row; `sessions` the two of onnxruntime."""
        self.labels = labels
        self._bytes, self._scales = table[0], table[1].astype(np.float32)
        self._body, self._relations = sessions
        self._tags = Tags(labels.names)
        self._root = labels.deprel.index("root")
        self._vectors: dict[str, NDArray[np.float32]] = {}

    @classmethod
    def load(cls, folder: Path | None = None, *, threads: int = 1) -> FastReader:
        """Load the model from `folder`, or the one that comes with linimasa.

        `threads` is how many threads one call may use. Raises DataError where a file is missing or malformed.
        """
        where = Path(str(resources.files("linimasa"))) / "data" / "fast_reader" if folder is None else folder
        try:
            labels = msgspec.json.decode((where / "labels.json").read_bytes(), type=FastLabels)
            with np.load(where / "table.npz") as stored:
                table = (stored["bytes"], stored["scales"])
        except (OSError, ValueError, KeyError, msgspec.MsgspecError) as error:
            raise DataError(f"{where}: not a reader that can be loaded ({error}); install linimasa again") from error
        return cls(labels, table, [session(where / f"{name}.onnx", threads) for name in ("reader", "relations")])

    def analyse(self, sentences: Sequence[Sequence[str]]) -> list[Analysis]:
        """Read sentences that are cut into words as the UD treebanks cut them; `speech` stays empty.

        A sentence of any length is read, in windows if need be.
        """
        windows = [
            (number, words[start : start + _LONGEST])
            for number, words in enumerate(sentences)
            for start in range(0, len(words), _LONGEST)
        ]
        parts: list[list[tuple[int, Analysis]]] = [[] for _ in sentences]
        for batch in _batches([words for _, words in windows]):
            for i, analysis in zip(batch, self._read([windows[i][1] for i in batch]), strict=True):
                parts[windows[i][0]].append((i, analysis))
        return [joined([analysis for _, analysis in sorted(part, key=lambda pair: pair[0])]) for part in parts]

    def _read(self, batch: Sequence[Sequence[str]]) -> Iterator[Analysis]:
        """Analyses of a batch, longest sentence first."""
        sizes = [len(words) for words in batch]
        vectors = np.zeros((len(batch), 1 + sizes[0], self._bytes.shape[1]), dtype=np.float32)
        for line, words in zip(vectors, batch, strict=True):
            line[0] = self._vector(ROOT)
            line[1 : 1 + len(words)] = [self._vector(word) for word in words]
        given = {"vectors": vectors, "sizes": np.array(sizes, dtype=np.int64) + 1}
        upos, feats, names, arcs, above, below = self._body.run(None, given)
        trees = [best_tree(scores[: n + 1, : n + 1]) for scores, n in zip(arcs, sizes, strict=True)]
        relations = self._label(above, below, trees)
        tags, features = upos.argmax(-1), feats.argmax(-1)
        at = 0
        for row, tree in enumerate(trees):
            end = 1 + len(tree)
            yield Analysis(
                upos=tuple([self.labels.upos[i] for i in tags[row, 1:end].tolist()]),
                feats=tuple([self.labels.feats[i] for i in features[row, 1:end].tolist()]),
                head=tuple(tree),
                deprel=tuple(relations[at : at + len(tree)]),
                names=tuple(self._tags.spans(names[row, 1:end])),
                speech=(),
            )
            at += len(tree)

    def _label(
        self, above: NDArray[np.float32], below: NDArray[np.float32], trees: Sequence[Sequence[int]]
    ) -> list[str]:
        """Relations of every word of a batch, one after the other; the root's is `root` and no other's is."""
        rows = np.repeat(np.arange(len(trees)), [len(tree) for tree in trees])
        places = np.concatenate([np.arange(1, 1 + len(tree)) for tree in trees])
        heads = np.concatenate([np.array(tree) for tree in trees]) + 1
        (scores,) = self._relations.run(None, {"below": below[rows, places], "above": above[rows, heads]})
        scores[:, self._root] = np.where(heads == 0, np.inf, -np.inf)
        return [self.labels.deprel[i] for i in scores.argmax(1).tolist()]

    def _vector(self, word: str) -> NDArray[np.float32]:
        found = self._vectors.get(word)
        if found is None:
            if len(self._vectors) >= _MOST_KEPT:
                self._vectors = {}
            rows = rows_of(word)
            found = (self._bytes[rows] * self._scales[rows]).sum(0)
            self._vectors[word] = found
        return found


def _batches(windows: Sequence[Sequence[str]]) -> Iterator[list[int]]:
    """Windows of like size together, longest first: their indexes."""
    batch: list[int] = []
    longest = 0
    for i in sorted(range(len(windows)), key=lambda i: -len(windows[i])):
        longest = longest or len(windows[i])
        if batch and longest * (len(batch) + 1) > _BATCH_WORDS:
            yield batch
            batch, longest = [], len(windows[i])
        batch.append(i)
    if batch:
        yield batch
