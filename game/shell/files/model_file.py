"""The network's file: checked, loaded into onnxruntime, and the only source of the weights."""

from __future__ import annotations

import threading
from concurrent.futures import Future
from typing import Any

import numpy as np

from game.core.model.network import SIZES, Array, Network, probabilities
from game.shell.files.assets import CURE, MODEL, AssetError, Assets
from game.shell.files.onnx_file import FLOAT, Tensor, operation, parts

#: bytes; the weights need 0.42 MiB
LARGEST = 1 << 20
#: onnxruntime's probabilities and numpy's may differ by less than this
_ALIKE = 1e-3

#: the graph's weights, which a run may replace, and their shapes
SHAPES: dict[str, tuple[int, ...]] = {}
for _layer in (1, 2, 3):
    SHAPES[f"W{_layer}"] = (SIZES[_layer], SIZES[_layer - 1])
    SHAPES[f"b{_layer}"] = (SIZES[_layer],)

#: what the graph gives: the answer, and the weights it was made with
_OUTPUTS: dict[str, tuple[int, ...]] = {"probabilities": SIZES[3:], "logits": SIZES[3:]} | {
    f"{name}_out": shape for name, shape in SHAPES.items()
}

#: what its nodes do, and how many there may be
_OPERATIONS = {"Gemm", "Relu", "Softmax", "Identity"}
_MOST_NODES = 64


class ModelError(Exception):
    """The model cannot be used. One line: file, cause, cure."""


class Model:
    """A loaded network. ``network`` holds its weights as the session itself reports them.

    Any thread may ask for probabilities; a model is never changed.
    """

    def __init__(self, data: bytes, source: str) -> None:
        """Load from bytes that were read and verified; ``source`` names them in errors."""
        _check_file(data, source)
        self._session = _session(data, source)
        try:
            _check_graph(self._session, source)
        except UnicodeDecodeError:
            raise ModelError(f"{source}: holds a name that is not UTF-8; {CURE}") from None
        blank = np.zeros((1, SIZES[0]), np.float32)
        values = self._session.run([f"{name}_out" for name in SHAPES], {"x": blank})
        if not all(np.isfinite(value).all() for value in values):
            raise ModelError(f"{source}: holds weights that are not finite numbers; {CURE}")
        self.network = Network(tuple(values[0::2]), tuple(values[1::2]))
        # Two pictures: a softmax over pictures, not over digits, would be right for one.
        shades = np.stack([blank[0], blank[0] + np.float32(0.5)])
        wrong = np.abs(self.probabilities(shades) - probabilities(self.network, shades)).max()
        if not wrong < _ALIKE:
            raise ModelError(f"{source}: does not compute what its weights say; {CURE}")

    def probabilities(self, x: Array, network: Network | None = None) -> Array:
        """ŷ of a batch by onnxruntime: (n, 784), 0..1 → (n, 10), each row summing to 1, read-only.

        ``network`` replaces the file's weights for this run: a damaged network. Where its weights
        overflow, a row that is not finite becomes uniform, as `softmax` has it.
        """
        given = {"x": np.ascontiguousarray(x, np.float32)}
        if network is not None and network is not self.network:
            pairs = zip(network.weights, network.biases, strict=True)
            arrays = [array for pair in pairs for array in pair]
            given |= dict(zip(SHAPES, arrays, strict=True))
        rows = self._session.run(["probabilities"], given)[0]
        finite = np.isfinite(rows).all(axis=1, keepdims=True)
        rows = np.where(finite, rows, np.float32(1 / SIZES[-1]))
        rows.flags.writeable = False
        return rows


def load(assets: Assets) -> Model:
    """The shipped model, its SHA-256 checked first; ModelError when it cannot be used."""
    try:
        data = assets.read(MODEL)
    except AssetError as error:
        raise ModelError(str(error)) from None
    return Model(data, str(assets.root / MODEL))


def load_in_background(assets: Assets) -> Future[Model]:
    """Start looking at all shipped files, importing onnxruntime and loading the model, in a thread
    of its own.

    ``done()`` tells whether it is ready; ``result()`` gives the model, or raises AssetError or
    ModelError.
    """
    future: Future[Model] = Future()

    def work() -> None:
        try:
            assets.verify()
            future.set_result(load(assets))
        except Exception as error:  # whatever it is, it belongs to whoever asks for the result
            future.set_exception(error)

    threading.Thread(target=work, name="load model", daemon=True).start()
    return future


def _check_file(data: bytes, source: str) -> None:
    """Refuse what onnxruntime must not even open."""
    if len(data) > LARGEST:
        raise ModelError(f"{source}: {len(data):,} bytes, at most {LARGEST:,} allowed; {CURE}")
    try:
        found = list(parts(data))
        stored = [Tensor(part.data) for part in found if part.kind == "tensor"]
        nodes = [operation(part.data) for part in found if part.kind == "node"]
    except ValueError as error:
        raise ModelError(f"{source}: not an ONNX file ({error}); {CURE}") from None
    if any(tensor.external for tensor in stored):
        raise ModelError(f"{source}: keeps its weights in other files, which is refused; {CURE}")
    for name in SHAPES.keys() - {tensor.name for tensor in stored}:
        raise ModelError(f"{source}: has no weights named {name}; {CURE}")
    for tensor in stored:
        _check_tensor(tensor, source)
    # Other parts could ask for any amount of memory: a node that fills a tensor, a sparse tensor.
    kinds = {part.kind for part in found} - {"graph", "node", "attribute", "tensor"}
    for kind in sorted(kinds | {f"node {name}" for name in set(nodes) - _OPERATIONS}):
        raise ModelError(f"{source}: holds a {_plain(kind, 60)}, which the network has not; {CURE}")
    if len(nodes) > _MOST_NODES:
        raise ModelError(f"{source}: {len(nodes)} nodes, at most {_MOST_NODES} allowed; {CURE}")


def _check_tensor(tensor: Tensor, source: str) -> None:
    name, shape = tensor.name, SHAPES.get(tensor.name)
    if shape is None:
        raise ModelError(f"{source}: holds a tensor {name[:60]!r}, which is none of ours; {CURE}")
    if tensor.shape != shape or tensor.type != FLOAT:
        kind = "float32" if tensor.type == FLOAT else f"type {tensor.type}"
        raise ModelError(
            f"{source}: {name} is {kind} {tensor.shape}, expected float32 {shape}; {CURE}"
        )


def _session(data: bytes, source: str) -> Any:
    """An onnxruntime session on one thread of the CPU."""
    import onnxruntime  # type: ignore[import-untyped]  # slow, so only where it is needed

    options = onnxruntime.SessionOptions()
    # One thread: a run takes some 20 µs, less than waking a second thread, and idle stays idle.
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    # The weights are replaceable on purpose; the library would warn of each on stderr.
    options.log_severity_level = 4
    try:
        # Its fallback would try the same again, and say so on stdout, among our results.
        return onnxruntime.InferenceSession(
            data, options, providers=["CPUExecutionProvider"], enable_fallback=0
        )
    except Exception as error:  # onnxruntime's errors share no base class of their own
        words = _plain(str(error).strip())
        raise ModelError(f"{source}: onnxruntime refuses it ({words}); {CURE}") from None


def _check_graph(session: Any, source: str) -> None:
    """Refuse a graph whose inputs and outputs are not ours."""
    inputs = {value.name: value for value in session.get_inputs()}
    replaceable = {value.name: value for value in session.get_overridable_initializers()}
    outputs = {value.name: value for value in session.get_outputs()}
    if inputs.keys() != {"x"} or replaceable.keys() != SHAPES.keys():
        given = ", ".join([*inputs, *replaceable])
        raise ModelError(
            f"{source}: takes {_plain(given)}, expected x, {', '.join(SHAPES)}; {CURE}"
        )
    for name in _OUTPUTS:
        if name not in outputs:
            raise ModelError(f"{source}: gives no {name}; {CURE}")
    for name, shape in ({"x": SIZES[:1]} | _OUTPUTS).items():
        value = inputs["x"] if name == "x" else outputs[name]
        # All but the weights have the number of digits in front, which must be free.
        free = 0 if name.endswith("_out") else 1
        sides = [None if isinstance(side, str) else side for side in value.shape]
        if value.type != "tensor(float)" or sides != [None] * free + list(shape):
            wanted = ", ".join(["any"] * free + [str(side) for side in shape])
            found = _plain(f"{value.type} {value.shape}")
            raise ModelError(f"{source}: {name} is {found}, expected float ({wanted}); {CURE}")


def _plain(words: str, most: int = 160) -> str:
    """Words from inside a file, or about it, on one line of bounded length."""
    clean = "".join(c if c.isprintable() else "?" for c in words.partition("\n")[0])
    return clean if len(clean) <= most else clean[: most - 1] + "…"
