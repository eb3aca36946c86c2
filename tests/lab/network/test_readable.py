"""The Readable view: who is shown, that they keep their places, and the share they carry."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from game.core.geometry import Rect
from game.core.insight.explain import why
from game.core.model.network import SIZES, Network, Trace, forward
from game.core.model.unit import OFFSETS, Unit
from game.lab.network.plan import blend, place, point_of, unit_at
from game.lab.network.readable import (
    CLEARLY,
    COUNTS,
    START,
    carried,
    contributions,
    flows,
    follow,
    plan_of,
    shown,
    signals_of,
)
from game.lab.network.signals import pulses

RECTS = [(963, 860, 1.0), (455, 430, 0.711), (1000, 756, 1.0), (500, 900, 1.0), (320, 240, 0.7)]
WORTHS = arrays(float, 40, elements=st.floats(-100, 100))


def network_of(seed: int) -> Network:
    chance = np.random.default_rng(seed)
    shapes = list(zip(SIZES[1:], SIZES, strict=False))
    weights = [chance.normal(size=s).astype(np.float32) / np.sqrt(s[1]) for s in shapes]
    biases = [chance.normal(size=s[0]).astype(np.float32) * 0.1 for s in shapes]
    return Network(
        tuple(np.asarray(w, np.float32) for w in weights),  # type: ignore[arg-type]
        tuple(np.asarray(b, np.float32) for b in biases),  # type: ignore[arg-type]
    )


def trace_of(network: Network, seed: int) -> Trace:
    chance = np.random.default_rng(seed)
    return forward(network, (chance.random(784) * (chance.random(784) < 0.2)).astype(np.float32))


@given(WORTHS)
def test_the_strongest_are_shown_first(contribution: np.ndarray) -> None:
    chosen = shown((), contribution, 8)
    assert len(set(chosen)) == 8 and list(chosen) == sorted(chosen)
    others = np.delete(np.abs(contribution), list(chosen))
    assert np.abs(contribution)[list(chosen)].min() >= others.max()


@given(WORTHS, arrays(float, 40, elements=st.floats(0.9, 1.1)))
def test_places_are_kept_while_little_changes(contribution: np.ndarray, change: np.ndarray) -> None:
    before = shown((), contribution, 8)
    assert shown(before, contribution * change, 8) == before  # 1.1 / 0.9 < CLEARLY


@given(WORTHS, WORTHS)
def test_only_a_clearly_stronger_one_takes_a_place(one: np.ndarray, other: np.ndarray) -> None:
    before = shown((), one, 8)
    after = shown(before, other, 8)
    size = np.abs(other)
    assert len(set(after)) == 8
    gone = [b for b, a in zip(before, after, strict=True) if a != b]
    for old, new in zip(before, after, strict=True):
        assert new == old or new not in before  # nobody moves to another place
    for old in gone:
        assert size[[a for a in after if a not in before]].max() > CLEARLY * size[old]
    hidden = np.delete(size, list(after))
    assert hidden.max() <= CLEARLY * size[list(after)].min() * (1 + 1e-12)
    assert shown(after, other, 8) == after


def test_what_is_not_a_number_is_shown() -> None:
    contribution = np.arange(40.0)
    contribution[3] = np.nan
    assert 3 in shown(tuple(range(30, 38)), contribution, 8)


@pytest.mark.parametrize("seed", range(4))
def test_the_share_is_that_of_the_explanation(seed: int) -> None:
    network = network_of(seed)
    trace = trace_of(network, seed)
    chosen = follow(START, network, trace)
    assert tuple(map(len, chosen)) == COUNTS
    chain = why(network, trace, int(trace.probabilities.argmax()))
    shares = carried(network, trace, chosen)
    for level, units, share in zip((1, 0), chosen, shares, strict=True):
        contribution = np.abs(chain.levels[level].contributions)
        assert share == pytest.approx(contribution[list(units)].sum() / contribution.sum())
        assert len(units) / len(contribution) < share <= 1
    # By hand for Hidden 2, the layer whose contribution is plain w·a.
    by_hand = network.weights[2][chain.digit].astype(float) * trace.activations[2]
    np.testing.assert_allclose(contributions(network, trace)[1], by_hand)


def test_a_broken_network_has_a_view() -> None:
    broken = Network(
        tuple(np.full((n, m), np.nan, np.float32) for m, n in pairwise(SIZES)),  # type: ignore[arg-type]
        tuple(np.zeros(n, np.float32) for n in SIZES[1:]),  # type: ignore[arg-type]
    )
    trace = trace_of(broken, 0)
    assert tuple(map(len, follow(START, broken, trace))) == COUNTS
    assert np.isnan(carried(broken, trace, START)).all()
    assert len(flows(broken, trace, START).layer) == 0


@pytest.mark.parametrize("size", RECTS)
def test_readable_units_are_found_and_hidden_ones_are_not(size: tuple[int, int, float]) -> None:
    chosen = follow(START, network_of(1), trace_of(network_of(1), 2))
    plan = plan_of(Rect(11, 7, *size[:2]), size[2], 1, chosen)
    for layer, units in enumerate((range(784), *chosen, range(10))):
        for index in units:
            assert unit_at(plan, *point_of(plan, Unit(layer, index))) == Unit(layer, index)
    for layer in (1, 2):
        for index in set(range(SIZES[layer])) - set(chosen[layer - 1]):
            found = unit_at(plan, *point_of(plan, Unit(layer, index)))
            assert found is None or found.index in chosen[found.layer - 1]


@pytest.mark.parametrize("size", RECTS)
def test_readable_units_do_not_touch_and_stay_inside(size: tuple[int, int, float]) -> None:
    rect = Rect(11, 7, *size[:2])
    plan = plan_of(rect, size[2], 1, START)
    seen = np.flatnonzero(plan.visibility[OFFSETS[1] :]) + OFFSETS[1]
    middles, radii = plan.positions[seen], plan.radii[seen]
    away = np.hypot(*np.moveaxis(middles[:, None] - middles[None], -1, 0))
    np.fill_diagonal(away, np.inf)
    assert (away > radii[:, None] + radii[None]).all()
    assert (middles - radii[:, None] >= (rect.x, rect.y)).all()
    assert (middles + radii[:, None] <= (rect.right, rect.bottom)).all()
    assert plan.label_x + 0.66 * plan.label_size <= rect.right


@given(st.floats(0, 1))
@settings(max_examples=20)
def test_the_views_morph_into_each_other(view: float) -> None:
    rect = Rect(0, 0, 963, 860)
    plan, one, other = (plan_of(rect, 1.0, v, START) for v in (view, 0, 1))
    assert one.key == place(rect, 1.0).key and plan.view == pytest.approx(view)
    for name in ("positions", "radii", "visibility", "plate_steps"):
        a, b, now = (getattr(p, name) for p in (one, other, plan))
        np.testing.assert_allclose(now, a + (b - a) * np.float32(view), atol=1e-3)
    np.testing.assert_array_equal(blend(one, other, 0).positions, one.positions)


@pytest.mark.parametrize("seed", range(3))
def test_signals_run_along_shown_edges_with_their_sign(seed: int) -> None:
    network = network_of(seed)
    trace = trace_of(network, seed)
    chosen = follow(START, network, trace)
    edges = flows(network, trace, chosen)
    sides = (set(range(784)), *map(set, chosen), set(range(10)))
    signals = signals_of(edges)
    plan = plan_of(Rect(0, 0, 963, 860), 1.0, 1, chosen)
    seen = pulses(signals, plan, 1234.5, 10_000)
    assert len(seen.signal)
    for i, positive in zip(seen.signal, seen.positive, strict=True):
        layer = int(signals.layer[i])
        source = int(signals.source[i]) - OFFSETS[layer]
        target = int(signals.target[i]) - OFFSETS[layer + 1]
        assert source in sides[layer] and target in sides[layer + 1]
        flow = network.weights[layer][target, source] * trace.activations[layer][source]
        assert flow != 0 and positive == (flow > 0)
