"""The trained reader: tags, trees, names and speech of sentences, in one pass over their words.

One encoder for Indonesian and English (trained by `tools/train_reader.py`, measured in `docs/reader.md`)
run by onnxruntime in 8 bits. It needs no network and no PyTorch, and the same sentences always give the same
answers. A loaded `Reader` holds no state that a call changes, but for a cache of words already cut into pieces:
it may be shared between threads.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np
import onnxruntime

from linimasa.errors import DataError
from linimasa.language.decode import Tags, best_tree
from linimasa.language.pieces import Pieces
from linimasa.language.windows import Window, batches, inputs, windows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

Span = tuple[int, int, str]

_ANSWERS = ("upos", "features", "names", "statement", "roles", "arcs", "heads", "dependents")


class Analysis(msgspec.Struct, frozen=True):
    """One sentence, aligned to the words that were given.

    `feats` are UD features (`Number=Sing|Voice=Pass`) or "". `head` is the index of the head word, -1 for the
    one root. `deprel` are UD relations with their subtypes. `names` are spans [start, end) of PER, ORG or LOC;
    `speech` are spans of `cue`, `statement`, `speaker`, `role` and `affiliation`, which may lie in each other.
    """

    upos: tuple[str, ...]
    feats: tuple[str, ...]
    head: tuple[int, ...]
    deprel: tuple[str, ...]
    names: tuple[Span, ...]
    speech: tuple[Span, ...]


class LabelSets(msgspec.Struct, frozen=True):
    """The label sets, in the order of the network's outputs; ``styles`` are annotation styles."""

    upos: list[str]
    features: dict[str, list[str]]
    deprel: list[str]
    names: list[str]
    statement: list[str]
    roles: list[str]
    styles: list[str]
    name_sets: list[str]
    languages: list[str]


class Labels(LabelSets, frozen=True):
    """What the model's numbers stand for, as stored beside it; ``attached`` are the clitics written onto a word."""

    attached: list[str]


class _Features:
    """Spells the values of each feature out as one string; the same few strings come again and again."""

    def __init__(self, features: dict[str, list[str]]) -> None:
        self._names = sorted(range(len(features)), key=lambda i: list(features)[i].lower())
        self._features = list(features.items())
        bounds = np.cumsum([0, *(len(values) for values in features.values())])
        self._groups = list(pairwise(bounds.tolist()))
        self._spelt: dict[bytes, str] = {}

    def spell(self, scores: NDArray[np.float32]) -> list[str]:
        """Scores (words, all values of all features) to one string a word."""
        best = np.stack([scores[:, low:high].argmax(1) for low, high in self._groups], axis=1).astype(np.uint8)
        return [self._string(row.tobytes()) for row in best]

    def _string(self, row: bytes) -> str:
        found = self._spelt.get(row)
        if found is None:
            parts = [(self._features[i][0], self._features[i][1][row[i]]) for i in self._names]
            found = self._spelt[row] = "|".join(f"{name}={value}" for name, value in parts if value)
        return found


class Reader:
    """The loaded model. Make one with `Reader.load()` and share it."""

    def __init__(self, labels: Labels, pieces: Pieces, body: Any, relations: Any) -> None:
        """`body` and `relations` are onnxruntime sessions."""
        self.labels = labels
        self._pieces = pieces
        self._body = body
        self._relations = relations
        self._features = _Features(labels.features)
        self._tags = {name: Tags(getattr(labels, name)) for name in ("names", "statement", "roles")}

    @classmethod
    def load(cls, folder: Path | None = None, *, threads: int = 1) -> Reader:
        """Load the model from `folder`, or the one that comes with linimasa.

        `threads` is how many threads one call may use. Raises DataError where a file is missing or malformed.
        """
        where = shipped("reader") if folder is None else folder
        labels, pieces = vocabulary(where)
        body = session(where / "reader.onnx", threads)
        return cls(labels, pieces, body, session(where / "relations.onnx", threads))

    def analyse(
        self, sentences: Sequence[Sequence[str]], *, style: str | None = None, name_set: str | None = None
    ) -> list[Analysis]:
        """Read sentences that are cut into words as the UD treebanks cut them (clitics are words of their own).

        `style` is the treebank whose way of annotating the trees are to follow (`labels.styles`); without it,
        the news style of the language of each sentence. `name_set` is the corpus whose idea of a name to follow
        (`labels.name_sets`, the first by default). A sentence of any length is read, in windows if need be.
        """
        chosen = -1 if style is None else self.labels.styles.index(style)
        names = "names" if name_set in (None, self.labels.name_sets[0]) else "names_other"
        cut = windows(sentences, self._pieces)
        read: list[Analysis | None] = [None] * len(cut)
        for batch in batches(cut):
            for i, analysis in zip(batch, self._read([cut[i] for i in batch], chosen, names), strict=True):
                read[i] = analysis
        parts: list[list[Analysis]] = [[] for _ in sentences]
        for window, found in zip(cut, read, strict=True):
            if found is not None:
                parts[window.sentence].append(found)
        return [joined(part) for part in parts]

    def vectors(self, sentences: Sequence[Sequence[str]]) -> list[NDArray[np.float16]]:
        """Each sentence's words in context, as an array (words, width)."""
        cut = windows(sentences, self._pieces)
        width = self._pieces.nibbles.shape[1] * 2
        found = [np.zeros((len(words), width), dtype=np.float16) for words in sentences]
        for batch in batches(cut):
            members = [cut[i] for i in batch]
            (rows,) = self._body.run(("vectors",), self._inputs(members, -1))
            for window, row in zip(members, rows, strict=True):
                size = len(window.cuts)
                found[window.sentence][window.start : window.start + size] = row[1 : 1 + size]
        return found

    def language(self, sentences: Sequence[Sequence[str]]) -> list[str]:
        """The language that each sentence is read as: `id` or `en`."""
        cut = windows(sentences, self._pieces)
        found = [self.labels.languages[0]] * len(sentences)
        for batch in batches(cut):
            members = [cut[i] for i in batch]
            (rows,) = self._body.run(("language",), self._inputs(members, -1))
            for window, best in zip(members, rows.argmax(1), strict=True):
                if window.start == 0:
                    found[window.sentence] = self.labels.languages[best]
        return found

    def _inputs(self, members: Sequence[Window], style: int) -> dict[str, NDArray[Any]]:
        return {**inputs(members, self._pieces), "style": np.full(len(members), style, dtype=np.int64)}

    def _read(self, members: Sequence[Window], style: int, names: str) -> Iterator[Analysis]:
        answers = ("upos", "features", names, "statement", "roles", "arcs", "heads", "dependents")
        scored = self._body.run(answers, self._inputs(members, style))
        found = dict(zip(_ANSWERS, scored, strict=True))
        sizes = [len(window.cuts) for window in members]
        trees = [best_tree(arcs[: n + 1, : n + 1]) for arcs, n in zip(found["arcs"], sizes, strict=True)]
        relations = self._label(found, trees)
        upos = found["upos"].argmax(-1)
        at = 0
        for row, tree in enumerate(trees):
            size = len(tree)
            scores = {name: found[name][row, 1 : 1 + size] for name in ("features", *self._tags)}
            deprel = relations[at : at + size]
            at += size
            spans = {name: tags.spans(scores[name]) for name, tags in self._tags.items()}
            yield Analysis(
                upos=tuple(self.labels.upos[i] for i in upos[row, 1 : 1 + size].tolist()),
                feats=tuple(self._features.spell(scores["features"])),
                head=tuple(tree),
                deprel=tuple(deprel),
                names=tuple(spans["names"]),
                speech=tuple(sorted(spans["statement"] + spans["roles"])),
            )

    def _label(self, found: dict[str, NDArray[np.float32]], trees: Sequence[Sequence[int]]) -> list[str]:
        """Relations of every word of a batch, one after the other; the root's is `root` and no other's is."""
        rows = np.repeat(np.arange(len(trees)), [len(tree) for tree in trees])
        places = np.concatenate([np.arange(1, 1 + len(tree)) for tree in trees])
        above = np.concatenate([np.array(tree) + 1 for tree in trees])
        pairs = {"dependents": found["dependents"][rows, places], "heads": found["heads"][rows, above]}
        (scores,) = self._relations.run(("scores",), pairs)
        root = self.labels.deprel.index("root")
        scores[:, root] = np.where(above == 0, np.inf, -np.inf)
        return [self.labels.deprel[i] for i in scores.argmax(1).tolist()]


def shipped(name: str) -> Path:
    """The folder of a model that comes with linimasa."""
    return Path(str(resources.files("linimasa"))) / "data" / name


@cache
def vocabulary(folder: Path) -> tuple[Labels, Pieces]:
    """Labels and pieces of a reader's folder, read once: other models read with the same pieces.

    Raises DataError where a file is missing or malformed.
    """
    try:
        labels = msgspec.json.decode((folder / "labels.json").read_bytes(), type=Labels)
        return labels, Pieces.load(folder / "pieces.npz", labels.attached)
    except (OSError, ValueError, KeyError, msgspec.MsgspecError) as error:
        raise DataError(f"{folder}: not a reader that can be loaded ({error}); install linimasa again") from error


def session(path: Path, threads: int) -> Any:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:
        # onnxruntime raises classes of its own that share no public base.
        raise DataError(f"{path}: cannot be loaded ({error}); install linimasa again") from error


def joined(parts: Sequence[Analysis]) -> Analysis:
    """The windows of one sentence as one: later windows hang on the first one's root as parataxis."""
    if len(parts) == 1:
        return parts[0]
    heads: list[int] = []
    relations: list[str] = []
    names: list[Span] = []
    speech: list[Span] = []
    for part in parts:
        shift = len(heads)
        top = parts[0].head.index(-1) if shift else -1
        names.extend(_moved(part.names, shift))
        speech.extend(_moved(part.speech, shift))
        for above, relation in zip(part.head, part.deprel, strict=True):
            heads.append(above + shift if above >= 0 else top)
            relations.append("parataxis" if shift and above < 0 else relation)
    return Analysis(
        upos=tuple(tag for part in parts for tag in part.upos),
        feats=tuple(feats for part in parts for feats in part.feats),
        head=tuple(heads),
        deprel=tuple(relations),
        names=tuple(names),
        speech=tuple(speech),
    )


def _moved(spans: Sequence[Span], by: int) -> list[Span]:
    return [(start + by, end + by, kind) for start, end, kind in spans]
