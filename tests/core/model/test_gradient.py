"""The backward pass against central differences, and what a step down the gradient does."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.core.model.gradient import descend, gradient, norms
from game.core.model.network import Network, Trace, forward
from tests.networks import broken_network, some_drawing, some_network

BLOCKS = ("W1", "b1", "W2", "b2", "W3", "b3", "x")
#: half the width of a central difference
STEP = 1e-5
#: largest and other coordinates tried of each block
LARGEST, OTHERS = 6, 10
strange = st.sampled_from([float("nan"), float("inf"), float("-inf"), 3e38, 1e20, 1e-30])


def blocks_of(network, x):
    """All that the loss depends on, as float64 copies that may be changed."""
    pairs = zip(network.weights, network.biases, strict=True)
    arrays = [array for pair in pairs for array in pair]
    return {name: np.array(a, np.float64) for name, a in zip(BLOCKS, (*arrays, x), strict=True)}


def run(blocks):
    """The reference: a forward pass in float64."""
    z1 = blocks["W1"] @ blocks["x"] + blocks["b1"]
    a1 = np.maximum(z1, 0)
    z2 = blocks["W2"] @ a1 + blocks["b2"]
    a2 = np.maximum(z2, 0)
    z3 = blocks["W3"] @ a2 + blocks["b3"]
    powers = np.exp(z3 - z3.max())
    return Trace((z1, z2, z3), (blocks["x"].copy(), a1, a2), powers / powers.sum())


def loss_of(trace, target):
    """−ln ŷ[target] as ln(1 + Σ exp(z − z[target])): no digits are lost in a tiny loss."""
    logits = trace.pre_activations[2]
    return math.log1p(np.exp(np.delete(logits, target) - logits[target]).sum())


def sides(trace):
    """Which ReLUs are open."""
    return np.concatenate(trace.pre_activations[:2]) > 0


def double(network, x):
    """The same network and its trace, all in float64."""
    blocks = blocks_of(network, x)
    weights = tuple(blocks[name].copy() for name in ("W1", "W2", "W3"))
    biases = tuple(blocks[name].copy() for name in ("b1", "b2", "b3"))
    return Network(weights, biases), run(blocks)


def parts(slope):
    """∂L/∂ each block."""
    pairs = zip(slope.weights, slope.biases, strict=True)
    return dict(zip(BLOCKS, [*(a for pair in pairs for a in pair), slope.x], strict=True))


def check_differences(network, x, target, chance):
    """Compare coordinates of every block, none whose step flips a ReLU; returns how many."""
    blocks = blocks_of(network, x)
    analytic = parts(gradient(*double(network, x), target))
    open_ = sides(run(blocks))
    checked = dict.fromkeys(BLOCKS, 0)
    for name in BLOCKS:
        exact, values = analytic[name].reshape(-1), blocks[name].reshape(-1)
        assert exact.dtype == np.float64 and analytic[name].shape == blocks[name].shape
        size = np.abs(exact)
        tried = np.argsort(-size)[:LARGEST].tolist()
        tried += chance.integers(0, exact.size, OTHERS).tolist()
        for index in tried:
            before, losses, same = values[index], [], True
            for step in (STEP, -STEP):
                values[index] = before + step
                trace = run(blocks)
                losses.append(loss_of(trace, target))
                same &= bool((sides(trace) == open_).all())
            values[index] = before
            if same:
                numeric = (losses[0] - losses[1]) / (2 * STEP)
                # what is far below the block's largest drowns in rounding: 1e-8 of that is allowed
                slack = 1e-5 * size[index] + 1e-8 * size.max()
                assert abs(numeric - exact[index]) <= slack, (name, index, numeric, exact[index])
                checked[name] += 1
    return checked


@pytest.mark.parametrize("seed", range(4))
def test_random_networks_meet_central_differences(seed):
    chance = np.random.default_rng(seed)
    network = some_network(seed, scale=(0.3, 1.0, 1.0, 2.0)[seed])
    checked = check_differences(network, some_drawing(seed), seed * 3, chance)
    assert min(checked.values()) >= LARGEST, checked


@pytest.mark.parametrize("number", [0, 8, 247, 4761])
def test_the_shipped_network_meets_central_differences(model, assets, number):
    chance = np.random.default_rng(number)
    images, labels = assets.test_digits()
    label = int(labels[number])
    for target in (label, (label + 3) % 10):
        checked = check_differences(model.network, images[number], target, chance)
        assert min(checked.values()) >= LARGEST, checked


def test_float32_is_as_good_as_float64(model, assets):
    images, labels = assets.test_digits()
    tried = 0
    for number in range(0, 10_000, 400):
        x, label = images[number], int(labels[number])
        network, exact_trace = double(model.network, x)
        trace = forward(model.network, x)
        if (sides(trace) != sides(exact_trace)).any():
            continue
        for target in (label, (label + 1) % 10):
            slope = gradient(model.network, trace, target)
            exact = gradient(network, exact_trace, target)
            assert slope.loss == pytest.approx(exact.loss, rel=1e-4)
            for name, values in parts(slope).items():
                assert values.dtype == np.float32
                wrong = np.linalg.norm(values.astype(float) - parts(exact)[name])
                assert wrong <= 1e-4 * np.linalg.norm(parts(exact)[name]), (number, target, name)
            tried += 1
    assert tried >= 40


@settings(deadline=None, max_examples=30, derandomize=True)
@given(st.integers(0, 1000), st.integers(0, 9), st.sampled_from([0.3, 1.0, 3.0]))
def test_all_parts_belong_together(seed, target, scale):
    network, x = some_network(seed % 7, scale), some_drawing(seed)
    trace = forward(network, x)
    slope = gradient(network, trace, target)
    onehot = np.eye(10)[target]
    assert np.allclose(slope.pre_activations[2], trace.probabilities - onehot, atol=1e-6)
    assert abs(slope.pre_activations[2].sum(dtype=float)) < 1e-6
    assert slope.loss == pytest.approx(loss_of(run(blocks_of(network, x)), target), rel=1e-3)
    for z, da, dz in zip(
        trace.pre_activations[:2], slope.activations, slope.pre_activations[:2], strict=True
    ):
        assert (dz[z <= 0] == 0).all() and (dz[z > 0] == da[z > 0]).all()
    for layer in range(3):
        outer = np.outer(slope.biases[layer], trace.activations[layer])
        assert (slope.weights[layer] == outer).all()
    sizes = norms(slope)
    assert tuple(sizes) == BLOCKS
    for name, values in parts(slope).items():
        assert sizes[name] == pytest.approx(math.sqrt((values.astype(float) ** 2).sum()))
        assert not values.flags.writeable


def test_a_relu_at_zero_passes_nothing_on():
    network = some_network()
    x = np.zeros(784, np.float32)
    for layer in range(2):
        biases = [bias.copy() for bias in network.biases]
        for bias in biases[: layer + 1]:
            bias[:] = 0  # so z₁, and then z₂ too, is exactly 0
        still = Network(network.weights, tuple(biases))
        trace = forward(still, x)
        slope = gradient(still, trace, 2)
        assert not trace.pre_activations[layer].any() and slope.activations[layer].any()
        assert not slope.biases[layer].any() and not slope.x.any()


@settings(deadline=None, max_examples=30, derandomize=True)
@given(st.integers(0, 1000), st.integers(0, 9))
def test_a_small_step_lowers_the_loss_by_what_the_gradient_says(seed, target):
    network, x = some_network(seed % 7), some_drawing(seed)
    slope = gradient(network, forward(network, x), target)
    squares = sum(size**2 for name, size in norms(slope).items() if name != "x")
    rate = 1e-3 / squares * slope.loss  # a thousandth of the loss
    lower = descend(network, slope, rate)
    assert all(w.dtype == np.float32 for w in (*lower.weights, *lower.biases))
    for layer in range(3):
        for old, new, part in (
            (network.weights[layer], lower.weights[layer], slope.weights[layer]),
            (network.biases[layer], lower.biases[layer], slope.biases[layer]),
        ):
            assert np.allclose(new, old - rate * part.astype(float), rtol=1e-6, atol=1e-9)
    before = loss_of(run(blocks_of(network, x)), target)
    after = loss_of(run(blocks_of(lower, x)), target)
    assert (before - after) == pytest.approx(rate * squares, rel=0.1)


def test_steps_teach_the_shipped_network_a_wrong_answer(model, assets):
    network, x = model.network, assets.test_digits()[0][0]
    losses = []
    for _ in range(30):
        trace = forward(network, x)
        slope = gradient(network, trace, 3)
        losses.append(slope.loss)
        network = descend(network, slope, np.float64(1e-4))
    assert model.network.weights[0].dtype == network.weights[0].dtype
    assert losses[0] > 5 and (np.diff(losses) < 0).all()
    assert int(trace.probabilities.argmax()) == 3


def test_a_rate_of_0_changes_no_bit():
    for network in (some_network(), broken_network(float("inf"))):
        weights = tuple(weight.copy() for weight in network.weights)
        weights[0][0, :2] = 0.0, -0.0
        network = Network(weights, network.biases)
        slope = gradient(network, forward(network, some_drawing()), 5)
        again = descend(network, slope, 0)
        for old, new in zip(
            (*network.weights, *network.biases), (*again.weights, *again.biases), strict=True
        ):
            assert old.tobytes() == new.tobytes()


@pytest.mark.parametrize("logit, loss", [(80.0, 9 * math.exp(-80)), (-80.0, 80 + math.log(9))])
def test_a_tiny_loss_is_not_0_and_a_large_one_not_infinite(logit, loss):
    logits = np.zeros(10, np.float32)
    logits[4] = logit
    network, trace = some_network(), forward(some_network(), some_drawing())
    powers = np.exp(logits - logits.max())
    trace = Trace((*trace.pre_activations[:2], logits), trace.activations, powers / powers.sum())
    slope = gradient(network, trace, 4)
    assert slope.loss == pytest.approx(loss, rel=1e-6, abs=0)
    pull = float(slope.pre_activations[2][4])
    assert pull == pytest.approx(-9 * math.exp(-80) if logit > 0 else -1, rel=1e-5, abs=0)


@pytest.mark.filterwarnings("error")
@settings(deadline=None, max_examples=40, derandomize=True)
@given(strange, st.integers(0, 9), st.integers(0, 20))
def test_a_broken_network_never_raises(value, target, seed):
    network = broken_network(value, seed % 3)
    trace = forward(network, some_drawing(seed))
    slope = gradient(network, trace, target)
    assert math.isnan(slope.loss) != bool(np.isfinite(trace.pre_activations[2]).all())
    if math.isnan(slope.loss):  # "no idea": a tenth for each
        assert np.allclose(slope.pre_activations[2], 0.1 - np.eye(10)[target])
    assert tuple(norms(slope)) == BLOCKS
    descend(network, slope, 0.1)


@pytest.mark.parametrize("target", [-1, 10, 2.5])
def test_there_are_ten_digits(target):
    network = some_network()
    with pytest.raises(ValueError, match="digits are 0 to 9"):
        gradient(network, forward(network, some_drawing()), target)
