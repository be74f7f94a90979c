"""Eight-bit weights for an ONNX graph, and activations in eight bits word by word.

onnxruntime's own dynamic quantisation takes one scale for a whole batch, so that a sentence is read a little
differently in other company, and one outlier coarsens every word. Here each row (piece or word) has a scale of
its own: its largest magnitude over 127. Weights have one scale for each column.

Layer normalisation is written out as sums and products: onnxruntime 1.28 computes its own operator for it one number
at a time, which took a sixth of all time.
"""

from __future__ import annotations

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

_MIDDLE = 128  # where zero lies in the unsigned bytes that the integer kernels take
_STEPS = 127
_SMALLEST = 1e-8


class RowQuantiser:
    """Rewrites the products with constant matrices of one graph."""

    def __init__(self, model: onnx.ModelProto) -> None:
        self.model = model
        self.graph = model.graph
        self.stored = {tensor.name: tensor for tensor in model.graph.initializer}
        self.rows: dict[str, tuple[str, str]] = {}
        self.nodes: list[onnx.NodeProto] = []
        self.dropped: set[str] = set()

    def rewrite(self) -> onnx.ModelProto:
        """Replace every `MatMul` with a stored two-dimensional matrix, and layer normalisation; the rest stays."""
        self._constants()
        for node in self.graph.node:
            weight = self.stored.get(node.input[1]) if node.op_type == "MatMul" else None
            if node.op_type == "LayerNormalization":
                self._normalisation(node)
            elif weight is None or len(weight.dims) != 2:
                self.nodes.append(node)
            else:
                self._product(node, weight)
        kept = [tensor for name, tensor in self.stored.items() if name not in self.dropped]
        del self.graph.node[:], self.graph.initializer[:]
        self.graph.node.extend(self.nodes)
        self.graph.initializer.extend(kept)
        self.model.opset_import.append(helper.make_opsetid("com.microsoft", 1))
        return self.model

    def _store(self, name: str, value: np.ndarray) -> str:
        self.stored[name] = numpy_helper.from_array(value, name)
        return name

    def _constants(self) -> None:
        self._store("rows.middle", np.array(_MIDDLE, dtype=np.uint8))
        self._store("rows.one", np.array(1, dtype=np.float32))
        self._store("rows.step", np.array(1 / _STEPS, dtype=np.float32))
        self._store("rows.smallest", np.array(_SMALLEST, dtype=np.float32))

    def _add(self, kind: str, inputs: list[str], output: str, **options: object) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [output], name=f"{output}.node", **options))
        return output

    def _quantised(self, name: str) -> tuple[str, str]:
        """The bytes of an activation and the scale of each of its rows; made once for each activation."""
        if name not in self.rows:
            highest = self._add("ReduceMax", [name], f"{name}.highest", axes=[-1], keepdims=1)
            lowest = self._add("ReduceMin", [name], f"{name}.lowest", axes=[-1], keepdims=1)
            below = self._add("Neg", [lowest], f"{name}.below")
            most = self._add("Max", [highest, below], f"{name}.most")
            scale = self._add("Mul", [most, "rows.step"], f"{name}.step")
            scale = self._add("Max", [scale, "rows.smallest"], f"{name}.scale")
            inverse = self._add("Reciprocal", [scale], f"{name}.inverse")
            even = self._add("Mul", [name, inverse], f"{name}.even")
            data = self._add("QuantizeLinear", [even, "rows.one", "rows.middle"], f"{name}.bytes")
            self.rows[name] = (data, scale)
        return self.rows[name]

    def _product(self, node: onnx.NodeProto, weight: TensorProto) -> None:
        values = numpy_helper.to_array(weight)
        scales = np.maximum(np.abs(values).max(0) / _STEPS, _SMALLEST).astype(np.float32)
        whole = np.clip(np.rint(values / scales), -_STEPS, _STEPS).astype(np.int8)
        data, row_scale = self._quantised(node.input[0])
        inputs = [data, self._store(f"{weight.name}.bytes", whole), "rows.one",
                  self._store(f"{weight.name}.scale", scales), "rows.middle"]  # fmt: skip
        self.dropped.add(weight.name)
        raw = self._add("MatMulIntegerToFloat", inputs, f"{node.output[0]}.raw", domain="com.microsoft")
        self._add("Mul", [raw, row_scale], node.output[0])

    def _normalisation(self, node: onnx.NodeProto) -> None:
        """A layer normalisation over the last axis, in operators that work on many numbers at a time."""
        values, weight, bias = node.input
        output = node.output[0]
        name = f"{output}.norm"
        smallest = next(a.f for a in node.attribute if a.name == "epsilon")
        epsilon = self._store(f"{name}.epsilon", np.array(smallest, dtype=np.float32))
        mean = self._add("ReduceMean", [values], f"{name}.mean", axes=[-1], keepdims=1)
        centred = self._add("Sub", [values, mean], f"{name}.centred")
        square = self._add("Mul", [centred, centred], f"{name}.square")
        variance = self._add("ReduceMean", [square], f"{name}.variance", axes=[-1], keepdims=1)
        shifted = self._add("Add", [variance, epsilon], f"{name}.shifted")
        deviation = self._add("Sqrt", [shifted], f"{name}.deviation")
        inverse = self._add("Reciprocal", [deviation], f"{name}.inverse")
        unit = self._add("Mul", [centred, inverse], f"{name}.unit")
        scaled = self._add("Mul", [unit, weight], f"{name}.scaled")
        self._add("Add", [scaled, bias], output)
