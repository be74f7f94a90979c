"""The learned reading of events: how probable it is that a word tells an event of a type, and who its sides are.

One encoder for Indonesian and English (trained by `tools/train_suggester.py`, measured in `docs/accuracy.md`), run
by onnxruntime in 8 bits on the pieces of the trained reader. It sees words alone, no parse; what it says is a
suggestion that the rules of coding take up, doubt or complete. The same sentence always gets the same answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import msgspec
import numpy as np

from linimasa.errors import DataError
from linimasa.language.once import once
from linimasa.language.windows import batches, inputs, windows

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from linimasa.language.pieces import Pieces


class Peak(msgspec.Struct, frozen=True):
    """A word that most probably tells an event of a type, among its neighbours."""

    type: str
    word: int
    probability: float


class Scores:
    """What the model says of one sentence."""

    def __init__(
        self, labels: Sequence[str], types: NDArray[np.float32], asks: NDArray[np.float32], answers: NDArray[np.float32]
    ) -> None:
        """`types` (words, labels) are probabilities; `asks` (words, 2, size) and `answers` (words, size) make sides."""
        self._labels = {label: i for i, label in enumerate(labels)}
        self._types = types
        self._asks = asks
        self._answers = answers

    def probability(self, kind: str, start: int, end: int) -> float:
        """How probable an event of a type is at words ``[start, end)`` or right beside them."""
        return float(self._types[max(0, start - 1) : end + 1, self._labels[kind]].max(initial=0.0))

    def peaks(self, least: float) -> list[Peak]:
        """The words at which events are at least this probable: the best of each run of a type, in order."""
        found: list[Peak] = []
        for kind, column in self._labels.items():
            above = np.flatnonzero(self._types[:, column] >= least)
            # Words that are at most one apart tell one event.
            for run in np.split(above, np.flatnonzero(np.diff(above) > 2) + 1):
                if len(run):
                    word = int(run[self._types[run, column].argmax()])
                    found.append(Peak(kind, word, float(self._types[word, column])))
        return sorted(found, key=lambda peak: (peak.word, -peak.probability))

    def sides(self, word: int) -> NDArray[np.float32]:
        """How probable it is that each word belongs to the source (column 0) and target (1) of an event told at one."""
        logits = self._answers @ self._asks[word].T
        scores: NDArray[np.float32] = 1 / (1 + np.exp(-logits))
        return scores


class Suggests(Protocol):
    """Reads sentences that are cut into words for events; the trained suggester is one, tests bring their own."""

    def scores(self, sentences: Sequence[Sequence[str]]) -> list[Scores]:
        """What the model says of each sentence, in order."""
        ...


class Suggester:
    """The loaded model; it may be shared between threads."""

    def __init__(self, labels: Sequence[str], pieces: Pieces, body: Any) -> None:
        """`body` is an onnxruntime session, `labels` the event types in the order of its output."""
        self.labels = tuple(labels)
        self._pieces = pieces
        self._body = body

    @classmethod
    def load(cls, folder: Path | None = None, *, threads: int = 1) -> Suggester:
        """Load the model from `folder`, or the one that comes with linimasa; it takes the trained reader's pieces.

        Raises DataError where a file is missing or malformed.
        """
        # Only who loads the model pays for importing its runtime.
        from linimasa.language.reader import session, shipped, vocabulary  # noqa: PLC0415

        where = shipped("suggester") if folder is None else folder
        try:
            labels = msgspec.json.decode((where / "labels.json").read_bytes(), type=list[str])
        except (OSError, msgspec.MsgspecError) as error:
            raise DataError(f"{where}: not a model that can be loaded ({error}); install linimasa again") from error
        return cls(labels, vocabulary(shipped("reader"))[1], session(where / "suggester.onnx", threads))

    def scores(self, sentences: Sequence[Sequence[str]]) -> list[Scores]:
        """What the model says of each sentence, in order; sentences of any length, long ones in windows."""
        cut = windows(sentences, self._pieces)
        answered: dict[int, list[NDArray[np.float32]]] = {}
        for batch in batches(cut):
            given = inputs([cut[i] for i in batch], self._pieces)
            for i, rows in zip(
                batch, zip(*self._body.run(("types", "asks", "answers"), given), strict=True), strict=True
            ):
                answered[i] = [row[1 : 1 + len(cut[i].cuts)] for row in rows]
        parts: list[list[list[NDArray[np.float32]]]] = [[] for _ in sentences]
        for i, window in enumerate(cut):
            parts[window.sentence].append(answered[i])
        return [Scores(self.labels, *map(np.concatenate, zip(*part, strict=True))) for part in parts]


@once
def default_suggester() -> Suggester:
    """The model that comes with linimasa, loaded on first use (once a process) and shared by all threads.

    Raises DataError where its files are missing from the installation.
    """
    return Suggester.load()
