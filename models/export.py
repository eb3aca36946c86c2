"""The trained network as ONNX: one file, its weights readable and replaceable at run time."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from game.core.model.network import SIZES

#: names of the weights, inputs of the graph; each is also an output with "_out" after it
NAMES = ("W1", "b1", "W2", "b2", "W3", "b3")


def export(weights: list[np.ndarray], path: Path) -> None:
    """Save W1, b1, W2, b2, W3, b3, float32; weights have one row for each unit of the later layer.

    Each is an initializer and an input, so that a run may replace it (a damaged network), and
    an output, so that a program reads it from the very session that infers.
    """
    floats = TensorProto.FLOAT
    shapes = {}
    for layer in range(3):
        shapes[f"W{layer + 1}"] = [SIZES[layer + 1], SIZES[layer]]
        shapes[f"b{layer + 1}"] = [SIZES[layer + 1]]
    nodes, layer_input = [], "x"
    for layer in range(1, 4):
        output = "logits" if layer == 3 else f"z{layer}"
        given = [layer_input, f"W{layer}", f"b{layer}"]
        nodes.append(helper.make_node("Gemm", given, [output], transB=1))
        if layer < 3:
            layer_input = f"a{layer}"
            nodes.append(helper.make_node("Relu", [output], [layer_input]))
    nodes.append(helper.make_node("Softmax", ["logits"], ["probabilities"], axis=1))
    nodes += [helper.make_node("Identity", [name], [f"{name}_out"]) for name in NAMES]
    value = helper.make_tensor_value_info
    inputs = [value("x", floats, ["batch", SIZES[0]])]
    inputs += [value(name, floats, shapes[name]) for name in NAMES]
    outputs = [value(name, floats, ["batch", SIZES[3]]) for name in ("probabilities", "logits")]
    outputs += [value(f"{name}_out", floats, shapes[name]) for name in NAMES]
    stored = [
        numpy_helper.from_array(np.ascontiguousarray(weight, np.float32), name)
        for name, weight in zip(NAMES, weights, strict=True)
    ]
    graph = helper.make_graph(nodes, "digits", inputs, outputs, stored)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    model.producer_name = "neural-lab"
    onnx.checker.check_model(model, full_check=True)
    partial = path.with_suffix(".part")
    onnx.save_model(model, partial)
    partial.replace(path)
