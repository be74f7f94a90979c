"""Train the fast reader on what the trained reader says of many sentences, and write its files.

    python tools/fast_reader_silver.py --data DATA --to WORK/silver.jsonl
    python tools/train_fast_reader.py --silver WORK/silver.jsonl --minutes 12 --to src/linimasa/data/fast_reader

Needs PyTorch and onnx (`pip install torch onnx`), which the program itself does not. Training is cut off by the clock:
the learning rate falls to nothing as the minutes are used up. It is quick enough to begin again, so there is no
checkpoint.
"""

from __future__ import annotations

# mypy: disallow-subclassing-any=False
import argparse
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import msgspec
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from linimasa.language.fast_reader import FEATURES, FORM_ROWS, NO_ROW, ROOT, ROWS, FastLabels, rows_of

WIDTH, HIDDEN, LAYERS = 96, 80, 2
ARC, LABEL = 96, 40
IGNORE = -100
FORM_DROPOUT = 0.12
RARE = 5  # strings of features that occur less often are not learnt
HELD_OUT = 600
BATCH = 1600  # words
GROUPS = ("upos", "feats", "names", "head", "deprel")


@dataclass(frozen=True, slots=True)
class Sentence:
    """Numbers of the words (the root mark first) and of what is to be answered, (words + 1,) each."""

    words: NDArray[np.int32]
    answers: NDArray[np.int32]  # (groups, words + 1)


@dataclass(slots=True)
class Corpus:
    """Sentences, the rows of the table that each word of the vocabulary sums, and the labels."""

    sentences: list[Sentence]
    rows: Tensor  # (vocabulary, features)
    labels: FastLabels


class Network(nn.Module):
    """Sums of table rows, a bidirectional LSTM, and a head for each kind of answer."""

    def __init__(self, labels: FastLabels) -> None:
        super().__init__()
        self.table = nn.EmbeddingBag(ROWS, WIDTH, mode="sum", padding_idx=NO_ROW, sparse=True)
        nn.init.normal_(self.table.weight, std=0.3)
        self.lstm = nn.LSTM(WIDTH, HIDDEN, LAYERS, batch_first=True, bidirectional=True, dropout=0.15)
        self.sizes = [len(labels.upos), len(labels.feats), len(labels.names)]
        self.tags = nn.Linear(2 * HIDDEN, sum(self.sizes))
        self.end_sizes = [ARC, ARC, LABEL, LABEL]
        self.ends = nn.Linear(2 * HIDDEN, sum(self.end_sizes))
        self.arc = nn.Parameter(torch.zeros(ARC + 1, ARC))
        self.relation = nn.Parameter(torch.zeros(len(labels.deprel), LABEL + 1, LABEL + 1))
        nn.init.xavier_uniform_(self.arc)
        nn.init.xavier_uniform_(self.relation)

    def embed(self, rows: Tensor) -> Tensor:
        """Rows (batch, words, features) to vectors (batch, words, width)."""
        flat: Tensor = self.table(rows.flatten(0, 1))
        return flat.view(*rows.shape[:2], WIDTH)

    def answer(self, x: Tensor) -> tuple[Tensor, ...]:
        """Words in context to scores of tags, features, names and arcs, and both ends of a relation."""
        tags = self.tags(x).split(self.sizes, -1)
        ends = functional.dropout(functional.relu(self.ends(x)), 0.2, self.training)
        head, dependent, above, below = ends.split(self.end_sizes, -1)
        arcs = (functional.pad(dependent, (0, 1), value=1.0) @ self.arc) @ head.transpose(1, 2)
        return (*tags, arcs, functional.pad(above, (0, 1), value=1.0), functional.pad(below, (0, 1), value=1.0))

    def loss(self, rows: Tensor, real: Tensor, targets: Tensor) -> Tensor:
        """Rows (batch, words, features), real words (batch, words), targets (batch, groups, words)."""
        x = functional.dropout(self.embed(rows), 0.1, self.training)
        upos, feats, names, arcs, above, below = self.answer(functional.dropout(self.lstm(x)[0], 0.1, self.training))
        scores = (upos, feats, names, arcs.masked_fill(~real[:, None, :], -1e9))
        parts = [_cross_entropy(given, targets[:, i]) for i, given in enumerate(scores)]
        wanted = targets[:, 4]
        chosen = wanted != IGNORE
        index = targets[:, 3].clamp(min=0)[:, :, None].expand(-1, -1, LABEL + 1)
        relations = self.relate(below[chosen], above.gather(1, index)[chosen])
        label: Tensor = functional.cross_entropy(relations, wanted[chosen])
        return 0.5 * parts[0] + 0.5 * parts[1] + 1.5 * parts[2] + parts[3] + label

    def relate(self, below: Tensor, above: Tensor) -> Tensor:
        """Relation scores of pairs: (n, label + 1) twice to (n, relations)."""
        mixed = below @ self.relation.permute(1, 0, 2).reshape(LABEL + 1, -1)
        return (mixed.view(len(below), -1, LABEL + 1) * above[:, None, :]).sum(-1)


def _cross_entropy(scores: Tensor, targets: Tensor) -> Tensor:
    return functional.cross_entropy(scores.flatten(0, 1), targets.flatten(), ignore_index=IGNORE)


def load(path: Path) -> Corpus:
    """The silver sentences as numbers."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in ("upos", "feats", "deprel")}
    read = []
    decoder = msgspec.json.Decoder()
    for line in path.read_bytes().splitlines():
        words, answer = decoder.decode(line)
        read.append((words, answer))
        for name, counter in counts.items():
            counter.update(answer[name])
    names = ["O", *[f"{mark}-{kind}" for kind in ("PER", "ORG", "LOC") for mark in "BI"]]
    kept = {name: sorted(value for value, n in counter.items() if n >= RARE) for name, counter in counts.items()}
    labels = FastLabels(upos=kept["upos"], feats=kept["feats"], names=names, deprel=kept["deprel"])
    index = {name: {v: i for i, v in enumerate(getattr(labels, name))} for name in ("upos", "feats", "names", "deprel")}
    vocabulary: dict[str, int] = {ROOT: 0}
    sentences = []
    for words, answer in read:
        numbers = [0, *(vocabulary.setdefault(word, len(vocabulary)) for word in words)]
        sentences.append(Sentence(np.array(numbers, dtype=np.int32), _answers(len(words), answer, index)))
    rows = torch.tensor([rows_of(word) for word in vocabulary])
    return Corpus(sentences, rows, labels)


def _answers(size: int, answer: dict[str, Any], index: dict[str, dict[str, int]]) -> NDArray[np.int32]:
    found = np.full((len(GROUPS), size + 1), IGNORE, dtype=np.int32)
    for i, name in enumerate(GROUPS):
        if name == "names":
            tags = ["O"] * size
            for start, end, kind in answer["names"]:
                tags[start:end] = [f"B-{kind}", *[f"I-{kind}"] * (end - start - 1)]
            found[i, 1:] = [index["names"][tag] for tag in tags]
        elif name == "head":
            found[i, 1:] = [head + 1 for head in answer["head"]]
        else:
            found[i, 1:] = [index[name].get(value, IGNORE) for value in answer[name]]
    return found


def buckets(sentences: list[Sentence], random: Random) -> Iterator[list[Sentence]]:
    """Once through all sentences, in random batches of like length, longest first in each."""
    order = sorted(sentences, key=lambda s: -(len(s.words) + 2 * random.random()))
    batches: list[list[Sentence]] = [[]]
    for sentence in order:
        if batches[-1] and len(batches[-1][0].words) * (len(batches[-1]) + 1) > BATCH:
            batches.append([])
        batches[-1].append(sentence)
    random.shuffle(batches)
    yield from batches


def padded(corpus: Corpus, batch: list[Sentence], *, training: bool) -> tuple[Tensor, Tensor, Tensor]:
    """Rows, real words and targets of a batch; in training, the forms of some words are hidden."""
    size = max(len(s.words) for s in batch)
    words = np.zeros((len(batch), size), dtype=np.int64)
    real = np.zeros((len(batch), size), dtype=bool)
    targets = np.full((len(batch), len(GROUPS), size), IGNORE, dtype=np.int64)
    for i, s in enumerate(batch):
        words[i, : len(s.words)], real[i, : len(s.words)] = s.words, True
        targets[i, :, : len(s.words)] = s.answers
    rows = corpus.rows[torch.from_numpy(words)].masked_fill(~torch.from_numpy(real)[:, :, None], NO_ROW)
    if training:
        hide = torch.rand(rows.shape[:2]) < FORM_DROPOUT
        rows[..., :FORM_ROWS] = rows[..., :FORM_ROWS].masked_fill(hide[:, :, None], NO_ROW)
    return rows, torch.from_numpy(real), torch.from_numpy(targets)


def held_out(network: Network, corpus: Corpus, sentences: list[Sentence]) -> str:
    """Agreement with the trained reader on sentences that were held out, per cent of words."""
    right, total = np.zeros(4), 0
    network.eval()
    for batch in buckets(sentences, Random(0)):
        rows, real, targets = padded(corpus, batch, training=False)
        with torch.no_grad():
            upos, feats, names, arcs, _, _ = network.answer(network.lstm(network.embed(rows))[0])
        guesses = (upos, feats, names, arcs.masked_fill(~real[:, None, :], -1e9))
        words = real.clone()
        words[:, 0] = False
        total += int(words.sum())
        for i, scores in enumerate(guesses):
            right[i] += int(((scores.argmax(-1) == targets[:, i]) & words).sum())
    network.train()
    return " ".join(f"{name} {100 * n / total:.1f}" for name, n in zip(GROUPS, right, strict=False))


def train(corpus: Corpus, minutes: float, rate: float, report: Callable[[str], object]) -> Network:
    """A network, trained until the minutes are used up."""
    random = Random(1)
    sentences = list(corpus.sentences)
    random.shuffle(sentences)
    aside, sentences = sentences[:HELD_OUT], sentences[HELD_OUT:]
    network = Network(corpus.labels)
    dense = [p for name, p in network.named_parameters() if not name.startswith("table")]
    optimisers = [
        torch.optim.AdamW(dense, lr=rate, weight_decay=0.01, betas=(0.9, 0.98)),
        torch.optim.SparseAdam(list(network.table.parameters()), lr=rate),
    ]
    began, step, words, running, told = time.monotonic(), 0, 0, 0.0, 0.0
    while True:
        for batch in buckets(sentences, random):
            done = (time.monotonic() - began) / (60 * minutes)
            if done >= 1:
                return network
            factor = min(1.0, (step + 1) / 100) * (1 - done)
            for optimiser in optimisers:
                for group in optimiser.param_groups:
                    group["lr"] = rate * factor
            rows, real, targets = padded(corpus, batch, training=True)
            loss = network.loss(rows, real, targets)
            loss.backward()
            nn.utils.clip_grad_norm_(dense, 2.0)
            for optimiser in optimisers:
                optimiser.step()
                optimiser.zero_grad(set_to_none=True)
            step, words = step + 1, words + int(real.sum())
            running = loss.item() if step == 1 else 0.98 * running + 0.02 * loss.item()
            if done - told > 0.05:
                told = done
                spent = time.monotonic() - began
                report(f"{spent:.0f} s, {words / spent:.0f} words/s: {running:.3f} {held_out(network, corpus, aside)}")


class Body(nn.Module):
    """Vectors of words and the lengths of the sentences to every answer but the relations."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, vectors: Tensor, sizes: Tensor) -> tuple[Tensor, ...]:
        packed = nn.utils.rnn.pack_padded_sequence(vectors, sizes, batch_first=True)
        x, _ = nn.utils.rnn.pad_packed_sequence(self.network.lstm(packed)[0], batch_first=True)
        return self.network.answer(x)


class Relations(nn.Module):
    """Relation scores of chosen pairs of words."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        relation = network.relation.detach()
        self.count = relation.shape[0]
        self.table = nn.Parameter(relation.permute(1, 0, 2).reshape(LABEL + 1, -1).contiguous())

    def forward(self, below: Tensor, above: Tensor) -> Tensor:
        mixed = (below @ self.table).view(-1, self.count, LABEL + 1)
        return (mixed * above[:, None, :]).sum(-1)


def export(network: Network, labels: FastLabels, folder: Path) -> None:
    """Write `reader.onnx`, `relations.onnx`, `table.npz` and `labels.json` into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    network.eval()
    outputs = ["upos", "feats", "names", "arcs", "above", "below"]
    axes = {name: {0: "batch", 1: "words"} for name in ["vectors", *outputs]} | {"sizes": {0: "batch"}}
    axes["arcs"][2] = "words"
    _write(Body(network), (torch.randn(2, 5, WIDTH), torch.tensor([5, 3])), (["vectors", "sizes"], outputs),
           axes, folder / "reader.onnx")  # fmt: skip
    pair = torch.randn(3, LABEL + 1)
    _write(Relations(network), (pair, pair), (["below", "above"], ["scores"]),
           {name: {0: "pairs"} for name in ("below", "above", "scores")}, folder / "relations.onnx")  # fmt: skip
    weight = network.table.weight.detach().numpy().copy()
    weight[NO_ROW] = 0
    scales = np.maximum(np.abs(weight).max(1, keepdims=True) / 127, 1e-4).astype(np.float16)
    bytes_ = np.clip(np.rint(weight / scales.astype(np.float32)), -127, 127).astype(np.int8)
    np.savez_compressed(folder / "table.npz", bytes=bytes_, scales=scales)
    (folder / "labels.json").write_bytes(msgspec.json.format(msgspec.json.encode(labels), indent=1) + b"\n")


def _write(module: nn.Module, sample: tuple[Tensor, ...], names: tuple[list[str], list[str]],
           axes: dict[str, dict[int, str]], path: Path) -> None:  # fmt: skip
    torch.onnx.export(
        module.eval(), sample, str(path), input_names=names[0], output_names=names[1], dynamic_axes=axes,
        opset_version=17, dynamo=False,
    )  # fmt: skip


def main() -> None:
    """Read the command line, train, write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--silver", type=Path, required=True)
    parser.add_argument("--to", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=12)
    parser.add_argument("--rate", type=float, default=3e-3)
    options = parser.parse_args()
    torch.manual_seed(1)
    torch.set_num_threads(1)
    corpus = load(options.silver)
    told = f"{len(corpus.sentences)} sentences, {len(corpus.rows)} forms, {FEATURES} rows a word"
    report: Callable[[str], object] = lambda line: (sys.stdout.write(line + "\n"), sys.stdout.flush())  # noqa: E731
    report(f"{told}, {len(corpus.labels.feats)} strings of features, {len(corpus.labels.deprel)} relations")
    export(train(corpus, options.minutes, options.rate, report), corpus.labels, options.to)


if __name__ == "__main__":
    main()
