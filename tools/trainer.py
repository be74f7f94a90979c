"""One step of training at a time, with a running average of the weights, and the checkpoints they are kept in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

import torch
from torch import Tensor, nn

Net = TypeVar("Net", bound=nn.Module)


@dataclass(slots=True)
class Progress:
    """What a checkpoint remembers besides the weights."""

    step: int = 0
    seconds: float = 0.0
    pieces: int = 0


class Trainer(Generic[Net]):
    """A network, its optimiser, its averaged weights (which are what is kept), and its progress."""

    def __init__(
        self, network: Net, work: Path, parts: Sequence[Iterable[Tensor]], rates: Sequence[float], warm_up: float
    ) -> None:
        """`parts` are the parameters, `rates` their highest learning rates; `warm_up` is a share of the training."""
        self.network, self.work = network, work
        self.averaged = deepcopy(network).eval()
        self.progress = Progress()
        self._rates, self._warm_up = rates, warm_up
        groups: list[dict[str, Any]] = [{"params": list(part)} for part in parts]
        self.optimiser = torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98), fused=True)

    def step(self, batch: Any, done: float) -> float:
        """One step at the share `done` of the whole training; a batch has a `mask`, the network a `loss` of it."""
        rest = max(0.0, 1 - max(0.0, done - self._warm_up) / (1 - self._warm_up))
        for group, rate in zip(self.optimiser.param_groups, self._rates, strict=True):
            group["lr"] = rate * min(1.0, done / self._warm_up) * rest
        with torch.autocast("cpu", torch.bfloat16):
            loss: Tensor = self.network.loss(batch)
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
            torch._foreach_lerp_(ours, [parameter.detach() for parameter in theirs], 1 - keep)

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
