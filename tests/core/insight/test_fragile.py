"""The two searches against brute force, luck, and the network that damage really leaves."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.core.insight import fragile
from game.core.insight.fragile import (
    FewestOff,
    answer_of,
    fewest_neurons,
    flip_level,
    smallest_noise,
)
from game.core.model.damage import Damage, damaged, make_noise, neuron, noise_of
from game.core.model.network import SIZES, Network, forward
from game.core.model.unit import Unit
from tests.networks import broken_network, some_drawing, some_network

HIDDEN = SIZES[1] + SIZES[2]
strange = st.sampled_from([float("nan"), float("inf"), float("-inf"), 3e38, 1e20, 1e-30])


def result_of(search):
    """What a search returns; its shares lie in 0..1 and never fall."""
    share = 0.0
    while True:
        try:
            before, share = share, next(search)
        except StopIteration as end:
            return end.value
        assert before <= share <= 1


def logits_of(network, x, **harm):
    return forward(damaged(network, Damage(**harm)), x).pre_activations[2]


def answer_with(network, x, units):
    return answer_of(logits_of(network, x, ablated=tuple(sorted(units))))


def lead_with(network, x, units, digit):
    logits = logits_of(network, x, ablated=tuple(sorted(units))).astype(float)
    return logits[digit] - np.delete(logits, digit).max()


def luck(network, x, digit, tries=1000):
    """The smallest of sets that are random orders of the hidden neurons, each cut where it first
    changes the answer and then rid of every neuron that it can do without; 193 if none does it.
    (Silent Hidden 1 neurons would all be got rid of: they are not in the orders.)"""
    (_, w2, w3), (_, b2, b3) = network.weights, network.biases
    first = forward(network, x).activations[1]
    fires = first > 0
    parts = np.ascontiguousarray((w2 * first).T[fires])
    border, count = len(parts), len(parts) + SIZES[2]

    def changes(on):
        # In small batches: BLAS would wake other threads for a large one, and wait for them.
        return np.concatenate([some(on[k : k + 125]) for k in range(0, len(on) or 1, 125)])

    def some(on):
        hidden = np.maximum(on[:, :border] @ parts + b2, 0) * on[:, border:]
        logits = hidden @ w3.T + b3
        own = logits[:, digit].copy()
        logits[:, digit] = -np.inf
        return logits.max(axis=1) >= own

    chance = np.random.default_rng(1)
    order = chance.permuted(np.tile(np.arange(count), (tries, 1)), axis=1)
    on = np.ones((tries, count), np.float32)
    length = np.full(tries, HIDDEN + 1)
    for step in range(count):
        left = np.flatnonzero(length > HIDDEN)
        on[left, order[left, step]] = 0
        length[left[changes(on[left])]] = step + 1
    cut = length <= HIDDEN
    for step in range(length[cut].max(initial=0)):
        left = np.flatnonzero((length > step) & cut)
        on[left, order[left, step]] = 1
        needed = left[~changes(on[left])]
        on[needed, order[needed, step]] = 0
    return int((on == 0)[cut].sum(axis=1).min(initial=HIDDEN + 1))


def check(network, x, found):
    """A found set does what it says, needs each of its neurons, and is in order."""
    logits = forward(network, x).pre_activations[2]
    assert found.before == int(np.argmax(logits))
    assert len(set(found.units)) == len(found.units)
    assert found.after == answer_with(network, x, found.units) != found.before
    for unit in found.units:
        rest = tuple(u for u in found.units if u != unit)
        assert answer_with(network, x, rest) == found.before
    for count, unit in enumerate(found.units):
        order = found.units[:count]
        leads = {u: lead_with(network, x, (*order, u), found.before) for u in found.units[count:]}
        assert leads[unit] <= min(leads.values()) + 1e-4 * abs(logits).max()


def few_alive(seed, favour=0.0):
    """A random network with four hidden neurons in each layer that ever fire, and these numbers;
    digit 0 gets a bias, logits."""
    network = some_network(seed)
    b1, b2, b3 = (bias.copy() for bias in network.biases)
    b1[4:], b2[4:] = -1000, -1000
    b1[:4], b2[:4] = 1, 1
    b3[0] += favour
    return Network(network.weights, (b1, b2, b3)), [*range(4), *range(SIZES[1], SIZES[1] + 4)]


def fewest_of_all(network, x, numbers, before):
    """Brute force: the size of the smallest set that changes the answer, None where none does."""
    for size in range(1, len(numbers) + 1):
        for some in itertools.combinations(numbers, size):
            if answer_with(network, x, map(neuron, some)) != before:
                return size
    return None


def test_an_answer_is_one_largest_logit():
    logits = np.arange(10, dtype=np.float32)
    assert answer_of(logits) == 9
    logits[2] = 9
    assert answer_of(logits) is None
    logits[2] = np.nan
    assert answer_of(logits) is None
    logits[2] = -np.inf
    assert answer_of(logits) is None


@pytest.mark.parametrize(("complete", "digits"), [(2, range(100, 120)), (3, (102, 103))])
def test_no_luck_beats_the_search_on_test_digits(complete, digits, model, assets, monkeypatch):
    """Also with only all pairs tried, as then the sets that grow have more to find."""
    monkeypatch.setattr(fragile, "COMPLETE", complete)
    sizes = []
    for x in assets.test_digits()[0][list(digits)]:
        found = result_of(fewest_neurons(model.network, x))
        check(model.network, x, found)
        assert found.exact == (len(found.units) <= complete + 1)
        assert len(found.units) <= luck(model.network, x, found.before)
        sizes.append(len(found.units))
    assert max(sizes) > complete + 1, "no set had to grow"


@pytest.mark.parametrize("seed", range(5))
def test_no_luck_beats_the_search_on_random_networks(seed):
    network, x = some_network(seed), some_drawing(seed + 100)
    found = result_of(fewest_neurons(network, x))
    check(network, x, found)
    assert found.units
    assert len(found.units) <= luck(network, x, found.before)


def test_no_luck_beats_sets_that_grow_large(model, assets):
    x = assets.test_digits()[0][0]
    w, (b1, b2, b3) = model.network.weights, model.network.biases
    biased = Network(w, (b1, b2, b3 + 12 * (np.arange(10) == 7).astype(np.float32)))
    found = result_of(fewest_neurons(biased, x))
    check(biased, x, found)
    assert len(found.units) > fragile.DEEP and not found.exact
    assert len(found.units) <= luck(biased, x, 7)


@settings(max_examples=15, derandomize=True, deadline=None)
@given(seed=st.integers(0, 999), favour=st.sampled_from([0.0, 0.5, 1.0, 2.0]))
def test_the_smallest_of_all_sets(seed, favour):
    network, numbers = few_alive(seed, favour)
    x = some_drawing(seed)
    found = result_of(fewest_neurons(network, x))
    assert fewest_of_all(network, x, numbers, found.before) == (len(found.units) or None)
    assert found.exact == (len(found.units) in range(1, 5)) or not found.units
    if found.units:
        check(network, x, found)


def test_a_neuron_that_others_keep_asleep_counts():
    """Hidden 1's neuron 0 is all that four neurons for "3" live on, and keeps a fifth asleep."""
    w = [np.zeros((after, before), np.float32) for before, after in itertools.pairwise(SIZES)]
    b = [np.zeros(size, np.float32) for size in SIZES[1:]]
    w[0][0, 0] = 1
    w[1][:4, 0], w[1][4, 0] = 1, -5
    b[1][4] = 3
    w[2][3, :5] = 1
    b[2][5] = 0.5
    network, x = Network(tuple(w), tuple(b)), np.eye(1, SIZES[0], dtype=np.float32)[0]
    found = result_of(fewest_neurons(network, x))
    assert found == FewestOff((Unit(1, 0), Unit(2, 4)), 3, 5, exact=True, tried=found.tried)


def test_nothing_to_switch_off_is_proven():
    w = tuple(np.ones((n, m), np.float32) for m, n in itertools.pairwise(SIZES))
    b = tuple(np.zeros(size, np.float32) for size in SIZES[1:])
    w[2][:4], w[2][5:], b[2][4] = 0.5, 0.5, 1  # every neuron speaks for 4 above all
    found = result_of(fewest_neurons(Network(w, b), some_drawing()))
    assert found == FewestOff((), 4, 4, exact=True, tried=0)


def test_a_tie_is_no_idea_and_so_a_change():
    """Of 0 and 1, which one neuron tells apart, neither is the answer when it is off."""
    w = tuple(np.zeros((n, m), np.float32) for m, n in itertools.pairwise(SIZES))
    b = tuple(np.zeros(size, np.float32) for size in SIZES[1:])
    b[1][7], w[2][1, 7], b[2][:2] = 1, 1, 5
    found = result_of(fewest_neurons(Network(w, b), some_drawing()))
    assert found == FewestOff((Unit(2, 7),), 1, None, exact=True, tried=found.tried)


@pytest.mark.filterwarnings("error")
def test_an_overflow_is_no_idea_and_so_a_change():
    """Hidden 1's neuron 0 holds neuron 1 back, which else takes the answer beyond float32."""
    w = tuple(np.zeros((n, m), np.float32) for m, n in itertools.pairwise(SIZES))
    b = tuple(np.zeros(size, np.float32) for size in SIZES[1:])
    b[0][:2], w[1][0, 0], w[1][0, 1], w[2][6, 0], b[2][6] = 1, -3e38, 3e38, 10, 1
    found = result_of(fewest_neurons(Network(w, b), some_drawing()))
    assert found == FewestOff((Unit(1, 0),), 6, None, exact=True, tried=found.tried)


@pytest.mark.parametrize("size", [1, 2, 3])
def test_all_sets_are_all_sets(size):
    network, _ = few_alive(0)
    search = fragile._Search(network, some_drawing(), 0)
    every = np.concatenate(list(search._all(size))).tolist()
    assert every == [list(some) for some in itertools.combinations(range(search.count), size)]


@pytest.mark.parametrize("seed", range(3))
def test_what_is_not_needed_is_left_out(seed, model, assets, monkeypatch):
    monkeypatch.setattr(fragile, "COMPLETE", 0)
    network, x = model.network, assets.test_digits()[0][seed]
    digit = answer_of(forward(network, x).pre_activations[2])
    search = fragile._Search(network, x, digit)
    members = tuple(range(search.count))
    while search.after(members) == digit:
        members = members[1:]
    left = result_of(search._thinned(members))
    assert set(left) < set(members) and search.after(left) != digit
    assert all(search.after(tuple(m for m in left if m != one)) == digit for one in left)


@pytest.mark.filterwarnings("error")
@settings(max_examples=15, derandomize=True, deadline=None)
@given(value=strange, layer=st.integers(0, 2), row=st.integers(0, 9), bias=st.booleans())
def test_a_broken_network_neither_raises_nor_warns(value, layer, row, bias):
    network, x = some_network(3), some_drawing(103)
    weights, biases = [w.copy() for w in network.weights], [b.copy() for b in network.biases]
    if bias:
        biases[layer][row] = value
    else:
        weights[layer][row, ::9] = value
    broken = Network(tuple(weights), tuple(biases))
    found = result_of(fewest_neurons(broken, x))
    level = flip_level(broken, x, 5)
    if answer_of(forward(broken, x).pre_activations[2]) is None:
        assert (found.units, found.after, found.exact, found.tried) == ((), None, True, 0)
        assert level is None
        least = result_of(smallest_noise(broken, x))
        assert (least.level, least.after, least.exact, least.tried) == (None, None, True, 0)
    else:
        assert not found.units or found.after == answer_with(broken, x, found.units)
        assert level is None or answer_of(logits_of(broken, x, noise=level, seed=5)) != found.before


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("value", [float("nan"), float("inf"), 3e38])
def test_no_idea_from_the_start(value):
    network = broken_network(value)
    assert result_of(fewest_neurons(network, some_drawing())).after is None
    assert result_of(smallest_noise(network, some_drawing())).after is None


def test_a_search_can_be_dropped(model, assets):
    x = assets.test_digits()[0][0]
    for search in (fewest_neurons(model.network, x), smallest_noise(model.network, x)):
        next(search)
        search.close()
        assert next(search, "over") == "over"


def test_the_least_noise_of_all_throws(model, assets):
    network, x = model.network, assets.test_digits()[0][0]
    noise_of.cache_clear()
    found = result_of(smallest_noise(network, x))
    assert noise_of.cache_info().currsize == 0, "it fills the caller's cache"
    assert found.exact and found.before == 7
    for level, answer in ((found.level, found.after), (found.level - 1, 7)):
        assert answer_of(logits_of(network, x, noise=level, seed=found.seed)) == answer
    assert found.after != 7
    chance = np.random.default_rng(2)
    for seed in chance.integers(1000, size=200).tolist():
        level = int(chance.integers(1, found.level))
        assert answer_of(logits_of(network, x, noise=level, seed=seed)) == 7


@pytest.mark.parametrize("seed", range(3))
def test_the_least_noise_is_what_brute_force_finds(seed, monkeypatch):
    monkeypatch.setattr(fragile, "SEEDS", 4)
    network, x = some_network(seed), some_drawing(seed)
    before = answer_of(forward(network, x).pre_activations[2])
    lowest = {}
    for throw in range(4):
        levels = (
            level
            for level in range(1, fragile.MOST_NOISE + 1)
            if answer_of(logits_of(network, x, noise=level, seed=throw)) != before
        )
        lowest[throw] = next(levels, None)
        assert flip_level(network, x, throw) == lowest[throw]
    found = result_of(smallest_noise(network, x))
    assert found.level == min(level for level in lowest.values() if level)
    assert found.seed == min(throw for throw, level in lowest.items() if level == found.level)
    assert found.after == answer_of(logits_of(network, x, noise=found.level, seed=found.seed))


def test_of_equal_throws_the_first_counts(monkeypatch):
    monkeypatch.setattr(fragile, "SEEDS", 3)
    monkeypatch.setattr(fragile, "make_noise", lambda seed: make_noise(7))
    assert result_of(smallest_noise(some_network(), some_drawing())).seed == 0


def test_noise_of_nothing_changes_nothing(monkeypatch):
    """Where all weights of a matrix are equal, their σ is 0, and so is the noise."""
    monkeypatch.setattr(fragile, "SEEDS", 3)
    w = tuple(np.zeros((n, m), np.float32) for m, n in itertools.pairwise(SIZES))
    b = tuple(np.arange(size, dtype=np.float32) for size in SIZES[1:])
    found = result_of(smallest_noise(Network(w, b), some_drawing()))
    assert (found.level, found.seed, found.before, found.after) == (None, 0, 9, 9)
    assert found.exact and found.tried == 3 * fragile.MOST_NOISE
