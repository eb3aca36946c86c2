"""The training code against the program's own; skipped where training's packages are missing."""

from itertools import pairwise

import numpy as np
import pytest

from game.core.ink import digit
from game.core.model.network import SIZES, Network, probabilities
from models.prototypes import prototype


def digits(count, seed=0):
    rng = np.random.default_rng(seed)
    return [prototype(k % 10, rng) for k in range(count)]


def test_the_fast_pen_draws_what_the_program_draws():
    pen = pytest.importorskip("models.pen", exc_type=ImportError)
    some = [*digits(60), [np.zeros((1, 2), np.float32)]]
    fast = pen.pictures(some, np.random.default_rng(0), pen.STILL) / 255
    slow = np.array([digit.prepare(tuple(strokes)) for strokes in some])
    assert np.abs(fast - slow).max() < 0.005


def test_distortion_is_seeded_and_leaves_ink():
    pen = pytest.importorskip("models.pen", exc_type=ImportError)
    one = pen.pictures(digits(60), np.random.default_rng(5), pen.Amount())
    two = pen.pictures(digits(60), np.random.default_rng(5), pen.Amount())
    assert (one == two).all()
    assert (one.max(axis=1) > 200).all()


def test_warped_pictures_stay_near_the_original():
    warp = pytest.importorskip("models.warp", exc_type=ImportError)
    pen = pytest.importorskip("models.pen", exc_type=ImportError)
    still = pen.pictures(digits(60), np.random.default_rng(0), pen.STILL)
    warped = warp.warp(still, np.random.default_rng(1))
    ratio = warped.sum(axis=1, dtype=float) / still.sum(axis=1, dtype=float)
    assert 0.8 < np.median(ratio) < 1.2
    assert (warped != still).any(axis=1).all()


def test_paths_of_pictures_are_the_strokes_that_drew_them():
    sources = pytest.importorskip("models.sources", exc_type=ImportError)
    pen = pytest.importorskip("models.pen", exc_type=ImportError)
    still = pen.pictures(digits(60), np.random.default_rng(0), pen.STILL)
    labels = np.arange(60) % 10
    shapes = sources.strokes_of_pictures(still, labels)
    assert len(shapes.labels) > 50
    if len(shapes.labels) == 60:
        again = pen.pictures(shapes.strokes, np.random.default_rng(0), pen.STILL)
        assert np.abs(again.astype(float) - still).mean() < 12


def test_exported_weights_are_read_back_and_replaced(tmp_path):
    export = pytest.importorskip("models.export", exc_type=ImportError)
    onnxruntime = pytest.importorskip("onnxruntime")
    rng = np.random.default_rng(0)
    weights = []
    for inputs, units in pairwise(SIZES):
        weights += [rng.normal(0, 0.1, (units, inputs)), rng.normal(0, 0.1, units)]
    weights = [w.astype(np.float32) for w in weights]
    export.export(weights, tmp_path / "net.onnx")
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(
        tmp_path / "net.onnx", options, providers=["CPUExecutionProvider"]
    )
    x = rng.random((5, 784), np.float32)
    names = [f"{name}_out" for name in export.NAMES]
    for stored, weight in zip(session.run(names, {"x": x}), weights, strict=True):
        assert (stored == weight).all()
    damaged = weights[2].copy()
    damaged[:30] = 0
    for w2, given in ((weights[2], {}), (damaged, {"W2": damaged})):
        net = Network((weights[0].copy(), w2, weights[4].copy()), tuple(weights[1::2]))
        (answer,) = session.run(["probabilities"], {"x": x, **given})
        assert np.abs(answer - probabilities(net, x)).max() < 1e-5


def test_batch_norm_is_folded_exactly():
    nets = pytest.importorskip("models.nets", exc_type=ImportError)
    import torch

    torch.manual_seed(0)
    net = nets.make_student()
    x = torch.rand(256, 784)
    net.train()
    for _ in range(5):
        net(x)
    net.eval()
    w = nets.folded(net)
    logits = net(x).detach().numpy()
    a = np.maximum(x.numpy() @ w[0].T + w[1], 0)
    a = np.maximum(a @ w[2].T + w[3], 0)
    assert np.abs(a @ w[4].T + w[5] - logits).max() < 1e-4


def test_the_learning_rate_rises_then_falls():
    train = pytest.importorskip("models.train", exc_type=ImportError)
    rates = [train.learning_rate(step, 1000, 1.0) for step in range(1000)]
    top = int(np.argmax(rates))
    assert 10 < top < 50 and rates[0] < 0.1 and rates[-1] < 0.01
    assert all(a >= b for a, b in zip(rates[top:], rates[top + 1 :], strict=False))
