"""The reader's network at training time: one encoder, and a head for every kind of answer."""

from __future__ import annotations

# mypy: disallow-subclassing-any=False
from dataclasses import dataclass

import torch
from reader_encoder import Encoder
from torch import Tensor, nn
from torch.nn import functional

from linimasa.language.reader import LabelSets

IGNORE = -100
TASKS = ("tree", "names", "speech")


@dataclass(slots=True)
class Batch:
    """Padded tensors of sentences of one task. Word 0 of each sentence is its root mark."""

    task: str
    pieces: Tensor  # (batch, pieces, width) piece vectors
    mask: Tensor  # (batch, pieces)
    first: Tensor  # (batch, words + 1) where each word's first piece is
    last: Tensor  # (batch, words + 1)
    words: Tensor  # (batch, words + 1) true where there is a word or the root
    style: Tensor  # (batch,)
    language: Tensor  # (batch,)
    targets: dict[str, Tensor]


class Heads(nn.Module):
    """From words in context to scores. Sizes: `arc` for attachments, `label` for relations.

    The treebanks differ in how they label the same structure. A vector for the style of annotation
    is added before a small mixing layer, so that one network learns each without averaging them.
    """

    def __init__(self, labels: LabelSets, width: int, arc: int = 256, label: int = 128) -> None:
        super().__init__()
        self.styles = nn.Embedding(len(labels.styles), width)
        nn.init.normal_(self.styles.weight, std=0.1)
        self.mix_in, self.mix_out = nn.Linear(width, width), nn.Linear(width, width)
        self.upos = nn.Linear(width, len(labels.upos))
        self.feature_sizes = [len(values) for values in labels.features.values()]
        self.features = nn.Linear(width, sum(self.feature_sizes))
        self.sizes = [arc, arc, label, label]
        self.ends = nn.Linear(width, sum(self.sizes))
        self.arc = nn.Parameter(torch.zeros(arc + 1, arc + 1))
        self.relation = nn.Parameter(torch.zeros(len(labels.deprel), label + 1, label + 1))
        nn.init.xavier_uniform_(self.arc)
        nn.init.xavier_uniform_(self.relation)
        self.names = nn.ModuleList(nn.Linear(width, len(labels.names)) for _ in labels.name_sets)
        self.statement = nn.Linear(width, len(labels.statement))
        self.roles = nn.Linear(width, len(labels.roles))
        self.language = nn.Linear(width, len(labels.languages))

    def styled(self, x: Tensor, style: Tensor) -> Tensor:
        """x (batch, words, width), style (batch,): the words as that style sees them."""
        given = x + self.styles(style)[:, None, :]
        out: Tensor = x + self.mix_out(functional.gelu(self.mix_in(given)))
        return out

    def attach(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Arc scores (batch, dependent, head), and both ends of a relation with a bias column."""
        ends = functional.dropout(functional.gelu(self.ends(x)), 0.25, self.training)
        parts = [functional.pad(part, (0, 1), value=1.0) for part in ends.split(self.sizes, -1)]
        arcs = (parts[1] @ self.arc) @ parts[0].transpose(1, 2)
        return arcs, parts[2], parts[3]

    def relations(self, dependents: Tensor, heads: Tensor) -> Tensor:
        """Relation scores of pairs: (n, label + 1) twice to (n, relations)."""
        count, size = dependents.shape
        mixed = dependents @ self.relation.permute(1, 0, 2).reshape(size, -1)
        return (mixed.view(count, -1, size) * heads[:, None, :]).sum(-1)


class Network(nn.Module):
    """Encoder and heads."""

    def __init__(self, encoder: Encoder, labels: LabelSets, width: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.heads = Heads(labels, width)

    def words(self, batch: Batch) -> Tensor:
        """Each word as the mean of its first and last piece: (batch, words + 1, width)."""
        x = self.encoder(batch.pieces, batch.mask)
        size = (-1, -1, x.shape[-1])
        first = x.gather(1, batch.first[:, :, None].expand(size))
        last = x.gather(1, batch.last[:, :, None].expand(size))
        return (first + last) * 0.5

    def loss(self, batch: Batch) -> Tensor:
        """The loss of one batch, according to its task."""
        x = self.words(batch)
        real = batch.words[:, :, None].to(x.dtype)
        middle = (x * real).sum(1) / real.sum(1)
        total = 0.1 * functional.cross_entropy(self.heads.language(middle).float(), batch.language)
        x = functional.dropout(x, 0.1, self.training)
        if batch.task == "tree":
            return total + self._tree_loss(x, batch)
        if batch.task == "names":
            which = int(batch.targets["name_set"])
            return total + _cross_entropy(self.heads.names[which](x), batch.targets["names"])
        statement = _cross_entropy(self.heads.statement(x), batch.targets["statement"])
        return total + statement + _cross_entropy(self.heads.roles(x), batch.targets["roles"])

    def _tree_loss(self, x: Tensor, batch: Batch) -> Tensor:
        targets, heads = batch.targets, self.heads
        x = heads.styled(x, batch.style)
        loss = 0.5 * _cross_entropy(heads.upos(x), targets["upos"])
        groups = heads.features(x).split(heads.feature_sizes, -1)
        wanted = targets["features"]
        if bool((wanted >= 0).any()):
            for i, scores in enumerate(groups):
                loss = loss + 0.1 * _cross_entropy(scores, wanted[:, :, i])
        arcs, head_end, dependent_end = heads.attach(x)
        arcs = arcs.float().masked_fill(~batch.words[:, None, :], -1e9)
        loss = loss + _cross_entropy(arcs, targets["head"])
        chosen = targets["deprel"] != IGNORE
        index = targets["head"].clamp(min=0)[:, :, None].expand(-1, -1, head_end.shape[-1])
        picked = head_end.gather(1, index)
        scores = heads.relations(dependent_end[chosen], picked[chosen])
        return loss + functional.cross_entropy(scores.float(), targets["deprel"][chosen])


def _cross_entropy(scores: Tensor, targets: Tensor) -> Tensor:
    return functional.cross_entropy(scores.float().flatten(0, 1), targets.flatten(), ignore_index=IGNORE)
