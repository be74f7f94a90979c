"""The suggester's network at training time: the encoder of the reader's kind, and what it says of events."""

from __future__ import annotations

# mypy: disallow-subclassing-any=False
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

import torch
from reader_encoder import Encoder
from suggester_sets import Example, Told
from torch import Tensor, nn
from torch.nn import functional

from linimasa.language.pieces import Pieces
from linimasa.language.windows import Window, inputs

TYPES = ("ACCUSE", "AGREE", "AID", "ASSAULT", "COERCE", "CONCEDE", "CONSULT", "COOPERATE",
         "MOBILIZE", "PROTEST", "REJECT", "REQUEST", "RETREAT", "SANCTION", "SUPPORT", "THREATEN")  # fmt: skip
RANK = 128
"""Size of the vectors by which an event asks for its sides."""
WORD_DROPOUT = 0.05
SILENT = 0.5
"""What a word without an event weighs where rules coded: they miss half of the events."""
SIDES_WEIGHT = 3.0
SIDE_RARE = 2.0
"""How much more a word of a side weighs than one that is none."""
TYPES_WEIGHT = 8.0
FOUND_WEIGHT = 0.5


@dataclass(slots=True)
class Batch:
    """Padded tensors of sentences; word 0 of each is the mark that begins it."""

    given: tuple[Tensor, ...]
    examples: list[Example]

    @property
    def mask(self) -> Tensor:
        """Which of the padded pieces are real."""
        return self.given[1]


def batch(examples: list[Example], pieces: Pieces, random: Random | None = None) -> Batch:
    """A padded batch; with `random`, some words are hidden."""
    members = []
    for row, example in enumerate(examples):
        cuts = [pieces.cut(word) for word in example.words]
        if random is not None:
            cuts = [(Pieces.unknown,) * len(cut) if random.random() < WORD_DROPOUT else cut for cut in cuts]
        members.append(Window(row, 0, tuple(cuts)))
    names = ("pieces", "mask", "first", "last", "words")
    arrays = inputs(members, pieces)
    return Batch(tuple(torch.from_numpy(arrays[name]) for name in names), examples)


class Network(nn.Module):
    """Encoder, the type of event that each word tells, and who its sides are."""

    def __init__(self, encoder: Encoder, width: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.types = nn.Linear(width, 1 + len(TYPES))
        self.ask, self.answer = nn.Linear(width, RANK), nn.Linear(width, RANK)
        self.sides = nn.Parameter(torch.randn(2, RANK + 1, RANK + 1) * 0.02)

    def forward(self, pieces: Tensor, mask: Tensor, first: Tensor, last: Tensor, words: Tensor) -> tuple[Tensor, ...]:
        """Scores of types (batch, words, 1 + types), asks (..., 2, rank + 1) and answers (..., rank + 1).

        The product of an ask with an answer is the score of a word as source or target of an event.
        """
        x = self.encoder(pieces, mask)
        size = (-1, -1, x.shape[-1])
        x = (x.gather(1, first[:, :, None].expand(size)) + x.gather(1, last[:, :, None].expand(size))) * 0.5
        x = functional.dropout(x * words[:, :, None].to(x.dtype), 0.1, self.training)
        ask = functional.pad(functional.gelu(self.ask(x)), (0, 1), value=1.0)
        answer = functional.pad(functional.gelu(self.answer(x)), (0, 1), value=1.0)
        return self.types(x), torch.stack([ask @ self.sides[0], ask @ self.sides[1]], 2), answer

    def loss(self, made: Batch) -> Tensor:
        """The loss of one batch: types of words, the events that must be found, and their sides."""
        scores, asks, answers = self(*made.given)
        logs = scores.float().log_softmax(-1)
        targets, weights = _targets(made, logs.shape[:2])
        known = targets >= 0
        picked = logs[known].gather(1, targets[known][:, None])[:, 0]
        total: Tensor = -(picked * weights[known]).sum() / known.sum() * TYPES_WEIGHT
        found, sides = [], []
        for row, example in enumerate(made.examples):
            for told in example.events:
                missed, word = _missed(logs[row], told)
                if example.hand:
                    found.append(told.weight * missed)
                sides.append(_sides_loss(asks[row, word], answers[row, 1 : 1 + len(example.words)], told))
        if found:
            total = total + FOUND_WEIGHT * torch.stack(found).sum() / len(made.examples)
        if sides:
            total = total + SIDES_WEIGHT * torch.stack(sides).mean()
        return total


def _targets(made: Batch, shape: tuple[int, ...]) -> tuple[Tensor, Tensor]:
    """Each word's type, 0 for none, -1 where it is not known; and what it weighs."""
    targets, weights = torch.full(shape, -1), torch.ones(shape)
    for row, example in enumerate(made.examples):
        targets[row, 1 : 1 + len(example.words)] = 0
        if not example.hand:
            weights[row] = SILENT
        for told in example.events:
            targets[row, [1 + word for word in told.words]] = -1
        for told in example.events:
            if not example.hand:
                at = 1 + told.likely[0]
                targets[row, at], weights[row, at] = 1 + TYPES.index(told.types[0]), 1.0
    return targets, weights


def _missed(logs: Tensor, told: Told) -> tuple[Tensor, int]:
    """How improbable it is that any of its words tells the event; and the word that most probably does."""
    places = [1 + word for word in told.likely]
    kinds = [1 + TYPES.index(kind) for kind in told.types]
    each = logs[places][:, kinds].exp().sum(1).clamp(max=0.999)
    none = torch.log1p(-each).sum().exp()
    return -torch.log(1 - none + 1e-6), places[int(each.argmax())]


def _sides_loss(ask: Tensor, answers: Tensor, told: Told) -> Tensor:
    """How wrong the sides are that an event asks for, over the sides that are known."""
    scores = (answers @ ask.T).float()
    losses = []
    for column, side in enumerate((told.source, told.target)):
        if side is not None:
            wanted = torch.zeros(len(answers))
            wanted[list(side)] = 1.0
            rare = torch.tensor(SIDE_RARE)
            losses.append(functional.binary_cross_entropy_with_logits(scores[:, column], wanted, pos_weight=rare))
    return torch.stack(losses).mean() if losses else scores.sum() * 0.0


def sized(examples: Sequence[Example], pieces: Pieces) -> list[tuple[int, Example]]:
    """Each example with its number of pieces."""
    return [(2 + sum(len(pieces.cut(word)) for word in example.words), example) for example in examples]
