"""Damage: exact, seeded, and gone without a trace."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given, settings

from game.core.model.damage import (
    HEALTHY,
    NEURONS,
    SILENT_LOGIT,
    Adjustment,
    Damage,
    damaged,
    neuron,
    noise_of,
    number_of,
    spreads,
)
from game.core.model.network import Network, forward, probabilities
from game.core.model.unit import Unit
from game.shell.files.model_file import Model
from tests.damages import damages
from tests.networks import broken_network, some_drawing, some_network

NETWORK = some_network()
#: the first two numbers of each matrix of seed 7
THROW_7 = [[1.522, -1.1441], [-0.2266, -0.9146], [-0.4854, 0.8697]]


def copied(network: Network) -> list[bytes]:
    return [values.tobytes() for values in (*network.weights, *network.biases)]


@settings(max_examples=60, deadline=None)
@given(damages)
def test_damage_never_touches_the_healthy_network_and_is_the_same_each_time(
    damage: Damage,
) -> None:
    before = copied(NETWORK)
    first, second = damaged(NETWORK, damage), damaged(NETWORK, damage)
    assert copied(first) == copied(second)
    assert copied(NETWORK) == before
    assert damaged(NETWORK, HEALTHY) is NETWORK
    assert damaged(NETWORK, Damage(seed=damage.seed)) is NETWORK
    trace = forward(first, some_drawing())
    assert np.isfinite(trace.probabilities).all()
    assert trace.probabilities.sum() == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize("count", [1500, pytest.param(10_000, marks=pytest.mark.storm)])
def test_many_damages_show_no_number_that_is_none(count: int) -> None:
    """Seeded sequences of switches and sliders on the same network, as an afternoon leaves them."""
    chance = np.random.default_rng(4)
    now, x = HEALTHY, some_drawing()
    for _ in range(count):
        now = replace(now, **HARM[int(chance.integers(len(HARM)))](now, chance))
        trace = forward(damaged(NETWORK, now), x)
        assert np.isfinite(trace.probabilities).all()


def toggled(of: tuple, one: object) -> tuple:
    return tuple(sorted({one} ^ set(of)))


def any_neuron(chance: np.random.Generator) -> Unit:
    return neuron(int(chance.integers(NEURONS)))


#: what can be done to a damage, as fields to replace
HARM = (
    lambda now, chance: {"biases_off": not now.biases_off},
    lambda now, chance: {"noise": int(chance.integers(301)), "seed": int(chance.integers(3))},
    lambda now, chance: {"cuts": toggled(now.cuts, int(chance.integers(1, 4)))},
    lambda now, chance: {"ablated": toggled(now.ablated, any_neuron(chance))},
    lambda now, chance: {"pruned": int(chance.integers(101))},
    lambda now, chance: {"bits": (None, 1, 2, 4, 8)[int(chance.integers(5))]},
    lambda now, chance: {"temperature": int(chance.integers(10, 1001))},
    lambda now, chance: {
        "adjusted": (
            Adjustment(
                any_neuron(chance), int(chance.integers(-50, 51)), int(chance.integers(301))
            ),
        )
    },
    lambda now, chance: {field.name: getattr(HEALTHY, field.name) for field in fields(Damage)},
)


def test_noise_is_relative_to_each_matrix() -> None:
    noisy = damaged(NETWORK, Damage(noise=150, seed=7))
    for before, after, spread in zip(NETWORK.weights, noisy.weights, spreads(NETWORK), strict=True):
        added = after.astype(float) - before
        assert added.std() / spread == pytest.approx(1.5, rel=0.06)
        assert abs(added.mean()) < 0.2 * spread
    assert all(np.array_equal(a, b) for a, b in zip(NETWORK.biases, noisy.biases, strict=True))
    other = damaged(NETWORK, Damage(noise=150, seed=8))
    assert not np.array_equal(other.weights[0], noisy.weights[0])


def test_a_throw_stays_what_it_is() -> None:
    """A numpy that draws other numbers would make every damage code mean something else."""
    first = [noise_of(7)[layer].ravel()[:2].tolist() for layer in range(3)]
    assert np.allclose(first, THROW_7, atol=1e-4)


@pytest.mark.parametrize("number", [0, 63, 127, 128, 191, 192, 201])
def test_a_neuron_that_is_off_says_nothing(number: int, model: Model) -> None:
    unit = neuron(number)
    assert number_of(unit) == number
    network = damaged(model.network, Damage(ablated=(unit,)))
    trace = forward(network, some_drawing())
    if unit.layer < 3:
        assert trace.activations[unit.layer][unit.index] == 0
        assert not network.weights[unit.layer][:, unit.index].any()
    else:
        assert trace.pre_activations[2][unit.index] == SILENT_LOGIT
        assert trace.probabilities[unit.index] == 0
        assert model.probabilities(some_drawing()[None], network)[0][unit.index] == 0


def test_pruning_takes_the_smallest() -> None:
    for before, after in zip(
        NETWORK.weights, damaged(NETWORK, Damage(pruned=40)).weights, strict=True
    ):
        gone = after == 0
        assert gone.sum() == round(before.size * 0.4)
        assert np.abs(before[gone]).max() <= np.abs(before[~gone]).min()
        assert np.array_equal(before[~gone], after[~gone])


@pytest.mark.parametrize("bits", range(1, 9))
def test_rounding_leaves_few_values(bits: int) -> None:
    for before, after in zip(
        NETWORK.weights, damaged(NETWORK, Damage(bits=bits)).weights, strict=True
    ):
        assert len(np.unique(after)) <= max(2**bits - 1, 2)
        if bits > 1:
            step = np.abs(before).max() / (2 ** (bits - 1) - 1)
            assert np.abs(before - after).max() <= step / 2 * 1.0001


def test_a_softmax_temperature_changes_how_sure_but_not_what() -> None:
    x = np.stack([some_drawing(seed) for seed in range(20)])
    cold, hot = (probabilities(damaged(NETWORK, Damage(temperature=h)), x) for h in (20, 800))
    usual = probabilities(NETWORK, x)
    assert np.array_equal(usual.argmax(axis=1), hot.argmax(axis=1))
    assert np.array_equal(usual.argmax(axis=1), cold.argmax(axis=1))
    assert (hot.max(axis=1) < usual.max(axis=1)).all()
    logits = forward(NETWORK, x[0]).pre_activations[2] / 8
    assert np.allclose(
        forward(damaged(NETWORK, Damage(temperature=800)), x[0]).pre_activations[2], logits
    )


def test_a_neuron_is_adjusted_alone() -> None:
    unit = Unit(2, 5)
    network = damaged(NETWORK, Damage(adjusted=(Adjustment(unit, shift=-15, gain=50),)))
    assert network.biases[1][5] == pytest.approx(NETWORK.biases[1][5] - 1.5)
    assert np.allclose(network.weights[1][5], NETWORK.weights[1][5] / 2)
    assert np.array_equal(np.delete(network.weights[1], 5, 0), np.delete(NETWORK.weights[1], 5, 0))


def test_biases_off_and_cuts() -> None:
    network = damaged(NETWORK, Damage(biases_off=True, cuts=(2,)))
    assert not any(bias.any() for bias in network.biases)
    assert not network.weights[1].any() and network.weights[0].any()
    nothing = forward(damaged(NETWORK, Damage(biases_off=True, cuts=(3,))), some_drawing())
    assert np.array_equal(nothing.probabilities, np.full(10, 0.1, np.float32))


@pytest.mark.parametrize("value", [np.nan, np.inf, 3e38])
def test_a_broken_network_can_be_damaged_further(value: float) -> None:
    damage = Damage(noise=50, pruned=30, bits=3, temperature=50, ablated=(Unit(1, 3),))
    trace = forward(damaged(broken_network(value), damage), some_drawing())
    assert np.isfinite(trace.probabilities).all()


def test_there_are_202_neurons() -> None:
    assert [number_of(neuron(n)) for n in range(NEURONS)] == list(range(202))
    with pytest.raises(ValueError, match="no neuron 202"):
        neuron(202)
