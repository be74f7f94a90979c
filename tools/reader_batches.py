"""From examples to padded batches of tensors."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import TypeVar

import numpy as np
import reader_corpora as corpora
import torch
from numpy.typing import NDArray
from reader_corpora import Example
from reader_network import IGNORE, Batch
from torch import Tensor

from linimasa.language.pieces import Pieces
from linimasa.language.reader import LabelSets

PIECE_DROPOUT = 0.04
WORD_DROPOUT = 0.03
MOST_PIECES = 300  # in a training sentence
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class _Grid:
    """Piece numbers of padded sentences, and where the words are in them."""

    ids: NDArray[np.int64]
    mask: NDArray[np.bool_]
    first: NDArray[np.int64]
    last: NDArray[np.int64]
    words: NDArray[np.bool_]


class Batches:
    """Turns examples into padded batches, with dropout of pieces and words when training."""

    def __init__(self, pieces: Pieces, labels: LabelSets) -> None:
        self.pieces, self.labels = pieces, labels
        ids = np.arange(len(pieces))
        self.table = torch.from_numpy(pieces.vectors(ids)).half()
        self.index = {
            name: {label: i for i, label in enumerate(getattr(labels, name))}
            for name in ("upos", "deprel", "names", "statement", "roles", "styles", "languages")
        }

    def length(self, example: Example) -> int:
        """Pieces of a sentence with its begin and end marks."""
        return 2 + sum(len(self.pieces.cut(word)) for word in example.words)

    def make(self, examples: list[Example], random: Random | None = None) -> Batch:
        """A padded batch; with `random`, some pieces and words are hidden."""
        cuts = [[self.pieces.cut(word) for word in e.words] for e in examples]
        size = max(2 + sum(map(len, cut)) for cut in cuts)
        most = 1 + max(len(e.words) for e in examples)
        ids = np.full((len(examples), size), Pieces.pad)
        first = np.zeros((len(examples), most), dtype=np.int64)
        last = np.zeros_like(first)
        words = np.zeros(first.shape, dtype=bool)
        for row, cut in enumerate(cuts):
            at = 1
            ids[row, 0] = Pieces.begin
            words[row, : len(cut) + 1] = True
            for i, found in enumerate(cut, start=1):
                hide = random is not None and random.random() < WORD_DROPOUT
                ids[row, at : at + len(found)] = Pieces.unknown if hide else found
                first[row, i], last[row, i] = at, at + len(found) - 1
                at += len(found)
            ids[row, at] = Pieces.end
        mask = ids != Pieces.pad
        if random is not None:
            noise = np.random.default_rng(random.getrandbits(32)).random(ids.shape)
            ids[(noise < PIECE_DROPOUT) & (ids > Pieces.unknown)] = Pieces.unknown
        return self._batch(examples, _Grid(ids, mask, first, last, words))

    def _batch(self, examples: list[Example], grid: _Grid) -> Batch:
        lead = examples[0]
        task = "tree" if lead.head else "names" if lead.names else "speech"
        styles, languages = self.index["styles"], self.index["languages"]
        return Batch(
            task=task,
            pieces=self.table[torch.from_numpy(grid.ids)].float(),
            mask=torch.from_numpy(grid.mask),
            first=torch.from_numpy(grid.first),
            last=torch.from_numpy(grid.last),
            words=torch.from_numpy(grid.words),
            style=torch.tensor([styles.get(e.style, 0) for e in examples]),
            language=torch.tensor([languages[e.language] for e in examples]),
            targets=self._targets(task, examples, grid.first.shape),
        )

    def _targets(self, task: str, examples: list[Example], shape: tuple[int, ...]) -> dict[str, Tensor]:
        fields = {"tree": ("upos", "deprel"), "names": ("names",), "speech": ("statement", "roles")}
        targets = {}
        for name in fields[task]:
            grid = np.full(shape, IGNORE)
            for row, example in enumerate(examples):
                tags = getattr(example, name)
                grid[row, 1 : 1 + len(tags)] = [self.index[name].get(tag, IGNORE) for tag in tags]
            targets[name] = torch.from_numpy(grid)
        if task == "names":
            targets["name_set"] = torch.tensor(self.labels.name_sets.index(examples[0].style))
        if task == "tree":
            heads = np.full(shape, IGNORE)
            features = np.full((*shape, len(self.labels.features)), IGNORE)
            for row, example in enumerate(examples):
                heads[row, 1 : 1 + len(example.words)] = np.array(example.head) + 1
                for i, found in enumerate(example.feats or (), start=1):
                    for j, (name, values) in enumerate(self.labels.features.items()):
                        value = found.get(name, "")
                        features[row, i, j] = values.index(value) if value in values else IGNORE
            targets["head"], targets["features"] = torch.from_numpy(heads), torch.from_numpy(features)
        return targets

    def endless(self, examples: list[Example], size: int, random: Random) -> Iterator[Batch]:
        """Batches of about `size` pieces of sentences alike in length, for ever."""
        while True:
            by_set: dict[str, list[tuple[int, Example]]] = {}
            for plain in examples:
                # Varied before it is measured: capitals take three times as many pieces.
                example = corpora.varied(plain, random)
                length = self.length(example)
                if length <= MOST_PIECES:
                    name_set = example.style if example.names else ""
                    by_set.setdefault(name_set, []).append((length, example))
            rounds = [b for part in by_set.values() for b in buckets(part, size, random)]
            random.shuffle(rounds)
            for chosen in rounds:
                yield self.make(chosen, random)


def buckets(measured: list[tuple[int, Item]], size: int, random: Random | None) -> list[list[Item]]:
    """Groups of sentences of like length whose padded size is at most `size` pieces."""
    jitter = [random.random() * 2 if random else 0.0 for _ in measured]
    ordered = sorted((length + jitter[i], length, i) for i, (length, _) in enumerate(measured))
    groups: list[list[Item]] = []
    current: list[Item] = []
    longest = 0
    for _, length, i in ordered:
        longest = max(longest, length)
        if current and longest * (len(current) + 1) > size:
            groups.append(current)
            current, longest = [], length
        current.append(measured[i][1])
    if current:
        groups.append(current)
    return groups
